import type { Day } from '../../domain/day.ts';
import type { FigureAnswer, FigureQuery } from '../../domain/figure-query.ts';
import type { DisclosureRule } from '../../store/tables.ts';
import type { Asked, ReportBlock, ReportSection } from '../report-value.ts';
import { type Count, givenAway, identityOf, paidTo, protects, serviceAlone, unrecorded } from './counts.ts';
import { type CountedNumber, numbersToHide } from './hide.ts';
import { type KnownCount, type PartOfBase, relationsAmong } from './relations.ts';

/** What the records are asked besides what the report asked. */
export type Ask = {
  readonly figures: (queries: readonly FigureQuery[]) => Promise<readonly FigureAnswer[]>;
  /** How many cases are behind a figure, or behind one row of its answer. */
  readonly cases: (query: FigureQuery, row?: Asked['keys']) => Promise<number>;
};
/** What editions that are out asked: with the answers that were printed, and with every answer. */
export type Edition = { readonly printed: readonly Asked[]; readonly whole: readonly Asked[] };

/** Each question once, of however many editions. */
export function editionOf(...of: readonly { readonly printed: readonly ReportSection[]; readonly whole: readonly ReportSection[] }[]): Edition {
  return { printed: once(of.flatMap(({ printed }) => askedIn(printed)), true), whole: once(of.flatMap(({ whole }) => askedIn(whole)), true) };
}

/** @param ofSeveral whether a question may have been asked twice, with other answers */
function once(asked: readonly Asked[], ofSeveral: boolean): Asked[] {
  return [...new Map(asked.map(({ query, keys, answer }) => [JSON.stringify([query, keys, ofSeveral ? answer : null]), { query, answer, ...(keys === undefined ? {} : { keys }) }])).values()];
}

export type Concealing = {
  /** An answer as it may be printed: hidden, rounded or as it is. */
  readonly conceal: (query: FigureQuery, answer: FigureAnswer) => FigureAnswer;
  readonly hidden: number;
  /** Small numbers that what was published before gives away, in the words of their question. */
  readonly given: readonly string[];
};

type Found = { readonly count: Count; readonly value: number; places: number; printed: boolean; readonly known: boolean };

/**
 * Works out which numbers of a report are left out of what is published: those from 1 to below the threshold, and as few others as keep
 * those from being worked out from everything printed together, the editions that are out too. The report is then composed again from answers that
 * hold only what may be known, so that no table, chart, sentence or file can give more away.
 */
export async function concealing(sections: readonly ReportSection[], rule: DisclosureRule, ask: Ask, earlier?: Edition): Promise<Concealing> {
  const found = new Map<string, Found>();
  const pairs: PartOfBase[] = pairsIn(sections);
  const note = async (all: readonly Asked[], printed: boolean, knownIf: boolean): Promise<void> => {
    const bases = await basesOf(all, ask);
    for (const one of all) {
      const { rate } = givenAway(one.query, one.keys);
      if (rate?.part !== undefined && rate.base !== undefined) pairs.push({ part: rate.part, base: rate.base });
      for (const { count, value } of countsIn(one, bases)) {
        // What was published in another unit is no count.
        if (!Number.isInteger(value)) continue;
        const id = identityOf(count);
        const held = found.get(id);
        // A number that has changed since the last edition is another number now.
        if (held === undefined) found.set(id, { count, value, places: 1, printed, known: knownIf });
        else if (held.value === value) found.set(id, { ...held, places: held.places + 1, printed: held.printed || printed, known: held.known || knownIf });
      }
    }
  };
  const own = once(askedIn(sections), false);
  await note(own, true, false);
  if (earlier !== undefined) {
    const matters = periodsAround(own, [...earlier.printed, ...earlier.whole]);
    await note(earlier.printed.filter(matters), false, true);
    await note(earlier.whole.filter(matters), false, false);
  }
  const known = [...found].map(([id, { count, value, places, printed, known: isKnown }]): KnownCount => ({
    count, number: { id, value, state: isKnown ? 'known' : printed ? 'printed' : 'unknown', weight: places * (1 + Math.log2(1 + value)) } satisfies CountedNumber,
  }));
  const { numbers, relations } = relationsAmong(known, pairs, rule.threshold);
  const { hidden, given } = await numbersToHide(numbers, relations, rule.threshold);
  const isSmall = (value: number | null | undefined): boolean => value != null && value > 0 && value < rule.threshold;
  // Printed before, where less was hidden: it is left out now all the same.
  const alreadyOut = [...found].flatMap(([id, one]) => (one.known && one.printed && isSmall(one.value) ? [id] : []));
  const isHidden = (query: FigureQuery, keys: Asked['keys'], answer: number | null): boolean => {
    const { counts, rate } = givenAway(query, keys);
    if (counts.some((count) => hidden.has(identityOf(count)) || isSmall(found.get(identityOf(count))?.value))) return true;
    // A number that stands in no table and may still find its way into words.
    return rate === undefined && protects(query.measure) && isSmall(answer) && counts.some((count) => !found.has(identityOf(count)));
  };
  const valueOf = (count: Count): number | undefined => found.get(identityOf(count))?.value;
  const shown = (query: FigureQuery, keys: Asked['keys'], answer: number | null): { readonly answer: number | null; readonly hidden?: true } => {
    if (isHidden(query, keys, answer)) return { answer: null, hidden: true };
    if (answer === null || rule.roundedTo === undefined) return { answer };
    const inPrint = rounded(query, keys, answer, rule.roundedTo, valueOf);
    // What is there is never printed as nought: a report would say that there was none.
    return inPrint === null || (inPrint === 0 && answer !== 0) ? { answer: null, hidden: true } : { answer: inPrint };
  };
  return {
    hidden: hidden.size + alreadyOut.length, given: [...alreadyOut, ...given],
    conceal: (query, answer) => {
      const { answer: value, rows, ...rest } = answer;
      return { ...rest, ...shown(query, undefined, value), ...(rows === undefined ? {} : { rows: rows.map((row) => ({ ...row, ...shown(query, row.keys, row.answer) })) }) };
    },
  };
}

/** Whether a number is of days that overlap with those of the report, or with others that do: of two years apart nothing follows from one for the other. */
function periodsAround(own: readonly Asked[], others: readonly Asked[]): (one: Asked) => boolean {
  const periods = [...own.map(({ query }) => ({ query, isOwn: true })), ...others.map(({ query }) => ({ query, isOwn: false }))].toSorted((a, b) => (a.query.from < b.query.from ? -1 : 1));
  const runs: { from: Day; to: Day; isOwn: boolean }[] = [];
  for (const { query: { from, to }, isOwn } of periods) {
    const run = runs.at(-1);
    if (run === undefined || from > run.to) runs.push({ from, to, isOwn });
    else {
      if (to > run.to) run.to = to;
      run.isOwn ||= isOwn;
    }
  }
  const ofOwn = runs.filter(({ isOwn }) => isOwn);
  return ({ query }) => ofOwn.some(({ from, to }) => query.from >= from && query.to <= to);
}

function nearest(value: number, to: number): number {
  return Math.round(value / to) * to;
}

/** What is taken to be paid to one person at the least, in pounds. */
export const LEAST_PAID = 100;

/**
 * Counts to the nearest multiple; a rate, or what is divided by a count, is worked out from the rounded counts. A mean is given in whole days, as
 * 12.33 is of three, six or nine and of no number between; money paid to people as if each had been paid the least, so that it tells no more of how many they were.
 */
function rounded(query: FigureQuery, keys: Asked['keys'], answer: number, to: number, valueOf: (count: Count) => number | undefined): number | null {
  const { counts, rate } = givenAway(query, keys);
  if (counts.length === 0) return answer;
  if (rate === undefined) return nearest(answer, to);
  if (rate.mean) return query.measure === 'remedy_payments' ? nearest(answer, to * LEAST_PAID) : Math.round(answer);
  const [part, base] = [rate.part, rate.base].map((count) => (count === undefined ? undefined : valueOf(count)));
  if ((rate.part !== undefined && part === undefined) || (rate.base !== undefined && base === undefined)) return answer;
  if (base !== undefined && nearest(base, to) === 0) return null;
  if (part !== undefined && base !== undefined) return (100 * nearest(part, to)) / nearest(base, to);
  return base === undefined ? (answer * nearest(part ?? 0, to)) / (part || 1) : (answer * base) / nearest(base, to);
}

/** The question of a count, which the report need not have asked; of what stands under a service alone, with a row for each service. */
function questionOf({ measure, from, to, on, within, where: { [serviceAlone]: alone, ...where } }: Count): FigureQuery {
  return {
    measure, from, to, where: Object.fromEntries(Object.entries(where).map(([key, value]) => [key, value === unrecorded ? '' : value])),
    ...(alone === undefined ? {} : { by: 'service' }), ...(on === undefined ? {} : { on }), ...(within === undefined ? {} : { within }),
  };
}

/** A count as it stood on the day as at which a question was asked: in one edition it may be another than in the next. */
const stoodAt = (count: Count, { as_at: asAt }: FigureQuery): string => `${asAt ?? ''} ${identityOf(count)}`;

/** What the rates of a report are of, or where that counts nobody what they are a rate of: as the report says it, or else asked in one round. */
async function basesOf(all: readonly Asked[], ask: Ask): Promise<ReadonlyMap<string, number>> {
  const said = new Map(all.flatMap(({ query, keys, answer }) => {
    const { counts: [count], rate } = givenAway(query, keys);
    return count === undefined || rate !== undefined || answer === null ? [] : [[stoodAt(count, query), answer] as const];
  }));
  const bases = new Map(all.flatMap((one) => {
    const rate = one.answer === null ? undefined : givenAway(one.query, one.keys).rate;
    return [rate?.base ?? rate?.part, rate?.among?.lacking].flatMap((count) => (count === undefined || said.has(stoodAt(count, one.query)) ? [] : [[stoodAt(count, one.query), { count, asAt: one.query.as_at }] as const]));
  }));
  const queries = [...bases].map(([id, { count, asAt }]) => ({ id, alone: count.where[serviceAlone], query: { ...questionOf(count), ...(asAt === undefined ? {} : { as_at: asAt }) } }));
  const figures = queries.filter(({ query }) => query.measure !== paidTo);
  const answers = await ask.figures(figures.map(({ query }) => query));
  const known = new Map([...said, ...figures.flatMap(({ id, alone }, at) => {
    const found = alone === undefined ? answers[at]?.answer : answers[at]?.rows?.find(({ keys }) => keys['service'] === alone)?.answer;
    return found == null ? [] : [[id, found] as const];
  })]);
  for (const { id, alone, query: { by: _, ...query } } of queries) if (query.measure === paidTo) known.set(id, await ask.cases({ ...query, measure: 'remedy_payments' }, alone === undefined ? undefined : { service: alone }));
  return known;
}

/** The counts that one printed number gives away, each with its value. */
function countsIn({ query, keys, answer }: Asked, bases: ReadonlyMap<string, number>): { readonly count: Count; readonly value: number }[] {
  if (answer === null) return [];
  const { counts, rate } = givenAway(query, keys);
  if (rate === undefined) return counts.map((count) => ({ count, value: answer }));
  const [stands] = [rate.base ?? rate.part].flatMap((count) => (count === undefined ? [] : bases.get(stoodAt(count, query)) ?? []));
  if (stands === undefined) return [];
  if (rate.base === undefined) return counts.map((count) => ({ count, value: stands }));
  if (rate.among !== undefined) return [{ count: rate.base, value: stands }, { count: rate.among.recorded, value: stands - (bases.get(stoodAt(rate.among.lacking, query)) ?? 0) }];
  const part = rate.part === undefined ? [] : [{ count: rate.part, value: Math.round((answer * stands) / 100) }];
  return [...part, { count: rate.base, value: stands }];
}

function askedIn(sections: readonly ReportSection[]): Asked[] {
  return sections.flatMap(({ blocks }) => blocks.flatMap(askedInBlock));
}

/** What tables give as a percentage of another of their columns, or of the column's total: what is left of it is known from the two. */
function pairsIn(sections: readonly ReportSection[]): PartOfBase[] {
  const cells = sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [...block.rows, ...(block.total === undefined ? [] : [block.total])].flatMap((row) => row.cells) : [])));
  return cells.flatMap(({ base, asked: [first, second, ...others] }) => {
    if (base === undefined || first === undefined || second === undefined || others.length > 0 || first.query.from !== second.query.from || first.query.to !== second.query.to) return [];
    const [part, whole] = [first, second].map(({ query, keys }) => givenAway(query, keys)).map(({ counts: [count], rate }) => (rate === undefined ? count : undefined));
    return part === undefined || whole === undefined ? [] : [{ part, base: whole }];
  });
}

function askedInBlock(block: ReportBlock): readonly Asked[] {
  switch (block.kind) {
    case 'table': return [...block.rows, ...(block.total === undefined ? [] : [block.total])].flatMap((row) => row.cells.flatMap((cell) => cell.asked));
    case 'headlines': return block.figures.flatMap((figure) => figure.asked);
    case 'sentences': return block.sentences.flatMap((sentence) => sentence.asked);
    case 'narrative': return block.paragraphs.flatMap(({ parts }) => parts.flatMap((part) => ('asked' in part ? part.asked : [])));
    case 'words table': return block.rows.flat(2).flatMap((part) => ('asked' in part ? part.asked : []));
    case 'text': case 'quotes': case 'actions': case 'limits': case 'definitions': case 'picture': return [];
    default: return block satisfies never;
  }
}
