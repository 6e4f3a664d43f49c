import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeOf } from './outcome.ts';

test('findings that are all alike give that outcome', () => {
  assert.equal(outcomeOf(['upheld', 'upheld']), 'upheld');
  assert.equal(outcomeOf(['not_upheld']), 'not_upheld');
  assert.equal(outcomeOf(['no_finding', 'no_finding']), 'no_finding');
});

test('a mixture of upheld and not upheld is partially upheld', () => {
  assert.equal(outcomeOf(['upheld', 'not_upheld']), 'partially_upheld');
  assert.equal(outcomeOf(['partially_upheld', 'upheld']), 'partially_upheld');
  assert.equal(outcomeOf(['not_upheld', 'no_finding', 'upheld']), 'partially_upheld');
});

test('a mixture in which nothing was upheld is not upheld where something was decided, inconclusive where nothing was', () => {
  assert.equal(outcomeOf(['not_upheld', 'inconclusive']), 'not_upheld');
  assert.equal(outcomeOf(['no_finding', 'inconclusive']), 'inconclusive');
});

test('no findings give no outcome', () => {
  assert.equal(outcomeOf([]), undefined);
});
