import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ViewerRole, viewerRoles } from '../../src/domain/viewer.ts';
import { casePlaces, caseStages } from '../../src/store/case-places.ts';
import { clock } from './record-office.ts';
import { type Hiding, SECRET, type Side, withAndWithout } from './hidden-office.ts';

const ref = encodeURIComponent(SECRET.ref);
const words = SECRET.words.split(' ');
/** Everything by which somebody could look for the case, and some of it misspelt. */
const typed = [SECRET.ref, SECRET.ref.toLowerCase(), 'QQX', '0042', 'QQX-77-0024', SECRET.name, 'Quillfeather', 'Quilfether', 'Zebede', 'quoits', ...words, 'kettle -marmalade', '"marmalade kettle"', 'contact'];
const queries = typed.map((one) => `/cases?q=${encodeURIComponent(one)}`);
const lists = [
  '/work', '/work?waiting=investigating%20officer', '/work?waiting=complaints%20team', '/board', '/cases', '/cases?overdue=yes', '/cases?mine=yes', `/cases?theme=${encodeURIComponent(SECRET.theme)}`,
  `/cases?service=${encodeURIComponent(SECRET.service)}`, '/cases?handled-as=statutory', '/cases?from-day=1&from-month=10&from-year=2026', ...casePlaces.map((place) => `/cases?status=${place}`),
  ...caseStages.map((stage) => `/cases?stage=${stage}`), '/cases?before=2026-12-01_Z', '/compliments', '/compliments?q=kettle', '/cases.csv', '/cases.csv?q=kettle', '/cases.csv?overdue=yes', '/cases.csv?status=statement_pending',
];
const single = [`/cases/${ref}`, `/cases/${ref}?days=9`, `/compliments/${ref}`, `/cases/${ref}/audit`, `/cases/${ref}/break-glass`, `/break-glass?ref=${ref}`, '/break-glass'];
const trail = ['/audit', '/audit?person=1', '/audit?person=2', '/audit?what=viewed', '/audit?what=refused', '/audit?what=recorded', `/audit?case=${ref}`];

/** A reply with what differs from one session to the next taken out. */
function told(reply: { statusCode: number; headers: Record<string, unknown>; body: string }) {
  const { date: _, ...headers } = reply.headers;
  return { status: reply.statusCode, headers, body: reply.body.replaceAll(/(name="formToken" value=")[^"]*/g, '$1') };
}

async function assertAlike(there: Side, without: Side, url: string): Promise<void> {
  const hidden = told(await there.worker.get(url));
  assert.deepEqual(hidden, told(await without.worker.get(url)), url);
  if (!url.includes(ref) && !url.includes('q=')) assert.doesNotMatch(hidden.body, /QQX|Quillfeather|kettle/i, url);
}

const hidings: readonly (readonly [Hiding, readonly ViewerRole[]])[] = [
  ['about them', ['complaints_officer']], ['about them', ['complaints_manager']], ['about them', viewerRoles],
  ['restricted', ['complaints_officer']], ['restricted', ['auditor', 'investigating_officer']], ['about their service', ['complaints_officer']],
];

for (const [hiding, roles] of hidings) {
  test(`a case that is ${hiding === 'restricted' ? 'restricted' : hiding} leaves no trace on any page of ${roles.length > 4 ? 'somebody with every role' : roles.join(' and ')}: each answers to the letter as if it did not exist`, async () => {
    await withAndWithout(roles, hiding, async (there, without) => {
      for (const url of [...lists, ...queries, ...single, ...trail]) await assertAlike(there, without, url);
      for (const reason of ['', 'why not', 'A child may be at risk']) {
        // Restricted cases and those about a service are what the glass is there for; what is about oneself stays hidden.
        if (reason.length >= 10 && hiding !== 'about them') continue;
        const [one, other] = [await there.worker.send(`/cases/${ref}/break-glass`, { reason }), await without.worker.send(`/cases/${ref}/break-glass`, { reason })];
        assert.deepEqual(told(one), told(other), `asked to see it because "${reason}"`);
      }
      for (const url of [...single, ...trail, '/cases', '/work']) await assertAlike(there, without, url);
    });
  });
}

test('whatever is searched, filtered and paged, the pages of a worker whom a case is about are those of an office without it', async () => {
  await withAndWithout(['complaints_manager'], 'about them', async (there, without) => {
    const word = fc.constantFrom(...typed, 'delay', 'S', '%', '_', '\\', "'", '"', '&|!():*', '\u0000', 'x'.repeat(300), '👧');
    const query = fc.record({
      q: fc.array(word, { maxLength: 3 }).map((some) => some.join(' ')), status: fc.constantFrom('', ...casePlaces), stage: fc.constantFrom('', ...caseStages), 'handled-as': fc.constantFrom('', 'statutory', 'corporate', 'nonsense'),
      service: fc.constantFrom('', SECRET.service, 'Nowhere'), theme: fc.constantFrom('', SECRET.theme), overdue: fc.constantFrom('', 'yes'), mine: fc.constantFrom('', 'yes'),
      'from-day': fc.constantFrom('', '5', '32'), 'from-month': fc.constantFrom('', '10'), 'from-year': fc.constantFrom('', '2026'), before: fc.constantFrom('', '2026-10-06_A', '2026-10-05_QQX-77-0043', '_', '2024-01-01_'),
    }, { requiredKeys: [] });
    await fc.assert(fc.asyncProperty(fc.constantFrom('/cases', '/cases.csv'), query, async (path, asked) => {
      await assertAlike(there, without, `${path}?${new URLSearchParams(asked).toString()}`);
    }), { numRuns: 60 });
  });
});

test('a manager from whom it is not hidden finds the same case on every one of those pages', async () => {
  await withAndWithout(['complaints_manager'], 'restricted', async ({ worker: manager }) => {
    for (const url of ['/work', '/board', '/cases', '/cases?overdue=yes', '/cases?status=statement_pending', '/cases.csv', '/audit', `/cases/${ref}`, `/cases/${ref}/audit`, '/cases?q=quoits', '/cases?q=Quilfether', '/cases?q=0042']) {
      const reply = await manager.get(url);
      assert.equal(reply.statusCode, 200, url);
      assert.match(reply.body, /QQX-77-0042/, url);
    }
    assert.doesNotMatch((await manager.get('/cases.csv')).body, /Quillfeather|kettle|quoits/i, 'the sheet holds no name and nothing that anybody wrote');
  });
});

test('what is hidden by being restricted opens for eight hours to an officer who says why, and not to one whom it is about', async () => {
  await withAndWithout(['complaints_officer'], 'restricted', async (there, without) => {
    const reason = 'A child may be at risk';
    const asked = told(await there.worker.send(`/cases/${ref}/break-glass`, { reason }));
    assert.deepEqual(asked, told(await without.worker.send(`/cases/${ref}/break-glass`, { reason })), 'the answer does not tell whether there is such a case');
    assert.equal((await there.worker.get(`/cases/${ref}`)).statusCode, 200);
    assert.equal((await without.worker.get(`/cases/${ref}`)).statusCode, 404);
    await there.store.db.updateTable('glass_broken').set({ until: clock() }).execute();
    assert.equal((await there.worker.get(`/cases/${ref}`)).statusCode, 404, 'the eight hours are over');
    const broken = await there.store.db.selectFrom('audit').select(['what', 'case_id']).where('what', '=', 'glass broken').execute();
    assert.equal(broken.length, 1);
    assert.notEqual(broken[0]?.case_id, null);
  });
});

test('five references may be asked for in an hour, right ones and wrong ones alike', async () => {
  await withAndWithout(['complaints_officer'], 'about them', async (there, without) => {
    for (const side of [there, without]) {
      for (let asked = 0; asked < 5; asked += 1) {
        assert.equal((await side.worker.send(`/cases/${asked === 2 ? ref : `NO-${asked}`}/break-glass`, { reason: 'A child may be at risk' })).statusCode, 200);
      }
      const sixth = await side.worker.send(`/cases/${ref}/break-glass`, { reason: 'A child may be at risk' });
      assert.equal(sixth.statusCode, 400);
      assert.match(sixth.body, /five references within an hour/);
    }
  });
});

test('who tried to see a hidden case is on record for those who may see it, with nothing of it for the others', async () => {
  await withAndWithout(['complaints_officer'], 'about them', async ({ worker, other, store }) => {
    await worker.get(`/cases/${ref}`);
    await worker.send(`/cases/${ref}/break-glass`, { reason: 'A child may be at risk' });
    const { body } = await other.get(`/cases/${ref}/audit`);
    assert.match(body, /Wilma Worker[^]*Refused[^]*in vain/i);
    const entries = await store.db.selectFrom('audit').select(['case_id', 'detail']).where('what', '=', 'refused').execute();
    assert.equal(entries.length, 4, 'each attempt twice: as one that anybody of the trail may read, and as one of the case');
    assert.deepEqual(entries.filter((one) => one.case_id === null).map((one) => JSON.stringify(one.detail)).filter((detail) => /QQX/.test(detail)), []);
  });
});
