import { type CellReader, cellReaderOf } from './read-cell.ts';
import { type FileName, fileNamed, ownField, REASONS, type RowOf } from './columns.ts';
import type { Fault } from './fault.ts';
import type { Table } from './read-tables.ts';

/** A row with the number that a person sees beside it, and its cells as they were written. */
export type ReadRow<F extends FileName = FileName> = { readonly row: number; readonly cells: readonly string[]; readonly is: RowOf<F>; faulty: boolean };
export type ReadFile<F extends FileName = FileName> = { readonly name: F; readonly file: string; readonly header: readonly string[]; readonly rows: readonly ReadRow<F>[] };

const OWN_FIELD = /^x_[a-z0-9_]+$/;
/** What is printed of earlier years, and counts of them, may be older than the calendar of bank holidays. */
const filesOfAnyDay: ReadonlySet<FileName> = new Set(['context', 'published']);

/** Reads the cells of one file by its columns: its rows, the faulty ones marked, and every fault found. Undefined where its header cannot be used. */
export function readRows<F extends FileName>(name: F, table: Table, file: string, faults: Fault[], onRow?: () => void): ReadFile<F> | undefined {
  const { columns, ownFields } = fileNamed(name);
  const header = (table.rows[0] ?? []).map((heading) => heading.trim());
  while (header.at(-1) === '') header.pop();
  const before = faults.length;
  const expected = `${columns.map((column) => column.name).join(', ')}${ownFields ? ', and the council’s own, x_…' : ''}`;
  if (header.length === 0) {
    faults.push({ file, problem: 'has no header row', allowed: expected });
    return undefined;
  }
  const divider = header.length === 1 ? [';', '\t', '|'].find((sign) => header[0]!.includes(sign)) : undefined;
  if (divider !== undefined) {
    faults.push({ file, row: 1, problem: `divides its cells by ${divider === '\t' ? 'tabs' : `'${divider}'`}`, allowed: 'commas between cells: “CSV UTF-8 (comma delimited)”, as a spreadsheet offers it under “Save as”' });
    return undefined;
  }
  const byName = new Map(columns.map((column) => [column.name, column]));
  for (const [index, heading] of header.entries()) {
    if (heading === '') faults.push({ file, row: 1, problem: `column ${index + 1} has no heading`, allowed: expected });
    else if (header.indexOf(heading) < index) faults.push({ file, row: 1, column: heading, problem: 'there is a column of this name already' });
    else if (heading === REASONS && index === header.length - 1) continue;
    else if (!byName.has(heading) && !(ownFields && OWN_FIELD.test(heading))) faults.push({ file, row: 1, column: heading, problem: 'is not a column of this file', allowed: expected });
  }
  for (const column of columns) {
    if (column.required && !header.includes(column.name)) faults.push({ file, row: 1, column: column.name, problem: 'is missing: this column is needed', allowed: column.description });
  }
  if (faults.length > before) return undefined;

  const readers = header.map((heading): { readonly heading: string; readonly isOwn: boolean; readonly read: CellReader } => {
    const column = byName.get(heading);
    return { heading, isOwn: column === undefined, read: cellReaderOf(column ?? ownField(heading), filesOfAnyDay.has(name)) };
  });
  const needed = columns.filter((column) => column.required).map((column) => ({ name: column.name, at: header.indexOf(column.name), description: column.description }));
  const rows: ReadRow<F>[] = [];
  for (let index = 1; index < table.rows.length; index += 1) {
    const cells = table.rows[index]!;
    if (cells.every((cell) => cell.trim() === '')) continue;
    const row = index + 1;
    const is: Record<string, unknown> = {};
    let own: Record<string, unknown> | undefined;
    let faulty = false;
    for (let at = 0; at < cells.length; at += 1) {
      const text = cells[at]!.trim();
      if (text === '') continue;
      if (at >= header.length) {
        faults.push({ file, row, value: text, problem: `there is a cell beyond the last column (${header.length} columns, ${cells.length} cells)` });
        faulty = true;
        break;
      }
      const reader = readers[at]!;
      if (reader.heading === REASONS) continue;
      const read = reader.read(text);
      if ('value' in read) (reader.isOwn ? own ??= {} : is)[reader.heading] = read.value;
      else {
        faults.push({ file, row, column: reader.heading, value: text, ...read });
        faulty = true;
      }
    }
    for (const column of needed) {
      if ((cells[column.at] ?? '').trim() !== '') continue;
      faults.push({ file, row, column: column.name, value: '', problem: 'is empty, and is needed', allowed: column.description });
      faulty = true;
    }
    if (own !== undefined) is['own'] = own;
    rows.push({ row, cells, is: is as RowOf<F>, faulty });
    onRow?.();
  }
  return { name, file, header, rows };
}
