import type { Composing } from '../composing.ts';
import { count, listed } from '../house-style.ts';
import type { TableSpec } from '../layout.ts';
import { breakdownNotHeld } from '../not-held-once.ts';
import type { RelativePeriod } from '../report-period.ts';
import type { CrossFooting } from '../report-value.ts';
import { smallBase } from '../sentences.ts';
import { isFigure, type Grid, type PrintedColumn } from './grid.ts';

const yearsInWords = ['no', 'one', 'two', 'three', 'four', 'five'] as const;

/** A caption with its years counted: `Complaints over five years`; of one period alone, `Complaints`. */
export function captionOf(table: TableSpec, grid: Pick<Grid, 'lines' | 'columns'>, composing: Composing): string {
  const periods = [...grid.lines.map(({ named }) => named?.figure.period), ...grid.columns.map(({ spec }) => (isFigure(spec) ? spec.figure.period : undefined))];
  const begun = periods.map((period) => Number(composing.resolve(period).from.slice(0, 4)));
  const years = Math.max(...begun) - Math.min(...begun) + 1;
  const counted = years === 1 ? table.caption.replace(/,? over \{years\}/, '') : table.caption.replace('{years}', `${yearsInWords[years] ?? years} years`);
  return composing.words(counted.replaceAll('{period}', composing.label(table.figure.period)));
}

/** What the notes below a table are worked out from. */
type Below = {
  readonly table: TableSpec; readonly grid: Grid; readonly columns: readonly PrintedColumn[]; readonly crossFooting: readonly CrossFooting[];
  /** Columns left out as nothing is known in them. */
  readonly wanting: readonly PrintedColumn[];
  readonly withoutPercentages: boolean;
};

/** What a reader must know of what stands in a table, and of what does not. */
export function notesBelow({ table, grid, columns, wanting, withoutPercentages, crossFooting }: Below, composing: Composing): string[] {
  const wantingPeriods = wanting.flatMap(({ spec }) => (isFigure(spec) ? spec.figure.period ?? [] : []));
  const labelsOf = (periods: readonly RelativePeriod[]): string[] => [...new Set(periods.map((period) => composing.label(period)))];
  const inPart = labelsOf([...wantingPeriods, ...grid.leftOut ?? []].filter((period) => composing.isHeldInPart(composing.resolve(period))));
  // What is counted on a day is how many there were: a table of it wants no year before.
  const notHeld = labelsOf(wantingPeriods.filter((period) => period !== 'opening day')).filter((label) => !inPart.includes(label));
  const headcounts = labelsOf(wantingPeriods.filter((period) => period === 'opening day')).filter((label) => !inPart.includes(label));
  return [
    ...(notHeld.length > 0 ? ['by' in table.rows ? breakdownNotHeld(notHeld) : `No figures are held for ${listed(notHeld)}.`] : []),
    ...(headcounts.length > 0 ? [`No headcounts are held for ${listed(headcounts)}.`] : []),
    ...(inPart.length > 0 ? [`Only a part of ${listed(inPart)} is on record, which does not compare with a whole period.`] : []),
    ...(withoutPercentages ? [`Percentages of fewer than ${smallBase} are not given.`] : []),
    ...crossFooting.filter(({ agrees }) => !agrees).map(({ column, rows, total }) => `In the column “${column}” the rows add to ${count(rows)}, the total is ${count(total)}.`),
    ...(columns.some((column) => isPublished(column, grid)) ? ['Earlier figures are as published at the time, where no records of that period are held.'] : []),
    ...(table.note === undefined ? [] : [composing.words(table.note)]),
  ];
}

function isPublished(column: PrintedColumn, grid: Grid): boolean {
  return isFigure(column.spec) && [...grid.lines.map((line) => grid.at(line, column)), grid.totalOf(column)].some((cell) => cell?.from === 'published' && cell.answer !== null);
}
