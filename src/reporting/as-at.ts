import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { allAuthorities } from '../store/authorities.ts';
import { loadEvents } from '../store/case-history.ts';
import { keptPeople, type KeptPeople } from '../store/kept-people.ts';
import type { Database } from '../store/database.ts';
import { projectCase } from '../store/project.ts';
import { projectionContextOf } from '../store/projection-context.ts';
import { addReadRows, noReadRows, type ReadRows } from '../store/read-rows.ts';
import { readTables as allReadTables } from '../store/tables.ts';

/** What no figure asks for is left where it is; so is who may see a case, which is decided as it is today, whatever day is asked about. */
const leftAsToday = ['case_search', 'case_person', 'case_party', 'case_access', 'open_clock', 'invoice'] as const satisfies readonly (keyof ReadRows)[];
type ReadTable = Exclude<(typeof allReadTables)[number], (typeof leftAsToday)[number]>;
const readTables = allReadTables.filter((table): table is ReadTable => !leftAsToday.some((one) => one === table));

/** How the read tables as at a day are made: each case copied, or the tables of today with the cases in which something was recorded since put right. */
export type Way = 'copied' | 'put right';
/** Above this share of all cases, to read past those that changed costs the questions of a report more than one copy costs. */
const CHANGED_AT_MOST = 0.1;

/**
 * Runs `run` on what was on record at the end of a day. In a transaction, temporary tables and views take the names of the read
 * tables, so that the same statements read them. Cases of which all was known by then are read as they are; those known in part are
 * worked out again from the events known by then. The context and the published figures are as they are today.
 *
 * They stay, out of sight, until the transaction ends, and are used again by the next question as at that day.
 * @param way for tests; otherwise the faster one
 */
export async function asAt<T>(database: Database, authorityId: number | 'all', onRecord: Day, run: (transaction: Database) => Promise<T>, way?: Way): Promise<T> {
  if (!database.isTransaction) return database.transaction().setIsolationLevel('repeatable read').execute((transaction) => asAt(transaction, authorityId, onRecord, run, way));
  const before = await standing(database, authorityId);
  const wanted = [authorityId, onRecord, before.recorded].join(' ');
  if (before.shown === wanted) return run(database);
  if (before.shown !== undefined) throw new Error('questions as at one day were asked inside those as at another');
  if (before.made === wanted) await show(database, before.path);
  else {
    if (before.made !== undefined) await takeAway(database, before.path);
    try {
      await make(database, authorityId, onRecord, way);
      await sql`select set_config('candour.as_at', ${wanted}, true)`.execute(database);
    } catch (error) {
      await takeAway(database, before.path).catch(() => {});
      throw error;
    }
  }
  try {
    return await run(database);
  } finally {
    // A statement that failed has ended the transaction, and the temporary tables with it.
    await hide(database, before.path).catch(() => {});
  }
}

/** The tables of today come before the temporary ones of the same names. */
const OUT_OF_SIGHT = ', pg_temp';

type Standing = {
  /** What was made in this transaction, and what of it stands before the tables of today now. */
  readonly made?: string; readonly shown?: string;
  /** Where tables are looked for when nothing is out of sight. */
  readonly path: string;
  /** How much was ever recorded: what is recorded in between makes the tables anew. */
  readonly recorded: number;
};

async function standing(transaction: Database, authorityId: number | 'all'): Promise<Standing> {
  const { rows: [now] } = await sql<{ made: string | null; path: string; recorded: number }>`-- What was made in this transaction, and how much is recorded?
select nullif(current_setting('candour.as_at', true), '') as made, current_setting('search_path') as path,
       (select coalesce(sum(position), 0)::float8 from public.chain where ${ofAuthority('chain', authorityId)}) as recorded`.execute(transaction);
  if (now === undefined) throw new Error('a statement without conditions gave no row');
  const hidden = now.path.endsWith(OUT_OF_SIGHT);
  return {
    ...(now.made === null ? {} : { made: now.made, ...(hidden ? {} : { shown: now.made }) }),
    path: hidden ? now.path.slice(0, -OUT_OF_SIGHT.length) : now.path, recorded: now.recorded,
  };
}

async function show(transaction: Database, path: string): Promise<void> {
  await sql`select set_config('search_path', ${path}, true)`.execute(transaction);
}

async function hide(transaction: Database, path: string): Promise<void> {
  await show(transaction, `${path}${OUT_OF_SIGHT}`);
}

/** Every view goes with the table of changed cases: it reads it. */
async function takeAway(transaction: Database, path: string): Promise<void> {
  await show(transaction, path);
  await sql.raw(`drop table if exists pg_temp.changed_case cascade;
drop table if exists ${readTables.flatMap((table) => [`pg_temp.${table}`, `pg_temp.${asThen(table)}`]).join(', ')}`).execute(transaction);
}

function ofAuthority(table: string, authorityId: number | 'all'): RawBuilder<unknown> {
  return authorityId === 'all' ? sql`true` : sql`${sql.ref(`${table}.authority_id`)} = ${authorityId}::int`;
}

type CaseKey = { readonly authority_id: number; readonly case_id: number };

async function make(transaction: Database, authorityId: number | 'all', onRecord: Day, way: Way | undefined): Promise<void> {
  const { rows: [known] } = await sql<{ held: number; since: readonly (CaseKey & { readonly partly: boolean })[] }>`-- In which cases was something recorded after that day, and of which of them was something known by then?
select count(*)::int as held,
       coalesce(json_agg(json_build_object('authority_id', authority_id, 'case_id', case_id, 'partly', first_known_on <= ${onRecord}::date)) filter (where last_known_on > ${onRecord}::date), '[]') as since
from public.case_known as known
where ${ofAuthority('known', authorityId)}`.execute(transaction);
  const { held, since } = known ?? { held: 0, since: [] };
  const [then, now] = [await keptPeople(transaction, onRecord), await keptPeople(transaction)];
  const merged = await mergedOtherwise(transaction, authorityId, onRecord, then, now);
  if (since.length === 0 && merged.length === 0 && way !== 'copied') return;
  const again = eachOnce([...since.filter(({ partly }) => partly), ...merged]);
  const different = eachOnce([...since, ...merged]);
  await sql.raw('create temporary table changed_case (authority_id integer not null, case_id integer not null) on commit drop').execute(transaction);
  await sql`insert into pg_temp.changed_case select * from json_populate_recordset(null::pg_temp.changed_case, ${JSON.stringify(different)}::json)`.execute(transaction);
  const changed = different.length;
  const copies = way === undefined ? changed > held * CHANGED_AT_MOST : way === 'copied';
  if (copies) await copy(transaction, authorityId, again, onRecord, then);
  else await putRight(transaction, authorityId, { again, changed }, onRecord, then);
}

function eachOnce(cases: readonly CaseKey[]): CaseKey[] {
  return [...new Map(cases.map(({ authority_id, case_id }) => [`${authority_id} ${case_id}`, { authority_id, case_id }])).values()];
}

/** Tables with every row as it was. */
async function copy(transaction: Database, authorityId: number | 'all', again: readonly CaseKey[], onRecord: Day, then: Merges): Promise<void> {
  await sql`analyze pg_temp.changed_case`.execute(transaction);
  await sql.raw(readTables.map((table) => `create temporary table ${table} (like public.${table} including defaults including indexes) on commit drop`).join(';\n')).execute(transaction);
  for (const table of readTables) {
    await sql`-- Which rows belong to cases of which everything was known on that day?
insert into ${temporary(table)}
select held.*
from ${sql.table(`public.${table}`)} as held
where ${ofAuthority('held', authorityId)}
  and not exists (select from pg_temp.changed_case as changed where changed.authority_id = held.authority_id and changed.case_id = held.case_id)`.execute(transaction);
  }
  for await (const rows of rowsThen(transaction, again, onRecord, then)) {
    for (const table of readTables) await insert(transaction, table, table, rows[table]);
  }
  await sql.raw(readTables.map((table) => `analyze pg_temp.${table}`).join(';\n')).execute(transaction);
}

/**
 * Views of today's tables without the changed cases, with those cases' rows as they were beside them. A table in which these
 * have no row, neither then nor now, is read as it is.
 */
async function putRight(transaction: Database, authorityId: number | 'all', { again, changed }: { readonly again: readonly CaseKey[]; readonly changed: number }, onRecord: Day, then: Merges): Promise<void> {
  const rows = noReadRows();
  for await (const some of rowsThen(transaction, again, onRecord, then)) addReadRows(rows, some);
  await sql`analyze pg_temp.changed_case`.execute(transaction);
  const hasRows = readTables.map((table) => sql`exists (select from ${sql.table(`public.${table}`)} as held join pg_temp.changed_case as changed on changed.authority_id = held.authority_id and changed.case_id = held.case_id) as ${sql.ref(table)}`);
  const { rows: [has] } = await sql<Record<ReadTable, boolean>>`-- Which tables have rows of these cases now?
select ${sql.join(hasRows)}`.execute(transaction);
  const added = readTables.filter((table) => rows[table].length > 0);
  for (const table of added) {
    await sql.raw(`create temporary table ${asThen(table)} (like public.${table} including defaults) on commit drop`).execute(transaction);
    await insert(transaction, table, asThen(table), rows[table]);
    if (rows[table].length > FEW_ROWS) await sql`analyze ${temporary(asThen(table))}`.execute(transaction);
  }
  const unchanged = unchangedCases(authorityId, changed);
  const views = readTables.filter((table) => has?.[table] === true || rows[table].length > 0).map((table) => `create temporary view ${table} as
select held.* from public.${table} as held
where ${unchanged}${rows[table].length === 0 ? '' : `
union all
select * from pg_temp.${asThen(table)}`}`);
  if (views.length > 0) await sql.raw(views.join(';\n')).execute(transaction);
}

/** Read in whole by any plan. */
const FEW_ROWS = 100;
const FEW_CASES = 500;

/** A few are looked up for each row that is read, which leaves a plan as it would be without; many are joined, which every statement must plan. */
function unchangedCases(authorityId: number | 'all', changed: number): string {
  const held = authorityId === 'all' ? '' : `held.authority_id = ${authorityId} and `;
  if (changed > FEW_CASES) return `${held}not exists (select from pg_temp.changed_case as changed where changed.authority_id = held.authority_id and changed.case_id = held.case_id)`;
  return authorityId === 'all' ? '(held.authority_id, held.case_id) not in (select authority_id, case_id from pg_temp.changed_case)' : `${held}held.case_id not in (select case_id from pg_temp.changed_case)`;
}

function asThen(table: ReadTable): `${ReadTable}_then` {
  return `${table}_then`;
}

function temporary(name: string): RawBuilder<unknown> {
  return sql.table(`pg_temp.${name}`);
}

async function insert(transaction: Database, of: ReadTable, into: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into ${temporary(into)} select * from json_populate_recordset(null::${sql.table(`public.${of}`)}, ${JSON.stringify(rows)}::json)`.execute(transaction);
}

type Merges = ReadonlyMap<number, KeptPeople>;

/** Cases on record whose complainant counts as another person now than then: a figure as at an earlier day counts as one only those who were merged by then. */
async function mergedOtherwise(transaction: Database, authorityId: number | 'all', onRecord: Day, then: Merges, now: Merges): Promise<CaseKey[]> {
  const cases: CaseKey[] = [];
  for (const id of new Set([...then.keys(), ...now.keys()])) {
    if (authorityId !== 'all' && authorityId !== id) continue;
    const [before, after] = [then.get(id), now.get(id)];
    const otherwise = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].filter((person) => (before?.get(person) ?? person) !== (after?.get(person) ?? person));
    if (otherwise.length === 0) continue;
    const { rows } = await sql<CaseKey>`-- Which cases on record by then have one of these people as complainant?
select distinct of_person.authority_id, of_person.case_id
from public.case_person as of_person
join public.case_known as known on known.authority_id = of_person.authority_id and known.case_id = of_person.case_id
where of_person.authority_id = ${id}::int and of_person.part = 'complainant' and of_person.named_as = any(${otherwise}::text[]) and known.first_known_on <= ${onRecord}::date`.execute(transaction);
    cases.push(...rows);
  }
  return cases;
}

const CASES_A_BATCH = 1000;

/** The rows of some cases, worked out from the events known by the end of a day. */
async function* rowsThen(transaction: Database, cases: readonly CaseKey[], knownBy: Day, merged: Merges): AsyncGenerator<ReadRows> {
  if (cases.length === 0) return;
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
      yield rows;
    }
  }
}
