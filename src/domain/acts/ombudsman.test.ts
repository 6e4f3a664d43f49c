import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adjudicated, answered, context, given, happened, refused, soleRefusal, today } from '../../../test/acts/given.ts';
import { day } from '../day.ts';
import type { CaseEvent } from '../events.ts';
import { fileOf } from '../evolve.ts';
import { answerOmbudsmanDraft } from './answer-ombudsman-draft.ts';
import { closeOmbudsmanCase } from './close-ombudsman-case.ts';
import { receiveOmbudsmanDraft } from './receive-ombudsman-draft.ts';
import { receiveOmbudsmanEnquiry } from './receive-ombudsman-enquiry.ts';
import { recordOmbudsmanDecision } from './record-ombudsman-decision.ts';
import { replyToOmbudsman } from './reply-to-ombudsman.ts';

const ombudsmanRef = '24 001 001';
const enquiry: CaseEvent = { type: 'OmbudsmanEnquiryReceived', on: day('2024-06-03'), ombudsmanRef, kind: 'full', replyDueOn: day('2024-07-01') };
const draft: CaseEvent = { type: 'OmbudsmanDraftReceived', on: day('2024-08-05'), ombudsmanRef };
const decided: CaseEvent = { type: 'OmbudsmanDecided', on: day('2024-09-02'), ombudsmanRef, decision: 'upheld_fault_and_injustice' };

test('the Ombudsman enquires of a closed case too, and of what is on no record', () => {
  const { type: _, ...command } = enquiry;
  const closed = given(...adjudicated, { type: 'Closed', on: day('2024-05-20') });
  assert.deepEqual(happened(receiveOmbudsmanEnquiry(closed, command, context)), [enquiry]);
  assert.deepEqual(happened(receiveOmbudsmanEnquiry(undefined, command, context)), [enquiry]);
});

test('an enquiry has a reference, and a reply due after it', () => {
  assert.equal(soleRefusal(receiveOmbudsmanEnquiry(undefined, { on: day('2024-06-03'), ombudsmanRef: '' }, context)).field, 'ombudsmanRef');
  assert.equal(soleRefusal(receiveOmbudsmanEnquiry(undefined, { on: day('2024-06-03'), ombudsmanRef, replyDueOn: day('2024-05-31') }, context)).field, 'replyDueOn');
  assert.equal(soleRefusal(receiveOmbudsmanEnquiry(undefined, { on: day('2024-06-04'), ombudsmanRef }, today('2024-06-03'))).because, 'in the future');
});

test('an enquiry is replied to once, by its reference', () => {
  const command = { on: day('2024-06-28'), ombudsmanRef };
  assert.deepEqual(happened(replyToOmbudsman(given(enquiry), command, context)), [{ type: 'OmbudsmanReplied', ...command }]);
  assert.equal(soleRefusal(replyToOmbudsman(given(enquiry, { type: 'OmbudsmanReplied', ...command }), command, context)).because, 'already replied');
  assert.equal(soleRefusal(replyToOmbudsman(given(), command, context)).because, 'no such matter');
  assert.equal(soleRefusal(replyToOmbudsman(given(enquiry), { ...command, on: day('2024-05-31') }, context)).message, 'Date of the reply must be the same as or after 3 June 2024, when the Ombudsman’s enquiry was received');
});

test('a draft decision is commented on once it has come', () => {
  assert.equal(happened(receiveOmbudsmanDraft(given(enquiry), { on: day('2024-08-05'), ombudsmanRef, commentsDueOn: day('2024-08-19') }, context)).length, 1);
  assert.equal(soleRefusal(receiveOmbudsmanDraft(given(enquiry), { on: day('2024-08-05'), ombudsmanRef, commentsDueOn: day('2024-08-02') }, context)).field, 'commentsDueOn');
  assert.equal(happened(answerOmbudsmanDraft(given(enquiry, draft), { on: day('2024-08-16'), ombudsmanRef }, context)).length, 1);
  assert.equal(soleRefusal(answerOmbudsmanDraft(given(enquiry), { on: day('2024-08-16'), ombudsmanRef }, context)).because, 'no draft');
});

test('each remedy that the Ombudsman decides on has its day, and becomes a learning action', () => {
  const command = { on: day('2024-09-02'), ombudsmanRef, decision: 'upheld_fault_and_injustice', remedies: [{ remedy: 'Apologise', dueOn: day('2024-10-02') }, { remedy: 'Pay £300', dueOn: day('2024-10-02') }] } as const;
  const known = given(...answered, { type: 'LearningActionPromised', on: day('2024-02-19'), learningAction: 1, action: 'Train the team' }, enquiry);
  assert.deepEqual(happened(recordOmbudsmanDecision(known, command, context)), [
    { type: 'OmbudsmanDecided', on: '2024-09-02', ombudsmanRef, decision: 'upheld_fault_and_injustice', remedies: [{ dueOn: '2024-10-02' }, { dueOn: '2024-10-02' }], remedyTexts: ['Apologise', 'Pay £300'] },
    { type: 'LearningActionPromised', on: '2024-09-02', learningAction: 2, action: 'Apologise', kind: 'ombudsman_remedy', dueOn: '2024-10-02', remedyOf: { ombudsmanRef, remedy: 1 } },
    { type: 'LearningActionPromised', on: '2024-09-02', learningAction: 3, action: 'Pay £300', kind: 'ombudsman_remedy', dueOn: '2024-10-02', remedyOf: { ombudsmanRef, remedy: 2 } },
  ]);
  assert.deepEqual(refused(recordOmbudsmanDecision(known, { ...command, remedies: [{ remedy: 'Apologise' }] }, context)).map((refusal) => refusal.field), ['remedies.0.dueOn']);
  assert.equal(soleRefusal(recordOmbudsmanDecision(given(enquiry, decided), command, context)).because, 'matter decided');
});

test('a decision on what is on no record promises nothing there', () => {
  const unattached = fileOf([enquiry]);
  assert.ok(unattached?.kind === 'unattached');
  assert.deepEqual(happened(recordOmbudsmanDecision(unattached, { on: day('2024-09-02'), ombudsmanRef, decision: 'premature' }, context)).map((event) => event.type), ['OmbudsmanDecided']);
});

test('the Ombudsman’s case closes after the decision', () => {
  assert.equal(happened(closeOmbudsmanCase(given(enquiry, decided), { on: day('2024-10-07'), ombudsmanRef }, context)).length, 1);
  assert.equal(soleRefusal(closeOmbudsmanCase(given(enquiry), { on: day('2024-10-07'), ombudsmanRef }, context)).because, 'not decided');
  assert.equal(soleRefusal(closeOmbudsmanCase(given(enquiry, decided), { on: day('2024-08-30'), ombudsmanRef }, context)).because, 'too early');
});
