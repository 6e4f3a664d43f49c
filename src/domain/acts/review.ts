import type { RepresentationFile, Stage3Review } from '../case-file.ts';
import { refuseWhen, type Check } from './checks.ts';

/** The stage 3 that was asked for and has no response from the authority yet. */
export function reviewOf(file: RepresentationFile): Stage3Review | undefined {
  return file.stage3.state === 'requested' && file.stage3.respondedOn === undefined ? file.stage3 : undefined;
}

/** Stage 3 asked for, its panel not yet held. */
export function panelToCome(file: RepresentationFile): Check {
  const review = reviewOf(file);
  if (review === undefined) return refuseWhen(true, 'no review', file.stage3.state === 'requested' ? 'Stage 3 has ended' : 'A review panel has not been asked for');
  return refuseWhen(review.panelOn !== undefined, 'panel held', 'The panel has met already');
}
