import type { FigureAnswer, FigureQuery } from '../../domain/figure-query.ts';
import { asked, isCounted, isSomething, together, type Composer, type Composing } from '../composing.ts';
import { mergeQueries, type TableSpec } from '../layout.ts';
import { monthsOf } from '../report-period.ts';
import type { Asked } from '../report-value.ts';
import { answerOfRow, columnForAll, columnForValue, columnOf, isFigure, textOf, type AcrossColumn, type FigureColumn, type Grid, type KeyValue, type Line, type PrintedColumn, type RowsByValue } from './grid.ts';
import { monthIn, monthOfYear } from './month-rows.ts';
import { declaredValues, inDeclaredOrder } from './value-order.ts';

/** A column with its answers: by row, for the rows that were answered, and in all, without the rows' condition. */
type Answered = {
  readonly column: PrintedColumn; readonly whole: FigureQuery; readonly byRow: ReadonlyMap<string, Asked>; readonly total: Asked;
  /** Whether a row that was not answered counts as nought. */
  readonly complete: boolean;
};

/** A table with a row for each value of a key. */
export function* gridByValue(table: TableSpec, rows: RowsByValue, composing: Composing): Composer<Grid> {
  const answered = (yield* together(table.columns.filter(isFigure).map((spec) => {
    const whole = composing.query(mergeQueries(table.figure, spec.figure));
    return 'across' in spec ? acrossColumns(spec, whole, rows, composing) : oneColumn(spec, whole, rows, composing);
  }))).flat();
  const byKey = new Map(answered.map((each) => [each.column.key, each]));
  const columns = answered.map(({ column }) => column);

  const at = (line: Line, column: PrintedColumn): Asked | undefined => {
    const cells = byKey.get(column.key);
    const cell = cells?.byRow.get(textOf(line.value));
    if (cells === undefined || cell !== undefined) return cell;
    const query = questionOfRow(cells.whole, rows, line.value);
    if (monthIn(line.value, column, rows, composing)?.isYetToCome === true) return { query, answer: null };
    const keys = { [rows.by]: line.value, ...('across' in column.spec && column.acrossValue !== undefined ? { [column.spec.across]: column.acrossValue } : {}) };
    return cells.complete && isCounted(query.measure) ? { query, keys, answer: 0, from: 'records' } : { query, keys, answer: null };
  };
  const first = byKey.get(`${columns[0]?.spec.key}:total`)?.column ?? columns[0];
  const size = (line: Line): number => (line.value === null ? -1 : first === undefined ? 0 : (at(line, first)?.answer ?? 0));
  return { lines: linesOf(rows, valuesIn(answered, rows), size, composing), columns, at, totalOf: (column) => byKey.get(column.key)?.total };
}

function* oneColumn(spec: FigureColumn, whole: FigureQuery, rows: RowsByValue, composing: Composing): Composer<Answered[]> {
  const [byRow, all] = yield [{ ...whole, by: rows.by }, whole];
  return [{ column: columnOf(spec, composing), whole, byRow: cellsByRow(byRow, whole, rows), total: asked(whole, all), complete: byRow?.from === 'records' }];
}

function* acrossColumns(spec: AcrossColumn, whole: FigureQuery, rows: RowsByValue, composing: Composing): Composer<Answered[]> {
  const [pairs, byAcross, byRow, all] = yield [{ ...whole, by: [rows.by, spec.across] }, { ...whole, by: spec.across }, { ...whole, by: rows.by }, whole];
  const totals = byAcross?.rows ?? [];
  const occurring = totals.filter(isSomething).map(({ keys }) => keys[spec.across] ?? null);
  const ofValues = (spec.values ?? inDeclaredOrder(occurring, declaredValues(spec.across, composing))).map((value): Answered => {
    const narrowed = value === null ? whole : { ...whole, where: { ...whole.where, [spec.across]: value } };
    const isOfValue = (keys: Readonly<Record<string, KeyValue>>): boolean => textOf(keys[spec.across] ?? null) === textOf(value);
    const total = totals.find(({ keys }) => isOfValue(keys)) ?? { keys: {}, answer: 0 };
    return {
      column: columnForValue(spec, value, composing), whole: narrowed, byRow: cellsByRow(pairs, narrowed, rows, isOfValue), complete: true,
      total: asked(narrowed, answerOfRow(total, { from: 'records', ...(byAcross?.part === undefined ? {} : { part: byAcross.part }) }), { [spec.across]: value }),
    };
  });
  if (spec.total === undefined) return ofValues;
  return [...ofValues, { column: columnForAll(spec, spec.total, composing), whole, byRow: cellsByRow(byRow, whole, rows), total: asked(whole, all), complete: true }];
}

function cellsByRow(answer: FigureAnswer | undefined, whole: FigureQuery, rows: RowsByValue, take: (keys: Readonly<Record<string, KeyValue>>) => boolean = () => true): Map<string, Asked> {
  return new Map((answer?.rows ?? []).filter(({ keys }) => take(keys)).map((row) => {
    const value = rowOf(rows, row.keys[rows.by] ?? null);
    return [textOf(value), asked(questionOfRow(whole, rows, value), answerOfRow(row, answer ?? {}), row.keys)];
  }));
}

const rowOf = (rows: RowsByValue, value: KeyValue): KeyValue => (rows.order === 'month' ? monthOfYear(value) : value);

/** The question behind one row's cell. Of what is not recorded no condition can ask, so that its question is the whole's, by key. */
function questionOfRow(whole: FigureQuery, rows: RowsByValue, value: KeyValue): FigureQuery {
  return value === null || rows.order === 'month' ? { ...whole, by: rows.by } : { ...whole, where: { ...whole.where, [rows.by]: value } };
}

/** The values of the rows' key that occur in any column. */
function valuesIn(answered: readonly Answered[], rows: RowsByValue): KeyValue[] {
  const values = new Map<string, KeyValue>();
  for (const { byRow } of answered) for (const [text, cell] of byRow) if (isSomething(cell)) values.set(text, rowOf(rows, cell.keys?.[rows.by] ?? null));
  return [...values.values()].filter((value) => value !== null || rows.knownOnly !== true);
}

function linesOf(rows: RowsByValue, occurring: readonly KeyValue[], size: (line: Line) => number, composing: Composing): Line[] {
  const line = (value: KeyValue): Line => ({ value, heading: composing.value(rows.by, value) });
  const declared = declaredValues(rows.by, composing);
  const values = rows.every === true ? [...new Set<KeyValue>([...declared, ...occurring])] : occurring;
  switch (rows.order) {
    case 'month': return monthsOf(composing.period).map(({ month, name }) => ({ value: month, heading: name }));
    case 'number': return values.toSorted((a, b) => Number(a ?? Infinity) - Number(b ?? Infinity)).map(line);
    case 'declared': return inDeclaredOrder(values, declared).map(line);
    case 'largest': return inDeclaredOrder(values, declared).map(line).toSorted((a, b) => size(b) - size(a));
    default: return rows.order satisfies never;
  }
}
