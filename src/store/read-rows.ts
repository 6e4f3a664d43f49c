import { sql } from 'kysely';
import { type Database, insertRows } from './database.ts';
import { type ReadTables, readTables } from './tables.ts';

/** The rows that a case, or many, have in each read table. */
export type ReadRows = { readonly [T in keyof ReadTables]: ReadTables[T][] };

export function noReadRows(): ReadRows {
  return { case_known: [], representation: [], element: [], stage2: [], stage3: [], ombudsman_matter: [], payment: [], invoice: [], learning_action: [], compliment: [], case_party: [], case_access: [], open_clock: [], case_search: [], case_person: [] };
}

export function addReadRows(to: ReadRows, more: ReadRows): void {
  for (const table of readTables) (to[table] as object[]).push(...more[table]);
}

export async function insertReadRows(database: Database, rows: ReadRows): Promise<void> {
  for (const table of readTables) {
    if (table === 'case_search') await insertWords(database, rows.case_search);
    else await insertRows(database, table, rows[table]);
  }
}

async function insertWords(database: Database, rows: ReadRows['case_search']): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into case_search (authority_id, case_id, words)
    select authority_id, case_id, to_tsvector('english', words)
    from json_to_recordset(${JSON.stringify(rows)}::json) as said (authority_id int, case_id int, words text)`.execute(database);
}

/** Puts a case's rows in the place of those it had: taken out of all tables in one statement, for every act waits for it. */
export async function replaceReadRows(transaction: Database, authorityId: number, caseId: number, rows: ReadRows): Promise<void> {
  const taken = readTables.map((table) => sql`${sql.id(`of_${table}`)} as (delete from ${sql.table(table)} where authority_id = ${authorityId} and case_id = ${caseId})`);
  await sql`with ${sql.join(taken)} select`.execute(transaction);
  await insertReadRows(transaction, rows);
}
