import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, late, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type CloseStage2 = { readonly on: Day; readonly lateReason?: string };

/** Closes stage 2 once its adjudication has gone. A late adjudication has to be explained. */
export function closeStage2(file: RepresentationFile, command: CloseStage2, context: ActContext): Decision {
  const { stage2 } = file;
  if (stage2.state !== 'accepted' || stage2.closedOn !== undefined || stage2.adjudicatedOn === undefined) {
    const message = stage2.state !== 'accepted' ? 'There is no open stage 2 to close' : stage2.closedOn !== undefined ? 'Stage 2 is closed already' : 'Send the adjudication before closing stage 2';
    return { refusals: [{ because: 'not adjudicated', message }] };
  }
  const judged = context.conventions.stage2Start === 'statement' ? stage2.judgedFromStatement ?? stage2.judged : stage2.judged;
  const wasLate = judged !== undefined && late(stage2.adjudicatedOn, judged.dueOn, context);
  return decide([
    stillOpen(file, 'close stage 2'),
    dated('Date stage 2 was closed', command.on, file, context, [{ on: stage2.adjudicatedOn, when: 'the adjudication was sent' }]),
    wasLate ? written(command.lateReason ?? stage2.lateReason, 'lateReason', 'Enter why the adjudication was late') : undefined,
  ], () => [withJudgement(file, withoutBlanks({ type: 'Stage2Closed', ...command }), context)]);
}
