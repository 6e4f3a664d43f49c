import { type Day, inWords, parseDay } from '../../../domain/day.ts';
import { complimentSources } from '../../../domain/terms.ts';
import type { CaseKey, ComplimentFilters } from '../../../store/case-lists.ts';
import { type DateFields, dayFrom, readFields } from '../../date-fields.ts';

type Query = Readonly<Record<string, unknown>>;
const MOST_TYPED = 200;

/** The filters of an address: what can be used of them, what was typed, and a message for each date that is none. */
export type ReadFilters = {
  readonly filters: ComplimentFilters; readonly after?: CaseKey; readonly wordsInAddress?: string; readonly fields: { readonly from: DateFields; readonly to: DateFields };
  readonly errors: readonly { readonly field: 'from' | 'to'; readonly text: string }[];
};

function text(query: Query, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value.trim().slice(0, MOST_TYPED).replaceAll('\0', '') : '';
}

/** @param wordsInAddress what stands in the address for the words that are searched for */
export function readFilters(query: Query, wordsInAddress?: string): ReadFilters {
  const fields = { from: readFields(query, 'from'), to: readFields(query, 'to') };
  const [from, to] = [dayFrom(fields.from, 'Received from'), dayFrom(fields.to, 'Received to')];
  const errors = [...('error' in from ? [{ field: 'from' as const, text: from.error }] : []), ...('error' in to ? [{ field: 'to' as const, text: to.error }] : [])];
  const [fromOn, toOn]: readonly (Day | undefined)[] = ['error' in from ? undefined : from.day, 'error' in to ? undefined : to.day];
  if (fromOn !== undefined && toOn !== undefined && toOn < fromOn) errors.push({ field: 'to', text: `Received to must be the same as or after ${inWords(fromOn)}` });
  const [typed, service, aspect, passed] = [text(query, 'q'), text(query, 'service'), text(query, 'aspect'), text(query, 'passed-on')];
  const source = complimentSources.find((one) => one === text(query, 'source'));
  const consent = (['yes', 'no', 'not asked'] as const).find((one) => one === text(query, 'consent'));
  const after = readKey(text(query, 'before'));
  return {
    fields, errors, ...(after === undefined ? {} : { after }), ...(wordsInAddress === undefined ? {} : { wordsInAddress }),
    filters: {
      ...(typed === '' ? {} : { text: typed }), ...(service === '' ? {} : { service }), ...(aspect === '' ? {} : { aspect }), ...(source === undefined ? {} : { source }), ...(consent === undefined ? {} : { consent }),
      ...(passed === 'yes' ? { passedOn: true } : passed === 'no' ? { passedOn: false } : {}), ...(fromOn === undefined ? {} : { from: fromOn }), ...(toOn === undefined ? {} : { to: toOn }),
    },
  };
}

function readKey(typed: string): CaseKey | undefined {
  const receivedOn = parseDay(typed.slice(0, 10));
  return receivedOn === undefined || typed[10] !== '_' || typed.length < 12 ? undefined : { receivedOn, ref: typed.slice(11) };
}

export function keyInAddress({ receivedOn, ref }: CaseKey): string {
  return `${receivedOn}_${ref}`;
}

/** The address that asks the same again. */
export function addressOf(path: string, { filters, fields, wordsInAddress }: Pick<ReadFilters, 'filters' | 'fields' | 'wordsInAddress'>, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams();
  const set = (name: string, value: string | undefined) => { if (value !== undefined && value !== '') search.set(name, value); };
  set('q', filters.text === undefined ? undefined : wordsInAddress ?? filters.text);
  set('service', filters.service);
  set('aspect', filters.aspect);
  set('source', filters.source);
  set('consent', filters.consent);
  set('passed-on', filters.passedOn === undefined ? undefined : filters.passedOn ? 'yes' : 'no');
  for (const name of ['from', 'to'] as const) for (const part of ['day', 'month', 'year'] as const) set(`${name}-${part}`, fields[name][part]);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  const asked = search.toString();
  return asked === '' ? path : `${path}?${asked}`;
}

/** The names of the filters that are set: for the audit trail, which holds nothing that was typed. */
export function filtersSet(filters: ComplimentFilters): string {
  return Object.keys(filters).join(', ');
}
