import { hiddenMark, type Composing } from './composing.ts';
import { capitalised, count, counted, listed } from './house-style.ts';
import type { Chart } from './layout.ts';
import type { ChartSeries, ReportCell, ReportChart, ReportRow, ReportTable } from './report-value.ts';
import { changeInCount, changeInMoney, changeInRate, largestOf, shareOf } from './sentences.ts';

/** What a chart is drawn from: the very cells that the table prints. */
type Plotted = { readonly rows: readonly ReportRow[]; readonly series: readonly ChartSeries[]; readonly totals: readonly (number | null)[] };

/** The chart of a table; undefined where nothing was counted. `sorted` puts the largest first, where the rows have no order of their own. */
export function composeChart(chart: Chart, table: ReportTable, sorted: boolean, composing: Composing): ReportChart | undefined {
  const columns = chart.series.flatMap((key) => {
    const at = table.columns.findIndex((column) => column.key === key);
    const column = table.columns[at];
    return column === undefined ? [] : [{ name: column.group === undefined || /\d/.test(column.heading) ? column.heading : column.group, at }];
  });
  const [first] = columns;
  if (first === undefined) return undefined;
  const size = (row: ReportRow): number => (row.value === null ? -1 : (row.cells[first.at]?.value ?? 0));
  const rows = sorted ? [...table.rows].sort((a, b) => size(b) - size(a)) : table.rows;
  const series = columns.map(({ name, at }): ChartSeries => ({ name, values: rows.map((row) => row.cells[at]?.value ?? null), texts: rows.map((row) => row.cells[at]?.text ?? '') }));
  // One bar alone compares with nothing: its number is in the table.
  if (series.flatMap(({ values }) => values.filter((value) => (value ?? 0) !== 0)).length < 2) return undefined;
  const values = series.flatMap((each) => each.values);
  // A chart that is mostly gaps shows nothing that its table does not; small charts need more, to compare.
  if (values.filter((value) => value === null).length * 3 > values.length * (chart.kind === 'multiples' ? 1 : 2)) return undefined;
  const totals = columns.map(({ at }) => table.total?.cells[at]?.value ?? null);
  const plotted: Plotted = { rows, series, totals };
  const drawn = chart.kind === 'stacked' ? transposed(plotted) : { categories: rows.map((row) => row.heading), series };
  // Of a rate, what it is a rate of.
  const whole = table.total?.cells[first.at];
  const base = whole === undefined ? null : whole.base ?? (whole.text.includes('%') ? null : whole.value);
  const published = table.notes.some((note) => note.startsWith('Earlier figures'));
  const title = titleOf(chart, table, plotted, composing);
  const cells = columns.flatMap(({ at }) => rows.flatMap((row) => row.cells[at] ?? []));
  return {
    kind: chart.kind, title, subtitle: subtitleOf(title === table.caption ? '' : table.caption, cells, composing), number: 0, description: describe(drawn), ...drawn,
    ...(cells.some(({ hidden }) => hidden === true) ? { note: `${hiddenMark} stands for a number that is left out so that nobody can be recognised.` } : {}),
    caption: `${base != null ? `Base: ${counted(base, composing.noun(chart.noun))}. ` : table.base === undefined || chart.title === 'money by period' ? '' : `Base: ${table.base}. `}Source: ${composing.authority.name}, ${published ? 'complaints records, and for earlier periods figures published at the time' : 'complaints records'}.`,
  };
}

/** The statistical subtitle that the Government Analysis Function asks for: what, in which unit, where and when. */
function subtitleOf(what: string, cells: readonly ReportCell[], composing: Composing): string {
  const where = `${composing.authority.name}, ${periodsOf(cells, composing)}`;
  return what === '' ? `${capitalised(unitOf(cells))}, ${where}` : `${what} (${unitOf(cells)}), ${where}`;
}

function unitOf(cells: readonly ReportCell[]): string {
  const measure = cells.flatMap(({ asked }) => asked).at(0)?.query.measure ?? '';
  if (cells.some(({ text }) => text.includes('%'))) return 'per cent';
  if (cells.some(({ text }) => text.includes('£'))) return 'pounds';
  if (measure.endsWith('_days')) return 'mean working days';
  return measure === 'complaints_per_100_contacts' ? 'complaints per 100 contacts' : 'number';
}

/** `2017/18`, `2016/17 and 2017/18`, `2019/20 to 2023/24`: the periods that are plotted. */
function periodsOf(cells: readonly ReportCell[], composing: Composing): string {
  const plotted = new Map(cells.flatMap(({ asked: [first] }) => (first === undefined ? [] : [[first.query.from, first.query] as const])));
  const labels = [...plotted.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { from, to }]) => composing.labelOf({ from, to }));
  const [first, last] = [labels.at(0), labels.at(-1)];
  if (first === undefined || last === undefined) return composing.label('this');
  return labels.length === 1 ? first : labels.length === 2 ? `${first} and ${last}` : /\w to \w/.test(first) ? listed(labels) : `${first} to ${last}`;
}

/** Rows become the parts of a bar, and columns (periods) the bars. */
function transposed({ rows, series }: Plotted): Pick<ReportChart, 'categories' | 'series'> {
  return {
    categories: series.map(({ name }) => name),
    series: rows.map((row, at) => ({ name: row.heading, values: series.map(({ values }) => values[at] ?? null), texts: series.map(({ texts }) => texts[at] ?? '') })),
  };
}

function titleOf(chart: Chart, table: ReportTable, { rows, series, totals }: Plotted, composing: Composing): string {
  const noun = composing.noun(chart.noun);
  const [first] = series;
  const [now, before] = totals;
  const plain = table.caption;
  const inPart = [...table.rows, ...(table.total === undefined ? [] : [table.total])].some((row) => row.cells.some((cell) => cell.asked.some((asked) => asked.part !== undefined)));
  // What is hidden may be the largest, or make the change.
  if (first === undefined || series.some(({ texts }) => texts.includes(hiddenMark))) return plain;
  const rounding = composing.roundedTo === undefined ? {} : { roundedTo: composing.roundedTo };
  // Of a whole that is not known nothing is a part.
  const largest = (): string => (now == null ? undefined : largestOf(rows.map((row, at) => ({ name: row.heading, value: row.value === null ? 0 : (first.values[at] ?? 0) })), now, noun, chart.among === undefined ? undefined : composing.noun(chart.among), composing.roundedTo)) ?? plain;
  switch (chart.title) {
    case 'plain': return plain;
    case 'largest': return trimmed(largest());
    case 'change': return now == null || before == null || series.length < 2 || inPart ? trimmed(largest()) : trimmed(changeInCount({ subject: noun, now, before, nowLabel: first.name, beforeLabel: series[1]?.name ?? '', ...rounding }));
    case 'peak': {
      const most = Math.max(...first.values.map((value) => value ?? 0));
      const highest = rows.filter((_, at) => first.values[at] === most).map((row) => row.heading);
      if (composing.roundedTo !== undefined && highest.length > 1) return plain;
      return highest.length > 3 ? `No ${table.rowHeading.toLowerCase()} had more than ${counted(most, noun)}` : `${listed(highest)} had the most ${noun.many}: ${count(most)}${highest.length > 1 ? ' each' : ''}`;
    }
    case 'share of last': {
      if (first.values.includes(null)) return plain;
      const cells = first.values.map((value) => value ?? 0);
      const took = `took ${(rows.at(-1)?.heading ?? '').toLowerCase()}`;
      return trimmed(shareOf({ part: cells.at(-1) ?? 0, base: cells.reduce((a, b) => a + b, 0), noun, verb: { one: took, many: took }, ...rounding }));
    }
    case 'levels': {
      const [newest, older] = [series.at(-1), series.at(-2)];
      const [a, b] = [newest?.values[0], older?.values[0]];
      if (newest === undefined || older === undefined || a == null || b == null || inPart) return plain;
      return trimmed(changeInCount({ subject: noun, now: a, before: b, nowLabel: newest.name, beforeLabel: older.name, ...rounding }));
    }
    case 'count by period': case 'rate by period': case 'money by period': {
      const last = rows.length - 1;
      const [a, b] = [first.values[last], first.values[last - 1]];
      const [nowLabel, beforeLabel] = [rows[last]?.heading ?? '', rows[last - 1]?.heading ?? ''];
      if (a == null || b == null || inPart) return plain;
      const change = { subject: noun, now: a, before: b, nowLabel, beforeLabel, ...rounding };
      if (chart.title === 'rate by period') return trimmed(changeInRate({ ...change, did: composing.words(chart.did ?? 'counted') }));
      return trimmed(chart.title === 'money by period' ? changeInMoney(change) : changeInCount(change));
    }
    default: return chart.title satisfies never;
  }
}

const trimmed = (sentence: string): string => sentence.replace(/\.$/, '');

/** What a reader who cannot see the chart is told: every category with its numbers. */
function describe({ categories, series }: Pick<ReportChart, 'categories' | 'series'>): string {
  return `${categories.map((category, at) => `${category}: ${series.map((each) => (series.length === 1 ? (each.texts[at] ?? '') : `${each.name} ${each.texts[at] ?? ''}`)).join(', ')}`).join('; ')}.`;
}
