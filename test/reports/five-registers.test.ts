import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day } from '../../src/domain/day.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { composeReport } from '../../src/reporting/report.ts';
import type { Report, ReportTable } from '../../src/reporting/report-value.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import type { Store } from '../../src/store/store.ts';
import { demonstrationRegisters, withDemonstration } from '../demonstration.ts';
import { printedOtherwise } from './printed-by-councils.ts';

async function reportOf(store: Store, name: string): Promise<Report> {
  const authority = await authorityNamed(store.db, name);
  assert.ok(authority.report !== undefined);
  const layout = findLayout(authority.report.layout);
  assert.ok(layout !== undefined);
  return composeReport(store.db, authority, layout, { from: authority.report.from, to: authority.report.to }, { madeOn: '2026-11-20' as Day });
}

function tableNamed(report: Report, key: string): ReportTable {
  const table = report.sections.flatMap((section) => section.blocks).find((block) => block.kind === 'table' && block.key === key);
  assert.ok(table?.kind === 'table', `${report.authority.name} has no table ${key}`);
  return table;
}

/** A table as it is printed, a list for each row. */
function rowsOf(report: Report, key: string): string[][] {
  const table = tableNamed(report, key);
  return [...table.rows, ...(table.total === undefined ? [] : [table.total])].map((row) => [row.heading, ...row.cells.map((cell) => cell.text)]);
}

function headingsOf(report: Report, key: string): string[] {
  return tableNamed(report, key).columns.map((column) => [column.group, column.heading].filter((part) => part !== undefined).join(' '));
}

function sentencesOf(report: Report): string {
  return report.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'sentences' ? block.sentences.map(({ text }) => text) : block.kind === 'text' ? block.paragraphs : []))).join('\n');
}

test('every figure that the five councils printed stands in the report made from its register, with the same number', async () => {
  await withDemonstration(demonstrationRegisters, async (store, authorities) => {
    for (const [at, register] of demonstrationRegisters.entries()) {
      const report = await reportOf(store, authorities[at] ?? '');
      const wrong = printedOtherwise(report, register);
      assert.deepEqual(wrong, [], register);
      assert.deepEqual(report.notes, [], `${register}: every table adds up to its total`);
    }
  });
});

test('the tables of Doncaster’s year, row by row as its trust printed them', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store) => {
    const report = await reportOf(store, 'Doncaster');
    assert.deepEqual(headingsOf(report, 'handling'), ['2017/18 Number', '2017/18 %', '2016/17 Number', '2016/17 %']);
    assert.deepEqual(rowsOf(report, 'handling'), [
      ['Statutory', '229', '74%', '187', '60%'], ['Corporate', '23', '7%', '14', '5%'], ['Resolved informally', '14', '5%', '65', '21%'], ['Withdrawn', '43', '14%', '44', '14%'],
      ['All contacts', '309', '100%', '310', '100%'],
    ]);
    assert.deepEqual(rowsOf(report, 'repeat-complainants'), [['2', '15'], ['3', '6'], ['4', '5'], ['5', '1'], ['12', '1'], ['25', '1'], ['All who made two or more', '29']]);
    assert.deepEqual(rowsOf(report, 'young-people').at(-1), ['All routes', '2', '23', '3', '5', '33']);
    assert.deepEqual(rowsOf(report, 'themes-statutory').find(([theme]) => theme === 'Poor communication'), ['Poor communication', '49', '35', '71%', '46', '36', '78%']);
    assert.deepEqual(rowsOf(report, 'themes-statutory').at(-1), ['All themes', '229', '101', '44%', '187', '97', '52%']);
    assert.deepEqual(rowsOf(report, 'bands-statutory'), [['Within 10 working days', '69', '30%'], ['11 to 20 working days', '80', '35%'], ['Over 20 working days', '80', '35%'], ['All answered', '229', '100%']]);
    assert.deepEqual(rowsOf(report, 'compliments-origin').at(-1), ['All compliments', '135', '160', '295']);
    assert.deepEqual(rowsOf(report, 'complaints-against-compliments').find(([area]) => area?.endsWith('North')), ['Area Child Protection Service: North', '30', '34', '19', '16', '35']);
  });
});

test('three years of stage 2 costs: £42,374.21 for 6 is £7,062.37 each, and the second year cost £22,284.30 less', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store) => {
    const report = await reportOf(store, 'Doncaster');
    assert.deepEqual(headingsOf(report, 'stage2-costs'), ['Stage 2 completed', 'Spend', 'Average cost', 'Less than in the first year', '% less', 'Average working days']);
    assert.deepEqual(rowsOf(report, 'stage2-costs'), [
      ['2015/16', '6', '£42,374.21', '£7,062.37', '', '', '120'],
      ['2016/17', '5', '£20,089.91', '£4,017.98', '£22,284.30', '53%', '62'],
      ['2017/18', '2', '£9,292.33', '£4,646.17', '£33,081.88', '78%', '88'],
    ]);
  });
});

test('stage 2 cases stand under pseudonyms, and their references nowhere in the report', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store) => {
    const report = await reportOf(store, 'Doncaster');
    assert.deepEqual(rowsOf(report, 'stage2-cases').map((row) => [row[0], row[2], row[3], row[4], row[5], row[6]]), [
      ['Person 1', '20 February 2017', '29 March 2017', '18 April 2017', '77', '£6,265.11'],
      ['Person 2', 'Not agreed', '16 February 2018', '28 March 2018', '99', '£3,027.22'],
      ['All', '', '', '', '', '£9,292.33'],
    ]);
    assert.doesNotMatch(JSON.stringify(report), /DN1[67]-\d|DP\d{3}/);
  });
});

test('Halton’s five years of answers in time, and its outcomes with those of earlier years', async () => {
  await withDemonstration(['halton-2023-24'], async (store) => {
    const report = await reportOf(store, 'Halton');
    assert.deepEqual(rowsOf(report, 'timeliness-years-statutory').map((row) => [row[0], row[2], row[3], row[4]]), [
      ['2019/20', '30%', '67%', '33%'], ['2020/21', '50%', '85%', '15%'], ['2021/22', '35%', '80%', '20%'], ['2022/23', '23%', '54%', '46%'], ['2023/24', '33%', '79%', '21%'],
    ]);
    assert.deepEqual(rowsOf(report, 'themes-by-outcome-all'), [
      ['Assessment and review process', '0', '5', '12', '17', '24%'], ['Service provision', '7', '9', '30', '46', '66%'], ['Staff', '1', '1', '5', '7', '10%'], ['All themes', '8', '15', '47', '70', '100%'],
    ]);
    assert.deepEqual(rowsOf(report, 'upheld-years-together').map((row) => row.slice(0, 5)), [
      ['2019/20', '51', 'not held', 'not held', 'not held'], ['2020/21', '50', '5', '12', '33'], ['2021/22', '57', '4', '11', '42'], ['2022/23', '58', '9', '12', '37'], ['2023/24', '70', '8', '15', '47'],
    ]);
    assert.deepEqual(rowsOf(report, 'services-by-procedure').at(-1), ['All divisions', '24', '46', '70', '58']);
    assert.deepEqual(rowsOf(report, 'compliments-years').map((row) => row[1]), ['92', '73', '65', '75']);
    assert.match(sentencesOf(report), /No review panels were held in the period\./);
    assert.match(sentencesOf(report), /No payments for investigations or panels are on record, so that costs cannot be given\./);
  });
});

test('Herefordshire’s quarter: 7 complaints are counted and never put as a percentage, and its open stage 2 adds to 20', async () => {
  await withDemonstration(['herefordshire-2024-25-q1'], async (store) => {
    const report = await reportOf(store, 'Herefordshire');
    assert.deepEqual(rowsOf(report, 'bands-all'), [['Within 10 working days', '2'], ['11 to 20 working days', '5'], ['Over 20 working days', '0'], ['All answered', '7']]);
    assert.deepEqual(rowsOf(report, 'stage2-open'), [['Statement of complaint not yet agreed', '9'], ['Under investigation', '6'], ['Sent for adjudication', '3'], ['Report sent to the complainant', '2'], ['Adjudicated, not closed', '0'], ['All open', '20']]);
    assert.deepEqual(rowsOf(report, 'themes-all').map((row) => row.slice(0, 2)), [['Service failure', '3'], ['Staff attitude', '4'], ['Delay or wrong information', '0'], ['No or poor communication', '0'], ['Disagree with council decision', '0'], ['All categories', '7']]);
    assert.match(sentencesOf(report), /Complaints fell from 22 in Quarter 1 2023\/24 to 7 in Quarter 1 2024\/25, a fall of 15 \(68\.2%\)\./);
    assert.match(sentencesOf(report), /£11,507\.60/);
  });
});

test('Wokingham’s half-year against two earlier ones, for each procedure', async () => {
  await withDemonstration(['wokingham-2023-24-h1'], async (store) => {
    const report = await reportOf(store, 'Wokingham');
    assert.deepEqual(headingsOf(report, 'stages-years-statutory'), ['April to September 2021', 'April to September 2022', 'April to September 2023']);
    assert.deepEqual(rowsOf(report, 'stages-years-statutory'), [['Stage 1', '18', '16', '13'], ['Stage 2 requests', '3', '3', '0'], ['Review panels', '0', '0', '0']]);
    assert.deepEqual(rowsOf(report, 'stages-years-corporate'), [['Stage 1', '12', '10', '34'], ['Stage 2 requests', 'not held', 'not held', '5']]);
    assert.deepEqual(rowsOf(report, 'outcomes-received-statutory'), [['Upheld', '3'], ['Partially upheld', '6'], ['Not upheld', '4'], ['All received', '13']]);
    const charts = report.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'table' && block.chart !== undefined ? [block.chart.kind] : [])));
    assert.deepEqual([...new Set(charts)].sort(), ['bars', 'months', 'multiples', 'stacked']);
  });
});

test('Worcestershire’s outcomes of two years, and a published 83% that is not printed as 83.00%', async () => {
  await withDemonstration(['worcestershire-2023-24'], async (store) => {
    const report = await reportOf(store, 'Worcestershire');
    assert.deepEqual(rowsOf(report, 'outcomes-completed-all'), [
      ['Upheld', '42', '14.6%', '25', '10.1%'], ['Partially upheld', '39', '13.5%', '50', '20.2%'], ['Not upheld', '107', '37.2%', '126', '50.8%'], ['No finding', '9', '3.1%', '1', '0.4%'],
      ['Discontinued, withdrawn, redirected or duplicate', '91', '31.6%', '46', '18.5%'], ['All completed', '288', '100.0%', '248', '100.0%'],
    ]);
    assert.deepEqual(rowsOf(report, 'stage2-time').map((row) => row.slice(0, 4)), [['2022/23', 'not held', '83%', '17%'], ['2023/24', '41', '92.68%', '7.32%']]);
    assert.deepEqual(rowsOf(report, 'compliments-service').find(([area]) => area === 'Children with Disabilities'), ['Children with Disabilities', '0', '0%', '1', '1%']);
    assert.deepEqual(rowsOf(report, 'compliments-service').at(-1), ['All compliments', '122', '100%', '94', '100%']);
    assert.match(sentencesOf(report), /None of the 11 review panels were held within 30 working days of the request\./);
    assert.match(sentencesOf(report), /Complaint points fell from 551 in 2022\/23 to 479 in 2023\/24, a fall of 72 \(13\.1%\)\./);
  });
});

test('a report as at a day counts only what was on record by then, and says so; the same records give the same proof', async () => {
  await withDemonstration(['herefordshire-2024-25-q1'], async (store) => {
    const authority = await authorityNamed(store.db, 'Herefordshire');
    const layout = findLayout('quarterly');
    assert.ok(layout !== undefined && authority.report !== undefined);
    const period = { from: authority.report.from, to: authority.report.to };
    // Two complaints came in by the end of April.
    const early = await composeReport(store.db, authority, layout, period, { asAt: '2024-04-30' as Day, madeOn: '2026-11-20' as Day });
    assert.equal(early.asAt, '2024-04-30');
    assert.deepEqual(rowsOf(early, 'months-all').map((row) => row[1]), ['2', 'not yet', 'not yet', '2']);
    const [one, other] = [await reportOf(store, 'Herefordshire'), await reportOf(store, 'Herefordshire')];
    assert.equal(one.stamp.hash, other.stamp.hash);
    assert.notEqual(one.stamp.hash, early.stamp.hash);
  });
});
