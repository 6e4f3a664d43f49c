import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import { axe, openBrowser } from '../browser.ts';
import { received, withAdministrator } from './administration-setting.ts';
import { textOf } from './record-office.ts';

const promised = (learningAction: number, action: string, dueOn: string): CaseEvent => ({ type: 'LearningActionPromised', on: day('2026-11-02'), learningAction, action, owner: 'Team manager', dueOn: day(dueOn) });
const answered = (body: string) => textOf(/<section class="candour-section" aria-labelledby="answered">[^]*?<\/section>/u.exec(body)?.[0] ?? '');

test('a head of service sees the overdue actions of the services they answer for and those below: action, owner and day, and of the case nothing', async () => {
  await withAdministrator(async ({ app, administrator, visitor, record, store }) => {
    const answering = async (name: string, role: ViewerRole, ...services: string[]) => {
      const one = await visitor(name, role);
      const { account_id, email } = await store.db.selectFrom('account').select(['account_id', 'email']).where('name', '=', name).executeTakeFirstOrThrow();
      assert.equal((await administrator.send(`/administration/accounts/${account_id}`, { name, email, roles: role, services: 'Fostering/East', answersFor: services })).headers.location, `/administration/accounts/${account_id}?done=changed`);
      return { one, key: `U${account_id}` };
    };
    const { one: head, key } = await answering('Hari Stone', 'senior_leader', 'Fostering');
    const { one: manager, key: managerKey } = await answering('Rhoda Byrne', 'responding_manager', 'Fostering');
    const given = { type: 'Stage1Allocated', on: day('2026-10-02'), respondingManager: managerKey } as const;
    await record('L-EAST', received('L-EAST', '2026-10-01', { service: 'Fostering/East', complainant: 'P-Quillfeather' }), given, promised(1, 'Ring back within a day', '2026-11-20'), promised(2, 'Not due yet', '2026-11-23'));
    await record('L-OTHER', received('L-OTHER', '2026-10-01', { service: 'Adoption' }), promised(1, 'Of another service', '2026-11-01'));
    await record('L-RESTRICTED', received('L-RESTRICTED', '2026-10-01', { service: 'Fostering' }), promised(1, 'Of a restricted case', '2026-11-01'), { type: 'CaseRestricted', on: day('2026-10-02'), reason: 'Senior manager named' });
    await record('L-ABOUT', received('L-ABOUT', '2026-10-01', { service: 'Fostering' }), promised(1, 'About the head', '2026-11-01'), { type: 'SubjectNamed', on: day('2026-10-02'), person: key });
    await record('L-SERVICE', received('L-SERVICE', '2026-10-01', { service: 'Fostering' }), promised(1, 'About the service', '2026-11-01'), { type: 'SubjectNamed', on: day('2026-10-02'), service: 'Fostering' });
    const { body } = await head.get('/learning');
    assert.match(answered(body), /You answer for Fostering, with what is below\. 1 promised action is overdue there\..*Ring back within a day Fostering: East To be done by Team manager Due 20 November 2026 Overdue by 1 working day Not shown to you$/u);
    assert.doesNotMatch(body, /L-EAST|L-OTHER|L-RESTRICTED|L-ABOUT|L-SERVICE|Quillfeather|Nobody rang back|Of another|Of a restricted|About the/u);
    assert.match(answered((await manager.get('/learning')).body), /2 promised actions are overdue there.*About the head.*Ring back within a day.* L-EAST$/u, 'who takes part sees which case it is; an action about somebody else is theirs to chase');
    assert.equal((await head.get('/cases/L-EAST')).statusCode, 404);
    await app.listen({ port: 0 });
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/learning`;
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ bypassCSP: true });
      await context.addCookies([{ name: 'candour', value: manager.cookie ?? '', url }]);
      const page = await context.newPage();
      await page.goto(url);
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await axe(page), [], `at ${width}`);
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), `it fits ${width} pixels`);
        const folder = process.env['CANDOUR_PICTURES'];
        if (folder !== undefined) await page.screenshot({ path: `${folder}/learning-answered-${width}.png`, fullPage: true });
      }
    } finally {
      await browser.close();
    }
  });
});

test('whoever answers for no service has no such part of the page, and what was ticked is on the audit trail before and after', async () => {
  await withAdministrator(async ({ administrator, visitor, record, store, trail }) => {
    const manager = await visitor('Mo Ellery', 'complaints_manager');
    await record('L-1', received('L-1', '2026-10-01', { service: 'Fostering' }), promised(1, 'Ring back', '2026-11-01'));
    assert.doesNotMatch((await manager.get('/learning')).body, /services you answer for/u);
    const { account_id, email } = await store.db.selectFrom('account').select(['account_id', 'email']).where('name', '=', 'Mo Ellery').executeTakeFirstOrThrow();
    await administrator.send(`/administration/accounts/${account_id}`, { name: 'Mo Ellery', email, roles: 'complaints_manager', answersFor: ['Fostering', 'No such service'] });
    assert.deepEqual((await trail('account changed')).map(({ answersForBefore, answersForAfter }) => [answersForBefore, answersForAfter]), [['', 'Fostering']]);
    assert.match((await administrator.get(`/administration/accounts/${account_id}`)).body, /name="answersFor" type="checkbox" value="Fostering" checked/u);
    assert.match(answered((await manager.get('/learning')).body), /L-1$/u);
  });
});
