import { hiddenMark } from '../composing.ts';
import { findMeasure } from '../measures.ts';
import type { ReportCell, ReportTable } from '../report-value.ts';

/** How sheets write what is no number, as the Government Statistical Service does: one symbol in a cell, explained on the cover. */
export const symbols = [
  { symbol: hiddenMark, meaning: 'confidential: left out so that nobody can be recognised' },
  { symbol: '[x]', meaning: 'not available: not on record, or not yet counted' },
  { symbol: '[z]', meaning: 'not applicable: there is nothing to count or to compare' },
  { symbol: '[low]', meaning: 'low: more than nought, and rounds to it' },
] as const;

const symbolOfText: Readonly<Record<string, (typeof symbols)[number]['symbol']>> = { [hiddenMark]: hiddenMark, 'not held': '[x]', 'only in parts': '[x]', 'not yet': '[x]', 'not applicable': '[z]', 'not compared': '[z]', '': '[z]' };

/** What stands in a sheet in the place of a number; undefined where the cell has one, or words of its own. */
export function symbolOf(cell: ReportCell): string | undefined {
  if (cell.numeric && cell.text.startsWith('less than ')) return '[low]';
  return cell.numeric || cell.text === '' ? symbolOfText[cell.text] : undefined;
}

/** `3 of 7`: a percentage of so few that the report counts instead. */
export function isCountedOut({ text, numeric }: ReportCell): boolean {
  return numeric && / of /.test(text);
}

export type CellUnit = 'number' | 'per cent' | 'pounds' | 'working days';

function unitInText({ text, numeric }: ReportCell): CellUnit | undefined {
  if (!numeric) return undefined;
  return text.includes('%') || / of /.test(text) ? 'per cent' : text.includes('£') ? 'pounds' : undefined;
}

export function cellsOfColumn({ rows, total }: ReportTable, column: number): readonly ReportCell[] {
  return [...rows, ...(total === undefined ? [] : [total])].flatMap(({ cells }) => cells[column] ?? []);
}

/** The unit of one number: as it is printed, else as its column's others are, else its measure's. */
export function unitOf(table: ReportTable, column: number, cell: ReportCell): CellUnit | undefined {
  if (!cell.numeric) return undefined;
  const own = unitInText(cell);
  if (own !== undefined) return own;
  if (cell.value === null) {
    const others = new Set(cellsOfColumn(table, column).flatMap((other) => unitInText(other) ?? []));
    const [only] = others;
    if (table.columns[column]?.heading === '%') return 'per cent';
    if (others.size === 1 && only !== undefined && cellsOfColumn(table, column).every((other) => other.value === null || unitInText(other) === only)) return only;
  }
  const measure = cell.asked[0] === undefined ? undefined : findMeasure(cell.asked[0].query.measure);
  return measure?.unit === 'working days' ? 'working days' : measure?.unit === 'pounds' ? 'pounds' : measure?.unit === 'per cent' && cell.value === null ? 'per cent' : 'number';
}
