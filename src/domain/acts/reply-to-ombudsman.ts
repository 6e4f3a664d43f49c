import type { OmbudsmanReplied } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, refuseWhen } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedInMatter, matterOf, matterOnRecord, matterOpen, type OmbudsmansFile } from './ombudsman-matter.ts';

export type ReplyToOmbudsman = Omit<OmbudsmanReplied, 'type'>;

/** Records the reply to the Ombudsman's enquiry. */
export function replyToOmbudsman(file: OmbudsmansFile, command: ReplyToOmbudsman, context: ActContext): Decision {
  const matter = matterOf(file, command.ombudsmanRef);
  return decide([
    matterOnRecord(matter, command.ombudsmanRef),
    matterOpen(matter),
    refuseWhen(matter?.repliedOn !== undefined, 'already replied', 'The enquiry has been replied to already'),
    datedInMatter('Date of the reply', command.on, matter, context, [{ on: matter?.enquiredOn, when: 'the latest enquiry was received' }]),
  ], () => [{ type: 'OmbudsmanReplied', ...command }]);
}
