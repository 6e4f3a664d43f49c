import { execFile } from 'node:child_process';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { PlainError } from '../../domain/plain-error.ts';

export type OsUser = { readonly name: string; readonly uid: number; readonly gid: number };

const run = promisify(execFile);

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * The user PostgreSQL is to run as when we are root, as which it refuses to run: whoever owns `folder`, or what will be its nearest existing parent, if that is not root;
 * else the system's `postgres` user, else one we make, else `nobody`.
 */
export async function userForRoot(folder: string): Promise<OsUser> {
  const owner = await ownerOf(nearestExisting(folder));
  return owner ?? await named('postgres') ?? await named('candour') ?? await made('candour') ?? await named('nobody') ?? nobodyAtAll();
}

/** The owner of a path, unless that is root or somebody the system has no name for (PostgreSQL needs one). */
export async function ownerOf(path: string): Promise<OsUser | undefined> {
  const { uid, gid } = statSync(path);
  if (uid === 0) return undefined;
  const name = await nameOf(uid);
  return name === undefined ? undefined : { name, uid, gid };
}

/** Whether the permission bits let this user into a folder, or read a file, by that path. Access lists are not looked at. */
export function canReach(user: OsUser, path: string): boolean {
  let place = realpathSync(path);
  const { mode, uid, gid } = statSync(place);
  const wanted = statSync(place).isDirectory() ? 0o1 : 0o4;
  if (!allows(user, { mode, uid, gid }, wanted)) return false;
  while (place !== dirname(place)) {
    place = dirname(place);
    if (!allows(user, statSync(place), 0o1)) return false;
  }
  return true;
}

function allows(user: OsUser, entry: { mode: number; uid: number; gid: number }, wanted: number): boolean {
  if (entry.uid === user.uid) return ((entry.mode >> 6) & wanted) === wanted;
  if (entry.gid === user.gid) return ((entry.mode >> 3) & wanted) === wanted;
  return (entry.mode & wanted) === wanted;
}

export function nearestExisting(path: string): string {
  let place = path;
  while (statSync(place, { throwIfNoEntry: false }) === undefined && place !== dirname(place)) place = dirname(place);
  return place;
}

async function named(name: string): Promise<OsUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function nameOf(uid: number): Promise<string | undefined> {
  const line = readPasswd().find((fields) => Number(fields[2]) === uid);
  if (line?.[0] !== undefined) return line[0];
  try {
    return (await run('id', ['-un', String(uid)])).stdout.trim();
  } catch {
    return undefined;
  }
}

function readPasswd(): string[][] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).filter((fields) => fields.length >= 4);
  } catch {
    return [];
  }
}

/** Makes a system user that cannot sign in, with whichever of the two usual programs the system has. */
async function made(name: string): Promise<OsUser | undefined> {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ];
  for (const [program, words] of ways) {
    try {
      await run(program, words);
      return await named(name);
    } catch {
      // Not on this system, or not allowed: the next way.
    }
  }
  return undefined;
}

function nobodyAtAll(): never {
  throw new PlainError('PostgreSQL refuses to run as root, and this system has no user postgres, candour or nobody to run it as. Start Candour as an ordinary user, or make a system user named candour.');
}
