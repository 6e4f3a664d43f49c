import type { RepresentationFile } from '../case-file.ts';
import { inWords } from '../day.ts';
import type { PanelHeld } from '../events.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, judgedLate, notDeferred, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { panelToCome, reviewOf } from './review.ts';

export type HoldPanel = Omit<PanelHeld, 'type' | 'judged'>;

/** Records that the panel met, on the day arranged and with all three of its members. A late panel has to be explained. */
export function holdPanel(file: RepresentationFile, command: HoldPanel, context: ActContext): Decision {
  const { on } = command;
  const review = reviewOf(file);
  const refusal = panelToCome(file) ?? dated('Date of the panel', on, file, context, [{ on: review?.requestedOn, when: 'the review panel was asked for' }]);
  if (refusal !== undefined) return { refusals: [refusal] };
  const held = withJudgement(file, withoutBlanks({ type: 'PanelHeld', ...command }), context);
  const meetingOn = review?.meetingOn;
  return decide([
    stillOpen(file, 'record a panel'),
    notDeferred(file, 'hold a panel'),
    refuseWhen(meetingOn === undefined, 'not arranged', 'Arrange the panel before recording that it met'),
    meetingOn === undefined ? undefined : refuseWhen(on !== meetingOn, 'another day', `Date of the panel must be ${inWords(meetingOn)}, the day arranged. Postpone the panel if it met on another day.`, 'on'),
    refuseWhen(review?.chair === undefined || review.members.length < 2, 'panel incomplete', 'A panel is three independent persons. Appoint its chair and two members first.', undefined, 'SI 2006/1738 regulation 19(2)'),
    judgedLate(held, context) ? written(command.lateReason ?? review?.lateReason, 'lateReason', 'Enter why the panel met late') : undefined,
  ], () => [held]);
}
