import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import writeWorkbook, { type Cell, type Sheet } from 'write-excel-file/node';
import { guardedText } from '../domain/formula-guard.ts';
import { PlainError } from '../domain/plain-error.ts';
import type { AuthoritySettings } from '../store/authorities.ts';
import { withFile } from '../store/file-error.ts';
import { makeFolder } from '../store/make-folder.ts';
import { authorityJson } from './authority-file.ts';
import { cellsOfRows, type WrittenFile } from './cells-of-rows.ts';
import { type Column, type FileName, fileNames, type RegisterRows } from './columns.ts';
import { dataPackageOf } from './data-package.ts';

/** A register that is to be written: one that was read, or that cases were made into. */
export type RegisterToWrite = { readonly settings: AuthoritySettings; readonly rows: RegisterRows };

/** Names that promise a file of another kind: a folder of such a name would mislead. */
const endingOfFiles = /\.(zip|csv|tsv|txt|xls|xlsm|ods|json|html?|pdf|tar|gz|7z|docx?)$/i;
const LONGEST_CELL_OF_A_WORKBOOK = 32_767;

/**
 * Writes a register to a folder of CSV files, or to one workbook where the path ends in .xlsx, in the place of one that is there: `replaced` says so.
 * @throws PlainError where the path holds something else already.
 */
export async function writeRegister(path: string, register: RegisterToWrite): Promise<{ readonly replaced: boolean }> {
  if (endingOfFiles.test(path) && !(await stat(path).catch(() => undefined))?.isDirectory()) throw new PlainError(`'${path}' is neither a folder nor a workbook. Name a folder that is new or empty, or a file that ends in .xlsx.`);
  const files = new Map<FileName, WrittenFile>();
  for (const name of fileNames) {
    const file = cellsOfRows(name, register.rows);
    if (file.rows.length > 0 || name === 'representations') files.set(name, file);
  }
  const write = extname(path).toLowerCase() === '.xlsx' ? writeToWorkbook : writeToFolder;
  return withFile(path, 'written', () => write(path, register.settings, files));
}

/** Rows as CSV text, with no cell that a spreadsheet would take for a formula. */
export function csvText(rows: readonly (readonly string[])[], columns?: readonly Column[]): string {
  const isText = columns?.map((column) => column.kind !== 'number');
  return stringify(rows.map((cells) => cells.map((cell, at) => (isText?.[at] === false ? cell : guardedText(cell)))));
}

async function writeToFolder(path: string, settings: AuthoritySettings, files: ReadonlyMap<FileName, WrittenFile>): Promise<{ replaced: boolean }> {
  const ours = new Set(['authority.json', 'datapackage.json', ...fileNames.map((name) => `${name}.csv`)]);
  const there = await stat(path).catch(() => undefined);
  if (there !== undefined && !there.isDirectory()) throw new PlainError(`'${path}' is a file. Name a folder that is new or empty, or a file that ends in .xlsx.`);
  const held = there === undefined ? [] : await readdir(path);
  const others = held.filter((name) => !ours.has(name));
  const replaced = held.includes('representations.csv');
  if (others.length > 0) throw new PlainError(`The folder '${path}' holds other things (${others.slice(0, 3).join(', ')}). Name one that is new, empty, or holds a register only.`);
  await makeFolder(resolve(path));
  const columns = new Map([...files].map(([name, file]) => [name, file.columns]));
  const texts = new Map([
    ...[...files].map(([name, file]) => [`${name}.csv`, `${stringify([file.columns.map((column) => column.name)])}${csvText(file.rows, file.columns)}`] as const),
    ['authority.json', `${JSON.stringify(authorityJson(settings), null, 2)}\n`],
    ['datapackage.json', `${JSON.stringify(dataPackageOf(`Register of complaints and compliments: ${settings.name}`, columns), null, 2)}\n`],
  ]);
  await replaceAll(path, texts, ours);
  return { replaced };
}

/** Writes files beside those that are there, and moves them into their places once all are whole: a disk that is full leaves the register that was there. */
async function replaceAll(folder: string, texts: ReadonlyMap<string, string>, ours: ReadonlySet<string>): Promise<void> {
  const part = (name: string) => join(folder, `${name}.${process.pid}.part`);
  try {
    for (const [name, text] of texts) await writeFile(part(name), text);
  } catch (error) {
    for (const name of texts.keys()) await rm(part(name), { force: true });
    throw error;
  }
  for (const name of texts.keys()) await rename(part(name), join(folder, name));
  for (const name of ours) if (!texts.has(name)) await rm(join(folder, name), { force: true });
}

async function writeToWorkbook(path: string, settings: AuthoritySettings, files: ReadonlyMap<FileName, WrittenFile>): Promise<{ replaced: boolean }> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new PlainError(`'${path}' is a folder, and its name ends in .xlsx. Name a file.`);
  const sheets: Sheet<never>[] = [...files].map(([name, file]) => ({
    sheet: name, stickyRowsCount: 1, columns: file.columns.map((column) => ({ width: Math.max(12, column.name.length + 2) })),
    data: [file.columns.map((column): Cell => ({ value: column.name, type: String, fontWeight: 'bold' })), ...file.rows.map((cells, index) => cells.map((cell, at) => workbookCell(file.columns[at]!, cell, name, index + 2)))],
  }));
  const settingRows = Object.entries(authorityJson(settings)).map(([setting, value]): Cell[] => [
    { value: setting, type: String }, { value: typeof value === 'string' ? value : JSON.stringify(value), type: String },
  ]);
  sheets.push({ sheet: 'authority', columns: [{ width: 24 }, { width: 80 }], data: [[{ value: 'setting', type: String, fontWeight: 'bold' }, { value: 'value', type: String, fontWeight: 'bold' }], ...settingRows] });
  await makeFolder(dirname(resolve(path)));
  await writeFile(path, await writeWorkbook(sheets).toBuffer());
  return { replaced: there !== undefined };
}

/** Text is written as text, never as a formula; days and numbers as such, so that they sort and add up. */
function workbookCell(column: Column, text: string, sheet: string, row: number): Cell {
  if (text === '') return null;
  switch (column.kind) {
    case 'day': return { value: new Date(Date.parse(text)), type: Date, format: 'yyyy-mm-dd', align: 'left' };
    case 'whole number': case 'number': return { value: Number(text), type: Number };
    case 'pounds': return { value: Number(text), type: Number, format: '0.00' };
    case 'text': case 'code': case 'open list': case 'list': case 'conditions':
      if (text.length > LONGEST_CELL_OF_A_WORKBOOK) {
        throw new PlainError(`A cell of a workbook holds at most ${LONGEST_CELL_OF_A_WORKBOOK} characters, and ${column.name} in row ${row} of ${sheet} has ${text.length}. Export to a folder of CSV files instead.`);
      }
      // An apostrophe that is part of the text would be read as the guard against a formula, so it is guarded itself.
      return { value: text.startsWith("'") ? guardedText(text) : text, type: String };
    default: return column.kind satisfies never;
  }
}
