import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { saveIdentityProvider } from '../../src/store/identity-provider.ts';
import { axe, openBrowser } from '../browser.ts';
import { startProvider } from '../identity-provider.ts';
import { withAdministrator } from './administration-setting.ts';
import { addSomebody, PASSWORD } from './signed-in.ts';

test('an administrator sets the council’s sign-in up, somebody goes in by it and out again in a browser, and axe finds nothing wrong on the way', { timeout: 300_000 }, async () => {
  await withAdministrator(async ({ app, store, authority, ada, clock }) => {
    const olive = await addSomebody(store.db, authority.authorityId, 'Olive Grant', ['complaints_officer']);
    await app.listen({ port: 0, host: '127.0.0.1' });
    const here = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    // By another name, so that the browser takes it for another site and holds back the cookies that are ours alone.
    const provider = await startProvider(`${here}/sign-in/council/Ashmere/callback`, `${here}/sign-in`, 'localhost');
    process.env['CANDOUR_OIDC_SECRET'] = provider.secret;
    const browser = await openBrowser();
    try {
      const context = await browser.newContext();
      const page = await context.newPage();
      const refusedByPolicy: string[] = [];
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) refusedByPolicy.push(message.text());
      });
      const lookedAt = async (what: string) => {
        for (const [width, height] of [[1280, 900], [320, 800]] as const) {
          await page.setViewportSize({ width, height });
          assert.deepEqual(await axe(page), [], `${what} at ${width}`);
          const folder = process.env['CANDOUR_PICTURES'];
          if (folder !== undefined) await page.screenshot({ path: `${folder}/${what.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
          assert.ok(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), `${what} fits ${width} pixels`);
        }
      };
      const press = async (name: string) => {
        await page.getByRole('main').getByRole('button', { name, exact: true }).click();
        await page.waitForLoadState();
      };

      await page.goto(`${here}/administration/identity-provider`);
      await page.fill('#email', ada.email);
      await page.fill('#password', PASSWORD);
      await press('Sign in');
      await press('Check and save');
      await lookedAt('council sign-in with errors');
      await page.getByLabel('Issuer address').fill(`${provider.issuer}/elsewhere`);
      await page.getByLabel('Client identifier').fill(provider.clientId);
      await press('Check and save');
      assert.match(await page.locator('#issuer-error').innerText(), /is not an OpenID Connect provider/);
      await page.getByLabel('Issuer address').fill(`${provider.issuer}/.well-known/openid-configuration`);
      await page.getByLabel('Administrators, and those from outside the council').check();
      await press('Check and save');
      assert.match(await page.locator('.govuk-notification-banner').innerText(), /Saved/);
      assert.equal(await page.getByLabel('Issuer address').inputValue(), provider.issuer);
      await lookedAt('council sign-in set up');
      await page.getByRole('link', { name: 'Set which groups give which role' }).click();
      await page.getByLabel('Complaints manager').fill('complaints-leads');
      await press('Save');
      await lookedAt('roles from the council with an error');
      await page.goto(`${here}/administration/accounts/${olive.accountId}`);
      await lookedAt('account of the council');
      await page.goto(`${here}/administration/accounts/add`);
      await lookedAt('new account of the council');
      await page.getByRole('button', { name: 'Sign out' }).click();

      await page.goto(`${here}/cases`);
      await lookedAt('sign-in with the council');
      provider.next = 'cancel';
      await press('Sign in with your council account');
      assert.equal(await page.locator('h1').innerText(), 'You did not sign in');
      await lookedAt('council sign-in cancelled');
      provider.next = { sub: 'of-olive', email: olive.email, email_verified: true };
      await press('Try again');
      await page.waitForURL(`${here}/cases`);
      assert.equal(await page.locator('h1').innerText(), 'Cases', 'at the page that was asked for, signed in, without another press');
      await page.goto(`${here}/account`);
      await lookedAt('account without a password');
      await press('Set up a second factor');
      await page.getByRole('img', { name: /QR code for your authenticator app/ }).waitFor();
      assert.ok(await page.evaluate("document.querySelector('.candour-qr-code').naturalWidth > 0"), 'the browser can draw the QR code');
      await lookedAt('second factor with its code');

      await page.getByRole('button', { name: 'Sign out' }).click();
      await lookedAt('signed out of Candour');
      await press('Sign out of your council account');
      assert.equal(new URL(page.url()).origin, provider.issuer, 'at the provider, which asks whether to');
      await page.goto(`${here}/work`);
      assert.equal(new URL(page.url()).pathname, '/sign-in');

      await store.db.insertInto('authority').values({ authority: 'Brackwater', name: 'Brackwater Council', words: '{}', themes: '[]', procedures: '{}', conventions: '{}', report: 'null', financial_year_starts: '04-01' }).execute();
      const other = await store.db.selectFrom('authority').select('authority_id').where('authority', '=', 'Brackwater').executeTakeFirstOrThrow();
      await saveIdentityProvider(store.db, { authorityId: other.authority_id, by: 'test', at: clock() }, { issuer: provider.issuer, clientId: 'another', hasSecret: false, accountClaim: 'email', passwords: 'everybody', secondFactor: 'never', acrValues: [], roleValues: {} });
      await page.goto(`${here}/sign-in?then=/cases`);
      await press('Sign in with your council account');
      assert.deepEqual(await page.getByRole('main').getByRole('listitem').allInnerTexts(), ['Ashmere Council', 'Brackwater Council']);
      await lookedAt('which council');
      assert.deepEqual(refusedByPolicy, []);
    } finally {
      delete process.env['CANDOUR_OIDC_SECRET'];
      await browser.close();
      await provider.close();
    }
  });
});
