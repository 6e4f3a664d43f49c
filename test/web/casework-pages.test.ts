import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { axe, openBrowser } from '../browser.ts';
import { addCaseOf, addSecret } from './hidden-office.ts';
import { withOffice } from './record-office.ts';
import { addSomebody, PASSWORD } from './signed-in.ts';

test('axe finds nothing wrong with any page of the casework, in any state, and none is wider than a telephone or than a page at 400 %', { timeout: 300_000 }, async () => {
  await withOffice(async (office) => {
    const { email, accountId } = await addSomebody(office.store.db, office.authorityId, 'Mona Manager', ['complaints_manager']);
    const officer = await addSomebody(office.store.db, office.authorityId, 'Olga Officer', ['complaints_officer']);
    const leader = await addSomebody(office.store.db, office.authorityId, 'Lena Leader', ['senior_leader']);
    await addSecret(office.store, accountId, 'restricted');
    await addCaseOf(office.store, 'P-1', [
      { type: 'RepresentationReceived', on: day('2026-11-16'), ref: 'P-1', summary: 'A word without any blank: '.concat('x'.repeat(120)), service: 'Fostering', courtProceedings: 'yes' }, { type: 'HandlingDecided', on: day('2026-11-16'), handledAs: 'statutory' },
      { type: 'Stage1Extended', on: day('2026-11-17'), extendedTo: day('2026-12-30'), ground: 'staff absence' }, { type: 'AdvocateSought', on: day('2026-11-18') },
    ]);
    const [richest] = await office.store.db.selectFrom('stage3').innerJoin('representation', 'representation.case_id', 'stage3.case_id').select('representation.ref').limit(1).execute();
    const [compliment] = await office.store.db.selectFrom('compliment').select('ref').limit(1).execute();
    await office.app.listen({ port: 0, host: '127.0.0.1' });
    const address = `http://127.0.0.1:${(office.app.server.address() as AddressInfo).port}`;
    const visits: readonly (readonly [string, readonly string[]])[] = [
      [email, [
        '/work', '/work?waiting=complaints%20team', '/board', '/cases', '/cases?q=nothing+has+this&overdue=yes', '/cases?q=QQX-77-0024', '/cases?from-day=31&from-month=2&from-year=2026', '/compliments', '/cases/QQX-77-0042', '/cases/P-1?done=note',
        `/cases/${encodeURIComponent(richest!.ref)}`, `/compliments/${encodeURIComponent(compliment!.ref)}`, '/audit', '/audit?case=NONE', '/cases/QQX-77-0042/audit', '/cases/NONE',
      ]],
      [officer.email, ['/break-glass', '/break-glass?ref=', '/cases/QQX-77-0042/break-glass']],
      [leader.email, ['/work', '/cases']],
    ];
    const browser = await openBrowser();
    try {
      for (const [who, paths] of visits) {
        for (const width of [1280, 320]) {
          const context = await browser.newContext({ viewport: { width, height: 800 } });
          const page = await context.newPage();
          await page.goto(`${address}/sign-in`);
          await page.fill('#email', who);
          await page.fill('#password', PASSWORD);
          await page.click('form[action="/sign-in"] button[type=submit]');
          for (const path of paths) {
            const reply = await page.goto(address + path);
            assert.ok(reply !== null && reply.status() < 500, path);
            for (const opened of [false, true]) {
              if (opened) await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
              assert.deepEqual(await axe(page), [], `${path} at ${width}${opened ? ', all opened' : ''}`);
              assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${path} is wider than ${width}${opened ? ', all opened' : ''}`);
            }
            assert.equal(Number(await page.evaluate("document.querySelectorAll('h1').length")), 1, path);
            if (width === 1280) for (const row of ['.candour-places', '.candour-within']) assert.ok(Number(await page.evaluate(`new Set([...document.querySelectorAll('${row} li')].map((one) => one.offsetTop)).size`)) <= 1, `${path}: ${row} takes one line`);
          }
          if (who === officer.email && width === 320) {
            await page.fill('#reason', 'why');
            await page.click('main button[type=submit]');
            assert.deepEqual(await axe(page), [], 'a reason that is none');
            assert.match(await page.title(), /^Error: /);
            await page.fill('#reason', 'A child may be at risk');
            await page.click('main button[type=submit]');
            assert.deepEqual(await axe(page), [], 'the answer');
            await page.click('text=Go to QQX-77-0042');
            assert.equal(await page.textContent('h1'), 'QQX-77-0042');
          }
          await context.close();
        }
      }
    } finally {
      await browser.close();
    }
  });
});

test('from the keyboard alone, a clock opens and the what-if is worked out on the same page', { timeout: 120_000 }, async () => {
  await withOffice(async (office) => {
    const { email } = await addSomebody(office.store.db, office.authorityId, 'Mona Manager', ['complaints_manager']);
    await addCaseOf(office.store, 'P-2', [{ type: 'RepresentationReceived', on: day('2026-11-16'), ref: 'P-2' }, { type: 'HandlingDecided', on: day('2026-11-16'), handledAs: 'statutory' }]);
    await office.app.listen({ port: 0, host: '127.0.0.1' });
    const address = `http://127.0.0.1:${(office.app.server.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    try {
      const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
      await page.goto(`${address}/sign-in`);
      await page.fill('#email', email);
      await page.fill('#password', PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForURL(/work/);
      await page.goto(`${address}/cases/P-2`);
      const summary = page.locator('.candour-clock summary').first();
      await summary.focus();
      await page.keyboard.press('Enter');
      const days = page.getByLabel('Working days until an advocate is appointed');
      await days.fill('7');
      await page.keyboard.press('Enter');
      await page.waitForURL(/days=7/);
      assert.match((await page.textContent('#clocks ~ details, .candour-clock')) ?? '', /appointed 7 working days later/);
    } finally {
      await browser.close();
    }
  });
});
