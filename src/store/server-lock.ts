import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { object, number, string } from 'zod';
import { PlainError } from '../domain/plain-error.ts';
import { claimDataFolder } from './embedded/data-folder.ts';
import { inPlainWords } from './embedded/disk-fault.ts';
import { takeLock } from './embedded/os-lock.ts';

export type ServingLock = {
  /** Tells those who come later where this Candour serves. */
  announce(address: string): void;
  release(): void;
};

const notice = object({ pid: number(), address: string().optional() });

/**
 * Makes this process the only Candour that serves the data in `folder`, until it releases the lock or ends in whatever way.
 * @throws PlainError, naming the one that serves already.
 */
export async function lockForServing(folder: string): Promise<ServingLock> {
  const { home, folder: place } = await claimDataFolder(folder);
  const file = join(home, 'serving.json');
  try {
    const lock = await takeLock(join(home, 'serving'), 'alone', 0);
    if (lock === undefined) throw refusal(place, file);
    const write = (address?: string): void => {
      // Removed first: what a killed one left may belong to root, and be ours to remove though not to write.
      rmSync(file, { force: true });
      writeFileSync(file, `${JSON.stringify({ pid: process.pid, address })}\n`, { mode: 0o644 });
    };
    write();
    return {
      announce: write,
      release: () => {
        rmSync(file, { force: true });
        lock.release();
      },
    };
  } catch (error) {
    throw inPlainWords(error, place);
  }
}

function refusal(folder: string, file: string): PlainError {
  const first = readNotice(file);
  const what = 'Open that one, or end it first; to serve other data beside it, name another folder and another port.';
  if (first === undefined) return new PlainError(`Another Candour serves the data in ${folder} already. ${what}`);
  return new PlainError(`Another Candour (process ${first.pid}) ${first.address === undefined ? 'is starting to serve' : 'serves'} the data in ${folder} already${first.address === undefined ? '' : `, at ${first.address}`}. ${what}`);
}

/** The notice is for people: one that is missing or half-written changes nothing but the words. */
function readNotice(file: string): { pid: number; address?: string | undefined } | undefined {
  try {
    return notice.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
