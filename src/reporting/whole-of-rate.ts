import type { Conditions, FigureQuery } from '../domain/figure-query.ts';
import { findMeasure } from './measures.ts';

type AskedOfRate = Pick<FigureQuery, 'measure' | 'where' | 'on' | 'within' | 'share' | 'share_within'>;
type Whole<T> = Omit<T, 'where' | 'within' | 'share' | 'share_within'> & { readonly where?: Conditions };

/** The same question, asked of what a rate or share is of; undefined of what is neither. */
export function wholeOfRate<T extends AskedOfRate>(query: T): Whole<T> | undefined {
  const { within: _within, share, share_within: shareWithin, where, ...rest } = query;
  if (share === true || shareWithin !== undefined) return { ...rest, ...(shareWithin === undefined ? {} : { where: shareWithin }) };
  const measure = findMeasure(query.measure);
  return measure?.of === 'table' && measure.rateOf !== undefined ? { ...rest, ...(where === undefined ? {} : { where }), measure: measure.rateOf } : undefined;
}
