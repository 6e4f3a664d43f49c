import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measures } from './measures.ts';
import { readQuery } from './read-query.ts';

const year = { from: '2023-04-01', to: '2024-03-31' };
const why = (query: unknown) => {
  const read = readQuery(query);
  return 'why' in read ? read.why : 'nothing is wrong';
};

test('a question in full is read as it was written', () => {
  const query = {
    measure: 'stage1_on_time_rate', ...year, where: { handled_as: 'statutory', x_contact_type: 'enquiry', complainant_age: 12 }, by: ['theme', 'month'], on: 'completed', share: false,
    share_within: { service: 'A/B' }, change_from: { from: '2022-04-01', to: '2023-03-31' }, within: 10, as_at: '2024-04-30', round: 1,
  };
  assert.deepEqual(readQuery(query), { query });
});

test('what a figure of a report carries besides its question is left alone, a slip for a part of the question is not', () => {
  assert.deepEqual(readQuery({ measure: 'complaints', ...year, at: '7.1', printed: '70', value: 70 }), { query: { measure: 'complaints', ...year } });
  assert.equal(why({ measure: 'complaints', ...year, wher: { theme: 'Staff' } }), '\'wher\' is no part of a question: \'where\' is');
  assert.equal(why({ measure: 'complaints', ...year, shareWithin: {} }), '\'shareWithin\' is no part of a question: \'share_within\' is');
  assert.equal(why({ measure: 'complaints', ...year, wihtin: 3 }), '\'wihtin\' is no part of a question: \'within\' is');
});

test('a wrong measure, key, value, day or period is answered with what is allowed', () => {
  assert.match(why({ measure: 'complaint', ...year }), /^there is no measure 'complaint'\. It may be representations, complaints, .* or activity$/);
  assert.match(why({ measure: 'complaints', ...year, where: { them: 'x' } }), /^complaints has no key 'them' \(where\)\. It may be ref, .*theme.*, or an x_ column of the register$/);
  assert.match(why({ measure: 'compliments', ...year, by: 'handled_as' }), /^compliments has no key 'handled_as' \(by\)/);
  assert.equal(why({ measure: 'complaints', ...year, where: { handled_as: 'statutry' } }), 'where: handled_as is never \'statutry\'. It may be statutory, corporate, informal, withdrawn, duplicate, redirected or declined');
  assert.equal(why({ measure: 'complaints', from: '2023-04-31', to: '2024-03-31' }), 'from must be a day written YYYY-MM-DD, not \'2023-04-31\'');
  assert.equal(why({ measure: 'complaints', from: '2023-04-01' }), 'to is missing: a day written YYYY-MM-DD');
  assert.equal(why({ measure: 'complaints', from: '2024-04-01', to: '2024-03-31' }), 'the period ends on 31 March 2024, before it begins on 1 April 2024');
  assert.equal(why({ measure: 'complaints', ...year, change_from: { from: '2023-03-31', to: '2022-04-01' } }), 'change_from ends on 1 April 2022, before it begins on 31 March 2023');
  assert.equal(why({ measure: 'complaints', ...year, on: 'closed' }), 'on must be received or completed, not \'closed\'');
  assert.equal(why({ measure: 'complaints', ...year, round: 1.5 }), 'round must be a whole number of decimal places from 0 to 10, not 1.5');
  assert.match(why({ measure: 'complaints', ...year, within: 10 }), /^within goes with stage1_on_time_rate, stage2_on_time_rate, panels_on_time_rate, not with complaints$/);
  assert.equal(why({ measure: 'complaints', ...year, where: { stage1_days: 'ten' } }), 'where: stage1_days must be a whole number, not \'ten\'');
  assert.equal(why({ measure: 'complaints', ...year, where: { theme: true } }), 'where: theme must be a text or a number');
  assert.equal(why([]), 'a question must be an object with a measure, from and to');
});

test('a key named like something every object has is no key', () => {
  assert.match(why({ measure: 'complaints', ...year, where: JSON.parse('{"constructor": "x"}') as object }), /^complaints has no key 'constructor'/);
  assert.match(why({ measure: 'toString', ...year }), /^there is no measure 'toString'/);
});

test('every measure has a name, a definition that ends as a sentence, and a key of its own', () => {
  assert.equal(new Set(measures.map((measure) => measure.key)).size, measures.length);
  assert.equal(new Set(measures.map((measure) => measure.name)).size, measures.length);
  for (const measure of measures) assert.match(measure.definition, /^[A-Z].*\.$/, measure.key);
});
