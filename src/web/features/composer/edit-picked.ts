import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayInEngland, inWords } from '../../../domain/day.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import type { PickedActionsSpec, PickedComplimentsSpec } from '../../../reporting/layout.ts';
import { audit } from '../../../store/audit.ts';
import { complimentAspectsHeld, type ComplimentFilters, listCompliments } from '../../../store/case-lists.ts';
import { allServices } from '../../../store/case-people.ts';
import type { Database } from '../../../store/database.ts';
import { listActions } from '../../../store/learning.ts';
import { partsOf } from './compose-part.ts';
import { type Body, lineOf, numberOf, valuesOf } from './fields.ts';
import { addressOfPart, afterEdit, changePart, type PartAsking, partPage, sendPart, versionSent } from './part-editing.ts';

const MOST_OFFERED = 100;
const MOST_ACTIONS = 1000;
type Query = Readonly<Record<string, unknown>>;
type Filters = { readonly q: string; readonly service: string; readonly aspect: string; readonly all: boolean };
/** One record that can be picked: what is asked for it by its key, and what is shown of it. */
type Offered = { readonly key: string; readonly text: string; readonly beside: string };
type Chosen = { readonly key: string; readonly text: string; readonly beside: string; readonly printed: boolean };

function filtersOf(query: Query | undefined): Filters {
  return { q: lineOf(query, 'q').slice(0, 200), service: lineOf(query, 'service'), aspect: lineOf(query, 'aspect'), all: lineOf(query, 'all') === 'yes' };
}

/** Compliments that may be quoted and that the viewer may see: of the report's period, unless others are asked for too. */
async function complimentsToPick(database: Database, { open, viewer, at }: PartAsking, { q, service, aspect, all }: Filters): Promise<readonly Offered[]> {
  const filters: ComplimentFilters = { consent: 'yes', ...(q === '' ? {} : { text: q }), ...(service === '' ? {} : { service }), ...(aspect === '' ? {} : { aspect }), ...(all ? {} : { from: open.period.from, to: open.period.to }) };
  const found = await listCompliments(database, viewer, filters, dayInEngland(at), at, { most: MOST_OFFERED });
  await audit(database, viewer.authorityId, at, { what: q === '' ? 'listed' : 'searched', accountId: viewer.accountId, detail: { list: 'compliments to quote', filters: Object.keys(filters).join(', ') } });
  const word = (key: string, value: string | undefined) => valueInWords(key, value ?? null, open.authority.words, new Map());
  return found.flatMap((one) => (one.text === undefined ? [] : [{ key: one.ref, text: one.text, beside: [inWords(one.receivedOn), word('source', one.source), ...(one.service === undefined ? [] : [word('service', one.service)]), ...one.aspects.map((each) => word('aspects', each))].join(', ') }]));
}

/** Learning actions of cases that the viewer may see, that were promised or done in the report's period unless others are asked for too. */
async function actionsToPick(database: Database, { open, viewer, at }: PartAsking, { q, service, all }: Filters): Promise<readonly Offered[]> {
  const found = await listActions(database, viewer, service === '' ? {} : { service }, dayInEngland(at), at, { most: MOST_ACTIONS });
  await audit(database, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'learning to report', filters: service === '' ? '' : 'service' } });
  const { from, to } = open.period;
  const within = (on: string | undefined): boolean => on !== undefined && on >= from && on <= to;
  return found.filter((one) => (all || within(one.promisedOn) || within(one.completedOn)) && one.action !== undefined && (q === '' || one.action.toLowerCase().includes(q.toLowerCase()))).slice(0, MOST_OFFERED).map((one) => ({
    key: `${one.learningAction} ${one.ref}`, text: one.action ?? '',
    beside: [one.completedOn === undefined ? one.dueOn === undefined ? 'Not done yet' : `Due on ${inWords(one.dueOn)}` : `Done on ${inWords(one.completedOn)}`, ...(one.service === undefined ? [] : [valueInWords('service', one.service, open.authority.words, new Map())]), ...(one.theme === undefined ? [] : [one.theme]), one.ref].join(', '),
  }));
}

const keysOf = (block: PickedComplimentsSpec | PickedActionsSpec): readonly string[] => (block.kind === 'picked compliments' ? block.picked.map(({ ref }) => ref) : block.picked.map(({ ref, action }) => `${action} ${ref}`));

/** What is picked already, as it is printed. What has lost its consent or its words since is told apart. */
async function chosenOf(database: Database, { open, block }: PartAsking<PickedComplimentsSpec | PickedActionsSpec>): Promise<readonly Chosen[]> {
  const [made] = await partsOf(database, open, [block]);
  const printed = new Map<string, Omit<Chosen, 'printed'>>();
  const keys = keysOf(block);
  const keyOf = (picked: number | undefined): string => (picked === undefined ? '' : keys[picked] ?? '');
  if (made?.kind === 'quotes') for (const { picked, text, attribution } of made.quotes) printed.set(keyOf(picked), { key: keyOf(picked), text, beside: attribution });
  if (made?.kind === 'actions') for (const { picked, text, service, standing } of made.actions) printed.set(keyOf(picked), { key: keyOf(picked), text, beside: [service, standing].filter((one) => one !== undefined).join(', ') });
  return keys.map((key) => {
    const one = printed.get(key);
    return one === undefined ? { key, text: block.kind === 'picked compliments' ? 'Not printed: it may not be quoted any more, or was not on record at the cut-off' : 'Not printed: it was not on record at the cut-off, or is not there any more', beside: key, printed: false } : { ...one, printed: true };
  });
}

type Picked = PartAsking<PickedComplimentsSpec | PickedActionsSpec>;

export async function showPicked(database: Database, asking: Picked, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { open, block, viewer, at } = asking;
  const filters = filtersOf(request.query as Query);
  const isCompliments = block.kind === 'picked compliments';
  const [offered, chosen, services, aspects] = await Promise.all([
    isCompliments ? complimentsToPick(database, asking, filters) : actionsToPick(database, asking, filters), chosenOf(database, asking), allServices(database, viewer.authorityId), isCompliments ? complimentAspectsHeld(database, viewer, dayInEngland(at), at) : [],
  ]);
  const taken = new Set(keysOf(block));
  const left = offered.filter((one) => !taken.has(one.key));
  const word = (key: string, value: string) => valueInWords(key, value, open.authority.words, new Map());
  return sendPart(reply, 'picked', {
    ...partPage(asking, request, isCompliments ? 'Compliments to quote' : 'Learning to report', []), isCompliments, filters, filtered: filters.q !== '' || filters.service !== '' || filters.aspect !== '' || filters.all,
    services: [{ value: '', text: 'All' }, ...services.map(({ service }) => ({ value: service, text: word('service', service), selected: service === filters.service }))],
    aspects: [{ value: '', text: 'All' }, ...aspects.map((aspect) => ({ value: aspect, text: word('aspects', aspect), selected: aspect === filters.aspect }))],
    chosen: chosen.map((one, place) => ({ ...one, place, first: place === 0, last: place === chosen.length - 1 })), offered: left.map((one) => ({ value: one.key, text: one.text, hint: { text: one.beside } })),
    most: offered.length >= MOST_OFFERED ? `The first ${MOST_OFFERED} are shown. Filter them to see others.` : undefined, done: (request.query as Query)['done'] === undefined ? undefined : 'Saved.',
  });
}

/** Adds what was ticked, of what the viewer may see; orders and removes. */
export async function savePicked(database: Database, asking: Picked, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
  const { block } = asking;
  const [act = '', which = ''] = lineOf(request.body, 'do').split(' ');
  const filters = filtersOf(request.body);
  const ticked = act === 'add' ? valuesOf(request.body, 'pick') : [];
  const offered = ticked.length === 0 ? [] : block.kind === 'picked compliments' ? await complimentsToPick(database, asking, filters) : await actionsToPick(database, asking, filters);
  const adding = offered.map((one) => one.key).filter((key) => ticked.includes(key));
  const at = numberOf(which) ?? -1;
  const arranged = <T>(picked: readonly T[]): readonly T[] => {
    const copy = [...picked];
    const to = act === 'up' ? at - 1 : at + 1;
    if (act === 'remove') copy.splice(at, at < 0 ? 0 : 1);
    else if ((act === 'up' || act === 'down') && at >= 0 && to >= 0 && to < copy.length) copy.splice(to, 0, ...copy.splice(at, 1));
    return copy;
  };
  const seen = versionSent(request.body, asking);
  const made = block.kind === 'picked compliments'
    ? await changePart(database, { ...asking, block }, seen, 'Compliments picked', (one) => ({ ...one, picked: [...arranged(one.picked), ...adding.filter((key) => !keysOf(one).includes(key)).map((ref) => ({ ref }))] }))
    : await changePart(database, { ...asking, block }, seen, 'Learning picked', (one) => ({ ...one, picked: [...arranged(one.picked), ...adding.filter((key) => !keysOf(one).includes(key)).map((key) => ({ ref: key.slice(key.indexOf(' ') + 1), action: Number(key.slice(0, key.indexOf(' '))) }))] }));
  const search = new URLSearchParams({ done: 'yes', ...(filters.q === '' ? {} : { q: filters.q }), ...(filters.service === '' ? {} : { service: filters.service }), ...(filters.aspect === '' ? {} : { aspect: filters.aspect }), ...(filters.all ? { all: 'yes' } : {}) });
  return afterEdit(request, reply, asking.open.kept.report, made, `${addressOfPart(asking)}?${search.toString()}`);
}
