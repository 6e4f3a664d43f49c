import type { Sample } from './sample.ts';

export type Unit = 'ns' | 'ms' | 's' | 'MB' | 'representations/s';
/**
 * One line of the table. `reached` is held against `aim` (at most; at least for what is counted by the second);
 * `ratio` is `reached` ÷ `compared.reached`.
 */
export type Result = {
  readonly what: string; readonly reached: number; readonly unit: Unit; readonly spread?: Sample;
  readonly aim?: number;
  readonly compared?: { readonly with: string; readonly reached: number; readonly spread?: Sample };
  readonly ratio?: number; readonly ratioAim?: number;
  readonly note?: string;
};

export function isMet(result: Result): boolean | undefined {
  if (result.aim === undefined && result.ratioAim === undefined) return undefined;
  const reached = result.aim === undefined || (result.unit === 'representations/s' ? result.reached >= result.aim : result.reached <= result.aim);
  return reached && (result.ratioAim === undefined || (result.ratio ?? Infinity) <= result.ratioAim);
}

/** Adds the ratio to what was measured. */
export function compared(result: Omit<Result, 'ratio'>): Result {
  return result.compared === undefined ? result : { ...result, ratio: result.reached / result.compared.reached };
}

function number(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
}

function ratioInWords(ratio: number): string {
  return ratio >= 0.1 ? `${number(ratio)}×` : `1/${number(1 / ratio)}`;
}

/** The results as a table for a terminal or a README. */
export function asTable(results: readonly Result[]): string {
  const heads = ['What', 'Reached', 'Spread', 'Aim', 'Compared with', 'It took', 'Ratio', 'Met'];
  const rows = results.map((result) => {
    const met = isMet(result);
    const { aim, ratioAim, unit, spread } = result;
    const aims = [aim === undefined ? undefined : `${unit === 'representations/s' ? '≥' : '≤'} ${number(aim)} ${unit}`, ratioAim === undefined ? undefined : `≤ ${ratioAim}×`];
    return [
      result.what, `${number(result.reached)} ${unit}`, spread === undefined ? '' : `${number(spread.least)}–${number(spread.most)} (${spread.times})`,
      aims.filter((one) => one !== undefined).join(', '), result.compared?.with ?? '', result.compared === undefined ? '' : `${number(result.compared.reached)} ${unit}`,
      result.ratio === undefined ? '' : ratioInWords(result.ratio), met === undefined ? '' : met ? 'yes' : 'NO',
    ];
  });
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(heads), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}
