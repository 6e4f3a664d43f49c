import type { ReportWordsTable, TextPart } from '../report-value.ts';

/** A run of words and numbers as one text. */
export function textOf(parts: readonly TextPart[]): string {
  return parts.map(({ text }) => text).join('');
}

/** A table of words as plain texts, row by row. */
export function textsOfWordsTable({ rows }: ReportWordsTable): readonly (readonly string[])[] {
  return rows.map((cells) => cells.map(textOf));
}
