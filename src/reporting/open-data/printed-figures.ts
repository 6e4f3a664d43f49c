import { canonicalJson } from '../../store/canonical-json.ts';
import type { Conditions, FigureQuery } from '../../domain/figure-query.ts';
import { isAskable, isCoded } from '../askable-keys.ts';
import { unitOf } from '../exporters/shorthand.ts';
import type { Asked, Report, ReportCell } from '../report-value.ts';

/**
 * The key of open data for what stands under a service itself, as a row of a table by service counts it; a condition `service` is that service with all below
 * it. One name for both would give two numbers under one address.
 */
export const serviceAlone = 'service_alone';

/** The key of the register that a key of open data stands for. */
export function registerKey(key: string): string {
  return key === serviceAlone ? 'service' : key;
}

/** A question as open data asks it. `where` holds a value of each key that is asked by, too; an empty text is what is not on record. */
export type PrintedQuestion = Pick<FigureQuery, 'measure' | 'from' | 'to' | 'within'> & { readonly on?: 'completed'; readonly share?: true; readonly where: Readonly<Record<string, string>>; readonly shareWithin?: Readonly<Record<string, string>> };

/** A number that a publication printed in a table, with the one question that it answers. `value` is null where it is hidden or could not be known. */
export type PrintedFigure = { readonly question: PrintedQuestion; readonly value: number | null; readonly text: string; readonly unit: string; readonly base?: number; readonly hidden: boolean; readonly table: number };

/**
 * The numbers of a report that stand as the answer to one question. What was worked out from several questions can be read in its table
 * alone, as can what is asked by a key that an address may not name.
 */
export function printedFigures(report: Report): readonly PrintedFigure[] {
  const found = new Map<string, PrintedFigure>();
  for (const section of report.sections) for (const table of section.blocks) {
    if (table.kind !== 'table') continue;
    for (const row of [...table.rows, ...(table.total === undefined ? [] : [table.total])]) row.cells.forEach((cell, column) => {
      const question = questionOf(cell);
      if (question === undefined) return;
      const key = canonicalJson(question);
      if (found.has(key)) return;
      found.set(key, { question, value: cell.value, text: cell.text, unit: unitOf(table, column, cell) ?? '', ...(cell.base === undefined ? {} : { base: cell.base }), hidden: cell.hidden === true, table: table.number });
    });
  }
  return [...found.values()];
}

function questionOf(cell: ReportCell): PrintedQuestion | undefined {
  const [only, ...others] = cell.asked;
  if (!cell.numeric || only === undefined || others.length > 0) return undefined;
  const { query: { measure, from, to, where, on, share, share_within: shareWithin, within, change_from: change }, keys } = only;
  const [asCondition, row] = [written(where), written(keys)];
  // Two values of one key are a narrower question than an address can ask; of services, one is below the other.
  if (Object.entries(row).some(([key, value]) => key !== 'service' && Object.hasOwn(asCondition, key) && asCondition[key] !== value)) return undefined;
  if (row['service'] !== undefined && row['service'] === asCondition['service']) delete asCondition['service'];
  const conditions = { ...asCondition, ...Object.fromEntries(Object.entries(row).map(([key, value]) => [key === 'service' ? serviceAlone : key, value])) };
  if (change !== undefined || [...Object.keys(conditions), ...Object.keys(shareWithin ?? {})].some((key) => isCoded(key) || !isAskable(measure, registerKey(key)))) return undefined;
  return {
    measure, from, to, where: conditions, ...(on === 'completed' ? { on } : {}), ...(share === true ? { share } : {}), ...(within === undefined ? {} : { within }), ...(shareWithin === undefined ? {} : { shareWithin: written(shareWithin) }),
  };
}

function written(conditions: Conditions | Asked['keys']): Record<string, string> {
  return Object.fromEntries(Object.entries(conditions ?? {}).map(([key, value]) => [key, value === null ? '' : String(value)]).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}

/** The numbers that answer a question: one, or one for each value of the keys asked by that was printed. */
export function figuresFor(figures: readonly PrintedFigure[], asked: PrintedQuestion, by: readonly string[]): PrintedFigure[] {
  return figures.filter(({ question }) => question.measure === asked.measure && question.from === asked.from && question.to === asked.to && question.on === asked.on && question.share === asked.share && question.within === asked.within
    && canonicalJson(question.shareWithin ?? null) === canonicalJson(asked.shareWithin ?? null)
    && Object.keys(question.where).length === Object.keys(asked.where).length + by.length && by.every((key) => Object.hasOwn(question.where, key)) && Object.entries(asked.where).every(([key, value]) => question.where[key] === value));
}
