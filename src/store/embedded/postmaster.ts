import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, readSync, renameSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { PlainError } from '../../domain/plain-error.ts';
import { fileError } from '../file-error.ts';
import { type Cluster, bareEnvironment, cannotRun, clusterUser, runProgram } from './cluster.ts';
import type { DataFolder } from './data-folder.ts';
import { whyPostgresFailed } from './disk-fault.ts';
import { type Listening, removeDeadSocket, socketFile, waysToListen } from './listening.ts';
import { endProcessesIn, isPostgresIn, signalTo } from './processes.ts';
import { type Programs, programNamed } from './programs.ts';
import { settings } from './settings.ts';

const databaseName = 'candour';
/** Making whole again after a crash may take long; it ends by itself. */
const longestStart = 300_000;
const longestStop = 60_000;

type PidFile = { readonly pid: number; readonly listening: Listening | undefined; readonly isReady: boolean; readonly lines: readonly string[] };

const pidFileOf = (cluster: Cluster): string => join(cluster.data, 'postmaster.pid');

/** What a running PostgreSQL writes of itself: process, folder, start, port, socket folder, address, memory key, state; a line each. */
function readPidFile(cluster: Cluster): PidFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(pidFileOf(cluster), 'utf8').split('\n').map((line) => line.trim());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return { pid: 0, listening: undefined, isReady: false, lines };
  const port = Number(lines[3]);
  const listening: Listening | undefined = lines[4] ? { by: 'socket', folder: lines[4], port } : lines[5] ? { by: 'tcp', port } : undefined;
  return { pid, listening, isReady: lines[7] === 'ready', lines };
}

export function connectionBy(cluster: Cluster, listening: Listening, database = databaseName): ClientConfig {
  const common = { user: clusterUser, database, port: listening.port };
  return listening.by === 'socket' ? { ...common, host: listening.folder } : { ...common, host: '127.0.0.1', password: passwordOf(cluster) };
}

/** @throws PlainError where its file is gone or cannot be read: only a server that listens on an address asks for it. */
function passwordOf(cluster: Cluster): string {
  let password = '';
  try {
    password = readFileSync(cluster.password, 'utf8').trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw fileError(error, cluster.password, 'read');
  }
  if (password === '') throw new PlainError(`The password with which Candour signs in to its own database is missing: ${cluster.password}. Put that file back from a copy of the folder.`);
  return password;
}

/** A server that runs, and a connection to it that tells when it dies. */
export type Running = { readonly listening: Listening; readonly client: Client };

/**
 * Connects to a server and makes Candour's database in it if it is new. The connection is to another database, so that Candour's own can be copied meanwhile.
 * @returns undefined when it does not answer, or not yet.
 */
async function connect(cluster: Cluster, listening: Listening): Promise<Client | undefined> {
  const client = new Client({ ...connectionBy(cluster, listening, 'postgres'), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
    return client;
  } catch (error) {
    await client.end();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^[0-9A-Z]{5}$/u.test(code) && !passing.has(code)) throw error;
    return undefined;
  }
}

/**
 * Starting, stopping, crashed (as PostgreSQL says it), the one code of the system that looks like PostgreSQL's, and a database of that name that is there already:
 * the server may still be making it for somebody who was killed while they waited.
 */
const passing = new Set(['57P01', '57P02', '57P03', 'EPIPE', '23505', '42P04']);

/** Joins the server that runs on this cluster, or starts it. Call it holding the lock on the folder. */
export async function joinOrStart(place: DataFolder, cluster: Cluster, programs: Programs, onlyTcp: boolean, before?: Listening): Promise<Running> {
  const until = Date.now() + longestStart;
  while (Date.now() < until) {
    const pidFile = readPidFile(cluster);
    const joined = await joinRunning(place, cluster, pidFile);
    if (joined !== undefined) return joined;
    if (pidFile !== undefined && isPostgresIn(cluster.data, pidFile.pid)) {
      await sleep(10);
      continue;
    }
    if (!(await endProcessesIn([cluster.data]))) {
      throw new PlainError(`Parts of a PostgreSQL that was killed still hold the database in ${place.folder} and do not end. Restart this machine, or end the processes named postgres that work in ${cluster.data}.`);
    }
    if (pidFile !== undefined) disown(cluster, pidFile, place.runAs);
    const running = await startOneWay(place, cluster, programs, onlyTcp, before, until);
    if (running !== undefined) return running;
    await sleep(100);
  }
  throw new PlainError(`The database in ${place.folder} has been starting for five minutes and does not answer yet. After a crash of the machine this can be so; try again later. Its log is ${cluster.log}`);
}

async function joinRunning(place: DataFolder, cluster: Cluster, pidFile: PidFile | undefined): Promise<Running | undefined> {
  if (pidFile?.listening === undefined || !pidFile.isReady) return undefined;
  try {
    const client = await connect(cluster, pidFile.listening);
    return client && { listening: pidFile.listening, client };
  } catch (error) {
    // If ours is dead, another server has been given its port.
    if (!isPostgresIn(cluster.data, pidFile.pid)) return undefined;
    if (error instanceof PlainError) throw error;
    throw new PlainError(`The database in ${place.folder} runs, but does not let Candour in: ${error instanceof Error ? error.message : String(error)}. Its log is ${cluster.log}`);
  }
}

/**
 * Puts our own process id, as the parent of the PostgreSQL to come, in the place of a dead one. PostgreSQL knows its parent cannot be another server, and goes on to
 * its own second check: whether anything still uses the old server's shared memory. Removing the file would take that check away.
 */
function disown(cluster: Cluster, { lines }: PidFile, runAs: DataFolder['runAs']): void {
  const making = join(cluster.folder, 'postmaster.pid.dead');
  writeFileSync(making, [String(process.pid), ...lines.slice(1)].join('\n'), { mode: 0o600 });
  if (runAs !== undefined) chownSync(making, runAs.uid, runAs.gid);
  renameSync(making, pidFileOf(cluster));
}

/** @returns undefined if another server came first, or what was left of one is still in the way. */
async function startOneWay(place: DataFolder, cluster: Cluster, programs: Programs, onlyTcp: boolean, before: Listening | undefined, until: number): Promise<Running | undefined> {
  let failure: PlainError | undefined;
  for await (const listening of before === undefined ? waysToListen(cluster, place.runAs, onlyTcp) : [before]) {
    removeDeadSocket(listening);
    const { running, said } = await start(place, cluster, programs, listening, until);
    if (running !== undefined) return running;
    if (/lock file "postmaster\.pid" already exists|pre-existing shared memory block/u.test(said)) return undefined;
    failure = whyPostgresFailed(said, place.folder, cluster.log);
    if (!/could not (?:bind|create|set permissions of|listen on).*(?:socket|address)|could not create any (?:Unix-domain|TCP\/IP) sockets/iu.test(said)) break;
  }
  throw failure ?? new PlainError(`PostgreSQL could not start in ${place.folder}. More may be in ${cluster.log}`);
}

async function start(place: DataFolder, cluster: Cluster, programs: Programs, listening: Listening, until: number): Promise<{ running?: Running; said: string }> {
  // Nobody could sign in to a server that was started without it.
  if (listening.by === 'tcp') passwordOf(cluster);
  const log = openLog(cluster, place.runAs);
  const from = statSync(cluster.log).size;
  const words = ['-D', cluster.data, ...Object.entries({ ...settings, ...listeningSettings(listening) }).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const end: { reason?: 'exit' | PlainError } = {};
  try {
    // In a session of its own, so that Ctrl-C at our terminal reaches us alone and we close in order.
    const child = spawn(programNamed('postgres', programs), words, {
      cwd: cluster.folder, detached: true, stdio: ['ignore', log, log], env: bareEnvironment(), windowsHide: true,
      ...(place.runAs && { uid: place.runAs.uid, gid: place.runAs.gid }),
    });
    child.on('exit', () => { end.reason ??= 'exit'; });
    child.on('error', (error) => { end.reason ??= cannotRun(programNamed('postgres', programs), error, place.runAs); });
    child.unref();
    while (end.reason === undefined && Date.now() < until) {
      const pidFile = readPidFile(cluster);
      const isOurs = pidFile !== undefined && pidFile.pid === child.pid && pidFile.isReady;
      const client = isOurs ? await connect(cluster, listening) : undefined;
      if (client !== undefined) return { running: { listening, client }, said: '' };
      await sleep(5);
    }
  } finally {
    closeSync(log);
  }
  if (end.reason instanceof PlainError) throw end.reason;
  return { said: readFrom(cluster.log, from) };
}

function listeningSettings(listening: Listening): Record<string, string> {
  return listening.by === 'socket'
    ? { listen_addresses: '', port: String(listening.port), unix_socket_directories: `"${listening.folder.replaceAll('"', '""')}"`, unix_socket_permissions: '0700' }
    : { listen_addresses: '127.0.0.1', port: String(listening.port), unix_socket_directories: '' };
}

const longestLog = 5_000_000;

function openLog(cluster: Cluster, runAs: DataFolder['runAs']): number {
  if (existsSync(cluster.log) && statSync(cluster.log).size > longestLog) renameSync(cluster.log, `${cluster.log}.1`);
  const log = openSync(cluster.log, 'a', 0o600);
  if (runAs !== undefined) chownSync(cluster.log, runAs.uid, runAs.gid);
  return log;
}

function readFrom(file: string, from: number): string {
  const length = Math.min(statSync(file).size - from, 65_536);
  const opened = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(Math.max(length, 0));
    return bytes.toString('utf8', 0, readSync(opened, bytes, 0, bytes.length, from));
  } finally {
    closeSync(opened);
  }
}

/** Stops the server in order: sessions end, what is in memory is written. Call it holding the lock on the folder, as the last who uses it. */
export async function stop(cluster: Cluster, programs: Programs): Promise<void> {
  const pidFile = readPidFile(cluster);
  if (pidFile === undefined || !isPostgresIn(cluster.data, pidFile.pid)) return;
  if (process.platform === 'win32') {
    await runProgram(programNamed('pg_ctl', programs), ['stop', '-D', cluster.data, '-m', 'fast', '-t', '60'], cluster.folder, undefined);
  } else {
    signalTo(pidFile.pid, 'SIGINT');
  }
  const until = Date.now() + longestStop;
  let isUrged = false;
  while (isPostgresIn(cluster.data, pidFile.pid)) {
    if (Date.now() > until && !isUrged) {
      // It recovers what it had acknowledged when it starts again.
      signalTo(pidFile.pid, 'SIGQUIT');
      isUrged = true;
    }
    if (Date.now() > until + 20_000) break;
    await sleep(5);
  }
  if (pidFile.listening?.by === 'socket' && dirname(pidFile.listening.folder) !== cluster.folder && !existsSync(socketFile(pidFile.listening))) removeEmpty(pidFile.listening.folder);
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else's thing lies in it: it stays.
  }
}
