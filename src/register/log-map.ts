import * as z from 'zod';
import { PlainError } from '../domain/plain-error.ts';
import { type FileName, fileNamed } from './columns.ts';
import { jsonFault } from './json-in-words.ts';

/** The files of a register that a log may hold columns of. A log of compliments holds theirs alone. */
const filesOfLogs = ['representations', 'elements', 'stage2', 'stage3', 'ombudsman', 'compliments'] as const satisfies readonly FileName[];

const columnShape = z.strictObject({
  file: z.enum(filesOfLogs).optional(),
  column: z.string(),
  values: z.record(z.string(), z.string()).optional(),
});

/**
 * How a council's own log is read (`--map MAP.json`):
 *
 * - `sheet`: the sheet of a workbook; the longest where absent.
 * - `log_of`: `representations` (where absent) or `compliments`.
 * - `heading_rows`: the row, or the two rows one above the other, that hold the headings, as numbered in the spreadsheet.
 * - `columns`: for each heading the column of the register that it stands for (`file` where it is not of the log's own kind), with the
 *   log's values and what they mean (`""`: not known); `null` for a heading that is not taken in. Headings of two rows are written
 *   `upper / lower`; a heading that occurs again has ` (2)` after it.
 * - `not_known`: what the log writes where nothing is known.
 * - `always`: values of columns that no heading stands for, or of cells left empty; of another file's with its name before, `stage2.decision`.
 * - `fill_down`: headings whose merged or empty cells mean the value above.
 * - `ref`: `{"made_from": [headings]}` gives a row without a reference one that is made from what stands under these headings. They should tell
 *   one entry from every other, and be those that nobody changes later: a row that says otherwise there is another complaint. Without it such a row is a fault.
 */
const mapShape = z.strictObject({
  sheet: z.string().optional(),
  log_of: z.enum(['representations', 'compliments']).default('representations'),
  heading_rows: z.array(z.int().min(1)).min(1).max(2),
  columns: z.record(z.string(), columnShape.nullable()),
  not_known: z.array(z.string()).default([]),
  always: z.record(z.string(), z.string()).default({}),
  fill_down: z.array(z.string()).default([]),
  ref: z.strictObject({ made_from: z.array(z.string()).min(1) }).optional(),
});
export type LogMap = z.output<typeof mapShape>;
export type MappedColumn = z.output<typeof columnShape>;

export function fileOfColumn(map: Pick<LogMap, 'log_of'>, column: MappedColumn): FileName {
  return column.file ?? map.log_of;
}

/** A column named alone, of the log's own kind, or with its file: `stage2.decision`. */
export function columnNamed(map: Pick<LogMap, 'log_of'>, name: string): { readonly file: FileName; readonly column: string } {
  const file = filesOfLogs.find((each) => name.startsWith(`${each}.`));
  return file === undefined ? { file: map.log_of, column: name } : { file, column: name.slice(file.length + 1) };
}

/** The mapping that a MAP.json holds. @throws PlainError with every fault in it. */
export function parseLogMap(text: string, path: string): LogMap {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new PlainError(`${path} ${jsonFault(error)}.`, { cause: error });
  }
  const parsed = mapShape.safeParse(json);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${path}, ${issue.path.length === 0 ? 'the whole' : issue.path.join('.')}: ${issue.message}`);
    throw new PlainError(`${lines.join('\n')}\nA mapping is an object with heading_rows, columns and, where wanted, ${Object.keys(mapShape.shape).filter((key) => key !== 'heading_rows' && key !== 'columns').join(', ')}. Import the log without --map and with --propose MAP.json to have one written.`);
  }
  const faults = faultsOfMap(parsed.data);
  if (faults.length > 0) throw new PlainError(faults.map((fault) => `${path}, ${fault}`).join('\n'));
  return parsed.data;
}

function faultsOfMap(map: LogMap): string[] {
  const faults: string[] = [];
  const taken = new Map<string, string>();
  const columnsOf = (file: FileName) => fileNamed(file).columns.map((column) => column.name);
  for (const [heading, column] of Object.entries(map.columns)) {
    if (column === null) continue;
    const file = fileOfColumn(map, column);
    if (!columnsOf(file).includes(column.column) && !(fileNamed(file).ownFields && /^x_[a-z0-9_]+$/.test(column.column))) {
      faults.push(`columns.${heading}: '${column.column}' is not a column of ${file}. Allowed: ${columnsOf(file).join(', ')}`);
    }
    const target = `${file}.${column.column}`;
    if (taken.has(target)) faults.push(`columns.${heading}: ${target} is taken from '${taken.get(target)}' already`);
    taken.set(target, heading);
  }
  for (const name of Object.keys(map.always)) {
    const { file, column } = columnNamed(map, name);
    if (!columnsOf(file).includes(column)) faults.push(`always.${name}: '${column}' is not a column of ${file}. Allowed: ${columnsOf(file).join(', ')}`);
  }
  for (const heading of map.fill_down) if (!(heading in map.columns)) faults.push(`fill_down: '${heading}' is not a heading of columns`);
  for (const heading of map.ref?.made_from ?? []) {
    if ((map.columns[heading] ?? null) === null) faults.push(`ref.made_from: '${heading}' is not a heading that is taken in. Allowed: ${Object.keys(map.columns).filter((each) => map.columns[each] !== null).join('; ')}`);
  }
  return faults;
}
