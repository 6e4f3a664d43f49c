import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import { placeForDatabases } from '../place-for-databases.ts';

/** A data folder of this test's own, not made yet; whatever runs in it or lies in it is gone after the test. */
export function newFolder(context: TestContext, name = 'data'): string {
  const base = mkdtempSync(join(placeForDatabases, 'candour-fault-'));
  // Root's database runs as another user, who must be able to enter.
  chmodSync(base, 0o711);
  const folder = join(base, name);
  context.after(async () => {
    for (let tries = 0; tries < 50 && killPostgresIn(folder) > 0; tries += 1) await sleep(20);
    const home = homeOf(folder);
    if (home !== undefined) rmSync(home, { recursive: true, force: true });
    rmSync(base, { recursive: true, force: true });
  });
  return folder;
}

/** Where the database of a folder is, as its mark says. */
export function homeOf(folder: string): string | undefined {
  const mark = join(folder, 'candour-data.json');
  const home = existsSync(mark) ? /"home": "(?<home>.+)"/u.exec(readFileSync(mark, 'utf8'))?.groups?.['home'] : undefined;
  return home === '.' ? folder : home;
}

export const dataOf = (folder: string): string => join(homeOf(folder) ?? folder, 'database', 'cluster');

/** The living PostgreSQL processes of a data folder, the postmaster and all its children. Needs /proc. */
export function postgresIn(folder: string): number[] {
  const data = dataOf(folder);
  if (!existsSync(data)) return [];
  const place = realpathSync(data);
  return readdirSync('/proc').filter((name) => /^\d+$/u.test(name)).map(Number).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === place;
    } catch {
      return false;
    }
  });
}

/** @returns how many there were. */
export function killPostgresIn(folder: string): number {
  const found = postgresIn(folder);
  for (const pid of found) kill(pid);
  return found.length;
}

export function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

export function postmasterOf(folder: string): number {
  return Number(readFileSync(join(dataOf(folder), 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export type Program = {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** Waits for a line that begins so. */
  says(beginning: string): Promise<string>;
  readonly ended: Promise<number | null>;
};

/** Starts one of test/faults/programs. It is killed when the test ends. */
export function startProgram(context: TestContext, name: string, words: string[], options: { uid?: number; gid?: number } = {}): Program {
  const file = fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...words], { stdio: ['pipe', 'pipe', 'pipe'], ...options });
  const lines: string[] = [];
  let said = '';
  let rest = '';
  child.stdout.on('data', (part: Buffer) => {
    const pieces = (rest + part.toString()).split('\n');
    rest = pieces.pop() ?? '';
    lines.push(...pieces);
  });
  child.stderr.on('data', (part: Buffer) => { said += part.toString(); });
  const { promise: ended, resolve } = Promise.withResolvers<number | null>();
  child.on('close', (code) => { resolve(code); });
  context.after(() => { kill(child.pid); });
  const says = async (beginning: string): Promise<string> => {
    for (;;) {
      const line = lines.find((each) => each.startsWith(beginning));
      if (line !== undefined) return line;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} ended without saying "${beginning}": ${said}`);
      await sleep(10);
    }
  };
  return { child, lines, says, ended };
}

/** Asks one question over a connection of its own. */
export async function ask(connection: ClientConfig, question: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(question, values)).rows;
  } finally {
    await client.end();
  }
}
