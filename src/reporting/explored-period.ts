import type { Day } from '../domain/day.ts';
import type { FigurePeriod } from '../domain/figure-query.ts';
import { halfYearHolding, kindOf, periodBefore, quarterHolding, yearHolding, type YearStart } from './period.ts';
import { resolvePeriod, type RelativePeriod, yearsBefore } from './report-period.ts';

/** Periods by their place to today. A year or quarter is the authority's financial one. */
export const periodChoices = {
  'this-quarter': 'This quarter', 'previous-quarter': 'The quarter before', 'this-half': 'This half-year', 'previous-half': 'The half-year before', 'this-year': 'This financial year', 'previous-year': 'The financial year before', 'year-to-date': 'The financial year to date',
} as const;
export type PeriodChoice = keyof typeof periodChoices;

export function isPeriodChoice(typed: string): typed is PeriodChoice {
  return Object.hasOwn(periodChoices, typed);
}

export function chosenPeriod(choice: PeriodChoice, today: Day, yearStarts: YearStart): FigurePeriod {
  const [quarter, half, year] = [quarterHolding(today, yearStarts), halfYearHolding(today, yearStarts), yearHolding(today, yearStarts)];
  switch (choice) {
    case 'this-quarter': return quarter;
    case 'previous-quarter': return periodBefore(quarter, yearStarts);
    case 'this-half': return half;
    case 'previous-half': return periodBefore(half, yearStarts);
    case 'this-year': return year;
    case 'previous-year': return periodBefore(year, yearStarts);
    case 'year-to-date': return { from: year.from, to: today };
    default: return choice satisfies never;
  }
}

const places: readonly RelativePeriod[] = ['this', ...[1, 2, 3, 4, 5].map(yearsBefore), 'previous', 'year to date'];

/** How a report of one period names another, so that it counts the same days; undefined where it cannot. */
export function placeOf(period: FigurePeriod, report: FigurePeriod, yearStarts: YearStart): RelativePeriod | undefined {
  return places.find((place) => {
    const { from, to } = resolvePeriod(place, report, yearStarts);
    return from === period.from && to === period.to;
  });
}

/** Whether months of one name come twice in it. */
export function isOverAYear(period: FigurePeriod, yearStarts: YearStart): boolean {
  return kindOf(period, yearStarts) === 'other' && period.to >= `${Number(period.from.slice(0, 4)) + 1}${period.from.slice(4, 7)}-01`;
}
