import { max, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Markup } from '../markup.ts';
import type { ReportChart } from '../report-value.ts';
import { bar, key, label, letterSize, line, lineHeight, textOf, type DrawnFor, type Drawing, type Label } from './drawing.ts';
import { drawMultiples } from './multiples.ts';
import { colourOf, inkOn, mostColours, rule } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

/** Of more, the bars are drawn thinner and nearer to one another, so that a chart leaves room on its page for something else. */
const mostBarsAtEase = 20;

/**
 * Horizontal bars from nought, a group for each category and a bar for each series, each with its number at its end. The
 * first group names its series; where that finds no room, a key does. What is hidden or not held is a gap with its mark.
 */
export function drawBars(chart: ReportChart, drawnFor: DrawnFor): Drawing {
  if (chart.series.length > mostColours) return drawMultiples(chart, drawnFor);
  const { width } = drawnFor;
  const longest = Math.max(...chart.categories.map((category) => textWidth(category, letterSize)));
  const numbers = Math.max(...chart.series.flatMap((series) => series.texts.map((text) => textWidth(text, letterSize)))) + 8;
  const beside = Math.min(longest + 12, width * 0.4);
  const isNarrow = drawnFor.narrow || beside + numbers > width * 0.75;
  const left = isNarrow ? 0 : beside;
  const values = chart.series.flatMap((series) => series.values);
  const least = Math.min(0, min(values, (value) => value ?? 0) ?? 0);
  const most = drawnFor.most ?? max(values, (value) => value ?? 0) ?? 0;
  const along = scaleLinear().domain([least, Math.max(most, least < 0 ? 0 : 1)]).range([left, Math.max(left + 1, width - numbers)]);
  const zero = along(0);
  const isTall = !isNarrow && chart.categories.length * chart.series.length > mostBarsAtEase;
  const [thickness, between] = isTall ? [14, 6] : [chart.series.length === 1 ? 20 : 17, isNarrow ? 12 : 9];
  const colour = (series: number): string => colourOf(series, chart.series.length);
  const names = namesAtBars(chart, along, width, thickness);
  const legend = names === undefined ? key(chart.series, width, 2, colour) : { shapes: [], labels: [], height: 0 };
  const shapes: Markup[] = [...legend.shapes];
  const labels: Label[] = [...legend.labels];
  let y = legend.height;
  chart.categories.forEach((category, index) => {
    const lines = wrapped(category, isNarrow ? width : left - 12, letterSize, isNarrow ? 2 : 3);
    const bars = chart.series.length * (thickness + 2);
    const block = isNarrow ? bars : Math.max(bars, lines.length * lineHeight);
    if (isNarrow) {
      lines.forEach((text, row) => labels.push(label(text, 0, y + letterSize + row * lineHeight)));
      y += lines.length * lineHeight + 5;
    } else {
      const top = y + (block - lines.length * lineHeight) / 2;
      lines.forEach((text, row) => labels.push(label(text, left - 12, top + letterSize + row * lineHeight - 1, { anchor: 'end' })));
    }
    const firstBar = isNarrow ? y : y + (block - bars) / 2;
    chart.series.forEach((series, order) => {
      const value = series.values[index] ?? null;
      const top = firstBar + order * (thickness + 2);
      const end = along(value ?? 0);
      if (value !== null && value !== 0) shapes.push(bar(Math.min(zero, end), top, Math.max(Math.abs(end - zero), 1), thickness, colour(order)));
      labels.push(label(textOf(series, index), Math.max(zero, end) + 6, top + thickness / 2 + letterSize * 0.36));
      if (index === 0) labels.push(...(names?.[order]?.(top) ?? []));
    });
    y += block + between;
  });
  shapes.push(line(zero, legend.height, zero, y - 6, rule));
  return { width, height: y, shapes, labels };
}

type Placed = (top: number) => readonly Label[];

/** Where each series' name stands in the first group: in its bar, else behind its number; undefined where one finds no room, or has no bar there to show its colour. */
function namesAtBars(chart: ReportChart, along: (value: number) => number, width: number, thickness: number): readonly Placed[] | undefined {
  if (chart.series.length < 2) return chart.series.map(() => () => []);
  if (chart.series.some(({ values }) => (values[0] ?? 0) <= 0)) return undefined;
  const size = letterSize - 1;
  const placed = chart.series.map((series, order): Placed | undefined => {
    const [needed, end] = [textWidth(series.name, size), along(series.values[0] ?? 0)];
    const y = (top: number): number => top + thickness / 2 + size * 0.36;
    if (end - along(0) >= needed + 12) return (top) => [label(series.name, along(0) + 6, y(top), { size, fill: inkOn(colourOf(order, chart.series.length)) })];
    const behind = end + 6 + textWidth(textOf(series, 0), letterSize) + 10;
    return behind + needed <= width ? (top) => [label(series.name, behind, y(top), { size })] : undefined;
  });
  return placed.every((each) => each !== undefined) ? placed : undefined;
}
