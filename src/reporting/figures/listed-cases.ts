import { type RawBuilder, sql } from 'kysely';
import type { Conditions, FigureQuery } from '../../domain/figure-query.ts';
import type { Database } from '../../store/database.ts';
import { asAt } from '../as-at.ts';
import { heldOf, lastDayKnown } from '../held.ts';
import { findKey } from '../keys.ts';
import { findMeasure, type RepeatMeasure, type TableMeasure } from '../measures.ts';
import { readQuery } from '../read-query.ts';
import { type CaseRow, casesStatement } from '../statement.ts';
import type { Keys } from './answer.ts';
import { asker } from './asker.ts';
import { knownPartOf, questionOf } from './question.ts';

export type CaseBehind = {
  readonly authorityId: number; readonly caseId: number; readonly ref: string;
  /** Of a rate or mean, whether the case is among those that its numerator counts; of a count, always. */
  readonly counted: boolean;
};

/** Which row of an answer is meant, by the value of each key that the question asks by. */
export type RowKeys = Keys;

/**
 * The list behind a number, in order of reference: the cases that it counts; of a rate, those it is a share of; of one
 * measure divided by another, those of the first. Empty for what no case of ours gave (a published figure, the context).
 */
export async function casesBehind(database: Database, authorityId: number | 'all', raw: FigureQuery, row: RowKeys = {}): Promise<CaseBehind[]> {
  const read = readQuery(raw);
  if ('why' in read) return [];
  const { query } = read;
  const list = async (records: Database) => {
    const statement = await statementBehind(records, authorityId, query, row);
    if (statement === undefined) return [];
    const { rows } = await sql<CaseRow>`select * from (${statement}) as behind order by ref`.execute(records);
    return rows.map((row) => ({ authorityId: row.authority_id, caseId: row.case_id, ref: row.ref, counted: row.counted }));
  };
  return query.as_at === undefined ? list(database) : asAt(database, authorityId, query.as_at, list);
}

/**
 * The statement that lists the cases behind a number, or behind one row of its answer, without a share or change; `records` hold
 * what was on record on the day as at which is asked. Undefined for what no case of ours gave.
 */
export async function statementBehind(records: Database, authorityId: number | 'all', query: FigureQuery, row: RowKeys = {}): Promise<RawBuilder<CaseRow> | undefined> {
  if (listedMeasures(query.measure)[0] === undefined) return undefined;
  const held = await heldOf(records, authorityId, query.as_at);
  const source = (await (await asker(records, authorityId, query.as_at))({ measure: query.measure, from: query.from, to: query.to, ...(query.where && { where: query.where }), ...(query.on && { on: query.on }) })).from;
  return source === 'records' ? statementsBehind(authorityId, held.yearStarts, query, row)[0] : undefined;
}

/**
 * The same of a number that is known to be of the records, as an answer says it: of one measure divided by another, the statement of each.
 * It can be run on any state of the records.
 */
export function statementsBehind(authorityId: number | 'all', yearStarts: string, query: FigureQuery, row: RowKeys = {}): RawBuilder<CaseRow>[] {
  return listedMeasures(query.measure).map((measure, at) => {
    // Of two measures the second takes those conditions that it knows.
    const known = (values: RowKeys): RowKeys => (at === 0 ? values : Object.fromEntries(Object.entries(values).filter(([key]) => findKey(measure.base, key) !== undefined)));
    const question = knownPartOf(measure, questionOf(query), lastDayKnown(query.as_at));
    return casesStatement(measure, { ...question, where: known(question.where) as Conditions, authorityId, yearStarts, row: known(row) });
  });
}

/** The measures of which cases are listed: of one divided by another, both. */
function listedMeasures(key: string): (TableMeasure | RepeatMeasure)[] {
  const measure = findMeasure(key);
  if (measure?.of === 'two measures') return [measure.first, measure.second].flatMap(listedMeasures);
  return measure === undefined || measure.of === 'context' ? [] : [measure];
}
