import { type Day, parseDay } from '../../domain/day.ts';
import type { FigurePeriod } from '../../domain/figure-query.ts';
import { periodBefore, samePeriodYearsBefore, yearHolding, type YearStart } from '../period.ts';

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const monthNumber = (name: string): number => months.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;
const monthShape = 'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?';

/** A period as it is named in a sentence; `relative`: by its place to the report's own (`last year`). */
export type NamedPeriod = { readonly start: number; readonly end: number; readonly text: string; readonly period: FigurePeriod; readonly relative?: 'this' | 'last'; readonly unit?: string };
/** A day, or a month by its first and last day, as it is written in a sentence. */
export type NamedDay = { readonly start: number; readonly end: number; readonly text: string; readonly from: Day; readonly to: Day };
/** A year written so that no year is meant: `2017/17`. */
export type MalformedYear = { readonly text: string; readonly start: number };

const pad = (number: number): string => String(number).padStart(2, '0');

export function daysNamed(text: string): NamedDay[] {
  const days = [...text.matchAll(new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${monthShape})\\.?,?\\s+(\\d{4})\\b`, 'gi'))].flatMap((match): NamedDay[] => {
    const on = parseDay(`${match[3] ?? ''}-${pad(monthNumber(match[2] ?? ''))}-${pad(Number(match[1]))}`);
    return on === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, text: match[0], from: on, to: on }];
  });
  const inMonths = [...text.matchAll(new RegExp(`\\b(${monthShape})\\s+(\\d{4})\\b`, 'g'))].flatMap((match): NamedDay[] => {
    if (days.some((day) => match.index >= day.start && match.index < day.end)) return [];
    const [year, month] = [Number(match[2]), monthNumber(match[1] ?? '')];
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    return [{ start: match.index, end: match.index + match[0].length, text: match[0], from: `${year}-${pad(month)}-01` as Day, to: `${year}-${pad(month)}-${last}` as Day }];
  });
  return [...days, ...inMonths].toSorted((a, b) => a.start - b.start);
}

/** Two years that do not follow one another, or with a stray raised figure: “2017/17”. */
export function malformedYears(text: string): MalformedYear[] {
  return [...text.matchAll(/\b((?:19|20)\d{2})\s?[/–-]\s?((?:19|20)?\d{2})(?![\d/-])([¹²³⁰-⁹]+)?/g)].flatMap((match) => {
    const [began, ended] = [Number(match[1]), Number((match[2] ?? '').slice(-2))];
    const follows = ended === (began + 1) % 100 && (match[2]?.length === 2 || Number(match[2]) === began + 1);
    // “2019–24” spans several years and is no financial year.
    const spans = /[–-]/.test(match[0]) && (match[2]?.length === 4 ? Number(match[2]) > began + 1 : ended > (began + 1) % 100);
    return (follows && match[3] === undefined) || spans ? [] : [{ text: match[0], start: match.index }];
  });
}

/** The periods that a sentence names, each as days. */
export function periodsNamed(text: string, report: FigurePeriod, yearStarts: YearStart): NamedPeriod[] {
  const found: NamedPeriod[] = [];
  const add = (match: RegExpExecArray, period: FigurePeriod, more: Pick<NamedPeriod, 'relative' | 'unit'> = {}): void => {
    const [start, end] = [match.index, match.index + match[0].length];
    if (!found.some((one) => start < one.end && end > one.start)) found.push({ start, end, text: match[0], period, ...more });
  };
  const yearBeginning = (year: number): FigurePeriod => yearHolding(`${year}-${yearStarts}` as Day, yearStarts);
  for (const match of text.matchAll(/\b(?:quarter\s*|q)([1-4]|one|two|three|four)(?:,? (?:of )?((?:19|20)\d{2})\s?[/–-]\s?\d{2,4})/gi)) {
    const quarter = { one: 1, two: 2, three: 3, four: 4 }[(match[1] ?? '').toLowerCase()] ?? Number(match[1]);
    add(match, partOfYear(yearBeginning(Number(match[2])), quarter - 1, 4));
  }
  for (const match of text.matchAll(new RegExp(`\\b(?:(?:between )(?=[A-Z]\\w+(?: \\d{4})? and )|(?=[A-Z]\\w+(?: \\d{4})? (?:to|[-–]) ))(${monthShape})(?:\\s+(\\d{4}))?\\s+(?:to|and|[-–])\\s+(${monthShape})\\s+(\\d{4})\\b`, 'g'))) {
    const [from, to] = [monthNumber(match[1] ?? ''), monthNumber(match[3] ?? '')];
    const endYear = Number(match[4]);
    const startYear = match[2] === undefined ? (from > to ? endYear - 1 : endYear) : Number(match[2]);
    add(match, { from: `${startYear}-${pad(from)}-01` as Day, to: `${endYear}-${pad(to)}-${new Date(Date.UTC(endYear, to, 0)).getUTCDate()}` as Day });
  }
  for (const match of text.matchAll(/\b((?:19|20)\d{2})\s?(?:[/–-]|to)\s?((?:19|20)?\d{2})\b(?![/-])/g)) {
    if (Number((match[2] ?? '').slice(-2)) === (Number(match[1]) + 1) % 100) add(match, yearBeginning(Number(match[1])));
  }
  const relative: readonly (readonly [RegExp, 'this' | 'last'])[] = [
    [/\b(?:this|the current|the present) (?:financial |reporting )?(year|quarter|half[- ]year|period|month)\b/gi, 'this'],
    [/\b(?:last|the previous|the preceding|the prior|previous|the) (?:financial |reporting )?(year|quarter|half[- ]year|period|month)(?: before|'s|’s)?\b/gi, 'last'],
    [/\bthe same (quarter|period|months?|half[- ]year) (?:of |in )?(?:last year|the (?:previous|preceding) year|a year (?:ago|before|earlier))\b|\ba year (?:ago|before|earlier)\b/gi, 'last'],
  ];
  for (const [shape, which] of [...relative].reverse()) {
    for (const match of text.matchAll(shape)) {
      const isLast = which === 'last' && !/^the (?:financial |reporting )?\w+[- ]?\w*$/i.test(match[0]);
      const unit = (match[1] ?? 'year').toLowerCase();
      const sameLength = isLast && /quarter|month|half/.test(unit) && !/same/i.test(match[0]);
      if (!isLast && which === 'last') continue;
      add(match, !isLast ? report : sameLength ? periodBefore(report, yearStarts) : samePeriodYearsBefore(report), { relative: isLast ? 'last' : 'this', unit });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function partOfYear(year: FigurePeriod, part: number, parts: number): FigurePeriod {
  const first = Number(year.from.slice(0, 4)) * 12 + Number(year.from.slice(5, 7)) - 1 + (part * 12) / parts;
  const days = (months: number): Date => new Date(Date.UTC(Math.floor(months / 12), months % 12, Number(year.from.slice(8, 10))));
  const next = days(first + 12 / parts);
  return { from: days(first).toISOString().slice(0, 10) as Day, to: new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10) as Day };
}

/** “July” alone, as the month of the report's period. */
export function monthsNamed(text: string): { readonly start: number; readonly end: number; readonly month: string }[] {
  return [...text.matchAll(/\b(January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+(?:\d{4}|to\b|[-–]))/g)]
    .filter((match) => !/\b(?:to|and|[-–]|\d(?:st|nd|rd|th)?(?: of)?)\s*$/.test(text.slice(0, match.index)) && !(match[0] === 'May' && match.index === 0))
    .map((match) => ({ start: match.index, end: match.index + match[0].length, month: pad(monthNumber(match[0])) }));
}
