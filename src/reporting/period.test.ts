import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import type { FigurePeriod } from '../domain/figure-query.ts';
import { halfYearHolding, isCovered, kindOf, monthHolding, partsOf, periodBefore, periodInWords, periodKeyOf, quarterHolding, samePeriodYearsBefore, yearHolding } from './period.ts';

const period = (from: string, to: string): FigurePeriod => ({ from: day(from), to: day(to) });

test('31 March belongs to the financial year that began in the April before', () => {
  assert.deepEqual(yearHolding(day('2018-03-31')), period('2017-04-01', '2018-03-31'));
  assert.deepEqual(yearHolding(day('2018-04-01')), period('2018-04-01', '2019-03-31'));
  assert.equal(periodKeyOf('year', day('2018-03-31')), '2017-18');
  assert.equal(periodKeyOf('year', day('1999-12-31')), '1999-00');
});

test('February 2024 lies in quarter 4 of 2023-24, which ends on 31 March', () => {
  assert.deepEqual(quarterHolding(day('2024-02-29')), period('2024-01-01', '2024-03-31'));
  assert.equal(periodKeyOf('quarter', day('2024-02-29')), '2023-24 Q4');
  assert.equal(periodKeyOf('quarter', day('2024-04-01')), '2024-25 Q1');
  assert.equal(periodKeyOf('month', day('2024-02-29')), '2024-02');
});

test('a year that starts on 6 April puts 5 April in the year and quarter before', () => {
  assert.equal(periodKeyOf('quarter', day('2024-04-05'), '04-06'), '2023-24 Q4');
  assert.equal(periodKeyOf('quarter', day('2024-04-06'), '04-06'), '2024-25 Q1');
  assert.deepEqual(quarterHolding(day('2024-07-05'), '04-06'), period('2024-04-06', '2024-07-05'));
});

test('a calendar year is called by its one number', () => {
  assert.equal(periodKeyOf('year', day('2024-05-01'), '01-01'), '2024');
  assert.equal(periodInWords(period('2024-01-01', '2024-12-31'), '01-01'), '2024');
});

test('periods in print: the year, the quarter, the half-year, the month, any other days', () => {
  assert.equal(periodInWords(period('2017-04-01', '2018-03-31')), '2017/18');
  assert.equal(periodInWords(period('2024-04-01', '2024-06-30')), 'Quarter 1 2024/25');
  assert.equal(periodInWords(period('2023-04-01', '2023-09-30')), 'April to September 2023');
  assert.equal(periodInWords(period('2023-10-01', '2024-03-31')), 'October 2023 to March 2024');
  assert.equal(periodInWords(period('2024-02-01', '2024-02-29')), 'February 2024');
  assert.equal(periodInWords(period('2017-04-03', '2017-05-09')), '3 April 2017 to 9 May 2017');
});

test('the period before is the one of the same kind that ends the day before', () => {
  assert.deepEqual(periodBefore(period('2017-04-01', '2018-03-31')), period('2016-04-01', '2017-03-31'));
  assert.deepEqual(periodBefore(period('2024-04-01', '2024-06-30')), period('2024-01-01', '2024-03-31'));
  assert.deepEqual(periodBefore(period('2023-04-01', '2023-09-30')), period('2022-10-01', '2023-03-31'));
  assert.deepEqual(periodBefore(period('2024-03-01', '2024-03-31')), period('2024-02-01', '2024-02-29'));
  assert.deepEqual(periodBefore(period('2024-03-05', '2024-03-11')), period('2024-02-27', '2024-03-04'));
});

test('the same quarter a year before a leap day ends on 28 February', () => {
  assert.deepEqual(samePeriodYearsBefore(period('2024-02-01', '2024-02-29')), period('2023-02-01', '2023-02-28'));
  assert.deepEqual(samePeriodYearsBefore(period('2024-04-01', '2024-06-30')), period('2023-04-01', '2023-06-30'));
  assert.deepEqual(samePeriodYearsBefore(period('2023-04-01', '2024-03-31'), 4), period('2019-04-01', '2020-03-31'));
});

test('the parts of a period are cut to it', () => {
  assert.deepEqual(partsOf(period('2024-01-20', '2024-03-03'), 'month'), [period('2024-01-20', '2024-01-31'), period('2024-02-01', '2024-02-29'), period('2024-03-01', '2024-03-03')]);
  assert.deepEqual(partsOf(period('2022-04-01', '2024-03-31'), 'year'), [period('2022-04-01', '2023-03-31'), period('2023-04-01', '2024-03-31')]);
});

test('a half-year is told from a quarter, and a month from a part of one', () => {
  assert.equal(kindOf(halfYearHolding(day('2023-09-30'))), 'half-year');
  assert.equal(kindOf(quarterHolding(day('2023-09-30'))), 'quarter');
  assert.equal(kindOf(monthHolding(day('2023-09-30'))), 'month');
  assert.equal(kindOf(period('2023-09-01', '2023-09-29')), 'other');
});

test('two registers that meet cover a period between them; a gap of one day does not', () => {
  const first = period('2017-04-01', '2018-03-31');
  assert.ok(isCovered(period('2018-01-01', '2018-12-31'), [period('2018-04-01', '2019-03-31'), first]));
  assert.ok(!isCovered(period('2018-01-01', '2018-12-31'), [first, period('2018-04-02', '2019-03-31')]));
  assert.ok(!isCovered(period('2017-03-31', '2017-04-30'), [first]));
  assert.ok(!isCovered(period('2018-03-01', '2018-04-01'), [first]));
});
