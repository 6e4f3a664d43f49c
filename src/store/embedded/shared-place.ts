import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PlainError } from '../../domain/plain-error.ts';
import { isRoot } from './os-user.ts';

const forRoot = ['/var/lib/candour', '/opt/candour'];

/**
 * A folder outside the project for what cannot lie in it: for root one that all users may enter and only root may write in, for another user one of their own.
 */
export function sharedPlace(): string {
  const tried = isRoot() ? forRoot : [join(homedir(), '.local/share/candour')];
  for (const place of tried) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 });
      const { uid, mode } = lstatSync(place);
      if (uid !== process.getuid?.() || (mode & 0o22) !== 0) continue;
      if (isRoot()) chmodSync(place, 0o755);
      return place;
    } catch {
      // Not writable: the next one.
    }
  }
  throw new PlainError(`Candour needs a folder outside the project that PostgreSQL may enter, and could not make ${tried.join(' or ')}. Make it, or start Candour as an ordinary user in a folder of their own.`);
}
