/** A mistake in a form: its message stands in the summary at the top and beside the field that `href` names. */
export type FieldError = { readonly text: string; readonly href: string };
export type Body = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 5000;

/** What was typed into a field, without blanks around it; empty where it was left out or is too long to be meant. */
export function textOf(body: Body | undefined, name: string): string {
  const value = body?.[name];
  return typeof value === 'string' && value.length <= LONGEST_TEXT ? value.trim() : '';
}

/** What was ticked of several boxes of one name. */
export function valuesOf(body: Body | undefined, name: string): readonly string[] {
  const value = body?.[name];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** The messages by the field that they belong beside. */
export function besideFields(errors: readonly FieldError[]): Readonly<Record<string, { readonly text: string }>> {
  return Object.fromEntries(errors.toReversed().map((error) => [error.href.slice(1), { text: error.text }]));
}

/** A whole number of working days typed into a field; undefined where it was left empty; a message where it is none. */
export function workingDaysIn(text: string, what: string, least: number): { readonly count?: number } | { readonly error: string } {
  if (text === '') return {};
  const count = Number(text);
  return /^\d{1,3}$/.test(text) && count >= least && count <= 365 ? { count } : { error: `${what} must be a whole number of working days from ${least} to 365` };
}
