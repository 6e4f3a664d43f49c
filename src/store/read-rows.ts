import { type Database, insertRows } from './database.ts';
import { type ReadTables, readTables } from './tables.ts';

/** The rows that a case, or many, have in each read table. */
export type ReadRows = { readonly [T in keyof ReadTables]: ReadTables[T][] };

export function noReadRows(): ReadRows {
  return { case_known: [], representation: [], element: [], stage2: [], stage3: [], ombudsman_matter: [], payment: [], learning_action: [], compliment: [], case_party: [], case_access: [], open_clock: [] };
}

export function addReadRows(to: ReadRows, more: ReadRows): void {
  for (const table of readTables) (to[table] as object[]).push(...more[table]);
}

export async function insertReadRows(database: Database, rows: ReadRows): Promise<void> {
  for (const table of readTables) await insertRows(database, table, rows[table]);
}

/** Puts a case's rows in the place of those it had. */
export async function replaceReadRows(transaction: Database, authorityId: number, caseId: number, rows: ReadRows): Promise<void> {
  for (const table of readTables) {
    await transaction.deleteFrom(table).where('authority_id', '=', authorityId).where('case_id', '=', caseId).execute();
  }
  await insertReadRows(transaction, rows);
}
