import { type CapacityKey, capacities } from '../../../domain/eligibility.ts';
import type { AddElement } from '../../../domain/acts/add-element.ts';
import type { Receive } from '../../../domain/acts/receive.ts';
import { type Day } from '../../../domain/day.ts';
import {
  advocateValues, type Channel, channels, childStatuses, type ComplainantType, complainantTypes, ethnicities, genders, receivedViaValues, sexualOrientations, yesNo,
} from '../../../domain/terms.ts';
import type { TypedFields } from '../../../store/drafts.ts';
import { type PersonDetails, type WayOfContact, waysOfContact } from '../../../store/people.ts';
import { oneOf } from './choices.ts';
import { dayTyped, type FieldError, howMany, said, tooLong } from './typed.ts';

export const capacityKeys = Object.keys(capacities) as readonly CapacityKey[];
export const waysOfContactNames: Readonly<Record<WayOfContact, string>> = { telephone: 'Telephone', text: 'Text message', email: 'Email', letter: 'Letter', through_somebody_else: 'Through somebody else' };

const oneEach = [
  'name', 'otherNames', 'anonymous', 'person', 'shown', 'type', 'capacity', 'onBehalf', 'childStatus', 'telephone', 'email', 'address', 'preferred', 'needs', 'channel', 'via', 'madeOrally',
  'summary', 'desiredOutcome', 'court', 'plan', 'advocate', 'gender', 'ethnicity', 'disability', 'orientation', 'duplicateOf',
];
const inBoxes = ['born', 'received', 'arose'];
const inGroups = /^(?:child-\d{1,2}-(?:name|person)|point-\d{1,2}-(?:complaint|theme|service))$/u;
const knownFields = new Set([...oneEach, ...inBoxes.flatMap((name) => [`${name}-day`, `${name}-month`, `${name}-year`])]);

export function isFieldOfRepresentation(name: string): boolean {
  return knownFields.has(name) || inGroups.test(name);
}

const lines: Readonly<Record<string, string>> = { name: 'Name', otherNames: 'Other names', telephone: 'Telephone number', email: 'Email address' };
const texts: Readonly<Record<string, string>> = { address: 'Address', needs: 'Communication needs', summary: 'What it is about', desiredOutcome: 'What they want to happen' };

function lengthOf(field: string): { name: string; line: boolean } | undefined {
  const line = lines[field] ?? (/^child-\d+-name$/u.test(field) ? 'Child’s name' : undefined);
  const text = texts[field] ?? (/^point-\d+-complaint$/u.test(field) ? 'Point of complaint' : undefined);
  if (line !== undefined) return { name: line, line: true };
  return text === undefined ? undefined : { name: text, line: false };
}

/** Who somebody is, where the capacity in which they complain leaves no doubt. */
const typeByCapacity: { readonly [C in CapacityKey]?: ComplainantType } = {
  P1: 'child_or_young_person', P2: 'parent', P4: 'foster_carer', P6: 'care_leaver', P7: 'special_guardian', P11: 'prospective_adopter',
};
const spoken: ReadonlySet<Channel> = new Set(['telephone', 'meeting']);

/** The person or child that a name was typed for: one of those found, somebody new, or nobody chosen yet. */
export type Chosen = { readonly field: string; readonly name: string; readonly chosen: string | undefined };
export type RepresentationAsked = {
  readonly receivedOn: Day | undefined;
  /** Undefined where they gave no name. */
  readonly complainant: (Chosen & { readonly details: PersonDetails }) | undefined;
  readonly children: readonly Chosen[];
  readonly receive: Omit<Receive, 'ref' | 'on' | 'complainant' | 'complainantAge' | 'children'>;
  readonly points: readonly (Omit<AddElement, 'on'> & { readonly number: number })[];
  readonly duplicateOf: string | undefined;
  /** The people and cases that whoever sends the form has been shown. */
  readonly shown: ReadonlySet<string>;
};

/** What the form says, and what is wrong with how it says it. What may not be is for the acts to say. */
export function readRepresentation(typed: TypedFields, themes: readonly string[], services: ReadonlySet<string>): { readonly asked: RepresentationAsked; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = tooLong(typed, lengthOf);
  const anonymous = typed['anonymous'] === 'yes';
  const name = said(typed, 'name');
  if (name === undefined && !anonymous) errors.push({ field: 'name', text: 'Enter the person’s name, or tick that they gave none' });
  if (name !== undefined && anonymous) errors.push({ field: 'anonymous', text: 'Untick this, or leave the name empty' });
  const bornOn = dayTyped(typed, 'born', 'Date of birth', errors);
  const email = said(typed, 'email');
  if (email !== undefined && !/^\S+@\S+\.\S+$/u.test(email)) errors.push({ field: 'email', text: 'Enter an email address in the correct format, like name@example.com' });
  const preferredContact = oneOf(waysOfContact, typed['preferred']);
  for (const [way, field, text] of [['telephone', 'telephone', 'Enter the telephone number on which they prefer to be reached'], ['text', 'telephone', 'Enter the telephone number to which they prefer text messages'], ['email', 'email', 'Enter the email address at which they prefer to be reached'], ['letter', 'address', 'Enter the address to which they prefer letters']] as const) {
    if (preferredContact === way && said(typed, field) === undefined && (typed['person'] ?? 'new') === 'new' && !anonymous) errors.push({ field, text });
  }
  const capacity = oneOf(capacityKeys, typed['capacity']);
  if (capacity === undefined) errors.push({ field: 'capacity', text: 'Select in what capacity they complain' });
  const receivedOn = dayTyped(typed, 'received', 'Date received', errors);
  if (receivedOn === undefined && !errors.some(({ field }) => field === 'received')) errors.push({ field: 'received', text: 'Enter the date it was received' });
  if (bornOn !== undefined && receivedOn !== undefined && bornOn > receivedOn) errors.push({ field: 'born', text: 'Date of birth must be before the date it was received' });
  const groundsAroseOn = dayTyped(typed, 'arose', 'Date it happened', errors);
  const channel = oneOf(channels, typed['channel']);
  if (channel === undefined) errors.push({ field: 'channel', text: 'Select how it came' });
  const summary = said(typed, 'summary');
  if (summary === undefined) errors.push({ field: 'summary', text: 'Enter what it is about' });

  const points = pointsOf(typed, themes, services, summary);
  const children = Array.from({ length: howMany(typed, 'child') }, (_, index): Chosen => ({ field: `child-${index + 1}-person`, name: said(typed, `child-${index + 1}-name`) ?? '', chosen: said(typed, `child-${index + 1}-person`) })).filter((child) => child.name !== '');
  const onBehalfOfChild = typed['onBehalf'] === 'child' ? true : typed['onBehalf'] === 'self' ? false : undefined;
  if (onBehalfOfChild === true && children.length === 0) errors.push({ field: 'child-1-name', text: 'Enter the name of the child for whom they complain' });

  const complainantType = oneOf(complainantTypes, typed['type']) ?? (capacity === undefined ? undefined : typeByCapacity[capacity]);
  const madeOrally = typed['madeOrally'] === 'yes' ? true : typed['madeOrally'] === 'no' ? false : channel === undefined ? undefined : spoken.has(channel);
  const [first] = points;
  const receive = present({
    channel, receivedVia: oneOf(receivedViaValues, typed['via']), madeOrally, capacity, complainantType, onBehalfOfChild,
    childStatus: oneOf(childStatuses, typed['childStatus']), advocate: oneOf(advocateValues, typed['advocate']), summary, desiredOutcome: said(typed, 'desiredOutcome'), groundsAroseOn,
    theme: first?.theme, service: first?.service, courtProceedings: oneOf(yesNo, typed['court']), childProtectionPlan: oneOf(yesNo, typed['plan']),
    gender: oneOf(genders, typed['gender']), ethnicity: oneOf(ethnicities, typed['ethnicity']), disability: oneOf(yesNo, typed['disability']), sexualOrientation: oneOf(sexualOrientations, typed['orientation']),
  });
  const otherNames = said(typed, 'otherNames')?.split(/[,;\n]/u).map((one) => one.trim()).filter((one) => one !== '');
  const details = present({
    name, formerNames: otherNames, bornOn, telephone: said(typed, 'telephone'), email, address: said(typed, 'address'), preferredContact, communicationNeeds: said(typed, 'needs'),
  });
  return {
    asked: {
      receivedOn, receive, points, children, complainant: name === undefined || anonymous ? undefined : { field: 'person', name, chosen: said(typed, 'person'), details },
      duplicateOf: said(typed, 'duplicateOf'), shown: new Set((typed['shown'] ?? '').split(' ')),
    },
    errors,
  };
}

/** The points that say something. A single one without words of its own is what the whole complaint is about. */
function pointsOf(typed: TypedFields, themes: readonly string[], services: ReadonlySet<string>, summary: string | undefined): RepresentationAsked['points'] {
  const typedPoints = Array.from({ length: howMany(typed, 'point') }, (_, index) => {
    const of = (field: string) => said(typed, `point-${index + 1}-${field}`);
    const service = of('service');
    return { number: index + 1, complaint: of('complaint'), theme: oneOf(themes, of('theme')), service: service !== undefined && services.has(service) ? service : undefined };
  });
  const saying = typedPoints.filter((point) => point.complaint !== undefined || point.theme !== undefined || point.service !== undefined);
  return (saying.length === 0 && summary !== undefined ? typedPoints.slice(0, 1) : saying).map((point) => {
    const complaint = point.complaint ?? (saying.length <= 1 ? summary : undefined);
    return present({ ...point, complaint });
  });
}

/** Without what nobody said. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
