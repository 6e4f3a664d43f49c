import type { DisclosureRule } from '../../../store/tables.ts';
import { type Body, textOf } from '../../typed-text.ts';
import type { FieldError } from './fields.ts';

type Typed = { readonly audience: string; readonly threshold: string; readonly rounded: string; readonly roundedTo: string };
/** The form by which it is said how small numbers are hidden: of one report, or of what a council usually publishes. */
export type RuleForm = Typed & { readonly errors: readonly FieldError[]; readonly beside: Readonly<Record<string, string>> };

export function typedRule(rule: DisclosureRule | undefined): Typed {
  return { audience: rule === undefined ? 'inside' : 'public', threshold: String(rule?.threshold ?? 5), rounded: rule?.roundedTo === undefined ? 'no' : 'yes', roundedTo: String(rule?.roundedTo ?? '') };
}

export function ruleForm(typed: Typed, errors: readonly FieldError[]): RuleForm {
  return { ...typed, errors, beside: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), text])) };
}

/** The rule that was sent, absent for use inside the council; or the form with what is wrong in it. */
export function readRule(body: Body | undefined): { readonly disclosure?: DisclosureRule } | { readonly form: RuleForm } {
  const typed: Typed = { audience: textOf(body, 'audience'), threshold: textOf(body, 'threshold'), rounded: textOf(body, 'rounded'), roundedTo: textOf(body, 'roundedTo') };
  if (typed.audience === 'inside') return {};
  const whole = (value: string): number | undefined => (/^\d{1,3}$/u.test(value) && Number(value) >= 2 && Number(value) <= 100 ? Number(value) : undefined);
  const [threshold, roundedTo] = [whole(typed.threshold), typed.rounded === 'yes' ? whole(typed.roundedTo) : undefined];
  const errors: FieldError[] = [
    ...(typed.audience === 'public' ? [] : [{ text: 'Select whom the report is for', href: '#audience' }]),
    ...(typed.audience === 'public' && threshold === undefined ? [{ text: 'The number below which numbers are hidden must be a whole number from 2 to 100', href: '#threshold' }] : []),
    ...(typed.audience === 'public' && typed.rounded === 'yes' && roundedTo === undefined ? [{ text: 'What counts are rounded to must be a whole number from 2 to 100', href: '#roundedTo' }] : []),
  ];
  if (threshold !== undefined && roundedTo !== undefined && roundedTo > 2 * threshold) errors.push({ text: `What counts are rounded to must be ${2 * threshold} or fewer, twice the number below which they are hidden: smaller counts would be printed as 0`, href: '#roundedTo' });
  if (errors.length > 0 || threshold === undefined) return { form: ruleForm(typed, errors) };
  return { disclosure: { threshold, ...(roundedTo === undefined ? {} : { roundedTo }) } };
}
