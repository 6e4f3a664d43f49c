import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { PlainError } from '../domain/plain-error.ts';
import { withFile } from '../store/file-error.ts';
import type { Fault } from './fault.ts';

/** A sheet or CSV file as it lies there: all its rows, blank ones too, so that a row's number is the one a person sees. */
export type Table = { readonly name: string; readonly rows: readonly (readonly string[])[] };

const SECONDS_OF_A_DAY = 86_400_000;

/** The text of a spreadsheet's cell: a day without a time of day as YYYY-MM-DD. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return 'an impossible date';
    // Some programs keep a day as the last second before it or the first after it.
    const nearest = new Date(Math.round(cell.getTime() / SECONDS_OF_A_DAY) * SECONDS_OF_A_DAY);
    const isWholeDay = Math.abs(nearest.getTime() - cell.getTime()) < 2000;
    return isWholeDay ? nearest.toISOString().slice(0, 10) : cell.toISOString().slice(0, 19).replace('T', ' ');
  }
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  throw new Error(`a spreadsheet's cell holds a ${typeof cell}`);
}

/** The sheets of an .xlsx workbook, in their order. @throws PlainError where it is not one. */
export async function readSheets(path: string): Promise<Table[]> {
  const bytes = await withFile(path, 'read', () => readFile(path));
  let sheets;
  try {
    sheets = await readWorkbook(bytes);
  } catch (error) {
    throw new PlainError(`${path} cannot be read as an .xlsx workbook (${error instanceof Error ? error.message : String(error)}). Save it again as .xlsx, without a password.`);
  }
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map((cell) => cellText(cell))) }));
}

/** The rows of CSV text, or what is wrong with its quotes. */
export function rowsOfCsv(text: string, file: string, delimiter = ','): { rows: string[][] } | { fault: Fault } {
  try {
    const rows: string[][] = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false });
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { fault: { file, problem: quotesInWords(error), allowed: 'double quotes around a cell that holds a comma, a quote or a new line; a quote inside it written twice, ""' } };
  }
}

function quotesInWords(error: CsvError): string {
  const records: unknown = error['records'];
  const row = typeof records === 'number' ? ` row ${records + 1}` : ' a row';
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED': return `cannot be read from${row} on: a double quote opens a cell there, and none closes it`;
    case 'CSV_INVALID_CLOSING_QUOTE': return `cannot be read at${row}: a double quote closes a cell there, and more text follows before the comma`;
    case 'INVALID_OPENING_QUOTE': return `cannot be read at${row}: a double quote stands inside a cell there that does not begin with one`;
    default: return `cannot be read at${row}: ${error.message.replace(/\.$/, '')}`;
  }
}

/** Text of a file in UTF-8, a mark at its head dropped; undefined where it is in some other encoding. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export type Found = {
  /** Whether each table is a file of a folder, and not a sheet of a workbook. */
  readonly inFolder: boolean;
  readonly tables: readonly Table[]; readonly authority?: { readonly file: string; readonly text: string }; readonly faults: readonly Fault[] };

/**
 * What lies in a folder of CSV files, or in a workbook with a sheet of each name: unread, in no order.
 * @throws PlainError where there is nothing at the path that could be a register.
 */
export async function findTables(path: string): Promise<Found> {
  const found = await withFile(path, 'read', () => stat(path));
  if (found.isDirectory()) return findInFolder(path);
  if (extname(path).toLowerCase() === '.xlsx') return findInWorkbook(path);
  throw new PlainError(`'${path}' is neither a folder of CSV files nor an .xlsx workbook. A single CSV log is read with --map.`);
}

async function readIn(folder: string, name: string): Promise<Uint8Array> {
  const file = join(folder, name);
  return withFile(file, 'read', () => readFile(file));
}

async function findInFolder(path: string): Promise<Found> {
  const tables: Table[] = [];
  const faults: Fault[] = [];
  const names = (await withFile(path, 'read', () => readdir(path))).toSorted();
  for (const name of names.filter((each) => each.toLowerCase().endsWith('.csv'))) {
    const text = utf8Text(await readIn(path, name));
    if (text === undefined) {
      faults.push({ file: name, problem: 'is not written in UTF-8', allowed: 'CSV UTF-8, as a spreadsheet offers it under “Save as”' });
      continue;
    }
    const read = rowsOfCsv(text, name);
    if ('fault' in read) faults.push(read.fault);
    else tables.push({ name: name.slice(0, -'.csv'.length), rows: read.rows });
  }
  if (!names.includes('authority.json')) return { inFolder: true, tables, faults };
  const text = utf8Text(await readIn(path, 'authority.json'));
  if (text === undefined) return { inFolder: true, tables, faults: [...faults, { file: 'authority.json', problem: 'is not written in UTF-8' }] };
  return { inFolder: true, tables, faults, authority: { file: 'authority.json', text } };
}

/** A workbook holds the authority's settings in a sheet `authority`: a setting and its value in each row, written as in authority.json. */
async function findInWorkbook(path: string): Promise<Found> {
  const sheets = await readSheets(path);
  const settings = sheets.find((sheet) => sheet.name === 'authority');
  const tables = sheets.filter((sheet) => sheet !== settings);
  if (settings === undefined) return { inFolder: false, tables, faults: [] };
  const faults: Fault[] = [];
  const authority: Record<string, unknown> = {};
  for (const [index, [setting = '', value = '']] of settings.rows.entries()) {
    if (setting === '' || (index === 0 && setting === 'setting')) continue;
    if (!/^[[{]/.test(value)) {
      authority[setting] = value;
      continue;
    }
    try {
      authority[setting] = JSON.parse(value);
    } catch {
      faults.push({ file: 'authority', row: index + 1, column: setting, value, problem: 'is not JSON' });
    }
  }
  return { inFolder: false, tables, faults, authority: { file: 'authority', text: JSON.stringify(authority) } };
}
