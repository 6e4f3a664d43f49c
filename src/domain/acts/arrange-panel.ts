import type { RepresentationFile } from '../case-file.ts';
import { inWords } from '../day.ts';
import type { PanelArranged } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, notBefore, refuseWhen, stillOpen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';
import { panelToCome, reviewOf } from './review.ts';

export type ArrangePanel = Omit<PanelArranged, 'type'>;

/** Fixes the day and place of the panel. Another day needs the first to be postponed, with the reason. */
export function arrangePanel(file: RepresentationFile, command: ArrangePanel, context: ActContext): Decision {
  const review = reviewOf(file);
  return decide([
    stillOpen(file, 'arrange a panel'),
    panelToCome(file),
    dated('Date it was arranged', command.on, file, context, [{ on: review?.requestedOn, when: 'the review panel was asked for' }]),
    review?.meetingOn === undefined ? undefined : refuseWhen(true, 'arranged already', `The panel is arranged for ${inWords(review.meetingOn)}. Postpone it first.`, 'meetingOn'),
    notBefore('Date of the panel', command.meetingOn, [{ on: command.on, when: 'it was arranged' }], 'meetingOn'),
  ], () => [withoutBlanks({ type: 'PanelArranged', ...command })]);
}
