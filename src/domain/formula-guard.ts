/** Text that a spreadsheet would take for a formula. An apostrophe before it keeps it text, and is no part of it. */
const formulaLike = /^'*[=+\-@\t\r]/;

/** As text is written to a CSV file, so that no spreadsheet makes a formula of it. */
export function guardedText(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

export function unguardedText(text: string): string {
  return text.startsWith("'") && formulaLike.test(text) ? text.slice(1) : text;
}
