import { composeChart } from '../compose-chart.ts';
import type { Composing } from '../composing.ts';
import { isPeriodKey } from '../keys.ts';
import type { Column, TableSpec } from '../layout.ts';
import type { ReportCell, ReportColumn, ReportRow, ReportTable } from '../report-value.ts';
import { smallBase } from '../sentences.ts';
import { factCell } from './cells.ts';
import { crossFootingOf } from './cross-footing.ts';
import { sourcesOf } from './derivation-sources.ts';
import { derivedCell } from './derived-cell.ts';
import { figureCell, type NumberIn } from './figure-cell.ts';
import { columnOf, isFigure, isOfThisPeriod, type Grid, type Place, type PrintedColumn } from './grid.ts';
import { captionOf, notesBelow } from './table-words.ts';

/** A grid as it is printed: its columns, rows and total in words and numbers, its notes, and the chart beside it. */
export function printGrid(table: TableSpec, grid: Grid, composing: Composing): ReportTable {
  const held = grid.columns.filter((column) => isHeld(column, grid, composing));
  const numberIn = numbersOf(held, grid);
  const cellAt = (place: Place, column: PrintedColumn): ReportCell => (isFigure(column.spec)
    ? figureCell(place, column, column.spec, table, grid, numberIn, composing)
    : derivedCell(place, column.spec, numberIn, grid.lines[0]));

  const listed = inOrderOfLayout(table, held, composing).filter((column) => !isToldBeside(column, held, table));
  // Where every base is small, the counts beside say all that “3 of 7” would; nor does a column say anything in which the rest is hidden.
  const columns = listed.filter((column) => !isShareOfCounts(column.spec) || ![...grid.lines, 'total' as const].every((place) => isHiddenOrOfFew(cellAt(place, column))));
  const crossFooting = table.total === undefined || table.adds === false || composing.roundedTo !== undefined ? [] : crossFootingOf(columns, grid);
  const wanting = grid.columns.filter((column) => !held.includes(column));
  const printed: ReportTable = {
    kind: 'table', key: table.key, number: 0, caption: captionOf(table, { ...grid, columns: held }, composing), rowHeading: composing.words(table.rows.heading),
    columns: headed(table, columns, composing), rows: rowsOf(table, grid, columns, cellAt),
    ...(table.total === undefined ? {} : { total: totalRow(table, composing.words(table.total), columns, cellAt) }),
    ...(table.base === undefined || !columns.some(({ spec }) => spec.as === 'percent') ? {} : { base: composing.words(table.base) }),
    notes: notesBelow({ table, grid, columns, wanting, withoutPercentages: columns.length < listed.length, crossFooting }, composing), crossFooting,
  };
  const chart = table.chart === undefined ? undefined : composeChart(table.chart, printed, isSortable(table), composing);
  return chart === undefined ? printed : { ...printed, chart };
}

/** Whether there is anything in a column: one of the report's own period is printed in any case. */
function isHeld(column: PrintedColumn, grid: Grid, composing: Composing): boolean {
  return grid.lines.some((line) => isOfThisPeriod(column, line, composing) || (grid.at(line, column)?.answer ?? null) !== null);
}

function numbersOf(held: readonly PrintedColumn[], grid: Grid): NumberIn {
  const byKey = new Map(held.map((column) => [column.key, column]));
  return (place, key) => {
    const column = byKey.get(key);
    return column === undefined ? undefined : place === 'total' ? grid.totalOf(column) : grid.at(place, column);
  };
}

/** Columns stand as the layout lists them; a derived one goes with any column that it is worked out from. */
function inOrderOfLayout(table: TableSpec, held: readonly PrintedColumn[], composing: Composing): PrintedColumn[] {
  const keys = new Set(held.map(({ key }) => key));
  return table.columns.flatMap((spec) => {
    if (isFigure(spec)) return held.filter((column) => column.spec === spec);
    return sourcesOf(spec.derive).every((source) => keys.has(source)) ? [columnOf(spec, composing)] : [];
  });
}

/**
 * Of a key with one value alone, a column for it and one for all are the same: the value's is printed, or where it is not on record or all are
 * drawn, that for all. Which of them it is follows from what occurs, never from the numbers, so that it is one inside and in print.
 */
function isToldBeside(column: PrintedColumn, held: readonly PrintedColumn[], table: TableSpec): boolean {
  const { spec } = column;
  if (!('across' in spec) || spec.total === undefined || spec.values !== undefined) return false;
  const [value, ...others] = held.filter((each) => each.spec === spec && each.acrossValue !== undefined);
  if (value === undefined || others.length > 0) return false;
  const isAllPrinted = value.acrossValue === null || table.chart?.series.includes(`${spec.key}:total`) === true;
  return (column === value) === isAllPrinted;
}

const isShareOfCounts = (column: Column): boolean => 'derive' in column && ('percentOf' in column.derive || 'percentOfTotal' in column.derive);
const isHiddenOrOfFew = ({ base, hidden }: ReportCell): boolean => hidden === true || (base ?? 0) < smallBase;

function headed(table: TableSpec, columns: readonly PrintedColumn[], composing: Composing): ReportColumn[] {
  return [
    ...('cases' in table.rows ? table.rows.facts : []).map((fact) => ({ key: fact.key, heading: composing.words(fact.heading), numeric: false })),
    ...inOneLine(columns).map(({ key, heading, group }) => ({ key, heading, ...(group === undefined ? {} : { group }), numeric: true })),
  ];
}

/** Groups of one column each need no line of headings of their own. */
function inOneLine(columns: readonly PrintedColumn[]): readonly PrintedColumn[] {
  const groups = columns.flatMap(({ group }) => group ?? []);
  if (groups.length < columns.length || new Set(groups).size < groups.length) return columns;
  const sayTheSame = new Set(columns.map(({ heading }) => heading)).size === 1 && (groups.length > 1 || columns[0]?.heading === 'Number');
  return columns.map(({ group = '', ...column }) => ({ ...column, heading: sayTheSame ? group : `${column.heading}, ${group}` }));
}

type CellAt = (place: Place, column: PrintedColumn) => ReportCell;

function rowsOf(table: TableSpec, grid: Grid, columns: readonly PrintedColumn[], cellAt: CellAt): ReportRow[] {
  // The register's reference of a case stays out of a report that is printed: its pseudonym stands for it.
  const isOfCases = 'cases' in table.rows;
  return grid.lines.map((line) => ({
    heading: line.heading, value: isOfCases ? line.heading : line.value,
    cells: [...(grid.facts?.(line) ?? []).map(factCell), ...columns.map((column) => (isOfCases ? { ...cellAt(line, column), asked: [] } : cellAt(line, column)))],
  }));
}

function totalRow(table: TableSpec, heading: string, columns: readonly PrintedColumn[], cellAt: CellAt): ReportRow {
  const facts = 'cases' in table.rows ? table.rows.facts : [];
  return { heading, value: null, cells: [...facts.map(() => factCell('')), ...columns.map((column) => cellAt('total', column))] };
}

/** Whether its rows have no order of their own, so that a chart may put the largest first. */
function isSortable({ rows }: TableSpec): boolean {
  return 'by' in rows && rows.order !== 'month' && rows.order !== 'number' && rows.by !== 'stage1_band' && !isPeriodKey(rows.by);
}
