import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNamed } from './columns.ts';
import { type Fault, faultInWords } from './fault.ts';
import type { RegisterInPart } from './read-register.ts';
import { csvText } from './write-register.ts';

/** What a path is called without a closing slash or the ending of its file: what is written beside an input begins with it. */
export function besideInput(path: string, ending: string): string {
  return `${path.replace(/[/\\]+$/, '').replace(/\.(xlsx|csv)$/i, '')}${ending}`;
}

/** Writes the rows that were not kept to a folder beside the input, each with the reasons in a last column. Gives the folder. */
export async function writeRejectedRows(path: string, rejectedRows: RegisterInPart['rejectedRows'], headers: RegisterInPart['headers']): Promise<string> {
  const folder = besideInput(path, '.rejected');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, rows] of Map.groupBy(rejectedRows, (row) => row.file)) {
    const header = headers[name] ?? fileNamed(name).columns.map((column) => column.name);
    const cells = rows.map((row) => [...header.map((_, at) => row.cells[at] ?? ''), row.reasons.map((fault) => reasonOf(fault)).join(' | ')]);
    await writeFile(join(folder, `${name}.csv`), csvText([[...header, 'reasons'], ...cells]));
  }
  return folder;
}

function reasonOf(fault: Fault): string {
  return `${fault.column === undefined ? '' : `${fault.column}: `}${fault.problem}${fault.allowed === undefined ? '' : `. Allowed: ${fault.allowed}`}`;
}

/** Writes the whole list of faults beside the input. Gives the file. */
export async function writeFaults(path: string, faults: readonly Fault[]): Promise<string> {
  const file = besideInput(path, '.faults.txt');
  await writeFile(file, `${faults.map(faultInWords).join('\n')}\n`);
  return file;
}
