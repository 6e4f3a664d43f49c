import type { RepresentationFile } from './case-file.ts';
import { clocksOf, type ClockContext } from './clocks.ts';
import { dayFromNumber, dayNumber, type Day } from './day.ts';
import { dueOnOf, zeroOf } from './deadline.ts';
import type { JudgedBy } from './judgement.ts';
import { ruleOf } from './procedure.ts';
import { addWorkingDays, CalendarEndError, countWorkingDays, workingDaysBefore } from './working-days.ts';

/**
 * From which working day of stage 2 a panel is lined up. Practice, not law: every late panel that the Ombudsman found fault with had its
 * members sought after the request (decisions 21-009-888, 22-002-075 and 24-009-439), and 20 working days before the last day of stage 2
 * leave time to ask three people.
 */
export const lineUpPanelFrom = { workingDay: 45, source: 'Practice, not law: late panels in Ombudsman decisions 21-009-888, 22-002-075 and 24-009-439' } as const;

/**
 * When a panel would have to meet, were the adjudication sent on the last day of stage 2 (today, where that has passed) and the panel asked
 * for on the last day for it. `panelFrom` leaves time for the papers.
 */
export type PanelOutlook = {
  readonly startedOn: Day; /** Working days of stage 2 so far. */ readonly workingDay: number;
  readonly stage2LastOn: Day; readonly overdue: boolean; readonly askedBy: Day; readonly panelFrom: Day; readonly panelBy: Day;
};

function lineUpOn(startedOn: Day, { calendar, conventions }: JudgedBy): Day {
  return dayFromNumber(addWorkingDays(zeroOf(startedOn, calendar, conventions), lineUpPanelFrom.workingDay, calendar));
}

/** For a stage 2 of the statutory procedure that started on a day and is not adjudicated; undefined before day 45, and past the days known. */
export function panelOutlook(startedOn: Day, today: Day, rules: JudgedBy): PanelOutlook | undefined {
  const { calendar, conventions, procedures: { statutory: { standard } } } = rules;
  const due = (key: string, from: Day) => dueOnOf(ruleOf(standard, key), from, calendar, conventions);
  try {
    if (today < lineUpOn(startedOn, rules)) return undefined;
    const stage2LastOn = due(standard.measures.stage2Longest, startedOn);
    const askedBy = due('T15', stage2LastOn < today ? today : stage2LastOn);
    return {
      startedOn, workingDay: countWorkingDays(zeroOf(startedOn, calendar, conventions), dayNumber(today), calendar), stage2LastOn, overdue: stage2LastOn < today, askedBy,
      panelFrom: firstDayForPapersOn(askedBy, rules), panelBy: due('T18', askedBy),
    };
  } catch (error) {
    if (error instanceof CalendarEndError) return undefined;
    throw error;
  }
}

/** The first working day on which a panel may meet whose papers go out on a day at the earliest (T19). */
export function firstDayForPapersOn(on: Day, { calendar, conventions, procedures: { statutory: { standard } } }: JudgedBy): Day {
  const papers = ruleOf(standard, 'T19');
  let meeting = addWorkingDays(dayNumber(on), 1, calendar);
  while (dueOnOf(papers, dayFromNumber(meeting), calendar, conventions) < on) meeting = addWorkingDays(meeting, 1, calendar);
  return dayFromNumber(meeting);
}

/** The latest day on which a stage 2 can have started that has come to day 45: for the lists, which cannot count working days. */
export function latestStartToLineUp(today: Day, rules: JudgedBy): Day | undefined {
  try {
    let latest = workingDaysBefore(today, lineUpPanelFrom.workingDay + 2, rules.calendar);
    for (let next = dayFromNumber(dayNumber(latest) + 1); lineUpOn(next, rules) <= today; next = dayFromNumber(dayNumber(next) + 1)) latest = next;
    return latest;
  } catch (error) {
    if (error instanceof CalendarEndError) return undefined;
    throw error;
  }
}

/** The outlook of a case, by the start of stage 2 that counts; undefined where nobody can ask for a panel yet, or somebody has. */
export function panelOutlookOf(file: RepresentationFile, context: ClockContext): PanelOutlook | undefined {
  if (file.handledAs !== 'statutory' || file.closedOn !== undefined || file.stage3.state === 'requested' || file.earlyReferral !== undefined) return undefined;
  try {
    const { measures } = context.procedures.statutory.standard;
    const clock = clocksOf(file, context).find((one) => one.rule.key === measures.stage2 && one.counts);
    const waits = clock !== undefined && clock.endedOn === undefined && clock.standing.is !== 'closed' && clock.standing.is !== 'suspended';
    return waits ? panelOutlook(clock.startedOn, context.today, context) : undefined;
  } catch (error) {
    if (error instanceof CalendarEndError) return undefined;
    throw error;
  }
}
