import type { Day } from '../domain/day.ts';
import type { Database } from './database.ts';

/** An edition that is out, as it was printed and with every number: whoever reads it knows what a report is made of. */
export type KeptEdition = { readonly publication: number; readonly whole: unknown; readonly printed: unknown };
/** Some twelve years of quarters, halves and years: more would make hiding slow. */
const MOST_BESIDE = 80;

/**
 * The editions that are out beside which small numbers have to be hidden: all of them, as an earlier one may print the year that a later
 * one compares with. One that was taken back has been read all the same; one for use inside the council is not out. Of more than
 * can be looked at, those whose period overlaps come first, then the newest.
 */
export async function editionsBeside(database: Database, authorityId: number, period: { readonly from: Day; readonly to: Day }): Promise<number[]> {
  const rows = await database.selectFrom('publication').select(['publication', 'from_on', 'to_on']).where('authority_id', '=', authorityId).where('disclosure', 'is not', null).orderBy('publication', 'desc').execute();
  const overlaps = (row: typeof rows[number]): boolean => row.from_on <= period.to && row.to_on >= period.from;
  return [...rows.filter(overlaps), ...rows.filter((row) => !overlaps(row))].slice(0, MOST_BESIDE).map(({ publication }) => publication);
}

/** How many editions are out besides those. */
export async function editionsLeftOut(database: Database, authorityId: number, beside: readonly number[]): Promise<number> {
  const { out } = await database.selectFrom('publication').select((select) => select.fn.countAll<number>().as('out')).where('authority_id', '=', authorityId).where('disclosure', 'is not', null).executeTakeFirstOrThrow();
  return Math.max(0, out - beside.length);
}

export async function keptEditions(database: Database, authorityId: number, publications: readonly number[]): Promise<KeptEdition[]> {
  if (publications.length === 0) return [];
  return database.selectFrom('publication').select(['publication', 'whole', 'printed']).where('authority_id', '=', authorityId).where('publication', 'in', [...publications]).orderBy('publication', 'desc').execute();
}
