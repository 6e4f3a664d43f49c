import assert from 'node:assert/strict';
import { test } from 'node:test';
import { given, panelFindings, panelRequested, statutory } from '../../test/acts/given.ts';
import { day } from './day.ts';
import { type CaseEvent, earlyReferralCriteria } from './events.ts';
import { statusOf } from './status.ts';

const closed: CaseEvent = { type: 'Closed', on: day('2025-12-01') };

test('a case that was closed after its panel was answered, or after the year to resubmit it, is closed', () => {
  const answered: readonly CaseEvent[] = [...panelFindings, { type: 'Stage3Responded', on: day('2024-07-10') }];
  assert.deepEqual([statusOf(given(...answered)), statusOf(given(...answered, closed))], ['stage3_ended', 'closed']);
  const deferred: CaseEvent = { type: 'Deferred', on: day('2024-02-12'), proceedings: 'Care proceedings', prejudice: 'The same evidence' };
  assert.equal(statusOf(given(statutory, deferred)), 'deferred');
  assert.equal(statusOf(given(statutory, deferred, closed)), 'closed');
});

test('a case that went to the Ombudsman without the panel it had asked for is not in stage 3, and can be closed', () => {
  const referred: readonly CaseEvent[] = [...panelRequested, { type: 'EarlyReferralMade', on: day('2024-05-20'), criteriaMet: earlyReferralCriteria, complainantConsentedOn: day('2024-05-20') }];
  assert.deepEqual([statusOf(given(...referred)), statusOf(given(...referred, closed))], ['stage2_ended', 'closed']);
});

test('a case of which one element is deferred stands where its other elements do', () => {
  const elements = [1, 2].map((element): CaseEvent => ({ type: 'ElementAdded', on: day('2024-02-05'), element, theme: 'delay' }));
  assert.equal(statusOf(given(...elements, statutory, { type: 'Deferred', on: day('2024-02-12'), proceedings: 'Care proceedings', prejudice: 'The same evidence', elements: [2] })), 'stage1');
});
