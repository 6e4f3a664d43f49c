import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layouts } from './layouts/all.ts';
import { readLayout } from './read-layout.ts';

function faultsOf(raw: unknown): string[] {
  const read = readLayout(raw);
  return 'faults' in read ? read.faults.map(({ at, problem }) => `${at}: ${problem}`) : [];
}
const oneSection = (...blocks: readonly unknown[]) => ({ key: 'own', title: 'Our report', kind: 'year', audience: 'Everybody', sections: [{ key: 'first', title: 'First', blocks }] });

for (const layout of layouts) {
  test(`the ${layout.key} layout, written to a file and read back, is the same`, () => {
    const read = readLayout(JSON.parse(JSON.stringify(layout)));
    assert.ok('layout' in read, JSON.stringify(read));
    assert.deepEqual(read.layout, JSON.parse(JSON.stringify(layout)));
  });
}

test('a question that figures cannot answer is named with its section and part', () => {
  assert.match(faultsOf(oneSection({ kind: 'headlines', key: 'numbers', figures: [{ heading: 'Complaints', figure: { measure: 'complaint' }, as: 'count' }] })).join('\n'), /^section 1 \(First\), part 1: there is no measure 'complaint'/);
});

test('a figure that the words name and the narrative has not is named', () => {
  assert.deepEqual(faultsOf(oneSection({ kind: 'narrative', key: 'foreword', text: 'We had {{all}}.', figures: {} })), ['section 1 (First), part 1: names the figure {{all}}, which it does not have']);
});

test('two parts of one key, an unknown setting and a layout that is none are refused', () => {
  const words = { kind: 'text', key: 'words', paragraphs: ['Once'] };
  assert.deepEqual(faultsOf(oneSection(words, words)), ['words: is the key of two parts; each needs its own']);
  assert.match(faultsOf(oneSection({ ...words, colour: 'red' })).join(), /section 1 \(First\), part 1/);
  assert.equal(faultsOf('a text').length, 1);
  assert.equal(faultsOf({ ...oneSection(), sections: 'none' }).length, 1);
});

test('a word in braces that stands for nothing is named, and one that does is taken', () => {
  const own = (caption: string, heading: string) => oneSection({ kind: 'table', key: 'own', caption, figure: { measure: 'complaints' }, rows: { by: 'theme', order: 'largest', heading: '{Theme}' }, columns: [{ key: 'now', heading, figure: {}, as: 'count' }] });
  assert.deepEqual(faultsOf(own('{Complaints} over {years}, {period}', '{period}')), []);
  assert.deepEqual(faultsOf(own('{Grumbles} by {theme}', '{years}')), ['section 1 (First), part 1: has {Grumbles}, which stands for nothing there', 'section 1 (First), part 1: has {years}, which stands for nothing there']);
});

test('a column that is worked out from one that its table has not is refused, and two columns of one key', () => {
  const own = (...columns: readonly unknown[]) => oneSection({ kind: 'table', key: 'own', caption: 'Own', figure: { measure: 'complaints' }, rows: { by: 'theme', order: 'largest', heading: 'Theme' }, columns });
  const now = { key: 'now', heading: 'Now', figure: {}, as: 'count' };
  assert.deepEqual(faultsOf(own(now, { key: 'share', heading: '%', derive: { percentOf: ['now', 'gone'] }, as: 'percent' })), ['section 1 (First), part 1: uses the column gone, which its table does not have']);
  assert.deepEqual(faultsOf(own(now, now)), ['section 1 (First), part 1: has two columns of the key now']);
});
