import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from './day.ts';
import { beginsWeek, digestNow, partGivenBy, readTime } from './reminders.ts';
import { englandsCalendar } from './working-days.ts';

const at = (instant: string) => digestNow(new Date(instant), '07:30', englandsCalendar);

test('a digest of 07:30 goes at 07:30 in England, in winter and in summer', () => {
  assert.equal(at('2026-11-23T07:29:59Z'), 'yet to come');
  assert.equal(at('2026-11-23T07:30:00Z'), 'now');
  assert.equal(at('2026-07-20T06:29:00Z'), 'yet to come', 'British Summer Time is an hour ahead');
  assert.equal(at('2026-07-20T06:30:00Z'), 'now');
});

test('on the day after the clocks go back, 07:30 is 07:30 again', () => {
  assert.equal(at('2026-10-23T06:30:00Z'), 'now', 'Friday, in summer time');
  assert.equal(at('2026-10-26T06:30:00Z'), 'yet to come', 'Monday, in winter time');
  assert.equal(at('2026-10-26T07:30:00Z'), 'now');
});

test('no digest on a Saturday, a Sunday, Good Friday, Boxing Day’s substitute or once it is more than four hours late', () => {
  for (const instant of ['2026-11-21T08:00:00Z', '2026-11-22T08:00:00Z', '2026-04-03T08:00:00Z', '2026-12-28T08:00:00Z', '2026-11-23T11:31:00Z']) assert.equal(at(instant), 'not today', instant);
  assert.equal(at('2026-11-23T11:30:00Z'), 'now');
});

test('a day past the calendar counts as a working day, so that mails do not cease', () => {
  assert.equal(at('2040-01-04T08:00:00Z'), 'now');
});

test('a week begins on its first working day', () => {
  assert.ok(beginsWeek(day('2026-11-23'), englandsCalendar), 'a Monday');
  assert.ok(!beginsWeek(day('2026-11-24'), englandsCalendar));
  assert.ok(beginsWeek(day('2026-04-07'), englandsCalendar), 'the Tuesday after Easter Monday');
  assert.ok(!beginsWeek(day('2026-04-08'), englandsCalendar));
  assert.ok(beginsWeek(day('2026-12-29'), englandsCalendar), 'the Tuesday after the substitute for Boxing Day');
});

test('a time of day is read as people write it', () => {
  assert.deepEqual(['07:30', '7:30', '7.30', ' 23:59 ', '24:00', '7:60', 'half seven', ''].map(readTime), ['07:30', '07:30', '07:30', '23:59', undefined, undefined, undefined, undefined]);
});

test('whoever is given a case or appointed to one is told, and nobody is told of an advocate without a name', () => {
  const on = day('2026-11-23');
  assert.deepEqual(partGivenBy({ type: 'Stage1Allocated', on, respondingManager: 'U7' }), { kind: 'allocated', person: 'U7', role: 'responding_manager' });
  assert.deepEqual(partGivenBy({ type: 'PanelMemberAppointed', on, role: 'chair', person: 'U8' }), { kind: 'appointed', person: 'U8', role: 'panel_member' });
  assert.equal(partGivenBy({ type: 'AdvocateAppointed', on }), undefined);
  assert.equal(partGivenBy({ type: 'NoteAdded', on, note: 'U7 rang' }), undefined);
});
