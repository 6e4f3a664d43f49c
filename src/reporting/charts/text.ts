/**
 * Widths of text for drawing without a browser, in units of the drawing. Arial's own widths, in thousandths of the size;
 * letters that are not listed count as wide as a digit, which is on the wide side for small letters.
 */
const widths: Readonly<Record<string, number>> = {
  ' ': 278, '.': 278, ',': 278, ':': 278, ';': 278, "'": 191, '’': 222, '‘': 222, '(': 333, ')': 333, '[': 278, ']': 278, '/': 278, '-': 333, i: 222, j: 222, l: 222, t: 278, f: 278, r: 333, I: 278, c: 500, x: 500, z: 500,
  m: 833, w: 722, M: 833, W: 944, '%': 889, '&': 667, '@': 1015, '…': 1000, '—': 1000, '+': 584, '−': 584, '=': 584, '<': 584, '>': 584, F: 611, T: 611, Z: 611, G: 778, O: 778, Q: 778, C: 722, D: 722, H: 722, N: 722, R: 722, U: 722, A: 667, B: 667, E: 667, K: 667, P: 667, S: 667, V: 667, X: 667, Y: 667,
};
const ordinary = 556;
/** Letters of other scripts may be as wide as they are high. */
const widest = 1000;
const lastOfTheAlphabets = 0x2000;
/** Bold is wider, and a substitute for Arial may be too. */
const margin = 1.14;

export function textWidth(text: string, size: number, bold = false): number {
  const thousandths = text.split('').reduce((width, character) => width + (widths[character] ?? (character.charCodeAt(0) < lastOfTheAlphabets ? ordinary : widest)), 0);
  return (thousandths / 1000) * size * margin * (bold ? 1.06 : 1);
}

/** Text broken into lines no wider than `within`, at spaces, but never between `stage` and its number, or a number and its share in brackets; the last of at most `lines` ends in … where there is more. */
export function wrapped(text: string, within: number, size: number, lines = 3): readonly string[] {
  // Room that was measured for this very text is enough for it, whatever was lost in adding up.
  const width = within + 0.01;
  const all: string[] = [];
  let line = '';
  for (const word of text.match(/\b(?:stage|quarter)\s+\d\S*|\S+\s+\([\d.]+%\)|\S+/giu) ?? []) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || textWidth(longer, size) <= width) line = longer;
    else {
      all.push(line);
      line = word;
    }
  }
  if (line !== '') all.push(line);
  const kept = all.slice(0, lines).map((each) => cut(each, width, size));
  if (all.length > lines) kept[lines - 1] = cut(`${all[lines - 1] ?? ''} ${all[lines] ?? ''}`, width, size);
  return kept;
}

function cut(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  // Whole characters: half of one is no text that a file can hold.
  const characters = Array.from(text);
  while (characters.length > 0 && textWidth(`${characters.join('').trimEnd()}…`, size) > width) characters.pop();
  return textWidth('…', size) > width ? '' : `${characters.join('').trimEnd()}…`;
}
