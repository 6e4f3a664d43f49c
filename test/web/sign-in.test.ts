import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate } from 'otplib';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import { disableAccount, oneTimePassword } from '../../src/store/account-changes.ts';
import { addAccount } from '../../src/store/accounts.ts';
import { auditTrail, verifyAudit } from '../../src/store/audit.ts';
import { saveAuthority } from '../../src/store/authorities.ts';
import { requireSecondFactor } from '../../src/store/sign-in-rules.ts';
import type { Store } from '../../src/store/store.ts';
import { makeApp } from '../../src/web/app.ts';
import { withTestDatabase } from '../database.ts';
import { addSomebody, PASSWORD, type Somebody, Visitor } from './signed-in.ts';

type Setting = { store: Store; authorityId: number; clock: () => Date; pass(minutes: number): void; visitor(): Visitor; add(name: string, ...roles: ViewerRole[]): Promise<Somebody> };

const settings = { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} };

/** A council without cases and an application over it, whose clock stands at half past eight until the test moves it. */
async function withApp(run: (setting: Setting) => Promise<void>, secureCookies = false): Promise<void> {
  await withTestDatabase(async (store) => {
    const authorityId = await store.db.transaction().execute((transaction) => saveAuthority(transaction, settings));
    let now = new Date('2026-11-23T08:30:00Z');
    const clock = () => now;
    const app = makeApp(store, { clock, secureCookies });
    await run({
      store, authorityId, clock,
      pass(minutes) { now = new Date(now.getTime() + minutes * 60_000); },
      visitor: () => new Visitor(app, store.db, clock),
      add: (name, ...roles) => addSomebody(store.db, authorityId, name, roles),
    });
    assert.deepEqual(await verifyAudit(store.db, authorityId), []);
    await app.close();
  });
}

const trailOf = async ({ store, authorityId }: Setting) => (await auditTrail(store.db, authorityId)).map((row) => [row.what, row.detail['why'] ?? null, row.accountId] as const);

/** The secret of the account's second factor, set up through its pages; the recovery codes with it. */
async function setUpSecondFactor(visitor: Visitor, clock: () => Date): Promise<{ secret: string; recovery: readonly string[] }> {
  assert.equal((await visitor.send('/account/second-factor', { factorPassword: PASSWORD })).headers['location'], '/account/second-factor');
  const secret = /candour-secret">([A-Z2-7 ]+)</.exec((await visitor.get('/account/second-factor')).body)?.[1]?.replaceAll(' ', '') ?? '';
  const confirmed = await visitor.send('/account/second-factor/confirm', { code: await codeOf(secret, clock()) });
  const recovery = [...confirmed.body.matchAll(/<li>([0-9a-f]{5}-[0-9a-f]{5})<\/li>/g)].map((found) => found[1] ?? '');
  assert.equal(recovery.length, 8);
  return { secret, recovery };
}

async function codeOf(secret: string, at: Date): Promise<string> {
  return generate({ secret, epoch: Math.floor(at.getTime() / 1000) });
}

test('five wrong passwords lock an account for 15 minutes, even for the right one', async () => {
  await withApp(async (setting) => {
    const { email, accountId } = await setting.add('Rosa Quill', 'complaints_officer');
    const visitor = setting.visitor();
    for (let attempt = 1; attempt <= 5; attempt += 1) assert.equal((await visitor.signIn(email, `wrong number ${attempt}`)).statusCode, 401);
    assert.equal((await visitor.signIn(email)).statusCode, 401, 'locked at once');
    setting.pass(14);
    assert.equal((await visitor.signIn(email)).statusCode, 401, 'still locked after 14 minutes');
    setting.pass(1);
    assert.equal((await visitor.signIn(email)).statusCode, 302, 'open again after 15');
    assert.deepEqual(await trailOf(setting), [
      ['signed in', null, accountId], ['sign-in refused', 'locked', accountId], ['sign-in refused', 'locked', accountId],
      ...Array.from({ length: 5 }, () => ['sign-in refused', 'password', accountId] as const),
    ]);
  });
});

test('four wrong passwords and a right one start the count afresh', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_officer');
    const visitor = setting.visitor();
    for (let round = 1; round <= 2; round += 1) {
      for (let attempt = 1; attempt <= 4; attempt += 1) await visitor.signIn(email, 'wrong');
      visitor.cookie = undefined;
      assert.equal((await visitor.signIn(email)).statusCode, 302);
      visitor.cookie = undefined;
    }
  });
});

test('of twelve wrong passwords sent at once five are checked, and the account is locked', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_officer');
    await Promise.all(Array.from({ length: 12 }, (_, attempt) => setting.visitor().signIn(email, `wrong number ${attempt}`)));
    const whys = (await trailOf(setting)).map(([, why]) => why);
    assert.deepEqual([whys.filter((why) => why === 'password').length, whys.filter((why) => why === 'locked').length], [5, 7]);
  });
});

test('an address that nobody has is answered as a wrong password is', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_officer');
    const [known, unknown] = [await setting.visitor().signIn(email, 'wrong'), await setting.visitor().signIn('nobody@example.org', 'wrong')];
    assert.deepEqual([known.statusCode, unknown.statusCode], [401, 401]);
    assert.equal(unknown.body, known.body.replaceAll(email, 'nobody@example.org'));
  });
});

test('an address is the same in capitals, and of two councils that know it each is entered with its own password', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_officer');
    const other = await setting.store.db.transaction().execute((transaction) => saveAuthority(transaction, { ...settings, authority: 'Brackwater', name: 'Brackwater Council' }));
    await addAccount(setting.store.db, other, { email, name: 'Rosa Quill', roles: ['administrator'], password: 'another kettle of fish' });
    const [here, there] = [setting.visitor(), setting.visitor()];
    assert.equal((await here.signIn(email.toUpperCase())).statusCode, 302);
    assert.equal((await there.signIn(email, 'another kettle of fish')).statusCode, 302);
    assert.match((await here.get('/account')).body, /Complaints officer/);
    assert.match((await there.get('/account')).body, /Administrator/);
  });
});

test('a session ends after an hour in which nothing was asked, and after 12 hours whatever was', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_officer');
    const idle = setting.visitor();
    await idle.signIn(email);
    setting.pass(60);
    assert.equal((await idle.get('/account')).statusCode, 200, 'an hour is not more than an hour');
    setting.pass(61);
    assert.equal((await idle.get('/account')).headers['location'], '/sign-in?then=%2Faccount');
    const busy = setting.visitor();
    await busy.signIn(email);
    for (let hours = 0; hours < 12; hours += 1) {
      setting.pass(60);
      assert.equal((await busy.get('/account')).statusCode, 200, `${hours + 1} hours`);
    }
    setting.pass(1);
    assert.equal((await busy.get('/account')).statusCode, 302);
  });
});

test('a code of the second factor is asked for, and serves once', async () => {
  await withApp(async (setting) => {
    const { email, accountId } = await setting.add('Rosa Quill', 'complaints_manager');
    const first = setting.visitor();
    await first.signIn(email);
    const { secret } = await setUpSecondFactor(first, setting.clock);
    setting.pass(5);
    const visitor = setting.visitor();
    assert.equal((await visitor.signIn(email, PASSWORD, '/account')).headers['location'], '/sign-in/code?then=%2Faccount');
    assert.equal((await visitor.get('/account')).headers['location'], '/sign-in/code', 'half signed in is not signed in');
    const code = await codeOf(secret, setting.clock());
    assert.equal((await visitor.send('/sign-in/code', { code, goTo: '/account' })).headers['location'], '/account');
    assert.equal((await visitor.get('/account')).statusCode, 200);
    const thief = setting.visitor();
    await thief.signIn(email);
    assert.equal((await thief.send('/sign-in/code', { code })).statusCode, 401, 'seen over a shoulder, it serves nobody');
    setting.pass(1);
    assert.equal((await thief.send('/sign-in/code', { code: await codeOf(secret, setting.clock()) })).headers['location'], '/work', 'the next one does');
    assert.ok((await trailOf(setting)).some(([what, why, who]) => what === 'sign-in refused' && why === 'code' && who === accountId));
  });
});

test('the code that confirmed a second factor does not sign in too', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_manager');
    const first = setting.visitor();
    await first.signIn(email);
    const { secret } = await setUpSecondFactor(first, setting.clock);
    const visitor = setting.visitor();
    await visitor.signIn(email);
    assert.equal((await visitor.send('/sign-in/code', { code: await codeOf(secret, setting.clock()) })).statusCode, 401);
  });
});

test('a recovery code signs in once', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_manager');
    const first = setting.visitor();
    await first.signIn(email);
    const { recovery: [recovery = ''] } = await setUpSecondFactor(first, setting.clock);
    const [once, twice] = [setting.visitor(), setting.visitor()];
    await once.signIn(email);
    assert.equal((await once.send('/sign-in/code', { code: recovery })).statusCode, 302);
    assert.match((await once.get('/account')).body, /7 recovery codes are left/);
    await twice.signIn(email);
    assert.equal((await twice.send('/sign-in/code', { code: recovery })).statusCode, 401);
  });
});

test('five wrong codes lock the account', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_manager');
    const first = setting.visitor();
    await first.signIn(email);
    const { recovery: [recovery = ''] } = await setUpSecondFactor(first, setting.clock);
    const visitor = setting.visitor();
    await visitor.signIn(email);
    for (let attempt = 1; attempt <= 5; attempt += 1) assert.equal((await visitor.send('/sign-in/code', { code: '00000' })).statusCode, 401);
    assert.match((await visitor.send('/sign-in/code', { code: recovery })).body, /Wait 15 minutes/);
    setting.pass(15);
    assert.equal((await visitor.send('/sign-in/code', { code: recovery })).statusCode, 302);
  });
});

test('a second factor that is being set up takes the place of the one before only with its first code, and asks for the password', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_manager');
    const first = setting.visitor();
    await first.signIn(email);
    const { secret } = await setUpSecondFactor(first, setting.clock);
    assert.equal((await first.send('/account/second-factor', { factorPassword: 'wrong' })).statusCode, 400);
    await first.send('/account/second-factor', { factorPassword: PASSWORD });
    assert.equal((await first.send('/account/second-factor/confirm', { code: '000000' })).statusCode, 400);
    setting.pass(5);
    const visitor = setting.visitor();
    assert.equal((await visitor.signIn(email)).headers['location'], '/sign-in/code?then=%2Fwork');
    assert.equal((await visitor.send('/sign-in/code', { code: await codeOf(secret, setting.clock()) })).statusCode, 302);
  });
});

test('where the authority asks for a second factor, whoever has none sets one up before anything else', async () => {
  await withApp(async (setting) => {
    const { email, accountId } = await setting.add('Rosa Quill', 'complaints_manager');
    await requireSecondFactor(setting.store.db, setting.authorityId, true, accountId, setting.clock());
    const visitor = setting.visitor();
    assert.equal((await visitor.signIn(email)).headers['location'], '/sign-in/second-factor?then=%2Fwork');
    for (const url of ['/account', '/reports']) assert.equal((await visitor.get(url)).headers['location'] ?? '', '/sign-in/code', url);
    assert.equal((await visitor.get('/sign-in/code')).headers['location'], '/sign-in/second-factor?then=%2Fwork');
    const secret = /candour-secret">([A-Z2-7 ]+)</.exec((await visitor.get('/sign-in/second-factor')).body)?.[1]?.replaceAll(' ', '') ?? '';
    assert.equal((await visitor.send('/sign-in/second-factor', { code: '1' })).statusCode, 400);
    assert.match((await visitor.send('/sign-in/second-factor', { code: await codeOf(secret, setting.clock()) })).body, /Keep your recovery codes/);
    assert.equal((await visitor.get('/account')).statusCode, 200);
  });
});

test('a one-time password lets its holder do nothing but choose their own, and does not serve again', async () => {
  await withApp(async (setting) => {
    const { password, until } = oneTimePassword(setting.clock());
    await addAccount(setting.store.db, setting.authorityId, { email: 'new@example.org', name: 'Ned Arkwright', roles: ['complaints_officer'], password, oneTimeUntil: until });
    const visitor = setting.visitor();
    assert.equal((await visitor.signIn('new@example.org', password)).headers['location'], '/sign-in/password?then=%2Fwork');
    assert.equal((await visitor.get('/account')).statusCode, 302);
    for (const [typed, message] of [['', /Enter a new password/], ['short', /12 characters or more/], ['aaaaaaaaaaaaaa', /5 different characters/], ['Arkwright-12', /must not be made of your name/], [password, /must not be the one you have now/]] as const) {
      const refused = await visitor.send('/sign-in/password', { newPassword: typed });
      assert.equal(refused.statusCode, 400);
      assert.match(refused.body, message);
    }
    assert.equal((await visitor.send('/sign-in/password', { newPassword: 'seven slow otters' })).headers['location'], '/work');
    assert.equal((await visitor.get('/account')).statusCode, 200);
    assert.equal((await setting.visitor().signIn('new@example.org', password)).statusCode, 401);
    assert.equal((await setting.visitor().signIn('new@example.org', 'seven slow otters')).headers['location'], '/work');
  });
});

test('a one-time password that nobody used for seven days does not serve any more', async () => {
  await withApp(async (setting) => {
    const { password, until } = oneTimePassword(setting.clock());
    await addAccount(setting.store.db, setting.authorityId, { email: 'new@example.org', name: 'Ned Arkwright', roles: ['complaints_officer'], password, oneTimeUntil: until });
    setting.pass(7 * 24 * 60);
    assert.equal((await setting.visitor().signIn('new@example.org', password)).statusCode, 401);
  });
});

test('changing one’s password asks for the old one, ends the other sessions and keeps this one', async () => {
  await withApp(async (setting) => {
    const { email, accountId } = await setting.add('Rosa Quill', 'complaints_officer');
    const [here, elsewhere] = [setting.visitor(), setting.visitor()];
    await here.signIn(email);
    await elsewhere.signIn(email);
    const refused = await here.send('/account/password', { oldPassword: 'not it', newPassword: 'seven slow otters' });
    assert.equal(refused.statusCode, 400);
    assert.match(refused.body, /Your current password is not right/);
    assert.equal((await here.send('/account/password', { oldPassword: PASSWORD, newPassword: 'seven slow otters' })).headers['location'], '/account?done=password');
    assert.equal((await here.get('/account')).statusCode, 200);
    assert.equal((await elsewhere.get('/account')).statusCode, 302);
    assert.equal((await setting.visitor().signIn(email)).statusCode, 401);
    assert.equal((await setting.visitor().signIn(email, 'seven slow otters')).statusCode, 302);
    const changed = (await auditTrail(setting.store.db, setting.authorityId)).find((row) => row.what === 'account changed');
    assert.deepEqual(changed?.detail, { account: accountId, password: true, sessionsEnded: 1 });
  });
});

test('one’s account names one’s roles, and signing out everywhere ends every session', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_officer', 'responding_manager');
    const [here, elsewhere] = [setting.visitor(), setting.visitor()];
    await here.signIn(email);
    await elsewhere.signIn(email);
    const { body } = await here.get('/account');
    assert.match(body, /Complaints officer, Responding manager/);
    assert.match(body, /This one[^]*Another|Another[^]*This one/);
    assert.equal((await here.send('/account/sign-out-everywhere', {})).headers['location'], '/sign-in');
    assert.equal((await elsewhere.get('/account')).statusCode, 302);
  });
});

test('disabling an account ends its sessions and bars signing in', async () => {
  await withApp(async (setting) => {
    const administrator = await setting.add('Ada Wren', 'administrator');
    const { email, accountId } = await setting.add('Rosa Quill', 'complaints_officer');
    const visitor = setting.visitor();
    await visitor.signIn(email);
    assert.equal(await disableAccount(setting.store.db, { authorityId: setting.authorityId, accountId, by: administrator.accountId, at: setting.clock() }), 'changed');
    assert.equal((await visitor.get('/account')).statusCode, 302);
    assert.equal((await visitor.signIn(email)).statusCode, 401);
  });
});

test('a form without this session’s token is refused and kept on the audit trail, and changes nothing', async () => {
  await withApp(async (setting) => {
    const { email, accountId } = await setting.add('Rosa Quill', 'complaints_officer');
    const [visitor, other] = [setting.visitor(), setting.visitor()];
    await visitor.signIn(email);
    await other.signIn(email);
    const othersToken = /name="formToken" value="([^"]+)"/.exec((await other.get('/account')).body)?.[1] ?? '';
    for (const formToken of ['', 'forged', othersToken]) {
      assert.equal((await visitor.send('/account/sign-out-everywhere', { formToken })).statusCode, 403);
    }
    assert.equal((await visitor.get('/account')).statusCode, 200);
    const refused = (await auditTrail(setting.store.db, setting.authorityId)).filter((row) => row.what === 'refused');
    assert.deepEqual(refused.map((row) => [row.accountId, row.detail]), Array.from({ length: 3 }, () => [accountId, { route: '/account/sign-out-everywhere', why: 'form from elsewhere' }]));
  });
});

test('a form that a browser says comes from another site is refused, signing in too', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_officer');
    const visitor = setting.visitor();
    for (const site of ['cross-site', 'same-site']) {
      const reply = await visitor.send('/sign-in', { email, password: PASSWORD }, { 'sec-fetch-site': site });
      assert.equal(reply.statusCode, 403);
      assert.equal(visitor.cookie, undefined);
    }
    await visitor.signIn(email);
    assert.equal((await visitor.send('/account/sign-out-everywhere', {}, { 'sec-fetch-site': 'cross-site' })).statusCode, 403);
    assert.equal((await visitor.get('/account')).statusCode, 200);
    assert.equal((await visitor.send('/sign-out', {}, { 'sec-fetch-site': 'same-origin' })).statusCode, 302);
  });
});

for (const secure of [true, false]) {
  test(`the session’s cookie is out of reach of scripts and other sites${secure ? ', and goes by HTTPS alone where that is used' : ''}`, async () => {
    await withApp(async (setting) => {
      const { email } = await setting.add('Rosa Quill', 'complaints_officer');
      const reply = await setting.visitor().signIn(email);
      const [cookie] = reply.cookies;
      assert.deepEqual({ ...cookie, value: '' }, { name: 'candour', value: '', path: '/', httpOnly: true, sameSite: 'Strict', ...(secure ? { secure: true } : {}) });
      assert.ok((cookie?.value.length ?? 0) > 40);
    }, secure);
  });
}

test('each sign-in has a session of its own, and the cookie that was there before serves no more', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_officer');
    const visitor = setting.visitor();
    visitor.cookie = `${setting.authorityId}.planted-by-somebody-else`;
    await visitor.signIn(email);
    const first = visitor.cookie;
    assert.notEqual(first, `${setting.authorityId}.planted-by-somebody-else`);
    await visitor.send('/sign-out', {});
    visitor.cookie = first;
    assert.equal((await visitor.get('/account')).statusCode, 302);
  });
});

for (const then of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', '/./\\elsewhere.example', '/..//elsewhere.example', 'javascript:alert(1)', 'work']) {
  test(`signing in does not lead to ${JSON.stringify(then)}`, async () => {
    await withApp(async (setting) => {
      const { email } = await setting.add('Rosa Quill', 'complaints_officer');
      assert.equal((await setting.visitor().signIn(email, PASSWORD, then)).headers['location'], '/work');
    });
  });
}

test('signing in leads to the page that was asked for', async () => {
  await withApp(async (setting) => {
    const { email } = await setting.add('Rosa Quill', 'complaints_officer');
    const visitor = setting.visitor();
    assert.equal((await visitor.get('/account?done=password')).headers['location'], '/sign-in?then=%2Faccount%3Fdone%3Dpassword');
    assert.equal((await visitor.signIn(email, PASSWORD, '/account?done=password')).headers['location'], '/account?done=password');
  });
});
