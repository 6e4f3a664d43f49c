import type { RepresentationFile } from '../case-file.ts';
import type { PanelMemberAppointed } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { fitToAppoint, keysOf } from './fit-to-appoint.ts';
import { notConnected, type Connection } from './independence.ts';
import { panelToCome, reviewOf } from './review.ts';
import { noConflict } from './roles.ts';

export type AppointPanelMember = Omit<PanelMemberAppointed, 'type'> & { readonly connection?: Connection };

/** Appoints one of the panel's three independent persons, of whom one takes the chair (SI 2006/1738 regulation 19(2)): nobody who had a part in the case. */
export function appointPanelMember(file: RepresentationFile, command: AppointPanelMember, context: ActContext): Decision {
  const { on, role, person, connection, ...said } = command;
  const review = reviewOf(file);
  return decide([
    stillOpen(file, 'appoint a panel'),
    panelToCome(file),
    dated('Date of appointment', on, file, context, [{ on: review?.requestedOn, when: 'the review panel was asked for' }]),
    written(person, 'person', role === 'chair' ? 'Enter the chair of the panel' : 'Enter the member of the panel'),
    refuseWhen(role === 'chair' && review?.chair !== undefined, 'panel full', 'The panel has a chair already', 'role'),
    refuseWhen(role === 'member' && (review?.members.length ?? 0) >= 2, 'panel full', 'The panel has two members beside its chair already', 'role'),
    notConnected(person, connection, 'person'),
    ...keysOf(person, context).map((key) => noConflict(file, key, 'on the panel', ['respondingManager', 'investigatingOfficer', 'independentPerson', 'adjudicatingOfficer', 'earlierOfficer', 'advocate', 'panellist'], 'person', 'SI 2006/1738 regulation 19(3)')),
    ...fitToAppoint(role === 'chair' ? 'panel_chair' : 'panel_member', person, command, 'person', context),
  ], () => [withoutBlanks({ type: 'PanelMemberAppointed', on, role, person, ...said })]);
}
