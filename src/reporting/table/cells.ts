import { hiddenMark } from '../composing.ts';
import type { Asked, ReportCell } from '../report-value.ts';

export const blankCell: ReportCell = { text: '', value: null, numeric: true, asked: [] };

/** A fact of a case, before its figures. */
export const factCell = (text: string): ReportCell => ({ text, value: null, numeric: false, asked: [] });

export const hiddenCell = (asked: readonly Asked[]): ReportCell => ({ text: hiddenMark, value: null, numeric: true, hidden: true, asked });

/** A cell that says why it has no number. */
export const wordedCell = (text: string, asked: readonly Asked[]): ReportCell => ({ text, value: null, numeric: true, asked });

/** What was published as 83% is not printed as 83.00%: nobody measured the hundredths. */
export function placesOf(published: number, places: number | undefined): number | undefined {
  return places === undefined ? undefined : Math.min(places, String(published).split('.')[1]?.length ?? 0);
}
