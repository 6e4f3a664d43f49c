import type { FigureAnswer, FigureQuery } from '../../domain/figure-query.ts';
import { asked, isCounted, isSomething, together, type Composer, type Composing } from '../composing.ts';
import { mergeQueries, type TableSpec } from '../layout.ts';
import type { Asked } from '../report-value.ts';
import { columnForAll, columnForValue, columnOf, isFigure, textOf, type AcrossColumn, type FigureColumn, type Grid, type KeyValue, type Line, type PrintedColumn } from './grid.ts';
import { declaredValues, inDeclaredOrder } from './value-order.ts';

/** One line's answers to one column of the layout: of an `across` column by its key, with the number of all its values beside. */
type Answered = { readonly line: Line; readonly spec: FigureColumn; readonly query: FigureQuery; readonly answer: FigureAnswer | undefined; readonly all: FigureAnswer | undefined; readonly base?: Asked };

/** A table of rows that the layout names, or with a row for each of several periods. */
export function* gridOfNamedRows(table: TableSpec, composing: Composing): Composer<Grid> {
  const lines = linesOf(table, composing);
  const specs = table.columns.filter(isFigure);
  const answered = yield* together(lines.flatMap((line) => specs.map((spec) => askedOf(line, spec, table, composing))));
  const columns = specs.flatMap((spec) => ('across' in spec ? columnsAcross(spec, answered.filter((each) => each.spec === spec), composing) : [columnOf(spec, composing)]));

  const found = new Map(columns.map((column) => [column.key, new Map(answered.filter(({ spec }) => spec === column.spec).map((each) => [textOf(each.line.value), numberIn(each, column)]))]));
  const at = (line: Line, column: PrintedColumn): Asked | undefined => found.get(column.key)?.get(textOf(line.value));
  const isSaid = (line: Line): boolean => columns.some((column) => at(line, column)?.answer !== null || at(line, column)?.hidden === true);
  const isShown = (line: Line): boolean => ('periods' in table.rows ? isSaid(line) : line.named?.unlessZero !== true || columns.some((column) => isSomething(at(line, column))));
  const leftOut = 'periods' in table.rows ? lines.filter((line) => !isShown(line)).flatMap(({ named }) => named?.figure.period ?? []) : [];
  return {
    lines: lines.filter(isShown), columns, at, totalOf: () => undefined, leftOut,
    baseOf: (row, column) => answered.find(({ line, spec }) => line.named === row && spec === column.spec)?.base,
  };
}

function linesOf({ rows }: TableSpec, composing: Composing): Line[] {
  if ('named' in rows) return rows.named.map((named, at) => ({ value: at, heading: composing.words(named.heading), named }));
  if ('periods' in rows) return rows.periods.map((period, at) => ({ value: at, heading: composing.label(period), named: { heading: '', figure: { period } } }));
  return [];
}

function* askedOf(line: Line, spec: FigureColumn, table: TableSpec, composing: Composing): Composer<Answered> {
  const query = composing.query(mergeQueries(table.figure, line.named?.figure ?? {}, spec.figure));
  const own = 'across' in spec ? { ...query, by: spec.across } : query;
  const whole = 'across' in spec && spec.total !== undefined ? query : own;
  const base = line.named?.base === undefined ? undefined : composing.query(mergeQueries(line.named.base, spec.figure.period === undefined ? {} : { period: spec.figure.period }));
  const [answer, all, ofBase] = yield [own, whole, ...(base === undefined ? [] : [base])];
  return { line, spec, query, answer, all, ...(base === undefined ? {} : { base: asked(base, ofBase) }) };
}

/** A column for each value that occurs in any line. */
function columnsAcross(spec: AcrossColumn, answered: readonly Answered[], composing: Composing): PrintedColumn[] {
  const rows = answered.flatMap(({ answer }) => answer?.rows ?? []).filter(isSomething);
  const occurring = new Map(rows.map(({ keys }): [string, KeyValue] => [textOf(keys[spec.across] ?? null), keys[spec.across] ?? null]));
  const values = spec.values ?? inDeclaredOrder([...occurring.values()], declaredValues(spec.across, composing));
  return [...values.map((value) => columnForValue(spec, value, composing)), ...(spec.total === undefined ? [] : [columnForAll(spec, spec.total, composing)])];
}

function numberIn({ query, answer, all }: Answered, column: PrintedColumn): Asked {
  if (!('across' in column.spec) || column.acrossValue === undefined) return asked(query, all);
  const { across } = column.spec;
  const value = column.acrossValue;
  const narrowed = value === null ? query : { ...query, where: { ...query.where, [across]: value } };
  const row = answer?.rows?.find(({ keys }) => textOf(keys[across] ?? null) === textOf(value));
  const notAnswered = answer?.from === 'records' && isCounted(query.measure) ? 0 : null;
  return asked(narrowed, { ...row, answer: row === undefined ? notAnswered : row.answer, ...(answer?.from === undefined ? {} : { from: answer.from }) }, { [across]: value });
}
