export type Body = Readonly<Record<string, unknown>>;
export type FieldError = { readonly text: string; readonly href: string };

const LONGEST = 2000;

export function textOf(body: Body | undefined, name: string): string {
  const value = body?.[name];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll('\0', '').trim() : '';
}

/** A reason that is kept for good: it must say something, and not more than a page. */
export function reasonFault(reason: string, what: string): string | undefined {
  if (reason === '') return `Enter ${what}`;
  return reason.length > LONGEST ? `The reason must be ${LONGEST} characters or fewer` : undefined;
}

export const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
