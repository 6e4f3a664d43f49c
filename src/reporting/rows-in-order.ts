import { type Day, day, monthsAfter } from '../domain/day.ts';
import { type BaseTable, findKey } from './keys.ts';
import { financialYearLabel } from './period.ts';

type Keys = Readonly<Record<string, string | number | null>>;

/**
 * Rows in the order in which somebody reads them: values of a closed list in the list's order, numbers by size, the rest by
 * the alphabet (which puts months, quarters and years in order of time); what is not known comes last.
 */
export function inOrder<T extends { readonly keys: Keys }>(rows: readonly T[], by: readonly string[], base: BaseTable | undefined): T[] {
  const lists = by.map((key) => (base === undefined ? undefined : findKey(base, key)?.allowed));
  return rows.toSorted((a, b) => {
    for (const [index, key] of by.entries()) {
      const order = compare(a.keys[key] ?? null, b.keys[key] ?? null, lists[index]);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compare(one: string | number | null, other: string | number | null, list: readonly string[] | undefined): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (list !== undefined) return list.indexOf(String(one)) - list.indexOf(String(other));
  return String(one) < String(other) ? -1 : 1;
}

/** The keys of a row of an earlier period as those of a later one: April 2016 of a year from April 2016 answers to April 2017 of the next. Other keys stay. */
export function shiftedKeys(keys: Keys, earlierFrom: Day, laterFrom: Day, yearStarts: string): Keys {
  const months = (Number(laterFrom.slice(0, 4)) - Number(earlierFrom.slice(0, 4))) * 12 + Number(laterFrom.slice(5, 7)) - Number(earlierFrom.slice(5, 7));
  return Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, typeof value === 'string' ? shifted(key, value, months, yearStarts) : value]));
}

function shifted(key: string, value: string, months: number, yearStarts: string): string {
  if (key === 'month') return monthsAfter(day(`${value}-01`), months).slice(0, 7);
  if (key === 'year' && months % 12 === 0) return financialYearLabel(Number(value.slice(0, 4)) + months / 12, yearStarts);
  if (key === 'quarter' && months % 3 === 0) {
    const quarters = Number(value.slice(0, 4)) * 4 + Number(value.slice(-1)) - 1 + months / 3;
    return `${financialYearLabel(Math.floor(quarters / 4), yearStarts)} Q${(quarters % 4) + 1}`;
  }
  return value;
}
