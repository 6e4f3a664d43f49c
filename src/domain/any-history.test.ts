import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { day, daysAfter, type Day } from './day.ts';
import type { CaseEvent, EventOf } from './events.ts';
import { evolve, fileOf, ImpossibleHistoryError } from './evolve.ts';
import { statusOf } from './status.ts';

type OfCompliments = 'ComplimentPassedOn' | 'ComplimentThanked' | 'PublishConsentWithdrawn' | 'OmbudsmanMatterMoved';
type First = 'RepresentationReceived' | 'ComplimentReceived';
const ombudsmanRef = 'O-1';

/** One event of every type that can follow receipt. */
const events: { readonly [T in Exclude<CaseEvent['type'], First | OfCompliments>]: (on: Day, n: number) => EventOf<T> } = {
  ElementAdded: (on, n) => ({ type: 'ElementAdded', on, element: 1 + (n % 3), theme: 'delay' }),
  SufficientInterestDecided: (on, n) => ({ type: 'SufficientInterestDecided', on, sufficient: n % 2 === 0, reasons: 'Reasons' }),
  LateComplaintDecided: (on) => ({ type: 'LateComplaintDecided', on, considered: true, notReasonableToExpectEarlier: true, canBeConsideredEffectivelyAndFairly: true, reasons: 'Reasons' }),
  HandlingDecided: (on, n) => ({ type: 'HandlingDecided', on, handledAs: (['statutory', 'corporate', 'informal', 'declined'] as const)[n % 4]!, ...(n % 3 === 0 ? { elements: [1] } : {}) }),
  Stage1Started: (on) => ({ type: 'Stage1Started', on }),
  Acknowledged: (on, n) => ({ type: 'Acknowledged', on, stage: (['stage1', 'stage2', 'stage3'] as const)[n % 3]! }),
  AdvocateSought: (on) => ({ type: 'AdvocateSought', on }),
  AdvocateAppointed: (on, n) => ({ type: 'AdvocateAppointed', on, ...(n % 2 === 0 ? {} : { advocate: `ADV-${n % 3}` }) }),
  ConsentGiven: (on, n) => ({ type: 'ConsentGiven', on, consent: 1 + (n % 3), to: n % 2 === 0 ? 'advocate' : 'representative', person: `ADV-${n % 3}`, by: 'child', how: 'orally', covers: ['case'] }),
  ConsentWithdrawn: (on, n) => ({ type: 'ConsentWithdrawn', on, consent: 1 + (n % 3) }),
  CaseOfficerAssigned: (on, n) => ({ type: 'CaseOfficerAssigned', on, officer: `U${n}` }),
  AppointmentEnded: (on, n) => ({ type: 'AppointmentEnded', on, part: (['advocate', 'responding_manager', 'investigating_officer', 'independent_person', 'adjudicating_officer'] as const)[n % 5]!, person: ['ADV-1', 'RM-1', 'IO-1', 'IP-1', 'AO-1'][n % 5]!, reason: 'Unwell' }),
  Stage1Allocated: (on) => ({ type: 'Stage1Allocated', on, respondingManager: 'RM-1' }),
  Stage1Extended: (on) => ({ type: 'Stage1Extended', on, extendedTo: daysAfter(on, 14), ground: 'staff_absence' }),
  Stage1Responded: (on, n) => ({ type: 'Stage1Responded', on, findings: [{ element: n % 4, finding: 'upheld' }], ...(n % 2 === 0 ? { undated: true } : {}) }),
  LateReasonRecorded: (on, n) => ({ type: 'LateReasonRecorded', on, stage: (['stage1', 'stage2', 'stage3'] as const)[n % 3]!, lateReason: 'complexity' }),
  NotProgressed: (on) => ({ type: 'NotProgressed', on, outcome: 'withdrawn' }),
  Deferred: (on) => ({ type: 'Deferred', on, proceedings: 'Care proceedings', prejudice: 'The same evidence' }),
  ProceedingsEnded: (on) => ({ type: 'ProceedingsEnded', on }),
  Resubmitted: (on) => ({ type: 'Resubmitted', on }),
  FreezeDecided: (on, n) => ({ type: 'FreezeDecided', on, frozen: n % 2 === 0, decisionAtIssue: 'A move', riskAssessment: 'None' }),
  Stage1Skipped: (on) => ({ type: 'Stage1Skipped', on, agreedBecause: 'Agreed' }),
  Stage2Requested: (on) => ({ type: 'Stage2Requested', on }),
  Stage2Accepted: (on) => ({ type: 'Stage2Accepted', on }),
  Stage2Refused: (on) => ({ type: 'Stage2Refused', on, reason: 'Stage 1 was thought full' }),
  StatementOfComplaintRecorded: (on, n) => ({ type: 'StatementOfComplaintRecorded', on, version: n, state: (['sent', 'agreed', 'unsigned'] as const)[n % 3]! }),
  InvestigatingOfficerAppointed: (on) => ({ type: 'InvestigatingOfficerAppointed', on, officer: 'IO-1' }),
  IndependentPersonAppointed: (on) => ({ type: 'IndependentPersonAppointed', on, person: 'IP-1' }),
  AdjudicatingOfficerAppointed: (on) => ({ type: 'AdjudicatingOfficerAppointed', on, officer: 'AO-1' }),
  Stage2Extended: (on) => ({ type: 'Stage2Extended', on, extendedTo: daysAfter(on, 60) }),
  ReportReceived: (on, n) => ({ type: 'ReportReceived', on, report: n % 2 === 0 ? 'investigation' : 'independent_person' }),
  ReportSentToComplainant: (on) => ({ type: 'ReportSentToComplainant', on }),
  SentForAdjudication: (on) => ({ type: 'SentForAdjudication', on }),
  ElementAdjudicated: (on, n) => ({ type: 'ElementAdjudicated', on, element: n % 4, finding: 'not_upheld', remedies: ['apology'] }),
  Stage2Adjudicated: (on) => ({ type: 'Stage2Adjudicated', on, outcome: 'upheld' }),
  Stage2Closed: (on) => ({ type: 'Stage2Closed', on }),
  Stage3Requested: (on) => ({ type: 'Stage3Requested', on }),
  Stage3Refused: (on) => ({ type: 'Stage3Refused', on, ground: 'out_of_time', reason: 'Late' }),
  PanelMemberAppointed: (on, n) => ({ type: 'PanelMemberAppointed', on, role: n % 2 === 0 ? 'chair' : 'member', person: `PM-${n}` }),
  PersonGivenAccount: (on, n) => ({ type: 'PersonGivenAccount', on, person: n % 2 === 0 ? `PM-${n}` : 'IP-1', account: `U${n}` }),
  PanelMemberStoodDown: (on, n) => ({ type: 'PanelMemberStoodDown', on, person: `PM-${n % 3}`, reason: 'Unwell' }),
  PanelArranged: (on) => ({ type: 'PanelArranged', on, meetingOn: daysAfter(on, 20) }),
  PanelPostponed: (on) => ({ type: 'PanelPostponed', on, reason: 'Away' }),
  PanelPapersSent: (on) => ({ type: 'PanelPapersSent', on }),
  PanelHeld: (on) => ({ type: 'PanelHeld', on }),
  PanelFindingsSent: (on) => ({ type: 'PanelFindingsSent', on }),
  Stage3Responded: (on) => ({ type: 'Stage3Responded', on }),
  EarlyReferralMade: (on) => ({ type: 'EarlyReferralMade', on, criteriaMet: [], complainantConsentedOn: on }),
  OmbudsmanEnquiryReceived: (on) => ({ type: 'OmbudsmanEnquiryReceived', on, ombudsmanRef }),
  OmbudsmanReplied: (on) => ({ type: 'OmbudsmanReplied', on, ombudsmanRef }),
  OmbudsmanDraftReceived: (on) => ({ type: 'OmbudsmanDraftReceived', on, ombudsmanRef }),
  OmbudsmanDraftAnswered: (on) => ({ type: 'OmbudsmanDraftAnswered', on, ombudsmanRef }),
  OmbudsmanDecided: (on) => ({ type: 'OmbudsmanDecided', on, ombudsmanRef, decision: 'not_upheld' }),
  OmbudsmanCaseClosed: (on) => ({ type: 'OmbudsmanCaseClosed', on, ombudsmanRef }),
  OmbudsmanRemedyCompleted: (on) => ({ type: 'OmbudsmanRemedyCompleted', on, ombudsmanRef, remedy: 1, evidence: 'The letter' }),
  OmbudsmanComplianceNotified: (on) => ({ type: 'OmbudsmanComplianceNotified', on, ombudsmanRef, remedies: [1] }),
  OmbudsmanComplianceRecorded: (on, n) => ({ type: 'OmbudsmanComplianceRecorded', on, ombudsmanRef, remedies: [1], satisfied: n % 2 === 0 }),
  OmbudsmanReportPublicised: (on) => ({ type: 'OmbudsmanReportPublicised', on, ombudsmanRef }),
  OmbudsmanReportAnswered: (on) => ({ type: 'OmbudsmanReportAnswered', on, ombudsmanRef }),
  OmbudsmanMatterAttached: (on) => ({ type: 'OmbudsmanMatterAttached', on, ombudsmanRef }),
  CostAgreed: (on) => ({ type: 'CostAgreed', on, stage: 'stage2', role: 'investigating_officer', estimatePence: 200_000 }),
  InvoiceReceived: (on, n) => ({ type: 'InvoiceReceived', on, invoice: 1 + (n % 2), supplier: 'Moss and Co', number: `A${n}`, datedOn: on, stage: 'stage2', role: 'investigating_officer', amountPence: 90_000 }),
  InvoiceQueried: (on, n) => ({ type: 'InvoiceQueried', on, invoice: 1 + (n % 2), query: 'Which days?' }),
  InvoiceApproved: (on, n) => ({ type: 'InvoiceApproved', on, invoice: 1 + (n % 2), approvedBy: 'U1' }),
  InvoiceRejected: (on, n) => ({ type: 'InvoiceRejected', on, invoice: 1 + (n % 2), reason: 'Not ours' }),
  PaymentMade: (on) => ({ type: 'PaymentMade', on, stage: 'stage2', role: 'investigating_officer', amountPence: 90_000 }),
  LearningActionPromised: (on, n) => ({ type: 'LearningActionPromised', on, learningAction: 1 + (n % 2), action: 'Ring back' }),
  LearningActionCompleted: (on, n) => ({ type: 'LearningActionCompleted', on, learningAction: 1 + (n % 2) }),
  Closed: (on) => ({ type: 'Closed', on }),
  Reopened: (on) => ({ type: 'Reopened', on, reason: 'More to do' }),
  FactCorrected: (on, n) => {
    const fact = (['receivedOn', 'stage1RespondedOn', 'stage1Outcome', 'elementTheme', 'theme', 'stage2RequestedOn', 'statementAgreedOn', 'stage2AdjudicatedOn', 'panelOn', 'ombudsmanDecidedOn', 'paidOn', 'stage2DecidedOn'] as const)[n % 12]!;
    const to = fact.endsWith('On') ? '2024-02-20' : fact === 'stage1Outcome' ? 'withdrawn' : 'delay';
    return { type: 'FactCorrected', on, fact, element: 1, which: fact === 'paidOn' ? '1' : ombudsmanRef, from: '', to, reason: 'Slip' };
  },
  NoteAdded: (on) => ({ type: 'NoteAdded', on, note: 'Rang' }),
  ContactRestricted: (on) => ({ type: 'ContactRestricted', on, restriction: 'In writing alone', until: daysAfter(on, 90), reviewOn: daysAfter(on, 60), reason: 'Twenty calls a day', decidedBy: 'CM-1' }),
  ContactRestrictionLifted: (on) => ({ type: 'ContactRestrictionLifted', on, reason: 'It is over' }),
  CaseRestricted: (on) => ({ type: 'CaseRestricted', on, reason: 'About a worker' }),
  DocumentAdded: (on, n) => ({ type: 'DocumentAdded', on, document: n + 1, documentKind: 'evidence' }),
  DocumentRemoved: (on, n) => ({ type: 'DocumentRemoved', on, document: n + 1, documentKind: 'evidence', reason: 'Of another case' }),
  DocumentMarked: (on, n) => ({ type: 'DocumentMarked', on, document: n + 1, documentKind: 'evidence', staffOnly: n % 2 === 0, reason: 'It is legal advice' }),
  RestrictionLifted: (on) => ({ type: 'RestrictionLifted', on, reason: 'Looked into' }),
  SubjectNamed: (on) => ({ type: 'SubjectNamed', on, person: 'U7', service: 'Fostering' }),
};

const receivedOn = day('2024-02-05');
const anyEvent = fc.record({ type: fc.constantFrom(...(Object.keys(events) as (keyof typeof events)[])), after: fc.integer({ min: -10, max: 400 }), n: fc.nat(11) })
  .map(({ type, after, n }): CaseEvent => events[type](daysAfter(receivedOn, after), n));

test('whatever happened, in whatever order, is taken in as it was', () => {
  fc.assert(fc.property(fc.array(anyEvent, { maxLength: 60 }), (history) => {
    const file = fileOf([{ type: 'RepresentationReceived', on: receivedOn, ref: 'T24-1' }, ...history]);
    assert.ok(file?.kind === 'representation');
    const days = [receivedOn, ...history.map((event) => event.on)].toSorted();
    assert.equal(file.lastOn, days.at(-1));
    assert.equal(file.closedOn, history.findLast((event) => event.type === 'Closed' || event.type === 'Reopened')?.type === 'Closed' ? history.findLast((event) => event.type === 'Closed')?.on : undefined);
    assert.equal(file.payments.length, history.filter((event) => event.type === 'PaymentMade').length);
    assert.ok(statusOf(file));
  }), { seed: 20_240_205 });
});

test('evolving changes nothing that it was given', () => {
  fc.assert(fc.property(fc.array(anyEvent, { maxLength: 30 }), anyEvent, (history, event) => {
    const file = fileOf([{ type: 'RepresentationReceived', on: receivedOn, ref: 'T24-1' }, ...history]);
    const before = structuredClone(file);
    evolve(file, event);
    assert.deepEqual(file, before);
  }), { seed: 20_240_205 });
});

test('a case on no representation takes the Ombudsman’s doings and payments, and nothing else', () => {
  for (const make of Object.values(events)) {
    const event = make(receivedOn, 1);
    if ((event.type.startsWith('Ombudsman') && event.type !== 'OmbudsmanMatterAttached') || event.type === 'PaymentMade') assert.equal(fileOf([event])?.kind, 'unattached', event.type);
    else assert.throws(() => fileOf([event]), ImpossibleHistoryError, event.type);
  }
});
