import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axe, openBrowser } from '../browser.ts';
import { type Office, withOffice } from './record-office.ts';
import { addSomebody, PASSWORD } from './signed-in.ts';

const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };
/** A folder for pictures of the pages, to be looked at; none are made without it. */
const pictures = process.env['CANDOUR_TEST_PICTURES'];

async function inBrowser(javaScriptEnabled: boolean, run: (page: Page, office: Office, browser: Browser) => Promise<void>): Promise<void> {
  await withOffice(async (office) => {
    const address = await office.app.listen({ port: 0, host: '127.0.0.1' });
    const { email } = await addSomebody(office.store.db, office.authorityId, 'Olive Officer', ['complaints_officer']);
    const browser = await openBrowser();
    try {
      const page = await (await browser.newContext({ javaScriptEnabled, baseURL: address, viewport: desktop })).newPage();
      await page.goto('/sign-in?then=/record');
      await page.getByLabel('Email address').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await run(page, office, browser);
    } finally {
      await browser.close();
    }
  });
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

/** Nothing for axe to find and nothing to scroll sideways for, on a desk and on a phone. */
async function isSound(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of [['desktop', desktop], ['phone', phone]] as const) {
    await page.setViewportSize(viewport);
    assert.deepEqual(await axe(page), [], `${name} on a ${size}`);
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    assert.equal(wide, 0, `${name} on a ${size} is too wide`);
    await picture(page, `${name}-${size}`);
  }
  await page.setViewportSize(desktop);
}

async function fillCall(page: Page, name: string, summary: string): Promise<void> {
  await page.goto('/record');
  await page.getByLabel('Name of the person').fill(name);
  await page.getByLabel('In what capacity they complain').selectOption({ label: 'Parent of such a child' });
  await page.getByLabel('What happened, in their words').fill(summary);
  await page.getByLabel('How it came').selectOption({ label: 'Telephone' });
}

test('a telephone call is recorded in the browser without JavaScript, and the next from the same person shows it', { timeout: 300_000 }, async () => {
  await inBrowser(false, async (page, { store, eventsOf }) => {
    await fillCall(page, 'Mary Johnson', 'Nobody rang back about the contact plan');
    await page.getByLabel('Name of the child it is about').fill('Tom Johnson');
    await page.getByLabel('What they complain of').fill('Calls were not returned');
    await page.getByRole('button', { name: 'Add another point' }).click();
    await page.getByRole('group', { name: 'Point 2' }).getByLabel('What they complain of').fill('The plan was changed without a word');
    assert.equal(await page.getByRole('group', { name: 'Point 1' }).getByLabel('What they complain of').inputValue(), 'Calls were not returned');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.waitForURL(/\/cases\/WO26-0001\?done=receive$/u);
    await page.getByText('It is on record under this reference.').waitFor();
    assert.deepEqual((await eventsOf('WO26-0001')).map((one) => one.event.type), ['RepresentationReceived', 'ElementAdded', 'ElementAdded']);

    await fillCall(page, 'Mary Jonson', 'The allowance was stopped');
    // The Enter key looks, and records nothing.
    await page.getByLabel('Name of the person').press('Enter');
    await page.getByText('Is Mary Jonson one of these?').waitFor();
    await page.getByRole('group', { name: 'Is Mary Jonson one of these?' }).getByLabel('Mary Johnson', { exact: true }).check();
    await page.getByRole('button', { name: 'Save and finish later' }).click();
    await page.getByRole('link', { name: /^Continue with Mary Jonson/u }).click();
    assert.equal(await page.getByLabel('What happened, in their words').inputValue(), 'The allowance was stopped');
    await page.getByRole('button', { name: 'Look for them' }).click();
    assert.equal(await page.getByLabel('Mary Johnson', { exact: true }).isChecked(), true);
    await page.getByRole('button', { name: 'Record it' }).dblclick();
    // Not the address: the second click breaks off the way there of the first.
    await page.getByRole('heading', { level: 1, name: 'WO26-0002' }).waitFor();
    const held = await store.db.selectFrom('representation').select(['ref', 'complainant']).where('ref', 'like', 'WO26-%').orderBy('ref').execute();
    assert.deepEqual(held, [{ ref: 'WO26-0001', complainant: 'C1' }, { ref: 'WO26-0002', complainant: 'C1' }]);
  });
});

test('every page of recording, in every state that looks different, has nothing for axe to find and fits a phone', { timeout: 300_000 }, async () => {
  await inBrowser(true, async (page) => {
    await page.goto('/record');
    await isSound(page, 'record-blank');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('There is a problem').waitFor();
    await isSound(page, 'record-errors');
    await fillCall(page, 'Mary Johnson', 'Nobody rang back about the contact plan for Tom, although three people at the office had promised that they would');
    await page.getByLabel('Name of the child it is about').fill('Tom Johnson');
    await page.getByLabel('Telephone number').fill('01632 960001');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.waitForURL(/\/cases\//u);
    await fillCall(page, 'Mary Jonson', 'Nobody has rung back about the plan for contact with Tom, as they had promised that they would');
    await page.getByLabel('Name of the child it is about').fill('Tom Jonson');
    await page.getByRole('button', { name: 'Add another point' }).click();
    await page.getByRole('button', { name: 'Add another child' }).click();
    await page.getByRole('button', { name: 'Look for them' }).click();
    await isSound(page, 'record-found');
    await page.getByRole('button', { name: 'Record it' }).click();
    await isSound(page, 'record-found-errors');
    await page.getByRole('button', { name: 'Save and finish later' }).click();
    await isSound(page, 'record-drafts');
    await page.getByLabel('Name of the person').fill('Xaver Quill');
    await page.getByRole('button', { name: 'Look for them' }).click();
    await isSound(page, 'record-nothing-found');
    await page.goto('/record/compliment');
    await isSound(page, 'compliment-blank');
    await page.getByRole('button', { name: 'Record it' }).click();
    await isSound(page, 'compliment-errors');
    await page.getByLabel('Who gave it').selectOption({ label: 'Foster carer' });
    await page.getByLabel('What they said').fill('She stayed on the line until it was settled');
    await page.getByLabel('How it came').selectOption({ label: 'Telephone' });
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('Recorded as WO26-C0001').waitFor();
    await isSound(page, 'compliment-recorded');
    await page.goto('/people/C1');
    await isSound(page, 'person');
    await page.getByRole('link', { name: 'Change what is known of this person' }).click();
    await isSound(page, 'person-change');
    await page.getByRole('button', { name: 'Save the change' }).click();
    await isSound(page, 'person-change-errors');
    await page.getByLabel('Why you change it').fill('She rang to say that she has moved');
    await page.getByLabel('Address (optional)', { exact: true }).fill('1 High Street\nWorcester');
    await page.getByRole('button', { name: 'Save the change' }).click();
    await page.getByText('The change is on record').waitFor();
    await isSound(page, 'person-changed');
  });
});
