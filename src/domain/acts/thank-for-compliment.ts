import type { ComplimentFile } from '../case-file.ts';
import type { ComplimentThanked } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen } from './checks.ts';
import type { ActContext } from './context.ts';

export type ThankForCompliment = Omit<ComplimentThanked, 'type'>;

/** Records that whoever gave a compliment was thanked. */
export function thankForCompliment(file: ComplimentFile, command: ThankForCompliment, context: ActContext): Decision {
  return decide([
    refuseWhen(file.thankedOn !== undefined, 'already thanked', 'That they were thanked is on record already'),
    dated('Date they were thanked', command.on, file, context),
  ], () => [{ type: 'ComplimentThanked', ...command }]);
}
