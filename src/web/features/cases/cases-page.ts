import { type Day, inWords } from '../../../domain/day.ts';
import { handlings } from '../../../domain/terms.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import type { Calendar } from '../../../domain/working-days.ts';
import { type CouncilWords, valueInWords } from '../../../reporting/council-words.ts';
import { count, counted } from '../../../reporting/house-style.ts';
import type { Authority, ServiceNode } from '../../../store/authorities.ts';
import type { ListedCase } from '../../../store/case-lists.ts';
import { casePlaces, caseStages } from '../../../store/case-places.ts';
import { placeNames, stageNames } from '../../place-names.ts';
import { dueTag, type Tag } from '../../standing-tag.ts';
import { addressOf, keyInAddress, type ReadFilters, NOBODY } from './case-filters.ts';

export const CASES_A_PAGE = 50;
/** Beyond this many nobody counts on: a list is not a figure, and the figures are in the reports. */
export const MOST_COUNTED = 1000;

type Item = { readonly value: string; readonly text: string; readonly selected: boolean };
type DateItem = { readonly name: string; readonly label: string; readonly value: string; readonly classes: string };
type CaseRow = {
  readonly ref: string; readonly href: string; readonly who: string; readonly received: string; readonly service: string; readonly theme: string; readonly handledAs: string; readonly place: string;
  readonly due?: { readonly what: string; readonly tag: Tag }; readonly restricted: boolean;
};

export type CasesPage = {
  readonly title: string; readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly text: string; readonly moreFilters: boolean; readonly filtered: boolean;
  /** The filters that are set, each with the address without it. */
  readonly chosen: readonly { readonly text: string; readonly href: string }[];
  readonly stages: readonly Item[]; readonly places: readonly Item[]; readonly handlings: readonly Item[]; readonly services: readonly Item[]; readonly themes: readonly Item[]; readonly officers: readonly Item[];
  readonly from: { readonly items: readonly DateItem[]; readonly error?: string }; readonly to: { readonly items: readonly DateItem[]; readonly error?: string };
  readonly overdue: boolean; readonly mine: boolean;
  readonly howMany: string; readonly rows: readonly CaseRow[];
  /** References like a mistyped one, where nothing was found. */
  readonly alike: readonly { readonly ref: string; readonly href: string }[];
  readonly older?: string; readonly newest?: string; readonly csv?: string; readonly hiddenCase: boolean;
};

type Found = { readonly total: number; readonly alike: readonly string[]; readonly cases: readonly ListedCase[] };

function items<T extends string>(values: readonly T[], name: (value: T) => string, chosen: string | undefined): Item[] {
  return [{ value: '', text: 'Any', selected: chosen === undefined }, ...values.map((value) => ({ value, text: name(value), selected: value === chosen }))];
}

function withChosen(values: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || values.includes(chosen) ? values : [...values, chosen];
}

export function casesPage(viewer: Viewer, authority: Authority, services: readonly ServiceNode[], read: ReadFilters, found: Found, today: Day, calendar: Calendar, team: ReadonlyMap<string, string>): CasesPage {
  const { filters, errors, fields } = read;
  const words: CouncilWords = authority.words;
  const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const value = (key: string, of: string | undefined) => valueInWords(key, of ?? null, words, parents);
  const rows = found.cases.slice(0, CASES_A_PAGE);
  const last = found.cases.length > CASES_A_PAGE ? rows.at(-1) : undefined;
  return {
    title: 'Cases', errors: errors.map((error) => ({ text: error.text, href: `#${error.field}-day` })),
    text: filters.text ?? '', moreFilters: errors.length > 0, chosen: chosenFilters(read, value, team), filtered: Object.keys(filters).length > 0,
    stages: items(caseStages, (stage) => stageNames[stage], filters.stage), places: items(casePlaces, (place) => placeNames[place], filters.place),
    handlings: items(handlings, (handling) => value('handled_as', handling), filters.handledAs),
    services: items(withChosen(services.map((node) => node.service), filters.service), (service) => value('service', service), filters.service),
    themes: items(withChosen(authority.themes, filters.theme), (theme) => theme, filters.theme),
    officers: items([NOBODY, ...withChosen([...team.keys()], filters.caseOfficer === '' ? undefined : filters.caseOfficer)], (key) => officerName(key, team), filters.caseOfficer === '' ? NOBODY : filters.caseOfficer),
    from: dateBoxes('from', read), to: dateBoxes('to', read),
    overdue: filters.overdue === true, mine: filters.mine === true,
    howMany: found.total > MOST_COUNTED ? `More than ${count(MOST_COUNTED)} found` : `${countedPlainly(found.total)} found`,
    rows: rows.map((row) => caseRow(row, value, today, calendar)),
    alike: found.alike.map((ref) => ({ ref, href: `/cases/${encodeURIComponent(ref)}` })),
    ...(last === undefined ? {} : { older: addressOf('/cases', read, { before: keyInAddress(last) }) }),
    ...(read.after === undefined ? {} : { newest: addressOf('/cases', { ...read, fields }) }),
    ...(may(viewer, 'seeCases') && found.total > 0 ? { csv: addressOf('/cases.csv', read) } : {}),
    hiddenCase: may(viewer, 'breakGlass'),
  };
}

function chosenFilters(read: ReadFilters, value: (key: string, of: string | undefined) => string, team: ReadonlyMap<string, string>): CasesPage['chosen'] {
  const { filters, fields } = read;
  const without = (left: Partial<ReadFilters>, ...names: readonly (keyof ReadFilters['filters'])[]) =>
    addressOf('/cases', { ...read, ...left, filters: Object.fromEntries(Object.entries(filters).filter(([name]) => !names.some((one) => one === name))) });
  const none = { day: '', month: '', year: '' };
  const chosen = (text: string, ...names: readonly (keyof ReadFilters['filters'])[]) => ({ text, href: without({}, ...names) });
  return [
    ...(filters.stage === undefined ? [] : [chosen(`Stage: ${stageNames[filters.stage]}`, 'stage')]), ...(filters.place === undefined ? [] : [chosen(`Status: ${placeNames[filters.place]}`, 'place')]),
    ...(filters.handledAs === undefined ? [] : [chosen(`Handled as: ${value('handled_as', filters.handledAs)}`, 'handledAs')]), ...(filters.service === undefined ? [] : [chosen(`Service: ${value('service', filters.service)}`, 'service')]),
    ...(filters.theme === undefined ? [] : [chosen(`Theme: ${filters.theme}`, 'theme')]),
    ...(filters.from === undefined ? [] : [{ text: `Received from ${inWords(filters.from)}`, href: without({ fields: { ...fields, from: none } }, 'from') }]),
    ...(filters.to === undefined ? [] : [{ text: `Received to ${inWords(filters.to)}`, href: without({ fields: { ...fields, to: none } }, 'to') }]),
    ...(filters.overdue === true ? [chosen('With something overdue', 'overdue')] : []), ...(filters.mine === true ? [chosen('Mine', 'mine')] : []),
    ...(filters.caseOfficer === undefined ? [] : [chosen(`Looked after by: ${officerName(filters.caseOfficer === '' ? NOBODY : filters.caseOfficer, team)}`, 'caseOfficer')]),
  ];
}

function officerName(key: string, team: ReadonlyMap<string, string>): string {
  return key === NOBODY ? 'Nobody' : team.get(key) ?? 'Somebody who has left the team';
}

function countedPlainly(total: number): string {
  const said = counted(total, { one: 'case', many: 'cases' });
  return said.slice(0, 1).toUpperCase() + said.slice(1);
}

function dateBoxes(name: 'from' | 'to', { fields, errors }: ReadFilters): CasesPage['from'] {
  const error = errors.find((one) => one.field === name)?.text;
  const box = (part: 'day' | 'month' | 'year') => ({
    name: part, label: part.slice(0, 1).toUpperCase() + part.slice(1), value: fields[name][part], classes: `govuk-input--width-${part === 'year' ? 4 : 2}${error === undefined ? '' : ' govuk-input--error'}`,
  });
  return { items: [box('day'), box('month'), box('year')], ...(error === undefined ? {} : { error }) };
}

function caseRow(row: ListedCase, value: (key: string, of: string | undefined) => string, today: Day, calendar: Calendar): CaseRow {
  return {
    ref: row.ref, href: `/cases/${encodeURIComponent(row.ref)}`, who: row.complainantName ?? row.complainant ?? value('complainant_type', row.complainantType), received: inWords(row.receivedOn),
    service: value('service', row.service), theme: value('theme', row.theme), handledAs: row.handledAs === undefined ? 'Handling not decided' : value('handled_as', row.handledAs),
    place: placeNames[row.place], restricted: row.restricted,
    ...(row.next === undefined ? {} : { due: { what: row.next.name, tag: dueTag(row.next.dueOn, today, calendar, row.next.standingStillSince) } }),
  };
}
