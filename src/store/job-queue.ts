import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import type { Store } from './store.ts';

/** The name of the one job that the queue knows: it sends one mail. */
export const SEND_REMINDER = 'send reminder';
/** With graphile-worker's back-off, some two days of attempts. */
const MOST_ATTEMPTS = 16;

/** Connections of the queue's own, two at most. Errors of idle ones are not to end the process. */
export function queuePool(store: Store): pg.Pool {
  const pool = new pg.Pool({ ...store.connection, max: 2, application_name: 'candour jobs' });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const ALONE = 7_211_415;

/** The right to work off the queue, and the connection that holds it. */
export type Alone = { readonly client: pg.PoolClient; letGo(): Promise<void> };

/**
 * Takes the right to work off the queue, which one process has at a time; undefined where another has it. The database takes it back from a
 * process that is killed.
 */
export async function workAlone(pool: pg.Pool): Promise<Alone | undefined> {
  const client = await pool.connect();
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ALONE]);
  if (rows[0]?.taken !== true) {
    client.release();
    return undefined;
  }
  return {
    client,
    async letGo() {
      await client.query('select pg_advisory_unlock($1)', [ALONE]).catch(() => undefined);
      client.release();
    },
  };
}

/** Gives back the jobs that a process had taken which is gone: for whoever works alone, all that are taken. */
export async function freeAbandonedJobs(database: Database): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`.execute(database);
}

/** Hands each mail whose time has come to the queue, once. Gives how many. */
export async function queueReminders(database: Database, at: Date): Promise<number> {
  const { rows } = await sql`
    with handed as (
      update reminder set queued_at = ${at}
      where queued_at is null and state = 'waiting' and due_at <= ${at}
      returning authority_id, reminder
    )
    select graphile_worker.add_job(${SEND_REMINDER}, json_build_object('authorityId', authority_id, 'reminder', reminder), max_attempts := ${MOST_ATTEMPTS}, job_key := concat('reminder ', authority_id, ' ', reminder))
    from handed`.execute(database);
  return rows.length;
}

/** Whether the queue has something that is to be done by now. Until it was first worked off it has no tables. */
export async function mailWaits(database: Database, at: Date): Promise<boolean> {
  const { rows: [outside] } = await sql<{ waits: boolean; queue: boolean }>`
    select exists (select from reminder where queued_at is null and state = 'waiting' and due_at <= ${at}) as waits, to_regclass('graphile_worker.jobs') is not null as queue`.execute(database);
  if (outside?.waits === true || outside?.queue !== true) return outside?.waits === true;
  const { rows: [inside] } = await sql<{ waits: boolean }>`
    select exists (select from graphile_worker.jobs where run_at <= ${at} and attempts < max_attempts) as waits`.execute(database);
  return inside?.waits === true;
}
