import type {
  ComplimentFile, ElementFile, Extension, LearningAction, OmbudsmanMatter, Payment, RepresentationFile, Stage1File, Stage2File, Stage2Progress, Stage3File, Stage3Progress, UnattachedFile,
} from './case-file.ts';
import { day } from './day.ts';
import { type FactCorrected, type Judgement, judgedEndings, type RepresentationReceived } from './events.ts';
import { notProgressedOutcomes, stage1Outcomes } from './terms.ts';

type Draft = { -readonly [K in keyof RepresentationFile]: RepresentationFile[K] };

/** Where the file of a case keeps a fact that is a field of one of its parts. */
export const stage2Fields = {
  stage2AcknowledgedOn: 'acknowledgedOn', statementAgreedOn: 'statementAgreedOn', investigationReportOn: 'investigationReportOn', independentReportOn: 'independentReportOn',
  reportSentOn: 'reportSentOn', sentForAdjudicationOn: 'sentForAdjudicationOn', stage2AdjudicatedOn: 'adjudicatedOn', adjudicationReceivedOn: 'adjudicationReceivedOn',
  stage2Outcome: 'outcome', stage2ClosedOn: 'closedOn', stage2LateReason: 'lateReason',
} as const satisfies Record<string, keyof Stage2Progress>;
export const stage3Fields = {
  stage3AcknowledgedOn: 'acknowledgedOn', papersSentOn: 'papersSentOn', panelOn: 'panelOn', stage3LateReason: 'lateReason', findingsOn: 'findingsOn',
  findingsReceivedOn: 'findingsReceivedOn', stage3RespondedOn: 'respondedOn', stage3Outcome: 'outcome',
} as const satisfies Record<string, keyof Stage3Progress>;
export const elementFields = {
  elementTheme: 'theme', elementService: 'service', elementComplaint: 'complaint', elementStage1Finding: 'stage1Finding', elementStage2Finding: 'stage2Finding', elementStage3Finding: 'stage3Finding',
} as const satisfies Record<string, keyof ElementFile>;
export const matterFields = {
  ombudsmanReceivedOn: 'receivedOn', ombudsmanDecidedOn: 'decidedOn', ombudsmanDecision: 'decision', ombudsmanClosedOn: 'closedOn',
} as const satisfies Record<string, keyof OmbudsmanMatter>;
export const paymentFields = { paymentAmountPence: 'amountPence', paidOn: 'on' } as const satisfies Record<string, keyof Payment>;
/** The facts of a compliment, and where its file keeps them. */
export const complimentFields = {
  receivedOn: 'receivedOn', channel: 'channel', service: 'service', summary: 'text', complimentSource: 'source', complimentOrigin: 'origin', complimentAspects: 'aspects', publishConsent: 'publishConsent', credited: 'credited',
} as const satisfies Record<string, keyof ComplimentFile>;
/** Those that nothing else has. */
export const complimentOnly = ['complimentSource', 'complimentOrigin', 'complimentAspects', 'publishConsent', 'credited'] as const;
export const actionFields = { actionDueOn: 'dueOn', actionCompletedOn: 'completedOn' } as const satisfies Record<string, keyof LearningAction>;

/** Whether a fact is kept in one of the `fields`. */
export function keptIn<F extends object>(fields: F, fact: string): fact is Extract<keyof F, string> {
  return Object.hasOwn(fields, fact);
}

/** Sets a fact from text, or takes it away where the text is empty (not known). */
export function put(target: object, fact: string, to: string | number): void {
  if (to === '') Reflect.deleteProperty(target, fact);
  else Reflect.set(target, fact, to);
}

/** The file of a representation with a fact put right, whatever is judged otherwise because of it. */
export function corrected(file: RepresentationFile, event: FactCorrected): RepresentationFile {
  const next: Draft = { ...file };
  correctFact(next, event);
  return next;
}

/** What a correction makes of a representation's file: the fact it names, put right. An empty `to` says that the fact is not known, or that what has its day did not happen. */
export function correctFact(next: Draft, event: FactCorrected): void {
  const { fact, to } = event;
  if (keptIn(stage2Fields, fact)) next.stage2 = correctStage2(next.stage2, fact, to);
  else if (keptIn(stage3Fields, fact)) next.stage3 = correctStage3(next.stage3, fact, to);
  else if (keptIn(elementFields, fact)) correctElement(next, event.element, elementFields[fact], to);
  else if (keptIn(matterFields, fact) || keptIn(paymentFields, fact)) Object.assign(next, correctOneOfSeveral(next, event));
  else if (keptIn(actionFields, fact)) next.learningActions = next.learningActions.map((action) => (String(action.learningAction) === event.which ? correctAction(action, fact, to) : action));
  else correctOther(next, event, fact);
  if (event.judgements !== undefined) putJudgements(next, event.judgements);
}

type Other = Exclude<FactCorrected['fact'], keyof typeof stage2Fields | keyof typeof stage3Fields | keyof typeof elementFields | keyof typeof matterFields | keyof typeof paymentFields | keyof typeof actionFields>;

/** What a correction makes of a compliment's file. Aspects are divided by `;`, as in a register. */
export function correctCompliment(next: { -readonly [K in keyof ComplimentFile]: ComplimentFile[K] }, { fact, to }: FactCorrected): void {
  if (!keptIn(complimentFields, fact)) return;
  if (fact === 'complimentAspects') next.aspects = to === '' ? [] : to.split(';');
  else put(next, complimentFields[fact], to);
}

function correctOther(next: Draft, event: FactCorrected, fact: Other): void {
  switch (fact) {
    case 'receivedOn': {
      const on = day(event.to);
      next.receivedOn = on;
      next.received = { ...next.received, on };
      rejudgeStage1(next, event.judged);
      break;
    }
    case 'complainantAge': correctReceived(next, fact, event.to === '' ? '' : Number(event.to)); break;
    case 'channel': case 'receivedVia': case 'complainant': case 'complainantType': case 'gender': case 'ethnicity': case 'disability': case 'sexualOrientation':
    case 'childStatus': case 'advocate': case 'service': case 'theme': case 'summary': case 'groundsAroseOn': case 'capacity': case 'courtProceedings': case 'childProtectionPlan': case 'persistentComplainant':
      correctReceived(next, fact, event.to);
      break;
    case 'stage1StartedOn': put(next, 'stage1StartedOn', event.to); rejudgeStage1(next, event.judged); break;
    case 'stage1RespondedOn': next.stage1 = stage1On(next.stage1, event.to, event.judged); break;
    case 'stage1Outcome': next.stage1 = stage1WithOutcome(next.stage1, event.to); break;
    case 'stage1LateReason':
      next.stage1 = { ...next.stage1 };
      put(next.stage1, 'lateReason', event.to);
      break;
    case 'acknowledgedOn': put(next, 'acknowledgedOn', event.to); break;
    case 'stage1ExtendedTo': case 'stage1ExtensionReason': next.stage1Extensions = correctExtension(next.stage1Extensions, fact === 'stage1ExtendedTo' ? 'extendedTo' : 'reason', event.to); break;
    case 'stage1ReceivedByComplainantOn':
      if (next.stage1.state === 'answered') next.stage1 = withField(next.stage1, 'receivedByComplainantOn', event.to);
      break;
    case 'stage2RequestedOn': case 'stage2Reason':
      if (next.stage2.state !== 'none') next.stage2 = withField(next.stage2, fact === 'stage2Reason' ? 'reason' : 'requestedOn', event.to);
      break;
    case 'stage2DecidedOn':
      if (next.stage2.state === 'accepted' || next.stage2.state === 'refused') next.stage2 = withField(withField(next.stage2, next.stage2.state === 'accepted' ? 'acceptedOn' : 'refusedOn', event.to), 'decisionUndated', '');
      break;
    case 'stage2ExtendedTo': case 'stage2ExtensionReason': {
      const field = fact === 'stage2ExtendedTo' ? 'extendedTo' : 'reason';
      next.stage2 = inProgress(next.stage2, (progress) => ({ ...progress, extensions: correctExtension(progress.extensions ?? [], field, event.to) }));
      break;
    }
    case 'stage3RequestedOn':
      if (next.stage3.state !== 'none') next.stage3 = withField(next.stage3, 'requestedOn', event.to);
      break;
    case 'closedOn': put(next, 'closedOn', event.to); break;
    case 'complimentSource': case 'complimentOrigin': case 'complimentAspects': case 'publishConsent': case 'credited': break;
    default: fact satisfies never;
  }
}

function withField<T extends object>(kept: T, field: string, to: string): T {
  const next = { ...kept };
  put(next, field, to);
  return next;
}

function inProgress(stage2: Stage2File, change: <P extends Stage2Progress>(progress: P) => P): Stage2File {
  return stage2.state === 'accepted' ? change(stage2) : { ...stage2, beforeAcceptance: change(stage2.beforeAcceptance ?? {}) };
}

/** An adjudication that was never sent had no outcome, and reached nobody. */
function correctStage2(stage2: Stage2File, fact: keyof typeof stage2Fields, to: string): Stage2File {
  return inProgress(stage2, (progress) => {
    let next = withField(progress, stage2Fields[fact], to);
    if (fact === 'stage2AdjudicatedOn') next = withField(next, 'adjudicationUndated', '');
    if (fact === 'stage2AdjudicatedOn' && to === '') next = withField(withField(next, 'outcome', ''), 'adjudicationReceivedOn', '');
    return fact === 'statementAgreedOn' ? { ...next, statements: correctStatements(progress, to) } : next;
  });
}

/** The version that settled the statement of complaint takes the corrected day; one that was never agreed is none. */
function correctStatements({ statements = [], statementAgreedOn }: Stage2Progress, to: string): NonNullable<Stage2Progress['statements']> {
  const settled = statements.findLast(({ state, on }) => (state === 'agreed' || state === 'amended') && on === statementAgreedOn);
  if (settled === undefined) return statements;
  return to === '' ? statements.filter((version) => version !== settled) : statements.map((version) => (version === settled ? { ...version, on: day(to) } : version));
}

function correctStage3(stage3: Stage3File, fact: keyof typeof stage3Fields, to: string): Stage3File {
  const change = <P extends Stage3Progress>(progress: P): P => {
    const next = withField(progress, stage3Fields[fact], to);
    if (fact === 'stage3RespondedOn') return to === '' ? withField(withField(next, 'responseUndated', ''), 'outcome', '') : withField(next, 'responseUndated', '');
    return fact === 'findingsOn' && to === '' ? withField(next, 'findingsReceivedOn', '') : next;
  };
  switch (stage3.state) {
    case 'requested': return change(stage3);
    case 'none': return { state: 'none', beforeRequest: change(stage3.beforeRequest ?? {}) };
    default: return stage3;
  }
}

/** The latest extension: an earlier one was overtaken by it. Without a day there was none. */
function correctExtension(extensions: readonly Extension[], field: 'extendedTo' | 'reason', to: string): readonly Extension[] {
  const last = extensions.at(-1);
  if (last === undefined) return extensions;
  return field === 'extendedTo' && to === '' ? extensions.slice(0, -1) : [...extensions.slice(0, -1), withField(last, field, to)];
}

/** The Ombudsman's matters and payments of a case, of a representation or of none, with a fact of one of them put right. */
export function correctOneOfSeveral({ ombudsman, payments }: Pick<UnattachedFile, 'ombudsman' | 'payments'>, { fact, which, to }: FactCorrected): Pick<UnattachedFile, 'ombudsman' | 'payments'> {
  if (keptIn(matterFields, fact)) return { payments, ombudsman: ombudsman.map((matter) => (matter.ombudsmanRef === which ? correctMatter(matter, fact, to) : matter)) };
  if (!keptIn(paymentFields, fact)) return { ombudsman, payments };
  const corrected = fact === 'paymentAmountPence' ? { amountPence: Number(to) } : { on: day(to) };
  return { ombudsman, payments: payments.map((payment, index) => (String(index + 1) === which ? { ...payment, ...corrected } : payment)) };
}

function correctMatter(matter: OmbudsmanMatter, fact: keyof typeof matterFields, to: string): OmbudsmanMatter {
  const next = withField(matter, matterFields[fact], to);
  return fact === 'ombudsmanDecidedOn' ? withField(next, 'decisionUndated', '') : next;
}

/** What was not done has no evidence that it was. */
function correctAction(action: LearningAction, fact: keyof typeof actionFields, to: string): LearningAction {
  const next = withField(action, actionFields[fact], to);
  return fact === 'actionCompletedOn' && to === '' ? withField(next, 'evidence', '') : next;
}

const judgementFields = { adjudication: 'judged', adjudicationFromStatement: 'judgedFromStatement', stage2Close: 'closeJudged', panel: 'panelJudged', findings: 'findingsJudged', stage3Response: 'responseJudged' } as const;

function putJudgements(next: Draft, judgements: NonNullable<FactCorrected['judgements']>): void {
  const withJudgement = <T extends object>(kept: T, field: string, judged: Judgement | null): T => (judged === null ? withField(kept, field, '') : { ...kept, [field]: judged });
  for (const ending of judgedEndings) {
    const judged = judgements[ending];
    if (judged === undefined) continue;
    switch (ending) {
      case 'stage1':
        if (next.stage1.state === 'answered' || next.stage1.state === 'not progressed') next.stage1 = withJudgement(next.stage1, 'judged', judged);
        break;
      case 'adjudication': case 'adjudicationFromStatement': case 'stage2Close':
        next.stage2 = inProgress(next.stage2, (progress) => withJudgement(progress, judgementFields[ending], judged));
        break;
      case 'panel': case 'findings': case 'stage3Response':
        if (next.stage3.state === 'requested') next.stage3 = withJudgement(next.stage3, judgementFields[ending], judged);
        break;
      default: ending satisfies never;
    }
  }
}

function correctReceived(next: Draft, fact: keyof RepresentationReceived, to: string | number): void {
  const received = { ...next.received };
  put(received, fact, to);
  next.received = received;
}

function correctElement(next: Draft, element: number | undefined, fact: keyof ElementFile, to: string): void {
  next.elements = next.elements.map((each) => {
    if (each.element !== element) return each;
    const corrected = { ...each };
    put(corrected, fact, to);
    return corrected;
  });
}

/** The start of stage 1 moved: where it has ended, what it was judged against moves with it. */
function rejudgeStage1(next: Draft, judged: Judgement | undefined): void {
  if (judged !== undefined && (next.stage1.state === 'answered' || next.stage1.state === 'not progressed')) next.stage1 = { ...next.stage1, judged };
}

/** The judgement belongs to the day: it goes with the old one. An empty day says that the answer was never given. */
function stage1On(stage1: Stage1File, to: string, judged: Judgement | undefined): Stage1File {
  if (to === '') return 'lateReason' in stage1 ? { state: 'running', lateReason: stage1.lateReason } : { state: 'running' };
  const on = day(to);
  if (stage1.state !== 'answered' && stage1.state !== 'not progressed') return judged === undefined ? { state: 'answered', on } : { state: 'answered', on, judged };
  const { judged: _, undated: __, ...rest } = stage1;
  return judged === undefined ? { ...rest, on } : { ...rest, on, judged };
}

/** An outcome that is none of an answer's (withdrawn, duplicate …) says that stage 1 was not progressed, and the other way round. */
function stage1WithOutcome(stage1: Stage1File, to: string): Stage1File {
  if (stage1.state !== 'answered' && stage1.state !== 'not progressed') return stage1;
  const { state: _, outcome: __, ...kept } = stage1;
  const notProgressed = notProgressedOutcomes.find((each) => each === to);
  if (notProgressed !== undefined) return { ...kept, state: 'not progressed', outcome: notProgressed };
  const outcome = stage1Outcomes.find((each) => each === to);
  return outcome === undefined ? { ...kept, state: 'answered' } : { ...kept, state: 'answered', outcome };
}
