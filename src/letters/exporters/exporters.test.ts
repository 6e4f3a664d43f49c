import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { finished, givenFor } from '../../../test/letters/given.ts';
import { badNesting, filesOf } from '../../../test/reports/office-files.ts';
import { draftLetter } from '../draft-letter.ts';
import type { LetterText } from '../letter-text.ts';
import { docxOf } from './docx.ts';
import { pdfOf } from './pdf.ts';

/** Text that would do something if any of it were taken for markup. */
const HOSTILE = 'Costs £5 & <b>more</b> #panic("x") *star* _line_ $x$ [[ ]] \\ `code` @ref // end';

function letterOf(kind: Parameters<typeof givenFor>[0] = 'stage1-response', reader: 'adult' | 'child' = 'adult'): LetterText {
  const { file, facts } = givenFor(kind, reader);
  return finished(draftLetter(kind, file, facts));
}

test('a Word letter is well-formed, with real headings, a table with a header row, a real list and British English', async () => {
  const files = filesOf(await docxOf(letterOf()));
  for (const [name, xml] of files) assert.equal(badNesting(xml), undefined, name);
  const body = files.get('word/document.xml') ?? '';
  const headings = [...body.matchAll(/<w:pStyle w:val="(Heading\d)"\/>[^]*?<w:t[^>]*>([^<]*)<\/w:t>/g)].map((found) => `${found[1]} ${found[2]}`);
  assert.deepEqual(headings.slice(0, 4), ['Heading1 Our answer to your complaint', 'Heading2 Our answer to each point', 'Heading3 Summary of our findings', 'Heading3 Point 1 of your complaint']);
  assert.equal(body.match(/<w:tblHeader\/>/g)?.length, 1);
  assert.match(body, /<w:numPr>/);
  assert.match(files.get('word/styles.xml') ?? '', /<w:lang w:val="en-GB"\/>/);
});

test('a Word letter carries nobody’s name in its properties, and no comments', async () => {
  const files = filesOf(await docxOf(letterOf()));
  const core = files.get('docProps/core.xml') ?? '';
  assert.match(core, /<dc:title>Our answer to your complaint<\/dc:title>/);
  assert.doesNotMatch(core, /creator|lastModifiedBy|Un-named|description/);
  assert.doesNotMatch([...files.keys()].join(), /comments/);
  assert.doesNotMatch([...files].filter(([name]) => name !== 'word/document.xml').map(([, xml]) => xml).join(), /Farrow|Amadi/);
});

test('what somebody wrote is text in Word and in PDF, whatever it looks like', async () => {
  const letter = { ...letterOf(), title: HOSTILE, blocks: [{ kind: 'heading', text: HOSTILE }, { kind: 'list', items: [HOSTILE] }, { kind: 'answer', element: 1, complaint: HOSTILE, finding: 'upheld', reasons: `${HOSTILE}\n${HOSTILE}` }, { kind: 'findings' }] } as const satisfies LetterText;
  const body = filesOf(await docxOf(letter)).get('word/document.xml') ?? '';
  assert.equal(badNesting(body), undefined);
  assert.equal(body.split('&lt;b&gt;more&lt;/b&gt; #panic(&quot;x&quot;)').length - 1, 7);
  assert.ok(readable(pdfOf(letter)).includes('#panic'));
});

/** A PDF with its streams inflated. */
function readable(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n/g)].map((found) => {
    const from = found.index + found[0].length;
    const bytes = pdf.subarray(from, text.indexOf('endstream', from));
    try {
      return inflateSync(bytes).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams].join('\n');
}

test('a PDF letter says that it keeps to PDF/UA-1, is tagged, and has a title and a language', () => {
  for (const [kind, reader] of [['stage1-response', 'adult'], ['stage2-acceptance', 'child'], ['panel-invitation', 'adult']] as const) {
    const letter = letterOf(kind, reader);
    const pdf = readable(pdfOf(letter));
    assert.match(pdf, /^%PDF-1\.7/);
    assert.match(pdf, /<pdfuaid:part>1<\/pdfuaid:part>/);
    assert.match(pdf, /\/StructTreeRoot/);
    assert.match(pdf, /\/Marked true/);
    assert.match(pdf, /\/Lang ?\(en-GB\)/);
    assert.match(pdf, /\/DisplayDocTitle true/);
    assert.match(pdf, /\/S ?\/H1/);
    assert.match(pdf, /\/S ?\/H2/);
    assert.ok(pdf.includes(letter.title), letter.title);
    assert.doesNotMatch(pdf, /Farrow/);
  }
  assert.match(readable(pdfOf(letterOf())), /\/S ?\/TH/);
});
