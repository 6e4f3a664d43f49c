import { sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { percent } from '../house-style.ts';
import type { Markup } from '../markup.ts';
import type { ReportChart } from '../report-value.ts';
import { smallBase } from '../sentences.ts';
import { bar, key, label, letterSize, type DrawnFor, type Drawing, type Label } from './drawing.ts';
import { inkOn, orderedColourOf } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

/** A bar of 100% for each category, parted by series. A part too thin for its number has it in the row below, with its name. */
export function drawStacked(chart: ReportChart, { width, narrow }: DrawnFor): Drawing {
  const names = key(chart.series, width, 2, orderedColourOf);
  const shapes: Markup[] = [...names.shapes];
  const labels: Label[] = [...names.labels];
  const left = narrow || chart.categories.length === 1 ? 0 : Math.min(Math.max(...chart.categories.map((category) => textWidth(category, letterSize))) + 12, width * 0.3);
  const thickness = 40;
  let y = names.height;
  chart.categories.forEach((category, index) => {
    const values = chart.series.map((series) => series.values[index] ?? 0);
    const whole = sum(values);
    if (whole === 0) return;
    if (left === 0 && chart.categories.length > 1) {
      labels.push(label(category, 0, y + letterSize));
      y += letterSize + 6;
    } else if (left > 0) wrapped(category, left - 12, letterSize, 2).forEach((text, row) => labels.push(label(text, 0, y + letterSize + 4 + row * letterSize * 1.2)));
    const along = scaleLinear().domain([0, whole]).range([left, width]);
    const parts = stack<readonly number[], number>().keys(values.map((_, order) => order)).value((row, order) => row[order] ?? 0)([values]);
    const outside: string[] = [];
    parts.forEach((part, order) => {
      const [from, to] = part[0] ?? [0, 0];
      const value = values[order] ?? 0;
      if (value === 0) return;
      const colour = orderedColourOf(order);
      const [x, length] = [along(from), along(to) - along(from)];
      shapes.push(bar(x, y, Math.max(1, length - 2), thickness, colour));
      const text = whole < smallBase ? `${value} of ${whole}` : `${value} (${percent((100 * value) / whole)})`;
      const shorter = [text, String(value)].find((each) => textWidth(each, letterSize, true) <= length - 10);
      if (shorter === undefined) outside.push(`${chart.series[order]?.name ?? ''}: ${text}`);
      else labels.push(label(shorter, x + (length - 2) / 2, y + thickness / 2 + letterSize * 0.36, { anchor: 'middle', fill: inkOn(colour), bold: true }));
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
