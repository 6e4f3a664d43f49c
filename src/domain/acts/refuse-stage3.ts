import type { RepresentationFile } from '../case-file.ts';
import type { Stage3Refused } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { stage3WindowEndsOn } from './limits.ts';
import { permittedRefusal } from './permitted-refusal.ts';

export type RefuseStage3 = Omit<Stage3Refused, 'type'>;

/** Refuses a review panel, on a ground that the law permits. */
export function refuseStage3(file: RepresentationFile, command: RefuseStage3, context: ActContext): Decision {
  const { stage3 } = file;
  if (stage3.state !== 'requested' || stage3.panelOn !== undefined) {
    return { refusals: [stage3.state === 'requested' ? { because: 'panel held', message: 'The panel has met already' } : { because: 'no request', message: 'There is no request for a review panel to refuse' }] };
  }
  return decide([
    stillOpen(file, 'refuse a review panel'),
    dated('Date of refusal', command.on, file, context, [{ on: stage3.requestedOn, when: 'the review panel was asked for' }]),
    ...permittedRefusal(file, command, stage3, stage3WindowEndsOn(file, context), context),
    written(command.reason, 'reason', 'Enter the reasons for refusing a review panel'),
  ], () => [withoutBlanks({ type: 'Stage3Refused', ...command })]);
}
