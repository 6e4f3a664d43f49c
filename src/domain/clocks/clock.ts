import type { RepresentationFile } from '../case-file.ts';
import { dayFromNumber, inWords, type Day } from '../day.ts';
import { deadlineOf, dueNumbers, dueOnOf, zeroOf, type Circumstances, type Step } from '../deadline.ts';
import type { Judgement } from '../events.ts';
import type { JudgedBy } from '../judgement.ts';
import { procedureInForce, type Procedure, type Rule } from '../procedure.ts';
import { addWorkingDays } from '../working-days.ts';
import { standingInWords, standingOf, type Standing } from './standing.ts';

export type ClockContext = JudgedBy & { readonly today: Day };

export type Milestone = { readonly workingDay: number; readonly on: Day; readonly reached: boolean };

export type Clock = {
  readonly rule: Rule;
  /** Which element, Ombudsman's matter or remedy it is about, where a case has several such clocks. */
  readonly about?: string;
  /** Of stage 2: which reading of its start this is (both are shown). */
  readonly reading?: 'request' | 'statement';
  /** Whether this is the reading that counts; true for every clock that has only one. */
  readonly counts: boolean;
  readonly startedOn: Day; readonly startedBecause: string;
  /**
   * The due day without extension. Absent while nobody has stated it, and while the case is deferred. While an advocate is being found,
   * the day that would hold if one were appointed today.
   */
  readonly dueOn?: Day;
  /** The due day with a lawful extension, where one was made. */
  readonly extendedDueOn?: Day;
  readonly endedOn?: Day;
  /** The due day that the stage was judged against when it ended. */
  readonly judgedAgainst?: Day;
  readonly standing: Standing;
  /** Working days of stage 2 on which it should be looked at: a local setting. */
  readonly milestones?: readonly Milestone[];
  /** Every step to the due day, and what came of it. Worked out when asked for. */
  explain(): readonly Step[];
};

/** When a clock starts, what ended it, and what it is judged by. */
export type Start = {
  readonly startedOn: Day; readonly because?: string; readonly endedOn?: Day | undefined;
  readonly judged?: Judgement | undefined; readonly circumstances?: Circumstances; readonly statedDueOn?: Day | undefined;
  /** The day since which an advocate is being found. */
  readonly advocateSought?: Day | undefined;
  /** The day since which the case is deferred for other proceedings. */
  readonly deferredSince?: Day | undefined;
  /** Nothing can meet it any more. */
  readonly over?: boolean;
  readonly about?: string; readonly reading?: 'request' | 'statement'; readonly counts?: boolean; readonly milestones?: readonly number[];
};

/** A case whose handling is not decided yet runs on the statutory clock: nobody gains time by not deciding. */
export function procedureOn(file: RepresentationFile, on: Day, context: ClockContext): Procedure | undefined {
  return procedureInForce(file.handledAs ?? 'statutory', on, context.procedures);
}

/** A clock of a rule that has started, as it stands on the day of the context. */
export function makeClock(rule: Rule, start: Start, context: ClockContext): Clock {
  const endedOn = start.endedOn !== undefined && start.endedOn <= context.today ? start.endedOn : undefined;
  const open = endedOn === undefined && start.over !== true;
  const due = open && start.deferredSince !== undefined ? {} : dueDays(rule, start, context);
  const dueNow = due.extendedDueOn ?? due.dueOn;
  const dueOn = endedOn === undefined ? dueNow : start.judged?.dueOn ?? dueNow;
  const standing = standingOf(rule, start, dueOn, endedOn, context);
  const milestones = open && start.deferredSince === undefined ? start.milestones?.map((workingDay) => milestoneOn(start, workingDay, context)) : undefined;
  return {
    rule, ...due, counts: start.counts ?? true, startedOn: start.startedOn, startedBecause: start.because ?? rule.starts.text, standing,
    ...(start.about === undefined ? {} : { about: start.about }),
    ...(start.reading === undefined ? {} : { reading: start.reading }),
    ...(endedOn === undefined ? {} : { endedOn }),
    ...(endedOn === undefined || dueOn === undefined ? {} : { judgedAgainst: dueOn }),
    ...(milestones === undefined || milestones.length === 0 ? {} : { milestones }),
    explain: () => [...stepsTo(rule, start, open, context), ...(endedOn === undefined ? [] : [endingStep(rule, endedOn, dueOn, dueNow, standing)])],
  };
}

function stepsTo(rule: Rule, start: Start, open: boolean, { calendar, conventions, today }: ClockContext): readonly Step[] {
  const because = start.because ?? rule.starts.text;
  const begun: Step = { on: start.startedOn, kind: 'start', text: `The clock starts: ${because}` };
  if (open && start.deferredSince !== undefined) {
    return [begun, { on: start.deferredSince, kind: 'suspended', text: 'The case is deferred because of other proceedings. The clock starts afresh if the complaint is resubmitted' }];
  }
  if (start.statedDueOn !== undefined) return [begun, { on: start.statedDueOn, kind: 'due', text: `Due by the end of this day, which the Ombudsman states (${rule.key}, ${rule.source})` }];
  if (rule.limit === undefined) return [begun, { on: start.startedOn, kind: 'note', text: 'The day that the Ombudsman states is not on record, so no due day is known' }];
  const { steps } = deadlineOf(rule, start.startedOn, calendar, conventions, { ...start.circumstances, startedBecause: because });
  return open && start.advocateSought !== undefined
    ? [...steps, { on: today, kind: 'note', text: `An advocate has been sought since ${inWords(start.advocateSought)}: the due day moves on with each working day until one is appointed` }]
    : steps;
}

function dueDays(rule: Rule, start: Start, { calendar, conventions }: ClockContext): { readonly dueOn?: Day; readonly extendedDueOn?: Day } {
  if (start.statedDueOn !== undefined) return { dueOn: start.statedDueOn };
  if (rule.limit === undefined) return {};
  if (rule.limit.unit !== 'working day' || rule.limit.counting === 'before') return { dueOn: dueOnOf(rule, start.startedOn, calendar, conventions) };
  const numbers = dueNumbers(rule, start.startedOn, calendar, conventions, start.circumstances);
  const dueOn = dayFromNumber(numbers.due);
  return numbers.extended === undefined ? { dueOn } : { dueOn, extendedDueOn: dayFromNumber(numbers.extended) };
}

function milestoneOn(start: Start, workingDay: number, { calendar, conventions, today }: ClockContext): Milestone {
  const on = dayFromNumber(addWorkingDays(zeroOf(start.startedOn, calendar, conventions), workingDay, calendar));
  return { workingDay, on, reached: on <= today };
}

function endingStep(rule: Rule, endedOn: Day, judgedAgainst: Day | undefined, dueNow: Day | undefined, standing: Standing): Step {
  const kept = judgedAgainst !== undefined && dueNow !== undefined && judgedAgainst !== dueNow
    ? `. It was judged against ${inWords(judgedAgainst)}, the due day as it was known when the clock ended` : '';
  return { on: endedOn, kind: 'note', text: `Ended: ${rule.stops.text}; ${standingInWords(standing)}${kept}` };
}
