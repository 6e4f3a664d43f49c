declare const dayBrand: unique symbol;

/** A calendar day in England, written `YYYY-MM-DD`. Days compare with `<` and `===` as text. */
export type Day = string & { readonly [dayBrand]: 'Day' };

const MS_PER_DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day that `text` writes, or undefined where it is not a real calendar day written `YYYY-MM-DD`. */
export function parseDay(text: string): Day | undefined {
  const parts = SHAPE.exec(text);
  if (parts === null) return undefined;
  const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return new Date(ms).toISOString().slice(0, 10) === text ? (text as Day) : undefined;
}

/** A day known to be well formed (a constant, or a column of type `date`). @throws RangeError otherwise: a bug, not a typing slip. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new RangeError(`'${text}' is not a day written YYYY-MM-DD`);
  return parsed;
}

/** Days since 1 January 1970. */
export function dayNumber(of: Day): number {
  return Date.UTC(Number(of.slice(0, 4)), Number(of.slice(5, 7)) - 1, Number(of.slice(8, 10))) / MS_PER_DAY;
}

export function dayFromNumber(days: number): Day {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10) as Day;
}

/** `count` calendar days after `from`; before it where `count` is negative. */
export function daysAfter(from: Day, count: number): Day {
  return dayFromNumber(dayNumber(from) + count);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(of: Day): number {
  return (dayNumber(of) + 4) % 7;
}

export function isWeekend(of: Day): boolean {
  const number = weekday(of);
  return number === 0 || number === 6;
}

/** The same date `count` months later; the last day of that month where it has no such date (31 January and one month: 28 or 29 February). */
export function monthsAfter(from: Day, count: number): Day {
  const months = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + count;
  const year = Math.floor(months / 12);
  const lastDate = new Date(Date.UTC(year, (months % 12) + 1, 0)).getUTCDate();
  const date = Math.min(Number(from.slice(8, 10)), lastDate);
  return new Date(Date.UTC(year, months % 12, date)).toISOString().slice(0, 10) as Day;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

/** `2 April 2026`, the GOV.UK way of writing a date. */
export function inWords(of: Day): string {
  return `${Number(of.slice(8, 10))} ${MONTHS[Number(of.slice(5, 7)) - 1]} ${of.slice(0, 4)}`;
}

/** `Thursday 2 April 2026`. */
export function inWordsWithWeekday(of: Day): string {
  return `${WEEKDAYS[weekday(of)]} ${inWords(of)}`;
}

export function monthInWords(of: Day): string {
  return `${MONTHS[Number(of.slice(5, 7)) - 1]} ${of.slice(0, 4)}`;
}

const asDayInEngland = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day that it is in England at an instant. */
export function dayInEngland(at: Date): Day {
  return day(asDayInEngland.format(at));
}

/** The time that it is in England at an instant, `07:30`: times of one day compare with `<` as text. */
export function timeInEngland(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}
