import type { RepresentationFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import { deferredSince } from '../deferral.ts';
import { permittedRefusals } from '../events.ts';
import { late, refuseWhen, type Check } from './checks.ts';
import type { ActContext } from './context.ts';
import { words } from './findings.ts';

/**
 * A further stage may be refused only on a ground that the law knows, and only where the case bears it out. Having nothing to add,
 * a thorough stage 1, cost, persistence or a court case as such are none. `windowEndsOn`: the last day to have asked for it.
 */
export function permittedRefusal(file: RepresentationFile, ground: string, { requestedOn, lateAcceptedBecause }: { readonly requestedOn: Day; readonly lateAcceptedBecause?: string }, windowEndsOn: Day | undefined, context: ActContext): readonly Check[] {
  return [
    refuseWhen(!permittedRefusals.some((permitted) => permitted === ground), 'ground not permitted', `Ground must be one that the law permits: ${permittedRefusals.map(words).join(', ')}`, 'ground'),
    refuseWhen(ground === 'out_of_time' && (windowEndsOn === undefined || !late(requestedOn, windowEndsOn, context)), 'in time', `The request was made in time${windowEndsOn === undefined ? '' : `, before the end of ${inWords(windowEndsOn)}`}`, 'ground'),
    refuseWhen(ground === 'out_of_time' && lateAcceptedBecause !== undefined, 'accepted although late', 'The request was accepted although late', 'ground'),
    refuseWhen(ground === 'no_sufficient_interest' && file.sufficientInterest?.sufficient !== false, 'entitled to all stages', 'The complaint was accepted at stage 1, so the complainant is entitled to all stages', 'ground'),
    refuseWhen(ground === 'not_a_qualifying_function' && file.handledAs === 'statutory', 'entitled to all stages', 'The complaint was accepted under the statutory procedure, so the complainant is entitled to all its stages', 'ground'),
    refuseWhen(ground === 'prejudice_to_proceedings' && deferredSince(file) === undefined, 'defer first', 'Defer the complaint, naming the proceedings, before refusing a stage because of them', 'ground', 'SI 2006/1738 regulation 8'),
  ];
}
