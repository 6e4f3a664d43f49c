import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, statutoryOnly, stillOpen, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { notConnected, type Connection } from './independence.ts';
import { investigationOf, underInvestigation } from './investigation.ts';
import { noConflict } from './roles.ts';

export type AppointIndependentPerson = { readonly on: Day; readonly person: string; readonly connection?: Connection };

/** Appoints the independent person who takes part in the investigation (SI 2006/1738 regulations 2 and 17): nobody of the authority, and no other part in the same case. */
export function appointIndependentPerson(file: RepresentationFile, command: AppointIndependentPerson, context: ActContext): Decision {
  const { on, person } = command;
  return decide([
    stillOpen(file, 'appoint an independent person'),
    statutoryOnly(file, 'An independent person'),
    underInvestigation(file),
    dated('Date of appointment', on, file, context, [{ on: investigationOf(file)?.acceptedOn, when: 'stage 2 was accepted' }]),
    written(person, 'person', 'Enter the independent person'),
    notConnected(person, command.connection, 'person'),
    noConflict(file, person, 'the independent person', ['respondingManager', 'investigatingOfficer', 'adjudicatingOfficer', 'advocate', 'panellist'], 'person'),
  ], () => [{ type: 'IndependentPersonAppointed', on, person }]);
}
