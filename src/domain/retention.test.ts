import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from './day.ts';
import { keepUntil, recordClassOf, whyNotErase } from './retention.ts';

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
  const facts = { closedOn: day('2020-02-29'), keepUntil: day('2026-02-28'), onHold: false, erased: false, asked: false };
  assert.match(whyNotErase(facts, day('2026-02-28'), 'kept_long_enough') ?? '', /not been kept as long/);
  assert.equal(whyNotErase(facts, day('2026-03-01'), 'kept_long_enough'), undefined);
  assert.equal(whyNotErase(facts, day('2021-03-01'), 'court_or_commissioner'), undefined);
});

test('a case that is open, on hold, erased or asked to be is not to be erased', () => {
  const facts = { closedOn: day('2010-01-04'), keepUntil: day('2016-01-04'), onHold: false, erased: false, asked: false };
  const today = day('2026-11-23');
  assert.equal(whyNotErase(facts, today), undefined);
  assert.match(whyNotErase({ ...facts, closedOn: undefined }, today) ?? '', /open/);
  assert.match(whyNotErase({ ...facts, onHold: true }, today, 'court_or_commissioner') ?? '', /legal hold/);
  assert.match(whyNotErase({ ...facts, erased: true }, today) ?? '', /erased already/);
  assert.match(whyNotErase({ ...facts, asked: true }, today) ?? '', /asked already/);
});
