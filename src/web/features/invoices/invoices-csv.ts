import { stringify } from 'csv-stringify/sync';
import type { ListedInvoice } from '../../../store/invoices.ts';

const columns = ['ref', 'invoice', 'stage', 'role', 'dated_on', 'received_on', 'amount', 'vat', 'state', 'approved_on', 'paid_on'] as const;

/**
 * The list as a sheet: references, codes, dates and amounts. Suppliers and their numbers are left out, as an investigator who works alone is named by them.
 * The first characters that a spreadsheet would take for a formula are marked as text.
 */
export function invoicesAsCsv(invoices: readonly ListedInvoice[]): string {
  const rows = invoices.map((one): Record<(typeof columns)[number], string> => ({
    ref: one.ref, invoice: String(one.invoice), stage: one.stage, role: one.role, dated_on: one.datedOn, received_on: one.receivedOn, amount: (one.amountPence / 100).toFixed(2),
    vat: one.vatPence === undefined ? '' : (one.vatPence / 100).toFixed(2), state: one.state, approved_on: one.approvedOn ?? '', paid_on: one.paidOn ?? '',
  }));
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true });
}
