import type { OmbudsmanDraftAnswered } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, refuseWhen } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, matterOpen, type OmbudsmansFile } from './ombudsman-matter.ts';

export type AnswerOmbudsmanDraft = Omit<OmbudsmanDraftAnswered, 'type'>;

/** Records the authority's comments on the Ombudsman's draft decision. */
export function answerOmbudsmanDraft(file: OmbudsmansFile, command: AnswerOmbudsmanDraft, context: ActContext): Decision {
  const matter = matterOf(file, command.ombudsmanRef);
  return decide([
    matterOnRecord(matter, command.ombudsmanRef),
    matterOpen(matter),
    refuseWhen(matter !== undefined && matter.draftOn === undefined, 'no draft', 'Record the draft decision before the comments on it'),
    refuseWhen(matter?.commentsSentOn !== undefined, 'already answered', 'Comments on the draft have been sent already'),
    datedInMatter('Date the comments were sent', command.on, matter, context, [{ on: matter?.draftOn, when: 'the draft was received' }]),
  ], () => [{ type: 'OmbudsmanDraftAnswered', ...command }]);
}
