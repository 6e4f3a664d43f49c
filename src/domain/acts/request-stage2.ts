import type { RepresentationFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { stage2WasWithdrawn } from '../stage2-file.ts';
import type { Stage2Reason } from '../terms.ts';
import { dated, decide, inAProcedure, late, notDeferred, refuseWhen, stillOpen, withoutBlanks, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { stage1Limits, stage2WindowEndsOn } from './limits.ts';

export type RequestStage2 = { readonly on: Day; readonly reason?: Stage2Reason; readonly lateAcceptedBecause?: string };

/**
 * Records that the complainant asked for stage 2: within the window after the response (T10; later with reasons for accepting it),
 * or, where stage 1 has no answer, once its day has passed (T09). An authority that discontinues stage 1 does not take away what comes after it.
 * Nor does withdrawing at stage 2 after an answer: no rule takes the rest of the window away from who changes their mind in it, and the right to
 * the later stages lasts until an adjudication. It is a new request with a clock of its own, and takes the place of the one withdrawn, in the figures too.
 * A complaint withdrawn as a whole, with no answer to it, is made anew instead.
 */
export function requestStage2(file: RepresentationFile, command: RequestStage2, context: ActContext): Decision {
  const refusal = inAProcedure(file);
  if (refusal !== undefined) return { refusals: [refusal] };
  const { stage1, stage2 } = file;
  return decide([
    stillOpen(file, 'record a request for stage 2'),
    refuseWhen(stage2.state === 'requested' || (stage2.state === 'accepted' && !stage2WasWithdrawn(stage2)), 'already in stage 2', 'Stage 2 has been asked for already'),
    refuseWhen(stage1.state === 'not progressed' && stage1.outcome !== 'discontinued', 'not progressed', 'Stage 1 ended without an answer, so there is nothing to take to stage 2'),
    dated('Date of the request', command.on, file, context, [{ on: stage1.state === 'answered' ? stage1.on : undefined, when: 'the stage 1 response was sent' }, { on: stage1.state === 'not progressed' ? stage1.on : undefined, when: 'stage 1 was discontinued' }, { on: stage2.state === 'accepted' ? stage2.closedOn : stage2.state === 'refused' ? stage2.refusedOn : undefined, when: 'stage 2 ended' }]),
    ...(stage1.state === 'answered' ? inWindow(file, command, context) : []),
    ...(stage1.state === 'running' || stage1.state === 'not started' ? stage1Overdue(file, command.on, context) : []),
  ], () => [withoutBlanks({ type: 'Stage2Requested', ...command })]);
}

function inWindow(file: RepresentationFile, { on, lateAcceptedBecause }: RequestStage2, context: ActContext): readonly Check[] {
  const endsOn = stage2WindowEndsOn(file, context);
  if (endsOn === undefined || !late(on, endsOn, context)) return [];
  return [written(lateAcceptedBecause, 'lateAcceptedBecause', `The time to ask for stage 2 ended on ${inWords(endsOn)}. Enter why the request is accepted although late.`)];
}

function stage1Overdue(file: RepresentationFile, on: Day, context: ActContext): readonly Check[] {
  const deferred = notDeferred(file, 'record a request for stage 2');
  if (deferred !== undefined) return [deferred];
  const { dueOn } = stage1Limits(file, context);
  return [refuseWhen(!late(on, dueOn, context), 'stage 1 not overdue', `Stage 1 is due on ${inWords(dueOn)}. Stage 2 can be asked for after that, or at once where both sides agree to skip stage 1.`, 'on')];
}
