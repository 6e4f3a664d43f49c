import type { RepresentationFile } from '../case-file.ts';
import type { ContactRestrictionLifted } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type LiftContactRestriction = Omit<ContactRestrictionLifted, 'type'>;

/** Ends the limits on contact with whoever complains, before or after their last day. */
export function liftContactRestriction(file: RepresentationFile, command: LiftContactRestriction, context: ActContext): Decision {
  const { contactRestriction } = file;
  if (contactRestriction === undefined) return { refusals: [{ because: 'not restricted', message: 'Contact is not restricted in this case' }] };
  return decide([
    dated('Date', command.on, file, context, [{ on: contactRestriction.on, when: 'contact was restricted' }]),
    written(command.reason, 'reason', 'Enter why contact need not be restricted any more'),
  ], () => [{ type: 'ContactRestrictionLifted', ...command }]);
}
