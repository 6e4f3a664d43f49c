import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { IdentityProvider } from '../../src/domain/identity-provider.ts';
import { findAccount } from '../../src/store/accounts.ts';
import { saveIdentityProvider } from '../../src/store/identity-provider.ts';
import { signInByProvider } from '../../src/store/provider-sign-in.ts';
import { clientSecret, hasOneSecretForAll } from '../../src/web/client-secret.ts';
import { withAdministrator } from './administration-setting.ts';
import { addSomebody, Visitor } from './signed-in.ts';

const provider: IdentityProvider = { issuer: 'https://login.example.org', clientId: 'candour', hasSecret: false, accountClaim: 'email', passwords: 'outsiders', secondFactor: 'always', acrValues: [], roleValues: {} };
const claimsOf = (email: string, sub: string, more: Readonly<Record<string, unknown>> = {}) => ({ iss: provider.issuer, sub, email, email_verified: true, ...more });

test('where passwords are for administrators and outsiders, a right password of anybody else is refused and lets nobody guess at it', async () => {
  await withAdministrator(async ({ app, store, authority, clock, ada, trail }) => {
    const { authorityId } = authority;
    const officer = await addSomebody(store.db, authorityId, 'Rosa Quill', ['complaints_officer']);
    const outsider = await addSomebody(store.db, authorityId, 'Ines Outram', ['independent_person']);
    await saveIdentityProvider(store.db, { authorityId, accountId: ada.accountId, at: clock() }, provider);
    const signIn = async (email: string, password?: string) => new Visitor(app, store.db, clock).signIn(email, password);
    for (const { email } of [ada, outsider]) assert.equal((await signIn(email)).statusCode, 302, email);
    const barred = await signIn(officer.email);
    assert.equal(barred.statusCode, 401);
    assert.match(barred.body, /Use your council account instead/);
    assert.doesNotMatch((await signIn(officer.email, 'a guess of somebody')).body, /council account instead/);
    assert.deepEqual((await trail('sign-in refused')).map((detail) => detail['why']), ['password not allowed', 'password']);
  });
});

test('an account made for the council’s sign-in gets no password, and goes by the name that its administrator gave', async () => {
  await withAdministrator(async ({ administrator, store, authority, clock, ada }) => {
    const { authorityId } = authority;
    await saveIdentityProvider(store.db, { authorityId, accountId: ada.accountId, at: clock() }, { ...provider, accountClaim: 'oid' });
    const fields = { name: 'Ned Arkwright', email: 'ned@example.org', councilName: 'OID-7', roles: 'complaints_officer' };
    const added = await administrator.send('/administration/accounts/add', fields);
    const at = /^(?<at>\/administration\/accounts\/\d+)\?done=added$/.exec(String(added.headers['location']))?.groups?.['at'] ?? '';
    assert.notEqual(at, '', added.body);
    assert.match((await administrator.send('/administration/accounts/add', { ...fields, email: 'ted@example.org', councilName: 'oid-7' })).body, /calls somebody else so/);
    const accountId = Number(at.split('/').at(-1));
    assert.equal((await findAccount(store.db, authorityId, accountId))?.hasPassword, false);
    const held = { ...provider, accountClaim: 'oid' };
    assert.equal((await signInByProvider(store.db, authorityId, held, claimsOf('someone@example.org', 's-1', { oid: 'ned@example.org' }), clock())).is, 'refused', 'the address is not what the claim says');
    assert.equal((await signInByProvider(store.db, authorityId, held, claimsOf('someone@example.org', 's-1', { oid: 'oid-7' }), clock())).is, 'right');

    assert.match((await administrator.get(at)).body, /Linked on 23 November 2026/);
    const second = claimsOf('someone@example.org', 's-2', { oid: 'OID-7' });
    assert.deepEqual(await signInByProvider(store.db, authorityId, held, second, clock()), { is: 'refused', why: 'linked to another', accountId });
    assert.equal((await administrator.send(`${at}/unlink`, {})).headers['location'], `${at}?done=unlinked`);
    assert.equal((await signInByProvider(store.db, authorityId, held, second, clock())).is, 'right', 'linked afresh by its administrator');
    assert.equal((await signInByProvider(store.db, authorityId, held, claimsOf('someone@example.org', 's-1', { oid: 'OID-7' }), clock())).is, 'refused', 'and to nobody besides');
  });
});

test('of two first sign-ins at once by two people whom one claim names, one is linked', async () => {
  await withAdministrator(async ({ store, authority, clock }) => {
    const { email } = await addSomebody(store.db, authority.authorityId, 'Rosa Quill', ['complaints_officer']);
    const answers = await Promise.all(['s-1', 's-2', 's-3'].map((sub) => signInByProvider(store.db, authority.authorityId, provider, claimsOf(email, sub), clock())));
    assert.deepEqual(answers.map((answer) => (answer.is === 'right' ? 'right' : answer.why)).toSorted(), ['linked to another', 'linked to another', 'right']);
  });
});

test('the provider cannot be turned off, or made the only way in, while no administrator has a password; the last administrator keeps the role whatever the groups say', async () => {
  await withAdministrator(async ({ administrator, store, authority, clock, ada, trail }) => {
    const { authorityId } = authority;
    const mapped = { ...provider, passwords: 'everybody', rolesClaim: 'groups', roleValues: { administrator: ['it'], complaints_officer: ['complaints'] } } as const;
    await saveIdentityProvider(store.db, { authorityId, accountId: ada.accountId, at: clock() }, mapped);
    await store.db.updateTable('account').set({ password_hash: null }).where('account_id', '=', ada.accountId).execute();
    const off = await administrator.send('/administration/identity-provider/off', {});
    assert.equal(off.statusCode, 400);
    assert.match(off.body, /No administrator has a password/);
    const only = await administrator.send('/administration/identity-provider', { issuer: provider.issuer, clientId: 'candour', proof: 'public', claim: 'email', passwords: 'administrators', secondFactor: 'always' });
    assert.equal(only.statusCode, 400);
    assert.match(only.body, /href="#passwords">No administrator has a password/);
    const signedIn = await signInByProvider(store.db, authorityId, mapped, claimsOf(ada.email, 's-ada', { groups: ['complaints'] }), clock());
    assert.deepEqual(signedIn.is === 'right' && signedIn.viewer.roles.toSorted(), ['administrator', 'complaints_officer']);
    assert.deepEqual((await trail('account changed')).map((detail) => detail['rolesAfter'] ?? detail['linkedToCouncilAccount']), [true, 'administrator; complaints_officer']);
    await store.db.updateTable('account').set({ locked_until: new Date(clock().getTime() + 60_000) }).where('account_id', '=', ada.accountId).execute();
    assert.deepEqual(await signInByProvider(store.db, authorityId, mapped, claimsOf(ada.email, 's-ada', { groups: ['it'] }), clock()), { is: 'refused', why: 'locked', accountId: ada.accountId });
  });
});

test('another issuer or client identifier links everybody afresh, and the audit trail says what was set and no secret', async () => {
  await withAdministrator(async ({ store, authority, clock, ada, trail }) => {
    const { authorityId } = authority;
    const change = { authorityId, accountId: ada.accountId, at: clock() };
    await saveIdentityProvider(store.db, change, provider);
    await signInByProvider(store.db, authorityId, provider, claimsOf(ada.email, 's-ada'), clock());
    await saveIdentityProvider(store.db, change, provider);
    await saveIdentityProvider(store.db, change, { ...provider, clientId: 'candour-2' });
    assert.equal((await signInByProvider(store.db, authorityId, { ...provider, clientId: 'candour-2' }, claimsOf(ada.email, 's-ada-2'), clock())).is, 'right');
    const set = await trail('settings changed');
    assert.equal(set.length, 2, 'what changes nothing is not told');
    assert.deepEqual(set[1], { setting: 'identity provider', clientBefore: 'candour', clientAfter: 'candour-2', accountsUnlinked: 1 });
  });
});

test('one secret serves one council; several keep one each in a folder, and none reads another’s', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'candour-secrets-'));
  context.after(() => { rmSync(folder, { recursive: true, force: true }); });
  const each = join(folder, 'each');
  mkdirSync(each);
  writeFileSync(join(folder, 'one'), 'for all\n');
  writeFileSync(join(each, 'Ashmere'), 'of Ashmere\n');
  const inFolder = { CANDOUR_OIDC_SECRET_FILE: each, CANDOUR_OIDC_SECRET: 'not looked at' };
  assert.equal(await clientSecret('Ashmere', 2, inFolder), 'of Ashmere');
  for (const name of ['Brackwater', '../one', '..', '.', '']) assert.equal(await clientSecret(name, 1, inFolder), undefined, name);
  assert.equal(await hasOneSecretForAll(inFolder), false);
  for (const environment of [{ CANDOUR_OIDC_SECRET_FILE: join(folder, 'one') }, { CANDOUR_OIDC_SECRET: ' for all ' }]) {
    assert.equal(await clientSecret('Ashmere', 1, environment), 'for all');
    assert.equal(await clientSecret('Ashmere', 2, environment), undefined, 'it could be sent to another council’s address');
    assert.equal(await hasOneSecretForAll(environment), true);
  }
  assert.equal(await clientSecret('Ashmere', 1, { CANDOUR_OIDC_SECRET_FILE: join(folder, 'missing') }), undefined);
  assert.equal(await clientSecret('Ashmere', 1, {}), undefined);
});
