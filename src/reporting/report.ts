import { createHash } from 'node:crypto';
import { dayInEngland, type Day } from '../domain/day.ts';
import type { FigureAnswer, FigurePeriod, FigureQuery } from '../domain/figure-query.ts';
import { type Authority, authorityFacts } from '../store/authorities.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Database } from '../store/database.ts';
import { composeSection, together } from './compose-block.ts';
import { composing, type Composing } from './composing.ts';
import { answerFigures } from './figures.ts';
import type { Layout } from './layout.ts';
import { findMeasure } from './measures.ts';
import type { Definition, Report, ReportBlock, ReportSection } from './report-value.ts';
import { timeLimits } from './time-limits.ts';

export type ReportOptions = {
  /** What was entered after the end of this day does not count. */
  readonly asAt?: Day;
  /** The day printed as that on which the report was made; today where absent. */
  readonly madeOn?: Day;
};

/**
 * Makes a report: its sections with every number, cell and chart in it, as plain JSON from which every exporter prints.
 * Sections with nothing to say fall away, or say so, as the layout has it. All numbers come from one state of the records.
 */
export async function composeReport(db: Database, authority: Authority, layout: Layout, period: FigurePeriod, options: ReportOptions = {}): Promise<Report> {
  const { services } = await authorityFacts(db, authority.authorityId);
  const composition = composing({
    authority: authority.authority, name: authority.name, yearStarts: authority.financialYearStarts, words: authority.words, themes: authority.themes,
    services: services.map(({ service, parent }) => ({ service, parent: parent ?? null })),
  }, period, options.asAt);
  if (db.isTransaction) return compose(db, authority, layout, composition, options);
  return db.transaction().setIsolationLevel('repeatable read').execute((state) => compose(state, authority, layout, composition, options));
}

async function compose(db: Database, authority: Authority, layout: Layout, composition: Composing, options: ReportOptions): Promise<Report> {
  const answers = new Map<string, FigureAnswer>();
  const ask = async (queries: readonly FigureQuery[]): Promise<readonly FigureAnswer[]> => {
    const fresh = [...new Map(queries.map((query) => [canonicalJson(query), query])).entries()].filter(([worded]) => !answers.has(worded));
    const replies = await answerFigures(db, authority.authorityId, fresh.map(([, query]) => query));
    fresh.forEach(([worded], at) => answers.set(worded, replies[at] ?? { answer: null, why: 'the question was not asked' }));
    return queries.map((query) => answers.get(canonicalJson(query)) ?? { answer: null });
  };

  const { period, label, words, query } = composition;
  const composer = together(layout.sections.map((section) => composeSection(section, composition, (block) => timeLimits(block.key, block.procedure, authority, period.to))));
  const counts = [query({ measure: 'representations' }), query({ measure: 'compliments' })];
  let step = composer.next([]);
  while (step.done !== true) step = composer.next((await ask([...step.value, ...counts])).slice(0, step.value.length));
  const [representations, compliments] = await ask(counts);

  const composed = step.value.filter((section) => section !== undefined);
  const used = new Set([...answers.keys()].map((worded) => (JSON.parse(worded) as FigureQuery).measure));
  const sections = numbered(withDefinitions(composed, definitionsOf(used, words)));
  const title = words(layout.title.replaceAll('{period}', label('this')));
  const body = {
    layout: layout.key, title, authority: { authority: authority.authority, name: authority.name }, period: { ...period, label: label('this') },
    ...(options.asAt === undefined ? {} : { asAt: options.asAt }), audience: layout.audience, sections, notes: notesOf(sections),
  };
  return {
    ...body, madeOn: options.madeOn ?? dayInEngland(new Date()),
    stamp: { questions: answers.size, representations: representations?.answer ?? null, compliments: compliments?.answer ?? null, hash: createHash('sha256').update(canonicalJson(body)).digest('hex') },
  };
}

function definitionsOf(measures: ReadonlySet<string>, words: (text: string) => string): Definition[] {
  return [...measures].flatMap((key) => {
    const measure = findMeasure(key);
    return measure === undefined ? [] : [{ term: words(measure.name), meaning: measure.definition }];
  }).sort((a, b) => (a.term < b.term ? -1 : 1));
}

function withDefinitions(sections: readonly ReportSection[], definitions: readonly Definition[]): ReportSection[] {
  return sections.map((section) => ({ ...section, blocks: section.blocks.map((block): ReportBlock => (block.kind === 'definitions' ? { ...block, definitions } : block)) }));
}

/** Tables and charts are numbered in the order in which they are printed. */
function numbered(sections: readonly ReportSection[]): ReportSection[] {
  let tables = 0;
  let charts = 0;
  return sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block): ReportBlock => {
      if (block.kind !== 'table') return block;
      tables += 1;
      if (block.chart === undefined) return { ...block, number: tables };
      charts += 1;
      return { ...block, number: tables, chart: { ...block.chart, number: charts } };
    }),
  }));
}

/** What a reader must know of the report as a whole: where its tables do not add up. */
function notesOf(sections: readonly ReportSection[]): string[] {
  const faults = sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'table' && block.crossFooting.some((each) => !each.agrees) ? [`Table ${block.number} does not add up to its total: see the note below it.`] : [])));
  return faults;
}
