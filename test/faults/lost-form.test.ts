import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/store.ts';
import { takeInDemonstration } from '../demonstration.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { makeApp } from '../../src/web/app.ts';
import { addSomebody, Visitor } from '../web/signed-in.ts';
import { kill, newFolder, postmasterOf } from './folders.ts';

test('a form answered before the database is killed is kept; one sent while it is away comes back whole on a plain page, and sent again is recorded once', { timeout: 120_000 }, async (context) => {
  const folder = newFolder(context);
  const store = await openStore(folder);
  const clock = () => new Date('2026-11-20T10:00:00Z');
  const app = makeApp(store, { clock });
  try {
    await takeInDemonstration(store, ['herefordshire-2024-25-q1']);
    const { authorityId } = await authorityNamed(store.db, 'Herefordshire');
    const { email } = await addSomebody(store.db, authorityId, 'Olive Grant', ['complaints_officer']);
    const visitor = new Visitor(app, store.db, clock);
    await visitor.signIn(email);
    const page = await visitor.get('/record');
    const formToken = /name="formToken" value="(?<token>[^"]+)"/u.exec(page.body)?.groups?.['token'] ?? '';
    const form = { form: randomUUID(), do: 'record', name: 'Mary “Molly” Johnson', capacity: 'P2', channel: 'telephone', summary: 'Nobody rang back & nobody wrote', 'received-day': '20', 'received-month': '11', 'received-year': '2026', formToken };
    const send = (fields = form) => app.inject({ method: 'POST', url: '/record', cookies: { candour: visitor.cookie ?? '' }, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() });

    const acknowledged = (await send({ ...form, form: randomUUID(), name: 'Ned Arkwright', summary: 'A review was held without us' })).headers.location;
    kill(postmasterOf(folder));
    const lost = await send();
    assert.equal(lost.statusCode, 503);
    assert.match(lost.body, /Candour cannot reach its records at the moment/u);
    assert.doesNotMatch(lost.body, / at .*\.ts:\d/u);
    const given = new Map([...lost.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/gu)].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&').replaceAll('&quot;', '"')]));
    assert.deepEqual(Object.fromEntries(given), form);
    assert.equal((await app.inject({ url: '/work', cookies: { candour: visitor.cookie ?? '' } })).statusCode, 503);
    assert.doesNotMatch((await app.inject({ method: 'POST', url: '/sign-in', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'email=a%40example.org&password=hush-hush-hush' })).body, /hush/u);

    let recorded = await send();
    for (let tries = 0; recorded.statusCode === 503 && tries < 200; tries += 1) {
      await sleep(100);
      recorded = await send();
    }
    assert.equal(recorded.statusCode, 302, recorded.body.slice(0, 500));
    assert.equal((await send()).headers.location, recorded.headers.location);
    assert.equal((await store.db.selectFrom('representation').select('ref').where('received_on', '=', '2026-11-20' as never).execute()).length, 2);
    assert.equal((await app.inject({ url: acknowledged ?? '', cookies: { candour: visitor.cookie ?? '' } })).statusCode, 200, 'what was acknowledged just before');
  } finally {
    await app.close();
    await store.close();
  }
});
