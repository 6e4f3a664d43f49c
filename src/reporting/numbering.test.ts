import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakdownNotHeld, notHeldOnce, notOnRecord } from './not-held-once.ts';
import { numbered } from './numbering.ts';
import type { ReportBlock, ReportChart, ReportSection, ReportTable } from './report-value.ts';

const chart: ReportChart = { kind: 'bars', title: 'Most', description: '', categories: [], series: [], caption: '', number: 0 };
const table = (key: string, drawn = false): ReportTable => ({ kind: 'table', key, number: 0, caption: key, rowHeading: '', columns: [], rows: [], notes: [], crossFooting: [], ...(drawn ? { chart } : {}) });
const words: ReportBlock = { kind: 'words table', key: 'words', number: 0, caption: 'Words', headings: [], rows: [] };
const leftOut = (key: string): ReportBlock => ({ kind: 'text', key, paragraphs: ['Cases: left out of what is published, as each row is one case.'] });
const sectionsOf = (...blocks: readonly (readonly ReportBlock[])[]): ReportSection[] => blocks.map((each, at) => ({ key: `section-${at + 1}`, title: '', blocks: each }));
const said = (sections: readonly ReportSection[]): string[] => sections.flatMap(({ blocks }) => blocks.map((block) => (block.kind === 'table'
  ? `${block.reference ?? block.number}${block.chart === undefined ? '' : ` figure ${block.chart.number}`}${block.notes.map((note) => ` (${note})`).join('')}`
  : block.kind === 'words table' ? `words ${block.number}` : block.kind === 'text' ? block.paragraphs.join(' ') : block.kind)));

test('tables, those of words among them, and charts are numbered as they stand, through all sections', () => {
  assert.deepEqual(said(numbered(sectionsOf([table('a', true), table('b')], [words, table('c', true)]), 'R12')), ['R12-1 figure 1', 'R12-2', 'words 3', 'R12-4 figure 2']);
});

test('a table that is left out in print keeps its number, and so does every table and chart after it', () => {
  const whole = numbered(sectionsOf([table('a', true), table('cases'), words], [table('b', true), table('cases')]), 'R12');
  assert.deepEqual(said(whole), ['R12-1 figure 1', 'R12-2', 'words 3', 'R12-4 figure 2', 'R12-5']);
  assert.deepEqual(said(numbered(sectionsOf([table('a', true), leftOut('cases'), words], [table('b', true), leftOut('cases')]), 'P7', whole)), [
    'P7-1 figure 1', 'Table 2, Cases: left out of what is published, as each row is one case.', 'words 3', 'P7-4 figure 2', 'Table 5, Cases: left out of what is published, as each row is one case.',
  ]);
});

test('a chart that cannot be drawn of what is printed keeps its number, and a note below its table says so', () => {
  const whole = numbered(sectionsOf([table('a', true), table('b', true)]), undefined);
  assert.deepEqual(said(numbered(sectionsOf([table('a'), table('b', true)]), undefined, whole)), ['1 (Figure 1 is left out of what is published: too many of its numbers are.)', '2 figure 2']);
});

test('a table that only the printed report has is numbered after all others', () => {
  const whole = numbered(sectionsOf([table('a', true), table('b')]), undefined);
  assert.deepEqual(said(numbered(sectionsOf([table('a', true), table('new', true), table('b')]), undefined, whole)), ['1 figure 1', '3 figure 2', '2']);
});

test('what is not held is said once: of periods by the numbers of the tables, of people in one sentence of the section', () => {
  const without = (number: number, period = '2022/23'): ReportTable => ({ ...table(`t${number}`), number, notes: [breakdownNotHeld([period]), 'Another note.'] });
  const definitions: ReportBlock = { kind: 'definitions', key: 'definitions', definitions: [{ term: 'Complaints', meaning: 'Each once.' }] };
  const unknown = (caption: string, of: string): ReportBlock => ({ kind: 'sentences', key: caption, asList: false, sentences: [{ text: notOnRecord(caption, of), asked: [] }] });
  const blocks = [without(1), without(2), without(3), without(5), table('whole'), without(6, '2021/22'), unknown('Age', 'any of the 70'), unknown('Gender', 'any of the 70'), unknown('Disability', 'any of the 12')];
  const [section] = notHeldOnce(sectionsOf([...blocks, definitions]));
  assert.deepEqual(said([section!]).slice(0, 2), ['1 (Another note.)', '2 (Another note.)']);
  assert.deepEqual(section?.blocks.flatMap((block) => (block.kind === 'sentences' ? block.sentences.map(({ text }) => text) : [])), ['Not on record for any of the 70: age; gender.', 'Disability: not on record for any of the 12.']);
  assert.deepEqual(section?.blocks.at(-1), { ...definitions, definitions: [
    { term: 'Complaints', meaning: 'Each once.' },
    { term: 'Not held for 2022/23', meaning: 'The breakdowns in tables 1 to 3 and 5 are not held for 2022/23.' }, { term: 'Not held for 2021/22', meaning: 'The breakdown in table 6 is not held for 2021/22.' },
  ] });
  assert.deepEqual(said(notHeldOnce(sectionsOf([without(1), without(2)]))), ['1 (This breakdown is not held for 2022/23.) (Another note.)', '2 (This breakdown is not held for 2022/23.) (Another note.)'], 'nothing is defined: each table says it');
});
