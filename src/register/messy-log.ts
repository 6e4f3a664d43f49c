import { createHash } from 'node:crypto';
import { type Column, type FileName, fileNamed, ownField } from './columns.ts';
import { parseLogDay } from './log-day.ts';
import { columnNamed, fileOfColumn, type LogMap, type MappedColumn } from './log-map.ts';
import type { Table } from './read-tables.ts';

/** A figure found at the foot of a log, with what stands beside it. */
export type TotalFound = { readonly row: number; readonly label: string; readonly printed: number };

/** A log read by a mapping: tables of the register's own columns, the rows at the numbers that they have in the log, and what was met on the way. */
export type ReadLog = {
  readonly tables: readonly Table[];
  /** The rows of the log that became rows of the register, by number. */
  readonly rowsRead: readonly number[];
  readonly repeated: readonly { readonly row: number; readonly sameAs: number }[];
  /** Rows of a further point of a complaint that say otherwise of the complaint itself than its first row, in these columns: what the first says is taken. */
  readonly otherwise: readonly { readonly row: number; readonly ref: string; readonly first: number; readonly columns: readonly string[] }[];
  /** Rows that are neither: a month as a heading in the middle, a remark. */
  readonly leftOut: readonly { readonly row: number; readonly text: string }[];
  readonly totals: readonly TotalFound[];
  /** The rows that hold no reference, by number, with the one that was made for each; an empty one where the mapping says nothing to make it from. */
  readonly withoutRef: readonly { readonly row: number; readonly ref: string }[];
  /** How often each word for “not known” stood in a cell. */
  readonly notKnown: ReadonlyMap<string, number>;
};

const SEPARATOR = ' / ';

export function plainText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/**
 * The headings of a log, by place: of two rows, `upper / lower`, where an upper heading that is merged stands over the cells to its right.
 * A heading that occurs again is numbered.
 */
export function headingsOf(table: Table, headingRows: readonly number[]): string[] {
  const rows = headingRows.map((row) => (table.rows[row - 1] ?? []).map(plainText));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const seen = new Map<string, number>();
  let over = '';
  return Array.from({ length: width }, (_, at) => {
    const upper = rows.length === 2 ? rows[0]![at] ?? '' : '';
    const lower = rows.at(-1)![at] ?? '';
    // An upper heading with nothing under it stands alone, and over nothing else.
    if (upper !== '') over = lower === '' ? '' : upper;
    const heading = lower === '' ? upper : over === '' ? lower : `${over}${SEPARATOR}${lower}`;
    if (heading === '') return '';
    const number = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, number);
    return number === 1 ? heading : `${heading} (${number})`;
  });
}

type Target = { readonly heading: string; readonly at: number; readonly file: FileName; readonly column: Column; readonly values: ReadonlyMap<string, string> };

function targetsOf(headings: readonly string[], map: LogMap): Target[] {
  return headings.flatMap((heading, at): Target[] => {
    const mapped: MappedColumn | null | undefined = map.columns[heading];
    if (mapped === null || mapped === undefined) return [];
    const file = fileOfColumn(map, mapped);
    const column = fileNamed(file).columns.find((each) => each.name === mapped.column) ?? ownField(mapped.column);
    return [{ heading, at, file, column, values: new Map(Object.entries(mapped.values ?? {}).map(([value, means]) => [plainText(value).toLowerCase(), means])) }];
  });
}

const totalLabel = /^(grand |sub ?-?)?totals?\b|^(number|no\.?) of\b|^count\b/i;

/**
 * Reads a log by a mapping. What the mapping cannot make out is left as it stands, so that the reading of the register names it as a
 * fault: nothing is guessed here.
 */
export function readByMap(table: Table, map: LogMap): ReadLog {
  const headings = headingsOf(table, map.heading_rows);
  const targets = targetsOf(headings, map);
  const notKnownWords = new Set(map.not_known.map((word) => plainText(word).toLowerCase()));
  const notKnown = new Map<string, number>();
  const firstRow = Math.max(...map.heading_rows);
  // Logs that were printed repeat their headings on every page.
  const lowerHeadings = (table.rows[firstRow - 1] ?? []).map(plainText).join('\u001F');
  const filesMapped = [...new Set<FileName>([map.log_of, ...targets.map((target) => target.file)])];
  const tables = new Map(filesMapped.map((file) => [file, { header: headerOf(file, targets, map), rows: [] as string[][] }]));
  const leftOut: { row: number; text: string }[] = [];
  const totals: TotalFound[] = [];
  const repeated: { row: number; sameAs: number }[] = [];
  const rowsRead: number[] = [];
  const withoutRef: { row: number; ref: string }[] = [];
  const seen = new Map<string, number>();
  const elementsOf = new Map<string, number>();
  const otherwise: { row: number; ref: string; first: number; columns: string[] }[] = [];
  const firstOf = new Map<string, { readonly row: number; readonly texts: ReadonlyMap<string, string> }>();
  const above = new Map<string, string>();
  const received = targets.find((target) => target.file === map.log_of && target.column.name === 'received_on');

  for (let index = firstRow; index < table.rows.length; index += 1) {
    const cells = table.rows[index]!.map(plainText);
    const row = index + 1;
    if (cells.every((cell) => cell === '') || cells.join('\u001F') === lowerHeadings) continue;
    const filled = cells.map((cell, at) => fillDown(cell, targets.find((target) => target.at === at), map, above));
    if (!isEntry(cells, filled, received)) {
      const figures = totalsIn(cells, row);
      if (figures.length > 0) totals.push(...figures);
      else leftOut.push({ row, text: cells.filter((cell) => cell !== '').join(' ') });
      continue;
    }
    const texts = new Map(targets.map((target) => [`${target.file}.${target.column.name}`, translated(filled[target.at] ?? '', target, notKnownWords, notKnown)]));
    const says = JSON.stringify([...texts]);
    const sameAs = seen.get(says);
    if (sameAs !== undefined) {
      repeated.push({ row, sameAs });
      continue;
    }
    seen.set(says, row);
    const written = texts.get(`${map.log_of}.ref`) ?? '';
    const ref = written === '' ? madeRef(filled, headings, map) : written;
    if (written === '') withoutRef.push({ row, ref });
    const again = ref !== '' && elementsOf.has(ref) && tables.has('elements');
    rowsRead.push(row);
    const first = firstOf.get(ref);
    if (first === undefined) firstOf.set(ref, { row, texts });
    else if (again) {
      const columns = targets.filter(({ file, column }) => file === map.log_of && column.name !== 'ref').map(({ column }) => column.name)
        .filter((column) => !['', first.texts.get(`${map.log_of}.${column}`)].includes(texts.get(`${map.log_of}.${column}`) ?? ''));
      if (columns.length > 0) otherwise.push({ row, ref, first: first.row, columns });
    }
    for (const [file, { header, rows }] of tables) {
      const own = header.map((column) => texts.get(`${file}.${column}`) ?? '');
      if (file === map.log_of ? again : own.every((cell) => cell === '')) continue;
      if (file === 'elements') elementsOf.set(ref, (elementsOf.get(ref) ?? 0) + 1);
      rows[index] = header.map((column, at) => own[at]! || madeUp(file, column, ref, map, elementsOf));
    }
    if (!elementsOf.has(ref)) elementsOf.set(ref, 0);
  }
  return {
    rowsRead, repeated, otherwise, leftOut, totals, withoutRef, notKnown,
    tables: [...tables].map(([name, { header, rows }]) => ({ name, rows: Array.from({ length: Math.max(table.rows.length, 1) }, (_, at) => (at === 0 ? header : rows[at] ?? [])) })),
  };
}

const CHARACTERS_OF_A_MADE_REF = 10;

/** A reference from what a row itself says under the headings that the mapping names, so that it is the same wherever the row stands; empty where it says nothing there. */
function madeRef(cells: readonly string[], headings: readonly string[], map: LogMap): string {
  const says = (map.ref?.made_from ?? []).map((heading) => {
    const cell = cells[headings.indexOf(heading)] ?? '';
    return parseLogDay(cell) ?? cell.toLowerCase();
  });
  if (says.every((cell) => cell === '')) return '';
  return `MADE-${createHash('sha256').update(says.join('\u001F')).digest('hex').slice(0, CHARACTERS_OF_A_MADE_REF)}`;
}

/** The headings that are likeliest to tell one row from another for good: when it was received, what it is about and who made it. */
export function headingsToMakeRefFrom(map: LogMap): string[] {
  const lasting = new Set(['received_on', 'complainant', 'complainant_type', 'service', 'theme', 'summary', 'source', 'text']);
  return Object.entries(map.columns).flatMap(([heading, column]) => (column !== null && fileOfColumn(map, column) === map.log_of && lasting.has(column.column) ? [heading] : []));
}

function headerOf(file: FileName, targets: readonly Target[], map: LogMap): string[] {
  const needed = fileNamed(file).columns.filter((column) => column.required).map((column) => column.name);
  const always = Object.keys(map.always).map((name) => columnNamed(map, name)).filter((named) => named.file === file).map((named) => named.column);
  const own = file === 'ombudsman' ? ['ref'] : [];
  return [...new Set([...needed, ...own, ...always, ...targets.filter((target) => target.file === file).map((target) => target.column.name)])];
}

/** What stands in a column that the log leaves empty or has not got: its reference, a number, or what the mapping always puts there. */
function madeUp(file: FileName, column: string, ref: string, map: LogMap, elementsOf: ReadonlyMap<string, number>): string {
  if (column === 'ref') return ref;
  const always = map.always[`${file}.${column}`] ?? (file === map.log_of ? map.always[column] : undefined);
  if (always !== undefined) return always;
  if (file === 'elements' && column === 'element') return String(elementsOf.get(ref) ?? 1);
  return file === 'ombudsman' && column === 'ombudsman_ref' && ref !== '' ? `${ref}-LGSCO` : '';
}

function fillDown(cell: string, target: Target | undefined, map: LogMap, above: Map<string, string>): string {
  if (target === undefined || !map.fill_down.includes(target.heading)) return cell;
  if (cell !== '') above.set(target.heading, cell);
  return cell === '' ? above.get(target.heading) ?? '' : cell;
}

/** A row is an entry when it has a day of receipt, or something in that place and much else besides. */
function isEntry(cells: readonly string[], filled: readonly string[], received: Target | undefined): boolean {
  const count = cells.filter((cell) => cell !== '').length;
  if (cells.some((cell) => totalLabel.test(cell)) && count <= 6 && !cells.some((cell) => parseLogDay(cell) !== undefined && !/^\d+$/.test(cell))) return false;
  if (received === undefined) return count > 2;
  const day = filled[received.at] ?? '';
  if (parseLogDay(day) !== undefined && count > 1) return true;
  const figures = cells.filter((cell) => /^\d{1,6}$/.test(cell)).length;
  return count > 3 && figures * 2 < count;
}

/** Figures with the words to their left, or, in a row with one label only, with that label. */
function totalsIn(cells: readonly string[], row: number): TotalFound[] {
  const found: TotalFound[] = [];
  let label = '';
  for (const cell of cells) {
    if (cell === '') continue;
    const joined = /^(.*[a-z)])\s*[:=-]\s*(\d{1,6})$/i.exec(cell);
    if (joined !== null) found.push({ row, label: joined[1]!, printed: Number(joined[2]) });
    else if (/^\d{1,6}$/.test(cell) && label !== '') found.push({ row, label, printed: Number(cell) });
    else label = cell.replace(/[:=]\s*$/, '').trim();
  }
  return found;
}

function translated(cell: string, target: Target, notKnownWords: ReadonlySet<string>, notKnown: Map<string, number>): string {
  if (cell === '') return '';
  const known = target.values.get(cell.toLowerCase());
  if (known !== undefined) return known;
  if (notKnownWords.has(cell.toLowerCase())) {
    notKnown.set(cell, (notKnown.get(cell) ?? 0) + 1);
    return '';
  }
  if (target.column.kind === 'day') return parseLogDay(cell) ?? cell;
  if (target.column.kind === 'pounds') return cell.replaceAll(/[£,\s]/g, '');
  return cell;
}
