import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day } from '../../domain/day.ts';
import type { FigureQuery } from '../../domain/figure-query.ts';
import { partsAsHtml } from './html.ts';

const year = { from: '2025-04-01' as Day, to: '2026-03-31' as Day };
const yearBefore = { from: '2024-04-01' as Day, to: '2025-03-31' as Day };
const where = { handled_as: 'statutory' };

/** The numbers linked after a sentence. */
function linkedAfter(asked: readonly { readonly query: FigureQuery; readonly answer: number }[]): string[] {
  const { text } = partsAsHtml([{ kind: 'sentences', key: 'said', asList: false, sentences: [{ text: 'Said.', asked }] }], { linkTo: ({ query }) => `/cases/${query.measure}/${query.from}/${query.share ?? ''}` });
  return [...text.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map((match) => match[1] ?? '');
}

test('after a sentence a rate of few is linked as it is counted in it, each year by its own number', () => {
  assert.deepEqual(linkedAfter([
    { query: { measure: 'stage1_on_time_rate', where, ...year }, answer: 700 / 9 }, { query: { measure: 'stage1_on_time_rate', where, ...yearBefore }, answer: 1700 / 21 },
    { query: { measure: 'stage1_responses', where, ...year }, answer: 9 }, { query: { measure: 'stage1_responses', where, ...yearBefore }, answer: 21 },
  ]), ['7 of 9', '81%', '9', '21']);
});

test('a share of few is linked as a count, and a rate stays per cent beside another number than what it is of', () => {
  assert.deepEqual(linkedAfter([{ query: { measure: 'complaints', where, share: true, ...year }, answer: 25 }, { query: { measure: 'complaints', ...year }, answer: 8 }]), ['2 of 8', '8']);
  assert.deepEqual(linkedAfter([{ query: { measure: 'upheld_rate', where, ...year }, answer: 25 }, { query: { measure: 'complaints', ...year }, answer: 8 }]), ['25%', '8']);
});
