import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import { monthsOf, periodLabel, resolvePeriod, yearsBefore } from './report-period.ts';

const quarter = { from: day('2024-04-01'), to: day('2024-06-30') };
const year = { from: day('2023-04-01'), to: day('2024-03-31') };

test('the same quarter last year, the quarter before, and the year to date', () => {
  assert.deepEqual(resolvePeriod(yearsBefore(1), quarter, '04-01'), { from: '2023-04-01', to: '2023-06-30' });
  assert.deepEqual(resolvePeriod('previous', quarter, '04-01'), { from: '2024-01-01', to: '2024-03-31' });
  assert.deepEqual(resolvePeriod('year to date', { from: day('2024-07-01'), to: day('2024-09-30') }, '04-01'), { from: '2024-04-01', to: '2024-09-30' });
});

test('a headcount is of the eve of the period and of its last day', () => {
  assert.deepEqual(resolvePeriod('opening day', year, '04-01'), { from: '2023-03-31', to: '2023-03-31' });
  assert.deepEqual(resolvePeriod('last day', year, '04-01'), { from: '2024-03-31', to: '2024-03-31' });
});

test('four years before a financial year that ends in a leap year', () => {
  assert.deepEqual(resolvePeriod(yearsBefore(4), year, '04-01'), { from: '2019-04-01', to: '2020-03-31' });
});

test('a period is called as people call it', () => {
  assert.equal(periodLabel(year, '04-01'), '2023/24');
  assert.equal(periodLabel({ from: day('2023-04-01'), to: day('2023-09-30') }, '04-01'), 'April to September 2023');
  assert.equal(periodLabel({ from: day('2024-03-31'), to: day('2024-03-31') }, '04-01'), '31 March 2024');
});

test('the months of a financial year run from April to March', () => {
  assert.deepEqual(monthsOf(year).map(({ name }) => name), ['April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'January', 'February', 'March']);
});
