import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { PermittedRefusal, RefusalBorneOutBy } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { stage2WindowEndsOn } from './limits.ts';
import { permittedRefusal } from './permitted-refusal.ts';

export type RefuseStage2 = RefusalBorneOutBy & { readonly on: Day; readonly ground: PermittedRefusal; readonly reason: string };

/** Refuses a request for stage 2, on a ground that the law permits. */
export function refuseStage2(file: RepresentationFile, command: RefuseStage2, context: ActContext): Decision {
  const { stage2 } = file;
  if (stage2.state !== 'requested') return { refusals: [{ because: 'no request', message: 'There is no request for stage 2 to refuse' }] };
  return decide([
    stillOpen(file, 'refuse stage 2'),
    dated('Date of refusal', command.on, file, context, [{ on: stage2.requestedOn, when: 'stage 2 was asked for' }]),
    ...permittedRefusal(file, command, stage2, stage2WindowEndsOn(file, context), context),
    written(command.reason, 'reason', 'Enter the reasons for refusing stage 2'),
  ], () => [withoutBlanks({ type: 'Stage2Refused', ...command })]);
}
