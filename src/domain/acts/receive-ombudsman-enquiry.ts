import type { OmbudsmanEnquiryReceived } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, notBefore, notInFuture, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { matterOf, matterOpen, type OmbudsmansFile } from './ombudsman-matter.ts';

export type ReceiveOmbudsmanEnquiry = Omit<OmbudsmanEnquiryReceived, 'type'>;

/** Records an enquiry of the Ombudsman's, on a representation open or closed, or (`file` undefined) on none of those on record. The day to reply by is the one the Ombudsman states. */
export function receiveOmbudsmanEnquiry(file: OmbudsmansFile | undefined, command: ReceiveOmbudsmanEnquiry, context: ActContext): Decision {
  const { on, ombudsmanRef, replyDueOn } = command;
  const received = file?.kind === 'representation' ? [{ on: file.receivedOn, when: 'the complaint was received' }] : [];
  return decide([
    written(ombudsmanRef, 'ombudsmanRef', 'Enter the Ombudsman’s reference'),
    file === undefined ? undefined : matterOpen(matterOf(file, ombudsmanRef)),
    notInFuture('Date of the enquiry', on, context) ?? notBefore('Date of the enquiry', on, received),
    replyDueOn === undefined ? undefined : notBefore('Date the reply is due', replyDueOn, [{ on, when: 'the enquiry was received' }], 'replyDueOn'),
  ], () => [withoutBlanks({ type: 'OmbudsmanEnquiryReceived', ...command })]);
}
