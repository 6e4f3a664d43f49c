import type { RepresentationFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import { deferredSince } from '../deferral.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stage1Ended, stillOpen } from './checks.ts';
import type { ActContext } from './context.ts';
import { resubmissionEndsOn } from './limits.ts';

export type Resubmit = { readonly on: Day };

/** Takes a deferred complaint up again: after the proceedings, and within a year of their end (T23). */
export function resubmit(file: RepresentationFile, { on }: Resubmit, context: ActContext): Decision {
  const { deferral } = file;
  const endedOn = deferral?.proceedingsEndedOn;
  const endsOn = endedOn === undefined ? undefined : resubmissionEndsOn(endedOn, context);
  return decide([
    stillOpen(file, 'resubmit it'),
    refuseWhen(deferral === undefined || deferral.resubmittedOn !== undefined, 'not deferred', 'The complaint is not deferred'),
    refuseWhen(deferral !== undefined && endedOn === undefined, 'proceedings not ended', 'Record first when the proceedings ended'),
    refuseWhen(deferral?.elements !== undefined && deferredSince(file) === undefined && stage1Ended(file), 'stage 1 ended', 'Stage 1 of the other points has ended. Receive the points that are resubmitted as a new complaint.'),
    dated('Date of resubmission', on, file, context, [{ on: endedOn, when: 'the proceedings ended' }]),
    endsOn === undefined ? undefined : refuseWhen(on > endsOn, 'too late', `Date of resubmission must be the same as or before ${inWords(endsOn)}, a year after the proceedings ended`, 'on', 'SI 2006/1738 regulation 8'),
  ], () => [{ type: 'Resubmitted', on }]);
}
