import type { RepresentationFile, Stage2File, Stage2Progress } from '../case-file.ts';
import type { Day } from '../day.ts';
import { deferredSince } from '../deferral.ts';
import { isReferredEarly } from '../early-referral.ts';
import { stage2Start, stage2StatementStart } from '../judgement.ts';
import { ruleOf, type Procedure } from '../procedure.ts';
import { responseWindow } from '../response-window.ts';
import { stage2Progress } from '../stage2-file.ts';
import { makeClock, procedureOn, type Clock, type ClockContext } from './clock.ts';

/** A stage 2 that was asked for, with what several of its clocks ask. */
type Stage2 = {
  readonly file: RepresentationFile; readonly stage2: Exclude<Stage2File, { state: 'none' }>; readonly progress: Stage2Progress; readonly procedure: Procedure;
  /** When it was adjudicated. */
  readonly endedOn: Day | undefined;
  /** Nothing can be adjudicated any more. */
  readonly over: boolean;
  readonly deferredSince: Day | undefined;
  /** Whether the council counts from the statement of complaint, and there is one. */
  readonly byStatement: boolean;
};

/** The clocks of stage 2, in order: an investigation under the statutory procedure, a review under the corporate one. */
export function stage2Clocks(file: RepresentationFile, context: ClockContext): Clock[] {
  const { stage2 } = file;
  const procedure = stage2.state === 'none' ? undefined : procedureOn(file, stage2.requestedOn, context);
  if (stage2.state === 'none' || procedure === undefined) return [];
  const progress = stage2Progress(stage2);
  const stage: Stage2 = {
    file, stage2, progress, procedure,
    endedOn: progress.adjudicationUndated === true ? undefined : progress.adjudicatedOn,
    over: stage2.state === 'refused' || progress.adjudicationUndated === true || progress.closedOn !== undefined || file.closedOn !== undefined,
    deferredSince: deferredSince(file),
    byStatement: context.conventions.stage2Start === 'statement' && statementStart(file, progress, procedure) !== undefined,
  };
  const shared = [...acknowledgement(stage, context), ...adjudication(stage, context)];
  return procedure.key === 'corporate' ? shared : [...shared, statementSettled(stage, context), noticeOfExtension(stage, context), investigationReport(stage, context), ...timeToAskForPanel(stage, context)];
}

function statementStart(file: RepresentationFile, { statementAgreedOn }: Stage2Progress, procedure: Procedure) {
  return procedure.key === 'statutory' ? stage2StatementStart(statementAgreedOn, file) : undefined;
}

/** C04. The statutory procedure has none. */
function acknowledgement({ stage2, progress, procedure, endedOn, over, deferredSince: deferred }: Stage2, context: ClockContext): Clock[] {
  const key = procedure.measures.stage2Acknowledgement;
  if (key === undefined) return [];
  return [makeClock(ruleOf(procedure, key), { startedOn: stage2.requestedOn, endedOn: progress.acknowledgedOn, deferredSince: deferred, over: over || endedOn !== undefined }, context)];
}

/** T11, extended up to T12; C05, up to C06. Under the statutory procedure by both readings of its start, of which one counts. */
function adjudication({ file, stage2, progress, procedure, endedOn, over, deferredSince: deferred, byStatement }: Stage2, context: ClockContext): Clock[] {
  const rule = ruleOf(procedure, procedure.measures.stage2);
  const circumstances = { extensions: progress.extensions ?? [], longest: ruleOf(procedure, procedure.measures.stage2Longest) };
  const shared = { endedOn, circumstances, over, deferredSince: deferred, milestones: procedure.stage2Milestones };
  const start = stage2Start(stage2, progress.acknowledgedOn, file, procedure);
  const statement = statementStart(file, progress, procedure);
  return [
    makeClock(rule, { ...shared, startedOn: start.on, because: start.because, judged: progress.judged, ...(procedure.key === 'statutory' ? { reading: 'request' as const } : {}), counts: !byStatement }, context),
    ...(statement === undefined ? [] : [makeClock(rule, { ...shared, startedOn: statement.on, because: statement.because, judged: progress.judgedFromStatement, reading: 'statement', counts: byStatement }, context)]),
  ];
}

/** L01. The statement of complaint is agreed, or left unsigned. */
function statementSettled({ file, stage2, progress, procedure, endedOn, over, deferredSince: deferred }: Stage2, context: ClockContext): Clock {
  const settledOn = progress.statementAgreedOn ?? progress.statements?.find(({ state }) => state === 'unsigned')?.on;
  const start = stage2Start(stage2, progress.acknowledgedOn, file, procedure, settledOn);
  return makeClock(ruleOf(procedure, 'L01'), { startedOn: start.on, because: start.because, deferredSince: deferred, endedOn: settledOn, over: over || endedOn !== undefined }, context);
}

/** T13. */
function noticeOfExtension(stage: Stage2, context: ClockContext): Clock {
  return makeClock(ruleOf(stage.procedure, 'T13'), countedTo(stage.progress.extensions?.[0]?.on, stage), context);
}

/** T14. */
function investigationReport(stage: Stage2, context: ClockContext): Clock {
  return makeClock(ruleOf(stage.procedure, 'T14'), countedTo(stage.progress.investigationReportOn, stage), context);
}

/** From the start that counts to what ends a step within the investigation. */
function countedTo(endedOn: Day | undefined, { file, stage2, progress, procedure, deferredSince: deferred, byStatement, over, endedOn: adjudicatedOn }: Stage2) {
  const start = (byStatement ? stage2StatementStart(progress.statementAgreedOn, file, endedOn) : undefined) ?? stage2Start(stage2, progress.acknowledgedOn, file, procedure, endedOn);
  return { startedOn: start.on, because: start.because, deferredSince: deferred, endedOn, over: over || adjudicatedOn !== undefined };
}

/** T15. */
function timeToAskForPanel({ file }: Stage2, context: ClockContext): Clock[] {
  const window = responseWindow(file, 'stage3', context);
  return window === undefined ? [] : [makeClock(window.rule, { ...window, endedOn: file.stage3.state === 'none' ? undefined : file.stage3.requestedOn, over: isReferredEarly(file) }, context)];
}
