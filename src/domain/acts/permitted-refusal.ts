import type { RepresentationFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import { deferredSince } from '../deferral.ts';
import { type PermittedRefusal, permittedRefusals, type RefusalBorneOutBy } from '../events.ts';
import { late, refuseWhen, written, type Check } from './checks.ts';
import { asCompared } from '../invoices.ts';
import type { ActContext } from './context.ts';
import { words } from './findings.ts';
import { notConsideredAsLate } from './one-year-limit.ts';

/**
 * A further stage may be refused only on a ground that the law knows, and only where the case bears it out. Having nothing to add,
 * a thorough stage 1, cost, persistence or a court case as such are none. `windowEndsOn`: the last day to have asked for it.
 */
export function permittedRefusal(file: RepresentationFile, { ground, consideredIn, otherAuthority }: RefusalBorneOutBy & { readonly ground: string }, { requestedOn, lateAcceptedBecause }: { readonly requestedOn: Day; readonly lateAcceptedBecause?: string }, windowEndsOn: Day | undefined, context: ActContext): readonly Check[] {
  const list = permittedRefusals.filter((permitted) => permitted !== 'withdrawn').map(words).join(', ');
  return [
    refuseWhen(!permittedRefusals.some((permitted) => permitted === ground), 'ground not permitted', `Ground must be one that the law permits: ${list}`, 'ground'),
    ground === 'already_considered' ? written(consideredIn, 'consideredIn', 'Enter the reference of the case, or of the Ombudsman’s, in which the same complaint was considered') : undefined,
    refuseWhen(ground === 'already_considered' && consideredIn !== undefined && asCompared(consideredIn) === asCompared(file.ref), 'same case', 'Enter the reference of another case than this one', 'consideredIn'),
    ground === 'other_authority' ? written(otherAuthority, 'otherAuthority', 'Enter the authority whose it is to answer') : undefined,
    refuseWhen(ground === 'out_of_time' && (windowEndsOn === undefined || !late(requestedOn, windowEndsOn, context)), 'in time', `The request was made in time${windowEndsOn === undefined ? '' : `, before the end of ${inWords(windowEndsOn)}`}`, 'ground'),
    refuseWhen(ground === 'out_of_time' && lateAcceptedBecause !== undefined, 'accepted although late', 'The request was accepted although late', 'ground'),
    refuseWhen(ground === 'no_sufficient_interest' && file.sufficientInterest?.sufficient !== false, 'entitled to all stages', 'The complaint was accepted at stage 1, so the complainant is entitled to all stages', 'ground'),
    refuseWhen(ground === 'not_a_qualifying_function' && file.handledAs === 'statutory', 'entitled to all stages', 'The complaint was accepted under the statutory procedure, so the complainant is entitled to all its stages', 'ground'),
    refuseWhen(ground === 'withdrawn', 'withdraw instead', 'Record that the complaint was withdrawn instead', 'ground'),
    refuseWhen(ground === 'prejudice_to_proceedings' && deferredSince(file) === undefined, 'defer first', 'Defer the complaint, naming the proceedings, before refusing a stage because of them', 'ground', 'SI 2006/1738 regulation 8'),
  ];
}

/** A complaint itself may be turned away, before it has been answered, only on a ground that the law knows and the case bears out. `toDo`: what needs the ground, `declining`. */
export function permittedWithoutAnswer(file: RepresentationFile, ground: PermittedRefusal | undefined, toDo: string, field: string, elements?: readonly number[]): readonly Check[] {
  const allowed = permittedRefusals.filter((each) => each !== 'prejudice_to_proceedings' && each !== 'withdrawn');
  const list = allowed.map(words).join(', ');
  return [
    refuseWhen(ground === undefined, 'missing', `Select the ground for ${toDo}: ${list}`, field),
    refuseWhen(ground !== undefined && !permittedRefusals.includes(ground), 'ground not permitted', `Ground must be one that the law permits: ${list}`, field),
    refuseWhen(ground === 'prejudice_to_proceedings', 'defer instead', 'A complaint that might prejudice other proceedings is deferred, not declined. Defer it.', field, 'SI 2006/1738 regulation 8'),
    refuseWhen(ground === 'withdrawn', 'withdraw instead', 'Record that the complaint was withdrawn instead', field),
    refuseWhen(ground === 'out_of_time' && !notConsideredAsLate(file, elements), 'both tests first', 'Decide first, on both tests, not to consider the complaint although late', field, 'SI 2006/1738 regulation 9'),
    refuseWhen(ground === 'no_sufficient_interest' && file.sufficientInterest?.sufficient !== false, 'interest first', 'Decide first that the person has no sufficient interest', field, 'SI 2006/1738 regulation 12'),
  ];
}
