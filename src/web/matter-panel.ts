import type { OmbudsmanMatter, OmbudsmanRemedy } from '../domain/case-file.ts';
import { type Clock, standingInWords } from '../domain/clocks.ts';
import { type Day, inWords } from '../domain/day.ts';
import { remedyState } from '../domain/ombudsman-matters.ts';
import { standingTag, type Tag } from './standing-tag.ts';

export type MatterRow = { readonly key: string; readonly value: string; readonly tag?: Tag };
export type RemedyRow = { readonly number: string; readonly remedy: string; readonly owner: string; readonly due: string; readonly tag: Tag; readonly lines: readonly string[] };
/** An Ombudsman's matter as the page of a case, or its own, shows it. */
export type MatterPanel = { readonly ref: string; readonly rows: readonly MatterRow[]; readonly remedies: readonly RemedyRow[] };

/** `say`: a term of a closed list, or a service, as the council prints it; `person`: a name for a key. */
export function matterPanel(matter: OmbudsmanMatter, clocks: readonly Clock[], say: (key: string, value: string) => string, person: (key: string) => string): MatterPanel {
  const clockOf = (rule: string, about = matter.ombudsmanRef) => clocks.find((clock) => clock.rule.key === rule && clock.about === about);
  const row = (key: string, value: string | undefined, tag?: Tag): readonly MatterRow[] => (value === undefined ? [] : [{ key, value, ...(tag === undefined ? {} : { tag }) }]);
  /** A due day, tagged for as long as nothing has come of it. */
  const dueRow = (key: string, rule: string, done: Day | undefined) => {
    const clock = clockOf(rule);
    return clock?.dueOn === undefined ? [] : row(key, inWords(clock.dueOn), done === undefined && clock.standing.is !== 'closed' ? standingTag(clock.standing) : undefined);
  };
  const onDay = (on: Day | undefined) => (on === undefined ? undefined : inWords(on));
  return {
    ref: matter.ombudsmanRef,
    rows: [
      ...row('Received', inWords(matter.receivedOn)), ...row('Asked again', onDay(matter.enquiredOn)), ...row('Service', matter.service === undefined ? undefined : say('service', matter.service)),
      ...row('What is asked', matter.kind === undefined ? undefined : matter.kind === 'documents' ? 'Documents' : 'Full enquiry'),
      ...(matter.kind === 'documents' ? dueRow('Reply due', 'T25', matter.repliedOn) : dueRow('Reply due', 'T26', matter.repliedOn)), ...row('Replied', onDay(matter.repliedOn)),
      ...row('Draft decision', onDay(matter.draftOn)), ...dueRow('Comments due', 'T27', matter.commentsSentOn), ...row('Comments sent', onDay(matter.commentsSentOn)),
      ...row('Decision', matter.decision === undefined ? undefined : say('decision', matter.decision)), ...row('Decided', matter.decisionUndated === true ? 'On a day that is not recorded' : onDay(matter.decidedOn)),
      ...row('Public report', matter.publicReport === true ? `Yes${matter.publicReportReceivedOn === undefined ? '' : `, received ${inWords(matter.publicReportReceivedOn)}`}` : undefined),
      ...dueRow('Public notice due', 'T29a', matter.reportPublicisedOn), ...row('Public notice given', onDay(matter.reportPublicisedOn)),
      ...dueRow('Answer to the report due', 'T29', matter.reportAnsweredOn), ...row('Report answered', onDay(matter.reportAnsweredOn)), ...row('Closed', onDay(matter.closedOn)),
    ],
    remedies: matter.remedies.map((remedy, index) => remedyRow(remedy, index + 1, matter.closedOn, clockOf('T28', `${matter.ombudsmanRef}, remedy ${index + 1}`), person)),
  };
}

function remedyRow(remedy: OmbudsmanRemedy, number: number, closedOn: Day | undefined, clock: Clock | undefined, person: (key: string) => string): RemedyRow {
  return {
    number: String(number), remedy: remedy.remedy, owner: remedy.owner === undefined ? 'Nobody named' : person(remedy.owner), due: remedy.dueOn === undefined ? 'No day set' : inWords(remedy.dueOn),
    tag: remedyTag(remedy, closedOn, clock),
    lines: [
      ...(remedy.completedOn === undefined ? [] : [`Done on ${inWords(remedy.completedOn)}${remedy.evidence === undefined ? '' : `: ${remedy.evidence}`}`]),
      ...(remedy.notifiedOn === undefined ? [] : [`Evidence sent on ${inWords(remedy.notifiedOn)}`]), ...(remedy.satisfiedOn === undefined ? [] : [`Accepted on ${inWords(remedy.satisfiedOn)}`]),
    ],
  };
}

function remedyTag(remedy: OmbudsmanRemedy, closedOn: Day | undefined, clock: Clock | undefined): Tag {
  const late = clock?.standing.is === 'missed' ? ', late' : '';
  const state = remedyState(remedy);
  switch (state) {
    case 'accepted': return { text: `Accepted${late}`, colour: late === '' ? 'green' : 'orange' };
    case 'with the Ombudsman': return { text: `With the Ombudsman${late}`, colour: late === '' ? 'blue' : 'orange' };
    case 'to do': case 'done': case 'not accepted': {
      if (closedOn !== undefined) return { text: 'Case closed', colour: 'grey' };
      const what = state === 'done' ? 'Evidence not sent' : state === 'not accepted' ? 'Not accepted' : 'Not done';
      if (clock === undefined || clock.dueOn === undefined) return { text: what, colour: 'grey' };
      return { text: `${what}: ${standingInWords(clock.standing)}`, colour: standingTag(clock.standing).colour };
    }
    default: return state satisfies never;
  }
}
