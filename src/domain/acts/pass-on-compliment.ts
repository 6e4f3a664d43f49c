import type { ComplimentFile } from '../case-file.ts';
import type { ComplimentPassedOn } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type PassOnCompliment = Omit<ComplimentPassedOn, 'type'>;

/** Records that a compliment reached whoever it praises, or their manager. */
export function passOnCompliment(file: ComplimentFile, command: PassOnCompliment, context: ActContext): Decision {
  return decide([
    dated('Date it was passed on', command.on, file, context),
    written(command.to, 'to', 'Enter whom it was passed on to'),
  ], () => [{ type: 'ComplimentPassedOn', ...command }]);
}
