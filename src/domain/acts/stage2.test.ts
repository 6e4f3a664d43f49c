import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accepted, adjudicated, answered, appointed, context, corporate, given, happened, panelRequested, refused, reported, requested, soleRefusal, statutory, twoElements,
} from '../../../test/acts/given.ts';
import { day } from '../day.ts';
import { permittedRefusals, type CaseEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import { acceptStage2 } from './accept-stage2.ts';
import { acknowledge } from './acknowledge.ts';
import { adjudicateElement } from './adjudicate-element.ts';
import { appointAdjudicatingOfficer } from './appoint-adjudicating-officer.ts';
import { appointIndependentPerson } from './appoint-independent-person.ts';
import { appointInvestigatingOfficer } from './appoint-investigating-officer.ts';
import { closeStage2 } from './close-stage2.ts';
import { extendStage2 } from './extend-stage2.ts';
import { receiveReport } from './receive-report.ts';
import { recordStatement } from './record-statement.ts';
import { refuseStage2 } from './refuse-stage2.ts';
import { requestStage2 } from './request-stage2.ts';
import { sendAdjudication } from './send-adjudication.ts';
import { sendForAdjudication } from './send-for-adjudication.ts';
import { sendReportToComplainant } from './send-report-to-complainant.ts';
import { withdraw } from './withdraw.ts';

test('a response received on 19 February 2024 leaves until 18 March to ask for stage 2; a later request needs reasons to be accepted', () => {
  assert.deepEqual(happened(requestStage2(given(...answered), { on: day('2024-03-18'), reason: 'dissatisfied_with_response' }, context)), [{ type: 'Stage2Requested', on: '2024-03-18', reason: 'dissatisfied_with_response' }]);
  const refusal = soleRefusal(requestStage2(given(...answered), { on: day('2024-03-19') }, context));
  assert.deepEqual([refusal.field, refusal.message], ['lateAcceptedBecause', 'The time to ask for stage 2 ended on 18 March 2024. Enter why the request is accepted although late.']);
  assert.equal(happened(requestStage2(given(...answered), { on: day('2024-03-19'), lateAcceptedBecause: 'In hospital for two weeks' }, context)).length, 1);
});

test('stage 2 can be asked for when stage 1 has no answer after 19 February 2024, its tenth working day', () => {
  assert.equal(soleRefusal(requestStage2(given(statutory), { on: day('2024-02-19'), reason: 'no_response_at_stage1' }, context)).because, 'stage 1 not overdue');
  assert.equal(happened(requestStage2(given(statutory), { on: day('2024-02-20'), reason: 'no_response_at_stage1' }, context)).length, 1);
});

test('stage 2 is asked for once, in a procedure, of a stage 1 that was not withdrawn', () => {
  assert.equal(soleRefusal(requestStage2(given(...requested), { on: day('2024-03-12') }, context)).because, 'already in stage 2');
  assert.equal(soleRefusal(requestStage2(given(), { on: day('2024-03-12') }, context)).because, 'not in a procedure');
  assert.equal(soleRefusal(requestStage2(given(statutory, { type: 'NotProgressed', on: day('2024-02-12'), outcome: 'withdrawn' }), { on: day('2024-03-12') }, context)).because, 'not progressed');
});

test('a request is accepted on the day it came or later', () => {
  assert.equal(happened(acceptStage2(given(...requested), { on: day('2024-03-11') }, context)).length, 1);
  assert.equal(soleRefusal(acceptStage2(given(...requested), { on: day('2024-03-08') }, context)).because, 'too early');
  assert.equal(soleRefusal(acceptStage2(given(...answered), { on: day('2024-03-12') }, context)).because, 'no request');
});

test('stage 2 is refused only on the grounds that the law permits: having nothing to add is none', () => {
  const command = { on: day('2024-03-13'), reason: 'See letter', consideredIn: 'T22-9' };
  assert.equal(happened(refuseStage2(given(...requested), { ...command, ground: 'already_considered' }, context)).length, 1);
  const refusal = soleRefusal(refuseStage2(given(...requested), { ...command, ground: 'nothing_to_add' as 'withdrawn' }, context));
  assert.equal(refusal.because, 'ground not permitted');
  assert.deepEqual(permittedRefusals.filter((ground) => !refusal.message.includes(ground.replaceAll('_', ' '))), ['withdrawn'], 'nobody withdrew it');
  assert.equal(soleRefusal(refuseStage2(given(...answered), { ...command, ground: 'already_considered' }, context)).because, 'no request');
  assert.equal(soleRefusal(refuseStage2(given(...requested), { ...command, reason: '', ground: 'already_considered' }, context)).field, 'reason');
});

test('that it was considered before, or is another authority’s to answer, needs the other case or authority on record', () => {
  const command = { on: day('2024-03-13'), reason: 'See letter' };
  const before = { ...command, ground: 'already_considered' } as const;
  assert.equal(soleRefusal(refuseStage2(given(...requested), before, context)).field, 'consideredIn');
  assert.equal(soleRefusal(refuseStage2(given(...requested), { ...before, consideredIn: ' t24-1' }, context)).because, 'same case');
  assert.deepEqual(happened(refuseStage2(given(...requested), { ...before, consideredIn: '23 004 117', otherAuthority: '' }, context)), [{ type: 'Stage2Refused', ...before, consideredIn: '23 004 117' }]);
  const elsewhere = { ...command, ground: 'other_authority' } as const;
  assert.equal(soleRefusal(refuseStage2(given(...requested), { ...elsewhere, consideredIn: 'T22-9' }, context)).field, 'otherAuthority');
  assert.equal(happened(refuseStage2(given(...requested), { ...elsewhere, otherAuthority: 'Northshire County Council' }, context)).length, 1);
});

test('a complaint accepted at stage 1 is entitled to stage 2: the grounds that would have kept it out are spent', () => {
  const refuse = (ground: (typeof permittedRefusals)[number], ...events: CaseEvent[]) => refuseStage2(given(...requested, ...events), { on: day('2024-03-13'), ground, reason: 'See letter' }, context);
  assert.equal(soleRefusal(refuse('no_sufficient_interest')).because, 'entitled to all stages');
  assert.equal(soleRefusal(refuse('not_a_qualifying_function')).because, 'entitled to all stages');
  assert.equal(soleRefusal(refuse('out_of_time')).because, 'in time');
  assert.equal(soleRefusal(refuse('prejudice_to_proceedings')).because, 'defer first');
  assert.equal(happened(refuse('prejudice_to_proceedings', { type: 'Deferred', on: day('2024-03-12'), proceedings: 'Care proceedings', prejudice: 'The same evidence' })).length, 1);
});

test('that somebody complains often is no ground: a persistent complainant has every stage that another has', () => {
  const persistent: CaseEvent = { type: 'FactCorrected', on: day('2024-03-11'), fact: 'persistentComplainant', from: '', to: 'yes', reason: 'Recorded' };
  for (const ground of permittedRefusals) {
    const decided = (events: readonly CaseEvent[]) => refuseStage2(given(...events), { on: day('2024-03-13'), ground, reason: 'See letter' }, context);
    assert.deepEqual(decided([...requested, persistent]), decided(requested), ground);
  }
  assert.equal(happened(requestStage2(given(...answered, persistent), { on: day('2024-03-11') }, context)).length, 1);
});

test('a request after 18 March 2024 may be refused as out of time, unless it was accepted although late', () => {
  const refuse = (...events: CaseEvent[]) => refuseStage2(given(...answered, ...events), { on: day('2024-03-25'), ground: 'out_of_time', reason: 'Five weeks' }, context);
  assert.equal(happened(refuse({ type: 'Stage2Requested', on: day('2024-03-19') })).length, 1);
  assert.equal(soleRefusal(refuse({ type: 'Stage2Requested', on: day('2024-03-19'), lateAcceptedBecause: 'In hospital' })).because, 'accepted although late');
});

test('the versions of a statement of complaint are numbered: sent before it is agreed, unsigned only with a reason', () => {
  const points = [{ element: 1, complaint: 'The plan came late' }];
  const sent: CaseEvent = { type: 'StatementOfComplaintRecorded', on: day('2024-03-15'), state: 'sent', points, version: 1 };
  assert.deepEqual(happened(recordStatement(given(...accepted), { on: day('2024-03-15'), state: 'sent', points }, context)), [sent]);
  assert.deepEqual(happened(recordStatement(given(...accepted, sent), { on: day('2024-03-20'), state: 'agreed' }, context)), [{ type: 'StatementOfComplaintRecorded', on: '2024-03-20', state: 'agreed', version: 2 }]);
  assert.equal(soleRefusal(recordStatement(given(...accepted), { on: day('2024-03-20'), state: 'agreed' }, context)).because, 'not sent');
  assert.equal(soleRefusal(recordStatement(given(...accepted, sent), { on: day('2024-03-20'), state: 'unsigned' }, context)).field, 'reason');
  assert.equal(soleRefusal(recordStatement(given(...accepted, sent), { on: day('2024-03-14'), state: 'agreed' }, context)).message, 'Date of the statement must be the same as or after 15 March 2024, when the version before it was recorded');
  assert.equal(soleRefusal(recordStatement(given(...requested), { on: day('2024-03-15'), state: 'sent', points }, context)).message, 'Accept the request for stage 2 first');
});

test('the investigating officer is not in the line management of what is complained about, nor who answered stage 1', () => {
  const command = { on: day('2024-03-13'), officer: 'IO-1', inLineManagement: false };
  assert.deepEqual(happened(appointInvestigatingOfficer(given(...accepted), command, context)), [{ type: 'InvestigatingOfficerAppointed', on: '2024-03-13', officer: 'IO-1' }]);
  assert.equal(soleRefusal(appointInvestigatingOfficer(given(...accepted), { ...command, inLineManagement: true }, context)).because, 'in line management');
  assert.equal(soleRefusal(appointInvestigatingOfficer(given(...accepted), { ...command, officer: 'RM-1' }, context)).message, 'RM-1 is the responding manager at stage 1 in this case and cannot also be the investigating officer');
});

test('the reviewer of a corporate stage 2 is not who handled stage 1', () => {
  const review = given(corporate, { type: 'Stage1Allocated', on: day('2024-02-07'), respondingManager: 'RM-1' }, { type: 'Stage1Responded', on: day('2024-02-19'), outcome: 'not_upheld' }, { type: 'Stage2Requested', on: day('2024-02-26') }, { type: 'Stage2Accepted', on: day('2024-02-27') });
  assert.equal(soleRefusal(appointInvestigatingOfficer(review, { on: day('2024-02-28'), officer: 'RM-1', inLineManagement: false }, context)).message, 'RM-1 is the responding manager at stage 1 in this case and cannot also be the stage 2 reviewer');
});

test('the independent person is nobody of the authority’s, nor plays another part', () => {
  const command = { on: day('2024-03-13'), person: 'IP-1' };
  assert.equal(happened(appointIndependentPerson(given(...accepted), command, context)).length, 1);
  for (const connection of ['member', 'officer', 'spouse_or_partner'] as const) assert.equal(soleRefusal(appointIndependentPerson(given(...accepted), { ...command, connection }, context)).because, 'not independent');
  const withAdvocate = given(...accepted, { type: 'AdvocateAppointed', on: day('2024-03-12'), advocate: 'ADV-1' });
  assert.equal(soleRefusal(appointIndependentPerson(withAdvocate, { ...command, person: 'ADV-1' }, context)).because, 'conflict of interest');
});

test('the adjudicating officer did not write the stage 1 response', () => {
  const command = { on: day('2024-03-13'), officer: 'AO-1' };
  assert.equal(happened(appointAdjudicatingOfficer(given(...accepted), command, context)).length, 1);
  assert.equal(soleRefusal(appointAdjudicatingOfficer(given(...accepted), { ...command, officer: 'RM-1' }, context)).because, 'conflict of interest');
});

test('stage 2 asked for on 11 March 2024 can be extended until 17 April, and to 14 June at most', () => {
  const command = { on: day('2024-04-17'), extendedTo: day('2024-06-14'), reason: 'A key witness is away' };
  assert.equal(happened(extendStage2(given(...accepted), command, context)).length, 1);
  assert.equal(soleRefusal(extendStage2(given(...accepted), { ...command, extendedTo: day('2024-06-17') }, context)).message, 'New date must be the same as or before 14 June 2024, the longest that stage 2 may take');
  assert.equal(soleRefusal(extendStage2(given(...accepted), { ...command, on: day('2024-04-18') }, context)).because, 'limit passed');
  assert.equal(soleRefusal(extendStage2(given(...accepted), { ...command, reason: '' }, context)).field, 'reason');
  assert.equal(soleRefusal(extendStage2(given(...requested), command, context)).because, 'not under investigation');
});

test('where a council counts from the statement, agreed on 8 April 2024, stage 2 is extended until 14 May, to 10 July at most, and closes by that reading', () => {
  const byStatement = { ...context, conventions: { ...context.conventions, stage2Start: 'statement' as const } };
  const agreed: readonly CaseEvent[] = [...accepted, { type: 'StatementOfComplaintRecorded', on: day('2024-04-08'), version: 1, state: 'agreed' }];
  const command = { on: day('2024-05-14'), extendedTo: day('2024-07-10'), reason: 'A key witness is away' };
  assert.equal(happened(extendStage2(given(...agreed), command, byStatement)).length, 1);
  assert.equal(soleRefusal(extendStage2(given(...agreed), { ...command, on: day('2024-05-15') }, byStatement)).because, 'limit passed');
  assert.equal(soleRefusal(extendStage2(given(...agreed), { ...command, extendedTo: day('2024-07-11') }, byStatement)).because, 'beyond the longest');
  const letter: CaseEvent = {
    type: 'Stage2Adjudicated', on: day('2024-05-13'), judged: { startedOn: day('2024-03-11'), dueOn: day('2024-04-17'), workingDays: 42 }, judgedFromStatement: { startedOn: day('2024-04-08'), dueOn: day('2024-05-14'), workingDays: 24 },
  };
  assert.equal(happened(closeStage2(given(...agreed, letter), { on: day('2024-05-20') }, byStatement)).length, 1);
  assert.equal(soleRefusal(closeStage2(given(...agreed, letter), { on: day('2024-05-20') }, context)).field, 'lateReason');
});

test('stage 2 can be asked for when the authority discontinued stage 1, and not when it was withdrawn', () => {
  const ended = (outcome: 'discontinued' | 'withdrawn') => given(statutory, { type: 'NotProgressed', on: day('2024-02-12'), outcome });
  assert.equal(happened(requestStage2(ended('discontinued'), { on: day('2024-02-14') }, context)).length, 1);
  assert.equal(soleRefusal(requestStage2(ended('discontinued'), { on: day('2024-02-09') }, context)).because, 'too early');
  assert.equal(soleRefusal(requestStage2(ended('withdrawn'), { on: day('2024-02-14') }, context)).because, 'not progressed');
});

test('stage 2 is refused because of other proceedings only where the whole complaint is deferred for them', () => {
  const deferred = (elements?: readonly number[]): CaseEvent => ({ type: 'Deferred', on: day('2024-03-12'), proceedings: 'Care proceedings', prejudice: 'The same evidence', ...(elements === undefined ? {} : { elements }) });
  const command = { on: day('2024-03-13'), ground: 'prejudice_to_proceedings', reason: 'Care proceedings' } as const;
  assert.equal(happened(refuseStage2(given(...requested, deferred()), command, context)).length, 1);
  assert.equal(soleRefusal(refuseStage2(given(...requested, deferred([2])), command, context)).because, 'defer first');
});

test('a report comes from somebody who was appointed', () => {
  assert.equal(happened(receiveReport(given(...appointed), { on: day('2024-04-08'), report: 'investigation', findings: [{ element: 1, finding: 'upheld' }] }, context)).length, 1);
  assert.equal(soleRefusal(receiveReport(given(...accepted), { on: day('2024-04-08'), report: 'independent_person' }, context)).because, 'nobody appointed');
  assert.equal(soleRefusal(receiveReport(given(...appointed), { on: day('2024-04-08'), report: 'investigation', findings: [{ element: 7, finding: 'upheld' }] }, context)).because, 'no such element');
});

test('a report can be sent on, and sent for adjudication, once it is in', () => {
  assert.equal(happened(sendReportToComplainant(given(...reported), { on: day('2024-04-10') }, context)).length, 1);
  assert.equal(soleRefusal(sendReportToComplainant(given(...appointed), { on: day('2024-04-10') }, context)).because, 'no report');
  assert.equal(happened(sendForAdjudication(given(...reported), { on: day('2024-04-10') }, context)).length, 1);
  assert.equal(soleRefusal(sendForAdjudication(given(...appointed), { on: day('2024-04-10') }, context)).because, 'no report');
});

test('an adjudication that differs from the investigation says why', () => {
  const command = { on: day('2024-04-16'), element: 2, finding: 'not_upheld' } as const;
  assert.equal(soleRefusal(adjudicateElement(given(...reported), command, context)).message, 'Enter why the decision is not upheld when the investigation found upheld');
  assert.equal(happened(adjudicateElement(given(...reported), { ...command, reasons: 'The record was made at the time' }, context)).length, 1);
  assert.equal(happened(adjudicateElement(given(...reported), { ...command, finding: 'upheld' }, context)).length, 1);
  assert.equal(soleRefusal(adjudicateElement(given(...appointed), command, context)).because, 'not sent for adjudication');
});

test('the adjudication letter goes with every element decided and both reports in', () => {
  const oneDecided: readonly CaseEvent[] = [...reported, { type: 'ElementAdjudicated', on: day('2024-04-16'), element: 1, finding: 'upheld' }];
  assert.equal(soleRefusal(sendAdjudication(given(...oneDecided), { on: day('2024-04-17') }, context)).message, 'Adjudicate element 2 (staff) first');
  const allDecided: readonly CaseEvent[] = [...oneDecided, { type: 'ElementAdjudicated', on: day('2024-04-16'), element: 2, finding: 'not_upheld' }];
  assert.deepEqual(happened(sendAdjudication(given(...allDecided), { on: day('2024-04-17') }, context)), [
    { type: 'Stage2Adjudicated', on: '2024-04-17', outcome: 'partially_upheld', judged: { startedOn: '2024-03-11', dueOn: '2024-04-17', workingDays: 25 } },
  ]);
  const withoutIndependentReport = given(...allDecided.filter((event) => !(event.type === 'ReportReceived' && event.report === 'independent_person')));
  assert.deepEqual([soleRefusal(sendAdjudication(withoutIndependentReport, { on: day('2024-04-17') }, context)).because], ['report missing']);
});

test('a corporate stage 2 is answered without reports, and without elements by choosing the outcome', () => {
  const review = given(corporate, { type: 'Stage1Responded', on: day('2024-02-19'), outcome: 'not_upheld' }, { type: 'Stage2Requested', on: day('2024-02-26') }, { type: 'Stage2Accepted', on: day('2024-02-27') });
  assert.equal(soleRefusal(sendAdjudication(review, { on: day('2024-03-11') }, context)).field, 'outcome');
  assert.equal(happened(sendAdjudication(review, { on: day('2024-03-11'), outcome: 'upheld' }, context)).length, 1);
  assert.equal(soleRefusal(appointIndependentPerson(review, { on: day('2024-03-01'), person: 'IP-1' }, context)).because, 'statutory only');
});

test('stage 2 closes after its adjudication, and says why that was late', () => {
  assert.deepEqual(happened(closeStage2(given(...adjudicated), { on: day('2024-04-22') }, context)).map((event) => event.type), ['Stage2Closed']);
  assert.equal(soleRefusal(closeStage2(given(...reported), { on: day('2024-04-22') }, context)).message, 'Send the adjudication before closing stage 2');
  const late = given(...adjudicated.slice(0, -1), { type: 'Stage2Adjudicated', on: day('2024-04-18'), judged: { startedOn: day('2024-03-11'), dueOn: day('2024-04-17'), workingDays: 26 } });
  assert.equal(soleRefusal(closeStage2(late, { on: day('2024-04-22') }, context)).field, 'lateReason');
  assert.equal(happened(closeStage2(late, { on: day('2024-04-22'), lateReason: 'complexity' }, context)).length, 1);
});

test('an investigation withdrawn is closed without an adjudication', () => {
  assert.deepEqual(happened(withdraw(given(...appointed), { on: day('2024-03-20') }, context)).map((event) => event.type), ['NotProgressed', 'Stage2Closed']);
});

test('nothing more is investigated once the letter has gone', () => {
  const after = given(...panelRequested);
  assert.deepEqual(refused(receiveReport(after, { on: day('2024-05-08'), report: 'investigation' }, context)).map((refusal) => refusal.because), ['not under investigation']);
  assert.equal(given(...twoElements).stage2.state, 'none');
});

test('stage 2 withdrawn can be asked for again in its time, to 18 March 2024, and has a clock of its own; those who had a part in it are remembered', () => {
  const withdrawn = given(...appointed, ...happened(withdraw(given(...appointed), { on: day('2024-03-14') }, context)));
  assert.equal(soleRefusal(requestStage2(withdrawn, { on: day('2024-03-13') }, context)).because, 'too early');
  assert.equal(soleRefusal(requestStage2(withdrawn, { on: day('2024-03-19') }, context)).field, 'lateAcceptedBecause');
  const again = evolve(withdrawn, happened(requestStage2(withdrawn, { on: day('2024-03-18') }, context))[0]!);
  assert.ok(again.kind === 'representation');
  assert.deepEqual(again.stage2, { state: 'requested', requestedOn: '2024-03-18', beforeAcceptance: { earlierOfficers: ['IO-1', 'IP-1', 'AO-1'] } });
  assert.equal(soleRefusal(requestStage2(again, { on: day('2024-03-18') }, context)).because, 'already in stage 2');
  const requestWithdrawn = given(...requested, ...happened(withdraw(given(...requested), { on: day('2024-03-14') }, context)));
  assert.equal(happened(requestStage2(requestWithdrawn, { on: day('2024-03-18') }, context)).length, 1);
  const acknowledged: readonly CaseEvent[] = [...requested, { type: 'Acknowledged', on: day('2024-03-12'), stage: 'stage2' }, { type: 'Stage2Refused', on: day('2024-03-14'), ground: 'withdrawn' }, { type: 'Stage2Requested', on: day('2024-03-18') }];
  assert.equal(happened(acknowledge(given(...acknowledged), { on: day('2024-03-19'), stage: 'stage2' }, context)).length, 1, 'the new request is acknowledged for itself');
  assert.equal(soleRefusal(requestStage2(given(...adjudicated, { type: 'Stage2Closed', on: day('2024-04-22') }), { on: day('2024-04-23'), lateAcceptedBecause: 'Not satisfied' }, context)).because, 'already in stage 2');
});

test('what was found in a stage 2 that was withdrawn is found anew in the next', () => {
  const found = given(...reported, { type: 'ElementAdjudicated', on: day('2024-04-16'), element: 1, finding: 'upheld' }, { type: 'Stage2Closed', on: day('2024-04-16') }, { type: 'Stage2Requested', on: day('2024-04-18') });
  assert.deepEqual(found.elements.map(({ stage1Finding, investigationFinding, stage2Finding }) => [stage1Finding, investigationFinding, stage2Finding]), [['upheld', undefined, undefined], ['not_upheld', undefined, undefined]]);
});
