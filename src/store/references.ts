import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { PlainError } from '../domain/plain-error.ts';
import type { Database } from './database.ts';

/** What casework gives a reference to. */
export type Referenced = 'representation' | 'compliment';

/**
 * How references are written where a council has no way of its own: `WO26-0001`, and `WO26-C0001` for a compliment.
 * `{initials}` are the council's, `{year}` the last two digits of the year in which the financial year of receipt began,
 * `{calendar_year}` those of the year of receipt, `{number}` counts from 1 with at least four digits.
 */
export const usualPatterns: Readonly<Record<Referenced, string>> = { representation: '{initials}{year}-{number}', compliment: '{initials}{year}-C{number}' };
const DIGITS = 4;

const smallWords = new Set(['and', 'of', 'the', 'with', 'upon', 'on']);

/** The first letters of a name of several words, at most four; the first two of a single word: `North Yorkshire` is NY, `Worcestershire` WO. */
export function initialsOf(authority: string): string {
  const words = authority.split(/[^\p{L}]+/u).filter((word) => word !== '' && !smallWords.has(word.toLowerCase()));
  const letters = words.length > 1 ? words.slice(0, 4).map((word) => word.slice(0, 1)).join('') : authority.replaceAll(/[^\p{L}]/gu, '').slice(0, 2);
  return letters.toUpperCase();
}

/** The calendar year in which the financial year of `on` began. `starts`: MM-DD. */
function financialYearOf(on: Day, starts: string): number {
  const year = Number(on.slice(0, 4));
  return on.slice(5) < starts ? year - 1 : year;
}

type Around = { readonly before: string; readonly after: string };

/** What stands before and after the number in a reference for something received on a day. @throws PlainError where the pattern has no place for the number. */
async function aroundNumber(database: Database, authorityId: number, pattern: string, receivedOn: Day): Promise<Around> {
  const { authority, financial_year_starts: starts } = await database.selectFrom('authority').select(['authority', 'financial_year_starts']).where('authority_id', '=', authorityId).executeTakeFirstOrThrow();
  const [before, after, ...more] = pattern
    .replaceAll('{initials}', initialsOf(authority)).replaceAll('{calendar_year}', receivedOn.slice(2, 4))
    .replaceAll('{year}', String(financialYearOf(receivedOn, starts)).slice(2)).split('{number}');
  if (before === undefined || after === undefined || more.length > 0) throw new PlainError(`References of ${authority} are set to be written '${pattern}'. They must have {number} in them, once.`);
  return { before, after };
}

/** The first number after the last one taken for which there is no reference on record, as a query: compliments and representations share none. */
function freeNumber(authorityId: number, { before, after }: Around, last: number) {
  return sql<{ number: number }>`
    select n as number
    from generate_series(${last + 1}::int, ${last + 100_000}::int) n
    where not exists (
      select from case_index c
      where c.authority_id = ${authorityId}
        and c.ref = ${before} || lpad(n::text, greatest(${DIGITS}::int, length(n::text)), '0') || ${after})
    limit 1`;
}

function written({ before, after }: Around, number: number): string {
  return `${before}${String(number).padStart(DIGITS, '0')}${after}`;
}

/**
 * The next reference of an authority for something received on a day: unique, and without gaps, because the number is only taken if the
 * transaction it is asked in commits. Whoever asks second waits for the first. A reference that a register brought in is passed over.
 * @throws PlainError where the council's own pattern has no place for the number.
 */
export async function nextReference(transaction: Database, authorityId: number, of: Referenced, receivedOn: Day): Promise<string> {
  const { reference_patterns: patterns } = await transaction.selectFrom('authority').select('reference_patterns').where('authority_id', '=', authorityId).executeTakeFirstOrThrow();
  const around = await aroundNumber(transaction, authorityId, patterns[of] ?? usualPatterns[of], receivedOn);
  return written(around, await nextInSeries(transaction, authorityId, seriesOf(of, around), (last) => freeNumber(authorityId, around, last)));
}

function seriesOf(of: Referenced, { before, after }: Around): string {
  return `${of} ${before}#${after}`;
}

/** What the next reference would be by a pattern, without taking it. */
export async function previewReference(database: Database, authorityId: number, of: Referenced, pattern: string, receivedOn: Day): Promise<string> {
  const around = await aroundNumber(database, authorityId, pattern, receivedOn);
  const held = await database.selectFrom('series').select('last').where('authority_id', '=', authorityId).where('series', '=', seriesOf(of, around)).executeTakeFirst();
  const { rows } = await freeNumber(authorityId, around, held?.last ?? 0).execute(database);
  return written(around, rows[0]?.number ?? 1);
}

/** The next key for a person of an authority: `C1`, `C2` … A key that a register brought in is passed over. */
export async function nextPersonKey(transaction: Database, authorityId: number): Promise<string> {
  const number = await nextInSeries(transaction, authorityId, 'person', (last) => sql<{ number: number }>`
    select n as number
    from generate_series(${last + 1}::int, ${last + 100_000}::int) n
    where not exists (select from person p where p.authority_id = ${authorityId} and p.person = 'C' || n)
      and not exists (select from representation r where r.authority_id = ${authorityId} and r.complainant = 'C' || n)
    limit 1`);
  return `C${number}`;
}

/** Takes the next free number of a series. The series stays locked until the transaction ends. */
async function nextInSeries(transaction: Database, authorityId: number, series: string, free: (last: number) => ReturnType<typeof sql<{ number: number }>>): Promise<number> {
  if (!transaction.isTransaction) throw new Error('Transaction required');
  await sql`insert into series (authority_id, series, last) values (${authorityId}, ${series}, 0) on conflict do nothing`.execute(transaction);
  const { last } = await transaction.selectFrom('series').select('last').where('authority_id', '=', authorityId).where('series', '=', series).forUpdate().executeTakeFirstOrThrow();
  const { rows } = await free(last).execute(transaction);
  const number = rows[0]?.number;
  if (number === undefined) throw new Error(`no number is free in series '${series}'`);
  await transaction.updateTable('series').set({ last: number }).where('authority_id', '=', authorityId).where('series', '=', series).execute();
  return number;
}
