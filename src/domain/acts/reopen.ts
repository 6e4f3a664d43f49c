import type { RepresentationFile } from '../case-file.ts';
import type { Reopened } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type Reopen = Omit<Reopened, 'type'>;

/** Opens a closed case again, with the reason. */
export function reopen(file: RepresentationFile, command: Reopen, context: ActContext): Decision {
  return decide([
    refuseWhen(file.closedOn === undefined, 'not closed', 'This case is not closed'),
    dated('Date of reopening', command.on, file, context, [{ on: file.closedOn, when: 'the case was closed' }]),
    written(command.reason, 'reason', 'Enter the reason for reopening the case'),
  ], () => [{ type: 'Reopened', ...command }]);
}
