import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { parseDay, type Day } from '../domain/day.ts';
import type { FigurePeriod } from '../domain/figure-query.ts';
import { PlainError } from '../domain/plain-error.ts';
import { chartFormats, chartsOf, exportChart, exportReport, exportTable, findChartFormat, findFormat, reportFormats, type ChartFormat, type ExportedReport, type ReportFormat } from '../reporting/exporters/all.ts';
import { keptTemplate } from '../reporting/exporters/word-template.ts';
import { nothingHeld } from '../reporting/held.ts';
import { findLayout, layouts } from '../reporting/layouts/all.ts';
import { composeReport } from '../reporting/report.ts';
import type { Report } from '../reporting/report-value.ts';
import { type Authority, authorityNamed } from '../store/authorities.ts';
import { fileError, withFile } from '../store/file-error.ts';
import { makeFolder } from '../store/make-folder.ts';
import { findReportTemplate } from '../store/report-templates.ts';
import { openHeldStore } from '../store/store.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';

type Options = { authority: string; from?: string; to?: string; asAt?: string; format?: string; chart?: string; table?: string; out?: string };

const either = (formats: readonly { readonly key: string }[]): string => `${formats.slice(0, -1).map(({ key }) => key).join(', ')} or ${formats.at(-1)?.key ?? ''}`;

/** `candour report LAYOUT …`: a whole report, in any of the forms in which reports leave the house. */
export function addReport(program: Command): void {
  program.command('report')
    .description('make a quarterly, half-year or annual report')
    .argument('<layout>', `which report: ${layouts.map((layout) => layout.key).join(', ')}`)
    .requiredOption('--authority <name>', 'the authority\'s short name')
    .option('--from <day>', 'first day of the period, YYYY-MM-DD; without it, the period that the register was made for')
    .option('--to <day>', 'last day of the period, YYYY-MM-DD')
    .option('--as-at <day>', 'from what was on record at the end of that day')
    .option('--format <format>', `${either(reportFormats)} (html where absent); with --chart, ${either(chartFormats)}`)
    .option('--chart <number>', 'only this figure, as a picture')
    .option('--table <number>', 'only this table, as CSV')
    .option('--out <file>', 'where to write it; a file that is there is replaced. Without it, printed')
    .action(async (key: string, options: Options) => {
      const layout = findLayout(key);
      if (layout === undefined) throw new PlainError(`There is no report '${key}'. It may be ${layouts.map((one) => one.key).join(', ')}.`);
      const made = wanted(options);
      if (!made.format.text && options.out === undefined && process.stdout.isTTY) throw new PlainError(`${made.format.name} cannot be shown in a terminal. Name the file to write, e.g. --out report.${made.format.ending}`);
      const asAt = options.asAt === undefined ? undefined : dayOf(options.asAt, '--as-at');
      const out = options.out === undefined ? undefined : await whereToWrite(options.out);
      const store = await openHeldStore(sayingRowsAreMadeAgain());
      try {
        const authority = await authorityNamed(store.db, options.authority);
        const period = periodOf(options, layout.key, authority);
        const nothing = await nothingHeld(store.db, authority, period, asAt);
        if (nothing !== undefined) throw new PlainError(nothing);
        const report = await composeReport(store.db, authority, layout, period, asAt === undefined ? {} : { asAt });
        const { content } = await exported(report, made, async () => findReportTemplate(store.db, authority.authorityId));
        if (out === undefined) process.stdout.write(content);
        else {
          await writeWhole(out, content);
          process.stdout.write(`Wrote ${report.title} of ${report.authority.name} to ${out}\n`);
        }
      } finally {
        await store.close();
      }
    });
}

/** What of the report is asked for, and in which form. */
type Wanted = { readonly of: 'report'; readonly format: ReportFormat } | { readonly of: 'chart'; readonly number: number; readonly format: ChartFormat } | { readonly of: 'table'; readonly number: number; readonly format: ReportFormat };

function wanted({ format: key, chart, table }: Options): Wanted {
  if (chart !== undefined && table !== undefined) throw new PlainError('Ask for a chart or for a table: --chart and --table do not go together.');
  const number = (written: string, option: string): number => {
    if (!/^[1-9]\d{0,3}$/.test(written)) throw new PlainError(`${option} is '${written}', which is not the number of a ${option.slice(2)}. It should be a whole number from 1.`);
    return Number(written);
  };
  if (chart !== undefined) {
    const format = findChartFormat(key ?? 'svg');
    if (format === undefined) throw new PlainError(`A chart cannot be made as '${key ?? ''}'. --format may be ${either(chartFormats)}.`);
    return { of: 'chart', number: number(chart, '--chart'), format };
  }
  const format = findFormat(key ?? (table === undefined ? 'html' : 'csv'));
  if (format === undefined) throw new PlainError(`A report cannot be made as '${key ?? ''}'. --format may be ${either(reportFormats)}.`);
  if (table === undefined) return { of: 'report', format };
  if (format.key !== 'csv') throw new PlainError('One table by itself is made as csv.');
  return { of: 'table', number: number(table, '--table'), format };
}

async function exported(report: Report, made: Wanted, findTemplate: () => ReturnType<typeof findReportTemplate>): Promise<ExportedReport> {
  if (made.of === 'report') {
    const template = made.format.key === 'docx' ? await findTemplate() : undefined;
    return exportReport(report, made.format, template === undefined ? {} : { template: keptTemplate(template.content) });
  }
  const one = made.of === 'chart' ? await exportChart(report, made.number, made.format) : await exportTable(report, made.number);
  const last = made.of === 'chart' ? chartsOf(report).length : report.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'table')).length;
  if (one === undefined) throw new PlainError(`The report has no ${made.of === 'chart' ? 'figure' : 'table'} ${made.number}. ${last === 0 ? 'It has none.' : `The last is ${last}.`}`);
  return one;
}

function dayOf(written: string, option: string): Day {
  const day = parseDay(written);
  if (day === undefined) throw new PlainError(`${option} is '${written}', which is not a day. It should read YYYY-MM-DD, e.g. 2024-03-31.`);
  return day;
}

/** The period asked for, else the one that the authority's register was made for, where it was made for this report. */
function periodOf(options: Options, layout: string, authority: Authority): FigurePeriod {
  const { report } = authority;
  if (options.from === undefined && options.to === undefined) {
    if (report !== undefined && report.layout === layout) return { from: report.from, to: report.to };
    throw new PlainError(`Which period? Give --from and --to, e.g. --from 2023-04-01 --to 2024-03-31.${report === undefined ? '' : ` (The register of ${authority.authority} names a period for its ${report.layout} report only.)`}`);
  }
  if (options.from === undefined || options.to === undefined) throw new PlainError(`A period needs both --from and --to; ${options.from === undefined ? '--from' : '--to'} is missing.`);
  const period = { from: dayOf(options.from, '--from'), to: dayOf(options.to, '--to') };
  if (period.to < period.from) throw new PlainError(`The period ends on ${period.to}, before it starts on ${period.from}.`);
  return period;
}

/** @throws PlainError where it is a folder, or its folder cannot be made. */
async function whereToWrite(out: string): Promise<string> {
  const file = resolve(out);
  const held = await stat(file).catch(() => undefined);
  if (held?.isDirectory() === true) throw new PlainError(`--out ${out} is a folder. Name the file to write, e.g. ${out.replace(/\/$/, '')}/report.html.`);
  await withFile(dirname(file), 'written', () => makeFolder(dirname(file)));
  return file;
}

/** Written beside its place and moved there whole: whoever opens it meets the old report or the new one, never half of it. */
async function writeWhole(file: string, content: Buffer): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, content);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw fileError(error, file, 'written');
  }
}
