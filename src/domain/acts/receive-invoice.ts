import type { RepresentationFile } from '../case-file.ts';
import type { InvoiceReceived } from '../events.ts';
import { asCompared } from '../invoices.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, notInFuture, refuseWhen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type ReceiveInvoice = Omit<InvoiceReceived, 'type' | 'invoice'>;

/**
 * Puts an invoice on record, on a case open or closed: it is asked for, and no spend until it is paid. The same number from the same supplier comes once,
 * unless the earlier was rejected; whether another case has it is for the store to say.
 */
export function receiveInvoice(file: RepresentationFile, command: ReceiveInvoice, context: ActContext): Decision {
  const { amountPence, vatPence, per, quantityHundredths, ratePence } = command;
  const same = file.invoices.find((invoice) => invoice.rejectedOn === undefined && asCompared(invoice.supplier ?? '') === asCompared(command.supplier) && asCompared(invoice.number) === asCompared(command.number));
  const worked = [quantityHundredths, ratePence, per].filter((each) => each !== undefined).length;
  return decide([
    written(command.supplier, 'supplier', 'Enter who sent the invoice'),
    written(command.number, 'number', 'Enter the number of the invoice') ?? refuseWhen(same !== undefined, 'received already', `Invoice ${command.number} from ${command.supplier} is on record already, as invoice ${same?.invoice ?? ''} of this case`, 'number'),
    notInFuture('Date of the invoice', command.datedOn, context, 'datedOn'),
    dated('Date received', command.on, file, context, [{ on: command.datedOn, when: 'the invoice is dated' }]),
    refuseWhen(!Number.isInteger(amountPence) || amountPence <= 0, 'amount', 'Amount must be more than £0, in pounds and whole pence', 'amountPence'),
    refuseWhen(vatPence !== undefined && vatPence >= amountPence, 'vat', 'VAT must be less than the amount, which includes it', 'vatPence'),
    refuseWhen(worked > 0 && worked < 3, 'missing', 'Enter how many hours or days, and the rate, or leave out all of them', quantityHundredths === undefined ? 'quantityHundredths' : ratePence === undefined ? 'ratePence' : 'per'),
  ], () => [withoutBlanks({ type: 'InvoiceReceived', ...command, number: command.number.trim(), supplier: command.supplier.trim(), invoice: Math.max(0, ...file.invoices.map(({ invoice }) => invoice)) + 1 })]);
}
