import { type Day, inWords } from '../domain/day.ts';
import type { FigureAnswer, FigurePeriod, FigureQuery } from '../domain/figure-query.ts';
import { isHeldSomewhat, isHeldWhole } from './held.ts';
import { inCouncilWords, valueInWords, type CouncilWords } from './council-words.ts';
import { count, decimal, percent, pounds, type Noun } from './house-style.ts';
import type { Condition, LayoutQuery, PrintedAs } from './layout.ts';
import { periodLabel, resolvePeriod, type RelativePeriod } from './report-period.ts';
import type { Asked } from './report-value.ts';

/**
 * A part of a report that asks its questions in rounds: it yields a list of queries and is given their answers in order.
 * All parts take their rounds together, so that a whole report is asked in as many batches as its most curious part needs.
 */
export type Composer<T> = Generator<readonly FigureQuery[], T, readonly FigureAnswer[]>;

/** Takes several composers through their rounds together: what each asks in one round goes out as one list. */
export function* together<T>(composers: readonly Composer<T>[]): Composer<T[]> {
  const done = new Map<number, T>();
  let answersOf = new Map<number, readonly FigureAnswer[]>();
  for (;;) {
    const round: { readonly at: number; readonly queries: readonly FigureQuery[] }[] = [];
    composers.forEach((composer, at) => {
      if (done.has(at)) return;
      const step = composer.next(answersOf.get(at) ?? []);
      if (step.done === true) done.set(at, step.value);
      else round.push({ at, queries: step.value });
    });
    if (round.length === 0) return composers.map((_, at) => done.get(at) as T);
    const answers = yield round.flatMap(({ queries }) => queries);
    let start = 0;
    answersOf = new Map(round.map(({ at, queries }) => {
      const own = answers.slice(start, start + queries.length);
      start += queries.length;
      return [at, own] as const;
    }));
  }
}

export type ReportAuthority = {
  readonly authority: string; readonly name: string; readonly yearStarts: string; readonly words: CouncilWords;
  readonly themes: readonly string[]; readonly services: readonly { readonly service: string; readonly parent: string | null }[];
};

/** What can be known of: by which day, and the periods of which records are held. */
export type Known = { readonly asAt?: Day; readonly by: Day; readonly held: readonly FigurePeriod[] };
const everythingKnown: Known = { by: '9999-12-31' as Day, held: [{ from: '1000-01-01' as Day, to: '9999-12-31' as Day }] };

export type Composing = {
  readonly authority: ReportAuthority;
  readonly period: FigurePeriod;
  readonly known: Known;
  /** Whether it is made to be published: then nothing of a single case is printed. */
  readonly forPublication: boolean;
  /** To what its counts are rounded; absent where they are exact. */
  readonly roundedTo?: number;
  readonly resolve: (period: RelativePeriod | undefined) => FigurePeriod;
  readonly query: (query: LayoutQuery) => FigureQuery;
  /** What a period is called; one that was not over says until when it is counted: `2023/24 (to 30 September 2023)`. */
  readonly label: (period: RelativePeriod | undefined) => string;
  readonly labelOf: (period: FigurePeriod) => string;
  /** Whether only some of the records of a period are held, whatever may have been published of it. */
  readonly isHeldInPart: (period: FigurePeriod) => boolean;
  readonly isThisPeriod: (period: RelativePeriod | undefined) => boolean;
  readonly words: (text: string) => string;
  readonly value: (key: string, value: string | number | null) => string;
  readonly noun: (noun: Noun) => Noun;
};

export function composing(authority: ReportAuthority, period: FigurePeriod, known: Known = everythingKnown): Composing {
  const parents = new Map(authority.services.flatMap(({ service, parent }) => (parent === null ? [] : [[service, parent] as const])));
  const resolve = (relative: RelativePeriod | undefined): FigurePeriod => resolvePeriod(relative ?? 'this', period, authority.yearStarts);
  const isCut = period.from <= known.by && known.by < period.to;
  const labelOf = (resolved: FigurePeriod): string => {
    const label = periodLabel(resolved, authority.yearStarts);
    return resolved.from <= known.by && known.by < resolved.to ? `${label} (to ${inWords(known.by)})` : label;
  };
  // What is said of a period that was not over holds up to the last day known, and no further.
  const upToTheDay = (text: string): string => (isCut ? text.replaceAll('at the end of the period', `on ${inWords(known.by)}`).replaceAll(/\bin the (period|financial year to date)\b/g, `in the $1 up to ${inWords(known.by)}`) : text);
  const words = (text: string): string => inCouncilWords(upToTheDay(text), authority.words);
  return {
    authority, period, known, resolve, forPublication: false,
    query: ({ period: relative, ...query }) => ({ ...query, ...resolve(relative), ...(known.asAt === undefined ? {} : { as_at: known.asAt }) }),
    label: (relative) => labelOf(resolve(relative)), labelOf,
    isHeldInPart: (of) => isHeldSomewhat(of, known.held) && !isHeldWhole(of, known.held, known.by),
    isThisPeriod: (relative) => {
      const { from, to } = resolve(relative);
      return from === period.from && to === period.to;
    },
    words,
    value: (key, value) => valueInWords(key, value, authority.words, parents),
    noun: ({ one, many }) => ({ one: words(one), many: words(many) }),
  };
}

export function printed(value: number, as: PrintedAs, places?: number): string {
  switch (as) {
    case 'count': return count(value);
    case 'percent': return percent(value, places ?? 0);
    case 'pounds': return pounds(value);
    case 'days': return decimal(value, places ?? 0);
    case 'rate': return decimal(value, places ?? 2);
    default: return as satisfies never;
  }
}

/** `3 of 7`: a rate on a base so small that a percentage of it would mislead. */
export function countedRate(rate: number, base: number): string {
  return `${count(Math.round((rate * base) / 100))} of ${count(base)}`;
}

const notCounted = new Set([
  'upheld_rate', 'stage1_on_time_rate', 'stage1_days', 'escalation_rate', 'stage2_days', 'stage2_on_time_rate', 'panels_on_time_rate',
  'spend_per_investigation', 'complaints_per_100_contacts', 'activity',
]);

/** Whether a value that does not occur counts as nought: of complaints it does, of mean working days it does not. */
export function isCounted(measure: string): boolean {
  return !notCounted.has(measure);
}

/** Printed in the place of a hidden number, as the Government Statistical Service writes it (confidential). */
export const hiddenMark = '[c]';

/** Whether there is anything to print of an answer: a hidden one was not nought. */
export function isSomething(answer: { readonly answer: number | null; readonly hidden?: true } | undefined): boolean {
  return answer?.hidden === true || (answer?.answer ?? 0) !== 0;
}

export function asked(query: FigureQuery, answer: FigureAnswer | undefined, keys?: Asked['keys']): Asked {
  return {
    query, answer: answer?.answer ?? null, ...(keys === undefined ? {} : { keys }), ...(answer?.hidden === undefined ? {} : { hidden: answer.hidden }),
    ...(answer?.from === undefined ? {} : { from: answer.from }),
    ...(answer?.part === undefined ? {} : { part: answer.part }),
    ...(answer?.why === undefined ? {} : { why: answer.why }),
  };
}

/** Whether one number says anything beside the other: a part of a period does not beside a whole one. */
export function compares(...numbers: readonly (Asked | undefined)[]): boolean {
  return numbers.every((number) => number?.part === undefined);
}

/** Asks questions in one round, and keeps each with its answer. */
export function* ask(queries: readonly FigureQuery[]): Composer<Asked[]> {
  const answers = yield queries;
  return queries.map((query, at) => asked(query, answers[at]));
}

export function* holds(condition: Condition | undefined, composing: Composing): Composer<boolean> {
  if (condition === undefined) return true;
  const { all = [], unless = [] } = condition;
  const answers = yield [...all, ...unless].map(composing.query);
  const met = answers.map((answer) => isSomething(answer) && (answer.answer ?? 1) > 0);
  return met.slice(0, all.length).every(Boolean) && (unless.length === 0 || !met.slice(all.length).every(Boolean));
}

/** What a condition lets be said, or `otherwise`. */
export function* whereItHolds<T>(condition: Condition | undefined, composing: Composing, composer: Composer<T | undefined>, otherwise?: T): Composer<T | undefined> {
  if (condition === undefined) return yield* composer;
  const [shown, value] = yield* together<boolean | T | undefined>([holds(condition, composing), composer]);
  return shown === true ? (value as T | undefined) : otherwise;
}
