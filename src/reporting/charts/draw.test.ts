import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ReportChart } from '../report-value.ts';
import { chartAsSvg, draw } from './draw.ts';
import { bar, type Drawing, type Label, narrow, wide } from './drawing.ts';
import { count } from '../house-style.ts';
import { colourOf, contrast, duo, focus, ink, inkOn, mostColours, ordered, palette, paper } from './palette.ts';
import { textWidth, wrapped } from './text.ts';

function chartOf(kind: ReportChart['kind'], categories: readonly string[], values: readonly (readonly (number | null)[])[], names: readonly string[]): ReportChart {
  return {
    kind, title: 'Complaints fell', description: 'April: 3.', caption: '2023/24.', number: 1, categories,
    series: values.map((each, at) => ({ name: names[at] ?? '', values: each, texts: each.map((value) => (value === null ? 'not held' : String(value))) })),
  };
}

const word = fc.oneof(
  fc.constantFrom('Fostering', 'Safeguarding & Review', 'Area Child Protection Service: Central', 'Relating to more than one service area', 'SEND', 'Poor communication', 'Over 20 working days', 'Performance Management and Business Intelligence of the whole authority, with its commissioners', 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', 'Służba Dzieci', '儿童服务'),
  fc.string({ minLength: 1, maxLength: 60 }),
);
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 400 }).map((value) => ({ value, text: count(value) })) },
  { weight: 1, arbitrary: fc.constantFrom({ value: null, text: '[c]' }, { value: null, text: 'not held' }, { value: null, text: 'not yet' }, { value: null, text: 'not applicable' }, { value: 0, text: '0' }, { value: 3_000_000_000, text: '£3,000,000,000.00' }, { value: -12, text: '−12' }, { value: 42.9, text: '43%' }, { value: 42.9, text: '3 of 7' }) },
);
const chart = fc.record({
  kind: fc.constantFrom<ReportChart['kind'][]>('bars', 'months', 'stacked', 'multiples'),
  categories: fc.oneof(fc.array(word, { minLength: 1, maxLength: 12 }), fc.array(word, { minLength: 30, maxLength: 40 }), fc.constant<string[]>(['April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'January', 'February', 'March'])),
  names: fc.oneof(fc.constantFrom<string[][]>(['2017/18'], ['2017/18', '2016/17'], ['2017/18', '2016/17', '2015/16'], ['April to September 2022', 'April to September 2023']), fc.array(word, { minLength: 1, maxLength: 6 })),
  cells: fc.array(cell, { minLength: 60, maxLength: 60 }),
}).map(({ kind, categories, names, cells }): ReportChart => {
  const at = (order: number, index: number): { readonly value: number | null; readonly text: string } => cells[(order * 17 + index) % cells.length] ?? { value: 0, text: '0' };
  return { ...chartOf(kind, categories, [], []), series: names.map((name, order) => ({ name, values: categories.map((_, index) => at(order, index).value), texts: categories.map((_, index) => at(order, index).text) })) };
});

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
    for (const shape of drawing.shapes) for (const [, name = '', value = ''] of shape.text.matchAll(/ (x|y|width|height|x1|x2|y1|y2)="([^"]*)"/g)) {
      const [number, most] = [Number(value), /x|width/.test(name) ? drawing.width : drawing.height];
      assert.ok(number >= -0.5 && number <= most + 0.5, `${name} of ${shape.text}`);
    }
  }), { numRuns: 400 });
});

test('every number is drawn, a hidden one as [c] and without a bar', () => {
  fc.assert(fc.property(chart, fc.constantFrom(wide, narrow), (each, drawnFor) => {
    const drawing = draw(each, drawnFor);
    if (each.series.some(({ texts }) => texts.includes('[c]'))) assert.ok(drawing.labels.some(({ text }) => text === '[c]'));
    const drawn = draw({ ...each, series: each.series.map((series) => ({ ...series, values: series.values.map(() => null), texts: series.texts.map(() => '[c]') })) }, drawnFor);
    assert.equal(drawn.labels.filter(({ text }) => text === '[c]').length, each.series.length * each.categories.length);
    assert.deepEqual(widthsOf(drawn).filter((width) => width !== 14), []);
  }), { numRuns: 60 });
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

test('more than twenty bars are drawn nearer to one another, so that two charts of a page stay on it', () => {
  const heightOf = (categories: number): number => draw(chartOf('bars', Array.from({ length: categories }, (_, at) => `Team ${at + 1}`), [1, 2].map((value) => Array.from({ length: categories }, () => value)), ['2017/18', '2016/17']), wide).height;
  // Ten of two bars each stand 47 apart, eleven and more 38, below a key of the same height.
  assert.equal(heightOf(10) - heightOf(9), 47);
  assert.equal(heightOf(13) - heightOf(11), 2 * 38);
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

test('colours stand out from the paper by 3 to 1, by themselves or by their outline, and words from the colour they stand on', () => {
  for (const colour of [...palette, ...duo, ...ordered, ...focus]) {
    const outlined = bar(0, 0, 10, 10, colour).text.includes(`stroke="${ink}"`);
    assert.ok(contrast(colour, paper) >= 3 || outlined, colour);
    assert.ok(contrast(colour, inkOn(colour)) >= 4.5, colour);
  }
  assert.ok(contrast(ink, paper) > 15);
});

test('series that stand side by side differ by 3 to 1; parts of a bar are parted by paper from which both stand out', () => {
  for (let among = 2; among <= mostColours; among += 1) {
    for (let series = 1; series < among; series += 1) assert.ok(contrast(colourOf(series - 1, among), colourOf(series, among)) >= 3, `${series} of ${among}`);
  }
  const stacked = draw(chartOf('stacked', ['2017/18'], [[69], [80], [80]], ['One', 'Two', 'Three']), wide);
  const parts = stacked.shapes.map((shape) => /<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/.exec(shape.text)).filter((found) => found !== null).map((found) => ({ from: Number(found[1]), to: Number(found[1]) + Number(found[2]) }));
  for (const [at, part] of parts.entries()) assert.ok((parts[at + 1]?.from ?? Infinity) - part.to >= 1.9);
});

test('of more than four series none is told by its colour: each has its name at its bar', () => {
  const five = draw(chartOf('bars', ['Fostering', 'SEND'], [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]], ['Upheld', 'Partly upheld', 'Not upheld', 'Withdrawn', 'Awaited']), wide);
  assert.equal(five.labels.filter(({ text }) => text === 'Partly upheld').length, 2);
  assert.equal(new Set(five.shapes.flatMap((shape) => /fill="(#\w+)"/.exec(shape.text)?.[1] ?? [])).size, 1);
});

test('series are named at the bars of the first group, and in a key only where they find no room', () => {
  const direct = draw(chartOf('bars', ['One', 'Two'], [[100, 50], [25, 20]], ['Statutory', 'Corporate']), wide);
  assert.equal(direct.shapes.filter((shape) => shape.text.includes('width="14"')).length, 0);
  assert.deepEqual(direct.labels.slice(0, 5).map(({ text }) => text), ['One', '100', 'Statutory', '25', 'Corporate']);
  const long = 'Complaints about more than one service area, and about what was decided there';
  const keyed = draw(chartOf('bars', ['One', 'Two'], [[10, 50], [500, 20]], ['Statutory', `${long} ${long}`]), wide);
  assert.equal(keyed.shapes.filter((shape) => shape.text.includes('width="14"')).length, 2);
  // A name beside a nought would tell no colour.
  for (const first of [0, null]) assert.equal(draw(chartOf('bars', ['One', 'Two'], [[100, 50], [first, 20]], ['Statutory', 'Corporate']), wide).shapes.filter((shape) => shape.text.includes('width="14"')).length, 2);
});

test('where a part of a bar is hidden nothing is said of its share', () => {
  const drawing = draw(chartOf('stacked', ['2017/18'], [[69], [null], [80]], ['Within 10 working days', '11 to 20 working days', 'Over 20 working days']), wide);
  assert.deepEqual(drawing.labels.filter(({ text }) => text.includes('%')), []);
  assert.ok(drawing.labels.some(({ text }) => text === 'not held'));
});

test('a month without a number is a gap with its mark', () => {
  const drawing = draw(chartOf('months', ['April', 'May', 'June'], [[10, null, 0]], ['2017/18']), wide);
  assert.deepEqual(drawing.labels.map(({ text }) => text), ['10', 'April', '[x]', 'May', '0', 'June', '[x] not held']);
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

test('a long name is broken at spaces and ends in … where it does not fit', () => {
  const lines = wrapped('Performance Management and Business Intelligence of the whole authority', 150, 14, 2);
  assert.equal(lines.length, 2);
  assert.ok(lines.every((line) => textWidth(line, 14) <= 150), lines.join(' | '));
  assert.match(lines[1] ?? '', /…$/);
});

test('a name is never cut through the middle of a character', () => {
  for (let width = 10; width < 80; width += 1) for (const line of wrapped('😀😀😀😀😀😀', width, 14, 1)) assert.ok(line.isWellFormed(), JSON.stringify(line));
});
