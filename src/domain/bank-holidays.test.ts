import assert from 'node:assert/strict';
import { test } from 'node:test';
import { englandsBankHolidays, firstDayKnown, lastDayKnown } from './bank-holidays.ts';
import { day, dayFromNumber, dayNumber, daysAfter, isWeekend, weekday, type Day } from './day.ts';

/** Easter Sundays, from the tables of the Book of Common Prayer. */
const easterSundays = ['2015-04-05', '2016-03-27', '2017-04-16', '2018-04-01', '2019-04-21', '2020-04-12', '2021-04-04', '2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16'];

function firstMonday(year: number, month: string): Day {
  let on = day(`${year}-${month}-01`);
  while (weekday(on) !== 1) on = daysAfter(on, 1);
  return on;
}

function lastMonday(year: number, month: string): Day {
  let on = day(`${year}-${month}-31`);
  while (weekday(on) !== 1) on = daysAfter(on, -1);
  return on;
}

/** The holidays of a year by the 1971 Act, with the next free weekday for one that falls at a weekend. */
function byRule(easterSunday: Day): Day[] {
  const year = Number(easterSunday.slice(0, 4));
  const days = [daysAfter(easterSunday, -2), daysAfter(easterSunday, 1), firstMonday(year, '05'), lastMonday(year, '05'), lastMonday(year, '08')];
  const fixed = [day(`${year}-01-01`), day(`${year}-12-25`), day(`${year}-12-26`)];
  days.push(...fixed.filter((on) => !isWeekend(on)));
  for (const on of fixed.filter(isWeekend)) {
    let substitute = on;
    while (isWeekend(substitute) || days.includes(substitute)) substitute = daysAfter(substitute, 1);
    days.push(substitute);
  }
  return days.toSorted();
}

const proclaimed: ReadonlyMap<number, { readonly added: readonly string[]; readonly removed: readonly string[] }> = new Map([
  [2020, { added: ['2020-05-08'], removed: ['2020-05-04'] }],
  [2022, { added: ['2022-06-02', '2022-06-03', '2022-09-19'], removed: ['2022-05-30'] }],
  [2023, { added: ['2023-05-08'], removed: [] }],
]);

for (const sunday of easterSundays) {
  const year = Number(sunday.slice(0, 4));
  test(`the bank holidays of ${year} are those of the rule and of that year's proclamations`, () => {
    const change = proclaimed.get(year) ?? { added: [], removed: [] };
    const expected = [...byRule(day(sunday)).filter((on) => !change.removed.includes(on)), ...change.added].toSorted();
    assert.deepEqual(englandsBankHolidays.filter((holiday) => holiday.on.startsWith(String(year))).map((holiday) => holiday.on), expected);
  });
}

test('2015, 2016 and 2028 hold the substitute days worked out by hand', () => {
  const substitutes = (year: string) => englandsBankHolidays.filter((holiday) => holiday.on.startsWith(year) && holiday.kind === 'substitute').map((holiday) => holiday.on);
  assert.deepEqual(substitutes('2015'), ['2015-12-28']);
  assert.deepEqual(substitutes('2016'), ['2016-12-27']);
  assert.deepEqual(substitutes('2028'), ['2028-01-03']);
});

test('the funeral of 19 September 2022 was announced on the 10th', () => {
  assert.deepEqual(englandsBankHolidays.find((holiday) => holiday.on === '2022-09-19'), {
    on: '2022-09-19', name: 'Bank holiday for the State Funeral of Queen Elizabeth II', kind: 'one-off', announcedOn: '2022-09-10',
  });
});

test('holidays stand in order, once each, on weekdays, within the days known; only those not usual stand for another day or have a day of announcement', () => {
  let previous = dayNumber(firstDayKnown) - 1;
  for (const holiday of englandsBankHolidays) {
    assert.ok(dayNumber(holiday.on) > previous, holiday.on);
    assert.ok(holiday.on <= lastDayKnown && !isWeekend(holiday.on), holiday.on);
    assert.equal(holiday.insteadOf !== undefined, holiday.kind === 'substitute' || holiday.kind === 'moved', holiday.on);
    assert.equal(holiday.announcedOn !== undefined, holiday.kind === 'moved' || holiday.kind === 'one-off', holiday.on);
    previous = dayNumber(holiday.on);
  }
  assert.equal(dayFromNumber(previous), '2028-12-26');
});
