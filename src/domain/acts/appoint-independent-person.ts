import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, statutoryOnly, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { type Appointing, fitToAppoint, keysOf } from './fit-to-appoint.ts';
import { notConnected, type Connection } from './independence.ts';
import { investigationOf, replacedWithReason, underInvestigation } from './investigation.ts';
import { noConflict } from './roles.ts';

export type AppointIndependentPerson = Appointing & { readonly on: Day; readonly person: string; readonly connection?: Connection; readonly replacedBecause?: string };

/** Appoints the independent person who takes part in the investigation (SI 2006/1738 regulations 2 and 17): nobody of the authority, and no other part in the same case. */
export function appointIndependentPerson(file: RepresentationFile, command: AppointIndependentPerson, context: ActContext): Decision {
  const { on, person, connection, ...said } = command;
  return decide([
    stillOpen(file, 'appoint an independent person'),
    statutoryOnly(file, 'An independent person'),
    underInvestigation(file),
    dated('Date of appointment', on, file, context, [{ on: investigationOf(file)?.acceptedOn, when: 'stage 2 was accepted' }]),
    written(person, 'person', 'Enter the independent person'),
    notConnected(person, connection, 'person'),
    ...keysOf(person, context).map((key) => noConflict(file, key, 'the independent person', ['respondingManager', 'investigatingOfficer', 'adjudicatingOfficer', 'advocate', 'panellist'], 'person')),
    ...fitToAppoint('independent_person', person, command, 'person', context),
    replacedWithReason(investigationOf(file)?.independentPerson, person, command.replacedBecause),
  ], () => [withoutBlanks({ type: 'IndependentPersonAppointed', on, person, ...said })]);
}
