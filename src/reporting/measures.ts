import { type RawBuilder, sql } from 'kysely';
import { type BaseTable, keysOf } from './keys.ts';

export type Unit = 'count' | 'per cent' | 'working days' | 'pounds';

/** What a measure's SQL may depend on. */
export type Asked = {
  /** The period's end: what was still open then. */
  readonly to: string;
  /** The limit in working days, where the question names one. */
  readonly within?: number;
};

type Described = {
  readonly key: string;
  readonly name: string;
  /** For the printed report: what is counted, and of what it is a share or a mean. */
  readonly definition: string;
  readonly unit: Unit;
};

/** A measure that one statement over one table answers: the numerator, divided by the denominator where it has one. */
export type TableMeasure = Described & {
  readonly of: 'table';
  /** Stands as a comment over its statement. */
  readonly question: string;
  readonly base: BaseTable;
  /** The columns whose day places a row in the period: that of receipt (or of its own kind), and that in which stage 1 was completed, where `on` applies. */
  readonly dated: { readonly received: string; readonly completed?: string };
  /** Which rows are measured at all. */
  readonly among?: (asked: Asked) => RawBuilder<boolean>;
  /** Looked at on the period's last day, whenever it began. */
  readonly standing?: true;
  /** The columns of which each value counts once, in each row of the answer, however many rows have it. */
  readonly once?: readonly string[];
  readonly numerator: (asked: Asked) => RawBuilder<unknown>;
  readonly denominator?: (asked: Asked) => RawBuilder<unknown>;
  /** Of the rows measured, which the numerator counts: the cases behind a rate that met it. Every one, where absent. */
  readonly counts?: (asked: Asked) => RawBuilder<boolean>;
  /** Why there is no answer where the denominator is zero. */
  readonly noBase?: string;
  /** 100 for a rate. */
  readonly times?: bigint;
  /** Of a rate: the measure that counts what it is a rate of. */
  readonly rateOf?: string;
  readonly takesWithin?: true;
  readonly notProgressedTogether?: true;
  /** The measures whose published figures, divided, give this one where it was not published itself. */
  readonly publishedAs?: { readonly of: string; readonly over: string };
};

/** One measure divided by another. The second takes those conditions that it knows. */
export type RatioMeasure = Described & { readonly of: 'two measures'; readonly first: string; readonly second: string; readonly times?: bigint; readonly noBase: string };
/** A value of the context: what the services did. */
export type ContextMeasure = Described & { readonly of: 'context' };
/** Complainants who came again: rows of rows. */
export type RepeatMeasure = Described & { readonly of: 'repeat complainants'; readonly question: string; readonly base: 'representation'; readonly dated: { readonly received: string; readonly completed: string } };
export type Measure = TableMeasure | RatioMeasure | ContextMeasure | RepeatMeasure;

const received = { received: 'representation.received_on', completed: 'representation.stage1_ended_on' } as const;
const everyRow = () => sql`count(*)`;
const isComplaint = () => sql<boolean>`representation.handled_as in ('statutory', 'corporate')`;
const isAnswered = () => sql<boolean>`representation.handled_as in ('statutory', 'corporate') and representation.stage1_responded_on is not null`;
const isUpheld = () => sql<boolean>`representation.stage1_outcome in ('upheld', 'partially_upheld')`;
const stage1OnTime = (asked: Asked) => sql<boolean>`representation.stage1_days <= ${asked.within === undefined ? sql`representation.stage1_longest_days` : sql`${asked.within}::int`}`;
const wasInvestigated = () => sql<boolean>`stage2.decision = 'accepted'`;
const stage2OnTime = (asked: Asked) => sql<boolean>`case when stage2.counted_from = 'statement' then coalesce(stage2.days_from_statement, stage2.days_from_request) else stage2.days_from_request end
    <= ${asked.within === undefined ? sql`stage2.stage2_longest_days` : sql`${asked.within}::int`}`;
const panelOnTime = (asked: Asked) => sql<boolean>`stage3.panel_days <= ${asked.within === undefined ? sql`coalesce(stage3.panel_longest_days, 30)` : sql`${asked.within}::int`}`;
const isSpend = () => sql<boolean>`payment.role <> 'complainant'`;
const isRemedy = () => sql<boolean>`payment.role = 'complainant'`;

/** The closed set of measures: every number that a report, a screen or the command line gives is one of these. */
export const measures: readonly Measure[] = [
  {
    key: 'representations', name: 'Representations', of: 'table', unit: 'count', base: 'representation', dated: received,
    definition: 'Representations received in the period: everything that called for a response, however it was handled.',
    question: 'How many representations were there in the period?', numerator: everyRow,
  },
  {
    key: 'complaints', name: 'Complaints', of: 'table', unit: 'count', base: 'representation', dated: received, among: isComplaint,
    definition: 'Representations handled as complaints under the statutory or the corporate procedure.',
    question: 'How many complaints were there in the period?', numerator: everyRow,
  },
  {
    key: 'complainants', name: 'Complainants', of: 'table', unit: 'count', base: 'representation', dated: received, among: () => sql`representation.complainant is not null`,
    definition: 'Different people among those who made representations in the period; each counts once.',
    question: 'How many different complainants made the representations of the period?',
    once: ['representation.authority_id', 'representation.complainant'], numerator: everyRow,
  },
  {
    key: 'repeat_complainants', name: 'Repeat complainants', of: 'repeat complainants', unit: 'count', base: 'representation', dated: received,
    definition: 'People who made two or more representations in the period or, where a number of times is named, exactly so many.',
    question: 'How many complainants came two or more times in the period?',
  },
  {
    key: 'upheld_or_partly', name: 'Upheld or partly upheld', of: 'table', unit: 'count', base: 'representation', dated: received,
    among: () => sql`representation.handled_as in ('statutory', 'corporate') and representation.stage1_outcome in ('upheld', 'partially_upheld')`,
    definition: 'Complaints upheld or partially upheld at stage 1.',
    question: 'How many complaints were upheld or partially upheld at stage 1?', numerator: everyRow,
  },
  {
    key: 'upheld_rate', name: 'Upheld or partly upheld, of complaints', of: 'table', unit: 'per cent', base: 'representation', dated: received, among: isComplaint, times: 100n,
    definition: 'Complaints upheld or partially upheld at stage 1, of every 100 complaints.',
    question: 'What share of complaints was upheld or partially upheld at stage 1?', numerator: () => sql`count(*) filter (where ${isUpheld()})`, denominator: everyRow, counts: isUpheld,
    noBase: 'there were no complaints', rateOf: 'complaints', publishedAs: { of: 'upheld_or_partly', over: 'complaints' },
  },
  {
    key: 'stage1_completed', name: 'Stage 1 completed', of: 'table', unit: 'count', base: 'representation', dated: received, notProgressedTogether: true,
    among: () => sql`representation.handled_as in ('statutory', 'corporate') and representation.stage1_ended_on is not null`,
    definition: 'Complaints whose stage 1 ended, whatever its outcome: answered, or withdrawn, discontinued, redirected or found to be a duplicate (together: not progressed).',
    question: 'How many complaints ended stage 1?', numerator: everyRow,
  },
  {
    key: 'stage1_responses', name: 'Stage 1 responses', of: 'table', unit: 'count', base: 'representation', dated: received, among: isAnswered,
    definition: 'Complaints answered at stage 1.',
    question: 'How many complaints were answered at stage 1?', numerator: everyRow,
  },
  {
    key: 'stage1_on_time_rate', name: 'Stage 1 responses on time', of: 'table', unit: 'per cent', base: 'representation', dated: received, among: isAnswered, times: 100n, takesWithin: true,
    definition: 'Complaints answered at stage 1 within the limit (the one named, else the longest that the procedure allows: 20 working days for a statutory complaint), of every 100 answered.',
    question: 'What share of stage 1 responses came within the limit?', numerator: (asked) => sql`count(*) filter (where ${stage1OnTime(asked)})`, denominator: everyRow, counts: stage1OnTime,
    rateOf: 'stage1_responses', noBase: 'no complaint was answered at stage 1',
  },
  {
    key: 'stage1_days', name: 'Working days to a stage 1 response', of: 'table', unit: 'working days', base: 'representation', dated: received,
    among: () => sql`representation.handled_as in ('statutory', 'corporate') and representation.stage1_responded_on is not null and representation.stage1_days is not null`,
    definition: 'Mean working days from the start of stage 1 to the response, of complaints answered.',
    question: 'How many working days did a stage 1 response take?', numerator: () => sql`coalesce(sum(representation.stage1_days), 0)`, denominator: everyRow,
    noBase: 'no complaint was answered at stage 1',
  },
  {
    key: 'elements', name: 'Elements', of: 'table', unit: 'count', base: 'element', dated: received, among: isComplaint,
    definition: 'Points of the complaints of the period, each counted.',
    question: 'How many elements did the complaints of the period have?', numerator: everyRow,
  },
  {
    key: 'stage2_requests', name: 'Stage 2 requests', of: 'table', unit: 'count', base: 'stage2', dated: { received: 'stage2.requested_on' },
    definition: 'Requests made in the period to go to stage 2, granted or not.',
    question: 'How many requests to go to stage 2 were made in the period?', numerator: everyRow,
  },
  {
    key: 'escalation_rate', name: 'Escalation to stage 2', of: 'two measures', unit: 'per cent', first: 'stage2_requests', second: 'complaints', times: 100n,
    definition: 'Requests made in the period to go to stage 2, for every 100 complaints of the period.', noBase: 'there were no complaints',
  },
  {
    key: 'stage2_investigations', name: 'Stage 2 investigations', of: 'table', unit: 'count', base: 'stage2', dated: { received: 'stage2.closed_on' }, among: wasInvestigated,
    definition: 'Accepted requests whose stage 2 closed in the period.',
    question: 'How many stage 2 investigations closed in the period?', numerator: everyRow,
  },
  {
    key: 'stage2_open', name: 'Stage 2 open', of: 'table', unit: 'count', base: 'stage2', dated: { received: 'stage2.requested_on' }, standing: true,
    among: ({ to }) => sql`stage2.requested_on <= ${to}::date and (stage2.closed_on is null or stage2.closed_on > ${to}::date)
      and (stage2.decision is distinct from 'declined' or stage2.decided_on > ${to}::date)`,
    definition: 'Requests to go to stage 2, accepted or not yet decided, that were not closed at the end of the period.',
    question: 'How many stage 2 requests were open at the end of the period?', numerator: everyRow,
  },
  {
    key: 'stage2_days', name: 'Working days of a stage 2 investigation', of: 'table', unit: 'working days', base: 'stage2', dated: { received: 'stage2.closed_on' },
    among: () => sql`stage2.decision = 'accepted' and stage2.stage2_days is not null`,
    definition: 'Mean working days from the request to the close, of stage 2 investigations that closed in the period.',
    question: 'How many working days did a stage 2 investigation take?', numerator: () => sql`coalesce(sum(stage2.stage2_days), 0)`, denominator: everyRow,
    noBase: 'no stage 2 investigation closed',
  },
  {
    key: 'stage2_on_time_rate', name: 'Stage 2 investigations on time', of: 'table', unit: 'per cent', base: 'stage2', dated: { received: 'stage2.closed_on' }, among: wasInvestigated, times: 100n, takesWithin: true,
    definition: 'Stage 2 investigations adjudicated within the limit (the one named, else the longest that the procedure allows: 65 working days for a statutory complaint) of every 100 that closed in the period. '
      + 'Counted from the day the statement of complaint was agreed or, where none is recorded, from the request; of cases worked in this system, from the day that the council has set.',
    question: 'What share of stage 2 investigations was adjudicated within the limit?', numerator: (asked) => sql`count(*) filter (where ${stage2OnTime(asked)})`, denominator: everyRow, counts: stage2OnTime,
    rateOf: 'stage2_investigations', noBase: 'no stage 2 investigation closed',
  },
  {
    key: 'panels', name: 'Review panels', of: 'table', unit: 'count', base: 'stage3', dated: { received: 'stage3.panel_on' },
    definition: 'Stage 3 review panels held in the period.',
    question: 'How many review panels were held in the period?', numerator: everyRow,
  },
  {
    key: 'panels_on_time_rate', name: 'Review panels on time', of: 'table', unit: 'per cent', base: 'stage3', dated: { received: 'stage3.panel_on' }, times: 100n, takesWithin: true,
    definition: 'Panels held within 30 working days of the request, of every 100 held in the period.',
    question: 'What share of review panels was held within the limit?', numerator: (asked) => sql`count(*) filter (where ${panelOnTime(asked)})`, denominator: everyRow, counts: panelOnTime,
    rateOf: 'panels', noBase: 'no review panel was held',
  },
  {
    key: 'ombudsman_enquiries', name: 'Ombudsman enquiries', of: 'table', unit: 'count', base: 'ombudsman_matter', dated: { received: 'ombudsman_matter.received_on' },
    definition: 'Enquiries received from the Local Government and Social Care Ombudsman in the period.',
    question: 'How many enquiries came from the Ombudsman in the period?', numerator: everyRow,
  },
  {
    key: 'ombudsman_decisions', name: 'Ombudsman decisions', of: 'table', unit: 'count', base: 'ombudsman_matter', dated: { received: 'ombudsman_matter.decided_on' },
    definition: 'Decisions of the Ombudsman made in the period.',
    question: 'How many decisions did the Ombudsman make in the period?', numerator: everyRow,
  },
  {
    key: 'ombudsman_open', name: 'Ombudsman cases open', of: 'table', unit: 'count', base: 'ombudsman_matter', dated: { received: 'ombudsman_matter.received_on' }, standing: true,
    among: ({ to }) => sql`ombudsman_matter.received_on <= ${to}::date and (ombudsman_matter.decision is null or ombudsman_matter.decided_on > ${to}::date)`,
    definition: 'Ombudsman enquiries received by the end of the period and not decided by then. One decided on a day that is not on record is not open.',
    question: 'How many of the Ombudsman\'s enquiries were undecided at the end of the period?', numerator: everyRow,
  },
  {
    key: 'spend', name: 'Spend', of: 'table', unit: 'pounds', base: 'payment', dated: { received: 'payment.paid_on' }, among: isSpend,
    definition: 'Pounds paid in the period for investigations, panels and advocacy; payments to complainants are counted apart.',
    question: 'How much was spent in the period?', numerator: () => sql`coalesce(sum(payment.amount), 0)`,
  },
  {
    key: 'spend_per_investigation', name: 'Spend for each investigation', of: 'two measures', unit: 'pounds', first: 'spend', second: 'stage2_investigations',
    definition: 'Pounds spent in the period, divided by the stage 2 investigations that closed in it.', noBase: 'no stage 2 investigation closed',
  },
  {
    key: 'remedy_payments', name: 'Remedy payments', of: 'table', unit: 'pounds', base: 'payment', dated: { received: 'payment.paid_on' }, among: isRemedy,
    definition: 'Pounds paid to complainants in the period.',
    question: 'How much was paid to complainants in the period?', numerator: () => sql`coalesce(sum(payment.amount), 0)`,
  },
  {
    key: 'compliments', name: 'Compliments', of: 'table', unit: 'count', base: 'compliment', dated: { received: 'compliment.received_on' },
    definition: 'Compliments received in the period.',
    question: 'How many compliments were received in the period?', numerator: everyRow,
  },
  {
    key: 'actions', name: 'Learning actions', of: 'table', unit: 'count', base: 'learning_action', dated: { received: 'learning_action.promised_on' },
    definition: 'Learning actions promised in the period.',
    question: 'How many learning actions were promised in the period?', numerator: everyRow,
  },
  {
    key: 'actions_completed', name: 'Learning actions done', of: 'table', unit: 'count', base: 'learning_action', dated: { received: 'learning_action.completed_on' },
    definition: 'Learning actions done in the period, whenever they were promised.',
    question: 'How many learning actions were done in the period?', numerator: everyRow,
  },
  {
    key: 'actions_overdue', name: 'Learning actions overdue', of: 'table', unit: 'count', base: 'learning_action', dated: { received: 'learning_action.due_on' }, standing: true,
    among: ({ to }) => sql`learning_action.due_on < ${to}::date and (learning_action.completed_on is null or learning_action.completed_on > ${to}::date)`,
    definition: 'Learning actions that were due before the last day of the period and were not done by its end.',
    question: 'How many learning actions were past due and not done at the end of the period?', numerator: everyRow,
  },
  {
    key: 'complaints_per_100_contacts', name: 'Complaints for every 100 contacts', of: 'two measures', unit: 'per cent', first: 'complaints', second: 'contacts', times: 100n,
    definition: 'Complaints of the period for every 100 contacts that families and professionals made with the services in it.', noBase: 'no contacts of the period are on record in the context',
  },
  {
    key: 'activity', name: 'Activity of the services', of: 'context', unit: 'count',
    definition: 'What the services did, as the council counts it: a headcount on the latest day counted in the period, or the sum over it of what is counted by period.',
  },
];

const byKey: ReadonlyMap<string, Measure> = new Map(measures.map((measure) => [measure.key, measure]));

export function findMeasure(key: string): Measure | undefined {
  return byKey.get(key);
}

/** The table whose keys a measure's questions can be put by; undefined for the context. */
export function baseOf(measure: Measure): BaseTable | undefined {
  if (measure.of === 'context') return undefined;
  if (measure.of !== 'two measures') return measure.base;
  const first = findMeasure(measure.first);
  return first && baseOf(first);
}

/** The keys that a measure's questions can be put by, the council's own `x_…` fields besides. */
export function keysOfMeasure(measure: Measure): string[] {
  const base = baseOf(measure);
  if (base === undefined) return ['measure', 'service'];
  return measure.of === 'repeat complainants' ? ['times', ...keysOf(base)] : keysOf(base);
}
