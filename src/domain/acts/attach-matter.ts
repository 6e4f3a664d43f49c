import type { RepresentationFile, UnattachedFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { CaseEvent } from '../events.ts';
import type { Refusal } from '../refusal.ts';
import { notInFuture, refuseWhen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';
import { nextLearningAction } from './promise-learning-action.ts';

export type AttachMatter = { readonly on: Day; readonly ombudsmanRef: string };
export type MatterAttached = { readonly leaves: readonly CaseEvent[]; readonly arrives: readonly CaseEvent[] };

/**
 * Attaches an Ombudsman's matter that was on record with no case to a case. `history` is all that happened in it: it happens again in the
 * case, on its own days, and the matter goes from where it was, so that it is counted once. Payments go as they stand, corrections taken in;
 * each remedy still to be done becomes a learning action of the case. The complaint may have been received after the Ombudsman had it.
 */
export function attachMatter(
  from: UnattachedFile, history: readonly CaseEvent[], to: RepresentationFile, { on, ombudsmanRef }: AttachMatter, context: ActContext,
): MatterAttached | { readonly refusals: readonly Refusal[] } {
  const matter = from.ombudsman.find((each) => each.ombudsmanRef === ombudsmanRef);
  const refusals = [
    refuseWhen(from.movedTo !== undefined, 'attached already', 'This matter has been attached to a case already'),
    refuseWhen(from.movedTo === undefined && matter === undefined, 'no such matter', `Ombudsman reference ${ombudsmanRef} is not on record here`),
    refuseWhen(to.ombudsman.some((each) => each.ombudsmanRef === ombudsmanRef), 'has it already', `Case ${to.ref} has an Ombudsman’s matter of this reference already`, 'ref'),
    notInFuture('Date it was attached', on, context),
  ].filter((refusal) => refusal !== undefined);
  if (refusals.length > 0) return { refusals };
  const again = history.filter((event) => event.type.startsWith('Ombudsman') || event.type === 'NoteAdded' || (event.type === 'FactCorrected' && event.which === ombudsmanRef));
  const remedies = (matter?.remedies ?? []).map((remedy, index) => ({ ...remedy, number: index + 1 })).filter((remedy) => remedy.completedOn === undefined);
  return {
    leaves: [{ type: 'OmbudsmanMatterMoved', on, ombudsmanRef, ref: to.ref }],
    arrives: [
      { type: 'OmbudsmanMatterAttached', on, ombudsmanRef }, ...again, ...from.payments.map((payment): CaseEvent => ({ type: 'PaymentMade', ...payment })),
      ...remedies.map(({ remedy, dueOn, owner, number }, index): CaseEvent => withoutBlanks({
        type: 'LearningActionPromised', on, learningAction: nextLearningAction(to) + index, action: remedy, kind: 'ombudsman_remedy', dueOn, owner, remedyOf: { ombudsmanRef, remedy: number },
      })),
    ],
  };
}
