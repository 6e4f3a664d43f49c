import type { ComplimentFile } from '../case-file.ts';
import type { PublishConsentWithdrawn } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';

export type WithdrawPublishConsent = Omit<PublishConsentWithdrawn, 'type'>;

/** Records that whoever gave a compliment does not want it quoted any more. Reports made from now on leave it out; it counts as before. */
export function withdrawPublishConsent(file: ComplimentFile, command: WithdrawPublishConsent, context: ActContext): Decision {
  return decide([
    refuseWhen(file.publishConsent !== 'yes', 'no consent', 'There is no consent to quote this compliment on record'),
    dated('Date consent was withdrawn', command.on, file, context),
  ], () => [withoutBlanks({ type: 'PublishConsentWithdrawn', ...command })]);
}
