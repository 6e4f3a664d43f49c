import type { RepresentationFile } from '../case-file.ts';
import type { CaseOfficerAssigned } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { sameName } from './roles.ts';

export type AssignCaseOfficer = Omit<CaseOfficerAssigned, 'type'>;

/** Says who in the complaints team looks after a case from now on, open or closed. */
export function assignCaseOfficer(file: RepresentationFile, command: AssignCaseOfficer, context: ActContext): Decision {
  const { on, officer } = command;
  return decide([
    dated('Date', on, file, context),
    written(officer, 'officer', 'Select who looks after the case'),
    refuseWhen(sameName(officer, file.caseOfficer), 'looks after it already', `${officer} looks after this case already`, 'officer'),
  ], () => [withoutBlanks({ type: 'CaseOfficerAssigned', ...command })]);
}
