import type { Day } from '../../domain/day.ts';
import type { Composing } from '../composing.ts';
import { isHeldWhole } from '../held.ts';
import type { Rows } from '../layout.ts';
import { monthHolding } from '../period.ts';
import { isFigure, type KeyValue, type PrintedColumn } from './grid.ts';

/** 4 for `2023-04`: the rows of a table by month are those of its year, whichever the year. */
export function monthOfYear(value: KeyValue): KeyValue {
  return value === null ? null : Number(String(value).slice(-2));
}

/** Of a table by month: whether a row's month in a column's period is after the last day known, or known in part. */
export function monthIn(row: KeyValue, column: PrintedColumn, rows: Rows, composing: Composing): { readonly isYetToCome: boolean; readonly isHeldInPart: boolean } | undefined {
  if (!('by' in rows) || rows.order !== 'month' || typeof row !== 'number' || !isFigure(column.spec)) return undefined;
  const { from, to } = composing.resolve(column.spec.figure.period);
  const year = Number(from.slice(0, 4)) + (row < Number(from.slice(5, 7)) ? 1 : 0);
  const month = monthHolding(`${year}-${String(row).padStart(2, '0')}-01` as Day);
  const days = { from: month.from < from ? from : month.from, to: month.to > to ? to : month.to };
  return { isYetToCome: days.from > composing.known.by, isHeldInPart: !isHeldWhole(days, composing.known.held, composing.known.by) };
}
