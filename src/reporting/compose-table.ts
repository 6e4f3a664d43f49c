import { identifiesPeople } from './askable-keys.ts';
import { holds, isSomething, together, type Composer, type Composing } from './composing.ts';
import { count } from './house-style.ts';
import type { TableSpec } from './layout.ts';
import { notOnRecord } from './not-held-once.ts';
import type { Asked, ReportBlock } from './report-value.ts';
import { gridOfCases } from './table/case-rows.ts';
import { isOfThisPeriod, type Grid, type Line, type PrintedColumn } from './table/grid.ts';
import { gridOfNamedRows } from './table/named-rows.ts';
import { printGrid } from './table/print-grid.ts';
import { gridByValue } from './table/rows-by-value.ts';
import { captionOf } from './table/table-words.ts';

/** A table of the report, or what is said in its place, or nothing. */
export function* composeTable(spec: TableSpec, composing: Composing): Composer<ReportBlock | undefined> {
  const table = yield* withColumnsThatHold(spec, composing);
  const inPlace = (text: string): ReportBlock => ({ kind: 'text', key: table.key, paragraphs: [text] });
  const leftOut = (why: string): ReportBlock => inPlace(`${composing.words(table.caption.replaceAll('{period}', composing.label(table.figure.period)))}: left out of what is published, as ${why}.`);
  if (composing.forPublication && 'cases' in table.rows) {
    const [all] = yield [composing.query(table.figure)];
    return table.none === undefined || isSomething(all) ? leftOut('each row is one case') : inPlace(composing.words(table.none));
  }
  if (composing.forPublication && headingKeys(table).some(identifiesPeople)) return leftOut('its headings say who somebody is or what they wrote');
  const grid = 'by' in table.rows ? yield* gridByValue(table, table.rows, composing) : 'cases' in table.rows ? yield* gridOfCases(table, table.rows, composing) : yield* gridOfNamedRows(table, composing);
  const saysSomething = (line: Line): boolean => grid.columns.some((column) => isOfThisPeriod(column, line, composing) && isSomething(grid.at(line, column)));
  if (!grid.lines.some(saysSomething)) return table.none === undefined ? undefined : inPlace(composing.words(table.none));
  const [column] = grid.columns;
  const unknown = grid.lines.find(({ value }) => value === null);
  if ('by' in table.rows && column !== undefined && unknown !== undefined && grid.lines.every((line) => line === unknown || !saysSomething(line))) {
    if (table.rows.silentIfUnknown === true) return undefined;
    return nothingKnown(captionOf(table, grid, composing), table.key, wholeOfUnknown(grid, unknown, column, composing));
  }
  return grid.lines.length < (table.leastRows ?? 1) ? undefined : printGrid(table, grid, composing);
}

function* withColumnsThatHold(table: TableSpec, composing: Composing): Composer<TableSpec> {
  if (table.columns.every(({ only }) => only === undefined)) return table;
  const hold = yield* together(table.columns.map(({ only }) => holds(only, composing)));
  return { ...table, columns: table.columns.filter((_, at) => hold[at] === true) };
}

/** The keys whose values head rows and columns. */
function headingKeys({ rows, columns }: TableSpec): string[] {
  return [...('by' in rows ? [rows.by] : []), ...columns.flatMap((column) => ('across' in column ? [column.across] : []))];
}

/** The largest number of the row of what is not on record, where there is no other row. */
function wholeOfUnknown(grid: Grid, unknown: Line, column: PrintedColumn, composing: Composing): Asked | undefined {
  if ('across' in column.spec) return grid.totalOf(grid.columns.find((each) => each.key.endsWith(':total')) ?? column);
  const numbers = grid.columns.filter((each) => isOfThisPeriod(each, unknown, composing)).flatMap((each) => grid.at(unknown, each) ?? []);
  return numbers.find(({ hidden }) => hidden === true) ?? numbers.toSorted((a, b) => (b.answer ?? 0) - (a.answer ?? 0))[0];
}

function nothingKnown(caption: string, key: string, all: Asked | undefined): ReportBlock {
  const of = all?.answer == null ? 'any of them' : all.answer === 1 ? 'the one there was' : `any of the ${count(all.answer)}`;
  return { kind: 'sentences', key, asList: false, sentences: [{ text: notOnRecord(caption, of), asked: all === undefined ? [] : [all] }] };
}
