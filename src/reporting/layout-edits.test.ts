import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addBlock, addSection, carriedOver, findBlock, freshKey, moveBlock, moveBlockTo, moveSection, removeBlock, removeSection, replaceBlock, wordSection } from './layout-edits.ts';
import type { BlockSpec, Layout } from './layout.ts';
import { layouts } from './layouts/all.ts';
import { readLayout } from './read-layout.ts';
import { addColumn, addNamedRow, columnsToUse, dependingOn, freshColumnKey, moveColumn, moveNamedRow, removeColumn, removeNamedRow } from './table-edits.ts';
import { complaintsByService, learningProgress, servicesByOutcome } from './layouts/tables.ts';
import { allComplaints } from './layouts/scope.ts';

const text = (key: string): BlockSpec => ({ kind: 'text', key, paragraphs: [key] });
const layout: Layout = {
  key: 'own', title: 'Own', kind: 'year', audience: '',
  sections: [{ key: 'one', title: 'One', blocks: [text('a'), text('b')] }, { key: 'two', title: 'Two', blocks: [text('c')] }],
};
/** `one: a b; two: c`. */
const shape = (edited: Layout | undefined): string => (edited?.sections ?? []).map((section) => `${section.key}: ${section.blocks.map((block) => block.key).join(' ')}`).join('; ');

test('a part goes up and down in its section, and past its edge into the next', () => {
  assert.equal(shape(moveBlock(layout, 'b', 'up')), 'one: b a; two: c');
  assert.equal(shape(moveBlock(layout, 'b', 'down')), 'one: a; two: b c');
  assert.equal(shape(moveBlock(layout, 'c', 'up')), 'one: a b c; two: ');
  assert.equal(moveBlock(layout, 'a', 'up'), layout, 'the first of all stays');
  assert.equal(moveBlock(layout, 'c', 'down'), layout, 'and the last');
  assert.equal(moveBlock(layout, 'gone', 'up'), undefined);
  assert.equal(shape(moveBlockTo(layout, 'a', 'two')), 'one: b; two: c a');
  assert.equal(moveBlockTo(layout, 'a', 'gone'), undefined);
});

test('what is added comes where it was asked for, under a key of its own', () => {
  assert.equal(shape(addBlock(layout, 'one', text('a'), 'a')), 'one: a a-2 b; two: c');
  assert.equal(addBlock(layout, 'gone', text('z')), undefined);
  assert.equal(shape(addSection(layout, { title: 'One', blocks: [text('c'), text('d')] }, 'one')), 'one: a b; one-2: c-2 d; two: c');
  assert.equal(shape(addSection(layout, { title: 'One', blocks: [] }, null)), 'one-2: ; one: a b; two: c', 'a foreword goes first');
  assert.equal(freshKey(layout, 'Contents'), 'part-contents', 'a page has a place of that name already');
  assert.equal(freshKey(layout, 'Table 4'), 'part-table-4');
  assert.equal(freshKey(layout, '{Complaints} – Ä'), 'part', 'what has no letter of a key is a part');
});

test('sections are worded, moved and removed, and what is not there is no edit', () => {
  assert.equal(shape(moveSection(layout, 'two', 'up')), 'two: c; one: a b');
  assert.equal(shape(removeSection(layout, 'one')), 'two: c');
  assert.equal(removeSection(layout, 'gone'), undefined);
  const worded = wordSection(layout, 'one', { title: 'First', empty: 'Nothing' });
  assert.deepEqual(worded?.sections[0], { key: 'one', title: 'First', empty: 'Nothing', blocks: layout.sections[0]!.blocks });
  assert.equal(Object.hasOwn(wordSection(worded, 'one', { title: 'First' })!.sections[0]!, 'empty'), false);
});

test('a part is replaced under its own key, whatever key the new one brings, and removed', () => {
  assert.deepEqual(findBlock(replaceBlock(layout, 'c', { kind: 'text', key: 'other', paragraphs: ['New'] })!, 'c')?.block, { kind: 'text', key: 'c', paragraphs: ['New'] });
  assert.equal(shape(removeBlock(layout, 'a')), 'one: b; two: c');
});

test('words taken over are marked with the report they come from; what was picked of its period is left out', () => {
  const kept = carriedOver({ ...layout, sections: [{ key: 'one', title: 'One', blocks: [{ kind: 'narrative', key: 'n', text: 'We did well.', figures: {} }, { kind: 'picked compliments', key: 'p', picked: [{ ref: 'C-1' }] }, { kind: 'picked actions', key: 'q', picked: [{ ref: 'R-1', action: 1 }] }] }] }, 'Annual report 2023/24');
  assert.deepEqual(kept.sections[0]?.blocks, [{ kind: 'narrative', key: 'n', text: 'We did well.', figures: {}, carriedOver: 'Annual report 2023/24' }, { kind: 'picked compliments', key: 'p', picked: [] }, { kind: 'picked actions', key: 'q', picked: [] }]);
});

test('every standard layout stays one that can be read when its parts are moved about and doubled', () => {
  for (const standard of layouts) {
    let edited: Layout = standard;
    for (const section of standard.sections) for (const block of section.blocks) edited = addBlock(moveBlock(edited, block.key, 'down')!, section.key, block)!;
    assert.ok('layout' in readLayout(JSON.parse(JSON.stringify(edited))), standard.key);
  }
});

test('a column takes its bars out of the chart, and a chart without any goes', () => {
  const table = complaintsByService(allComplaints);
  assert.deepEqual(removeColumn(table, 'before').chart?.series, ['now']);
  assert.equal(removeColumn(removeColumn(table, 'before'), 'now').chart, undefined);
  assert.deepEqual(dependingOn(table, 'now').map(({ key }) => key), ['now-share']);
  assert.deepEqual(moveColumn(table, 'before', 'up').columns.map(({ key }) => key), ['now', 'before', 'now-share', 'before-share']);
  assert.equal(freshColumnKey(table, 'Now'), 'now-2');
  assert.equal(addColumn(table, table.columns[0]!).columns.length, 5);
});

test('of columns across a key only those that are known without asking can be used', () => {
  assert.deepEqual(columnsToUse(servicesByOutcome(allComplaints)).map(({ key }) => key), ['outcome:total']);
});

test('rows that ask their own questions are added, moved and removed, down to one', () => {
  const rows = (table: typeof learningProgress) => ('named' in table.rows ? table.rows.named.map(({ heading }) => heading) : []);
  const more = addNamedRow(learningProgress, { heading: 'New', figure: { measure: 'complaints' } });
  assert.deepEqual(rows(moveNamedRow(more, 3, 'up')).slice(2), ['New', 'Overdue at the end of the period']);
  assert.deepEqual(rows(removeNamedRow(more, 0)), ['Done in the period', 'Overdue at the end of the period', 'New']);
  const one = removeNamedRow(removeNamedRow(learningProgress, 0), 0);
  assert.equal(rows(removeNamedRow(one, 0)).length, 1);
});
