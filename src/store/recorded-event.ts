import type { Day } from '../domain/day.ts';
import type { CaseEvent } from '../domain/events.ts';

/** An event with who recorded it and when. `knownOn`: the day from which it counts as known; of a fact from a register, the day it happened. */
export type RecordedEvent = {
  readonly version: number; readonly event: CaseEvent; readonly recordedAt: Date; readonly recordedBy: string;
  readonly source: 'casework' | 'register'; readonly knownOn: Day;
};
