import type { RepresentationFile } from '../case-file.ts';
import { inWords, type Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen } from './checks.ts';
import type { ActContext } from './context.ts';
import { panelToCome, reviewOf } from './review.ts';

export type SendPanelPapers = { readonly on: Day };

/** Records that the papers went to the panel and to those who attend. */
export function sendPanelPapers(file: RepresentationFile, { on }: SendPanelPapers, context: ActContext): Decision {
  const review = reviewOf(file);
  const meetingOn = review?.meetingOn;
  return decide([
    stillOpen(file, 'send the papers'),
    panelToCome(file),
    refuseWhen(review !== undefined && review.panelOn === undefined && meetingOn === undefined, 'not arranged', 'Arrange the panel before sending its papers'),
    dated('Date the papers were sent', on, file, context, [{ on: review?.requestedOn, when: 'the review panel was asked for' }]),
    meetingOn === undefined ? undefined : refuseWhen(on > meetingOn, 'after the panel', `Date the papers were sent must be the same as or before ${inWords(meetingOn)}, when the panel meets`, 'on'),
  ], () => [{ type: 'PanelPapersSent', on }]);
}
