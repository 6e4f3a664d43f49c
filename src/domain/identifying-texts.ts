import type { CaseEvent, CorrectableFact, EventOf, FactCorrected } from './events.ts';
import { knownExtensionReasons, knownLateReasons } from './terms.ts';

/** Whether a value is, or holds, text that anybody may write: a day, a code of a closed list and a number are none. */
type HoldsText<V> = string extends V ? true
  : V extends string | number | boolean | null ? false
  : V extends readonly (infer I)[] ? (true extends HoldsText<I> ? true : false)
  : V extends object ? (true extends { [K in keyof V]-?: HoldsText<NonNullable<V[K]>> }[keyof V] ? true : false)
  : false;
type TextField<E> = { [K in keyof E]-?: true extends HoldsText<NonNullable<E[K]>> ? K : never }[keyof E];

/**
 * What is done with a text. `identifies`: it can identify somebody, and is kept apart. `if written freely`: it holds one of the usual reasons, or
 * whatever somebody wrote instead, and then identifies. `as the fact`: as the fact that is put right does. `stays`: a key, a reference, a name of a
 * closed list that the council has, or a supplier's number; it stays in the log.
 */
type Declared = 'identifies' | 'if written freely' | 'as the fact' | 'stays';

/** Every text of every event, so that none can be forgotten when somebody is to be erased: an event with a text that is not declared here does not compile. */
const texts: { readonly [T in CaseEvent['type'] as TextField<EventOf<T>> extends never ? never : T]: { readonly [F in TextField<EventOf<T>>]: Declared } } = {
  RepresentationReceived: { summary: 'identifies', desiredOutcome: 'identifies', ref: 'stays', complainant: 'stays', service: 'stays', theme: 'stays', capacity: 'stays', children: 'stays', own: 'stays' },
  ElementAdded: { complaint: 'identifies', comment: 'identifies', theme: 'stays', service: 'stays', own: 'stays' },
  SufficientInterestDecided: { reasons: 'identifies', childsView: 'identifies' },
  LateComplaintDecided: { reasons: 'identifies' },
  HandlingDecided: { reason: 'identifies', decidedBy: 'stays', confirmedBy: 'stays' },
  Stage1Started: { because: 'identifies' },
  AdvocateAppointed: { advocate: 'stays' },
  ConsentGiven: { name: 'identifies', note: 'identifies', person: 'stays' },
  ConsentWithdrawn: { reason: 'identifies' },
  AppointmentEnded: { reason: 'identifies', person: 'stays' },
  CaseOfficerAssigned: { reason: 'identifies', officer: 'stays' },
  Stage1Allocated: { respondingManager: 'stays' },
  Stage1Extended: { goodReason: 'identifies', ground: 'if written freely' },
  Stage1Responded: { reasons: 'identifies', outcomeOverruledBecause: 'identifies', lateReason: 'if written freely' },
  LateReasonRecorded: { lateReason: 'if written freely' },
  NotProgressed: { reason: 'identifies', redirectedTo: 'identifies', lateReason: 'if written freely', duplicateOf: 'stays', decidedBy: 'stays', confirmedBy: 'stays' },
  Deferred: { proceedings: 'identifies', prejudice: 'identifies' },
  FreezeDecided: { decisionAtIssue: 'identifies', riskAssessment: 'identifies', decidedBy: 'stays' },
  Stage1Skipped: { agreedBecause: 'identifies' },
  Stage2Requested: { lateAcceptedBecause: 'identifies' },
  Stage2Refused: { reason: 'identifies', otherAuthority: 'identifies', consideredIn: 'stays' },
  StatementOfComplaintRecorded: { points: 'identifies', reason: 'identifies' },
  InvestigatingOfficerAppointed: { replacedBecause: 'identifies', despite: 'identifies', officer: 'stays' },
  IndependentPersonAppointed: { replacedBecause: 'identifies', despite: 'identifies', person: 'stays' },
  AdjudicatingOfficerAppointed: { replacedBecause: 'identifies', officer: 'stays' },
  Stage2Extended: { goodReason: 'identifies', reason: 'if written freely' },
  ReportReceived: { recommendations: 'identifies' },
  ElementAdjudicated: { reasons: 'identifies' },
  Stage2Adjudicated: { outcomeOverruledBecause: 'identifies' },
  Stage2Closed: { lateReason: 'if written freely' },
  Stage3Requested: { lateAcceptedBecause: 'identifies' },
  Stage3Refused: { reason: 'identifies', otherAuthority: 'identifies', consideredIn: 'stays' },
  PanelMemberAppointed: { despite: 'identifies', person: 'stays' },
  PersonGivenAccount: { person: 'stays', account: 'stays' },
  PanelMemberStoodDown: { reason: 'identifies', person: 'stays' },
  PanelArranged: { venue: 'identifies' },
  PanelPostponed: { reason: 'identifies' },
  PanelHeld: { lateReason: 'if written freely' },
  PanelFindingsSent: { recommendations: 'identifies' },
  Stage3Responded: { departures: 'identifies', outcome: 'stays' },
  OmbudsmanEnquiryReceived: { ombudsmanRef: 'stays', service: 'stays' },
  OmbudsmanReplied: { ombudsmanRef: 'stays' },
  OmbudsmanDraftReceived: { ombudsmanRef: 'stays' },
  OmbudsmanDraftAnswered: { ombudsmanRef: 'stays' },
  OmbudsmanDecided: { remedyTexts: 'identifies', ombudsmanRef: 'stays', remedies: 'stays' },
  OmbudsmanRemedyCompleted: { evidence: 'identifies', ombudsmanRef: 'stays' },
  OmbudsmanComplianceNotified: { ombudsmanRef: 'stays' },
  OmbudsmanComplianceRecorded: { comment: 'identifies', ombudsmanRef: 'stays' },
  OmbudsmanReportPublicised: { ombudsmanRef: 'stays' },
  OmbudsmanReportAnswered: { ombudsmanRef: 'stays' },
  OmbudsmanMatterAttached: { ombudsmanRef: 'stays' },
  OmbudsmanMatterMoved: { ombudsmanRef: 'stays', ref: 'stays' },
  OmbudsmanCaseClosed: { ombudsmanRef: 'stays' },
  PaymentMade: { note: 'identifies' },
  CostAgreed: { supplier: 'identifies', note: 'identifies' },
  InvoiceReceived: { supplier: 'identifies', note: 'identifies', number: 'stays' },
  InvoiceQueried: { query: 'identifies' },
  InvoiceApproved: { approvedBy: 'stays' },
  InvoiceRejected: { reason: 'identifies' },
  LearningActionPromised: { action: 'identifies', kind: 'stays', owner: 'stays', remedyOf: 'stays' },
  LearningActionCompleted: { evidence: 'identifies' },
  Reopened: { reason: 'identifies' },
  FactCorrected: { reason: 'identifies', from: 'as the fact', to: 'as the fact', which: 'stays' },
  NoteAdded: { note: 'identifies' },
  CaseRestricted: { reason: 'identifies' },
  RestrictionLifted: { reason: 'identifies' },
  ContactRestricted: { restriction: 'identifies', reason: 'identifies', decidedBy: 'stays' },
  ContactRestrictionLifted: { reason: 'identifies' },
  SubjectNamed: { person: 'stays', service: 'stays' },
  DocumentRemoved: { reason: 'identifies' },
  DocumentMarked: { reason: 'identifies' },
  ComplimentReceived: { text: 'identifies', credited: 'identifies', ref: 'stays', service: 'stays', aspects: 'stays', own: 'stays' },
  ComplimentPassedOn: { to: 'identifies' },
  PublishConsentWithdrawn: { reason: 'identifies' },
};

const usualReasons: ReadonlySet<string> = new Set([...knownLateReasons, ...knownExtensionReasons]);
const writtenFreely = (reason: unknown): boolean => typeof reason === 'string' && reason !== '' && !usualReasons.has(reason);

/** Facts whose texts identify; of the reasons among them, those that were written freely. */
const correctedTexts: ReadonlySet<CorrectableFact> = new Set(['summary', 'elementComplaint', 'credited']);
const correctedReasons: ReadonlySet<CorrectableFact> = new Set(['stage1ExtensionReason', 'stage2ExtensionReason', 'stage1LateReason', 'stage2LateReason', 'stage3LateReason']);

function correctsText({ fact, from, to }: FactCorrected): boolean {
  return correctedTexts.has(fact) || (correctedReasons.has(fact) && (writtenFreely(from) || writtenFreely(to)));
}

/**
 * The fields of an event that can identify somebody, a reason only where it is none of the usual ones. The store keeps them apart from the log, which holds only a proof
 * of each, so that they can be erased while the log still verifies. Codes, dates and keys stay in the log.
 */
export function identifyingFieldsOf(event: CaseEvent): readonly string[] {
  const declared: readonly [string, Declared][] = event.type in texts ? Object.entries(texts[event.type as keyof typeof texts]) : [];
  return declared.filter(([field, as]) => {
    switch (as) {
      case 'identifies': return true;
      case 'if written freely': return writtenFreely(Reflect.get(event, field));
      case 'as the fact': return event.type === 'FactCorrected' && correctsText(event);
      case 'stays': return false;
      default: return as satisfies never;
    }
  }).map(([field]) => field);
}
