import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishedAnswer, type PublishedFigure } from './published-figures.ts';

const year = { from: '2016-04-01', to: '2017-03-31' };
const printed = (measure: string, conditions: string, value: string): PublishedFigure => ({ ...year, measure, conditions, value });
const asked = (measure: string, where: Record<string, string> = {}, by: string[] = [], within?: number) => ({ ...year, measure, where, by, ...(within !== undefined && { within }) });
const one = (value: string) => [{ keys: {}, value }];

test('a published figure answers the same measure, period and conditions, in whatever order these are put', () => {
  const published = [printed('complaints', 'handled_as=statutory;theme=Actions of worker', '50'), printed('complaints', '', '201')];
  assert.deepEqual(publishedAnswer(published, asked('complaints', { theme: 'Actions of worker', handled_as: 'statutory' })), one('50'));
  assert.deepEqual(publishedAnswer(published, asked('complaints')), one('201'));
  assert.equal(publishedAnswer(published, asked('complaints', { theme: 'Actions of worker' })), undefined);
  assert.equal(publishedAnswer(published, { ...asked('complaints'), to: '2016-06-30' }), undefined);
});

test('representations handled as statutory are the complaints handled so, and no other representations are', () => {
  const published = [printed('representations', 'handled_as=statutory', '187'), printed('representations', '', '310'), printed('representations', 'handled_as=withdrawn', '44')];
  assert.deepEqual(publishedAnswer(published, asked('complaints', { handled_as: 'statutory' })), one('187'));
  assert.equal(publishedAnswer(published, asked('complaints')), undefined);
  assert.deepEqual(publishedAnswer(published, asked('complaints', {}, ['handled_as'])), [{ keys: { handled_as: 'statutory' }, value: '187' }]);
  assert.equal(publishedAnswer(published, asked('representations', {}, ['handled_as']))?.length, 2);
});

test('an outcome published with no procedure named is of statutory complaints, unless some were published by procedure', () => {
  const unqualified = printed('upheld_or_partly', '', '97');
  assert.deepEqual(publishedAnswer([unqualified], asked('upheld_or_partly', { handled_as: 'statutory' })), one('97'));
  assert.equal(publishedAnswer([unqualified], asked('upheld_or_partly', { handled_as: 'corporate' })), undefined);
  assert.equal(publishedAnswer([unqualified, printed('upheld_or_partly', 'handled_as=corporate', '5')], asked('upheld_or_partly', { handled_as: 'statutory' })), undefined);
  assert.equal(publishedAnswer([printed('complaints', '', '58')], asked('complaints', { handled_as: 'statutory' })), undefined);
});

test('rows are the published figures with exactly the key of the rows besides', () => {
  const published = [printed('upheld_or_partly', '', '97'), printed('upheld_or_partly', 'theme=Decision making', '0'), printed('upheld_or_partly', 'theme=Poor communication', '36'), printed('upheld_or_partly', 'service=East;theme=Poor communication', '3')];
  assert.deepEqual(publishedAnswer(published, asked('upheld_or_partly', { handled_as: 'statutory' }, ['theme'])), [{ keys: { theme: 'Decision making' }, value: '0' }, { keys: { theme: 'Poor communication' }, value: '36' }]);
  assert.deepEqual(publishedAnswer(published, asked('upheld_or_partly', {}, ['theme', 'service'])), [{ keys: { theme: 'Poor communication', service: 'East' }, value: '3' }]);
  assert.equal(publishedAnswer(published, asked('upheld_or_partly', {}, ['channel'])), undefined);
});

test('a rate within 10 working days is published under its own name; within 20, of statutory complaints, it is the rate with no limit named', () => {
  const published = [printed('stage1_within_10_rate', 'handled_as=statutory', '23'), printed('stage1_on_time_rate', 'handled_as=statutory', '54')];
  assert.deepEqual(publishedAnswer(published, asked('stage1_on_time_rate', { handled_as: 'statutory' }, [], 10)), one('23'));
  assert.deepEqual(publishedAnswer(published, asked('stage1_on_time_rate', { handled_as: 'statutory' }, [], 20)), one('54'));
  assert.deepEqual(publishedAnswer(published, asked('stage1_on_time_rate', { handled_as: 'statutory' })), one('54'));
  assert.equal(publishedAnswer(published, asked('stage1_on_time_rate', { handled_as: 'statutory' }, [], 15)), undefined);
  assert.equal(publishedAnswer(published, asked('stage1_on_time_rate', { handled_as: 'corporate' }, [], 20)), undefined);
});
