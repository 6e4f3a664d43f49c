import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { saveAuthority } from '../../src/store/authorities.ts';
import { makeApp } from '../../src/web/app.ts';
import { withTestDatabase } from '../database.ts';
import { addSomebody, PASSWORD, sessionCookie } from './signed-in.ts';

type Setting = { readonly app: FastifyInstance; readonly email: string; readonly pass: (minutes: number) => void; post(headers: Readonly<Record<string, string>>, password?: string): Promise<{ statusCode: number; body: string; cookies: readonly { name: string; value: string }[] }> };

async function withSignIn(run: (setting: Setting) => Promise<void>, address?: string): Promise<void> {
  await withTestDatabase(async (store) => {
    const authorityId = await store.db.transaction().execute((transaction) => saveAuthority(transaction, { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} }));
    const { email } = await addSomebody(store.db, authorityId, 'Rosa Quill', ['complaints_officer']);
    let now = new Date('2026-11-23T08:30:00Z');
    const app = makeApp(store, { clock: () => now, ...(address === undefined ? {} : { address }) });
    await run({
      app, email, pass(minutes) { now = new Date(now.getTime() + minutes * 60_000); },
      post: async (headers, password = PASSWORD) => app.inject({ method: 'POST', url: '/sign-in', headers: { host: 'candour.ashmere.example', 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: new URLSearchParams({ email, password }).toString() }),
    });
    await app.close();
  });
}

test('where a browser sends no Sec-Fetch-Site, a form to sign in counts only if Origin, or else Referer, is Candour’s own', async () => {
  await withSignIn(async ({ post }) => {
    const forgeries: readonly Readonly<Record<string, string>>[] = [
      { origin: 'https://elsewhere.example' }, { origin: 'https://candour.ashmere.example.elsewhere.example' }, { origin: 'https://ashmere.example' }, { origin: 'https://candour.ashmere.example:8443' }, { origin: 'null' }, { origin: '' },
      { referer: 'https://elsewhere.example/candour.ashmere.example' }, { referer: 'https://candour.ashmere.example@elsewhere.example/' }, { origin: 'https://elsewhere.example', referer: 'https://candour.ashmere.example/sign-in' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://candour.ashmere.example' },
    ];
    for (const headers of forgeries) {
      const forged = await post(headers);
      assert.equal(forged.statusCode, 403, JSON.stringify(headers));
      assert.equal(sessionCookie(forged), undefined);
    }
    const own: readonly Readonly<Record<string, string>>[] = [{ origin: 'https://candour.ashmere.example' }, { origin: 'http://candour.ashmere.example' }, { referer: 'https://candour.ashmere.example/sign-in?then=%2Fwork' }, { 'sec-fetch-site': 'same-origin' }, {}];
    for (const headers of own) assert.equal((await post(headers)).statusCode, 302, JSON.stringify(headers));
  });
});

test('behind a proxy that asks Candour by another name, the name that browsers use is known from the proxy or from CANDOUR_ADDRESS', async () => {
  const inside = { host: '10.0.0.7:3000' };
  await withSignIn(async ({ post }) => {
    assert.equal((await post({ ...inside, origin: 'https://candour.ashmere.example' })).statusCode, 403);
    assert.equal((await post({ ...inside, origin: 'https://candour.ashmere.example', 'x-forwarded-host': 'candour.ashmere.example' })).statusCode, 302);
  });
  await withSignIn(async ({ post }) => {
    assert.equal((await post({ ...inside, origin: 'https://candour.ashmere.example' })).statusCode, 302);
    assert.equal((await post({ ...inside, origin: 'https://elsewhere.example' })).statusCode, 403);
  }, 'https://candour.ashmere.example');
});

test('our pages let browsers say between themselves where a form comes from, and tell other sites nothing', async () => {
  await withSignIn(async ({ app }) => {
    assert.equal((await app.inject('/sign-in')).headers['referrer-policy'], 'same-origin');
  });
});

test('after 100 failures from one network none is tried from it for the rest of 15 minutes, and others sign in', async () => {
  await withSignIn(async ({ app, email, pass, post }) => {
    const from = (address: string) => ({ 'x-forwarded-for': `198.51.100.1, ${address}` });
    // Nobody's address: no account is locked by it, and none is checked.
    const guess = () => app.inject({ method: 'POST', url: '/sign-in', headers: { ...from('203.0.113.9'), 'content-type': 'application/x-www-form-urlencoded' }, payload: 'email=nobody%40example.org&password=guessed' });
    for (let attempt = 1; attempt <= 100; attempt += 1) assert.equal((await guess()).statusCode, 401, `attempt ${attempt}`);
    const refused = await post(from('203.0.113.9'));
    assert.equal(refused.statusCode, 429);
    assert.match(refused.body, /Wait 15 minutes/);
    assert.doesNotMatch(refused.body, new RegExp(email));
    assert.equal((await post(from('203.0.113.10'))).statusCode, 302, 'a neighbour');
    pass(15);
    assert.equal((await post(from('203.0.113.9'))).statusCode, 302, 'after 15 minutes');
  });
});
