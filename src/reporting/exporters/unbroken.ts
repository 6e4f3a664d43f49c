/** Text whose lines do not part a number from the word that it belongs to: `stage 1`, `quarter 2`, and the `(31%)` or `(1 of 2)` at the end of a title. */
export function unbroken(text: string): string {
  return text.replaceAll(/\b(stage|quarter) (?=\d)/giu, '$1\u{A0}').replace(/ (?=\([\d.]+%\)$)/u, '\u{A0}').replace(/ ?\((\d+) of (\d+)\)$/u, '\u{A0}($1\u{A0}of\u{A0}$2)');
}
