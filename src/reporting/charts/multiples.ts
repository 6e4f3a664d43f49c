import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Markup } from '../markup.ts';
import type { ReportChart } from '../report-value.ts';
import { bar, label, letterSize, line, type DrawnFor, type Drawing, type Label } from './drawing.ts';
import { colourOf, rule } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

/** One small chart for each category, side by side, a bar for each series; all on one scale, so that lengths compare. */
export function drawMultiples(chart: ReportChart, { width, narrow }: DrawnFor): Drawing {
  const shapes: Markup[] = [];
  const labels: Label[] = [];
  const columns = narrow ? 1 : Math.min(chart.categories.length, 3);
  const gap = 28;
  const panel = (width - gap * (columns - 1)) / columns;
  const shortNames = withoutCommonBeginning(chart.series.map((series) => series.name));
  const names = Math.min(Math.max(...shortNames.map((name) => textWidth(name, letterSize))) + 8, panel * 0.5);
  const numbers = Math.max(...chart.series.flatMap((series) => series.texts.map((text) => textWidth(text, letterSize)))) + 8;
  const most = max(chart.series.flatMap((series) => series.values), (value) => value ?? 0) ?? 0;
  const along = scaleLinear().domain([0, Math.max(most, 1)]).range([0, panel - names - numbers]);
  const lineHeight = letterSize * 1.2;
  const headings = chart.categories.map((category) => wrapped(category, panel / 1.06, letterSize, 2));
  const [thickness, heading] = [20, Math.max(...headings.map((lines) => lines.length)) * lineHeight + 10];
  const nameLines = shortNames.map((name) => wrapped(name, names - 8, letterSize, 3));
  const rowHeights = nameLines.map((lines) => Math.max(thickness + 6, lines.length * lineHeight + 6));
  const panelHeight = heading + rowHeights.reduce((all, height) => all + height, 0) + 14;
  chart.categories.forEach((_, index) => {
    const left = (index % columns) * (panel + gap);
    const top = Math.floor(index / columns) * panelHeight;
    headings[index]?.forEach((text, row) => labels.push(label(text, left, top + letterSize + 2 + row * lineHeight, { bold: true })));
    let y = top + heading;
    chart.series.forEach((series, order) => {
      const value = series.values[index] ?? null;
      const height = rowHeights[order] ?? thickness;
      const lines = nameLines[order] ?? [];
      lines.forEach((text, row) => labels.push(label(text, left, y + (height - lines.length * lineHeight) / 2 + letterSize - 1 + row * lineHeight)));
      const length = along(value ?? 0);
      if (value !== null && value > 0) shapes.push(bar(left + names, y + (height - thickness) / 2, Math.max(1, length), thickness, colourOf(order === chart.series.length - 1 ? 0 : 4)));
      labels.push(label(series.texts[index] ?? '', left + names + length + 6, y + height / 2 + letterSize * 0.36));
      y += height;
    });
    shapes.push(line(left + names, top + heading, left + names, y, rule));
  });
  return { width, height: Math.ceil(chart.categories.length / columns) * panelHeight, shapes, labels };
}

/** `2021`, `2022` of `April to September 2021` and `April to September 2022`: the words that all begin with are told once, in the caption. */
function withoutCommonBeginning(names: readonly string[]): readonly string[] {
  const words = names.map((name) => name.split(' '));
  const [first = []] = words;
  let common = 0;
  while (common < first.length - 1 && words.every((each) => each.length > common + 1 && each[common] === first[common])) common += 1;
  return words.map((each) => each.slice(common).join(' '));
}
