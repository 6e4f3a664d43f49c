import type { DateFields } from '../../date-fields.ts';

/** The three boxes of GOV.UK's date input, with what was typed. */
export function dateItems(name: string, typed: DateFields, wrong: boolean) {
  const box = (part: 'day' | 'month' | 'year', label: string, width: 2 | 4) => ({ id: `${name}-${part}`, name: part, label, value: typed[part], classes: `govuk-input--width-${width}${wrong ? ' govuk-input--error' : ''}` });
  return [box('day', 'Day', 2), box('month', 'Month', 2), box('year', 'Year', 4)];
}
