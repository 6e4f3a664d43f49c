import { readdir, readFile } from 'node:fs/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { PlainError } from '../domain/plain-error.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

const DATE = 1082;
const BIGINT = 20;
/** Days are text (`YYYY-MM-DD`) from the first day: a JavaScript Date would shift them with the time zone. */
const types = new pg.TypeOverrides();
types.setTypeParser(DATE, (text) => text);
types.setTypeParser(BIGINT, Number);

/** A pool of connections and Kysely over it. Close it with `destroy()`. */
export function connect(config: pg.PoolConfig): Database {
  const pool = new pg.Pool({ max: 10, application_name: 'candour', ...config, types });
  // A connection that breaks while idle is replaced on next use: it must not end the process.
  pool.on('error', () => {});
  // One that breaks while in use fails the statement that it runs, or the next: that is where it is told.
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
const MIGRATION_LOCK = 7_211_406;

/**
 * Runs the numbered files of `migrations/` that this database has not had, in order, all or none.
 * Two processes may call it at once: the second waits. @throws PlainError where the database is newer than this Candour.
 */
export async function migrate(database: Database): Promise<void> {
  const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).toSorted();
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction);
    await sql`create table if not exists migration (file text primary key, run_at timestamptz not null default now())`.execute(transaction);
    const had = new Set((await sql<{ file: string }>`select file from migration`.execute(transaction)).rows.map((row) => row.file));
    const unknown = [...had].filter((file) => !files.includes(file));
    if (unknown.length > 0) throw new PlainError(`This database was made by a newer Candour (it has had ${unknown.join(', ')}). Start it with that version or a later one.`);
    for (const file of files.filter((name) => !had.has(name))) {
      await sql.raw(await readFile(new URL(file, MIGRATIONS), 'utf8')).execute(transaction);
      await sql`insert into migration (file) values (${file})`.execute(transaction);
    }
  });
}

/** Puts rows into a table in one statement. Rows hold the table's columns by name; a missing one is null. */
export async function insertRows(database: Database, table: keyof Tables, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const into = sql.table(table);
  await sql`insert into ${into} select * from json_populate_recordset(null::${into}, ${JSON.stringify(rows)}::json)`.execute(database);
}
