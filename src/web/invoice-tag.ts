import type { InvoiceState } from '../domain/invoices.ts';
import type { Tag } from './standing-tag.ts';

export const invoiceStateNames: Readonly<Record<InvoiceState, string>> = { received: 'Awaiting approval', queried: 'Queried', approved: 'Approved, to be paid', paid: 'Paid', rejected: 'Rejected' };
const colours: Readonly<Record<InvoiceState, Tag['colour']>> = { received: 'yellow', queried: 'orange', approved: 'blue', paid: 'green', rejected: 'grey' };

/** How an invoice stands, as a tag. */
export function invoiceTag(state: InvoiceState): Tag {
  return { text: invoiceStateNames[state], colour: colours[state] };
}
