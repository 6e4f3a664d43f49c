import type { CaseFile } from '../case-file.ts';
import type { RepresentationReceived } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, notInFuture, refuseWhen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type Receive = Omit<RepresentationReceived, 'type'>;

/** Takes in a representation: the first thing that happens in a case. */
export function receive(file: CaseFile | undefined, command: Receive, context: ActContext): Decision {
  const { complainantAge, groundsAroseOn } = command;
  return decide([
    refuseWhen(file !== undefined, 'already received', 'This case has been received already'),
    written(command.ref, 'ref', 'Enter a reference'),
    notInFuture('Date received', command.on, context),
    refuseWhen(groundsAroseOn !== undefined && groundsAroseOn > command.on, 'after receipt', 'Date the grounds for the complaint arose must be the same as or before the day it was received', 'groundsAroseOn'),
    refuseWhen(complainantAge !== undefined && !(Number.isInteger(complainantAge) && complainantAge >= 0 && complainantAge <= 120), 'age', 'Age must be a whole number of years between 0 and 120', 'complainantAge'),
  ], () => [withoutBlanks({ type: 'RepresentationReceived', ...command })]);
}
