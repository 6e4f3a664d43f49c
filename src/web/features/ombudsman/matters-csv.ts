import { stringify } from 'csv-stringify/sync';
import type { Day } from '../../../domain/day.ts';
import type { ListedMatter } from '../../../store/ombudsman-lists.ts';

const columns = ['ombudsman_ref', 'ref', 'service', 'received_on', 'where_it_stands', 'decision', 'decided_on', 'public_report', 'remedies', 'remedies_not_accepted', 'closed_on', 'next_due', 'next_due_on', 'overdue'] as const;

/** The list as a sheet: references, codes and dates. The first characters that a spreadsheet would take for a formula are marked as text. */
export function mattersAsCsv(matters: readonly ListedMatter[], today: Day): string {
  const rows = matters.map((one): Record<(typeof columns)[number], string> => ({
    ombudsman_ref: one.ombudsmanRef, ref: one.ref ?? '', service: one.service ?? '', received_on: one.receivedOn, where_it_stands: one.state, decision: one.decision ?? '', decided_on: one.decidedOn ?? '',
    public_report: one.publicReport ? 'yes' : 'no', remedies: String(one.remedies), remedies_not_accepted: String(one.remediesOpen), closed_on: one.closedOn ?? '', next_due: one.next?.name ?? '', next_due_on: one.next?.dueOn ?? '',
    overdue: one.next === undefined ? '' : one.next.dueOn < today ? 'yes' : 'no',
  }));
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true });
}
