import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { count, decimal, listed, percent, pounds, roundHalfAway, shareInPercent } from './house-style.ts';

test('numbers have commas, pounds have pence, per cent the places asked for', () => {
  assert.equal(count(1234), '1,234');
  assert.equal(count(18_250), '18,250');
  assert.equal(pounds(11_507.6), '£11,507.60');
  assert.equal(pounds(-42.5), '−£42.50');
  assert.equal(percent(92.682_926, 2), '92.68%');
  assert.equal(percent(43.5), '44%');
  assert.equal(decimal(1234.05, 1), '1,234.1');
});

test('halves are rounded away from zero, also where floating point puts them just below', () => {
  assert.equal(roundHalfAway(2.5, 0), 3);
  assert.equal(roundHalfAway(-2.5, 0), -3);
  assert.equal(roundHalfAway(1.005, 2), 1.01);
  assert.equal(Object.is(roundHalfAway(-0.4, 0), 0), true);
});

test('nothing is minus nought', () => {
  assert.equal(count(-0.2), '0');
});

test('a share of what is there is never nought: 1 of 309 is less than 1%, 2 of 309 is 1%, and none is 0%', () => {
  assert.deepEqual([1, 2, 0].map((part) => shareInPercent((100 * part) / 309)), ['less than 1%', '1%', '0%']);
  assert.deepEqual([shareInPercent(0.04, 1), shareInPercent(0.05, 1)], ['less than 0.1%', '0.1%']);
});

test('a list has an and before its last', () => {
  assert.equal(listed([]), '');
  assert.equal(listed(['Fostering']), 'Fostering');
  assert.equal(listed(['Fostering', 'Safeguarding', 'Through Care']), 'Fostering, Safeguarding and Through Care');
});

test('a printed whole number reads back as itself', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (value) => assert.equal(Number(count(value).replaceAll(',', '')), value)));
});
