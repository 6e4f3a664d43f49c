import type { RepresentationFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import { procedureInForce, ruleOf } from '../procedure.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, inAProcedure, late, refuseWhen, stage1Ended, stillOpen, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { stage1Limits } from './limits.ts';

export type ExtendStage1 = { readonly on: Day; readonly extendedTo: Day; readonly ground: string };

/** Extends stage 1 on a lawful ground, before its day has passed, and never beyond the longest the procedure allows. Any other reason explains lateness and moves no day. */
export function extendStage1(file: RepresentationFile, command: ExtendStage1, context: ActContext): Decision {
  const { on, extendedTo, ground } = command;
  const refusal = inAProcedure(file);
  if (refusal !== undefined) return { refusals: [refusal] };
  return decide([
    stillOpen(file, 'extend stage 1'),
    refuseWhen(stage1Ended(file), 'stage 1 ended', 'Stage 1 has ended, so it cannot be extended'),
    dated('Date of the extension', on, file, context),
    ...lawfulGround(file, ground, context),
    ...withinLimits(file, on, extendedTo, context),
  ], () => [{ type: 'Stage1Extended', on, extendedTo, ground }]);
}

function lawfulGround(file: RepresentationFile, ground: string, context: ActContext): readonly Check[] {
  const procedure = procedureInForce(file.handledAs, file.receivedOn, context.procedures);
  const rule = procedure === undefined ? undefined : ruleOf(procedure, procedure.measures.stage1);
  const extension = rule?.extension;
  if (extension === undefined) return [refuseWhen(true, 'no extension', 'This procedure does not allow stage 1 to be extended')];
  if (typeof extension.grounds === 'string') return [written(ground, 'ground', 'Enter the reason for extending stage 1')];
  return [refuseWhen(!extension.grounds.includes(ground), 'not a lawful ground', `Stage 1 can be extended only because of ${extension.grounds.join(' or ')}. Any other reason is recorded as the reason for a late response.`, 'ground', extension.source)];
}

function withinLimits(file: RepresentationFile, on: Day, extendedTo: Day, context: ActContext): readonly Check[] {
  const { dueOn, longestOn } = stage1Limits(file, context);
  return [
    refuseWhen(late(on, dueOn, context), 'limit passed', `Stage 1 was due on ${inWords(dueOn)}, so it could be extended only until then`, 'on'),
    refuseWhen(extendedTo <= dueOn, 'no later', `New date must be after ${inWords(dueOn)}, when stage 1 is due already`, 'extendedTo'),
    refuseWhen(extendedTo > longestOn, 'beyond the longest', `New date must be the same as or before ${inWords(longestOn)}, the longest that stage 1 may take`, 'extendedTo'),
  ];
}
