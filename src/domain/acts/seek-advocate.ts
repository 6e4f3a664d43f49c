import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen } from './checks.ts';
import type { ActContext } from './context.ts';

export type SeekAdvocate = { readonly on: Day };

/** Records that an advocate was asked for: stage 1 stands still until one is appointed (SI 2006/1738 regulation 14(3)). Later stages do not. */
export function seekAdvocate(file: RepresentationFile, command: SeekAdvocate, context: ActContext): Decision {
  return decide([
    stillOpen(file, 'record that an advocate was asked for'),
    refuseWhen(file.suspensions.some((suspension) => suspension.to === undefined), 'already sought', 'An advocate is being found already'),
    dated('Date an advocate was asked for', command.on, file, context, [{ on: file.suspensions.at(-1)?.to, when: 'an advocate was last appointed' }]),
  ], () => [{ type: 'AdvocateSought', on: command.on }]);
}
