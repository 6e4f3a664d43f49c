import type { FigureAnswer, FigureQuery } from '../domain/figure-query.ts';
import { findMeasure } from '../reporting/measures.ts';
import { daysInWords } from '../reporting/period.ts';

/**
 * The question as it was asked, with the answer in the place of the value that it may have carried. `source` says what gave
 * it (records or an earlier published figure), as `from` is the period's; with rows there is no single answer.
 */
export function figureAsJson(asked: unknown, answer: FigureAnswer): object {
  const question = typeof asked === 'object' && asked !== null && !Array.isArray(asked) ? Object.fromEntries(Object.entries(asked).filter(([part]) => part !== 'value')) : { query: asked };
  const { from: source, rows, ...rest } = answer;
  return { ...question, ...(rows === undefined ? rest : { rows }), ...(source !== undefined && { source }) };
}

/** A figure for somebody at a terminal: one line, or a table with a line for each row. */
export function figureAsText(query: FigureQuery, answer: FigureAnswer): string {
  const heading = headingOf(query);
  const source = answer.from === 'published' ? ' (as published: no records of the period are held)' : answer.part === undefined ? '' : ` (in part: ${answer.part})`;
  if (answer.rows === undefined) return `${heading}: ${answer.answer === null ? `no answer: ${answer.why ?? 'not known'}` : `${inDigits(answer.answer, query.round)}${source}`}\n`;
  const by = typeof query.by === 'string' ? [query.by] : (query.by ?? []);
  if (answer.rows.length === 0) return `${heading}: nothing to count\n`;
  const lines = [[...by, 'answer'], ...answer.rows.map((row) => [...by.map((key) => String(row.keys[key] ?? 'not known')), row.answer === null ? `no answer: ${row.why ?? 'not known'}` : inDigits(row.answer, query.round)])];
  const widths = [...by.keys()].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const table = lines.map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  return `${heading}${source}\n${table.join('\n')}\n`;
}

function headingOf(query: FigureQuery): string {
  const where = Object.entries(query.where ?? {}).map(([key, value]) => `${key}=${value}`);
  const extras = [
    ...where, query.on === 'completed' ? 'on completed' : '', query.within === undefined ? '' : `within ${query.within} working days`,
    query.share_within === undefined ? '' : `share within ${Object.entries(query.share_within).map(([key, value]) => `${key}=${value}`).join(', ') || 'all'}`,
    query.share === true ? 'share, per cent' : '', query.change_from === undefined ? '' : `per cent change from ${daysInWords(query.change_from)}`, query.as_at === undefined ? '' : `as at ${query.as_at}`,
  ].filter((part) => part !== '');
  return `${findMeasure(query.measure)?.name ?? query.measure}, ${daysInWords(query)}${extras.length === 0 ? '' : ` (${extras.join('; ')})`}`;
}

function inDigits(value: number, round: number | undefined): string {
  return value.toLocaleString('en-GB', round === undefined ? { maximumFractionDigits: 6 } : { minimumFractionDigits: round, maximumFractionDigits: round });
}
