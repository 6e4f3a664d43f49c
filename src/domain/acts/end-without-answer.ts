import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stage1Ended, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type EndWithoutAnswer = {
  readonly on: Day; readonly outcome: 'duplicate' | 'redirected' | 'discontinued';
  /** The reference of the case that it repeats. */
  readonly duplicateOf?: string; readonly redirectedTo?: string; readonly reason?: string;
};

/** Closes a case that stage 1 does not answer: it repeats another, belongs elsewhere, or is discontinued for a reason. */
export function endWithoutAnswer(file: RepresentationFile, command: EndWithoutAnswer, context: ActContext): Decision {
  const { on, outcome, duplicateOf } = command;
  const { stage2 } = file;
  return decide([
    stillOpen(file, `close it as ${outcome}`),
    refuseWhen(stage1Ended(file), 'stage 1 ended', 'Stage 1 has ended already'),
    refuseWhen(stage2.state === 'requested' || (stage2.state === 'accepted' && stage2.closedOn === undefined), 'stage 2 open', 'Stage 2 has been asked for, and has to be decided first'),
    dated('Date of closing', on, file, context, [{ on: file.stage1StartedOn, when: 'stage 1 started' }]),
    ...(outcome === 'duplicate' ? [
      written(duplicateOf, 'duplicateOf', 'Enter the reference of the case that this one repeats'),
      refuseWhen(duplicateOf === file.ref, 'same case', 'Enter the reference of another case than this one', 'duplicateOf'),
    ] : []),
    outcome === 'redirected' ? written(command.redirectedTo, 'redirectedTo', 'Enter where it was redirected to') : undefined,
    outcome === 'discontinued' ? written(command.reason, 'reason', 'Enter the reason for discontinuing it') : undefined,
  ], () => [withJudgement(file, withoutBlanks({ type: 'NotProgressed', ...command }), context), { type: 'Closed', on }]);
}
