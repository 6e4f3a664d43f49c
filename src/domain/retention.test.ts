import assert from 'node:assert/strict';
import { test } from 'node:test';
import { given } from '../../test/acts/given.ts';
import { day } from './day.ts';
import type { CaseEvent } from './events.ts';
import { keepUntil, recordClassOf, unfinishedIn, whyNotErase } from './retention.ts';

test('a complaint about a child in care is kept as such, whichever procedure it went through', () => {
  assert.equal(recordClassOf({ handledAs: 'corporate', childStatus: 'child_in_care' }), 'in_care');
  assert.equal(recordClassOf({ handledAs: 'corporate', childStatus: 'child_in_need' }), 'corporate');
  assert.equal(recordClassOf({ handledAs: 'withdrawn' }), 'other');
  assert.equal(recordClassOf({}), 'other');
});

test('six years from 29 February 2020 end on 28 February 2026', () => {
  assert.equal(keepUntil(day('2020-02-29'), 6), '2026-02-28');
});

test('a case is erased the day after the last on which it must be kept, and not on that day', () => {
  const facts = { closedOn: day('2020-02-29'), keepUntil: day('2026-02-28'), onHold: false, erased: false, asked: false, unfinished: [] };
  assert.match(whyNotErase(facts, day('2026-02-28'), 'kept_long_enough') ?? '', /not been kept as long/);
  assert.equal(whyNotErase(facts, day('2026-03-01'), 'kept_long_enough'), undefined);
  assert.equal(whyNotErase(facts, day('2021-03-01'), 'court_or_commissioner'), undefined);
});

test('a case that is open, on hold, erased or asked to be is not to be erased', () => {
  const facts = { closedOn: day('2010-01-04'), keepUntil: day('2016-01-04'), onHold: false, erased: false, asked: false, unfinished: [] };
  const today = day('2026-11-23');
  assert.equal(whyNotErase(facts, today), undefined);
  assert.match(whyNotErase({ ...facts, closedOn: undefined }, today) ?? '', /open/);
  assert.match(whyNotErase({ ...facts, onHold: true }, today, 'court_or_commissioner') ?? '', /legal hold/);
  assert.match(whyNotErase({ ...facts, erased: true }, today) ?? '', /erased already/);
  assert.match(whyNotErase({ ...facts, asked: true }, today) ?? '', /asked already/);
});

test('a closed case is not erased while the Ombudsman has it, a remedy, learning action or invoice is unfinished; but when a court orders it', () => {
  const closed: CaseEvent = { type: 'Closed', on: day('2010-03-01') };
  const enquiry: CaseEvent = { type: 'OmbudsmanEnquiryReceived', on: day('2010-04-06'), ombudsmanRef: '10 001 234' };
  const decided: CaseEvent = { type: 'OmbudsmanDecided', on: day('2010-06-01'), ombudsmanRef: '10 001 234', decision: 'upheld_fault_and_injustice', remedies: [{ dueOn: day('2010-07-01') }] };
  const promised: CaseEvent = { type: 'LearningActionPromised', on: day('2010-03-01'), learningAction: 1, action: 'Ring back' };
  const invoice: CaseEvent = { type: 'InvoiceReceived', on: day('2010-03-01'), invoice: 1, supplier: 'Moss and Co', number: 'A1', datedOn: day('2010-02-26'), stage: 'stage2', role: 'investigating_officer', amountPence: 90_000 };
  assert.deepEqual(unfinishedIn(given(closed)), []);
  assert.deepEqual(unfinishedIn(given(closed, enquiry)), ['ombudsman matter']);
  assert.deepEqual(unfinishedIn(given(closed, enquiry, decided)), ['remedy']);
  assert.deepEqual(unfinishedIn(given(closed, enquiry, decided, { type: 'OmbudsmanComplianceNotified', on: day('2010-06-30'), ombudsmanRef: '10 001 234', remedies: [1] })), []);
  assert.deepEqual(unfinishedIn(given(closed, enquiry, { type: 'OmbudsmanCaseClosed', on: day('2010-06-01'), ombudsmanRef: '10 001 234' })), []);
  assert.deepEqual(unfinishedIn(given(closed, promised)), ['learning action']);
  assert.deepEqual(unfinishedIn(given(closed, promised, { type: 'LearningActionCompleted', on: day('2010-05-04'), learningAction: 1 })), []);
  assert.deepEqual(unfinishedIn(given(closed, invoice)), ['invoice']);
  assert.deepEqual(unfinishedIn(given(closed, invoice, { type: 'PaymentMade', on: day('2010-03-31'), stage: 'stage2', role: 'investigating_officer', amountPence: 90_000, invoice: 1 })), []);
  assert.deepEqual(unfinishedIn(given(closed, invoice, { type: 'InvoiceRejected', on: day('2010-03-31'), invoice: 1, reason: 'Not ours' })), []);
  const facts = { closedOn: day('2010-03-01'), keepUntil: day('2016-03-01'), onHold: false, erased: false, asked: false, unfinished: unfinishedIn(given(closed, promised)) };
  assert.match(whyNotErase(facts, day('2026-11-23'), 'kept_long_enough') ?? '', /learning action/);
  assert.equal(whyNotErase(facts, day('2026-11-23'), 'court_or_commissioner'), undefined);
});
