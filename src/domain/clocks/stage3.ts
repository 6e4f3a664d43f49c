import type { RepresentationFile, Stage3File } from '../case-file.ts';
import type { Day } from '../day.ts';
import { deferredSince } from '../deferral.ts';
import { isReferredEarly } from '../early-referral.ts';
import { stage3Start } from '../judgement.ts';
import { ruleOf, type Procedure } from '../procedure.ts';
import { makeClock, procedureOn, type Clock, type ClockContext } from './clock.ts';

/** A review panel that was asked for, with what several of its clocks ask. */
type Stage3 = {
  readonly file: RepresentationFile; readonly stage3: Extract<Stage3File, { state: 'requested' }>; readonly procedure: Procedure; readonly deferredSince: Day | undefined;
  /** The case is closed, or has gone to the Ombudsman without a panel. */
  readonly closed: boolean;
};

/** The clocks of stage 3, in order; of a panel that was refused, only that of the panel. The corporate procedure has none. */
export function stage3Clocks(file: RepresentationFile, context: ClockContext): Clock[] {
  const { stage3 } = file;
  const procedure = stage3.state === 'none' ? undefined : procedureOn(file, stage3.requestedOn, context);
  if (stage3.state === 'none' || procedure?.measures.panel === undefined) return [];
  const deferred = deferredSince(file);
  if (stage3.state === 'refused') return [makeClock(ruleOf(procedure, 'T18'), { startedOn: stage3.requestedOn, deferredSince: deferred, over: true }, context)];
  const stage: Stage3 = { file, stage3, procedure, deferredSince: deferred, closed: file.closedOn !== undefined || isReferredEarly(file) };
  return [acknowledgement(stage, context), chairAppointed(stage, context), ...panelHeld(stage, context), ...papersSent(stage, context), ...findingsSent(stage, context), ...response(stage, context), ...wholeStage(stage, context)];
}

/** T16. */
function acknowledgement({ stage3, procedure, deferredSince: deferred, closed }: Stage3, context: ClockContext): Clock {
  return makeClock(ruleOf(procedure, 'T16'), { startedOn: stage3.requestedOn, deferredSince: deferred, endedOn: stage3.acknowledgedOn, over: closed || stage3.panelOn !== undefined }, context);
}

/** T17. */
function chairAppointed({ stage3, procedure, deferredSince: deferred, closed }: Stage3, context: ClockContext): Clock {
  return makeClock(ruleOf(procedure, 'T17'), { startedOn: stage3.requestedOn, deferredSince: deferred, endedOn: stage3.chairAppointedOn, over: closed || stage3.panelOn !== undefined }, context);
}

/** T18. */
function panelHeld(stage: Stage3, context: ClockContext): Clock[] {
  return clockOf('T18', startOf('panel', stage.stage3.panelOn, stage), stage, { judged: stage.stage3.panelJudged }, context);
}

/** T19. Counted back from the day of the panel, or from that on which it is to meet. */
function papersSent({ stage3, procedure, deferredSince: deferred, closed }: Stage3, context: ClockContext): Clock[] {
  const { panelOn, meetingOn, papersSentOn } = stage3;
  const panelDay = panelOn ?? meetingOn;
  if (panelDay === undefined) return [];
  return [makeClock(ruleOf(procedure, 'T19'), { startedOn: panelDay, deferredSince: deferred, because: panelOn === undefined ? 'the panel is to meet' : 'the panel met', endedOn: papersSentOn, over: closed || panelOn !== undefined }, context)];
}

/** T20. */
function findingsSent(stage: Stage3, context: ClockContext): Clock[] {
  return clockOf('T20', startOf('findings', stage.stage3.findingsOn, stage), stage, { judged: stage.stage3.findingsJudged }, context);
}

/** T21. */
function response(stage: Stage3, context: ClockContext): Clock[] {
  return clockOf('T21', startOf('response', respondedOn(stage), stage), stage, { judged: stage.stage3.responseJudged }, context);
}

/** T22. */
function wholeStage(stage: Stage3, context: ClockContext): Clock[] {
  return clockOf('T22', startOf('whole', respondedOn(stage), stage), stage, {}, context);
}

const respondedOn = ({ stage3 }: Stage3): Day | undefined => (stage3.responseUndated === true ? undefined : stage3.respondedOn);

function startOf(of: 'panel' | 'findings' | 'response' | 'whole', endedOn: Day | undefined, { file, stage3, deferredSince: deferred }: Stage3) {
  const start = stage3Start(of, stage3, file, endedOn);
  return start && { startedOn: start.on, because: start.because, deferredSince: deferred, endedOn };
}

/** A clock that is over with the answer to the panel, and has none before what starts it. */
function clockOf(key: string, start: ReturnType<typeof startOf>, { stage3, procedure, closed }: Stage3, judged: { readonly judged?: Stage3['stage3']['panelJudged'] }, context: ClockContext): Clock[] {
  return start === undefined ? [] : [makeClock(ruleOf(procedure, key), { ...start, ...judged, over: closed || stage3.respondedOn !== undefined }, context)];
}
