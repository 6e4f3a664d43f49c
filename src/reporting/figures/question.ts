import type { Day } from '../../domain/day.ts';
import type { Conditions, FigurePeriod, FigureQuery } from '../../domain/figure-query.ts';
import { isOwnField } from '../keys.ts';
import { findMeasure, type Measure } from '../measures.ts';

/** A question with no share, change or rounding to it. */
export type Question = FigurePeriod & { readonly measure: string; readonly where: Conditions; readonly by: readonly string[]; readonly on: 'received' | 'completed'; readonly within?: number };

export function questionOf(query: FigureQuery): Question {
  const by = query.by === undefined ? [] : typeof query.by === 'string' ? [query.by] : query.by;
  return { measure: query.measure, from: query.from, to: query.to, where: query.where ?? {}, by, on: query.on ?? 'received', ...(query.within !== undefined && { within: query.within }) };
}

/** Fields of the council's own that a question names. */
export function ownFieldsIn(query: FigureQuery): string[] {
  return [...Object.keys(query.where ?? {}), ...questionOf(query).by, ...Object.keys(query.share_within ?? {})].filter(isOwnField);
}

export function measureOf(key: string): Measure {
  const measure = findMeasure(key);
  if (measure === undefined) throw new Error(`there is no measure ${key}: the question was not checked`);
  return measure;
}

/** Whether it is looked at on the last day of a period, whenever it began. */
export function isStanding(measure: Measure): boolean {
  return measure.of === 'table' && measure.standing === true;
}

/** What stands open at the end of a period that was not over is what stood open on the last day known: nothing is past due before its day. */
export function knownPartOf(measure: Measure, question: Question, knownBy: Day): Question {
  return isStanding(measure) && question.to > knownBy && question.from <= knownBy ? { ...question, to: knownBy } : question;
}

export function conditionsInWords(where: Conditions): string {
  const conditions = Object.entries(where).map(([key, value]) => `${key}=${value}`);
  return conditions.length === 0 ? '' : ` where ${conditions.join(', ')}`;
}
