import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { chartPicture } from '../charts/picture.ts';
import { fontFamily, fontFiles } from '../fonts/fonts.ts';
import type { Report, ReportBlock, ReportCell, ReportChart, ReportPicture, ReportRow, ReportTable } from '../report-value.ts';
import { belowChart } from './below-chart.ts';
import { belowTable } from './below-table.ts';
import { columnGroups, startsOfGroups } from './column-groups.ts';
import { coverNotes } from './cover-notes.ts';
import { narrativeRuns } from './narrative-runs.ts';
import { withRowHeadings } from './pdf-row-headings.ts';
import { pdfSetting } from './pdf-setting.ts';
import { printable } from './printable.ts';
import { unbroken } from './unbroken.ts';
import { saidOnce } from './said-once.ts';
import { stampRows, stampTitle } from './stamp-rows.ts';
import { settingOf } from './table-setting.ts';
import { nameOfPicture, withPictureFiles, workspace } from './typst-pictures.ts';
import { textsOfWordsTable } from './words-of.ts';

/** Between margins of 20 mm on A4, in points. */
const room = { portrait: 481.8, landscape: 728.4 };
/** A table of more rows than this may be parted between two pages. */
const keptTogether = 15;
/** Rows of longer words than this may need more than a page together. */
const shortText = 120;

type Cell = { readonly text: string; readonly bold?: true; readonly quiet?: true; readonly right?: true; readonly centre?: true; readonly bottom?: true; readonly group?: true; readonly above?: true; readonly below?: true; readonly colspan?: number; readonly rowspan?: number };
type TablePiece = { readonly kind: 'table'; readonly caption: string; readonly size: number; readonly widths: readonly number[]; readonly head: readonly (readonly Cell[])[]; readonly rows: readonly (readonly Cell[])[]; readonly note: string; readonly together: boolean };
type Piece =
  | TablePiece
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly term: string; readonly value: string }[] }
  | { readonly kind: 'points'; readonly points: readonly { readonly text: string; readonly note: string }[] }
  | { readonly kind: 'headlines'; readonly across: number; readonly figures: readonly { readonly heading: string; readonly text: string; readonly comparison: string }[] }
  | { readonly kind: 'picture'; readonly file: string; readonly alt: string; readonly decorative: boolean; readonly caption: string; readonly width: number; readonly height: number }
  | { readonly kind: 'quote'; readonly text: string; readonly attribution: string }
  | { readonly kind: 'chart'; readonly caption: string; readonly alt: string; readonly subtitle: string; readonly note: string; readonly svg: string };
/** Pieces on pages that lie one way. */
type Stretch = { readonly landscape: boolean; readonly pieces: Piece[] };

let compiler: NodeCompiler | undefined;

/**
 * A report as a PDF that keeps to PDF/UA-1: tagged headings, contents, tables with the headings of their columns and rows,
 * charts as lines with their words for those who cannot see them, its letters inside, and nothing about anybody in its properties.
 */
export function pdfOf(report: Report): Buffer {
  compiler ??= NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [...fontFiles] }] });
  const stretches: Stretch[] = [];
  const add = (landscape: boolean, pieces: readonly Piece[]): void => {
    const last = stretches.at(-1);
    if (last?.landscape === landscape) last.pieces.push(...pieces);
    else stretches.push({ landscape, pieces: [...pieces] });
  };
  report.sections.forEach((section, index) => {
    add(false, [{ kind: 'heading', level: 1, text: `${index + 1}. ${section.title}` }]);
    for (const block of saidOnce(section)) {
      for (const piece of piecesOf(block)) add('landscape' in piece, ['landscape' in piece ? piece.landscape : piece]);
    }
  });
  const rows = stampRows(report);
  add(false, [{ kind: 'heading', level: 1, text: stampTitle }, { kind: 'facts', facts: rows }]);
  const set = {
    font: fontFamily, title: report.title, heading: unbroken(report.title), running: `${report.authority.name} – ${report.title}`, authority: report.authority.name, audience: report.audience,
    facts: rows.slice(0, 3), notes: coverNotes(report), stretches,
  };
  const typst = compiler;
  try {
    const pdf = withPictureFiles(typst, report, () => typst.pdf({ mainFileContent: pdfSetting, inputs: { report: JSON.stringify(set, (_key, value: unknown) => (typeof value === 'string' ? printable(value) : value)) } }, { pdfStandard: PdfStandard.UA_1 }));
    return withRowHeadings(pdf);
  } finally {
    // What it remembers of one report is of no use to the next, and may hold numbers that the next must not give away.
    compiler.evictCache(0);
  }
}

function piecesOf(block: ReportBlock): readonly (Piece | { readonly landscape: TablePiece })[] {
  switch (block.kind) {
    case 'table': return [...(block.chart === undefined ? [] : [chartPiece(block.chart)]), tablePiece(block)];
    case 'headlines': return [{ kind: 'headlines', across: block.figures.length % 3 === 0 ? 3 : Math.min(4, Math.max(1, block.figures.length)), figures: block.figures.map(({ heading, text, comparison = '' }) => ({ heading: unbroken(heading), text, comparison })) }];
    case 'sentences': return block.asList ? [points(block.sentences.map(({ text }) => text))] : [{ kind: 'paragraph', text: block.sentences.map(({ text }) => text).join(' ') }];
    case 'text': return block.paragraphs.map((text) => ({ kind: 'paragraph', text }));
    case 'quotes': return block.quotes.map(({ text, attribution }) => ({ kind: 'quote', text, attribution }));
    case 'narrative': return narrativeRuns(block.paragraphs).map((run) => (run.as === 'points' ? points(run.points) : run.as === 'heading' ? { kind: 'heading', level: 2, text: run.text } : { kind: 'paragraph', text: run.text }));
    case 'picture': return block.data === undefined ? [] : [picturePiece(block)];
    case 'words table': return [wordsTable(`Table ${block.number}: ${block.caption}`, block.headings, textsOfWordsTable(block))];
    case 'actions': return block.actions.length === 0 ? [] : [{ kind: 'points', points: block.actions.map(({ text, service, standing }) => ({ text, note: `${[service, standing].filter((part) => part !== undefined).join('. ')}.` })) }];
    case 'limits': return [wordsTable(block.caption, ['Step', 'Time limit', 'Source'], block.limits.map(({ step, limit, source }) => [step, limit, source]))];
    case 'definitions': return block.definitions.length === 0 ? [] : [wordsTable('', ['Term', 'Meaning'], block.definitions.map(({ term, meaning }) => [term, meaning]))];
    default: return block satisfies never;
  }
}

/** Over the width of the page or half of it, no higher than that and a third, and no larger than its dots bear: 96 to the inch. */
function picturePiece(picture: ReportPicture): Piece {
  const { width, height, alt, decorative, caption = '', across } = picture;
  const widest = room.portrait * (across === 'half' ? 0.5 : 1);
  const scale = Math.min(0.75, widest / width, (widest * 1.3) / height);
  return { kind: 'picture', file: nameOfPicture(picture), alt, decorative: decorative === true, caption, width: width * scale, height: height * scale };
}

function points(texts: readonly string[]): Piece {
  return { kind: 'points', points: texts.map((text) => ({ text, note: '' })) };
}

function chartPiece(chart: ReportChart): Piece {
  return { kind: 'chart', caption: unbroken(`Figure ${chart.number}: ${chart.title}`), alt: `${chart.title}. ${chart.description}`, subtitle: chart.subtitle ?? '', note: belowChart(chart), svg: chartPicture(chart, `chart-${chart.number}`).svg };
}

function tablePiece(table: ReportTable): Piece | { readonly landscape: TablePiece } {
  const { landscape, size, widths } = settingOf(table, room);
  const starts = startsOfGroups(table.columns);
  const row = ({ heading, cells }: ReportRow, isTotal: boolean): Cell[] => [
    { text: heading, ...(isTotal ? { bold: true, above: true } : {}) },
    ...cells.map((cell, at): Cell => ({ ...cellOf(cell, isTotal), ...(starts.has(at) ? { group: true } : {}) })),
  ];
  const piece: TablePiece = {
    kind: 'table', caption: `Table ${table.number}: ${table.caption}`, size, widths, head: headOf(table),
    rows: [...table.rows.map((each) => row(each, false)), ...(table.total === undefined ? [] : [row(table.total, true)])],
    note: belowTable(table).join(' '),
    together: table.rows.length <= keptTogether,
  };
  return landscape ? { landscape: piece } : piece;
}

function cellOf({ text, numeric, value, hidden }: ReportCell, isTotal: boolean): Cell {
  return { text, ...(numeric ? { right: true } : {}), ...(isTotal ? { bold: true, above: true } : numeric && value === null && hidden !== true ? { quiet: true } : {}) };
}

function headOf({ rowHeading, columns }: ReportTable): readonly (readonly Cell[])[] {
  const starts = startsOfGroups(columns);
  const heading = (column: ReportTable['columns'][number]): Cell => ({ text: column.heading, bold: true, bottom: true, below: true, ...(column.numeric ? { right: true } : {}), ...(starts.has(columns.indexOf(column)) ? { group: true } : {}) });
  const corner: Cell = { text: rowHeading, bold: true, bottom: true, below: true };
  if (starts.size === 0) return [[corner, ...columns.map(heading)]];
  const groups = columnGroups(columns);
  return [
    [
      { ...corner, rowspan: 2 },
      ...groups.flatMap(({ name, columns: within }): Cell[] => (name === undefined ? within.map((column) => ({ ...heading(column), rowspan: 2 }))
        : [{ text: name, bold: true, group: true, colspan: within.length, ...(within.length > 1 ? { centre: true } : { right: true }) }])),
    ],
    groups.flatMap(({ name, columns: within }) => (name === undefined ? [] : within.map(heading))),
  ];
}

/** A table of words: what each row is about, and what is said of it. */
function wordsTable(caption: string, [rowHeading = '', ...headings]: readonly string[], rows: readonly (readonly string[])[]): TablePiece {
  const { size, widths } = settingOf({
    rowHeading, columns: headings.map((heading) => ({ key: heading, heading, numeric: false })),
    rows: rows.map(([heading = '', ...cells]) => ({ heading, value: null, cells: cells.map((text) => ({ text, value: null, numeric: false, asked: [] })) })),
  }, { ...room, landscape: room.portrait });
  return {
    kind: 'table', caption, size, widths, note: '', together: rows.length <= keptTogether && rows.flat().every((text) => text.length <= shortText), head: [[rowHeading, ...headings].map((text) => ({ text, bold: true, bottom: true, below: true }))],
    rows: rows.map((texts) => texts.map((text, at) => ({ text, ...(at === 0 ? { bold: true } : {}) }))),
  };
}
