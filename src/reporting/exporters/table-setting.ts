import { textWidth } from '../charts/text.ts';
import type { ReportTable } from '../report-value.ts';
import { columnGroups } from './column-groups.ts';

/** How a table is set on paper: which way the page lies, its letters' size and its columns' widths, those of the row headings first; all in points. */
export type TableSetting = { readonly landscape: boolean; readonly size: number; readonly widths: readonly number[] };

/** The room between the margins of a page, in points. */
export type Room = { readonly portrait: number; readonly landscape: number };

/** To both sides of a cell's words, together. */
export const cellPadding = 11;
const roomiest = 9.5;
const smallest = 7.5;
/** Row headings break into lines rather than take more of the page than this, where numbers need the room. */
const headingAtLeast = 118;
/** Longer row headings break rather than take more than this share of the page from the columns. */
const headingAtMost = 0.45;
const numberAtLeast = 52;
const factAtMost = 100;

/** Letters as large as fit upright, then across the page; what fits neither way is set small across it, with words broken. */
export function settingOf(table: Pick<ReportTable, 'rowHeading' | 'columns' | 'rows' | 'total'>, room: Room): TableSetting {
  for (const landscape of [false, true]) {
    for (const size of landscape ? [roomiest, 8.5, smallest] : [roomiest, 8.5]) {
      const widths = widthsIn(table, landscape ? room.landscape : room.portrait, size);
      if (widths !== undefined) return { landscape, size, widths };
    }
  }
  const each = room.landscape / (table.columns.length + 2);
  return { landscape: true, size: smallest, widths: [each * 2, ...table.columns.map(() => each)] };
}

function widthsIn({ rowHeading, columns, rows, total }: Pick<ReportTable, 'rowHeading' | 'columns' | 'rows' | 'total'>, room: number, size: number): readonly number[] | undefined {
  const all = total === undefined ? rows : [...rows, total];
  const wide = (text: string, bold = false): number => textWidth(text, size, bold) + cellPadding;
  const word = (text: string, bold = false): number => Math.max(0, ...text.split(/[\s/]+/u).map((part) => wide(part, bold)));
  const headings = [rowHeading, ...all.map((row) => row.heading)];
  const longest = Math.max(...headings.map((text) => wide(text, true)));
  const first = { least: Math.max(...headings.map((text) => word(text, true)), Math.min(longest, headingAtLeast)), longest };
  const groups = columnGroups(columns);
  const others = columns.map((column, index) => {
    const texts = all.map((row) => row.cells[index]?.text ?? '');
    const most = Math.max(0, ...texts.map((text) => wide(text, true)));
    // A number is never broken; of words, the longest must fit.
    const cells = column.numeric ? most : Math.max(0, ...texts.map((text) => word(text, true)));
    const group = groups.find((one) => one.columns.includes(column));
    const heading = Math.max(word(column.heading, true), word(group?.name ?? '', true) / (group?.columns.length ?? 1));
    const headingWell = Math.max(wide(column.heading, true), wide(group?.name ?? '', true) / (group?.columns.length ?? 1));
    return { least: Math.max(cells, heading), inTwoLines: Math.max(cells, heading, inTwoLines(column.heading, wide)), good: Math.max(cells, heading, numberAtLeast, Math.min(most, factAtMost), Math.min(headingWell, column.numeric ? (columns.length > 2 ? 110 : 150) : factAtMost)) };
  });
  const least = first.least + others.reduce((sum, { least: one }) => sum + one, 0);
  if (least > room) return undefined;
  // Headings of columns may take two lines, but more only where row headings could not be set; a row heading that breaks costs a line in each row.
  const inTwo = widened(others.map(({ least: one }) => one), others.map(({ inTwoLines, good }) => Math.min(inTwoLines, good)), room - first.least);
  const columnWidths = widened(inTwo, others.map(({ good }) => good), room - Math.max(first.least, Math.min(first.longest, room * headingAtMost)));
  const left = room - columnWidths.reduce((sum, one) => sum + one, 0);
  const ofWords = columns.map((column, index) => (column.numeric ? 0 : Math.max(0, ...all.map((row) => wide(row.cells[index]?.text ?? ''))) - (columnWidths[index] ?? 0))).map((one) => Math.max(0, one));
  const words = ofWords.reduce((sum, one) => sum + one, 0);
  if (words > 0) {
    // Long words take what the row headings leave, each column by how much it has to say.
    const firstWidth = Math.min(left, Math.max(first.least, Math.min(first.longest, room * 0.3)));
    return [firstWidth, ...columnWidths.map((width, index) => width + (left - firstWidth) * ((ofWords[index] ?? 0) / words))];
  }
  // A table of one or two columns does not spread over the whole page: a number should stand near its row's heading.
  const firstWidth = Math.min(left, Math.max(first.least, columns.length > 3 ? left : Math.max(Math.min(first.longest, left), room * 0.4)));
  return [firstWidth, ...columnWidths];
}

/** `from` widened towards `to` as far as `room` for all of them allows, each by the same share of what it lacks. */
function widened(from: readonly number[], to: readonly number[], room: number): readonly number[] {
  const spare = Math.max(0, room - from.reduce((sum, one) => sum + one, 0));
  const wanted = from.reduce((sum, one, index) => sum + Math.max(0, (to[index] ?? one) - one), 0);
  const share = wanted === 0 ? 0 : Math.min(1, spare / wanted);
  return from.map((one, index) => one + Math.max(0, (to[index] ?? one) - one) * share);
}

/** The width in which a heading takes two lines. */
function inTwoLines(heading: string, wide: (text: string, bold?: boolean) => number): number {
  const words = heading.split(/\s+/u);
  return Math.min(...words.map((_, at) => Math.max(wide(words.slice(0, at + 1).join(' '), true), wide(words.slice(at + 1).join(' '), true))));
}
