import type { RepresentationFile } from '../case-file.ts';
import type { Consenter, ConsentScope, WayOfConsenting } from '../consent.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, stillOpen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { consentChecks } from './give-consent.ts';
import { noConflict } from './roles.ts';

/** Who may not give a child advocacy (the advocacy regulations of 2004, regulation 3). */
export const barredFromAdvocacy = {
  subject: 'the subject of the complaint',
  manager_of_subject: 'the manager of the subject of the complaint',
  manager_of_service: 'the manager of the service complained about',
  controller_of_resources: 'somebody who controls the resources of the service complained about',
  involved_in_considering: 'involved in considering the complaint for the authority',
} as const;
export type BarredFromAdvocacy = keyof typeof barredFromAdvocacy;

export type AppointAdvocate = {
  readonly on: Day; readonly advocate: string; readonly barredAs?: BarredFromAdvocacy;
  /** Whether the child, young person or complainant has consented to this advocate. Without consent the advocate is appointed, and does not see the case. */
  readonly consented: boolean;
  readonly consentBy?: Consenter; readonly consentHow?: WayOfConsenting; readonly consentCovers?: readonly ConsentScope[]; readonly consentNote?: string;
};

const consentFields = { how: 'consentHow', covers: 'consentCovers', note: 'consentNote' } as const;

/** Records the appointment of an advocate, which sets stage 1 going again, and the consent to it where it is given. */
export function appointAdvocate(file: RepresentationFile, command: AppointAdvocate, context: ActContext): Decision {
  const { on, advocate, barredAs, consented, consentBy: by, consentHow: how, consentCovers: covers = [], consentNote: note } = command;
  const consent = consented && by !== undefined && how !== undefined ? { by, how, covers, ...(note === undefined ? {} : { note }) } : undefined;
  return decide([
    stillOpen(file, 'appoint an advocate'),
    dated('Date the advocate was appointed', on, file, context, [{ on: file.suspensions.at(-1)?.from, when: 'an advocate was asked for' }]),
    written(advocate, 'advocate', 'Enter the advocate'),
    barredAs === undefined ? undefined : refuseWhen(true, 'barred', `${advocate} is ${barredFromAdvocacy[barredAs]} and may not be the advocate`, 'advocate', 'SI 2004/719 regulation 3'),
    noConflict(file, advocate, 'the advocate', ['respondingManager', 'investigatingOfficer', 'independentPerson', 'adjudicatingOfficer', 'panellist'], 'advocate', 'SI 2004/719 regulation 3'),
    refuseWhen(consented && by === undefined, 'missing', 'Select who consented', 'consentBy'),
    refuseWhen(consented && how === undefined, 'missing', 'Select how they consented', 'consentHow'),
    ...(consent === undefined ? [] : consentChecks(consent, (field) => consentFields[field])),
  ], () => [
    { type: 'AdvocateAppointed', on, advocate },
    ...(consent === undefined ? [] : [withoutBlanks({ type: 'ConsentGiven' as const, on, consent: file.consents.length + 1, to: 'advocate' as const, person: advocate, ...consent })]),
  ]);
}
