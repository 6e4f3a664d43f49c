import { type Day, inWords } from '../../../domain/day.ts';
import { paymentStages } from '../../../domain/terms.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import { type CouncilWords, valueInWords } from '../../../reporting/council-words.ts';
import { capitalised, counted, pounds } from '../../../reporting/house-style.ts';
import type { InvoiceFilters, InvoiceSum, ListedInvoice, Supplier } from '../../../store/invoices.ts';
import { invoiceTag } from '../../invoice-tag.ts';
import type { Tag } from '../../standing-tag.ts';
import { addressOf, financialYearOf, keyInAddress, type ReadFilters, yearInWords } from './invoice-filters.ts';

export const INVOICES_A_PAGE = 50;
const YEARS_BACK = 6;

type Item = { readonly value: string; readonly text: string; readonly selected: boolean };
type InvoiceLine = {
  readonly ref: string; readonly href: string; readonly restricted: boolean; readonly supplier: string; readonly number: string; readonly what: string; readonly dated: string; readonly received: string;
  readonly amount: string; readonly vat?: string; readonly tag: Tag; readonly since?: string; readonly next: readonly { readonly text: string; readonly href: string }[];
};
export type InvoicesPage = {
  readonly title: string; readonly sums: readonly { readonly text: string; readonly sum: string; readonly count: string; readonly href: string; readonly current: boolean; readonly urgent: boolean }[];
  readonly state?: string; readonly suppliers: readonly Item[]; readonly stages: readonly Item[]; readonly years: readonly Item[];
  readonly filtered: boolean; readonly howMany: string; readonly total: string; readonly rows: readonly InvoiceLine[]; readonly nothing?: string; readonly next?: string; readonly first?: string; readonly csv?: string;
};

type Found = { readonly invoices: readonly ListedInvoice[]; readonly sums: readonly InvoiceSum[]; readonly sumsOfYear: readonly InvoiceSum[]; readonly suppliers: readonly Supplier[]; readonly names: ReadonlyMap<string, string>; readonly words: CouncilWords; readonly financialYearStarts: string };

const groups = [
  { state: 'open', text: 'Awaiting approval', of: ['received', 'queried'] }, { state: 'approved', text: 'Approved, to be paid', of: ['approved'] }, { state: 'paid', text: 'Paid', of: ['paid'] }, { state: 'rejected', text: 'Rejected', of: ['rejected'] },
] as const;

/** `sumsOfYear` are of the year chosen, else of this one: what is paid is added up by the day it was paid. */
export function invoicesPage(viewer: Viewer, found: Found, read: ReadFilters, today: Day): InvoicesPage {
  const { filters } = read;
  const say = (term: string) => valueInWords('', term, found.words, new Map());
  const starts = found.financialYearStarts;
  const thisYear = financialYearOf(today, starts);
  const of = (sums: readonly InvoiceSum[], states: readonly string[]) => {
    const among = sums.filter((one) => states.includes(one.state));
    return { count: among.reduce((sum, one) => sum + one.count, 0), pence: among.reduce((sum, one) => sum + one.pence, 0) };
  };
  const shown = found.invoices.slice(0, INVOICES_A_PAGE);
  const last = found.invoices.length > INVOICES_A_PAGE ? shown.at(-1) : undefined;
  const all = of(found.sums, filters.state === undefined ? groups.flatMap((group): readonly string[] => group.of) : filters.state === 'open' ? ['received', 'queried'] : [filters.state]);
  const narrowed = Object.keys(filters).length > 0;
  return {
    title: 'Invoices',
    sums: groups.map((group) => {
      const paid = group.state === 'paid';
      const sum = of(paid ? found.sumsOfYear : found.sums, group.of);
      return {
        text: paid ? `Paid ${read.year === undefined || read.year === thisYear ? 'this financial year' : `in ${yearInWords(read.year, starts)}`}` : group.text, sum: pounds(sum.pence / 100), count: capitalised(counted(sum.count, { one: 'invoice', many: 'invoices' })),
        href: addressOf('/invoices', { ...read, ...(paid ? { year: read.year ?? thisYear } : {}), filters: { ...filters, state: group.state } }), current: filters.state === group.state, urgent: group.state === 'open' && sum.count > 0,
      };
    }),
    ...(filters.state === undefined ? {} : { state: filters.state }),
    suppliers: items(found.suppliers.map(({ code, supplier }) => ({ value: code, text: supplier })), filters.supplier),
    stages: items(paymentStages.map((value) => ({ value, text: say(value) })), filters.stage),
    years: items(Array.from({ length: YEARS_BACK }, (_, back) => thisYear - back).map((year) => ({ value: String(year), text: yearInWords(year, starts) })), read.year === undefined ? undefined : String(read.year)),
    filtered: narrowed, howMany: capitalised(counted(all.count, { one: 'invoice', many: 'invoices' })), total: pounds(all.pence / 100),
    rows: shown.map((one) => invoiceLine(viewer, one, found.names, say)),
    ...(shown.length > 0 ? {} : { nothing: narrowed ? 'No invoice has all of this. Take a filter away to see more.' : 'No invoice is on record in any case that you can see. Invoices are recorded from the page of a case.' }),
    ...(last === undefined ? {} : { next: addressOf('/invoices', read, { after: keyInAddress(last) }) }),
    ...(read.after === undefined ? {} : { first: addressOf('/invoices', read) }),
    ...(all.count > 0 ? { csv: addressOf('/invoices.csv', read) } : {}),
  };
}

function items(values: readonly { readonly value: string; readonly text: string }[], chosen: string | undefined): Item[] {
  return [{ value: '', text: 'Any', selected: chosen === undefined }, ...values.map((one) => ({ ...one, selected: one.value === chosen }))];
}

function invoiceLine(viewer: Viewer, one: ListedInvoice, names: ReadonlyMap<string, string>, say: (term: string) => string): InvoiceLine {
  const href = `/cases/${encodeURIComponent(one.ref)}`;
  const acts: readonly (readonly [string, string])[] = [
    ...(may(viewer, 'decideCases') && (one.state === 'received' || one.state === 'queried') ? [['Approve', 'approveInvoice'] as const] : []),
    ...(may(viewer, 'recordCases') && one.state === 'approved' ? [['Record that it was paid', 'payInvoice'] as const] : []),
    ...(may(viewer, 'recordCases') && (one.state === 'received' || one.state === 'queried' || one.state === 'approved') ? [['Query', 'queryInvoice'] as const] : []),
  ];
  return {
    ref: one.ref, href: `${href}#costs`, restricted: one.restricted, supplier: one.supplier ?? 'The supplier has been erased', number: one.number, what: `${say(one.role)}, ${say(one.stage).toLowerCase()}`,
    dated: inWords(one.datedOn), received: inWords(one.receivedOn), amount: pounds(one.amountPence / 100), ...(one.vatPence === undefined ? {} : { vat: pounds(one.vatPence / 100) }), tag: invoiceTag(one.state),
    ...(one.paidOn !== undefined ? { since: `On ${inWords(one.paidOn)}` } : one.state === 'approved' && one.approvedOn !== undefined ? { since: `By ${names.get(one.approvedBy ?? '') ?? 'somebody without an account'} on ${inWords(one.approvedOn)}` } : {}),
    next: acts.map(([text, act]) => ({ text, href: `${href}/acts/${act}` })),
  };
}

export function filtersSet(filters: InvoiceFilters): string {
  return Object.keys(filters).join(', ');
}
