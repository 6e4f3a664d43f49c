import { englandsBankHolidays, firstDayKnown, lastDayKnown, type BankHoliday } from './bank-holidays.ts';
import { dayFromNumber, dayNumber, inWords, type Day } from './day.ts';
import { PlainError } from './plain-error.ts';

/**
 * The working days between two known days, indexed both ways, so that counting any number of them is two look-ups.
 * Made by `makeCalendar`; days are numbered as in `dayNumber`.
 */
export type Calendar = {
  readonly knownFrom: Day; readonly knownUntil: Day;
  readonly holidays: readonly BankHoliday[];
  readonly holidayByNumber: ReadonlyMap<number, BankHoliday>;
  readonly firstNumber: number; readonly lastNumber: number;
  /** For each day from the first: how many working days there have been, that day included. */
  readonly workingDaysSoFar: Uint16Array;
  /** The day number of each working day, in order. */
  readonly workingDays: Int32Array;
};

/** Counting ran past the days for which bank holidays are known. Its message is for the person who asked. */
export class CalendarEndError extends PlainError {
  override name = 'CalendarEndError';
}

/** A calendar for the days from `knownFrom` to `knownUntil`, both included. A holiday proclaimed later makes a new calendar. */
export function makeCalendar(holidays: readonly BankHoliday[], knownFrom: Day, knownUntil: Day): Calendar {
  const firstNumber = dayNumber(knownFrom);
  const lastNumber = dayNumber(knownUntil);
  const length = lastNumber - firstNumber + 1;
  if (length < 1) throw new RangeError(`A calendar from ${knownFrom} to ${knownUntil} holds no day`);
  if (length > 65_535) throw new RangeError(`A calendar of ${length} days is too long: at most 65535`);
  const holidayByNumber = new Map(holidays.map((holiday) => [dayNumber(holiday.on), holiday]));
  const workingDaysSoFar = new Uint16Array(length);
  const found: number[] = [];
  for (let index = 0; index < length; index += 1) {
    const number = firstNumber + index;
    if (!isWeekendNumber(number) && !holidayByNumber.has(number)) found.push(number);
    workingDaysSoFar[index] = found.length;
  }
  return { knownFrom, knownUntil, holidays, holidayByNumber, firstNumber, lastNumber, workingDaysSoFar, workingDays: Int32Array.from(found) };
}

/** The same calendar with holidays added: one proclaimed since, for instance. */
export function withHolidays(calendar: Calendar, added: readonly BankHoliday[]): Calendar {
  return makeCalendar([...calendar.holidays, ...added].toSorted((a, b) => (a.on < b.on ? -1 : 1)), calendar.knownFrom, calendar.knownUntil);
}

/** England's working days from 2015 to 2028. */
export const englandsCalendar: Calendar = makeCalendar(englandsBankHolidays, firstDayKnown, lastDayKnown);

/**
 * Whether a day is one on which time runs.
 * Source: SI 2006/1738 regulation 2: "working day" means a day other than a Saturday, a Sunday, Christmas Day, Boxing Day, Good
 * Friday or a bank holiday under the Banking and Financial Dealings Act 1971. A day on which the council is closed by its own
 * choice is a working day.
 * @throws CalendarEndError outside the days known.
 */
export function isWorkingDay(on: Day, calendar: Calendar): boolean {
  const number = dayNumber(on);
  const index = indexOf(number, calendar);
  return calendar.workingDaysSoFar[index] !== (index === 0 ? 0 : calendar.workingDaysSoFar[index - 1]);
}

/** Why a day does not count, in words, or undefined where it is a working day. */
export function whyNotWorkingDay(on: Day, calendar: Calendar): string | undefined {
  const number = dayNumber(on);
  const holiday = calendar.holidayByNumber.get(number);
  if (holiday !== undefined) return holiday.kind === 'substitute' ? `${holiday.name} (substitute day)` : holiday.name;
  return isWeekendNumber(number) ? ((number + 4) % 7 === 6 ? 'Saturday' : 'Sunday') : undefined;
}

/**
 * The day number `count` working days after `from` (which is day 0 and need not be a working day), or before it where `count`
 * is negative; `from` itself where `count` is 0.
 * @throws CalendarEndError if the day asked about or found is outside the days known.
 */
export function addWorkingDays(from: number, count: number, calendar: Calendar): number {
  if (count === 0) return from;
  const index = indexOf(from, calendar);
  const soFar = calendar.workingDaysSoFar;
  const ordinal = count > 0 ? soFar[index]! + count - 1 : (index === 0 ? 0 : soFar[index - 1]!) + count;
  const found = calendar.workingDays[ordinal];
  if (found === undefined) throw outside(count > 0 ? calendar.lastNumber + 1 : calendar.firstNumber - 1, calendar);
  return found;
}

/** The number of working days after day number `from`, up to and including `to`; the same with a minus sign where `to` comes first. */
export function countWorkingDays(from: number, to: number, calendar: Calendar): number {
  if (from === to) return 0;
  return calendar.workingDaysSoFar[indexOf(to, calendar)]! - calendar.workingDaysSoFar[indexOf(from, calendar)]!;
}

/**
 * The last day for something due within `count` working days of `from`. `from` is day 0: counting starts on the next working day.
 * @throws CalendarEndError outside the days known.
 */
export function workingDaysAfter(from: Day, count: number, calendar: Calendar): Day {
  return dayFromNumber(addWorkingDays(dayNumber(from), count, calendar));
}

/** The day `count` working days before `from`, which is day 0. @throws CalendarEndError outside the days known. */
export function workingDaysBefore(from: Day, count: number, calendar: Calendar): Day {
  return dayFromNumber(addWorkingDays(dayNumber(from), -count, calendar));
}

/** Working days taken from `from` (day 0) to `to`: 0 on the same day, negative where `to` comes first. @throws CalendarEndError outside the days known. */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  return countWorkingDays(dayNumber(from), dayNumber(to), calendar);
}

function isWeekendNumber(number: number): boolean {
  const weekday = (((number + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

function indexOf(number: number, calendar: Calendar): number {
  const index = number - calendar.firstNumber;
  if (index < 0 || number > calendar.lastNumber) throw outside(number, calendar);
  return index;
}

function outside(number: number, calendar: Calendar): CalendarEndError {
  const known = `Bank holidays are known from ${inWords(calendar.knownFrom)} to ${inWords(calendar.knownUntil)}`;
  return new CalendarEndError(number < calendar.firstNumber
    ? `${known}, and the count reaches a day before them.`
    : `${known}, and the count reaches a day after them. Add the bank holidays of the years that follow.`);
}
