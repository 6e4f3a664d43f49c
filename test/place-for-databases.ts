import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
/** What the databases of the tests need at most, in bytes, those of two processes together. */
const roomNeeded = 3_000_000_000;

/** Whether this system has a file system in memory, as Linux does, with room for the tests' databases. */
export const areInMemory: boolean = process.platform === 'linux' && hasRoom();

/** Where the databases of the tests are made. Nothing of them is to last longer than the machine runs, and in memory a new one takes a tenth of the time. */
export const placeForDatabases: string = areInMemory ? memory : tmpdir();

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > roomNeeded;
  } catch {
    return false;
  }
}
