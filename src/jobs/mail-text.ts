/** A part of a mail: a heading, lines under it, and what stands after them. */
export type Part = { readonly heading: string; readonly lines: readonly string[] };

/** Where Candour is reached; undefined where nobody has said. */
export type Address = string | undefined;

/** The address of a page, or how to come to it where nobody has said where Candour is reached. */
export function pageAt(address: Address, path: string, otherwise: string): string {
  return address === undefined ? otherwise : `${address}${path}`;
}

export function casePath(ref: string): string {
  return `/cases/${encodeURIComponent(ref)}`;
}

/** Parts one under the other, with a line of dashes under each heading, as plain text is read. */
export function inText(opening: readonly string[], parts: readonly Part[], closing: readonly string[]): string {
  return `${[...opening, ...parts.flatMap(({ heading, lines }) => ['', heading, '-'.repeat(heading.length), ...lines]), '', ...closing].join('\n')}\n`;
}
