import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/database.ts';
import { activityIn } from '../context-figures.ts';
import { fraction } from '../fraction.ts';
import { isHeldSomewhat, receivedIn, whyInPart } from '../held.ts';
import type { Measure, TableMeasure } from '../measures.ts';
import { daysInWords, isCovered } from '../period.ts';
import { type AnswerRow, figureStatement, repeatStatement } from '../statement.ts';
import { quotient, type Answer, type Cell } from './answer.ts';
import type { Asking } from './asking.ts';
import { isStanding, knownPartOf, type Question } from './question.ts';
import { ratioOf } from './two-measures.ts';

/** Whether all records of the period are held; of something that stands open at its end, those of that day. */
export function isHeld(measure: Measure, question: Question, { held }: Asking): boolean {
  const period = isStanding(measure) ? { from: question.to, to: question.to } : question;
  return isCovered(period, held.coverage);
}

export async function fromRecords(measure: Measure, question: Question, asking: Asking): Promise<Answer> {
  const { authorityId, held, knownBy, database } = asking;
  if (measure.of === 'two measures') return ratioOf(measure, question, asking);
  if (measure.of === 'context') return activityIn(held.context, question);
  const why = await asking.unknowable(question);
  if (why !== undefined) return { cells: [], why };
  const asked = { ...knownPartOf(measure, question, knownBy), authorityId, yearStarts: held.yearStarts };
  const { rows } = await (measure.of === 'table' ? figureStatement(measure, asked) : repeatStatement(measure, asked)).execute(database);
  return { from: 'records', ...(await partOf(measure, question, asking)), cells: rows.map((row) => cellOf(measure, question, row)) };
}

/** Why only a part of a period is counted from the records. */
export async function partOf(measure: Measure, question: Question, asking: Asking): Promise<{ readonly part?: string }> {
  const { authorityId, knownBy, heldPeriods } = asking;
  if (question.to <= knownBy && (authorityId === 'all' || isHeld(measure, question, asking))) return {};
  const part = whyInPart(isStanding(measure) ? { from: question.to, to: question.to } : question, authorityId === 'all' || isHeld(measure, question, asking) ? undefined : await heldPeriods(), knownBy);
  return part === undefined ? {} : { part };
}

/**
 * A period of which not all records are known to be held, and nothing was published. Where it overlaps what is held (the
 * edges of registers may be the first and last receipt), the records answer, in part. Where it lies wholly before or between
 * they do not: a few older cases that a register carries on would pass for the whole of their year.
 */
export async function notHeld(measure: Measure, question: Question, asking: Asking): Promise<Answer> {
  const { authorityId, database, heldPeriods } = asking;
  const why = await asking.unknowable(question);
  if (why !== undefined) return { cells: [], why };
  const period = isStanding(measure) ? { from: question.to, to: question.to } : question;
  const holds = await heldPeriods();
  if (isHeldSomewhat(period, holds) || (authorityId !== 'all' && (await receivedIn(database, authorityId, period, holds)))) return fromRecords(measure, question, asking);
  const some = await hasRecords(database, authorityId, question, measure);
  return { cells: [], why: `${some ? 'not all' : 'no'} records are held for ${daysInWords(question)}, and no figure was published` };
}

function cellOf(measure: Measure, question: Question, row: AnswerRow): Cell {
  const keys = Object.fromEntries(question.by.map((key, index) => [key, row[`key_${index}`] ?? null]));
  const numerator = { keys, value: fraction(row.numerator) };
  if (row.denominator === null || measure.of !== 'table') return numerator;
  return quotient(numerator, { keys, value: fraction(row.denominator) }, measure.times ?? 1n, `${measure.noBase ?? 'nothing was counted'} (${daysInWords(question)})`);
}

/** Whether anything at all is on record of a period: a representation or compliment received, or a row of what the measure counts. */
async function hasRecords(database: Database, authorityId: number | 'all', question: Question, measure: Measure): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`-- Is anything on record of this period?
select ${anyDated(authorityId, measure, (on) => sql`${on} between ${question.from}::date and ${question.to}::date`)} as has`.execute(database);
  return rows[0]?.has ?? false;
}

function anyDated(authorityId: number | 'all', measure: Measure, when: (on: RawBuilder<unknown>) => RawBuilder<unknown>): RawBuilder<unknown> {
  const ofAuthority = authorityId === 'all' ? sql`true` : sql`authority_id = ${authorityId}::int`;
  const dated: readonly (readonly [string, string])[] = [['representation', 'received_on'], ['representation', 'stage1_ended_on'], ['compliment', 'received_on'], ...ownDates(measure)];
  return sql.join(dated.map(([table, column]) => sql`exists (select 1 from ${sql.table(table)} where ${ofAuthority} and ${when(sql.ref(column))})`), sql` or `);
}

function ownDates(measure: Measure): (readonly [string, string])[] {
  const table: TableMeasure | undefined = measure.of === 'table' ? measure : undefined;
  if (table === undefined || table.base === 'element' || table.base === 'representation') return [];
  return [[table.base, table.dated.received.slice(table.dated.received.indexOf('.') + 1)]];
}
