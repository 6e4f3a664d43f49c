import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, context, corporate, given, happened, refused, requested, soleRefusal, statutory, today, twoElements } from '../../../test/acts/given.ts';
import { day } from '../day.ts';
import type { RepresentationFile } from '../case-file.ts';
import type { CaseEvent, EventOf } from '../events.ts';
import { fileOf } from '../evolve.ts';
import { allocate } from './allocate.ts';
import { appointAdvocate, barredFromAdvocacy, type BarredFromAdvocacy } from './appoint-advocate.ts';
import { close } from './close.ts';
import { decideFreeze } from './decide-freeze.ts';
import { defer } from './defer.ts';
import { endWithoutAnswer } from './end-without-answer.ts';
import { extendStage1 } from './extend-stage1.ts';
import { recordLateReason } from './record-late-reason.ts';
import { recordProceedingsEnded } from './record-proceedings-ended.ts';
import { requestStage2 } from './request-stage2.ts';
import { respondAtStage1 } from './respond-at-stage1.ts';
import { resubmit } from './resubmit.ts';
import { seekAdvocate } from './seek-advocate.ts';
import { skipStage1 } from './skip-stage1.ts';
import { withdraw } from './withdraw.ts';

const findings = [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'not_upheld' }] as const;

test('an advocate is asked for once at a time', () => {
  const sought: CaseEvent = { type: 'AdvocateSought', on: day('2024-02-07') };
  assert.deepEqual(happened(seekAdvocate(given(statutory), { on: day('2024-02-07') }, context)), [sought]);
  assert.equal(soleRefusal(seekAdvocate(given(statutory, sought), { on: day('2024-02-08') }, context)).because, 'already sought');
});

test('whoever the advocacy regulations bar may not be the advocate', () => {
  const command = { on: day('2024-02-14'), advocate: 'ADV-1', consented: false };
  assert.deepEqual(happened(appointAdvocate(given(statutory), command, context)), [{ type: 'AdvocateAppointed', on: '2024-02-14', advocate: 'ADV-1' }]);
  for (const barredAs of Object.keys(barredFromAdvocacy)) assert.equal(soleRefusal(appointAdvocate(given(statutory), { ...command, barredAs: barredAs as BarredFromAdvocacy }, context)).because, 'barred');
  assert.equal(soleRefusal(appointAdvocate(given(statutory, { type: 'Stage1Allocated', on: day('2024-02-06'), respondingManager: 'RM-1' }), { ...command, advocate: 'rm-1' }, context)).because, 'conflict of interest');
});

test('an advocate cannot be appointed before one was asked for', () => {
  assert.equal(soleRefusal(appointAdvocate(given({ type: 'AdvocateSought', on: day('2024-02-14') }), { on: day('2024-02-09'), advocate: 'ADV-1', consented: false }, context)).message, 'Date the advocate was appointed must be the same as or after 14 February 2024, when an advocate was asked for');
});

test('a manager answers, but not one whom the complaint is about, and not before its handling is decided', () => {
  const command = { on: day('2024-02-06'), respondingManager: 'RM-1', subjectOfComplaint: false };
  assert.deepEqual(happened(allocate(given(statutory), command, context)), [{ type: 'Stage1Allocated', on: '2024-02-06', respondingManager: 'RM-1' }]);
  assert.equal(soleRefusal(allocate(given(statutory), { ...command, subjectOfComplaint: true }, context)).because, 'subject of complaint');
  assert.equal(soleRefusal(allocate(given(), command, context)).because, 'not in a procedure');
});

test('stage 1 from Monday 5 February 2024 can be extended to Monday 4 March, its 20th working day, and no further', () => {
  const command = { on: day('2024-02-19'), extendedTo: day('2024-03-04'), ground: 'complexity' };
  assert.equal(happened(extendStage1(given(statutory), command, context)).length, 1);
  assert.equal(soleRefusal(extendStage1(given(statutory), { ...command, extendedTo: day('2024-03-05') }, context)).message, 'New date must be the same as or before 4 March 2024, the longest that stage 1 may take');
  assert.equal(soleRefusal(extendStage1(given(statutory), { ...command, extendedTo: day('2024-02-19') }, context)).because, 'no later');
});

test('stage 1 is extended only for complexity or an advocate: staff absence explains lateness and moves no day', () => {
  const refusal = soleRefusal(extendStage1(given(statutory), { on: day('2024-02-19'), extendedTo: day('2024-03-04'), ground: 'staff_absence' }, context));
  assert.deepEqual([refusal.because, refusal.field], ['not a lawful ground', 'ground']);
  assert.equal(happened(extendStage1(given(corporate), { on: day('2024-02-19'), extendedTo: day('2024-03-04'), ground: 'Records held by another council' }, context)).length, 1, 'the corporate Code takes any reason given in writing');
});

test('stage 1 cannot be extended once its day, Monday 19 February 2024, has passed', () => {
  assert.equal(soleRefusal(extendStage1(given(statutory), { on: day('2024-02-20'), extendedTo: day('2024-03-04'), ground: 'complexity' }, context)).because, 'limit passed');
});

test('days on which an advocate was being found move the longest that stage 1 may take', () => {
  const file = given(statutory, { type: 'AdvocateSought', on: day('2024-02-07') }, { type: 'AdvocateAppointed', on: day('2024-02-14') });
  // Five working days stood still (8, 9, 12, 13, 14 February): due on 26 February, at most on 11 March.
  assert.equal(soleRefusal(extendStage1(file, { on: day('2024-02-26'), extendedTo: day('2024-03-12'), ground: 'complexity' }, context)).because, 'beyond the longest');
  assert.equal(happened(extendStage1(file, { on: day('2024-02-26'), extendedTo: day('2024-03-11'), ground: 'complexity' }, context)).length, 1);
});

test('a response finds on every element, and its outcome follows from the findings', () => {
  assert.deepEqual(happened(respondAtStage1(given(...twoElements, statutory), { on: day('2024-02-19'), findings }, context)), [{
    type: 'Stage1Responded', on: '2024-02-19', findings, outcome: 'partially_upheld', judged: { startedOn: '2024-02-05', dueOn: '2024-02-19', workingDays: 10 },
  }]);
});

test('a response that leaves elements out is told which', () => {
  assert.deepEqual(refused(respondAtStage1(given(...twoElements, statutory), { on: day('2024-02-19'), findings: [] }, context)).map((refusal) => refusal.message).slice(0, 2), ['Select the finding for element 1 (delay)', 'Select the finding for element 2 (staff)']);
});

test('an element sent elsewhere needs no finding at stage 1', () => {
  const file = given(...twoElements, statutory, { type: 'HandlingDecided', on: day('2024-02-07'), handledAs: 'redirected', elements: [2] });
  assert.equal(happened(respondAtStage1(file, { on: day('2024-02-19'), findings: [{ element: 1, finding: 'upheld' }] }, context)).length, 1);
});

test('the outcome can be overruled with a reason, and not without', () => {
  const command = { on: day('2024-02-19'), findings, outcome: 'upheld' } as const;
  assert.equal(soleRefusal(respondAtStage1(given(...twoElements, statutory), command, context)).message, 'Enter why the outcome is upheld when the findings give partially upheld');
  const [event] = happened(respondAtStage1(given(...twoElements, statutory), { ...command, outcomeOverruledBecause: 'The upheld point was the whole of the matter' }, context));
  assert.ok(event?.type === 'Stage1Responded' && event.outcome === 'upheld');
});

test('without elements the outcome has to be chosen', () => {
  assert.equal(soleRefusal(respondAtStage1(given(statutory), { on: day('2024-02-19') }, context)).field, 'outcome');
  assert.equal(happened(respondAtStage1(given(statutory), { on: day('2024-02-19'), outcome: 'upheld' }, context)).length, 1);
});

test('a response after 19 February 2024 says why it is late', () => {
  const command = { on: day('2024-02-20'), outcome: 'upheld' } as const;
  assert.equal(soleRefusal(respondAtStage1(given(statutory), command, context)).field, 'lateReason');
  assert.equal(happened(respondAtStage1(given(statutory), { ...command, lateReason: 'staff_absence' }, context)).length, 1);
  assert.equal(happened(respondAtStage1(given({ type: 'FactCorrected', on: day('2024-02-06'), fact: 'receivedOn', from: '2024-02-05', to: '2024-02-02', reason: 'Date stamp' }, statutory), { ...command, on: day('2024-02-17') }, context)).length, 1, 'due on Friday 16 February: on Saturday no further working day has passed');
  assert.equal(happened(respondAtStage1(given(statutory, { type: 'Stage1Extended', on: day('2024-02-12'), extendedTo: day('2024-03-04'), ground: 'complexity' }), command, context)).length, 1, 'not late where it was extended');
});

test('a response is dated after receipt and before tomorrow, and received after it was sent', () => {
  const respond = (on: string, receivedOn?: string) => respondAtStage1(given(statutory), { on: day(on), outcome: 'upheld', ...(receivedOn === undefined ? {} : { receivedByComplainantOn: day(receivedOn) }) }, today('2024-02-19'));
  assert.deepEqual(soleRefusal(respond('2024-02-02')), { because: 'too early', message: 'Date of response must be the same as or after 5 February 2024, when the complaint was received', field: 'on' });
  assert.equal(soleRefusal(respond('2024-02-20')).because, 'in the future');
  assert.equal(soleRefusal(respond('2024-02-16', '2024-02-15')).field, 'receivedByComplainantOn');
});

test('stage 1 is answered once', () => {
  assert.equal(soleRefusal(respondAtStage1(given(...answered), { on: day('2024-02-19'), findings }, context)).because, 'stage 1 ended');
});

test('why a stage is late can be noted while it lasts', () => {
  assert.equal(happened(recordLateReason(given(statutory), { on: day('2024-02-20'), stage: 'stage1', lateReason: 'staff_absence' }, context)).length, 1);
  assert.equal(soleRefusal(recordLateReason(given(statutory), { on: day('2024-02-20'), stage: 'stage3', lateReason: 'staff_absence' }, context)).because, 'not begun');
});

test('a withdrawal ends the stage that is open', () => {
  assert.deepEqual(happened(withdraw(given(statutory), { on: day('2024-02-12'), orally: true }, context)), [
    { type: 'NotProgressed', on: '2024-02-12', orally: true, outcome: 'withdrawn', judged: { startedOn: '2024-02-05', dueOn: '2024-02-19', workingDays: 5 } },
  ]);
  assert.deepEqual(happened(withdraw(given(...requested), { on: day('2024-03-13') }, context)).map((event) => event.type), ['NotProgressed', 'Stage2Refused']);
  assert.equal(soleRefusal(withdraw(given(...answered), { on: day('2024-03-13') }, context)).because, 'nothing open');
});

test('a duplicate names the case it repeats, a redirection where to, a discontinuance why; each closes the case', () => {
  const on = day('2024-02-07');
  assert.deepEqual(happened(endWithoutAnswer(given(), { on, outcome: 'duplicate', duplicateOf: 'T24-0' }, context)), [{ type: 'NotProgressed', on, outcome: 'duplicate', duplicateOf: 'T24-0' }, { type: 'Closed', on }]);
  assert.equal(soleRefusal(endWithoutAnswer(given(), { on, outcome: 'duplicate', duplicateOf: 'T24-1' }, context)).because, 'same case');
  assert.equal(soleRefusal(endWithoutAnswer(given(), { on, outcome: 'duplicate' }, context)).field, 'duplicateOf');
  assert.equal(soleRefusal(endWithoutAnswer(given(corporate), { on, outcome: 'redirected' }, context)).field, 'redirectedTo');
  assert.equal(soleRefusal(endWithoutAnswer(given(corporate), { on, outcome: 'discontinued' }, context)).field, 'reason');
  assert.equal(soleRefusal(endWithoutAnswer(given(...answered.slice(0, -1), corporate, answered.at(-1)!), { on: day('2024-02-20'), outcome: 'discontinued', reason: 'No contact' }, context)).because, 'stage 1 ended');
});

test('a statutory complaint, or one that may be, is discontinued by two people on a ground that the law permits; no contact is none', () => {
  const command = { on: day('2024-02-09'), outcome: 'discontinued', reason: 'Answered in 2023', ground: 'already_considered', decidedBy: 'CM-1', confirmedBy: 'AD-1' } as const;
  assert.deepEqual(happened(endWithoutAnswer(given(statutory), command, context)), [
    { type: 'NotProgressed', ...command, judged: { startedOn: '2024-02-05', dueOn: '2024-02-19', workingDays: 4 } }, { type: 'Closed', on: '2024-02-09' },
  ]);
  const { ground: _, ...groundless } = command;
  for (const file of [given(statutory), given()]) {
    assert.deepEqual([soleRefusal(endWithoutAnswer(file, groundless, context)).because, soleRefusal(endWithoutAnswer(file, groundless, context)).field], ['missing', 'ground']);
  }
  assert.equal(soleRefusal(endWithoutAnswer(given(statutory), { ...command, ground: 'no_contact' as 'withdrawn' }, context)).because, 'ground not permitted');
  assert.equal(soleRefusal(endWithoutAnswer(given(statutory), { ...command, ground: 'withdrawn' }, context)).because, 'withdraw instead');
  assert.equal(soleRefusal(endWithoutAnswer(given(statutory), { ...command, ground: 'prejudice_to_proceedings' }, context)).because, 'defer instead');
  assert.equal(soleRefusal(endWithoutAnswer(given(statutory), { ...command, ground: 'out_of_time' }, context)).because, 'both tests first');
  assert.equal(soleRefusal(endWithoutAnswer(given(statutory), { ...command, confirmedBy: ' cm-1 ' }, context)).because, 'same person');
  assert.equal(soleRefusal(endWithoutAnswer(given(statutory), { ...command, confirmedBy: '' }, context)).field, 'confirmedBy');
});

test('a statutory complaint is sent elsewhere by two people, who say where', () => {
  const command = { on: day('2024-02-09'), outcome: 'redirected', redirectedTo: 'The schools admissions appeal panel', decidedBy: 'CM-1', confirmedBy: 'AD-1' } as const;
  assert.equal(happened(endWithoutAnswer(given(statutory), command, context)).length, 2);
  assert.equal(soleRefusal(endWithoutAnswer(given(statutory), { ...command, redirectedTo: '' }, context)).field, 'redirectedTo');
  assert.deepEqual(refused(endWithoutAnswer(given(statutory), { on: command.on, outcome: 'redirected', redirectedTo: 'The court' }, context)).map((refusal) => refusal.field), ['decidedBy', 'confirmedBy']);
});

const deferred: EventOf<'Deferred'> = { type: 'Deferred', on: day('2024-02-12'), proceedings: 'Care proceedings, issued in January', prejudice: 'The same evidence is before the court' };

test('a deferral names the proceedings and how considering the complaint might prejudice them', () => {
  const { type: _, ...command } = deferred;
  assert.equal(happened(defer(given(statutory), command, context)).length, 1);
  assert.deepEqual(refused(defer(given(statutory), { ...command, proceedings: '', prejudice: '' }, context)).map((refusal) => refusal.field), ['proceedings', 'prejudice']);
  assert.equal(soleRefusal(defer(given(statutory, deferred), command, context)).because, 'already deferred');
});

test('a deferred complaint is not answered until it is resubmitted; its other points can be', () => {
  assert.equal(soleRefusal(respondAtStage1(given(statutory, deferred), { on: day('2024-02-19'), outcome: 'upheld' }, context)).because, 'deferred');
  const partly = given(...twoElements, statutory, { ...deferred, elements: [2] });
  assert.equal(happened(respondAtStage1(partly, { on: day('2024-02-19'), findings: [{ element: 1, finding: 'upheld' }] }, context)).length, 1);
});

test('while stage 1 is deferred its day cannot pass, so stage 2 cannot be asked for because of it', () => {
  assert.equal(soleRefusal(requestStage2(given(statutory, deferred), { on: day('2024-06-03') }, context)).because, 'deferred');
  assert.equal(happened(requestStage2(given(statutory), { on: day('2024-06-03') }, context)).length, 1);
});

test('one deferred point rejoins the others while they have no answer; after it, it is a new complaint, and keeps no case open', () => {
  const partly: readonly CaseEvent[] = [...twoElements, statutory, { ...deferred, elements: [2] }, { type: 'ProceedingsEnded', on: day('2024-02-14') }];
  assert.equal(happened(resubmit(given(...partly), { on: day('2024-02-15') }, context)).length, 1);
  const others = given(...partly, { type: 'Stage1Responded', on: day('2024-02-19'), findings: [{ element: 1, finding: 'upheld' }], outcome: 'upheld' });
  assert.equal(soleRefusal(resubmit(others, { on: day('2024-02-20') }, context)).message, 'Stage 1 of the other points has ended. Receive the points that are resubmitted as a new complaint.');
  assert.equal(happened(close(others, { on: day('2024-03-20') }, context)).length, 1);
});

test('proceedings that a complaint was deferred for end once, after the deferral', () => {
  assert.equal(happened(recordProceedingsEnded(given(statutory, deferred), { on: day('2024-09-02') }, context)).length, 1);
  assert.equal(soleRefusal(recordProceedingsEnded(given(statutory), { on: day('2024-09-02') }, context)).because, 'not deferred');
  assert.equal(soleRefusal(recordProceedingsEnded(given(statutory, deferred), { on: day('2024-02-09') }, context)).because, 'too early');
});

test('proceedings over on Monday 2 September 2024 leave until Tuesday 2 September 2025 to resubmit', () => {
  const ended = given(statutory, deferred, { type: 'ProceedingsEnded', on: day('2024-09-02') });
  assert.equal(happened(resubmit(ended, { on: day('2025-09-02') }, context)).length, 1);
  assert.equal(soleRefusal(resubmit(ended, { on: day('2025-09-03') }, context)).message, 'Date of resubmission must be the same as or before 2 September 2025, a year after the proceedings ended');
  assert.equal(soleRefusal(resubmit(given(statutory, deferred), { on: day('2024-09-03') }, context)).because, 'proceedings not ended');
});

test('a freeze is decided on an assessment of the risk to the child', () => {
  const command = { on: day('2024-02-07'), frozen: true, decisionAtIssue: 'Move to another placement', riskAssessment: 'No risk in waiting', decidedBy: 'CM-1' };
  assert.equal(happened(decideFreeze(given(), command, context)).length, 1);
  assert.equal(soleRefusal(decideFreeze(given(), { ...command, riskAssessment: ' ' }, context)).field, 'riskAssessment');
});

test('stage 1 skipped by agreement starts stage 2 on the day of the agreement', () => {
  const command = { on: day('2024-02-09'), agreedBecause: 'The manager concerned is the only one who could answer' };
  assert.deepEqual(happened(skipStage1(given(statutory), command, context)), [
    { type: 'Stage1Skipped', ...command }, { type: 'Stage2Requested', on: '2024-02-09', reason: 'stage1_by_agreement_not_held' }, { type: 'Stage2Accepted', on: '2024-02-09' },
  ]);
  assert.equal(soleRefusal(skipStage1(given(...answered), { ...command, on: day('2024-02-20') }, context)).because, 'stage 1 ended');
  assert.equal(soleRefusal(skipStage1(given(corporate), command, context)).because, 'statutory only');
});

test('a corporate stage 1 of 1 April 2026 is extended past 6 May 2026 only for a good reason, a statutory one never', () => {
  const received: CaseEvent = { type: 'RepresentationReceived', on: day('2026-04-01'), ref: 'T26-1' };
  const of = (handledAs: 'statutory' | 'corporate') => fileOf([received, { type: 'HandlingDecided', on: day('2026-04-01'), handledAs }, { type: 'Acknowledged', on: day('2026-04-07'), stage: 'stage1' }]) as RepresentationFile;
  const command = { on: day('2026-04-14'), extendedTo: day('2026-05-07'), ground: 'Records held elsewhere' };
  const missing = soleRefusal(extendStage1(of('corporate'), command, context));
  assert.deepEqual([missing.because, missing.field, missing.message], ['good reason missing', 'goodReason', 'Enter the good reason why stage 1 takes longer than 6 May 2026, or choose a day until then']);
  assert.deepEqual(happened(extendStage1(of('corporate'), { ...command, goodReason: 'The only witness is in hospital' }, context)), [{ type: 'Stage1Extended', ...command, goodReason: 'The only witness is in hospital' }]);
  assert.equal(soleRefusal(extendStage1(of('corporate'), { ...command, extendedTo: day('2026-05-06'), goodReason: 'None' }, context)).because, 'no good reason needed');
  assert.equal(soleRefusal(extendStage1(of('statutory'), { ...command, ground: 'complexity', goodReason: 'Long' }, context)).because, 'beyond the longest');
});
