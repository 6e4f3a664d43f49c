import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Day } from '../../src/domain/day.ts';
import { exportReport, fileNameOf, findFormat } from '../../src/reporting/exporters/all.ts';
import { saidOnce } from '../../src/reporting/exporters/said-once.ts';
import type { Layout, WordsTableSpec } from '../../src/reporting/layout.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { composeReport } from '../../src/reporting/report.ts';
import type { Report, ReportBlock, ReportTable, ReportWordsTable } from '../../src/reporting/report-value.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { withDemonstration } from '../demonstration.ts';
import { smallJpeg, smallPng } from './pictures.ts';
import { allOf, badNesting, filesOf, isInstalled, structureOf, textIn } from './office-files.ts';

type Made = { readonly name: string; readonly report: Report; readonly docx: Buffer; readonly pdf: Buffer; readonly html: string };
let made: Promise<readonly Made[]> | undefined;
const folder = await mkdtemp(join(tmpdir(), 'candour-word-'));
after(() => rm(folder, { recursive: true, force: true }));

async function exported(report: Report, key: string): Promise<Buffer> {
  const format = findFormat(key);
  assert.ok(format !== undefined, key);
  return (await exportReport(report, format)).content;
}

const ofPicture = { kind: 'picture', width: 60, height: 40, across: 'half' } as const;
const pictures: readonly ReportBlock[] = [
  { ...ofPicture, key: 'photograph', hash: 'a'.repeat(64), type: 'jpeg', alt: 'A blue wall with a yellow window', caption: 'Our new house', data: smallJpeg.toString('base64') },
  { ...ofPicture, key: 'flourish', hash: 'b'.repeat(64), type: 'png', alt: '', decorative: true, data: smallPng.toString('base64') },
];

/** Written by somebody: a cell of two lines, one with a figure, and one in which nothing stands. */
const wordsTable: WordsTableSpec = {
  kind: 'words table', key: 'put-right', caption: 'What was complained about', headings: ['Issue', 'Outcome', 'What was put right'],
  rows: [['A letter went to an old address', 'Upheld', 'We said sorry\nAddresses are checked before a letter goes'], ['Visits were moved', 'Partly upheld: one of {{all}}', '']], figures: { all: { figure: { measure: 'complaints' }, as: 'count' } },
};

/** A quarterly report as it is published, a half-year's and an annual one with every number, each in the three forms. */
async function reports(): Promise<readonly Made[]> {
  made ??= withDemonstration(['herefordshire-2024-25-q1', 'wokingham-2023-24-h1', 'doncaster-2017-18'], async (store) => {
    const all: Made[] = [];
    for (const name of ['Herefordshire', 'Wokingham', 'Doncaster']) {
      const authority = await authorityNamed(store.db, name);
      const layout = findLayout(authority.report?.layout ?? '');
      assert.ok(layout !== undefined && authority.report !== undefined);
      const own: Layout = name !== 'Doncaster' ? layout : { ...layout, sections: [...layout.sections.slice(0, 2), { key: 'own', title: 'What was put right', blocks: [wordsTable] }, ...layout.sections.slice(2)] };
      const composed = await composeReport(store.db, authority, own, authority.report, { madeOn: '2026-11-20' as Day, reference: 'P7', ...(name === 'Herefordshire' ? { disclosure: { rule: { threshold: 5 } } } : {}) });
      const report: Report = name !== 'Doncaster' ? composed : { ...composed, sections: composed.sections.map((section) => (section.key === 'own' ? { ...section, blocks: [...section.blocks, ...pictures] } : section)) };
      all.push({ name, report, docx: await exported(report, 'docx'), pdf: await exported(report, 'pdf'), html: (await exported(report, 'html')).toString('utf8') });
    }
    return all;
  });
  return made;
}

function blocksOf(report: Report): readonly ReportBlock[] {
  return report.sections.flatMap((section) => section.blocks);
}

function tablesOf(report: Report): readonly ReportTable[] {
  return blocksOf(report).filter((block) => block.kind === 'table');
}

/** What a table's rows say, total and row headings included, as they are to stand in every kind of file. */
function rowsOf(table: ReportTable | ReportWordsTable): readonly (readonly string[])[] {
  if (table.kind === 'words table') return table.rows.map((cells) => cells.map((parts) => parts.map(({ text }) => text).join('').replaceAll('\n', '')));
  return [...table.rows, ...(table.total === undefined ? [] : [table.total])].map((row) => [row.heading, ...row.cells.map(({ text }) => text)]);
}

test('every number of every table is the same in Word, in PDF and on the page as in the report', async () => {
  for (const { name, report, docx, pdf, html } of await reports()) {
    const tables = blocksOf(report).filter((block) => block.kind === 'table' || block.kind === 'words table');
    assert.ok(tables.length > 10, name);
    const body = filesOf(docx).get('word/document.xml') ?? '';
    const inWord = [...body.matchAll(/<w:pStyle w:val="Caption"\/>((?:(?!<\/w:p>)[^])*)<\/w:p><w:tbl>([^]*?)<\/w:tbl>/g)].flatMap(([, caption = '', rows = '']) => {
      const words = textIn(caption.replaceAll(/<w:instrText[^]*?<\/w:instrText>/g, ''));
      return words.startsWith('Table ') ? [{ caption: words, rows: [...rows.matchAll(/<w:tr\b[^]*?<\/w:tr>/g)].map(([row]) => row).filter((row) => !row.includes('<w:tblHeader/>')).map((row) => [...row.matchAll(/<w:tc>[^]*?<\/w:tc>/g)].map(([cell]) => textIn(cell))) }] : [];
    });
    const inPdf = allOf(structureOf(pdf), 'Table').flatMap((table) => {
      const [caption] = allOf(table, 'Caption');
      return caption?.text.startsWith('Table ') === true ? [{ caption: caption.text, rows: allOf(table, 'TBody').flatMap((part) => allOf(part, 'TR')).map((row) => row.kids.map((cell) => cell.text)) }] : [];
    });
    const onPage = [...html.matchAll(/<table[^]*?<\/table>/g)].map(([table]) => ({
      caption: textIn(/<caption[^]*?<\/caption>/.exec(table)?.[0] ?? ''), rows: [.../<tbody[^]*/.exec(table)?.[0].matchAll(/<tr[^]*?<\/tr>/g) ?? []].map(([row]) => [...row.matchAll(/<(t[hd])\b[^]*?<\/\1>/g)].map(([cell]) => textIn(cell))),
    })).filter(({ caption }) => caption.startsWith('Table '));
    const expected = tables.map((table) => ({ caption: `Table ${table.number}: ${table.caption}`, rows: rowsOf(table) }));
    assert.deepEqual(onPage, expected, `${name} on the page`);
    assert.deepEqual(inWord, expected, `${name} in Word`);
    // typst breaks lines of words where they have spaces, and does not print those.
    const plain = (all: typeof expected) => all.map(({ caption, rows }) => ({ caption: caption.replaceAll(' ', ''), rows: rows.map((row) => row.map((text) => text.replaceAll(' ', ''))) }));
    assert.deepEqual(plain(inPdf), plain(expected), `${name} in PDF`);
  }
});

test('what stands outside tables is in Word and in PDF: headlines, sentences, narrative, quotes, notes and references', async () => {
  for (const { name, report, docx, pdf } of await reports()) {
    const word = textIn((filesOf(docx).get('word/document.xml') ?? '').replaceAll('</w:p>', '\n')).replaceAll('\u{A0}', ' ');
    const said = structureOf(pdf).text.replaceAll(/\s/g, '');
    const texts = [
      report.title, report.audience, report.authority.name, ...report.notes, report.stamp.hash, ...report.sections.map((section, index) => `${index + 1}. ${section.title}`),
      ...report.sections.flatMap(saidOnce).flatMap((block): readonly string[] => {
        switch (block.kind) {
          case 'headlines': return block.figures.flatMap(({ heading, text, comparison }) => [heading, text, ...(comparison === undefined ? [] : [comparison])]);
          case 'sentences': return block.sentences.map(({ text }) => text);
          case 'text': return block.paragraphs;
          case 'quotes': return block.quotes.flatMap(({ text, attribution }) => [text, attribution]);
          case 'narrative': return block.paragraphs.flatMap(({ parts }) => [parts.map(({ text }) => text).join('')]);
          case 'actions': return block.actions.flatMap(({ text, standing }) => [text, standing]);
          case 'limits': return [block.caption, ...block.limits.flatMap(({ step, limit, source }) => [step, limit, source])];
          case 'definitions': return block.definitions.flatMap(({ term, meaning }) => [term, meaning]);
          case 'picture': return [block.caption ?? ''];
          case 'words table': return [block.caption, ...block.headings];
          case 'table': return [...(block.base === undefined ? [] : [`Base: ${block.base}.`]), ...block.notes, ...(block.reference === undefined ? [] : [`Reference: ${block.reference}.`]), ...(block.chart === undefined ? [] : [block.chart.title, block.chart.caption])];
          default: return block satisfies never;
        }
      }),
    ];
    assert.ok(texts.length > 60, name);
    assert.deepEqual(texts.filter((text) => !word.includes(text)), [], `${name} in Word`);
    assert.deepEqual(texts.filter((text) => !said.includes(text.replaceAll(/\s/g, ''))), [], `${name} in PDF`);
  }
});

test('a number that is hidden is [c] in Word and in PDF, with the note that says why', async () => {
  const { report, docx, pdf } = (await reports())[0]!;
  const hidden = tablesOf(report).flatMap((table) => table.rows.flatMap((row) => row.cells.filter((cell) => cell.hidden === true)));
  assert.ok(hidden.length > 0);
  assert.ok(hidden.every(({ text }) => text === '[c]'));
  const word = textIn((filesOf(docx).get('word/document.xml') ?? '').replaceAll('</w:p>', '\n'));
  assert.match(word, /\[c\] stands for a number that is left out/);
  const structure = structureOf(pdf);
  // Letters on charts are said by the PDF alone; in Word they are part of a picture.
  const onCharts = allOf(structure, 'Figure').reduce((all, figure) => all + figure.text.split('[c]').length - 1, 0);
  assert.equal(structure.text.split('[c]').length - onCharts, word.split('[c]').length);
});

test('Word: headings are headings, captions are numbered fields, heading rows repeat, rows are not parted, numbers stand to the right', async () => {
  for (const { name, report, docx } of await reports()) {
    const files = filesOf(docx);
    for (const [path, xml] of files) if (/\.(?:xml|rels|svg)$/.test(path)) assert.equal(badNesting(xml), undefined, `${name} ${path}`);
    const body = files.get('word/document.xml') ?? '';
    const headings = [...body.matchAll(/<w:pStyle w:val="Heading1"\/>[^]*?<\/w:p>/g)].map(([paragraph]) => textIn(paragraph));
    assert.deepEqual(headings, [...report.sections.map((section, index) => `${index + 1}. ${section.title}`), 'How this report was made']);
    const tables = body.match(/<w:tbl>[^]*?<\/w:tbl>/g) ?? [];
    for (const table of tables) {
      const rows = table.match(/<w:tr\b[^]*?<\/w:tr>/g) ?? [];
      assert.match(rows[0] ?? '', /<w:tblHeader\/>/, name);
      assert.equal(rows.filter((row) => row.includes('<w:cantSplit/>')).length, rows.length);
      assert.match(table, /<w:tblLook [^>]*w:firstRow="true"[^>]*w:firstColumn="true"|<w:tblLook [^>]*w:firstColumn="true"[^>]*w:firstRow="true"/);
    }
    const numbersSet = (label: string): number[] => [...body.matchAll(new RegExp(`SEQ ${label} \\\\\\* ARABIC \\\\r (\\d+)"[^]*?<w:t[^>]*>\\1</w:t>`, 'g'))].map((match) => Number(match[1]));
    assert.deepEqual(numbersSet('Table'), blocksOf(report).flatMap((block) => (block.kind === 'table' || block.kind === 'words table' ? [block.number] : [])), name);
    assert.deepEqual(numbersSet('Figure'), tablesOf(report).flatMap(({ chart }) => chart?.number ?? []), name);
    const numeric = tablesOf(report).reduce((all, table) => all + rowsOf(table).length * table.columns.filter((column) => column.numeric).length, 0);
    const headlines = blocksOf(report).reduce((all, block) => all + (block.kind === 'headlines' ? block.figures.length : 0), 0);
    assert.equal(body.match(/<w:pStyle w:val="TableNumber"\/>/g)?.length, numeric + headlines, name);
    assert.match(files.get('word/styles.xml') ?? '', /w:styleId="TableNumber"[^]*?<w:jc w:val="right"\/>/);
    assert.match(files.get('word/styles.xml') ?? '', /<w:lang w:val="en-GB"/);
  }
});

test('Word: the contents list every section with the number of its page, and nothing asks the reader to update it', async () => {
  for (const { report, docx } of await reports()) {
    const files = filesOf(docx);
    const contents = /<w:instrText[^>]*>\s*TOC [^]*?<\/w:sdtContent>/.exec(files.get('word/document.xml') ?? '')?.[0] ?? '';
    const entries = [...contents.matchAll(/<w:hyperlink\b[^]*?<\/w:hyperlink>/g)].map(([entry]) => ({ title: textIn(/<w:t\b[^]*?<\/w:t>/.exec(entry)?.[0] ?? ''), page: Number(/separate"\/><w:t[^>]*>(\d+)<\/w:t>/.exec(entry)?.[1]) }));
    assert.deepEqual(entries.map(({ title }) => title), [...report.sections.map((section, index) => `${index + 1}. ${section.title}`), 'How this report was made']);
    const pages = entries.map(({ page }) => page);
    assert.equal(pages[0], 3);
    assert.deepEqual(pages, pages.toSorted((one, other) => one - other));
    assert.doesNotMatch(files.get('word/document.xml') ?? '', /w:dirty/);
    assert.doesNotMatch(files.get('word/settings.xml') ?? '', /updateFields/);
  }
});

test('Word: every chart is a drawing with a picture for older programs, and has its finding and its numbers in words', async () => {
  for (const { name, report, docx } of await reports()) {
    const files = filesOf(docx);
    const all = (files.get('word/document.xml') ?? '').match(/<w:drawing>[^]*?<\/w:drawing>/g) ?? [];
    const drawings = all.filter((drawing) => drawing.includes('svgBlip'));
    // What somebody uploaded: one that says what it shows, and one that readers of the screen skip.
    const uploaded = all.filter((drawing) => !drawing.includes('svgBlip'));
    assert.deepEqual(uploaded.map((drawing) => [/\sdescr="([^"]*)"/.exec(drawing)?.[1] ?? '', /decorative[^>]* val="(?:1|true)"/.test(drawing)]), name === 'Doncaster' ? [['A blue wall with a yellow window', false], ['', true]] : [], name);
    const charts = tablesOf(report).flatMap(({ chart }) => (chart === undefined ? [] : [chart]));
    assert.deepEqual(drawings.map((drawing) => ({ title: textIn(/<wp:docPr [^>]*\stitle="([^"]*)"/.exec(drawing)?.[1] ?? ''), description: textIn(/<wp:docPr [^>]*\sdescr="([^"]*)"/.exec(drawing)?.[1] ?? '') })), charts.map(({ title, description }) => ({ title, description })), name);
    assert.equal([...files.keys()].filter((path) => path.endsWith('.svg')).length, charts.length);
    assert.equal([...files.keys()].filter((path) => path.endsWith('.png')).length, charts.length + (name === 'Doncaster' ? 1 : 0));
  }
});

test('neither file says who made it: no author, comment, tracked change, hidden word or link to elsewhere', async () => {
  for (const { name, report, docx, pdf } of await reports()) {
    const files = filesOf(docx);
    const core = files.get('docProps/core.xml') ?? '';
    assert.equal(textIn(/<dc:title>[^]*?<\/dc:title>/.exec(core)?.[0] ?? ''), report.title);
    assert.doesNotMatch(core, /creator|lastModifiedBy|description|keywords|subject/);
    assert.doesNotMatch(files.get('docProps/app.xml') ?? '', /Company|Manager|Template/);
    assert.doesNotMatch([...files.keys()].join(), /comments|people|vba|customXml/);
    assert.doesNotMatch(files.get('word/document.xml') ?? '', /<w:(?:ins|del|vanish|commentReference|rsid)\b|w:author/);
    assert.doesNotMatch([...files].filter(([path]) => path.endsWith('.rels')).map(([, xml]) => xml).join(), /TargetMode="External"/);
    const text = pdf.toString('latin1');
    assert.doesNotMatch(core, /<dcterms/);
    if (name === 'Doncaster') assert.ok((await exported(report, 'docx')).equals(docx), 'the same report makes the same file');
    assert.doesNotMatch(text, /\/Author|\/Subject|\/Keywords|dc:creator|\/JavaScript|\/Launch|\/URI/);
  }
});

test('PDF/UA-1: it says so, has title, language and bookmarks, its letters inside, headings for columns and rows, and words for each chart', async () => {
  for (const { name, report, pdf } of await reports()) {
    const text = pdf.toString('latin1');
    for (const mark of [/^%PDF-1\.7/, /<pdfuaid:part>1<\/pdfuaid:part>/, /\/Marked true/, /\/Lang ?\(en-GB\)/, /\/DisplayDocTitle true/, /\/Type \/Outlines/]) assert.match(text, mark, name);
    assert.deepEqual(new Set([...text.matchAll(/\/BaseFont \/(?:[A-Z]{6}\+)?([\w-]+)/g)].map(([, font]) => font)), new Set(['LiberationSans', 'LiberationSans-Bold']));
    const structure = structureOf(pdf);
    assert.deepEqual(allOf(structure, 'H1').map((heading) => heading.text), ['Contents', ...report.sections.map((section, index) => `${index + 1}. ${section.title}`), 'How this report was made']);
    const names = new Set([...text.matchAll(/\/ID \((\w+)\)/g)].map(([, id]) => id));
    for (const table of allOf(structure, 'Table')) {
      for (const row of allOf(table, 'TBody').flatMap((part) => allOf(part, 'TR'))) {
        const [heading, ...cells] = row.kids;
        const id = /\/ID \((R\d+)\)/.exec(heading?.source ?? '')?.[1];
        assert.equal(heading?.tag, 'TH');
        assert.match(heading?.source ?? '', /\/Scope \/Row/);
        assert.ok(id !== undefined && names.has(id));
        for (const cell of cells) assert.match(cell.source, new RegExp(`/Headers \\[\\(U[^\\]]* \\(${id}\\)\\]`), `${name}: ${cell.text}`);
      }
      for (const cell of allOf(table, 'THead').flatMap((part) => allOf(part, 'TR')).flatMap((row) => row.kids)) assert.match(cell.source, /\/S \/TH\b[^]*\/Scope \/Column/);
    }
    const figures = allOf(structure, 'Figure');
    assert.equal(figures.length, tablesOf(report).filter(({ chart }) => chart !== undefined).length + (name === 'Doncaster' ? 1 : 0));
    assert.ok(figures.every((figure) => /\/Alt /.test(figure.source)));
    // Charts are lines and letters: the only pictures of dots are those that somebody uploaded.
    assert.equal(text.includes('/Subtype /Image'), name === 'Doncaster');
  }
});

test('a PDF with headings of rows is read whole by other programs', { skip: isInstalled('qpdf') ? false : 'qpdf is not installed here' }, async () => {
  for (const { name, pdf } of await reports()) {
    const file = join(folder, `${name}.pdf`);
    await writeFile(file, pdf);
    const checked = spawnSync('qpdf', ['--check', file], { encoding: 'utf8', timeout: 60_000 });
    assert.equal(checked.status, 0, checked.stderr);
  }
});

test('LibreOffice opens the Word files, and finds the sections on the pages that the contents name', { skip: isInstalled('soffice') ? (isInstalled('pdftotext', '-v') ? false : 'poppler is not installed here') : 'LibreOffice is not installed here' }, async () => {
  const all = await reports();
  for (const { name, docx } of all) await writeFile(join(folder, `${name}.docx`), docx);
  const run = spawnSync('soffice', [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...all.map(({ name }) => join(folder, `${name}.docx`))], { encoding: 'utf8', timeout: 120_000 });
  assert.equal(run.status, 0, run.stderr);
  for (const { name, report } of all) {
    const pages = spawnSync('pdftotext', ['-layout', join(folder, `${name}.pdf`), '-'], { encoding: 'utf8', timeout: 60_000 }).stdout.split('\f').map((page) => page.replaceAll(/\s+/g, ' '));
    const whole = pages.join(' ');
    for (const table of tablesOf(report)) assert.ok(whole.includes(`Table ${table.number}: ${table.caption}`.slice(0, 60)), `${name}: table ${table.number}`);
    const wrong = report.sections.flatMap((section, index) => {
      const title = `${index + 1}. ${section.title}`;
      const escaped = title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      const named = Number(new RegExp(`${escaped} ?\\.{3,} ?(\\d+)`).exec(pages[1] ?? '')?.[1]);
      // LibreOffice's lines differ a little from Word's, for which the pages are worked out.
      const found = pages.findIndex((page, at) => at > 1 && page.includes(title)) + 1;
      return Math.abs(named - found) <= 1 ? [] : [`${title}: ${named}, found on ${found}`];
    });
    assert.deepEqual(wrong, [], name);
  }
});

test('a file’s name is made of the council, the report and its period', () => {
  assert.equal(fileNameOf({ authority: { authority: 'Halton', name: 'Halton Borough Council' }, layout: 'annual', period: { from: '2023-04-01' as Day, to: '2024-03-31' as Day, label: '2023/24' } }), 'halton-annual-2023-04-01-to-2024-03-31');
});
