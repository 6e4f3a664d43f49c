import { type RawBuilder, sql } from 'kysely';
import type { Conditions } from '../domain/figure-query.ts';
import { type BaseTable, findKey, type FigureKey, type KeyContext } from './keys.ts';
import type { Asked, RepeatMeasure, TableMeasure } from './measures.ts';

/** A question to the records, all of it checked: what a statement is built from. */
export type Question = {
  readonly authorityId: number | 'all';
  /** MM-DD */
  readonly yearStarts: string;
  readonly from: string; readonly to: string;
  readonly where: Conditions;
  readonly by: readonly string[];
  readonly on: 'received' | 'completed';
  readonly within?: number;
  /** Of the cases behind one row of an answer: the row's value of each key, as the answer gives it; null where it is not on record. */
  readonly row?: Readonly<Record<string, string | number | null>>;
};

/** One row of an answer: exact decimals as text, and the values of the keys asked by, in their order. */
export type AnswerRow = { readonly numerator: string; readonly denominator: string | null } & Readonly<Record<`key_${number}`, string | number | null>>;

/**
 * Which rows a question is about: the table, what is joined to it for the keys in use, and every condition on them. The
 * conditions on the authority and the day stand bare, so that an index on the two serves them.
 */
type About = { readonly from: RawBuilder<unknown>; readonly where: RawBuilder<unknown>; readonly context: KeyContext };

export function figureStatement(measure: TableMeasure, question: Question): RawBuilder<AnswerRow> {
  const asked = askedOf(question);
  const { from, where, context } = about(measure, question, question.by);
  const keys = rowKeys(measure.base, question.by, context);
  if (measure.once !== undefined) {
    // Told apart first and counted then: a count of distinct values would sort them.
    return sql<AnswerRow>`${comment(measure.question)}
select ${columnsOf(keys.map((_, index) => sql.ref(`key_${index}`)))}${measure.numerator(asked)}::text as numerator, null as denominator
from (
  select distinct ${columnsOf(keys)}${sql.join(measure.once.map((column) => sql.ref(column)))}
  from ${from}
  where ${where}
) as once${groupBy(keys)}`;
  }
  return sql<AnswerRow>`${comment(measure.question)}
select ${columnsOf(keys)}${measure.numerator(asked)}::text as numerator, ${measure.denominator ? sql`${measure.denominator(asked)}::text` : sql`null`} as denominator
from ${from}
where ${where}${groupBy(keys)}`;
}

/** Complainants are first counted each, then those who came often enough. */
export function repeatStatement(measure: RepeatMeasure, question: Question): RawBuilder<AnswerRow> {
  const { times, ...where } = question.where;
  const by = question.by.filter((key) => key !== 'times');
  const rows = about(measure, { ...question, where }, by);
  const keys = rowKeys('representation', by, rows.context);
  const people = sql`select ${columnsOf(keys)}count(*) as times
  from ${rows.from}
  where ${rows.where} and representation.complainant is not null
  group by ${sql.join([...keys.map((_, index) => sql.ref(`key_${index}`)), sql`representation.authority_id`, sql`representation.complainant`])}
  having count(*) ${times === undefined || times === '' ? sql`>= 2` : sql`= ${times}::int and count(*) >= 2`}`;
  // `times` is the last column of the people; the rows are given in the order that the question names the keys.
  const columns = question.by.map((key, index) => sql`${key === 'times' ? sql.ref('times') : sql.ref(`key_${by.indexOf(key)}`)} as ${sql.ref(`key_${index}`)}, `);
  return sql<AnswerRow>`${comment(measure.question)}
select ${sql.join(columns, sql``)}count(*)::text as numerator, null as denominator
from (
  ${people}
) as came_again${question.by.length === 0 ? sql`` : sql`
group by ${sql.join(question.by.map((_, index) => sql.lit(index + 1)))}`}`;
}

/** A case behind a figure. `adds`: how much it gives to what is counted or added up, in exact decimals. */
export type CaseRow = { readonly case_id: number; readonly authority_id: number; readonly ref: string; readonly counted: boolean; readonly adds: string };

/** The cases behind a figure, in no order, and whether each is among those that a rate's numerator counts. */
export function casesStatement(measure: TableMeasure | RepeatMeasure, question: Question): RawBuilder<CaseRow> {
  const { times = question.row?.['times'] ?? undefined, ...where } = question.where;
  const { times: _, ...row } = question.row ?? {};
  const rows = about(measure, measure.of === 'repeat complainants' ? { ...question, where, row } : question, []);
  const adds = measure.of === 'table' ? measure.numerator(askedOf(question)) : sql`count(*)`;
  const counted = measure.of === 'table' && measure.counts ? sql<boolean>`coalesce(bool_or(${measure.counts(askedOf(question))}), false)` : sql<boolean>`true`;
  const cameAgain = measure.of === 'table' ? sql`` : sql` and (representation.authority_id, representation.complainant) in (
    select representation.authority_id, representation.complainant from ${rows.from} where ${rows.where} and representation.complainant is not null
    group by representation.authority_id, representation.complainant having count(*) ${times === undefined || times === '' ? sql`>= 2` : sql`= ${times}::int and count(*) >= 2`})`;
  return sql<CaseRow>`-- Which cases does this figure count?
select case_index.authority_id, case_index.case_id, case_index.ref, ${counted} as counted, (${adds})::text as adds
from ${rows.from}
join case_index on case_index.authority_id = ${sql.ref(`${measure.base}.authority_id`)} and case_index.case_id = ${sql.ref(`${measure.base}.case_id`)}
where ${rows.where}${cameAgain}
group by case_index.authority_id, case_index.case_id, case_index.ref`;
}

function askedOf(question: Question): Asked {
  return { to: question.to, ...(question.within !== undefined && { within: question.within }) };
}

/** A comment of a statement: one of the measures' own sentences, never anything that somebody typed. */
function comment(question: string): RawBuilder<unknown> {
  return sql.raw(`-- ${question}`);
}

function about(measure: TableMeasure | RepeatMeasure, question: Question, by: readonly string[]): About {
  const { base } = measure;
  const { authorityId, from, to } = question;
  const dated = (question.on === 'completed' ? measure.dated.completed : undefined) ?? measure.dated.received;
  const context: KeyContext = {
    base, dated, to, yearStarts: question.yearStarts, notProgressedTogether: measure.of === 'table' && measure.notProgressedTogether === true,
  };
  const keys = [...Object.keys(question.where), ...Object.keys(question.row ?? {}), ...by].map((key) => keyOn(base, key));
  const needsRepeat = keys.some((key) => key.needs === 'repeat complainants');
  const needsRepresentation = base === 'element' || needsRepeat || keys.some((key) => key.needs === 'representation');
  const ofAuthority = (table: string) => (authorityId === 'all' ? [] : [sql`${sql.ref(`${table}.authority_id`)} = ${authorityId}::int`]);
  const standing = measure.of === 'table' && measure.standing === true;
  const conditions: RawBuilder<unknown>[] = [
    ...ofAuthority(base), ...(needsRepresentation && base !== 'representation' && base === 'element' ? ofAuthority('representation') : []),
    ...(standing ? [] : [sql`${sql.ref(dated)} between ${from}::date and ${to}::date`]),
    ...(measure.of === 'table' && measure.among ? [measure.among(askedOf(question))] : []),
    ...Object.entries(question.where).map(([key, value]) => holds(keyOn(base, key), value, context)),
    ...Object.entries(question.row ?? {}).map(([key, value]) => isInRow(keyOn(base, key), value, context)),
  ];
  const joins: RawBuilder<unknown>[] = [];
  if (needsRepresentation && base !== 'representation') {
    joins.push(sql`
${sql.raw(base === 'element' ? 'join' : 'left join')} representation on representation.authority_id = ${sql.ref(`${base}.authority_id`)} and representation.case_id = ${sql.ref(`${base}.case_id`)}`);
  }
  if (needsRepeat) {
    const day = sql.ref(question.on === 'completed' ? 'stage1_ended_on' : 'received_on');
    joins.push(sql`
left join (
  select authority_id, complainant from representation
  where ${sql.join([...(authorityId === 'all' ? [] : [sql`authority_id = ${authorityId}::int`]), sql`${day} between ${from}::date and ${to}::date`, sql`complainant is not null`], sql` and `)}
  group by authority_id, complainant having count(*) >= 2
) as repeat on repeat.authority_id = representation.authority_id and repeat.complainant = representation.complainant`);
  }
  for (const key of by.map((one) => keyOn(base, one)).filter((one) => one.kind === 'many')) {
    joins.push(sql`
left join lateral unnest(${key.value(context)}) as ${sql.ref(`each_${key.key}`)} on true`);
  }
  return { from: sql`${sql.table(base)}${sql.join(joins, sql``)}`, where: conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `), context };
}

function keyOn(base: BaseTable, key: string): FigureKey {
  const found = findKey(base, key);
  if (found === undefined) throw new Error(`${base} has no key ${key}: the question was not checked`);
  return found;
}

function holds(key: FigureKey, value: string | number, context: KeyContext): RawBuilder<unknown> {
  const column = key.value(context);
  if (value === '') return key.kind === 'many' ? sql`${column} = '{}'` : sql`${column} is null`;
  switch (key.kind) {
    case 'integer': return sql`${column} = ${value}::int`;
    case 'amount': return sql`${column} = ${value}::numeric`;
    case 'day': return sql`${column} = ${value}::date`;
    case 'many': return sql`${String(value)}::text = any(${column})`;
    case 'service': return sql`(${column} = ${String(value)}::text or starts_with(${column}, ${`${value}/`}::text))`;
    case 'text':
      if (key.key === 'stage1_outcome' && value === 'not_progressed') return sql`${column} in ('withdrawn', 'discontinued', 'redirected', 'duplicate')`;
      return sql`${column} = ${String(value)}::text`;
    default: return key.kind satisfies never;
  }
}

/** Whether a record stands in the row of this value: of a service, that one alone and none below it. */
function isInRow(key: FigureKey, value: string | number | null, context: KeyContext): RawBuilder<unknown> {
  if (key.kind === 'many') return holds(key, value ?? '', context);
  const column = (key.valueInRows ?? key.value)(context);
  // Not `is not distinct from`, of which PostgreSQL expects one row and plans by that: it took seconds over tens of thousands.
  return value === null ? sql`${column} is null` : sql`(${column})::text = ${String(value)}::text`;
}

function rowKeys(base: BaseTable, by: readonly string[], context: KeyContext): RawBuilder<unknown>[] {
  return by.map((one) => {
    const key = keyOn(base, one);
    if (key.kind === 'many') return sql.ref(`each_${key.key}`);
    const value = (key.valueInRows ?? key.value)(context);
    return key.kind === 'day' || key.kind === 'amount' ? sql`${value}::text` : value;
  });
}

function columnsOf(keys: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(keys.map((key, index) => sql`${key} as ${sql.ref(`key_${index}`)}, `), sql``);
}

function groupBy(keys: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return keys.length === 0 ? sql`` : sql`
group by ${sql.join(keys.map((_, index) => sql.lit(index + 1)))}`;
}
