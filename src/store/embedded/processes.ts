import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const hasProc = existsSync('/proc/self/stat');

/** The state letter and program name of a process by /proc; undefined when there is none. */
function statOf(pid: number): { state: string; program: string } | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = line.lastIndexOf(')');
    return { state: line.slice(end + 2, end + 3), program: line.slice(line.indexOf('(') + 1, end) };
  } catch {
    return undefined;
  }
}

function workingFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Whether `pid` is a living PostgreSQL that works in `folder`. A dead process that nobody has reaped, or another program that has been given the number since, is not.
 * Where there is no /proc, a living PostgreSQL in whatever folder counts.
 */
export function isPostgresIn(folder: string, pid: number): boolean {
  if (pid <= 1) return false;
  if (hasProc) {
    const found = statOf(pid);
    return found !== undefined && !['Z', 'X', 'x'].includes(found.state) && workingFolderOf(pid) === realpathSync(folder);
  }
  if (!exists(pid)) return false;
  if (process.platform === 'win32') return true;
  try {
    const [state = '', ...program] = execFileSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' }).trim().split(/\s+/u);
    return !state.startsWith('Z') && basename(program.join(' ')).startsWith('postgres');
  } catch {
    return false;
  }
}

function processesIn(folders: readonly string[]): number[] {
  const places = new Set(folders.filter((folder) => existsSync(folder)).map((folder) => realpathSync(folder)));
  return readdirSync('/proc').filter((name) => /^\d+$/u.test(name)).map(Number).filter((pid) => {
    const place = workingFolderOf(pid);
    const program = place !== undefined && places.has(place) ? statOf(pid)?.program : undefined;
    return program === 'postgres' || program === 'initdb';
  });
}

/**
 * Ends PostgreSQL processes that were left behind in these folders by a parent that is dead, and waits until they are gone: none of them has a client whose writes count,
 * and one that went on writing beside a new server would spoil the data.
 * Where there is no /proc nothing is done, and PostgreSQL itself refuses to start until they are gone.
 * @returns whether they are gone.
 */
export async function endProcessesIn(folders: readonly string[]): Promise<boolean> {
  if (!hasProc) return true;
  for (const [signal, seconds] of [['SIGQUIT', 3], ['SIGKILL', 20]] as const) {
    for (let waited = 0; waited < seconds * 50; waited += 1) {
      const left = processesIn(folders);
      if (left.length === 0) return true;
      if (waited === 0) for (const pid of left) signalTo(pid, signal);
      await sleep(20);
    }
  }
  return processesIn(folders).length === 0;
}

/** @returns whether there was such a process. */
export function signalTo(pid: number, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
