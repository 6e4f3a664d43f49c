/** What a form sent. */
export type Body = Readonly<Record<string, unknown>>;

/** A field as it was typed, without blanks around it; empty where it was left out. */
export function textOf(body: Body | undefined, name: string): string {
  const value = body?.[name];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll('\0', '').trim() : '';
}
