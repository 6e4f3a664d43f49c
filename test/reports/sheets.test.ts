import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import type { Day } from '../../src/domain/day.ts';
import { chartsOf, exportChart, exportReport, exportTable, findChartFormat, findFormat } from '../../src/reporting/exporters/all.ts';
import { csvOf } from '../../src/reporting/exporters/csv.ts';
import { symbolOf } from '../../src/reporting/exporters/shorthand.ts';
import { xlsxOf } from '../../src/reporting/exporters/xlsx.ts';
import { unzipped } from '../../src/reporting/exporters/zip.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { composeReport, type ReportOptions } from '../../src/reporting/report.ts';
import type { Report, ReportCell, ReportRow, ReportTable } from '../../src/reporting/report-value.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { withDemonstration } from '../demonstration.ts';

type Reports = { readonly doncaster: Report; /** As it may be published: numbers under 5 hidden. */ readonly worcestershire: Report };
let composed: Promise<Reports> | undefined;

async function compose(): Promise<Reports> {
  return withDemonstration(['doncaster-2017-18', 'worcestershire-2023-24'], async (store, [doncaster = '', worcestershire = '']) => {
    const made = async (name: string, options: ReportOptions): Promise<Report> => {
      const authority = await authorityNamed(store.db, name);
      const layout = findLayout(authority.report?.layout ?? '');
      assert.ok(layout !== undefined && authority.report !== undefined);
      return composeReport(store.db, authority, layout, { from: authority.report.from, to: authority.report.to }, { madeOn: '2026-11-20' as Day, ...options });
    };
    return { doncaster: await made(doncaster, {}), worcestershire: await made(worcestershire, { disclosure: { rule: { threshold: 5 } } }) };
  });
}

const reports = (): Promise<Reports> => (composed ??= compose());

const linesOf = (csv: string): Record<string, string>[] => parse<Record<string, string>>(csv, { bom: true, columns: true });
const tablesOf = (report: Report): ReportTable[] => report.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
const rowsOf = (table: ReportTable): ReportRow[] => [...table.rows, ...(table.total === undefined ? [] : [table.total])];
/** What a sheet must hold of a cell: its number, unless the report itself counts (“3 of 7”) or says that there is none. */
const expected = (cell: ReportCell): string | number => symbolOf(cell) ?? (cell.value === null || / of /.test(cell.text) ? cell.text : cell.value);

async function exported(report: Report, key: string): Promise<Buffer> {
  const format = findFormat(key);
  assert.ok(format !== undefined);
  return (await exportReport(report, format)).content;
}

test('another reader finds every number of every table in the workbook, as a number, in the place that it has in the report', async () => {
  const { doncaster, worcestershire } = await reports();
  for (const report of [doncaster, worcestershire]) {
    const sheets = new Map((await readWorkbook(await exported(report, 'xlsx'))).map(({ sheet, data }) => [sheet, data]));
    let numbers = 0;
    for (const table of tablesOf(report)) {
      const data = sheets.get(`Table_${table.number}`);
      assert.ok(data !== undefined, `table ${table.number} has no sheet`);
      assert.equal(data[0]?.[0], `Table ${table.number}: ${table.caption}`);
      const rows = rowsOf(table);
      const body = data.slice(-rows.length);
      assert.deepEqual(body.map(([heading]) => String(heading)), rows.map(({ heading }) => heading.trim()));
      rows.forEach((row, at) => row.cells.forEach((cell, column) => {
        const found = body[at]?.[column + 1];
        const wanted = expected(cell);
        numbers += typeof wanted === 'number' ? 1 : 0;
        if (typeof wanted === 'number') assert.ok(typeof found === 'number' && Math.abs(found - wanted) < 1e-9, `table ${table.number}, ${row.heading}: ${String(found)} for ${wanted}`);
        else assert.equal(String(found), wanted.trim());
      }));
      const header = data.at(-rows.length - 1) ?? [];
      assert.equal(header[0], table.rowHeading);
      assert.equal(new Set(header.map((heading) => String(heading).toLowerCase())).size, table.columns.length + 1, `headings of table ${table.number}: ${header.join(' | ')}`);
      assert.ok(body.every((row) => row.slice(0, header.length).every((cell) => cell !== null)), `table ${table.number} has an empty cell`);
    }
    assert.ok(numbers > 150, `${numbers} numbers`);
    assert.equal([...sheets.keys()][0], 'Cover');
    assert.deepEqual([...sheets.keys()].filter((name) => name.length > 31), []);
    const cover = (sheets.get('Cover') ?? []).map((row) => row.join(' ')).join('\n');
    for (const [name] of sheets) if (name !== 'Cover') assert.ok(cover.includes(name), name);
    assert.match(cover, report === doncaster ? /Every number is given: this report is for use inside the council/ : /Numbers from 1 to 4, and those from which such a number could be worked out, are left out/);
    if (report !== doncaster) assert.deepEqual([cover.split('nobody can be recognised').length - 1, cover.includes('[c] Confidential: see “Small numbers” above.')], [1, true], 'what [c] stands for is told once');
  }
});

test('hidden numbers are in no file, whatever its form: no cell of a hidden number has one', async () => {
  const { worcestershire } = await reports();
  const hidden = tablesOf(worcestershire).flatMap((table) => rowsOf(table).flatMap(({ cells }) => cells.filter((cell) => cell.hidden === true)));
  assert.ok(hidden.length > 20);
  const lines = linesOf(csvOf(worcestershire));
  const marked = lines.filter((line) => line['hidden'] === 'yes');
  assert.equal(marked.length, hidden.length);
  assert.ok(marked.every((line) => line['value'] === '' && line['text'] === '[c]' && line['base'] === ''));
});

test('a workbook has no formula, merged cell, comment, hidden sheet, macro, author or company; each table’s header row is marked; the same report makes the same file', async () => {
  const { doncaster } = await reports();
  const made = await xlsxOf(doncaster);
  const parts = await unzipped(made, 1e8);
  assert.ok(parts !== undefined);
  const names = [...parts.keys()];
  assert.deepEqual(names.filter((name) => /comment|vba|external|app\.xml|custom|drawing/i.test(name)), []);
  const all = names.filter((name) => name.endsWith('.xml')).map((name) => parts.get(name)?.toString() ?? '').join('');
  assert.doesNotMatch(all, /<f[ >]|<mergeCell|state="(hidden|veryHidden)"|hidden="1"|<dc:creator|lastModifiedBy|<Company|<autoFilter/);
  assert.match(parts.get('docProps/core.xml')?.toString() ?? '', /<dc:title>Complaints and compliments: annual report 2017\/18 – Doncaster Children’s Services Trust<\/dc:title><dc:language>en-GB/);
  const tables = tablesOf(doncaster);
  const [first] = tables;
  assert.ok(first !== undefined);
  const xml = names.filter((name) => name.startsWith('xl/tables/')).map((name) => parts.get(name)?.toString() ?? '');
  assert.equal(xml.length, tables.length + 1 + 2 + 1, 'headlines, two procedures’ limits and the definitions beside the tables');
  assert.ok(xml.some((each) => each.includes('displayName="Table_1"') && each.includes(`<tableColumn id="1" name="${first.rowHeading}"/>`)));
  assert.ok(made.equals(await xlsxOf(doncaster)));
});

/** One table whose words a spreadsheet would run. */
function withFormulas(doncaster: Report): Report {
  const cell = (text: string, value: number | null): ReportCell => ({ text, value, numeric: value !== null, asked: [] });
  const table: ReportTable = {
    kind: 'table', key: 'k', number: 1, caption: '=1+1', rowHeading: '@SUM(A1)', columns: [{ key: 'a', heading: '-2', numeric: true }, { key: 'b', heading: '-2', numeric: true }, { key: 'c', heading: 'Words', numeric: false }],
    rows: [{ heading: '=HYPERLINK("http://example.org","x")', value: 'x', cells: [cell('−7', -7), cell('+15', 15), cell('\t=cmd\u0001', null)] }], notes: ['+a note'], crossFooting: [],
  };
  return { ...doncaster, sections: [{ key: 's', title: '=section', blocks: [table] }] };
}

test('words that look like formulas stay words, in CSV behind an apostrophe; a negative number stays a number', async () => {
  const { doncaster } = await reports();
  const report = withFormulas(doncaster);
  const [minus, plus] = linesOf(csvOf(report));
  assert.equal(minus?.['row'], "'=HYPERLINK(\"http://example.org\",\"x\")");
  assert.equal(minus?.['caption'], "'=1+1");
  assert.equal(minus?.['value'], '-7');
  assert.equal(plus?.['text'], "'+15");
  const sheets = await readWorkbook(await xlsxOf(report));
  const sheet = sheets.find((each) => each.sheet === 'Table_1')?.data ?? [];
  assert.deepEqual(sheet.at(-1)?.slice(0, 3), ['=HYPERLINK("http://example.org","x")', -7, 15]);
  assert.deepEqual(sheet.at(-2), ['@SUM(A1)', '-2', '-2 2', 'Words']);
});

test('CSV has one line for each printed number with the question behind it, in UTF-8 that a spreadsheet knows for it', async () => {
  const { doncaster, worcestershire } = await reports();
  for (const report of [doncaster, worcestershire]) {
    const file = (await exported(report, 'csv')).toString();
    assert.ok(file.startsWith('\uFEFFtable,caption,section,'));
    assert.ok(file.endsWith('\r\n'));
    const lines = linesOf(file);
    const cells = tablesOf(report).flatMap((table) => rowsOf(table).flatMap((row) => row.cells.map((cell, at) => ({ table, row, cell, column: table.columns[at] }))));
    assert.equal(lines.length, cells.length);
    cells.forEach(({ table, row, cell, column }, at) => {
      const line = lines[at];
      assert.deepEqual([line?.['table'], line?.['row'], line?.['column'], line?.['value'], line?.['base']], [String(table.number), row.heading, column?.heading, cell.value === null ? '' : String(cell.value), cell.base === undefined ? '' : String(cell.base)]);
      if (cell.text.includes('%')) assert.equal(line?.['unit'], 'per cent');
      if (cell.text.includes('£')) assert.equal(line?.['unit'], 'pounds');
      if (cell.asked[0] !== undefined) assert.equal(line?.['measure'], cell.asked[0].query.measure);
    });
  }
  const line = linesOf(csvOf(doncaster)).find((each) => each['row'] === 'Actions of worker' && each['value'] === '69');
  assert.deepEqual([line?.['from'], line?.['to'], line?.['measure'], line?.['conditions'], line?.['source'], line?.['unit']], ['2017-04-01', '2018-03-31', 'complaints', 'theme=Actions of worker; handled_as=statutory', 'records', 'number']);
});

test('one table by itself is the same lines, under a name that says which; of a number that the report lacks there is none', async () => {
  const { doncaster } = await reports();
  const third = await exportTable(doncaster, 3);
  assert.equal(third?.fileName, 'doncaster-annual-2017-04-01-to-2018-03-31-table-3.csv');
  const all = linesOf(csvOf(doncaster));
  assert.deepEqual(linesOf(third.content.toString()), all.filter((line) => line['table'] === '3'));
  assert.equal(await exportTable(doncaster, 999), undefined);
  const written: Report = { ...doncaster, sections: [{ key: 'own', title: 'What we learnt', blocks: [{ kind: 'words table', key: 'own', number: 1, caption: 'Put right', headings: ['Issue', 'Remedy'], rows: [[[{ text: 'Late letters' }], [{ text: '=An apology\nand ' }, { text: '[c]', figure: 'paid', value: null, hidden: true, asked: [] }]], [[{ text: 'Lost file' }], []]] }] }] };
  assert.deepEqual(linesOf((await exportTable(written, 1))?.content.toString() ?? '').map((line) => [line['table'], line['row_heading'], line['row'], line['column'], line['value'], line['text']]), [['1', 'Issue', 'Late letters', 'Remedy', '', "'=An apology\nand [c]"], ['1', 'Issue', 'Lost file', 'Remedy', '', '']]);
  const sheet = (await readWorkbook(await xlsxOf(written))).find((each) => each.sheet === 'Table_1')?.data ?? [];
  assert.deepEqual(sheet.slice(-3), [['Issue', 'Remedy'], ['Late letters', '=An apology\nand [c]'], ['Lost file', '[z]']]);
  const slides = await exported(written, 'slides');
  assert.match(slides.toString('latin1'), /\/Scope \/Row/, 'headings of rows on slides too');
});

/** What a PDF says for those who cannot see its pictures: strings in hexadecimal, or in brackets, which may hold others in pairs. */
function alternativesIn(raw: string): string[] {
  return raw.split('/Alt ').slice(1).map((rest) => {
    const hex = /^<FEFF([0-9A-F]+)>/.exec(rest)?.[1];
    if (hex !== undefined) return Buffer.from(hex, 'hex').swap16().toString('utf16le');
    let [depth, at, text] = [1, 1, ''];
    for (; depth > 0 && at < rest.length; at += 1) {
      const character = rest.charAt(at);
      depth += character === '(' ? 1 : character === ')' ? -1 : 0;
      if (character === '\\') at += 1;
      if (depth > 0) text += rest.charAt(at);
    }
    return text;
  });
}

test('words of somebody’s own and what was picked stand on slides in their section’s place: thirteen lines on each', async () => {
  const { doncaster } = await reports();
  const pagesWith = async (blocks: Report['sections'][number]['blocks']): Promise<number> => {
    const pdf = await exported({ ...doncaster, sections: [...doncaster.sections, { key: 'own', title: 'What we learnt', blocks }] }, 'slides');
    return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  };
  const points = (count: number) => ({ kind: 'narrative' as const, key: 'words', paragraphs: Array.from({ length: count }, () => ({ as: 'point' as const, parts: [{ text: 'We listened' }] })) });
  const none = await pagesWith([]);
  assert.equal(await pagesWith([points(5), { kind: 'quotes', key: 'quotes', quotes: [{ text: 'Thank you', attribution: 'Parent' }] }]), none + 1);
  assert.equal(await pagesWith([points(13)]), none + 3, 'six on a slide');
});

test('slides keep to PDF/UA: a title, headlines, each chart with its numbers in words, and what the figures mean', async () => {
  const { doncaster } = await reports();
  const pdf = await exported(doncaster, 'slides');
  const raw = pdf.toString('latin1');
  assert.match(raw, /<pdfuaid:part>1<\/pdfuaid:part>/);
  assert.match(raw, /\/Lang \(en-GB\)/);
  assert.match(raw, /\/MediaBox \[0 0 960\.0\d* 540/);
  assert.doesNotMatch(raw, /\/Author|<dc:creator/);
  const alternatives = alternativesIn(raw);
  const charts = chartsOf(doncaster);
  for (const chart of charts) {
    const told = alternatives.filter((each) => each.startsWith(`${chart.title}. `)).join(' ');
    for (const [at, category] of chart.categories.entries()) for (const series of chart.series) assert.ok(told.includes(category) && told.includes(series.texts[at] ?? ''), `${chart.title}: ${category}`);
  }
  const pages = raw.match(/\/Type \/Page\b/g)?.length ?? 0;
  assert.ok(pages >= charts.length + 3 && pages <= charts.length * 2 + 6, `${pages} slides`);
  assert.ok(pdf.equals(await exported(doncaster, 'slides')));
});

test('a picture of a chart says by itself what it shows, at twice its size as PNG, in letters that it brings itself', async () => {
  const { worcestershire } = await reports();
  const [svgFormat, pngFormat] = [findChartFormat('svg'), findChartFormat('png')];
  assert.ok(svgFormat !== undefined && pngFormat !== undefined);
  const chart = chartsOf(worcestershire).find(({ note }) => note !== undefined);
  assert.ok(chart !== undefined);
  const svg = await exportChart(worcestershire, chart.number, svgFormat);
  assert.match(svg?.fileName ?? '', /-figure-\d+\.svg$/);
  const words = [...(svg?.content.toString() ?? '').matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' ').replaceAll('&amp;', '&');
  for (const part of [chart.title, chart.subtitle, chart.note, chart.caption]) assert.ok(part !== undefined && words.includes(part), `${part ?? 'a part'} is not in the picture`);
  const png = (await exportChart(worcestershire, chart.number, pngFormat))?.content ?? Buffer.alloc(0);
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.equal(png.readUInt32BE(16), 2 * Number(/width="(\d+)"/.exec(svg?.content.toString() ?? '')?.[1] ?? 0));
  // Without letters both would be the same empty bars.
  const { chartPng } = await import('../../src/reporting/exporters/chart-picture.ts');
  assert.ok(!png.equals(await chartPng({ ...chart, title: 'Another finding' })));
  assert.equal(await exportChart(worcestershire, 999, svgFormat), undefined);
});

const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version'], { timeout: 20_000 }).status === 0);

test('LibreOffice opens the workbook and reads the same numbers', { skip: office === undefined ? 'LibreOffice is not installed' : false }, async (t) => {
  assert.ok(office !== undefined);
  const { worcestershire } = await reports();
  const folder = await mkdtemp(join(tmpdir(), 'candour-sheets-'));
  try {
    await writeFile(join(folder, 'report.xlsx'), await xlsxOf(worcestershire));
    execFileSync(office, [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1', '--outdir', folder, join(folder, 'report.xlsx')], { timeout: 120_000, stdio: 'ignore' });
    const files = (await readdir(folder)).filter((name) => name.endsWith('.csv'));
    if (files.length === 0) {
      t.skip('this LibreOffice has no spreadsheet program');
      return;
    }
    for (const table of tablesOf(worcestershire)) {
      const rows = rowsOf(table);
      const read = parse(await readFile(join(folder, `report-Table_${table.number}.csv`), 'utf8'), { relax_column_count: true }).slice(-rows.length);
      rows.forEach((row, at) => row.cells.forEach((cell, column) => {
        const wanted = expected(cell);
        const found = read[at]?.[column + 1] ?? '';
        if (typeof wanted === 'number') assert.ok(Math.abs(Number(found) - wanted) < 1e-6, `table ${table.number}, ${row.heading}: ${found} for ${wanted}`);
        else assert.equal(found, wanted);
      }));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
