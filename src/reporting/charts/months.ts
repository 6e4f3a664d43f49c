import { max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import { hiddenMark } from '../composing.ts';
import { listed } from '../house-style.ts';
import type { Markup } from '../markup.ts';
import type { ChartSeries, ReportChart } from '../report-value.ts';
import { drawBars } from './bars.ts';
import { bar, key, label, letterSize, line, lineHeight, textOf, type DrawnFor, type Drawing, type Label } from './drawing.ts';
import { colourOf, mostColours, rule } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

/** In a column too narrow for the words: not available, as the Government Statistical Service writes it. */
const absentMark = '[x]';

/**
 * A column for each month and series, each with its number on top, from nought; a gap with its mark where there is no
 * number. As bars on a narrow page, or where a number is wider than its column.
 */
export function drawMonths(chart: ReportChart, drawnFor: DrawnFor): Drawing {
  if (drawnFor.narrow || chart.series.length > mostColours || chart.series.some(({ values }) => values.some((value) => value !== null && value < 0)) || !fits(chart, drawnFor.width)) return drawBars(chart, drawnFor);
  const { width } = drawnFor;
  const colour = (series: number): string => colourOf(series, chart.series.length);
  const names = key(chart.series, width, 2, colour);
  const shapes: Markup[] = [...names.shapes];
  const labels: Label[] = [...names.labels];
  const [top, plot] = [names.height + letterSize + 6, 200];
  const across = scaleBand<number>().domain(chart.categories.map((_, index) => index)).range([0, width]).paddingInner(0.25).paddingOuter(0.1);
  const within = scaleBand<number>().domain(chart.series.map((_, order) => order)).range([0, Math.min(across.bandwidth(), 120)]).paddingInner(0.08);
  const most = drawnFor.most ?? max(chart.series.flatMap((series) => series.values), (value) => value ?? 0) ?? 0;
  const up = scaleLinear().domain([0, Math.max(most, 1)]).range([0, plot]);
  const size = sizeOf(chart);
  chart.categories.forEach((category, index) => {
    const start = (across(index) ?? 0) + (across.bandwidth() - (within.range()[1] ?? 0)) / 2;
    chart.series.forEach((series, order) => {
      const value = series.values[index] ?? null;
      const x = start + (within(order) ?? 0);
      const height = up(value ?? 0);
      if (value !== null && value > 0) shapes.push(bar(x, top + plot - height, within.bandwidth(), height, colour(order)));
      labels.push(label(markOf(series, index), x + within.bandwidth() / 2, top + plot - height - 4, { anchor: 'middle', size }));
    });
    labels.push(label(shortName(category, chart.categories.length), (across(index) ?? 0) + across.bandwidth() / 2, top + plot + letterSize + 5, { anchor: 'middle' }));
  });
  shapes.push(line(0, top + plot, width, top + plot, rule));
  const height = top + plot + letterSize + 14;
  const absent = [...new Set(chart.series.flatMap((series) => series.values.flatMap((value, index) => (value === null && markOf(series, index) === absentMark ? [textOf(series, index)] : []))))];
  const explained = absent.length === 0 ? [] : wrapped(`${absentMark} ${listed(absent).replace(' and ', ' or ')}`, width, letterSize, 2);
  return { width, height: height + explained.length * lineHeight, shapes, labels: [...labels, ...explained.map((text, row) => label(text, 0, height + letterSize + row * lineHeight))] };
}

function markOf(series: ChartSeries, index: number): string {
  const text = textOf(series, index);
  return (series.values[index] ?? null) !== null || text === hiddenMark || text === '' ? text : absentMark;
}

function sizeOf(chart: ReportChart): number {
  return chart.series.length * chart.categories.length > 24 ? 11 : letterSize - 1;
}

/** `Apr` of a year's months, `April` of a quarter's. */
function shortName(month: string, months: number): string {
  return months > 6 ? month.slice(0, 3) : month;
}

function fits(chart: ReportChart, width: number): boolean {
  const column = (width / chart.categories.length) * 0.75;
  const step = Math.min(column, 120) / chart.series.length;
  const widest = Math.max(...chart.series.flatMap((series) => series.values.map((_, index) => textWidth(markOf(series, index), sizeOf(chart)))));
  return widest <= step && chart.categories.every((category) => textWidth(shortName(category, chart.categories.length), letterSize) <= column / 0.75 - 4);
}
