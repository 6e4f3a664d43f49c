import { sourcesOf } from './table/derivation-sources.ts';
import type { Direction } from './layout-edits.ts';
import type { Chart, Column, NamedRow, TableSpec } from './layout.ts';

/** Edits of one table: each gives another table and changes nothing. */

/** A column can be worked out from these and drawn: a column across a key is there as its total alone, as its others are known only when asked. */
export function columnsToUse(table: TableSpec): readonly { readonly key: string; readonly column: Column }[] {
  return table.columns.flatMap((column): { key: string; column: Column }[] => ('across' in column ? [...(column.values ?? []).map((value) => ({ key: `${column.key}:${value}`, column })), ...(column.total === undefined ? [] : [{ key: `${column.key}:total`, column }])] : [{ key: column.key, column }]));
}

/** Those that are worked out from a column, or are a rate of it: it cannot go before them. */
export function dependingOn(table: TableSpec, key: string): readonly Column[] {
  const isOf = (source: string): boolean => source === key || source.startsWith(`${key}:`);
  return table.columns.filter((column) => column.key !== key && ('derive' in column ? sourcesOf(column.derive).some(isOf) : 'of' in column && column.of !== undefined && isOf(column.of)));
}

export function freshColumnKey(table: TableSpec, words: string): string {
  const plain = words.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40);
  const wanted = plain === '' ? 'column' : plain;
  if (!table.columns.some((column) => column.key === wanted)) return wanted;
  let next = 2;
  while (table.columns.some((column) => column.key === `${wanted}-${next}`)) next += 1;
  return `${wanted}-${next}`;
}

export function addColumn(table: TableSpec, column: Column): TableSpec {
  return { ...table, columns: [...table.columns, column] };
}

export function replaceColumn(table: TableSpec, key: string, column: Column): TableSpec {
  return { ...table, columns: table.columns.map((one) => (one.key === key ? { ...column, key } : one)) };
}

/** Without a column; its bars go from the chart, and a chart left without any goes too. */
export function removeColumn(table: TableSpec, key: string): TableSpec {
  const { chart, ...rest } = { ...table, columns: table.columns.filter((column) => column.key !== key) };
  const series = chart?.series.filter((one) => one !== key && !one.startsWith(`${key}:`)) ?? [];
  return chart === undefined || series.length === 0 ? rest : { ...rest, chart: { ...chart, series } };
}

function moved<T>(all: readonly T[], at: number, direction: Direction): readonly T[] {
  const to = direction === 'up' ? at - 1 : at + 1;
  if (at < 0 || to < 0 || at >= all.length || to >= all.length) return all;
  const copy = [...all];
  copy.splice(to, 0, ...copy.splice(at, 1));
  return copy;
}

export function moveColumn(table: TableSpec, key: string, direction: Direction): TableSpec {
  return { ...table, columns: moved(table.columns, table.columns.findIndex((column) => column.key === key), direction) };
}

/** Adds a row that asks its own question; a table whose rows were of another kind begins anew with it. */
export function addNamedRow(table: TableSpec, row: NamedRow): TableSpec {
  return { ...table, rows: 'named' in table.rows ? { ...table.rows, named: [...table.rows.named, row] } : { heading: table.rows.heading, named: [row] } };
}

export function replaceNamedRow(table: TableSpec, at: number, row: NamedRow): TableSpec {
  return 'named' in table.rows ? { ...table, rows: { ...table.rows, named: table.rows.named.map((one, index) => (index === at ? row : one)) } } : table;
}

/** The last row stays: a table has at least one. */
export function removeNamedRow(table: TableSpec, at: number): TableSpec {
  return 'named' in table.rows && table.rows.named.length > 1 ? { ...table, rows: { ...table.rows, named: table.rows.named.filter((_, index) => index !== at) } } : table;
}

export function moveNamedRow(table: TableSpec, at: number, direction: Direction): TableSpec {
  return 'named' in table.rows ? { ...table, rows: { ...table.rows, named: moved(table.rows.named, at, direction) } } : table;
}

export function withChart(table: TableSpec, chart: Chart | undefined): TableSpec {
  const { chart: _, ...without } = table;
  return chart === undefined ? without : { ...without, chart };
}
