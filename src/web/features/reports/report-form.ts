import type { Day } from '../../../domain/day.ts';
import type { Authority } from '../../../store/authorities.ts';
import { dayFrom, type DateFields, fieldsOf, readFields } from '../../date-fields.ts';

export const layoutNames = { quarterly: 'Quarterly', 'half-year': 'Half-year', annual: 'Annual' } as const;
export type LayoutKey = keyof typeof layoutNames;

type Boxes = { readonly name: string; readonly classes: string; readonly value: string };
type DateInput = { readonly id: string; readonly legend: string; readonly hint: string; readonly items: readonly Boxes[]; readonly error?: string };
export type ReportFormPage = {
  readonly title: string; readonly backTo: { readonly text: string; readonly href: string };
  readonly action: string; readonly authorityName: string; readonly coverage: readonly string[];
  readonly layouts: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[]; readonly layoutError?: string;
  readonly dates: readonly DateInput[];
  readonly errors: readonly { readonly text: string; readonly href: string }[];
};
export type ReportAsked = { readonly layout: LayoutKey; readonly from: Day; readonly to: Day; readonly asAt?: Day };

const FIELDS = [
  { id: 'from', legend: 'First day of the period', what: 'First day' },
  { id: 'to', legend: 'Last day of the period', what: 'Last day' },
  { id: 'as-at', legend: 'As at (optional)', what: 'As at' },
] as const;

/** What the form asks for, or the form again as it was filled in, with what is wrong beside each field. */
export function readReportForm(authority: Authority, query: Readonly<Record<string, unknown>>): { asked: ReportAsked } | { page: ReportFormPage } {
  const layout = typeof query['layout'] === 'string' && Object.hasOwn(layoutNames, query['layout']) ? (query['layout'] as LayoutKey) : undefined;
  const read = Object.fromEntries(FIELDS.map((field) => [field.id, readFields(query, field.id)])) as Record<string, DateFields>;
  const errors: Record<string, string> = {};
  if (layout === undefined) errors['layout'] = 'Select which report to make';
  const days: Record<string, Day | undefined> = {};
  for (const { id, what } of FIELDS) {
    const result = dayFrom(read[id]!, what);
    if ('error' in result) errors[id] = result.error;
    else if (result.day === undefined && id !== 'as-at') errors[id] = `Enter the ${what.toLowerCase()} of the period`;
    else days[id] = result.day;
  }
  if (days['from'] !== undefined && days['to'] !== undefined && days['to'] < days['from']) errors['to'] = 'Last day must be the same as or after the first day';
  if (Object.keys(errors).length > 0) return { page: reportFormPage(authority, layout, read, errors) };
  return { asked: { layout: layout!, from: days['from']!, to: days['to']!, ...(days['as-at'] === undefined ? {} : { asAt: days['as-at'] }) } };
}

/** The form as it was filled in, with why no report can be made of that period beside its first day. */
export function refusedReportForm(authority: Authority, asked: ReportAsked, why: string): ReportFormPage {
  return reportFormPage(authority, asked.layout, { from: fieldsOf(asked.from), to: fieldsOf(asked.to), 'as-at': fieldsOf(asked.asAt) }, { from: why });
}

/** The form as first shown: filled in for the report that the register was made for. */
export function emptyReportForm(authority: Authority): ReportFormPage {
  const { report } = authority;
  const layout = report !== undefined && Object.hasOwn(layoutNames, report.layout) ? (report.layout as LayoutKey) : undefined;
  return reportFormPage(authority, layout, { from: fieldsOf(report?.from), to: fieldsOf(report?.to), 'as-at': fieldsOf(undefined) }, {});
}

function reportFormPage(authority: Authority, layout: LayoutKey | undefined, dates: Readonly<Record<string, DateFields>>, errors: Readonly<Record<string, string>>): ReportFormPage {
  const order = ['layout', ...FIELDS.map((field) => field.id)];
  return {
    title: `Make a report: ${authority.name}`, authorityName: authority.name, backTo: { text: 'Reports', href: '/reports' },
    action: `/authorities/${encodeURIComponent(authority.authority)}/report`, coverage: [],
    layouts: Object.entries(layoutNames).map(([value, text]) => ({ value, text, checked: value === layout })),
    ...(errors['layout'] === undefined ? {} : { layoutError: errors['layout'] }),
    dates: FIELDS.map(({ id, legend }) => ({
      id, legend, hint: id === 'as-at' ? 'Leave empty to count all that is on record now. With a day, only what was on record at the end of that day counts.' : id === 'from' ? 'For example, 1 4 2023' : 'For example, 31 3 2024',
      items: (['day', 'month', 'year'] as const).map((part) => ({
        name: part, value: dates[id]?.[part] ?? '', classes: `${part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'}${errors[id] === undefined ? '' : ' govuk-input--error'}`,
      })),
      ...(errors[id] === undefined ? {} : { error: errors[id] }),
    })),
    errors: order.filter((id) => errors[id] !== undefined).map((id) => ({ text: errors[id]!, href: id === 'layout' ? '#layout' : `#${id}-day` })),
  };
}
