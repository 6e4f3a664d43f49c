import type { CaseFile } from '../case-file.ts';
import type { ComplimentReceived } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, notInFuture, refuseWhen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type ReceiveCompliment = Omit<ComplimentReceived, 'type'>;

/** Takes in a compliment, which has no stages: nothing more happens to it but corrections. */
export function receiveCompliment(file: CaseFile | undefined, command: ReceiveCompliment, context: ActContext): Decision {
  return decide([
    refuseWhen(file !== undefined, 'already received', 'This compliment has been received already'),
    written(command.ref, 'ref', 'Enter a reference'),
    notInFuture('Date received', command.on, context),
  ], () => [withoutBlanks({ type: 'ComplimentReceived', ...command })]);
}
