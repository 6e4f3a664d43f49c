import { countedRate, printed, type Composing } from '../composing.ts';
import { roundHalfAway } from '../house-style.ts';
import type { TableSpec } from '../layout.ts';
import type { Asked, ReportCell } from '../report-value.ts';
import { smallBase } from '../sentences.ts';
import { blankCell, hiddenCell, placesOf } from './cells.ts';
import { isOfThisPeriod, type FigureColumn, type Grid, type Line, type Place, type PrintedColumn } from './grid.ts';
import { monthIn } from './month-rows.ts';

/** The number in a place of a column of the layout, by that column's key; undefined where the column is not printed. */
export type NumberIn = (place: Place, column: string) => Asked | undefined;

/** A figure that was asked for: of a rate on a small base, the count that it stands for. */
export function figureCell(place: Place, column: PrintedColumn, spec: FigureColumn, table: TableSpec, grid: Grid, numberIn: NumberIn, composing: Composing): ReportCell {
  const cell = place === 'total' ? grid.totalOf(column) : grid.at(place, column);
  if (cell === undefined) return blankCell;
  const named = place === 'total' ? undefined : place.named;
  const of = named?.base !== undefined ? grid.baseOf?.(named, column) : 'of' in spec && spec.of !== undefined ? numberIn(place, spec.of) : undefined;
  const asked = of === undefined ? [cell] : [cell, of];
  if (asked.some(({ hidden }) => hidden === true)) return hiddenCell(asked);
  const { as, places } = named?.as === undefined ? spec : { as: named.as, places: named.places };
  const text = cell.answer === null ? whyAbsent(place, column, table, grid, composing)
    : of?.answer != null && of.answer < smallBase ? countedRate(cell.answer, of.answer)
    : printed(cell.answer, as, cell.from === 'published' ? placesOf(cell.answer, places) : as === 'days' && named?.as === undefined ? placesBesidePublished(column, grid, places) : places);
  return { text, value: cell.answer, numeric: true, ...(of?.answer == null ? {} : { base: of.answer }), asked };
}

/** 88 working days beside 62 as they were published, not 88.0: whole numbers of one column are written alike. */
function placesBesidePublished(column: PrintedColumn, grid: Grid, places: number | undefined): number | undefined {
  const cells = grid.lines.flatMap((line) => grid.at(line, column) ?? []);
  const areWhole = cells.every(({ answer }) => answer === null || Number.isInteger(roundHalfAway(answer, places ?? 0)));
  return areWhole && cells.some(({ answer, from }) => answer !== null && from === 'published') ? 0 : places;
}

function whyAbsent(place: Place, column: PrintedColumn, table: TableSpec, grid: Grid, composing: Composing): string {
  if (place === 'total') return 'not held';
  if (partsOf(place, grid).some((part) => isKnown(grid.at(part, column)))) return 'only in parts';
  const month = monthIn(place.value, column, table.rows, composing);
  if (month?.isYetToCome === true) return 'not yet';
  return month?.isHeldInPart === true || !isOfThisPeriod(column, place, composing) ? 'not held' : 'not applicable';
}

const isKnown = (cell: Asked | undefined): boolean => cell?.hidden === true || (cell?.answer ?? null) !== null;

/** The rows below a row that are its parts: 18 and 12 may have been published where their sum was not. */
function partsOf(line: Line, { lines }: Grid): readonly Line[] {
  if (line.named?.part === true) return [];
  const below = lines.slice(lines.indexOf(line) + 1);
  const end = below.findIndex(({ named }) => named?.part !== true);
  return end === -1 ? below : below.slice(0, end);
}
