import type { AgreedCost, Invoice, RepresentationFile } from './case-file.ts';
import type { CostAgreed, EventOf } from './events.ts';

export const invoiceStates = ['received', 'queried', 'approved', 'paid', 'rejected'] as const;
/** `received`: nobody has looked at it yet; `approved`: to be paid. */
export type InvoiceState = (typeof invoiceStates)[number];

/** How an invoice of a case stands. It is paid when a payment on record says so, whatever was thought of it before. */
export function invoiceState(invoice: Invoice, payments: RepresentationFile['payments']): InvoiceState {
  if (payments.some((payment) => payment.invoice === invoice.invoice)) return 'paid';
  if (invoice.rejectedOn !== undefined) return 'rejected';
  if (invoice.approvedOn !== undefined) return 'approved';
  return invoice.queries.length > 0 ? 'queried' : 'received';
}

/** An invoice that is queried after it was approved is not approved any more. */
export function invoicesAfter(invoices: readonly Invoice[], event: EventOf<'InvoiceReceived' | 'InvoiceQueried' | 'InvoiceApproved' | 'InvoiceRejected'>): readonly Invoice[] {
  if (event.type === 'InvoiceReceived') {
    const { type: _, on, ...received } = event;
    return [...invoices.filter(({ invoice }) => invoice !== event.invoice), { ...received, receivedOn: on, queries: [] }];
  }
  return invoices.map((invoice) => (invoice.invoice === event.invoice ? invoiceAfter(invoice, event) : invoice));
}

function invoiceAfter(invoice: Invoice, event: EventOf<'InvoiceQueried' | 'InvoiceApproved' | 'InvoiceRejected'>): Invoice {
  switch (event.type) {
    case 'InvoiceQueried': {
      const { approvedOn: _, approvedBy: __, ...rest } = invoice;
      return { ...rest, queries: [...invoice.queries, { on: event.on, query: event.query }] };
    }
    case 'InvoiceApproved': return { ...invoice, approvedOn: event.on, approvedBy: event.approvedBy };
    case 'InvoiceRejected': return { ...invoice, rejectedOn: event.on, rejectedBecause: event.reason };
    default: return event satisfies never;
  }
}

export function costsAfter(agreed: readonly AgreedCost[], event: CostAgreed): readonly AgreedCost[] {
  const { type: _, on, ...cost } = event;
  return [...agreed.filter(({ stage, role }) => stage !== event.stage || role !== event.role), { ...cost, agreedOn: on }];
}

/** What is the same supplier or the same number however it was typed: capitals, and spaces at the ends or doubled, do not count. */
export function asCompared(typed: string): string {
  return typed.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** Sums of a case in whole pence. `outstandingPence`: asked for, neither rejected nor paid. `paidPence`: what its payments say, remedies to the complainant left out. */
export type CostsOfCase = { readonly agreedPence: number; readonly invoicedPence: number; readonly paidPence: number; readonly outstandingPence: number };

export function costsOf({ agreedCosts, invoices, payments }: Pick<RepresentationFile, 'agreedCosts' | 'invoices' | 'payments'>): CostsOfCase {
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const asked = invoices.filter((invoice) => invoiceState(invoice, payments) !== 'rejected');
  return {
    agreedPence: sum(agreedCosts.map(({ estimatePence }) => estimatePence)), invoicedPence: sum(asked.map(({ amountPence }) => amountPence)),
    paidPence: sum(payments.filter(({ role }) => role !== 'complainant').map(({ amountPence }) => amountPence)),
    outstandingPence: sum(asked.filter((invoice) => invoiceState(invoice, payments) !== 'paid').map(({ amountPence }) => amountPence)),
  };
}
