import { readFileSync, rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { sql } from 'kysely';
import type pg from 'pg';
import { connect, migrate } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded-postgres.ts';
import type { Store } from '../src/store/store.ts';
import { areInMemory, placeForDatabases } from './place-for-databases.ts';

type Server = { connection: pg.PoolConfig; isEmbedded: boolean; templates: Map<string, Promise<string>>; close(): Promise<void> };
let server: Promise<Server> | undefined;
let made = 0;

function newName(what: 'template' | 'test'): string {
  made += 1;
  return `candour_${what}_${process.pid}_${made}`;
}

/** One PostgreSQL for all tests of this process: the server of CANDOUR_TEST_DATABASE (postgres://…), else an embedded one of its own. */
async function startServer(): Promise<Server> {
  const url = process.env['CANDOUR_TEST_DATABASE'];
  const folder = url === undefined ? await mkdtemp(join(placeForDatabases, 'candour-test-')) : undefined;
  // As root the database runs as another user, who must be able to reach it.
  if (folder !== undefined) await chmod(folder, 0o711);
  const embedded = folder === undefined ? undefined : await openEmbedded(join(folder, 'data'));
  const connection: pg.PoolConfig = embedded?.connection ?? { connectionString: url };
  const templates = new Map<string, Promise<string>>();
  // Where the tests are broken off, nothing else ends the server and takes its files away.
  const abandon = (): void => { if (folder !== undefined) removeAtOnce(folder); };
  process.once('exit', abandon);
  return {
    connection, isEmbedded: embedded !== undefined, templates,
    async close() {
      await embedded?.close();
      process.off('exit', abandon);
      if (folder !== undefined) return await rm(folder, { recursive: true, force: true });
      const admin = connect({ ...connection, max: 1 });
      for (const template of await Promise.allSettled(templates.values())) if (template.status === 'fulfilled') await sql`drop database ${sql.id(template.value)}`.execute(admin);
      await admin.destroy();
    },
  };
}

function removeAtOnce(folder: string): void {
  try {
    process.kill(Number(readFileSync(join(folder, 'data', 'database', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function databaseOn(connection: pg.PoolConfig, database: string): pg.PoolConfig {
  if (connection.connectionString === undefined) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { ...connection, connectionString: url.href };
}

after(async () => {
  if (server !== undefined) await (await server).close();
});

/** Makes a database: a copy of another, or an empty one. */
async function makeDatabase({ connection, isEmbedded }: Server, name: string, template: string | undefined): Promise<void> {
  const admin = connect({ ...connection, max: 1 });
  // Copying files spares the log of them, and costs two checkpoints: in memory those are nothing.
  const copied = template === undefined ? sql`` : isEmbedded && areInMemory ? sql`template ${sql.id(template)} strategy file_copy` : sql`template ${sql.id(template)}`;
  await sql`create database ${sql.id(name)} ${copied}`.execute(admin);
  await admin.destroy();
}

async function withConnection<T>(connection: pg.PoolConfig, run: (store: Store) => Promise<T>): Promise<T> {
  const db = connect({ ...connection, max: 4 });
  try {
    return await run({ db, connection, close: async () => {} });
  } finally {
    await db.destroy();
  }
}

/** What many tests begin from, by a name of its own: made once, then copied. It has to be the same whenever it is made. */
export type Beginning = { readonly name: string; make(store: Store): Promise<unknown> };

async function templateOf(server: Server, beginning?: Beginning): Promise<string> {
  const { connection, templates } = server;
  const key = beginning?.name ?? '';
  const known = templates.get(key);
  if (known !== undefined) return known;
  const name = newName('template');
  const making = (async () => {
    await makeDatabase(server, name, beginning === undefined ? undefined : await templateOf(server));
    await withConnection(databaseOn(connection, name), (store) => beginning === undefined ? migrate(store.db) : beginning.make(store));
    return name;
  })();
  templates.set(key, making);
  return making;
}

/** A store of its own until `run` ends, with what `beginning` put in; without one, with the tables and nothing in them. */
export async function withTestDatabase<T>(run: (store: Store) => Promise<T>, beginning?: Beginning): Promise<T> {
  server ??= startServer();
  const { connection } = await server;
  const template = await templateOf(await server, beginning);
  const name = newName('test');
  await makeDatabase(await server, name, template);
  try {
    return await withConnection(databaseOn(connection, name), run);
  } finally {
    const admin = connect({ ...connection, max: 1 });
    await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
    await admin.destroy();
  }
}
