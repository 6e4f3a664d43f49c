import { sql } from 'kysely';
import { type Day, dayInEngland, inWords } from '../domain/day.ts';
import type { FigurePeriod } from '../domain/figure-query.ts';
import type { Authority } from '../store/authorities.ts';
import type { Database } from '../store/database.ts';
import { asAt } from './as-at.ts';
import type { ContextValue } from './context-figures.ts';
import { listed } from './house-style.ts';
import { APRIL, daysInWords, isCovered, monthHolding } from './period.ts';
import type { PublishedFigure } from './published-figures.ts';

/** What is held of one authority besides its cases. */
export type Held = {
  readonly yearStarts: string;
  readonly coverage: readonly FigurePeriod[]; readonly published: readonly PublishedFigure[]; readonly context: readonly ContextValue[];
};

/** As at a day, without what was published of a period that was not over by then, and without activity counted later. */
export async function heldOf(database: Database, authorityId: number | 'all', onRecord?: Day): Promise<Held> {
  if (authorityId === 'all') return { yearStarts: APRIL, coverage: [], published: [], context: [] };
  const known = onRecord === undefined ? sql`true` : sql`to_on <= ${onRecord}::date`;
  const { rows } = await sql<{ year_starts: string; coverage: FigurePeriod[]; published: PublishedFigure[]; context: ContextValue[] }>`-- What is held of an authority besides its cases?
select financial_year_starts as year_starts,
       (select coalesce(json_agg(json_build_object('from', from_on, 'to', to_on)), '[]') from coverage where coverage.authority_id = authority.authority_id) as coverage,
       (select coalesce(json_agg(json_build_object('measure', measure, 'from', from_on, 'to', to_on, 'conditions', conditions, 'value', value::text) order by conditions), '[]')
        from published where published.authority_id = authority.authority_id and ${known}) as published,
       (select coalesce(json_agg(json_build_object('measure', measure, 'service', service, 'from', from_on, 'to', to_on, 'value', value::text) order by from_on, service), '[]')
        from context where context.authority_id = authority.authority_id and ${known}) as context
from authority
where authority_id = ${authorityId}::int`.execute(database);
  const [row] = rows;
  if (row === undefined) throw new Error(`there is no authority ${authorityId}`);
  return { yearStarts: row.year_starts, coverage: row.coverage, published: row.published, context: row.context };
}

/** The last day of which anything can be known: that as at which is asked, or today where it is still to come. */
export function lastDayKnown(onRecord: Day | undefined, today: Day = dayInEngland(new Date())): Day {
  return onRecord === undefined || onRecord > today ? today : onRecord;
}

/** The end of what is still being worked on. */
const ONWARDS = '9999-12-31' as Day;

/**
 * The periods of which records are held: what registers cover and, from the day the first case was worked in Candour, all
 * that follows. Of an authority with neither, from the first receipt to the last.
 */
export async function periodsHeld(database: Database, authorityId: number, coverage: readonly FigurePeriod[], knownBy: Day): Promise<FigurePeriod[]> {
  const { rows } = await sql<{ began: Day | null }>`-- Since when are cases worked here?
select min(known_on) as began from event where authority_id = ${authorityId}::int and source = 'casework' and known_on <= ${knownBy}::date`.execute(database);
  const began = rows[0]?.began ?? null;
  if (began !== null) return [...coverage, { from: began, to: ONWARDS }];
  if (coverage.length > 0) return [...coverage];
  const { rows: [receipts] } = await sql<{ first: Day | null; last: Day | null }>`-- When were the first and the last received?
select min(received_on) as first, max(received_on) as last
from (select received_on from representation where authority_id = ${authorityId}::int union all select received_on from compliment where authority_id = ${authorityId}::int) as received`.execute(database);
  return receipts?.first == null || receipts.last === null ? [] : [{ from: receipts.first, to: receipts.last }];
}

/**
 * Whether what could be known of a period is held as a whole. A log whose first receipt is of 3 April is taken to begin with
 * April, and one whose last is of 28 March to end with March: nobody says on which days nothing came in.
 */
export function isHeldWhole(period: FigurePeriod, held: readonly FigurePeriod[], knownBy: Day): boolean {
  const known = { from: period.from, to: period.to < knownBy ? period.to : knownBy };
  return isCovered(known, held.map((one) => ({ from: monthHolding(one.from).from, to: one.to === ONWARDS ? ONWARDS : monthHolding(one.to).to })));
}

export function isHeldSomewhat(period: FigurePeriod, held: readonly FigurePeriod[]): boolean {
  return held.some((one) => one.from <= period.to && one.to >= period.from);
}

/** Why only a part of a period is counted; undefined where all of it is. */
export function whyInPart(period: FigurePeriod, held: readonly FigurePeriod[] | undefined, knownBy: Day): string | undefined {
  const why = [
    ...(held === undefined || isHeldWhole(period, held, knownBy) ? [] : [`records are held ${heldInWords(period, held)} only`]),
    ...(period.to > knownBy ? [`the period was not over on ${inWords(knownBy)}`] : []),
  ];
  return why.length === 0 ? undefined : why.join(', and ');
}

/** `for 28 February 2017 to 20 March 2017`, `from 12 November 2026 on`: what of a period is held. */
export function heldInWords(period: FigurePeriod, held: readonly FigurePeriod[]): string {
  const inside = held.filter((one) => one.from <= period.to && one.to >= period.from).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  if (inside.length === 0) return 'for none of its days';
  return listed(inside.map((one) => (one.to === ONWARDS ? `from ${inWords(one.from)} on` : `for ${daysInWords({ from: one.from < period.from ? period.from : one.from, to: one.to > period.to ? period.to : one.to })}`)));
}

/** Whether anything at all of an authority was on record at the end of a day. */
export async function wasOnRecord(database: Database, authorityId: number | 'all', onRecord: Day): Promise<boolean> {
  // In order, so that the first of the authority answers: without, PostgreSQL looks for it among all authorities' cases.
  const { rows } = await sql<{ case_id: number }>`-- Was anything on record by then?
select case_id from public.case_known where ${authorityId === 'all' ? sql`true` : sql`authority_id = ${authorityId}::int`} and first_known_on <= ${onRecord}::date order by authority_id, case_id limit 1`.execute(database);
  return rows.length > 0;
}

export type RecordCounts = { readonly representations: number; readonly compliments: number };

/** How many were on record at the end of a day, whenever they were received. */
export async function countsOnRecord(database: Database, authorityId: number, knownBy: Day): Promise<RecordCounts> {
  const { rows } = await sql<RecordCounts>`-- How many representations and compliments were on record?
select count(*) filter (where kind = 'representation')::int as representations, count(*) filter (where kind = 'compliment')::int as compliments
from case_index join public.case_known using (authority_id, case_id)
where authority_id = ${authorityId}::int and first_known_on <= ${knownBy}::date`.execute(database);
  return rows[0] ?? { representations: 0, compliments: 0 };
}

/**
 * Why no report can be made of a period: no records of it are held and nothing was published of it, or nothing could be
 * known of it by the day as at which it is asked for. A sentence or two for a person; undefined where there is something to report.
 */
export async function nothingHeld(database: Database, authority: Authority, period: FigurePeriod, onRecord?: Day): Promise<string | undefined> {
  const { authorityId, name } = authority;
  const knownBy = lastDayKnown(onRecord);
  const held = await heldOf(database, authorityId, onRecord);
  if (held.published.some((figure) => figure.from >= period.from && figure.to <= period.to)) return undefined;
  if (onRecord !== undefined && !(await wasOnRecord(database, authorityId, onRecord))) return `Nothing of ${name} was on record by ${inWords(onRecord)}, and no figures were published by then.`;
  if (period.from > knownBy) return `The period begins on ${inWords(period.from)}, after ${onRecord === undefined || onRecord > knownBy ? 'today' : inWords(onRecord)}. There is nothing to report of it.`;
  const find = (records: Database) => periodsHeld(records, authorityId, held.coverage, knownBy);
  const periods = onRecord === undefined || held.coverage.length > 0 ? await find(database) : await asAt(database, authorityId, onRecord, find);
  if (isHeldSomewhat(period, periods) || (await receivedIn(database, authorityId, period, periods))) return undefined;
  return `The records of ${name} do not reach ${daysInWords(period)}, and no figures were published for it.${periods.length === 0 ? '' : ` They are held ${heldInWords({ from: '1000-01-01' as Day, to: ONWARDS }, periods)}.`}`;
}

/** Whether cases of a period before the first was worked in Candour were entered afterwards: a part of it, but not nothing. Strays of a register are nothing. */
export async function receivedIn(database: Database, authorityId: number, period: FigurePeriod, held: readonly FigurePeriod[]): Promise<boolean> {
  const worked = held.find((one) => one.to === ONWARDS);
  const covered = held.filter((one) => one !== worked).map((one) => one.to).toSorted().at(-1);
  if (worked === undefined || period.from >= worked.from || (covered !== undefined && period.from <= covered)) return false;
  const { rows } = await sql<{ has: boolean }>`-- Were cases of this period entered later?
select exists (select 1 from event where authority_id = ${authorityId}::int and version = 1 and source = 'casework' and happened_on between ${period.from}::date and ${period.to}::date) as has`.execute(database);
  return rows[0]?.has ?? false;
}
