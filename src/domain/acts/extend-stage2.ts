import type { RepresentationFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, inAProcedure, late, refuseWhen, stillOpen, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { investigationOf, underInvestigation } from './investigation.ts';
import { stage2Limits } from './limits.ts';

export type ExtendStage2 = { readonly on: Day; readonly extendedTo: Day; readonly reason: string };

/** Extends stage 2: a reason and a new day, told before the day in force has passed, and never beyond the longest (T12), whatever the complainant agrees to. */
export function extendStage2(file: RepresentationFile, command: ExtendStage2, context: ActContext): Decision {
  const { on, extendedTo, reason } = command;
  const refusal = inAProcedure(file) ?? underInvestigation(file);
  if (refusal !== undefined) return { refusals: [refusal] };
  return decide([
    stillOpen(file, 'extend stage 2'),
    dated('Date of the extension', on, file, context, [{ on: investigationOf(file)?.acceptedOn, when: 'stage 2 was accepted' }]),
    written(reason, 'reason', 'Enter the reason for extending stage 2'),
    ...withinLimits(file, on, extendedTo, context),
  ], () => [{ type: 'Stage2Extended', on, extendedTo, reason }]);
}

function withinLimits(file: RepresentationFile, on: Day, extendedTo: Day, context: ActContext): readonly Check[] {
  const { dueOn, longestOn } = stage2Limits(file, context);
  return [
    refuseWhen(late(on, dueOn, context), 'limit passed', `Stage 2 was due on ${inWords(dueOn)}, so it could be extended only until then`, 'on'),
    refuseWhen(extendedTo <= dueOn, 'no later', `New date must be after ${inWords(dueOn)}, when stage 2 is due already`, 'extendedTo'),
    refuseWhen(extendedTo > longestOn, 'beyond the longest', `New date must be the same as or before ${inWords(longestOn)}, the longest that stage 2 may take`, 'extendedTo'),
  ];
}
