import type { RepresentationFile } from '../../../domain/case-file.ts';
import { type Clock, type ClockContext, clocksOf } from '../../../domain/clocks.ts';
import { type Day, daysAfter, inWords, inWordsWithWeekday } from '../../../domain/day.ts';
import { certaintyInWords, deadlineOf, limitInWords, type Step } from '../../../domain/deadline.ts';
import { type Procedure, procedureInForce, ruleOf } from '../../../domain/procedure.ts';
import { CalendarEndError, workingDaysAfter } from '../../../domain/working-days.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import { standingTag, type Tag } from '../../standing-tag.ts';

type Line = { readonly when: string; readonly text: string };
export type ClockPanel = {
  readonly id: string; readonly name: string; readonly due: string; readonly tag: Tag; readonly rule: string; readonly source: string; readonly note?: string;
  readonly lines: readonly Line[]; readonly milestones: readonly string[]; readonly whatIf: readonly string[]; readonly suspendable: boolean;
};
export type ClockPanels = { readonly running: readonly ClockPanel[]; readonly ended: readonly ClockPanel[]; readonly unknown?: string };

export const SUPPOSED_DAYS = 5;
const MOST_SUPPOSED_DAYS = 60;

/** For how many working days the page is to suppose that an advocate is being found. */
export function readSupposedDays(typed: unknown): number {
  const days = typeof typed === 'string' && /^\d{1,2}$/.test(typed) ? Number(typed) : SUPPOSED_DAYS;
  return days >= 1 && days <= MOST_SUPPOSED_DAYS ? days : SUPPOSED_DAYS;
}

const urgency = { overdue: 0, 'due today': 1, running: 2, suspended: 3, 'not yet': 4, met: 5, missed: 5, closed: 6 } as const;

/** Every clock of a case, the running ones first by what is most urgent. */
export function clockPanels(file: RepresentationFile, context: ClockContext, supposedDays: number): ClockPanels {
  try {
    const clocks = clocksOf(file, context).filter((clock) => clock.counts || clock.endedOn === undefined);
    const panel = (clock: Clock, index: number) => clockPanel(clock, `clock-${index + 1}`, file, context, supposedDays);
    const runs = (clock: Clock) => !['met', 'missed', 'closed'].includes(clock.standing.is);
    const byUrgency = (a: Clock, b: Clock) => urgency[a.standing.is] - urgency[b.standing.is] || (dueOf(a) ?? '9').localeCompare(dueOf(b) ?? '9');
    const running = clocks.filter(runs).sort(byUrgency);
    return { running: running.map(panel), ended: clocks.filter((clock) => !runs(clock)).map((clock, index) => panel(clock, running.length + index)) };
  } catch (error) {
    if (!(error instanceof CalendarEndError)) throw error;
    return { running: [], ended: [], unknown: error.message };
  }
}

function dueOf(clock: Clock): Day | undefined {
  return clock.judgedAgainst ?? clock.extendedDueOn ?? clock.dueOn;
}

function clockPanel(clock: Clock, id: string, file: RepresentationFile, context: ClockContext, supposedDays: number): ClockPanel {
  const { rule } = clock;
  const dueOn = dueOf(clock);
  const reading = clock.reading === undefined || clock.counts ? '' : clock.reading === 'statement' ? ', counted from the agreed statement' : ', counted from the request';
  const open = clock.endedOn === undefined && clock.standing.is !== 'closed';
  return {
    id, name: `${rule.name}${clock.about === undefined ? '' : ` (${clock.about})`}${reading}`,
    due: dueOn === undefined ? 'No day is known' : `${rule.kind === 'window' ? 'Open until' : 'Due'} ${inWords(dueOn)}${extendedInWords(clock)}`, tag: standingTag(clock.standing),
    rule: `Rule ${rule.key}: ${limitInWords(rule)}, from when ${clock.startedBecause}, until ${rule.stops.text}.`,
    source: `Source: ${rule.source} (${certaintyInWords(rule.certainty)}).`, ...(rule.note === undefined ? {} : { note: rule.note }),
    lines: inRuns(clock.explain()),
    milestones: (clock.milestones ?? []).map((milestone) => `Working day ${milestone.workingDay} ${milestone.reached ? 'was' : 'is'} ${inWords(milestone.on)}`),
    whatIf: open ? whatIf(clock, file, context, supposedDays) : [], suspendable: open && rule.suspension !== undefined && clock.standing.is !== 'suspended',
  };
}

/** That a clock was lawfully extended, and from which day; nothing where it was not, or the extension moved no day. */
function extendedInWords({ dueOn, extendedDueOn }: Clock): string {
  return extendedDueOn === undefined || dueOn === undefined || extendedDueOn <= dueOn ? '' : `, extended from ${inWords(dueOn)}`;
}

/** Days that follow one another and are told alike become one line: a week's working days, a weekend. */
function inRuns(steps: readonly Step[]): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < steps.length;) {
    const first = steps[start]!;
    let end = start;
    if (first.kind === 'counted' || first.kind === 'skipped') {
      while (steps[end + 1] !== undefined && steps[end + 1]!.kind === first.kind && daysAfter(steps[end]!.on, 1) === steps[end + 1]!.on && (first.kind === 'counted' || told(steps[end + 1]!) === told(first))) end += 1;
    }
    const last = steps[end]!;
    if (end === start) lines.push({ when: inWordsWithWeekday(first.on), text: first.text });
    else lines.push({ when: spanInWords(first.on, last.on), text: first.kind === 'counted' ? `Working days ${first.count ?? ''} to ${last.count ?? ''}` : 'Not counted: weekend' });
    start = end + 1;
  }
  return lines;
}

/** `Monday 5 to Friday 9 February 2024`: the month and year once where they are the same. */
function spanInWords(from: Day, to: Day): string {
  const words = inWordsWithWeekday(from);
  return `${from.slice(0, 7) === to.slice(0, 7) ? words.split(' ').slice(0, 2).join(' ') : words} to ${inWordsWithWeekday(to)}`;
}

function told(step: Step): string {
  return /: (?:Saturday|Sunday)$/.test(step.text) ? 'weekend' : `${step.on} ${step.text}`;
}

/** What would follow from the lawful ways to lengthen a clock, each worked out by the same rule as the due day. */
function whatIf(clock: Clock, file: RepresentationFile, context: ClockContext, supposedDays: number): readonly string[] {
  const { rule, startedOn } = clock;
  if (rule.limit?.unit !== 'working day' || rule.limit.counting === 'before' || clock.dueOn === undefined) return [];
  const { calendar, conventions, today } = context;
  const suspensions = rule.suspension === undefined ? [] : file.suspensions;
  const found: string[] = [];
  const longest = rule.extension === undefined ? undefined : procedureOf(file, clock, context)?.ruleByKey.get(rule.extension.rule);
  if (rule.extension !== undefined && longest !== undefined && clock.extendedDueOn === undefined) {
    const grounds = typeof rule.extension.grounds === 'string' ? `for ${rule.extension.grounds}` : `because of ${rule.extension.grounds.map((ground) => (ground === 'advocate' ? 'an advocate being asked for' : ground)).join(' or ')}`;
    const { dueOn } = deadlineOf(longest, startedOn, calendar, conventions, { suspensions, until: today });
    found.push(`If it is lawfully extended (${grounds}), it may be due ${inWords(dueOn)} at the latest: ${limitInWords(longest)} from the same start (${longest.key}).`);
  }
  if (rule.suspension !== undefined && clock.standing.is !== 'suspended') {
    const to = workingDaysAfter(today, supposedDays, calendar);
    const circumstances = { suspensions: [...suspensions, { from: today, to }], extensions: file.stage1Extensions, ...(longest === undefined ? {} : { longest }) };
    const days = `${supposedDays} working day${supposedDays === 1 ? '' : 's'}`;
    const { steps } = deadlineOf(rule, startedOn, calendar, conventions, circumstances);
    const due = steps.findLast((step) => step.kind === 'due')?.on ?? clock.dueOn;
    const now = clock.extendedDueOn ?? clock.dueOn;
    found.push(due === now
      ? `If an advocate is sought today and appointed ${days} later, on ${inWords(to)}, it stays due on ${inWords(due)}: the time had run out before.`
      : `If an advocate is sought today and appointed ${days} later, on ${inWords(to)}, it is due ${inWords(due)} instead of ${inWords(now)} (${rule.suspension.rule}).`);
  }
  return found;
}

function procedureOf(file: RepresentationFile, clock: Clock, context: ClockContext): Procedure | undefined {
  const on = clock.rule.stage === 'stage2' && file.stage2.state !== 'none' ? file.stage2.requestedOn : file.receivedOn;
  const procedure = procedureInForce(file.handledAs ?? 'statutory', on, context.procedures);
  return procedure?.ruleByKey.has(clock.rule.key) === true && ruleOf(procedure, clock.rule.key) === clock.rule ? procedure : undefined;
}

/** The day that counts most now: the most urgent of the clocks that count. */
export function nextDue(panels: ClockPanels): { readonly text: string; readonly tag: Tag } | undefined {
  const [first] = panels.running;
  return first === undefined ? undefined : { text: `${capitalised(first.name)}: ${first.due.slice(0, 1).toLowerCase()}${first.due.slice(1)}`, tag: first.tag };
}
