import type { OmbudsmanDraftReceived } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, notBefore, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, matterOpen, type OmbudsmansFile } from './ombudsman-matter.ts';

export type ReceiveOmbudsmanDraft = Omit<OmbudsmanDraftReceived, 'type'>;

/** Records the Ombudsman's draft decision, and the day by which the letter asks for comments. */
export function receiveOmbudsmanDraft(file: OmbudsmansFile, command: ReceiveOmbudsmanDraft, context: ActContext): Decision {
  const { on, ombudsmanRef, commentsDueOn } = command;
  const matter = matterOf(file, ombudsmanRef);
  return decide([
    matterOnRecord(matter, ombudsmanRef),
    matterOpen(matter),
    datedInMatter('Date of the draft', on, matter, context),
    commentsDueOn === undefined ? undefined : notBefore('Date comments are due', commentsDueOn, [{ on, when: 'the draft was received' }], 'commentsDueOn'),
  ], () => [withoutBlanks({ type: 'OmbudsmanDraftReceived', ...command })]);
}
