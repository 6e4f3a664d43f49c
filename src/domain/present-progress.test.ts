import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from './day.ts';
import { expectedEnd, type Milestone, type Pace, paceFrom } from './present-progress.ts';
import { englandsCalendar } from './working-days.ts';

const paces = (...all: readonly Pace[]): ReadonlyMap<Milestone, Pace> => new Map(all.map((pace) => [pace.milestone, pace]));

test('a pace is the median of five or more earlier cases, between the two middle ones of an even number; of four there is none', () => {
  assert.deepEqual(paceFrom('stage 1 allocated', [30, 8, 12, 9, 20]), { milestone: 'stage 1 allocated', workingDays: 12, of: 5 });
  assert.deepEqual(paceFrom('stage 1 allocated', [8, 9, 12, 13, 20, 30]), { milestone: 'stage 1 allocated', workingDays: 12.5, of: 6 });
  assert.equal(paceFrom('stage 1 allocated', [8, 9, 12, 13]), undefined);
});

test('an end is expected from the latest milestone that earlier cases tell of', () => {
  const known = paces({ milestone: 'stage 1 started', workingDays: 15, of: 90 }, { milestone: 'stage 1 allocated', workingDays: 12, of: 40 });
  // Allocated on Friday 6 November 2026: 12 working days later is Tuesday 24 November.
  const allocated = expectedEnd([{ milestone: 'stage 1 started', on: day('2026-11-02') }, { milestone: 'stage 1 allocated', on: day('2026-11-06') }], known, day('2026-11-20'), englandsCalendar);
  assert.deepEqual([allocated?.on, allocated?.pace.of], ['2026-11-24', 40]);
  // Without earlier allocations, 15 working days after Monday 2 November: Monday 23 November.
  const started = expectedEnd([{ milestone: 'stage 1 started', on: day('2026-11-02') }, { milestone: 'stage 1 allocated', on: day('2026-11-06') }], paces({ milestone: 'stage 1 started', workingDays: 15, of: 90 }), day('2026-11-20'), englandsCalendar);
  assert.equal(started?.on, '2026-11-23');
});

test('half a working day counts as one, and Christmas does not', () => {
  // 3 working days after Wednesday 23 December 2026: the 24th, 29th and 30th. Christmas is on the Friday, and Boxing Day is kept on Monday 28th.
  assert.equal(expectedEnd([{ milestone: 'panel requested', on: day('2026-12-23') }], paces({ milestone: 'panel requested', workingDays: 2.5, of: 6 }), day('2026-12-23'), englandsCalendar)?.on, '2026-12-30');
});

test('what took longer than usual already is expected today at the soonest, and without earlier cases nothing is', () => {
  const known = paces({ milestone: 'panel requested', workingDays: 20, of: 6 });
  assert.equal(expectedEnd([{ milestone: 'panel requested', on: day('2026-09-01') }], known, day('2026-11-20'), englandsCalendar)?.on, '2026-11-20');
  assert.equal(expectedEnd([{ milestone: 'statement agreed', on: day('2026-09-01') }], known, day('2026-11-20'), englandsCalendar), undefined);
});
