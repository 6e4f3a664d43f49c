import { type Day, inWords, parseDay } from '../../../domain/day.ts';
import { invoiceStates } from '../../../domain/invoices.ts';
import { paymentStages } from '../../../domain/terms.ts';
import type { InvoiceFilters, InvoiceKey } from '../../../store/invoices.ts';

type Query = Readonly<Record<string, unknown>>;
const MOST_TYPED = 200;
const LARGEST_NUMBER = 2_147_483_647;

/** `year`: the calendar year in which the financial year asked for begins. */
export type ReadFilters = { readonly filters: InvoiceFilters; readonly year?: number; readonly after?: InvoiceKey };

function text(query: Query, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value.trim().slice(0, MOST_TYPED).replaceAll('\0', '') : '';
}

/** The first and last day of the financial year that begins in a calendar year. `starts`: MM-DD. */
export function financialYear(year: number, starts: string): { readonly from: Day; readonly to: Day } {
  const from = parseDay(`${year}-${starts}`)!;
  const next = new Date(`${year + 1}-${starts}T00:00:00Z`);
  return { from, to: parseDay(new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10))! };
}

/** The calendar year in which the financial year of a day began. */
export function financialYearOf(on: Day, starts: string): number {
  const year = Number(on.slice(0, 4));
  return on.slice(5) < starts ? year - 1 : year;
}

export function yearInWords(year: number, starts: string): string {
  if (starts === '01-01') return String(year);
  return `${year} to ${year + 1} (from ${inWords(financialYear(year, starts).from)})`;
}

export function readFilters(query: Query, starts: string): ReadFilters {
  const state = [...invoiceStates, 'open' as const].find((one) => one === text(query, 'state'));
  const stage = paymentStages.find((one) => one === text(query, 'stage'));
  const supplier = text(query, 'supplier');
  const typedYear = text(query, 'year');
  const year = /^(?:19|20)\d{2}$/.test(typedYear) ? Number(typedYear) : undefined;
  const after = readKey(text(query, 'after'));
  return {
    ...(year === undefined ? {} : { year }), ...(after === undefined ? {} : { after }),
    filters: {
      ...(state === undefined ? {} : { state }), ...(stage === undefined ? {} : { stage }), ...(/^[0-9a-f]{12}$/.test(supplier) ? { supplier } : {}), ...(year === undefined ? {} : financialYear(year, starts)),
    },
  };
}

export function keyInAddress({ receivedOn, caseId, invoice }: InvoiceKey): string {
  return `${receivedOn}_${caseId}_${invoice}`;
}

function readKey(typed: string): InvoiceKey | undefined {
  const found = /^(?<on>\d{4}-\d{2}-\d{2})_(?<caseId>\d{1,10})_(?<invoice>\d{1,10})$/.exec(typed)?.groups;
  const receivedOn = parseDay(found?.['on'] ?? '');
  const [caseId, invoice] = [Number(found?.['caseId']), Number(found?.['invoice'])];
  return receivedOn === undefined || caseId > LARGEST_NUMBER || invoice > LARGEST_NUMBER ? undefined : { receivedOn, caseId, invoice };
}

/** The address that asks the same again. A supplier is in it as a code. */
export function addressOf(path: string, { filters, year }: ReadFilters, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of [['state', filters.state], ['year', year === undefined ? undefined : String(year)], ['supplier', filters.supplier], ['stage', filters.stage], ...Object.entries(more)] as const) {
    if (value !== undefined && value !== '') search.set(name, value);
  }
  const asked = search.toString();
  return asked === '' ? path : `${path}?${asked}`;
}
