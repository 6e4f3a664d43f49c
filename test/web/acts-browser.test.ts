import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { boxes, formAt, hiddenOf, points, received, REF, statutory, withActs } from './acts-setting.ts';
import { withBrowserOn } from './looked-at.ts';

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
    await withBrowserOn(app, async ({ page, open, as, lookedAt }) => {
      await as(manager.visitor.cookie);
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
      await as(confirmer.visitor.cookie);
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
      for (const act of ['recordStatement', 'refuseStage2', 'extendStage2', 'restrictContact', 'recordOmbudsmanDecision', 'recordPayment', 'referEarly'] as const) {
        await open(formAt(act));
        await lookedAt(act);
      }
      await happens({ type: 'ContactRestricted', on, restriction: 'In writing to one named person', until: day('2034-02-06'), reviewOn: day('2034-01-06'), reason: 'Twenty calls a day', decidedBy: 'U1' });
      await open(`/cases/${REF}`);
      await lookedAt('a case with restricted contact');
    });
  });
});
