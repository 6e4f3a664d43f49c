import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Day } from '../../src/domain/day.ts';
import { docxOf } from '../../src/reporting/exporters/docx.ts';
import { sampleReport } from '../../src/reporting/exporters/sample-report.ts';
import { keptTemplate, readTemplate, type WordTemplate } from '../../src/reporting/exporters/word-template.ts';
import { withoutTraces } from '../../src/reporting/exporters/word-traces.ts';
import { unzipped, zipOf } from '../../src/reporting/exporters/zip.ts';
import { doc, docm, exe, lockedDocx, odt, pdf, xlsx } from '../documents/sample-files.ts';
import { councilTemplate } from './council-template.ts';
import { badNesting, filesOf, isInstalled, textIn } from './office-files.ts';

const report = sampleReport('Ashmere Council', '2026-11-20' as Day);

async function templateOf(file: Buffer): Promise<WordTemplate> {
  const read = await readTemplate(file);
  assert.ok('template' in read, 'because' in read ? read.because : '');
  // As it comes back from the database.
  return keptTemplate(JSON.parse(JSON.stringify(read.template)));
}

/** The file with one of its parts changed. */
async function changed(file: Buffer, part: string, change: (xml: string) => string): Promise<Buffer> {
  const parts = new Map(await unzipped(file, 50_000_000));
  parts.set(part, Buffer.from(change(parts.get(part)?.toString('utf8') ?? '')));
  return zipOf(parts);
}

test('a report takes the template’s fonts, styles, margins, header, footer and picture, and is well-formed', async () => {
  const files = filesOf(await docxOf(report, await templateOf(await councilTemplate())));
  for (const [path, xml] of files) if (/\.(?:xml|rels)$/.test(path)) assert.equal(badNesting(xml), undefined, path);
  const styles = files.get('word/styles.xml') ?? '';
  assert.match(styles, /<w:docDefaults>[^]*?Times New Roman[^]*?<\/w:docDefaults>/);
  assert.match(styles, /w:styleId="Heading1"[^]*?7A1F5C[^]*?<\/w:style>/);
  for (const id of ['Caption', 'TableNumber', 'ReportTable', 'TOC1']) assert.equal(styles.match(new RegExp(`w:styleId="${id}"`, 'g'))?.length, 1, id);
  const body = files.get('word/document.xml') ?? '';
  assert.match(body, /<w:pgMar [^>]*w:left="1701"/);
  assert.match(body, /<w:pgSz [^>]*w:w="11906"/);
  const header = [...files].find(([path, xml]) => path.startsWith('word/header') && xml.includes('Castle Street'));
  assert.ok(header !== undefined);
  const links = files.get(header[0].replace('word/', 'word/_rels/').concat('.rels')) ?? '';
  const picture = /Target="(media\/template-[^"]+)"/.exec(links)?.[1];
  assert.ok(picture !== undefined && files.has(`word/${picture}`));
  for (const [, id] of header[1].matchAll(/\sr:(?:embed|id)="([^"]+)"/g)) assert.ok(links.includes(`Id="${id ?? ''}"`));
  assert.match(files.get('[Content_Types].xml') ?? '', /Extension="png"/);
  assert.doesNotMatch([...files].filter(([path]) => /header|footer/.test(path)).map(([, xml]) => xml).join(), /[\u{E000}\u{E001}]/u);
});

test('nobody of those who wrote the template is in what is kept or in a report: no author, comment, tracked change, hidden word or name of a file', async () => {
  const template = await templateOf(await councilTemplate());
  assert.doesNotMatch(JSON.stringify(template), /Penhaligon/);
  assert.match(template.letterhead.map(({ xml }) => textIn(xml)).join(), /Children’s services/);
  const files = filesOf(await docxOf(report, template));
  assert.doesNotMatch([...files].map(([path, content]) => path + content).join(), /Penhaligon/);
  assert.doesNotMatch([...files.keys()].join(), /comments|vba|customXml/);
  assert.doesNotMatch(files.get('docProps/core.xml') ?? '', /creator|lastModifiedBy/);
});

test('a template that does not number its pages gets numbers; one that does keeps its own', async () => {
  const footers = async (numbered: boolean): Promise<string> => [...filesOf(await docxOf(report, await templateOf(await councilTemplate({ numbered }))))].filter(([path, xml]) => path.startsWith('word/footer') && xml.includes('ashmere.example')).map(([, xml]) => xml).join();
  const added = await footers(false);
  assert.match(added, / PAGE /);
  assert.match(added, / NUMPAGES /);
  assert.doesNotMatch(await footers(true), /NUMPAGES/);
});

test('styles that a template from elsewhere calls otherwise are found by their names, and its language becomes British English', async () => {
  const foreign = await changed(await councilTemplate(), 'word/styles.xml', (xml) => xml.replaceAll('"Heading1"', '"berschrift1"').replace(/<w:style (?:(?!<w:style )[^])*?w:styleId="Heading3"/, (style) => style.replace('"Heading3"', '"Caption"')));
  const { styles } = await templateOf(foreign);
  assert.match(styles, /w:styleId="Heading1"(?:(?!<\/w:style>)[^])*7A1F5C/);
  assert.doesNotMatch(styles, /berschrift1/);
  assert.equal(styles.match(/w:styleId="Caption"/g)?.length, 1);
  assert.match(styles, /<w:lang w:val="en-GB"/);
  assert.doesNotMatch(styles, /en-US/);
});

test('of a template with macros the macros stay outside; what is no Word file is refused, and why is said', async () => {
  const withMacros = await changed(await changed(await councilTemplate(), '[Content_Types].xml', (xml) => xml.replace('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml', 'application/vnd.ms-word.template.macroEnabled.main+xml')), 'word/vbaProject.bin', () => 'Sub AutoOpen()');
  const files = filesOf(await docxOf(report, await templateOf(withMacros)));
  assert.doesNotMatch([...files].map(([path, content]) => path + content).join(), /vbaProject|AutoOpen|macroEnabled/);
  const dotx = await changed(await councilTemplate(), '[Content_Types].xml', (xml) => xml.replace('wordprocessingml.document.main', 'wordprocessingml.template.main'));
  assert.ok('template' in await readTemplate(dotx));
  const good = await councilTemplate();
  const refused: readonly (readonly [Buffer, string])[] = [
    [Buffer.alloc(0), 'empty'], [pdf, 'no Word file'], [exe, 'no Word file'], [Buffer.from('PK\u0003\u0004 nothing more'), 'damaged'], [good.subarray(0, good.length - 400), 'damaged'], [zipOf(new Map([['notes.txt', Buffer.from('x')]])), 'no Word file'],
    [lockedDocx, 'locked'], [doc, 'no Word file'], [xlsx, 'no Word file'], [odt, 'no Word file'], [docm, 'no Word file'],
    [await changed(good, 'word/styles.xml', (xml) => xml.replace('</w:styles>', '')), 'damaged'], [await changed(good, 'word/header1.xml', (xml) => xml.replace('</w:p>', '')), 'damaged'],
    // Zeros that unpack to more than any letterhead has.
    [zipOf(new Map([['word/document.xml', Buffer.alloc(70_000_000)]])), 'damaged'],
  ];
  for (const [file, because] of refused) assert.deepEqual(await readTemplate(file), { because });
});

test('a header keeps its words and page numbers, and loses fields that print names, links to files that stay behind, and objects', () => {
  const run = (inside: string) => `<w:r>${inside}</w:r>`;
  const field = (instruction: string, shown: string) => `${run('<w:fldChar w:fldCharType="begin"/>')}${run(`<w:instrText xml:space="preserve"> ${instruction} </w:instrText>`)}${run('<w:fldChar w:fldCharType="separate"/>')}${run(`<w:t>${shown}</w:t>`)}${run('<w:fldChar w:fldCharType="end"/>')}`;
  const cleaned = withoutTraces(`<w:hdr><w:p w:rsidR="00AB">${run('<w:t>Ashmere Council</w:t>')}${field('PAGE', '3')}${field('AUTHOR', 'Penhaligon')}${field('INCLUDEPICTURE "C:\\Penhaligon\\x.png"', 'picture')}${field('DATE', '1 May')}<w:fldSimple w:instr=" LASTSAVEDBY "><w:r><w:t>Penhaligon</w:t></w:r></w:fldSimple><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple><w:object>Penhaligon</w:object><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r><w:r><w:drawing><a:blip r:link="rId9"/></w:drawing></w:r><w:hyperlink r:id="rId8"><w:r><w:t>file</w:t></w:r></w:hyperlink></w:p></w:hdr>`, new Set(['rId1']));
  assert.equal(badNesting(cleaned), undefined);
  assert.equal(textIn(cleaned.replaceAll(/<w:instrText[^]*?<\/w:instrText>/g, '')), 'Ashmere Council39file');
  assert.match(cleaned, /rId1/);
  assert.doesNotMatch(cleaned, /Penhaligon|rId8|rId9|AUTHOR|INCLUDEPICTURE|DATE|object|rsid/);
});

test('LibreOffice opens a report made on a template', { skip: isInstalled('soffice') && isInstalled('pdftotext', '-v') ? false : 'LibreOffice or poppler is not installed here' }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'candour-template-'));
  try {
    await writeFile(join(folder, 'sample.docx'), await docxOf(report, await templateOf(await councilTemplate())));
    assert.equal(spawnSync('soffice', [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'sample.docx')], { timeout: 120_000 }).status, 0);
    const said = spawnSync('pdftotext', ['-layout', join(folder, 'sample.pdf'), '-'], { encoding: 'utf8' }).stdout;
    for (const words of ['Ashmere Council, Castle Street', 'ashmere.example', 'Table 1: Complaints by service', 'Leaving care']) assert.ok(said.includes(words), words);
    assert.doesNotMatch(said, /Penhaligon/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
