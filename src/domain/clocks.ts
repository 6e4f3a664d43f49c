import type { CaseFile, OmbudsmanMatter, RepresentationFile, Stage2Progress, Stage3File, UnattachedFile } from './case-file.ts';
import { dayFromNumber, inWords, type Day } from './day.ts';
import { deferredSince } from './deferral.ts';
import { deadlineOf, dueNumbers, dueOnOf, zeroOf, type Circumstances, type Step } from './deadline.ts';
import { isReferredEarly } from './early-referral.ts';
import type { Judgement } from './events.ts';
import { stage1Circumstances, stage1Procedure, stage1Start, stage2Start, stage2StatementStart, stage3Start, type JudgedBy } from './judgement.ts';
import { procedureInForce, ruleOf, type Procedure, type Rule } from './procedure.ts';
import { remedyMetOn } from './ombudsman-matters.ts';
import { responseWindow } from './response-window.ts';
import { stage2Progress } from './stage2-file.ts';
import { addWorkingDays, workingDaysBetween, type Calendar } from './working-days.ts';

export type ClockContext = JudgedBy & { readonly today: Day };

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

type Start = {
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

/**
 * Every clock and window of a representation, running or ended, in the order of the procedure. The right to stage 2 where stage 1
 * is late (T09) is stage 1's own clock overdue; the window for the Ombudsman (T24) needs a day that no record holds.
 * @throws CalendarEndError where a due day lies past the days known.
 */
export function clocksOf(file: RepresentationFile, context: ClockContext): readonly Clock[] {
  return [...receiptClocks(file, context), ...stage1Clocks(file, context), ...stage2Clocks(file, context), ...stage3Clocks(file, context), ...file.ombudsman.flatMap((matter) => ombudsmanClocks(file, matter, context))];
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

/** A case whose handling is not decided yet runs on the statutory clock: nobody gains time by not deciding. */
function procedureOn(file: RepresentationFile, on: Day, context: ClockContext): Procedure | undefined {
  return procedureInForce(file.handledAs ?? 'statutory', on, context.procedures);
}

function receiptClocks(file: RepresentationFile, context: ClockContext): Clock[] {
  const procedure = procedureOn(file, file.receivedOn, context);
  if (procedure === undefined) return [];
  const clocks: Clock[] = [];
  const year = ruleOf(procedure, procedure.key === 'statutory' ? 'T01' : 'C07');
  const grounds = file.received.groundsAroseOn;
  if (grounds !== undefined) clocks.push(makeClock(year, { startedOn: grounds, endedOn: file.receivedOn }, context));
  for (const element of file.elements) {
    if (element.groundsAroseOn !== undefined && (element.groundsAroseOn !== grounds || element.addedOn !== undefined)) {
      clocks.push(makeClock(year, { startedOn: element.groundsAroseOn, endedOn: element.addedOn ?? file.receivedOn, about: `element ${element.element}` }, context));
    }
  }
  const { deferral } = file;
  if (deferral?.proceedingsEndedOn !== undefined && procedure.key === 'statutory') {
    clocks.push(makeClock(ruleOf(procedure, 'T23'), { startedOn: deferral.proceedingsEndedOn, endedOn: deferral.resubmittedOn }, context));
  }
  return clocks;
}

function stage1Clocks(file: RepresentationFile, context: ClockContext): Clock[] {
  const procedure = file.handledAs === undefined ? procedureOn(file, file.receivedOn, context) : stage1Procedure(file, context);
  if (procedure === undefined) return [];
  const clocks: Clock[] = [];
  const { stage1 } = file;
  const ended = stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1 : undefined;
  const endedOn = ended === undefined || ended.undated === true ? undefined : ended.on;
  const over = ended !== undefined || stage1.state === 'skipped' || file.closedOn !== undefined || file.stage2.state !== 'none';
  const acknowledgement = ruleOf(procedure, procedure.measures.acknowledgement);
  if (acknowledgement.limit !== undefined) clocks.push(makeClock(acknowledgement, { startedOn: file.receivedOn, endedOn: file.acknowledgedOn, over }, context));
  const start = stage1Start(file, procedure);
  const circumstances = stage1Circumstances(file, procedure, endedOn ?? context.today);
  const advocateSought = endedOn !== undefined ? undefined : circumstances.suspensions?.find((suspension) => suspension.to === undefined)?.from;
  clocks.push(makeClock(ruleOf(procedure, procedure.measures.stage1), {
    startedOn: start.on, because: start.because, endedOn, judged: ended?.judged, circumstances,
    advocateSought, deferredSince: deferredSince(file), over: stage1.state === 'skipped' || ended?.undated === true || file.stage2.state === 'requested' || file.stage2.state === 'accepted' || file.stage3.state !== 'none' || file.closedOn !== undefined,
  }, context));
  const window = responseWindow(file, 'stage2', context);
  if (window !== undefined) clocks.push(makeClock(window.rule, { ...window, endedOn: file.stage2.state === 'none' ? undefined : file.stage2.requestedOn }, context));
  return clocks;
}

function stage2Clocks(file: RepresentationFile, context: ClockContext): Clock[] {
  const { stage2 } = file;
  if (stage2.state === 'none') return [];
  const procedure = procedureOn(file, stage2.requestedOn, context);
  if (procedure === undefined) return [];
  const progress: Stage2Progress = stage2Progress(stage2);
  const over = stage2.state === 'refused' || progress.adjudicationUndated === true || progress.closedOn !== undefined || file.closedOn !== undefined;
  const endedOn = progress.adjudicationUndated === true ? undefined : progress.adjudicatedOn;
  const circumstances = { extensions: progress.extensions ?? [], longest: ruleOf(procedure, procedure.measures.stage2Longest) };
  const start = stage2Start(stage2, progress.acknowledgedOn, file, procedure);
  const statement = procedure.key === 'statutory' ? stage2StatementStart(progress.statementAgreedOn, file) : undefined;
  const byStatement = context.conventions.stage2Start === 'statement' && statement !== undefined;
  const deferred = deferredSince(file);
  const shared = { endedOn, circumstances, over, deferredSince: deferred, milestones: procedure.stage2Milestones };
  const measure = ruleOf(procedure, procedure.measures.stage2);
  const clocks: Clock[] = [];
  if (procedure.measures.stage2Acknowledgement !== undefined) {
    clocks.push(makeClock(ruleOf(procedure, procedure.measures.stage2Acknowledgement), { startedOn: stage2.requestedOn, endedOn: progress.acknowledgedOn, deferredSince: deferred, over: over || endedOn !== undefined }, context));
  }
  clocks.push(makeClock(measure, { ...shared, startedOn: start.on, because: start.because, judged: progress.judged, ...(procedure.key === 'statutory' ? { reading: 'request' as const } : {}), counts: !byStatement }, context));
  if (statement !== undefined) {
    clocks.push(makeClock(measure, { ...shared, startedOn: statement.on, because: statement.because, judged: progress.judgedFromStatement, reading: 'statement', counts: byStatement }, context));
  }
  if (procedure.key === 'corporate') return clocks;
  const from = (endedBy: Day | undefined) => {
    const counted = (byStatement ? stage2StatementStart(progress.statementAgreedOn, file, endedBy) : undefined) ?? stage2Start(stage2, progress.acknowledgedOn, file, procedure, endedBy);
    return { startedOn: counted.on, because: counted.because, deferredSince: deferred, endedOn: endedBy };
  };
  const settled = over || endedOn !== undefined;
  const unsigned = progress.statements?.find((statement) => statement.state === 'unsigned')?.on;
  const settledOn = progress.statementAgreedOn ?? unsigned;
  const settling = stage2Start(stage2, progress.acknowledgedOn, file, procedure, settledOn);
  clocks.push(
    makeClock(ruleOf(procedure, 'L01'), { startedOn: settling.on, because: settling.because, deferredSince: deferred, endedOn: settledOn, over: settled }, context),
    makeClock(ruleOf(procedure, 'T13'), { ...from(progress.extensions?.[0]?.on), over: settled }, context),
    makeClock(ruleOf(procedure, 'T14'), { ...from(progress.investigationReportOn), over: settled }, context),
  );
  const window = responseWindow(file, 'stage3', context);
  if (window !== undefined) clocks.push(makeClock(window.rule, { ...window, endedOn: file.stage3.state === 'none' ? undefined : file.stage3.requestedOn, over: isReferredEarly(file) }, context));
  return clocks;
}

function stage3Clocks(file: RepresentationFile, context: ClockContext): Clock[] {
  const stage3: Stage3File = file.stage3;
  if (stage3.state === 'none') return [];
  const procedure = procedureOn(file, stage3.requestedOn, context);
  if (procedure?.measures.panel === undefined) return [];
  const deferred = deferredSince(file);
  const from = { startedOn: stage3.requestedOn, deferredSince: deferred };
  const rule = (key: string) => ruleOf(procedure, key);
  if (stage3.state === 'refused') return [makeClock(rule('T18'), { ...from, over: true }, context)];
  const closed = file.closedOn !== undefined || isReferredEarly(file);
  const { panelOn, findingsOn, meetingOn } = stage3;
  const respondedOn = stage3.responseUndated === true ? undefined : stage3.respondedOn;
  const startOf = (of: 'panel' | 'findings' | 'response' | 'whole', endedOn: Day | undefined) => {
    const start = stage3Start(of, stage3, file, endedOn);
    return start && { startedOn: start.on, because: start.because, deferredSince: deferred, endedOn };
  };
  const panel = startOf('panel', panelOn);
  const whole = startOf('whole', respondedOn);
  const findings = startOf('findings', findingsOn);
  const response = startOf('response', respondedOn);
  const responded = stage3.respondedOn !== undefined;
  const clocks = [
    makeClock(rule('T16'), { ...from, endedOn: stage3.acknowledgedOn, over: closed || panelOn !== undefined }, context),
    makeClock(rule('T17'), { ...from, endedOn: stage3.chairAppointedOn, over: closed || panelOn !== undefined }, context),
    ...(panel === undefined ? [] : [makeClock(rule('T18'), { ...panel, judged: stage3.panelJudged, over: closed || responded }, context)]),
  ];
  const panelDay = panelOn ?? meetingOn;
  if (panelDay !== undefined) {
    clocks.push(makeClock(rule('T19'), { startedOn: panelDay, deferredSince: deferred, because: panelOn === undefined ? 'the panel is to meet' : 'the panel met', endedOn: stage3.papersSentOn, over: closed || panelOn !== undefined }, context));
  }
  if (findings !== undefined) clocks.push(makeClock(rule('T20'), { ...findings, judged: stage3.findingsJudged, over: closed || responded }, context));
  if (response !== undefined) clocks.push(makeClock(rule('T21'), { ...response, judged: stage3.responseJudged, over: closed || responded }, context));
  if (whole !== undefined) clocks.push(makeClock(rule('T22'), { ...whole, over: closed || responded }, context));
  return clocks;
}

/** Every clock of the Ombudsman's matters that belong to no case on record. */
export function clocksOfUnattached(file: UnattachedFile, context: ClockContext): readonly Clock[] {
  return file.ombudsman.flatMap((matter) => ombudsmanClocks(undefined, matter, context));
}

/** Every clock of a case of whatever kind. A compliment has none. */
export function clocksOfCase(file: CaseFile, context: ClockContext): readonly Clock[] {
  switch (file.kind) {
    case 'representation': return clocksOf(file, context);
    case 'unattached': return clocksOfUnattached(file, context);
    case 'compliment': return [];
    default: return file satisfies never;
  }
}

function ombudsmanClocks(file: RepresentationFile | undefined, matter: OmbudsmanMatter, context: ClockContext): Clock[] {
  const procedure = (file === undefined ? undefined : procedureOn(file, matter.receivedOn, context)) ?? context.procedures.corporate.standard;
  const about = matter.ombudsmanRef;
  const over = matter.closedOn !== undefined || matter.decidedOn !== undefined || matter.decision !== undefined;
  const clocks: Clock[] = [];
  if (matter.kind === 'documents') {
    clocks.push(makeClock(ruleOf(procedure, 'T25'), { startedOn: matter.enquiredOn ?? matter.receivedOn, endedOn: matter.repliedOn, statedDueOn: matter.replyDueOn, over, about }, context));
  } else if (matter.kind === 'full' || matter.replyDueOn !== undefined) {
    clocks.push(makeClock(ruleOf(procedure, 'T26'), { startedOn: matter.enquiredOn ?? matter.receivedOn, endedOn: matter.repliedOn, statedDueOn: matter.replyDueOn, over, about }, context));
  }
  if (matter.draftOn !== undefined) {
    clocks.push(makeClock(ruleOf(procedure, 'T27'), { startedOn: matter.draftOn, endedOn: matter.commentsSentOn, statedDueOn: matter.commentsDueOn, over, about }, context));
  }
  if (matter.decidedOn !== undefined && matter.decisionUndated !== true) {
    for (const [index, remedy] of matter.remedies.entries()) {
      clocks.push(makeClock(ruleOf(procedure, 'T28'), { startedOn: matter.decidedOn, endedOn: remedyMetOn(remedy) ?? matter.closedOn, statedDueOn: remedy.dueOn, about: `${about}, remedy ${index + 1}` }, context));
    }
    if (matter.publicReport === true) {
      const startedOn = matter.publicReportReceivedOn ?? matter.decidedOn;
      clocks.push(
        makeClock(ruleOf(procedure, 'T29a'), { startedOn, endedOn: matter.reportPublicisedOn ?? matter.closedOn, about }, context),
        makeClock(ruleOf(procedure, 'T29'), { startedOn, endedOn: matter.reportAnsweredOn ?? matter.closedOn, about }, context),
      );
    }
  }
  return clocks;
}

function makeClock(rule: Rule, start: Start, context: ClockContext): Clock {
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

function standingOf(rule: Rule, start: Start, dueOn: Day | undefined, endedOn: Day | undefined, { calendar, today }: ClockContext): Standing {
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

function milestoneOn(start: Start, workingDay: number, { calendar, conventions, today }: ClockContext): Milestone {
  const on = dayFromNumber(addWorkingDays(zeroOf(start.startedOn, calendar, conventions), workingDay, calendar));
  return { workingDay, on, reached: on <= today };
}

function endingStep(rule: Rule, endedOn: Day, judgedAgainst: Day | undefined, dueNow: Day | undefined, standing: Standing): Step {
  const kept = judgedAgainst !== undefined && dueNow !== undefined && judgedAgainst !== dueNow
    ? `. It was judged against ${inWords(judgedAgainst)}, the due day as it was known when the clock ended` : '';
  return { on: endedOn, kind: 'note', text: `Ended: ${rule.stops.text}; ${standingInWords(standing)}${kept}` };
}
