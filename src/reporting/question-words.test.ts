import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionInWords, keyInWords, periodInPlace, questionInWords, usuallyPrinted } from './question-words.ts';

test('a question is put in the council’s words', () => {
  const words = { theme: 'Nature', statutory: 'Under the 1989 Act' };
  assert.equal(questionInWords({ measure: 'complaints', where: { handled_as: 'statutory', theme: 'Delay' }, period: { yearsBefore: 1 } }, words), 'Complaints, Handled as: Under the 1989 Act and Nature: Delay, the same period a year before');
  assert.equal(questionInWords({ measure: 'stage1_on_time_rate', within: 10, on: 'completed' }, {}), 'Stage 1 responses on time, whose stage 1 was completed in the period, within 10 working days');
  assert.equal(questionInWords({ measure: 'compliments', share: true }, {}), 'Compliments, as a share of all');
  assert.equal(keyInWords('x_cost_centre', {}), 'Cost centre');
  assert.equal(conditionInWords('ethnicity', '', {}), 'Ethnicity: Not recorded');
  assert.equal(periodInPlace({ yearsBefore: 3 }), 'The same period 3 years before');
});

test('money, rates and days are printed as such unless somebody says otherwise', () => {
  assert.deepEqual(['complaints', 'upheld_rate', 'spend', 'stage1_days', 'escalation_rate'].map(usuallyPrinted), ['count', 'percent', 'pounds', 'days', 'rate']);
});
