import { markup, type Markup } from '../markup.ts';
import type { ChartSeries, ReportChart } from '../report-value.ts';
import { contrast, ink, paper } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

/** The width that a chart is drawn for, in units that are pixels when it is shown at its own size. */
export type DrawnFor = {
  readonly width: number;
  readonly narrow: boolean;
  /** The number that the longest bar stands for, where several drawings share one scale; the chart's own largest where absent. */
  readonly most?: number;
};
export const wide: DrawnFor = { width: 720, narrow: false };
/** For a telephone: what stood beside the bars stands above them, so that the letters stay large enough to read. */
export const narrow: DrawnFor = { width: 340, narrow: true };

export const letterSize = 14;

/**
 * A word or number on a chart, with the room it takes: from `x` to `x + width` and `y` up to `height` above it. It hangs from
 * its anchor, so that it stays in line where a reader's letters are wider than Arial's.
 */
export type Label = { readonly x: number; readonly anchor: 'start' | 'middle' | 'end'; readonly y: number; readonly text: string; readonly width: number; readonly height: number; readonly size: number; readonly fill: string; readonly bold: boolean };

/** @param anchor where `x` is: at the label's left, middle or right. */
export function label(text: string, x: number, y: number, options: { readonly anchor?: 'start' | 'middle' | 'end'; readonly fill?: string; readonly bold?: boolean; readonly size?: number } = {}): Label {
  const size = options.size ?? letterSize;
  const width = textWidth(text, size, options.bold ?? false);
  const left = options.anchor === 'middle' ? x - width / 2 : options.anchor === 'end' ? x - width : x;
  return { x: left, anchor: options.anchor ?? 'start', y, text, width, height: size, size, fill: options.fill ?? ink, bold: options.bold ?? false };
}

export type Drawing = { readonly width: number; readonly height: number; readonly shapes: readonly Markup[]; readonly labels: readonly Label[] };

/** Coordinates with one decimal: enough to see, and shorter. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A colour too light to stand out from the paper alone (3 to 1: WCAG 2.2, 1.4.11) has an outline. */
export function bar(x: number, y: number, width: number, height: number, fill: string): Markup {
  const outline = contrast(fill, paper) < 3 && markup` stroke="${ink}" stroke-width="1"`;
  return markup`<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(0, width))}" height="${at(height)}" fill="${fill}"${outline}/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string): Markup {
  return markup`<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${stroke}"/>`;
}

export const lineHeight = letterSize * 1.2;

/** Names of the series with their colours, where they find no room at the bars themselves. A single series needs none: the title names it. */
export function key(series: readonly ChartSeries[], width: number, y: number, colour: (series: number) => string): { readonly shapes: readonly Markup[]; readonly labels: readonly Label[]; readonly height: number } {
  if (series.length < 2) return { shapes: [], labels: [], height: 0 };
  const shapes: Markup[] = [];
  const labels: Label[] = [];
  const [swatch, beside, gap, rowHeight] = [14, 6, 18, 24];
  let x = 0;
  let top = y;
  series.forEach((each, index) => {
    const lines = wrapped(each.name, width - swatch - beside, letterSize);
    const needed = swatch + beside + Math.max(0, ...lines.map((line) => textWidth(line, letterSize)));
    if (x > 0 && (x + needed > width || lines.length > 1)) {
      x = 0;
      top += rowHeight;
    }
    shapes.push(bar(x, top, swatch, swatch, colour(index)));
    lines.forEach((line, row) => labels.push(label(line, x + swatch + beside, top + 12 + row * lineHeight)));
    x += needed + gap;
    if (lines.length > 1) {
      top += (lines.length - 1) * lineHeight;
      x = width;
    }
  });
  return { shapes, labels, height: top - y + rowHeight + 6 };
}

/** What a number is printed as in a drawing; what is not there is said, and not drawn as nought. */
export function textOf(series: ChartSeries, index: number): string {
  return series.texts[index] ?? '';
}

/** The words of a drawing as SVG. */
export function wordsOf(labels: readonly Label[]): Markup {
  return markup`${labels.map(({ x, width, anchor, y, text, size, fill, bold }) => markup`<text x="${at(anchor === 'end' ? x + width : anchor === 'middle' ? x + width / 2 : x)}"${anchor !== 'start' && markup` text-anchor="${anchor}"`} y="${at(y)}" fill="${fill}"${size !== letterSize && markup` font-size="${size}"`}${bold && markup` font-weight="bold"`}>${text}</text>`)}`;
}

/** The drawing as SVG: no style, no script; a title and description for those who cannot see it. `id` is unique on the page. */
export function svgOf(drawing: Drawing, chart: ReportChart, id: string): Markup {
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${at(drawing.width)} ${at(drawing.height)}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="Arial, Helvetica, sans-serif" font-size="${letterSize}"><title id="${id}-title">${chart.title}</title><desc id="${id}-description">${chart.description}</desc>${drawing.shapes}${wordsOf(drawing.labels)}</svg>`;
}
