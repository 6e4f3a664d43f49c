import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { axe, openBrowser } from '../browser.ts';
import { withOffice } from './record-office.ts';
import { addSomebody, PASSWORD } from './signed-in.ts';

const desktop = { width: 1280, height: 900 };
const phone = { width: 320, height: 740 };
/** A folder for pictures of the pages, to be looked at; none are made without it. */
const pictures = process.env['CANDOUR_TEST_PICTURES'];

/** Nothing for axe to find and nothing to scroll sideways for, on a desk and on a small phone. */
async function isSound(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of [['desktop', desktop], ['phone', phone]] as const) {
    await page.setViewportSize(viewport);
    assert.deepEqual(await axe(page), [], `${name} on a ${size}`);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0, `${name} on a ${size} is too wide`);
    if (pictures === undefined) continue;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/composer-${name}-${size}.png`, fullPage: true });
  }
  await page.setViewportSize(desktop);
}

/** A name as it is read out: what only a screen reader is told stands off by a space. */
const named = (name: string): RegExp => new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/[:,] |(?<=Change) | (?=the last change)/g, (part) => `\\s*${part}`)}$`);
/** The button is pressed, and the page that it leads to is whole. */
async function click(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: named(name) }).click();
  await page.waitForLoadState();
}

async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: named(name) }).click();
  await page.waitForLoadState();
}

test('a quarterly report is composed by clicking: a section with words and a figure, a table, moved, undone and looked at', { timeout: 300_000 }, async () => {
  await withOffice(async (office) => {
    const baseURL = await office.app.listen({ port: 0, host: '127.0.0.1' });
    const { email } = await addSomebody(office.store.db, office.authorityId, 'Mona Manager', ['complaints_manager']);
    const browser = await openBrowser();
    try {
      const page = await (await browser.newContext({ baseURL, viewport: desktop })).newPage();
      page.setDefaultTimeout(60_000);
      await page.goto('/sign-in?then=/reports');
      await page.getByLabel('Email address').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await click(page, 'Sign in');
      await isSound(page, 'reports-none');
      await click(page, 'Start a report');
      await click(page, 'Start the report');
      assert.match(await page.locator('.govuk-error-summary').innerText(), /Select what the report begins from/);
      await isSound(page, 'start-wrong');
      await page.getByLabel('Quarterly report', { exact: true }).check();
      await page.getByLabel('Other dates, given below').check();
      for (const [name, value] of Object.entries({ 'from-day': '1', 'from-month': '7', 'from-year': '2023', 'to-day': '30', 'to-month': '9', 'to-year': '2023', 'asAt-day': '', 'asAt-month': '', 'asAt-year': '' })) await page.fill(`#${name}`, value);
      await click(page, 'Start the report');
      await page.getByRole('heading', { level: 1, name: 'Complaints and compliments: Quarter 2 2023/24' }).waitFor();

      await click(page, 'Add a section');
      await isSound(page, 'add-section');
      await page.getByLabel('Title').fill('What we are proud of');
      await page.getByLabel('Where it goes').selectOption({ label: 'After ‘Summary’' });
      await click(page, 'Add the section');
      await page.getByRole('heading', { name: '2. What we are proud of' }).waitFor();
      await isSound(page, 'outline');
      await follow(page, 'Add to this section: What we are proud of');
      await isSound(page, 'add');
      await click(page, 'Your own words, with figures in them');
      await page.getByLabel('Words', { exact: true }).fill('We heard {{}} in the quarter.\n\n- We listened');
      await page.getByLabel('Usual figures, as they are now').selectOption({ index: 2 });
      await click(page, 'Insert it');
      const chip = await page.locator('.composer-chips__chip strong').innerText();
      assert.equal(await page.locator('.composer-preview p').first().innerText(), `We heard ${chip} in the quarter.`);
      await isSound(page, 'words');
      await follow(page, 'Complaints and compliments: Quarter 2 2023/24');

      // A table in three clicks: where, which, and it is there.
      await follow(page, 'Add to this section: What we are proud of');
      await click(page, 'Who gave compliments');
      await page.getByRole('link', { name: 'Who gave compliments' }).first().waitFor();
      await page.locator('#section-what-we-are-proud-of').getByRole('button', { name: named('Up: move Who gave compliments') }).click();
      await page.getByText('‘Who gave compliments’ moved up').first().waitFor();
      await page.waitForLoadState();
      const parts = () => page.locator('#section-what-we-are-proud-of .composer-outline__what > a').allInnerTexts();
      const moved = await parts();
      assert.equal(moved[0], 'Who gave compliments');
      await click(page, 'Undo the last change');
      assert.deepEqual((await parts()).toReversed(), moved);
      await page.locator('#section-what-we-are-proud-of').getByRole('link', { name: 'Who gave compliments' }).click();
      await isSound(page, 'table');
      for (const [link, name] of [['Change what it counts', 'counts'], ['Change the rows', 'rows'], ['Change the chart', 'chart'], ['Add a column of figures', 'column']] as const) {
        await follow(page, link);
        await isSound(page, name);
        await page.goBack();
      }
      await page.goto('/reports/1/preview');
      assert.match(await page.locator('main').innerText(), new RegExp(`2\\. What we are proud of\\s+We heard ${chip} in the quarter\\.`));
      await page.getByRole('link', { name: /^R1-\d+$/ }).first().waitFor();
      await isSound(page, 'preview');
      await page.goto('/reports/1/preview?as=published');
      await isSound(page, 'preview-published');
      for (const path of ['/reports/1/settings', '/reports/1/versions', '/reports/1/versions/2', '/reports/1/parts/headlines', '/reports/1/parts/summary', '/reports/1/parts/quotes', '/reports/1/layout', '/reports/layouts', '/reports/1/discard', '/reports/1/sections/summary', '/reports']) {
        await page.goto(path);
        await isSound(page, path.slice(1).replaceAll('/', '-'));
      }
    } finally {
      await browser.close();
    }
  });
});

test('a report is composed without JavaScript', { timeout: 300_000 }, async () => {
  await withOffice(async (office) => {
    const baseURL = await office.app.listen({ port: 0, host: '127.0.0.1' });
    const { email } = await addSomebody(office.store.db, office.authorityId, 'Olive Officer', ['complaints_officer']);
    const browser = await openBrowser();
    try {
      const page = await (await browser.newContext({ baseURL, viewport: desktop, javaScriptEnabled: false })).newPage();
      page.setDefaultTimeout(60_000);
      await page.goto('/sign-in?then=/reports/start');
      await page.getByLabel('Email address').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await click(page, 'Sign in');
      await page.getByLabel('An empty report').check();
      await page.getByLabel('Other dates, given below').check();
      for (const [name, value] of Object.entries({ 'from-day': '1', 'from-month': '4', 'from-year': '2023', 'to-day': '31', 'to-month': '3', 'to-year': '2024', 'asAt-day': '', 'asAt-month': '', 'asAt-year': '' })) await page.fill(`#${name}`, value);
      await click(page, 'Start the report');
      await click(page, 'Add a section');
      await click(page, 'Representations made, From the annual report');
      await page.getByRole('heading', { name: '1. Representations made' }).waitFor();
      await click(page, 'Down: move How representations were handled');
      await page.getByText('‘How representations were handled’ moved down').first().waitFor();
      await follow(page, 'Look at the whole report');
      assert.match(await page.locator('main').innerText(), /How representations were handled/);
    } finally {
      await browser.close();
    }
  });
});
