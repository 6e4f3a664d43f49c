import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stage1Ended, statutoryOnly, stillOpen, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type SkipStage1 = { readonly on: Day; readonly agreedBecause: string };

/** Goes straight to stage 2 because both sides agree that stage 1 is not appropriate: stage 2 runs from the day they agreed. */
export function skipStage1(file: RepresentationFile, command: SkipStage1, context: ActContext): Decision {
  const { on } = command;
  return decide([
    stillOpen(file, 'go straight to stage 2'),
    statutoryOnly(file, 'Going straight to stage 2 by agreement'),
    refuseWhen(stage1Ended(file), 'stage 1 ended', 'Stage 1 has ended, so it cannot be skipped'),
    refuseWhen(file.stage2.state === 'requested' || file.stage2.state === 'accepted', 'already in stage 2', 'Stage 2 has been asked for already'),
    dated('Date of the agreement', on, file, context),
    written(command.agreedBecause, 'agreedBecause', 'Enter why both sides agree to go straight to stage 2'),
  ], () => [{ type: 'Stage1Skipped', ...command }, { type: 'Stage2Requested', on, reason: 'stage1_by_agreement_not_held' }, { type: 'Stage2Accepted', on }]);
}
