import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../domain/day.ts';
import type { Asked, Report } from '../report-value.ts';
import { exportReport, findFormat } from './all.ts';

const asked = (where: Asked['query']['where']): Asked => ({ query: { measure: 'complaints', from: day('2025-04-01'), to: day('2026-03-31'), ...(where === undefined ? {} : { where }) }, answer: 7, from: 'records' });
const cell = (where: Asked['query']['where']) => ({ text: '7', value: 7, numeric: true, asked: [asked(where)] });
const report: Report = {
  layout: 'own', title: 'Own', authority: { authority: 'Testshire', name: 'Testshire County Council' }, period: { from: day('2025-04-01'), to: day('2026-03-31'), label: '2025/26' }, madeOn: day('2026-05-01'), audience: 'Everybody', notes: [],
  stamp: { questions: 1, representations: 7, compliments: 0, hash: 'f'.repeat(64) },
  sections: [{ key: 'own', title: 'Own', blocks: [
    { kind: 'actions', key: 'learning', actions: [{ picked: 2, text: 'Ring back the same day', standing: 'Done on 4 May 2025' }] },
    { kind: 'quotes', key: 'praise', quotes: [{ text: 'Thank you', attribution: 'A parent', picked: 0 }] },
    { kind: 'table', key: 'numbers', number: 1, caption: 'Numbers', rowHeading: 'Which', columns: [{ key: 'count', heading: 'Number', numeric: true }], notes: [], crossFooting: [], rows: [
      { heading: 'Fostering', value: 'Fostering', cells: [cell({ service: 'Fostering' })] }, { heading: 'Somebody', value: 'somebody', cells: [cell({ complainant: 'TS-P0099' })] },
    ] },
    { kind: 'headlines', key: 'first', figures: [{ heading: 'Of one case', text: '7', asked: [asked({ ref: 'TS-0043' })] }] },
  ] }],
};

test('neither JSON nor CSV says whose words, faults or numbers a report prints', async () => {
  for (const key of ['json', 'csv']) {
    const written = (await exportReport(report, findFormat(key)!)).content.toString();
    assert.match(written, /Fostering/u);
    assert.doesNotMatch(written, /TS-/u, key);
  }
});

test('JSON holds what is picked, and every question that names nobody with its answer', async () => {
  const read = JSON.parse((await exportReport(report, findFormat('json')!)).content.toString()) as Report;
  const [actions, quotes, table] = read.sections[0]?.blocks ?? [];
  assert.deepEqual(actions, { kind: 'actions', key: 'learning', actions: [{ text: 'Ring back the same day', standing: 'Done on 4 May 2025' }] });
  assert.deepEqual(quotes, { kind: 'quotes', key: 'praise', quotes: [{ text: 'Thank you', attribution: 'A parent' }] });
  assert.deepEqual(table?.kind === 'table' && table.rows.map(({ cells }) => cells[0]?.asked), [[asked({ service: 'Fostering' })], []]);
});
