import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from '../../domain/plain-error.ts';
import { type DataFolder, madeName, syncFolder } from './data-folder.ts';
import { whyPostgresFailed } from './disk-fault.ts';
import { endProcessesIn } from './processes.ts';
import { type Programs, programNamed } from './programs.ts';

/** The paths of one database: PostgreSQL's own folder, and what we keep beside it. */
export type Cluster = { readonly folder: string; readonly data: string; readonly sockets: string; readonly password: string; readonly port: string; readonly log: string };

export const clusterUser = 'candour';

export function clusterIn(home: string, name = 'database'): Cluster {
  const folder = join(home, name);
  return {
    folder,
    data: join(folder, 'cluster'),
    sockets: join(folder, 'socket'),
    password: join(folder, 'password'),
    port: join(folder, 'port'),
    log: join(folder, 'postgresql.log'),
  };
}

/**
 * Makes the database if there is none. It is made whole under another name and then renamed, so that one killed half-way leaves nothing that looks like a database.
 * Call it holding the lock on the folder.
 */
export async function makeClusterOnce({ folder, home, runAs }: DataFolder, programs: Programs): Promise<Cluster> {
  const cluster = clusterIn(home);
  const made = join(home, madeName);
  if (existsSync(cluster.folder)) {
    refuseOtherVersion(cluster, programs, folder);
    noteMade(made);
    return cluster;
  }
  if (existsSync(made)) throw new PlainError(`The database of ${folder} was in ${cluster.folder}, which is no longer there. Put it back from a copy, or name another folder to begin anew.`);
  await removeHalfMade(home);
  const making = clusterIn(home, `database.making-${randomBytes(4).toString('hex')}`);
  try {
    for (const place of [making.folder, making.data, making.sockets]) mkdirSync(place, { mode: 0o700 });
    writeFileSync(making.password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true });
    if (runAs !== undefined) for (const place of [making.folder, making.data, making.sockets, making.password]) chownSync(place, runAs.uid, runAs.gid);
    const words = [
      '-D', making.data, '-U', clusterUser, '--pwfile', making.password, '--auth-local=trust', '--auth-host=scram-sha-256',
      '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
    ];
    const { code, said } = await runProgram(programNamed('initdb', programs), words, making.folder, runAs);
    if (code !== 0) throw whyPostgresFailed(said, folder, 'the lines above');
    syncFolder(making.folder);
    renameSync(making.folder, cluster.folder);
    noteMade(made);
    syncFolder(home);
    return cluster;
  } finally {
    rmSync(making.folder, { recursive: true, force: true });
  }
}

/** Leaves word that there has been a database here: one that is gone is missed, and not begun anew in silence. */
function noteMade(file: string): void {
  if (!existsSync(file)) writeFileSync(file, 'There has been a database here.\n', { mode: 0o600, flush: true });
}

async function removeHalfMade(home: string): Promise<void> {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('database.making-'))) {
    const left = clusterIn(home, name);
    await endProcessesIn([left.folder, left.data]);
    rmSync(left.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function refuseOtherVersion(cluster: Cluster, programs: Programs, folder: string): void {
  const file = join(cluster.data, 'PG_VERSION');
  if (!existsSync(file)) throw new PlainError(`The database in ${cluster.folder} is not whole: ${file} is missing. Put the folder back from a copy, or name another folder to begin anew.`);
  const held = readFileSync(file, 'utf8').trim();
  if (held !== programs.major) {
    throw new PlainError(`The database in ${folder} was made by PostgreSQL ${held}, and this Candour brings PostgreSQL ${programs.major}. Nothing was changed. Export it with the Candour that made it and import it into a new folder, or start it with a PostgreSQL ${held} of your own and name that: CANDOUR_DATABASE=postgres://…`);
  }
}

/** The environment PostgreSQL gets: nothing of ours but what a program needs to run. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = new Set(['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP']);
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.has(name))), LC_ALL: 'C', TZ: 'UTC' };
}

export type ProgramEnd = { readonly code: number | null; readonly said: string };

export async function runProgram(program: string, words: string[], cwd: string, runAs: DataFolder['runAs']): Promise<ProgramEnd> {
  const { promise, resolve, reject } = Promise.withResolvers<ProgramEnd>();
  const child = spawn(program, words, { cwd, env: bareEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], ...(runAs && { uid: runAs.uid, gid: runAs.gid }) });
  let said = '';
  child.stdout.on('data', (part: Buffer) => { said += part.toString(); });
  child.stderr.on('data', (part: Buffer) => { said += part.toString(); });
  child.on('error', (error) => { reject(cannotRun(program, error, runAs)); });
  child.on('close', (code) => { resolve({ code, said }); });
  return await promise;
}

/** A program that cannot be started at all: made for another system (ENOENT, ENOEXEC), or no right to become the other user (EPERM). */
export function cannotRun(program: string, error: Error, runAs: DataFolder['runAs']): PlainError {
  if ('code' in error && error.code === 'EPERM' && runAs !== undefined) {
    return new PlainError(`PostgreSQL refuses to run as root, and this root may not start it as ${runAs.name}. Start Candour as an ordinary user, or name a PostgreSQL server: CANDOUR_DATABASE=postgres://…`);
  }
  return new PlainError(`The PostgreSQL that comes with Candour does not run on this system (${program}: ${error.message}). Name a PostgreSQL server instead: CANDOUR_DATABASE=postgres://…`);
}
