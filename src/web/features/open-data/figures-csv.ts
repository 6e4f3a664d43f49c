import { stringify } from 'csv-stringify/sync';
import { guardedText } from '../../../domain/formula-guard.ts';
import type { Figures } from './shapes.ts';

/** One row for each printed number, with a column for each key that was asked by. */
export function figuresCsv({ publication, publishedOn, by, figures }: Figures): string {
  const head = ['measure', 'from', 'to', ...by, 'value', 'text', 'unit', 'base', 'hidden', 'publication', 'published_on', 'table'];
  const rows = figures.map(({ question: { measure, from, to, where }, value, text, unit, base, hidden, table }) => [
    measure, from, to, ...by.map((key) => guardedText(where[key] ?? '')), value === null ? '' : String(value), guardedText(text), unit, base === undefined ? '' : String(base), hidden ? 'yes' : '', String(publication), publishedOn, String(table),
  ]);
  return stringify([head, ...rows], { bom: true, record_delimiter: 'windows' });
}
