import { parseDay, type Day } from './day.ts';
import type { CaseEvent } from './events.ts';
import type { Handling } from './terms.ts';

/** How sure a rule is: read in the document itself, in a reliable second source, in a council's report, recalled (high, middling, low), worked out. */
export const certainties = ['FOUND', 'FOUND-2nd', 'SEED', 'RECALLED(h)', 'RECALLED(m)', 'RECALLED(l)', 'INFERRED'] as const;
export type Certainty = (typeof certainties)[number];

export const ruleStages = ['receipt', 'stage1', 'stage2', 'stage3', 'ombudsman', 'report'] as const;
export type RuleStage = (typeof ruleStages)[number];

/** `counting` is after the day of the start unless it says otherwise; `beginning with` takes that day in, `before` counts back from it. */
export type Limit = { readonly count: number; readonly unit: 'working day' | 'week' | 'month' | 'year'; readonly counting?: 'before' | 'beginning with' };

/** What starts or stops a clock: something that happens in a case, or one of these that happen outside it. */
export type Occasion = CaseEvent['type'] | 'GroundsArose' | 'LimitPassed' | 'FirstNotice' | 'YearEnded' | 'ReportPublished';

export type Rule = {
  /** `T11`, as in the register of rules. */
  readonly key: string;
  /** What the rule is about, in plain words. */
  readonly name: string;
  readonly stage: RuleStage;
  /** A clock asks something of the authority; a window is open to the complainant until its day, a right from the day after; a duty has no day of its own. */
  readonly kind: 'clock' | 'window' | 'right' | 'duty';
  /** Absent where the law gives no figure, or where somebody else states the day (`statedBy`). */
  readonly limit?: Limit;
  readonly statedBy?: 'Ombudsman';
  readonly starts: { readonly on: readonly Occasion[]; readonly text: string };
  readonly stops: { readonly on: readonly Occasion[]; readonly text: string };
  /** The rule that gives the longest a clock may be extended to, from the same start, and the grounds on which it may be. */
  readonly extension?: {
    readonly rule: string; readonly grounds: readonly string[] | 'any reason given in writing'; readonly source: string; readonly certainty: Certainty;
    /** Where a good reason allows a longer one than that, and on what authority. */
    readonly longerForGoodReason?: { readonly source: string; readonly certainty: Certainty };
  };
  readonly suspension?: { readonly from: Occasion; readonly to: Occasion; readonly rule: string };
  readonly source: string;
  readonly certainty: Certainty;
  /** Whether a council may set it otherwise: always, unless the rule was read in the law itself. */
  readonly setting: boolean;
  /** What a person should know of it. */
  readonly note?: string;
  readonly effectiveFrom?: Day; readonly effectiveTo?: Day;
};

/** Which rule of a procedure measures what. */
export type Measures = {
  readonly acknowledgement: string; readonly stage1: string; readonly stage1Longest: string;
  readonly stage2Acknowledgement?: string; readonly stage2: string; readonly stage2Longest: string;
  readonly panel?: string; readonly findings?: string; readonly response?: string;
};

export type ProcedureKey = 'statutory' | 'corporate';

export type ProcedureData = {
  readonly key: ProcedureKey; readonly name: string; readonly rules: readonly Rule[]; readonly measures: Measures;
  /** Whether stage 1 and stage 2 run from the acknowledgement (once there is one) or from receipt of the complaint and request. */
  readonly countedFrom: { readonly stage1: 'receipt' | 'acknowledgement'; readonly stage2: 'receipt' | 'acknowledgement' };
  /** Working days of stage 2 on which an open investigation is brought to somebody's notice: a local setting. */
  readonly stage2Milestones: readonly number[];
};
/** A procedure that has been checked, with its rules by key. */
export type Procedure = ProcedureData & { readonly ruleByKey: ReadonlyMap<string, Rule>; readonly limits: { readonly stage1: number; readonly stage1Longest: number; readonly stage2: number; readonly stage2Longest: number } };

const occasions: { readonly [O in Occasion]: true } = {
  GroundsArose: true, LimitPassed: true, FirstNotice: true, YearEnded: true, ReportPublished: true,
  DocumentAdded: true, DocumentRemoved: true, DocumentMarked: true,
  RepresentationReceived: true, ElementAdded: true, SufficientInterestDecided: true, LateComplaintDecided: true, HandlingDecided: true, Stage1Started: true, Acknowledged: true,
  AdvocateSought: true, AdvocateAppointed: true, Stage1Allocated: true, Stage1Extended: true, Stage1Responded: true, NotProgressed: true, Deferred: true, ProceedingsEnded: true,
  Resubmitted: true, FreezeDecided: true, Stage1Skipped: true, Stage2Requested: true, Stage2Accepted: true, Stage2Refused: true, StatementOfComplaintRecorded: true,
  InvestigatingOfficerAppointed: true, IndependentPersonAppointed: true, AdjudicatingOfficerAppointed: true, Stage2Extended: true, ReportReceived: true, ReportSentToComplainant: true,
  SentForAdjudication: true, ElementAdjudicated: true, Stage2Adjudicated: true, Stage2Closed: true, Stage3Requested: true, Stage3Refused: true, PanelMemberAppointed: true, PersonGivenAccount: true, PanelMemberStoodDown: true,
  PanelArranged: true, PanelPostponed: true, PanelPapersSent: true, PanelHeld: true, PanelFindingsSent: true, Stage3Responded: true, EarlyReferralMade: true,
  OmbudsmanEnquiryReceived: true, OmbudsmanReplied: true, OmbudsmanDraftReceived: true, OmbudsmanDraftAnswered: true, OmbudsmanDecided: true, OmbudsmanCaseClosed: true,
  OmbudsmanRemedyCompleted: true, OmbudsmanComplianceNotified: true, OmbudsmanComplianceRecorded: true, OmbudsmanReportPublicised: true, OmbudsmanReportAnswered: true, OmbudsmanMatterAttached: true, OmbudsmanMatterMoved: true,
  CostAgreed: true, InvoiceReceived: true, InvoiceQueried: true, InvoiceApproved: true, InvoiceRejected: true, ComplimentPassedOn: true, ComplimentThanked: true, PublishConsentWithdrawn: true,
  PaymentMade: true, LearningActionPromised: true, LearningActionCompleted: true, Closed: true, Reopened: true, FactCorrected: true, NoteAdded: true, CaseRestricted: true, RestrictionLifted: true, ContactRestricted: true, ContactRestrictionLifted: true, SubjectNamed: true, ConsentGiven: true, ConsentWithdrawn: true, AppointmentEnded: true, CaseOfficerAssigned: true, ComplimentReceived: true, LateReasonRecorded: true,
};

/** What is wrong with a procedure, a sentence for each fault; empty where nothing is. */
export function faultsOf(data: ProcedureData): readonly string[] {
  const faults: string[] = [];
  const keys = new Set<string>();
  for (const rule of data.rules) {
    const at = `Rule ${rule.key} of the ${data.key} procedure`;
    if (keys.has(rule.key)) faults.push(`${at} is there twice.`);
    keys.add(rule.key);
    if (rule.limit !== undefined && !(Number.isInteger(rule.limit.count) && rule.limit.count > 0)) faults.push(`${at} has a limit of ${rule.limit.count}: it must be a whole number above 0.`);
    if (rule.limit === undefined && rule.statedBy === undefined && rule.kind !== 'duty') faults.push(`${at} is a ${rule.kind} with neither a limit nor anyone who states its day.`);
    for (const occasion of [...rule.starts.on, ...rule.stops.on]) {
      if (!Object.hasOwn(occasions, occasion)) faults.push(`${at} names '${occasion}', which is nothing that can happen.`);
    }
    if (rule.source.trim() === '') faults.push(`${at} has no source.`);
    if (!certainties.includes(rule.certainty)) faults.push(`${at} is marked '${rule.certainty}'. Allowed: ${certainties.join(', ')}.`);
    if (rule.certainty !== 'FOUND' && !rule.setting) faults.push(`${at} is not FOUND in the law itself, so it must be a setting.`);
    if (rule.effectiveFrom !== undefined && rule.effectiveTo !== undefined && rule.effectiveFrom > rule.effectiveTo) faults.push(`${at} ends on ${rule.effectiveTo}, before it starts on ${rule.effectiveFrom}.`);
  }
  for (const rule of data.rules) {
    for (const named of [rule.extension?.rule, rule.suspension?.rule]) {
      if (named !== undefined && !keys.has(named)) faults.push(`Rule ${rule.key} of the ${data.key} procedure names rule ${named}, which is not there.`);
    }
  }
  for (const [measure, key] of Object.entries(data.measures)) {
    if (!keys.has(key)) faults.push(`The ${data.key} procedure measures ${measure} by rule ${key}, which is not there.`);
  }
  for (const [shorter, longer] of [[data.measures.stage1, data.measures.stage1Longest], [data.measures.stage2, data.measures.stage2Longest]] as const) {
    const limits = [shorter, longer].map((key) => data.rules.find((rule) => rule.key === key)?.limit);
    if (limits.some((limit) => limit?.unit !== 'working day' || limit.counting !== undefined)) faults.push(`Rules ${shorter} and ${longer} of the ${data.key} procedure must count working days after their start.`);
    else if (limits[0]!.count > limits[1]!.count) faults.push(`Rule ${shorter} of the ${data.key} procedure allows ${limits[0]!.count} working days, more than the ${limits[1]!.count} of ${longer}.`);
  }
  return faults;
}

/** A procedure ready for use. @throws Error if anything is wrong with it: procedures are data of the product, so that is a bug. */
export function checkProcedure(data: ProcedureData): Procedure {
  const faults = faultsOf(data);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const ruleByKey = new Map(data.rules.map((rule) => [rule.key, rule]));
  const count = (key: string) => ruleByKey.get(key)!.limit!.count;
  const { stage1, stage1Longest, stage2, stage2Longest } = data.measures;
  return { ...data, ruleByKey, limits: { stage1: count(stage1), stage1Longest: count(stage1Longest), stage2: count(stage2), stage2Longest: count(stage2Longest) } };
}

/** The rule of a procedure that a measure goes by. @throws Error for a rule that the procedure has not got: a bug. */
export function ruleOf(procedure: Procedure, key: string): Rule {
  const rule = procedure.ruleByKey.get(key);
  if (rule === undefined) throw new Error(`The ${procedure.key} procedure has no rule ${key}`);
  return rule;
}

/** The longest that a stage may take, in working days from its start, with the longest lawful extension; undefined where the procedure has no such stage. */
export function longestAllowed(procedure: Procedure, stage: 'stage1' | 'stage2' | 'panel'): number | undefined {
  if (stage === 'panel') return procedure.measures.panel === undefined ? undefined : ruleOf(procedure, procedure.measures.panel).limit?.count;
  return stage === 'stage1' ? procedure.limits.stage1Longest : procedure.limits.stage2Longest;
}

/** A council's own limits for one stage of the corporate procedure. */
export type OwnStage = { readonly workingDays?: number; readonly extensionWorkingDays?: number; readonly countedFrom?: 'receipt' | 'acknowledgement'; readonly acknowledgementWorkingDays?: number };
/** A council's own settings for a procedure, for the days from `from` to `to` (for ever, where absent). */
export type OwnProcedure = {
  readonly from?: Day; readonly to?: Day; readonly acknowledgementWorkingDays?: number;
  readonly stage1?: OwnStage; readonly stage2?: OwnStage;
  /** Working days by rule key, for rules that are settings. */
  readonly rules?: Readonly<Record<string, number>>;
};

/**
 * A procedure with a council's own settings in it. Own working days count from receipt (of the complaint, of the request)
 * unless they say that they count from the acknowledgement; the extension stays as long as it was unless they say otherwise.
 */
export function withOverrides(procedure: Procedure, own: OwnProcedure): Procedure {
  const source = `The council’s own procedure${own.from === undefined ? '' : ` from ${own.from}`}${own.to === undefined ? '' : ` to ${own.to}`}`;
  const changed = new Map(procedure.ruleByKey);
  const setCount = (key: string, count: number) => {
    const { note: _, effectiveFrom: __, effectiveTo: ___, ...rule } = ruleOf(procedure, key);
    changed.set(key, { ...rule, ...(own.from === undefined ? {} : { effectiveFrom: own.from }), ...(own.to === undefined ? {} : { effectiveTo: own.to }), kind: rule.kind === 'duty' ? 'clock' : rule.kind, limit: { ...rule.limit, count, unit: 'working day' }, source, certainty: 'SEED', setting: true });
  };
  const startOf = (stage: 'stage1' | 'stage2', own: OwnStage) => own.countedFrom ?? (own.workingDays === undefined ? procedure.countedFrom[stage] : 'receipt');
  const countedFrom = { ...procedure.countedFrom };
  for (const [key, count] of Object.entries(own.rules ?? {})) setCount(key, count);
  if (own.acknowledgementWorkingDays !== undefined) setCount(procedure.measures.acknowledgement, own.acknowledgementWorkingDays);
  for (const stage of ['stage1', 'stage2'] as const) {
    const ownStage = own[stage];
    if (ownStage === undefined) continue;
    const first = procedure.measures[stage];
    const longest = procedure.measures[`${stage}Longest`];
    const was = procedure.limits;
    const workingDays = ownStage.workingDays ?? was[stage];
    const extension = ownStage.extensionWorkingDays ?? was[`${stage}Longest`] - was[stage];
    setCount(first, workingDays);
    setCount(longest, workingDays + extension);
    countedFrom[stage] = startOf(stage, ownStage);
    const text = countedFrom[stage] === 'receipt'
      ? (stage === 'stage1' ? 'the complaint was received' : 'the request was received')
      : (stage === 'stage1' ? 'the complaint was acknowledged' : 'the request was acknowledged');
    for (const key of [first, longest]) {
      const rule = changed.get(key)!;
      changed.set(key, { ...rule, starts: { ...rule.starts, text } });
    }
    const acknowledgement = stage === 'stage1' ? procedure.measures.acknowledgement : procedure.measures.stage2Acknowledgement;
    if (ownStage.acknowledgementWorkingDays !== undefined && acknowledgement !== undefined) setCount(acknowledgement, ownStage.acknowledgementWorkingDays);
  }
  return checkProcedure({ ...procedure, rules: [...changed.values()], countedFrom });
}

/** A council's own procedures, each for its days, in the order in which they were set: the last that holds on a day is in force. */
export type Procedures = Readonly<Record<ProcedureKey, { readonly standard: Procedure; readonly own: readonly { readonly from?: Day; readonly to?: Day; readonly procedure: Procedure }[] }>>;

/** The procedure by which a representation is handled that is in force on a day; undefined for one that goes through no stages (informal, withdrawn …). */
export function procedureInForce(handledAs: Handling | undefined, on: Day, procedures: Procedures): Procedure | undefined {
  if (handledAs !== 'statutory' && handledAs !== 'corporate') return undefined;
  const { standard, own } = procedures[handledAs];
  return own.findLast(({ from, to }) => (from === undefined || from <= on) && (to === undefined || on <= to))?.procedure ?? standard;
}

/**
 * A council's `procedures` setting, such as `{"corporate": {"stage1": {"working_days": 15}, "stage2": {"working_days": 20}}}`, or a list of
 * such with `from` and `to` for one procedure. Each fault is a sentence that says where, what is wrong, and what is allowed.
 */
export function parseProcedures(value: unknown, standard: Readonly<Record<ProcedureKey, Procedure>>): { readonly procedures: Procedures } | { readonly faults: readonly string[] } {
  const faults: string[] = [];
  const procedures: Record<ProcedureKey, Procedures[ProcedureKey]> = { statutory: { standard: standard.statutory, own: [] }, corporate: { standard: standard.corporate, own: [] } };
  const settings = value === undefined || value === null ? {} : fieldsOf(value, 'procedures', ['statutory', 'corporate'], faults);
  for (const key of ['statutory', 'corporate'] as const) {
    const given = settings[key];
    if (given === undefined) continue;
    const list: readonly unknown[] = Array.isArray(given) ? given : [given];
    const before = faults.length;
    const own = list.map((one, index) => parseOwn(one, standard[key], Array.isArray(given) ? `procedures.${key}[${index}]` : `procedures.${key}`, faults));
    if (faults.length > before) continue;
    procedures[key] = {
      standard: standard[key],
      own: own.map((one) => ({ ...(one.from === undefined ? {} : { from: one.from }), ...(one.to === undefined ? {} : { to: one.to }), procedure: withOverrides(standard[key], one) })),
    };
  }
  return faults.length > 0 ? { faults } : { procedures };
}

function parseOwn(value: unknown, procedure: Procedure, at: string, faults: string[]): OwnProcedure {
  const byStage = procedure.key === 'corporate';
  const fields = fieldsOf(value, at, byStage ? ['from', 'to', 'acknowledgement', 'stage1', 'stage2', 'rules'] : ['from', 'to', 'acknowledgement', 'rules'], faults,
    byStage ? '' : ' The stages of the statutory procedure are set by law; rules that are settings can be set by key in rules, e.g. {"rules": {"T10": {"working_days": 28}}}.');
  const own: { -readonly [K in keyof OwnProcedure]: OwnProcedure[K] } = {};
  for (const end of ['from', 'to'] as const) {
    const text = fields[end];
    if (text === undefined) continue;
    const on = typeof text === 'string' ? parseDay(text) : undefined;
    if (on === undefined) faults.push(`${at}.${end} cannot be ${JSON.stringify(text)}. Allowed: a date written YYYY-MM-DD.`);
    else own[end] = on;
  }
  if (own.from !== undefined && own.to !== undefined && own.from > own.to) faults.push(`${at} ends on ${own.to}, before it starts on ${own.from}.`);
  if (fields['acknowledgement'] !== undefined) {
    const workingDays = wholeNumber(fieldsOf(fields['acknowledgement'], `${at}.acknowledgement`, ['working_days'], faults)['working_days'], `${at}.acknowledgement.working_days`, 1, faults);
    if (workingDays !== undefined) own.acknowledgementWorkingDays = workingDays;
  }
  for (const stage of ['stage1', 'stage2'] as const) {
    if (byStage && fields[stage] !== undefined) own[stage] = parseOwnStage(fields[stage], `${at}.${stage}`, faults);
  }
  if (fields['rules'] !== undefined) {
    const settings = procedure.rules.filter((rule) => rule.setting && rule.limit?.unit === 'working day').map((rule) => rule.key);
    const rules: Record<string, number> = {};
    for (const [key, given] of Object.entries(fieldsOf(fields['rules'], `${at}.rules`, settings, faults))) {
      const workingDays = wholeNumber(fieldsOf(given, `${at}.rules.${key}`, ['working_days'], faults)['working_days'], `${at}.rules.${key}.working_days`, 1, faults);
      if (workingDays !== undefined) rules[key] = workingDays;
    }
    own.rules = rules;
    for (const stage of ['stage1', 'stage2'] as const) {
      const [shorter, longer] = [procedure.measures[stage], procedure.measures[`${stage}Longest`]];
      const [first, most] = [rules[shorter] ?? procedure.limits[stage], rules[longer] ?? procedure.limits[`${stage}Longest`]];
      if (first > most) faults.push(`${at}.rules gives ${shorter} ${first} working days, more than the ${most} of ${longer}, which is the most with an extension.`);
    }
  }
  return own;
}

function parseOwnStage(value: unknown, at: string, faults: string[]): OwnStage {
  const fields = fieldsOf(value, at, ['working_days', 'extension_working_days', 'counted_from', 'acknowledgement_working_days'], faults);
  const workingDays = wholeNumber(fields['working_days'], `${at}.working_days`, 1, faults);
  const extensionWorkingDays = wholeNumber(fields['extension_working_days'], `${at}.extension_working_days`, 0, faults);
  const acknowledgementWorkingDays = wholeNumber(fields['acknowledgement_working_days'], `${at}.acknowledgement_working_days`, 1, faults);
  const countedFrom = fields['counted_from'];
  if (countedFrom !== undefined && countedFrom !== 'receipt' && countedFrom !== 'acknowledgement') faults.push(`${at}.counted_from cannot be ${JSON.stringify(countedFrom)}. Allowed: receipt, acknowledgement.`);
  return {
    ...(workingDays === undefined ? {} : { workingDays }),
    ...(extensionWorkingDays === undefined ? {} : { extensionWorkingDays }),
    ...(acknowledgementWorkingDays === undefined ? {} : { acknowledgementWorkingDays }),
    ...(countedFrom === 'receipt' || countedFrom === 'acknowledgement' ? { countedFrom } : {}),
  };
}

function fieldsOf(value: unknown, at: string, allowed: readonly string[], faults: string[], hint = ''): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    faults.push(`${at} cannot be ${JSON.stringify(value)}. Allowed: an object with ${allowed.join(', ')}.`);
    return {};
  }
  const known: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(value)) {
    if (allowed.includes(name)) known[name] = given;
    else faults.push(`${at} has '${name}', which is not known. Allowed: ${allowed.join(', ')}.${hint}`);
  }
  return known;
}

function wholeNumber(value: unknown, at: string, least: number, faults: string[]): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 365) return value;
  faults.push(`${at} cannot be ${JSON.stringify(value)}. Allowed: a whole number of working days from ${least} to 365.`);
  return undefined;
}
