import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { deferredSince } from '../deferral.ts';
import { isReferredEarly } from '../early-referral.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stage1Ended } from './checks.ts';
import type { ActContext } from './context.ts';
import { resubmissionEndsOn } from './limits.ts';

export type Close = { readonly on: Day };

/** What keeps a case open, each in a few words: stages without an end, a deferral. Promised actions do not: they are followed up on a closed case too. */
export function whatIsOpen(file: RepresentationFile, on: Day, context: ActContext): readonly string[] {
  const { handledAs, stage2, stage3, deferral } = file;
  const open: string[] = [];
  const inProcedure = handledAs === 'statutory' || handledAs === 'corporate';
  if (handledAs === undefined && !stage1Ended(file)) open.push('how it is handled has not been decided');
  if (inProcedure && !stage1Ended(file)) open.push('stage 1 has no response');
  if (stage2.state === 'requested') open.push('the request for stage 2 has not been decided');
  if (stage2.state === 'accepted' && stage2.closedOn === undefined) open.push(stage2.adjudicatedOn === undefined ? 'stage 2 has no adjudication' : 'stage 2 has not been closed');
  if (stage3.state === 'requested' && stage3.respondedOn === undefined && !isReferredEarly(file)) open.push('stage 3 has no response');
  // Elements deferred by themselves do not keep it open: what is resubmitted after the answer is a new complaint.
  if (deferral !== undefined && deferredSince(file) !== undefined) {
    const endedOn = deferral.proceedingsEndedOn;
    if (endedOn === undefined) open.push('it is deferred until other proceedings end');
    else if (on <= resubmissionEndsOn(endedOn, context)) open.push('it can still be resubmitted after other proceedings');
    else return [];
  }
  return open;
}

/** Closes a case once nothing in it is open. A deferred complaint closes when the year to resubmit it has passed. */
export function close(file: RepresentationFile, { on }: Close, context: ActContext): Decision {
  const { stage1, stage2, stage3 } = file;
  return decide([
    refuseWhen(file.closedOn !== undefined, 'case closed', 'This case is closed already'),
    ...whatIsOpen(file, on, context).map((what) => refuseWhen(true, 'still open', `This case cannot be closed: ${what}`)),
    dated('Date of closing', on, file, context, [
      { on: file.handlingDecidedOn, when: 'its handling was decided' },
      { on: stage1.state === 'answered' || stage1.state === 'not progressed' ? stage1.on : undefined, when: 'stage 1 ended' },
      { on: stage2.state === 'accepted' ? stage2.closedOn : stage2.state === 'refused' ? stage2.refusedOn : undefined, when: 'stage 2 ended' },
      { on: file.earlyReferral?.on, when: 'it was referred to the Ombudsman' }, { on: file.reopenedOn, when: 'the case was reopened' },
      { on: stage3.state === 'requested' ? stage3.respondedOn : stage3.state === 'refused' ? stage3.refusedOn : undefined, when: 'stage 3 ended' },
    ]),
  ], () => [{ type: 'Closed', on }]);
}
