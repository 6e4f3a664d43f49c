import { inWords, type Day } from '../day.ts';
import type { Rule } from '../procedure.ts';
import { workingDaysBetween, type Calendar } from '../working-days.ts';
import type { ClockContext, Start } from './clock.ts';

/**
 * How a clock stands on a day. `missed` and `overdue` are by so many working days (absent where it is by none, or where the days lie
 * outside the calendar). What ends a clock of working days at a weekend ends it in time if the working day before would have been: as in the
 * figures, it is working days that are counted. `closed`: a window that has gone by, or a clock that nothing can meet any more,
 * because its case or stage ended otherwise.
 */
export type Standing =
  | { readonly is: 'running'; readonly workingDaysLeft?: number }
  | { readonly is: 'due today' }
  | { readonly is: 'overdue'; readonly workingDays?: number }
  | { readonly is: 'met'; readonly on: Day }
  | { readonly is: 'missed'; readonly on: Day; readonly workingDays?: number }
  | { readonly is: 'suspended'; readonly since: Day }
  | { readonly is: 'not yet' }
  | { readonly is: 'closed' };

export function standingOf(rule: Rule, start: Start, dueOn: Day | undefined, endedOn: Day | undefined, { calendar, today }: ClockContext): Standing {
  const countsWorkingDays = rule.limit?.unit === 'working day' && start.statedDueOn === undefined;
  if (endedOn !== undefined) {
    if (dueOn === undefined || endedOn <= dueOn) return { is: 'met', on: endedOn };
    const late = workingDaysIfKnown(dueOn, endedOn, calendar);
    if (late === 0 && countsWorkingDays) return { is: 'met', on: endedOn };
    return late === undefined || late === 0 ? { is: 'missed', on: endedOn } : { is: 'missed', on: endedOn, workingDays: late };
  }
  if (start.over === true) return { is: 'closed' };
  if (start.startedOn > today && rule.limit?.counting !== 'before') return { is: 'not yet' };
  const since = start.deferredSince ?? start.advocateSought;
  if (since !== undefined) return { is: 'suspended', since };
  if (dueOn === undefined) return { is: 'running' };
  if (dueOn === today) return { is: 'due today' };
  if (today < dueOn) {
    const left = workingDaysIfKnown(today, dueOn, calendar);
    return left === undefined ? { is: 'running' } : { is: 'running', workingDaysLeft: left };
  }
  const over = workingDaysIfKnown(dueOn, today, calendar);
  if (over === 0 && countsWorkingDays) return { is: 'running', workingDaysLeft: 0 };
  if (rule.kind === 'window') return { is: 'closed' };
  return over === undefined || over === 0 ? { is: 'overdue' } : { is: 'overdue', workingDays: over };
}

function workingDaysIfKnown(from: Day, to: Day, calendar: Calendar): number | undefined {
  return from < calendar.knownFrom || to > calendar.knownUntil ? undefined : workingDaysBetween(from, to, calendar);
}

/** `3 working days left`, `overdue by 1 working day` … */
export function standingInWords(standing: Standing): string {
  switch (standing.is) {
    case 'running': return standing.workingDaysLeft === undefined ? 'running' : `${workingDays(standing.workingDaysLeft)} left`;
    case 'overdue': return standing.workingDays === undefined ? 'overdue' : `overdue by ${workingDays(standing.workingDays)}`;
    case 'met': return `met on ${inWords(standing.on)}`;
    case 'missed': return standing.workingDays === undefined ? `missed: ${inWords(standing.on)}` : `missed by ${workingDays(standing.workingDays)}, on ${inWords(standing.on)}`;
    case 'suspended': return `standing still since ${inWords(standing.since)}`;
    case 'due today': case 'not yet': case 'closed': return standing.is;
    default: return standing satisfies never;
  }
}

function workingDays(count: number): string {
  return `${count} working day${count === 1 ? '' : 's'}`;
}
