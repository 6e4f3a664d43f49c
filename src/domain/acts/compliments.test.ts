import assert from 'node:assert/strict';
import { test } from 'node:test';
import { context, happened, soleRefusal } from '../../../test/acts/given.ts';
import type { ComplimentFile } from '../case-file.ts';
import { day } from '../day.ts';
import type { CaseEvent } from '../events.ts';
import { identifyingFieldsOf } from '../identifying-texts.ts';
import { fileOf } from '../evolve.ts';
import { correctFact } from './correct-fact.ts';
import { passOnCompliment } from './pass-on-compliment.ts';
import { restrict } from './restrict.ts';
import { thankForCompliment } from './thank-for-compliment.ts';
import { withdrawPublishConsent } from './withdraw-publish-consent.ts';

const received: CaseEvent = { type: 'ComplimentReceived', on: day('2024-02-05'), ref: 'C-1', source: 'parent', text: 'She rang back', credited: 'Nadia Holm', publishConsent: 'yes', aspects: ['communication'] };

function compliment(...events: readonly CaseEvent[]): ComplimentFile {
  const file = fileOf([received, ...events]);
  assert.equal(file?.kind, 'compliment');
  return file;
}

test('a compliment is passed on, as often as it is, and whoever gave it is thanked once', () => {
  const passed = happened(passOnCompliment(compliment(), { on: day('2024-02-06'), to: 'Nadia Holm' }, context));
  assert.deepEqual(compliment(...passed, ...happened(passOnCompliment(compliment(...passed), { on: day('2024-02-07'), to: 'Her manager' }, context))).passedOn, [{ on: '2024-02-06', to: 'Nadia Holm' }, { on: '2024-02-07', to: 'Her manager' }]);
  assert.equal(soleRefusal(passOnCompliment(compliment(), { on: day('2024-02-06'), to: '' }, context)).field, 'to');
  assert.equal(soleRefusal(passOnCompliment(compliment(), { on: day('2024-02-04'), to: 'Nadia Holm' }, context)).message, 'Date it was passed on must be the same as or after 5 February 2024, when the compliment was received');
  const thanked = happened(thankForCompliment(compliment(), { on: day('2024-02-06') }, context));
  assert.equal(soleRefusal(thankForCompliment(compliment(...thanked), { on: day('2024-02-07') }, context)).because, 'already thanked');
});

test('consent to quote that is withdrawn is none, and can be withdrawn only where it was given', () => {
  const after = compliment(...happened(withdrawPublishConsent(compliment(), { on: day('2024-03-01') }, context)));
  assert.deepEqual([after.publishConsent, after.consentWithdrawnOn], ['no', '2024-03-01']);
  assert.equal(soleRefusal(withdrawPublishConsent(after, { on: day('2024-03-02') }, context)).because, 'no consent');
});

test('every fact of a compliment can be put right, with a reason, and only a compliment’s', () => {
  const correct = (fact: 'complimentSource' | 'complimentAspects' | 'credited' | 'publishConsent' | 'summary', from: string, to: string) => {
    const events = happened(correctFact(compliment(), { on: day('2024-02-10'), fact, from, to, reason: 'Heard wrongly' }, context));
    return compliment(...events);
  };
  assert.equal(correct('complimentSource', 'parent', 'care_leaver').source, 'care_leaver');
  assert.deepEqual(correct('complimentAspects', 'communication', 'communication;expertise').aspects, ['communication', 'expertise']);
  assert.equal(correct('credited', 'Nadia Holm', '').credited, undefined);
  assert.equal(correct('summary', 'She rang back', 'She rang back twice').text, 'She rang back twice');
  assert.equal(soleRefusal(correctFact(compliment(), { on: day('2024-02-10'), fact: 'complimentSource', from: 'parent', to: 'aunt', reason: 'Slip' }, context)).because, 'not in the list');
  assert.equal(soleRefusal(correctFact(compliment(), { on: day('2024-02-10'), fact: 'theme', from: '', to: 'delay', reason: 'Slip' }, context)).because, 'no such fact');
  assert.deepEqual(identifyingFieldsOf({ type: 'FactCorrected', on: day('2024-02-10'), fact: 'credited', from: 'Nadia Holm', to: 'Nadia Holme', reason: 'Slip' }), ['reason', 'from', 'to'], 'who is praised can be erased');
});

test('a compliment is restricted like a case', () => {
  assert.equal(compliment(...happened(restrict(compliment(), { on: day('2024-02-06'), reason: 'Names a child' }, context))).restricted, true);
});
