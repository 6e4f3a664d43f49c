import { sql } from 'kysely';
import { allAuthorities } from './authorities.ts';
import { loadEvents } from './case-history.ts';
import type { Database } from './database.ts';
import { projectCase } from './project.ts';
import { projectionContextOf } from './projection-context.ts';
import { addReadRows, insertReadRows, noReadRows } from './read-rows.ts';
import { readTables } from './tables.ts';

const CASES_A_BATCH = 1000;

/** Empties the read tables and makes them again from the events, in one transaction: readers see the old rows until it ends. */
export async function rebuild(database: Database, onProgress?: (done: number, of: number) => void): Promise<{ cases: number }> {
  return database.transaction().execute(async (transaction) => {
    for (const table of readTables) await sql`delete from ${sql.table(table)}`.execute(transaction);
    const { count } = await transaction.selectFrom('case_index').select((expression) => expression.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    let done = 0;
    for (const authority of await allAuthorities(transaction)) {
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
    return { cases: done };
  });
}
