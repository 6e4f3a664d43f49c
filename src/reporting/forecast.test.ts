import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import { forecastInWords, forecastOf } from './forecast.ts';

const end = day('2026-12-31');
const today = day('2026-11-20');
const awaiting = (lastDay: string, expectedOn?: string) => ({ lastDay: day(lastDay), ...(expectedOn === undefined ? {} : { expectedOn: day(expectedOn) }) });
/** Two overdue, one due today, four that will be in time, two that will be late, one that falls due after the quarter. */
const nine = [
  awaiting('2026-11-02', '2026-11-20'), awaiting('2026-11-19', '2026-11-25'), awaiting('2026-11-20', '2026-11-20'),
  awaiting('2026-12-01', '2026-11-27'), awaiting('2026-12-02', '2026-12-02'), awaiting('2026-12-10', '2026-12-04'), awaiting('2026-12-31', '2026-12-30'),
  awaiting('2026-11-30', '2026-12-01'), awaiting('2026-12-04', '2026-12-29'), awaiting('2027-01-04', '2027-01-20'),
];

test('18 of 22 so far and nine that fall due, two overdue and two expected late: from 18 to 25 of 31, 23 on present progress', () => {
  const forecast = forecastOf({ answered: 22, onTime: 18 }, nine, end, today, { answered: 70, onTime: 49 });
  // 7 can still be in time; 49 of 70 is 70%, and 70% of 7 is 4.9: 5.
  assert.deepEqual(forecast, { soFar: { answered: 22, onTime: 18 }, open: 9, overdue: 2, expectedLate: 2, withoutExpectation: 0, base: 31, best: 25, present: 23, asEarlier: 23, worst: 18, earlier: { answered: 70, onTime: 49 } });
  assert.deepEqual(forecastInWords(forecast, end, 'the last four quarters'), {
    says: ['So far in the quarter: of the 22 stage 1 answers, 18 (82%) were given on time.', '9 open {complaints} fall due by 31 December 2026. 2 of them are overdue already, and can be on time no more.'],
    rows: [
      { heading: 'Best: every one that still can be on time is', text: '25 of 31 (81%)' }, { heading: 'On present progress: 2 more are expected to be late', text: '23 of 31 (74%)' },
      { heading: 'At the rate of the last four quarters: 49 of 70 (70%) on time', text: '23 of 31 (74%)' }, { heading: 'Worst: none more is on time', text: '18 of 31 (58%)' },
    ],
    notes: ['On time means within the longest limit that the procedure allows, as in every figure of stage 1 answers. What falls due later, or stands still, is left out; so is what has not been decided to be a {complaint}.'],
  });
});

test('of four that fall due no forecast is made, however many fall due later', () => {
  assert.equal(forecastOf({ answered: 22, onTime: 18 }, [...nine.slice(0, 4), ...nine.slice(9), ...nine.slice(9)], end, today), undefined);
});

test('a small base is counted without a percentage, and nothing is said of what is not known', () => {
  const forecast = forecastOf({ answered: 0, onTime: 0 }, Array.from({ length: 5 }, () => awaiting('2026-12-01')), end, today, { answered: 0, onTime: 0 });
  assert.deepEqual(forecastInWords(forecast!, end, 'the last four quarters').rows, [{ heading: 'Best: every one that still can be on time is', text: '5 of 5' }, { heading: 'Worst: none more is on time', text: '0 of 5' }]);
  assert.match(forecastInWords(forecast!, end, '').says[0]!, /^No stage 1 answer has gone out/);
});

test('what has no expected day counts as on time on present progress, and it is said', () => {
  const forecast = forecastOf({ answered: 1, onTime: 0 }, [...Array.from({ length: 4 }, () => awaiting('2026-12-01')), awaiting('2026-12-01', '2026-12-02')], end, today);
  assert.equal(forecast?.present, 4);
  assert.match(forecastInWords(forecast, end, '').notes[1]!, /^Of 4 nothing can be expected.*they count as on time\.$/);
});
