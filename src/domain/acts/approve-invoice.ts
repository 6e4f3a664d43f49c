import type { RepresentationFile } from '../case-file.ts';
import type { InvoiceApproved } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedAfterReceipt, invoiceOf, invoiceStands } from './invoice.ts';

export type ApproveInvoice = Omit<InvoiceApproved, 'type'>;

/** Approves an invoice to be paid. */
export function approveInvoice(file: RepresentationFile, command: ApproveInvoice, context: ActContext): Decision {
  return decide([
    invoiceStands(file, command.invoice, ['received', 'queried']),
    datedAfterReceipt('Date of approval', command.on, file, command.invoice, context, [{ on: invoiceOf(file, command.invoice)?.queries.at(-1)?.on, when: 'it was queried' }]),
    written(command.approvedBy, 'approvedBy', 'Say who approved it'),
  ], () => [{ type: 'InvoiceApproved', ...command }]);
}
