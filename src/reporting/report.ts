import { createHash } from 'node:crypto';
import { dayInEngland, type Day, inWords } from '../domain/day.ts';
import type { FigureAnswer, FigurePeriod, FigureQuery } from '../domain/figure-query.ts';
import { type Authority, authorityFacts } from '../store/authorities.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Database } from '../store/database.ts';
import type { DisclosureRule } from '../store/tables.ts';
import { composeSection, type Furnish } from './compose-block.ts';
import { type Composer, composing, type Composing, hiddenMark, type ReportAuthority, together } from './composing.ts';
import { answerFigures } from './figures.ts';
import { casesBehind } from './figures/listed-cases.ts';
import { countsOnRecord, heldInWords, heldOf, isHeldSomewhat, isHeldWhole, lastDayKnown, periodsHeld, type RecordCounts } from './held.ts';
import { type BlockSpec, type Layout, type LayoutQuery, titleOfDays } from './layout.ts';
import { pounds } from './house-style.ts';
import { findMeasure } from './measures.ts';
import { notHeldOnce } from './not-held-once.ts';
import { numbered } from './numbering.ts';
import { daysInWords, kindOf } from './period.ts';
import { periodLabel } from './report-period.ts';
import type { Asked, Definition, Report, ReportBlock, ReportSection } from './report-value.ts';
import { pickedRecords } from './picked-records.ts';
import { picturesIn } from './pictures/pictures-of-report.ts';
import { concealing, type Edition, LEAST_PAID } from './suppression/conceal.ts';
import { inWholeDays } from './suppression/in-whole-days.ts';
import { timeLimits } from './time-limits.ts';
import { withoutNamingQuestions } from './without-names.ts';

export type ReportOptions = {
  /** What was entered after the end of this day does not count. */
  readonly asAt?: Day;
  /** The day printed as that on which the report was made; today where absent. */
  readonly madeOn?: Day;
  /** Of a report that is kept, by which its tables are referred to: `R12` while it is composed, `P7` once published. */
  readonly reference?: string;
  /** For a report that is published: how small numbers are hidden, with the last edition that is out. Inside the council every number is printed. */
  readonly disclosure?: { readonly rule: DisclosureRule; readonly earlier?: Edition };
};

/** A report as it goes out beside the report with every number, and which small numbers what is out already gives away. */
export type Editions = { readonly whole: Report; readonly printed: Report; readonly given: readonly string[] };

/**
 * Makes a report: its sections with every number, cell and chart in it, as plain JSON from which every exporter prints.
 * Sections with nothing to say fall away, or say so, as the layout has it. All numbers come from one state of the records.
 */
export async function composeReport(db: Database, authority: Authority, layout: Layout, period: FigurePeriod, options: ReportOptions = {}): Promise<Report> {
  return (await composeEditions(db, authority, layout, period, options)).printed;
}

/** The same, with the report as those inside may see it: without a disclosure rule the two are one. */
export async function composeEditions(db: Database, authority: Authority, layout: Layout, period: FigurePeriod, options: ReportOptions = {}): Promise<Editions> {
  if (!db.isTransaction) return db.transaction().setIsolationLevel('repeatable read').execute((state) => composeEditions(state, authority, layout, period, options));
  const { composition, figures } = await answering(db, authority, period, options.asAt);
  const made: Making = {
    authority, layout, options, figures, picked: await chosen(db, authority, layout.sections.flatMap(({ blocks }) => blocks), composition), onRecord: await countsOnRecord(db, authority.authorityId, composition.known.by),
  };
  const whole = await make(made, composition, (_query, answer) => answer);
  const { disclosure } = options;
  if (disclosure === undefined) return { whole, printed: whole, given: [] };
  const { conceal, hidden, given } = await concealing(whole.sections, disclosure.rule, { figures, cases: async (query, row) => (await casesBehind(db, authority.authorityId, query, row)).length }, disclosure.earlier);
  const { roundedTo } = disclosure.rule;
  const printed = await make(roundedTo === undefined ? made : { ...made, layout: inWholeDays(layout) }, { ...composition, forPublication: true, ...(roundedTo === undefined ? {} : { roundedTo }) }, conceal, whole);
  return { whole, printed: { ...printed, disclosure: { ...disclosure.rule, hidden } }, given };
}

type Answering = { readonly composition: Composing; readonly figures: (queries: readonly FigureQuery[]) => Promise<readonly FigureAnswer[]> };

/** What every part of a report of a period is composed with; each question is asked once. */
async function answering(db: Database, authority: Authority, period: FigurePeriod, asAt: Day | undefined): Promise<Answering> {
  const by = lastDayKnown(asAt);
  const held = await periodsHeld(db, authority.authorityId, (await heldOf(db, authority.authorityId, asAt)).coverage, by);
  const composition = composing(await reportAuthorityOf(db, authority), period, { by, held, ...(asAt === undefined ? {} : { asAt }) });
  const answers = new Map<string, FigureAnswer>();
  const figures = async (queries: readonly FigureQuery[]): Promise<readonly FigureAnswer[]> => {
    const fresh = [...new Map(queries.map((query) => [canonicalJson(query), query])).entries()].filter(([worded]) => !answers.has(worded));
    const replies = await answerFigures(db, authority.authorityId, fresh.map(([, query]) => query));
    fresh.forEach(([worded, query], at) => answers.set(worded, wholeOnly(query, replies[at] ?? { answer: null, why: 'the question was not asked' }, composition)));
    return queries.map((query) => answers.get(canonicalJson(query)) ?? { answer: null });
  };
  return { composition, figures };
}

/**
 * Parts of a report by themselves, with every number: what the report of this period would print of them. A part with nothing to say
 * is left out. Terms are defined of what the parts print.
 */
export async function composeParts(db: Database, authority: Authority, blocks: readonly BlockSpec[], period: FigurePeriod, asAt?: Day): Promise<readonly ReportBlock[]> {
  if (!db.isTransaction) return db.transaction().setIsolationLevel('repeatable read').execute((state) => composeParts(state, authority, blocks, period, asAt));
  const { composition, figures } = await answering(db, authority, period, asAt);
  const picked = await chosen(db, authority, blocks, composition);
  const { composed } = await askedFor(composeSection({ key: 'parts', title: '', blocks }, composition, furnishing(authority, period, picked)), figures);
  const shown = composed === undefined ? [] : [composed];
  return numbered(withDefinitions(shown, definitionsOf(measuresIn(shown), composition.words)), undefined)[0]?.blocks ?? [];
}

/** The answers that a report of this period has to a layout's questions, in order. */
export async function answersTo(db: Database, authority: Authority, questions: readonly LayoutQuery[], period: FigurePeriod, asAt?: Day): Promise<readonly FigureAnswer[]> {
  if (questions.length === 0) return [];
  if (!db.isTransaction) return db.transaction().setIsolationLevel('repeatable read').execute((state) => answersTo(state, authority, questions, period, asAt));
  const { composition, figures } = await answering(db, authority, period, asAt);
  return figures(questions.map(composition.query));
}

/** What somebody chose for parts of a layout: records and pictures, by the key of their part. */
async function chosen(db: Database, authority: Authority, blocks: readonly BlockSpec[], composition: Composing): Promise<ReadonlyMap<string, ReportBlock>> {
  return new Map([...await pickedRecords(db, authority, blocks, composition), ...await picturesIn(db, authority.authorityId, blocks, composition)]);
}

const furnishing = (authority: Authority, period: FigurePeriod, picked: ReadonlyMap<string, ReportBlock>): Furnish => (block) => (block.kind === 'limits' ? timeLimits(block.key, block.procedure, authority, period.to) : picked.get(block.key));

/** Asks what a composer asks, round by round. `asked` is what it itself asked, each question once: what hiding small numbers asks besides is no part of it. */
async function askedFor<T>(composer: Composer<T>, figures: (queries: readonly FigureQuery[]) => Promise<readonly FigureAnswer[]>): Promise<{ readonly composed: T; readonly asked: ReadonlyMap<string, FigureQuery> }> {
  const asked = new Map<string, FigureQuery>();
  let step = composer.next([]);
  while (step.done !== true) {
    for (const query of step.value) asked.set(canonicalJson(query), query);
    step = composer.next(await figures(step.value));
  }
  return { composed: step.value, asked };
}

/** What of a council a report is made and checked with: its words, themes and services. */
export async function reportAuthorityOf(db: Database, authority: Authority): Promise<ReportAuthority> {
  const { services } = await authorityFacts(db, authority.authorityId);
  return {
    authority: authority.authority, name: authority.name, yearStarts: authority.financialYearStarts, words: authority.words, themes: authority.themes,
    services: services.map(({ service, parent }) => ({ service, parent: parent ?? null })),
  };
}

type Making = {
  readonly authority: Authority; readonly layout: Layout; readonly options: ReportOptions;
  readonly figures: (queries: readonly FigureQuery[]) => Promise<readonly FigureAnswer[]>;
  readonly picked: ReadonlyMap<string, ReportBlock>; readonly onRecord: RecordCounts;
};

/**
 * @param print an answer as it may be printed
 * @param whole of what is printed, the report with every number: its tables are numbered alike
 */
async function make({ authority, layout, options, figures, picked, onRecord }: Making, composition: Composing, print: (query: FigureQuery, answer: FigureAnswer) => FigureAnswer, whole?: Report): Promise<Report> {
  const { period, words, query } = composition;
  const label = periodLabel(period, authority.financialYearStarts);
  const counts = [query({ measure: 'representations' }), query({ measure: 'compliments' })];
  const printing = async (queries: readonly FigureQuery[]): Promise<readonly FigureAnswer[]> => (await figures([...queries, ...counts])).slice(0, queries.length).map((answer, at) => print(queries[at] ?? counts[0]!, answer));
  const { composed, asked } = await askedFor(together(layout.sections.map((section) => composeSection(section, composition, furnishing(authority, period, picked)))), printing);
  const [representations, compliments] = await printing(counts);
  const everyQuestion = new Map([...asked, ...counts.map((one) => [canonicalJson(one), one] as const)]);
  const shown = composed.filter((section) => section !== undefined);
  const all = notHeldOnce(numbered(withDefinitions(shown, definitionsOf([...measuresIn(shown), ...counts.map(({ measure }) => measure)], words)), options.reference, whole?.sections));
  const sections = composition.forPublication ? withoutNamingQuestions(all) : all;
  const isOfKind = kindOf(period, authority.financialYearStarts) === layout.kind;
  const title = words((isOfKind ? layout.title : titleOfDays).replaceAll('{period}', isOfKind ? label : daysInWords(period)));
  const body = {
    layout: layout.key, title, authority: { authority: authority.authority, name: authority.name }, period: { ...period, label },
    ...(options.asAt === undefined ? {} : { asAt: options.asAt }), audience: layout.audience, sections, notes: [...whatIsWanting(composition, representations), ...(composition.forPublication ? whatIsHidden(options) : []), ...notesOf(sections)],
  };
  return {
    ...body, madeOn: options.madeOn ?? dayInEngland(new Date()),
    stamp: { questions: everyQuestion.size, representations: representations?.answer ?? null, compliments: compliments?.answer ?? null, ...(composition.forPublication ? {} : { onRecord }), hash: createHash('sha256').update(canonicalJson(body)).digest('hex') },
  };
}

/** What a reader must know of numbers that are left out or rounded. */
function whatIsHidden({ disclosure }: ReportOptions): string[] {
  if (disclosure === undefined) return [];
  const { threshold, roundedTo } = disclosure.rule;
  return [
    `${hiddenMark} stands for a number that is left out so that nobody can be recognised: one from 1 to ${threshold - 1}, or one from which such a number could be worked out.`,
    ...(roundedTo === undefined ? [] : [`Numbers of people and cases are rounded to the nearest ${roundedTo}, each by itself, so that they may not add up to their totals. Rates are of the rounded numbers, means are in whole days, and money paid to complainants is rounded to the nearest ${pounds(roundedTo * LEAST_PAID)}.`]),
  ];
}

/** Of an earlier period, records of a part are as good as none: they would pass for the whole. */
function wholeOnly(query: FigureQuery, answer: FigureAnswer, { period, known }: Composing): FigureAnswer {
  if (answer.part === undefined || (query.from === period.from && query.to === period.to) || isHeldWhole({ from: query.from, to: query.to }, known.held, known.by)) return answer;
  return { answer: null, why: answer.part };
}

/** What the period lacks of a whole one: some of its records, or some of its days. */
function whatIsWanting({ period, known }: Composing, counted: FigureAnswer | undefined): string[] {
  const cut = period.from <= known.by && known.by < period.to;
  const inPart = counted?.from === 'records' && !isHeldWhole(period, known.held, known.by);
  return [
    ...(cut ? [`The period was not over on ${inWords(known.by)}${known.asAt === undefined ? ', when this report was made' : ''}: it runs to ${inWords(period.to)}. The report counts what was on record by then.`] : []),
    ...(inPart ? [`Not all of the period is on record: ${isHeldSomewhat(period, known.held) ? `records are held ${heldInWords(period, known.held)} only` : 'it lies before the first case was worked here, and holds what was entered since'}.`] : []),
    ...(cut || inPart ? ['A part of a period does not compare with a whole one: no change from an earlier period is worked out.'] : []),
  ];
}

/** The measures of which a number is printed: of what was asked only to know whether to say anything, nothing needs defining. */
function measuresIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(measuresIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === 'asked' ? (value as readonly Asked[]).map(({ query }) => query.measure) : measuresIn(value)));
}

function definitionsOf(measures: readonly string[], words: (text: string) => string): Definition[] {
  return [...new Set(measures)].flatMap((key) => {
    const measure = findMeasure(key);
    return measure === undefined ? [] : [{ term: words(measure.name), meaning: measure.definition }];
  }).sort((a, b) => (a.term < b.term ? -1 : 1));
}

function withDefinitions(sections: readonly ReportSection[], definitions: readonly Definition[]): ReportSection[] {
  return sections.map((section) => ({ ...section, blocks: section.blocks.map((block): ReportBlock => (block.kind === 'definitions' ? { ...block, definitions } : block)) }));
}

/** What a reader must know of the report as a whole: where its tables do not add up. */
function notesOf(sections: readonly ReportSection[]): string[] {
  const faults = sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'table' && block.crossFooting.some((each) => !each.agrees) ? [`Table ${block.number} does not add up to its total: see the note below it.`] : [])));
  return faults;
}
