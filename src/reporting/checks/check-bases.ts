import { count, listed } from '../house-style.ts';
import { smallBase } from '../sentences.ts';
import type { Checking } from './checking.ts';
import type { Claim, Reading } from './claims.ts';
import { knownOf } from './check-numbers.ts';
import { type Found, placeOf } from './finding.ts';
import { shownAs } from './known-numbers.ts';

/** What each percentage is of, and whether that is enough to take a percentage of. */
export function checkBases(checking: Checking): Found[] {
  return checking.readings.flatMap((reading, at) => [...reading.claims.flatMap((claim) => baseOf(claim, reading, checking)), ...differentBases(reading, checking.readings[at - 1])]);
}

const isShare = ({ number }: Claim): boolean => number.kind === 'percent' && number.role !== 'change';
const namesBase = /(?:%|per ?cent)\s*(?:\))?\s*(?:of|among|were of)\b|\b(?:of|among|out of) (?:the|all|these|those|our|its|their|completed|received|statutory|corporate|\d)/i;

function baseOf(claim: Claim, { sentence, claims }: Reading, checking: Checking): Found[] {
  if (!isShare(claim)) return [];
  const where = placeOf(sentence);
  const { number, typed } = claim;
  const known = typed ? knownOf(claim, checking) : undefined;
  const live = sentence.live.find((each) => number.start >= each.start && number.end <= each.end);
  const liveBase = live === undefined ? undefined : checking.known.all.find((each) => each.asked !== undefined && each.kind === 'percent' && each.value === live.value && each.base !== undefined && live.asked.some(({ query }) => query.measure === each.asked?.measure))?.base?.value;
  const stated = claims.findLast((each) => each.number.role === 'base' && each.number.kind === 'count')?.number.value;
  const base = known?.base?.value ?? liveBase ?? stated;
  if (base !== undefined && base < smallBase && base > 0) {
    const part = Math.round((number.value * base) / 100);
    return [{ kind: 'base', severity: typed ? 'must' : 'look', where, typed: number.text, wrong: `${number.text} is of ${count(base)}, too few to take a percentage of.`, says: `One case more or fewer would change it by ${shownAs({ kind: 'points', value: 100 / base })}. Percentages of fewer than ${smallBase} are counted in this report.`, mend: `Write “${count(part)} of ${count(base)}”.` }];
  }
  const firstShare = claims.find((each) => each.typed && isShare(each));
  if (!typed || firstShare !== claim || /\bfrom\b[^.;]*\bto\b/i.test(sentence.text)) return [];
  const isCounted = [sentence, sentence.before].some((each) => each !== undefined && /(?:^|[^\d£.,/])\d[\d,]*(?![\d%.,/]|\s*(?:%|per ?cent|percentage|working|days?))/.test(each.text.replaceAll(/\d{4}\s?[/–-]\s?\d{2,4}|\b(?:19|20)\d{2}\b|\b(?:stage|table|chart) \d+/gi, '')));
  if (stated === undefined && !isCounted && namesBase.test(sentence.text)) return [{ kind: 'base', severity: 'look', where, typed: number.text, wrong: `The sentence does not say of how many ${number.text} is.`, says: base === undefined ? 'A percentage needs the number that it is of.' : `It is of ${count(base)}.`, mend: 'Give the number beside it.' }];
  if (stated !== undefined || namesBase.test(sentence.text) || isTakenOver(sentence.text) || (sentence.before !== undefined && /\bof the \d|\bof all\b/i.test(sentence.before.text))) return [];
  return [{ kind: 'base', severity: 'look', where, typed: number.text, wrong: `The sentence does not say what ${number.text} is of.`, says: base === undefined ? 'A percentage says nothing without what it is a percentage of.' : `It is of ${count(base)}.`, mend: base === undefined ? 'Say what it is of, with its number.' : `Write “${number.text} of ${count(base)} …”.` }];
}

/** “Answered within 20 working days: 65%” has its base in its own words; “from 52% to 44%” in the rate that is spoken of. */
const isTakenOver = (text: string): boolean => /\b(?:share|proportion|percentage|rate) of\b/i.test(text);

/** Two percentages of the same outcome, side by side, that are of different wholes and do not say so. */
function differentBases({ claims, sentence }: Reading, previous: Reading | undefined): Found[] {
  const near = previous !== undefined && previous.sentence.passage.where.block === sentence.passage.where.block ? previous.claims : [];
  if (/\bfrom\b[^.;]*\bto\b/i.test(sentence.text)) return [];
  const percents = claims.filter(isShare).filter(({ required }) => required.some(({ values }) => values.some(([key]) => key === 'stage1_outcome' || key === 'answered')));
  return percents.flatMap((claim, at): Found[] => {
    const other = [...near.filter(isShare), ...percents.slice(0, at)].find((each) => each.number.text !== claim.number.text && (each.typed || claim.typed) && sameRow(each, claim) && each.periods[0]?.from === claim.periods[0]?.from && each.periods[0]?.to === claim.periods[0]?.to);
    if (other === undefined) return [];
    const texts = [other.sentence.text, sentence.text];
    const named = texts.every((text) => /\b(?:of|out of)\b[^.,;]*\d|\b(?:received|completed|closed)\b/i.test(text)) && /\breceived\b/i.test(texts.join(' ')) && /\b(?:completed|closed|ended)\b/i.test(texts.join(' '));
    if (named) return [];
    return [{ kind: 'base', severity: 'must', where: placeOf(sentence), typed: listed([other.number.text, claim.number.text]), wrong: `${other.number.text} and ${claim.number.text} are both given for “${claim.required[0]?.text ?? ''}” and do not say what they are of.`, says: 'Two percentages of one thing are of different wholes: those received in the period and those completed in it are not the same complaints.', mend: 'Say of each what it is a percentage of, with its number, or give one alone.' }];
  });
}

function sameRow(a: Claim, b: Claim): boolean {
  const rows = (claim: Claim): string => claim.required.map(({ values }) => values.map((pair) => pair.join('=')).join('|')).toSorted().join(';');
  return a.required.length > 0 && rows(a) === rows(b);
}
