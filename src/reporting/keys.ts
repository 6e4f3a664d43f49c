import { type RawBuilder, sql } from 'kysely';
import { ageBands } from '../domain/age-band.ts';
import { statuses } from '../domain/status.ts';
import {
  advocateValues, channels, childStatuses, complainantTypes, complimentOrigins, complimentSources, ethnicities, findings, genders, handlings, ombudsmanDecisions, paymentRoles, paymentStages,
  receivedViaValues, remedies, sexualOrientations, stage1Outcomes, stage2Decisions, stage2Reasons, stage2Statuses, yesNo,
} from '../domain/terms.ts';
import type { ReadTables } from '../store/tables.ts';

/** What a measure counts. */
export type BaseTable = Exclude<keyof ReadTables, 'case_known' | 'case_party' | 'case_access' | 'case_person' | 'case_search' | 'open_clock' | 'invoice'>;

/**
 * `service` matches a node of the tree and all below it; `many` is a column that holds several values at once, each of
 * which counts; the rest match exactly.
 */
export type KeyKind = 'text' | 'integer' | 'amount' | 'day' | 'service' | 'many';
type Column = { readonly kind: KeyKind; readonly allowed?: readonly string[] };
type Columns = Readonly<Record<string, Column>>;

const text: Column = { kind: 'text' };
const integer: Column = { kind: 'integer' };
const onDay: Column = { kind: 'day' };
const service: Column = { kind: 'service' };
const oneOf = (allowed: readonly string[]): Column => ({ kind: 'text', allowed });

export const stage1Bands = ['within_10', 'within_20', 'over_20'] as const;
/** Where stage 2 stands at a period's end: while it is open, one of the five of `stage2Statuses`. */
const stage2StatusValues = [...stage2Statuses, 'closed', 'declined'] as const;

/** The columns of the register that are keys, by the table that holds them; and those that the store works out beside them. */
const columns: Readonly<Record<BaseTable, Columns>> = {
  representation: {
    ref: text, received_on: onDay, channel: oneOf(channels), received_via: oneOf(receivedViaValues), complainant: text, complainant_type: oneOf(complainantTypes), complainant_age: integer,
    age_band: oneOf(ageBands), gender: oneOf(genders), ethnicity: oneOf(ethnicities), disability: oneOf(yesNo), sexual_orientation: oneOf(sexualOrientations), child_status: oneOf(childStatuses),
    advocate: oneOf(advocateValues), service, handled_as: oneOf(handlings), handling_reason: text, theme: text, summary: text, court_proceedings: oneOf(yesNo), child_protection_plan: oneOf(yesNo),
    persistent_complainant: oneOf(yesNo), acknowledged_on: onDay, stage1_started_on: onDay, stage1_extended_to: onDay, stage1_extension_reason: text, stage1_responded_on: onDay,
    stage1_outcome: oneOf([...stage1Outcomes, 'not_progressed']), stage1_late_reason: text, stage1_due_on: onDay, stage1_ended_on: onDay, stage1_days: integer, stage1_band: oneOf(stage1Bands),
    status: oneOf(statuses), closed_on: onDay,
  },
  element: {
    element: integer, theme: text, service, complaint: text, stage1_finding: oneOf(findings), stage2_finding: oneOf(findings), stage3_finding: oneOf(findings),
    remedies: { kind: 'many', allowed: remedies }, comment: text,
  },
  stage2: {
    requested_on: onDay, reason: oneOf(stage2Reasons), decision: oneOf(stage2Decisions), decided_on: onDay, decline_reason: text, statement_agreed_on: onDay, investigating_officer: text,
    independent_person: text, extended_to: onDay, extension_reason: text, investigation_report_on: onDay, report_sent_on: onDay, sent_for_adjudication_on: onDay, adjudicated_on: onDay,
    outcome: oneOf(findings), closed_on: onDay, late_reason: text, stage2_days: integer,
  },
  stage3: {
    requested_on: onDay, acknowledged_on: onDay, papers_sent_on: onDay, panel_on: onDay, findings_on: onDay, responded_on: onDay, outcome: text, late_reason: text, panel_days: integer,
  },
  ombudsman_matter: { ombudsman_ref: text, service, received_on: onDay, decision: oneOf(ombudsmanDecisions), decided_on: onDay, closed_on: onDay },
  payment: { stage: oneOf(paymentStages), role: oneOf(paymentRoles), amount: { kind: 'amount' }, paid_on: onDay, note: text },
  learning_action: { element: integer, action: text, kind: text, owner: text, promised_on: onDay, due_on: onDay, completed_on: onDay, evidence: text },
  compliment: {
    ref: text, received_on: onDay, channel: oneOf(channels), source: oneOf(complimentSources), origin: oneOf(complimentOrigins), service, aspects: { kind: 'many' }, text, publish_consent: oneOf(yesNo),
  },
};

const periodKeys = ['month', 'quarter', 'year'] as const;
type PeriodKey = (typeof periodKeys)[number];
const ownField = /^x_\w+$/;

/** Which of a key's table's own keys a representation's serve on too: all but compliments, which come from nobody's complaint. */
const belongsToRepresentation = (base: BaseTable) => base !== 'representation' && base !== 'compliment';
const holdsOwnFields = (base: BaseTable) => base !== 'compliment' ? (['representation', 'element'] as const) : (['compliment'] as const);

/** What the expression of a key needs to know of the question. */
export type KeyContext = {
  readonly base: BaseTable;
  /** The column whose day places a row in the period. */
  readonly dated: string;
  /** The day on which a standing is looked at: the period's end. */
  readonly to: string;
  /** MM-DD */
  readonly yearStarts: string;
  /** Whether withdrawn, discontinued, redirected and duplicate are one outcome, `not_progressed`, in rows. */
  readonly notProgressedTogether?: boolean;
};

export type FigureKey = Column & {
  readonly key: string;
  readonly value: (context: KeyContext) => RawBuilder<unknown>;
  /** The value in rows, where it is not the one in conditions. */
  readonly valueInRows?: (context: KeyContext) => RawBuilder<unknown>;
  /** What must be joined to the base table for it. */
  readonly needs?: 'representation' | 'repeat complainants';
};

/** The keys that questions about a table can be put by, in order; `x_…` columns besides. */
export function keysOf(base: BaseTable): string[] {
  return [...new Set([
    ...Object.keys(columns[base]), ...periodKeys,
    ...(base === 'stage2' ? ['status'] : []), ...(belongsToRepresentation(base) ? Object.keys(columns.representation) : []), ...(base === 'compliment' ? [] : ['repeat_complainant']),
  ])];
}

/** The key of that name on a table. Its own columns come first, then its representation's. */
export function findKey(base: BaseTable, key: string): FigureKey | undefined {
  const own = Object.hasOwn(columns[base], key) ? columns[base][key] : undefined;
  if (base === 'stage2' && key === 'status') return { ...oneOf(stage2StatusValues), key, value: stage2Status };
  if (own !== undefined) {
    // What an element or an Ombudsman's matter does not say of itself, its representation says.
    const inherits = belongsToRepresentation(base) && base !== 'learning_action' && (key === 'theme' || key === 'service');
    if (inherits) return { ...own, key, needs: 'representation', value: () => sql`coalesce(${sql.ref(`${base}.${key}`)}, ${sql.ref(`representation.${key}`)})` };
    return { ...own, key, value: () => sql.ref(`${base}.${key}`), ...(key === 'stage1_outcome' ? { valueInRows: outcomeInRows } : {}) };
  }
  if (isPeriodKey(key)) return { ...text, key, value: (context) => periodExpression(key, context) };
  if (ownField.test(key)) return { ...text, key, ...(base === 'compliment' ? {} : { needs: 'representation' as const }), value: (context) => ownFieldExpression(key, context.base) };
  if (base === 'compliment') return undefined;
  if (key === 'repeat_complainant') {
    return { ...oneOf(yesNo), key, needs: 'repeat complainants', value: () => sql`case when representation.complainant is not null then case when repeat.complainant is null then 'no' else 'yes' end end` };
  }
  const inherited = Object.hasOwn(columns.representation, key) ? columns.representation[key] : undefined;
  return inherited && { ...inherited, key, needs: 'representation', value: () => sql.ref(`representation.${key}`), ...(key === 'stage1_outcome' ? { valueInRows: outcomeInRows } : {}) };
}

export function isPeriodKey(key: string): key is PeriodKey {
  return periodKeys.some((one) => one === key);
}

export function isOwnField(key: string): boolean {
  return ownField.test(key);
}

/** The tables in whose own fields a key beginning `x_` is looked for. */
export function tablesWithOwnFields(base: BaseTable): readonly BaseTable[] {
  return holdsOwnFields(base);
}

function ownFieldExpression(key: string, base: BaseTable): RawBuilder<unknown> {
  if (base === 'compliment') return sql`compliment.own ->> ${key}::text`;
  return base === 'element' ? sql`coalesce(element.own ->> ${key}::text, representation.own ->> ${key}::text)` : sql`representation.own ->> ${key}::text`;
}

function outcomeInRows(context: KeyContext): RawBuilder<unknown> {
  return context.notProgressedTogether === true
    ? sql`case when representation.stage1_outcome in ('withdrawn', 'discontinued', 'redirected', 'duplicate') then 'not_progressed' else representation.stage1_outcome end`
    : sql.ref('representation.stage1_outcome');
}

/** The latest step that had been taken by the period's end. */
function stage2Status(context: KeyContext): RawBuilder<unknown> {
  const { to } = context;
  return sql`case
      when stage2.closed_on <= ${to}::date then 'closed'
      when stage2.decision = 'declined' and (stage2.decided_on is null or stage2.decided_on <= ${to}::date) then 'declined'
      when stage2.adjudicated_on <= ${to}::date then 'adjudicated'
      when stage2.report_sent_on <= ${to}::date then 'report_with_complainant'
      when stage2.sent_for_adjudication_on <= ${to}::date then 'adjudication'
      when stage2.statement_agreed_on <= ${to}::date then 'investigation'
      else 'statement_pending'
    end`;
}

/** `2017-04`, `2017-18 Q1` or `2017-18` in the authority's financial year, as `periodKeyOf` writes them. */
function periodExpression(key: PeriodKey, context: KeyContext): RawBuilder<unknown> {
  const dated = sql.ref(context.dated);
  if (key === 'month') return sql`to_char(${dated}, 'YYYY-MM')`;
  const [month, date] = context.yearStarts.split('-').map(Number);
  // Months since the first financial year began: the day is moved back by the days that the year starts into its month.
  const moved = sql`(${dated} - ${(date ?? 1) - 1}::int)`;
  const months = sql`(extract(year from ${moved})::int * 12 + extract(month from ${moved})::int - ${month ?? 4}::int)`;
  const began = sql`(${months} / 12)`;
  const year = context.yearStarts === '01-01' ? sql`${began}::text` : sql`${began}::text || '-' || lpad(((${began} + 1) % 100)::text, 2, '0')`;
  return key === 'year' ? year : sql`${year} || ' Q' || (${months} % 12 / 3 + 1)::text`;
}
