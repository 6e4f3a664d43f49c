import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import { figureAsJson, figureAsText } from './figure-as-text.ts';

const year = { from: day('2017-04-01'), to: day('2018-03-31') };

test('the answer takes the place of the value; the period keeps its `from`, what gave the answer is its `source`', () => {
  const asked = { at: '4.2', measure: 'complaints', ...year, value: 229 };
  assert.deepEqual(figureAsJson(asked, { answer: 229, from: 'records' }), { at: '4.2', measure: 'complaints', ...year, answer: 229, source: 'records' });
  assert.deepEqual(figureAsJson(asked, { answer: null, why: 'nothing' }), { at: '4.2', measure: 'complaints', ...year, answer: null, why: 'nothing' });
  assert.deepEqual(figureAsJson('complaints', { answer: null, why: 'nothing' }), { query: 'complaints', answer: null, why: 'nothing' });
});

test('with rows there is no single answer', () => {
  const rows = [{ keys: { theme: 'Delay' }, answer: 2 }];
  assert.deepEqual(figureAsJson({ measure: 'complaints', ...year, by: 'theme' }, { answer: null, from: 'published', rows }), { measure: 'complaints', ...year, by: 'theme', rows, source: 'published' });
});

test('a figure in a terminal: a line, or a table whose columns stand under one another', () => {
  assert.equal(
    figureAsText({ measure: 'spend', ...year, where: { stage: 'stage2' }, round: 2 }, { answer: 9292.3, from: 'records' }),
    'Spend, 1 April 2017 to 31 March 2018 (stage=stage2): 9,292.30\n',
  );
  assert.equal(
    figureAsText({ measure: 'complaints', ...year, by: 'theme' }, { answer: null, from: 'records', rows: [{ keys: { theme: 'Poor communication' }, answer: 49 }, { keys: { theme: null }, answer: 1 }] }),
    'Complaints, 1 April 2017 to 31 March 2018\n  theme               answer\n  Poor communication  49\n  not known           1\n',
  );
  assert.equal(
    figureAsText({ measure: 'complaints', ...year }, { answer: null, why: 'no records are held' }),
    'Complaints, 1 April 2017 to 31 March 2018: no answer: no records are held\n',
  );
});
