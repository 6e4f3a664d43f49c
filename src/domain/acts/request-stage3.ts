import type { RepresentationFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import { isReferredEarly } from '../early-referral.ts';
import type { Decision } from '../refusal.ts';
import { stage2Progress } from '../stage2-file.ts';
import { dated, decide, late, refuseWhen, statutoryOnly, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { stage3WindowEndsOn } from './limits.ts';

export type RequestStage3 = { readonly on: Day; readonly lateAcceptedBecause?: string };

/** Records that the complainant asked for a review panel, within the window after the adjudication (T15; later with reasons for accepting it). */
export function requestStage3(file: RepresentationFile, command: RequestStage3, context: ActContext): Decision {
  const { adjudicatedOn } = stage2Progress(file.stage2);
  const endsOn = stage3WindowEndsOn(file, context);
  return decide([
    stillOpen(file, 'record a request for a review panel'),
    statutoryOnly(file, 'A review panel'),
    refuseWhen(adjudicatedOn === undefined, 'not adjudicated', 'A review panel can be asked for once the adjudication has been sent'),
    refuseWhen(file.stage3.state === 'requested', 'already in stage 3', 'A review panel has been asked for already'),
    refuseWhen(isReferredEarly(file), 'referred early', 'The complaint was referred to the Ombudsman without a panel'),
    dated('Date of the request', command.on, file, context, [{ on: adjudicatedOn, when: 'the adjudication was sent' }]),
    endsOn !== undefined && late(command.on, endsOn, context) ? written(command.lateAcceptedBecause, 'lateAcceptedBecause', `The time to ask for a review panel ended on ${inWords(endsOn)}. Enter why the request is accepted although late.`) : undefined,
  ], () => [withoutBlanks({ type: 'Stage3Requested', ...command })]);
}
