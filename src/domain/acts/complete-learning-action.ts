import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type CompleteLearningAction = { readonly on: Day; readonly learningAction: number; readonly evidence: string };

/** Records that what was promised was done, with the evidence. The case itself may be closed by then. */
export function completeLearningAction(file: RepresentationFile, command: CompleteLearningAction, context: ActContext): Decision {
  const action = file.learningActions.find((each) => each.learningAction === command.learningAction);
  return decide([
    refuseWhen(action === undefined, 'no such action', `Learning action ${command.learningAction} is not on record in this case`, 'learningAction'),
    refuseWhen(action?.completedOn !== undefined, 'already completed', 'This action has been completed already', 'learningAction'),
    dated('Date it was done', command.on, file, context, [{ on: action?.promisedOn, when: 'it was promised' }]),
    written(command.evidence, 'evidence', 'Enter the evidence that it was done'),
  ], () => [{ type: 'LearningActionCompleted', ...command }]);
}
