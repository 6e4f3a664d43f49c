import type { FigureQuery } from '../../domain/figure-query.ts';
import { divided, fraction, isZero, minus, times } from '../fraction.ts';
import type { Measure } from '../measures.ts';
import { daysInWords } from '../period.ts';
import { shiftedKeys } from '../rows-in-order.ts';
import { sameKeys, type Answer, type Cell } from './answer.ts';
import { conditionsInWords } from './question.ts';

/** 100 × (this − that) ÷ that, row by row; months, quarters and years are compared with those as far into the earlier period. */
export function changed(now: Answer, then: Answer, query: FigureQuery, measure: Measure, yearStarts: string): Answer {
  if (query.change_from === undefined) return now;
  if (then.why !== undefined) return { cells: [], why: then.why };
  const earlierPeriod = query.change_from;
  const inPart = now.part !== undefined ? { period: query, why: now.part } : then.part === undefined ? undefined : { period: earlierPeriod, why: then.part };
  if (inPart !== undefined) return { cells: [], why: `a part of a period does not compare with a whole one: of ${daysInWords(inPart.period)}, ${inPart.why}` };
  const earlier = then.cells.map((cell) => ({ ...cell, keys: shiftedKeys(cell.keys, query.change_from?.from ?? query.from, query.from, yearStarts) }));
  const gone = earlier.filter((cell) => sameKeys(now.cells, cell.keys) === undefined).map((cell): Cell => ({ keys: cell.keys, value: fraction('0') }));
  const counts = measure.of === 'table' && measure.denominator === undefined;
  const cells = [...now.cells, ...(counts ? gone : [])].map((cell): Cell => {
    if (cell.value === undefined) return cell;
    const before = sameKeys(earlier, cell.keys);
    if (before?.value === undefined || isZero(before.value)) {
      return { keys: cell.keys, why: before?.why ?? `there is no base to divide by: ${measure.key}${conditionsInWords(query.where ?? {})} was 0 for ${daysInWords(earlierPeriod)}` };
    }
    return { keys: cell.keys, value: times(divided(minus(cell.value, before.value), before.value), 100n) };
  });
  return { ...now, cells };
}
