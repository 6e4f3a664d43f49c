import { inWords, type Day } from '../domain/day.ts';
import type { Finding } from '../domain/terms.ts';
import type { LetterKind } from './kinds.ts';

/** For whom a letter is written: in plain English, or in words that a child of nine can read. */
export const wordings = ['adult', 'child'] as const;
export type Wording = (typeof wordings)[number];

/** A point of the complaint as it was understood. `wanted`: what the complainant would like to come of it. */
export type PointBlock = { readonly kind: 'point'; readonly element: number; readonly complaint: string; readonly wanted: string };
/** The answer to a point: what was found on it, and why. Without a finding until somebody chooses one. */
export type AnswerBlock = { readonly kind: 'answer'; readonly element: number; readonly complaint: string; readonly finding?: Finding; readonly reasons: string };
export type LetterBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | PointBlock | AnswerBlock
  /** A table of the points and what was found on each, made from the answers of the letter. */
  | { readonly kind: 'findings' };
export const blockKinds = ['heading', 'paragraph', 'list', 'point', 'answer', 'findings'] as const satisfies readonly LetterBlock['kind'][];

/** One letter, whole: what both Word and PDF are made of, and what is kept once it is sent. */
export type LetterText = {
  readonly kind: LetterKind; readonly wording: Wording;
  /** Its subject: names nobody, because it is the title of the files too. */
  readonly title: string; readonly reference: string; readonly letterOn: Day;
  readonly letterhead: readonly string[]; readonly addressee: readonly string[]; readonly greeting: string;
  readonly blocks: readonly LetterBlock[];
  readonly signOff: readonly string[];
  /** What each finding is called in this letter. */
  readonly findingNames: Readonly<Record<Finding, string>>;
};

const TO_WRITE = /\[\[([^[\]]*)\]\]/g;

/** A place in a letter where somebody has something to write, before it can be approved. */
export function toWrite(what: string): string {
  return `[[${what}]]`;
}

/** What is still to be written in a text. */
export function leftToWrite(text: string): readonly string[] {
  return [...text.matchAll(TO_WRITE)].map((found) => found[1] ?? '');
}

/** The answers and points of a letter, in its order. */
export function answersOf(letter: LetterText): readonly AnswerBlock[] {
  return letter.blocks.filter((block) => block.kind === 'answer');
}

export function textsOfBlock(block: LetterBlock): readonly string[] {
  switch (block.kind) {
    case 'heading': case 'paragraph': return [block.text];
    case 'list': return block.items;
    case 'point': return [block.complaint, block.wanted];
    case 'answer': return [block.complaint, block.reasons];
    case 'findings': return [];
    default: return block satisfies never;
  }
}

/** Every word of the letter's own body, one text a line. The letterhead and the addressee are left out. */
export function bodyOf(letter: LetterText): string {
  return [letter.title, letter.greeting, ...letter.blocks.flatMap(textsOfBlock), ...letter.signOff].join('\n');
}

/** What the two headings of a point are called. */
export function pointHeading(element: number, wording: Wording): string {
  return wording === 'child' ? `What you told us: ${element}` : `Point ${element} of your complaint`;
}

export const wantedLabel: Readonly<Record<Wording, string>> = { adult: 'What you would like to happen:', child: 'What you want to happen:' };
export const findingLabel: Readonly<Record<Wording, string>> = { adult: 'Our finding:', child: 'What we think:' };
export const findingsTable: Readonly<Record<Wording, { readonly title: string; readonly point: string; readonly complaint: string; readonly finding: string }>> = {
  adult: { title: 'Summary of our findings', point: 'Point', complaint: 'Your complaint', finding: 'Our finding' },
  child: { title: 'What we think, in short', point: 'Number', complaint: 'What you told us', finding: 'What we think' },
};

/** What is printed where a finding is still to be chosen. */
export function findingInLetter(answer: AnswerBlock, letter: Pick<LetterText, 'findingNames'>): string {
  return answer.finding === undefined ? toWrite('the finding') : letter.findingNames[answer.finding];
}

export function dateLine(letter: Pick<LetterText, 'letterOn'>): string {
  return inWords(letter.letterOn);
}
