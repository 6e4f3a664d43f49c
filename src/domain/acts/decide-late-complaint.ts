import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, onRecord, refuseWhen, stillOpen, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { firstGroundsOn, lateParts } from './one-year-limit.ts';

export type DecideLateComplaint = {
  readonly on: Day; readonly considered: boolean; readonly notReasonableToExpectEarlier: boolean; readonly canBeConsideredEffectivelyAndFairly: boolean; readonly reasons: string;
  /** The points that the decision is about: all of them where absent. */
  readonly elements?: readonly number[];
};

/** Whether to consider a complaint, or some of its points, made more than a year after the grounds arose. None can be turned away when both tests of regulation 9(2) are met. */
export function decideLateComplaint(file: RepresentationFile, command: DecideLateComplaint, context: ActContext): Decision {
  const { elements, ...decision } = command;
  const bothMet = command.notReasonableToExpectEarlier && command.canBeConsideredEffectivelyAndFairly;
  const late = lateParts(file, context, elements);
  const inTime = elements?.filter((element) => !late.some((one) => one.element === element) && file.elements.some((one) => one.element === element)) ?? [];
  return decide([
    stillOpen(file, 'decide whether to consider it although late'),
    dated('Date of decision', command.on, file, context),
    ...onRecord(file, elements ?? [], 'elements'),
    refuseWhen(firstGroundsOn(file) === undefined, 'grounds not dated', 'Enter when the grounds for the complaint arose before deciding that it is late'),
    refuseWhen(elements === undefined && firstGroundsOn(file) !== undefined && late.length === 0, 'not late', 'This complaint was made within a year of its grounds, so it is not late'),
    ...inTime.map((element) => refuseWhen(true, 'not late', `Element ${element} was made within a year of its grounds, so it is not late`, 'elements')),
    refuseWhen(!command.considered && bothMet, 'both tests met', 'Consider the complaint: it was not reasonable to expect it earlier, and it can still be considered effectively and fairly', 'considered', 'SI 2006/1738 regulation 9(2)'),
    written(command.reasons, 'reasons', 'Enter the reasons for the decision'),
  ], () => [{ type: 'LateComplaintDecided', ...decision, ...(elements === undefined ? {} : { elements }) }]);
}
