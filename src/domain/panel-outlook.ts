import type { RepresentationFile } from './case-file.ts';
import { clocksOf, type ClockContext } from './clocks.ts';
import { dayFromNumber, dayNumber, type Day } from './day.ts';
import { dueOnOf, zeroOf } from './deadline.ts';
import type { JudgedBy } from './judgement.ts';
import { procedureInForce, ruleOf, type Procedure, type Procedures, type Rule } from './procedure.ts';
import { addWorkingDays, CalendarEndError, countWorkingDays, workingDaysBefore } from './working-days.ts';

/** From which working day of stage 2 a panel is lined up: the rule in force today, whenever the case began, because it says when the office wants to be told. */
export function lineUpPanelRule(today: Day, { procedures }: JudgedBy): Rule {
  return ruleOf(statutoryOn(today, procedures), 'L02');
}

function statutoryOn(on: Day, procedures: Procedures): Procedure {
  return procedureInForce('statutory', on, procedures) ?? procedures.statutory.standard;
}

/**
 * When a panel would have to meet, were the adjudication sent on the last day of stage 2 (today, where that has passed) and the panel asked
 * for on the last day for it. `panelFrom` leaves time for the papers.
 */
export type PanelOutlook = {
  readonly startedOn: Day; /** Working days of stage 2 so far. */ readonly workingDay: number;
  readonly stage2LastOn: Day; readonly overdue: boolean; readonly askedBy: Day; readonly panelFrom: Day; readonly panelBy: Day;
};

/** For a stage 2 of the statutory procedure that started on a day and is not adjudicated; undefined before the day to line up a panel, and past the days known. */
export function panelOutlook(startedOn: Day, today: Day, rules: JudgedBy): PanelOutlook | undefined {
  const { calendar, conventions, procedures } = rules;
  const due = (rule: Rule, from: Day) => dueOnOf(rule, from, calendar, conventions);
  try {
    if (today < due(lineUpPanelRule(today, rules), startedOn)) return undefined;
    const atStart = statutoryOn(startedOn, procedures);
    const stage2LastOn = due(ruleOf(atStart, atStart.measures.stage2Longest), startedOn);
    const sentOn = stage2LastOn < today ? today : stage2LastOn;
    const askedBy = due(ruleOf(statutoryOn(sentOn, procedures), 'T15'), sentOn);
    return {
      startedOn, workingDay: countWorkingDays(zeroOf(startedOn, calendar, conventions), dayNumber(today), calendar), stage2LastOn, overdue: stage2LastOn < today, askedBy,
      panelFrom: firstDayForPapersOn(askedBy, askedBy, rules), panelBy: due(ruleOf(statutoryOn(askedBy, procedures), 'T18'), askedBy),
    };
  } catch (error) {
    if (error instanceof CalendarEndError) return undefined;
    throw error;
  }
}

/** The first working day on which a panel, asked for on a day, may meet whose papers go out on a day at the earliest (T19). */
export function firstDayForPapersOn(on: Day, requestedOn: Day, { calendar, conventions, procedures }: JudgedBy): Day {
  const papers = ruleOf(statutoryOn(requestedOn, procedures), 'T19');
  let meeting = addWorkingDays(dayNumber(on), 1, calendar);
  while (dueOnOf(papers, dayFromNumber(meeting), calendar, conventions) < on) meeting = addWorkingDays(meeting, 1, calendar);
  return dayFromNumber(meeting);
}

/** The latest day on which a stage 2 can have started that has come to the day to line up a panel: for the lists, which cannot count working days. */
export function latestStartToLineUp(today: Day, rules: JudgedBy): Day | undefined {
  const { calendar, conventions } = rules;
  const rule = lineUpPanelRule(today, rules);
  try {
    let latest = workingDaysBefore(today, (rule.limit?.count ?? 0) + 2, calendar);
    for (let next = dayFromNumber(dayNumber(latest) + 1); dueOnOf(rule, next, calendar, conventions) <= today; next = dayFromNumber(dayNumber(next) + 1)) latest = next;
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
