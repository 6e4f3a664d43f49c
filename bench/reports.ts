import { day } from '../src/domain/day.ts';
import { htmlOf } from '../src/reporting/exporters/html.ts';
import { findLayout } from '../src/reporting/layouts/all.ts';
import { composeReport, type ReportOptions } from '../src/reporting/report.ts';
import type { Report } from '../src/reporting/report-value.ts';
import { pick, randomFrom } from '../src/simulate/random.ts';
import { allAuthorities } from '../src/store/authorities.ts';
import type { Database } from '../src/store/database.ts';
import { compared, type Result } from './result.ts';
import { sampleOf, timed } from './sample.ts';

const period = { from: day('2023-04-01'), to: day('2024-03-31') };
/** In the middle of the records: half of the cases of the year's end are known only in part. */
const onRecord = day('2024-03-31');

type Counted = { readonly tables: number; readonly charts: number };

function countsOf(report: Report): Counted {
  const tables = report.sections.flatMap((section) => section.blocks).filter((block) => block.kind === 'table');
  return { tables: tables.length, charts: tables.filter((block) => 'chart' in block && block.chart !== undefined).length };
}

/** An annual report with all its tables and charts as one HTML file, of councils drawn at random; and the same as it stood at the year's end. */
export async function benchReports(db: Database, repeats: number): Promise<Result[]> {
  const random = randomFrom('reports');
  const authorities = await allAuthorities(db);
  const layout = findLayout('annual');
  if (layout === undefined) throw new Error('there is no annual layout');
  const composing: number[] = [];
  const whole: number[] = [];
  const asAt: number[] = [];
  let counted: Counted = { tables: 0, charts: 0 };
  const make = async (options: ReportOptions) => {
    const authority = pick(random, authorities);
    let report: Report | undefined;
    const composed = await timed(async () => { report = await composeReport(db, authority, layout, period, { madeOn: day('2026-04-01'), ...options }); });
    let html = '';
    const printed = await timed(async () => { html = htmlOf(report!); });
    if (!html.includes('</html>')) throw new Error('the report is not a whole HTML file');
    counted = countsOf(report!);
    return { composed, whole: composed + printed };
  };
  for (let repeat = -3; repeat < repeats; repeat += 1) {
    const now = await make({});
    const then = await make({ asAt: onRecord });
    if (repeat < 0) continue;
    composing.push(now.composed);
    whole.push(now.whole);
    asAt.push(then.whole);
  }
  const [composed, made, made2] = [sampleOf(composing), sampleOf(whole), sampleOf(asAt)];
  const what = `${counted.tables} tables, ${counted.charts} charts`;
  return [
    compared({ what: `Annual report of one authority as HTML (${what})`, reached: made.median, unit: 'ms', spread: made, aim: 500, compared: { with: 'its figures alone, nothing printed', reached: composed.median, spread: composed } }),
    compared({ what: `The same report as at ${onRecord}`, reached: made2.median, unit: 'ms', spread: made2, aim: 2000, compared: { with: 'the report of today', reached: made.median, spread: made } }),
  ];
}
