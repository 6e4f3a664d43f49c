import { PlainError } from '../domain/plain-error.ts';
import type { Layout } from './layout.ts';
import { readLayout } from './read-layout.ts';

/** A layout as it was kept. It was read before it was kept: one that cannot be read now was kept by another version of Candour. */
export function layoutOf(raw: unknown): Layout {
  const read = readLayout(raw);
  if ('layout' in read) return read.layout;
  throw new PlainError(`This was kept by another version of Candour and cannot be read: ${read.faults.map(({ at, problem }) => `${at}: ${problem}`).slice(0, 3).join('; ')}.`);
}
