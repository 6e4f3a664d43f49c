import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { axe, openBrowser } from '../browser.ts';
import { boxes, formAt, hiddenOf, points, received, REF, statutory, withActs } from './acts-setting.ts';

const on = day('2024-02-06');
const inStage2: readonly CaseEvent[] = [
  { type: 'Stage1Responded', on, outcome: 'upheld', findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'upheld' }] }, { type: 'Stage2Requested', on }, { type: 'Stage2Accepted', on },
  { type: 'OmbudsmanEnquiryReceived', on, ombudsmanRef: '24 000 001' },
];

test('axe finds nothing wrong with the forms, their errors, the page of somebody overtaken, or the guided handling, on a desk or on a telephone; a draft keeps itself', async () => {
  await withActs(async ({ app, somebody, happens }) => {
    await happens(received, ...points);
    const manager = await somebody('Ada Brook', 'complaints_manager');
    await somebody('Rhys Cole', 'responding_manager');
    await app.listen({ port: 0 });
    const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ bypassCSP: true });
      await context.addCookies([{ name: 'candour', value: manager.visitor.cookie ?? '', url: origin }]);
      const page = await context.newPage();
      const lookedAt = async (what: string) => {
        for (const [width, height] of [[1280, 900], [320, 800]] as const) {
          await page.setViewportSize({ width, height });
          assert.deepEqual(await axe(page), [], `${what} at ${width}`);
          assert.ok(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), `${what} fits ${width} pixels`);
          const folder = process.env['CANDOUR_PICTURES'];
          if (folder !== undefined) await page.screenshot({ path: `${folder}/${what.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
        }
      };
      const open = async (path: string) => {
        await page.goto(`${origin}${path}`);
      };
      const send = async () => page.click('button.govuk-button:not(.govuk-button--secondary)');

      await open(`/cases/${REF}/handling`);
      await lookedAt('questions on handling');
      await send();
      await lookedAt('questions on handling with errors');
      await page.selectOption('#capacity', 'P2');
      await page.selectOption('#awaiting', 'consent');
      await page.selectOption('#matter-1', 'support_for_child_in_need');
      await page.selectOption('#matter-2', 'early_help');
      await send();
      await lookedAt('proposal of handling');
      await page.check('#handled-1-2');
      await page.fill('#reason-1', 'Quicker');
      await page.fill('#reason-2', 'Early help alone');
      await send();
      await lookedAt('proposal with warnings');
      await page.check('#regardless');
      await send();
      const confirmer = await somebody('Bee Dunne', 'complaints_manager');
      await context.addCookies([{ name: 'candour', value: confirmer.visitor.cookie ?? '', url: origin }]);
      await open('/confirmations');
      await lookedAt('confirmations');
      await open(`/cases/${REF}/handling/confirmation`);
      await lookedAt('confirmation of an exclusion');

      await happens(statutory);
      await open(formAt('allocate'));
      await lookedAt('allocation');
      await open(formAt('respondAtStage1'));
      await lookedAt('response at stage 1');
      await send();
      await lookedAt('response at stage 1 with errors');
      await open(formAt('correctFact'));
      await lookedAt('correction, what to choose');

      await open(formAt('note'));
      await page.fill('#note', 'Half a thought');
      await page.waitForSelector('[data-draft-kept]:not([hidden])');
      assert.equal(await page.textContent('[data-draft-kept]'), 'Draft saved.');
      await open(formAt('note'));
      assert.equal(await page.inputValue('#note'), 'Half a thought');
      await lookedAt('a draft');
      const overtaken = hiddenOf((await manager.visitor.get(formAt('seekAdvocate'))).body);
      await manager.visitor.send(formAt('seekAdvocate'), { ...overtaken, ...boxes('on', '2024-02-06') });
      await send();
      await lookedAt('a form that was overtaken');

      await happens(...inStage2);
      for (const act of ['recordStatement', 'refuseStage2', 'extendStage2', 'recordOmbudsmanDecision', 'recordPayment', 'referEarly'] as const) {
        await open(formAt(act));
        await lookedAt(act);
      }
      await context.close();
    } finally {
      await browser.close();
    }
  });
});
