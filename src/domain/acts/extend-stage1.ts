import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { procedureInForce, ruleOf, type Rule } from '../procedure.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, inAProcedure, refuseWhen, stage1Ended, stillOpen, withoutBlanks, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { stage1Limits, withinLimits } from './limits.ts';

export type ExtendStage1 = { readonly on: Day; readonly extendedTo: Day; readonly ground: string; readonly goodReason?: string };

/** Extends stage 1 on a lawful ground, before its day has passed, and beyond the longest the procedure allows only for a good reason, where it takes one. Any other reason explains lateness and moves no day. */
export function extendStage1(file: RepresentationFile, command: ExtendStage1, context: ActContext): Decision {
  const { on, extendedTo, ground } = command;
  const refusal = inAProcedure(file);
  if (refusal !== undefined) return { refusals: [refusal] };
  return decide([
    stillOpen(file, 'extend stage 1'),
    refuseWhen(stage1Ended(file), 'stage 1 ended', 'Stage 1 has ended, so it cannot be extended'),
    dated('Date of the extension', on, file, context),
    ...lawfulGround(file, ground, context),
    ...withinLimits('stage 1', stage1Limits(file, context), command, context, measureOf(file, context)),
  ], () => [withoutBlanks({ type: 'Stage1Extended', on, extendedTo, ground, goodReason: command.goodReason })]);
}

function measureOf(file: RepresentationFile, context: ActContext): Rule | undefined {
  const procedure = procedureInForce(file.handledAs, file.receivedOn, context.procedures);
  return procedure === undefined ? undefined : ruleOf(procedure, procedure.measures.stage1);
}

function lawfulGround(file: RepresentationFile, ground: string, context: ActContext): readonly Check[] {
  const extension = measureOf(file, context)?.extension;
  if (extension === undefined) return [refuseWhen(true, 'no extension', 'This procedure does not allow stage 1 to be extended')];
  if (typeof extension.grounds === 'string') return [written(ground, 'ground', 'Enter the reason for extending stage 1')];
  return [refuseWhen(!extension.grounds.includes(ground), 'not a lawful ground', `Stage 1 can be extended only because of ${extension.grounds.join(' or ')}. Any other reason is recorded as the reason for a late response.`, 'ground', extension.source)];
}
