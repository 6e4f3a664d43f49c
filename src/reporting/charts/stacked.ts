import { sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { percent } from '../house-style.ts';
import type { Markup } from '../markup.ts';
import type { ReportChart } from '../report-value.ts';
import { smallBase } from '../sentences.ts';
import { drawBars } from './bars.ts';
import { bar, key, label, letterSize, lineHeight, textOf, type DrawnFor, type Drawing, type Label } from './drawing.ts';
import { inkOn, mostColours, partColourOf } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

/** White between two parts, so that neighbours of one hue stay apart. */
const between = 2;

/**
 * A bar of 100% for each category, parted by series. The first names its parts above them; where one finds no room, a key
 * does. A part too thin for its number has it in the row below, with its name. Where a part is hidden or not held there is no
 * whole to part, so that bars are drawn in its place.
 */
export function drawStacked(chart: ReportChart, drawnFor: DrawnFor): Drawing {
  if (chart.series.length > mostColours || chart.series.some(({ values }) => values.some((value) => value === null || value < 0))) return drawBars(chart, drawnFor);
  const { width } = drawnFor;
  const colour = (part: number): string => partColourOf(part, chart.series.length);
  const left = drawnFor.narrow || chart.categories.length === 1 ? 0 : Math.min(Math.max(...chart.categories.map((category) => textWidth(category, letterSize))) + 12, width * 0.3);
  const above = namesAbove(chart, left, width);
  const names = above === undefined ? key(chart.series, width, 2, colour) : { shapes: [], labels: above.labels, height: above.height };
  const shapes: Markup[] = [...names.shapes];
  const labels: Label[] = [...names.labels];
  const thickness = 40;
  let y = names.height;
  chart.categories.forEach((category, index) => {
    const values = chart.series.map((series) => series.values[index] ?? 0);
    const whole = sum(values);
    const lines = wrapped(category, left === 0 ? width : left - 12, letterSize, 2);
    if (left > 0) lines.forEach((text, row) => labels.push(label(text, 0, y + letterSize + 4 + row * lineHeight)));
    else if (chart.categories.length > 1) {
      lines.forEach((text, row) => labels.push(label(text, 0, y + letterSize + row * lineHeight)));
      y += lines.length * lineHeight + 6;
    }
    if (whole === 0) labels.push(label('0', left, y + thickness / 2 + letterSize * 0.36));
    const along = scaleLinear().domain([0, whole === 0 ? 1 : whole]).range([left, width]);
    const parts = stack<readonly number[], number>().keys(values.map((_, order) => order)).value((row, order) => row[order] ?? 0)([values]);
    const outside: string[] = [];
    parts.forEach((part, order) => {
      const [from, to] = part[0] ?? [0, 0];
      const value = values[order] ?? 0;
      const series = chart.series[order];
      if (series === undefined) return;
      const number = textOf(series, index);
      if (value === 0) {
        if (chart.categories.length === 1) outside.push(`${series.name}: ${number}`);
        return;
      }
      const [x, length] = [along(from), along(to) - along(from)];
      shapes.push(bar(x, y, Math.max(1, length - between), thickness, colour(order)));
      const text = number.includes('%') ? number : whole < smallBase ? `${number} of ${whole}` : `${number} (${percent((100 * value) / whole)})`;
      const shorter = [text, number].find((each) => isInside(each, length));
      if (shorter === undefined) outside.push(`${series.name}: ${text}`);
      else labels.push(label(shorter, x + (length - between) / 2, y + thickness / 2 + letterSize * 0.36, { anchor: 'middle', fill: inkOn(colour(order)), bold: true }));
    });
    y += thickness + 6;
    for (const text of outside.flatMap((each) => wrapped(each, width - left, letterSize, 2))) {
      labels.push(label(text, left, y + letterSize));
      y += letterSize * 1.3;
    }
    y += 8;
  });
  return { width, height: y, shapes, labels };
}

function isInside(number: string, length: number): boolean {
  return textWidth(number, letterSize, true) <= length - 10;
}

/** The parts' names above the first bar, each in the width of its part; undefined where one finds no room. */
function namesAbove(chart: ReportChart, left: number, width: number): { readonly labels: readonly Label[]; readonly height: number } | undefined {
  // On a narrow page a bar's own name stands between.
  if (chart.series.length < 2 || (left === 0 && chart.categories.length > 1)) return undefined;
  const values = chart.series.map((series) => series.values[0] ?? 0);
  const whole = sum(values);
  const widths = values.map((value) => (whole === 0 ? 0 : (value / whole) * (width - left)));
  // What is told with its name below the one bar needs no name above it.
  const lines = chart.series.map((series, part) => (chart.categories.length === 1 && !isInside(textOf(series, 0), widths[part] ?? 0) ? [] : wrapped(series.name, (widths[part] ?? 0) - 10, letterSize, 2)));
  if (!lines.every((each, part) => each.length === 0 || each.join(' ') === chart.series[part]?.name)) return undefined;
  const most = Math.max(...lines.map((each) => each.length));
  let x = left;
  const labels = lines.flatMap((each, part) => {
    const from = x;
    x += widths[part] ?? 0;
    return each.map((text, row) => label(text, from, letterSize + (most - each.length + row) * lineHeight));
  });
  return { labels, height: most * lineHeight + 6 };
}
