import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { type Appointing, fitToAppoint, keysOf } from './fit-to-appoint.ts';
import { investigationOf, replacedWithReason, underInvestigation } from './investigation.ts';
import { noConflict } from './roles.ts';

export type AppointInvestigatingOfficer = Appointing & { readonly on: Day; readonly officer: string; readonly inLineManagement: boolean; readonly replacedBecause?: string };

/** Appoints who investigates at stage 2, or reviews it in the corporate procedure: nobody in the line management of what is complained about, nor who answered stage 1. */
export function appointInvestigatingOfficer(file: RepresentationFile, command: AppointInvestigatingOfficer, context: ActContext): Decision {
  const { on, officer, inLineManagement, ...said } = command;
  const corporate = file.handledAs === 'corporate';
  return decide([
    stillOpen(file, 'appoint an investigating officer'),
    underInvestigation(file),
    dated('Date of appointment', on, file, context, [{ on: investigationOf(file)?.acceptedOn, when: 'stage 2 was accepted' }]),
    written(officer, 'officer', corporate ? 'Enter the reviewing officer' : 'Enter the investigating officer'),
    refuseWhen(inLineManagement, 'in line management', `${officer} is in the line management of the service or person complained about and cannot investigate the complaint`, 'officer'),
    ...keysOf(officer, context).map((key) => noConflict(file, key, corporate ? 'the stage 2 reviewer' : 'the investigating officer', ['respondingManager', 'independentPerson', 'adjudicatingOfficer', 'advocate', 'panellist'], 'officer')),
    ...fitToAppoint('investigating_officer', officer, command, 'officer', context),
    replacedWithReason(investigationOf(file)?.investigatingOfficer, officer, command.replacedBecause),
  ], () => [withoutBlanks({ type: 'InvestigatingOfficerAppointed', on, officer, ...said })]);
}
