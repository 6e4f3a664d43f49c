import type { RepresentationFile } from '../case-file.ts';
import type { ConsentWithdrawn } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';

export type WithdrawConsent = Omit<ConsentWithdrawn, 'type'>;

/** Records that a consent was withdrawn, which nobody has to give a reason for. What it opened to the advocate is closed from that day, as soon as this is recorded. */
export function withdrawConsent(file: RepresentationFile, command: WithdrawConsent, context: ActContext): Decision {
  const given = file.consents.find((consent) => consent.consent === command.consent);
  return decide([
    refuseWhen(given === undefined, 'no such consent', 'Select the consent that was withdrawn', 'consent'),
    refuseWhen(given?.withdrawnOn !== undefined, 'withdrawn already', 'That consent has ended already', 'consent'),
    dated('Date it was withdrawn', command.on, file, context, [{ on: given?.on, when: 'the consent was given' }]),
  ], () => [withoutBlanks({ type: 'ConsentWithdrawn', ...command })]);
}
