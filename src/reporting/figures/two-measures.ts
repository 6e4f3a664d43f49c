import { fraction } from '../fraction.ts';
import { findKey, isPeriodKey } from '../keys.ts';
import { baseOf, type RatioMeasure } from '../measures.ts';
import { daysInWords } from '../period.ts';
import { quotient, sameKeys, type Answer } from './answer.ts';
import type { Asking } from './asking.ts';
import { measureOf, type Question } from './question.ts';

/** One measure divided by another, row by row. */
export async function ratioOf(measure: RatioMeasure, question: Question, { ask }: Asking): Promise<Answer> {
  const knownTo = (key: string) => secondKnows(measure, key);
  const of = await ask({ ...question, measure: measure.first });
  if (of.why !== undefined) return of;
  const overWhere = Object.fromEntries(Object.entries(question.where).filter(([key]) => knownTo(key)));
  const over = await ask({ ...question, measure: measure.second, where: overWhere, by: question.by.filter(knownTo) });
  if (over.why !== undefined) return over;
  const part = of.part ?? over.part;
  const every = question.by.every(knownTo);
  const noBase = `${measure.noBase} (${daysInWords(question)})`;
  const cells = of.cells.map((cell) => quotient(cell, sameKeys(over.cells, Object.fromEntries(Object.entries(cell.keys).filter(([key]) => knownTo(key)))), measure.times ?? 1n, noBase));
  // Where there were complaints and no request, the rate is 0 and not absent.
  const none = every && of.from === 'records' && measure.second !== 'contacts' ? over.cells.filter((cell) => sameKeys(of.cells, cell.keys) === undefined) : [];
  return { ...(of.from && { from: of.from }), ...(part !== undefined && { part }), cells: [...cells, ...none.map((cell) => quotient({ keys: cell.keys, value: fraction('0') }, cell, measure.times ?? 1n, noBase))] };
}

/** Whether the second of two measures takes a condition that the first has. */
export function secondKnows({ second }: RatioMeasure, key: string): boolean {
  const base = second === 'contacts' ? undefined : baseOf(measureOf(second));
  return base === undefined ? key === 'service' || isPeriodKey(key) : findKey(base, key) !== undefined && !isOnlyStage2(base, key);
}

/** A key that stage 2 has under a name that means something else of a representation. */
function isOnlyStage2(base: string, key: string): boolean {
  return base === 'representation' && (key === 'closed_on' || key === 'status');
}
