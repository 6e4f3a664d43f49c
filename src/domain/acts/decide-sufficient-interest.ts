import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { needsSufficientInterest } from '../eligibility.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type DecideSufficientInterest = { readonly on: Day; readonly sufficient: boolean; readonly reasons: string; readonly childsView?: string };

/** Whether another person has sufficient interest in the child's welfare for the complaint to be considered (SI 2006/1738 regulation 12). Reasons either way: being without parental responsibility is not one by itself. */
export function decideSufficientInterest(file: RepresentationFile, command: DecideSufficientInterest, context: ActContext): Decision {
  const { capacity } = file.received;
  return decide([
    stillOpen(file, 'decide whether the person has sufficient interest'),
    dated('Date of decision', command.on, file, context),
    refuseWhen(capacity !== undefined && capacity !== 'X' && !needsSufficientInterest(capacity), 'complains by right', 'This person may complain by right, so no sufficient interest has to be shown'),
    written(command.reasons, 'reasons', 'Enter the reasons for the decision'),
  ], () => [withoutBlanks({ type: 'SufficientInterestDecided', ...command })]);
}
