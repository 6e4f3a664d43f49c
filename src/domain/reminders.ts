import { type Day, dayInEngland, daysAfter, timeInEngland, weekday } from './day.ts';
import type { CaseEvent } from './events.ts';
import type { ViewerRole } from './viewer.ts';
import { type Calendar, CalendarEndError, isWorkingDay, workingDaysBefore } from './working-days.ts';

/** The mails that Candour sends: the morning's digest, what somebody is told at once, and the one that tries out the mail server. */
export const reminderKinds = ['digest', 'allocated', 'appointed', 'confirmation', 'approval', 'glass broken', 'test'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

export type ReminderSettings = {
  readonly digests: boolean; readonly notices: boolean;
  /** `07:30`, in England. */
  readonly digestAt: string;
  /** By how many working days a case is overdue before the complaints manager is told of it. */
  readonly escalateAfter: number;
};
export const usualReminders: ReminderSettings = { digests: true, notices: true, digestAt: '07:30', escalateAfter: 5 };
export const leastEscalation = 1;
export const mostEscalation = 60;

/** A time of day written `07:30`; `7:30` is read so too. Undefined where it is none. */
export function readTime(text: string): string | undefined {
  const found = /^(?<hour>\d{1,2})[:.](?<minute>\d{2})$/u.exec(text.trim())?.groups;
  const [hour, minute] = [Number(found?.['hour']), Number(found?.['minute'])];
  return found === undefined || hour > 23 || minute > 59 ? undefined : `${String(hour).padStart(2, '0')}:${found['minute']}`;
}

const HOURS_LATE = 4;

/**
 * Whether the digest of a day is to be sent now: `yet to come`, `now`, or `not today`. None is sent on a day that is no working day; one that
 * is more than four hours late is not made up, as by then the day's work is under way.
 */
export function digestNow(at: Date, digestAt: string, calendar: Calendar): 'yet to come' | 'now' | 'not today' {
  if (!worksOn(dayInEngland(at), calendar)) return 'not today';
  const time = timeInEngland(at);
  if (time < digestAt) return 'yet to come';
  return minutesOf(time) - minutesOf(digestAt) <= HOURS_LATE * 60 ? 'now' : 'not today';
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Past the end of the calendar, a day counts as a working day: better a mail on a bank holiday than none at all. */
function worksOn(on: Day, calendar: Calendar): boolean {
  try {
    return isWorkingDay(on, calendar);
  } catch (error) {
    if (error instanceof CalendarEndError) return true;
    throw error;
  }
}

/** Whether a working day is the first of its week: what can wait a week is told then. */
export function beginsWeek(on: Day, calendar: Calendar): boolean {
  const monday = daysAfter(on, -((weekday(on) + 6) % 7));
  try {
    return workingDaysBefore(on, 1, calendar) < monday;
  } catch (error) {
    if (error instanceof CalendarEndError) return on === monday;
    throw error;
  }
}

/** Somebody to be told at once that they have a part in a case. `person` is the key of an account; what a register says instead is nobody's. */
export type PartGiven = { readonly kind: 'allocated' | 'appointed'; readonly person: string; readonly role: ViewerRole };

/** Whom an event gives a part in the case; undefined for all other events. */
export function partGivenBy(event: CaseEvent): PartGiven | undefined {
  switch (event.type) {
    case 'Stage1Allocated': return { kind: 'allocated', person: event.respondingManager, role: 'responding_manager' };
    case 'InvestigatingOfficerAppointed': return { kind: 'appointed', person: event.officer, role: 'investigating_officer' };
    case 'IndependentPersonAppointed': return { kind: 'appointed', person: event.person, role: 'independent_person' };
    case 'AdjudicatingOfficerAppointed': return { kind: 'appointed', person: event.officer, role: 'adjudicating_officer' };
    case 'PanelMemberAppointed': return { kind: 'appointed', person: event.person, role: 'panel_member' };
    case 'AdvocateAppointed': return event.advocate === undefined ? undefined : { kind: 'appointed', person: event.advocate, role: 'advocate' };
    default: return undefined;
  }
}
