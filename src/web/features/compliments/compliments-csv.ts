import { stringify } from 'csv-stringify/sync';
import type { ListedCompliment } from '../../../store/case-lists.ts';

const columns = ['ref', 'received_on', 'source', 'service', 'aspects', 'publish_consent', 'passed_on_on', 'thanked_on'] as const;

/**
 * The list as a sheet: references, codes and dates. What was said and who is praised is left out.
 * The first characters that a spreadsheet would take for a formula are marked as text.
 */
export function complimentsAsCsv(compliments: readonly ListedCompliment[]): string {
  const rows = compliments.map((one): Record<(typeof columns)[number], string> => ({
    ref: one.ref, received_on: one.receivedOn, source: one.source ?? '', service: one.service ?? '', aspects: one.aspects.join(';'), publish_consent: one.consent ?? '', passed_on_on: one.passedOnOn ?? '', thanked_on: one.thankedOn ?? '',
  }));
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true });
}
