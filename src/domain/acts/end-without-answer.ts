import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { PermittedRefusal } from '../events.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stage1Ended, stillOpen, withoutBlanks, written, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { permittedWithoutAnswer } from './permitted-refusal.ts';
import { sameName } from './roles.ts';

export type EndWithoutAnswer = {
  readonly on: Day; readonly outcome: 'duplicate' | 'redirected' | 'discontinued';
  /** The reference of the case that it repeats. */
  readonly duplicateOf?: string; readonly redirectedTo?: string; readonly reason?: string;
  /** Needed to take a complaint out of the statutory procedure: the ground for discontinuing it, who decided, and somebody else who confirmed it. */
  readonly ground?: PermittedRefusal; readonly decidedBy?: string; readonly confirmedBy?: string;
};

/**
 * Closes a case that stage 1 does not answer: it repeats another, belongs elsewhere, or is discontinued for a reason. A statutory complaint,
 * or one that may be (its handling undecided), is discontinued or sent elsewhere by two people, and discontinued only on a ground that the law permits.
 */
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
    ...(outcome === 'duplicate' ? [] : decidedByTwo(file, command)),
  ], () => [withJudgement(file, withoutBlanks({ type: 'NotProgressed', ...command }), context), { type: 'Closed', on }]);
}

function decidedByTwo(file: RepresentationFile, { outcome, ground, decidedBy, confirmedBy }: EndWithoutAnswer): readonly Check[] {
  if (file.handledAs === 'corporate' || file.handledAs === 'informal') return [];
  return [
    ...(outcome === 'discontinued' || ground !== undefined ? permittedWithoutAnswer(file, ground, 'discontinuing it', 'ground') : []),
    written(decidedBy, 'decidedBy', 'Enter who decided'),
    written(confirmedBy, 'confirmedBy', 'Enter who else confirmed that it is not answered under the statutory procedure'),
    refuseWhen(confirmedBy !== undefined && confirmedBy.trim() !== '' && sameName(confirmedBy, decidedBy), 'same person', 'Somebody other than the person who decided must confirm that it is not answered under the statutory procedure', 'confirmedBy'),
  ];
}
