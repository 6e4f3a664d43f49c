import { createHash } from 'node:crypto';

/** By which words of a record are known again without being kept a second time. */
export function fingerprintOf(words: string): string {
  return createHash('sha256').update(words).digest('hex').slice(0, 32);
}
