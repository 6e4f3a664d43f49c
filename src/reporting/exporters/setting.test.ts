import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textWidth, wrapped } from '../charts/text.ts';
import type { ReportChart, ReportSection, ReportTable } from '../report-value.ts';
import { belowTable } from './below-table.ts';
import { saidOnce } from './said-once.ts';
import { cellPadding, settingOf } from './table-setting.ts';
import { unbroken } from './unbroken.ts';

const chart = (title: string): ReportChart => ({ kind: 'bars', title, description: '', categories: [], series: [], caption: '', number: 1 });
const table = (title?: string): ReportTable => ({ kind: 'table', key: 'table', number: 1, caption: 'Compliments over two years', rowHeading: 'Period', columns: [], rows: [], notes: [], crossFooting: [], ...(title === undefined ? {} : { chart: chart(title) }) });
const sentences = (...texts: readonly string[]): ReportSection['blocks'][number] => ({ kind: 'sentences', key: 'sentences', asList: false, sentences: texts.map((text) => ({ text, asked: [] })) });

test('a row heading stands on one line where headings of columns can take two', () => {
  const heading = 'Delays in sharing minutes or reports';
  const { size, landscape, widths } = settingOf({
    rowHeading: 'Theme', columns: ['Upheld', 'Partly upheld', 'Not upheld', 'No outcome on record', 'All', 'Of all'].map((each) => ({ key: each, heading: each, numeric: true })),
    rows: [{ heading, value: heading, cells: [5, 1, 1, 0, 7, 3].map((value) => ({ text: String(value), value, numeric: true, asked: [] })) }],
  }, { portrait: 481.8, landscape: 728.4 });
  assert.deepEqual({ size, landscape }, { size: 9.5, landscape: false });
  assert.ok((widths[0] ?? 0) >= textWidth(heading, size, true) + cellPadding, String(widths[0]));
  assert.ok((widths[4] ?? 0) >= textWidth('No outcome', size, true) + cellPadding, 'two lines, not three');
  assert.ok(Math.abs(widths.reduce((sum, width) => sum + width, 0) - 481.8) < 1);
});

test('a sentence that the chart beside it has for its title is told once; one whose chart is further away stays', () => {
  const rose = 'Compliments rose from 94 in 2022/23 to 122 in 2023/24, a rise of 28 (29.8%)';
  const textsIn = (blocks: ReportSection['blocks']): readonly string[] => saidOnce({ key: 'compliments', title: 'Compliments', blocks }).flatMap((block) => (block.kind === 'sentences' ? block.sentences.map(({ text }) => text) : [block.kind]));
  assert.deepEqual(textsIn([sentences(`${rose}.`, 'All were thanked.'), table(rose)]), ['All were thanked.', 'table']);
  assert.deepEqual(textsIn([table(rose), sentences(`${rose}.`)]), ['table']);
  assert.deepEqual(textsIn([sentences(`${rose}.`), table(), table(rose)]), [`${rose}.`, 'table', 'table']);
});

test('a number is not parted from the word that it belongs to, and what stands below a table is whole sentences', () => {
  assert.equal(unbroken('Answered on time at stage 1'), 'Answered on time at stage\u{A0}1');
  assert.equal(unbroken('Upheld: 5 of 9 (55.6%)'), 'Upheld: 5 of 9\u{A0}(55.6%)');
  assert.equal(unbroken('Upheld (1 of 2)'), 'Upheld\u{A0}(1\u{A0}of\u{A0}2)');
  assert.deepEqual(wrapped('Stage 2 asked for instead of stage 1', textWidth('Stage 2 asked for instead of stage', 14), 14), ['Stage 2 asked for instead of', 'stage 1']);
  assert.deepEqual(belowTable({ base: 'all complaints', notes: ['Not held before', 'Is it so?'], reference: 'P7-4' }), ['Base: all complaints.', 'Not held before.', 'Is it so?', 'Reference: P7-4.']);
});
