import type { RepresentationFile } from '../case-file.ts';
import type { CaseEvent, NotProgressed } from '../events.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stage1Ended, stillOpen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';

export type Withdraw = Pick<NotProgressed, 'on' | 'orally' | 'reason'>;

/** Records that the complainant withdrew, in writing or orally: it ends whichever stage is open. What a panel has heard can no longer be withdrawn. */
export function withdraw(file: RepresentationFile, command: Withdraw, context: ActContext): Decision {
  const { on } = command;
  const { stage1, stage2, stage3 } = file;
  const open = openStage(file);
  const refusal = dated('Date of withdrawal', on, file, context, [
    { on: stage1.state === 'answered' ? stage1.on : undefined, when: 'the stage 1 response was sent' },
    { on: stage2.state === 'none' ? undefined : stage2.requestedOn, when: 'stage 2 was asked for' },
    { on: stage2.state === 'accepted' ? stage2.acceptedOn : undefined, when: 'stage 2 was accepted' },
    { on: stage3.state === 'requested' ? stage3.requestedOn : undefined, when: 'the review panel was asked for' },
  ]);
  return decide([
    stillOpen(file, 'record a withdrawal'),
    refuseWhen(open === undefined, 'nothing open', 'No stage is open, so there is nothing to withdraw'),
    refuseWhen(open === 'stage 3' && stage3.state === 'requested' && stage3.panelOn !== undefined, 'panel held', 'The panel has met. Respond to its findings.'),
    refusal,
  ], () => {
    const notProgressed = withJudgement(file, withoutBlanks({ type: 'NotProgressed', ...command, outcome: 'withdrawn' }), context);
    return [notProgressed, ...endingOf(file, command, context)];
  });
}

function openStage(file: RepresentationFile): 'stage 1' | 'stage 2' | 'stage 3' | undefined {
  const { stage2, stage3 } = file;
  if (stage3.state === 'requested' && stage3.respondedOn === undefined) return 'stage 3';
  if (stage2.state === 'requested' || (stage2.state === 'accepted' && stage2.closedOn === undefined && stage2.adjudicatedOn === undefined)) return 'stage 2';
  return stage1Ended(file) ? undefined : 'stage 1';
}

function endingOf(file: RepresentationFile, { on, reason }: Withdraw, context: ActContext): readonly CaseEvent[] {
  const { stage2 } = file;
  switch (openStage(file)) {
    case 'stage 3': return [{ type: 'Stage3Refused', on, ground: 'withdrawn', reason: reason ?? 'Withdrawn by the complainant' }];
    case 'stage 2': return stage2.state === 'accepted'
      ? [withJudgement(file, { type: 'Stage2Closed', on }, context)]
      : [withoutBlanks({ type: 'Stage2Refused', on, ground: 'withdrawn', reason })];
    default: return [];
  }
}
