import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Markup } from '../markup.ts';
import type { ReportChart } from '../report-value.ts';
import { bar, label, letterSize, line, lineHeight, textOf, type DrawnFor, type Drawing, type Label } from './drawing.ts';
import { focus, rule } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

/** Bars shorter than this at their longest compare nothing. */
const shortestPlot = 60;
const gap = 28;

/** One small chart for each category, side by side, a bar for each series; all from nought and on one scale, so that lengths compare. */
export function drawMultiples(chart: ReportChart, { width, narrow, most: given }: DrawnFor): Drawing {
  const shapes: Markup[] = [];
  const labels: Label[] = [];
  const shortNames = withoutCommonBeginning(chart.series.map((series) => series.name));
  const longestName = Math.max(...shortNames.map((name) => textWidth(name, letterSize))) + 8;
  const numbers = Math.max(...chart.series.flatMap((series) => series.texts.map((text) => textWidth(text, letterSize)))) + 8;
  const panelOf = (columns: number): number => (width - gap * (columns - 1)) / columns;
  const namesIn = (panel: number): number => Math.max(0, Math.min(longestName, panel * 0.5, panel - numbers - 10));
  let columns = narrow ? 1 : Math.min(chart.categories.length, 3);
  while (columns > 1 && panelOf(columns) - namesIn(panelOf(columns)) - numbers < shortestPlot) columns -= 1;
  const panel = panelOf(columns);
  const names = namesIn(panel);
  const most = given ?? max(chart.series.flatMap((series) => series.values), (value) => value ?? 0) ?? 0;
  const along = scaleLinear().domain([0, Math.max(most, 1)]).range([0, Math.max(1, panel - names - numbers)]);
  const headings = chart.categories.map((category) => wrapped(category, panel / 1.06, letterSize, 2));
  const [thickness, heading] = [20, Math.max(...headings.map((lines) => lines.length)) * lineHeight + 10];
  const nameLines = shortNames.map((name) => wrapped(name, names - 8, letterSize, 3));
  const rowHeights = nameLines.map((lines) => Math.max(thickness + 6, lines.length * lineHeight + 6));
  const panelHeight = heading + rowHeights.reduce((all, height) => all + height, 0) + 14;
  // Of the years beside one another the newest is spoken of; series of another kind are all alike.
  const colour = (order: number): string => (chart.kind !== 'multiples' || order === chart.series.length - 1 ? focus[0] : focus[1]);
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
      const length = along(Math.max(0, value ?? 0));
      if (value !== null && value > 0) shapes.push(bar(left + names, y + (height - thickness) / 2, Math.max(1, length), thickness, colour(order)));
      labels.push(label(textOf(series, index), left + names + length + 6, y + height / 2 + letterSize * 0.36));
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
