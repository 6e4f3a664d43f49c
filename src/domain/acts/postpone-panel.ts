import type { RepresentationFile } from '../case-file.ts';
import type { PanelPostponed } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { panelToCome, reviewOf } from './review.ts';

export type PostponePanel = Omit<PanelPostponed, 'type'>;

/** Puts the panel off, with the reason. The clock runs on, whoever asked for it. */
export function postponePanel(file: RepresentationFile, command: PostponePanel, context: ActContext): Decision {
  const review = reviewOf(file);
  return decide([
    stillOpen(file, 'postpone the panel'),
    panelToCome(file),
    refuseWhen(review !== undefined && review.panelOn === undefined && review.meetingOn === undefined, 'not arranged', 'No panel is arranged'),
    dated('Date it was postponed', command.on, file, context, [{ on: review?.requestedOn, when: 'the review panel was asked for' }]),
    written(command.reason, 'reason', 'Enter the reason for postponing the panel'),
  ], () => [{ type: 'PanelPostponed', ...command }]);
}
