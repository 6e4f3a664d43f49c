import type { Find, KnownPeople, NameOf, Weight } from './find.ts';
import { folded } from './fold.ts';
import { beforeMonths, monthNames, ordinaryWords, particles, titles } from './ordinary-words.ts';

type Word = { readonly start: number; readonly end: number; readonly text: string; readonly key: string; readonly capital: boolean; readonly first: boolean };
/** By a folded part of a name, who has it: each person by a number of theirs. */
type Index = { readonly byPart: ReadonlyMap<string, ReadonlySet<number>>; readonly of: readonly NameOf[] };

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['’‘`]\p{L}[\p{L}\p{M}]*)*/gu;

function wordsOf(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map((match) => {
    const possessive = /['’‘`]s$/iu.exec(match[0]);
    const word = possessive === null ? match[0] : match[0].slice(0, -2);
    const before = text.slice(0, match.index).trimEnd();
    return { start: match.index, end: match.index + word.length, text: word, key: folded(word), capital: /^\p{Lu}/u.test(word), first: before === '' || /[.!?:\n“"(]$/u.test(before) };
  });
}

function partsOf(name: string): string[] {
  return wordsOf(name).map(({ key }) => key).filter((part) => !titles.has(part));
}

/** The names on record, ready to be looked for in many texts. */
export function nameIndex({ names }: Pick<KnownPeople, 'names'>): Index {
  const byPart = new Map<string, Set<number>>();
  names.forEach(({ name }, person) => {
    for (const part of partsOf(name)) {
      const who = byPart.get(part);
      if (who === undefined) byPart.set(part, new Set([person]));
      else who.add(person);
    }
  });
  return { byPart, of: names.map(({ of }) => of) };
}

/** Every name on record in a text, whole or in part: whatever its case and accents, after a title, with `’s` behind it (which is left standing). */
export function namesIn(text: string, index: Index): Find[] {
  const words = wordsOf(text);
  const finds: Find[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const run = longestRun(words, at, index, text);
    const first = words[at];
    if (first === undefined) continue;
    const title = at > 0 && titles.has(words[at - 1]?.key ?? '') && /^[.\s]{1,3}$/.test(text.slice(words[at - 1]?.end, first.start)) ? words[at - 1] : undefined;
    if (run === undefined) {
      if (title !== undefined && first.capital) finds.push(found(text, title.start, first.end, 'case', 'likely', 'Somebody is called by a title and a name.', title.first));
      continue;
    }
    const weight = weightOf(run, title !== undefined, words[at - 1], text);
    if (weight !== undefined) {
      const last = run.words.at(-1) ?? first;
      finds.push(found(text, (title ?? first).start, last.end, run.of, weight, whyOf(run, weight), (title ?? first).first));
    }
    at += run.words.length - 1;
  }
  return finds;
}

type Run = { readonly words: readonly Word[]; readonly of: NameOf };

/** The words from here on that are parts of one person's name; an initial between them belongs to it. */
function longestRun(words: readonly Word[], from: number, { byPart, of }: Index, text: string): Run | undefined {
  const first = words[from];
  if (first === undefined) return undefined;
  // `Farrows` for `Farrow’s`.
  const who = byPart.get(first.key) ?? (first.capital && first.key.length > 4 && first.key.endsWith('s') ? byPart.get(first.key.slice(0, -1)) : undefined);
  if (who === undefined) return undefined;
  let people: ReadonlySet<number> = who;
  let end = from + 1;
  for (let next = end; next < words.length; next += 1) {
    const word = words[next];
    if (word === undefined || !/^[\s.\-‐’']{1,3}$/u.test(text.slice(words[next - 1]?.end, word.start))) break;
    const both = new Set([...people].filter((person) => byPart.get(word.key)?.has(person) === true));
    if (both.size > 0) {
      people = both;
      end = next + 1;
    } else if (!(word.key.length === 1 && word.capital)) break;
  }
  const named = words.slice(from, end);
  const ofAll = [...people].map((person) => of[person] ?? 'case');
  return { words: named, of: ofAll.includes('case') ? 'case' : ofAll[0] ?? 'case' };
}

/** Undefined where it is an ordinary word that nobody would take for a name. */
function weightOf({ words }: Run, titled: boolean, before: Word | undefined, text: string): Weight | undefined {
  const [first] = words;
  if (first === undefined) return undefined;
  const ordinary = (word: Word): boolean => ordinaryWords.has(word.key) || particles.has(word.key);
  if (titled && first.capital) return 'sure';
  if (words.length > 1) return words.some((word) => word.capital || !ordinary(word)) && !words.every((word) => particles.has(word.key)) ? 'sure' : undefined;
  if (particles.has(first.key) || first.key.length < 2 || titles.has(first.key)) return undefined;
  if (first.key.length < 4 && !first.capital) return undefined;
  if (!ordinary(first)) return 'likely';
  if (!first.capital || isMonth(first, before, text)) return undefined;
  return 'possible';
}

function isMonth(word: Word, before: Word | undefined, text: string): boolean {
  if (!monthNames.has(word.key)) return false;
  const [left, right] = [text.slice(Math.max(0, word.start - 6), word.start), text.slice(word.end, word.end + 6)];
  return /\d(?:st|nd|rd|th)?\s+(?:of\s+)?$/u.test(left) || /^\s+\d/u.test(right) || (before !== undefined && beforeMonths.has(before.key) && /^\s+$/u.test(text.slice(before.end, word.start)));
}

function whyOf({ words, of }: Run, weight: Weight): string {
  const who = { case: 'somebody on a case', staff: 'somebody who works for the council or is praised in a compliment', outside: 'somebody whom the council appoints from outside' }[of];
  if (weight === 'possible') return `${words[0]?.text ?? ''} is an ordinary word, and a name of ${who} too.`;
  return words.length > 1 ? `The name of ${who}.` : `A part of the name of ${who}, or the same as it.`;
}

function found(text: string, start: number, end: number, of: NameOf, weight: Weight, why: string, first: boolean): Find {
  const worker = first ? 'A worker' : 'a worker';
  return { kind: of === 'staff' ? 'worker' : 'name', start, end, text: text.slice(start, end), weight, why, replacement: of === 'staff' ? worker : '[name]' };
}
