import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { PlainError } from '../domain/plain-error.ts';
import { withFile } from '../store/file-error.ts';
import { readSheets, rowsOfCsv, type Table, utf8Text } from './read-tables.ts';

/** Reads a council's own log, CSV or .xlsx, as it lies there. @throws PlainError where it cannot be read. */
export async function readLog(path: string, sheet?: string): Promise<Table> {
  if (extname(path).toLowerCase() === '.xlsx') return sheetOf(path, await readSheets(path), sheet);
  const bytes = await withFile(path, 'read', () => readFile(path));
  // Spreadsheets of some years wrote CSV in the encoding of Western Windows.
  const text = utf8Text(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  const read = rowsOfCsv(text, basename(path), delimiterOf(text));
  if ('fault' in read) throw new PlainError(`${path} ${read.fault.problem}.`);
  return { name: basename(path), rows: read.rows };
}

function sheetOf(path: string, sheets: readonly Table[], wanted: string | undefined): Table {
  const found = wanted === undefined
    ? sheets.toSorted((a, b) => b.rows.length - a.rows.length)[0]
    : sheets.find((sheet) => sheet.name === wanted);
  if (found === undefined) throw new PlainError(`${path} has no sheet '${wanted ?? ''}'. It has ${sheets.map((sheet) => sheet.name).join(', ')}.`);
  return found;
}

/** The sign between cells: of comma, semicolon and tab the one that the first lines hold most of. */
function delimiterOf(text: string): string {
  const head = text.split('\n', 10).join('\n');
  const count = (sign: string) => head.split(sign).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0]!;
}
