import { chownSync, closeSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

export type HeldLock = { release(): void };

/**
 * Takes a lock on an empty file: 'alone', or 'together' with others who hold it together.
 * The lock is the operating system's own (SQLite takes it for us, on each system in that system's way), so it ends with the process however that
 * ends: there is no stale lock to break and no process id to mistrust.
 * Two holders in one process count as two.
 * @returns undefined when others still hold it after `patience` milliseconds.
 */
export async function takeLock(file: string, how: 'alone' | 'together', patience: number): Promise<HeldLock | undefined> {
  makeEmptyFile(file);
  const holder = new DatabaseSync(file, { timeout: 0 });
  const until = Date.now() + patience;
  for (;;) {
    try {
      // An open transaction that has read holds SQLite's shared lock, an exclusive one its exclusive lock; neither writes, and a journal in memory leaves no file behind.
      holder.exec('pragma journal_mode = memory');
      holder.exec(how === 'alone' ? 'begin exclusive' : 'begin; select count(*) from sqlite_schema');
      return { release: () => { if (holder.isOpen) holder.close(); } };
    } catch (error) {
      if (holder.isTransaction) holder.exec('rollback');
      if (!isBusy(error)) {
        holder.close();
        throw error;
      }
    }
    if (Date.now() >= until) {
      holder.close();
      return undefined;
    }
    await sleep(20);
  }
}

/**
 * Made by root in another user's folder, the file is given to that user, who must be able to take the lock too. One that is there is not opened: on most systems
 * a process that closes a file, however it opened it, gives up every lock that it holds on it.
 */
function makeEmptyFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  if (process.getuid?.() === 0) {
    const folder = statSync(dirname(file));
    chownSync(file, folder.uid, folder.gid);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
