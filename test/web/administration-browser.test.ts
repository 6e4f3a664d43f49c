import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { generate } from 'otplib';
import { resetPassword } from '../../src/store/account-changes.ts';
import { requireSecondFactor } from '../../src/store/sign-in-rules.ts';
import { councilTemplate } from '../reports/council-template.ts';
import { beforeTheHoliday, oldCase, withAdministrator } from './administration-setting.ts';
import { withBrowserOn } from './looked-at.ts';

test('axe finds nothing wrong with signing in or with administration, and each page fits a telephone', { timeout: 300_000 }, async () => {
  await withAdministrator(async ({ app, store, authority, ada, clock, visitor, record }) => {
    await record('AM26-001', ...beforeTheHoliday);
    await record('AM20-001', ...oldCase);
    await record('C20-1', { type: 'ComplimentReceived', on: day('2020-02-03'), ref: 'C20-1', text: 'Thank you all' });
    const manager = await visitor('Mo Ellery', 'complaints_manager', 'administrator');
    await withBrowserOn(app, async ({ page, open, as, lookedAt }) => {
      const press = async (text: string) => {
        await page.getByRole('main').getByRole('button', { name: text, exact: true }).click();
        await page.waitForLoadState();
      };

      await requireSecondFactor(store.db, authority.authorityId, true, ada.accountId, clock());
      const { password } = await resetPassword(store.db, { authorityId: authority.authorityId, accountId: ada.accountId, by: ada.accountId, at: clock() });
      await open('/administration');
      await press('Sign in');
      await lookedAt('signing in with errors');
      await page.fill('#email', ada.email);
      await page.fill('#password', password);
      await press('Sign in');
      await press('Continue');
      await lookedAt('own password with an error');
      await page.fill('#newPassword', 'seven slow otters');
      await press('Continue');
      await lookedAt('first second factor');
      const secret = (await page.locator('.candour-secret').innerText()).replaceAll(' ', '');
      await page.fill('#code', await generate({ secret, epoch: Math.floor(clock().getTime() / 1000) }));
      await press('Confirm');
      await lookedAt('recovery codes');
      const recovery = await page.locator('.candour-secret li').first().innerText();
      await page.getByRole('link', { name: 'I have kept them: go on' }).click();
      assert.equal(new URL(page.url()).pathname, '/administration', 'where they wanted to go before they signed in');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.fill('#email', ada.email);
      await page.fill('#password', 'seven slow otters');
      await press('Sign in');
      await press('Continue');
      await lookedAt('code with an error');
      await page.fill('#code', recovery);
      await press('Continue');
      await open('/account');
      await press('Change password');
      await lookedAt('account with errors');
      await page.fill('#factorPassword', 'seven slow otters');
      await press('Set up again');
      await lookedAt('second factor again');

      for (const [path, what] of [
        ['/administration', 'administration'], ['/administration/accounts', 'accounts'], [`/administration/accounts/${ada.accountId}`, 'account'], ['/administration/sign-in', 'rules of signing in'], ['/administration/services', 'services'],
        ['/administration/themes', 'themes'], ['/administration/words', 'words'], ['/administration/procedures', 'procedures'], ['/administration/procedures/statutory/add', 'own statutory limits'], ['/administration/conventions', 'conventions'],
        ['/administration/retention/schedule/corporate', 'retention of a class'], ['/administration/retention/drafts', 'retention of drafts'],
      ] as const) {
        await open(path);
        await lookedAt(what);
      }
      await open('/administration/accounts/add');
      await press('Add the account');
      await lookedAt('new account with errors');
      await page.fill('#name', 'Ned Arkwright');
      await page.fill('#email', 'ned@example.org');
      await page.getByLabel('Complaints officer').check();
      await press('Add the account');
      await lookedAt('one-time password');
      await open('/administration/services/add');
      await press('Save');
      await lookedAt('new service with an error');
      await open('/administration/procedures/corporate/add');
      await press('Show what this moves');
      await lookedAt('own corporate limits with an error');
      await open('/administration/words');
      await press('Save');
      await lookedAt('words with errors');

      await open('/administration/report-template');
      await press('Upload');
      await lookedAt('report template with an error');
      await page.setInputFiles('#file', { name: 'letterhead.docx', mimeType: 'application/octet-stream', buffer: await councilTemplate() });
      await press('Upload');
      await lookedAt('report template in use');
      await open('/administration/bank-holidays');
      await press('Show what this moves');
      await lookedAt('bank holidays with errors');
      await page.getByLabel('Name of the holiday').fill('A royal wedding');
      await page.getByLabel('Day', { exact: true }).fill('30');
      await page.getByLabel('Month').fill('11');
      await page.getByLabel('Year').fill('2026');
      await press('Show what this moves');
      await lookedAt('what a change moves');
      await press('Apply the change');
      await lookedAt('bank holidays with one added');

      await as(manager.cookie);
      await open('/administration/retention');
      await lookedAt('retention');
      await page.getByRole('link', { name: 'AM20-001' }).click();
      await press('Put it on hold');
      await lookedAt('retention of a case with an error');
      await page.getByLabel('Why must it be kept?').fill('A claim is before the court');
      await press('Put it on hold');
      await lookedAt('case on hold');
      await press('Lift the hold');
      await press('Ask for it to be erased');
      await lookedAt('erasure with errors');
      await page.getByLabel('It has been kept as long as the schedule says').check();
      await page.getByLabel('Reason', { exact: true }).fill('Six years are over');
      await press('Ask for it to be erased');
      await lookedAt('erasure asked for');
      await page.getByRole('link', { name: 'See the request' }).click();
      await lookedAt('own request to erase');
      await requireSecondFactor(store.db, authority.authorityId, false, ada.accountId, clock());
      const other = await visitor('Bea Wood', 'complaints_manager');
      await as(other.cookie);
      await open('/administration/erasures/representation/AM20-001');
      await press('Continue');
      await lookedAt('request to erase with an error');
      await page.getByLabel('Yes, erase it for good').check();
      await page.getByLabel('Reference of the case, if you agree').fill('AM20-001');
      await press('Continue');
      await lookedAt('case erased');
    });
  });
});
