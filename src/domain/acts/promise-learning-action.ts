import type { RepresentationFile } from '../case-file.ts';
import type { LearningActionPromised } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, notBefore, onRecord, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type PromiseLearningAction = Omit<LearningActionPromised, 'type' | 'learningAction' | 'remedyOf'>;

/** The number that the next learning action of a case gets. */
export function nextLearningAction(file: RepresentationFile): number {
  return Math.max(0, ...file.learningActions.map((action) => action.learningAction)) + 1;
}

/** Records what was promised: who is to do it, and by when. */
export function promiseLearningAction(file: RepresentationFile, command: PromiseLearningAction, context: ActContext): Decision {
  const { on, dueOn, element } = command;
  return decide([
    stillOpen(file, 'promise an action'),
    dated('Date it was promised', on, file, context),
    written(command.action, 'action', 'Enter what was promised'),
    written(command.owner, 'owner', 'Enter who is to do it'),
    dueOn === undefined ? { because: 'missing', message: 'Enter the day by which it is to be done', field: 'dueOn' } : notBefore('Date it is to be done', dueOn, [{ on, when: 'it was promised' }], 'dueOn'),
    ...onRecord(file, element === undefined ? [] : [element], 'element'),
  ], () => [withoutBlanks({ type: 'LearningActionPromised', ...command, learningAction: nextLearningAction(file) })]);
}
