import type { RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import type { Decision } from '../refusal.ts';
import { decide } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedAfterReceipt, invoiceOf, invoiceStands } from './invoice.ts';

export type PayInvoice = { readonly on: Day; readonly invoice: number };

/** Records that an approved invoice was paid, in whole: a payment like any other, and the only thing about an invoice that is spend. */
export function payInvoice(file: RepresentationFile, { on, invoice }: PayInvoice, context: ActContext): Decision {
  const paid = invoiceOf(file, invoice);
  return decide([
    invoiceStands(file, invoice, ['approved']),
    datedAfterReceipt('Date paid', on, file, invoice, context, [{ on: paid?.approvedOn, when: 'it was approved' }]),
  ], () => (paid === undefined ? [] : [{ type: 'PaymentMade', on, stage: paid.stage, role: paid.role, amountPence: paid.amountPence, note: `Invoice ${paid.number}`, invoice }]));
}
