import { decimal, percent, roundHalfAway } from '../house-style.ts';
import { samePeriodYearsBefore } from '../period.ts';
import type { Checking } from './checking.ts';
import type { Claim, Reading } from './claims.ts';
import { type Found, placeOf } from './finding.ts';
import { isSame, keyOf, type Known, shownAs } from './known-numbers.ts';
import { coversMention } from './lexicon.ts';

/** Per cent and percentage points, and whether what is said to have risen rose. */
export function checkChanges(checking: Checking): Found[] {
  return checking.readings.flatMap((reading) => {
    const pair = fromAndTo(reading);
    return pair === undefined ? directionOf(reading, checking) : withinSentence(reading, pair);
  });
}

type Pair = { readonly from: Claim; readonly to: Claim };

function fromAndTo({ claims, sentence: { text } }: Reading): Pair | undefined {
  for (const from of claims) for (const to of claims) {
    if (to.number.start <= from.number.end || from.number.kind !== to.number.kind || from.number.role === 'change' || to.number.role === 'change') continue;
    if (/\bfrom\s*(?:a |an |the )?$/i.test(text.slice(0, from.number.start)) && /\bto\s*$/i.test(text.slice(from.number.end, to.number.start))) return { from, to };
  }
  return undefined;
}

const moved = /\b(?:(rose|ris\w+|increas\w+|grew|grow\w+|went up|gone up|doubled|trebled|tripled|higher)|(fell|fall\w*|decreas\w+|dropp?\w*|declin\w+|went down|gone down|reduc\w+|halved|lower|saving))\b/gi;
/** Another clause begins: what is said of change there is of something else. */
const elsewhere = /\b(?:while|whereas|with|but)\b|;/i;

/** Which way the words nearest to two numbers say that it went. */
function saidOf(text: string, from: number, to: number): 'up' | 'down' | undefined {
  const words = [...text.matchAll(moved)].filter((match) => !elsewhere.test(match.index < from ? text.slice(match.index, from) : text.slice(to, match.index)));
  const nearest = words.findLast((match) => match.index < from) ?? words.find((match) => match.index > to);
  return nearest === undefined ? undefined : nearest[1] === undefined ? 'down' : 'up';
}

/** “From 52% to 44%, a fall of 8%”: the sentence holds all that is needed to see that it is 8 points. */
function withinSentence({ claims, sentence }: Reading, { from, to }: Pair): Found[] {
  const where = placeOf(sentence);
  const [before, now] = [from.number.value, to.number.value];
  const found: Found[] = [];
  const said = saidOf(sentence.text, from.number.start, to.number.end);
  if (said !== undefined && now !== before && (said === 'up') !== now > before) {
    found.push({ kind: 'direction', severity: 'must', where, typed: `from ${from.number.text} to ${to.number.text}`, wrong: `From ${from.number.text} to ${to.number.text} is ${now > before ? 'a rise' : 'a fall'}.`, says: `${to.number.text} is ${now > before ? 'more' : 'less'} than ${from.number.text}.`, mend: `Write that it ${now > before ? 'rose' : 'fell'}.` });
  }
  const difference = roundHalfAway(Math.abs(now - before), 4);
  for (const { number, typed } of claims) {
    const between = number.start < from.number.start ? sentence.text.slice(number.end, from.number.start) : sentence.text.slice(to.number.end, number.start);
    if (number.role !== 'change' || (!typed && !from.typed && !to.typed) || elsewhere.test(between)) continue;
    const relative = before === 0 ? undefined : (100 * difference) / before;
    if (number.kind === 'percent' && from.number.kind === 'percent') {
      if (isSame({ value: difference }, number.value, number.places)) found.push({ kind: 'percent or points', severity: 'must', where, typed: number.text, wrong: `${number.text} is the change in percentage points, not in per cent.`, says: `From ${from.number.text} to ${to.number.text} is ${decimal(difference, decimals(from, to))} percentage points.`, mend: `Write “${decimal(difference, decimals(from, to))} percentage points”.` });
      else if (relative !== undefined && isSame({ value: relative }, number.value, number.places)) found.push({ kind: 'percent or points', severity: 'look', where, typed: number.text, wrong: 'A change in a rate is given as per cent of the rate.', says: `From ${from.number.text} to ${to.number.text} is ${decimal(difference, decimals(from, to))} percentage points.`, mend: 'Give it in percentage points, which readers cannot take for anything else.' });
      else found.push(wrongChange(number.text, where, `From ${from.number.text} to ${to.number.text} is ${decimal(difference, decimals(from, to))} percentage points.`));
    } else if (number.kind === 'points' && from.number.kind === 'percent' && !isSame({ value: difference }, number.value, number.places)) {
      found.push({ ...wrongChange(number.text, where, `From ${from.number.text} to ${to.number.text} is ${decimal(difference, decimals(from, to))} percentage points.`), kind: 'percent or points' });
    } else if (number.kind === 'percent' && from.number.kind !== 'percent' && relative !== undefined && !isSame({ value: relative }, number.value, number.places)) {
      found.push(wrongChange(number.text, where, `From ${from.number.text} to ${to.number.text} is ${percent(relative, Math.max(1, number.places))}.`));
    } else if (number.kind === from.number.kind && number.kind !== 'percent' && !isSame({ value: difference }, number.value, number.places)) {
      found.push(wrongChange(number.text, where, `From ${from.number.text} to ${to.number.text} is ${shownAs({ kind: number.kind === 'limit' ? 'days' : number.kind, value: difference }, number.places)}.`));
    }
  }
  return found;
}

const decimals = (from: Claim, to: Claim): number => Math.max(from.number.places, to.number.places);

function wrongChange(typed: string, where: Found['where'], says: string): Found {
  return { kind: 'number', severity: 'must', where, typed, wrong: `${typed} is not the change between the two numbers.`, says, mend: 'Put right the change, or the numbers that it is between.' };
}

const movement = /\b(rose|(?:has|have|had) (?:risen|increased|fallen|decreased|dropped|declined|grown|gone up|gone down)|increased|grew|went up|(?:is|are|were|was) (?:up|down|higher|lower)|fell|decreased|dropped|declined|went down|reduced|did not change|stayed the same|(?:was|were|is|are) unchanged|remained the same)\b/gi;

/** “Complaints about staff fell this year”, without a number. */
function directionOf({ sentence, mentions, families, periods, claims }: Reading, checking: Checking): Found[] {
  const { text } = sentence;
  if (claims.some(({ number }) => number.role === 'change' && number.direction !== undefined)) return [];
  const verbs = [...text.matchAll(movement)];
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1 || /\b(?:if|when|should|may|might|will|would|could|expect|hope|aim|unless|not (?:rise|fall|increase|decrease))\b/i.test(text) || /\bno\b/i.test(text.slice(0, verb.index))) return [];
  const clause = Math.max(text.lastIndexOf(',', verb.index), text.lastIndexOf(';', verb.index), -1) + 1;
  const from = text.slice(clause, verb.index).trim() === '' ? 0 : clause;
  const subject = text.slice(from, verb.index);
  const required = mentions.filter(({ start, end, mild }) => start >= from && end <= verb.index && mild !== true);
  const counted = families.filter(({ start, end }) => start >= from && end <= verb.index);
  if (counted.length === 0) return [];
  const isRate = /\b(?:rate|share|proportion|percentage)\b/i.test(subject);
  if (!isRate && /\b(?:time|speed|days|delay|cost|average|quality|length|complexity)\b/i.test(subject) && !counted.some(({ measures }) => measures[0] === 'spend')) return [];
  const report = checking.whole.period;
  const before = periods.find(({ period }) => period.to < report.from)?.period ?? samePeriodYearsBefore(report);
  const change = checking.known.all.find((known): known is Known & { change: NonNullable<Known['change']> } => known.change !== undefined && known.kind !== 'percent' && known.change.of === (isRate ? 'rate' : 'amount')
    && known.period.from === report.from && known.period.to === report.to && known.change.beforePeriod.from === before.from && counted.some(({ measures }) => measures[0] === known.measure || (isRate && measures.includes(known.measure)))
    && required.every((mention) => coversMention(known.facets, mention)) && Object.entries(known.facets).every(([key, value]) => required.some((mention) => mention.values.some(([k, v]) => k === key && v === value)) || isVacuous(known, key, checking)));
  if (change === undefined) return [];
  const said = /\b(?:rose|risen|increased|grown|grew|up|higher)\b/i.test(verb[0]) ? 1 : /\b(?:unchanged|same|not change)\b/i.test(verb[0]) ? 0 : -1;
  if (Math.sign(change.value) === said) return [];
  const kind = isRate ? 'percent' : change.kind;
  const went = change.value > 0 ? 'rose' : change.value < 0 ? 'fell' : 'did not change';
  return [{ kind: 'direction', severity: 'must', where: placeOf(sentence), typed: verb[0], wrong: `The sentence says “${verb[0]}”; by the figures it ${went}.`, says: `${change.words}: ${shownAs({ kind, value: change.change.now })}, and ${shownAs({ kind, value: change.change.before })} in ${checking.known.label(change.change.beforePeriod)}.`, mend: `Write that it ${went}.` }];
}

function isVacuous(known: Known, key: string, { known: { levels } }: Checking): boolean {
  const rest = Object.fromEntries(Object.entries(known.facets).filter(([each]) => each !== key));
  return levels.get(keyOf(known.measure, rest, known.period))?.value === levels.get(keyOf(known.measure, known.facets, known.period))?.value;
}
