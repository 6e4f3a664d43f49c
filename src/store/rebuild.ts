import { sql } from 'kysely';
import { allAuthorities } from './authorities.ts';
import { loadEvents } from './case-history.ts';
import type { Database } from './database.ts';
import { projectCase } from './project.ts';
import { projectionContextOf } from './projection-context.ts';
import { noteProjection, readRowsAreOfAnotherVersion } from './projection-version.ts';
import { addReadRows, insertReadRows, noReadRows } from './read-rows.ts';
import { readTables } from './tables.ts';

const CASES_A_BATCH = 1000;
const REBUILDING = 7_211_407;

export type RebuildProgress = (done: number, of: number) => void;

/** Empties the read tables and makes them again from the events, in one transaction: readers see the old rows until it ends, and what is being recorded waits for it. */
export async function rebuild(database: Database, onProgress?: RebuildProgress): Promise<{ cases: number }> {
  return database.transaction().execute((transaction) => rebuildIn(transaction, onProgress));
}

/**
 * Rebuilds where the read tables were made by another version of the projection. Two processes may call it at once: the second waits, and finds nothing to do.
 * @returns undefined where there was nothing to do.
 */
export async function rebuildAfterUpgrade(database: Database, onProgress?: RebuildProgress): Promise<{ cases: number } | undefined> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${REBUILDING})`.execute(transaction);
    return await readRowsAreOfAnotherVersion(transaction) ? rebuildIn(transaction, onProgress) : undefined;
  });
}

async function rebuildIn(transaction: Database, onProgress?: RebuildProgress): Promise<{ cases: number }> {
  // Whoever records something writes here too: they wait, and then replace the rows made below.
  await sql`lock table case_known in exclusive mode`.execute(transaction);
  for (const table of readTables) await sql`delete from ${sql.table(table)}`.execute(transaction);
  const { count } = await transaction.selectFrom('case_index').select((expression) => expression.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  let done = 0;
  onProgress?.(done, count);
  const authorities = await allAuthorities(transaction);
  for (const authority of authorities) {
    const context = projectionContextOf(authority);
    const cases = await transaction.selectFrom('case_index').select('case_id').where('authority_id', '=', authority.authorityId).orderBy('case_id').execute();
    for (let start = 0; start < cases.length; start += CASES_A_BATCH) {
      const batch = cases.slice(start, start + CASES_A_BATCH).map((row) => row.case_id);
      const rows = noReadRows();
      for (const [caseId, recorded] of await loadEvents(transaction, authority.authorityId, batch)) {
        addReadRows(rows, projectCase(authority.authorityId, caseId, recorded, context).rows);
      }
      await insertReadRows(transaction, rows);
      done += batch.length;
      onProgress?.(done, count);
    }
  }
  await noteProjection(transaction, authorities.map((authority) => authority.authorityId));
  return { cases: done };
}
