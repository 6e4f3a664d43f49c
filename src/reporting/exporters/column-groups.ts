import type { ReportColumn } from '../report-value.ts';

/** Neighbouring columns with one heading above their own; `name` is absent of those that have none. */
export type ColumnGroup = { readonly name: string | undefined; readonly columns: readonly ReportColumn[] };

/** The columns with which a group begins: a line parts them from those before. */
export function startsOfGroups(columns: readonly ReportColumn[]): ReadonlySet<number> {
  return new Set(columns.flatMap((column, index) => (column.group !== undefined && columns[index - 1]?.group !== column.group ? [index] : [])));
}

export function columnGroups(columns: readonly ReportColumn[]): readonly ColumnGroup[] {
  const groups: { name: string | undefined; columns: ReportColumn[] }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last !== undefined && last.name === column.group) last.columns.push(column);
    else groups.push({ name: column.group, columns: [column] });
  }
  return groups;
}
