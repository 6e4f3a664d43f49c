import type { Day } from '../domain/day.ts';
import type { FigureAnswer, FigureQuery } from '../domain/figure-query.ts';
import type { Database } from '../store/database.ts';
import { asAt } from './as-at.ts';
import { asker } from './figures/asker.ts';
import { readQuery } from './read-query.ts';

/**
 * Answers questions in order, all from one state of the records. A question is never refused with an exception: what nothing
 * can answer is null and why. Across `all` authorities the records alone answer, and financial years start in April.
 */
export async function answerFigures(database: Database, authorityId: number | 'all', queries: readonly unknown[]): Promise<FigureAnswer[]> {
  const answers: (FigureAnswer | undefined)[] = queries.map(() => undefined);
  const byDay = new Map<Day | undefined, { index: number; query: FigureQuery }[]>();
  for (const [index, raw] of queries.entries()) {
    const read = readQuery(raw);
    if ('why' in read) answers[index] = { answer: null, why: read.why };
    else byDay.set(read.query.as_at, [...(byDay.get(read.query.as_at) ?? []), { index, query: read.query }]);
  }
  await inOneState(database, byDay.size > 1 || queries.length > 1 || !byDay.has(undefined), async (state) => {
    for (const [onRecord, asked] of byDay) {
      const answerAll = async (records: Database) => {
        const ask = await asker(records, authorityId, onRecord);
        for (const { index, query } of asked) answers[index] = await ask(query);
      };
      if (onRecord === undefined) await answerAll(state);
      else await asAt(state, authorityId, onRecord, answerAll);
    }
  });
  return answers.map((answer) => answer ?? { answer: null, why: 'the question was not asked' });
}

/** The answer to one question. */
export async function answerFigure(database: Database, authorityId: number | 'all', query: FigureQuery): Promise<FigureAnswer> {
  const [answer] = await answerFigures(database, authorityId, [query]);
  return answer ?? { answer: null, why: 'the question was not asked' };
}

async function inOneState<T>(database: Database, needed: boolean, run: (state: Database) => Promise<T>): Promise<T> {
  if (database.isTransaction || !needed) return run(database);
  return database.transaction().setIsolationLevel('repeatable read').execute(run);
}
