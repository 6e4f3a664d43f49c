import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { IdentityProvider } from '../../src/domain/identity-provider.ts';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import { addAccount, findAccount } from '../../src/store/accounts.ts';
import { disableAccount } from '../../src/store/account-changes.ts';
import { saveAuthority } from '../../src/store/authorities.ts';
import { saveIdentityProvider } from '../../src/store/identity-provider.ts';
import type { Store } from '../../src/store/store.ts';
import { makeApp } from '../../src/web/app.ts';
import { withTestDatabase } from '../database.ts';
import { type CouncilAccount, startProvider, type TestProvider } from '../identity-provider.ts';
import { textOf } from './record-office.ts';

type Reply = { readonly status: number; readonly body: string; readonly address: string };

/** A browser that follows redirects between Candour and the provider and keeps each one's cookies, as one does: a strict one is not sent along from another site. */
class Browser {
  readonly cookies = new Map<string, Map<string, { readonly value: string; readonly strict: boolean }>>();

  async open(address: string, options: { readonly from?: string; readonly form?: Readonly<Record<string, string>> } = {}): Promise<Reply> {
    const to = new URL(address);
    const jar = this.cookies.get(to.host) ?? new Map();
    this.cookies.set(to.host, jar);
    const crossSite = options.from !== undefined && new URL(options.from).host !== to.host;
    const sent = [...jar].filter(([, { strict }]) => !(crossSite && strict)).map(([name, { value }]) => `${name}=${value}`).join('; ');
    const reply = await fetch(to, {
      redirect: 'manual', headers: { ...(sent === '' ? {} : { cookie: sent }), ...(options.form === undefined ? {} : { origin: to.origin }) }, ...(options.form === undefined ? {} : { method: 'POST', body: new URLSearchParams(options.form) }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || attributes.some((attribute) => attribute.startsWith('Max-Age=0') || attribute.startsWith('Expires=Thu, 01 Jan 1970') || attribute.startsWith('expires=Thu, 01 Jan 1970'))) jar.delete(name);
      else jar.set(name, { value, strict: attributes.includes('SameSite=Strict') });
    }
    const next = reply.headers.get('location');
    const body = await reply.text();
    if (next !== null) return this.open(new URL(next, address).href, { from: options.from ?? address });
    return { status: reply.status, body, address };
  }
}

type Setting = { readonly store: Store; readonly app: FastifyInstance; readonly authorityId: number; readonly here: string; readonly provider: TestProvider; readonly council: string; set(more?: Partial<IdentityProvider>): Promise<void>; account(email: string, ...roles: readonly ViewerRole[]): Promise<number>; later(minutes: number): void };

async function withCouncil(run: (setting: Setting) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    const authorityId = await store.db.transaction().execute((transaction) => saveAuthority(transaction, { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} }));
    let ahead = 0;
    const clock = () => new Date(Date.now() + ahead);
    const app = makeApp(store, { clock });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const here = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const council = `${here}/sign-in/council/Ashmere`;
    const provider = await startProvider(`${council}/callback`, `${here}/sign-in`);
    process.env['CANDOUR_OIDC_SECRET'] = provider.secret;
    try {
      await run({
        store, app, authorityId, here, provider, council,
        set: (more = {}) => saveIdentityProvider(store.db, { authorityId, by: 'test', at: clock() }, {
          issuer: provider.issuer, clientId: provider.clientId, hasSecret: true, accountClaim: 'email', passwords: 'everybody', secondFactor: 'always', acrValues: [], roleValues: {}, ...more,
        }),
        async account(email, ...roles) {
          const accountId = await addAccount(store.db, authorityId, { email, name: email.split('@')[0] ?? '', roles, password: 'a spoon under the tram' });
          assert.ok(accountId !== undefined);
          return accountId;
        },
        later(minutes) {
          ahead += minutes * 60_000;
        },
      });
    } finally {
      delete process.env['CANDOUR_OIDC_SECRET'];
      await provider.close();
      await app.close();
    }
  });
}

const olive: CouncilAccount = { sub: 'of-olive', email: 'olive.grant@example.org', email_verified: true, groups: ['complaints'] };

test('somebody with an account goes in by the council’s sign-in, and to the page that they asked for', async () => {
  await withCouncil(async ({ here, council, provider, set, account }) => {
    await set();
    await account('olive.grant@example.org', 'complaints_officer');
    const browser = new Browser();
    assert.match((await browser.open(`${here}/sign-in`)).body, /Sign in with your council account/u);
    provider.next = olive;
    const arrived = await browser.open(`${council}?then=/cases`);
    assert.equal(arrived.status, 200, textOf(arrived.body));
    assert.match(arrived.body, /<meta http-equiv="refresh" content="0; url=\/cases">/u);
    const cases = await browser.open(`${here}/cases`);
    assert.equal(cases.address, `${here}/cases`);
    const token = /name="formToken" value="(?<token>[^"]+)"/u.exec(cases.body)?.groups?.['token'] ?? '';
    const out = await browser.open(`${here}/sign-out`, { form: { formToken: token } });
    assert.match(textOf(out.body), /You have signed out of Candour.*Sign out of your council account/u);
    assert.equal((await browser.open(`${here}/cases`)).address.startsWith(`${here}/sign-in`), true);
  });
});

test('nobody gets an account by signing in at the council, and each refusal says why and is on the trail', async () => {
  await withCouncil(async ({ store, authorityId, council, provider, set, account }) => {
    await set();
    const refused = async (who: CouncilAccount | 'cancel', status: number, says: RegExp) => {
      provider.next = who;
      const reply = await new Browser().open(council);
      assert.equal(reply.status, status, textOf(reply.body));
      assert.match(textOf(reply.body), says);
    };
    await refused(olive, 403, /You do not have an account in Candour/u);
    await refused({ ...olive, email_verified: false }, 403, /Candour cannot tell who you are/u);
    await refused('cancel', 400, /You did not sign in/u);
    const accountId = await account('olive.grant@example.org', 'complaints_officer');
    await disableAccount(store.db, { authorityId, accountId, by: accountId, at: new Date() });
    await refused(olive, 403, /Your account in Candour is disabled/u);
    const { rows } = { rows: await store.db.selectFrom('audit').select(['what', 'detail']).where('what', '=', 'sign-in refused').execute() };
    assert.equal(rows.length, 4);
    assert.doesNotMatch(JSON.stringify(rows), /olive|grant/iu);
  });
});

test('an account goes by the provider’s own key from the first sign-in on: who is given somebody’s old address does not get their account', async () => {
  await withCouncil(async ({ here, council, provider, set, account }) => {
    await set();
    await account('olive.grant@example.org', 'complaints_officer');
    provider.next = olive;
    assert.equal((await new Browser().open(council)).status, 200);
    provider.next = { ...olive, sub: 'of-another-olive' };
    const other = await new Browser().open(council);
    assert.equal(other.status, 403);
    assert.match(textOf(other.body), /This account in Candour is somebody else’s/u);
    provider.next = { ...olive, email: 'olive.married@example.org' };
    const browser = new Browser();
    await browser.open(council);
    assert.equal((await browser.open(`${here}/work`)).address, `${here}/work`);
  });
});

test('an answer serves once, for ten minutes, in the browser that asked: a replayed, forged or late one lets nobody in', async () => {
  await withCouncil(async ({ here, council, provider, set, account, later }) => {
    await set();
    await account('olive.grant@example.org', 'complaints_officer');
    provider.next = olive;
    const browser = new Browser();
    await browser.open(council);
    for (const address of [`${council}/callback?code=guessed&state=guessed`, `${council}/callback`]) {
      const forged = await new Browser().open(address);
      assert.equal(forged.status, 400);
      assert.match(textOf(forged.body), /You are not signed in yet/u);
    }
    const late = new Browser();
    // The browser is sent to the provider, and comes back eleven minutes later.
    const realOpen = late.open.bind(late);
    late.open = async (address, options) => {
      if (address.startsWith(`${council}/callback`)) later(11);
      return realOpen(address, options);
    };
    const reply = await late.open(council);
    assert.equal(reply.status, 400, textOf(reply.body));
    assert.match(textOf(reply.body), /took longer than 10 minutes/u);
    assert.match((await late.open(`${here}/work`)).address, /\/sign-in/u);
  });
});

test('a provider out of reach or that is none leaves a plain page, and passwords as they are', async () => {
  await withCouncil(async ({ here, council, provider, set, account }) => {
    await account('olive.grant@example.org', 'complaints_officer');
    await set({ issuer: 'http://127.0.0.1:9' });
    const away = await new Browser().open(council);
    assert.equal(away.status, 503);
    assert.match(textOf(away.body), /Your council’s sign-in cannot be reached/u);
    await set({ issuer: `${provider.issuer}/elsewhere` });
    assert.match(textOf((await new Browser().open(council)).body), /not set up correctly/u);
    const browser = new Browser();
    await browser.open(`${here}/sign-in`, { form: { email: 'olive.grant@example.org', password: 'a spoon under the tram' } });
    assert.equal((await browser.open(`${here}/work`)).address, `${here}/work`);
  });
});

test('groups give and take roles where the council has said which, and Candour asks for its own second factor where the provider is not trusted with it', async () => {
  await withCouncil(async ({ store, authorityId, council, provider, set, account }) => {
    await set({ rolesClaim: 'groups', roleValues: { complaints_manager: ['complaints-leads'], complaints_officer: ['complaints'] } });
    const accountId = await account('olive.grant@example.org', 'complaints_manager');
    provider.next = olive;
    assert.equal((await new Browser().open(council)).status, 200);
    assert.deepEqual((await findAccount(store.db, authorityId, accountId))?.roles, ['complaints_officer']);
    provider.next = { ...olive, groups: ['gardens'] };
    assert.match(textOf((await new Browser().open(council)).body), /You have no role in Candour/u);
    await set({ secondFactor: 'never' });
    await store.db.updateTable('authority').set({ second_factor_required: true }).where('authority_id', '=', authorityId).execute();
    provider.next = olive;
    assert.match((await new Browser().open(council)).body, /url=\/sign-in\/second-factor/u);
  });
});
