import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { audit, verifyAudit } from '../../src/store/audit.ts';
import { addCaseOf } from './hidden-office.ts';
import { textOf, withOffice } from './record-office.ts';
import { addSomebody } from './signed-in.ts';

/** The rows of the trail as they are shown. */
function entries(body: string): string[] {
  return [...(/<h2[^>]*id="entries">[^]*<\/table>/.exec(body)?.[0] ?? '').matchAll(/<tr class="govuk-table__row" role="row">\s*<td[^]*?<\/tr>/g)].map(([row]) => textOf(row));
}

test('the trail is read by those who may, and by nobody else', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'A-1', [{ type: 'RepresentationReceived', on: day('2026-11-19'), ref: 'A-1' }]);
    for (const [name, role, status] of [['Mona', 'complaints_manager', 200], ['Aud', 'auditor', 200], ['Olga', 'complaints_officer', 403], ['Adam', 'administrator', 403], ['Lena', 'senior_leader', 403]] as const) {
      const visitor = await office.signedIn(`${name} Somebody`, role);
      for (const url of ['/audit', '/cases/A-1/audit']) assert.equal((await visitor.get(url)).statusCode, status, `${role} ${url}`);
    }
  });
});

test('it can be narrowed to a case, a person and a kind of act', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'A-1', [{ type: 'RepresentationReceived', on: day('2026-11-19'), ref: 'A-1' }]);
    await addCaseOf(office.store, 'A-2', [{ type: 'RepresentationReceived', on: day('2026-11-19'), ref: 'A-2' }]);
    const { email, accountId } = await addSomebody(office.store.db, office.authorityId, 'Olga Officer', ['complaints_officer']);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const officer = await office.signedIn('Otto Officer', 'complaints_officer');
    for (const ref of ['A-1', 'A-2']) await manager.get(`/cases/${ref}`);
    await officer.get('/cases/A-2');
    await officer.get('/cases?q=somebody');
    const ofCase = entries((await manager.get('/audit?case=A-2')).body);
    assert.equal(ofCase.length, 2);
    assert.ok(ofCase.every((row) => row.includes('Looked at A-2')));
    assert.deepEqual(entries((await manager.get(`/audit?person=${accountId}`)).body), [], `${email} did nothing`);
    assert.deepEqual(entries((await manager.get('/audit?what=searched')).body), ['20 November 2026 at 10:00am Otto Officer Searched list: cases; filters: text']);
    assert.equal((await manager.get('/audit?case=NONE')).statusCode, 400);
    assert.equal(entries((await manager.get('/cases/A-2/audit')).body).length, 2);
    assert.deepEqual(await verifyAudit(office.store.db, office.authorityId), []);
  });
});

test('paged, the trail shows every entry once, the newest first, also those of one instant', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    // 120 entries, 40 of them of one instant that spans a page.
    for (let one = 0; one < 120; one += 1) {
      await audit(office.store.db, office.authorityId, new Date(one >= 40 && one < 80 ? '2026-11-18T10:00:00Z' : `2026-11-${one < 40 ? '17' : '19'}T10:00:00Z`), { what: 'exported', detail: { number: one } });
    }
    const numbers: number[] = [];
    let next: string | undefined = '/audit?what=exported';
    while (next !== undefined) {
      const { body } = await manager.get(next);
      numbers.push(...entries(body).map((row) => Number(/number: (\d+)/.exec(row)?.[1])));
      next = /href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    assert.deepEqual(numbers, Array.from({ length: 120 }, (_, index) => 119 - index));
  });
});

test('an address that was made up is answered with the beginning of the trail or a plain page, never with a fault', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    for (const query of ['before=x', 'before=99999999999999999-1', 'before=1-99999999', 'before=999999999999999-0', 'person=99999999999', 'person=-1', 'what=everything', 'before=1795000000000-999999', 'case=%00']) {
      assert.ok([200, 400].includes((await manager.get(`/audit?${query}`)).statusCode), query);
    }
  });
});
