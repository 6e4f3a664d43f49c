import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AuthoritySettings } from '../store/authorities.ts';
import { withFile } from '../store/file-error.ts';
import { makeFolder } from '../store/make-folder.ts';
import { authorityJson } from './authority-file.ts';
import { type FileName, fileNamed, ownField, REASONS } from './columns.ts';
import { type Fault, faultInWords } from './fault.ts';
import { textOf } from './read-cell.ts';
import type { RegisterInPart } from './read-register.ts';
import { csvText } from './write-register.ts';

/** What a path is called without a closing slash or the ending of its file: what is written beside an input begins with it. */
export function besideInput(path: string, ending: string): string {
  return `${path.replace(/[/\\]+$/, '').replace(/\.(xlsx|csv)$/i, '')}${ending}`;
}

const REASON_OF_THOSE_BESIDE = 'nothing: it is held already, and stands here because it belongs to the same complaint';

/**
 * Writes the rows that were not kept to a folder beside the input, each with the reasons in a last column. The folder is a register of its own,
 * to be put right there and imported: it has the settings, and of a complaint that was kept in part the rows that were kept too. Gives the folder.
 */
export async function writeRejectedRows(path: string, settings: AuthoritySettings, { rejectedRows, beside, headers }: Pick<RegisterInPart, 'rejectedRows' | 'beside' | 'headers'>): Promise<string> {
  const folder = await freeFolder(besideInput(path, '.rejected'));
  await withFile(folder, 'written', async () => {
    await makeFolder(resolve(folder));
    const rows = Map.groupBy([...rejectedRows, ...beside].toSorted((a, b) => a.row - b.row), (row) => row.file);
    // Every register has this file, were it empty.
    for (const name of new Set<FileName>(['representations', ...rows.keys()])) {
      const header = headers[name] ?? fileNamed(name).columns.map((column) => column.name);
      const columns = [...header, REASONS].map((heading) => fileNamed(name).columns.find((column) => column.name === heading) ?? ownField(heading));
      const cells = (rows.get(name) ?? []).map((row) => [...header.map((_, at) => textOf(row.cells[at] ?? '')), row.reasons.length === 0 ? REASON_OF_THOSE_BESIDE : row.reasons.map(reasonOf).join(' | ')]);
      await writeFile(join(folder, `${name}.csv`), `${csvText([[...header, REASONS]])}${csvText(cells, columns)}`);
    }
    await writeFile(join(folder, 'authority.json'), `${JSON.stringify(authorityJson(settings), null, 2)}\n`);
  });
  return folder;
}

/** The folder, or with a number where it is there already: somebody may have begun to put right what lies in it. */
async function freeFolder(folder: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? folder : `${folder}-${number}`;
    if ((await stat(free).catch(() => undefined)) === undefined) return free;
  }
}

function reasonOf(fault: Fault): string {
  return `${fault.column === undefined ? '' : `${fault.column}: `}${fault.problem}${fault.allowed === undefined ? '' : `. Allowed: ${fault.allowed}`}`;
}

/** Writes the whole list of faults beside the input. Gives the file. */
export async function writeFaults(path: string, faults: readonly Fault[]): Promise<string> {
  const file = besideInput(path, '.faults.txt');
  await withFile(file, 'written', () => writeFile(file, `${faults.map(faultInWords).join('\n')}\n`));
  return file;
}
