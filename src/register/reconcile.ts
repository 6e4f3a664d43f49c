import { fileOfColumn, type LogMap } from './log-map.ts';
import type { ReadLog, TotalFound } from './messy-log.ts';

/** A figure at the foot of a log beside what the rows read give; `read` is absent where nothing says what it counts. */
export type Reconciled = TotalFound & { readonly read?: number; readonly counts?: string };

const ofAll = /^((grand |sub ?)?totals?|count)?( of| number of| no of)?( all)?( complaints?| representations?| contacts?| compliments?| received| entries| records| rows| cases)*( received| logged)?( in year| for year| to date)?$/;
/** Columns that a figure at the foot is likely to count by. */
const columnsCounted = ['stage1_outcome', 'handled_as', 'service', 'theme', 'channel', 'complainant_type', 'stage1_late_reason', 'advocate', 'source'];

function normal(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ').trim();
}

/**
 * Sets the figures found at the foot of a log beside the rows read: a total beside all of them; a label that is a value of some column
 * (`Upheld`, a team) beside the rows that hold it.
 */
export function reconcile(log: ReadLog, map: LogMap): Reconciled[] {
  const table = log.tables.find((each) => each.name === map.log_of);
  const header = table?.rows[0] ?? [];
  const rows = log.rowsRead.map((row) => table?.rows[row - 1] ?? []).filter((row) => row.length > 0);
  const wordsFor = wordsOfMap(map);
  return log.totals.map((total) => {
    const label = normal(total.label).replace(/^(total|number of|no of|of which|count of)\s+/, '');
    for (const column of columnsCounted) {
      const at = header.indexOf(column);
      if (at === -1) continue;
      const means = wordsFor.get(column)?.get(label);
      const counted = rows.map((row) => row[at] ?? '').filter((cell) => cell !== '' && (cell === means || normal(cell) === label));
      if (counted.length > 0 || means !== undefined) return { ...total, read: counted.length, counts: `${column} ${counted[0] ?? means}` };
    }
    return ofAll.test(normal(total.label)) ? { ...total, read: rows.length, counts: `all ${map.log_of}` } : total;
  });
}

/** What a log's words stand for, by column: as the mapping has it. */
function wordsOfMap(map: LogMap): Map<string, Map<string, string>> {
  const words = new Map<string, Map<string, string>>();
  for (const mapped of Object.values(map.columns)) {
    if (mapped?.values === undefined || fileOfColumn(map, mapped) !== map.log_of) continue;
    words.set(mapped.column, new Map(Object.entries(mapped.values).map(([word, means]) => [normal(word), means])));
  }
  return words;
}
