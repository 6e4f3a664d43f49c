import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { PoolConfig } from 'pg';
import { PlainError } from '../domain/plain-error.ts';
import { connect, type Database, migrate } from './database.ts';
import { openEmbedded } from './embedded-postgres.ts';
import { KEY_FILE_NAME, type KeyFile, keyFileOfServer } from './key-file.ts';
import { readRowsAreOfAnotherVersion } from './projection-version.ts';

export type Store = {
  readonly db: Database;
  /** How the database is reached, for what needs connections of its own. */
  readonly connection: PoolConfig;
  /** The folder of the embedded database; absent where it is a server's. */
  readonly folder?: string;
  /** The key with which documents are encrypted; absent where a server's database names none. */
  readonly keyFile?: KeyFile;
  close(): Promise<void>;
};

/** What is done about read tables that another version of Candour made: they are made again, telling how far that is, or left as they are. */
export type OutdatedRows = ((done: number, of: number) => void) | 'left as they are';

const open = new Set<() => Promise<void>>();

/** Closes what is still open, for a process that is told to end: an embedded database would otherwise run on until its next user. */
export async function closeStores(): Promise<void> {
  await Promise.allSettled([...open].map((close) => close()));
}

const DEFAULT_FOLDER = fileURLToPath(new URL('../../data', import.meta.url));
const OLDEST_POSTGRESQL = 150_000;

/**
 * Opens the database that `where` names: a folder for the embedded one (made where it is missing), or `postgres://…` for a
 * server's. Without it, what CANDOUR_DATABASE says, else the folder `data` of the project. Brings its tables up to date.
 * @throws PlainError where it cannot be opened.
 */
export async function openStore(where: string = process.env['CANDOUR_DATABASE'] ?? DEFAULT_FOLDER, outdated: OutdatedRows = () => undefined): Promise<Store> {
  const folder = storeFolder(where);
  if (folder === undefined) return openServer(where, outdated);
  const embedded = await openEmbedded(folder);
  const db = connect(embedded.connection);
  const close = async () => {
    open.delete(close);
    await db.destroy();
    await embedded.close();
  };
  open.add(close);
  try {
    await bringUpToDate(db, outdated);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, connection: embedded.connection, folder, keyFile: { path: join(folder, KEY_FILE_NAME), ours: true }, close };
}

/**
 * Opens the database that CANDOUR_DATABASE names, as `openStore` does, for somebody who only reads: none is made.
 * @throws PlainError also where its folder is missing or empty.
 */
export async function openHeldStore(outdated?: OutdatedRows): Promise<Store> {
  const folder = storeFolder();
  const found = folder === undefined ? undefined : statSync(folder, { throwIfNoEntry: false });
  if (folder !== undefined && (found === undefined || (found.isDirectory() && readdirSync(folder).length === 0))) {
    throw new PlainError(`There is no database in ${folder}. \`candour import\` or \`npm start\` makes one; to read another, set CANDOUR_DATABASE.`);
  }
  return openStore(undefined, outdated);
}

async function bringUpToDate(database: Database, outdated: OutdatedRows): Promise<void> {
  await migrate(database);
  if (outdated === 'left as they are' || !(await readRowsAreOfAnotherVersion(database))) return;
  const { rebuildAfterUpgrade } = await import('./rebuild.ts');
  await rebuildAfterUpgrade(database, outdated);
}

/** The folder of the embedded database that `where` names; undefined where it is a server's. @throws PlainError where it is neither. */
export function storeFolder(where: string = process.env['CANDOUR_DATABASE'] ?? DEFAULT_FOLDER): string | undefined {
  if (/^postgres(ql)?:\/\//.test(where)) return undefined;
  // One letter and a colon is a drive of Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(where);
  if (scheme !== null) throw new PlainError(`CANDOUR_DATABASE names a database of kind '${scheme[1]}'. It may be a folder, or postgres://USER:PASSWORD@HOST/DATABASE.`);
  if (where.trim() === '') throw new PlainError('CANDOUR_DATABASE is empty. It may be a folder, or postgres://USER:PASSWORD@HOST/DATABASE.');
  return resolve(where);
}

async function openServer(url: string, outdated: OutdatedRows): Promise<Store> {
  const keyFile = keyFileOfServer();
  let at = 'the server';
  try {
    const parsed = new URL(url);
    at = parsed.host === '' ? 'the address given' : `${parsed.host}${parsed.pathname}`;
  } catch {
    throw new PlainError('CANDOUR_DATABASE is not a database address. It should read postgres://USER:PASSWORD@HOST:PORT/DATABASE.');
  }
  const connection: PoolConfig = { connectionString: url, connectionTimeoutMillis: 10_000 };
  const db = connect(connection);
  try {
    const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(db);
    if (Number(rows[0]?.server_version_num) < OLDEST_POSTGRESQL) throw new PlainError(`The database at ${at} is PostgreSQL ${String(Number(rows[0]?.server_version_num) / 10_000).split('.')[0]}. Candour needs 15 or later.`);
    await bringUpToDate(db, outdated);
  } catch (error) {
    await db.destroy();
    if (error instanceof PlainError) throw error;
    const { message, code } = error as Error & { code?: string };
    // Classes 28 and 42: the server runs, and does not let this user do it.
    const what = code !== undefined && /^(28|42|3D)/.test(code) ? 'Check the user, password and database that CANDOUR_DATABASE names, and that this user may make tables there.' : 'Check CANDOUR_DATABASE and that the server is running.';
    throw new PlainError(`The database at ${at} cannot be opened: ${message}. ${what}`, { cause: error });
  }
  return { db, connection, close: () => db.destroy(), ...(keyFile === undefined ? {} : { keyFile }) };
}
