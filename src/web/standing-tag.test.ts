import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import { englandsCalendar } from '../domain/working-days.ts';
import { dueTag } from './standing-tag.ts';

test('what was due on Friday 20 November 2026 is overdue on Sunday without a number, and by one working day on Monday', () => {
  const tag = (today: string) => dueTag(day('2026-11-20'), day(today), englandsCalendar);
  assert.deepEqual(tag('2026-11-20'), { text: 'Due today', colour: 'yellow' });
  assert.deepEqual(tag('2026-11-22'), { text: 'Overdue', colour: 'red' });
  assert.deepEqual(tag('2026-11-23'), { text: 'Overdue by 1 working day', colour: 'red' });
  assert.deepEqual(tag('2026-11-13'), { text: '5 working days left', colour: 'yellow' });
  assert.deepEqual(tag('2026-11-12'), { text: '6 working days left', colour: 'blue' });
});

test('past the days that the calendar knows, no number is said', () => {
  assert.deepEqual(dueTag(day('2090-01-02'), day('2026-11-20'), englandsCalendar), { text: 'Running', colour: 'blue' });
});
