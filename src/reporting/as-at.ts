import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { allAuthorities } from '../store/authorities.ts';
import { loadEvents } from '../store/case-history.ts';
import { keptPeople, type KeptPeople } from '../store/kept-people.ts';
import type { Database } from '../store/database.ts';
import { projectCase } from '../store/project.ts';
import { projectionContextOf } from '../store/projection-context.ts';
import { addReadRows, insertReadRows, noReadRows, type ReadRows } from '../store/read-rows.ts';
import { readTables as allReadTables } from '../store/tables.ts';

/** What no figure asks for is left where it is; so is who may see a case, which is decided as it is today, whatever day is asked about. */
const leftAsToday: Pick<ReadRows, 'case_search' | 'case_person' | 'case_party' | 'case_access' | 'open_clock' | 'invoice'> = { case_search: [], case_person: [], case_party: [], case_access: [], open_clock: [], invoice: [] };
const readTables = allReadTables.filter((table) => !Object.hasOwn(leftAsToday, table));

/**
 * Runs `run` on what was on record at the end of a day. In a transaction, temporary tables take the names of the read
 * tables, so that the same statements read them. Cases of which all was known by then are copied; those known in part are
 * worked out again from the events known by then. The context and the published figures are as they are today.
 */
export async function asAt<T>(database: Database, authorityId: number | 'all', onRecord: Day, run: (transaction: Database) => Promise<T>): Promise<T> {
  if (!database.isTransaction) return database.transaction().execute((transaction) => asAt(transaction, authorityId, onRecord, run));
  const ofAuthority = authorityId === 'all' ? sql`true` : sql`known.authority_id = ${authorityId}::int`;
  for (const table of readTables) {
    await sql`create temporary table ${sql.table(table)} (like ${sql.table(`public.${table}`)} including defaults including indexes) on commit drop`.execute(database);
  }
  for (const table of readTables) {
    await sql`-- Which rows belong to cases of which everything was known on that day?
insert into ${sql.table(`pg_temp.${table}`)}
select held.*
from ${sql.table(`public.${table}`)} as held
join public.case_known as known on known.authority_id = held.authority_id and known.case_id = held.case_id
where ${ofAuthority} and known.last_known_on <= ${onRecord}::date`.execute(database);
  }
  const { rows: partly } = await sql<{ authority_id: number; case_id: number }>`-- Of which cases was something known on that day, and not all?
select known.authority_id, known.case_id
from public.case_known as known
where ${ofAuthority} and known.first_known_on <= ${onRecord}::date and known.last_known_on > ${onRecord}::date`.execute(database);
  const [then, now] = [await keptPeople(database, onRecord), await keptPeople(database)];
  if (partly.length > 0) await addPartlyKnown(database, partly, onRecord, then);
  await countAsMergedThen(database, authorityId, then, now);
  for (const table of readTables) await sql`analyze ${sql.table(`pg_temp.${table}`)}`.execute(database);
  try {
    return await run(database);
  } finally {
    // A statement that failed has ended the transaction, and the temporary tables with it.
    await dropTemporaryTables(database).catch(() => {});
  }
}

type Merges = ReadonlyMap<number, KeptPeople>;

/** A figure as at an earlier day counts as one only those who were merged by then. */
async function countAsMergedThen(transaction: Database, authorityId: number | 'all', then: Merges, now: Merges): Promise<void> {
  for (const id of new Set([...then.keys(), ...now.keys()])) {
    if (authorityId !== 'all' && authorityId !== id) continue;
    const [before, after] = [then.get(id), now.get(id)];
    const otherwise = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].map((person) => ({ person, kept: before?.get(person) ?? person })).filter(({ person, kept }) => kept !== (after?.get(person) ?? person));
    if (otherwise.length === 0) continue;
    await sql`
      update pg_temp.representation r set complainant = o.kept
      from public.case_person k, json_to_recordset(${JSON.stringify(otherwise)}::json) as o (person text, kept text)
      where r.authority_id = ${id} and k.authority_id = ${id} and k.case_id = r.case_id and k.part = 'complainant' and k.named_as = o.person`.execute(transaction);
  }
}

async function dropTemporaryTables(database: Database): Promise<void> {
  await sql`drop table ${sql.join(readTables.map((table) => sql.table(`pg_temp.${table}`)))}`.execute(database);
}

const CASES_A_BATCH = 1000;

async function addPartlyKnown(transaction: Database, cases: readonly { authority_id: number; case_id: number }[], knownBy: Day, merged: Merges): Promise<void> {
  const byAuthority = Map.groupBy(cases, (one) => one.authority_id);
  for (const authority of (await allAuthorities(transaction)).filter((one) => byAuthority.has(one.authorityId))) {
    const { keptPeople: _, ...rules } = authority;
    const merges = merged.get(authority.authorityId);
    const context = projectionContextOf({ ...rules, ...(merges === undefined ? {} : { keptPeople: merges }) });
    const ids = (byAuthority.get(authority.authorityId) ?? []).map((one) => one.case_id);
    for (let start = 0; start < ids.length; start += CASES_A_BATCH) {
      const rows = noReadRows();
      for (const [caseId, recorded] of await loadEvents(transaction, authority.authorityId, ids.slice(start, start + CASES_A_BATCH), knownBy)) {
        if (recorded[0]?.version === 1) addReadRows(rows, projectCase(authority.authorityId, caseId, recorded, context).rows);
      }
      await insertReadRows(transaction, { ...rows, ...leftAsToday });
    }
  }
}
