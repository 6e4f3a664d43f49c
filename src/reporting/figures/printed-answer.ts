import type { FigureAnswer, FigureRow } from '../../domain/figure-query.ts';
import { numberOf } from '../fraction.ts';
import { baseOf, type Measure } from '../measures.ts';
import { inOrder } from '../rows-in-order.ts';
import type { Answer, Cell } from './answer.ts';

/** An exact answer as a number, rounded only where the question says so. */
export function printedAnswer(answer: Answer, by: readonly string[], measure: Measure, round: number | undefined): FigureAnswer {
  if (answer.why !== undefined) return { answer: null, why: answer.why };
  const source = { ...(answer.from !== undefined && { from: answer.from }), ...(answer.part !== undefined && { part: answer.part }) };
  const valueOf = (cell: Cell) => (cell.value === undefined ? { answer: null, ...(cell.why !== undefined && { why: cell.why }) } : { answer: numberOf(cell.value, round) });
  if (by.length > 0) {
    const rows: FigureRow[] = inOrder(answer.cells, by, baseOf(measure)).map((cell) => ({ keys: cell.keys, ...valueOf(cell) }));
    return { answer: null, ...source, rows };
  }
  const [cell] = answer.cells;
  return cell === undefined ? { answer: null, why: 'nothing was counted' } : { ...valueOf(cell), ...source };
}
