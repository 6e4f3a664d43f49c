import { createHash } from 'node:crypto';
import type { Day } from '../domain/day.ts';
import { canonicalJson } from './canonical-json.ts';

/** What the log holds of an event: everything that its hash is taken of. */
export type LoggedEvent = {
  readonly caseId: number; readonly version: number; readonly type: string; readonly happenedOn: Day; readonly knownOn: Day;
  readonly recordedAt: Date; readonly recordedBy: string; readonly source: 'casework' | 'register'; readonly body: Record<string, unknown>;
};

/** The hash of an event chained to the one before it in its authority: sha256(last hash || the event as canonical JSON). */
export function chainedHash(last: Buffer, event: LoggedEvent): Buffer {
  const said = canonicalJson([
    event.caseId, event.version, event.type, event.happenedOn, event.knownOn, event.recordedAt.toISOString(), event.recordedBy, event.source, event.body,
  ]);
  return createHash('sha256').update(last).update(said).digest();
}
