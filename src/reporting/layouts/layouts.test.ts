import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../domain/day.ts';
import type { FigureAnswer, FigurePeriod, FigureQuery } from '../../domain/figure-query.ts';
import { composeSection } from '../compose-block.ts';
import { composing } from '../composing.ts';
import type { Column, Derivation, TableSpec } from '../layout.ts';
import { readQuery } from '../read-query.ts';
import type { ReportSection } from '../report-value.ts';
import { layouts } from './all.ts';

const authority = { authority: 'Anytown', name: 'Anytown Council', yearStarts: '04-01', words: {}, themes: ['Delay', 'Communication'], services: [{ service: 'Fostering', parent: null }] };
const periods: Readonly<Record<string, FigurePeriod>> = { quarterly: { from: day('2024-04-01'), to: day('2024-06-30') }, 'half-year': { from: day('2023-04-01'), to: day('2023-09-30') }, annual: { from: day('2023-04-01'), to: day('2024-03-31') }, 'annual-short': { from: day('2023-04-01'), to: day('2024-03-31') }, 'complaint-handling-code': { from: day('2023-04-01'), to: day('2024-03-31') } };
const tables = layouts.flatMap((layout) => layout.sections.flatMap((section) => section.blocks.filter((block): block is TableSpec => block.kind === 'table').map((table) => ({ layout, table }))));

/** Composes a layout with the same answer to every question, and gives the questions too. */
function composedWith(layout: (typeof layouts)[number], answer: (query: FigureQuery) => FigureAnswer): { readonly queries: FigureQuery[]; readonly sections: ReportSection[] } {
  const queries: FigureQuery[] = [];
  const sections = layout.sections.flatMap((section) => {
    const composer = composeSection(section, composing(authority, periods[layout.key]!), () => undefined);
    let step = composer.next([]);
    while (step.done !== true) {
      queries.push(...step.value);
      step = composer.next(step.value.map(answer));
    }
    return step.value === undefined ? [] : [step.value];
  });
  return { queries, sections };
}

const nothing = (query: FigureQuery): FigureAnswer => (query.by === undefined ? { answer: 0, from: 'records' } : { answer: null, from: 'records', rows: [] });

for (const layout of layouts) {
  test(`every question of the ${layout.key} report is one that figures can answer`, () => {
    const { queries } = composedWith(layout, nothing);
    assert.ok(queries.length > 50);
    const faults = new Set(queries.flatMap((query) => {
      const read = readQuery(query);
      return 'why' in read ? [`${query.measure}: ${read.why}`] : [];
    }));
    assert.deepEqual([...faults], []);
  });

  test(`the ${layout.key} report of a council with nothing on record says so, and prints no table of noughts`, () => {
    const { sections } = composedWith(layout, nothing);
    const printed = sections.flatMap((section) => section.blocks);
    assert.deepEqual(printed.filter((block) => block.kind === 'table').map((block) => block.key), []);
    assert.ok(printed.some((block) => block.kind === 'text' && block.paragraphs.includes(layout.key === 'complaint-handling-code' ? 'No complaint of the period is on record as refused.' : layout.key === 'annual-short' ? 'No learning actions are on record in the period.' : 'No review panels were held in the period.')));
  });

  test(`no two tables of the ${layout.key} report have one key`, () => {
    const keys = tables.filter((one) => one.layout === layout).map(({ table }) => JSON.stringify([table.key, table.only]));
    assert.equal(new Set(keys).size, keys.length);
  });
}

function sourcesOf(derive: Derivation): readonly string[] {
  return Object.values(derive).flat();
}

test('a derived column is worked out from columns of its own table', () => {
  for (const { table } of tables) {
    const has = (key: string): boolean => table.columns.some((column: Column) => column.key === key || ('across' in column && key.startsWith(`${column.key}:`)));
    for (const column of table.columns) if ('derive' in column) for (const source of sourcesOf(column.derive)) assert.ok(has(source), `${table.key}: ${column.key} needs ${source}`);
    for (const key of table.chart?.series ?? []) assert.ok(has(key), `the chart of ${table.key} needs ${key}`);
  }
});

test('a percentage of the total stands in a table that has one, and a table with percentages says of what they are', () => {
  for (const { table } of tables) {
    const ratios = table.columns.filter((column) => 'derive' in column && ('percentOfTotal' in column.derive || 'percentOf' in column.derive));
    if (ratios.length === 0) continue;
    if (ratios.some((column) => 'derive' in column && 'percentOfTotal' in column.derive)) assert.notEqual(table.total, undefined, table.key);
    assert.ok(table.base !== undefined || table.key === 'cases-held', `${table.key} has percentages of nothing stated`);
  }
});

test('the annual report holds the ten things that the guidance asks for, in its order', () => {
  for (const key of ['annual', 'annual-short']) {
    const annual = layouts.find((layout) => layout.key === key);
    const wanted = ['representations', 'stages', 'complainants', 'types', 'outcomes', 'advocacy', 'time-limits', 'learning', 'statistics', 'effectiveness'];
    assert.deepEqual(annual?.sections.map((section) => section.key).filter((one) => wanted.includes(one)), wanted);
    assert.equal(annual?.sections.find((section) => section.key === 'statistics')?.blocks.length, 5, 'age, gender, disability, sexual orientation and ethnicity');
  }
});

test('the half-year report tells the statutory and the corporate procedure apart', () => {
  const halfYear = layouts.find((layout) => layout.key === 'half-year');
  for (const procedure of ['statutory', 'corporate']) {
    const section = halfYear?.sections.find((each) => each.key === procedure);
    const figures = section?.blocks.flatMap((block) => (block.kind === 'table' && block.key !== `stages-years-${procedure}` ? [block.figure.where?.['handled_as']] : [])) ?? [];
    assert.ok(figures.length >= 6);
    assert.deepEqual([...new Set(figures)], [procedure]);
  }
});

test('the report under the Complaint Handling Code holds the six things that its paragraph 8.1 asks for, of corporate complaints alone', () => {
  const code = layouts.find((layout) => layout.key === 'complaint-handling-code');
  const wanted = ['self-assessment-section', 'performance', 'refused-section', 'not-kept', 'improvements', 'ombudsman', 'governance'];
  assert.deepEqual(code?.sections.map((section) => section.key).filter((key) => wanted.includes(key)), wanted);
  const counted = code?.sections.find((section) => section.key === 'performance')?.blocks.flatMap((block) => (block.kind === 'table' ? [block.figure.where?.['handled_as']] : []));
  assert.deepEqual([...new Set(counted)], ['corporate']);
  const unwritten = code?.sections.flatMap((section) => section.blocks.filter((block) => block.kind === 'narrative')) ?? [];
  assert.ok(unwritten.length >= 7 && unwritten.every((block) => block.carriedOver === 'the standard layout'), 'what is still to be written is marked');
});
