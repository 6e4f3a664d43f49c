import { type Day, inWords, parseDay } from '../domain/day.ts';

/** A date as typed into GOV.UK's three boxes, kept as typed. */
export type DateFields = { readonly day: string; readonly month: string; readonly year: string };

export function fieldsOf(day: Day | undefined): DateFields {
  if (day === undefined) return { day: '', month: '', year: '' };
  return { day: String(Number(day.slice(8, 10))), month: String(Number(day.slice(5, 7))), year: day.slice(0, 4) };
}

export function readFields(query: Readonly<Record<string, unknown>>, name: string): DateFields {
  const read = (part: string) => (typeof query[`${name}-${part}`] === 'string' ? (query[`${name}-${part}`] as string).trim().slice(0, 10) : '');
  return { day: read('day'), month: read('month'), year: read('year') };
}

/** The day that the boxes hold; undefined where all are empty; a message for beside the field where they hold no real date. `what` is the field's name, e.g. 'First day'. */
export function dayFrom(fields: DateFields, what: string): { day?: Day } | { error: string } {
  const { day, month, year } = fields;
  if (day === '' && month === '' && year === '') return {};
  const missing = [['day', day], ['month', month], ['year', year]].filter(([, value]) => value === '').map(([part]) => part);
  if (missing.length > 0) return { error: `${what} must include a ${missing.join(' and ')}` };
  const parsed = parseDay(`${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return parsed === undefined ? { error: `${what} must be a real date, such as ${inWords('2024-03-31' as Day)}` } : { day: parsed };
}

/** The three boxes of GOV.UK's date input, with what was typed. */
export function dateItems(name: string, typed: DateFields, wrong: boolean) {
  const box = (part: keyof DateFields, label: string, width: 2 | 4) => ({ id: `${name}-${part}`, name: part, label, value: typed[part], classes: `govuk-input--width-${width}${wrong ? ' govuk-input--error' : ''}` });
  return [box('day', 'Day', 2), box('month', 'Month', 2), box('year', 'Year', 4)];
}
