import { daysAfter, monthInWords, monthsAfter, type Day } from '../domain/day.ts';
import type { FigurePeriod } from '../domain/figure-query.ts';
import { daysInWords, kindOf, periodBefore, periodInWords, samePeriodYearsBefore, yearHolding, type YearStart } from './period.ts';

/**
 * A period named by its place to the report's own, so that a layout serves every year. `yearsBefore` is the same days so
 * many years earlier; `previous` the period of the same kind that ended the day before; `year to date` runs from the
 * start of the financial year; `opening day` is the eve of the period and `last day` its end (for headcounts).
 */
export type RelativePeriod = 'this' | 'previous' | 'year to date' | 'opening day' | 'last day' | { readonly yearsBefore: number };

export function yearsBefore(count: number): RelativePeriod {
  return { yearsBefore: count };
}

export function resolvePeriod(relative: RelativePeriod, report: FigurePeriod, yearStarts: YearStart): FigurePeriod {
  if (typeof relative === 'object') return samePeriodYearsBefore(report, relative.yearsBefore);
  switch (relative) {
    case 'this': return report;
    case 'previous': return periodBefore(report, yearStarts);
    case 'year to date': return { from: yearHolding(report.to, yearStarts).from, to: report.to };
    case 'opening day': {
      const eve = daysAfter(report.from, -1);
      return { from: eve, to: eve };
    }
    case 'last day': return { from: report.to, to: report.to };
    default: return relative satisfies never;
  }
}

/** How a period is called in a heading or a sentence; a year that does not fit its year's start is given by its days. */
export function periodLabel(period: FigurePeriod, yearStarts: YearStart): string {
  return period.from === period.to || kindOf(period, yearStarts) === 'other' ? daysInWords(period) : periodInWords(period, yearStarts);
}

/** The calendar months that the period touches, in order, twelve at most, each with its number from 1. */
export function monthsOf({ from, to }: FigurePeriod): readonly { readonly month: number; readonly name: string }[] {
  const months: { month: number; name: string }[] = [];
  for (let first = `${from.slice(0, 7)}-01` as Day; first <= to && months.length < 12; first = monthsAfter(first, 1)) {
    months.push({ month: Number(first.slice(5, 7)), name: monthInWords(first).replace(/ \d+$/, '') });
  }
  return months;
}
