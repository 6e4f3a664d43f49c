/** A mistake in a form: its message stands in the summary at the top and beside the field that `href` names. */
export type FieldError = {
  readonly text: string; readonly href: string;
  /** Set where somebody else's change is in the way: whoever saves the form again has seen it. */
  readonly theirs?: true;
};
export type Body = Readonly<Record<string, unknown>>;

const LONGEST_LINE = 500;

/** One line as it was typed, without blanks around it; empty where it was left out. What is longer than any line is cut, so that its message can say so. */
export function lineOf(body: Body | undefined, name: string): string {
  const value = body?.[name];
  return typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').replaceAll('\0', '').trim().slice(0, LONGEST_LINE + 1) : '';
}

/** Words of several lines, as they were typed. */
export function wordsOf(body: Body | undefined, name: string): string {
  const value = body?.[name];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll('\0', '') : '';
}

/** What was ticked of several boxes of one name. */
export function valuesOf(body: Body | undefined, name: string): readonly string[] {
  const value = body?.[name];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

export function lineError(value: string, what: string, href: string, needed = true): readonly FieldError[] {
  if (value === '') return needed ? [{ text: `Enter ${what}`, href }] : [];
  return value.length > LONGEST_LINE ? [{ text: `${what.slice(0, 1).toUpperCase()}${what.slice(1)} must have ${LONGEST_LINE} characters or fewer`, href }] : [];
}

/** The messages by the field that they belong beside. */
export function besideFields(errors: readonly FieldError[]): Readonly<Record<string, { readonly text: string }>> {
  return Object.fromEntries(errors.toReversed().map((error) => [error.href.slice(1), { text: error.text }]));
}

/** A whole number in a body or an address; undefined where it is none. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
