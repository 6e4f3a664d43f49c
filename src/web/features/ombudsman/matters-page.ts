import { type Day, inWords } from '../../../domain/day.ts';
import { ombudsmanDecisions } from '../../../domain/terms.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import type { Calendar } from '../../../domain/working-days.ts';
import { type CouncilWords, valueInWords } from '../../../reporting/council-words.ts';
import { capitalised, count, counted } from '../../../reporting/house-style.ts';
import type { ServiceNode } from '../../../store/authorities.ts';
import { type ListedMatter, type MatterState, matterStates } from '../../../store/ombudsman-lists.ts';
import { dueTag, type Tag } from '../../standing-tag.ts';
import { addressOf, keyInAddress, type ReadFilters } from './matter-filters.ts';

export const MATTERS_A_PAGE = 50;
export const stateNames: Readonly<Record<MatterState, string>> = { open: 'Not decided', remedies: 'Remedies to be carried out', ended: 'Ended' };

type Item = { readonly value: string; readonly text: string; readonly selected: boolean };
type MatterRow = {
  readonly ref: string; readonly href: string; readonly restricted: boolean; readonly caseRef?: string; readonly caseHref?: string; readonly service: string; readonly received: string;
  readonly stands: string; readonly beside: readonly string[]; readonly next?: string; readonly tag?: Tag;
};
export type MattersPage = {
  readonly title: string; readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly states: readonly { readonly text: string; readonly count: string; readonly href: string; readonly current: boolean }[]; readonly state?: string;
  readonly text: string; readonly services: readonly Item[]; readonly decisions: readonly Item[]; readonly attached: readonly Item[]; readonly overdue: boolean;
  readonly dates: readonly { readonly name: 'from' | 'to'; readonly legend: string; readonly items: readonly object[]; readonly error?: string }[];
  readonly moreFilters: boolean; readonly filtered: boolean; readonly howMany: string; readonly rows: readonly MatterRow[]; readonly nothing?: string;
  readonly next?: string; readonly first?: string; readonly csv?: string; readonly mayRecord: boolean;
};

type Found = { readonly matters: readonly ListedMatter[]; readonly counts: ReadonlyMap<MatterState, number>; readonly services: readonly ServiceNode[]; readonly words: CouncilWords };

export function mattersPage(viewer: Viewer, found: Found, read: ReadFilters, today: Day, calendar: Calendar): MattersPage {
  const { filters, fields, errors } = read;
  const parents = new Map(found.services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const say = (key: string, value: string | undefined) => valueInWords(key, value ?? null, found.words, parents);
  const shown = found.matters.slice(0, MATTERS_A_PAGE);
  const last = found.matters.length > MATTERS_A_PAGE ? shown.at(-1) : undefined;
  const all = [...found.counts.values()].reduce((sum, one) => sum + one, 0);
  const number = filters.state === undefined ? all : found.counts.get(filters.state) ?? 0;
  const narrowed = Object.keys(filters).length > 0;
  const { state: _, ...inAnyState } = filters;
  return {
    title: 'Ombudsman', errors: errors.map(({ field, text }) => ({ text, href: `#${field}-day` })),
    states: [
      ...matterStates.map((state) => ({ text: stateNames[state], count: count(found.counts.get(state) ?? 0), href: addressOf('/ombudsman', { fields, filters: { ...inAnyState, state } }), current: filters.state === state })),
      { text: 'All', count: count(all), href: addressOf('/ombudsman', { fields, filters: inAnyState }), current: filters.state === undefined },
    ],
    ...(filters.state === undefined ? {} : { state: filters.state }), text: filters.text ?? '', overdue: filters.overdue === true,
    services: items([...new Set([...found.services.map((node) => node.service), ...(filters.service === undefined ? [] : [filters.service])])].map((value) => ({ value, text: say('service', value) })), filters.service),
    decisions: items(ombudsmanDecisions.map((value) => ({ value, text: say('decision', value) })), filters.decision),
    attached: items([{ value: 'yes', text: 'In a case' }, { value: 'no', text: 'In no case' }], filters.attached === undefined ? undefined : filters.attached ? 'yes' : 'no'),
    dates: (['from', 'to'] as const).map((name) => {
      const error = errors.find((one) => one.field === name)?.text;
      return {
        name, legend: name === 'from' ? 'Received from' : 'Received to', ...(error === undefined ? {} : { error }),
        items: (['day', 'month', 'year'] as const).map((part) => ({ name: part, label: capitalised(part), value: fields[name][part], classes: `govuk-input--width-${part === 'year' ? 4 : 2}${error === undefined ? '' : ' govuk-input--error'}` })),
      };
    }),
    moreFilters: errors.length > 0, filtered: narrowed, howMany: capitalised(counted(number, { one: 'matter', many: 'matters' })),
    rows: shown.map((one) => matterRow(one, say, today, calendar)), mayRecord: may(viewer, 'recordCases'),
    ...(number > 0 ? {} : { nothing: narrowed ? 'No matter has all of this. Take a filter away to see more.' : 'The Ombudsman has asked about nothing that you can see. An enquiry about a case is recorded from its page.' }),
    ...(last === undefined ? {} : { next: addressOf('/ombudsman', read, { after: keyInAddress(last) }) }), ...(read.after === undefined ? {} : { first: addressOf('/ombudsman', read) }),
    ...(number > 0 ? { csv: addressOf('/ombudsman.csv', read) } : {}),
  };
}

function items(values: readonly { readonly value: string; readonly text: string }[], chosen: string | undefined): Item[] {
  return [{ value: '', text: 'Any', selected: chosen === undefined }, ...values.map((one) => ({ ...one, selected: one.value === chosen }))];
}

function matterRow(one: ListedMatter, say: (key: string, value: string | undefined) => string, today: Day, calendar: Calendar): MatterRow {
  const caseHref = one.ref === undefined ? undefined : `/cases/${encodeURIComponent(one.ref)}`;
  return {
    ref: one.ombudsmanRef, href: caseHref === undefined ? `/ombudsman/${encodeURIComponent(one.unattached ?? one.ombudsmanRef)}` : `${caseHref}#ombudsman`, restricted: one.restricted,
    ...(one.ref === undefined || caseHref === undefined ? {} : { caseRef: one.ref, caseHref }), service: say('service', one.service), received: inWords(one.receivedOn),
    stands: one.decision === undefined ? (one.closedOn === undefined ? stateNames.open : 'Closed') : say('decision', one.decision),
    beside: [
      ...(one.decidedOn === undefined ? [] : [`Decided ${inWords(one.decidedOn)}`]), ...(one.publicReport ? ['Public report'] : []),
      ...(one.remedies === 0 ? [] : [one.remediesOpen === 0 ? capitalised(counted(one.remedies, { one: 'remedy', many: 'remedies' })) : `${one.remediesOpen} of ${counted(one.remedies, { one: 'remedy', many: 'remedies' })} not accepted yet`]),
      ...(one.closedOn === undefined ? [] : [`Closed ${inWords(one.closedOn)}`]),
    ],
    ...(one.next === undefined ? {} : { next: `${one.next.name}: ${inWords(one.next.dueOn)}`, tag: dueTag(one.next.dueOn, today, calendar) }),
  };
}
