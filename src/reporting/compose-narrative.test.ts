import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day } from '../domain/day.ts';
import type { FigureAnswer } from '../domain/figure-query.ts';
import { composeNarrative, figuresIn } from './compose-narrative.ts';
import { composing } from './composing.ts';
import type { NarrativeSpec } from './layout.ts';

const ashmere = { authority: 'Ashmere', name: 'Ashmere Council', yearStarts: '04-01', words: {}, themes: [], services: [] };
const year = { from: '2025-04-01' as Day, to: '2026-03-31' as Day };

function answered(block: NarrativeSpec, answers: readonly FigureAnswer[]) {
  const composer = composeNarrative(block, composing(ashmere, year));
  const first = composer.next([]);
  const last = first.done === true ? first : composer.next(answers);
  assert.ok(last.done === true);
  return { asked: first.done === true ? [] : first.value, block: last.value };
}

test('a figure in somebody’s words is asked for the report’s period and printed where it stands', () => {
  const { asked, block } = answered({
    kind: 'narrative', key: 'foreword', text: 'We received {{all}} complaints, of which {{all}} were new.\nA second line of it.\n\n## What we learned\n- One point\n- Another',
    figures: { all: { figure: { measure: 'complaints' }, as: 'count' }, unused: { figure: { measure: 'compliments' }, as: 'count' } },
  }, [{ answer: 1234, from: 'records' }]);
  assert.deepEqual(asked, [{ measure: 'complaints', from: '2025-04-01', to: '2026-03-31' }]);
  assert.ok(block?.kind === 'narrative');
  assert.deepEqual(block.paragraphs.map(({ as, parts }) => [as, parts.map(({ text }) => text).join('')]), [
    ['paragraph', 'We received 1,234 complaints, of which 1,234 were new. A second line of it.'], ['heading', 'What we learned'], ['point', 'One point'], ['point', 'Another'],
  ]);
});

test('a name that no figure has, and a figure without an answer, are said in their place and hold no number', () => {
  const { block } = answered({ kind: 'narrative', key: 'foreword', text: '{{gone}} and {{rate}}', figures: { rate: { figure: { measure: 'upheld_rate' }, as: 'percent' } } }, [{ answer: null, why: 'there is no base' }]);
  assert.ok(block?.kind === 'narrative');
  assert.deepEqual(block.paragraphs[0]?.parts.map((part) => ('value' in part ? [part.text, part.value] : part.text)), [['[no figure is named gone]', null], ' and ', ['not held', null]]);
});

test('figures are found by name, each once', () => {
  assert.deepEqual(figuresIn('{{a}} {{ b-2 }} {{a}} {{Not One}}'), ['a', 'b-2']);
});
