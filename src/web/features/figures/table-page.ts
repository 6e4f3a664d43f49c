import { inWords } from '../../../domain/day.ts';
import { hiddenMark } from '../../../reporting/composing.ts';
import { partsAsHtml, partStyle } from '../../../reporting/exporters/html.ts';
import type { Asked, Report, ReportBlock, ReportRow, ReportTable } from '../../../reporting/report-value.ts';

export type TablePage = {
  readonly title: string; readonly caption: string; readonly backTo: { readonly text: string; readonly href: string };
  readonly says: readonly string[]; readonly table: string; readonly style: string;
};
type Links = { readonly linkTo?: (asked: Asked) => string | undefined };

const tablesOf = (report: Report): ReportTable[] => report.sections.flatMap(({ blocks }) => blocks.filter((block: ReportBlock): block is ReportTable => block.kind === 'table'));

export function findTable(report: Report, number: number): ReportTable | undefined {
  return tablesOf(report).find((table) => table.number === number);
}

/** The same table with every number, in the edition for those inside. */
export function wholeTable(whole: Report, printed: ReportTable): ReportTable | undefined {
  return tablesOf(whole).find((table) => table.key === printed.key);
}

/** A whole table, with a mark at every number that is hidden in print. */
export function marked(whole: ReportTable, printed: ReportTable): { readonly table: ReportTable; readonly hidden: number } {
  let hidden = 0;
  const mark = (row: ReportRow, inPrint: ReportRow | undefined): ReportRow => ({
    ...row,
    cells: row.cells.map((cell, at) => {
      const column = whole.columns[at]?.key;
      const place = printed.columns.findIndex(({ key }) => key === column);
      // A row or column that holds nothing but hidden numbers may not be printed at all.
      const isHidden = inPrint === undefined || place < 0 ? cell.value !== null && cell.numeric && printed.rows.length > 0 && inPrint === undefined : inPrint.cells[place]?.hidden === true;
      if (!isHidden) return cell;
      hidden += 1;
      return { ...cell, text: `${cell.text} ${hiddenMark}` };
    }),
  });
  const rows = whole.rows.map((row) => mark(row, printed.rows.find((one) => one.heading === row.heading)));
  const { chart: _, total, ...table } = whole;
  return { table: { ...table, rows, ...(total === undefined ? {} : { total: mark(total, printed.total) }) }, hidden };
}

/**
 * A table of a report, each number of it the way to its list.
 * @param reference as it is printed beside the table
 * @param number as it is numbered in print
 */
export function tablePage(table: ReportTable, report: Report, { reference, number, backTo, says, links }: { readonly reference: string; readonly number: number; readonly backTo: TablePage['backTo']; readonly says: readonly string[]; readonly links: Links }): TablePage {
  const { chart: _, reference: __, ...alone } = table;
  const html = partsAsHtml([{ ...alone, number }], links).text;
  return {
    title: `Table ${number}: ${table.caption}`, caption: reference, backTo, style: partStyle().text, table: html,
    says: [`From the report ‘${report.title}’, ${inWords(report.period.from)} to ${inWords(report.period.to)}${report.asAt === undefined ? ', as the records stand now' : `, as the records stood at the end of ${inWords(report.asAt)}`}.`, ...says, ...(links.linkTo === undefined ? [] : [html.includes('<a class="govuk-link"') ? 'A number that is underlined leads to the list of its cases.' : 'No list of cases is behind these numbers: they were published at the time, or count the work of the services.'])],
  };
}
