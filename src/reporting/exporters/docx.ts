import {
  AlignmentType, BorderStyle, Document, Footer, Header, HeadingLevel, ImageRun, LevelFormat, LineRuleType, Packer, PageNumber, PageOrientation, Paragraph, SimpleField, Table, TableCell, TableLayoutType, TableOfContents,
  TableRow, TextRun, VerticalAlignTable, WidthType, type ISectionOptions,
} from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import { chartPicture, pngOf } from '../charts/picture.ts';
import type { Report, ReportBlock, ReportCell, ReportChart, ReportColumn, ReportHeadline, ReportPicture, ReportRow, ReportTable } from '../report-value.ts';
import { belowChart } from './below-chart.ts';
import { belowTable } from './below-table.ts';
import { columnGroups, startsOfGroups } from './column-groups.ts';
import { coverNotes } from './cover-notes.ts';
import { narrativeRuns } from './narrative-runs.ts';
import { printable } from './printable.ts';
import { saidOnce } from './said-once.ts';
import { stampRows, stampTitle } from './stamp-rows.ts';
import { settingOf, type Room, type TableSetting } from './table-setting.ts';
import { heightOf, placeOf, withLetterhead } from './word-letterhead.ts';
import { unbroken } from './unbroken.ts';
import { textsOfWordsTable } from './words-of.ts';
import { asMadeAgain } from './word-made-again.ts';
import { ownStyles } from './word-styles.ts';
import type { WordTemplate } from './word-template.ts';

const BULLETS = 'report-bullets';
const RULE = 'B1B4B6';
const INK = '0B0C0C';
const QUIET = '484949';
/** A table of more rows than this may be parted between two pages. */
const KEPT_TOGETHER = 15;

type Page = { readonly width: number; readonly height: number; readonly margin: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number; readonly header: number; readonly footer: number } };
type Child = Paragraph | Table | TableOfContents;
/** What stands on pages that lie one way. */
type Stretch = { readonly landscape: boolean; readonly children: Child[] };
type Pictures = ReadonlyMap<number, { readonly svg: string; readonly png: Buffer; readonly width: number; readonly height: number }>;
type Setting = { readonly room: Room; readonly pictures: Pictures };

/** A4 with margins of two centimetres, in twentieths of a point. */
const a4: Page = { width: 11_906, height: 16_838, margin: { top: 1247, bottom: 1134, left: 1134, right: 1134, header: 567, footer: 510 } };

/**
 * A report as a Word file: real headings, a contents list with its page numbers, numbered captions, tables whose headings
 * repeat on each page, charts that can be scaled with their words for those who cannot see them. British English, and
 * nothing in its properties but its title.
 * @param template the council's own: its styles, margins, header and footer take the place of ours
 */
export async function docxOf(report: Report, template?: WordTemplate): Promise<Buffer> {
  const page: Page = { ...a4, ...(template === undefined ? {} : { margin: template.margin }) };
  const setting = { room: roomOf(page), pictures: await picturesOf(report) };
  const stretches: Stretch[] = [{ landscape: false, children: [...cover(report), ...contents()] }];
  const add = (landscape: boolean, children: readonly Child[]): void => {
    const last = stretches.at(-1);
    if (last?.landscape === landscape) last.children.push(...children);
    else stretches.push({ landscape, children: [...children] });
  };
  report.sections.forEach((section, index) => {
    add(false, [new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, ...(index === 0 ? { pageBreakBefore: true, spacing: { before: 0 } } : {}), children: runs(`${index + 1}. ${section.title}`) })]);
    for (const block of saidOnce(section)) for (const { landscape, children } of blockOf(block, setting)) add(landscape, children);
  });
  add(false, [new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, children: runs(stampTitle) }), ...stampRows(report).map(({ term, value }, index, all) => labelled(term, value, index < all.length - 1))]);
  const file = new Document({
    // Said to be nobody's: left out, the library would write a name of its own.
    creator: '', lastModifiedBy: '', title: printable(report.title),
    externalStyles: template?.styles ?? ownStyles(), pageNumbers: estimatePageNumbersWith({ guess: true }),
    ...(template?.fonts === undefined ? {} : { theme: { fonts: template.fonts } }),
    evenAndOddHeaderAndFooters: template?.letterhead.some(({ place }) => place === 'even') ?? false,
    numbering: { config: [{ reference: BULLETS, levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 400, hanging: 260 } } } }] }] },
    sections: stretches.map(({ landscape, children }, index): ISectionOptions => ({
      properties: {
        titlePage: index === 0 && (template?.firstPageDiffers ?? true),
        page: { size: { width: page.width, height: page.height, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT }, margin: page.margin },
      },
      // Later sections go on with those of the first.
      ...(index === 0 ? headersAndFooters(report, template) : {}),
      children,
    })),
  });
  const made = await asMadeAgain(await Packer.toBuffer(file));
  return template === undefined ? made : await withLetterhead(made, template);
}

/** Where the template has its own, a place for it is kept that is as high. */
function headersAndFooters(report: Report, template: WordTemplate | undefined): Pick<ISectionOptions, 'headers' | 'footers'> {
  const given = (kind: 'header' | 'footer', place: 'default' | 'first' | 'even'): Paragraph[] | undefined => {
    const part = template?.letterhead.find((one) => one.kind === kind && one.place === place);
    return part === undefined ? undefined : [new Paragraph({ spacing: { before: 0, after: 0, line: heightOf(part), lineRule: LineRuleType.EXACT }, children: runs(placeOf(part)) })];
  };
  const even = (template?.letterhead ?? []).some(({ place }) => place === 'even');
  const empty = (style: string): Paragraph[] => [new Paragraph({ style })];
  const [header, footer] = [given('header', 'default') ?? [runningTitle(report)], given('footer', 'default') ?? [pageOfPages()]];
  return {
    headers: { default: new Header({ children: header }), first: new Header({ children: given('header', 'first') ?? empty('Header') }), ...(even ? { even: new Header({ children: given('header', 'even') ?? [runningTitle(report)] }) } : {}) },
    footers: { default: new Footer({ children: footer }), first: new Footer({ children: given('footer', 'first') ?? empty('Footer') }), ...(even ? { even: new Footer({ children: given('footer', 'even') ?? [pageOfPages()] }) } : {}) },
  };
}

function roomOf({ width, height, margin }: Page): Room {
  const sides = margin.left + margin.right;
  return { portrait: (width - sides) / 20, landscape: (height - sides) / 20 };
}

function runningTitle(report: Report): Paragraph {
  return new Paragraph({ style: 'Header', children: runs(`${report.authority.name} – ${report.title}`) });
}

function pageOfPages(): Paragraph {
  return new Paragraph({ style: 'Footer', alignment: AlignmentType.RIGHT, children: [new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })] });
}

async function picturesOf(report: Report): Promise<Pictures> {
  const charts = report.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'table' && block.chart !== undefined ? [block.chart] : [])));
  return new Map(await Promise.all(charts.map(async (chart) => {
    const picture = chartPicture(chart, `chart-${chart.number}`);
    return [chart.number, { ...picture, png: await pngOf(picture, 1.5) }] as const;
  })));
}

/** A break of lines in the text is one on the page. */
function runs(text: string, look: { readonly bold?: true; readonly italics?: true; readonly color?: string; readonly size?: number } = {}): TextRun[] {
  return printable(text).split('\n').map((line, index) => new TextRun({ text: line, ...look, ...(index === 0 ? {} : { break: 1 }) }));
}

function paragraph(text: string, style?: string): Paragraph {
  return new Paragraph({ ...(style === undefined ? {} : { style }), children: runs(text) });
}

function labelled(label: string, text: string, keepNext = false): Paragraph {
  return new Paragraph({ keepNext, keepLines: keepNext, children: [...runs(`${label}: `, { bold: true }), ...runs(text)] });
}

function point(text: string, note?: string): Paragraph {
  return new Paragraph({ style: 'ListBullet', numbering: { reference: BULLETS, level: 0 }, children: [...runs(text), ...(note === undefined ? [] : runs(` ${note}`, { color: QUIET }))] });
}

function cover(report: Report): Paragraph[] {
  return [
    new Paragraph({ style: 'Subtitle', spacing: { before: 1800 }, children: runs(report.authority.name) }),
    paragraph(unbroken(report.title), 'Title'),
    ...(report.audience === '' ? [] : [paragraph(report.audience)]),
    ...stampRows(report).slice(0, 3).map(({ term, value }) => labelled(term, value)),
    ...coverNotes(report).map((note, index, all) => new Paragraph({ style: 'ReportNotice', spacing: { before: index === 0 ? 480 : 0, after: index === all.length - 1 ? 0 : 120 }, children: runs(note) })),
  ];
}

function contents(): Child[] {
  return [
    new Paragraph({ style: 'TOCHeading', pageBreakBefore: true, children: runs('Contents') }),
    new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' }),
  ];
}

function upright(children: readonly Child[]): Stretch[] {
  return [{ landscape: false, children: [...children] }];
}

function blockOf(block: ReportBlock, setting: Setting): Stretch[] {
  switch (block.kind) {
    case 'table': return tableBlock(block, setting);
    case 'headlines': return upright([headlines(block.figures, setting), gap()]);
    case 'sentences': return upright(block.asList ? block.sentences.map(({ text }) => point(text)) : [paragraph(block.sentences.map(({ text }) => text).join(' '))]);
    case 'text': return upright(block.paragraphs.map((text) => paragraph(text)));
    case 'quotes': return upright(block.quotes.flatMap(({ text, attribution }) => [paragraph(text, 'Quote'), paragraph(attribution, 'QuoteSource')]));
    case 'narrative': return upright(narrativeRuns(block.paragraphs).flatMap((run) => {
      if (run.as === 'points') return run.points.map((text) => point(text));
      return [run.as === 'heading' ? new Paragraph({ heading: HeadingLevel.HEADING_2, keepNext: true, children: runs(run.text) }) : paragraph(run.text)];
    }));
    case 'picture': return upright(pictureOf(block, setting));
    case 'words table': return upright([caption('Table', block.number, block.caption), wordsTable(block.headings, textsOfWordsTable(block), setting), gap()]);
    case 'actions': return upright(block.actions.map(({ text, service, standing }) => point(text, `${[service, standing].filter((part) => part !== undefined).join('. ')}.`)));
    case 'limits': return upright([
      new Paragraph({ style: 'Caption', keepNext: true, children: runs(block.caption) }),
      wordsTable(['Step', 'Time limit', 'Source'], block.limits.map(({ step, limit, source }) => [step, limit, source]), setting), gap(),
    ]);
    case 'definitions': return block.definitions.length === 0 ? [] : upright([wordsTable(['Term', 'Meaning'], block.definitions.map(({ term, meaning }) => [term, meaning]), setting), gap()]);
    default: return block satisfies never;
  }
}

/** Two tables that follow one another would be one. */
function gap(): Paragraph {
  return new Paragraph({ style: 'ReportNote', children: [] });
}

/** Its number is a field, from which Word makes lists of tables and figures, and set: where one was left out of what is published, Word would count on without a gap. */
function caption(label: 'Table' | 'Figure', number: number, text: string): Paragraph {
  return new Paragraph({ style: 'Caption', keepNext: true, children: [new TextRun(`${label} `), new SimpleField(`SEQ ${label} \\* ARABIC \\r ${number}`, String(number)), ...runs(`: ${text}`)] });
}

function tableBlock(table: ReportTable, { room, pictures }: Setting): Stretch[] {
  const setting = settingOf(table, room);
  const note = belowTable(table).join(' ');
  const whole: Stretch = { landscape: setting.landscape, children: [caption('Table', table.number, table.caption), figuresTable(table, setting, note !== ''), note === '' ? gap() : new Paragraph({ style: 'ReportNote', spacing: { before: 100, after: 220 }, children: runs(note) })] };
  return table.chart === undefined ? [whole] : [...upright(chartOf(table.chart, room, pictures)), whole];
}

function chartOf(chart: ReportChart, room: Room, pictures: Pictures): Paragraph[] {
  const picture = pictures.get(chart.number);
  if (picture === undefined) return [];
  const scale = Math.min(1, (room.portrait * 96) / 72 / picture.width);
  const transformation = { width: Math.floor(picture.width * scale), height: Math.floor(picture.height * scale) };
  const words = { name: `Figure ${chart.number}`, title: printable(chart.title), description: printable(chart.description) };
  return [
    caption('Figure', chart.number, chart.title),
    ...(chart.subtitle === undefined ? [] : [new Paragraph({ style: 'ReportNote', keepNext: true, spacing: { after: 140 }, children: runs(chart.subtitle) })]),
    new Paragraph({ style: 'ReportChart', children: [new ImageRun({ type: 'svg', data: Buffer.from(picture.svg), transformation, altText: words, fallback: { type: 'png', data: picture.png } })] }),
    new Paragraph({ style: 'ReportNote', spacing: { after: 160 }, children: runs(belowChart(chart)) }),
  ];
}

/** Over the width of the page or half of it, no higher than its width and a half. */
function pictureOf({ type, data, width, height, alt, decorative, caption: words, across }: ReportPicture, { room }: Setting): Paragraph[] {
  if (data === undefined) return [];
  const widest = ((room.portrait * 96) / 72) * (across === 'half' ? 0.5 : 1);
  const scale = Math.min(1, widest / width, (widest * 1.3) / height);
  const shown = { type: type === 'jpeg' ? 'jpg' as const : 'png' as const, data: Buffer.from(data, 'base64'), transformation: { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) } };
  return [
    new Paragraph({ style: 'ReportChart', ...(words === undefined ? {} : { keepNext: true }), children: [new ImageRun(decorative === true ? { ...shown, decorative } : { ...shown, altText: { name: 'Picture', description: printable(alt) } })] }),
    ...(words === undefined ? [] : [new Paragraph({ style: 'ReportNote', spacing: { after: 220 }, children: runs(words) })]),
  ];
}

type Look = { readonly size: number; readonly keep: boolean };
type CellLook = Look & { readonly width: number; readonly style: 'TableText' | 'TableHeading' | 'TableNumber'; readonly right?: boolean; readonly startsGroup?: boolean; readonly heavy?: 'below' | 'above'; readonly columnSpan?: number; readonly rowSpan?: number; readonly centred?: boolean; readonly middle?: true };

function cell(text: string, look: CellLook, run: Parameters<typeof runs>[1] = {}): TableCell {
  const { width, style, right, startsGroup, heavy, columnSpan, rowSpan, centred, middle } = look;
  const line = { style: BorderStyle.SINGLE, size: 12, color: INK };
  const borders = {
    ...(heavy === 'below' ? { bottom: line } : {}), ...(heavy === 'above' ? { top: line } : {}),
    ...(startsGroup === true ? { left: { style: BorderStyle.SINGLE, size: 8, color: RULE } } : {}),
  };
  return new TableCell({
    width: { size: Math.round(width * 20), type: WidthType.DXA }, borders, ...(columnSpan === undefined ? {} : { columnSpan }), ...(rowSpan === undefined ? {} : { rowSpan }),
    ...(style === 'TableHeading' && right !== undefined ? { verticalAlign: VerticalAlignTable.BOTTOM } : middle === true ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
    children: [new Paragraph({
      style, keepNext: look.keep, ...(centred === true ? { alignment: AlignmentType.CENTER } : right === true && style === 'TableHeading' ? { alignment: AlignmentType.RIGHT } : {}),
      children: runs(text, { ...run, ...(look.size === 9.5 ? {} : { size: look.size * 2 }) }),
    })],
  });
}

/** The first row and the first column are headings, and said to be so. */
function tableOf(rows: readonly TableRow[], widths: readonly number[], total: boolean): Table {
  const columnWidths = widths.map((width) => Math.round(width * 20));
  return new Table({
    style: 'ReportTable', columnWidths, width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA }, layout: TableLayoutType.FIXED,
    tableLook: { firstRow: true, firstColumn: true, lastRow: total, lastColumn: false, noHBand: true, noVBand: true }, rows,
  });
}

function figuresTable(table: ReportTable, { size, widths }: TableSetting, notesFollow: boolean): Table {
  const starts = startsOfGroups(table.columns);
  const [first = 0, ...others] = widths;
  const together = table.rows.length <= KEPT_TOGETHER;
  const lines = table.total === undefined ? table.rows : [...table.rows, table.total];
  const row = ({ heading, cells }: ReportRow, index: number): TableRow => {
    const isTotal = index === table.rows.length;
    const look: Look = { size, keep: together && (index < lines.length - 1 || notesFollow) };
    const heavy = isTotal ? { heavy: 'above' as const } : {};
    return new TableRow({
      cantSplit: true,
      children: [
        cell(heading, { ...look, width: first, style: 'TableText', ...heavy }, isTotal ? { bold: true } : {}),
        ...cells.map((one, at) => cell(one.text, { ...look, width: others[at] ?? 0, style: one.numeric ? 'TableNumber' : 'TableText', startsGroup: starts.has(at), ...heavy }, cellRun(one, isTotal))),
      ],
    });
  };
  return tableOf([...headRows(table, widths, size), ...lines.map(row)], widths, table.total !== undefined);
}

function cellRun({ numeric, value, hidden }: ReportCell, isTotal: boolean): NonNullable<Parameters<typeof runs>[1]> {
  if (isTotal) return { bold: true };
  return numeric && value === null && hidden !== true ? { italics: true, color: QUIET } : {};
}

function headRows(table: ReportTable, [first = 0, ...others]: readonly number[], size: number): TableRow[] {
  const starts = startsOfGroups(table.columns);
  const at = (column: ReportColumn): number => table.columns.indexOf(column);
  const look = { size, keep: true, style: 'TableHeading' as const };
  const heading = (column: ReportColumn, rowSpan?: number): TableCell => cell(column.heading, { ...look, width: others[at(column)] ?? 0, right: column.numeric, startsGroup: starts.has(at(column)), heavy: 'below', ...(rowSpan === undefined ? {} : { rowSpan }) });
  const row = (children: readonly TableCell[]): TableRow => new TableRow({ tableHeader: true, cantSplit: true, children });
  const corner = { ...look, width: first, right: false, heavy: 'below' as const };
  if (starts.size === 0) return [row([cell(table.rowHeading, corner), ...table.columns.map((column) => heading(column))])];
  const groups = columnGroups(table.columns);
  return [
    row([
      cell(table.rowHeading, { ...corner, rowSpan: 2 }),
      ...groups.flatMap(({ name, columns }) => (name === undefined ? columns.map((column) => heading(column, 2))
        : [cell(name, { ...look, width: columns.reduce((sum, column) => sum + (others[at(column)] ?? 0), 0), startsGroup: true, centred: columns.length > 1, right: columns.length === 1, columnSpan: columns.length })])),
    ]),
    row(groups.flatMap(({ name, columns }) => (name === undefined ? [] : columns.map((column) => heading(column))))),
  ];
}

/** A table of words: what each row is about, and what is said of it. */
function wordsTable(headings: readonly string[], rows: readonly (readonly string[])[], { room }: Setting): Table {
  const [rowHeading = '', ...others] = headings;
  const columns = others.map((heading) => ({ key: heading, heading, numeric: false }));
  const { size, widths } = settingOf({ rowHeading, columns, rows: rows.map(([heading = '', ...cells]) => ({ heading, value: null, cells: cells.map((text) => ({ text, value: null, numeric: false, asked: [] })) })) }, { ...room, landscape: room.portrait });
  const together = rows.length <= KEPT_TOGETHER;
  const look = { size, keep: false };
  return tableOf([
    new TableRow({ tableHeader: true, cantSplit: true, children: headings.map((heading, at) => cell(heading, { ...look, keep: true, style: 'TableHeading', width: widths[at] ?? 0, right: false, heavy: 'below' })) }),
    ...rows.map((texts, index) => new TableRow({ cantSplit: true, children: texts.map((text, at) => cell(text, { ...look, keep: together && index < rows.length - 1, style: 'TableText', width: widths[at] ?? 0 }, at === 0 ? { bold: true } : {})) })),
  ], widths, false);
}

/** Read aloud, each is a row: what it is, the number, and what it was before. */
function headlines(figures: readonly ReportHeadline[], { room }: Setting): Table {
  const compared = figures.some(({ comparison }) => comparison !== undefined);
  const widths = compared ? [0.44, 0.2, 0.36].map((share) => share * room.portrait) : [0.6, 0.4].map((share) => share * room.portrait);
  const look = { size: 9.5, keep: false, middle: true as const };
  const headings = ['Headline', 'Number', ...(compared ? ['Compared'] : [])];
  return tableOf([
    new TableRow({ tableHeader: true, cantSplit: true, children: headings.map((heading, at) => cell(heading, { ...look, keep: true, style: 'TableHeading', width: widths[at] ?? 0, right: at === 1, heavy: 'below' })) }),
    ...figures.map(({ heading, text, comparison }, index) => new TableRow({
      cantSplit: true,
      children: [
        cell(heading, { ...look, keep: index < figures.length - 1, style: 'TableText', width: widths[0] ?? 0 }),
        cell(text, { ...look, style: 'TableNumber', width: widths[1] ?? 0 }, { bold: true, size: 26 }),
        ...(compared ? [cell(comparison ?? '', { ...look, style: 'TableText', width: widths[2] ?? 0 })] : []),
      ],
    })),
  ], widths, false);
}
