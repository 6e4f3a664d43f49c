import type { CaseFile, Extension, RepresentationFile, Stage2Investigation, Stage3Review } from './case-file.ts';
import type { Conventions } from './conventions.ts';
import { dayFromNumber, type Day } from './day.ts';
import { countingStart, dueNumbers, workingDaysTaken, type Circumstances } from './deadline.ts';
import { type CaseEvent, type EventOf, type FactCorrected, judgedEndings, type JudgedEnding, type Judgement } from './events.ts';
import { corrected } from './fact-correction.ts';
import { procedureInForce, ruleOf, type Procedure, type Procedures } from './procedure.ts';
import { stage2Progress } from './stage2-file.ts';
import { stage3Progress } from './stage3-file.ts';
import type { Calendar } from './working-days.ts';

/** What deadlines are worked out by: the days, how the council counts, and its procedures. */
export type JudgedBy = { readonly calendar: Calendar; readonly conventions: Conventions; readonly procedures: Procedures };

type Start = { readonly on: Day; readonly because: string };

/** The start of a clock, or the latest resubmission that started it afresh: none that came before it started, or after it ended. */
export function restarted(resubmitted: readonly Day[] | undefined, start: Start, endedOn: Day | undefined): Start {
  const afresh = resubmitted?.filter((on) => on > start.on && isBy(on, endedOn)).toSorted().at(-1);
  return afresh === undefined ? start : { on: afresh, because: 'the complaint was resubmitted after the other proceedings' };
}

/** When stage 1 of a representation starts, and why. What happened only after it ended (`endedOn`) did not start it: an acknowledgement sent after the answer. */
export function stage1Start(file: RepresentationFile, procedure: Procedure, endedOn: Day | undefined = stage1EndedOn(file)): Start {
  const start = ownStart(file, endedOn);
  const { acknowledgedOn } = file;
  return restarted(file.restartedOn?.stage1, procedure.countedFrom.stage1 === 'acknowledgement' && acknowledgedOn !== undefined && acknowledgedOn >= start.on && isBy(acknowledgedOn, endedOn)
    ? { on: acknowledgedOn, because: 'the complaint was acknowledged' } : start, endedOn);
}

function stage1EndedOn({ stage1 }: RepresentationFile): Day | undefined {
  return stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1.on : undefined;
}

function isBy(on: Day, endedOn: Day | undefined): boolean {
  return endedOn === undefined || on <= endedOn;
}

function ownStart(file: RepresentationFile, endedOn: Day | undefined): Start {
  if (file.stage1StartedOn !== undefined) return { on: file.stage1StartedOn, because: 'stage 1 is recorded as starting' };
  if (file.sufficientInterest?.sufficient === true && file.sufficientInterest.on > file.receivedOn && isBy(file.sufficientInterest.on, endedOn)) return { on: file.sufficientInterest.on, because: 'it was decided that the person has a sufficient interest' };
  return { on: file.receivedOn, because: 'the complaint was received' };
}

/** The procedure that a representation's stage 1 goes through: the one in force on the day on which it was received. */
export function stage1Procedure(file: RepresentationFile, by: JudgedBy): Procedure | undefined {
  return procedureInForce(file.handledAs, file.receivedOn, by.procedures);
}

/** What suspends and extends stage 1, up to today or the day on which it ended. Only the statutory procedure stands still while an advocate is found. */
export function stage1Circumstances(file: RepresentationFile, procedure: Procedure, until: Day): Circumstances {
  return {
    extensions: file.stage1Extensions,
    longest: ruleOf(procedure, procedure.measures.stage1Longest),
    ...(file.suspensions.length > 0 && ruleOf(procedure, procedure.measures.stage1).suspension !== undefined ? { suspensions: file.suspensions, until } : {}),
  };
}

function judge(procedure: Procedure, measure: string, longest: string | undefined, from: Day, to: Day, by: JudgedBy, circumstances: Circumstances): Judgement {
  const numbers = dueNumbers(ruleOf(procedure, measure), from, by.calendar, by.conventions, longest === undefined ? circumstances : { ...circumstances, longest: ruleOf(procedure, longest) });
  return {
    startedOn: countingStart(from, by.calendar, by.conventions),
    dueOn: dayFromNumber(numbers.extended ?? numbers.due),
    workingDays: workingDaysTaken(from, to, by.calendar, by.conventions, circumstances),
  };
}

function judgeStage1(file: RepresentationFile, endedOn: Day, by: JudgedBy): Judgement | undefined {
  const procedure = stage1Procedure(file, by);
  if (procedure === undefined) return undefined;
  return judge(procedure, procedure.measures.stage1, procedure.measures.stage1Longest, stage1Start(file, procedure, endedOn).on, endedOn, by, stage1Circumstances(file, procedure, endedOn));
}

/** The day that stage 2 is counted from by the reading that takes the request (or, in a procedure that says so, its acknowledgement). */
export function stage2Start(request: { readonly requestedOn: Day }, acknowledgedOn: Day | undefined, file: RepresentationFile, procedure: Procedure, endedOn: Day | undefined = stage2Progress(file.stage2).adjudicatedOn): Start {
  const acknowledged = procedure.countedFrom.stage2 === 'acknowledgement' && acknowledgedOn !== undefined && acknowledgedOn >= request.requestedOn && isBy(acknowledgedOn, endedOn);
  return restarted(file.restartedOn?.stage2, acknowledged ? { on: acknowledgedOn, because: 'the request for stage 2 was acknowledged' } : { on: request.requestedOn, because: 'stage 2 was asked for' }, endedOn);
}

/** The day that stage 2 is counted from by the reading that takes the statement of complaint; undefined where none was agreed. */
export function stage2StatementStart(statementAgreedOn: Day | undefined, file: RepresentationFile, endedOn: Day | undefined = stage2Progress(file.stage2).adjudicatedOn): Start | undefined {
  return statementAgreedOn === undefined ? undefined : restarted(file.restartedOn?.stage2, { on: statementAgreedOn, because: 'the statement of complaint was agreed' }, endedOn);
}

type ReviewStarts = Pick<Stage3Review, 'requestedOn' | 'panelOn' | 'findingsOn' | 'findingsReceivedOn'>;

/**
 * The days that stage 3 is counted from: its panel (T18) and the whole of it (T22), the findings (T20), the response (T21). Each starts afresh by
 * itself: a panel that had met before the complaint was put off is judged as it was, and the findings have their time from the resubmission.
 */
export function stage3Start(of: 'panel' | 'findings' | 'response' | 'whole', stage3: ReviewStarts, file: RepresentationFile, endedOn: Day | undefined): Start | undefined {
  const start = stage3OwnStart(of, stage3);
  return start && restarted(file.restartedOn?.stage3, start, endedOn);
}

function stage3OwnStart(of: Parameters<typeof stage3Start>[0], { requestedOn, panelOn, findingsOn, findingsReceivedOn }: ReviewStarts): Start | undefined {
  switch (of) {
    case 'panel': case 'whole': return { on: requestedOn, because: 'the authority received the request' };
    case 'findings': return panelOn && { on: panelOn, because: 'the panel met' };
    case 'response':
      if (findingsReceivedOn !== undefined) return { on: findingsReceivedOn, because: 'the authority received the findings' };
      return findingsOn && { on: findingsOn, because: 'the findings were sent; the day on which they were received is not recorded' };
    default: return of satisfies never;
  }
}

type Stage2Judged = { readonly requestedOn: Day; readonly extensions: readonly Extension[] } & Pick<Partial<Stage2Investigation>, 'acknowledgedOn' | 'statementAgreedOn'>;

function stage2Of(file: RepresentationFile): Stage2Judged | undefined {
  const { stage2 } = file;
  if (stage2.state === 'none') return undefined;
  const progress = stage2Progress(stage2);
  return {
    requestedOn: stage2.requestedOn, extensions: progress.extensions ?? [],
    ...(progress.acknowledgedOn === undefined ? {} : { acknowledgedOn: progress.acknowledgedOn }),
    ...(progress.statementAgreedOn === undefined ? {} : { statementAgreedOn: progress.statementAgreedOn }),
  };
}

function judgeStage2(file: RepresentationFile, endedOn: Day, reading: 'request' | 'statement' | 'request to close', by: JudgedBy): Judgement | undefined {
  const stage2 = stage2Of(file);
  if (stage2 === undefined) return undefined;
  const procedure = procedureInForce(file.handledAs, stage2.requestedOn, by.procedures);
  if (procedure === undefined) return undefined;
  const from = reading === 'statement' ? stage2StatementStart(stage2.statementAgreedOn, file, endedOn)?.on : reading === 'request' ? stage2Start(stage2, stage2.acknowledgedOn, file, procedure, endedOn).on : stage2.requestedOn;
  if (from === undefined) return undefined;
  return judge(procedure, procedure.measures.stage2, procedure.measures.stage2Longest, from, endedOn, by, { extensions: stage2.extensions });
}

function judgeStage3(file: RepresentationFile, measure: 'panel' | 'findings' | 'response', endedOn: Day, by: JudgedBy): Judgement | undefined {
  const { stage3 } = file;
  if (stage3.state !== 'requested') return undefined;
  const procedure = procedureInForce(file.handledAs, stage3.requestedOn, by.procedures);
  const rule = procedure?.measures[measure];
  const from = stage3Start(measure, stage3, file, endedOn)?.on;
  if (procedure === undefined || rule === undefined || from === undefined) return undefined;
  return judge(procedure, rule, undefined, from, endedOn, by, {});
}

/**
 * What an event that ends a stage is judged against, by the file as it stands before the event: the day its clock started, the due
 * day in force (with a lawful extension, if one was made), and the working days taken, suspended ones left out. Undefined for an
 * event that ends no clock, one whose day is not known, and a representation that goes through no procedure.
 * Stage 2's adjudication is judged from the request, and its close always from the request itself.
 * @throws CalendarEndError past the days known.
 */
export function judgementOf(file: CaseFile, event: CaseEvent, by: JudgedBy): Judgement | undefined {
  if (file.kind !== 'representation' || ('undated' in event && event.undated === true)) return undefined;
  switch (event.type) {
    case 'Stage1Responded': return judgeStage1(file, event.on, by);
    case 'NotProgressed': return file.stage1.state === 'answered' || file.stage1.state === 'skipped' ? undefined : judgeStage1(file, event.on, by);
    case 'Stage2Adjudicated': return judgeStage2(file, event.on, 'request', by);
    case 'Stage2Closed': return judgeStage2(file, event.on, 'request to close', by);
    case 'PanelHeld': return judgeStage3(file, 'panel', event.on, by);
    case 'PanelFindingsSent': return judgeStage3(file, 'findings', event.on, by);
    case 'Stage3Responded': return judgeStage3(file, 'response', event.on, by);
    case 'FactCorrected': return judgeCorrection(file, event, by);
    default: return undefined;
  }
}

/** What an ending on record is judged against, by the file as it stands; undefined where it has not come, or its day is not known. */
function endingJudged(file: RepresentationFile, ending: JudgedEnding, by: JudgedBy): Judgement | undefined {
  const { stage1, stage3 } = file;
  const stage2 = stage2Progress(file.stage2);
  const adjudicatedOn = stage2.adjudicationUndated === true ? undefined : stage2.adjudicatedOn;
  const { panelOn, findingsOn, respondedOn, responseUndated } = stage3Progress(stage3);
  switch (ending) {
    case 'stage1': return (stage1.state === 'answered' || stage1.state === 'not progressed') && stage1.undated !== true ? judgeStage1(file, stage1.on, by) : undefined;
    case 'adjudication': return adjudicatedOn === undefined ? undefined : judgeStage2(file, adjudicatedOn, 'request', by);
    case 'adjudicationFromStatement': return adjudicatedOn === undefined ? undefined : judgeStage2(file, adjudicatedOn, 'statement', by);
    case 'stage2Close': return stage2.closedOn === undefined ? undefined : judgeStage2(file, stage2.closedOn, 'request to close', by);
    case 'panel': return panelOn === undefined ? undefined : judgeStage3(file, 'panel', panelOn, by);
    case 'findings': return findingsOn === undefined ? undefined : judgeStage3(file, 'findings', findingsOn, by);
    case 'stage3Response': return respondedOn === undefined || responseUndated === true ? undefined : judgeStage3(file, 'response', respondedOn, by);
    default: return ending satisfies never;
  }
}

/** Facts whose correction keeps stage 1's judgement in `judged`, apart from the other endings'. */
const ofStage1: ReadonlySet<FactCorrected['fact']> = new Set(['receivedOn', 'stage1StartedOn', 'stage1RespondedOn']);

/** Stage 1 judged again, once it has ended and a correction moves its start or its end. */
function judgeCorrection(file: RepresentationFile, event: FactCorrected, by: JudgedBy): Judgement | undefined {
  return ofStage1.has(event.fact) ? endingJudged(corrected(file, event), 'stage1', by) : undefined;
}

/** The endings that are judged otherwise once a fact is put right. The others keep what they were judged against, whatever has become known of bank holidays since. */
function judgedAgain(file: RepresentationFile, event: FactCorrected, by: JudgedBy): FactCorrected['judgements'] {
  const after = corrected(file, event);
  const again = judgedEndings.flatMap((ending) => {
    if (ending === 'stage1' && ofStage1.has(event.fact)) return [];
    const [was, is] = [endingJudged(file, ending, by), endingJudged(after, ending, by)];
    return was?.startedOn === is?.startedOn && was?.dueOn === is?.dueOn && was?.workingDays === is?.workingDays ? [] : [[ending, is ?? null] as const];
  });
  return again.length === 0 ? undefined : Object.fromEntries(again);
}

/** The event with what it is judged against, where it has none yet: an event that was judged once is never judged again. */
export function withJudgement<E extends CaseEvent>(file: CaseFile, event: E, by: JudgedBy): EventOf<E['type']>;
export function withJudgement(file: CaseFile, event: CaseEvent, by: JudgedBy): CaseEvent {
  switch (event.type) {
    case 'Stage2Adjudicated': {
      const judged = event.judged ?? judgementOf(file, event, by);
      const judgedFromStatement = event.judgedFromStatement
        ?? (file.kind === 'representation' && event.undated !== true ? judgeStage2(file, event.on, 'statement', by) : undefined);
      return { ...event, ...(judged === undefined ? {} : { judged }), ...(judgedFromStatement === undefined ? {} : { judgedFromStatement }) };
    }
    case 'Stage1Responded': case 'NotProgressed': case 'Stage2Closed': case 'PanelHeld': case 'PanelFindingsSent': case 'Stage3Responded': {
      const judged = event.judged ?? judgementOf(file, event, by);
      return judged === undefined ? event : { ...event, judged };
    }
    case 'FactCorrected': {
      const judged = event.judged ?? judgementOf(file, event, by);
      const judgements = event.judgements ?? (file.kind === 'representation' ? judgedAgain(file, event, by) : undefined);
      return { ...event, ...(judged === undefined ? {} : { judged }), ...(judgements === undefined ? {} : { judgements }) };
    }
    default: return event;
  }
}
