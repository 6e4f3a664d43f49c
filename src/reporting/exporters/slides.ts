import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { max } from 'd3-array';
import { inWords } from '../../domain/day.ts';
import { draw } from '../charts/draw.ts';
import type { DrawnFor } from '../charts/drawing.ts';
import { chartPicture } from '../charts/picture.ts';
import { wrapped } from '../charts/text.ts';
import { fontFiles } from '../fonts/fonts.ts';
import type { Definition, Report, ReportBlock, ReportChart, ReportHeadline, ReportPicture, ReportWordsTable } from '../report-value.ts';
import { belowChart } from './below-chart.ts';
import { disclosureInWords } from './disclosure-in-words.ts';
import { unbroken } from './unbroken.ts';
import { withRowHeadings } from './pdf-row-headings.ts';
import { printable } from './printable.ts';
import { slidesSetting } from './slides-setting.ts';
import { nameOfPicture, withPictureFiles, workspace } from './typst-pictures.ts';
import { textsOfWordsTable } from './words-of.ts';

type Slide =
  | { readonly kind: 'title'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'headlines'; readonly title: string; readonly across: number; readonly figures: readonly { readonly heading: string; readonly text: string; readonly comparison: string }[] }
  | { readonly kind: 'chart'; readonly title: string; readonly subtitle: string; readonly source: string; readonly alt: string; readonly svg: string; readonly width: number; readonly height: number }
  | { readonly kind: 'told'; readonly title: string; readonly items: readonly Told[] }
  | { readonly kind: 'picture'; readonly title: string; readonly file: string; readonly alt: string; readonly width: number; readonly height: number }
  | { readonly kind: 'table'; readonly title: string; readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'words'; readonly title: string; readonly columns: readonly (readonly Meaning[])[] };

/** Something that somebody wrote or said, as a slide shows it. */
type Told = { readonly as: 'paragraph' | 'point' | 'heading' | 'quote'; readonly text: string; readonly beside: string };
type Meaning = { readonly term: string; readonly meaning: string };

/** The room that a slide leaves for a chart, in millimetres. */
const room = { width: 300, height: 112 };
/** Smaller than 12 points on a slide of 338.67 mm nobody at the back can read: a chart's letters are 14 of its units. */
const smallestUnit = (12 / 14) * (25.4 / 72);
const largestUnit = (20 / 14) * (25.4 / 72);
const mostHeadlines = 8;
/** Of the columns of what the figures mean, in points: how wide, how high, a line of their letters, and the room between two terms. */
const meanings = { width: 414, height: 405, letters: 14, line: 17.8, gap: 5.1 };
/** Of words at 20 points across the whole of a slide. */
const lettersInALine = 85;
const linesOnASlide = 13;

let compiler: NodeCompiler | undefined;

/**
 * A report as slides, 16 to 9, that keep to PDF/UA-1: a title, the headline figures; then section by section the
 * words that somebody wrote or picked, tables of words, pictures and each chart, with its finding as the title and its source below; at the end what the figures mean and how small numbers were treated.
 */
export function slidesOf(report: Report): Buffer {
  compiler ??= NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [...fontFiles] }] });
  const deck = { title: printable(`${report.title} – ${report.authority.name}`), footer: printable(`${report.authority.name}: ${report.title}`), slides: slidesIn(report) };
  const typst = compiler;
  try {
    const pdf = withPictureFiles(typst, report, () => typst.pdf({ mainFileContent: slidesSetting, inputs: { deck: JSON.stringify(deck) } }, { pdfStandard: PdfStandard.UA_1 }));
    return deck.slides.some(({ kind }) => kind === 'table') ? withRowHeadings(pdf) : pdf;
  } finally {
    compiler.evictCache(0);
  }
}

function slidesIn(report: Report): Slide[] {
  const blocks = report.sections.flatMap((section) => section.blocks);
  const headlines = blocks.flatMap((block) => (block.kind === 'headlines' ? block.figures : []));
  const definitions = blocks.flatMap((block) => (block.kind === 'definitions' ? block.definitions : []));
  const period = `${inWords(report.period.from)} to ${inWords(report.period.to)}`;
  return [
    { kind: 'title', title: unbroken(printable(report.title)), lines: [report.authority.name, period, ...(report.asAt === undefined ? [] : [`As the records stood at the end of ${inWords(report.asAt)}`])].map(printable) },
    ...headlineSlides(headlines, report),
    ...report.sections.flatMap(sectionSlides),
    ...wordSlides(definitions, report),
  ];
}

function headlineSlides(figures: readonly ReportHeadline[], report: Report): Slide[] {
  const slides = parted(figures, Math.ceil(figures.length / Math.max(1, Math.ceil(figures.length / mostHeadlines))));
  return slides.map((each) => ({
    kind: 'headlines', title: printable(`Headline figures, ${report.period.label}`), across: each.length > 6 ? 4 : Math.min(3, each.length),
    figures: each.map(({ heading, text, comparison }) => ({ heading: unbroken(printable(heading)), text: printable(text), comparison: printable(comparison ?? '') })),
  }));
}

/** A chart fills its slide; one whose letters would be too small to read is parted over several slides, all on one scale. */
function chartSlides(chart: ReportChart): Slide[] {
  const whole = fitted(chart, {});
  const rows = chart.categories.length;
  const scale = { most: max(chart.series.flatMap(({ values }) => values), (value) => value ?? 0) ?? 0 };
  let parts = [whole];
  for (let slides = 2; parts.some(({ unit }) => unit < smallestUnit) && slides <= rows; slides += 1) {
    parts = parted(chart.categories.map((_, at) => at), Math.ceil(rows / slides)).map((at) => fitted(rowsOf(chart, at), scale));
  }
  return parts.map(({ chart: part, svg, width, height }, at) => ({
    kind: 'chart', title: unbroken(printable(parts.length === 1 ? chart.title : `${chart.title} (${at + 1} of ${parts.length})`)), subtitle: printable(chart.subtitle ?? ''),
    source: printable(belowChart(chart)), alt: printable(`${chart.title}. ${part.description}`), svg, width, height,
  }));
}

type Fitted = { readonly chart: ReportChart; readonly svg: string; readonly width: number; readonly height: number; readonly unit: number };

/** Drawn at the width at which its letters come out largest on the slide. `unit`: millimetres of the slide to one of the drawing. */
function fitted(chart: ReportChart, scale: Pick<DrawnFor, 'most'>): Fitted {
  const drawnFor = [620, 720, 860, 1000].map((width): DrawnFor => ({ width, narrow: false, ...scale }));
  const unitOf = (each: DrawnFor): number => {
    const { width, height } = draw(chart, each);
    return Math.min(room.width / width, room.height / height, largestUnit);
  };
  const best = drawnFor.reduce((found, each) => (unitOf(each) > unitOf(found) + 0.001 ? each : found));
  const picture = chartPicture(printableChart(chart), `chart-${chart.number}`, best);
  const unit = unitOf(best);
  return { chart, svg: picture.svg, width: picture.width * unit, height: picture.height * unit, unit };
}

function printableChart(chart: ReportChart): ReportChart {
  return { ...chart, title: printable(chart.title), description: printable(chart.description), categories: chart.categories.map(printable), series: chart.series.map((series) => ({ ...series, name: printable(series.name), texts: series.texts.map(printable) })) };
}

function rowsOf(chart: ReportChart, at: readonly number[]): ReportChart {
  const of = <T>(all: readonly T[]): T[] => at.flatMap((index) => all.slice(index, index + 1));
  const series = chart.series.map(({ name, values, texts }) => ({ name, values: of(values), texts: of(texts) }));
  const categories = of(chart.categories);
  const numbers = (index: number): string => series.map(({ name, texts }) => (series.length === 1 ? (texts[index] ?? '') : `${name} ${texts[index] ?? ''}`)).join(', ');
  return { ...chart, categories, series, description: `${categories.map((category, index) => `${category}: ${numbers(index)}`).join('; ')}.` };
}

/** Charts, and between them the words that stand together in the section. */
function sectionSlides({ title, blocks }: Report['sections'][number]): Slide[] {
  const slides: Slide[] = [];
  let told: Told[] = [];
  for (const block of blocks) {
    if (block.kind === 'words table') {
      slides.push(...toldSlides(title, told), ...wordsTableSlides(block));
      told = [];
    } else if (block.kind === 'picture') {
      slides.push(...toldSlides(title, told), ...pictureSlide(block, title));
      told = [];
    } else if (block.kind !== 'table') told.push(...toldIn(block));
    else if (block.chart !== undefined) {
      slides.push(...toldSlides(title, told), ...chartSlides(block.chart));
      told = [];
    }
  }
  return [...slides, ...toldSlides(title, told)];
}

/** As many slides as the rows need, the headings on each. */
function wordsTableSlides(table: ReportWordsTable): Slide[] {
  const lettersInACell = (lettersInALine * 1.15) / table.headings.length;
  const parts: (readonly string[])[][] = [];
  let lines = Infinity;
  for (const cells of textsOfWordsTable(table)) {
    const size = Math.max(...cells.map((cell) => cell.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lettersInACell)), 0))) + 0.6;
    lines += size;
    if (lines > linesOnASlide) {
      parts.push([]);
      lines = size;
    }
    parts.at(-1)?.push(cells.map(printable));
  }
  return parts.map((rows, at) => ({ kind: 'table', title: printable(parts.length === 1 ? table.caption : `${table.caption} (${at + 1} of ${parts.length})`), headings: table.headings.map(printable), rows }));
}

/** Under its caption, else under its section's title. What only decorates is left out. */
function pictureSlide(picture: ReportPicture, title: string): Slide[] {
  const { data, width, height, alt, decorative, caption } = picture;
  if (data === undefined || decorative === true) return [];
  const scale = Math.min(25.4 / 72, room.width / width, (room.height + 20) / height);
  return [{ kind: 'picture', title: printable(caption ?? title), file: nameOfPicture(picture), alt: printable(alt), width: width * scale, height: height * scale }];
}

function toldIn(block: ReportBlock): readonly Told[] {
  switch (block.kind) {
    case 'narrative': return block.paragraphs.map(({ as, parts }) => ({ as, text: parts.map(({ text }) => text).join(''), beside: '' }));
    case 'quotes': return block.quotes.map(({ text, attribution }) => ({ as: 'quote', text, beside: attribution }));
    case 'actions': return block.actions.map(({ text, service, standing }) => ({ as: 'point', text, beside: [service, standing].filter((part) => part !== undefined).join('. ') }));
    default: return [];
  }
}

/** As many slides as the words need; a heading stands with what it is of. */
function toldSlides(title: string, told: readonly Told[]): Slide[] {
  const slides: Told[][] = [];
  let lines = Infinity;
  for (const [at, { as, text, beside }] of told.entries()) {
    const size = Math.ceil(text.length / lettersInALine) + (beside === '' ? 1 : 2);
    lines += size;
    if (lines + (as === 'heading' && at + 1 < told.length ? 2 : 0) > linesOnASlide) {
      slides.push([]);
      lines = size;
    }
    slides.at(-1)?.push({ as, text: printable(text), beside: printable(beside) });
  }
  return slides.map((items, at) => ({ kind: 'told', title: printable(slides.length === 1 ? title : `${title} (${at + 1} of ${slides.length})`), items }));
}

function wordSlides(definitions: readonly Definition[], report: Report): Slide[] {
  const items = [{ term: 'Small numbers', meaning: disclosureInWords(report) }, ...definitions].map(({ term, meaning }) => ({ term: printable(term), meaning: printable(meaning) }));
  const slides = parted(inColumns(items), 2);
  return slides.map((columns, at) => ({ kind: 'words', title: slides.length === 1 ? 'What the figures mean' : unbroken(`What the figures mean (${at + 1} of ${slides.length})`), columns }));
}

/** Two columns a slide, on as few slides as hold them, each about as full as the others. */
function inColumns(items: readonly Meaning[]): Meaning[][] {
  const heightOf = ({ term, meaning }: Meaning): number => (wrapped(term, meanings.width, meanings.letters, Infinity).length + wrapped(meaning, meanings.width, meanings.letters, Infinity).length) * meanings.line + meanings.gap;
  const filled = (most: number): Meaning[][] => {
    const columns: Meaning[][] = [];
    let height = Infinity;
    for (const item of items) {
      height += heightOf(item);
      if (height > most) {
        columns.push([]);
        height = heightOf(item);
      }
      columns.at(-1)?.push(item);
    }
    return columns;
  };
  const columns = Math.ceil(filled(meanings.height).length / 2) * 2;
  let most = items.reduce((sum, item) => sum + heightOf(item), 0) / columns;
  while (most < meanings.height && filled(most).length > columns) most += meanings.line;
  return filled(Math.min(most, meanings.height));
}

function parted<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / Math.max(1, size)) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
