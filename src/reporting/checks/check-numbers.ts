import type { FigurePeriod, FigureQuery } from '../../domain/figure-query.ts';
import { readQuery } from '../read-query.ts';
import type { LayoutQuery, PrintedAs } from '../layout.ts';
import { count, decimal, pounds, roundHalfAway } from '../house-style.ts';
import type { YearStart } from '../period.ts';
import { resolvePeriod, type RelativePeriod } from '../report-period.ts';
import type { Checking } from './checking.ts';
import type { Claim } from './claims.ts';
import { type FigureOffer, type Found, placeOf } from './finding.ts';
import { isSame, keyOf, type Known, shownAs } from './known-numbers.ts';
import { coversMention, names } from './lexicon.ts';

const samePeriod = (a: FigurePeriod, b: FigurePeriod): boolean => a.from === b.from && a.to === b.to;

/** How a claim and a known number go together. */
type Fit = { readonly covers: boolean; readonly family: boolean; readonly period: boolean; readonly unsaid: readonly string[] };

/**
 * Every number that was typed is held against what the report gives for the row, measure, procedure and period that its sentence
 * names. One that stands elsewhere in the report is as wrong as one that stands nowhere.
 */
export function checkNumbers(checking: Checking): Found[] {
  return checking.readings.flatMap(({ claims }) => claims.filter(({ typed }) => typed).flatMap((claim) => checkClaim(claim, claims, checking)));
}

/** Of each claim, the number of the report that it gives; for the checks that go on from there. */
export function knownOf(claim: Claim, checking: Checking): Known | undefined {
  return [...matching(claim, checking)].toSorted((a, b) => Object.keys(a.facets).length - Object.keys(b.facets).length)[0];
}

function matching(claim: Claim, checking: Checking): Known[] {
  return candidates(claim, checking.known.all).filter((known) => agrees(known, claim) && isGood(fitOf(known, claim, checking)));
}

const isGood = (fit: Fit): boolean => fit.covers && fit.family && fit.period && fit.unsaid.length === 0;

function checkClaim(claim: Claim, claims: readonly Claim[], checking: Checking): Found[] {
  const { number, sentence, required } = claim;
  const { all } = checking.known;
  if (claim.ofAnother) {
    return number.inWords || number.kind !== 'count' || number.value < 2 ? [] : [{ kind: 'number', severity: 'look', where: placeOf(sentence), typed: number.text, wrong: `No figure of this report counts what ${number.text} is a number of.`, says: 'It is not of the complaints records.', mend: 'Look whether it is right, and where it comes from.' }];
  }
  const isOfRatio = number.role === 'change' && isChangeWithin(claim, claims);
  if (isOfRatio) return [];
  const possible = candidates(claim, all);
  const fits = new Map<Known, Fit>();
  const fitting = (known: Known): Fit => {
    const fit = fits.get(known) ?? fitOf(known, claim, checking);
    fits.set(known, fit);
    return fit;
  };
  const equal = possible.filter((known) => agrees(known, claim));
  if (equal.some((known) => isGood(fitting(known)))) return [];
  const turned = changeOtherwise(claim, checking);
  if (turned !== undefined) return [turned];
  const exact = possible.filter((known) => known.measure !== '*' && isGood(fitting(known)));
  const near = equal.filter((known) => {
    const fit = fitting(known);
    return fit.covers && fit.family && fit.period;
  });
  const best = bestOf(exact, claim);
  const about = claim.families.length > 0 || required.length > 0;
  const where = placeOf(sentence);
  const given = (known: Known): string => `${known.at === undefined ? 'The figures give' : `${known.at} gives`} ${shownAs(known, number.places)} for ${known.words}`;

  if (number.inWords && (!about || number.value === 0)) return number.value === 0 && best !== undefined && best.value !== 0 && required.length > 0 ? [notNone(best, claim, checking)] : [];
  if (best === undefined) {
    // What it counts has more to it than the report's words can tell: some figure gives it, and nothing speaks against that.
    if (near.length > 0) return [];
    const [elsewhere] = equal.toSorted((a, b) => score(b, claim) - score(a, claim));
    const close = closest(number.value, number.places, possible.filter((known) => required.length === 0 || fitting(known).covers));
    // A sum of two savings and the like: no figure, and the report can say how it came about.
    const how = close === undefined ? howItCame(claim, checking) : undefined;
    const severity = about || number.kind === 'percent' || number.kind === 'pounds' || number.kind === 'points' ? 'must' as const : 'look' as const;
    const what = required.length > 0 ? ` for ${required.map(({ text }) => `“${text}”`).join(', ')}` : '';
    const says = how ?? (close !== undefined ? `${given(close)}.` : elsewhere !== undefined && required.length > 0 ? `${number.text} stands in the report for something else: ${elsewhere.words}${elsewhere.at === undefined ? '' : ` (${elsewhere.at})`}.` : `No figure of this report is ${number.text}.`);
    return [{
      kind: 'number', severity, where, typed: number.text, wrong: `No figure gives ${number.text}${what}.`, says, against: how ?? (close === undefined ? '' : `${shownAs(close, number.places)} ${close.words}`),
      mend: close !== undefined ? 'Put the figure in its place, or say what the number counts.' : 'Put a figure of the report in its place, take it out, or say in the reason where the number comes from.', ...offered(claim, close, checking),
    }];
  }
  const other = equal.toSorted((a, b) => score(b, claim) - score(a, claim))[0];
  const isDifference = other === undefined && number.role === 'level' ? differenceOf(claim, all, checking) : undefined;
  const hint = isDifference !== undefined ? ` ${number.text} is the difference between ${shownAs({ kind: isDifference.kind, value: isDifference.change?.before ?? 0 })} and ${shownAs({ kind: isDifference.kind, value: isDifference.change?.now ?? 0 })}: write “${number.text} ${isDifference.value < 0 ? 'fewer' : 'more'}”.`
    : other !== undefined && about ? ` ${number.text} is ${other.words}${other.at === undefined ? '' : ` (${other.at})`}.` : rounding(number.value, number.places, best);
  // Nothing that the sentence says is against it; it only does not say enough.
  const onlyUnsaid = near.length > 0 && !claim.plain && other !== undefined && near.includes(other);
  const how = howItCame(claim, checking);
  const says = how ?? `${given(best)}.${hint}`;
  return [{
    kind: 'number', severity: onlyUnsaid ? 'look' : 'must', where, typed: number.text,
    wrong: onlyUnsaid ? `${number.text} is a number of less than the sentence says.` : `${number.text} is not what the figures give here.`, says, against: how ?? `${shownAs(best, number.places)} ${best.words}`,
    mend: onlyUnsaid ? `Say what it counts: ${other.words}. Or put the figure in its place.` : 'Put the figure in its place, or say what the number counts.', ...offered(claim, best, checking),
  }];
}

/** A change that is one of percentage points and is called one of per cent, or that went the other way. */
function changeOtherwise(claim: Claim, checking: Checking): Found | undefined {
  const { number, sentence } = claim;
  if (number.role !== 'change') return undefined;
  const { direction: _direction, ...undirected } = number;
  const where = placeOf(sentence);
  const { all } = checking.known;
  const fitting = (known: Known): boolean => {
    const fit = fitOf(known, claim, checking);
    return fit.covers && fit.period && (fit.family || known.measure === 'complaints');
  };
  const changes = all.filter((known) => known.role === 'change');
  const inWords = (known: Known): string => {
    const { now = 0, before = 0, beforePeriod } = known.change ?? {};
    const kind = known.change?.of === 'rate' ? 'percent' : known.kind === 'percent' ? 'count' : known.kind;
    return `from ${shownAs({ kind, value: before })} in ${beforePeriod === undefined ? 'the earlier period' : checking.known.label(beforePeriod)} to ${shownAs({ kind, value: now })} in ${checking.known.label(known.period)}`;
  };
  const went = (known: Known): string => (known.value > 0 ? 'rose' : known.value < 0 ? 'fell' : 'did not change');
  if (number.kind === 'percent') {
    const points = changes.filter((known) => known.kind === 'points' && isSame({ value: known.value }, number.value, number.places) && fitting(known)).toSorted((a, b) => score(b, claim) - score(a, claim))[0];
    if (points !== undefined) {
      const amount = changes.find((known) => known.kind === 'count' && known.measure === points.measure && keyOf(known.measure, known.facets) === keyOf(points.measure, points.facets) && known.change !== undefined && points.change !== undefined && samePeriod(known.change.beforePeriod, points.change.beforePeriod));
      const number2 = amount?.change === undefined ? '' : ` The number ${went(amount)} ${inWords(amount)}${amount.change.before === 0 ? '' : ` (${shownAs({ kind: 'percent', value: (100 * amount.value) / amount.change.before }, 1)})`}.`;
      return { kind: 'percent or points', severity: 'must', where, typed: number.text, wrong: `${number.text} is a change in percentage points, not in per cent.`, says: `The rate ${went(points)} ${inWords(points)}: ${points.words}.${number2}`, mend: `Write “${shownAs(points, number.places)}” and say that it is the rate that ${went(points)}.` };
    }
  }
  if (number.kind === 'points') {
    const relative = changes.find((known) => known.kind === 'percent' && known.change?.of === 'rate' && isSame(known, number.value, number.places) && fitting(known));
    if (relative !== undefined && !changes.some((known) => known.kind === 'points' && isSame(known, number.value, number.places) && fitting(known))) return { kind: 'percent or points', severity: 'must', where, typed: number.text, wrong: `${number.text} is a change in per cent of the rate, not in points.`, says: `The rate ${went(relative)} ${inWords(relative)}.`, mend: `Write “${shownAs({ kind: 'points', value: (relative.change?.now ?? 0) - (relative.change?.before ?? 0) }, number.places)}”.` };
  }
  if (number.direction === undefined) return undefined;
  const other = candidates(claim, all).find((known) => known.value !== 0 && isGood(fitOf(known, claim, checking)) && agrees(known, { ...claim, number: undirected }));
  if (other === undefined || agrees(other, claim)) return undefined;
  return { kind: 'direction', severity: 'must', where, typed: number.text, wrong: `The sentence says that it went ${number.direction}; the figures went the other way.`, says: `It ${went(other)} ${inWords(other)}: ${other.words}.`, mend: `Write that it ${went(other)}.` };
}

/** “None”, where there were some. */
function notNone(best: Known, claim: Claim, checking: Checking): Found {
  return { kind: 'number', severity: 'must', where: placeOf(claim.sentence), typed: claim.number.text, wrong: 'There were some.', says: `${best.at === undefined ? 'The figures give' : `${best.at} gives`} ${shownAs(best)} for ${best.words}.`, mend: 'Put the figure in its place.', ...offered(claim, best, checking) };
}

function candidates({ number }: Claim, all: readonly Known[]): Known[] {
  const isChange = number.role === 'change';
  return all.filter((known) => (known.role === 'change') === isChange && (known.kind === number.kind || (number.kind === 'rate' && known.kind === 'days') || (number.kind === 'count' && known.kind === 'rate'))
    && (!isChange || number.kind !== 'percent' || known.change?.of === 'amount'));
}

function agrees(known: Known, { number: { value, places, loosely, role, direction } }: Claim): boolean {
  const size = Math.abs(known.value);
  if (role === 'change' && direction !== undefined && known.value !== 0 && (known.value < 0) !== (direction === 'down')) return false;
  if (isSame(known, value, places)) return true;
  if (loosely === undefined) return false;
  return loosely === 'about' ? Math.abs(size - value) <= Math.max(0.5, size * 0.08) : loosely === 'over' ? size > value && size <= value * 1.25 + 1 : size < value && size >= value * 0.8 - 1;
}

function fitOf(known: Known, claim: Claim, checking: Checking): Fit {
  const { required, said, families, periods, named } = claim;
  const { levels } = checking.known;
  const base = claim.number.kind === 'percent' && known.base !== undefined ? known.base.facets : {};
  const covers = required.every((mention) => coversMention(known.facets, mention) || coversMention(base, mention) || (isMeasureItself(known, mention)));
  const family = known.measure === '*' || families.length === 0 || families.some(({ measures }) => measures.includes(known.measure) || (known.base !== undefined && measures.includes(known.base.measure) && known.kind === 'percent'));
  const standing = known.period.to === checking.whole.period.to && !samePeriod(known.period, checking.whole.period) && named.length === 0 && (known.measure === 'spend' || known.measure === 'activity');
  const period = periods.some((each) => samePeriod(each, known.period)) || standing || (known.measure === '*') || (known.role === 'change' && known.change !== undefined && named.some(({ period: each }) => known.change !== undefined && samePeriod(each, known.change.beforePeriod)) && samePeriod(known.period, checking.whole.period));
  // What must be said of it is only asked where all else fits.
  const unsaid = !covers || !family || !period ? [] : Object.entries(known.facets).filter(([key, value]) => key !== 'times' && !said.some((mention) => names(mention, key, value)) && !isVacuous(known, key, levels)).map(([key]) => key);
  return { covers, family, period, unsaid };
}

/** “Informal” of a measure that counts those alone, `declined` of declined requests: said by the measure’s own name. */
function isMeasureItself(known: Known, { values }: { readonly values: readonly (readonly [string, string])[] }): boolean {
  return known.measure === '*' || (known.measure === 'spend_per_investigation' && values.some(([key]) => key === 'stage'));
}

/** A condition that changes nothing need not be said: every complaint was statutory. */
function isVacuous(known: Known, key: string, levels: ReadonlyMap<string, Known>): boolean {
  const level = levels.get(keyOf(known.measure, known.facets, known.period));
  const without = levels.get(keyOf(known.measure, Object.fromEntries(Object.entries(known.facets).filter(([each]) => each !== key)), known.period));
  return level !== undefined && without !== undefined && level.value > 0 && level.value === without.value && level.kind === without.kind;
}

/** Which of the numbers that fit a sentence its writer most likely meant. */
function bestOf(exact: readonly Known[], claim: Claim): Known | undefined {
  const { value } = claim.number;
  return [...exact].toSorted((a, b) => score(b, claim) - score(a, claim) || Math.abs(Math.abs(a.value) - value) - Math.abs(Math.abs(b.value) - value))[0];
}

function score(known: Known, { families, required, said, periods }: Claim): number {
  const rank = Math.min(...families.map(({ measures }) => (measures.includes(known.measure) ? measures.indexOf(known.measure) : 9)), 9);
  const covered = required.reduce((sum, mention, at) => sum + (coversMention(known.facets, mention) ? 1 - Math.min(at, 3) * 0.1 : 0), 0);
  const inBase = required.filter((mention) => known.base !== undefined && coversMention(known.base.facets, mention)).length;
  // A share of a row is most often that of its outcomes, not the row's share of an outcome.
  const ofOutcome = known.base !== undefined && ['stage1_outcome', 'answered', 'decision'].some((key) => known.facets[key] !== undefined && known.base?.facets[key] === undefined) ? 1 : 0;
  const extra = Object.entries(known.facets).filter(([key, value]) => !required.some((mention) => names(mention, key, value))).length;
  const meant = said.filter((mention) => coversMention(known.facets, mention)).length;
  return (periods.slice(0, 1).some((each) => samePeriod(each, known.period)) ? 20 : 0) + covered * 10 + inBase * 1.5 + ofOutcome + Math.min(meant, 4) * 0.5 + (known.facets['on'] !== undefined ? 2 : 0) - extra - (known.kind === 'percent' && known.value >= 100 ? 5 : 0) - rank - Object.keys(known.facets).length * 0.5 + (known.at === undefined ? 0 : 0.2);
}

/** “Fell from 52% to 44%, a fall of 8”: whether a change is one between two numbers of its own sentence, which is checked there. */
function isChangeWithin({ number }: Claim, claims: readonly Claim[]): boolean {
  const levels = claims.filter((other) => other.number !== number && other.number.role !== 'change');
  return levels.some((a) => levels.some((b) => a !== b && a.number.kind === b.number.kind && a.number.end < b.number.start && /\b(?:from)\b/i.test(a.sentence.text.slice(0, a.number.start)) && /\bto\b/i.test(a.sentence.text.slice(a.number.end, b.number.start))));
}

function differenceOf(claim: Claim, all: readonly Known[], checking: Checking): Known | undefined {
  return all.find((known) => known.role === 'change' && known.kind === claim.number.kind && known.change?.of === 'amount' && claim.number.value > 2 && isSame(known, claim.number.value, claim.number.places) && fitOf(known, claim, checking).period);
}

/** A slip of the pen: one digit, two digits changed about, or cut off where it should be rounded. */
function closest(value: number, places: number, possible: readonly Known[]): Known | undefined {
  return possible.find((known) => Math.abs(known.value) >= 20 && isSlip(value, roundHalfAway(Math.abs(known.value), places), places))
    ?? possible.find((known) => (known.kind === 'percent' || known.kind === 'points') && Math.abs(known.value) >= 2 && Math.trunc(Math.abs(known.value) * 10 ** places) / 10 ** places === value);
}

function isSlip(typed: number, given: number, places: number): boolean {
  const [a, b] = [typed.toFixed(places), given.toFixed(places)];
  if (a === b || a.replace('.', '').length < 3 || a.length !== b.length) return false;
  const differ = Array.from(a).flatMap((digit, at) => (digit === b[at] ? [] : [at]));
  return differ.length === 1 || (differ.length === 2 && a[differ[0] ?? 0] === b[differ[1] ?? 0] && a[differ[1] ?? 0] === b[differ[0] ?? 0]);
}

function rounding(value: number, places: number, { value: given, kind }: Known): string {
  const [exactly, unit] = [Math.abs(given), kind === 'percent' ? '%' : ''];
  if (Math.abs(exactly - value) >= 10 ** -places || isSame({ value: given }, value, places)) return '';
  return ` ${decimal(exactly, places + 2)}${unit} rounds to ${decimal(exactly, places)}${unit}.`;
}

/** Two savings against the same year, added: the first is counted twice. */
function howItCame({ number, families }: Claim, { known: { all } }: Checking): string | undefined {
  if (number.kind !== 'pounds' || families.length === 0) return undefined;
  const savings = all.filter((known) => known.role === 'change' && known.kind === 'pounds' && known.change !== undefined);
  for (const [at, one] of savings.entries()) for (const other of savings.slice(at + 1)) {
    const sum = roundHalfAway(Math.abs(one.value) + Math.abs(other.value), 2);
    if (Math.abs(sum - number.value) > Math.max(20, sum * 0.001) || one.measure !== other.measure || one.change?.before !== other.change?.before) continue;
    const last = Math.abs(one.value) > Math.abs(other.value) ? one : other;
    return `${pounds(Math.abs(one.value))} and ${pounds(Math.abs(other.value))} add to ${pounds(sum)}, but both are against the same earlier year, so that the first is counted twice: the fall was ${pounds(Math.abs(last.value))}.`;
  }
  return undefined;
}

const printedAs: Readonly<Record<Known['kind'], PrintedAs>> = { count: 'count', percent: 'percent', points: 'rate', pounds: 'pounds', days: 'days', rate: 'rate' };

/** The figure to stand where a number was typed, if the report's language can ask for it. */
function offered({ number, sentence }: Claim, known: Known | undefined, { whole, authority }: Checking): { readonly offer?: FigureOffer } {
  if (known?.asked === undefined || known.role === 'change' || sentence.passage.where.part !== 'paragraph' || number.inWords) return {};
  const { from, to, as_at: _asAt, by: _by, ...rest } = known.asked;
  if ('why' in readQuery(known.asked)) return {};
  const { where: conditions, ...others } = rest;
  const period = relativeTo({ from, to }, whole.period, authority.yearStarts);
  if (period === undefined) return {};
  const figure: LayoutQuery = { ...(others satisfies Partial<FigureQuery>), ...(conditions === undefined || Object.keys(conditions).length === 0 ? {} : { where: conditions }), ...(period === 'this' ? {} : { period }) };
  const { text } = sentence;
  const name = [known.measure, ...Object.values(known.facets), ...(period === 'this' ? [] : ['before'])].join('-').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 70);
  const live = sentence.live.findLast((each) => each.end <= number.start)?.end ?? 0;
  const next = sentence.live.find((each) => each.start >= number.end)?.start ?? text.length;
  return {
    offer: {
      name, figure: { figure, as: printedAs[known.kind], ...(number.places > 0 || known.kind === 'days' ? { places: Math.min(number.places, 4) } : {}) }, typed: number.text,
      before: text.slice(Math.max(live, number.start - 40), number.start), after: text.slice(number.end, Math.min(next, number.end + 40)), reads: known.kind === 'count' ? count(known.value) : shownAs(known, number.places),
    },
  };
}

function relativeTo(period: FigurePeriod, report: FigurePeriod, yearStarts: YearStart): RelativePeriod | undefined {
  const tries: readonly RelativePeriod[] = ['this', ...[1, 2, 3, 4, 5, 6].map((years) => ({ yearsBefore: years })), 'previous', 'year to date', 'opening day', 'last day'];
  return tries.find((relative) => samePeriod(resolvePeriod(relative, report, yearStarts), period));
}
