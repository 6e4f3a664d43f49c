import { type Day, inWords, parseDay } from '../../../domain/day.ts';
import { ombudsmanDecisions } from '../../../domain/terms.ts';
import { type MatterFilters, type MatterKey, matterStates } from '../../../store/ombudsman-lists.ts';
import { type DateFields, dayFrom, readFields } from '../../date-fields.ts';

type Query = Readonly<Record<string, unknown>>;
const MOST_TYPED = 200;
const LARGEST_NUMBER = 2_147_483_647;

/** The filters of an address: what can be used of them, what was typed, and a message for each date that is none. */
export type ReadFilters = {
  readonly filters: MatterFilters; readonly after?: MatterKey; readonly fields: { readonly from: DateFields; readonly to: DateFields };
  readonly errors: readonly { readonly field: 'from' | 'to'; readonly text: string }[];
};

function text(query: Query, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value.trim().slice(0, MOST_TYPED).replaceAll('\0', '') : '';
}

export function readFilters(query: Query): ReadFilters {
  const fields = { from: readFields(query, 'from'), to: readFields(query, 'to') };
  const [from, to] = [dayFrom(fields.from, 'Received from'), dayFrom(fields.to, 'Received to')];
  const errors = [...('error' in from ? [{ field: 'from' as const, text: from.error }] : []), ...('error' in to ? [{ field: 'to' as const, text: to.error }] : [])];
  const [fromOn, toOn]: readonly (Day | undefined)[] = ['error' in from ? undefined : from.day, 'error' in to ? undefined : to.day];
  if (fromOn !== undefined && toOn !== undefined && toOn < fromOn) errors.push({ field: 'to', text: `Received to must be the same as or after ${inWords(fromOn)}` });
  const [typed, service, attached] = [text(query, 'q'), text(query, 'service'), text(query, 'attached')];
  const state = matterStates.find((one) => one === text(query, 'state'));
  const decision = ombudsmanDecisions.find((one) => one === text(query, 'decision'));
  const after = readKey(text(query, 'after'));
  return {
    fields, errors, ...(after === undefined ? {} : { after }),
    filters: {
      ...(typed === '' ? {} : { text: typed }), ...(state === undefined ? {} : { state }), ...(attached === 'yes' ? { attached: true } : attached === 'no' ? { attached: false } : {}),
      ...(decision === undefined ? {} : { decision }), ...(service === '' ? {} : { service }), ...(fromOn === undefined ? {} : { from: fromOn }), ...(toOn === undefined ? {} : { to: toOn }),
      ...(query['overdue'] === 'yes' ? { overdue: true } : {}),
    },
  };
}

export function keyInAddress({ receivedOn, caseId, ombudsmanRef }: MatterKey): string {
  return `${receivedOn}_${caseId}_${ombudsmanRef}`;
}

function readKey(typed: string): MatterKey | undefined {
  const found = /^(?<on>\d{4}-\d{2}-\d{2})_(?<caseId>\d{1,10})_(?<ombudsmanRef>.+)$/su.exec(typed)?.groups;
  const receivedOn = parseDay(found?.['on'] ?? '');
  const caseId = Number(found?.['caseId']);
  return found?.['ombudsmanRef'] === undefined || receivedOn === undefined || caseId > LARGEST_NUMBER ? undefined : { receivedOn, caseId, ombudsmanRef: found['ombudsmanRef'] };
}

/** The address that asks the same again. */
export function addressOf(path: string, { filters, fields }: Pick<ReadFilters, 'filters' | 'fields'>, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams();
  const set = (name: string, value: string | undefined) => { if (value !== undefined && value !== '') search.set(name, value); };
  set('q', filters.text);
  set('state', filters.state);
  set('attached', filters.attached === undefined ? undefined : filters.attached ? 'yes' : 'no');
  set('decision', filters.decision);
  set('service', filters.service);
  for (const name of ['from', 'to'] as const) for (const part of ['day', 'month', 'year'] as const) set(`${name}-${part}`, fields[name][part]);
  set('overdue', filters.overdue === true ? 'yes' : undefined);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  const asked = search.toString();
  return asked === '' ? path : `${path}?${asked}`;
}

/** The names of the filters that are set: for the audit trail, which holds nothing that was typed. */
export function filtersSet(filters: MatterFilters): string {
  return Object.keys(filters).join(', ');
}
