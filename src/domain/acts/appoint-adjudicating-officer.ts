import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, statutoryOnly, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { investigationOf, replacedWithReason, underInvestigation } from './investigation.ts';
import { noConflict } from './roles.ts';

export type AppointAdjudicatingOfficer = { readonly on: Day; readonly officer: string; readonly replacedBecause?: string };

/** Appoints the senior manager who decides on each point: not who wrote the stage 1 response. */
export function appointAdjudicatingOfficer(file: RepresentationFile, command: AppointAdjudicatingOfficer, context: ActContext): Decision {
  const { on, officer } = command;
  return decide([
    stillOpen(file, 'appoint an adjudicating officer'),
    statutoryOnly(file, 'An adjudicating officer'),
    underInvestigation(file),
    dated('Date of appointment', on, file, context, [{ on: investigationOf(file)?.acceptedOn, when: 'stage 2 was accepted' }]),
    written(officer, 'officer', 'Enter the adjudicating officer'),
    noConflict(file, officer, 'the adjudicating officer', ['respondingManager', 'investigatingOfficer', 'independentPerson', 'advocate', 'panellist'], 'officer'),
    replacedWithReason(investigationOf(file)?.adjudicatingOfficer, officer, command.replacedBecause),
  ], () => [withoutBlanks({ type: 'AdjudicatingOfficerAppointed', on, officer, replacedBecause: command.replacedBecause })]);
}
