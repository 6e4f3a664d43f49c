import { draw } from '../charts/draw.ts';
import { at, type DrawnFor, label, type Label, wide, wordsOf } from '../charts/drawing.ts';
import { ink, paper } from '../charts/palette.ts';
import { pngOf } from '../charts/picture.ts';
import { wrapped } from '../charts/text.ts';
import { fontFamily } from '../fonts/fonts.ts';
import { markup } from '../markup.ts';
import type { ReportChart } from '../report-value.ts';
import { printable } from './printable.ts';

const margin = 24;
const quiet = '#484949';
/** Dots to a pixel: sharp in print at the width of a page. */
const dotsInPrint = 2;

/**
 * One chart as a picture that says by itself what it shows: its finding, subtitle, source and note stand inside it. As SVG its
 * words stay words; it needs no font of ours, as the room for each word is measured with some to spare.
 */
export function chartSvg(chart: ReportChart, drawnFor: DrawnFor = wide): { readonly svg: string; readonly width: number; readonly height: number } {
  const drawing = draw(chart, drawnFor);
  const width = drawing.width + 2 * margin;
  const words: Label[] = [];
  let y = margin;
  const write = (text: string | undefined, size: number, options: { readonly bold?: boolean; readonly fill?: string } = {}): void => {
    for (const line of wrapped(printable(text ?? ''), drawing.width / (options.bold === true ? 1.06 : 1), size, 6)) {
      words.push(label(line, margin, y + size, { size, ...options }));
      y += size * 1.3;
    }
  };
  write(chart.title, 19, { bold: true });
  y += 4;
  write(chart.subtitle, 15, { fill: quiet });
  const top = y + 14;
  y = top + drawing.height + 12;
  write(chart.note, 13, { fill: quiet });
  write(chart.caption, 13, { fill: quiet });
  const height = Math.ceil(y + margin - 8);
  const svg = markup`<svg xmlns="http://www.w3.org/2000/svg" width="${at(width)}" height="${height}" viewBox="0 0 ${at(width)} ${height}" role="img" aria-labelledby="title description" font-family="Arial, '${fontFamily}', Helvetica, sans-serif" font-size="14"><title id="title">${printable(chart.title)}</title><desc id="description">${printable(chart.description)}</desc><rect width="${at(width)}" height="${height}" fill="${paper}"/>${wordsOf(words)}<g transform="translate(${margin} ${at(top)})" fill="${ink}">${drawing.shapes}${wordsOf(drawing.labels.map((each) => ({ ...each, text: printable(each.text) })))}</g></svg>`.text;
  return { svg, width, height };
}

/** The same as dots, for programs that take no SVG. */
export async function chartPng(chart: ReportChart, drawnFor: DrawnFor = wide): Promise<Buffer> {
  return pngOf(chartSvg(chart, drawnFor), dotsInPrint);
}
