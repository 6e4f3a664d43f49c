import { type Day, daysAfter, inWords } from '../../../domain/day.ts';
import type { FigurePeriod } from '../../../domain/figure-query.ts';
import { layoutOf } from '../../../reporting/kept-layout.ts';
import { carriedOver } from '../../../reporting/layout-edits.ts';
import type { Layout } from '../../../reporting/layout.ts';
import { layouts } from '../../../reporting/layouts/all.ts';
import { daysInWords, halfYearHolding, periodBefore, quarterHolding, samePeriodYearsBefore, yearHolding } from '../../../reporting/period.ts';
import { periodLabel } from '../../../reporting/report-period.ts';
import type { Authority } from '../../../store/authorities.ts';
import type { KeptLayout } from '../../../store/council-layouts.ts';
import type { ListedPublication } from '../../../store/publications.ts';
import type { KeptReport } from '../../../store/reports.ts';
import { type DateFields, dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { type Body, type FieldError, lineOf } from './fields.ts';

/** What a report can begin from. An earlier one brings its period, so that the next can be a year on. */
export type Beginning = { readonly value: string; readonly text: string; readonly hint?: string; readonly group: 'standard' | 'own' | 'earlier'; readonly period?: FigurePeriod; readonly layout: () => Promise<Layout> };

const standardWords: Readonly<Record<string, { readonly text: string; readonly hint: string }>> = {
  quarterly: { text: 'Quarterly report', hint: 'A quarter against the same quarter a year before, for members and managers' },
  'half-year': { text: 'Half-year report', hint: 'Statutory and corporate complaints apart, over three years' },
  annual: { text: 'Annual report', hint: 'All that regulation 13 and Getting the Best from Complaints ask for' },
  'annual-short': { text: 'Annual report, short', hint: 'The same ten things, each by its main table, for councillors: a third of the pages. The full one adds several years, months, services, findings, costs and each procedure’s time limits' },
  'complaint-handling-code': { text: 'Complaint Handling Code: annual performance and improvement report', hint: 'Corporate complaints, with the self-assessment that paragraph 8.1 of the Ombudsman’s Code asks for' },
};
const empty: Layout = { key: 'own', title: 'Complaints and compliments: {period}', kind: 'other', audience: 'For use inside the council.', sections: [] };

export function beginnings(kept: readonly KeptLayout[], publications: readonly ListedPublication[], reports: readonly KeptReport[], publishedLayout: (publication: number) => Promise<unknown>): readonly Beginning[] {
  const days = (one: FigurePeriod) => daysInWords({ from: one.from, to: one.to });
  return [
    ...layouts.map((layout): Beginning => ({ value: `standard ${layout.key}`, group: 'standard', text: standardWords[layout.key]?.text ?? layout.key, ...(standardWords[layout.key] === undefined ? {} : { hint: standardWords[layout.key]!.hint }), layout: async () => layout })),
    { value: 'empty', group: 'standard', text: 'An empty report', hint: 'You choose every part of it', layout: async () => empty },
    ...kept.map((one): Beginning => ({ value: `layout ${one.layout}`, group: 'own', text: one.name, layout: async () => layoutOf(one.spec) })),
    ...publications.filter((one) => one.withdrawn === undefined).map((one): Beginning => ({ value: `publication ${one.publication}`, group: 'earlier', text: one.title, hint: `Published, ${days(one)}`, period: { from: one.from, to: one.to }, layout: async () => carriedOver(layoutOf(await publishedLayout(one.publication)), one.title) })),
    ...reports.map((one): Beginning => ({ value: `report ${one.report}`, group: 'earlier', text: one.title, hint: `Being composed, R${one.report}, ${days(one)}`, period: { from: one.from, to: one.to }, layout: async () => carriedOver(layoutOf(one.layout), one.title) })),
  ];
}

type OfferedPeriod = { readonly value: string; readonly text: string; readonly period: FigurePeriod };

/** The periods that a report is likely to be of, the latest that is over first. */
export function offeredPeriods(today: Day, yearStarts: string): readonly OfferedPeriod[] {
  const named = [
    ['Last quarter', periodBefore(quarterHolding(today, yearStarts), yearStarts)], ['Last half-year', periodBefore(halfYearHolding(today, yearStarts), yearStarts)], ['Last financial year', periodBefore(yearHolding(today, yearStarts), yearStarts)],
    ['This quarter, so far', quarterHolding(today, yearStarts)], ['This half-year, so far', halfYearHolding(today, yearStarts)], ['This financial year, so far', yearHolding(today, yearStarts)],
  ] as const;
  return named.map(([text, period]) => ({ value: `${period.from}_${period.to}`, text: `${text}: ${periodLabel(period, yearStarts)}`, period }));
}

export type TypedStart = { readonly begin: string; readonly period: string; readonly from: DateFields; readonly to: DateFields; readonly asAt: DateFields; readonly title: string };

export function emptyStart(today: Day): TypedStart {
  return { begin: '', period: '', from: fieldsOf(undefined), to: fieldsOf(undefined), asAt: fieldsOf(daysAfter(today, -1)), title: '' };
}

export function typedStart(body: Body | undefined): TypedStart {
  const read = body ?? {};
  return { begin: lineOf(body, 'begin'), period: lineOf(body, 'period'), from: readFields(read, 'from'), to: readFields(read, 'to'), asAt: readFields(read, 'asAt'), title: lineOf(body, 'title') };
}

export type ReadStart = { readonly beginning: Beginning; readonly period: FigurePeriod; readonly asAt?: Day };

/** A period typed in two dates, or what is wrong with it. */
export function periodFrom(from: DateFields, to: DateFields): { readonly period: FigurePeriod } | { readonly errors: readonly FieldError[] } {
  const [first, last] = [dayFrom(from, 'First day'), dayFrom(to, 'Last day')];
  const errors: FieldError[] = [];
  if ('error' in first) errors.push({ text: first.error, href: '#from-day' });
  else if (first.day === undefined) errors.push({ text: 'Enter the first day of the period', href: '#from-day' });
  if ('error' in last) errors.push({ text: last.error, href: '#to-day' });
  else if (last.day === undefined) errors.push({ text: 'Enter the last day of the period', href: '#to-day' });
  if ('error' in first || 'error' in last || first.day === undefined || last.day === undefined) return { errors };
  return last.day < first.day ? { errors: [{ text: `Last day must be the same as or after ${inWords(first.day)}, the first day`, href: '#to-day' }] } : { period: { from: first.day, to: last.day } };
}

export function cutOffFrom(typed: DateFields, today: Day): { readonly day?: Day } | { readonly error: string } {
  const read = dayFrom(typed, 'Cut-off');
  return 'day' in read && read.day !== undefined && read.day > today ? { error: `Cut-off must be today or earlier: nobody knows yet what will be on record on ${inWords(read.day)}` } : read;
}

export function readStart(typed: TypedStart, offered: readonly Beginning[], today: Day, authority: Authority): ReadStart | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const beginning = offered.find((one) => one.value === typed.begin);
  if (beginning === undefined) errors.push({ text: 'Select what the report begins from', href: '#begin' });
  let period: FigurePeriod | undefined;
  if (typed.period === 'own') {
    const own = periodFrom(typed.from, typed.to);
    if ('errors' in own) errors.push(...own.errors);
    else period = own.period;
  } else if (typed.period === 'after') {
    if (beginning !== undefined && beginning.period === undefined) errors.push({ text: 'Select another period: only an earlier report has one to go on from', href: '#period' });
    else if (beginning?.period !== undefined) period = samePeriodYearsBefore(beginning.period, -1);
  } else {
    period = offeredPeriods(today, authority.financialYearStarts).find((one) => one.value === typed.period)?.period;
    if (period === undefined) errors.push({ text: 'Select the period', href: '#period' });
  }
  const cutOff = cutOffFrom(typed.asAt, today);
  if ('error' in cutOff) errors.push({ text: cutOff.error, href: '#asAt-day' });
  if (beginning === undefined || period === undefined || 'error' in cutOff || errors.length > 0) return { errors };
  return { beginning, period, ...(cutOff.day === undefined ? {} : { asAt: cutOff.day }) };
}
