import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Markup } from '../markup.ts';
import type { ReportChart } from '../report-value.ts';
import { bar, key, label, letterSize, line, type DrawnFor, type Drawing, type Label } from './drawing.ts';
import { colourOf, rule } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

/** Horizontal bars, a group for each category and a bar for each series, each with its number at its end. */
export function drawBars(chart: ReportChart, { width, narrow }: DrawnFor): Drawing {
  const names = key(chart.series, width, 2);
  const shapes: Markup[] = [...names.shapes];
  const labels: Label[] = [...names.labels];
  const longest = Math.max(...chart.categories.map((category) => textWidth(category, letterSize)));
  const left = narrow ? 0 : Math.min(longest + 12, width * 0.36);
  const numbers = Math.max(...chart.series.flatMap((series) => series.texts.map((text) => textWidth(text, letterSize)))) + 8;
  const most = max(chart.series.flatMap((series) => series.values), (value) => value ?? 0) ?? 0;
  const along = scaleLinear().domain([0, Math.max(most, 1)]).range([0, width - left - numbers]);
  const thickness = chart.series.length === 1 ? 20 : 17;
  const lineHeight = letterSize * 1.2;
  let y = names.height;
  chart.categories.forEach((category, index) => {
    const lines = wrapped(category, narrow ? width : left - 12, letterSize, narrow ? 2 : 3);
    const bars = chart.series.length * (thickness + 2);
    const block = narrow ? bars : Math.max(bars, lines.length * lineHeight);
    if (narrow) {
      lines.forEach((text, row) => labels.push(label(text, 0, y + letterSize + row * lineHeight)));
      y += lines.length * lineHeight + 5;
    } else {
      const top = y + (block - lines.length * lineHeight) / 2;
      lines.forEach((text, row) => labels.push(label(text, left - 12, top + letterSize + row * lineHeight - 1, { anchor: 'end' })));
    }
    const firstBar = narrow ? y : y + (block - bars) / 2;
    chart.series.forEach((series, order) => {
      const value = series.values[index] ?? null;
      const top = firstBar + order * (thickness + 2);
      const length = Math.max(0, along(value ?? 0));
      if (value !== null && value > 0) shapes.push(bar(left, top, Math.max(length, 1), thickness, colourOf(order)));
      labels.push(label(series.texts[index] ?? '', left + length + 6, top + thickness / 2 + letterSize * 0.36));
    });
    y += block + (narrow ? 12 : 9);
  });
  shapes.push(line(left, names.height, left, y - 6, rule));
  return { width, height: y, shapes, labels };
}
