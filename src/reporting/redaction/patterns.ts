import { parseDay } from '../../domain/day.ts';
import type { Find, FindKind, KnownPeople, Weight } from './find.ts';
import { folded } from './fold.ts';

type Pattern = {
  readonly kind: FindKind; readonly pattern: RegExp; readonly weight: Weight; readonly why: string; readonly replacement: string;
  /** Whether what it matched is meant: a form alone may say too little. Gives the words to propose, which may be fewer. */
  readonly take?: (match: string, text: string, at: number) => { readonly from: number; readonly to: number } | undefined;
};

const months = 'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
const date = String.raw`\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:${months})\s+\d{4}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}`;
const numberWords = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty';
const age = `(?:\\d{1,2}|${numberWords})`;
const relatives = 'son|daughter|boy|girl|child|baby|sister|brother|grandson|granddaughter|grandchild|nephew|niece|twins?';
const capitalised = String.raw`(?:St\.|\p{Lu}[\p{L}\p{M}’'\-]*)`;

/** Words before `School` that say what kind it is, and not which. */
const notWhich = new Set('the a an at in our my his her their your this that each every no any some local state free public private independent primary secondary high junior infant infants middle grammar special virtual nursery mainstream maintained community church boarding day upper lower sixth form new old from of and for to after before with when while if children childrens family families young royal crown county magistrates court'.split(' '));

const patterns: readonly Pattern[] = [
  { kind: 'e-mail', pattern: /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/giu, weight: 'sure', why: 'An e-mail address.', replacement: '[e-mail address]' },
  { kind: 'telephone', pattern: /(?<![\d£.])(?:\+44[\s(0)-]*|\(?0)(?:\d[\s()-]*){8,10}\d(?!\d)/gu, weight: 'likely', why: 'Digits in the form of a telephone number.', replacement: '[telephone number]', take: (match) => ([10, 11, 12, 13].includes(match.replaceAll(/\D/g, '').length) ? { from: 0, to: match.length } : undefined) },
  { kind: 'reference', pattern: /(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)/gu, weight: 'likely', why: 'Digits in the form of an NHS number.', replacement: '[number]' },
  { kind: 'address', pattern: /\b(?:GIR ?0AA|[A-PR-UWYZ]\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}|[A-PR-UWYZ][A-HK-Y]\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b/giu, weight: 'likely', why: 'Letters and digits in the form of a postcode.', replacement: '[postcode]' },
  { kind: 'date of birth', pattern: new RegExp(String.raw`\b(?:born(?:\s+on)?|d\.?o\.?b\.?|date of birth|birth\s?day)\b[\s:,(]*(?:(?:is|was|on|of)\s+)?(${date})`, 'giu'), weight: 'sure', why: 'A date of birth.', replacement: '[date of birth]', take: (match) => lastOf(match, new RegExp(date, 'iu')) },
  { kind: 'age', pattern: new RegExp(String.raw`\b(?:aged?|age of)\s+${age}\b(?!\s*(?:to|-|–|and (?:over|under|above)|or (?:over|under|above|older|younger)|plus|\+|%|working))`, 'giu'), weight: 'likely', why: 'Somebody’s age.', replacement: '[age]' },
  { kind: 'age', pattern: new RegExp(String.raw`\b${age}[\s-]*(?:years?|yrs?|months?|weeks?|days?)[\s-]+old\b`, 'giu'), weight: 'likely', why: 'Somebody’s age.', replacement: '[age]' },
  { kind: 'age', pattern: new RegExp(String.raw`\b${age}\s+years\s+of\s+age\b`, 'giu'), weight: 'likely', why: 'Somebody’s age.', replacement: '[age]' },
  { kind: 'age', pattern: /\b\d{1,2}\s?(?:yo|y\/o)\b/giu, weight: 'likely', why: 'Somebody’s age.', replacement: '[age]' },
  { kind: 'age', pattern: new RegExp(String.raw`\b(?:\d{1,2}(?:st|nd|rd|th)|${numberWords}th|first|second|third|fifth)\s+birthday\b`, 'giu'), weight: 'likely', why: 'Somebody’s age.', replacement: '[birthday]' },
  { kind: 'age', pattern: new RegExp(String.raw`\b(?:${relatives})\s*[,(]\s*(?:is\s+)?\d{1,2}(?=\s*[,).;])`, 'giu'), weight: 'likely', why: 'An age after somebody of a family.', replacement: '[age]', take: (match) => lastOf(match, /\d{1,2}$/u) },
  {
    kind: 'school', pattern: new RegExp(String.raw`(?:${capitalised}\s+(?:(?:of|the|and|upon|on|C\s?of\s?E|CofE|RC)\s+){0,2}){1,6}(?:School|Academy|College|Nursery|Infants|Juniors|Sixth Form)\b|(?:${capitalised}\s+){1,4}(?:Primary|Secondary|High|Grammar)\b(?!\s+(?:School|Court))`, 'gu'),
    weight: 'likely', why: 'The name of a school.', replacement: 'a school', take: (match) => named(match),
  },
  {
    kind: 'place', pattern: new RegExp(String.raw`(?:${capitalised}\s+(?:(?:of|the|and)\s+)?){1,4}(?:Hospital|Hospice|Surgery|Medical Centre|Health Centre|Clinic|Children[’']s Home|Children[’']s Centre|Family Centre|Family Hub|Youth Centre|Church|Mosque|Temple|Synagogue|Prison)\b`, 'gu'),
    weight: 'likely', why: 'The name of a place that few people use.', replacement: '[place]', take: (match) => named(match),
  },
  {
    kind: 'address', pattern: new RegExp(String.raw`\b\d{1,4}[A-Za-z]?,?\s+(?:${capitalised}\s+){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Crescent|Terrace|Place|Gardens|Grove|Way|Court|Walk|Row|Mews|Rise|Hill|Square|Park|View|House|St|Rd|Ave|Cl|Dr)\b`, 'gu'),
    weight: 'likely', why: 'A number and a street.', replacement: '[address]',
  },
  {
    kind: 'address', pattern: new RegExp(String.raw`(?:${capitalised}\s+){1,3}(?:Street|Road|Lane|Avenue|Crescent|Terrace|Gardens|Grove|Mews|Drive)\b`, 'gu'),
    weight: 'possible', why: 'The name of a street, of a place, or of something called after one.', replacement: '[street]', take: (match) => named(match),
  },
];

function lastOf(match: string, inner: RegExp): { readonly from: number; readonly to: number } | undefined {
  const last = inner.exec(match);
  return last === null ? undefined : { from: last.index, to: last.index + last[0].length };
}

/** Without what stands before a name and is none; undefined where nothing is left that says which. */
function named(match: string): { readonly from: number; readonly to: number } | undefined {
  const words = [...match.matchAll(/\S+/gu)];
  const which = words.slice(0, -1).findIndex(([word]) => !notWhich.has(folded(word).replaceAll(/[^a-z]/g, '')));
  return which < 0 ? undefined : { from: words[which]?.index ?? 0, to: match.length };
}

/** What the form of words gives away: addresses, schools, ages, numbers. */
export function formsIn(text: string): Find[] {
  return patterns.flatMap(({ kind, pattern, weight, why, replacement, take }) => [...text.matchAll(pattern)].flatMap((match): Find[] => {
    const words = take === undefined ? { from: 0, to: match[0].length } : take(match[0], text, match.index);
    if (words === undefined) return [];
    const [start, end] = [match.index + words.from, match.index + words.to];
    return [{ kind, start, end, text: text.slice(start, end), weight, why, replacement }];
  }));
}

type Span = { readonly start: number; readonly end: number };
const wordPattern = /[\p{L}\p{M}\d]+(?:['’‘`][\p{L}\p{M}]+)*/gu;

function keyOf(word: string): string {
  return folded(word.replace(/['’‘`]s$/iu, ''));
}

/**
 * Makes phrases ready to be looked for; the function gives where a text has one of them, in whatever writing: letters and digits are
 * compared, and nothing between them.
 */
export function phraseFinder(phrases: Iterable<string>): (text: string) => Span[] {
  const byFirst = new Map<string, string[][]>();
  for (const phrase of new Set(phrases)) {
    const keys = [...phrase.matchAll(wordPattern)].map(([word]) => keyOf(word));
    const [first] = keys;
    if (first === undefined) continue;
    const alike = byFirst.get(first);
    if (alike === undefined) byFirst.set(first, [keys]);
    else alike.push(keys);
  }
  return (text) => {
    const words = [...text.matchAll(wordPattern)].map((match) => ({ key: keyOf(match[0]), start: match.index, end: match.index + match[0].length }));
    return words.flatMap(({ key, start }, at) => (byFirst.get(key) ?? []).filter((keys) => keys.every((each, next) => words[at + next]?.key === each)).map((keys) => ({ start, end: words[at + keys.length - 1]?.end ?? 0 })));
  };
}

/**
 * Makes ready what is on record of people beside their names, which may be of thousands; the function finds it in a text: a day of birth,
 * a line of an address, a telephone number; and references of cases.
 */
export function recordsFinder(known: KnownPeople): (text: string) => Find[] {
  const born = new Set<string>(known.bornOn);
  const addresses = phraseFinder(known.addresses.filter((line) => line.split(/\s+/).length > 1));
  const references = new Set(known.references.map((one) => one.toLowerCase()));
  const digits = new Set(known.telephones.map((one) => one.replaceAll(/\D/g, '')).filter((one) => one.length >= 6));
  return (text) => {
    const dates = [...text.matchAll(new RegExp(date, 'giu'))].flatMap((match): Find[] => (born.has(dayOf(match[0]) ?? '') ? [{
      kind: 'date of birth', start: match.index, end: match.index + match[0].length, text: match[0], weight: 'sure', why: 'The day on which somebody on a case was born.', replacement: '[date of birth]',
    }] : []));
    const lines = addresses(text).map(({ start, end }): Find => ({ kind: 'address', start, end, text: text.slice(start, end), weight: 'sure', why: 'A line of the address of somebody on a case.', replacement: '[address]' }));
    const refs = [...text.matchAll(/[\p{L}\d]+(?:[/_.-][\p{L}\d]+)*/gu)].flatMap((match): Find[] => {
      const [word] = match;
      if (!references.has(word.toLowerCase()) || !/\d/u.test(word)) return [];
      // A reference that is a plain number is taken for one only where the words say so.
      if (/^\d{1,6}$/u.test(word) && !/\b(?:case|ref|reference|complaint|compliment)(?:\s+(?:no|number|ref|reference)\.?)?[\s:#]*$/iu.test(text.slice(0, match.index))) return [];
      return [{ kind: 'reference', start: match.index, end: match.index + word.length, text: word, weight: 'sure', why: 'The reference of a case.', replacement: '[case reference]' }];
    });
    const telephones = [...text.matchAll(/\d(?:[\s()-]*\d){5,13}/gu)].flatMap((match): Find[] => (digits.has(match[0].replaceAll(/\D/g, '')) ? [{
      kind: 'telephone', start: match.index, end: match.index + match[0].length, text: match[0], weight: 'sure', why: 'The telephone number of somebody on a case.', replacement: '[telephone number]',
    }] : []));
    return [...dates, ...lines, ...refs, ...telephones];
  };
}

const monthNumbers = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function dayOf(written: string): string | undefined {
  if (/^\d{4}-/u.test(written)) return parseDay(written);
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/u.exec(written);
  const named = /^(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]+)\s+(\d{4})$/iu.exec(written);
  const [, day, month, year] = numbers ?? named ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const number = numbers === null ? monthNumbers.indexOf(month.slice(0, 3).toLowerCase()) + 1 : Number(month);
  const inFull = (century: number): string | undefined => parseDay(`${century}${year.slice(-2)}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`);
  return year.length === 4 ? inFull(Number(year.slice(0, 2))) : inFull(20) ?? inFull(19);
}
