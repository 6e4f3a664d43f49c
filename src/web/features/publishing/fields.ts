export type FieldError = { readonly text: string; readonly href: string };

const LONGEST = 2000;

/** A reason that is kept for good: it must say something, and not more than a page. */
export function reasonFault(reason: string, what: string): string | undefined {
  if (reason === '') return `Enter ${what}`;
  return reason.length > LONGEST ? `The reason must be ${LONGEST} characters or fewer` : undefined;
}
