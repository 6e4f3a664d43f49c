import { inWords } from '../../domain/day.ts';
import type { FigurePeriod } from '../../domain/figure-query.ts';
import { kindOf, yearHolding } from '../period.ts';
import type { Checking } from './checking.ts';
import type { Reading } from './claims.ts';
import { type Found, placeOf } from './finding.ts';
import { daysNamed, malformedYears } from './read-periods.ts';

/** Whether the periods and days that a sentence names are real, and are those of the report. */
export function checkPeriods(checking: Checking): Found[] {
  return checking.readings.flatMap((reading) => {
    const own = ownYear(reading, checking);
    return [...yearsWrittenWrong(reading), ...ownPeriod(reading, checking), ...own, ...days(reading, checking), ...(own.length > 0 ? [] : lengths(reading, checking))];
  });
}

function yearsWrittenWrong({ sentence }: Reading): Found[] {
  return malformedYears(sentence.text).map(({ text }) => ({ kind: 'period', severity: 'must', where: placeOf(sentence), typed: text, wrong: `“${text}” is no year.`, says: 'A financial year is written with the two years that it lies in, one after the other: 2017/18.', mend: 'Write the year that is meant.' }));
}

const inPlainWords = { month: 'a month', quarter: 'a quarter', 'half-year': 'a half-year', year: 'a year', other: 'days of its own' } as const;

function ownPeriod({ sentence, periods }: Reading, { whole, authority }: Checking): Found[] {
  const kind = kindOf(whole.period, authority.yearStarts);
  return periods.flatMap(({ relative, unit, text }): Found[] => {
    const named = unit?.replace(/half year/, 'half-year');
    if (relative !== 'this' || named === undefined || named === 'period' || named === kind || kind === 'other' || /^the\b/i.test(text)) return [];
    if (named === 'year' && kind !== 'year') return [{ kind: 'period', severity: 'look', where: placeOf(sentence), typed: text, wrong: `“${text}” stands in a report of ${inPlainWords[kind]}.`, says: `The report is of ${whole.period.label}.`, mend: 'Say which period is meant: the report’s, or the year so far.' }];
    return [{ kind: 'period', severity: 'must', where: placeOf(sentence), typed: text, wrong: `“${text}” stands in a report of ${inPlainWords[kind]}.`, says: `The report is of ${whole.period.label}.`, mend: `Write “${whole.period.label}”, or “this ${kind}”.` }];
  });
}

/** “Last year (2024/25)” in the report of 2024/25. */
function ownYear({ sentence, periods }: Reading, { whole, authority, known }: Checking): Found[] {
  const own = yearHolding(whole.period.from, authority.yearStarts);
  const isOwn = (period: FigurePeriod): boolean => (period.from === own.from && period.to === own.to) || (period.from === whole.period.from && period.to === whole.period.to);
  return periods.flatMap((one, at): Found[] => {
    const next = periods[at + 1];
    if (next === undefined || (one.relative === undefined) === (next.relative === undefined) || !/^[\s(,:–-]*(?:of |in |i\.e\.,? |that is,? |reporting year |the reporting year )?[\s(]*$/i.test(sentence.text.slice(one.end, next.start))) return [];
    const [relative, named] = one.relative === undefined ? [next, one] : [one, next];
    const wrong = relative.relative === 'last' ? isOwn(named.period) : !isOwn(named.period);
    if (!wrong) return [];
    return [{ kind: 'period', severity: 'must', where: placeOf(sentence), typed: sentence.text.slice(one.start, next.end), wrong: relative.relative === 'last' ? `${named.text} is the report’s own year, not the one before.` : `${named.text} is not the report’s own year.`, says: `The report is of ${whole.period.label}; ${relative.text} is ${known.label(relative.period)}.`, mend: `Write “${known.label(relative.period)}”, or leave “${relative.text}” out.` }];
  });
}

const toCome = /\b(?:will|due|planned|plan|by|until|from|start\w*|begin\w*|expected|next|scheduled|to be|deadline|review(?:ed)? (?:in|by|on))\b/i;
/** What a complaint was about may have happened at any time; what was done with it is dated. */
const wasDone = /\b(?:receiv\w+|escalat\w+|request\w*|complet\w+|clos\w+|adjudicat\w+|agreed|held|answered|responded|investigat\w+|accepted|signed|made)\b/i;
const wasAbout = /\b(?:happened|occurred|arose|took place|events? of|incidents?|concern\w+|related to|about|goes back|dated back)\b/i;

function days({ sentence, periods }: Reading, { whole }: Checking): Found[] {
  const { from, to, label } = whole.period;
  const saysInPeriod = periods.some(({ period, relative }) => relative !== 'last' && period.from <= from && period.to >= to && period.from >= from) || /\b(?:in|during|within|over) (?:the|this) (?:period|year|quarter|half[- ]year)\b/i.test(sentence.text);
  return daysNamed(sentence.text).flatMap((named): Found[] => {
    const where = placeOf(sentence);
    if (periods.some((period) => named.start >= period.start && named.end <= period.end)) return [];
    if (named.from > whole.madeOn && !toCome.test(sentence.text)) return [{ kind: 'period', severity: 'must', where, typed: named.text, wrong: `${named.text} was still to come when this report was made.`, says: `The report was made on ${inWords(whole.madeOn)}.`, mend: 'Put the date right, or say that it is to come.' }];
    if (!saysInPeriod || (named.from <= to && named.to >= from) || !wasDone.test(sentence.text) || wasAbout.test(sentence.text)) return [];
    return [{ kind: 'period', severity: 'must', where, typed: named.text, wrong: `${named.text} is not in the period in which the sentence puts it.`, says: `${label} runs from ${inWords(from)} to ${inWords(to)}.`, mend: 'Say which of the dates lie in the period, or put the date right.' }];
  });
}

const compares = /\b(?:compar\w+|than|against|rose|fell|increas\w+|decreas\w+|up from|down from|from .* to)\b/i;

function lengths({ sentence, periods }: Reading, { whole, known }: Checking): Found[] {
  if (!compares.test(sentence.text)) return [];
  const length = ({ from, to }: FigurePeriod): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const [first, ...rest] = periods;
  const other = first === undefined ? undefined : rest.find(({ period }) => Math.abs(length(period) - length(first.period)) > 5 && (period.to < first.period.from || period.from > first.period.to));
  if (first !== undefined && other !== undefined) {
    return [{ kind: 'period', severity: 'must', where: placeOf(sentence), typed: `${first.text}, ${other.text}`, wrong: 'Two periods of different length are compared.', says: `${known.label(first.period)} has ${length(first.period) + 1} days, ${known.label(other.period)} ${length(other.period) + 1}.`, mend: 'Compare with a period of the same length, or give no change.' }];
  }
  if (!whole.notes.some((note) => note.startsWith('A part of a period does not compare')) || !periods.some(({ period }) => period.to < whole.period.from)) return [];
  return [{ kind: 'period', severity: 'must', where: placeOf(sentence), wrong: 'A part of a period is compared with a whole one.', says: whole.notes[0] ?? '', mend: 'Leave the comparison out until all of the period is on record.' }];
}
