import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, context, given, happened, soleRefusal, today } from '../../../test/acts/given.ts';
import type { UnattachedFile } from '../case-file.ts';
import { clocksOfCase } from '../clocks.ts';
import { day } from '../day.ts';
import type { CaseEvent } from '../events.ts';
import { identifyingFieldsOf } from '../identifying-texts.ts';
import { fileOf } from '../evolve.ts';
import { remedyState } from '../ombudsman-matters.ts';
import { answerOmbudsmanReport } from './answer-ombudsman-report.ts';
import { attachMatter } from './attach-matter.ts';
import { completeLearningAction } from './complete-learning-action.ts';
import { completeOmbudsmanRemedy } from './complete-ombudsman-remedy.ts';
import { notifyOmbudsmanCompliance } from './notify-ombudsman-compliance.ts';
import { publiciseOmbudsmanReport } from './publicise-ombudsman-report.ts';
import { recordOmbudsmanCompliance } from './record-ombudsman-compliance.ts';
import { recordOmbudsmanDecision } from './record-ombudsman-decision.ts';

const ombudsmanRef = '24 001 001';
const enquiry: CaseEvent = { type: 'OmbudsmanEnquiryReceived', on: day('2024-06-03'), ombudsmanRef, kind: 'full', replyDueOn: day('2024-07-01') };
const decision = { on: day('2024-09-02'), ombudsmanRef, decision: 'upheld_fault_and_injustice', remedies: [{ remedy: 'Apologise', dueOn: day('2024-10-02'), owner: 'U7' }, { remedy: 'Train the team', dueOn: day('2024-12-02') }] } as const;
const inACase: readonly CaseEvent[] = [...answered, enquiry, ...happened(recordOmbudsmanDecision(given(...answered, enquiry), decision, context))];
const done: CaseEvent = { type: 'OmbudsmanRemedyCompleted', on: day('2024-09-20'), ombudsmanRef, remedy: 1, evidence: 'Letter of 20 September' };
const sent: CaseEvent = { type: 'OmbudsmanComplianceNotified', on: day('2024-09-23'), ombudsmanRef, remedies: [1] };

function unattached(...events: readonly CaseEvent[]): UnattachedFile {
  const file = fileOf(events);
  assert.equal(file?.kind, 'unattached');
  return file;
}

test('a remedy and the learning action that carries it out are done together, whichever of them is recorded', () => {
  const file = given(...inACase);
  assert.deepEqual(file.learningActions.map(({ owner, remedyOf }) => [owner, remedyOf?.remedy]), [['U7', 1], [undefined, 2]]);
  const byRemedy = given(...inACase, ...happened(completeOmbudsmanRemedy(file, { on: day('2024-09-20'), ombudsmanRef, remedy: 1, evidence: 'Letter' }, context)));
  const byAction = given(...inACase, ...happened(completeLearningAction(file, { on: day('2024-09-20'), learningAction: 1, evidence: 'Letter' }, context)));
  for (const each of [byRemedy, byAction]) {
    assert.deepEqual([each.learningActions[0]?.completedOn, each.learningActions[0]?.evidence], ['2024-09-20', 'Letter']);
    assert.deepEqual(each.ombudsman[0]?.remedies.map(({ completedOn, evidence }) => [completedOn, evidence]), [['2024-09-20', 'Letter'], [undefined, undefined]]);
  }
  assert.equal(soleRefusal(completeOmbudsmanRemedy(byAction, { on: day('2024-09-21'), ombudsmanRef, remedy: 1, evidence: 'Again' }, context)).because, 'already completed');
  assert.equal(soleRefusal(completeOmbudsmanRemedy(file, { on: day('2024-09-21'), ombudsmanRef, remedy: 3, evidence: 'None' }, context)).field, 'remedy');
});

test('evidence goes to the Ombudsman of what was done, and the Ombudsman accepts it or says what is wanting', () => {
  const file = given(...inACase, done);
  assert.deepEqual(happened(notifyOmbudsmanCompliance(file, { on: day('2024-09-23'), ombudsmanRef, remedies: [1] }, context)), [sent]);
  assert.equal(soleRefusal(notifyOmbudsmanCompliance(file, { on: day('2024-09-23'), ombudsmanRef, remedies: [2] }, context)).because, 'not done');
  assert.equal(soleRefusal(notifyOmbudsmanCompliance(file, { on: day('2024-09-19'), ombudsmanRef, remedies: [1] }, context)).because, 'too early');
  assert.equal(soleRefusal(notifyOmbudsmanCompliance(file, { on: day('2024-09-23'), ombudsmanRef, remedies: [] }, context)).field, 'remedies');
  const wanting = { on: day('2024-10-01'), ombudsmanRef, remedies: [1], satisfied: false, comment: 'The date of the letter' };
  assert.equal(soleRefusal(recordOmbudsmanCompliance(given(...inACase, done, sent), { ...wanting, comment: '' }, context)).field, 'comment');
  const refusedOnce = [...inACase, done, sent, ...happened(recordOmbudsmanCompliance(given(...inACase, done, sent), wanting, context))];
  const stateOf = (...events: readonly CaseEvent[]) => remedyState(given(...events).ombudsman[0]!.remedies[0]!);
  assert.deepEqual([stateOf(...inACase), stateOf(...inACase, done), stateOf(...inACase, done, sent), stateOf(...refusedOnce)], ['to do', 'done', 'with the Ombudsman', 'not accepted']);
  assert.equal(stateOf(...refusedOnce, { ...sent, on: day('2024-10-02') }), 'with the Ombudsman', 'sent again, it waits for an answer of its own');
  assert.equal(stateOf(...refusedOnce, { type: 'OmbudsmanComplianceRecorded', on: day('2024-10-10'), ombudsmanRef, remedies: [1], satisfied: true }), 'accepted');
});

test('the time of a remedy runs until the Ombudsman has the evidence: each remedy has its own', () => {
  const standing = (on: string, ...events: readonly CaseEvent[]) => clocksOfCase(given(...events), today(on)).filter(({ rule }) => rule.key === 'T28').map(({ about, dueOn, standing: { is } }) => [about, dueOn, is]);
  assert.deepEqual(standing('2024-10-03', ...inACase, done), [[`${ombudsmanRef}, remedy 1`, '2024-10-02', 'overdue'], [`${ombudsmanRef}, remedy 2`, '2024-12-02', 'running']]);
  assert.deepEqual(standing('2024-10-03', ...inACase, done, sent)[0]?.[2], 'met');
  const notAccepted: CaseEvent = { type: 'OmbudsmanComplianceRecorded', on: day('2024-10-01'), ombudsmanRef, remedies: [1], satisfied: false, comment: 'More' };
  assert.deepEqual(standing('2024-10-03', ...inACase, done, sent, notAccepted)[0]?.[2], 'overdue');
});

test('a public report received on 2 September 2024 is publicised by 16 September and answered by 2 December', () => {
  const report = (receivedOn?: string): readonly CaseEvent[] => [...answered, enquiry, { type: 'OmbudsmanDecided', on: day('2024-09-02'), ombudsmanRef, decision: 'upheld_fault_and_injustice', publicReport: true, ...(receivedOn === undefined ? {} : { publicReportReceivedOn: day(receivedOn) }) }];
  const due = (events: readonly CaseEvent[], on = '2024-09-10') => clocksOfCase(given(...events), today(on)).filter(({ rule }) => rule.key.startsWith('T29')).map(({ rule, dueOn, standing: { is } }) => [rule.key, dueOn, is]);
  assert.deepEqual(due(report()), [['T29a', '2024-09-16', 'running'], ['T29', '2024-12-02', 'running']]);
  assert.deepEqual(due(report('2024-09-05')).map(([, on]) => on), ['2024-09-19', '2024-12-05'], 'from the day it was received, where that is another');
  const publicised = happened(publiciseOmbudsmanReport(given(...report()), { on: day('2024-09-16'), ombudsmanRef }, context));
  assert.deepEqual(due([...report(), ...publicised], '2024-09-20'), [['T29a', '2024-09-16', 'met'], ['T29', '2024-12-02', 'running']]);
  const told = happened(answerOmbudsmanReport(given(...report()), { on: day('2024-12-03'), ombudsmanRef }, context));
  assert.deepEqual(due([...report(), ...publicised, ...told], '2024-12-20')[1]?.[2], 'missed');
  assert.equal(soleRefusal(publiciseOmbudsmanReport(given(...inACase), { on: day('2024-09-16'), ombudsmanRef }, context)).because, 'no public report');
  assert.equal(soleRefusal(answerOmbudsmanReport(given(...report()), { on: day('2024-09-01'), ombudsmanRef }, context)).because, 'too early');
});

test('a matter of no case is attached to one with all that happened in it, and is on record in one place', () => {
  const history: readonly CaseEvent[] = [
    enquiry, { type: 'OmbudsmanReplied', on: day('2024-06-28'), ombudsmanRef }, ...happened(recordOmbudsmanDecision(unattached(enquiry), decision, context)), done, { type: 'PaymentMade', on: day('2024-09-25'), stage: 'ombudsman', role: 'complainant', amountPence: 30_000 },
    { type: 'FactCorrected', on: day('2024-09-26'), fact: 'paymentAmountPence', which: '1', from: '30000', to: '35000', reason: 'Slip' },
    { type: 'FactCorrected', on: day('2024-09-26'), fact: 'ombudsmanReceivedOn', which: ombudsmanRef, from: '2024-06-03', to: '2024-06-04', reason: 'Slip' }, { type: 'NoteAdded', on: day('2024-09-27'), note: 'The complaint is ours' },
  ];
  const from = unattached(...history);
  const attached = attachMatter(from, history, given(...answered), { on: day('2024-10-01'), ombudsmanRef }, context);
  assert.ok('leaves' in attached);
  const left = unattached(...history, ...attached.leaves);
  assert.deepEqual([left.ombudsman, left.payments, left.movedTo], [[], [], 'T24-1']);
  const there = given(...answered, ...attached.arrives);
  assert.deepEqual(there.ombudsman, from.ombudsman);
  assert.equal(there.ombudsman[0]?.receivedOn, '2024-06-04');
  assert.deepEqual(there.payments.map(({ on, amountPence }) => [on, amountPence]), [['2024-09-25', 35_000]]);
  assert.deepEqual(there.learningActions.map(({ action, remedyOf }) => [action, remedyOf?.remedy]), [['Train the team', 2]], 'what is still to be done is promised in the case');
  assert.deepEqual(there.notes.map(({ note }) => note), ['The complaint is ours']);
  assert.ok('refusals' in attachMatter(left, history, given(...answered), { on: day('2024-10-02'), ombudsmanRef }, context), 'once');
  const twice = attachMatter(from, history, there, { on: day('2024-10-02'), ombudsmanRef }, context);
  assert.ok('refusals' in twice && twice.refusals[0]?.because === 'has it already');
});

test('a matter of no case has its own clocks, and no others', () => {
  const file = unattached(enquiry);
  assert.deepEqual(clocksOfCase(file, today('2024-06-10')).map(({ rule, dueOn }) => [rule.key, dueOn]), [['T26', '2024-07-01']]);
});

test('what a remedy is can be erased, and its days are followed up all the same', () => {
  const [decided] = happened(recordOmbudsmanDecision(given(...answered, enquiry), decision, context));
  assert.ok(decided?.type === 'OmbudsmanDecided');
  assert.deepEqual(identifyingFieldsOf(decided), ['remedyTexts']);
  const { remedyTexts: _, ...erased } = decided;
  assert.doesNotMatch(JSON.stringify(erased), /Apologise|Train/);
  assert.deepEqual(given(...answered, enquiry, erased, done).ombudsman[0]?.remedies.map(({ remedy, dueOn, completedOn }) => [remedy, dueOn, completedOn]), [['Erased', '2024-10-02', '2024-09-20'], ['Erased', '2024-12-02', undefined]]);
});
