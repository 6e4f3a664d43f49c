import { capacities } from '../../../domain/eligibility.ts';
import { type Day, inWords } from '../../../domain/day.ts';
import { advocateValues, channels, childStatuses, complainantTypes, ethnicities, genders, receivedViaValues, sexualOrientations, yesNo } from '../../../domain/terms.ts';
import type { Authority, ServiceNode } from '../../../store/authorities.ts';
import type { Draft, TypedFields } from '../../../store/drafts.ts';
import { type OpenCaseLike, type PersonFound, type PersonsCase, waysOfContact } from '../../../store/people.ts';
import type { CouncilWords } from '../../../reporting/council-words.ts';
import { type Choice, choicesOf, selectFrom, servicesToChoose } from './choices.ts';
import { capacityKeys, waysOfContactNames } from './representation-form.ts';
import { dateTyped, type FieldError, howMany } from './typed.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { caseInWords, type CaseInWords, detailsInWords } from '../../person-in-words.ts';

/** The people and open cases like what is being recorded, for each name that was typed. */
export type Matches = { readonly people: readonly PersonFound[]; readonly children: ReadonlyMap<number, readonly PersonFound[]>; readonly openCases: readonly OpenCaseLike[] };

type PersonToChoose = { readonly value: string; readonly name: string; readonly hint: string; readonly cases: readonly CaseInWords[]; readonly more: number; readonly checked: boolean };
type CaseToChoose = CaseInWords & { readonly because: string; readonly checked: boolean };

const CASES_SHOWN = 4;
const becauseInWords = { 'same person': 'From a person found above', 'same child': 'About a child found above', 'like words': 'Says something alike' } as const;

/** The form of a representation as it was typed, with what was found and what is wrong beside each field. */
export function representationPage(
  typed: TypedFields, form: string, matches: Matches | undefined, errors: readonly FieldError[],
  { authority, services, drafts, today }: { readonly authority: Authority; readonly services: readonly ServiceNode[]; readonly drafts: readonly Draft[]; readonly today: Day },
) {
  const { words, themes } = authority;
  const values = { ...typed };
  const error: Record<string, string> = {};
  for (const { field, text } of errors) error[field] ??= text;
  const count = howMany(typed, 'point');
  return {
    title: 'Record a representation', form, values, error, errors: errors.map(({ field, text }) => ({ text, href: `#${idOf(field)}` })),
    born: boxes(typed, 'born'), received: boxes(typed, 'received'), arose: boxes(typed, 'arose'), todayInWords: inWords(today),
    types: selectFrom(choicesOf('complainant_type', complainantTypes, typed['type'], words)),
    capacities: selectFrom(choicesOf('capacity', capacityKeys, typed['capacity'], {}, Object.fromEntries(capacityKeys.map((key) => [key, capacities[key].name])))),
    childStatuses: selectFrom(choicesOf('child_status', childStatuses, typed['childStatus'], words, { none: 'None of these' }), 'Not known'),
    preferred: selectFrom(choicesOf('preferred', waysOfContact, typed['preferred'], {}, waysOfContactNames), 'Not said'),
    channels: selectFrom(choicesOf('channel', channels, typed['channel'], words)),
    via: selectFrom(choicesOf('received_via', receivedViaValues, typed['via'], words), 'Not said'),
    advocates: selectFrom(choicesOf('advocate', advocateValues, typed['advocate'], words, { yes: 'They have one', offered: 'They were offered one', no: 'They have none' }), 'Not known'),
    court: choicesOf('court', yesNo, typed['court'], words), plan: choicesOf('plan', yesNo, typed['plan'], words),
    genders: selectFrom(choicesOf('gender', genders, typed['gender'], words), 'Not asked'), ethnicities: selectFrom(choicesOf('ethnicity', ethnicities, typed['ethnicity'], words), 'Not asked'),
    disability: selectFrom(choicesOf('disability', yesNo, typed['disability'], words, { yes: 'Disabled', no: 'Not disabled' }), 'Not asked'), orientations: selectFrom(choicesOf('sexual_orientation', sexualOrientations, typed['orientation'], words), 'Not asked'),
    moreNamesOpen: ['otherNames', 'born-day', 'born-month', 'born-year'].some((field) => (typed[field] ?? '') !== ''),
    equalityOpen: ['type', 'gender', 'ethnicity', 'disability', 'orientation'].some((field) => (typed[field] ?? '') !== ''),
    points: Array.from({ length: count }, (_, index) => point(typed, index + 1, count, themes, services, words)), nextPoint: count + 1,
    children: Array.from({ length: howMany(typed, 'child') }, (_, index) => child(typed, index + 1, matches, words)), nextChild: howMany(typed, 'child') + 1,
    matches: matches === undefined ? undefined : found(typed, matches, words),
    drafts: drafts.filter((draft) => draft.form !== `record:${form}`).map((draft) => ({
      form: draft.form.slice('record:'.length), saved: instantInWords(draft.savedAt), keptUntil: inWords(draft.keptUntil), about: (draft.fields['name'] ?? '').trim() === '' ? 'No name yet' : draft.fields['name'],
    })),
  };
}

function boxes(typed: TypedFields, name: string) {
  const { day, month, year } = dateTyped(typed, name);
  return [{ name: 'day', classes: 'govuk-input--width-2', value: day }, { name: 'month', classes: 'govuk-input--width-2', value: month }, { name: 'year', classes: 'govuk-input--width-4', value: year }];
}

/** Where a field's error leads: a date to its first box, a choice to its first item. */
function idOf(field: string): string {
  return ['born', 'received', 'arose'].includes(field) ? `${field}-day` : field;
}

function point(typed: TypedFields, number: number, count: number, themes: readonly string[], services: readonly ServiceNode[], words: CouncilWords) {
  const of = (field: string) => typed[`point-${number}-${field}`] ?? '';
  const theme: readonly Choice[] = themes.map((one) => ({ value: one, text: one, selected: one === of('theme'), checked: false }));
  return { number, id: `point-${number}`, complaint: of('complaint'), themes: selectFrom(theme, 'Not chosen yet'), services: selectFrom(servicesToChoose(services, of('service'), words), 'Not chosen yet'), removable: count > 1 };
}

function child(typed: TypedFields, number: number, matches: Matches | undefined, words: CouncilWords) {
  const people = matches?.children.get(number) ?? [];
  const chosen = typed[`child-${number}-person`];
  return { number, id: `child-${number}`, name: typed[`child-${number}-name`] ?? '', people: people.map((one) => personToChoose(one, chosen, words)), isNew: chosen === 'new' };
}

function found(typed: TypedFields, { people, children, openCases }: Matches, words: CouncilWords) {
  const named = (typed['name'] ?? '').trim();
  return {
    named, people: people.map((one) => personToChoose(one, typed['person'], words)), isNew: typed['person'] === 'new',
    openCases: openCases.map((one): CaseToChoose => ({ ...caseInWords(one, words), because: becauseInWords[one.because], checked: typed['duplicateOf'] === one.ref })),
    duplicateOfNone: !openCases.some((one) => one.ref === typed['duplicateOf']),
    nothing: people.length === 0 && openCases.length === 0 && [...children.values()].every((each) => each.length === 0),
    shown: [...new Set([...people, ...[...children.values()].flat()].map((one) => one.person).concat(openCases.map((one) => one.ref)))].join(' '),
  };
}

function personToChoose(person: PersonFound, chosen: string | undefined, words: CouncilWords): PersonToChoose {
  return {
    value: person.person, name: person.name ?? person.person, hint: detailsInWords(person), checked: chosen === person.person,
    cases: person.cases.slice(0, CASES_SHOWN).map((one: PersonsCase) => caseInWords(one, words, person.person)), more: Math.max(0, person.cases.length - CASES_SHOWN),
  };
}
