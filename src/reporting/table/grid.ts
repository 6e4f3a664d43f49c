import type { FigureAnswer, FigureRow } from '../../domain/figure-query.ts';
import type { Composing } from '../composing.ts';
import type { Column, NamedRow, QueryPart, Rows } from '../layout.ts';
import type { RelativePeriod } from '../report-period.ts';
import type { Asked } from '../report-value.ts';

/** Of a row or a column: which value of its key it stands for, null for what is not on record. */
export type KeyValue = string | number | null;
export type FigureColumn = Extract<Column, { figure: QueryPart }>;
export type AcrossColumn = Extract<Column, { across: string }>;
export type RowsByValue = Extract<Rows, { by: string }>;
/** A column as it is printed: an `across` column of a layout becomes one of these for each value. */
export type PrintedColumn = { readonly key: string; readonly heading: string; readonly group?: string; readonly spec: Column; readonly acrossValue?: KeyValue };
export type Line = { readonly value: KeyValue; readonly heading: string; readonly named?: NamedRow };
/** Where in a column a number stands. */
export type Place = Line | 'total';

/** What every kind of rows comes to: lines, columns, and the number in each place, none of it worded yet. */
export type Grid = {
  readonly lines: readonly Line[];
  readonly columns: readonly PrintedColumn[];
  readonly at: (line: Line, column: PrintedColumn) => Asked | undefined;
  readonly totalOf: (column: PrintedColumn) => Asked | undefined;
  /** What stands before the figures of a line. */
  readonly facts?: (line: Line) => readonly string[];
  /** Periods of which nothing could be said, left out of the lines. */
  readonly leftOut?: readonly RelativePeriod[];
  /** What the rate in a named row is of. */
  readonly baseOf?: (row: NamedRow, column: PrintedColumn) => Asked | undefined;
};

/** Not NUL for what is not on record: the database keeps no text with it, and a publication keeps the keys of its columns. */
export const textOf = (value: KeyValue): string => (value === null ? '' : String(value));

export const isFigure = (column: Column): column is FigureColumn => 'figure' in column;

/** Whether a place in the table is of the report's own period. */
export function isOfThisPeriod(column: PrintedColumn, line: Line, composing: Composing): boolean {
  return isFigure(column.spec) && composing.isThisPeriod(line.named?.figure.period ?? column.spec.figure.period);
}

/** A row of an answer as an answer of its own. */
export function answerOfRow(row: FigureRow, { from, part }: Pick<FigureAnswer, 'from' | 'part'>): FigureAnswer {
  return { ...row, ...(from === undefined ? {} : { from }), ...(part === undefined ? {} : { part }) };
}

export function columnOf(spec: Column, composing: Composing): PrintedColumn {
  return { key: spec.key, ...headedAs(spec, composing), spec };
}

/** Of an `across` column, the one for a value of its key. */
export function columnForValue(spec: AcrossColumn, value: KeyValue, composing: Composing): PrintedColumn {
  return { ...columnOf(spec, composing), key: `${spec.key}:${textOf(value)}`, heading: composing.value(spec.across, value), acrossValue: value };
}

/** Of an `across` column, the one for all its values. */
export function columnForAll(spec: AcrossColumn, heading: string, composing: Composing): PrintedColumn {
  return { ...columnOf(spec, composing), key: `${spec.key}:total`, heading: composing.words(heading) };
}

function headedAs(spec: Column, composing: Composing): { readonly heading: string; readonly group?: string } {
  const period = isFigure(spec) ? spec.figure.period : spec.period;
  const worded = (text: string): string => composing.words(text.replaceAll('{period}', composing.label(period)));
  return { heading: worded(spec.heading), ...(spec.group === undefined ? {} : { group: worded(spec.group) }) };
}
