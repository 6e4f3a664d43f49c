import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen } from './checks.ts';
import type { ActContext } from './context.ts';

export type AcceptStage2 = { readonly on: Day };

/** Accepts the request for stage 2. The clock has been running since the request. */
export function acceptStage2(file: RepresentationFile, { on }: AcceptStage2, context: ActContext): Decision {
  const { stage2 } = file;
  return decide([
    stillOpen(file, 'accept stage 2'),
    refuseWhen(stage2.state !== 'requested', 'no request', 'There is no request for stage 2 to accept'),
    dated('Date of acceptance', on, file, context, [{ on: stage2.state === 'requested' ? stage2.requestedOn : undefined, when: 'stage 2 was asked for' }]),
  ], () => [{ type: 'Stage2Accepted', on }]);
}
