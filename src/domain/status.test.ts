import assert from 'node:assert/strict';
import { test } from 'node:test';
import { given, panelFindings, statutory } from '../../test/acts/given.ts';
import { day } from './day.ts';
import type { CaseEvent } from './events.ts';
import { statusOf } from './status.ts';

const closed: CaseEvent = { type: 'Closed', on: day('2025-12-01') };

test('a case that was closed after its panel was answered, or after the year to resubmit it, is closed', () => {
  const answered: readonly CaseEvent[] = [...panelFindings, { type: 'Stage3Responded', on: day('2024-07-10') }];
  assert.deepEqual([statusOf(given(...answered)), statusOf(given(...answered, closed))], ['stage3_ended', 'closed']);
  const deferred: CaseEvent = { type: 'Deferred', on: day('2024-02-12'), proceedings: 'Care proceedings', prejudice: 'The same evidence' };
  assert.equal(statusOf(given(statutory, deferred)), 'deferred');
  assert.equal(statusOf(given(statutory, deferred, closed)), 'closed');
});

test('a case of which one element is deferred stands where its other elements do', () => {
  const elements = [1, 2].map((element): CaseEvent => ({ type: 'ElementAdded', on: day('2024-02-05'), element, theme: 'delay' }));
  assert.equal(statusOf(given(...elements, statutory, { type: 'Deferred', on: day('2024-02-12'), proceedings: 'Care proceedings', prejudice: 'The same evidence', elements: [2] })), 'stage1');
});
