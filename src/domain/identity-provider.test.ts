import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOfIssuer, hadSecondFactor, issuerFrom, mayUsePassword, nameIn, rolesAfter, valuesTyped } from './identity-provider.ts';

test('administrators always keep their password; outsiders keep theirs only if they are nothing else', () => {
  assert.equal(mayUsePassword('administrators', ['administrator', 'complaints_manager']), true);
  assert.equal(mayUsePassword('administrators', ['independent_person']), false);
  assert.equal(mayUsePassword('outsiders', ['independent_person', 'panel_member']), true);
  assert.equal(mayUsePassword('outsiders', ['independent_person', 'complaints_officer']), false);
  assert.equal(mayUsePassword('outsiders', []), false);
  assert.equal(mayUsePassword('everybody', ['complaints_officer']), true);
});

for (const [issuer, fault] of [
  ['https://login.example.gov.uk/council', undefined], ['http://localhost:8080', undefined], ['http://127.0.0.1:8080/x', undefined], ['https://login.microsoftonline.com/9b2f/v2.0', undefined],
  ['', /Enter the issuer/], ['login.example.gov.uk', /in full/], ['http://login.example.gov.uk', /must start with https/], ['http://localhost.example.org', /must start with https/], ['file:///etc/passwd', /must start with https/],
  ['https://a:b@login.example.gov.uk', /password/], ['https://login.example.gov.uk/?tenant=1', /question mark/], ['https://login.microsoftonline.com/common/v2.0', /any organisation/], ['https://login.microsoftonline.com/organizations', /any organisation/],
] as const) {
  test(`the issuer address ${JSON.stringify(issuer)} is ${fault === undefined ? 'taken' : 'refused'}`, () => {
    if (fault === undefined) assert.equal(faultOfIssuer(issuer), undefined);
    else assert.match(faultOfIssuer(issuer) ?? '', fault);
  });
}

test('an issuer copied with the page of its settings is taken without it', () => {
  assert.equal(issuerFrom(' https://login.example.gov.uk/council/.well-known/openid-configuration '), 'https://login.example.gov.uk/council');
});

test('an email address names somebody only where the provider has verified it; another claim names them as it is', () => {
  assert.deepEqual(nameIn({ accountClaim: 'email' }, { email: 'rosa@example.org', email_verified: true }), { name: 'rosa@example.org' });
  for (const email_verified of [false, undefined, 'true', 1]) assert.deepEqual(nameIn({ accountClaim: 'email' }, { email: 'rosa@example.org', email_verified }), { refusal: 'email not verified' });
  assert.deepEqual(nameIn({ accountClaim: 'oid' }, { oid: '77-1', email: 'rosa@example.org' }), { name: '77-1' });
  for (const oid of [undefined, '', '  ', 7, ['77-1']]) assert.deepEqual(nameIn({ accountClaim: 'oid' }, { oid }), { refusal: 'claim missing' });
});

test('a provider’s second factor counts never, always, or where its answer says that there was one', () => {
  const said = { secondFactor: 'when said', acrValues: ['urn:two'] } as const;
  assert.equal(hadSecondFactor(said, { amr: ['pwd', 'mfa'] }), true);
  assert.equal(hadSecondFactor(said, { acr: 'urn:two' }), true);
  for (const claims of [{}, { amr: ['pwd'] }, { amr: 'mfa' }, { acr: 'urn:one' }]) assert.equal(hadSecondFactor(said, claims), false, JSON.stringify(claims));
  assert.equal(hadSecondFactor({ ...said, secondFactor: 'never' }, { amr: ['mfa'] }), false);
  assert.equal(hadSecondFactor({ ...said, secondFactor: 'always' }, {}), true);
});

test('a claim gives and takes the roles that it is set to give, and no others; nobody is left without a role', () => {
  const provider = { rolesClaim: 'groups', roleValues: { complaints_officer: ['g-officers', 'g-duty'], complaints_manager: ['g-managers'] } } as const;
  assert.deepEqual(rolesAfter(provider, ['complaints_officer', 'independent_person'], { groups: ['g-managers', 'g-bicycles'] }), ['complaints_manager', 'independent_person']);
  assert.deepEqual(rolesAfter(provider, ['complaints_manager'], { groups: 'g-duty' }), ['complaints_officer']);
  assert.deepEqual(rolesAfter(provider, ['independent_person'], {}), ['independent_person']);
  assert.equal(rolesAfter(provider, ['complaints_manager'], { groups: [] }), undefined);
  assert.equal(rolesAfter(provider, ['independent_person'], { _claim_names: { groups: 'src1' } }), undefined, 'too many groups to be sent');
  assert.deepEqual(rolesAfter({ roleValues: provider.roleValues }, ['complaints_manager'], { groups: [] }), ['complaints_manager']);
});

test('values are typed with commas or new lines between them', () => {
  assert.deepEqual(valuesTyped(' a , b\nc,,a '), ['a', 'b', 'c']);
});
