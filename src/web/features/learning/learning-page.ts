import { type Day, inWords } from '../../../domain/day.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import type { Calendar } from '../../../domain/working-days.ts';
import { type CouncilWords, valueInWords } from '../../../reporting/council-words.ts';
import { capitalised, count, counted, listed } from '../../../reporting/house-style.ts';
import type { ServiceNode } from '../../../store/authorities.ts';
import { type ActionCount, type ActionFilters, type ActionOwner, type ActionState, actionStates, type AnsweredAction, type ListedAction } from '../../../store/learning.ts';
import { dueTag, type Tag } from '../../standing-tag.ts';
import { addressOf, keyInAddress, type ReadFilters } from './action-filters.ts';

export const ACTIONS_A_PAGE = 50;

const stateNames: Readonly<Record<ActionState, string>> = { overdue: 'Overdue', open: 'Open, not overdue', done: 'Done' };

type Item = { readonly value: string; readonly text: string; readonly selected: boolean };
type Link = { readonly text: string; readonly href: string };
type ActionRow = {
  readonly action: string; readonly evidence?: string; readonly ref: string; readonly href: string; readonly restricted: boolean; readonly service: string; readonly theme: string;
  readonly owner: string; readonly due: string; readonly tag: Tag; readonly complete?: string; readonly promise?: string;
  readonly cameBack?: { readonly text: string; readonly latest?: Link };
};
type AnsweredRow = { readonly action: string; readonly owner: string; readonly due: string; readonly tag: Tag; readonly service: string; readonly case?: Link };
type ServiceRow = { readonly service: string; readonly href?: string; readonly overdue: string; readonly open: string; readonly done: string };

export type LearningPage = {
  readonly title: string; readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly states: readonly { readonly text: string; readonly count: string; readonly href: string; readonly current: boolean; readonly urgent: boolean }[];
  readonly state?: ActionState; readonly services: readonly Item[]; readonly owners: readonly Item[];
  readonly due: { readonly items: readonly { readonly name: string; readonly label: string; readonly value: string; readonly classes: string }[]; readonly error?: string };
  readonly moreFilters: boolean; readonly filtered: boolean; /** The filters that are set, each with the address without it. */ readonly chosen: readonly Link[];
  readonly howMany: string; readonly rows: readonly ActionRow[]; readonly nothing?: string; readonly onlyOwn: boolean; readonly reports: boolean;
  /** For whoever answers for services: what is overdue there. */
  readonly answered?: { readonly services: string; readonly howMany: string; readonly rows: readonly AnsweredRow[]; readonly more?: string };
  readonly byService: readonly ServiceRow[]; readonly next?: string; readonly first?: string; readonly csv?: string;
};

type Found = {
  readonly actions: readonly ListedAction[]; readonly counts: readonly ActionCount[]; readonly owners: readonly ActionOwner[];
  readonly names: ReadonlyMap<string, string>; readonly services: readonly ServiceNode[]; readonly words: CouncilWords;
  readonly answered: { readonly count: number; readonly actions: readonly AnsweredAction[] };
};

export function learningPage(viewer: Viewer, found: Found, read: ReadFilters, today: Day, calendar: Calendar): LearningPage {
  const { filters, due, dueError } = read;
  const parents = new Map(found.services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const service = (of: string | undefined) => valueInWords('service', of ?? null, found.words, parents);
  const person = (key: string) => found.names.get(key) ?? key;
  const total = (state?: ActionState) => found.counts.filter((one) => state === undefined || one.state === state).reduce((sum, one) => sum + one.count, 0);
  const shown = found.actions.slice(0, ACTIONS_A_PAGE);
  const last = found.actions.length > ACTIONS_A_PAGE ? shown.at(-1) : undefined;
  const number = total(filters.state);
  const narrowed = Object.keys(filters).length > 0;
  return {
    title: 'Learning', errors: dueError === undefined ? [] : [{ text: dueError, href: '#due-day' }],
    states: [
      ...actionStates.map((state) => ({ text: stateNames[state], count: count(total(state)), href: addressOf('/learning', { due, filters: { ...filters, state } }), current: filters.state === state, urgent: state === 'overdue' })),
      { text: 'All', count: count(total()), href: addressOf('/learning', { due, filters: without(filters, 'state') }), current: filters.state === undefined, urgent: false },
    ],
    ...(filters.state === undefined ? {} : { state: filters.state }),
    services: items(withChosen(found.services.map((node) => node.service), filters.service).map((value) => ({ value, text: service(value) })), filters.service),
    owners: items(found.owners.map(({ code, owner }) => ({ value: code, text: person(owner) })).toSorted((a, b) => a.text.localeCompare(b.text, 'en-GB')), filters.owner),
    due: {
      items: (['day', 'month', 'year'] as const).map((part) => ({
        name: part, label: part.slice(0, 1).toUpperCase() + part.slice(1), value: due[part], classes: `govuk-input--width-${part === 'year' ? 4 : 2}${dueError === undefined ? '' : ' govuk-input--error'}`,
      })),
      ...(dueError === undefined ? {} : { error: dueError }),
    },
    moreFilters: dueError !== undefined, filtered: narrowed, chosen: chosenFilters(read, found, service, person),
    howMany: capitalised(counted(number, { one: 'promised action', many: 'promised actions' })),
    rows: shown.map((one) => actionRow(viewer, one, service, person, today, calendar)),
    ...(number > 0 ? {} : { nothing: narrowed ? 'No promised action has all of this. Take a filter away to see more.' : may(viewer, 'seeCases') ? 'No action is promised in any case that you can see. Actions are promised from the page of a case.' : 'No action is promised in a case that you take part in.' }),
    onlyOwn: !may(viewer, 'seeCases'), reports: may(viewer, 'seeFigures'),
    ...answeredPart(viewer, found, service, person, today, calendar),
    byService: serviceRows(found, read, service, parents),
    ...(last === undefined ? {} : { next: addressOf('/learning', read, { after: keyInAddress(last) }) }),
    ...(read.after === undefined ? {} : { first: addressOf('/learning', read) }),
    ...(may(viewer, 'seeCases') && number > 0 ? { csv: addressOf('/learning.csv', read) } : {}),
  };
}

function answeredPart(viewer: Viewer, { answered }: Found, service: (of: string | undefined) => string, person: (key: string) => string, today: Day, calendar: Calendar): Pick<LearningPage, 'answered'> {
  const own = viewer.answersFor ?? [];
  if (own.length === 0) return {};
  return {
    answered: {
      services: listed(own.map(service)), howMany: answered.count === 0 ? 'No promised action is overdue there.' : `${capitalised(counted(answered.count, { one: 'promised action is', many: 'promised actions are' }))} overdue there.`,
      rows: answered.actions.map((one) => ({
        action: one.action ?? 'Its text has been erased', owner: one.owner === undefined ? 'Nobody named' : person(one.owner), due: inWords(one.dueOn), tag: dueTag(one.dueOn, today, calendar), service: service(one.service),
        ...(one.ref === undefined ? {} : { case: { text: one.ref, href: `/cases/${encodeURIComponent(one.ref)}` } }),
      })),
      ...(answered.count > answered.actions.length ? { more: `These are the ${answered.actions.length} that are overdue longest.` } : {}),
    },
  };
}

function items(values: readonly { readonly value: string; readonly text: string }[], chosen: string | undefined): Item[] {
  return [{ value: '', text: 'Any', selected: chosen === undefined }, ...values.map((one) => ({ ...one, selected: one.value === chosen }))];
}

function withChosen(values: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || values.includes(chosen) ? values : [...values, chosen];
}

function without(filters: ActionFilters, name: keyof ActionFilters): ActionFilters {
  return Object.fromEntries(Object.entries(filters).filter(([one]) => one !== name));
}

function chosenFilters({ filters, due }: ReadFilters, { owners }: Found, service: (of: string | undefined) => string, person: (key: string) => string): Link[] {
  const left = (name: keyof ActionFilters) => addressOf('/learning', { filters: without(filters, name), due: name === 'dueBefore' ? { day: '', month: '', year: '' } : due });
  const owner = owners.find((one) => one.code === filters.owner)?.owner;
  return [
    ...(filters.state === undefined ? [] : [{ text: stateNames[filters.state], href: left('state') }]),
    ...(filters.service === undefined ? [] : [{ text: `Service: ${service(filters.service)}`, href: left('service') }]),
    ...(filters.owner === undefined ? [] : [{ text: `To be done by: ${owner === undefined ? 'somebody who has none' : person(owner)}`, href: left('owner') }]),
    ...(filters.dueBefore === undefined ? [] : [{ text: `Due before ${inWords(filters.dueBefore)}`, href: left('dueBefore') }]),
  ];
}

function actionRow(viewer: Viewer, one: ListedAction, service: (of: string | undefined) => string, person: (key: string) => string, today: Day, calendar: Calendar): ActionRow {
  const href = `/cases/${encodeURIComponent(one.ref)}`;
  const acts = may(viewer, 'recordCases') || one.ownPart;
  return {
    action: one.action ?? `Action ${one.learningAction}: its text has been erased`, ...(one.evidence === undefined ? {} : { evidence: one.evidence }),
    ref: one.ref, href, restricted: one.restricted, service: service(one.service), theme: one.theme ?? 'Theme not recorded',
    owner: one.owner === undefined ? 'Nobody named' : person(one.owner), due: one.dueOn === undefined ? 'No day set' : inWords(one.dueOn),
    tag: one.completedOn !== undefined ? { text: `Done on ${inWords(one.completedOn)}`, colour: 'green' } : one.dueOn === undefined ? { text: 'Not done yet', colour: 'grey' } : dueTag(one.dueOn, today, calendar),
    ...(acts && one.completedOn === undefined ? { complete: `${href}/acts/completeLearningAction` } : {}), ...(acts && one.caseOpen ? { promise: `${href}/acts/promiseLearningAction` } : {}),
    ...(one.completedOn === undefined ? {} : { cameBack: cameBackInWords(one) }),
  };
}

function cameBackInWords({ cameBack }: ListedAction): NonNullable<ActionRow['cameBack']> {
  if (cameBack === undefined) return { text: 'Cannot be told: the theme or the service is not recorded.' };
  if (cameBack.times === 0) return { text: 'No complaint of this theme in this service since.' };
  return {
    text: `${capitalised(counted(cameBack.times, { one: 'complaint', many: 'complaints' }))} of this theme in this service since.`,
    ...(cameBack.latestRef === undefined ? {} : { latest: { text: cameBack.latestRef, href: `/cases/${encodeURIComponent(cameBack.latestRef)}` } }),
  };
}

/** One row a service that has actions, itself or below it, each with those below it: what a filter by that service shows. */
function serviceRows({ counts, services }: Found, { filters, due }: ReadFilters, service: (of: string | undefined) => string, parents: ReadonlyMap<string, string>): ServiceRow[] {
  const sums = new Map<string | undefined, Record<ActionState, number>>();
  for (const one of counts) {
    for (const of of withThoseAbove(one.service, parents, filters.service)) {
      const sum = sums.get(of) ?? { overdue: 0, open: 0, done: 0 };
      sum[one.state] += one.count;
      sums.set(of, sum);
    }
  }
  const order = new Map(services.map((node, place) => [node.service, place]));
  return [...sums].toSorted(([a], [b]) => placeIn(order, a) - placeIn(order, b) || (a ?? '').localeCompare(b ?? '', 'en-GB')).map(([of, sum]) => ({
    service: service(of), ...(of === undefined ? {} : { href: addressOf('/learning', { due, filters: { ...filters, service: of } }) }),
    overdue: count(sum.overdue), open: count(sum.open), done: count(sum.done),
  }));
}

function placeIn(order: ReadonlyMap<string, number>, service: string | undefined): number {
  return service === undefined ? Number.MAX_SAFE_INTEGER : order.get(service) ?? order.size;
}

/** A service and those above it, up to `top`; each once, even where the tree of services leads back to itself. */
function withThoseAbove(service: string | undefined, parents: ReadonlyMap<string, string>, top: string | undefined): ReadonlySet<string | undefined> {
  const found = new Set<string | undefined>([service]);
  for (let at = service; at !== undefined && at !== top;) {
    at = parents.get(at);
    if (at === undefined || found.has(at)) break;
    found.add(at);
  }
  return found;
}
