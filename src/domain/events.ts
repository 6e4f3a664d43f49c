import type { Consenter, ConsentedTo, ConsentScope, WayOfConsenting } from './consent.ts';
import type { Day } from './day.ts';
import type { DocumentKind } from './documents.ts';
import type {
  AdvocateAtReceipt, Channel, ChildStatus, ComplainantType, ComplimentOrigin, ComplimentSource, Ethnicity, Finding, Gender, Handling,
  InvoicedRole, NotProgressedOutcome, OmbudsmanDecision, PaymentRole, PaymentStage, ReceivedVia, Remedy, SexualOrientation, Stage1Outcome, Stage2Reason, TimeUnit, YesNo,
} from './terms.ts';

/** A council's own fields (`x_…` columns): kept, shown and counted, never interpreted. */
export type OwnFields = Readonly<Record<string, string>>;

/**
 * What a stage was judged against, kept on the event that ended it, so that a bank holiday proclaimed later never
 * changes a printed figure. `workingDays` are those taken from the start of the clock, suspended days left out.
 */
export type Judgement = { readonly startedOn: Day; readonly dueOn: Day; readonly workingDays: number };

/**
 * Taken in from a register that says what was done and not when: `on` is then a stand-in, by which the event finds its
 * place among the others, and the day itself is not known.
 */
type PerhapsUndated = { readonly undated?: true };

export type ElementFinding = { readonly element: number; readonly finding: Finding; readonly remedies?: readonly Remedy[] };
/** Reasons by element number, apart from the findings: they can identify somebody and may be erased, the findings are counted for ever. */
export type ReasonsByElement = Readonly<Record<number, string>>;
export type PromisedAction = { readonly action: string; readonly kind?: string; readonly owner?: string; readonly dueOn?: Day; readonly element?: number };
export type StatementPoint = { readonly element: number; readonly complaint: string; readonly desiredOutcome?: string };

/** Reasons for which the law lets an authority not consider a complaint, or not take it further (rules.md 2.7). */
export const permittedRefusals = ['out_of_time', 'no_sufficient_interest', 'prejudice_to_proceedings', 'not_a_qualifying_function', 'already_considered', 'withdrawn', 'other_authority'] as const;
export type PermittedRefusal = (typeof permittedRefusals)[number];

export type RepresentationReceived = {
  readonly type: 'RepresentationReceived'; readonly on: Day;
  readonly ref: string;
  readonly channel?: Channel; readonly receivedVia?: ReceivedVia;
  /** The complainant's key: the same key, the same person; never a name. */
  readonly complainant?: string; readonly complainantType?: ComplainantType;
  readonly complainantAge?: number; readonly gender?: Gender; readonly ethnicity?: Ethnicity; readonly disability?: YesNo; readonly sexualOrientation?: SexualOrientation;
  readonly childStatus?: ChildStatus; readonly advocate?: AdvocateAtReceipt;
  readonly service?: string; readonly theme?: string; readonly summary?: string; readonly desiredOutcome?: string;
  readonly madeOrally?: boolean; readonly groundsAroseOn?: Day;
  /** P1 to P15 of rules.md 2.1, or X where none fits. */
  readonly capacity?: string; readonly onBehalfOfChild?: boolean;
  /** The keys of the children it is about, where they are not the complainant. */
  readonly children?: readonly string[];
  readonly courtProceedings?: YesNo; readonly childProtectionPlan?: YesNo; readonly persistentComplainant?: YesNo;
  readonly own?: OwnFields;
};
export type ElementAdded = {
  readonly type: 'ElementAdded'; readonly on: Day; readonly element: number;
  readonly theme?: string; readonly service?: string; readonly complaint?: string; readonly comment?: string; readonly groundsAroseOn?: Day; readonly own?: OwnFields;
  /** Findings and remedies that a register holds with no response, adjudication or panel that could have given them. */
  readonly stage1Finding?: Finding; readonly stage2Finding?: Finding; readonly stage3Finding?: Finding; readonly remedies?: readonly Remedy[];
};
export type SufficientInterestDecided = { readonly type: 'SufficientInterestDecided'; readonly on: Day; readonly sufficient: boolean; readonly reasons: string; readonly childsView?: string };
/** The two tests of regulation 9(2) for a complaint made more than a year after its grounds arose. `elements`: the points it is about, whose grounds may have arisen at different times; all where absent. */
export type LateComplaintDecided = {
  readonly type: 'LateComplaintDecided'; readonly on: Day; readonly considered: boolean;
  readonly notReasonableToExpectEarlier: boolean; readonly canBeConsideredEffectivelyAndFairly: boolean; readonly reasons: string; readonly elements?: readonly number[];
};
export type HandlingDecided = {
  readonly type: 'HandlingDecided'; readonly on: Day; readonly handledAs: Handling;
  readonly reason?: string; readonly refusal?: PermittedRefusal;
  /** Which elements it is about; every one of them where absent. */
  readonly elements?: readonly number[];
  readonly decidedBy?: string; readonly confirmedBy?: string;
};
/**
 * The day stage 1 starts, where it is not the day of receipt. Only registers bring it: in casework the start follows from what happened (receipt by anybody in the
 * authority, the decision on sufficient interest, a resubmission, or the acknowledgement where the procedure counts from it), and no rule lets it be set to another day.
 */
export type Stage1Started = { readonly type: 'Stage1Started'; readonly on: Day; readonly because?: string };
export type Acknowledged = { readonly type: 'Acknowledged'; readonly on: Day; readonly stage: 'stage1' | 'stage2' | 'stage3' };
export type AdvocateSought = { readonly type: 'AdvocateSought'; readonly on: Day };
export type AdvocateAppointed = { readonly type: 'AdvocateAppointed'; readonly on: Day; readonly advocate?: string };
/**
 * A child, young person or complainant consents to an advocate or to somebody who acts for them. `consent` numbers those of one case from 1.
 * `person` is the key of the advocate's account or of a person on record; `name` names a representative who is neither.
 */
export type ConsentGiven = {
  readonly type: 'ConsentGiven'; readonly on: Day; readonly consent: number; readonly to: ConsentedTo; readonly person?: string; readonly name?: string;
  readonly by: Consenter; readonly how: WayOfConsenting; readonly covers: readonly ConsentScope[]; readonly note?: string;
};
export type ConsentWithdrawn = { readonly type: 'ConsentWithdrawn'; readonly on: Day; readonly consent: number; readonly reason?: string };
/** Somebody's part in a case is over before its stage is; whoever comes after them is appointed apart. */
export type AppointmentEnded = {
  readonly type: 'AppointmentEnded'; readonly on: Day; readonly part: 'advocate' | 'responding_manager' | 'investigating_officer' | 'independent_person' | 'adjudicating_officer';
  readonly person: string; readonly reason: string;
};
/** Who in the complaints team looks after a case, from now on: the key of an account. Until it is said, whoever recorded it does. */
export type CaseOfficerAssigned = { readonly type: 'CaseOfficerAssigned'; readonly on: Day; readonly officer: string; readonly reason?: string };
export type Stage1Allocated = { readonly type: 'Stage1Allocated'; readonly on: Day; readonly respondingManager: string };
/** `ground` is a lawful one (complexity, advocate) or, taken in from history, the text that practice gave. */
/** `goodReason`, here and of stage 2: why it may take longer than an extension otherwise may, where the procedure allows that for a good reason. */
export type Stage1Extended = { readonly type: 'Stage1Extended'; readonly on: Day; readonly extendedTo: Day; readonly ground?: string; readonly goodReason?: string };
export type Stage1Responded = PerhapsUndated & {
  readonly type: 'Stage1Responded'; readonly on: Day; readonly outcome?: Stage1Outcome; readonly findings?: readonly ElementFinding[]; readonly reasons?: ReasonsByElement;
  /** Why the outcome is not the one that the findings give by rule. */
  readonly outcomeOverruledBecause?: string;
  readonly receivedByComplainantOn?: Day; readonly lateReason?: string; readonly judged?: Judgement;
};
/** Why a stage is late, noted on its own: the event that ends the stage carries the reason itself where there is one. */
export type LateReasonRecorded = { readonly type: 'LateReasonRecorded'; readonly on: Day; readonly stage: 'stage1' | 'stage2' | 'stage3'; readonly lateReason: string };
export type NotProgressed = {
  readonly type: 'NotProgressed'; readonly on: Day; readonly outcome: NotProgressedOutcome;
  readonly orally?: boolean; readonly duplicateOf?: string; readonly redirectedTo?: string; readonly reason?: string; readonly lateReason?: string; readonly judged?: Judgement;
  /** Why a complaint that may be a statutory one is not taken further, and the two who agree on it; absent from what a register brings. */
  readonly ground?: PermittedRefusal; readonly decidedBy?: string; readonly confirmedBy?: string;
};
export type Deferred = { readonly type: 'Deferred'; readonly on: Day; readonly proceedings: string; readonly prejudice: string; readonly elements?: readonly number[]; readonly reviewOn?: Day };
export type ProceedingsEnded = { readonly type: 'ProceedingsEnded'; readonly on: Day };
export type Resubmitted = { readonly type: 'Resubmitted'; readonly on: Day };
export type FreezeDecided = { readonly type: 'FreezeDecided'; readonly on: Day; readonly frozen: boolean; readonly decisionAtIssue: string; readonly riskAssessment: string; readonly decidedBy?: string };

export type Stage1Skipped = { readonly type: 'Stage1Skipped'; readonly on: Day; readonly agreedBecause: string };
/** `lateAcceptedBecause`: why a request made after the time for it is accepted all the same. */
export type Stage2Requested = { readonly type: 'Stage2Requested'; readonly on: Day; readonly reason?: Stage2Reason; readonly lateAcceptedBecause?: string };
export type Stage2Accepted = PerhapsUndated & { readonly type: 'Stage2Accepted'; readonly on: Day };
/** What bears out a refusal: the reference of the case or Ombudsman's matter in which the same complaint was considered, or the authority whose it is to answer. */
export type RefusalBorneOutBy = { readonly consideredIn?: string; readonly otherAuthority?: string };
/** `ground` is absent where history shows a refusal on none of the permitted reasons. */
export type Stage2Refused = PerhapsUndated & RefusalBorneOutBy & { readonly type: 'Stage2Refused'; readonly on: Day; readonly ground?: PermittedRefusal; readonly reason?: string };
export type StatementOfComplaintRecorded = {
  readonly type: 'StatementOfComplaintRecorded'; readonly on: Day; readonly version: number;
  readonly state: 'sent' | 'agreed' | 'amended' | 'unsigned'; readonly points?: readonly StatementPoint[]; readonly reason?: string;
};
/** Said of an investigating officer, independent person or panel member when they are appointed. `despite`: why, although a check or their term was not in order. */
type Appointment = { readonly declaredNoConflict?: true; readonly despite?: string };
/** `replacedBecause`, here and below: why somebody else takes over from who had the part before. */
export type InvestigatingOfficerAppointed = Appointment & { readonly type: 'InvestigatingOfficerAppointed'; readonly on: Day; readonly officer: string; readonly replacedBecause?: string };
export type IndependentPersonAppointed = Appointment & { readonly type: 'IndependentPersonAppointed'; readonly on: Day; readonly person: string; readonly replacedBecause?: string };
export type AdjudicatingOfficerAppointed = { readonly type: 'AdjudicatingOfficerAppointed'; readonly on: Day; readonly officer: string; readonly replacedBecause?: string };
export type Stage2Extended = { readonly type: 'Stage2Extended'; readonly on: Day; readonly extendedTo: Day; readonly reason?: string; readonly goodReason?: string };
export type ReportReceived = { readonly type: 'ReportReceived'; readonly on: Day; readonly report: 'investigation' | 'independent_person'; readonly findings?: readonly ElementFinding[]; readonly recommendations?: readonly string[] };
export type ReportSentToComplainant = { readonly type: 'ReportSentToComplainant'; readonly on: Day };
export type SentForAdjudication = { readonly type: 'SentForAdjudication'; readonly on: Day };
export type ElementAdjudicated = { readonly type: 'ElementAdjudicated'; readonly on: Day; readonly element: number; readonly finding: Finding; readonly reasons?: string; readonly remedies?: readonly Remedy[] };
/** The adjudication letter, with both reports: it ends stage 2's clock (T11). For the corporate procedure, the stage 2 response. */
export type Stage2Adjudicated = PerhapsUndated & {
  readonly type: 'Stage2Adjudicated'; readonly on: Day; readonly outcome?: Finding; readonly outcomeOverruledBecause?: string;
  readonly receivedByComplainantOn?: Day; readonly judged?: Judgement;
  /** Working days to the letter by the other reading of when stage 2 starts (rules.md 1.3): absent where no statement was agreed. */
  readonly judgedFromStatement?: Judgement;
};
export type Stage2Closed = { readonly type: 'Stage2Closed'; readonly on: Day; readonly lateReason?: string; readonly judged?: Judgement };

export type Stage3Requested = { readonly type: 'Stage3Requested'; readonly on: Day; readonly lateAcceptedBecause?: string };
export type Stage3Refused = RefusalBorneOutBy & { readonly type: 'Stage3Refused'; readonly on: Day; readonly ground: PermittedRefusal; readonly reason: string };
export type PanelMemberAppointed = Appointment & { readonly type: 'PanelMemberAppointed'; readonly on: Day; readonly role: 'chair' | 'member'; readonly person: string };
/** Somebody who was appointed under a key of the council’s pool has an account now, by which they see the case. */
export type PersonGivenAccount = { readonly type: 'PersonGivenAccount'; readonly on: Day; readonly person: string; readonly account: string };
/** A member of a panel that has not met will not sit on it after all: another is appointed in their place. */
export type PanelMemberStoodDown = { readonly type: 'PanelMemberStoodDown'; readonly on: Day; readonly person: string; readonly reason: string };
export type PanelArranged = { readonly type: 'PanelArranged'; readonly on: Day; readonly meetingOn: Day; readonly venue?: string };
export type PanelPostponed = { readonly type: 'PanelPostponed'; readonly on: Day; readonly reason: string };
export type PanelPapersSent = { readonly type: 'PanelPapersSent'; readonly on: Day };
export type PanelHeld = { readonly type: 'PanelHeld'; readonly on: Day; readonly lateReason?: string; readonly judged?: Judgement };
export type PanelFindingsSent = { readonly type: 'PanelFindingsSent'; readonly on: Day; readonly receivedByAuthorityOn?: Day; readonly findings?: readonly ElementFinding[]; readonly recommendations?: readonly string[]; readonly judged?: Judgement };
export type Stage3Responded = PerhapsUndated & {
  readonly type: 'Stage3Responded'; readonly on: Day; readonly outcome?: string; readonly findings?: readonly ElementFinding[];
  readonly independentPersonConsulted?: boolean; readonly departures?: string; readonly judged?: Judgement;
};
/** The five criteria of the guidance for going to the Ombudsman without a panel, and the complainant's consent (rules.md 1.6). */
export const earlyReferralCriteria = ['robust_report', 'complete_adjudication', 'significant_complaints_upheld', 'clear_action_plan', 'desired_outcomes_met'] as const;
export type EarlyReferralCriterion = (typeof earlyReferralCriteria)[number];
export type EarlyReferralMade = { readonly type: 'EarlyReferralMade'; readonly on: Day; readonly criteriaMet: readonly EarlyReferralCriterion[]; readonly complainantConsentedOn: Day };

export type OmbudsmanEnquiryReceived = { readonly type: 'OmbudsmanEnquiryReceived'; readonly on: Day; readonly ombudsmanRef: string; readonly service?: string; readonly kind?: 'documents' | 'full'; readonly replyDueOn?: Day };
export type OmbudsmanReplied = { readonly type: 'OmbudsmanReplied'; readonly on: Day; readonly ombudsmanRef: string };
export type OmbudsmanDraftReceived = { readonly type: 'OmbudsmanDraftReceived'; readonly on: Day; readonly ombudsmanRef: string; readonly commentsDueOn?: Day };
export type OmbudsmanDraftAnswered = { readonly type: 'OmbudsmanDraftAnswered'; readonly on: Day; readonly ombudsmanRef: string };
export type OmbudsmanDecided = PerhapsUndated & {
  readonly type: 'OmbudsmanDecided'; readonly on: Day; readonly ombudsmanRef: string; readonly decision: OmbudsmanDecision;
  readonly remedies?: readonly { readonly dueOn?: Day; readonly owner?: string }[];
  /** What each remedy is, in their order, apart from their days: it can identify somebody and may be erased, the days are followed up all the same. */
  readonly remedyTexts?: readonly string[];
  /** A public report under section 30 of the Local Government Act 1974, and the day it was received where that is not the day of the decision. */
  readonly publicReport?: boolean; readonly publicReportReceivedOn?: Day;
};
/** `remedy` numbers the remedies of one decision from 1, in the order in which the decision has them. */
export type OmbudsmanRemedyCompleted = { readonly type: 'OmbudsmanRemedyCompleted'; readonly on: Day; readonly ombudsmanRef: string; readonly remedy: number; readonly evidence: string };
/** The council sent the Ombudsman the evidence that remedies were carried out. */
export type OmbudsmanComplianceNotified = { readonly type: 'OmbudsmanComplianceNotified'; readonly on: Day; readonly ombudsmanRef: string; readonly remedies: readonly number[] };
/** What the Ombudsman said of it: satisfied, or what is still to be done. */
export type OmbudsmanComplianceRecorded = { readonly type: 'OmbudsmanComplianceRecorded'; readonly on: Day; readonly ombudsmanRef: string; readonly remedies: readonly number[]; readonly satisfied: boolean; readonly comment?: string };
/** Public notice of a report under section 30(4) and (5) of the Local Government Act 1974. */
export type OmbudsmanReportPublicised = { readonly type: 'OmbudsmanReportPublicised'; readonly on: Day; readonly ombudsmanRef: string };
/** The council told the Ombudsman what it has done, or proposes to do, about a public report (section 31(2)). */
export type OmbudsmanReportAnswered = { readonly type: 'OmbudsmanReportAnswered'; readonly on: Day; readonly ombudsmanRef: string };
/** An Ombudsman's matter that was on record with no case is on record in a case from now on: all that happened in it follows, with its own days. */
export type OmbudsmanMatterAttached = { readonly type: 'OmbudsmanMatterAttached'; readonly on: Day; readonly ombudsmanRef: string };
/** The other side of it, where the matter was: it is counted in the case `ref` alone. */
export type OmbudsmanMatterMoved = { readonly type: 'OmbudsmanMatterMoved'; readonly on: Day; readonly ombudsmanRef: string; readonly ref: string };
export type OmbudsmanCaseClosed = { readonly type: 'OmbudsmanCaseClosed'; readonly on: Day; readonly ombudsmanRef: string };

/** `amountPence`: whole pence. Paid to a complainant it is a remedy payment, otherwise spend. `invoice`: which invoice of the case it pays, where there was one. It alone is spend: an invoice is only asked for. */
export type PaymentMade = { readonly type: 'PaymentMade'; readonly on: Day; readonly stage: PaymentStage; readonly role: PaymentRole; readonly amountPence: number; readonly note?: string; readonly invoice?: number };
/** What was agreed for a part in a stage before it was done: how much in all, and at which rate. A later one of the same stage and part takes its place. */
export type CostAgreed = {
  readonly type: 'CostAgreed'; readonly on: Day; readonly stage: PaymentStage; readonly role: InvoicedRole; readonly supplier?: string;
  readonly estimatePence: number; readonly ratePence?: number; readonly per?: TimeUnit; readonly note?: string;
};
/**
 * `on`: the day the council received it; `datedOn`: its own date. `invoice` numbers the invoices of one case from 1, `number` is the supplier's.
 * `amountPence` is all that is to be paid, VAT included, of which `vatPence`. `quantityHundredths`: hours or days in hundredths, 750 for seven and a half.
 */
export type InvoiceReceived = {
  readonly type: 'InvoiceReceived'; readonly on: Day; readonly invoice: number; readonly supplier: string; readonly number: string; readonly datedOn: Day;
  readonly stage: PaymentStage; readonly role: InvoicedRole; readonly amountPence: number; readonly vatPence?: number;
  readonly per?: TimeUnit; readonly quantityHundredths?: number; readonly ratePence?: number; readonly note?: string;
};
export type InvoiceQueried = { readonly type: 'InvoiceQueried'; readonly on: Day; readonly invoice: number; readonly query: string };
export type InvoiceApproved = { readonly type: 'InvoiceApproved'; readonly on: Day; readonly invoice: number; readonly approvedBy: string };
export type InvoiceRejected = { readonly type: 'InvoiceRejected'; readonly on: Day; readonly invoice: number; readonly reason: string };
/** `learningAction` numbers the actions of one case from 1. */
export type LearningActionPromised = {
  readonly type: 'LearningActionPromised'; readonly on: Day; readonly learningAction: number;
  /** The Ombudsman's remedy that it carries out: the two are done together. */
  readonly remedyOf?: { readonly ombudsmanRef: string; readonly remedy: number };
} & PromisedAction;
export type LearningActionCompleted = { readonly type: 'LearningActionCompleted'; readonly on: Day; readonly learningAction: number; readonly evidence?: string };

export type Closed = { readonly type: 'Closed'; readonly on: Day };
export type Reopened = { readonly type: 'Reopened'; readonly on: Day; readonly reason: string };
/**
 * Facts that a later event may put right, dates by the fact's own name, e.g. `stage1RespondedOn`. Those of an element need its number,
 * those of an Ombudsman's matter, payment or learning action (`factsOfOneOfSeveral`) say which.
 */
export const correctableFacts = [
  'receivedOn', 'channel', 'receivedVia', 'complainant', 'complainantType', 'complainantAge', 'gender', 'ethnicity', 'disability', 'sexualOrientation',
  'childStatus', 'advocate', 'service', 'theme', 'summary', 'groundsAroseOn', 'capacity', 'courtProceedings', 'childProtectionPlan', 'persistentComplainant',
  'stage1StartedOn', 'stage1RespondedOn', 'stage1Outcome', 'stage1LateReason', 'elementTheme', 'elementService', 'elementComplaint', 'elementStage1Finding',
  'acknowledgedOn', 'stage1ExtendedTo', 'stage1ExtensionReason', 'stage1ReceivedByComplainantOn',
  'stage2RequestedOn', 'stage2Reason', 'stage2AcknowledgedOn', 'stage2DecidedOn', 'statementAgreedOn', 'stage2ExtendedTo', 'stage2ExtensionReason', 'investigationReportOn',
  'independentReportOn', 'reportSentOn', 'sentForAdjudicationOn', 'stage2AdjudicatedOn', 'adjudicationReceivedOn', 'stage2Outcome', 'stage2ClosedOn', 'stage2LateReason', 'elementStage2Finding',
  'stage3RequestedOn', 'stage3AcknowledgedOn', 'papersSentOn', 'panelOn', 'stage3LateReason', 'findingsOn', 'findingsReceivedOn', 'stage3RespondedOn', 'stage3Outcome', 'elementStage3Finding',
  'closedOn',
  'ombudsmanReceivedOn', 'ombudsmanDecidedOn', 'ombudsmanDecision', 'ombudsmanClosedOn', 'paymentAmountPence', 'paidOn', 'actionDueOn', 'actionCompletedOn',
  'complimentSource', 'complimentOrigin', 'complimentAspects', 'publishConsent', 'credited',
] as const;
export type CorrectableFact = (typeof correctableFacts)[number];
/** What a fact belongs to where a case can have several: `which` is then the Ombudsman's reference, the number of the payment (from 1, in the order in which they were recorded) or of the learning action. */
export const factsOfOneOfSeveral = {
  ombudsmanReceivedOn: 'ombudsman', ombudsmanDecidedOn: 'ombudsman', ombudsmanDecision: 'ombudsman', ombudsmanClosedOn: 'ombudsman',
  paymentAmountPence: 'payment', paidOn: 'payment', actionDueOn: 'learning action', actionCompletedOn: 'learning action',
} as const satisfies { readonly [F in CorrectableFact]?: 'ombudsman' | 'payment' | 'learning action' };
/** What is judged against a due day when it ends. `adjudicationFromStatement`: the same letter by the other reading of when stage 2 starts. */
export const judgedEndings = ['stage1', 'adjudication', 'adjudicationFromStatement', 'stage2Close', 'panel', 'findings', 'stage3Response'] as const;
export type JudgedEnding = (typeof judgedEndings)[number];
export type FactCorrected = {
  readonly type: 'FactCorrected'; readonly on: Day; readonly fact: CorrectableFact; readonly element?: number; readonly which?: string;
  readonly from: string; readonly to: string; readonly reason: string;
  /** Stage 1 judged again, where its own start or end was put right. */
  readonly judged?: Judgement;
  /** Endings that the correction makes to be judged otherwise than before; null where there is nothing to be judged any more. */
  readonly judgements?: { readonly [E in JudgedEnding]?: Judgement | null };
};
/** A restricted case is seen by complaints managers and by those who take part in it, and by nobody else. */
export type CaseRestricted = { readonly type: 'CaseRestricted'; readonly on: Day; readonly reason: string };
export type RestrictionLifted = { readonly type: 'RestrictionLifted'; readonly on: Day; readonly reason: string };
/** How whoever complains may be in contact with the council until a day, because of how they were before: what they may complain of or take further stays as it is. `reviewOn`: when it is looked at again. */
export type ContactRestricted = { readonly type: 'ContactRestricted'; readonly on: Day; readonly restriction: string; readonly until: Day; readonly reviewOn: Day; readonly reason: string; readonly decidedBy: string };
export type ContactRestrictionLifted = { readonly type: 'ContactRestrictionLifted'; readonly on: Day; readonly reason: string };
/** Whom a case is about: a person's key, a service, or both. It is hidden from that person, and from those who work in that service but its responding manager. */
export type SubjectNamed = { readonly type: 'SubjectNamed'; readonly on: Day; readonly person?: string; readonly service?: string };
export type NoteAdded = { readonly type: 'NoteAdded'; readonly on: Day; readonly note: string };

/** A file was put on the case: `document` numbers those of one case from 1. What it is called and holds is not in the log. `staffOnly`: nobody from outside the council sees it, or knows of it. */
export type DocumentAdded = { readonly type: 'DocumentAdded'; readonly on: Day; readonly document: number; readonly documentKind: DocumentKind; readonly staffOnly?: true };
export type DocumentRemoved = { readonly type: 'DocumentRemoved'; readonly on: Day; readonly document: number; readonly documentKind: DocumentKind; readonly reason: string; readonly staffOnly?: true };
/** Who sees a document was changed: from then on the council’s staff alone, or everybody who takes part in the case. */
export type DocumentMarked = { readonly type: 'DocumentMarked'; readonly on: Day; readonly document: number; readonly documentKind: DocumentKind; readonly staffOnly: boolean; readonly reason: string };

export type ComplimentReceived = {
  readonly type: 'ComplimentReceived'; readonly on: Day; readonly ref: string; readonly channel?: Channel; readonly source?: ComplimentSource; readonly origin?: ComplimentOrigin;
  readonly service?: string; readonly aspects?: readonly string[]; readonly text?: string; readonly publishConsent?: YesNo; readonly own?: OwnFields;
  /** The worker or team whom it praises. */
  readonly credited?: string;
};
/** A compliment was passed on to whoever it praises, or to their manager. */
export type ComplimentPassedOn = { readonly type: 'ComplimentPassedOn'; readonly on: Day; readonly to: string };
/** Whoever gave a compliment was thanked for it. */
export type ComplimentThanked = { readonly type: 'ComplimentThanked'; readonly on: Day };
/** Whoever gave a compliment does not want it quoted any more. */
export type PublishConsentWithdrawn = { readonly type: 'PublishConsentWithdrawn'; readonly on: Day; readonly reason?: string };

/** Everything that can happen to a representation, from receipt to the last promised action, and to a compliment. */
export type CaseEvent =
  | DocumentAdded | DocumentRemoved | DocumentMarked
  | RepresentationReceived | ElementAdded | SufficientInterestDecided | LateComplaintDecided | HandlingDecided | Stage1Started | Acknowledged
  | AdvocateSought | AdvocateAppointed | ConsentGiven | ConsentWithdrawn | AppointmentEnded | CaseOfficerAssigned | Stage1Allocated | Stage1Extended | Stage1Responded | LateReasonRecorded | NotProgressed | Deferred | ProceedingsEnded | Resubmitted | FreezeDecided
  | Stage1Skipped | Stage2Requested | Stage2Accepted | Stage2Refused | StatementOfComplaintRecorded | InvestigatingOfficerAppointed | IndependentPersonAppointed
  | AdjudicatingOfficerAppointed | Stage2Extended | ReportReceived | ReportSentToComplainant | SentForAdjudication | ElementAdjudicated | Stage2Adjudicated | Stage2Closed
  | Stage3Requested | Stage3Refused | PanelMemberAppointed | PersonGivenAccount | PanelMemberStoodDown | PanelArranged | PanelPostponed | PanelPapersSent | PanelHeld | PanelFindingsSent | Stage3Responded | EarlyReferralMade
  | OmbudsmanEnquiryReceived | OmbudsmanReplied | OmbudsmanDraftReceived | OmbudsmanDraftAnswered | OmbudsmanDecided | OmbudsmanCaseClosed
  | OmbudsmanRemedyCompleted | OmbudsmanComplianceNotified | OmbudsmanComplianceRecorded | OmbudsmanReportPublicised | OmbudsmanReportAnswered | OmbudsmanMatterAttached | OmbudsmanMatterMoved
  | CostAgreed | InvoiceReceived | InvoiceQueried | InvoiceApproved | InvoiceRejected
  | PaymentMade | LearningActionPromised | LearningActionCompleted | Closed | Reopened | FactCorrected | NoteAdded | CaseRestricted | RestrictionLifted | ContactRestricted | ContactRestrictionLifted | SubjectNamed
  | ComplimentReceived | ComplimentPassedOn | ComplimentThanked | PublishConsentWithdrawn;

export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;
