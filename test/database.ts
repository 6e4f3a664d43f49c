import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { sql } from 'kysely';
import type pg from 'pg';
import { connect, migrate } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded-postgres.ts';
import type { Store } from '../src/store/store.ts';

type Server = { connection: pg.PoolConfig; template: string; close(): Promise<void> };
let server: Promise<Server> | undefined;
let clones = 0;

/** One PostgreSQL for all tests of this process: the server of CANDOUR_TEST_DATABASE (postgres://…), else an embedded one of its own. */
async function startServer(): Promise<Server> {
  const url = process.env['CANDOUR_TEST_DATABASE'];
  const folder = url === undefined ? await mkdtemp(join(tmpdir(), 'candour-test-')) : undefined;
  // As root the database runs as another user, who must be able to reach it.
  if (folder !== undefined) await chmod(folder, 0o711);
  const embedded = folder === undefined ? undefined : await openEmbedded(join(folder, 'data'));
  const connection: pg.PoolConfig = embedded?.connection ?? { connectionString: url };
  const template = `candour_template_${process.pid}`;
  const admin = connect({ ...connection, max: 1 });
  await sql`create database ${sql.id(template)}`.execute(admin);
  await admin.destroy();
  const made = connect(databaseOn(connection, template));
  await migrate(made);
  await made.destroy();
  return {
    connection, template,
    async close() {
      const admin = connect({ ...connection, max: 1 });
      await sql`drop database ${sql.id(template)}`.execute(admin);
      await admin.destroy();
      await embedded?.close();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
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

/** A store of its own, with the tables and nothing in them, until `run` ends. */
export async function withTestDatabase<T>(run: (store: Store) => Promise<T>): Promise<T> {
  server ??= startServer();
  const { connection, template } = await server;
  clones += 1;
  const name = `candour_test_${process.pid}_${clones}`;
  const admin = connect({ ...connection, max: 1 });
  await sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(admin);
  const own = databaseOn(connection, name);
  const db = connect({ ...own, max: 4 });
  try {
    return await run({ db, connection: own, close: async () => {} });
  } finally {
    await db.destroy();
    await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
    await admin.destroy();
  }
}
