import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { addPerson } from '../../src/store/people.ts';
import { axe, openBrowser } from '../browser.ts';
import { points, received, REF, statutory, withActs } from './acts-setting.ts';

const LETTERS = `/cases/${REF}/letters`;

test('every page of the letters, in each of its states, has no fault that axe finds, at desk and telephone width, and needs no script', async () => {
  await withActs(async ({ store, authorityId, app, happens, on, somebody }) => {
    const complainant = await store.db.transaction().execute((transaction) => addPerson(transaction, authorityId, { name: 'Alex Farrow', address: '3 Mill Lane\nAshmere' }));
    await happens({ ...received, complainant } as typeof received, ...points, statutory, { type: 'Stage1Allocated', on: day('2024-02-06'), respondingManager: 'Ruth Amadi' });
    const { visitor } = await somebody('Max Manager', 'complaints_manager');
    await on('2024-02-07');
    await visitor.send('/administration/letters', { letterhead: 'Ashmere Council', team: 'the complaints team', contact: 'Call 01632 960 001.', ombudsman: 'Go to lgo.org.uk.', advocacy: 'Call 01632 960 002.' });
    for (const kind of ['stage1-response', 'acknowledgement', 'acknowledgement']) await visitor.send(`${LETTERS}/new`, { kind, wording: 'adult', form: randomUUID() });
    await visitor.send(`${LETTERS}/3/sent`, { version: '1', 'sentOn-day': '7', 'sentOn-month': '2', 'sentOn-year': '2024', how: 'post' });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const browser = await openBrowser();
    try {
      for (const width of [1280, 320]) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
        await context.addCookies([{ name: 'candour', value: visitor.cookie ?? '', url: address }]);
        const page = await context.newPage();
        const look = async (state: string) => {
          assert.deepEqual(await axe(page), [], `${state} at ${width}`);
          assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${state} at ${width} goes out of the side`);
          assert.equal(await page.locator('h1').count(), 1, state);
        };
        for (const url of [LETTERS, `${LETTERS}/new?kind=acknowledgement`, `${LETTERS}/new?kind=adjudication`, `${LETTERS}/1`, `${LETTERS}/2`, `${LETTERS}/3`, '/administration/letters', '/administration/letters/any', '/administration/letters/adjudication']) {
          await page.goto(address + url);
          await look(url);
        }
        await page.goto(`${address}${LETTERS}/2`);
        await page.getByLabel('Year').first().fill('');
        await page.getByRole('button', { name: 'Save and check' }).first().click();
        await page.getByText('Date of the letter must include a year').first().waitFor();
        await look('a letter with a wrong date');
        await page.goto(`${address}${LETTERS}/2`);
        await page.getByRole('button', { name: 'Keep it as sent' }).click();
        await page.getByText('Select how it was sent').first().waitFor();
        await look('a letter whose sending was not said');
        await context.close();
        // From the keyboard, without a script: a paragraph is added, and Enter in the date saves.
        const plain = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false });
        await plain.addCookies([{ name: 'candour', value: visitor.cookie ?? '', url: address }]);
        const without = await plain.newPage();
        await without.goto(`${address}${LETTERS}/2`);
        const before = await without.locator('fieldset.candour-block').count();
        await without.getByRole('button', { name: 'Add a paragraph after paragraph 1', exact: true }).press('Enter');
        await without.getByText('To write: your text').first().waitFor();
        await without.waitForLoadState();
        assert.equal(await without.locator('fieldset.candour-block').count(), before + 1);
        await without.getByRole('button', { name: 'Take out paragraph 2', exact: true }).press('Enter');
        await without.getByText('The letter is saved.').waitFor();
        await without.getByLabel('Day', { exact: true }).first().press('Enter');
        await without.getByText('The letter is saved.').waitFor();
        await without.waitForLoadState();
        assert.equal(await without.locator('fieldset.candour-block').count(), before);
        await plain.close();
      }
    } finally {
      await browser.close();
    }
  });
});
