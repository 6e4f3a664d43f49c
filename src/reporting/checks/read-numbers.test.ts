import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numbersIn } from './read-numbers.ts';
import { daysNamed, malformedYears, periodsNamed } from './read-periods.ts';
import type { Day } from '../../domain/day.ts';

const read = (text: string): string[] => numbersIn(text).map(({ text: typed, kind, role, direction, value }) => [typed, kind, role === 'level' ? '' : role, direction ?? '', value].filter((part) => part !== '').join(' '));

test('numbers are read with what they count, in digits and in words', () => {
  assert.deepEqual(read('We spent £1,234.50 on 12 panels, and 44% of 1,250 families wrote.'), ['£1,234.50 pounds 1234.5', '12 count 12', '44% percent 44', '1,250 count base 1250']);
  assert.deepEqual(read('Seven complaints came from three parents and one complaint from a carer.'), ['Seven count 7', 'three count 3', 'one count 1']);
  assert.deepEqual(read('It rose by 8 percentage points, a fall of 3.5 per cent, 12 more than before.'), ['8 percentage points points change up 8', '3.5 per cent percent change down 3.5', '12 count change up 12']);
});

test('working days are a limit where something is to be done within them, and time where it took them', () => {
  assert.deepEqual(read('Within 20 working days; it took 77 working days; 30–45 working days.'), ['20 limit 20', '77 days 77', '30 limit 30', '45 limit 45']);
  assert.deepEqual(read('It took three weeks and two hours.'), []);
});

test('dates, years, stages, tables, ages and provisions of law are no numbers', () => {
  assert.deepEqual(read('On 3 May 2018, in 2017/18 and Q3, stage 2 and stages 2 and 3, Table 15, regulation 17(6), SI 2006/1738, aged 12, 16-year-olds, section 26(3), 2nd, 24/7.'), []);
  assert.deepEqual(read('One of the reasons is that no one and two or more ways help; the trust’s 229 complaints in the year 2018.'), ['229 count 229']);
});

test('periods are read as days; the year that a report calls the last is the one before', () => {
  const report = { from: '2023-04-01' as Day, to: '2023-09-30' as Day };
  assert.deepEqual(periodsNamed('In 2022/23 and Quarter 1 2022/23, April to September 2022, this half-year and last year', report, '04-01').map(({ period: { from, to } }) => `${from} ${to}`), [
    '2022-04-01 2023-03-31', '2022-04-01 2022-06-30', '2022-04-01 2022-09-30', '2023-04-01 2023-09-30', '2022-04-01 2022-09-30',
  ]);
  assert.deepEqual(daysNamed('From 20 February 2017 to March 2018 and the 31 February 2019').map(({ from, to }) => `${from} ${to}`), ['2017-02-20 2017-02-20', '2018-03-01 2018-03-31', '2019-02-01 2019-02-28']);
  assert.deepEqual(malformedYears('2017/17, 2017/18, 2023-24¹, 2019–24').map(({ text }) => text), ['2017/17', '2023-24¹']);
});
