import type { Day } from './day.ts';
import type { ConsentGiven, CostAgreed, EarlyReferralCriterion, InvoiceReceived, Judgement, OwnFields, PermittedRefusal, RepresentationReceived, StatementPoint } from './events.ts';
import type { ComplimentOrigin, ComplimentSource, Channel, Finding, Handling, NotProgressedOutcome, OmbudsmanDecision, PaymentRole, PaymentStage, Remedy, Stage1Outcome, Stage2Reason, YesNo } from './terms.ts';

/** One point of a complaint, with its own theme, service, finding at each stage, remedies. */
export type ElementFile = {
  readonly element: number; readonly theme?: string; readonly service?: string; readonly complaint?: string; readonly comment?: string; readonly groundsAroseOn?: Day;
  /** The day on which it joined a complaint received before; absent for one received with it. */
  readonly addedOn?: Day;
  /** Whether it is considered although made too late, where that was decided of this point apart. */
  readonly lateComplaint?: { readonly on: Day; readonly considered: boolean };
  readonly handledAs?: Handling;
  readonly stage1Finding?: Finding;
  /** What the investigating officer found, before adjudication. */
  readonly investigationFinding?: Finding;
  readonly stage2Finding?: Finding; readonly stage3Finding?: Finding;
  readonly remedies: readonly Remedy[]; readonly own?: OwnFields;
};

/** `undated`, here and below: a register says that it was done and not when, and the day beside it is a stand-in. */
export type Stage1File = { readonly lateReason?: string } & (
  | { readonly state: 'not started' }
  | { readonly state: 'running' }
  | { readonly state: 'skipped'; readonly on: Day; readonly agreedBecause: string }
  | { readonly state: 'answered'; readonly on: Day; readonly undated?: true; readonly outcome?: Stage1Outcome; readonly receivedByComplainantOn?: Day; readonly judged?: Judgement }
  | { readonly state: 'not progressed'; readonly on: Day; readonly undated?: true; readonly outcome: NotProgressedOutcome; readonly judged?: Judgement }
);

/** `forGoodReason`: it may pass the longest that an extension otherwise reaches. */
export type Extension = { readonly on: Day; readonly extendedTo: Day; readonly reason?: string; readonly forGoodReason?: true };
/** Days on which a clock stood still: `to` is absent while it still does. */
export type Suspension = { readonly from: Day; readonly to?: Day };

/** `withdrawnOn`: the day from which it does not hold any more, because it was withdrawn or whom it was for has no part any more. */
export type Consent = Omit<ConsentGiven, 'type'> & { readonly withdrawnOn?: Day };

export type StatementVersion = { readonly version: number; readonly on: Day; readonly state: 'sent' | 'agreed' | 'amended' | 'unsigned'; readonly points?: readonly StatementPoint[] };

export type Stage2Request = {
  readonly requestedOn: Day; readonly reason?: Stage2Reason; readonly lateAcceptedBecause?: string;
  /** History shows steps of an investigation that nobody is on record as having accepted (a statement agreed first): kept until it is. */
  readonly beforeAcceptance?: Stage2Progress;
};
export type Stage2Investigation = Stage2Request & {
  readonly acceptedOn: Day; readonly decisionUndated?: true; readonly acknowledgedOn?: Day;
  readonly statements: readonly StatementVersion[];
  /** The day the statement of complaint was agreed, as amended where it was: the contested other start of the clock (rules.md 1.3). */
  readonly statementAgreedOn?: Day;
  readonly investigatingOfficer?: string; readonly independentPerson?: string; readonly adjudicatingOfficer?: string;
  /** Investigating and adjudicating officers and independent persons in whose place others were appointed: they had a part in the case all the same. */
  readonly earlierOfficers?: readonly string[];
  readonly extensions: readonly Extension[];
  readonly investigationReportOn?: Day; readonly independentReportOn?: Day; readonly reportSentOn?: Day; readonly sentForAdjudicationOn?: Day;
  readonly adjudicatedOn?: Day; readonly adjudicationUndated?: true; readonly adjudicationReceivedOn?: Day; readonly outcome?: Finding; readonly judged?: Judgement; readonly judgedFromStatement?: Judgement;
  readonly closedOn?: Day; readonly closeJudged?: Judgement; readonly lateReason?: string;
};
/** What happened in stage 2 apart from its being asked for and accepted. */
export type Stage2Progress = Partial<Omit<Stage2Investigation, keyof Stage2Request | 'acceptedOn' | 'decisionUndated'>>;
export type Stage2File =
  | { readonly state: 'none'; readonly beforeAcceptance?: Stage2Progress }
  | ({ readonly state: 'requested' } & Stage2Request)
  | ({ readonly state: 'refused'; readonly refusedOn: Day; readonly decisionUndated?: true; readonly ground?: PermittedRefusal; readonly refusalReason?: string } & Stage2Request)
  /** Accepted; `closedOn` says whether it is still open, `adjudicatedOn` whether the letter has gone. */
  | ({ readonly state: 'accepted' } & Stage2Investigation);

/** A stage 3 that was asked for, from the request to the authority's response. */
export type Stage3Review = {
  readonly requestedOn: Day; readonly lateAcceptedBecause?: string; readonly acknowledgedOn?: Day;
  readonly chair?: string; /** The day on which the first chair was appointed, which is the one that has its time (T17). */ readonly chairAppointedOn?: Day; readonly members: readonly string[];
  readonly meetingOn?: Day; readonly venue?: string; readonly papersSentOn?: Day; readonly panelOn?: Day; readonly panelJudged?: Judgement; readonly lateReason?: string;
  readonly findingsOn?: Day; readonly findingsReceivedOn?: Day; readonly findingsJudged?: Judgement; readonly recommendations?: readonly string[];
  readonly respondedOn?: Day; readonly responseUndated?: true; readonly outcome?: string; readonly responseJudged?: Judgement;
};
export type Stage3Progress = Partial<Omit<Stage3Review, 'requestedOn' | 'lateAcceptedBecause'>>;
export type Stage3File =
  /** `beforeRequest`: history shows a panel for which no request is on record yet. */
  | { readonly state: 'none'; readonly beforeRequest?: Stage3Progress }
  | { readonly state: 'refused'; readonly requestedOn: Day; readonly refusedOn: Day; readonly ground: PermittedRefusal; readonly reason: string }
  | ({ readonly state: 'requested' } & Stage3Review);

/** What was agreed with the Ombudsman, and what came of it, from its being done to the Ombudsman's being satisfied. */
export type OmbudsmanRemedy = {
  readonly remedy: string; readonly dueOn?: Day; readonly owner?: string; readonly completedOn?: Day; readonly evidence?: string;
  readonly notifiedOn?: Day;
  /** What the Ombudsman said last of the evidence. */
  readonly satisfied?: boolean; readonly satisfiedOn?: Day;
};
export type OmbudsmanMatter = {
  readonly ombudsmanRef: string; readonly receivedOn: Day; readonly service?: string; readonly kind?: 'documents' | 'full'; readonly replyDueOn?: Day; readonly repliedOn?: Day;
  /** The day of the latest enquiry, where there was more than one. */
  readonly enquiredOn?: Day;
  readonly draftOn?: Day; readonly commentsDueOn?: Day; readonly commentsSentOn?: Day;
  readonly decision?: OmbudsmanDecision; readonly decidedOn?: Day; readonly decisionUndated?: true; readonly publicReport?: boolean; readonly publicReportReceivedOn?: Day; readonly reportPublicisedOn?: Day; readonly reportAnsweredOn?: Day;
  readonly remedies: readonly OmbudsmanRemedy[];
  readonly closedOn?: Day;
};
export type Payment = { readonly on: Day; readonly stage: PaymentStage; readonly role: PaymentRole; readonly amountPence: number; readonly note?: string; readonly invoice?: number };
export type Invoice = Omit<InvoiceReceived, 'type' | 'on' | 'supplier'> & {
  readonly receivedOn: Day;
  /** Absent once it was erased, as below. */
  readonly supplier?: string;
  readonly queries: readonly { readonly on: Day; readonly query?: string }[];
  readonly approvedOn?: Day; readonly approvedBy?: string; readonly rejectedOn?: Day; readonly rejectedBecause?: string;
};
export type AgreedCost = Omit<CostAgreed, 'type' | 'on'> & { readonly agreedOn: Day };
export type LearningAction = {
  readonly learningAction: number; readonly promisedOn: Day; readonly action: string; readonly kind?: string; readonly owner?: string; readonly dueOn?: Day; readonly element?: number;
  readonly completedOn?: Day; readonly evidence?: string;
  readonly remedyOf?: { readonly ombudsmanRef: string; readonly remedy: number };
};

/**
 * Where one case stands: worked out from its events alone (`evolve`), never stored as truth.
 * `lastOn` is the day of the latest thing that happened in it.
 */
export type RepresentationFile = {
  readonly kind: 'representation';
  readonly ref: string; readonly receivedOn: Day; readonly lastOn: Day;
  readonly received: RepresentationReceived;
  /** Undefined until somebody has decided how it is handled. */
  readonly handledAs?: Handling; readonly handlingReason?: string; readonly refusal?: PermittedRefusal; readonly handlingDecidedOn?: Day;
  readonly sufficientInterest?: { readonly on: Day; readonly sufficient: boolean };
  readonly lateComplaint?: { readonly on: Day; readonly considered: boolean };
  readonly elements: readonly ElementFile[];
  readonly acknowledgedOn?: Day;
  readonly respondingManager?: string;
  /** Who in the complaints team looks after it, once somebody was said to. */
  readonly caseOfficer?: string;
  readonly stage1StartedOn?: Day; readonly stage1: Stage1File; readonly stage1Extensions: readonly Extension[];
  /** While an advocate is being found (T07). */
  readonly suspensions: readonly Suspension[]; readonly advocate?: string;
  /** Advocates in whose place others were appointed, or nobody. */
  readonly earlierAdvocates?: readonly string[];
  readonly consents: readonly Consent[];
  readonly stage2: Stage2File; readonly stage3: Stage3File;
  readonly earlyReferral?: { readonly on: Day; readonly criteriaMet: readonly EarlyReferralCriterion[]; readonly complainantConsentedOn: Day };
  readonly deferral?: { readonly on: Day; /** Which elements it puts off: all of them where absent. */ readonly elements?: readonly number[]; readonly reviewOn?: Day; readonly proceedingsEndedOn?: Day; readonly resubmittedOn?: Day };
  /** The days on which the clock of a stage started afresh, because a deferred complaint was resubmitted while in it. */
  readonly restartedOn?: { readonly stage1?: readonly Day[]; readonly stage2?: readonly Day[]; readonly stage3?: readonly Day[] };
  readonly frozen?: boolean;
  readonly ombudsman: readonly OmbudsmanMatter[];
  readonly payments: readonly Payment[]; readonly invoices: readonly Invoice[]; readonly agreedCosts: readonly AgreedCost[];
  readonly learningActions: readonly LearningAction[];
  readonly notes: readonly { readonly on: Day; readonly note: string }[];
  readonly restricted: boolean;
  /** The latest limits on contact with whoever complains, until they are lifted: `restriction` is absent once it was erased. */
  readonly contactRestriction?: { readonly on: Day; readonly restriction?: string; readonly until: Day; readonly reviewOn: Day };
  /** Keys of the people, and services, whom the case is about: it is hidden from them. */
  readonly aboutPeople: readonly string[]; readonly aboutServices: readonly string[];
  readonly closedOn?: Day;
  /** The day on which it was last opened again. */
  readonly reopenedOn?: Day;
};
export type ComplimentFile = {
  readonly kind: 'compliment'; readonly ref: string; readonly receivedOn: Day; readonly lastOn: Day; readonly channel?: Channel; readonly source?: ComplimentSource; readonly origin?: ComplimentOrigin;
  readonly service?: string; readonly aspects: readonly string[]; readonly text?: string; readonly credited?: string; readonly publishConsent?: YesNo; readonly own?: OwnFields;
  readonly consentWithdrawnOn?: Day; readonly passedOn: readonly { readonly on: Day; readonly to?: string }[]; readonly thankedOn?: Day;
  readonly notes: readonly { readonly on: Day; readonly note?: string }[]; readonly restricted: boolean;
};
/** An Ombudsman's matter or payment that belongs to none of the representations on record. `movedTo`: the case to which it was attached, since when there is nothing more in it. */
export type UnattachedFile = {
  readonly kind: 'unattached'; readonly lastOn: Day; readonly ombudsman: readonly OmbudsmanMatter[]; readonly payments: readonly Payment[];
  readonly notes: readonly { readonly on: Day; readonly note?: string }[]; readonly movedTo?: string;
};
export type CaseFile = RepresentationFile | ComplimentFile | UnattachedFile;
