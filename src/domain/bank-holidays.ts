import { day, type Day } from './day.ts';

/**
 * One bank holiday in England. `substitute`: the weekday given for a holiday that falls at a weekend; `moved`: a usual
 * holiday put on another day for one year; `one-off`: proclaimed for one year only. `insteadOf` is the day that a
 * substitute or moved holiday stands for. `announcedOn`, where known, is the day on which it became public: due days worked
 * out before it were too early by one working day.
 */
export type BankHoliday = {
  readonly on: Day; readonly name: string; readonly kind: 'usual' | 'substitute' | 'moved' | 'one-off';
  readonly insteadOf?: Day; readonly announcedOn?: Day;
};

type Written = { readonly on: string; readonly name: string; readonly kind: BankHoliday['kind']; readonly insteadOf?: string; readonly announcedOn?: string };

const written: readonly Written[] = [
  { on: '2015-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2015-04-03', name: 'Good Friday', kind: 'usual' },
  { on: '2015-04-06', name: 'Easter Monday', kind: 'usual' },
  { on: '2015-05-04', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2015-05-25', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2015-08-31', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2015-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2015-12-28', name: 'Boxing Day', kind: 'substitute', insteadOf: '2015-12-26' },
  { on: '2016-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2016-03-25', name: 'Good Friday', kind: 'usual' },
  { on: '2016-03-28', name: 'Easter Monday', kind: 'usual' },
  { on: '2016-05-02', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2016-05-30', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2016-08-29', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2016-12-26', name: 'Boxing Day', kind: 'usual' },
  { on: '2016-12-27', name: 'Christmas Day', kind: 'substitute', insteadOf: '2016-12-25' },
  { on: '2017-01-02', name: 'New Year’s Day', kind: 'substitute', insteadOf: '2017-01-01' },
  { on: '2017-04-14', name: 'Good Friday', kind: 'usual' },
  { on: '2017-04-17', name: 'Easter Monday', kind: 'usual' },
  { on: '2017-05-01', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2017-05-29', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2017-08-28', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2017-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2017-12-26', name: 'Boxing Day', kind: 'usual' },
  { on: '2018-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2018-03-30', name: 'Good Friday', kind: 'usual' },
  { on: '2018-04-02', name: 'Easter Monday', kind: 'usual' },
  { on: '2018-05-07', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2018-05-28', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2018-08-27', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2018-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2018-12-26', name: 'Boxing Day', kind: 'usual' },
  { on: '2019-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2019-04-19', name: 'Good Friday', kind: 'usual' },
  { on: '2019-04-22', name: 'Easter Monday', kind: 'usual' },
  { on: '2019-05-06', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2019-05-27', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2019-08-26', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2019-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2019-12-26', name: 'Boxing Day', kind: 'usual' },
  { on: '2020-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2020-04-10', name: 'Good Friday', kind: 'usual' },
  { on: '2020-04-13', name: 'Easter Monday', kind: 'usual' },
  { on: '2020-05-08', name: 'Early May bank holiday (VE Day)', kind: 'moved', insteadOf: '2020-05-04', announcedOn: '2019-06-07' },
  { on: '2020-05-25', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2020-08-31', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2020-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2020-12-28', name: 'Boxing Day', kind: 'substitute', insteadOf: '2020-12-26' },
  { on: '2021-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2021-04-02', name: 'Good Friday', kind: 'usual' },
  { on: '2021-04-05', name: 'Easter Monday', kind: 'usual' },
  { on: '2021-05-03', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2021-05-31', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2021-08-30', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2021-12-27', name: 'Christmas Day', kind: 'substitute', insteadOf: '2021-12-25' },
  { on: '2021-12-28', name: 'Boxing Day', kind: 'substitute', insteadOf: '2021-12-26' },
  { on: '2022-01-03', name: 'New Year’s Day', kind: 'substitute', insteadOf: '2022-01-01' },
  { on: '2022-04-15', name: 'Good Friday', kind: 'usual' },
  { on: '2022-04-18', name: 'Easter Monday', kind: 'usual' },
  { on: '2022-05-02', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2022-06-02', name: 'Spring bank holiday', kind: 'moved', insteadOf: '2022-05-30', announcedOn: '2020-11-12' },
  { on: '2022-06-03', name: 'Platinum Jubilee bank holiday', kind: 'one-off', announcedOn: '2020-11-12' },
  { on: '2022-08-29', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2022-09-19', name: 'Bank holiday for the State Funeral of Queen Elizabeth II', kind: 'one-off', announcedOn: '2022-09-10' },
  { on: '2022-12-26', name: 'Boxing Day', kind: 'usual' },
  { on: '2022-12-27', name: 'Christmas Day', kind: 'substitute', insteadOf: '2022-12-25' },
  { on: '2023-01-02', name: 'New Year’s Day', kind: 'substitute', insteadOf: '2023-01-01' },
  { on: '2023-04-07', name: 'Good Friday', kind: 'usual' },
  { on: '2023-04-10', name: 'Easter Monday', kind: 'usual' },
  { on: '2023-05-01', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2023-05-08', name: 'Bank holiday for the coronation of King Charles III', kind: 'one-off', announcedOn: '2022-11-06' },
  { on: '2023-05-29', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2023-08-28', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2023-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2023-12-26', name: 'Boxing Day', kind: 'usual' },
  { on: '2024-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2024-03-29', name: 'Good Friday', kind: 'usual' },
  { on: '2024-04-01', name: 'Easter Monday', kind: 'usual' },
  { on: '2024-05-06', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2024-05-27', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2024-08-26', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2024-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2024-12-26', name: 'Boxing Day', kind: 'usual' },
  { on: '2025-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2025-04-18', name: 'Good Friday', kind: 'usual' },
  { on: '2025-04-21', name: 'Easter Monday', kind: 'usual' },
  { on: '2025-05-05', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2025-05-26', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2025-08-25', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2025-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2025-12-26', name: 'Boxing Day', kind: 'usual' },
  { on: '2026-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2026-04-03', name: 'Good Friday', kind: 'usual' },
  { on: '2026-04-06', name: 'Easter Monday', kind: 'usual' },
  { on: '2026-05-04', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2026-05-25', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2026-08-31', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2026-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2026-12-28', name: 'Boxing Day', kind: 'substitute', insteadOf: '2026-12-26' },
  { on: '2027-01-01', name: 'New Year’s Day', kind: 'usual' },
  { on: '2027-03-26', name: 'Good Friday', kind: 'usual' },
  { on: '2027-03-29', name: 'Easter Monday', kind: 'usual' },
  { on: '2027-05-03', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2027-05-31', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2027-08-30', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2027-12-27', name: 'Christmas Day', kind: 'substitute', insteadOf: '2027-12-25' },
  { on: '2027-12-28', name: 'Boxing Day', kind: 'substitute', insteadOf: '2027-12-26' },
  { on: '2028-01-03', name: 'New Year’s Day', kind: 'substitute', insteadOf: '2028-01-01' },
  { on: '2028-04-14', name: 'Good Friday', kind: 'usual' },
  { on: '2028-04-17', name: 'Easter Monday', kind: 'usual' },
  { on: '2028-05-01', name: 'Early May bank holiday', kind: 'usual' },
  { on: '2028-05-29', name: 'Spring bank holiday', kind: 'usual' },
  { on: '2028-08-28', name: 'Summer bank holiday', kind: 'usual' },
  { on: '2028-12-25', name: 'Christmas Day', kind: 'usual' },
  { on: '2028-12-26', name: 'Boxing Day', kind: 'usual' },
];

/**
 * England's bank holidays, in order, from `firstDayKnown` to `lastDayKnown`. 2015 to 2027 as published by the Government;
 * 2028 by the usual rule, so a holiday proclaimed for 2028 is still to be added.
 * Source: Banking and Financial Dealings Act 1971, Schedule 1, and proclamations under it. The days of announcement other than
 * 10 September 2022 are recalled, and nothing but an explanation rests on them.
 */
export const englandsBankHolidays: readonly BankHoliday[] = written.map(({ on, insteadOf, announcedOn, ...rest }) => ({
  ...rest,
  on: day(on),
  ...(insteadOf === undefined ? {} : { insteadOf: day(insteadOf) }),
  ...(announcedOn === undefined ? {} : { announcedOn: day(announcedOn) }),
}));

export const firstDayKnown: Day = day('2015-01-01');
export const lastDayKnown: Day = day('2028-12-31');

/** The holidays that had become public by the end of a day: what a due day worked out on that day could know. */
export function announcedBy(holidays: readonly BankHoliday[], on: Day): readonly BankHoliday[] {
  return holidays.filter((holiday) => holiday.announcedOn === undefined || holiday.announcedOn <= on);
}
