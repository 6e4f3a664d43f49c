import { roundHalfAway } from '../house-style.ts';
import type { CrossFooting } from '../report-value.ts';
import { isFigure, type Grid, type PrintedColumn } from './grid.ts';

/** Of each column of counts or money, whether its rows add up to what was answered without them. */
export function crossFootingOf(columns: readonly PrintedColumn[], grid: Grid): CrossFooting[] {
  return columns.flatMap((column): CrossFooting[] => {
    if (!isFigure(column.spec) || (column.spec.as !== 'count' && column.spec.as !== 'pounds')) return [];
    const whole = grid.totalOf(column);
    // One person may stand in two rows, so that people do not add up.
    if (whole?.query.measure === 'complainants') return [];
    const total = whole?.answer ?? null;
    const cells = grid.lines.map((line) => grid.at(line, column)?.answer ?? null);
    if (total === null || cells.includes(null)) return [];
    const sum = roundHalfAway(cells.reduce<number>((all, cell) => all + (cell ?? 0), 0), 2);
    return [{ column: column.group === undefined ? column.heading : `${column.group}: ${column.heading}`, rows: sum, total, agrees: sum === roundHalfAway(total, 2) }];
  });
}
