import { type Day, day, daysAfter, inWords, monthInWords, monthsAfter } from '../domain/day.ts';
import type { FigurePeriod } from '../domain/figure-query.ts';

/** MM-DD: the day on which an authority's financial year starts. */
export type YearStart = string;
export const APRIL: YearStart = '04-01';

/** The calendar year in which the financial year that holds `on` began: 2017 for 31 March 2018 where years start on 1 April. */
export function financialYearOf(on: Day, yearStart: YearStart = APRIL): number {
  const year = Number(on.slice(0, 4));
  return on.slice(5) >= yearStart ? year : year - 1;
}

/** `2017-18` for the financial year that began in 2017; `2017` where the year is the calendar's. */
export function financialYearLabel(began: number, yearStart: YearStart = APRIL): string {
  return yearStart === '01-01' ? String(began) : `${began}-${String((began + 1) % 100).padStart(2, '0')}`;
}

function startOf(began: number, months: number, yearStart: YearStart): Day {
  return monthsAfter(day(`${began}-${yearStart}`), months);
}

function slice(on: Day, months: 3 | 6 | 12, yearStart: YearStart): FigurePeriod {
  const began = financialYearOf(on, yearStart);
  for (let start = 0; start < 12; start += months) {
    const next = startOf(began, start + months, yearStart);
    if (on < next) return { from: startOf(began, start, yearStart), to: daysAfter(next, -1) };
  }
  throw new RangeError(`${on} lies in no part of the financial year that began in ${began}`);
}

/** The financial year, quarter or half-year in which a day lies. */
export function yearHolding(on: Day, yearStart: YearStart = APRIL): FigurePeriod {
  return slice(on, 12, yearStart);
}
export function quarterHolding(on: Day, yearStart: YearStart = APRIL): FigurePeriod {
  return slice(on, 3, yearStart);
}
export function halfYearHolding(on: Day, yearStart: YearStart = APRIL): FigurePeriod {
  return slice(on, 6, yearStart);
}
export function monthHolding(on: Day): FigurePeriod {
  const from = day(`${on.slice(0, 7)}-01`);
  return { from, to: daysAfter(monthsAfter(from, 1), -1) };
}

export type PeriodKind = 'month' | 'quarter' | 'half-year' | 'year' | 'other';

export function kindOf(period: FigurePeriod, yearStart: YearStart = APRIL): PeriodKind {
  const same = (other: FigurePeriod) => other.from === period.from && other.to === period.to;
  if (same(yearHolding(period.from, yearStart))) return 'year';
  if (same(halfYearHolding(period.from, yearStart))) return 'half-year';
  if (same(quarterHolding(period.from, yearStart))) return 'quarter';
  return same(monthHolding(period.from)) ? 'month' : 'other';
}

const MONTHS_IN = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;

/** The period of the same kind just before: the month, quarter, half-year or year, else as many days. */
export function periodBefore(period: FigurePeriod, yearStart: YearStart = APRIL): FigurePeriod {
  const kind = kindOf(period, yearStart);
  const to = daysAfter(period.from, -1);
  if (kind === 'other') return { from: daysAfter(period.from, (Date.parse(period.from) - Date.parse(period.to)) / 86_400_000 - 1), to };
  return { from: monthsAfter(period.from, -MONTHS_IN[kind]), to };
}

/** The same period `years` earlier: what a quarter is compared with. The end of February stays the end of February. */
export function samePeriodYearsBefore(period: FigurePeriod, years = 1): FigurePeriod {
  const dayAfter = daysAfter(period.to, 1);
  return { from: monthsAfter(period.from, -12 * years), to: daysAfter(monthsAfter(dayAfter, -12 * years), -1) };
}

/** Periods of one kind that a longer one is made of, in order; the first and last are cut to it. */
export function partsOf(period: FigurePeriod, kind: 'month' | 'quarter' | 'year', yearStart: YearStart = APRIL): FigurePeriod[] {
  const parts: FigurePeriod[] = [];
  for (let from = period.from; from <= period.to; ) {
    const whole = kind === 'month' ? monthHolding(from) : kind === 'quarter' ? quarterHolding(from, yearStart) : yearHolding(from, yearStart);
    parts.push({ from, to: whole.to < period.to ? whole.to : period.to });
    from = daysAfter(whole.to, 1);
  }
  return parts;
}

/**
 * The value of the key `month`, `quarter` or `year` for a day: `2017-04`, `2017-18 Q1`, `2017-18`.
 * Quarters and years are those of the financial year; months are the calendar's.
 */
export function periodKeyOf(kind: 'month' | 'quarter' | 'year', on: Day, yearStart: YearStart = APRIL): string {
  if (kind === 'month') return on.slice(0, 7);
  const began = financialYearOf(on, yearStart);
  const year = financialYearLabel(began, yearStart);
  if (kind === 'year') return year;
  let quarter = 1;
  while (quarter < 4 && on >= startOf(began, 3 * quarter, yearStart)) quarter += 1;
  return `${year} Q${quarter}`;
}

/** What a period is called in print: `2017/18`, `Quarter 1 2024/25`, `April to September 2023`, `April 2023`, else `3 April 2017 to 9 May 2017`. */
export function periodInWords(period: FigurePeriod, yearStart: YearStart = APRIL): string {
  const began = financialYearOf(period.from, yearStart);
  switch (kindOf(period, yearStart)) {
    case 'year': return yearStart === '01-01' ? String(began) : financialYearLabel(began, yearStart).replace('-', '/');
    case 'quarter': return `Quarter ${periodKeyOf('quarter', period.from, yearStart).slice(-1)} ${financialYearLabel(began, yearStart).replace('-', '/')}`;
    case 'half-year': {
      if (period.from.slice(8) !== '01') return daysInWords(period);
      const [from, to] = [monthInWords(period.from), monthInWords(period.to)];
      return from.slice(-4) === to.slice(-4) ? `${from.slice(0, -5)} to ${to}` : `${from} to ${to}`;
    }
    case 'month': return monthInWords(period.from);
    default: return daysInWords(period);
  }
}

/** `1 April 2016 to 31 March 2017`. */
export function daysInWords(period: FigurePeriod): string {
  return period.from === period.to ? inWords(period.from) : `${inWords(period.from)} to ${inWords(period.to)}`;
}

/** Whether every day of a period lies in one of `held`, in whatever order these come and however they overlap. */
export function isCovered(period: FigurePeriod, held: readonly FigurePeriod[]): boolean {
  let next = period.from;
  for (const one of held.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (one.from > next) return false;
    if (one.to >= period.to) return true;
    if (one.to >= next) next = daysAfter(one.to, 1);
  }
  return false;
}
