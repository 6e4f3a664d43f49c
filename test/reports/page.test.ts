import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { htmlOf } from '../../src/reporting/exporters/html.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { composeReport } from '../../src/reporting/report.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import type { Day } from '../../src/domain/day.ts';
import { openBrowser } from '../browser.ts';
import { withDemonstration } from '../demonstration.ts';

const registers = [['herefordshire-2024-25-q1', 'Herefordshire'], ['wokingham-2023-24-h1', 'Wokingham'], ['doncaster-2017-18', 'Doncaster']] as const;

/** The three kinds of report as pages, by authority. */
async function pages(): Promise<Map<string, string>> {
  return withDemonstration(registers.map(([folder]) => folder), async (store) => {
    const made = new Map<string, string>();
    for (const [, name] of registers) {
      const authority = await authorityNamed(store.db, name);
      const layout = findLayout(authority.report?.layout ?? '');
      assert.ok(layout !== undefined && authority.report !== undefined);
      made.set(name, htmlOf(await composeReport(store.db, authority, layout, authority.report, { madeOn: '2026-11-20' as Day })));
    }
    return made;
  });
}

test('a report is one file: no script, no address to fetch from, and a policy that allows its own style alone', async () => {
  for (const [name, html] of await pages()) {
    assert.doesNotMatch(html, /<script|<link|<img|@import|url\(|\son[a-z]+="|\sstyle="/i, name);
    assert.doesNotMatch(html, /(?:src|href)="(?!#)/, name);
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
    assert.match(html, new RegExp(`default-src &#39;none&#39;; style-src &#39;sha256-${createHash('sha256').update(style).digest('base64').replaceAll(/[+/]/g, '\\$&')}&#39;`), name);
    assert.match(html, /<html lang="en-GB"/);
    assert.match(html, /class="govuk-skip-link"/);
  }
});

test('every table has a caption and headings with a scope, and every chart a title, a description and its numbers in a table', async () => {
  for (const [name, html] of await pages()) {
    const tables = html.match(/<table[^]*?<\/table>/g) ?? [];
    assert.ok(tables.length > 10, name);
    for (const table of tables) {
      assert.match(table, /<caption[^>]*>.*\S.*<\/caption>/);
      for (const heading of table.match(/<th\s[^>]*>/g) ?? []) assert.match(heading, /scope="(?:col|row|colgroup)"/);
    }
    const charts = html.match(/<svg[^]*?<\/svg>/g) ?? [];
    assert.ok(charts.length >= 8, name);
    for (const chart of charts) assert.match(chart, /role="img" aria-labelledby="(\S+) (\S+)"[^]*<title id="\1">[^<]+<\/title><desc id="\2">[^<]+<\/desc>/);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((found) => found[1]);
    assert.equal(new Set(ids).size, ids.length, `${name}: no id twice`);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), `${name}: #${target ?? ''} leads nowhere`);
  }
});

test('what a register says is printed as text and never as markup', async () => {
  await withDemonstration(['herefordshire-2024-25-q1'], async (store) => {
    const authority = await authorityNamed(store.db, 'Herefordshire');
    const layout = findLayout('quarterly');
    assert.ok(layout !== undefined && authority.report !== undefined);
    const named = { ...authority, name: '</style><script>alert(1)</script> & Sons "Council"', words: { theme: '<b>Kind</b>' } };
    const html = htmlOf(await composeReport(store.db, named, layout, authority.report));
    assert.doesNotMatch(html, /<script|<b>/i);
    assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; Sons/);
    assert.equal(html.match(/<\/style>/g)?.length, 1);
  });
});

test('axe finds nothing wrong with a report, it fits a screen of 320 pixels, its words do not overlap, and it asks nothing of anybody', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'candour-report-'));
  const browser = await openBrowser();
  try {
    for (const [name, html] of await pages()) {
      const file = join(folder, `${name}.html`);
      await writeFile(file, html);
      for (const width of [1280, 320]) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
        const page = await context.newPage();
        const requests: string[] = [];
        page.on('request', (request) => requests.push(request.url()));
        await page.goto(pathToFileURL(file).href);
        assert.deepEqual(requests, [pathToFileURL(file).href], name);
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${name} at ${width} pixels runs out sideways`);
        const overlapping = await page.evaluate(`[...document.querySelectorAll('svg')].flatMap((svg) => {
          const labels = [...svg.querySelectorAll('text')].map((label) => ({ box: label.getBoundingClientRect(), text: label.textContent }));
          return labels.flatMap(({ box, text }, at) => labels.slice(at + 1).flatMap(({ box: other, text: otherText }) =>
            Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2 && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4 ? [text + ' × ' + otherText] : []));
        })`);
        assert.deepEqual(overlapping, [], `${name} at ${width} pixels`);
        // Of the long reports the narrow page holds nothing that the short one does not.
        if (width === 320 && name !== 'Herefordshire') {
          await context.close();
          continue;
        }
        await page.evaluate(axe.source);
        const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run(document)');
        assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120) ?? ''}`), [], `${name} at ${width} pixels`);
        await context.close();
      }
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
});
