import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ReportChart } from '../report-value.ts';
import { chartAsSvg, draw } from './draw.ts';
import { bar, type Drawing, type Label, narrow, wide } from './drawing.ts';
import { contrast, ink, inkOn, ordered, palette, paper } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

function chartOf(kind: ReportChart['kind'], categories: readonly string[], values: readonly (readonly (number | null)[])[], names: readonly string[]): ReportChart {
  return {
    kind, title: 'Complaints fell', description: 'April: 3.', caption: '2023/24.', number: 1, categories,
    series: values.map((each, at) => ({ name: names[at] ?? '', values: each, texts: each.map((value) => (value === null ? 'not held' : String(value))) })),
  };
}

const word = fc.constantFrom('Fostering', 'Safeguarding & Review', 'Area Child Protection Service: Central', 'Relating to more than one service area', 'SEND', 'Poor communication', 'Over 20 working days');
const chart = fc.record({
  kind: fc.constantFrom<ReportChart['kind'][]>('bars', 'months', 'stacked', 'multiples'),
  categories: fc.array(word, { minLength: 1, maxLength: 12 }),
  series: fc.integer({ min: 1, max: 3 }),
  seed: fc.array(fc.option(fc.nat({ max: 400 }), { nil: null, freq: 8 }), { minLength: 36, maxLength: 36 }),
}).map(({ kind, categories, series, seed }) => chartOf(kind, categories, Array.from({ length: series }, (_, order) => categories.map((_, at) => seed[order * 12 + at] ?? null)), ['2017/18', '2016/17', '2015/16']));

function overlap(a: Label, b: Label): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y, b.y) - Math.max(a.y - a.height * 0.75, b.y - b.height * 0.75);
  return across > 0.5 && down > 0.5;
}

function overlapping(drawing: Drawing): string[] {
  return drawing.labels.flatMap((label, at) => drawing.labels.slice(at + 1).flatMap((other) => (overlap(label, other) ? [`${label.text} × ${other.text}`] : [])));
}

test('whatever is drawn, no two words or numbers lie on each other, and none outside the chart', () => {
  fc.assert(fc.property(chart, fc.constantFrom(wide, narrow), (each, drawnFor) => {
    const drawing = draw(each, drawnFor);
    assert.deepEqual(overlapping(drawing), []);
    for (const label of drawing.labels) {
      assert.ok(label.x >= -0.5 && label.x + label.width <= drawing.width + 0.5, `${label.text} runs out sideways`);
      assert.ok(label.y <= drawing.height && label.y - label.height * 0.75 >= -0.5, `${label.text} runs out above or below`);
    }
  }), { numRuns: 200 });
});

function widthsOf(drawing: Drawing): number[] {
  return drawing.shapes.flatMap((shape) => [.../<rect[^>]* width="([\d.]+)"/.exec(shape.text) ?? []].slice(1).map(Number));
}

test('bars of all series and small charts are on one scale: twice the number, twice the length', () => {
  for (const kind of ['bars', 'multiples'] as const) {
    const drawing = draw(chartOf(kind, ['One', 'Two'], [[100, 50], [25, 200]], ['Now', 'Before']), wide);
    const lengths = widthsOf(drawing).filter((width) => width !== 14).sort((a, b) => a - b);
    const [shortest = 0] = lengths;
    assert.deepEqual(lengths.map((length) => Math.round((length / shortest) * 2) / 2), [1, 2, 4, 8], kind);
  }
});

test('months of two years share one scale and one base line', () => {
  const drawing = draw(chartOf('months', ['April', 'May'], [[10, 40], [20, 30]], ['2017/18', '2016/17']), wide);
  const bars = drawing.shapes.map((shape) => /<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/.exec(shape.text)).filter((found) => found !== null).map((found) => ({ y: Number(found[1]), height: Number(found[2]) })).filter(({ height }) => height !== 14);
  assert.deepEqual(bars.map(({ height }) => height), [50, 100, 200, 150]);
  assert.equal(new Set(bars.map(({ y, height }) => Math.round(y + height))).size, 1);
});

test('parts of a stacked bar fill it, and each is labelled', () => {
  const drawing = draw(chartOf('stacked', ['2017/18'], [[69], [80], [80]], ['Within 10 working days', '11 to 20 working days', 'Over 20 working days']), wide);
  const lengths = widthsOf(drawing).filter((width) => width !== 14);
  assert.equal(Math.round(lengths.reduce((all, length) => all + length, 0)), 720 - 3 * 2);
  assert.deepEqual(drawing.labels.map(({ text }) => text).filter((text) => text.includes('%')), ['69 (30%)', '80 (35%)', '80 (35%)']);
});

test('a part too thin for its number has it beneath with its name', () => {
  const drawing = draw(chartOf('stacked', ['2017/18'], [[995], [5]], ['Within 20 working days', 'Over 20 working days']), wide);
  assert.ok(drawing.labels.some(({ text }) => text === 'Over 20 working days: 5 (1%)'));
});

test('a chart has a role, a title and a description, and neither style nor script', () => {
  const svg = chartAsSvg(chartOf('bars', ['East & West <1>'], [[3]], ['2017/18']), 'chart-1-wide', wide).text;
  assert.match(svg, /role="img" aria-labelledby="chart-1-wide-title chart-1-wide-description"/);
  assert.match(svg, /<title id="chart-1-wide-title">Complaints fell<\/title><desc id="chart-1-wide-description">/);
  assert.doesNotMatch(svg, /style=|<style|<script|on\w+=/);
  assert.match(svg, /East &amp; West &lt;1&gt;/);
});

test('colours stand out from the paper, and words from the colour they stand on', () => {
  for (const colour of palette.slice(0, 3)) assert.ok(contrast(colour, paper) >= 3, colour);
  for (const colour of palette) assert.ok(contrast(colour, inkOn(colour)) >= 4.5, colour);
  assert.ok(contrast(ink, paper) > 15);
});

test('parts in an order go from dark to light, and words can be read on each', () => {
  for (const [at, colour] of ordered.entries()) {
    const next = ordered[at + 1];
    if (next !== undefined) assert.ok(contrast(colour, next) >= 1.9 && contrast(next, paper) < contrast(colour, paper));
    assert.ok(contrast(colour, inkOn(colour)) >= 4.5, colour);
  }
  assert.match(bar(0, 0, 10, 10, ordered[2]).text, /stroke=/);
  assert.doesNotMatch(bar(0, 0, 10, 10, ordered[0]).text, /stroke=/);
});

test('neighbouring colours differ in lightness, so that a chart printed in grey can be read', () => {
  for (const [at, colour] of palette.entries()) {
    const next = palette[at + 1];
    if (next !== undefined) assert.ok(contrast(colour, next) >= 1.5, `${colour} beside ${next}`);
  }
});

test('a long name is broken at spaces and ends in … where it does not fit', () => {
  const lines = wrapped('Performance Management and Business Intelligence of the whole authority', 150, 14, 2);
  assert.equal(lines.length, 2);
  assert.ok(lines.every((line) => textWidth(line, 14) <= 150), lines.join(' | '));
  assert.match(lines[1] ?? '', /…$/);
});
