import type { RepresentationFile } from '../case-file.ts';
import type { InvoiceQueried } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { decide, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { datedAfterReceipt, invoiceStands } from './invoice.ts';

export type QueryInvoice = Omit<InvoiceQueried, 'type'>;

/** Records what is to be cleared up before an invoice is paid. One that was approved has to be approved again. */
export function queryInvoice(file: RepresentationFile, command: QueryInvoice, context: ActContext): Decision {
  return decide([
    invoiceStands(file, command.invoice, ['received', 'queried', 'approved']),
    datedAfterReceipt('Date of the query', command.on, file, command.invoice, context),
    written(command.query, 'query', 'Enter what is asked of the supplier'),
  ], () => [{ type: 'InvoiceQueried', ...command }]);
}
