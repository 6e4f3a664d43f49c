import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { makeApp } from '../../src/web/app.ts';
import { axe, openBrowser } from '../browser.ts';
import { withTestDatabase } from '../database.ts';
import { demonstrationRegisters, withDemonstration } from '../demonstration.ts';

const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 900 };

/** Serves the demonstration registers, and opens a page on them at each size with nothing but what a browser does without JavaScript. */
async function withReports(run: (page: Page, address: string) => Promise<void>, sizes = [DESKTOP, PHONE]): Promise<void> {
  await withDemonstration(demonstrationRegisters, async (store) => {
    const app = makeApp(store);
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const browser: Browser = await openBrowser();
    try {
      for (const viewport of sizes) {
        const context = await browser.newContext({ viewport, javaScriptEnabled: true });
        await run(await context.newPage(), address);
        await context.close();
      }
    } finally {
      await browser.close();
      await app.close();
    }
  });
}

async function assertAccessible(page: Page, what: string): Promise<void> {
  assert.deepEqual((await axe(page)).map((violation) => `${what}: ${JSON.stringify(violation)}`), []);
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.ok(overflow <= 0, `${what} scrolls sideways by ${overflow} px`);
}

test('a councillor goes from the start page to each council’s report, on a desk and on a small phone', async () => {
  await withReports(async (page, address) => {
    await page.goto(address);
    await assertAccessible(page, 'start page');
    const links = await page.locator('a[href*="/report?layout="]').all();
    const reports = await Promise.all(links.map(async (link) => `${address}${await link.getAttribute('href')}`));
    assert.equal(reports.length, 5);
    for (const href of reports) {
      await page.goto(href);
      assert.match(await page.locator('h1').innerText(), /Complaints and compliments|[Rr]eport/);
      await assertAccessible(page, href.slice(address.length));
    }
  });
});

test('the form asks again, beside each field, for what is missing or is no date, and keeps what was typed', async () => {
  await withReports(async (page, address) => {
    await page.goto(`${address}/authorities/Halton/report`);
    await assertAccessible(page, 'form');
    assert.equal(await page.locator('#from-year').inputValue(), '2023');
    await page.fill('#from-month', '13');
    await page.fill('#to-year', '');
    await page.click('text=Make the report');
    await assertAccessible(page, 'form with errors');
    assert.equal(await page.locator('#from-month').inputValue(), '13');
    assert.match(await page.locator('#from-error').innerText(), /must be a real date/);
    assert.match(await page.locator('#to-error').innerText(), /must include a year/);
    assert.equal(await page.locator('.govuk-error-summary a').count(), 2);
    await page.fill('#from-month', '4');
    await page.fill('#to-year', '2024');
    await page.click('text=Make the report');
    assert.match(await page.locator('h1').innerText(), /2023\/24/);
  }, [DESKTOP]);
});

test('an empty database says so, and how to go on', async () => {
  await withTestDatabase(async (store) => {
    const app = makeApp(store);
    const response = await app.inject('/');
    assert.match(response.body, /Nothing is on record yet/);
    assert.match(response.body, /candour import/);
    await app.close();
  });
});

test('a report can be had as JSON, and is the same to the letter when asked again', async () => {
  await withDemonstration(['herefordshire-2024-25-q1'], async (store) => {
    const app = makeApp(store);
    const url = '/authorities/Herefordshire/report?layout=quarterly&from-day=1&from-month=4&from-year=2024&to-day=30&to-month=6&to-year=2024&format=json';
    const [first, second] = [await app.inject(url), await app.inject(url)];
    assert.equal(first.statusCode, 200);
    assert.equal(first.body, second.body);
    assert.match(first.headers['content-type'] as string, /application\/json/);
    await app.close();
  });
});

test('what is not there, and a database that is gone, are told in plain words without a trace of the inside', async () => {
  await withTestDatabase(async (store) => {
    const app = makeApp(store);
    const missing = await app.inject('/authorities/Nowhere/report');
    assert.equal(missing.statusCode, 404);
    assert.match(missing.body, /Page not found/);
    const malformed = await app.inject('/%ZZ');
    assert.equal(malformed.statusCode, 404);
    assert.match(malformed.body, /Page not found/);
    await app.close();
    const gone = makeApp({ db: new Proxy(store.db, { get() { throw new Error('SECRET words'); } }), connection: {}, close: async () => {} });
    const failed = await gone.inject('/');
    assert.equal(failed.statusCode, 500);
    assert.match(failed.body, /Sorry, there is a problem with Candour/);
    assert.doesNotMatch(failed.body, /SECRET|Error:|\.ts:\d/);
    await gone.close();
  });
});

test('every page forbids scripts, other origins and framing', async () => {
  await withTestDatabase(async (store) => {
    const app = makeApp(store);
    const { headers } = await app.inject('/');
    assert.match(headers['content-security-policy'] as string, /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'same-origin');
    await app.close();
  });
});
