import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, appointed, context, corporate, given, happened, panelFindings, panelHeld, requested, soleRefusal, statutory, today } from '../../../test/acts/given.ts';
import type { RepresentationFile } from '../case-file.ts';
import { clocksOf } from '../clocks.ts';
import { day } from '../day.ts';
import { correctableFacts, type CaseEvent, type CorrectableFact, type FactCorrected, type JudgedEnding, type Judgement } from '../events.ts';
import { factsOfRepresentations, isAmong, presentValueOf } from '../facts.ts';
import { factsOfComplimentsAlone } from '../facts/compliment.ts';
import { evolve, fileOf } from '../evolve.ts';
import { correctFact } from './correct-fact.ts';
import { sendPanelFindings } from './send-panel-findings.ts';

/** A case that went all the way: stage 2 asked for on 11 March 2024, a panel on 7 May, both in time, and the Ombudsman after it. */
const wholeCase: readonly CaseEvent[] = [
  { type: 'Acknowledged', on: day('2024-02-06'), stage: 'stage1' }, ...panelFindings,
  { type: 'Acknowledged', on: day('2024-03-12'), stage: 'stage2' }, { type: 'StatementOfComplaintRecorded', on: day('2024-03-18'), version: 1, state: 'agreed' },
  { type: 'ReportSentToComplainant', on: day('2024-04-12') },
  { type: 'Acknowledged', on: day('2024-05-08'), stage: 'stage3' }, { type: 'PanelPapersSent', on: day('2024-06-05') },
  { type: 'Stage3Responded', on: day('2024-07-17'), outcome: 'Recommendations accepted' },
  { type: 'PaymentMade', on: day('2024-04-29'), stage: 'stage2', role: 'independent_person', amountPence: 45_000 },
  { type: 'PaymentMade', on: day('2024-05-01'), stage: 'stage2', role: 'investigating_officer', amountPence: 90_000 },
  { type: 'LearningActionPromised', on: day('2024-07-17'), learningAction: 1, action: 'Train the team', owner: 'RM-1', dueOn: day('2024-09-30') },
  { type: 'LearningActionCompleted', on: day('2024-09-20'), learningAction: 1, evidence: 'Attendance sheet' },
  { type: 'Closed', on: day('2024-07-19') },
  { type: 'OmbudsmanEnquiryReceived', on: day('2024-08-01'), ombudsmanRef: '24 001' }, { type: 'OmbudsmanDecided', on: day('2024-10-01'), ombudsmanRef: '24 001', decision: 'not_upheld' },
  { type: 'OmbudsmanCaseClosed', on: day('2024-10-15'), ombudsmanRef: '24 001' },
];

function judged(startedOn: string, dueOn: string, workingDays: number): Judgement {
  return { startedOn: day(startedOn), dueOn: day(dueOn), workingDays };
}

type Judged = { readonly [E in JudgedEnding]?: Judgement };
type Row = {
  readonly fact: CorrectableFact; readonly element?: number; readonly which?: string; readonly from: string; readonly to: string; readonly judgements?: Judged;
  /** Values that come before what has to come before, and after what has to come after. */
  readonly tooEarly?: string; readonly tooLate?: string;
};

const rows: readonly Row[] = [
  { fact: 'acknowledgedOn', from: '2024-02-06', to: '2024-02-07', tooEarly: '2024-02-02', tooLate: '2024-07-22' },
  { fact: 'stage1ReceivedByComplainantOn', from: '2024-02-19', to: '2024-02-20', tooEarly: '2024-02-16' },
  // 11 to 15, 18 to 22, 25 to 28 March (Good Friday on the 29th), 2 to 5, 8 to 12, 15 and 16 April: 25 working days, so the letter of the 17th took 26, and closing on the 22nd 29.
  { fact: 'stage2RequestedOn', from: '2024-03-11', to: '2024-03-08', tooEarly: '2024-02-16', tooLate: '2024-03-13', judgements: { adjudication: judged('2024-03-08', '2024-04-16', 26), stage2Close: judged('2024-03-08', '2024-04-16', 29) } },
  { fact: 'stage2Reason', from: 'dissatisfied_with_response', to: 'actions_not_followed_up' },
  { fact: 'stage2AcknowledgedOn', from: '2024-03-12', to: '2024-03-13', tooEarly: '2024-03-08', tooLate: '2024-07-22' },
  { fact: 'stage2DecidedOn', from: '2024-03-12', to: '2024-03-13', tooEarly: '2024-03-08', tooLate: '2024-03-19' },
  // 21 and 22, 25 to 28 March, 2 to 5, 8 to 12, 15 to 17 April: 18 working days; seven more end on the 26th.
  { fact: 'statementAgreedOn', from: '2024-03-18', to: '2024-03-20', tooEarly: '2024-03-08', tooLate: '2024-04-09', judgements: { adjudicationFromStatement: judged('2024-03-20', '2024-04-26', 18) } },
  { fact: 'investigationReportOn', from: '2024-04-08', to: '2024-04-09', tooEarly: '2024-03-15', tooLate: '2024-04-11' },
  { fact: 'independentReportOn', from: '2024-04-09', to: '2024-04-10', tooEarly: '2024-03-15', tooLate: '2024-04-18' },
  { fact: 'reportSentOn', from: '2024-04-12', to: '2024-04-11', tooEarly: '2024-04-05', tooLate: '2024-04-18' },
  { fact: 'sentForAdjudicationOn', from: '2024-04-10', to: '2024-04-11', tooEarly: '2024-04-05', tooLate: '2024-04-18' },
  { fact: 'stage2AdjudicatedOn', from: '2024-04-17', to: '2024-04-16', tooEarly: '2024-04-09', tooLate: '2024-04-19', judgements: { adjudication: judged('2024-03-11', '2024-04-17', 24), adjudicationFromStatement: judged('2024-03-18', '2024-04-24', 19) } },
  { fact: 'adjudicationReceivedOn', from: '2024-04-18', to: '2024-04-19', tooEarly: '2024-04-16' },
  { fact: 'stage2Outcome', from: 'upheld', to: 'partially_upheld' },
  { fact: 'stage2ClosedOn', from: '2024-04-22', to: '2024-04-23', tooEarly: '2024-04-16', tooLate: '2024-07-22', judgements: { stage2Close: judged('2024-03-11', '2024-04-17', 29) } },
  { fact: 'stage2LateReason', from: '', to: 'complexity' },
  // Monday 6 May was a bank holiday: the request of Friday the 3rd had its first working day on the 7th.
  { fact: 'stage3RequestedOn', from: '2024-05-07', to: '2024-05-03', tooEarly: '2024-04-16', tooLate: '2024-05-14', judgements: { panel: judged('2024-05-03', '2024-06-18', 31) } },
  { fact: 'stage3AcknowledgedOn', from: '2024-05-08', to: '2024-05-09', tooEarly: '2024-05-06', tooLate: '2024-07-22' },
  { fact: 'papersSentOn', from: '2024-06-05', to: '2024-06-06', tooEarly: '2024-05-03', tooLate: '2024-06-20' },
  // Findings of Wednesday 26 June after a panel on the 18th: 19, 20, 21, 24, 25, 26 are six working days, and five end on the 25th.
  { fact: 'panelOn', from: '2024-06-19', to: '2024-06-18', tooEarly: '2024-06-04', tooLate: '2024-06-27', judgements: { panel: judged('2024-05-07', '2024-06-19', 29), findings: judged('2024-06-18', '2024-06-25', 6) } },
  { fact: 'stage3LateReason', from: '', to: 'awaiting_complainant' },
  { fact: 'findingsOn', from: '2024-06-26', to: '2024-06-25', tooEarly: '2024-06-18', tooLate: '2024-06-27', judgements: { findings: judged('2024-06-19', '2024-06-26', 4) } },
  { fact: 'findingsReceivedOn', from: '2024-06-26', to: '2024-06-27', tooEarly: '2024-06-25', tooLate: '2024-07-18', judgements: { stage3Response: judged('2024-06-27', '2024-07-18', 14) } },
  { fact: 'stage3RespondedOn', from: '2024-07-17', to: '2024-07-16', tooEarly: '2024-06-25', tooLate: '2024-07-22', judgements: { stage3Response: judged('2024-06-26', '2024-07-17', 14) } },
  { fact: 'stage3Outcome', from: 'Recommendations accepted', to: 'Accepted in part' },
  { fact: 'elementStage3Finding', element: 2, from: 'upheld', to: 'not_upheld' },
  { fact: 'closedOn', from: '2024-07-19', to: '2024-07-22', tooEarly: '2024-07-16' },
  { fact: 'ombudsmanReceivedOn', which: '24 001', from: '2024-08-01', to: '2024-08-02', tooLate: '2024-10-02' },
  { fact: 'ombudsmanDecidedOn', which: '24 001', from: '2024-10-01', to: '2024-10-02', tooEarly: '2024-07-31', tooLate: '2024-10-16' },
  { fact: 'ombudsmanDecision', which: '24 001', from: 'not_upheld', to: 'upheld_fault_no_injustice' },
  { fact: 'ombudsmanClosedOn', which: '24 001', from: '2024-10-15', to: '2024-10-16', tooEarly: '2024-09-30' },
  { fact: 'paymentAmountPence', which: '2', from: '90000', to: '95000' },
  { fact: 'paidOn', which: '2', from: '2024-05-01', to: '2024-05-02', tooEarly: '2024-02-02' },
  { fact: 'actionDueOn', which: '1', from: '2024-09-30', to: '2024-10-01', tooEarly: '2024-07-16' },
  { fact: 'actionCompletedOn', which: '1', from: '2024-09-20', to: '2024-09-23', tooEarly: '2024-07-16' },
];

const on = day('2024-11-04');
const reason = 'Typed wrongly';

function judgementsOn({ stage1, stage2, stage3 }: RepresentationFile): Judged {
  assert.ok(stage1.state === 'answered' && stage2.state === 'accepted' && stage3.state === 'requested');
  const kept = { stage1: stage1.judged, adjudication: stage2.judged, adjudicationFromStatement: stage2.judgedFromStatement, stage2Close: stage2.closeJudged, panel: stage3.panelJudged, findings: stage3.findingsJudged, stage3Response: stage3.responseJudged };
  return Object.fromEntries(Object.entries(kept).filter(([, judgement]) => judgement !== undefined));
}

for (const { fact, judgements, tooEarly, tooLate, ...row } of rows) {
  test(`${fact} is put right, stays in order with what came before and after it, and has judged again what it touches`, () => {
    const file = given(...wholeCase);
    assert.equal(presentValueOf(file, fact, row.element, row.which), row.from);
    const event: FactCorrected = { type: 'FactCorrected', on, fact, ...row, reason, ...(judgements === undefined ? {} : { judgements }) };
    assert.deepEqual(happened(correctFact(file, { on, fact, ...row, reason }, context)), [event]);
    const after = evolve(file, event);
    assert.ok(after.kind === 'representation');
    assert.equal(presentValueOf(after, fact, row.element, row.which), row.to);
    assert.deepEqual(judgementsOn(after), { ...judgementsOn(file), ...judgements });
    for (const [to, because] of [[tooEarly, 'too early'], [tooLate, 'too late']] as const) {
      if (to !== undefined) assert.equal(soleRefusal(correctFact(file, { on, fact, ...row, to, reason }, context)).because, because);
    }
    assert.equal(soleRefusal(correctFact(file, { on, fact, ...row, from: '2024-01-31', reason }, context)).because, 'changed meanwhile');
  });
}

test('every fact that can be put right is tried, here or with stage 1', () => {
  const elsewhere: readonly CorrectableFact[] = [...Object.keys(factsOfComplimentsAlone) as (keyof typeof factsOfComplimentsAlone)[], 'stage1ExtendedTo', 'stage1ExtensionReason', 'stage2ExtendedTo', 'stage2ExtensionReason', 'elementStage2Finding'];
  const before = correctableFacts.indexOf('acknowledgedOn');
  assert.deepEqual([...rows.map(({ fact }) => fact), ...elsewhere].toSorted(), correctableFacts.slice(before).toSorted());
});

function corrects(file: RepresentationFile, fact: CorrectableFact, to: string, key: { readonly element?: number; readonly which?: string } = {}) {
  return correctFact(file, { on, fact, ...key, from: presentValueOf(file, fact, key.element, key.which), to, reason }, context);
}

test('an extension of stage 1 put right moves the day that the response of 27 February 2024, its 16th working day, is judged against', () => {
  const file = given(statutory, { type: 'Stage1Extended', on: day('2024-02-12'), extendedTo: day('2024-02-26'), ground: 'complexity' }, { type: 'Stage1Responded', on: day('2024-02-27'), outcome: 'upheld', judged: judged('2024-02-05', '2024-02-26', 16) });
  const [extended] = happened(corrects(file, 'stage1ExtendedTo', '2024-02-28'));
  assert.ok(extended?.type === 'FactCorrected');
  assert.deepEqual(extended.judgements, { stage1: judged('2024-02-05', '2024-02-28', 16) });
  const after = evolve(file, extended);
  assert.deepEqual(after.kind === 'representation' && [after.stage1Extensions, after.stage1.state === 'answered' && after.stage1.judged?.dueOn], [[{ on: '2024-02-12', extendedTo: '2024-02-28', reason: 'complexity' }], '2024-02-28']);
  const [unlawful] = happened(corrects(file, 'stage1ExtensionReason', 'staff_absence'));
  assert.deepEqual(unlawful?.type === 'FactCorrected' && unlawful.judgements, { stage1: judged('2024-02-05', '2024-02-19', 16) }, 'no lawful ground, no extension');
  const [never] = happened(corrects(file, 'stage1ExtendedTo', ''));
  assert.ok(never);
  const without = evolve(file, never);
  assert.deepEqual(without.kind === 'representation' && without.stage1Extensions, []);
  assert.equal(soleRefusal(corrects(file, 'stage1ExtendedTo', '2024-02-09')).because, 'too early');
  assert.equal(soleRefusal(corrects(given(statutory), 'stage1ExtendedTo', '2024-02-28')).because, 'not on record');
});

test('an extension of stage 2 put right is judged anew, and may lie ahead', () => {
  const file = given(...appointed, { type: 'Stage2Extended', on: day('2024-04-10'), extendedTo: day('2024-05-10'), reason: 'A witness is away' });
  const [extended] = happened(correctFact(file, { on: day('2024-04-12'), fact: 'stage2ExtendedTo', from: '2024-05-10', to: '2024-05-17', reason }, today('2024-04-12')));
  assert.ok(extended);
  const moved = evolve(file, extended);
  assert.deepEqual(moved.kind === 'representation' && moved.stage2.state === 'accepted' && moved.stage2.extensions, [{ on: '2024-04-10', extendedTo: '2024-05-17', reason: 'A witness is away' }]);
  assert.equal(soleRefusal(corrects(file, 'stage2ExtendedTo', '2024-04-09')).because, 'too early');
  const [why] = happened(corrects(file, 'stage2ExtensionReason', 'Two agencies'));
  assert.ok(why);
  const said = evolve(file, why);
  assert.equal(said.kind === 'representation' && presentValueOf(said, 'stage2ExtensionReason'), 'Two agencies');
  // The letter of 13 May 2024, 42 working days after the request, was in time for the 17th and late for the 10th.
  const ended: RepresentationFile = given(...appointed, { type: 'Stage2Extended', on: day('2024-04-10'), extendedTo: day('2024-05-10') }, { type: 'Stage2Adjudicated', on: day('2024-05-13'), outcome: 'upheld' });
  const [event] = happened(corrects(ended, 'stage2ExtendedTo', '2024-05-17'));
  assert.deepEqual(event?.type === 'FactCorrected' && event.judgements, { adjudication: judged('2024-03-11', '2024-05-17', 42) });
});

test('a corporate acknowledgement of Thursday 8 February 2024, not the 7th, leaves nine working days to an answer on the 21st', () => {
  const file = given(corporate, { type: 'Acknowledged', on: day('2024-02-07'), stage: 'stage1' }, { type: 'Stage1Responded', on: day('2024-02-21'), outcome: 'upheld', judged: judged('2024-02-07', '2024-02-21', 10) });
  const [event] = happened(corrects(file, 'acknowledgedOn', '2024-02-08'));
  assert.deepEqual(event?.type === 'FactCorrected' && event.judgements, { stage1: judged('2024-02-08', '2024-02-22', 9) });
});

test('a correction that moves no clock leaves every judgement as it was printed', () => {
  const file = given(...wholeCase);
  const [event] = happened(corrects(file, 'stage2Reason', 'actions_not_followed_up'));
  assert.deepEqual(event?.type === 'FactCorrected' && [event.judged, event.judgements], [undefined, undefined]);
});

test('a corrected finding at stage 2 takes the outcome of the adjudication with it, unless that had been overruled', () => {
  const file = given(...wholeCase);
  assert.deepEqual(happened(corrects(file, 'elementStage2Finding', 'not_upheld', { element: 2 })).map((event) => event.type === 'FactCorrected' && [event.fact, event.from, event.to]), [
    ['elementStage2Finding', 'upheld', 'not_upheld'], ['stage2Outcome', 'upheld', 'partially_upheld'],
  ]);
  const overruled = evolve(file, { type: 'FactCorrected', on, fact: 'stage2Outcome', from: 'upheld', to: 'not_upheld', reason });
  assert.ok(overruled.kind === 'representation');
  assert.equal(happened(corrects(overruled, 'elementStage2Finding', 'not_upheld', { element: 2 })).length, 1);
});

test('what a fact belongs to is named and on record', () => {
  const file = given(...wholeCase);
  assert.deepEqual([soleRefusal(corrects(file, 'paidOn', '2024-05-02')).message, soleRefusal(corrects(file, 'paidOn', '2024-05-02')).field], ['Select the payment', 'which']);
  assert.equal(soleRefusal(corrects(file, 'paidOn', '2024-05-02', { which: '3' })).because, 'no such payment');
  assert.equal(soleRefusal(corrects(file, 'ombudsmanDecidedOn', '2024-05-02', { which: '24 002' })).because, 'no such matter');
  assert.equal(soleRefusal(corrects(file, 'actionDueOn', '2024-05-02', { which: '2' })).because, 'no such action');
  assert.equal(soleRefusal(corrects(file, 'paymentAmountPence', '-5', { which: '1' })).because, 'amount');
  assert.equal(soleRefusal(corrects(file, 'paymentAmountPence', '', { which: '1' })).field, 'to');
});

test('a day that ends a stage is taken off the record only where nothing followed it, and its judgement with it', () => {
  assert.equal(soleRefusal(corrects(given(...wholeCase), 'panelOn', '')).message, 'Date of the panel cannot be taken off the record, because the panel’s findings were sent after it');
  assert.equal(soleRefusal(corrects(given(...wholeCase), 'closedOn', '')).message, 'Reopen the case instead');
  assert.equal(soleRefusal(corrects(given(...wholeCase), 'stage2RequestedOn', '')).because, 'not a day');
  assert.equal(soleRefusal(corrects(given(...wholeCase), 'stage2Outcome', '')).because, 'missing');
  const held = given(...panelHeld.map((event): CaseEvent => (event.type === 'PanelHeld' ? { ...event, judged: judged('2024-05-07', '2024-06-19', 30) } : event)));
  const [event] = happened(corrects(held, 'panelOn', ''));
  assert.ok(event?.type === 'FactCorrected');
  assert.deepEqual(event.judgements, { panel: null });
  const after = evolve(held, event);
  assert.ok(after.kind === 'representation' && after.stage3.state === 'requested');
  assert.deepEqual([after.stage3.panelOn, after.stage3.panelJudged], [undefined, undefined]);
});

test('an adjudication that was never sent leaves stage 2 under investigation, with no outcome', () => {
  const sent = given(...appointed, { type: 'Stage2Adjudicated', on: day('2024-04-17'), outcome: 'upheld', receivedByComplainantOn: day('2024-04-18'), judged: judged('2024-03-11', '2024-04-17', 25) });
  const received = evolve(sent, happened(corrects(sent, 'adjudicationReceivedOn', ''))[0]!);
  assert.ok(received.kind === 'representation');
  const after = evolve(received, happened(corrects(received, 'stage2AdjudicatedOn', ''))[0]!);
  assert.deepEqual(after, { ...given(...appointed), lastOn: on });
});

test('a step that nobody recorded is recorded by its act, and once its stage is over by a correction', () => {
  assert.equal(soleRefusal(corrects(given(...appointed), 'reportSentOn', '2024-04-12')).because, 'not on record');
  const file = given(...panelFindings);
  assert.equal(happened(corrects(file, 'reportSentOn', '2024-04-12')).length, 1);
  assert.equal(soleRefusal(corrects(file, 'reportSentOn', '2024-04-19')).because, 'too late');
  assert.equal(soleRefusal(corrects(file, 'stage3RespondedOn', '2024-07-17')).because, 'not on record');
  assert.equal(soleRefusal(corrects(given(...answered), 'acknowledgedOn', '2024-02-07')).because, 'not on record');
});

test('an undated decision, adjudication or response is dated by its correction', () => {
  const file = given(...requested, { type: 'Stage2Accepted', on: day('2024-03-11'), undated: true }, { type: 'Stage2Adjudicated', on: day('2024-04-22'), undated: true, outcome: 'upheld' }, { type: 'Stage2Closed', on: day('2024-04-22') });
  const accepted = evolve(file, happened(corrects(file, 'stage2DecidedOn', '2024-03-12'))[0]!);
  assert.ok(accepted.kind === 'representation');
  const event = happened(corrects(accepted, 'stage2AdjudicatedOn', '2024-04-17'))[0]!;
  assert.deepEqual(event.type === 'FactCorrected' && event.judgements, { adjudication: judged('2024-03-11', '2024-04-17', 25) });
  const after = evolve(accepted, event);
  assert.ok(after.kind === 'representation' && after.stage2.state === 'accepted');
  assert.deepEqual([after.stage2.decisionUndated, after.stage2.adjudicationUndated, after.stage2.judged?.workingDays], [undefined, undefined, 25]);
});

test('an Ombudsman’s case of no representation is put right too', () => {
  const file = fileOf([
    { type: 'OmbudsmanEnquiryReceived', on: day('2024-08-01'), ombudsmanRef: '24 009' }, { type: 'OmbudsmanDecided', on: day('2024-08-01'), ombudsmanRef: '24 009', decision: 'premature', undated: true },
    { type: 'PaymentMade', on: day('2024-08-05'), stage: 'ombudsman', role: 'complainant', amountPence: 10_000 },
  ]);
  assert.ok(file?.kind === 'unattached');
  const command = { on, reason } as const;
  const [decided] = happened(correctFact(file, { ...command, fact: 'ombudsmanDecidedOn', which: '24 009', from: '2024-08-01', to: '2024-08-09' }, context));
  const [paid] = happened(correctFact(file, { ...command, fact: 'paymentAmountPence', which: '1', from: '10000', to: '15000' }, context));
  const after = evolve(evolve(file, decided!), paid!);
  assert.ok(after.kind === 'unattached');
  assert.deepEqual([after.ombudsman[0]?.decidedOn, after.ombudsman[0]?.decisionUndated, after.payments[0]?.amountPence], ['2024-08-09', undefined, 15_000]);
  assert.equal(soleRefusal(correctFact(file, { ...command, fact: 'ombudsmanDecidedOn', which: '24 009', from: '2024-08-01', to: '2024-07-31' }, context)).because, 'too early');
  assert.equal(soleRefusal(correctFact(file, { ...command, fact: 'ombudsmanClosedOn', which: '24 009', from: '', to: '2024-08-12' }, context)).because, 'not on record');
  assert.equal(soleRefusal(correctFact(file, { ...command, fact: 'theme', from: '', to: 'delay' }, context)).because, 'no such fact');
});

/** The panel asked for on 7 May 2024 met on 19 June, its last day; the complaint was put off two days later, and taken up again on Monday 2 September. */
const takenUpAgain: readonly CaseEvent[] = [
  ...panelHeld, { type: 'Deferred', on: day('2024-06-21'), proceedings: 'Care proceedings', prejudice: 'The same evidence' },
  { type: 'ProceedingsEnded', on: day('2024-08-30') }, { type: 'Resubmitted', on: day('2024-09-02') },
];

test('a panel that had met before the complaint was put off is judged from its own request, also when its day is put right; its findings are due five working days after the resubmission', () => {
  const file = given(...takenUpAgain);
  const clockOf = (key: string, at: RepresentationFile, on: string) => clocksOf(at, today(on)).find((clock) => clock.rule.key === key);
  const panel = clockOf('T18', file, '2024-09-03');
  assert.deepEqual([panel?.startedOn, panel?.judgedAgainst, panel?.standing.is], ['2024-05-07', '2024-06-19', 'met']);
  const findings = clockOf('T20', file, '2024-09-03');
  assert.deepEqual([findings?.startedOn, findings?.startedBecause, findings?.dueOn], ['2024-09-02', 'the complaint was resubmitted after the other proceedings', '2024-09-09']);
  const [corrected] = happened(correctFact(file, { on: day('2024-09-03'), fact: 'panelOn', from: '2024-06-19', to: '2024-06-18', reason: 'Typing slip' }, context));
  assert.ok(corrected?.type === 'FactCorrected');
  assert.deepEqual(corrected.judgements, { panel: { startedOn: '2024-05-07', dueOn: '2024-06-19', workingDays: 29 } });
  const [sent] = happened(sendPanelFindings(file, { on: day('2024-09-09'), receivedByAuthorityOn: day('2024-09-09'), findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'upheld' }] }, context));
  assert.ok(sent?.type === 'PanelFindingsSent');
  assert.deepEqual(sent.judged, { startedOn: '2024-09-02', dueOn: '2024-09-09', workingDays: 5 });
});

test('findings sent before the complaint was put off keep their time; the response has fifteen working days from the resubmission, 1 October 2024', () => {
  const file = given(
    ...panelFindings, { type: 'Deferred', on: day('2024-06-27'), proceedings: 'Care proceedings', prejudice: 'The same evidence' }, { type: 'ProceedingsEnded', on: day('2024-09-30') }, { type: 'Resubmitted', on: day('2024-10-01') },
  );
  const started = (key: string) => clocksOf(file, today('2024-10-02')).filter((clock) => clock.rule.key === key).map((clock) => [clock.startedOn, clock.dueOn, clock.standing.is]);
  assert.deepEqual(started('T20'), [['2024-06-19', '2024-06-26', 'met']]);
  assert.deepEqual(started('T21'), [['2024-10-01', '2024-10-22', 'running']]);
  const corrected = happened(correctFact(file, { on: day('2024-10-02'), fact: 'findingsOn', from: '2024-06-26', to: '2024-06-25', reason: 'Typing slip' }, context))[0];
  assert.ok(corrected?.type === 'FactCorrected');
  assert.deepEqual(corrected.judgements, { findings: { startedOn: '2024-06-19', dueOn: '2024-06-26', workingDays: 4 } });
});

test('every day that can be put right says what it comes before or after', () => {
  const days = correctableFacts.filter((fact) => /On$|ExtendedTo$/.test(fact));
  assert.ok(days.length > 25);
  assert.deepEqual(days.filter((fact) => !isAmong(factsOfRepresentations, fact) || factsOfRepresentations[fact].order === undefined), []);
});

test('a receipt that history has after the acknowledgement can be put right, and still not after the day on which stage 1 ended', () => {
  const history: CaseEvent[] = [
    { type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'A1' }, { type: 'HandlingDecided', on: day('2024-02-05'), handledAs: 'statutory' },
    { type: 'Acknowledged', on: day('2024-02-02'), stage: 'stage1' }, { type: 'Stage1Responded', on: day('2024-02-19') },
  ];
  const file = fileOf(history);
  assert.ok(file?.kind === 'representation');
  const correction = (to: string) => correctFact(file, { on: day('2024-03-01'), fact: 'receivedOn', from: '2024-02-05', to, reason: 'Stamped twice' }, { ...context, today: day('2024-03-01') });
  assert.ok('events' in correction('2024-02-03'));
  const late = correction('2024-02-20');
  assert.ok('refusals' in late);
  assert.deepEqual(late.refusals.map(({ message }) => message), ['Date received must be the same as or before 5 February 2024, when its handling was decided']);
});
