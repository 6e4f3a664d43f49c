import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Day, day } from '../../src/domain/day.ts';
import type { FigurePeriod } from '../../src/domain/figure-query.ts';
import { htmlOf } from '../../src/reporting/exporters/html.ts';
import { nothingHeld } from '../../src/reporting/held.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { composeReport } from '../../src/reporting/report.ts';
import type { Report, ReportTable } from '../../src/reporting/report-value.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import type { Store } from '../../src/store/store.ts';
import { withTestDatabase } from '../database.ts';
import { withDemonstration } from '../demonstration.ts';
import { takeIn } from '../figures/register-files.ts';

const madeOn = day('2026-11-20');
const financialYear = (began: number): FigurePeriod => ({ from: day(`${began}-04-01`), to: day(`${began + 1}-03-31`) });

async function reportOf(store: Store, name: string, layoutKey: string, period: FigurePeriod, asAt?: Day): Promise<Report> {
  const layout = findLayout(layoutKey);
  assert.ok(layout !== undefined);
  return composeReport(store.db, await authorityNamed(store.db, name), layout, period, { madeOn, ...(asAt === undefined ? {} : { asAt }) });
}

const blocksOf = (report: Report) => report.sections.flatMap((section) => section.blocks);
const tablesOf = (report: Report): ReportTable[] => blocksOf(report).filter((block) => block.kind === 'table');
function tableNamed(report: Report, key: string): ReportTable {
  const table = tablesOf(report).find((one) => one.key === key);
  assert.ok(table !== undefined, `no table ${key}`);
  return table;
}
function wordsOf(report: Report): string {
  return blocksOf(report).flatMap((block) => (block.kind === 'sentences' ? block.sentences.map(({ text }) => text) : block.kind === 'text' ? block.paragraphs : block.kind === 'table' ? [block.caption, ...block.notes, ...(block.chart === undefined ? [] : [block.chart.title])] : [])).join('\n');
}
const movement = /\b(rose|fell) from\b|did not change/;

test('a report as at a day before its period is over says so at the top, and compares nothing with a whole period', () => withDemonstration(['halton-2023-24'], async (store) => {
  const whole = await reportOf(store, 'Halton', 'annual', financialYear(2023));
  assert.deepEqual(whole.notes, []);
  assert.match(wordsOf(whole), movement);

  const report = await reportOf(store, 'Halton', 'annual', financialYear(2023), day('2023-09-30'));
  assert.match(report.notes.join(' '), /The period was not over on 30 September 2023: it runs to 31 March 2024\./);
  assert.match(htmlOf(report), /The period was not over on 30 September 2023/);
  assert.doesNotMatch(wordsOf(report), movement);
  // The numbers stand, named for what they are.
  const years = tableNamed(report, 'years-both').rows.map((row) => [row.heading, row.cells[0]?.text]);
  assert.deepEqual(years.slice(-2), [['2022/23', '58'], ['2023/24 (to 30 September 2023)', '40']]);
  const headlines = blocksOf(report).find((block) => block.kind === 'headlines');
  assert.ok(headlines?.kind === 'headlines');
  assert.equal(headlines.figures.find((figure) => figure.heading === 'Complaints received')?.comparison, '58 in the whole of 2022/23');
  const months = tableNamed(report, 'months-by-procedure').rows.map((row) => [row.heading, row.cells[0]?.text]);
  assert.deepEqual(months.slice(5, 8), [['September', '1'], ['October', 'not yet'], ['November', 'not yet']]);
  // Headcounts of 31 March 2024 were nobody's knowledge in September.
  assert.equal(tablesOf(report).find((table) => table.key === 'activity'), undefined);
  assert.match(wordsOf(report), /No stage 2 was open on 30 September 2023\./);
}));

test('a log with one complaint of an earlier year is not compared with that year, whose own report says what it holds', () => withTestDatabase(async (store) => {
  const folder = await mkdtemp(join(tmpdir(), 'candour-strayshire-'));
  try {
    await writeFile(join(folder, 'authority.json'), JSON.stringify({ authority: 'Strayshire', name: 'Strayshire Council' }));
    await writeFile(join(folder, 'representations.csv'), `ref,received_on,service,handled_as,theme,stage1_responded_on,stage1_outcome
S0,2017-02-28,Care,statutory,Delay,2017-03-14,upheld
S1,2017-04-12,Care,statutory,Delay,2017-04-28,upheld
S2,2017-09-12,Care,statutory,Staff,2017-09-28,upheld
S3,2018-03-12,Care,statutory,Delay,2018-06-28,upheld
`);
    await takeIn(store, folder, [{ from: day('2017-02-28'), to: day('2018-03-12') }]);
    const report = await reportOf(store, 'Strayshire', 'annual', financialYear(2017));
    assert.deepEqual(report.notes, []);
    assert.doesNotMatch(wordsOf(report), movement);
    const stages = tableNamed(report, 'stages');
    assert.deepEqual(stages.columns.map((column) => column.heading), ['2017/18']);
    assert.ok(stages.notes.includes('Only a part of 2016/17 is on record, which does not compare with a whole period.'));

    const earlier = await reportOf(store, 'Strayshire', 'annual', financialYear(2016));
    assert.equal(earlier.notes[0], 'Not all of the period is on record: records are held for 28 February 2017 to 31 March 2017 only.');
    assert.deepEqual(tableNamed(earlier, 'months-all').rows.slice(-3).map((row) => [row.heading, row.cells[0]?.text]), [['January', 'not held'], ['February', '1'], ['March', '0']]);
    const authority = await authorityNamed(store.db, 'Strayshire');
    // The answer of June 2018 does not make 2018/19 a year on record.
    assert.equal(await nothingHeld(store.db, authority, financialYear(2018)), 'The records of Strayshire Council do not reach 1 April 2018 to 31 March 2019, and no figures were published for it. They are held for 28 February 2017 to 12 March 2018.');
    assert.equal(await nothingHeld(store.db, authority, financialYear(2016)), undefined);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}));

test('of a period with no records and nothing published there is no report, and why', () => withDemonstration(['halton-2023-24'], async (store) => {
  const halton = await authorityNamed(store.db, 'Halton');
  assert.equal(await nothingHeld(store.db, halton, financialYear(2023)), undefined);
  // Figures of 2022/23 were published.
  assert.equal(await nothingHeld(store.db, halton, financialYear(2022)), undefined);
  assert.match((await nothingHeld(store.db, halton, financialYear(2015))) ?? '', /do not reach 1 April 2015 to 31 March 2016.* held for 1 April 2023 to 31 March 2024\./);
  assert.match((await nothingHeld(store.db, halton, financialYear(2130))) ?? '', /begins on 1 April 2130, after today/);
  assert.match((await nothingHeld(store.db, halton, financialYear(2023), day('2001-01-01'))) ?? '', /Nothing of Halton Borough Council was on record by 1 January 2001/);
  assert.match((await nothingHeld(store.db, halton, financialYear(2023), day('2023-03-31'))) ?? '', /begins on 1 April 2023, after 31 March 2023/);
}));

test('a report is titled by its kind of period, else by its days', () => withDemonstration(['halton-2023-24'], async (store) => {
  const title = async (layout: string, from: string, to: string) => (await reportOf(store, 'Halton', layout, { from: day(from), to: day(to) })).title;
  assert.equal(await title('annual', '2023-04-01', '2024-03-31'), 'Complaints and compliments: annual report 2023/24');
  assert.equal(await title('annual', '2023-04-01', '2023-05-07'), 'Complaints and compliments: 1 April 2023 to 7 May 2023');
  assert.equal(await title('quarterly', '2023-04-01', '2023-06-30'), 'Complaints and compliments: Quarter 1 2023/24');
  assert.equal(await title('quarterly', '2023-04-01', '2024-03-31'), 'Complaints and compliments: 1 April 2023 to 31 March 2024');
  assert.equal(await title('half-year', '2023-04-01', '2023-09-30'), 'Complaints and compliments: April to September 2023');
}));

test('captions count the years that a table holds, and name nothing as a thing', () => withDemonstration(['halton-2023-24', 'doncaster-2017-18'], async (store) => {
  const halton = await reportOf(store, 'Halton', 'annual', financialYear(2023));
  assert.equal(tableNamed(halton, 'years-both').caption, 'Complaints over five years');
  assert.equal(tableNamed(halton, 'timeliness-years-corporate').caption, 'Corporate complaints answered within the time limits');
  assert.equal(tableNamed(await reportOf(store, 'Halton', 'half-year', { from: day('2023-04-01'), to: day('2023-09-30') }), 'stages-years').caption, 'Numbers at each stage');
  // What nobody told is said in one sentence of its section, and what is not held of the year before in one list.
  assert.match(wordsOf(halton), /Not on record for any of the 70: age of complainants; gender of complainants; disabled complainants; sexual orientation of complainants\./);
  assert.doesNotMatch(wordsOf(halton), /This breakdown is not held/);
  const terms = blocksOf(halton).flatMap((block) => (block.kind === 'definitions' ? block.definitions : []));
  assert.match(terms.find(({ term }) => term === 'Not held for 2022/23')?.meaning ?? '', /^The breakdowns in tables 1 to 3, .* are not held for 2022\/23\.$/);
  // One outcome, one status of a child, and compliments from outside alone: a column for all would say the same again. Procedures there are two.
  const headings = (key: string): string[] => tableNamed(halton, key).columns.map(({ heading }) => heading);
  assert.deepEqual(headings('ombudsman-decisions'), ['Closed after initial enquiries: out of jurisdiction']);
  assert.deepEqual(headings('young-people'), ['Child in care']);
  assert.deepEqual(headings('complaints-against-compliments'), ['Statutory complaints', 'All complaints', 'All compliments']);
  assert.deepEqual(headings('stage2-outcomes'), ['Statutory', 'Corporate', 'All']);
  // The table says who came two or more times; only then is told what became of it. One person came three times.
  const section = halton.sections.find((one) => one.key === 'representations');
  assert.ok((section?.blocks.findIndex((block) => block.key === 'repeat-complainants') ?? 0) < (section?.blocks.findIndex((block) => block.key === 'repeat-handled') ?? 0));
  assert.match(wordsOf(halton), /None of the 3 representations by this person were handled as statutory complaints\./);
  const ofDoncaster = await reportOf(store, 'Doncaster', 'annual', financialYear(2017));
  const doncaster = wordsOf(ofDoncaster);
  assert.deepEqual(tableNamed(ofDoncaster, 'stage2-time').rows.map(({ cells }) => cells.at(-1)?.text), ['62', '88'], 'a whole number of days beside one as it was published');
  assert.deepEqual(tableNamed(halton, 'stage2-time').rows.map(({ cells }) => cells.at(-1)?.text), ['36.0']);
  // Of the year before statutory and corporate complaints were published, and not their sum.
  assert.deepEqual(tableNamed(ofDoncaster, 'stages').rows.slice(1, 5).map(({ cells }) => cells.map(({ text }) => text)), [['252', 'only in parts'], ['229', '187'], ['23', '14'], ['27', 'not held']]);
  assert.equal(tableNamed(ofDoncaster, 'activity').notes[0], 'No headcounts are held for 31 March 2017.');
  assert.deepEqual(tableNamed(ofDoncaster, 'statistics-disability').rows.map(({ cells }) => cells[1]?.text), ['less than 1%', '10%', '89%'], 'one contact of 309 is not none');
  assert.match(doncaster, /Of the 110 contacts by these people, 85 \(77%\)/);
  assert.match(doncaster, /1\.25 statutory complaints for every 100 contacts that families and professionals made with the service\./);
}));

test('the stamp tells what is on record from what came in during the period', () => withDemonstration(['halton-2023-24'], async (store) => {
  const report = await reportOf(store, 'Halton', 'annual', financialYear(2023));
  assert.deepEqual([report.stamp.onRecord, report.stamp.representations, report.stamp.compliments], [{ representations: 71, compliments: 75 }, 70, 75]);
  assert.match(htmlOf(report), /71 representations on record, 70 of them received in the period; 75 compliments on record, all of them received in the period/);
}));
