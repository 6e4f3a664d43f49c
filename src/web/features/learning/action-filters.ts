import { type ActionFilters, type ActionKey, type ActionState, actionStates } from '../../../store/learning.ts';
import { type DateFields, dayFrom, readFields } from '../../date-fields.ts';

type Query = Readonly<Record<string, unknown>>;
const MOST_TYPED = 200;
const LARGEST_NUMBER = 2_147_483_647;

/** The filters of an address: what can be used of them, what was typed, and what is wrong with the date. */
export type ReadFilters = { readonly filters: ActionFilters; readonly after?: ActionKey; readonly due: DateFields; readonly dueError?: string };

function text(query: Query, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value.trim().slice(0, MOST_TYPED).replaceAll('\0', '') : '';
}

function stateNamed(typed: string | undefined): ActionState | undefined {
  return actionStates.find((one) => one === typed);
}

export function readFilters(query: Query): ReadFilters {
  const due = readFields(query, 'due');
  const read = dayFrom(due, 'Due before');
  const [state, service, owner, after] = [stateNamed(text(query, 'state')), text(query, 'service'), text(query, 'owner'), readKey(text(query, 'after'))];
  return {
    due, ...('error' in read ? { dueError: read.error } : {}), ...(after === undefined ? {} : { after }),
    filters: {
      ...(state === undefined ? {} : { state }), ...(service === '' ? {} : { service }), ...(owner === '' ? {} : { owner }),
      ...('error' in read || read.day === undefined ? {} : { dueBefore: read.day }),
    },
  };
}

/** `overdue_738000_2_AM26-001`: the reference comes last, as it may hold anything. */
export function keyInAddress({ state, sort, learningAction, ref }: ActionKey): string {
  return `${state}_${sort}_${learningAction}_${ref}`;
}

function readKey(typed: string): ActionKey | undefined {
  const found = /^(?<state>[a-z]+)_(?<sort>\d{1,10})_(?<learningAction>\d{1,10})_(?<ref>.+)$/su.exec(typed)?.groups;
  const state = stateNamed(found?.['state']);
  const [sort, learningAction] = [Number(found?.['sort']), Number(found?.['learningAction'])];
  if (found?.['ref'] === undefined || state === undefined || sort > LARGEST_NUMBER || learningAction > LARGEST_NUMBER) return undefined;
  return { state, sort, learningAction, ref: found['ref'] };
}

/** The address that asks the same again, so that it can be kept, sent and gone back to. */
export function addressOf(path: string, { filters, due }: Pick<ReadFilters, 'filters' | 'due'>, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams();
  const set = (name: string, value: string | undefined) => { if (value !== undefined && value !== '') search.set(name, value); };
  set('state', filters.state);
  set('service', filters.service);
  set('owner', filters.owner);
  for (const part of ['day', 'month', 'year'] as const) set(`due-${part}`, due[part]);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  const asked = search.toString();
  return asked === '' ? path : `${path}?${asked}`;
}
