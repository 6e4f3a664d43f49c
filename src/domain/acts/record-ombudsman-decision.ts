import type { CaseEvent, OmbudsmanDecided } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, notBefore, notInFuture, refuseWhen, written, withoutBlanks, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, matterOpen, type OmbudsmansFile } from './ombudsman-matter.ts';
import { nextLearningAction } from './promise-learning-action.ts';

export type RecordOmbudsmanDecision = Omit<OmbudsmanDecided, 'type' | 'undated' | 'remedies' | 'remedyTexts'> & {
  readonly remedies?: readonly (NonNullable<OmbudsmanDecided['remedies']>[number] & { readonly remedy: string })[];
};

/** Records the Ombudsman's decision. Each remedy agreed has its day, and becomes a learning action promised in the representation it belongs to. */
export function recordOmbudsmanDecision(file: OmbudsmansFile, command: RecordOmbudsmanDecision, context: ActContext): Decision {
  const { remedies = [], ...said } = command;
  const { on, ombudsmanRef } = said;
  const matter = matterOf(file, ombudsmanRef);
  return decide([
    matterOnRecord(matter, ombudsmanRef),
    matterOpen(matter),
    datedInMatter('Date of the decision', on, matter, context, [{ on: matter?.draftOn, when: 'the draft was received' }]),
    command.publicReportReceivedOn === undefined ? undefined : refuseWhen(command.publicReport !== true, 'no public report', 'Say that the Ombudsman made a public report, or leave out the date it was received', 'publicReport')
      ?? notInFuture('Date the public report was received', command.publicReportReceivedOn, context, 'publicReportReceivedOn') ?? notBefore('Date the public report was received', command.publicReportReceivedOn, [{ on: matter?.receivedOn, when: 'the Ombudsman’s enquiry was received' }], 'publicReportReceivedOn'),
    ...remedies.flatMap(({ remedy, dueOn }, index): readonly Check[] => [
      written(remedy, `remedies.${index}.remedy`, 'Enter the remedy'),
      dueOn === undefined
        ? { because: 'missing', message: 'Enter the day by which the remedy is due', field: `remedies.${index}.dueOn` }
        : notBefore('Date the remedy is due', dueOn, [{ on, when: 'the Ombudsman decided' }], `remedies.${index}.dueOn`),
    ]),
  ], () => [withoutBlanks({ type: 'OmbudsmanDecided', ...said, ...remediesApart(remedies) }), ...(file.kind === 'representation' ? remedies.map(({ remedy, dueOn, owner }, index): CaseEvent => withoutBlanks({
    type: 'LearningActionPromised', on, learningAction: nextLearningAction(file) + index, action: remedy, kind: 'ombudsman_remedy', dueOn, owner, remedyOf: { ombudsmanRef, remedy: index + 1 },
  })) : [])]);
}

function remediesApart(remedies: NonNullable<RecordOmbudsmanDecision['remedies']>): Pick<OmbudsmanDecided, 'remedies' | 'remedyTexts'> {
  return remedies.length === 0 ? {} : { remedies: remedies.map(withoutText), remedyTexts: remedies.map(({ remedy }) => remedy) };
}

function withoutText(agreed: NonNullable<RecordOmbudsmanDecision['remedies']>[number]): NonNullable<OmbudsmanDecided['remedies']>[number] {
  const { remedy: _, ...rest } = agreed;
  return rest;
}
