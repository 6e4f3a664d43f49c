import type { Day } from '../domain/day.ts';
import { daysAfter, monthsAfter } from '../domain/day.ts';
import type { FigureAnswer, FigurePeriod, FigureQuery } from '../domain/figure-query.ts';
import { statuses, type Status } from '../domain/status.ts';
import type { Authority } from '../store/authorities.ts';
import type { Database } from '../store/database.ts';
import { composeChart } from './compose-chart.ts';
import { asked, composing } from './composing.ts';
import { answerFigures } from './figures.ts';
import type { Answers } from './forecast.ts';
import { heldOf, lastDayKnown, periodsHeld } from './held.ts';
import { count } from './house-style.ts';
import type { HeadlinesSpec, LayoutQuery, SentencesSpec, TableSpec } from './layout.ts';
import { partsOf, periodKeyOf, quarterHolding, yearHolding } from './period.ts';
import { composeParts, reportAuthorityOf } from './report.ts';
import { type RelativePeriod, yearsBefore } from './report-period.ts';
import type { Asked, ReportBlock, ReportRow, ReportTable } from './report-value.ts';

/** The periods of a dashboard, by their place to today. A quarter or year is the authority's financial one. */
export const dashboardPeriods = { 'this-quarter': 'This quarter', 'this-year': 'This financial year', 'last-four-quarters': 'The last four whole quarters' } as const;
export type DashboardPeriod = keyof typeof dashboardPeriods;

/** The four whole quarters before the one in which a day lies. */
export function lastFourQuarters(today: Day, yearStarts: string): FigurePeriod {
  const { from } = quarterHolding(today, yearStarts);
  return { from: monthsAfter(from, -12), to: daysAfter(from, -1) };
}

export function dashboardPeriod(choice: DashboardPeriod, today: Day, yearStarts: string): FigurePeriod {
  switch (choice) {
    case 'this-quarter': return quarterHolding(today, yearStarts);
    case 'this-year': return yearHolding(today, yearStarts);
    case 'last-four-quarters': return lastFourQuarters(today, yearStarts);
    default: return choice satisfies never;
  }
}

const complaint = { one: '{complaint}', many: '{complaints}' };

/** The numbers at the top: what came in, what went out, and how quickly. A rate is counted on a small base; what it was before is in the sentences, which know the base of both. */
function headlines(of: (query: LayoutQuery) => LayoutQuery, since: RelativePeriod): HeadlinesSpec {
  const rate = (heading: string, measure: string, base: string, more: Pick<LayoutQuery, 'on'> = {}): HeadlinesSpec['figures'][number] => ({ heading, figure: of({ measure, ...more }), as: 'percent', base: of({ measure: base, ...more }) });
  return {
    kind: 'headlines', key: 'headlines', figures: [
      { heading: '{Complaints} received', figure: of({ measure: 'complaints' }), as: 'count', since },
      rate('Stage 1 answers given on time', 'stage1_on_time_rate', 'stage1_responses', { on: 'completed' }),
      rate('Upheld or partly upheld, of those completed', 'upheld_rate', 'complaints', { on: 'completed' }),
      rate('Stage 2 investigations on time', 'stage2_on_time_rate', 'stage2_investigations'),
      rate('Review panels held on time', 'panels_on_time_rate', 'panels'),
      { heading: 'Learning actions overdue', figure: of({ measure: 'actions_overdue' }), as: 'count' },
      { heading: '{Compliments} received', figure: of({ measure: 'compliments' }), as: 'count', since },
    ],
  };
}

function sentences(of: (query: LayoutQuery) => LayoutQuery, since: RelativePeriod): SentencesSpec {
  return {
    kind: 'sentences', key: 'sentences', asList: true, sentences: [
      { rule: 'change in count', figure: of({ measure: 'complaints' }), since, subject: complaint },
      { rule: 'change in rate', figure: of({ measure: 'stage1_on_time_rate', on: 'completed' }), base: of({ measure: 'stage1_responses', on: 'completed' }), since, subject: { one: 'stage 1 answer', many: 'stage 1 answers' }, did: 'given on time', only: { all: [of({ measure: 'stage1_responses', on: 'completed' })] } },
      { rule: 'change in rate', figure: of({ measure: 'stage2_on_time_rate' }), base: of({ measure: 'stage2_investigations' }), since, subject: { one: 'stage 2 investigation', many: 'stage 2 investigations' }, did: 'adjudicated on time', only: { all: [of({ measure: 'stage2_investigations' })] } },
      { rule: 'change in rate', figure: of({ measure: 'panels_on_time_rate' }), base: of({ measure: 'panels' }), since, subject: { one: 'review panel', many: 'review panels' }, did: 'held on time', only: { all: [of({ measure: 'panels' })] } },
      { rule: 'change in rate', figure: of({ measure: 'upheld_rate', on: 'completed' }), base: of({ measure: 'complaints', on: 'completed' }), since, subject: { one: 'completed {complaint}', many: 'completed {complaints}' }, did: 'upheld or partly upheld', only: { all: [of({ measure: 'complaints', on: 'completed' })] } },
      { rule: 'largest', figure: of({ measure: 'complaints' }), by: 'theme', among: { one: '{theme}', many: '{themes}' }, noun: complaint },
    ],
  };
}

function themes(of: (query: LayoutQuery) => LayoutQuery): TableSpec {
  return {
    kind: 'table', key: 'themes', caption: '{Complaints} received, by {theme}', figure: of({ measure: 'complaints' }), none: 'No {complaints} are on record in the period.',
    rows: { by: 'theme', order: 'largest', heading: '{Theme}' }, columns: [{ key: 'now', heading: 'Received', figure: {}, as: 'count' }, { key: 'upheld', heading: 'Upheld or partly', figure: { measure: 'upheld_or_partly' }, as: 'count' }],
    total: 'All {complaints}',
  };
}

/**
 * A row for each quarter, one without a complaint as nought and one of which not all records are held as a gap: a question that asks by
 * quarter would leave both out.
 */
async function trendOf(db: Database, authority: Authority, where: Pick<FigureQuery, 'where'>, eight: FigurePeriod): Promise<ReportBlock> {
  const by = lastDayKnown(undefined);
  const known = { by, held: await periodsHeld(db, authority.authorityId, (await heldOf(db, authority.authorityId)).coverage, by) };
  const composition = composing(await reportAuthorityOf(db, authority), eight, known);
  const queries = partsOf(eight, 'quarter', authority.financialYearStarts).map((quarter): FigureQuery => ({ measure: 'complaints', ...quarter, ...where }));
  const answers = await answerFigures(db, authority.authorityId, queries);
  const rows = queries.map((query, at): ReportRow => {
    const answer = answers[at];
    const whole = answer?.part === undefined ? answer : { answer: null, why: answer.part };
    const value = whole?.answer ?? null;
    return { heading: composition.labelOf(query), value: periodKeyOf('quarter', query.from, authority.financialYearStarts), cells: [{ text: value === null ? 'not held' : count(value), value, numeric: true, asked: [asked(query, whole)] }] };
  });
  if (rows.every(({ cells: [cell] }) => (cell?.value ?? 0) === 0)) return { kind: 'text', key: 'trend', paragraphs: [composition.words('No {complaints} are on record in the eight quarters before this one.')] };
  const table: ReportTable = { kind: 'table', key: 'trend', number: 1, caption: composition.words('{Complaints} received, by quarter'), rowHeading: 'Quarter', columns: [{ key: 'now', heading: 'Received', numeric: true }], rows, notes: [], crossFooting: [] };
  const chart = composeChart({ kind: 'bars', series: ['now'], title: 'count by period', noun: complaint }, table, false, composition);
  return chart === undefined ? table : { ...table, chart: { ...chart, number: 1 } };
}

export type OpenStatus = { readonly status: Status; readonly number: Asked };
export type Dashboard = {
  readonly numbers: readonly ReportBlock[];
  /** What there was nothing to count of, by its heading. */
  readonly without: readonly string[];
  readonly themes?: ReportBlock; readonly themesLeftOut: number; readonly trend: ReportBlock;
  /** Where the open complaints stand today, whenever they were received. */
  readonly open: readonly OpenStatus[];
  /** Stage 1 answers of the present quarter, and of the last four whole ones. */
  readonly answers: Answers; readonly earlierAnswers: Answers;
};

/** Before any complaint on record. */
const EVER = '1900-01-01' as Day;
const THEMES_SHOWN = 5;
/** The headings of numbers that nothing on record gives. */
const withoutNumbers = (blocks: readonly ReportBlock[], spec: HeadlinesSpec, words: (text: string) => string): readonly string[] => {
  const shown = new Set(blocks.flatMap((block) => (block.kind === 'headlines' ? block.figures.map(({ heading }) => heading) : [])));
  return spec.figures.map(({ heading }) => words(heading)).filter((heading) => !shown.has(heading));
};

/** Every number of a dashboard, as a report of the same period would print it. Run inside one transaction, all come from one state of the records. */
export async function composeDashboard(db: Database, authority: Authority, { service, choice, today, words }: { readonly service?: string; readonly choice: DashboardPeriod; readonly today: Day; readonly words: (text: string) => string }): Promise<Dashboard> {
  const yearStarts = authority.financialYearStarts;
  const where = service === undefined ? {} : { where: { service } };
  const of = (query: LayoutQuery): LayoutQuery => ({ ...query, ...where });
  const since: RelativePeriod = choice === 'this-quarter' ? 'previous' : yearsBefore(1);
  const period = dashboardPeriod(choice, today, yearStarts);
  const quarter = quarterHolding(today, yearStarts);
  const eight = { from: monthsAfter(quarter.from, -24), to: daysAfter(quarter.from, -1) };
  const spec = headlines(of, since);
  const parts = await composeParts(db, authority, [spec, sentences(of, since), themes(of)], period);
  const trend = await trendOf(db, authority, where, eight);
  const open = statuses.filter((status) => status !== 'closed' && status !== 'received').map((status) => ({ status, query: { measure: 'complaints', from: EVER, to: today, where: { ...where.where, status } } satisfies FigureQuery }));
  const completed = (measure: string, during: FigurePeriod): FigureQuery => ({ measure, ...during, on: 'completed', ...where });
  const earlier = lastFourQuarters(today, yearStarts);
  const [answered, rate, answeredEarlier, rateEarlier, ...inStatus] = await answerFigures(db, authority.authorityId, [
    completed('stage1_responses', quarter), completed('stage1_on_time_rate', quarter), completed('stage1_responses', earlier), completed('stage1_on_time_rate', earlier), ...open.map(({ query }) => query),
  ]);
  const themeTable = parts.find((block) => block.key === 'themes');
  return {
    numbers: parts.filter((block) => block.kind === 'headlines' || block.kind === 'sentences'), without: withoutNumbers(parts, spec, words),
    ...(themeTable === undefined ? {} : { themes: shortened(themeTable) }), themesLeftOut: themeTable?.kind === 'table' ? Math.max(0, themeTable.rows.length - THEMES_SHOWN) : 0,
    trend,
    open: open.flatMap(({ status, query }, at): OpenStatus[] => ((inStatus[at]?.answer ?? 0) === 0 ? [] : [{ status, number: asked(query, inStatus[at]) }])),
    answers: answersOf(answered, rate), earlierAnswers: answersOf(answeredEarlier, rateEarlier),
  };
}

/** The themes at the top, with the number of all. */
function shortened(block: ReportBlock): ReportBlock {
  if (block.kind !== 'table') return block;
  const { chart: _, ...table }: ReportTable = block;
  return { ...table, rows: table.rows.slice(0, THEMES_SHOWN), crossFooting: [] };
}

function answersOf(answered: FigureAnswer | undefined, rate: FigureAnswer | undefined): Answers {
  const base = answered?.answer ?? 0;
  return { answered: base, onTime: Math.round(((rate?.answer ?? 0) * base) / 100) };
}
