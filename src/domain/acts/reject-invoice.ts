import type { RepresentationFile } from '../case-file.ts';
import type { InvoiceRejected } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedAfterReceipt, invoiceStands } from './invoice.ts';

export type RejectInvoice = Omit<InvoiceRejected, 'type'>;

/** Records that an invoice will not be paid, and why. A corrected one may come under the same number. */
export function rejectInvoice(file: RepresentationFile, command: RejectInvoice, context: ActContext): Decision {
  return decide([
    invoiceStands(file, command.invoice, ['received', 'queried', 'approved']),
    datedAfterReceipt('Date it was rejected', command.on, file, command.invoice, context),
    written(command.reason, 'reason', 'Enter why it is not paid'),
  ], () => [{ type: 'InvoiceRejected', ...command }]);
}
