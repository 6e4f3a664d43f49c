import type { AuthoritySettings } from '../store/authorities.ts';
import { readAuthority } from './authority-file.ts';
import { checkRegister, type ReadFiles } from './check-register.ts';
import { type FileName, fileNamed, fileNames, noRows, type RegisterRows } from './columns.ts';
import { type Fault, inOrderOfFiles } from './fault.ts';
import { type ReadFile, readRows } from './read-rows.ts';
import { type Found, findTables } from './read-tables.ts';

/** A register that was read and checked: every row of every file, and the authority's settings where it holds them. */
export type Register = { readonly settings?: AuthoritySettings; readonly rows: RegisterRows };
/** A row that was not kept, as it stood in its file, with the reasons. */
export type RejectedRow = { readonly file: FileName; readonly row: number; readonly cells: readonly string[]; readonly reasons: readonly Fault[] };
export type RegisterInPart = {
  readonly register: Register; readonly rejected: readonly Fault[]; readonly rejectedRows: readonly RejectedRow[];
  /** Rows that are kept, and belong to a representation of which others are not: with those they tell the whole of it again. */
  readonly beside: readonly RejectedRow[];
  /** The header of each file from which a row was rejected. */
  readonly headers: { readonly [F in FileName]?: readonly string[] };
};
export type ReadingProgress = (rowsDone: number, rowsInAll: number) => void;

type Checked = { readonly settings?: AuthoritySettings; readonly files: ReadFiles; readonly faults: readonly Fault[] };

/**
 * Reads a register, a folder of CSV files or an .xlsx workbook, all of it or nothing: either every row, or every fault found.
 * @throws PlainError where there is no register at the path.
 */
export async function readRegister(path: string, onProgress?: ReadingProgress): Promise<{ readonly register: Register } | { readonly faults: readonly Fault[] }> {
  return registerOfTables(await findTables(path), onProgress);
}

/** The register that tables hold, or every fault in them. */
export function registerOfTables(found: Found, onProgress?: ReadingProgress): { readonly register: Register } | { readonly faults: readonly Fault[] } {
  const checked = checkTables(found, onProgress);
  return checked.faults.length > 0 ? { faults: checked.faults } : { register: registerOf(checked) };
}

/**
 * Reads the good rows of a register and gives the others back with their reasons; with a representation go the rows that
 * belong to it. Faults of a whole file (its header, its settings) leave nothing to keep.
 */
export async function readRegisterInPart(path: string, onProgress?: ReadingProgress): Promise<RegisterInPart | { readonly faults: readonly Fault[] }> {
  return registerOfTablesInPart(await findTables(path), onProgress);
}

/** The good rows of tables, and the others with their reasons. */
export function registerOfTablesInPart(found: Found, onProgress?: ReadingProgress): RegisterInPart | { readonly faults: readonly Fault[] } {
  const checked = checkTables(found, onProgress);
  const ofFiles = checked.faults.filter((fault) => fault.row === undefined || fault.row === 1);
  if (ofFiles.length > 0) return { faults: checked.faults };
  const { files } = checked;
  const orphans = rejectOrphans(files);
  const rejected = [...checked.faults, ...orphans];
  const reasons = Map.groupBy(rejected, (fault) => `${fault.file}\u0000${fault.row}`);
  const rejectedRows: RejectedRow[] = [];
  const headers: { [F in FileName]?: readonly string[] } = {};
  for (const file of Object.values(files) as ReadFile[]) {
    for (const row of file.rows) {
      if (!row.faulty) continue;
      headers[file.name] = file.header;
      rejectedRows.push({ file: file.name, row: row.row, cells: row.cells, reasons: reasons.get(`${file.file}\u0000${row.row}`) ?? [] });
    }
  }
  const refs = new Set(rejectedRows.flatMap(({ file, cells }) => (file === 'compliments' ? [] : [cells[headers[file]!.indexOf('ref')]?.trim() ?? ''])).filter((ref) => ref !== ''));
  const beside: RejectedRow[] = [];
  for (const file of Object.values(files) as ReadFile[]) {
    if (file.name === 'compliments') continue;
    for (const row of file.rows) {
      const { ref } = row.is as { readonly ref?: string };
      if (row.faulty || ref === undefined || !refs.has(ref)) continue;
      headers[file.name] = file.header;
      beside.push({ file: file.name, row: row.row, cells: row.cells, reasons: [] });
    }
  }
  return { register: registerOf(checked), rejected, rejectedRows, beside, headers };
}

/** Reads and checks tables that were found: each as a file of the register, and all of them together. */
function checkTables(found: Found, onProgress?: ReadingProgress): Checked {
  const faults: Fault[] = [...found.faults];
  const inAll = found.tables.reduce((sum, table) => sum + Math.max(0, table.rows.length - 1), 0);
  let done = 0;
  const onRow = onProgress && (() => {
    done += 1;
    if (done % 1000 === 0 || done === inAll) onProgress(done, inAll);
  });
  const files: { [F in FileName]?: ReadFile } = {};
  const suffix = found.inFolder ? '.csv' : '';
  for (const table of found.tables) {
    const name = fileNames.find((each) => each === table.name);
    if (name === undefined) {
      faults.push({ file: `${table.name}${suffix}`, problem: 'is not a file of a register', allowed: fileNames.map((each) => `${each}${suffix}`).join(', ') });
      continue;
    }
    const file = readRows(name, table, `${table.name}${suffix}`, faults, onRow);
    if (file !== undefined) files[name] = file;
  }
  if (!found.tables.some((table) => table.name === 'representations') && !found.faults.some((fault) => fault.file === 'representations.csv')) {
    faults.push({ file: `representations${suffix}`, problem: 'is missing: every register has it', allowed: 'a file of this name with at least the columns ref, received_on and handled_as' });
  }
  let settings: AuthoritySettings | undefined;
  if (found.authority !== undefined) {
    const read = readAuthority(found.authority.text, found.authority.file);
    if ('faults' in read) faults.push(...read.faults);
    else settings = read.settings;
  }
  checkRegister(files as ReadFiles, faults);
  if (faults.length === 0 && files.representations !== undefined && Object.values(files).every((file) => file.rows.length === 0)) {
    const needed = fileNamed('representations').columns.filter((column) => column.required).map((column) => column.name);
    faults.push({ file: files.representations.file, problem: 'has headings and no row under them, so there is nothing to take in', allowed: `a row for each representation, in which ${needed.slice(0, -1).join(', ')} and ${needed.at(-1)!} are filled in` });
  }
  return { files: files as ReadFiles, faults: inOrderOfFiles(faults, fileNames), ...(settings === undefined ? {} : { settings }) };
}

function registerOf({ settings, files }: Checked): Register {
  const rows = noRows();
  for (const file of Object.values(files) as ReadFile[]) {
    (rows[file.name] as unknown[]).push(...file.rows.filter((row) => !row.faulty).map((row) => row.is));
  }
  return settings === undefined ? { rows } : { settings, rows };
}

/** Marks the good rows of representations that are not kept, and says so of each. */
function rejectOrphans(files: ReadFiles): Fault[] {
  const kept = new Set((files.representations?.rows ?? []).filter((row) => !row.faulty).map((row) => row.is.ref));
  const faults: Fault[] = [];
  const reject = (file: { readonly file: string }, row: { readonly row: number; faulty: boolean }, column: string, value: string, problem: string) => {
    row.faulty = true;
    faults.push({ file: file.file, row: row.row, column, value, problem });
  };
  for (const file of Object.values(files) as ReadFile[]) {
    if (file.name === 'representations' || file.name === 'compliments' || !file.header.includes('ref')) continue;
    for (const row of file.rows) {
      const { ref } = row.is as { readonly ref?: string };
      if (!row.faulty && ref !== undefined && !kept.has(ref)) reject(file, row, 'ref', ref, 'belongs to a representation that is not kept');
    }
  }
  const elements = new Set((files.elements?.rows ?? []).filter((row) => !row.faulty).map(({ is }) => `${is.ref} ${is.element}`));
  for (const row of files.actions?.rows ?? []) {
    const { ref, element } = row.is;
    if (!row.faulty && element !== undefined && !elements.has(`${ref} ${element}`)) reject({ file: files.actions!.file }, row, 'element', String(element), 'belongs to an element that is not kept');
  }
  return faults;
}
