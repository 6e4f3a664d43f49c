import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionInWords, keyInWords } from './question-words.ts';
import { type Exploration, type Naming, periodsCompared, specsOf } from './explored.ts';
import { measureGroups, exploredWords } from './explored-words.ts';
import { askableKeys, identifiesPeople, isAskable } from './askable-keys.ts';
import { baseOf, findMeasure, measures } from './measures.ts';
import { readLayout } from './read-layout.ts';
import type { BlockSpec } from './layout.ts';

const naming: Naming = { key: (key) => keyInWords(key, {}), value: (key, value) => conditionInWords(key, value, {}).replace(/^[^:]*: /, '') };
const specs = (exploration: Exploration, standing = {}) => specsOf(exploration, naming, standing);

test('complaints by theme: a number, two sentences and a table with its chart, all of one question', () => {
  const found = specs({ measure: 'complaints', where: { handled_as: 'statutory', service: 'Fostering' }, by: 'theme' });
  const figure = { measure: 'complaints', where: { handled_as: 'statutory', service: 'Fostering' } };
  const noun = { one: 'statutory {complaint} in Fostering', many: 'statutory {complaints} in Fostering' };
  assert.deepEqual(found?.headlines.figures, [{ heading: 'Statutory {complaints} in Fostering', figure, as: 'count' }]);
  assert.deepEqual(found?.sentences.sentences, [{ rule: 'how many', figure, noun }, { rule: 'largest', figure, by: 'theme', noun, among: { one: '{theme}', many: '{themes}' } }]);
  assert.deepEqual(found?.table, {
    kind: 'table', key: 'complaints-theme-table', caption: 'Statutory {complaints} in Fostering, by {theme}', figure, none: 'No statutory {complaints} in Fostering are on record in the period.', rows: { by: 'theme', order: 'largest', heading: '{Theme}' },
    columns: [{ key: 'now', heading: '{period}', figure: {}, as: 'count' }], total: 'All statutory {complaints} in Fostering', chart: { kind: 'bars', series: ['now'], title: 'largest', noun, among: { one: '{theme}', many: '{themes}' } },
  });
});

test('a rate stands beside what it is a rate of, and its limit belongs to the rate alone', () => {
  const table = specs({ measure: 'stage1_on_time_rate', where: {}, by: 'service', within: 10 })?.table;
  assert.deepEqual(table?.figure, { measure: 'stage1_on_time_rate' });
  assert.deepEqual(table?.columns, [
    { key: 'now-base', heading: 'Stage 1 answers', group: '{period}', figure: { measure: 'stage1_responses' }, as: 'count' },
    { key: 'now', heading: 'Given within 10 working days', group: '{period}', figure: { within: 10 }, as: 'percent', of: 'now-base' },
  ]);
});

test('compared with years before: each year a row, oldest first; with the period before, that one', () => {
  assert.deepEqual(specs({ measure: 'complaints', where: {}, compared: { years: 2 } })?.table?.rows, { periods: [{ yearsBefore: 2 }, { yearsBefore: 1 }, 'this'], heading: 'Period' });
  assert.deepEqual(specs({ measure: 'complaints', where: {}, compared: 'previous' })?.table?.rows, { periods: ['previous', 'this'], heading: 'Period' });
});

test('in a report that names the explored period by its place, what it is compared with moves along, or cannot be named', () => {
  assert.deepEqual(periodsCompared({ years: 2 }, { yearsBefore: 1 }), [{ yearsBefore: 2 }, { yearsBefore: 3 }]);
  assert.equal(periodsCompared('previous', { yearsBefore: 1 }), undefined);
  assert.equal(periodsCompared({ years: 1 }, 'previous'), undefined);
  assert.equal(specs({ measure: 'complaints', where: {}, compared: 'previous' }, { at: 'year to date' }), undefined);
  assert.deepEqual(specs({ measure: 'complaints', where: {} }, { at: 'previous' })?.headlines.figures[0]?.figure, { measure: 'complaints', period: 'previous' });
});

test('a share is of the same without conditions, or with those that are named', () => {
  const where = { service: 'Fostering', handled_as: 'statutory' };
  assert.deepEqual(specs({ measure: 'complaints', where, of: { handled_as: 'statutory' } })?.sentences.sentences, [{
    rule: 'share', part: { measure: 'complaints', where }, base: { measure: 'complaints', where: { handled_as: 'statutory' } }, noun: { one: 'statutory {complaint}', many: 'statutory {complaints}' }, verb: { one: 'was in Fostering', many: 'were in Fostering' },
  }]);
  assert.deepEqual(specs({ measure: 'complaints', where, of: 'all' })?.headlines.figures[0]?.figure, { measure: 'complaints', where, share: true });
});

test('braces in a council’s own words stand for nothing', () => {
  assert.equal(specs({ measure: 'complaints', where: { theme: 'Fees {old}' } })?.headlines.figures[0]?.heading, '{Complaints} about Fees old');
});

test('every measure can be explored, stands in one group, and its parts are a layout that can be read, however it is asked', () => {
  assert.deepEqual(measureGroups.flatMap((group) => group.measures.map((one) => one.key)).toSorted(), measures.map((one) => one.key).toSorted());
  for (const { key: measure } of measures) {
    const keys = askableKeys(measure);
    const takesWithin = (['stage1_on_time_rate', 'stage2_on_time_rate', 'panels_on_time_rate'] as const).some((one) => one === measure);
    const counts = exploredWords(measure)?.counts === true;
    const [first, second] = keys.filter((key) => !['month', 'quarter', 'year', 'times'].includes(key));
    const asked: Exploration[] = [
      { measure, where: {} }, { measure, where: {}, compared: { years: 5 } }, { measure, where: {}, compared: 'previous' }, ...(takesWithin ? [{ measure, where: {}, within: 15, compared: { years: 1 } }] : []),
      ...keys.flatMap((by): Exploration[] => [{ measure, where: {}, by }, { measure, where: {}, by, compared: { years: 1 }, places: 2 }, { measure, where: {}, by, shares: true }]),
      ...(first !== undefined && second !== undefined ? [{ measure, where: {}, by: first, across: second }] : []), ...(counts ? [{ measure, where: { service: 'Fostering' }, of: 'all' } as const] : []),
    ];
    for (const one of asked) {
      const found = specs(one);
      assert.ok(found !== undefined);
      const blocks: BlockSpec[] = [found.headlines, found.sentences, ...(found.table === undefined ? [] : [found.table])];
      const read = readLayout({ key: 'tried', title: 'Tried', kind: 'year', audience: '', sections: [{ key: 'tried', title: 'Tried', blocks }] });
      assert.deepEqual('faults' in read ? read.faults : [], [], JSON.stringify(one));
    }
  }
});

test('no key that identifies people, and none of free words, days or numbers of a case, is offered', () => {
  const offered = new Set(measures.flatMap(({ key }) => askableKeys(key)));
  for (const key of ['complainant', 'ref', 'ombudsman_ref', 'summary', 'complaint', 'comment', 'text', 'note', 'owner', 'action', 'evidence', 'investigating_officer', 'independent_person', 'complainant_age', 'received_on', 'amount', 'stage1_days']) assert.equal(offered.has(key), false, key);
  assert.deepEqual(['complainant', 'owner', 'investigating_officer', 'theme', 'received_on'].map(identifiesPeople), [true, true, true, false, false]);
  assert.deepEqual([isAskable('complaints', 'theme'), isAskable('compliments', 'handled_as'), isAskable('activity', 'x_team'), isAskable('complaints', 'x_team')], [true, false, false, true]);
  assert.ok(measures.filter((one) => baseOf(findMeasure(one.key)!) !== undefined).every((one) => askableKeys(one.key).includes('month')));
});
