import type { Day } from '../domain/day.ts';
import type { Database } from './database.ts';

/** An edition that is out, as it was printed and with every number: whoever reads it knows what a report is made of. */
export type KeptEdition = { readonly publication: number; readonly whole: unknown; readonly printed: unknown };
/** More would make hiding slow, and a council has four quarters, two halves and a year. */
const MOST_BESIDE = 8;

/**
 * The editions that are out beside which small numbers have to be hidden, the newest first: those whose period overlaps, and the last one
 * of all. One that was taken back has been read all the same; one for use inside the council is not out.
 */
export async function editionsBeside(database: Database, authorityId: number, period: { readonly from: Day; readonly to: Day }): Promise<number[]> {
  const rows = await database.selectFrom('publication').select(['publication', 'from_on', 'to_on']).where('authority_id', '=', authorityId).where('disclosure', 'is not', null).orderBy('publication', 'desc').execute();
  return rows.filter((row, at) => at === 0 || (row.from_on <= period.to && row.to_on >= period.from)).slice(0, MOST_BESIDE).map(({ publication }) => publication);
}

export async function keptEditions(database: Database, authorityId: number, publications: readonly number[]): Promise<KeptEdition[]> {
  if (publications.length === 0) return [];
  return database.selectFrom('publication').select(['publication', 'whole', 'printed']).where('authority_id', '=', authorityId).where('publication', 'in', [...publications]).orderBy('publication', 'desc').execute();
}
