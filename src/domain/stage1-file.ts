import type { Stage1File } from './case-file.ts';
import type { EventOf } from './events.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function stage1Answered(stage1: Stage1File, event: EventOf<'Stage1Responded'>): Stage1File {
  const answered: Writable<Extract<Stage1File, { state: 'answered' }>> = { state: 'answered', on: event.on };
  if (event.undated) answered.undated = true;
  if (event.outcome !== undefined) answered.outcome = event.outcome;
  if (event.receivedByComplainantOn !== undefined) answered.receivedByComplainantOn = event.receivedByComplainantOn;
  const lateReason = event.lateReason ?? stage1.lateReason;
  if (lateReason !== undefined) answered.lateReason = lateReason;
  if (event.judged !== undefined) answered.judged = event.judged;
  return answered;
}

/** An answer that was given stays given: what was withdrawn afterwards was a later stage. */
export function stage1NotProgressed(stage1: Stage1File, event: EventOf<'NotProgressed'>): Stage1File {
  if (stage1.state === 'answered' || stage1.state === 'skipped') return stage1;
  const ended: Writable<Extract<Stage1File, { state: 'not progressed' }>> = { state: 'not progressed', on: event.on, outcome: event.outcome };
  const lateReason = event.lateReason ?? stage1.lateReason;
  if (lateReason !== undefined) ended.lateReason = lateReason;
  if (event.judged !== undefined) ended.judged = event.judged;
  return ended;
}
