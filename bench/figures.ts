import type { FigureAnswer, FigurePeriod } from '../src/domain/figure-query.ts';
import { day } from '../src/domain/day.ts';
import { answerFigure } from '../src/reporting/figures.ts';
import { pick, randomFrom } from '../src/simulate/random.ts';
import type { Database } from '../src/store/database.ts';
import { type BenchQuestion, questions } from './questions.ts';
import { compared, type Result } from './result.ts';
import { sampleOf, timed } from './sample.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** Rows in one order, a figure to the ninth decimal: equal texts are equal answers. */
function worded(rows: readonly Row[]): string {
  return rows.map((row) => Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${key === 'value' ? Number(value).toFixed(9) : String(value)}`).join(';'))
    .toSorted((a, b) => (a < b ? -1 : 1)).join('\n');
}

function rowsOf(answer: FigureAnswer): Row[] {
  if (answer.rows !== undefined) return answer.rows.map(({ keys, answer: value }) => ({ ...keys, value }));
  return [{ value: answer.answer }];
}

/** The time of each way, and a check that both answer alike. `turn`: an even one asks the figure first, an odd one the SQL, for the second finds the pages in memory. */
async function bothWays(db: Database, question: BenchQuestion, authorityId: number | 'all', period: FigurePeriod, turn: number): Promise<{ figure: number; byHand: number }> {
  let answer: FigureAnswer | undefined;
  let rows: readonly Row[] = [];
  const askFigure = () => timed(async () => { answer = await answerFigure(db, authorityId, { ...question.query, ...period }); });
  const askByHand = () => timed(async () => { rows = (await question.byHand(authorityId, period).execute(db)).rows; });
  const first = turn % 2 === 0 ? await askFigure() : await askByHand();
  const second = turn % 2 === 0 ? await askByHand() : await askFigure();
  const [figure, byHand] = turn % 2 === 0 ? [first, second] : [second, first];
  if (answer === undefined || worded(rowsOf(answer)) !== worded(rows)) {
    throw new Error(`${question.name}, ${String(authorityId)}, ${period.from} to ${period.to}: the figure and the SQL written by hand differ\n${JSON.stringify(answer)}\n${JSON.stringify(rows)}`);
  }
  return { figure, byHand };
}

/** Financial years on record in full. */
function years(from: number, to: number): FigurePeriod[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({ from: day(`${from + index}-04-01`), to: day(`${from + index + 1}-03-31`) }));
}

/** One authority's figure: every question of the mix, of councils and years drawn at random, each both ways. */
export async function benchOneAuthority(db: Database, authorityIds: readonly number[], rounds: number): Promise<Result> {
  const random = randomFrom('one authority');
  const periods = years(2017, 2024);
  const figures: number[] = [];
  const byHands: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    for (const question of questions) {
      const { figure, byHand } = await bothWays(db, question, pick(random, authorityIds), pick(random, periods), round + 1);
      if (round < 0) continue;
      figures.push(figure);
      byHands.push(byHand);
    }
  }
  const [figure, byHand] = [sampleOf(figures), sampleOf(byHands)];
  return compared({
    what: `One authority’s figure, p95 of ${questions.length} kinds (p50 ${figure.median.toFixed(1)} ms)`, reached: figure.p95, unit: 'ms', spread: figure, aim: 20,
    compared: { with: `the same by hand in SQL, p95 (p50 ${byHand.median.toFixed(1)} ms)`, reached: byHand.p95, spread: byHand },
  });
}

/** A figure over all authorities, of one year and of all ten, against the same question by hand, turn by turn. */
export async function benchAllAuthorities(db: Database, repeats: number): Promise<Result[]> {
  const results: Result[] = [];
  const periods: readonly (readonly [string, FigurePeriod])[] = [['one year', { from: day('2023-04-01'), to: day('2024-03-31') }], ['ten years', { from: day('2016-04-01'), to: day('2026-03-31') }]];
  for (const [called, period] of periods) for (const question of questions) {
    const figures: number[] = [];
    const byHands: number[] = [];
    for (let repeat = -2; repeat < repeats; repeat += 1) {
      const { figure, byHand } = await bothWays(db, question, 'all', period, repeat + 2);
      if (repeat < 0) continue;
      figures.push(figure);
      byHands.push(byHand);
    }
    const [figure, byHand] = [sampleOf(figures), sampleOf(byHands)];
    results.push(compared({
      what: `All authorities, ${called}: ${question.name}`, reached: figure.median, unit: 'ms', spread: figure, aim: 400, ratioAim: 1.5,
      compared: { with: 'the same by hand in SQL', reached: byHand.median, spread: byHand },
    }));
  }
  return results;
}
