import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { addDigests, askForTestMail, failReminder, reminderSettingsOf } from '../../src/store/reminders.ts';
import { keepRound } from '../../src/store/job-rounds.ts';
import { makeApp } from '../../src/web/app.ts';
import { day } from '../../src/domain/day.ts';
import { axe, openBrowser } from '../browser.ts';
import { withAdministrator } from './administration-setting.ts';
import { errorsOf, textOf } from './record-office.ts';
import { Visitor } from './signed-in.ts';

const FORM = { digests: 'yes', notices: 'yes', digestAt: '7.15', escalateAfter: '10' };

test('when and whether mails go is set by administrators and complaints managers, kept with what it was before, and refused beside the field', async () => {
  await withAdministrator(async ({ store, authority, administrator, trail, visitor }) => {
    assert.equal((await administrator.send('/administration/reminders', FORM)).headers.location, '/administration/reminders?done=saved');
    assert.deepEqual(await reminderSettingsOf(store.db, authority.authorityId), { digests: true, notices: true, digestAt: '07:15', escalateAfter: 10 });
    assert.deepEqual((await trail('settings changed')).at(-1), { setting: 'reminders', digestAtBefore: '07:30', digestAtAfter: '07:15', escalateAfterBefore: 5, escalateAfterAfter: 10 });
    const wrong = await administrator.send('/administration/reminders', { digestAt: 'half seven', escalateAfter: '0' });
    assert.equal(wrong.statusCode, 400);
    assert.deepEqual(errorsOf(wrong.body), { digestAt: 'Time of the digest must be a time of day, such as 07:30', escalateAfter: 'Working days overdue must be a whole number from 1 to 60' });
    assert.match(wrong.body, /value="half seven"/u, 'what was typed is kept');
    assert.equal((await (await visitor('Mo Ellery', 'complaints_manager')).get('/administration/reminders')).statusCode, 200);
    assert.equal((await (await visitor('Fay Coyle', 'complaints_officer')).get('/administration/reminders')).statusCode, 403);
  });
});

test('without a mail server the pages say so, and no test mail is promised', async () => {
  await withAdministrator(async ({ administrator, store }) => {
    assert.match(textOf((await administrator.get('/administration/reminders')).body), /No mail is sent: no mail server is configured\. Whoever runs Candour sets CANDOUR_SMTP/u);
    assert.match(textOf((await administrator.get('/account/reminders')).body), /Candour sends no mail here at present/u);
    const refused = await administrator.send('/administration/reminders/test', {});
    assert.equal(refused.statusCode, 400);
    assert.match(refused.body, /No mail server is configured, so no mail can be sent/u);
    assert.deepEqual(await store.db.selectFrom('reminder').selectAll().execute(), []);
  });
});

test('everybody turns the digest off and on for themselves, on the audit trail', async () => {
  await withAdministrator(async ({ store, authority, visitor, trail, clock }) => {
    const fay = await visitor('Fay Coyle', 'complaints_officer');
    assert.equal((await fay.send('/account/reminders', { digest: 'no' })).headers.location, '/account/reminders?done=saved');
    assert.equal(await store.db.transaction().execute((transaction) => addDigests(transaction, authority.authorityId, day('2026-11-23'), clock())), 1, 'the administrator’s alone');
    assert.match((await fay.get('/account/reminders')).body, /value="no" checked/u);
    assert.deepEqual((await trail('account changed')).map(({ digestsBefore, digestsAfter }) => [digestsBefore, digestsAfter]), [[true, false]]);
    const wrong = await fay.send('/account/reminders', {});
    assert.equal(wrong.statusCode, 400);
    assert.match(wrong.body, /Select whether you want the morning’s digest/u);
  });
});

test('a test mail is asked for and the worker woken; what was last tried and failed is shown; axe finds nothing wrong and each page fits a telephone', { timeout: 300_000 }, async () => {
  await withAdministrator(async ({ store, authority, ada, clock, administrator }) => {
    let woken = 0;
    const app = makeApp(store, { clock, mail: { from: 'candour@ashmere.example', hasAddress: true, wake: () => { woken += 1; } } });
    const page = new Visitor(app, store.db, clock);
    page.cookie = administrator.cookie;
    assert.equal((await page.send('/administration/reminders/test', {})).headers.location, '/administration/reminders?done=test');
    assert.equal(woken, 1);
    assert.match(textOf((await page.get('/administration/reminders?done=test')).body), /A test mail to you is on its way.*23 November 2026 at 9:00am: On its way/u);
    const [asked] = await store.db.selectFrom('reminder').select('reminder').execute();
    await failReminder(store.db, { authorityId: authority.authorityId, reminder: asked?.reminder ?? 0 }, 'The mail server refused it (550)', false, clock());
    await keepRound(store.db, authority.authorityId, 'digests', day('2026-11-23'), clock(), { digests: 12 });
    await keepRound(store.db, authority.authorityId, 'cleaning', day('2026-11-23'), clock(), { sessions: 3, forms: 40, reminders: 1 });
    const shown = textOf((await page.get('/administration/reminders')).body);
    assert.match(shown, /Sent from candour@ashmere\.example.*Digests last written 23 November 2026 at 9:00am, for 12 people.*3 sessions that had ended, 40 form numbers, no drafts kept long enough and 1 old mail/u);
    assert.match(shown, /Last tried Mail To Why What follows 23 November 2026 at 9:00am Mail: A test To: Ada Wren The mail server refused it \(550\) 1 attempt; tried again by itself/u);
    await askForTestMail(store.db, { authorityId: authority.authorityId, accountId: ada.accountId, key: '', name: '', email: '', roles: [], services: [] }, clock());
    await app.listen({ port: 0 });
    const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ bypassCSP: true });
      await context.addCookies([{ name: 'candour', value: administrator.cookie ?? '', url: origin }]);
      const seen = await context.newPage();
      const look = async (what: string) => {
        for (const [width, height] of [[1280, 900], [320, 800]] as const) {
          await seen.setViewportSize({ width, height });
          assert.deepEqual(await axe(seen), [], `${what} at ${width}`);
          assert.ok(await seen.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), `${what} fits ${width} pixels`);
          const folder = process.env['CANDOUR_PICTURES'];
          if (folder !== undefined) await seen.screenshot({ path: `${folder}/${what.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
        }
      };
      await seen.goto(`${origin}/administration/reminders`);
      await look('reminders');
      await seen.getByLabel('Time of the digest').fill('late');
      await seen.getByRole('button', { name: 'Save' }).click();
      await look('reminders with an error');
      await seen.goto(`${origin}/account/reminders`);
      await seen.getByLabel('No', { exact: true }).check();
      await seen.getByRole('button', { name: 'Save' }).click();
      await look('mails to you');
    } finally {
      await browser.close();
      await app.close();
    }
  });
});
