import type { Invoice, RepresentationFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { invoiceState, type InvoiceState } from '../invoices.ts';
import { dated, refuseWhen, type Check, type EarlierStep } from './checks.ts';
import type { ActContext } from './context.ts';

export function invoiceOf(file: RepresentationFile, number: number): Invoice | undefined {
  return file.invoices.find(({ invoice }) => invoice === number);
}

const standing: Readonly<Record<InvoiceState, string>> = {
  received: 'is not approved yet', queried: 'is queried', approved: 'is approved already', paid: 'is paid already', rejected: 'was rejected',
};

/** Refused unless the invoice stands as one of `states`. */
export function invoiceStands(file: RepresentationFile, number: number, states: readonly InvoiceState[]): Check {
  const invoice = invoiceOf(file, number);
  if (invoice === undefined) return refuseWhen(true, 'no such invoice', `Invoice ${number} is not on record in this case`, 'invoice');
  const state = invoiceState(invoice, file.payments);
  return refuseWhen(!states.includes(state), `invoice ${state}`, `This invoice ${standing[state]}`, 'invoice');
}

export function datedAfterReceipt(name: string, on: Day, file: RepresentationFile, number: number, context: ActContext, earlier: readonly EarlierStep[] = []): Check {
  return dated(name, on, file, context, [{ on: invoiceOf(file, number)?.receivedOn, when: 'the invoice was received' }, ...earlier]);
}
