import writeWorkbook, { type CellObject } from 'write-excel-file/node';
import { inWords } from '../../domain/day.ts';
import { wrapped } from '../charts/text.ts';
import { hiddenMark } from '../composing.ts';
import { capitalised } from '../house-style.ts';
import { markup } from '../markup.ts';
import type { Definition, Report, ReportBlock, ReportCell, ReportHeadline, ReportRow, ReportTable, ReportWordsTable } from '../report-value.ts';
import { smallBase } from '../sentences.ts';
import { belowTable } from './below-table.ts';
import { disclosureInWords } from './disclosure-in-words.ts';
import { printable } from './printable.ts';
import { cellsOfColumn, isCountedOut, symbolOf, symbols, unitOf } from './shorthand.ts';
import { textsOfWordsTable } from './words-of.ts';
import { unzipped, zipOf } from './zip.ts';

/** A sheet with one table in it: what stands above its header row, the row itself, and the rows. */
type TableSheet = { readonly name: string; readonly title: string; readonly above: readonly string[]; readonly headings: readonly string[]; readonly rows: readonly (readonly CellObject[])[]; readonly widths: readonly number[] };

type Workbook = Parameters<typeof writeWorkbook>;
type Sheet = Workbook[0][number];
type Feature = NonNullable<NonNullable<Workbook[1]>['features']>[number];

const longestCell = 32_767;
const mostUnpacked = 512 * 1024 * 1024;
const letterSize = 11;
const letterPixels = letterSize * (96 / 72);
const pixelsToACharacter = 7.6;
/** Texts are measured for letters wider than Arial’s, by more than this. */
const measuredWide = 1.1;
const pointsToALine = 14.5;
const coverWidths = [26, 96] as const;
/** Sheets to freeze: of one with more rows above its table, they would leave no room for the table. */
const mostFrozen = 12;
const lines = { vertical: 'top', wrap: true } as const;

/**
 * A report as a workbook, as "Releasing statistics in spreadsheets" of the Government Analysis Function asks: a cover, then one
 * table a sheet with its name in A1 and its header row marked as such, no merged cells and nothing left empty. It holds no
 * formula, hidden sheet, comment, author or company.
 */
export async function xlsxOf(report: Report): Promise<Buffer> {
  const tables = sheetsOf(report);
  const cover = coverOf(report, tables);
  const sheets: Sheet[] = [
    { sheet: 'Cover', orientation: 'landscape', data: cover.rows.map((row, at) => (at === 0 ? [...row] : highEnough(row, coverWidths))), columns: coverWidths.map((width) => ({ width })) },
    ...tables.map((table): Sheet => {
      const first = table.above.length + 2;
      return {
        sheet: table.name, orientation: 'landscape', columns: table.widths.map((width) => ({ width })), ...(first <= mostFrozen ? { stickyRowsCount: first } : {}),
        data: [
          [text(table.title, { fontWeight: 'bold', fontSize: 14, height: 22 })], ...table.above.map((line): CellObject[] => [text(line)]),
          highEnough(table.headings.map((heading, at) => text(heading, { fontWeight: 'bold', wrap: true, alignVertical: 'bottom', align: at === 0 ? 'left' : alignOf(table, at), ...(table.rows.some((row) => row[at]?.indent === 1) ? { indent: 1 } : {}), bottomBorderStyle: 'medium', bottomBorderColor: '#0B0C0C', backgroundColor: '#F3F2F1' })), table.widths),
          ...table.rows.map((row) => highEnough(row, table.widths)),
        ],
      };
    }),
  ];
  const written = await writeWorkbook(sheets, { fontFamily: 'Arial', fontSize: letterSize, features: [marked(tables, cover.links), titled(report)] }).toBuffer();
  // Packed anew without the time of day: the same report gives the same file.
  const parts = await unzipped(written, mostUnpacked);
  if (parts === undefined) throw new Error('the workbook that was just written cannot be unpacked');
  return zipOf(parts);
}

/** Spreadsheet programs do not make room for lines by themselves in a file that none of them wrote. */
function highEnough(row: readonly CellObject[], widths: readonly number[]): CellObject[] {
  const lines = row.map((cell, at) => (cell.wrap === true ? wrapped(String(cell.value ?? ''), (widths[at] ?? 10) * pixelsToACharacter * measuredWide, letterPixels, 60).length : 1));
  const most = Math.max(...lines);
  return most === 1 ? [...row] : row.map((cell, at) => (at === 0 ? { ...cell, height: most * pointsToALine + 2 } : cell));
}

const alignOf = ({ rows }: TableSheet, at: number): 'left' | 'right' => (rows.some((row) => row[at]?.align === 'right') ? 'right' : 'left');

function text(value: string, style: CellObject = {}): CellObject {
  return { value: printable(value).slice(0, longestCell).toWellFormed(), type: String, ...style };
}

function sheetsOf(report: Report): TableSheet[] {
  const blocks = report.sections.flatMap((section) => section.blocks.map((block) => ({ block, section: section.title })));
  const headlines = blocks.flatMap(({ block }) => (block.kind === 'headlines' ? block.figures : []));
  const limits = blocks.flatMap(({ block }) => (block.kind === 'limits' ? [block] : []));
  const definitions = blocks.flatMap(({ block }) => (block.kind === 'definitions' ? block.definitions : []));
  return [
    ...(headlines.length === 0 ? [] : [headlineSheet(headlines)]),
    ...blocks.flatMap(({ block, section }) => (block.kind === 'table' ? [tableSheet(block, section, report)] : block.kind === 'words table' ? [wordsSheet(block, section, report)] : [])),
    ...limits.map((block, at) => limitSheet(block, limits.length === 1 ? 'Time_limits' : `Time_limits_${at + 1}`)),
    ...(definitions.length === 0 ? [] : [definitionSheet(definitions)]),
  ];
}

const oneTable = 'This worksheet contains one table.';

function tableSheet(table: ReportTable, section: string, report: Report): TableSheet {
  const rows = [...table.rows, ...(table.total === undefined ? [] : [table.total])];
  const used = new Set(rows.flatMap(({ cells }) => cells.flatMap((cell) => symbolOf(cell) ?? [])));
  const countedOut = rows.some(({ cells }) => cells.some(isCountedOut));
  return {
    name: `Table_${table.number}`, title: `Table ${table.number}: ${table.caption}`,
    above: [
      oneTable, `${report.authority.name}, ${report.period.label}. Section: ${section}.`,
      ...belowTable(table),
      ...symbols.filter(({ symbol }) => used.has(symbol)).map(({ symbol, meaning }) => `${symbol} ${meaning}.`),
      ...(countedOut ? [`Percentages of fewer than ${smallBase} are given as numbers: “3 of 7”.`] : []),
    ],
    headings: distinct([table.rowHeading, ...table.columns.map((_, at) => headingOf(table, at))]),
    rows: rows.map((row) => rowOf(table, row, row === table.total)),
    widths: [widthFor([table.rowHeading, ...rows.map(({ heading }) => heading)], 16, 52), ...table.columns.map((column, at) => (column.numeric ? widthFor(`${column.group ?? ''} ${column.heading}`.split(/\s/), 17, 30) : widthFor(rows.map(({ cells }) => cells[at]?.text ?? ''), 14, 44)))],
  };
}

function wordsSheet(table: ReportWordsTable, section: string, report: Report): TableSheet {
  const rows = textsOfWordsTable(table);
  return {
    name: `Table_${table.number}`, title: `Table ${table.number}: ${table.caption}`, above: [oneTable, `${report.authority.name}, ${report.period.label}. Section: ${section}.`, ...(rows.flat().some((cell) => cell.includes(symbols[0].symbol)) ? [`${symbols[0].symbol} ${symbols[0].meaning}.`] : [])],
    headings: distinct(table.headings), widths: table.headings.map((heading, at) => widthFor([heading, ...rows.map((cells) => cells[at] ?? '')], 18, 52)),
    rows: rows.map((cells) => cells.map((cell) => text(cell === '' ? '[z]' : cell, { wrap: true, alignVertical: lines.vertical }))),
  };
}

function widthFor(texts: readonly string[], least: number, most: number): number {
  return Math.min(most, Math.max(least, ...texts.map((each) => each.length + 3)));
}

/** One heading from a group's and a column's own, with the unit that its numbers leave out. */
function headingOf(table: ReportTable, at: number): string {
  const column = table.columns[at];
  if (column === undefined) return '';
  const heading = column.group === undefined ? column.heading : `${column.group}: ${column.heading}`;
  const units = new Set(cellsOfColumn(table, at).flatMap((cell) => unitOf(table, at, cell) ?? []));
  const [unit] = units;
  if (units.size !== 1 || unit === undefined || unit === 'number') return heading;
  const sign = { 'per cent': '%', pounds: '£', 'working days': 'working days' }[unit];
  return heading.includes(sign) ? heading : `${heading} (${sign})`;
}

/** A table's headings may not repeat, whatever their case: spreadsheet programs would take the file for damaged. */
function distinct(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const written = printable(heading).replaceAll(/\s+/g, ' ').trim().slice(0, 240).toWellFormed() || 'Heading';
    const times = (seen.get(written.toLowerCase()) ?? 0) + 1;
    seen.set(written.toLowerCase(), times);
    return times === 1 ? written : `${written} ${times}`;
  });
}

function rowOf(table: ReportTable, row: ReportRow, isTotal: boolean): CellObject[] {
  const style = isTotal ? { fontWeight: 'bold', topBorderStyle: 'thin', topBorderColor: '#0B0C0C' } as const : {};
  return [text(row.heading, { ...style, wrap: true, alignVertical: lines.vertical }), ...row.cells.map((cell, at) => cellOf(cell, units(table, at, cell), style))];
}

function units(table: ReportTable, at: number, cell: ReportCell): { readonly unit: ReturnType<typeof unitOf>; readonly mixed: boolean } {
  return { unit: unitOf(table, at, cell), mixed: new Set(cellsOfColumn(table, at).flatMap((each) => unitOf(table, at, each) ?? [])).size > 1 };
}

function cellOf(cell: ReportCell, { unit, mixed }: ReturnType<typeof units>, style: object): CellObject {
  const symbol = symbolOf(cell);
  if (symbol !== undefined) return text(symbol, { ...style, align: cell.numeric ? 'right' : 'left', alignVertical: lines.vertical });
  if (cell.value === null || isCountedOut(cell)) return text(cell.text, { ...style, align: cell.numeric ? 'right' : 'left', wrap: !cell.numeric, alignVertical: lines.vertical });
  return { value: cell.value, type: Number, format: formatOf(cell.text, mixed ? unit : undefined), align: 'right', alignVertical: lines.vertical, ...style };
}

/** As many decimals as are printed; the unit too where its column has several. */
function formatOf(printedAs: string, unit: ReturnType<typeof unitOf>): string {
  const decimals = /\.(\d+)/.exec(printedAs)?.[1] ?? '';
  const number = `#,##0${decimals === '' ? '' : `.${'0'.repeat(decimals.length)}`}`;
  const whole = unit === 'per cent' ? `${number}"%"` : unit === 'pounds' ? `"£"${number}` : number;
  return printedAs.startsWith('+') ? `+${whole};-${whole};0` : whole;
}

function headlineSheet(figures: readonly ReportHeadline[]): TableSheet {
  const value = ({ text: printedAs, hidden, asked }: ReportHeadline): CellObject => {
    const answer = asked[0]?.answer ?? null;
    if (hidden === true || answer === null || / of /.test(printedAs)) return text(printedAs, { align: 'right' });
    return { value: answer, type: Number, format: formatOf(printedAs, printedAs.includes('%') ? 'per cent' : printedAs.includes('£') ? 'pounds' : undefined), align: 'right' };
  };
  return {
    name: 'Headlines', title: 'Headline figures', above: [oneTable, ...symbols.filter(({ symbol }) => (symbol === '[z]' ? figures.some(({ comparison }) => comparison === undefined) : symbol === hiddenMark && figures.some(({ hidden }) => hidden === true))).map(({ symbol, meaning }) => `${symbol} ${meaning}.`)], headings: ['Figure', 'Number', 'Compared with'], widths: [44, 18, 44],
    rows: figures.map((figure) => [text(figure.heading, { wrap: true }), value(figure), text(figure.comparison ?? '[z]', { wrap: true, align: 'left', indent: 1 })]),
  };
}

function limitSheet(block: Extract<ReportBlock, { kind: 'limits' }>, name: string): TableSheet {
  return { name, title: block.caption, above: [oneTable], headings: ['Step', 'Time limit', 'Source'], widths: [52, 36, 52], rows: block.limits.map(({ step, limit, source }) => [step, limit, source].map((each) => text(each, { wrap: true, alignVertical: lines.vertical }))) };
}

function definitionSheet(definitions: readonly Definition[]): TableSheet {
  return { name: 'Definitions', title: 'What the figures mean', above: [oneTable], headings: ['Figure', 'Meaning'], widths: [40, 96], rows: definitions.map(({ term, meaning }) => [term, meaning].map((each) => text(each, { wrap: true, alignVertical: lines.vertical }))) };
}

/** The cover's rows, and which of its cells lead to which sheet. */
function coverOf(report: Report, tables: readonly TableSheet[]): { readonly rows: readonly (readonly CellObject[])[]; readonly links: ReadonlyMap<string, string> } {
  const pair = (term: string, meaning: string): CellObject[] => [text(term, { alignVertical: lines.vertical }), text(meaning, { wrap: true, alignVertical: lines.vertical })];
  const heading = (words: string): CellObject[] => [text(words, { fontWeight: 'bold', fontSize: 13, height: 24, alignVertical: 'bottom' })];
  const before: CellObject[][] = [
    [text(`${report.title} – ${report.authority.name}`, { fontWeight: 'bold', fontSize: 16, height: 26 })],
    pair('Council', report.authority.name), pair('Period', `${report.period.label}: ${inWords(report.period.from)} to ${inWords(report.period.to)}`),
    pair('Records', report.asAt === undefined ? 'All that was on record when the report was made' : `What was on record at the end of ${inWords(report.asAt)}`),
    pair('Made on', inWords(report.madeOn)), pair('About', report.audience), pair('Small numbers', disclosureInWords(report)),
    // What is hidden, and by which rule, is told under “Small numbers”: once.
    ...report.notes.filter((note) => !note.startsWith(hiddenMark)).map((note) => pair('Note', note)),
    heading('Symbols'), ...symbols.map(({ symbol, meaning }) => pair(symbol, symbol === hiddenMark && report.disclosure !== undefined ? 'Confidential: see “Small numbers” above.' : `${capitalised(meaning)}.`)),
    heading('Contents'),
  ];
  return {
    rows: [...before, ...tables.map(({ name, title }): CellObject[] => [text(name, { textColor: '#1D70B8', textDecoration: { underline: true } }), text(title, { wrap: true })])],
    links: new Map(tables.map(({ name }, at) => [`A${before.length + at + 1}`, name])),
  };
}

/** Marks each table's cells and its header row as a table, and leads from the cover's contents to the sheets. */
function marked(tables: readonly TableSheet[], links: ReadonlyMap<string, string>): Feature {
  const tableOf = (sheetIndex: number): TableSheet | undefined => tables[sheetIndex - 1];
  return {
    files: {
      transform: {
        '[Content_Types].xml': { insert: () => tables.map((_, at) => `<Override PartName="/xl/tables/table${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/>`).join('') },
        'xl/worksheets/_rels/sheet{id}.xml.rels': { insert: (_, { sheetIndex }) => (tableOf(sheetIndex) === undefined ? undefined : `<Relationship Id="rId-table" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table${sheetIndex}.xml"/>`) },
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _, { sheetIndex }) => content.replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>').replace('orientation="landscape"', 'orientation="landscape" fitToWidth="1" fitToHeight="0"')
            .replace('<pageMargins', `${tableOf(sheetIndex) === undefined ? `<hyperlinks>${[...links].map(([cell, sheet]) => `<hyperlink ref="${cell}" location="'${sheet}'!A1" display="${sheet}"/>`).join('')}</hyperlinks>` : ''}<pageMargins`),
          insert: (_, { sheetIndex }) => (tableOf(sheetIndex) === undefined ? undefined : '<tableParts count="1"><tablePart r:id="rId-table"/></tableParts>'),
        },
      },
      write: { files: () => Object.fromEntries(tables.map((table, at) => [`xl/tables/table${at + 1}.xml`, tableXml(table, at + 1)])) },
    },
  };
}

function tableXml({ name, above, headings, rows }: TableSheet, id: number): string {
  const first = above.length + 2;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${markup`<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${id}" name="${name}" displayName="${name}" ref="A${first}:${columnLetters(headings.length)}${first + rows.length}" totalsRowShown="0"><tableColumns count="${headings.length}">${headings.map((heading, at) => markup`<tableColumn id="${at + 1}" name="${heading}"/>`)}</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`.text}`;
}

/** `A`, `Z`, `AA`: the letters of a column, counted from 1. */
function columnLetters(column: number): string {
  return column <= 26 ? String.fromCharCode(64 + column) : `${columnLetters(Math.floor((column - 1) / 26))}${columnLetters(((column - 1) % 26) + 1)}`;
}

/** The workbook's title and language for those who hear it read, and nothing about who made it. */
function titled(report: Report): Feature {
  const xml = markup`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${printable(`${report.title} – ${report.authority.name}`)}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>`.text;
  return {
    files: {
      transform: {
        '[Content_Types].xml': { insert: () => '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' },
        '_rels/.rels': { insert: () => '<Relationship Id="rId-core-1" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>' },
      },
      write: { files: () => ({ 'docProps/core.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}` }) },
    },
  };
}
