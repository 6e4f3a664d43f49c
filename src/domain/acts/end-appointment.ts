import type { RepresentationFile } from '../case-file.ts';
import type { AppointmentEnded } from '../events.ts';
import { stage2Progress } from '../stage2-file.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stage1Ended, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { investigationOf } from './investigation.ts';

export type EndAppointment = Omit<AppointmentEnded, 'type' | 'person'>;
export type EndedPart = AppointmentEnded['part'];

export const endedParts: { readonly [P in EndedPart]: string } = {
  advocate: 'advocate', responding_manager: 'responding manager', investigating_officer: 'investigating officer', independent_person: 'independent person', adjudicating_officer: 'adjudicating officer',
};

/** Who has a part that can still be taken from them: those of a stage until it has ended, the advocate at any time. */
export function appointed(file: RepresentationFile, part: EndedPart): string | undefined {
  const stage2 = investigationOf(file) === undefined ? {} : stage2Progress(file.stage2);
  switch (part) {
    case 'advocate': return file.advocate;
    case 'responding_manager': return stage1Ended(file) ? undefined : file.respondingManager;
    case 'investigating_officer': return stage2.investigatingOfficer;
    case 'independent_person': return stage2.independentPerson;
    case 'adjudicating_officer': return stage2.adjudicatingOfficer;
    default: return part satisfies never;
  }
}

/** Records that somebody's part is over before its stage is (they fell ill, left, or turned out to be connected), with the reason. They see the case no longer; the clock runs on. */
export function endAppointment(file: RepresentationFile, command: EndAppointment, context: ActContext): Decision {
  const { on, part, reason } = command;
  const person = appointed(file, part);
  return decide([
    refuseWhen(person === undefined, 'nobody appointed', `Nobody is the ${endedParts[part]} in this case now`, 'part'),
    dated('Date the appointment ended', on, file, context),
    written(reason, 'reason', 'Enter why the appointment ended'),
  ], () => [{ type: 'AppointmentEnded', on, part, person: person ?? '', reason }]);
}
