import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day } from '../domain/day.ts';
import type { FigureAnswer } from '../domain/figure-query.ts';
import { composeNarrative, composeWordsTable, figuresIn } from './compose-narrative.ts';
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

test('a table of words keeps its cells as they were written, with their figures; rows without words are left out', () => {
  const composer = composeWordsTable({
    kind: 'words table', key: 'put-right', caption: 'What was put right in {period}', headings: ['Issue', 'Outcome'], rows: [['Late reply', '{{upheld}} upheld\nAn apology'], ['', ' '], ['Lost letter', '']],
    figures: { upheld: { figure: { measure: 'upheld_or_partly' }, as: 'count' } },
  }, composing(ashmere, year));
  assert.deepEqual(composer.next([]).value, [{ measure: 'upheld_or_partly', from: '2025-04-01', to: '2026-03-31' }]);
  const { value: block } = composer.next([{ answer: null, hidden: true }]);
  assert.ok(block !== undefined && 'kind' in block && block.kind === 'words table');
  assert.equal(block.caption, 'What was put right in 2025/26');
  assert.deepEqual(block.rows.map((cells) => cells.map((parts) => parts.map(({ text }) => text).join(''))), [['Late reply', '[c] upheld\nAn apology'], ['Lost letter', '']]);
  assert.deepEqual(block.rows[0]?.[1]?.map((part) => 'hidden' in part), [true, false], 'the number is hidden, its words are not');
});

test('figures are found by name, each once', () => {
  assert.deepEqual(figuresIn('{{a}} {{ b-2 }} {{a}} {{Not One}}'), ['a', 'b-2']);
});
