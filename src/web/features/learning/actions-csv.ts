import { stringify } from 'csv-stringify/sync';
import type { ListedAction } from '../../../store/learning.ts';

const columns = ['ref', 'learning_action', 'service', 'theme', 'state', 'promised_on', 'due_on', 'completed_on', 'received_again', 'received_again_latest_ref'] as const;

/**
 * The list as a sheet: references, codes and dates. What was promised, by whom and with what evidence is left out, as it can name somebody.
 * The first characters that a spreadsheet would take for a formula are marked as text.
 */
export function actionsAsCsv(actions: readonly ListedAction[]): string {
  const rows = actions.map((one): Record<(typeof columns)[number], string> => ({
    ref: one.ref, learning_action: String(one.learningAction), service: one.service ?? '', theme: one.theme ?? '', state: one.state, promised_on: one.promisedOn, due_on: one.dueOn ?? '', completed_on: one.completedOn ?? '',
    received_again: one.cameBack === undefined ? '' : String(one.cameBack.times), received_again_latest_ref: one.cameBack?.latestRef ?? '',
  }));
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true });
}
