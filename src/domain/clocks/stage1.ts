import type { RepresentationFile } from '../case-file.ts';
import { deferredSince } from '../deferral.ts';
import { stage1Circumstances, stage1Procedure, stage1Start } from '../judgement.ts';
import { ruleOf, type Procedure } from '../procedure.ts';
import { responseWindow } from '../response-window.ts';
import { makeClock, procedureOn, type Clock, type ClockContext } from './clock.ts';

/** The clocks of stage 1, in order. The right to stage 2 where stage 1 is late (T09) is the response overdue. */
export function stage1Clocks(file: RepresentationFile, context: ClockContext): Clock[] {
  const procedure = file.handledAs === undefined ? procedureOn(file, file.receivedOn, context) : stage1Procedure(file, context);
  return procedure === undefined ? [] : [...acknowledgement(file, procedure, context), response(file, procedure, context), ...timeToAskForStage2(file, context)];
}

function endOf({ stage1 }: RepresentationFile) {
  return stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1 : undefined;
}

/** T04, C01. Only where the procedure or the council sets a limit. */
function acknowledgement(file: RepresentationFile, procedure: Procedure, context: ClockContext): Clock[] {
  const rule = ruleOf(procedure, procedure.measures.acknowledgement);
  if (rule.limit === undefined) return [];
  const over = endOf(file) !== undefined || file.stage1.state === 'skipped' || file.closedOn !== undefined || file.stage2.state !== 'none';
  return [makeClock(rule, { startedOn: file.receivedOn, endedOn: file.acknowledgedOn, over }, context)];
}

/** T05, C02: extended to T06, C03, and standing still while an advocate is sought (T07). */
function response(file: RepresentationFile, procedure: Procedure, context: ClockContext): Clock {
  const { stage1, stage2, stage3 } = file;
  const ended = endOf(file);
  const endedOn = ended === undefined || ended.undated === true ? undefined : ended.on;
  const start = stage1Start(file, procedure);
  const circumstances = stage1Circumstances(file, procedure, endedOn ?? context.today);
  const advocateSought = endedOn !== undefined ? undefined : circumstances.suspensions?.find((suspension) => suspension.to === undefined)?.from;
  const over = stage1.state === 'skipped' || ended?.undated === true || stage2.state === 'requested' || stage2.state === 'accepted' || stage3.state !== 'none' || file.closedOn !== undefined;
  return makeClock(ruleOf(procedure, procedure.measures.stage1), { startedOn: start.on, because: start.because, endedOn, judged: ended?.judged, circumstances, advocateSought, deferredSince: deferredSince(file), over }, context);
}

/** T10. The corporate procedure has none. */
function timeToAskForStage2(file: RepresentationFile, context: ClockContext): Clock[] {
  const window = responseWindow(file, 'stage2', context);
  return window === undefined ? [] : [makeClock(window.rule, { ...window, endedOn: file.stage2.state === 'none' ? undefined : file.stage2.requestedOn }, context)];
}
