import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import { chosenPeriod, isOverAYear, type PeriodChoice, placeOf } from './explored-period.ts';

const period = (from: string, to: string) => ({ from: day(from), to: day(to) });

test('periods by their place to Sunday 22 November 2026, in financial years from 1 April', () => {
  const expected: Record<PeriodChoice, readonly [string, string]> = {
    'this-quarter': ['2026-10-01', '2026-12-31'], 'previous-quarter': ['2026-07-01', '2026-09-30'], 'this-half': ['2026-10-01', '2027-03-31'], 'previous-half': ['2026-04-01', '2026-09-30'],
    'this-year': ['2026-04-01', '2027-03-31'], 'previous-year': ['2025-04-01', '2026-03-31'], 'year-to-date': ['2026-04-01', '2026-11-22'],
  };
  for (const [choice, days] of Object.entries(expected)) assert.deepEqual(chosenPeriod(choice as PeriodChoice, day('2026-11-22'), '04-01'), period(...days), choice);
});

test('the half-year before one that begins in October ends in September, and on 31 March the year is not over yet', () => {
  assert.deepEqual(chosenPeriod('previous-half', day('2026-04-01'), '04-01'), period('2025-10-01', '2026-03-31'));
  assert.deepEqual(chosenPeriod('this-year', day('2026-03-31'), '04-01'), period('2025-04-01', '2026-03-31'));
});

test('a report of quarter 1 of 2024/25 names its own days, the quarter before, and the same quarter of earlier years, and nothing else', () => {
  const report = period('2024-04-01', '2024-06-30');
  assert.equal(placeOf(report, report, '04-01'), 'this');
  assert.equal(placeOf(period('2024-01-01', '2024-03-31'), report, '04-01'), 'previous');
  assert.deepEqual(placeOf(period('2022-04-01', '2022-06-30'), report, '04-01'), { yearsBefore: 2 });
  assert.equal(placeOf(period('2023-04-01', '2024-03-31'), report, '04-01'), undefined);
  assert.equal(placeOf(period('2024-04-01', '2024-09-30'), period('2024-07-01', '2024-09-30'), '04-01'), 'year to date');
});

test('months come twice in a period from the first month of the next year on', () => {
  assert.equal(isOverAYear(period('2023-04-01', '2024-03-31'), '04-01'), false);
  assert.equal(isOverAYear(period('2023-04-15', '2024-03-31'), '04-01'), false);
  assert.equal(isOverAYear(period('2023-04-15', '2024-04-01'), '04-01'), true);
});
