import type { RepresentationFile } from '../case-file.ts';
import type { Stage3Responded } from '../events.ts';
import { withJudgement } from '../judgement.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { findingsOnRecord } from './findings.ts';
import { reviewOf } from './review.ts';

export type RespondToPanel = Omit<Stage3Responded, 'type' | 'judged' | 'undated'> & {
  /** The authority does not accept every recommendation. A finding other than the panel's is a departure in any case. */
  readonly departsFromRecommendations?: boolean;
};

/** The authority's response to the panel, decided with the independent person and with reasons for any departure (SI 2006/1738 regulation 20(3)). It ends stage 3. */
export function respondToPanel(file: RepresentationFile, command: RespondToPanel, context: ActContext): Decision {
  const { departsFromRecommendations, ...said } = command;
  const review = reviewOf(file);
  const changed = (command.findings ?? []).some(({ element, finding }) => {
    const panels = file.elements.find((each) => each.element === element)?.stage3Finding;
    return panels !== undefined && panels !== finding;
  });
  return decide([
    stillOpen(file, 'respond to the panel'),
    refuseWhen(review?.findingsOn === undefined, 'no findings', 'Record the findings of the panel before the response to them'),
    dated('Date of response', command.on, file, context, [
      { on: review?.findingsOn, when: 'the findings were sent' }, { on: review?.findingsReceivedOn, when: 'the authority received the findings' },
    ]),
    ...findingsOnRecord(file, command.findings ?? []),
    refuseWhen(command.independentPersonConsulted !== true, 'independent person not consulted', 'Consult the independent person before responding to the panel', 'independentPersonConsulted', 'SI 2006/1738 regulation 20(3)'),
    changed || departsFromRecommendations === true ? written(command.departures, 'departures', 'Enter the reasons for departing from what the panel found or recommended') : undefined,
  ], () => [withJudgement(file, withoutBlanks({ type: 'Stage3Responded', ...said }), context)]);
}
