import { fraction, plus } from '../fraction.ts';
import type { Measure } from '../measures.ts';
import { publishedAnswer } from '../published-figures.ts';
import { quotient, sameKeys, type Answer, type Cell } from './answer.ts';
import type { Asking } from './asking.ts';
import type { Question } from './question.ts';

/** What was published of other measures gives a rate, or a sum of its parts. */
export async function fromOtherPublished(measure: Measure, question: Question, { ask, held }: Asking): Promise<Answer | undefined> {
  const published = (one: Question) => {
    const cells = publishedAnswer(held.published, one);
    return cells?.map((cell): Cell => ({ keys: cell.keys, value: fraction(cell.value) }));
  };
  if (measure.of === 'table' && measure.publishedAs !== undefined) {
    const of = await ask({ ...question, measure: measure.publishedAs.of });
    const over = await ask({ ...question, measure: measure.publishedAs.over });
    if (of.from !== 'published' || over.from !== 'published') return undefined;
    return { from: 'published', cells: of.cells.map((cell) => quotient(cell, sameKeys(over.cells, cell.keys), measure.times ?? 1n, measure.noBase ?? '')) };
  }
  if (measure.key === 'upheld_or_partly' && question.where['stage1_outcome'] === undefined && !question.by.includes('stage1_outcome')) {
    const counted = question.on === 'completed' ? 'stage1_completed' : 'complaints';
    const parts = ['upheld', 'partially_upheld'].map((outcome) => published({ ...question, measure: counted, where: { ...question.where, stage1_outcome: outcome } }));
    const [upheld, partly] = parts;
    if (upheld === undefined || partly === undefined) return undefined;
    const sums = upheld.flatMap((cell): Cell[] => {
      const other = sameKeys(partly, cell.keys)?.value;
      return cell.value === undefined || other === undefined ? [] : [{ keys: cell.keys, value: plus(cell.value, other) }];
    });
    return sums.length === 0 ? undefined : { from: 'published', cells: sums };
  }
  return undefined;
}
