import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen } from './checks.ts';
import type { ActContext } from './context.ts';

export type RecordProceedingsEnded = { readonly on: Day };

/** Records that the proceedings which a complaint was deferred for have ended: the year to resubmit it starts. */
export function recordProceedingsEnded(file: RepresentationFile, { on }: RecordProceedingsEnded, context: ActContext): Decision {
  const { deferral } = file;
  return decide([
    stillOpen(file, 'record that proceedings ended'),
    refuseWhen(deferral === undefined || deferral.resubmittedOn !== undefined, 'not deferred', 'The complaint is not deferred'),
    refuseWhen(deferral?.proceedingsEndedOn !== undefined, 'already ended', 'The end of the proceedings is on record already'),
    dated('Date the proceedings ended', on, file, context, [{ on: deferral?.on, when: 'the complaint was deferred' }]),
  ], () => [{ type: 'ProceedingsEnded', on }]);
}
