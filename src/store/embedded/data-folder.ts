import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PlainError } from '../../domain/plain-error.ts';
import { KEY_FILE_NAME } from '../key-file.ts';
import { inPlainWords } from './disk-fault.ts';
import { type HeldLock, takeLock } from './os-lock.ts';
import { type OsUser, canReach, isRoot, nearestExisting, ownerOf, userForRoot } from './os-user.ts';
import { sharedPlace } from './shared-place.ts';

/**
 * `folder` is what the person named. `home` is where the database and the locks are: the same folder, except when we are root and the user PostgreSQL runs as cannot enter it.
 * `runAs` is that user; undefined when we are not root, and PostgreSQL runs as we do.
 */
export type DataFolder = { readonly folder: string; readonly home: string; readonly runAs: OsUser | undefined };

const markName = 'candour-data.json';
/** Beside the database, once there has been one. */
export const madeName = 'had-a-database';
const ownNames = new Set([markName, madeName, 'lock', 'in-use', 'serving', 'serving.json', 'database', KEY_FILE_NAME]);
const harmlessNames = new Set(['lost+found', '.DS_Store', '.gitkeep', '.gitignore']);

type Mark = { readonly about: string; readonly home: string };

/**
 * Makes the folder, or makes sure that it is one of ours; a folder with anything else in it is left alone.
 * @throws PlainError if it cannot be made, or is not ours.
 */
export async function claimDataFolder(named: string): Promise<DataFolder> {
  const wanted = resolve(named);
  try {
    const folder = await makeFolder(wanted);
    refuseForeign(folder);
    const known = readMark(folder);
    return known === undefined ? await markFirst(folder) : await placeBy(folder, known);
  } catch (error) {
    throw inPlainWords(error, wanted);
  }
}

/** Waits for other Candours that are starting or stopping the database of this folder. */
export async function lockDataFolder(place: string, named: string): Promise<HeldLock> {
  const lock = await takeLock(join(place, 'lock'), 'alone', 120_000);
  if (lock === undefined) throw new PlainError(`Another Candour has been starting or stopping the database in ${named} for two minutes. Wait until it is done, or end it, and try again.`);
  return lock;
}

async function makeFolder(wanted: string): Promise<string> {
  const found = statSync(wanted, { throwIfNoEntry: false });
  if (found === undefined) {
    const parent = nearestExisting(dirname(wanted));
    if (!statSync(parent).isDirectory()) throw new PlainError(`The data folder ${wanted} cannot be made: ${parent} is a file. Name another folder.`);
    await makeFoldersBelow(parent, wanted);
  } else if (!found.isDirectory()) {
    throw new PlainError(`${wanted} is a file, and Candour keeps its data in a folder. Name another folder.`);
  }
  return realpathSync(wanted);
}

/** Makes the folders that are missing, for whoever owns `parent`; what root makes for itself may be passed through by the user its database runs as. */
async function makeFoldersBelow(parent: string, wanted: string): Promise<void> {
  const owner = isRoot() ? await ownerOf(parent) : undefined;
  const mode = isRoot() && owner === undefined ? 0o711 : 0o700;
  const missing: string[] = [];
  for (let place = wanted; place !== parent; place = dirname(place)) missing.unshift(place);
  for (const place of missing) {
    try {
      mkdirSync(place, { mode });
    } catch (error) {
      // Another process that starts at the same time may have made it.
      if (existsSync(place)) continue;
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new PlainError(`The data folder ${wanted} cannot be made: ${parent} takes no folders. Name another folder.`);
      throw error;
    }
    chmodSync(place, mode);
    if (owner !== undefined) chownSync(place, owner.uid, owner.gid);
  }
}

function refuseForeign(folder: string): void {
  const names = readdirSync(folder);
  if (names.includes(markName)) return;
  if (names.includes('PG_VERSION')) {
    throw new PlainError(`The folder ${folder} holds a PostgreSQL ${readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()} database that Candour did not make. Start that server and name it, CANDOUR_DATABASE=postgres://…, or name an empty folder.`);
  }
  const foreign = names.filter((name) => !harmlessNames.has(name) && !ownNames.has(name) && !name.startsWith(`${markName}.`));
  if (foreign.length > 0) {
    const shown = foreign.slice(0, 3).join(', ') + (foreign.length > 3 ? ', …' : '');
    throw new PlainError(`The folder ${folder} holds other things (${shown}) and no data of Candour. Nothing was changed. Name an empty folder, or one that does not exist yet.`);
  }
}

function readMark(folder: string): Mark | undefined {
  const file = join(folder, markName);
  if (!existsSync(file)) return undefined;
  try {
    const mark: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof mark === 'object' && mark !== null && 'home' in mark && typeof mark.home === 'string') return { about: '', home: mark.home };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new PlainError(`${file} is damaged: it should say where the database of this folder is. Put it back from a copy of the folder; if the folder database lies beside it, {"home": "."} is enough.`);
}

async function markFirst(folder: string): Promise<DataFolder> {
  const lock = await lockDataFolder(folder, folder);
  try {
    const meanwhile = readMark(folder);
    if (meanwhile !== undefined) return await placeBy(folder, meanwhile);
    const runAs = isRoot() ? await userForRoot(folder) : undefined;
    const home = runAs === undefined || canReach(runAs, folder) ? '.' : makeHomeElsewhere(folder);
    writeMark(folder, { about: 'This folder is kept by Candour. "home" is where its database is; "." is this folder.', home });
    return { folder, home: resolve(folder, home), runAs };
  } finally {
    lock.release();
  }
}

async function placeBy(folder: string, mark: Mark): Promise<DataFolder> {
  const home = resolve(folder, mark.home);
  if (!existsSync(home)) throw new PlainError(`The database of ${folder} was kept in ${home}, which is no longer there. Put ${home} back from a copy, or name another folder to begin anew.`);
  if (!isRoot()) return { folder, home, runAs: undefined };
  const database = join(home, 'database');
  const runAs = existsSync(database) ? await ownerOf(database) : await userForRoot(home === folder ? folder : '/');
  if (runAs === undefined) throw new PlainError(`${database} belongs to root, or to a user this system has no name for, and PostgreSQL does not run as either. Give the folder database, and all that is in it, to a system user.`);
  return { folder, home, runAs };
}

/** A place outside the folder, with a note for people of the folder it belongs to. */
function makeHomeElsewhere(folder: string): string {
  const home = join(sharedPlace(), randomBytes(8).toString('hex'));
  mkdirSync(home, { mode: 0o711 });
  chmodSync(home, 0o711);
  writeFileSync(join(home, 'belongs-to'), `${folder}\n`, { mode: 0o600 });
  return home;
}

function writeMark(folder: string, mark: Mark): void {
  const file = join(folder, markName);
  const making = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(making, `${JSON.stringify(mark, null, 2)}\n`, { mode: 0o600, flush: true });
  if (isRoot()) {
    const { uid, gid } = statSync(folder);
    chownSync(making, uid, gid);
  }
  renameSync(making, file);
  syncFolder(folder);
}

/** Makes what was renamed or made in a folder outlast a power cut, where the system can. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
