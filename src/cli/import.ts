import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Command } from 'commander';
import { PlainError } from '../domain/plain-error.ts';
import { fileNames } from '../register/columns.ts';
import type { Fault } from '../register/fault.ts';
import { readRegister, readRegisterInPart, type Register, type RegisterInPart } from '../register/read-register.ts';
import { readSheets } from '../register/read-tables.ts';
import { importLog } from './import-log.ts';
import { progressBar } from './progress.ts';
import { stoppable } from './stopping.ts';
import { type ImportOptions, refusal, takeIn } from './take-in.ts';

export function addImport(program: Command): void {
  program.command('import')
    .description('take in a register: a folder of CSV files or an .xlsx workbook. All of it or, where anything is wrong, nothing')
    .argument('<path>', 'the folder or workbook; or a log of the council\'s own, .csv or .xlsx')
    .option('--authority <name>', 'whose register it is, where it holds no authority.json')
    .option('--accept-partial', 'keep the good rows, and write the others with reasons beside the input')
    .option('--all', 'list every fault, and not only the first 50')
    .option('--map <file>', 'read a log of the council\'s own by this mapping of headings and values')
    .option('--propose <file>', 'write the mapping that is proposed for a log to this file')
    .option('--sheet <name>', 'the sheet of a log')
    .option('--update-settings', 'let settings and facts of this register take the place of those held')
    .option('--overwrite-own', 'with --update-settings: also those that the council has changed in Candour itself')
    .option('--yes', 'take in a log by the mapping proposed, or where its totals do not agree')
    .action(async (path: string, options: ImportOptions) => {
      await stoppable('nothing of it was kept', async (stop) => (await isLog(path, options) ? importLog(path, options, stop) : importRegister(path, options, stop)));
    });
}

/** A CSV file is a log; a workbook is one where it has no sheet named as a file of a register, or where a mapping is given. */
async function isLog(path: string, options: ImportOptions): Promise<boolean> {
  const option = (['map', 'propose', 'sheet'] as const).find((each) => options[each] !== undefined);
  if (option !== undefined && await isFolder(path)) throw new PlainError(`--${option} goes with a log file, .csv or .xlsx, and ${path} is a folder. A register in a folder is imported without it: npx candour import ${path}`);
  if (options.map !== undefined && await isFolder(options.map)) throw new PlainError(`--map names the file of a log’s mapping, and ${options.map} is a folder. It goes with a log file: npx candour import LOG.xlsx --map MAP.json`);
  if (options.map !== undefined || options.propose !== undefined) return true;
  const ending = extname(path).toLowerCase();
  if (ending === '.csv' && (await stat(path).catch(() => undefined))?.isFile()) return true;
  return ending === '.xlsx' && (await stat(path).catch(() => undefined))?.isFile() === true && !(await readSheets(path)).some((sheet) => fileNames.some((name) => name === sheet.name));
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

async function importRegister(path: string, options: ImportOptions, stop: AbortSignal): Promise<void> {
  const reading = progressBar('Reading', 'rows');
  let read: RegisterInPart | ({ readonly register: Register } & Partial<Omit<RegisterInPart, 'register'>>) | { readonly faults: readonly Fault[] };
  try {
    read = await (options.acceptPartial ? readRegisterInPart(path, reading.update) : readRegister(path, reading.update));
  } finally {
    reading.stop();
  }
  stop.throwIfAborted();
  if ('faults' in read) throw await refusal(path, read.faults, options);
  await takeIn(path, read.register, read, options, stop);
}
