import { dayFrom, type DateFields, fieldsOf, readFields } from '../../date-fields.ts';
import type { OpenDataSettings } from '../../../store/open-data-settings.ts';

export type FieldError = { readonly text: string; readonly href: string };
/** The form as it stands, with what was typed and what is wrong with it. */
export type SettingsForm = { readonly given: string; readonly threshold: string; readonly since: DateFields; readonly errors: readonly FieldError[]; readonly beside: Readonly<Record<string, string>> };

export function settingsForm({ given, threshold, since }: OpenDataSettings): SettingsForm {
  return { given: given ? 'yes' : 'no', threshold: String(threshold), since: fieldsOf(since), errors: [], beside: {} };
}

export function readSettings(body: Readonly<Record<string, unknown>> | undefined): { readonly settings: OpenDataSettings } | { readonly form: SettingsForm } {
  const text = (name: string): string => (typeof body?.[name] === 'string' ? body[name].trim().slice(0, 20) : '');
  const [given, threshold, since] = [text('given'), text('threshold'), readFields(body ?? {}, 'since')];
  const day = dayFrom(since, 'First day');
  const isThreshold = /^\d{1,3}$/u.test(threshold) && Number(threshold) >= 2 && Number(threshold) <= 100;
  const errors: FieldError[] = [
    ...(given === 'yes' || given === 'no' ? [] : [{ text: 'Select whether anybody may have what you have published as data', href: '#given' }]),
    ...(isThreshold ? [] : [{ text: 'The number below which numbers are hidden must be a whole number from 2 to 100', href: '#threshold' }]),
    ...('error' in day ? [{ text: day.error, href: '#since-day' }] : []),
  ];
  if (errors.length > 0 || 'error' in day) return { form: { given, threshold, since, errors, beside: Object.fromEntries(errors.map((error) => [error.href.slice(1), error.text])) } };
  return { settings: { given: given === 'yes', threshold: Number(threshold), ...(day.day === undefined ? {} : { since: day.day }) } };
}
