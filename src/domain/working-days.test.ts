import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { announcedBy, englandsBankHolidays, firstDayKnown, lastDayKnown } from './bank-holidays.ts';
import { day, dayFromNumber, dayNumber, daysAfter, type Day } from './day.ts';
import { PlainError } from './plain-error.ts';
import {
  addWorkingDays, CalendarEndError, countWorkingDays, englandsCalendar, isWorkingDay, makeCalendar, whyNotWorkingDay, withHolidays, workingDaysAfter, workingDaysBefore,
  workingDaysBetween,
} from './working-days.ts';

const holidays: ReadonlySet<string> = new Set(englandsBankHolidays.map((holiday) => holiday.on));

/** Regulation 2 read out word by word, one day at a time. */
function obviouslyWorking(on: string): boolean {
  const weekday = new Date(`${on}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !on.endsWith('-12-25') && !on.endsWith('-12-26') && !holidays.has(on);
}

function walk(from: string, count: number): string {
  const at = new Date(`${from}T12:00:00Z`);
  for (let left = Math.abs(count); left > 0;) {
    at.setUTCDate(at.getUTCDate() + Math.sign(count));
    if (obviouslyWorking(at.toISOString().slice(0, 10))) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}

const anyDay = fc.integer({ min: dayNumber(day('2016-01-01')), max: dayNumber(day('2027-12-31')) }).map(dayFromNumber);

test('25 working days from Thursday 2 April 2026 skips Good Friday, Easter Monday and early May', () => {
  assert.equal(workingDaysAfter(day('2026-04-02'), 25, englandsCalendar), '2026-05-12');
});

test('counting working days agrees with walking a day at a time, both ways', () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: -200, max: 200 }), (from, count) => {
    assert.equal(dayFromNumber(addWorkingDays(dayNumber(from), count, englandsCalendar)), walk(from, count));
  }), { numRuns: 500 });
});

test('the working days between two days are those that a walk meets, the first day left out', () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (from, length) => {
    const to = daysAfter(from, length);
    if (to > lastDayKnown) return;
    let met = 0;
    for (let on: Day = from; on !== to;) {
      on = daysAfter(on, 1);
      if (obviouslyWorking(on)) met += 1;
    }
    assert.equal(workingDaysBetween(from, to, englandsCalendar), met);
    assert.equal(countWorkingDays(dayNumber(to), dayNumber(from), englandsCalendar), met === 0 ? 0 : -met);
  }), { numRuns: 200 });
});

test('every day from 2015 to 2028 is a working day exactly when regulation 2 says so', () => {
  for (let number = dayNumber(firstDayKnown); number <= dayNumber(lastDayKnown); number += 1) {
    const on = dayFromNumber(number);
    assert.equal(isWorkingDay(on, englandsCalendar), obviouslyWorking(on), on);
    assert.equal(whyNotWorkingDay(on, englandsCalendar) === undefined, obviouslyWorking(on), on);
  }
});

test('from a Saturday, the next working day is day 1', () => {
  assert.equal(workingDaysAfter(day('2017-08-26'), 1, englandsCalendar), '2017-08-29');
  assert.equal(workingDaysBefore(day('2017-08-27'), 1, englandsCalendar), '2017-08-25');
  assert.equal(workingDaysAfter(day('2017-08-26'), 0, englandsCalendar), '2017-08-26');
});

test('30 May 2022 was a working day and 2 June was not', () => {
  assert.equal(isWorkingDay(day('2022-05-30'), englandsCalendar), true);
  assert.equal(whyNotWorkingDay(day('2022-06-02'), englandsCalendar), 'Spring bank holiday');
  assert.equal(whyNotWorkingDay(day('2021-12-28'), englandsCalendar), 'Boxing Day (substitute day)');
  assert.equal(whyNotWorkingDay(day('2021-12-26'), englandsCalendar), 'Sunday');
});

test('worked out on 8 September 2022, before the funeral of 19 September was announced, ten working days ended a day sooner', () => {
  const knownThen = makeCalendar(announcedBy(englandsBankHolidays, day('2022-09-08')), firstDayKnown, lastDayKnown);
  assert.equal(workingDaysAfter(day('2022-09-08'), 10, knownThen), '2022-09-22');
  assert.equal(workingDaysAfter(day('2022-09-08'), 10, englandsCalendar), '2022-09-23');
  const added = englandsBankHolidays.filter((holiday) => holiday.on === '2022-09-19');
  assert.equal(workingDaysAfter(day('2022-09-08'), 10, withHolidays(knownThen, added)), '2022-09-23');
});

test('a count past the last day known says which days are known', () => {
  assert.throws(() => workingDaysAfter(day('2028-12-20'), 10, englandsCalendar), (error) => {
    assert.ok(error instanceof CalendarEndError && error instanceof PlainError);
    assert.equal(error.message, 'Bank holidays are known from 1 January 2015 to 31 December 2028, and the count reaches a day after them. Add the bank holidays of the years that follow.');
    return true;
  });
  assert.equal(workingDaysAfter(day('2028-12-20'), 5, englandsCalendar), '2028-12-29');
  assert.throws(() => workingDaysAfter(day('2028-12-30'), 1, englandsCalendar), CalendarEndError);
  assert.throws(() => workingDaysBefore(day('2015-01-02'), 1, englandsCalendar), CalendarEndError);
  assert.throws(() => isWorkingDay(day('2014-12-31'), englandsCalendar), /before them/);
});
