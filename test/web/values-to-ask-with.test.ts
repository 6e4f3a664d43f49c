import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { day } from '../../src/domain/day.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { saveThemes } from '../../src/store/vocabulary.ts';
import { valuesToAskWith } from '../../src/web/values-to-ask-with.ts';
import { withPublishingOffice } from '../reports/publishing-office.ts';

test('what a council declares can be asked with at once; what came on record is looked for after a minute while nobody waits, and after ten is waited for', async () => {
  await withPublishingOffice(async ({ store: { db }, authority, viewer, records }) => {
    const opens = new Date('2026-11-23T09:00:00Z');
    const after = (seconds: number) => new Date(opens.getTime() + seconds * 1000);
    const offered = async (key: string, seconds: number): Promise<readonly string[]> => {
      const now = await authorityNamed(db, authority.authority);
      return (await valuesToAskWith(db, now, ['Fostering'], after(seconds))).find((one) => one.key === key)?.values ?? [];
    };
    const decided = (ref: string, reason: string) => records(ref, after(0), { type: 'RepresentationReceived', on: day('2026-11-20'), ref }, { type: 'HandlingDecided', on: day('2026-11-20'), handledAs: 'corporate', reason });

    assert.ok(!(await offered('handling_reason', 0)).includes('About a policy'));
    await decided('HA26-901', 'About a policy');
    await saveThemes(db, authority.authorityId, [...authority.themes, 'Heating'], { by: viewer.accountId, at: after(0) });
    assert.ok((await offered('theme', 1)).includes('Heating'));
    assert.ok(!(await offered('handling_reason', 59)).includes('About a policy'));
    assert.ok(!(await offered('handling_reason', 60)).includes('About a policy'), 'nobody waits');
    const until = Date.now() + 10_000;
    while (!(await offered('handling_reason', 61)).includes('About a policy')) {
      assert.ok(Date.now() < until, 'what was looked for is never offered');
      await soon();
    }
    await decided('HA26-902', 'About a fee');
    assert.ok((await offered('handling_reason', 61 + 600)).includes('About a fee'), 'after ten minutes it is waited for');
  });
});
