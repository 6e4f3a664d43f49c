import { conditionsAsText } from '../store/authorities.ts';
import { type Column, type FileName, fileNamed, ownField, type RegisterRows } from './columns.ts';

/** A file as it is to be written: its columns (the council's own at the end) and the text of each cell. */
export type WrittenFile = { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] };

/** The cells of one file: days YYYY-MM-DD, pounds with two places, lists with `;` between, empty where nothing is known. */
export function cellsOfRows(name: FileName, rows: RegisterRows): WrittenFile {
  const { columns, ownFields } = fileNamed(name);
  const list: readonly Readonly<Record<string, unknown>>[] = rows[name];
  const own = ownFields ? [...new Set(list.flatMap((row) => Object.keys(row['own'] ?? {})))].toSorted() : [];
  return {
    columns: [...columns, ...own.map(ownField)],
    rows: list.map((row) => [
      ...columns.map((column) => cellText(column, row[column.name])),
      ...own.map((field) => (row['own'] as Readonly<Record<string, string>> | undefined)?.[field] ?? ''),
    ]),
  };
}

export function cellText(column: Column, value: unknown): string {
  if (value === undefined) return '';
  switch (column.kind) {
    case 'pounds': return (Number(value) / 100).toFixed(2);
    case 'list': return (value as readonly string[]).join(';');
    case 'conditions': {
      const where = value as Readonly<Record<string, string>>;
      return conditionsAsText(where);
    }
    case 'number': case 'whole number': return Number(value).toString();
    case 'day': case 'text': case 'code': case 'open list': return value as string;
    default: return column.kind satisfies never;
  }
}
