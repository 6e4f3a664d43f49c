import { stringify } from 'csv-stringify/sync';
import { guardedText } from '../../domain/formula-guard.ts';
import { findMeasure } from '../measures.ts';
import { namesPeople } from '../askable-keys.ts';
import type { Asked, Report, ReportCell, ReportTable, ReportWordsTable } from '../report-value.ts';
import { printable } from './printable.ts';
import { unitOf } from './shorthand.ts';
import { textsOfWordsTable } from './words-of.ts';

/** One row for each printed number, and for each cell of a table of words; `value` as the report holds it, `text` as it prints it. */
const columns = ['table', 'caption', 'section', 'row_heading', 'row', 'column_group', 'column', 'value', 'text', 'unit', 'base', 'from', 'to', 'measure', 'conditions', 'hidden', 'source', 'definition'] as const;
type Line = Readonly<Record<(typeof columns)[number], string | number | null>>;

/** Every table of a report in one tidy file; with `number`, that one alone. Where there is none, the headings alone. */
export function csvOf(report: Report, number?: number): string {
  const lines = report.sections.flatMap((section) => section.blocks.flatMap((block) => ((block.kind !== 'table' && block.kind !== 'words table') || (number !== undefined && block.number !== number) ? [] : block.kind === 'table' ? linesOf(block, section.title, report) : linesOfWords(block, section.title, report))));
  // Spreadsheets take a file for UTF-8 by its mark alone; RFC 4180 ends lines with both.
  return stringify([[...columns], ...lines.map((line) => columns.map((column) => written(line[column])))], { bom: true, record_delimiter: 'windows' });
}

function written(cell: string | number | null): string {
  return cell === null ? '' : typeof cell === 'number' ? String(cell) : guardedText(printable(cell));
}

function linesOf(table: ReportTable, section: string, report: Report): Line[] {
  return [...table.rows, ...(table.total === undefined ? [] : [table.total])].flatMap((row) => row.cells.map((cell, at): Line => {
    const [first] = cell.asked;
    const column = table.columns[at];
    return {
      table: table.number, caption: table.caption, section, row_heading: table.rowHeading, row: row.heading, column_group: column?.group ?? '', column: column?.heading ?? '',
      value: cell.value, text: cell.text, unit: unitOf(table, at, cell) ?? '', base: cell.base ?? null, from: first?.query.from ?? report.period.from, to: first?.query.to ?? report.period.to,
      measure: first?.query.measure ?? '', conditions: first === undefined ? '' : conditionsOf(first), hidden: cell.hidden === true ? 'yes' : '', source: sourceOf(cell), definition: first === undefined ? '' : (findMeasure(first.query.measure)?.definition ?? ''),
    };
  }));
}

/** Of a table of words a row for each cell beside the heading of its row, without a number. */
function linesOfWords(table: ReportWordsTable, section: string, report: Report): Line[] {
  return textsOfWordsTable(table).flatMap(([heading = '', ...cells]) => cells.map((text, at): Line => ({
    table: table.number, caption: table.caption, section, row_heading: table.headings[0] ?? '', row: heading, column_group: '', column: table.headings[at + 1] ?? '',
    value: null, text, unit: '', base: null, from: report.period.from, to: report.period.to, measure: '', conditions: '', hidden: '', source: '', definition: '',
  })));
}

/** `handled_as=statutory; theme=Delay; on=completed`: all that the question asks beyond measure and period; nothing of one that names somebody. A key with nothing behind it is not on record. */
function conditionsOf(asked: Asked): string {
  if (namesPeople(asked)) return '';
  const { query, keys } = asked;
  const { where = {}, on, within } = query;
  const parts = { ...keys, ...where, ...(on === undefined ? {} : { on }), ...(within === undefined ? {} : { within }) };
  return Object.entries(parts).map(([key, value]) => `${key}=${value ?? ''}`).join('; ');
}

function sourceOf({ asked }: ReportCell): string {
  return [...new Set(asked.flatMap(({ from }) => from ?? []))].toSorted().toReversed().join(' and ');
}
