import type { RepresentationFile } from '../case-file.ts';
import type { FreezeDecided } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type DecideFreeze = Omit<FreezeDecided, 'type'>;

/** Whether a decision about the child waits until the complaint against it has been considered. The presumption is that it does; either way the risk is assessed. */
export function decideFreeze(file: RepresentationFile, command: DecideFreeze, context: ActContext): Decision {
  return decide([
    stillOpen(file, 'freeze a decision'),
    dated('Date of decision', command.on, file, context),
    refuseWhen(command.frozen && file.frozen === true, 'already frozen', 'The decision is frozen already', 'frozen'),
    written(command.decisionAtIssue, 'decisionAtIssue', 'Enter the decision that the complaint is about'),
    written(command.riskAssessment, 'riskAssessment', 'Enter the assessment of the risk to the child'),
    written(command.decidedBy, 'decidedBy', 'Enter who decided'),
  ], () => [withoutBlanks({ type: 'FreezeDecided', ...command })]);
}
