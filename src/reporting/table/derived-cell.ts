import { compares, countedRate, printed } from '../composing.ts';
import { count, percent, roundHalfAway, shareInPercent } from '../house-style.ts';
import type { Column, Derivation } from '../layout.ts';
import type { Asked, ReportCell } from '../report-value.ts';
import { smallBase } from '../sentences.ts';
import { blankCell, hiddenCell, placesOf, wordedCell } from './cells.ts';
import type { NumberIn } from './figure-cell.ts';
import type { Line, Place } from './grid.ts';

export type DerivedColumn = Extract<Column, { derive: Derivation }>;
type Found = Asked | undefined;

/** A number worked out from those of other columns: hidden where one of them is. */
export function derivedCell(place: Place, column: DerivedColumn, numberIn: NumberIn, firstLine: Line | undefined): ReportCell {
  const cell = workedOut(place, column, numberIn, firstLine);
  return cell.asked.some(({ hidden }) => hidden === true) ? hiddenCell(cell.asked) : cell;
}

function workedOut(place: Place, column: DerivedColumn, numberIn: NumberIn, firstLine: Line | undefined): ReportCell {
  const { derive } = column;
  const here = (key: string): Found => numberIn(place, key);
  if ('percentOf' in derive) return shareCell(here(derive.percentOf[0]), here(derive.percentOf[1]), column);
  if ('percentOfTotal' in derive) return shareCell(here(derive.percentOfTotal), numberIn('total', derive.percentOfTotal), column);
  if ('difference' in derive) return differenceCell(here(derive.difference[0]), here(derive.difference[1]), column);
  if ('quotient' in derive) return quotientCell(here(derive.quotient[0]), here(derive.quotient[1]), column);
  if ('remainderOf' in derive) return remainderCell(here(derive.remainderOf), derive.of === undefined ? undefined : here(derive.of), column);
  if (place === 'total' || place === firstLine) return blankCell;
  const source = 'reductionSinceFirstRow' in derive ? derive.reductionSinceFirstRow : derive.percentReductionSinceFirstRow;
  return reductionCell(firstLine === undefined ? undefined : numberIn(firstLine, source), here(source), column, 'percentReductionSinceFirstRow' in derive);
}

const known = (...numbers: readonly Found[]): Asked[] => numbers.filter((each) => each !== undefined);

function numberCell(value: number | null, column: DerivedColumn, asked: readonly Asked[], empty = 'not held'): ReportCell {
  return value === null ? wordedCell(empty, asked) : { text: printed(value, column.as, column.places), value, numeric: true, asked };
}

/** A part of a period and a whole one. */
const notCompared = (...numbers: readonly Found[]): ReportCell => wordedCell('not compared', known(...numbers));

/** 100 × part ÷ base; of a small base, `3 of 7`. */
function shareCell(part: Found, base: Found, column: DerivedColumn): ReportCell {
  if (part === undefined || base === undefined) return blankCell;
  if (part.answer === null || base.answer === null) return wordedCell('not held', [part, base]);
  if (base.answer === 0) return { ...wordedCell('not applicable', [part, base]), base: 0 };
  const places = column.places ?? 0;
  const value = (100 * part.answer) / base.answer;
  const text = base.answer < smallBase ? `${count(part.answer)} of ${count(base.answer)}` : shareInPercent(value, places);
  return { text, value: roundHalfAway(value, places), numeric: true, base: base.answer, asked: [part, base] };
}

function differenceCell(now: Found, before: Found, column: DerivedColumn): ReportCell {
  if (!compares(now, before)) return notCompared(now, before);
  const cell = numberCell(minus(now, before), column, known(now, before));
  return cell.value !== null && cell.value > 0 ? { ...cell, text: `+${cell.text}` } : cell;
}

function quotientCell(dividend: Found, divisor: Found, column: DerivedColumn): ReportCell {
  const asked = known(dividend, divisor);
  if (divisor?.answer === 0) return wordedCell('not applicable', asked);
  return numberCell(dividend?.answer == null || divisor?.answer == null ? null : dividend.answer / divisor.answer, column, asked);
}

/** 100 − a rate, as the rate is printed. */
function remainderCell(rate: Found, of: Found, column: DerivedColumn): ReportCell {
  const asked = known(rate, of);
  if (rate?.answer == null) return wordedCell('not held', asked);
  const places = column.places ?? 0;
  const remainder = 100 - roundHalfAway(rate.answer, places);
  const cell = { ...numberCell(remainder, column, asked), ...(of?.answer == null ? {} : { base: of.answer }) };
  if (of?.answer != null && of.answer < smallBase) return { ...cell, text: countedRate(100 - rate.answer, of.answer) };
  return rate.from === 'published' ? { ...cell, text: percent(remainder, placesOf(rate.answer, places)) } : cell;
}

/** What has been saved since the first row, or how much of it in per cent. */
function reductionCell(first: Found, now: Found, column: DerivedColumn, inPercent: boolean): ReportCell {
  if (!compares(first, now)) return notCompared(first, now);
  const asked = known(first, now);
  const reduction = minus(first, now);
  if (reduction === null || !inPercent) return numberCell(reduction, column, asked);
  if (first?.answer == null || first.answer <= 0) return wordedCell('not held', asked);
  return { ...numberCell((100 * reduction) / first.answer, column, asked), base: first.answer };
}

function minus(a: Found, b: Found): number | null {
  return a?.answer == null || b?.answer == null ? null : roundHalfAway(a.answer - b.answer, 2);
}
