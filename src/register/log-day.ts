import { type Day, dayFromNumber, dayNumber, parseDay } from '../domain/day.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdayBefore = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*\.?,?\s+/i;
const timeAfter = /[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|Z)?$/i;
const inFigures = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})$/;
const withMonthName = /^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z]{3,9})\.?,?[\s\-/.]*('?\d{2}|\d{4})$/i;
const serial = /^\d{5}(?:\.\d+)?$/;
/** The days that serial numbers of spreadsheets stand for: from 1 January 2000 to 31 December 2035. Other numbers of five figures are no days. */
const firstSerial = 36_526;
const lastSerial = 49_674;
/** A spreadsheet's day 0. */
const serialOrigin = dayNumber('1899-12-30' as Day);

function fullYear(text: string): string {
  const digits = text.replace("'", '');
  return digits.length === 2 ? `20${digits}` : digits;
}

/**
 * The day that a council's own log means: `03/04/2017` (day first, always), `3.4.17`, `3 Apr 17`, `Mon 3rd April 2017`, `2017-04-03`, a spreadsheet's
 * serial number; a time of day is left off, years of two figures are of this century. Undefined where it is no day of the calendar.
 */
export function parseLogDay(text: string): Day | undefined {
  const plain = text.trim().replace(timeAfter, '').replace(weekdayBefore, '').trim();
  const iso = parseDay(plain);
  if (iso !== undefined) return iso;
  const figures = inFigures.exec(plain);
  if (figures !== null) return dayOf(figures[1]!, Number(figures[2]), figures[3]!);
  const named = withMonthName.exec(plain);
  if (named !== null) {
    const name = named[2]!.toLowerCase();
    const month = months.findIndex((each) => name.startsWith(each));
    return month === -1 ? undefined : dayOf(named[1]!, month + 1, named[3]!);
  }
  const number = Math.floor(Number(plain));
  return serial.test(plain) && number >= firstSerial && number <= lastSerial ? dayFromNumber(serialOrigin + number) : undefined;
}

function dayOf(date: string, month: number, year: string): Day | undefined {
  return parseDay(`${fullYear(year)}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`);
}
