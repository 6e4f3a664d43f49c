import type { RepresentationFile } from '../case-file.ts';
import type { PanelMemberStoodDown } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { panelToCome, reviewOf } from './review.ts';
import { sameName } from './roles.ts';

export type StandDownPanelMember = Omit<PanelMemberStoodDown, 'type'>;

/** Records that the chair or a member will not sit on the panel after all, with the reason, so that another can be appointed. The clock runs on. */
export function standDownPanelMember(file: RepresentationFile, command: StandDownPanelMember, context: ActContext): Decision {
  const { on, person, reason } = command;
  const review = reviewOf(file);
  const sitting = review === undefined ? undefined : [review.chair, ...review.members].find((member) => sameName(member, person));
  return decide([
    stillOpen(file, 'change its panel'),
    panelToCome(file),
    dated('Date it was known', on, file, context, [{ on: review?.requestedOn, when: 'the review panel was asked for' }]),
    written(person, 'person', 'Select who will not sit on the panel'),
    refuseWhen(review !== undefined && person.trim() !== '' && sitting === undefined, 'not on the panel', `${person} is not on the panel`, 'person'),
    written(reason, 'reason', 'Enter why they will not sit on the panel'),
  ], () => [{ type: 'PanelMemberStoodDown', on, person: sitting ?? person, reason }]);
}
