import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { procedureInForce, ruleOf, type Rule } from '../procedure.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, inAProcedure, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { investigationOf, underInvestigation } from './investigation.ts';
import { stage2Limits, withinLimits } from './limits.ts';

export type ExtendStage2 = { readonly on: Day; readonly extendedTo: Day; readonly reason: string; readonly goodReason?: string };

/** Extends stage 2: a reason and a new day, told before the day in force has passed, and never beyond the longest of the statutory procedure (T12), whatever the complainant agrees to; of the corporate one only for a good reason. */
export function extendStage2(file: RepresentationFile, command: ExtendStage2, context: ActContext): Decision {
  const { on, extendedTo, reason } = command;
  const refusal = inAProcedure(file) ?? underInvestigation(file);
  if (refusal !== undefined) return { refusals: [refusal] };
  return decide([
    stillOpen(file, 'extend stage 2'),
    dated('Date of the extension', on, file, context, [{ on: investigationOf(file)?.acceptedOn, when: 'stage 2 was accepted' }]),
    written(reason, 'reason', 'Enter the reason for extending stage 2'),
    ...withinLimits('stage 2', stage2Limits(file, context), command, context, measureOf(file, context)),
  ], () => [withoutBlanks({ type: 'Stage2Extended', on, extendedTo, reason, goodReason: command.goodReason })]);
}

function measureOf(file: RepresentationFile, context: ActContext): Rule | undefined {
  const procedure = file.stage2.state === 'none' ? undefined : procedureInForce(file.handledAs, file.stage2.requestedOn, context.procedures);
  return procedure === undefined ? undefined : ruleOf(procedure, procedure.measures.stage2);
}
