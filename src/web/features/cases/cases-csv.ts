import { stringify } from 'csv-stringify/sync';
import type { Day } from '../../../domain/day.ts';
import type { ListedCase } from '../../../store/case-lists.ts';

const columns = [
  'ref', 'received_on', 'handled_as', 'service', 'theme', 'where_it_stands', 'restricted', 'stage1_outcome', 'closed_on', 'next_due', 'next_due_on', 'overdue', 'waiting_on',
] as const;

/**
 * The list as a sheet: references, codes and dates, with no name and nothing that anybody wrote. The first characters that a
 * spreadsheet would take for a formula are marked as text.
 */
export function casesAsCsv(cases: readonly ListedCase[], today: Day): string {
  const rows = cases.map((one): Record<(typeof columns)[number], string> => ({
    ref: one.ref, received_on: one.receivedOn, handled_as: one.handledAs ?? '', service: one.service ?? '', theme: one.theme ?? '', where_it_stands: one.place, restricted: one.restricted ? 'yes' : 'no',
    stage1_outcome: one.stage1Outcome ?? '', closed_on: one.closedOn ?? '', next_due: one.next?.name ?? '', next_due_on: one.next?.dueOn ?? '',
    overdue: one.next === undefined ? '' : one.next.dueOn < today && one.next.standingStillSince === undefined ? 'yes' : 'no', waiting_on: one.next?.waitingOn ?? '',
  }));
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true });
}
