import type { FigurePeriod } from '../../domain/figure-query.ts';
import type { Family, Lexicon, Mention } from './lexicon.ts';
import type { Sentence } from './passages.ts';
import { numbersIn, type TypedNumber } from './read-numbers.ts';
import { type NamedPeriod, periodsNamed } from './read-periods.ts';
import { periodBefore, samePeriodYearsBefore, type YearStart } from '../period.ts';

/**
 * A number of a sentence with what the sentence says that it counts. `required` is what stands so near that it must hold of the
 * number; `said` is all that may. `typed` false: it is a figure of the report among the words.
 */
export type Claim = {
  readonly sentence: Sentence; readonly number: TypedNumber; readonly typed: boolean;
  readonly required: readonly Mention[]; readonly said: readonly Mention[]; readonly families: readonly Family[];
  /** Named beside it; where empty, the report's own period or the one that the sentence speaks of. */
  readonly named: readonly NamedPeriod[]; readonly periods: readonly FigurePeriod[];
  /** The noun of what is counted stands right after it, and nothing more is said. */
  readonly plain: boolean;
  /** What is counted is nothing that the report counts: training sessions, leaflets. */
  readonly ofAnother: boolean;
};
export type Reading = { readonly sentence: Sentence; readonly mentions: readonly Mention[]; readonly families: readonly Family[]; readonly periods: readonly NamedPeriod[]; readonly claims: readonly Claim[] };

type Group = { readonly numbers: readonly TypedNumber[]; readonly start: number; readonly end: number };

/** Reads a sentence: its numbers, what each is said to count, and of when. */
export function readSentence(sentence: Sentence, lexicon: Lexicon, report: FigurePeriod, yearStarts: YearStart): Reading {
  const { text, passage, live } = sentence;
  const mentions = lexicon.mentions(text);
  // “Young people” are a kind of complainant, and “people” there no measure.
  const families = lexicon.families(text).filter((family) => !mentions.some((mention) => mention.mild !== true && family.start < mention.end && family.end > mention.start));
  const periods = periodsNamed(text, report, yearStarts);
  const context = [sentence.before?.text ?? '', passage.around];
  const said = [...mentions, ...context.flatMap(lexicon.mentions)];
  const around = context.flatMap(lexicon.families);
  const within = (one: { readonly start: number; readonly end: number }, start: number, end: number): boolean => one.start >= start && one.end <= end;
  // A limit is a number that something was held against: it stands in the name of a row and is no figure itself.
  const numbers = numbersIn(text).filter((number) => number.kind !== 'limit' && !mentions.some((mention) => mention.start <= number.start && mention.end >= number.end && mention.values.some(([key]) => key === 'answered')));
  const groups = grouped(numbers, text);
  const bounds = [...text.matchAll(/[,;:()]|\s[–—-]\s|\b(?:and|but|while|whereas|compared|against)\b/g)].filter((match) => !mentions.some((mention) => match.index >= mention.start && match.index < mention.end)).map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const firstLevel = groups.find((group) => group.numbers[0]?.role !== 'base')?.start ?? 0;
  const comma = bounds.find((bound) => text[bound.start] === ',')?.start ?? text.length;
  const frameEnd = /^(?:of|among|amongst|within|for|in|under|from|across|regarding|concerning|on|about|by|with|at)\b/i.test(text) ? Math.min(comma, firstLevel) : 0;

  const claims: Claim[] = [];
  let last: { readonly required: readonly Mention[]; readonly families: readonly Family[]; readonly named: readonly NamedPeriod[]; readonly isBase: boolean } | undefined;
  groups.forEach((group, at) => {
    const [first] = group.numbers;
    if (first === undefined) return;
    const previousEnd = groups[at - 1]?.end ?? 0;
    const isBase = first.role === 'base';
    // “24 of the 70 complaints were about delay”: delay is said of the 24, and the 70 are the complaints alone.
    const next = groups[at + 1];
    const base = next?.numbers[0]?.role === 'base' && /^\)?\s*(?:out )?of\b[^,;.]*$/i.test(text.slice(group.end, next.start)) ? next : undefined;
    const nextStart = (base === undefined ? next : groups[at + 2])?.start ?? text.length;
    const verb = isBase ? /\b(?:were|was|are|is|had|have|has|came|took|went|related|concerned|resulted|led|fell|rose)\b/i.exec(text.slice(group.end)) : null;
    const from = base?.end ?? group.end;
    const stop = Math.min(nextStart, verb === null ? text.length : group.end + verb.index, bounds.find((bound) => bound.start >= from && (text[bound.start] !== '(' || text.slice(from, bound.start).trim() !== ''))?.start ?? text.length);
    const begin = Math.max(previousEnd, bounds.findLast((bound) => bound.end <= group.start && (text[bound.start] !== '(' || text.slice(bound.end, group.start).trim() !== ''))?.end ?? 0);
    // “Professionals (28), parents (15)”: a name belongs to the number in brackets after it.
    const bracketed = next !== undefined && next.numbers[0]?.kind === first.kind && text[next.start - 1] === '(' ? next.start - 1 : undefined;
    const attached = mentions.filter((mention) => within(mention, group.end, stop) && !(bracketed !== undefined && /^\s*$/.test(text.slice(mention.end, bracketed))));
    const earlier = isBase ? [] : mentions.filter((mention) => within(mention, begin, group.start));
    const frame = isBase || frameEnd === 0 || group.start < frameEnd ? [] : mentions.filter((mention) => within(mention, 0, frameEnd));
    const ofThem = /\bof (?:these|them|those|which|whom)\b/i.test(text.slice(begin, stop));
    const strong = (list: readonly Mention[]): Mention[] => list.filter((mention) => mention.mild !== true);
    const near = strong(attached).length > 0 ? attached : earlier;
    const ownWords = text.slice(group.end, stop).split(/\s+/).filter((word) => /[a-z]/i.test(word) && !families.some((family) => family.text.includes(word))).length;
    const inherits = !isBase && last !== undefined && !last.isBase && (ofThem || first.role === 'change' || /\bto\s*$/i.test(text.slice(0, group.start)) || (strong(near).length === 0 && frame.length === 0 && ownWords <= 1 && text[group.start - 1] !== '('));
    const required = [...new Set(strong([...near, ...frame, ...(inherits && (strong(near).length === 0 || ofThem || first.role === 'change') ? (last?.required ?? []) : [])]))];
    const familiesOf = [families.filter((family) => within(family, group.end, stop)), families.filter((family) => within(family, begin, group.start)), families.filter((family) => within(family, 0, frameEnd)), last?.isBase === false || ofThem ? (last?.families ?? []) : [], families, around].map(specific).find((list) => list.length > 0) ?? [];
    // “Of 7 requests, 4 were from people who …”: what the 4 are of counts them too.
    const counted = last?.isBase === true && !isBase ? [...familiesOf, ...last.families] : familiesOf;
    const beside = periods.filter((period) => within(period, group.end, Math.min(stop, nextStart)));
    const named = beside.length > 0 ? beside.slice(0, 1) : (() => {
      const before = periods.filter((period) => within(period, previousEnd, group.start));
      return before.length > 0 ? before.slice(-1) : periods.filter((period) => within(period, 0, frameEnd));
    })();
    // “From 14 to 27”, “compared with 14”: the first is of an earlier period, even where that is not said.
    const earlierOne = /\b(?:from|compared (?:with|to)|against)\s*$/i.test(text.slice(0, group.start)) ? [samePeriodYearsBefore(report), periodBefore(report, yearStarts)] : [];
    const own = named.length > 0 ? named.map(({ period }) => period) : [report, ...(last?.named ?? []).map(({ period }) => period), ...earlierOne];
    const rest = text.slice(group.end, stop).trim();
    const family = families.find((one) => within(one, group.end, stop));
    const between = family === undefined ? '' : text.slice(group.end, family.start);
    const plain = family !== undefined && !isBase && strong(attached).filter((mention) => mention.end > family.end).length === 0 && between.trim().split(/\s+/).filter(Boolean).length <= 3 && /^(?:(?:were|was) (?:received|made)|received|made|in|this|during|over|last|between|by the|$)/i.test(text.slice(family.end, stop).trim())
      && rest !== '';
    const noun = /^\s+(?:(?:new|further|extra|different|other|more|local|short|online) )?([a-z]{3,}(?: [a-z]{3,})?s)\b/.exec(text.slice(group.end, stop))?.[1];
    const ofAnother = noun !== undefined && !isBase && attached.length === 0 && !families.some((one) => within(one, group.end, stop)) && !usualNouns.test(noun);
    for (const number of group.numbers) {
      const typed = !live.some((each) => number.start < each.end && number.end > each.start);
      claims.push({ sentence, number: { ...number, role: first.role === 'change' && number.role === 'level' ? 'change' : number.role, ...(first.direction === undefined || number.direction !== undefined ? {} : { direction: first.direction }) }, typed, required, said, families: counted, named, periods: own, plain, ofAnother });
    }
    last = { required, families: familiesOf, named, isBase };
  });
  return { sentence, mentions, families, periods, claims };
}

/** Words after a number that are no thing counted, or that may be said of complaints. */
const usualNouns = /\b(?:was|has|is|this|its|less|plus|across|versus|cases|matters|concerns|issues|times|days|years|months|weeks|points|were|had|have|came|made|went|upheld|closed|open|in|of|on|at|to|for|from|by|and|or|with|during|last|than|each|per|more|fewer)\b/;

/** “Complaints upheld by the Ombudsman” are counted by the Ombudsman’s decisions. */
function specific(families: readonly Family[]): readonly Family[] {
  const narrower = families.filter(({ measures: [first] }) => first !== 'complaints' && first !== 'representations');
  return narrower.length > 0 ? narrower : families;
}

/** “101 (44%)” is one thing said twice. */
function grouped(numbers: readonly TypedNumber[], text: string): Group[] {
  const groups: { numbers: TypedNumber[]; start: number; end: number }[] = [];
  for (const number of numbers) {
    const last = groups.at(-1);
    const between = last === undefined ? '' : text.slice(last.end, number.start);
    if (last !== undefined && /^\s?(?:\(|or |, or )(?:a |an )?$/.test(between)) {
      last.numbers.push(number);
      last.end = number.end;
    } else groups.push({ numbers: [number], start: number.start, end: number.end });
  }
  return groups.map((group) => (text[group.end] === ')' ? { ...group, end: group.end + 1 } : group));
}
