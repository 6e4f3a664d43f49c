import type { CouncilWords } from '../../../reporting/council-words.ts';
import { capitalised, listed } from '../../../reporting/house-style.ts';
import type { Chart, Column, Derivation, TableSpec } from '../../../reporting/layout.ts';
import { keyInWords, periodInPlace, questionInWords } from '../../../reporting/question-words.ts';
import { columnsToUse } from '../../../reporting/table-edits.ts';
import { worded } from './part-words.ts';

export const derivations = {
  percentOf: 'Per cent: one column of another', percentOfTotal: 'Per cent of the column’s total', difference: 'Difference: one column less another', quotient: 'One column divided by another',
  remainderOf: 'What is left of 100 per cent', reductionSinceFirstRow: 'Less than in the first row', percentReductionSinceFirstRow: 'Less than in the first row, in per cent',
} as const;
export type DerivationKey = keyof typeof derivations;

export function derivationOf(derive: Derivation): DerivationKey {
  return (Object.keys(derivations) as DerivationKey[]).find((key) => key in derive) ?? 'percentOf';
}

export const chartNames: Readonly<Record<Chart['kind'], string>> = { bars: 'Bars', months: 'A line by month', stacked: 'Stacked bars, each column a bar of 100 per cent', multiples: 'A small chart for each row' };

/** What a column is called among others: its heading under that of its group. */
export function columnName(column: Column, words: CouncilWords): string {
  const period = 'figure' in column ? column.figure.period : column.period;
  const put = (text: string): string => worded(text.replaceAll('{period}', periodInPlace(period).replace(/^The/, 'the')), words);
  if ('across' in column && column.heading === '') return `One for each ‘${keyInWords(column.across, words)}’`;
  return capitalised([column.group, column.heading].filter((text) => text !== undefined && text !== '').map((text) => put(text ?? '')).join(': '));
}

export function columnInWords(column: Column, table: TableSpec, words: CouncilWords): string {
  if ('derive' in column) {
    const named = (key: string): string => {
      const source = columnsToUse(table).find((one) => one.key === key)?.column ?? table.columns.find((one) => one.key === key);
      return source === undefined ? key : `‘${columnName(source, words)}’`;
    };
    return `${derivations[derivationOf(column.derive)]}: ${listed([Object.values(column.derive)].flat(2).map(named))}`;
  }
  const asked = questionInWords(column.figure, words);
  const counts = asked === '' ? 'What the table counts' : column.figure.measure === undefined ? `What the table counts, ${asked}` : asked;
  return 'across' in column ? `${counts}; a column for each ‘${keyInWords(column.across, words)}’${column.total === undefined ? '' : ' and one for all'}` : counts;
}

/** What the rows of a table are, in a line. */
export function rowsInWords({ rows }: TableSpec, words: CouncilWords): string {
  const orders = { declared: 'in their own order', largest: 'the largest first', number: 'by number', month: 'by month' } as const;
  if ('by' in rows) return `A row for each ‘${keyInWords(rows.by, words)}’, ${orders[rows.order]}${rows.every === true ? ', those that did not occur too' : ''}`;
  if ('named' in rows) return 'Rows of their own, each with its own question';
  return 'periods' in rows ? `A row for each period: ${listed(rows.periods.map((period) => periodInPlace(period).toLowerCase()))}` : 'A row for each case, by a pseudonym. It is left out of what is published';
}

export function tableFacts(table: TableSpec, words: CouncilWords) {
  const names = new Map(columnsToUse(table).map(({ key, column }) => [key, columnName(column, words)]));
  return {
    counts: questionInWords(table.figure, words), rows: rowsInWords(table, words),
    named: 'named' in table.rows ? table.rows.named.map((row, at) => ({ at, heading: worded(row.heading, words), asks: questionInWords(row.figure, words) || 'What the table counts', first: at === 0, last: 'named' in table.rows && at === table.rows.named.length - 1, only: 'named' in table.rows && table.rows.named.length === 1 })) : undefined,
    columns: table.columns.map((column, at) => ({ key: column.key, name: columnName(column, words), asks: columnInWords(column, table, words), first: at === 0, last: at === table.columns.length - 1, only: table.columns.length === 1 })),
    chart: table.chart === undefined ? 'None' : `${chartNames[table.chart.kind]} of ${listed(table.chart.series.map((key) => `‘${names.get(key) ?? key}’`))}`,
  };
}
