import type { Invoice, RepresentationFile } from '../../../domain/case-file.ts';
import { inWords } from '../../../domain/day.ts';
import { costsOf, invoiceState } from '../../../domain/invoices.ts';
import { pounds } from '../../../reporting/house-style.ts';
import { workedInWords } from '../../event-in-words.ts';
import { invoiceTag } from '../../invoice-tag.ts';
import type { Tag } from '../../standing-tag.ts';

type AgreedRow = { readonly what: string; readonly beside?: string; readonly agreed: string; readonly invoiced: string; readonly paid: string };
type InvoiceRow = { readonly number: string; readonly supplier: string; readonly what: string; readonly lines: readonly string[]; readonly amount: string; readonly vat?: string; readonly tag: Tag; readonly since: readonly string[] };
export type CostsPanel = { readonly sums: readonly { readonly key: string; readonly value: string }[]; readonly over?: string; readonly agreed: readonly AgreedRow[]; readonly invoices: readonly InvoiceRow[] };

function inPounds(pence: number): string {
  return pounds(pence / 100);
}

/** What was agreed, asked for and paid in a case, and what is still owed. What was paid is what its payments say, as everywhere. */
export function costsPanel(file: RepresentationFile, say: (term: string) => string, person: (key: string) => string): CostsPanel {
  const { invoices, payments, agreedCosts } = file;
  const costs = costsOf(file);
  const asked = invoices.filter((invoice) => invoiceState(invoice, payments) !== 'rejected');
  const sum = (amounts: readonly { readonly amountPence: number }[]) => amounts.reduce((total, { amountPence }) => total + amountPence, 0);
  const what = (of: { readonly role: string; readonly stage: string }) => `${say(of.role)}, ${say(of.stage).toLowerCase()}`;
  const overBy = agreedCosts.reduce((over, agreed) => over + Math.max(0, sum(asked.filter(({ stage, role }) => stage === agreed.stage && role === agreed.role)) - agreed.estimatePence), 0);
  return {
    sums: [
      { key: 'Agreed', value: agreedCosts.length === 0 ? 'Nothing was agreed' : inPounds(costs.agreedPence) }, { key: 'Invoiced', value: inPounds(costs.invoicedPence) },
      { key: 'Paid', value: inPounds(costs.paidPence) }, { key: 'Still to pay', value: inPounds(costs.outstandingPence) },
    ],
    ...(overBy === 0 ? {} : { over: `${inPounds(overBy)} more has been asked for than was agreed.` }),
    agreed: agreedCosts.map((agreed) => {
      const ofPart = ({ stage, role }: { readonly stage: string; readonly role: string }) => stage === agreed.stage && role === agreed.role;
      const beside = [agreed.supplier, agreed.ratePence === undefined || agreed.per === undefined ? undefined : `${inPounds(agreed.ratePence)} ${agreed.per === 'hour' ? 'an hour' : 'a day'}`, agreed.note].filter((each) => each !== undefined).join(', ');
      return { what: what(agreed), ...(beside === '' ? {} : { beside }), agreed: inPounds(agreed.estimatePence), invoiced: inPounds(sum(asked.filter(ofPart))), paid: inPounds(sum(payments.filter(ofPart))) };
    }),
    invoices: invoices.map((invoice) => invoiceRow(invoice, file, what(invoice), person)),
  };
}

function invoiceRow(invoice: Invoice, { payments }: RepresentationFile, what: string, person: (key: string) => string): InvoiceRow {
  const payment = payments.find((each) => each.invoice === invoice.invoice);
  const query = invoice.queries.at(-1);
  return {
    number: invoice.number, supplier: invoice.supplier ?? 'The supplier has been erased', what,
    lines: [
      `Dated ${inWords(invoice.datedOn)}, received ${inWords(invoice.receivedOn)}`,
      ...(invoice.quantityHundredths === undefined || invoice.per === undefined || invoice.ratePence === undefined ? [] : [workedInWords(invoice.quantityHundredths, invoice.per, invoice.ratePence)]), ...(invoice.note === undefined ? [] : [invoice.note]),
    ],
    amount: inPounds(invoice.amountPence), ...(invoice.vatPence === undefined ? {} : { vat: inPounds(invoice.vatPence) }), tag: invoiceTag(invoiceState(invoice, payments)),
    since: [
      ...(invoice.approvedOn === undefined ? [] : [`Approved by ${person(invoice.approvedBy ?? '')} on ${inWords(invoice.approvedOn)}`]), ...(query === undefined ? [] : [`Queried on ${inWords(query.on)}: ${query.query ?? 'the text has been erased'}`]),
      ...(invoice.rejectedOn === undefined ? [] : [`Rejected on ${inWords(invoice.rejectedOn)}: ${invoice.rejectedBecause ?? 'the text has been erased'}`]),
      ...(payment === undefined ? [] : [`Paid on ${inWords(payment.on)}${payment.amountPence === invoice.amountPence ? '' : `: ${inPounds(payment.amountPence)}`}`]),
    ],
  };
}
