import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day } from '../domain/day.ts';
import type { FigureAnswer, FigureQuery } from '../domain/figure-query.ts';
import { composeHeadlines } from './compose-headlines.ts';
import { composing } from './composing.ts';
import type { Headline } from './layout.ts';

const ashmere = { authority: 'Ashmere', name: 'Ashmere Council', yearStarts: '04-01', words: {}, themes: [], services: [] };
const year = { from: '2025-04-01' as Day, to: '2026-03-31' as Day };

/** The headline that these answers make, found by measure and the year in which the period begins. */
function made(headline: Headline, answers: Readonly<Record<string, Omit<FigureAnswer, 'answer'> & { readonly answer: number | null }>>) {
  const composer = composeHeadlines({ kind: 'headlines', key: 'numbers', figures: [headline] }, composing(ashmere, year));
  const said = ({ measure, from, share, where }: FigureQuery): string => `${measure}${share === true ? ' share' : ''}${where === undefined ? '' : ' where'} ${from.slice(0, 4)}`;
  let step = composer.next([]);
  while (step.done !== true) step = composer.next(step.value.map((query) => answers[said(query)] ?? assert.fail(said(query))));
  const block = step.value;
  assert.ok(block?.kind === 'headlines');
  return block.figures[0];
}

const onTime: Headline = { heading: 'Answered on time', figure: { measure: 'stage1_on_time_rate' }, as: 'percent', since: { yearsBefore: 1 } };

test('a rate of few a year before is counted, as one of few now is: 77.8% of 9 are 7, 81.0% of 21 stay per cent', () => {
  const then = { 'stage1_on_time_rate 2024': { answer: 700 / 9 }, 'stage1_responses 2024': { answer: 9 } };
  const now = { 'stage1_on_time_rate 2025': { answer: 1700 / 21 }, 'stage1_responses 2025': { answer: 21 } };
  const headline = made({ ...onTime, base: { measure: 'stage1_responses' } }, { ...now, ...then });
  assert.equal(headline?.text, '81%');
  assert.equal(headline.comparison, '7 of 9 in 2024/25');
  assert.deepEqual(headline.asked.map(({ query, answer }) => [query.measure, query.from.slice(0, 4), answer]), [
    ['stage1_on_time_rate', '2025', 1700 / 21], ['stage1_on_time_rate', '2024', 700 / 9], ['stage1_responses', '2025', 21], ['stage1_responses', '2024', 9],
  ]);
  assert.equal(made(onTime, { ...now, ...then })?.comparison, '7 of 9 in 2024/25', 'what a rate is of need not be named');
});

test('a share of few is counted, now and then, and one of exactly 20 is a percentage', () => {
  const statutory: Headline = { heading: 'Statutory', figure: { measure: 'complaints', where: { handled_as: 'statutory' }, share: true }, as: 'percent', since: { yearsBefore: 1 } };
  const headline = made(statutory, { 'complaints share where 2025': { answer: 25 }, 'complaints 2025': { answer: 8 }, 'complaints share where 2024': { answer: 35 }, 'complaints 2024': { answer: 20 } });
  assert.deepEqual([headline?.text, headline?.comparison], ['2 of 8', '35% in 2024/25']);
});

test('a rate published without what it is of stays as it was published, and one whose whole is hidden is not compared', () => {
  const now = { 'stage1_on_time_rate 2025': { answer: 50 }, 'stage1_responses 2025': { answer: 40 } };
  assert.equal(made(onTime, { ...now, 'stage1_on_time_rate 2024': { answer: 83, from: 'published' }, 'stage1_responses 2024': { answer: null, why: 'no figure was published' } })?.comparison, '83% in 2024/25');
  assert.equal(made(onTime, { ...now, 'stage1_on_time_rate 2024': { answer: 75 }, 'stage1_responses 2024': { answer: null, hidden: true } })?.comparison, undefined);
});
