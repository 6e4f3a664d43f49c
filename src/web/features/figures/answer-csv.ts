import { stringify } from 'csv-stringify/sync';
import type { ReportBlock, ReportTable } from '../../../reporting/report-value.ts';

/**
 * An answer as a sheet: the table as it is printed with its numbers unrounded, or one number alone. The first characters that a
 * spreadsheet would take for a formula are marked as text.
 */
export function answerAsCsv(blocks: readonly ReportBlock[], period: string): string {
  const table = blocks.find((block): block is ReportTable => block.kind === 'table');
  const rows = table === undefined ? numbersOf(blocks, period) : [
    [table.rowHeading, ...table.columns.map(({ heading, group }) => (group === undefined ? heading : `${group}: ${heading}`))],
    ...[...table.rows, ...(table.total === undefined ? [] : [table.total])].map(({ heading, cells }) => [heading, ...cells.map(({ text, value }) => (value === null ? text : String(value)))]),
  ];
  return stringify(rows, { bom: true, escape_formulas: true });
}

function numbersOf(blocks: readonly ReportBlock[], period: string): string[][] {
  return [['figure', 'period', 'value'], ...blocks.flatMap((block) => (block.kind === 'headlines' ? block.figures.map(({ heading, asked: [first], text }) => [heading, period, first?.answer == null ? text : String(first.answer)]) : []))];
}
