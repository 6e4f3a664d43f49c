import { type Column, type FileName, fileNamed } from './columns.ts';
import { headingsOfNames, knownHeadings, knownValues, type LogColumn, wordsForNotKnown } from './known-headings.ts';
import { parseLogDay } from './log-day.ts';
import type { LogMap, MappedColumn } from './log-map.ts';
import { headingsOf, plainText } from './messy-log.ts';
import type { Table } from './read-tables.ts';

/** A mapping that was worked out from headings and values, and what could not be made out: for a person to judge. */
export type Proposal = {
  readonly map: LogMap;
  /** Headings that nothing was found for. */
  readonly notUnderstood: readonly string[];
  /** Headings over people's names or addresses, which are never taken in. */
  readonly names: readonly string[];
  /** Values that are none of the column's: the mapping says nothing of them. */
  readonly valuesNotUnderstood: readonly { readonly heading: string; readonly column: string; readonly values: readonly string[] }[];
  /** What the proposal takes for granted. */
  readonly assumptions: readonly string[];
};

const ROWS_SEARCHED_FOR_HEADINGS = 25;
const LIKELY = 0.62;

/** Words without case and signs: `Date Rec'd` and `date recd` are the same. */
function normal(text: string): string {
  return text.toLowerCase().replaceAll(/['’]/g, '').replaceAll(/[^a-z0-9]+/g, ' ').trim();
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** From 0 (nothing in common) to 1 (the same): twice the pairs of letters in common by all pairs of letters. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 3 || b.length < 3) return 0;
  const [one, other] = [pairsOf(a), pairsOf(b)];
  let common = 0;
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0);
  return (2 * common) / (a.length + b.length - 2);
}

function likenessToColumn(heading: string, target: { readonly column: string; readonly headings: readonly string[] }): number {
  const words = normal(heading);
  // Of a heading in two rows the lower one may say all: `Complaint / Date received`.
  const lower = heading.includes(' / ') ? normal(heading.slice(heading.lastIndexOf(' / ') + 3)) : words;
  return Math.max(...[normal(target.column), ...target.headings].map((known) => Math.max(likeness(words, known), likeness(lower, known) * 0.95)));
}

/** Words of headings over a day by which something is to be done: no day on which it was done, however like the heading. Such days are worked out. */
const wordsOfDeadlines = /\b(over)?due\b|\btargets?\b|\bdead ?lines?\b|\bby when\b|\bexpected\b|\brequired\b|\bexpir(y|es)\b|\btime ?(limit|scale)s?\b|\bsla\b|\b(respond|response|reply|answer|complete|completed|finish) by\b|\b\d+ ?(wds?|(working )?days?)\b/;

function isHeadingOfDeadline(heading: string): boolean {
  return wordsOfDeadlines.test(normal(heading));
}

/** What has a name and is nobody: `Service name`, `Name of team`. */
const namesOfNobody = /^(service|team|department|directorate) name$|^name of (the )?(service|team|department|directorate)$/;

function isHeadingOfName(heading: string): boolean {
  const words = normal(heading);
  if (namesOfNobody.test(words)) return false;
  return headingsOfNames.some((name) => likeness(words, name) > 0.85) || /\b(name|surname|forename|dob)\b/.test(words);
}

/** Proposes how a log may be read. @returns undefined where no row looks like headings. */
export function proposeMapping(table: Table): Proposal | undefined {
  const headingRows = findHeadingRows(table);
  if (headingRows === undefined) return undefined;
  const headings = headingsOf(table, headingRows);
  const firstRow = Math.max(...headingRows);
  // Rows with a few cells only are remarks, months and totals.
  const fewest = Math.max(3, headings.filter((heading) => heading !== '').length / 3);
  const entries = table.rows.slice(firstRow).filter((row) => row.filter((cell) => plainText(cell) !== '').length >= fewest);
  const cellsUnder = (at: number) => entries.map((row) => plainText(row[at] ?? '')).filter((cell) => cell !== '');
  const names = headings.filter((heading) => heading !== '' && isHeadingOfName(heading));
  const chosen = choose(headings.map((heading, at) => ({ heading, cells: cellsUnder(at) })).filter(({ heading }) => heading !== '' && !names.includes(heading)));

  const receivedAt = headings.findIndex((heading) => chosen.get(heading)?.file === 'representations' && chosen.get(heading)?.column === 'received_on');
  const valuesUnder = (at: number) => entries.filter((row) => receivedAt === -1 || parseLogDay(plainText(row[receivedAt] ?? '')) !== undefined).map((row) => plainText(row[at] ?? '')).filter((cell) => cell !== '');

  const columns: Record<string, MappedColumn | null> = {};
  const valuesNotUnderstood: { heading: string; column: string; values: string[] }[] = [];
  const notKnown = new Set<string>();
  for (const [at, heading] of headings.entries()) {
    if (heading === '') continue;
    const target = chosen.get(heading);
    if (target === undefined) {
      columns[heading] = null;
      continue;
    }
    const column = columnOf(target);
    const { values, unknown } = valuesOf(column, at === receivedAt ? cellsUnder(at) : valuesUnder(at), notKnown);
    if (unknown.length > 0) valuesNotUnderstood.push({ heading, column: column.name, values: unknown });
    columns[heading] = {
      ...(target.file === 'representations' ? {} : { file: target.file as NonNullable<MappedColumn['file']> }), column: column.name, ...(Object.keys(values).length === 0 ? {} : { values }),
    };
  }
  const targets = [...chosen.values()];
  const has = (file: FileName, column: string) => targets.some((target) => target.file === file && target.column === column);
  const assumptions: string[] = [];
  const always: Record<string, string> = {};
  if (!has('representations', 'handled_as')) {
    always['handled_as'] = 'statutory';
    assumptions.push('No heading says how each complaint was handled: all are taken as statutory (`always` in the mapping)');
  }
  if (!has('stage2', 'decision') && targets.some((target) => target.file === 'stage2')) {
    always['stage2.decision'] = 'accepted';
    assumptions.push('No heading says whether requests for stage 2 were accepted: all are taken as accepted (`always` in the mapping)');
  }
  const deadlines = headings.filter((heading) => columns[heading] === null && !names.includes(heading) && isHeadingOfDeadline(heading));
  if (deadlines.length > 0) assumptions.push(`A day by which something is due is worked out and never read from a log: ${deadlines.join('; ')}`);
  if (!has('representations', 'received_on')) assumptions.push('No heading holds the day of receipt, without which nothing can be taken in');
  return {
    map: { log_of: 'representations', heading_rows: headingRows, columns, not_known: [...notKnown], always, fill_down: [] },
    notUnderstood: headings.filter((heading) => heading !== '' && columns[heading] === null && !names.includes(heading)), names, valuesNotUnderstood, assumptions,
  };
}

/** The row, or the two rows, whose cells are most like headings that are known. */
function findHeadingRows(table: Table): number[] | undefined {
  let best: { rows: number[]; score: number } | undefined;
  const last = Math.min(table.rows.length, ROWS_SEARCHED_FOR_HEADINGS);
  for (let row = 1; row <= last; row += 1) {
    for (const rows of row > 1 ? [[row], [row - 1, row]] : [[row]]) {
      const headings = headingsOf(table, rows).filter((heading) => heading !== '');
      // Cells of a row of entries are not headings, however like a value may be to one.
      if (headings.length < 3 || rows.some((each) => (table.rows[each - 1] ?? []).some((cell) => parseLogDay(cell) !== undefined))) continue;
      if (rows.length === 2 && !isUpperRow(table, rows[0]!)) continue;
      const score = headings.reduce((sum, heading) => sum + Math.max(...knownHeadings.map((target) => likenessToColumn(heading, target)).map((like) => (like >= LIKELY ? like : 0))), 0);
      if (score >= 2 && (best === undefined || score > best.score + (rows.length === 2 ? 0.2 : 0))) best = { rows, score };
    }
  }
  return best?.rows;
}

/** Whether a row could be the upper of two rows of headings: more than a title in its first cell, and no sentence. */
function isUpperRow(table: Table, row: number): boolean {
  const cells = (table.rows[row - 1] ?? []).map(plainText);
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 0 && !(filled.length === 1 && cells[0] !== '') && filled.every((cell) => cell.length <= 40);
}

/** For each heading the column it is most like, each column once; how its cells look decides between those that are nearly alike. */
function choose(headings: readonly { readonly heading: string; readonly cells: readonly string[] }[]): Map<string, LogColumn> {
  const pairs = headings.flatMap(({ heading, cells }) => knownHeadings.filter((target) => !(columnOf(target).kind === 'day' && isHeadingOfDeadline(heading))).map((target) => {
    const like = likenessToColumn(heading, target);
    return { heading, target, like, score: like + (like >= LIKELY ? evidence(target, cells) : 0) };
  })).filter(({ like, score }) => like >= LIKELY && score >= LIKELY).sort((a, b) => b.score - a.score);
  const chosen = new Map<string, LogColumn>();
  const taken = new Set<string>();
  for (const { heading, target } of pairs) {
    const key = `${target.file}.${target.column}`;
    if (chosen.has(heading) || taken.has(key)) continue;
    chosen.set(heading, { file: target.file, column: target.column });
    taken.add(key);
  }
  return chosen;
}

function columnOf(target: LogColumn): Column {
  return fileNamed(target.file).columns.find((each) => each.name === target.column)!;
}

/** How far the cells speak for a column: from -0.5 (days where none should be, or the other way round) to 0.3. */
function evidence(target: LogColumn, cells: readonly string[]): number {
  const column = columnOf(target);
  const said = cells.slice(0, 200).filter((cell) => !isNotKnown(cell));
  if (said.length === 0) return 0;
  const share = (test: (cell: string) => boolean) => said.filter(test).length / said.length;
  const days = share((cell) => parseLogDay(cell) !== undefined);
  switch (column.kind) {
    case 'day': return days >= 0.5 ? 0.2 : -0.5;
    case 'code': return share((cell) => meaningOf(column, cell) !== undefined) * 0.8 - 0.5;
    case 'whole number': return share((cell) => /^\d{1,3}$/.test(cell)) - 0.7;
    default: return days >= 0.5 ? -0.5 : column.name === 'ref' ? new Set(said).size / said.length * 0.3 - 0.15 : 0;
  }
}

function isNotKnown(cell: string): boolean {
  return wordsForNotKnown.includes(cell.toLowerCase());
}

/** The code that a log's value means, where it is one of the column's with other signs or a way of writing it that is known. */
function meaningOf(column: Column, value: string): string | undefined {
  const words = normal(value);
  const code = words.replaceAll(' ', '_');
  const allowed = column.values ?? column.known ?? [];
  if (allowed.includes(code)) return code;
  for (const known of [knownValues[column.name], knownValues['']]) {
    const means = known !== undefined && Object.hasOwn(known, words) ? known[words] : undefined;
    if (means !== undefined && (column.values === undefined || column.values.includes(means))) return means;
  }
  return undefined;
}

function valuesOf(column: Column, cells: readonly string[], notKnown: Set<string>): { values: Record<string, string>; unknown: string[] } {
  const values: Record<string, string> = {};
  const unknown = new Set<string>();
  for (const cell of new Set(cells)) {
    if (isNotKnown(cell)) {
      notKnown.add(cell);
      continue;
    }
    if (column.kind === 'code' || column.kind === 'open list') {
      const means = meaningOf(column, cell);
      if (means !== undefined && means !== cell) values[cell] = means;
      // Of an open list any text is kept; of a closed one somebody has to say what it means. A figure or a long text is likelier from the foot of the log.
      else if (means === undefined && column.kind === 'code' && !/^\d+$/.test(cell)) unknown.add(cell);
    }
    if (column.kind === 'day' && parseLogDay(cell) === undefined && !/^\d{1,4}$/.test(cell)) unknown.add(cell);
  }
  return { values, unknown: [...unknown] };
}
