import { type Day, inWords } from '../../../domain/day.ts';
import { complimentAspects, complimentSources } from '../../../domain/terms.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import { type CouncilWords, valueInWords } from '../../../reporting/council-words.ts';
import { capitalised, counted, listed } from '../../../reporting/house-style.ts';
import type { ServiceNode } from '../../../store/authorities.ts';
import type { ListedCompliment } from '../../../store/case-lists.ts';
import { consentTag } from '../../consent-tag.ts';
import type { Tag } from '../../standing-tag.ts';
import { addressOf, keyInAddress, type ReadFilters } from './compliment-filters.ts';

export const COMPLIMENTS_A_PAGE = 50;
/** Beyond this many a list says `more than`. */
export const MOST_COUNTED = 10_000;
const MOST_SHOWN = 220;

type Item = { readonly value: string; readonly text: string; readonly selected: boolean };
type ComplimentRow = {
  readonly ref: string; readonly href: string; readonly restricted: boolean; readonly received: string; readonly text: string; readonly about: string; readonly source: string; readonly service: string; readonly credited?: string;
  readonly consent: Tag; readonly seenTo: string;
};
export type ComplimentsPage = {
  readonly title: string; readonly errors: readonly { readonly text: string; readonly href: string }[]; readonly text: string;
  readonly services: readonly Item[]; readonly aspects: readonly Item[]; readonly sources: readonly Item[]; readonly consents: readonly Item[]; readonly passedOn: readonly Item[];
  readonly dates: readonly { readonly name: 'from' | 'to'; readonly legend: string; readonly items: readonly object[]; readonly error?: string }[];
  readonly moreFilters: boolean; readonly filtered: boolean; readonly howMany: string; readonly rows: readonly ComplimentRow[]; readonly nothing?: string; readonly next?: string; readonly first?: string; readonly csv?: string; readonly mayRecord: boolean;
};

type Found = { readonly compliments: readonly ListedCompliment[]; readonly total: number; readonly aspects: readonly string[]; readonly services: readonly ServiceNode[]; readonly words: CouncilWords };

export function complimentsPage(viewer: Viewer, found: Found, read: ReadFilters): ComplimentsPage {
  const { filters, fields, errors } = read;
  const parents = new Map(found.services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const say = (key: string, value: string | undefined) => valueInWords(key, value ?? null, found.words, parents);
  const shown = found.compliments.slice(0, COMPLIMENTS_A_PAGE);
  const last = found.compliments.length > COMPLIMENTS_A_PAGE ? shown.at(-1) : undefined;
  const narrowed = Object.keys(filters).length > 0;
  const services = [...new Set([...found.services.map((node) => node.service), ...(filters.service === undefined ? [] : [filters.service])])];
  return {
    title: 'Compliments', errors: errors.map(({ field, text }) => ({ text, href: `#${field}-day` })), text: filters.text ?? '',
    services: items(services.map((value) => ({ value, text: say('service', value) })), filters.service), aspects: items([...new Set([...complimentAspects, ...found.aspects])].map((value) => ({ value, text: say('aspects', value) })), filters.aspect),
    sources: items(complimentSources.map((value) => ({ value, text: say('source', value) })), filters.source),
    consents: items([{ value: 'yes', text: 'May be quoted' }, { value: 'no', text: 'Not to be quoted' }, { value: 'not asked', text: 'Not asked' }], filters.consent),
    passedOn: items([{ value: 'yes', text: 'Passed on' }, { value: 'no', text: 'Not passed on yet' }], filters.passedOn === undefined ? undefined : filters.passedOn ? 'yes' : 'no'),
    dates: (['from', 'to'] as const).map((name) => {
      const error = errors.find((one) => one.field === name)?.text;
      return {
        name, legend: name === 'from' ? 'Received from' : 'Received to', ...(error === undefined ? {} : { error }),
        items: (['day', 'month', 'year'] as const).map((part) => ({ name: part, label: capitalised(part), value: fields[name][part], classes: `govuk-input--width-${part === 'year' ? 4 : 2}${error === undefined ? '' : ' govuk-input--error'}` })),
      };
    }),
    moreFilters: errors.length > 0, filtered: narrowed, mayRecord: may(viewer, 'recordCases'),
    howMany: found.total > MOST_COUNTED ? `More than ${MOST_COUNTED.toLocaleString('en-GB')} compliments` : capitalised(counted(found.total, { one: 'compliment', many: 'compliments' })),
    rows: shown.map((one) => complimentRow(one, say)),
    ...(found.total > 0 ? { csv: addressOf('/compliments.csv', read) } : { nothing: narrowed ? 'No compliment has all of this. Take a filter away to see more.' : 'No compliment is on record yet.' }),
    ...(last === undefined ? {} : { next: addressOf('/compliments', read, { before: keyInAddress(last) }) }), ...(read.after === undefined ? {} : { first: addressOf('/compliments', read) }),
  };
}

function items(values: readonly { readonly value: string; readonly text: string }[], chosen: string | undefined): Item[] {
  return [{ value: '', text: 'Any', selected: chosen === undefined }, ...values.map((one) => ({ ...one, selected: one.value === chosen }))];
}

function complimentRow(one: ListedCompliment, say: (key: string, value: string | undefined) => string): ComplimentRow {
  const on = (what: string, day: Day | undefined) => (day === undefined ? [] : [`${what} ${inWords(day)}`]);
  const seenTo = [...on('Passed on', one.passedOnOn), ...on('Thanked', one.thankedOn)].join('. ');
  return {
    ref: one.ref, href: `/compliments/${encodeURIComponent(one.ref)}`, restricted: one.restricted, received: inWords(one.receivedOn), text: one.text === undefined ? 'No words on record' : one.text.length > MOST_SHOWN ? `${one.text.slice(0, MOST_SHOWN).trimEnd()}…` : one.text,
    about: listed(one.aspects.map((aspect) => say('aspects', aspect))), source: say('source', one.source), service: say('service', one.service), ...(one.credited === undefined ? {} : { credited: one.credited }),
    consent: consentTag(one.consent), seenTo: seenTo === '' ? 'Not passed on yet' : seenTo,
  };
}
