import type { LearningAction, RepresentationFile } from '../case-file.ts';
import { never, withField, type Fact, type Owner } from './fact.ts';
import { step } from './steps.ts';

const actionOf = ({ learningActions }: Pick<RepresentationFile, 'learningActions'>, { which }: Owner): LearningAction | undefined => learningActions.find(({ learningAction }) => String(learningAction) === which);

function ofAction(field: 'dueOn' | 'completedOn', name: string, more: Omit<Fact, 'read' | 'correct' | 'order'>, also: (corrected: LearningAction, to: string) => LearningAction = (corrected) => corrected): Fact {
  return {
    ...more,
    read: (file, of) => actionOf(file, of)?.[field],
    correct: (next, to, { which }) => { next.learningActions = next.learningActions.map((action) => (String(action.learningAction) === which ? also(withField(action, field, to), to) : action)); },
    order: (file, of) => ({ name, after: [step(actionOf(file, of)?.promisedOn, 'it was promised')] }),
  };
}

/** The facts of one promised learning action. */
export const factsOfLearningActions = {
  actionDueOn: ofAction('dueOn', 'Date it is to be done', { mayBeToCome: true, mayBeFilledIn: (file, of) => actionOf(file, of) !== undefined }),
  // What was not done has no evidence that it was.
  actionCompletedOn: ofAction('completedOn', 'Date it was done', { mayBeFilledIn: never }, (corrected, to) => (to === '' ? withField(corrected, 'evidence', '') : corrected)),
} as const satisfies Record<string, Fact>;
