import { stringify } from 'csv-stringify/sync';
import type { ListedBehind } from '../../../reporting/cases-behind.ts';

const columns = ['ref', 'counted', 'adds', 'received_on', 'service', 'theme', 'stage1_outcome', 'status'] as const;

/** The list behind a number as a sheet: references, codes and dates. The first characters that a spreadsheet would take for a formula are marked as text. */
export function casesBehindAsCsv(cases: readonly ListedBehind[]): string {
  const rows = cases.map((one): Record<(typeof columns)[number], string> => ({
    ref: one.ref, counted: one.counted ? 'yes' : 'no', adds: String(one.adds), received_on: one.receivedOn ?? '', service: one.service ?? '', theme: one.theme ?? '', stage1_outcome: one.outcome ?? '', status: one.status ?? '',
  }));
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true });
}
