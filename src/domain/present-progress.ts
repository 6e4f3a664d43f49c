import { type Day, dayFromNumber, dayNumber } from './day.ts';
import { addWorkingDays, type Calendar } from './working-days.ts';

/** A step that a clock has behind it, from which earlier cases tell how long the rest takes. */
export const milestones = ['stage 1 started', 'stage 1 allocated', 'stage 2 requested', 'statement agreed', 'investigation reported', 'sent for adjudication', 'panel requested'] as const;
export type Milestone = (typeof milestones)[number];

/** How long it usually took from a milestone to the end of the clock: the median of `of` earlier cases, in working days (a half between two). */
export type Pace = { readonly milestone: Milestone; readonly workingDays: number; readonly of: number };

/** Of fewer earlier cases nothing is expected. */
export const fewestEarlierCases = 5;

/** @param took working days of each earlier case, in any order; undefined where there are too few */
export function paceFrom(milestone: Milestone, took: readonly number[]): Pace | undefined {
  if (took.length < fewestEarlierCases) return undefined;
  const sorted = took.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return { milestone, workingDays: sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2, of: sorted.length };
}

/** A milestone of an open case and its day; `assumed` where it has not come yet and can come today at the soonest. */
export type Passed = { readonly milestone: Milestone; readonly on: Day; readonly assumed?: true };

/** When a clock is expected to end, and from what. Never before today: what took longer than usual already is expected today at the soonest. */
export type Expected = { readonly on: Day; readonly from: Passed; readonly pace: Pace };

/**
 * The latest milestone of which earlier cases tell enough gives the day; half a working day counts as one. Undefined where none does.
 * @param passed in the order in which they come
 * @throws CalendarEndError past the bank holidays that are known
 */
export function expectedEnd(passed: readonly Passed[], paces: ReadonlyMap<Milestone, Pace>, today: Day, calendar: Calendar): Expected | undefined {
  for (const from of passed.toReversed()) {
    const pace = paces.get(from.milestone);
    if (pace === undefined) continue;
    const on = dayFromNumber(addWorkingDays(dayNumber(from.on), Math.ceil(pace.workingDays), calendar));
    return { on: on < today ? today : on, from, pace };
  }
  return undefined;
}
