import type { RepresentationFile } from '../case-file.ts';
import type { ContactRestricted } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type RestrictContact = Omit<ContactRestricted, 'type'>;

/**
 * Limits how whoever complains is in contact with the council, for a time and with a day to look at it again; done again, it takes the place of the
 * limits before. It has no bearing on what they may complain of, or take further: no other act asks after it (Ombudsman decision 22-002-075).
 */
export function restrictContact(file: RepresentationFile, command: RestrictContact, context: ActContext): Decision {
  const { on, until, reviewOn } = command;
  return decide([
    dated('Date of the decision', on, file, context, [{ on: file.contactRestriction?.on, when: 'contact was restricted before' }]),
    written(command.restriction, 'restriction', 'Enter how contact is restricted'),
    refuseWhen(until <= on, 'too early', 'The last day must be after the date of the decision', 'until'),
    refuseWhen(reviewOn <= on || reviewOn > until, 'not within', 'The day to look at it again must be after the date of the decision, and no later than the last day', 'reviewOn'),
    written(command.reason, 'reason', 'Enter why contact is restricted'),
    written(command.decidedBy, 'decidedBy', 'Enter who decided'),
  ], () => [{ type: 'ContactRestricted', ...command }]);
}
