import { type Day, inWords, parseDay } from '../../../domain/day.ts';
import { handlings } from '../../../domain/terms.ts';
import { type CaseFilters, type CaseKey } from '../../../store/case-lists.ts';
import { casePlaces, caseStages } from '../../../store/case-places.ts';
import { type DateFields, dayFrom, readFields } from '../../date-fields.ts';

type Query = Readonly<Record<string, unknown>>;
const MOST_TYPED = 200;

/** The filters of an address: what can be used of them, what was typed, and a message for each date that is none. */
export type ReadFilters = {
  readonly filters: CaseFilters; readonly after?: CaseKey; readonly wordsInAddress?: string;
  readonly fields: { readonly from: DateFields; readonly to: DateFields };
  readonly errors: readonly { readonly field: 'from' | 'to'; readonly text: string }[];
};

function text(query: Query, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value.trim().slice(0, MOST_TYPED) : '';
}

function oneOf<T extends string>(values: readonly T[], typed: string): T | undefined {
  return values.find((one) => one === typed);
}

/** @param wordsInAddress what stands in the address for the words that are searched for */
export function readFilters(query: Query, wordsInAddress?: string): ReadFilters {
  const fields = { from: readFields(query, 'from'), to: readFields(query, 'to') };
  const from = dayFrom(fields.from, 'Received from');
  const to = dayFrom(fields.to, 'Received to');
  const errors = [...('error' in from ? [{ field: 'from' as const, text: from.error }] : []), ...('error' in to ? [{ field: 'to' as const, text: to.error }] : [])];
  const fromOn = 'error' in from ? undefined : from.day;
  const toOn = 'error' in to ? undefined : to.day;
  if (fromOn !== undefined && toOn !== undefined && toOn < fromOn) errors.push({ field: 'to', text: `Received to must be the same as or after ${inWords(fromOn)}` });
  // A character that ends a text in the database cannot be searched for.
  const typed = text(query, 'q').replaceAll('\0', '');
  const [place, stage, handledAs] = [oneOf(casePlaces, text(query, 'status')), oneOf(caseStages, text(query, 'stage')), oneOf(handlings, text(query, 'handled-as'))];
  const [service, theme] = [text(query, 'service').replaceAll('\0', ''), text(query, 'theme').replaceAll('\0', '')];
  const after = readKey(text(query, 'before'));
  return {
    fields, errors, ...(after === undefined ? {} : { after }), ...(wordsInAddress === undefined ? {} : { wordsInAddress }),
    filters: {
      ...(typed === '' ? {} : { text: typed }), ...(place === undefined ? {} : { place }), ...(stage === undefined ? {} : { stage }), ...(handledAs === undefined ? {} : { handledAs }),
      ...(service === '' ? {} : { service }), ...(theme === '' ? {} : { theme }), ...(fromOn === undefined ? {} : { from: fromOn }), ...(toOn === undefined ? {} : { to: toOn }),
      ...(query['overdue'] === 'yes' ? { overdue: true } : {}), ...(query['mine'] === 'yes' ? { mine: true } : {}), ...officerFrom(text(query, 'officer')),
    },
  };
}

/** What the address says where nobody looks after a case. */
export const NOBODY = 'nobody';

function officerFrom(typed: string): Pick<CaseFilters, 'caseOfficer'> {
  return typed === NOBODY ? { caseOfficer: '' } : /^U\d{1,9}$/.test(typed) ? { caseOfficer: typed } : {};
}

function readKey(typed: string): CaseKey | undefined {
  const receivedOn = parseDay(typed.slice(0, 10));
  return receivedOn === undefined || typed[10] !== '_' || typed.length < 12 ? undefined : { receivedOn, ref: typed.slice(11).replaceAll('\0', '') };
}

export function keyInAddress(key: { readonly receivedOn: Day; readonly ref: string }): string {
  return `${key.receivedOn}_${key.ref}`;
}

/** The address that asks the same again, so that it can be kept, sent and gone back to. */
export function addressOf(path: string, { filters, fields, wordsInAddress }: ReadFilters, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams();
  const set = (name: string, value: string | undefined) => { if (value !== undefined && value !== '') search.set(name, value); };
  set('q', filters.text === undefined ? undefined : wordsInAddress ?? filters.text);
  set('status', filters.place);
  set('stage', filters.stage);
  set('handled-as', filters.handledAs);
  set('service', filters.service);
  set('theme', filters.theme);
  for (const name of ['from', 'to'] as const) for (const part of ['day', 'month', 'year'] as const) set(`${name}-${part}`, fields[name][part]);
  set('overdue', filters.overdue === true ? 'yes' : undefined);
  set('mine', filters.mine === true ? 'yes' : undefined);
  set('officer', filters.caseOfficer === '' ? NOBODY : filters.caseOfficer);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  const asked = search.toString();
  return asked === '' ? path : `${path}?${asked}`;
}

/** The names of the filters that are set: for the audit trail, which holds nothing that was typed. */
export function filtersSet(filters: CaseFilters): string {
  return Object.keys(filters).join(', ');
}
