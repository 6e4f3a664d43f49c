import type { Extension, Suspension } from './case-file.ts';
import type { Conventions } from './conventions.ts';
import { dayFromNumber, dayNumber, daysAfter, inWords, monthsAfter, type Day } from './day.ts';
import type { Certainty, Rule } from './procedure.ts';
import { addWorkingDays, countWorkingDays, whyNotWorkingDay, type Calendar } from './working-days.ts';

/** One thing that happened to a clock on a day. `count` is the working day that it was, from the start. */
export type Step = {
  readonly on: Day;
  readonly kind: 'start' | 'counted' | 'skipped' | 'suspended' | 'extended' | 'note' | 'due';
  readonly count?: number; readonly text: string;
};

/** What lengthens a clock, and what to say of its start. */
export type Circumstances = {
  readonly suspensions?: readonly Suspension[];
  readonly extensions?: readonly Extension[];
  /** The rule that says how far an extension may reach. */
  readonly longest?: Rule;
  /** A suspension that has not ended by this day is taken to last until it: today, or the day the stage ended. */
  readonly until?: Day;
  /** Why the clock started on its day, in place of the rule's own words. */
  readonly startedBecause?: string;
};

export type Deadline = { readonly rule: Rule; readonly dueOn: Day; readonly steps: readonly Step[] };

/** The due days of one clock, as day numbers. `extended` is there only where an extension was made on a ground that the rule allows. */
export type DueNumbers = { readonly due: number; readonly extended?: number; readonly longest?: number };

type Suspended = { readonly from: number; readonly to: number };

/** The day on which a clock is taken to start: by convention, the next working day for what arrived on another. */
export function countingStart(from: Day, calendar: Calendar, conventions: Conventions): Day {
  if (conventions.receipt === 'arrival-day' || whyNotWorkingDay(from, calendar) === undefined) return from;
  return dayFromNumber(addWorkingDays(dayNumber(from), 1, calendar));
}

/** The day 0 of a count: the day of the start, or the day before where the start is day 1. */
export function zeroOf(from: Day, calendar: Calendar, conventions: Conventions): number {
  const start = dayNumber(countingStart(from, calendar, conventions));
  return conventions.dayCount === 'include-start' ? start - 1 : start;
}

/** Days on which the clock stood still, as spans of which the first day is left out and the last taken in, in order and never overlapping. */
function suspendedSpans(circumstances: Circumstances, zero: number): readonly Suspended[] {
  const { suspensions = [], until } = circumstances;
  if (suspensions.length === 0) return [];
  const spans: { from: number; to: number }[] = [];
  for (const suspension of suspensions.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const end = suspension.to === undefined || (until !== undefined && until < suspension.to) ? until : suspension.to;
    if (end === undefined) continue;
    const last = spans.at(-1);
    const from = Math.max(dayNumber(suspension.from), last?.to ?? zero, zero);
    const to = dayNumber(end);
    if (to > from) spans.push({ from, to });
  }
  return spans;
}

function afterSuspensions(zero: number, count: number, spans: readonly Suspended[], calendar: Calendar): number {
  return movedOn(addWorkingDays(zero, count, calendar), zero, spans, calendar);
}

/** A day set on `setOn`, later by the working days on which the clock stood still in between. */
function movedOn(setFor: number, setOn: number, spans: readonly Suspended[], calendar: Calendar): number {
  let due = setFor;
  for (const span of spans) {
    const from = Math.max(span.from, setOn);
    // On the last working day no time is left to move.
    if (from >= due || countWorkingDays(from, due, calendar) === 0) break;
    if (span.to > from) due = addWorkingDays(due, countWorkingDays(from, span.to, calendar), calendar);
  }
  return due;
}

/** Whether a rule allows an extension for this reason. */
export function mayExtend(rule: Rule, reason: string | undefined): boolean {
  if (rule.extension === undefined) return false;
  return rule.extension.grounds === 'any reason given in writing' || (reason !== undefined && rule.extension.grounds.includes(reason.trim().toLowerCase()));
}

/** Whether an extension may reach past the longest, because there is a good reason and the rule takes one. */
export function mayPassLongest(rule: Rule, extension: Extension): boolean {
  return extension.forGoodReason === true && rule.extension?.longerForGoodReason !== undefined;
}

/**
 * When something is due by a rule whose limit is in working days after its start, with what suspended and extended it.
 * @throws CalendarEndError past the days known.
 */
export function dueNumbers(rule: Rule, from: Day, calendar: Calendar, conventions: Conventions, circumstances: Circumstances = {}): DueNumbers {
  const zero = zeroOf(from, calendar, conventions);
  const spans = suspendedSpans(circumstances, zero);
  const count = countOf(rule);
  const most = circumstances.longest === undefined ? undefined : countOf(circumstances.longest);
  const capped = (due: number) => (spans.length > 0 && conventions.suspension === 'within-maximum' ? Math.min(due, addWorkingDays(zero, most ?? count, calendar)) : due);
  const due = capped(afterSuspensions(zero, count, spans, calendar));
  if (most === undefined || circumstances.extensions === undefined || circumstances.extensions.length === 0) return { due };
  const longest = capped(afterSuspensions(zero, most, spans, calendar));
  let extended: number | undefined;
  for (const extension of circumstances.extensions) {
    if (!mayExtend(rule, extension.reason)) continue;
    const extendedTo = movedOn(dayNumber(extension.extendedTo), dayNumber(extension.on), spans, calendar);
    extended = Math.max(extended ?? due, mayPassLongest(rule, extension) ? extendedTo : Math.min(extendedTo, longest));
  }
  return extended === undefined ? { due, longest } : { due, extended, longest };
}

/** Working days from the start of a clock to a day, those on which it stood still left out. */
export function workingDaysTaken(from: Day, to: Day, calendar: Calendar, conventions: Conventions, circumstances: Circumstances = {}): number {
  const zero = zeroOf(from, calendar, conventions);
  const end = dayNumber(to);
  let taken = countWorkingDays(zero, end, calendar);
  for (const span of suspendedSpans(circumstances, zero)) {
    if (span.from >= end) break;
    taken -= countWorkingDays(span.from, Math.min(span.to, end), calendar);
  }
  return taken;
}

/**
 * The day by which something is due by a rule, and every step to it.
 * @throws CalendarEndError past the days known. @throws RangeError for a rule that has no limit of its own: ask `rule.limit` first.
 */
export function deadlineOf(rule: Rule, from: Day, calendar: Calendar, conventions: Conventions, circumstances: Circumstances = {}): Deadline {
  const limit = rule.limit;
  if (limit === undefined) throw new RangeError(`Rule ${rule.key} has no limit`);
  if (limit.unit !== 'working day') return deadlineByDate(rule, from, calendar, conventions, circumstances);
  return limit.counting === 'before' ? deadlineCountedBack(rule, from, calendar, conventions, circumstances) : deadlineInWorkingDays(rule, from, calendar, conventions, circumstances);
}

/** The day by which something is due, without the steps. */
export function dueOnOf(rule: Rule, from: Day, calendar: Calendar, conventions: Conventions): Day {
  const limit = rule.limit;
  if (limit === undefined) throw new RangeError(`Rule ${rule.key} has no limit`);
  if (limit.unit !== 'working day') return byDate(rule, from, calendar, conventions).dueOn;
  if (limit.counting === 'before') return dayFromNumber(addWorkingDays(dayNumber(from), -backCount(rule, conventions), calendar));
  return dayFromNumber(dueNumbers(rule, from, calendar, conventions).due);
}

/** `10 working days`, `12 months beginning with the day`. */
export function limitInWords(rule: Rule): string {
  if (rule.limit === undefined) return rule.statedBy === undefined ? 'no fixed time' : `the day that the ${rule.statedBy} states`;
  const { count, unit, counting } = rule.limit;
  return `${count} ${unit}${count === 1 ? '' : 's'}${counting === 'before' ? ' before' : counting === 'beginning with' ? ' beginning with the day' : ''}`;
}

const sureness: { readonly [C in Certainty]: string } = {
  FOUND: 'read in the document itself',
  'FOUND-2nd': 'read in a reliable second source',
  SEED: 'a council’s own practice',
  'RECALLED(h)': 'recalled, fairly sure; to be checked',
  'RECALLED(m)': 'recalled, less sure; to be checked',
  'RECALLED(l)': 'recalled, unsure; to be checked',
  INFERRED: 'worked out, not stated anywhere',
};

/** How sure a rule is, in words. */
export function certaintyInWords(certainty: Certainty): string {
  return sureness[certainty];
}

function countOf(rule: Rule): number {
  if (rule.limit?.unit !== 'working day') throw new RangeError(`Rule ${rule.key} does not count working days`);
  return rule.limit.count;
}

function backCount(rule: Rule, conventions: Conventions): number {
  return countOf(rule) + (conventions.panelPapers === 'clear-days' ? 1 : 0);
}

function startSteps(rule: Rule, from: Day, calendar: Calendar, conventions: Conventions, circumstances: Circumstances): Step[] {
  const because = circumstances.startedBecause ?? rule.starts.text;
  const start = countingStart(from, calendar, conventions);
  if (start !== from) {
    return [
      { on: from, kind: 'note', text: `${sentence(because)} on a day that is not a working day (${whyNotWorkingDay(from, calendar) ?? ''})` },
      { on: start, kind: 'start', text: `The clock starts: by this council’s convention it is taken as received on the next working day` },
    ];
  }
  const dayZero = rule.limit?.unit !== 'working day' ? '' : conventions.dayCount === 'include-start' ? '. This day counts as day 1' : '. This is day 0';
  return [{ on: from, kind: 'start', text: `The clock starts: ${because}${dayZero}` }];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What the last day of a rule is for: something is due, a window closes, a right begins. */
export function dueInWords(rule: Rule): string {
  return rule.kind === 'window' ? 'open until the end of' : rule.kind === 'right' ? 'begins after the end of' : 'due by the end of';
}

function dueText(rule: Rule, counted: string): string {
  return `${counted}: ${dueInWords(rule)} this day (${rule.key}, ${rule.source})`;
}

function deadlineInWorkingDays(rule: Rule, from: Day, calendar: Calendar, conventions: Conventions, circumstances: Circumstances): Deadline {
  const numbers = dueNumbers(rule, from, calendar, conventions, circumstances);
  const zero = zeroOf(from, calendar, conventions);
  const spans = suspendedSpans(circumstances, zero);
  const last = numbers.extended ?? numbers.due;
  const steps: Step[] = startSteps(rule, from, calendar, conventions, circumstances);
  const limit = countOf(rule);
  const notices = extensionSteps(rule, circumstances, numbers);
  let counted = 0;
  for (let number = zero + 1; number <= last; number += 1) {
    const on = dayFromNumber(number);
    while (notices[0] !== undefined && notices[0].on < on) steps.push(notices.shift()!);
    const why = whyNotWorkingDay(on, calendar);
    const still = spans.some((span) => number > span.from && number <= span.to);
    if (why === undefined && !still) counted += 1;
    if (number === last) break;
    if (why !== undefined) steps.push({ on, kind: 'skipped', text: `Not counted: ${why}` });
    else if (still) steps.push({ on, kind: 'suspended', text: 'Not counted: an advocate is being found' });
    else steps.push({ on, kind: 'counted', count: counted, text: number === numbers.due ? `Working day ${counted} of ${limit}: due here without the extension` : `Working day ${counted}` });
  }
  steps.push(...notices.filter((notice) => notice.on <= dayFromNumber(last)));
  const cut = spans.length > 0 && numbers.extended === undefined && counted < limit;
  const text = numbers.extended !== undefined
    ? dueText(rule, `Working day ${counted}, extended`)
    : cut ? dueText(rule, `Working day ${counted} of ${limit}; by this council’s convention the time an advocate took does not reach past working day ${circumstances.longest?.limit?.count ?? limit} from the start`)
      : dueText(rule, `Working day ${counted} of ${limit}`);
  const dueOn = dayFromNumber(last);
  steps.push({ on: dueOn, kind: 'due', count: counted, text });
  steps.push(...notices.filter((notice) => notice.on > dueOn).map((notice) => ({ ...notice, kind: 'note' as const })));
  return { rule, dueOn, steps };
}

function extensionSteps(rule: Rule, circumstances: Circumstances, numbers: DueNumbers): Step[] {
  const steps: Step[] = [];
  for (const extension of circumstances.extensions ?? []) {
    const reason = extension.reason === undefined ? 'no reason recorded' : `reason: ${extension.reason.replaceAll('_', ' ')}`;
    if (!mayExtend(rule, extension.reason)) {
      const grounds = rule.extension === undefined || rule.extension.grounds === 'any reason given in writing' ? '' : ` (${rule.extension.grounds.join(', ')})`;
      steps.push({ on: extension.on, kind: 'note', text: `Put off to ${inWords(extension.extendedTo)} (${reason}). That is not one of the grounds for an extension${grounds}, so the clock is not lengthened` });
      continue;
    }
    const beyond = numbers.longest !== undefined && dayNumber(extension.extendedTo) > numbers.longest;
    const allowed = beyond && mayPassLongest(rule, extension) ? `; longer than ${inWords(dayFromNumber(numbers.longest))} for a good reason (${rule.extension?.longerForGoodReason?.source ?? ''})` : beyond ? `; no extension may reach past ${inWords(dayFromNumber(numbers.longest))} (${rule.extension?.rule ?? rule.key})` : '';
    steps.push({ on: extension.on, kind: 'extended', text: `Extended to ${inWords(extension.extendedTo)} (${reason})${allowed}` });
  }
  return steps.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function deadlineCountedBack(rule: Rule, from: Day, calendar: Calendar, conventions: Conventions, circumstances: Circumstances): Deadline {
  const clear = conventions.panelPapers === 'clear-days';
  const count = backCount(rule, conventions);
  const dueOn = dayFromNumber(addWorkingDays(dayNumber(from), -count, calendar));
  const steps: Step[] = [{ on: from, kind: 'start', text: `Counted back from here: ${circumstances.startedBecause ?? rule.starts.text}. This is day 0` }];
  let counted = 0;
  for (let on = daysAfter(from, -1); on > dueOn; on = daysAfter(on, -1)) {
    const why = whyNotWorkingDay(on, calendar);
    if (why === undefined) counted += 1;
    steps.push(why === undefined ? { on, kind: 'counted', count: counted, text: `Working day ${counted} before` } : { on, kind: 'skipped', text: `Not counted: ${why}` });
  }
  const text = dueText(rule, clear ? `The day before ${count - 1} clear working days` : `Working day ${count} of ${count} before`);
  return { rule, dueOn, steps: [...steps, { on: dueOn, kind: 'due', count, text }] };
}

/** The same date some weeks, months or years on; the day before it where the period begins with the day itself. */
function byDate(rule: Rule, from: Day, calendar: Calendar, conventions: Conventions): { readonly end: Day; readonly dueOn: Day } {
  const { count, unit, counting } = rule.limit!;
  const anniversary = unit === 'week' ? daysAfter(from, count * 7) : monthsAfter(from, unit === 'year' ? count * 12 : count);
  const sameDate = anniversary.slice(8) === from.slice(8);
  const end = counting === 'beginning with' && sameDate ? daysAfter(anniversary, -1) : anniversary;
  if (unit !== 'year' || conventions.oneYearExpiry === 'same-day') return { end, dueOn: end };
  let dueOn = end;
  while (whyNotWorkingDay(dueOn, calendar) !== undefined) dueOn = daysAfter(dueOn, 1);
  return { end, dueOn };
}

function deadlineByDate(rule: Rule, from: Day, calendar: Calendar, conventions: Conventions, circumstances: Circumstances): Deadline {
  const { end, dueOn } = byDate(rule, from, calendar, conventions);
  const beginning = rule.limit?.counting === 'beginning with';
  const length = limitInWords(rule).replace(' beginning with the day', '');
  const steps: Step[] = [{ on: from, kind: 'start', text: `The time starts: ${circumstances.startedBecause ?? rule.starts.text}${beginning ? '. It begins with this day' : ''}` }];
  for (let on = end; on < dueOn; on = daysAfter(on, 1)) {
    steps.push({ on, kind: 'skipped', text: `Not counted: ${whyNotWorkingDay(on, calendar) ?? ''}${on === end ? ` (${length} on)` : ''}` });
  }
  if (rule.limit?.unit === 'year' && conventions.oneYearExpiry === 'next-working-day' && (dueOn < calendar.knownFrom || dueOn > calendar.knownUntil)) {
    steps.push({ on: dueOn, kind: 'note', text: `Bank holidays are known from ${inWords(calendar.knownFrom)} to ${inWords(calendar.knownUntil)}, so whether this day is one is not known` });
  }
  const last = dueOn !== end ? `The next working day after ${length}` : beginning ? `The last day of ${length}` : `${sentence(length)} on`;
  steps.push({ on: dueOn, kind: 'due', text: dueText(rule, last) });
  return { rule, dueOn, steps };
}
