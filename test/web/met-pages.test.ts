import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import fastify from 'fastify';
import type { Browser } from 'playwright-core';
import { addAssets } from '../../src/web/assets.ts';
import { axe, openBrowser } from '../browser.ts';
import { folderOfMetPages } from './met-pages.ts';

const sizes = [{ width: 1280, height: 900 }, { width: 320, height: 740 }] as const;
/** Fewer than the tests have met for long: more likely that they are not kept any more than that there are no more. */
const FEWEST = 500;
/** Two pages at once, a processor each. */
const AT_ONCE = 2;
/** In milliseconds: they take some 100 seconds, and may take many times that on a busy machine. */
const WAITED_AT_MOST = 1_800_000;

/** Goes through the pages until none is left. Several share the list. */
async function lookThrough(browser: Browser, origin: string, left: string[], wrong: string[]): Promise<void> {
  const page = await browser.newPage();
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    await page.setViewportSize(sizes[0]);
    await page.goto(`${origin}/met/${file}`);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const found = [
        ...(await axe(page)).map(({ rule, at }) => `${rule} at ${at.join(', ')}`),
        ...(await page.evaluate('document.documentElement.scrollWidth > window.innerWidth') === true ? ['it has to be scrolled sideways'] : []),
      ];
      if (found.length === 0) continue;
      const named = /<!-- (?<named>\S+) --><main/.exec(await page.content())?.groups?.['named'] ?? (await page.title());
      wrong.push(`${file} (${named}), ${size.width} pixels wide: ${found.join('; ')}`);
    }
  }
  await page.close();
}

test('axe finds nothing wrong with any page that a test of the pages met, in each state that looks different, and each fits a small phone', { skip: folderOfMetPages === undefined && 'the whole suite collects them', timeout: WAITED_AT_MOST }, async (context) => {
  assert.ok(folderOfMetPages !== undefined);
  const folder = folderOfMetPages;
  const files = readdirSync(folder).toSorted();
  context.diagnostic(`${files.length} pages`);
  assert.ok(files.length >= FEWEST, `only ${files.length} pages were kept`);
  const app = fastify({ logger: false });
  addAssets(app);
  app.get<{ Params: { file: string } }>('/met/:file', async (request, reply) => reply.type('text/html; charset=utf-8').send(readFileSync(join(folder, request.params.file))));
  await app.listen({ port: 0 });
  const browser = await openBrowser();
  try {
    const wrong: string[] = [];
    const left = [...files];
    await Promise.all(Array.from({ length: AT_ONCE }, () => lookThrough(browser, `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, left, wrong)));
    assert.deepEqual(wrong.toSorted(), []);
  } finally {
    await browser.close();
    await app.close();
  }
});
