import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { type ViewerRole, viewerRoles } from '../../src/domain/viewer.ts';
import { axe, openBrowser } from '../browser.ts';
import { addCaseOf, addSecret, type Hiding, SECRET, type Side, withAndWithout } from './hidden-office.ts';
import { errorsOf, textOf, withOffice } from './record-office.ts';
import { addSomebody, PASSWORD } from './signed-in.ts';

const THEME = 'Broken promises';

function received(ref: string, on: string, more: { readonly theme?: string; readonly service?: string } = {}): readonly CaseEvent[] {
  return [{ type: 'RepresentationReceived', on: day(on), ref, theme: THEME, service: 'Fostering', ...more }, { type: 'HandlingDecided', on: day(on), handledAs: 'statutory' }];
}

function promised(learningAction: number, action: string, dueOn?: string, owner = 'Head of Fostering'): CaseEvent {
  return { type: 'LearningActionPromised', on: day('2026-09-02'), learningAction, action, owner, ...(dueOn === undefined ? {} : { dueOn: day(dueOn) }) };
}

function done(learningAction: number, on: string): CaseEvent {
  return { type: 'LearningActionCompleted', on: day(on), learningAction, evidence: 'Minutes of the team meeting' };
}

/** The rows of the list of actions, each as it reads. */
function rowsOf(body: string): string[] {
  const table = /<table class="govuk-table candour-stack"[^]*?<\/table>/u.exec(body)?.[0] ?? '';
  return [...table.matchAll(/<tr class="govuk-table__row" role="row">\s*<th scope="row"[^]*?<\/tr>/gu)].map(([row]) => textOf(row));
}

test('overdue actions come first, then open ones, then those done; a day that is today is not overdue, and what has no day comes last of the open', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'L-1', [
      ...received('L-1', '2026-09-01'), promised(1, 'Done one', '2026-09-30'), promised(2, 'No day set'), promised(3, 'Due today', '2026-11-20'), promised(4, 'Due yesterday', '2026-11-19'), promised(5, 'Long overdue', '2026-10-01'), done(1, '2026-09-10'),
    ]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const { body } = await manager.get('/learning?owner=&service=Fostering');
    const mine = rowsOf(body).filter((row) => row.startsWith('L-1'));
    assert.deepEqual(mine.map((row) => /Long overdue|Due yesterday|Due today|No day set|Done one/u.exec(row)?.[0]), ['Long overdue', 'Due yesterday', 'Due today', 'No day set', 'Done one']);
    assert.match(mine[0]!, /To be done by Head of Fostering Due 1 October 2026 Overdue by 36 working days Told once it is done/);
    assert.match(mine[4]!, /Evidence: Minutes of the team meeting .* Done on 10 September 2026/);
    assert.match(body, /href="\/cases\/L-1\/acts\/completeLearningAction"/);
    assert.equal(rowsOf((await manager.get('/learning?state=overdue&service=Fostering')).body).filter((row) => row.startsWith('L-1')).length, 2);
    const before = await manager.get('/learning?due-day=19&due-month=11&due-year=2026&service=Fostering');
    assert.deepEqual(rowsOf(before.body).filter((row) => row.startsWith('L-1')).map((row) => /Long overdue|Due yesterday|Done one/u.exec(row)?.[0]), ['Long overdue', 'Done one'], 'the day itself is not before it');
    const wrong = await manager.get('/learning?due-day=31&due-month=2&due-year=2026');
    assert.equal(wrong.statusCode, 400);
    assert.deepEqual(errorsOf(wrong.body), { 'due-day': 'Due before must be a real date, such as 31 March 2024' });
  });
});

test('what came back is counted from the day after an action was done: complaints of the same theme in the same service, as a whole or in one element, once each', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'L-1', [...received('L-1', '2026-09-01'), promised(1, 'Ring back within a day'), promised(2, 'Tell the team'), promised(3, 'Later than all'), done(1, '2026-09-10'), done(2, '2026-10-10'), done(3, '2026-11-18')]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const told = async () => Object.fromEntries(rowsOf((await manager.get('/learning?state=done&service=Fostering')).body).filter((row) => row.startsWith('L-1')).map((row) => [/Ring back|Tell the team|Later/u.exec(row)?.[0], /Did it come back\? (?<said>.*)$/u.exec(row)?.groups?.['said']]));
    const none = 'No complaint of this theme in this service since.';
    assert.deepEqual(await told(), { 'Ring back': none, 'Tell the team': none, Later: none });
    await addCaseOf(office.store, 'C-SAME-DAY', received('C-SAME-DAY', '2026-09-10'));
    await addCaseOf(office.store, 'C-NEXT-DAY', received('C-NEXT-DAY', '2026-09-11'));
    await addCaseOf(office.store, 'C-ELEMENT', [...received('C-ELEMENT', '2026-10-12', { theme: 'Another' }), { type: 'ElementAdded', on: day('2026-10-12'), element: 1, theme: THEME }, { type: 'ElementAdded', on: day('2026-10-12'), element: 2, theme: THEME, service: 'Fostering' }]);
    await addCaseOf(office.store, 'C-ELSEWHERE', received('C-ELSEWHERE', '2026-10-20', { service: 'Adoption' }));
    await addCaseOf(office.store, 'C-OTHER', received('C-OTHER', '2026-10-20', { theme: 'Another' }));
    await addCaseOf(office.store, 'C-INFORMAL', [received('C-INFORMAL', '2026-10-20')[0]!, { type: 'HandlingDecided', on: day('2026-10-20'), handledAs: 'informal' }]);
    assert.deepEqual(await told(), {
      'Ring back': '2 complaints of this theme in this service since. Latest: C-ELEMENT', 'Tell the team': '1 complaint of this theme in this service since. Latest: C-ELEMENT', Later: none,
    });
  });
});

test('pages follow one another by key, with every action once, and the counts by service take in those below', async () => {
  await withOffice(async (office) => {
    const { db } = office.store;
    await db.insertInto('service').values([{ authority_id: office.authorityId, service: 'Alpha', parent: null, place: 90 }, { authority_id: office.authorityId, service: 'Alpha/One', parent: 'Alpha', place: 91 }]).execute();
    const all = Array.from({ length: 120 }, (_, index) => index + 1);
    await addCaseOf(office.store, 'L-1', [...received('L-1', '2026-09-01', { service: 'Alpha/One' }), ...all.map((number) => promised(number, `Number ${number}.`, number % 3 === 0 ? undefined : number % 3 === 1 ? '2026-10-01' : '2026-12-01')), ...all.filter((number) => number % 5 === 0).map((number) => done(number, '2026-09-10'))]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const seen: string[] = [];
    let next: string | undefined = '/learning?service=Alpha';
    for (let pages = 0; next !== undefined; pages += 1) {
      assert.ok(pages < 3);
      const { body }: { body: string } = await manager.get(next);
      // Of 120, a fifth are done; of the 96 others a third each are overdue, due later and without a day.
      assert.match(textOf(body), /By service .* Alpha Overdue 32 Open, not overdue 64 Done 24 Alpha: One Overdue 32 Open, not overdue 64 Done 24/);
      seen.push(...rowsOf(body).map((row) => /Number \d+/u.exec(row)?.[0] ?? ''));
      next = /href="(?<href>[^"]+)" rel="next"/u.exec(body)?.groups?.['href']?.replaceAll('&amp;', '&');
    }
    assert.equal(seen.length, 120);
    assert.equal(new Set(seen).size, 120);
    assert.equal((await manager.get('/learning?after=done_9999999999_1_x')).statusCode, 200);
  });
});

test('the address of a filter by owner holds neither a name nor what a register says of them, and shows the actions of that owner alone', async () => {
  await withOffice(async (office) => {
    const { accountId } = await addSomebody(office.store.db, office.authorityId, 'Rita Responsible', ['responding_manager']);
    await addCaseOf(office.store, 'L-1', [...received('L-1', '2026-09-01'), promised(1, 'By an account', '2026-12-01', `U${accountId}`), promised(2, 'By words', '2026-12-01', 'Nora Named')]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const { body } = await manager.get('/learning');
    const codes = Object.fromEntries([...body.matchAll(/<option value="(?<code>[^"]+)"[^>]*>(?<name>Rita Responsible|Nora Named)</gu)].map(({ groups }) => [groups!['name'], groups!['code']]));
    assert.equal(codes['Rita Responsible'], `U${accountId}`);
    assert.match(codes['Nora Named'] ?? '', /^x[0-9a-f]{12}$/);
    for (const [name, action] of [['Rita Responsible', 'By an account'], ['Nora Named', 'By words']] as const) {
      const rows = rowsOf((await manager.get(`/learning?owner=${codes[name]}`)).body);
      assert.equal(rows.length, 1);
      assert.match(rows[0]!, new RegExp(`${action}.*${name}`));
    }
  });
});

test('the sheet holds no word of what was promised, by whom and with what evidence, and goes on record', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'L-1', [...received('L-1', '2026-09-01'), promised(1, 'Apologise to Nell', '2026-09-30'), done(1, '2026-09-10')]);
    await addCaseOf(office.store, 'L-2', received('L-2', '2026-09-11'));
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const reply = await manager.get('/learning.csv?state=done');
    assert.match(reply.body, /^\uFEFFref,learning_action,service,theme,state,promised_on,due_on,completed_on,received_again,received_again_latest_ref\n/);
    assert.match(reply.body, /\nL-1,1,Fostering,Broken promises,done,2026-09-02,2026-09-30,2026-09-10,1,L-2\n/);
    assert.doesNotMatch(reply.body, /Nell|Head of|Minutes/);
    const audited = await office.store.db.selectFrom('audit').select(['what', 'detail']).orderBy('position', 'desc').limit(1).executeTakeFirst();
    assert.equal(audited?.what, 'exported');
    assert.equal(audited.detail['filters'], 'state');
    assert.equal((await (await office.signedIn('Lena Leader', 'senior_leader')).get('/learning.csv')).statusCode, 403);
  });
});

test('who takes part in a case sees its actions and no others, and only a manager who answers for it is led to the forms', async () => {
  await withOffice(async (office) => {
    const { accountId, email } = await addSomebody(office.store.db, office.authorityId, 'Rita Responsible', ['responding_manager']);
    await addCaseOf(office.store, 'L-1', [...received('L-1', '2026-09-01'), { type: 'Stage1Allocated', on: day('2026-09-01'), respondingManager: `U${accountId}` }, promised(1, 'Hers', '2026-12-01')]);
    await addCaseOf(office.store, 'L-2', [...received('L-2', '2026-09-01'), promised(1, 'Not hers', '2026-12-01')]);
    const rita = await office.signedIn('Rita Second', 'responding_manager');
    assert.match(textOf((await rita.get('/learning')).body), /No action is promised in a case that you take part in/);
    await rita.send('/sign-out', {});
    await rita.signIn(email);
    const { body } = await rita.get('/learning');
    assert.deepEqual(rowsOf(body).map((row) => row.slice(0, 3)), ['L-1']);
    assert.match(body, /href="\/cases\/L-1\/acts\/completeLearningAction"/);
    const auditor = await office.signedIn('Ada Auditor', 'auditor');
    const all = await auditor.get('/learning?service=Fostering');
    assert.match(all.body, /Not hers/);
    assert.doesNotMatch(all.body, /\/acts\//);
  });
});

const hidings: readonly (readonly [Hiding, readonly ViewerRole[]])[] = [['about them', ['complaints_manager']], ['about them', viewerRoles], ['restricted', ['complaints_officer']], ['about their service', ['complaints_officer']]];

for (const [hiding, roles] of hidings) {
  test(`a case that is ${hiding === 'restricted' ? 'restricted' : hiding} leaves no trace among the actions of ${roles.length > 4 ? 'somebody with every role' : roles.join(' and ')}: not in lists, counts, owners or what came back`, async () => {
    await withAndWithout(roles, hiding, async (there, without) => {
      for (const { store } of [there, without]) {
        await addCaseOf(store, 'L-1', [...received('L-1', '2026-09-01', { theme: SECRET.theme, service: SECRET.service }), promised(1, 'Done before the secret one came', '2026-09-30'), done(1, '2026-09-10')]);
      }
      for (const url of ['/learning', '/learning?state=overdue', '/learning?state=done', `/learning?service=${SECRET.service}`, '/learning?due-day=1&due-month=12&due-year=2026', '/learning.csv', '/learning?after=overdue_1_1_A']) {
        const [hidden, missing] = [await there.worker.get(url), await without.worker.get(url)];
        const told = (reply: { statusCode: number; body: string }) => [reply.statusCode, reply.body.replaceAll(/(name="formToken" value=")[^"]*/g, '$1')];
        assert.deepEqual(told(hidden), told(missing), url);
        assert.doesNotMatch(hidden.body, /QQX|quoits/i, url);
      }
      await assertSeenByAnother(there);
    });
  });
}

async function assertSeenByAnother({ other }: Side): Promise<void> {
  assert.match((await other.get('/learning?state=overdue')).body, /Return the quoits/);
  assert.match(textOf((await other.get('/learning?state=done&service=Fostering')).body), /L-1 .*1 complaint of this theme in this service since\. Latest: QQX-77-0042/);
}

test('axe finds nothing wrong with the actions, in any state, on a desktop and on a telephone', { timeout: 300_000 }, async () => {
  await withOffice(async (office) => {
    const { email, accountId } = await addSomebody(office.store.db, office.authorityId, 'Mona Manager', ['complaints_manager']);
    const leader = await addSomebody(office.store.db, office.authorityId, 'Lena Leader', ['senior_leader']);
    await addSecret(office.store, accountId + 100, 'restricted');
    await addCaseOf(office.store, 'L-1', [...received('L-1', '2026-09-01', { theme: SECRET.theme }), promised(1, 'x'.repeat(150), '2026-09-30'), promised(2, 'Ring back within a day', '2026-12-01'), done(1, '2026-09-10')]);
    await office.app.listen({ port: 0, host: '127.0.0.1' });
    const address = `http://127.0.0.1:${(office.app.server.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    try {
      for (const [who, paths] of [[email, ['/learning', '/learning?state=done&service=Fostering', '/learning?owner=nobody&due-day=1&due-month=12&due-year=2026', '/learning?due-day=31&due-month=2&due-year=2026']], [leader.email, ['/learning']]] as const) {
        for (const width of [1280, 320]) {
          const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
          await page.goto(`${address}/sign-in`);
          await page.fill('#email', who);
          await page.fill('#password', PASSWORD);
          await page.click('form[action="/sign-in"] button[type=submit]');
          for (const path of paths) {
            await page.goto(address + path);
            assert.equal(await page.textContent('h1'), 'Learning');
            for (const opened of [false, true]) {
              if (opened) await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
              assert.deepEqual(await axe(page), [], `${path} at ${width}`);
              assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${path} is wider than ${width}`);
            }
          }
          await page.context().close();
        }
      }
    } finally {
      await browser.close();
    }
  });
});
