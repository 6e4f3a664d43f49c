import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { firstGroundsOn, madeTooLate } from './one-year-limit.ts';

export type DecideLateComplaint = {
  readonly on: Day; readonly considered: boolean; readonly notReasonableToExpectEarlier: boolean; readonly canBeConsideredEffectivelyAndFairly: boolean; readonly reasons: string;
};

/** Whether to consider a complaint made more than a year after its grounds arose. It cannot be turned away when both tests of regulation 9(2) are met. */
export function decideLateComplaint(file: RepresentationFile, command: DecideLateComplaint, context: ActContext): Decision {
  const bothMet = command.notReasonableToExpectEarlier && command.canBeConsideredEffectivelyAndFairly;
  return decide([
    stillOpen(file, 'decide whether to consider it although late'),
    dated('Date of decision', command.on, file, context),
    refuseWhen(firstGroundsOn(file) === undefined, 'grounds not dated', 'Enter when the grounds for the complaint arose before deciding that it is late'),
    refuseWhen(firstGroundsOn(file) !== undefined && !madeTooLate(file, context), 'not late', 'This complaint was made within a year of its grounds, so it is not late'),
    refuseWhen(!command.considered && bothMet, 'both tests met', 'Consider the complaint: it was not reasonable to expect it earlier, and it can still be considered effectively and fairly', 'considered', 'SI 2006/1738 regulation 9(2)'),
    written(command.reasons, 'reasons', 'Enter the reasons for the decision'),
  ], () => [{ type: 'LateComplaintDecided', ...command }]);
}
