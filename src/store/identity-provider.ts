import type { IdentityProvider, PasswordRule, SecondFactorTrust } from '../domain/identity-provider.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';

export async function findIdentityProvider(database: Database, authorityId: number): Promise<IdentityProvider | undefined> {
  const row = await database.selectFrom('identity_provider').selectAll().where('authority_id', '=', authorityId).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    issuer: row.issuer, clientId: row.client_id, hasSecret: row.has_secret, accountClaim: row.account_claim, passwords: row.passwords as PasswordRule, secondFactor: row.second_factor as SecondFactorTrust,
    acrValues: row.acr_values, ...(row.roles_claim === null ? {} : { rolesClaim: row.roles_claim }), roleValues: row.role_values,
  };
}

/** An authority whose own provider lets people in. `authority`: its short name. */
export type ProvidedAuthority = { readonly authorityId: number; readonly authority: string; readonly name: string; readonly hasSecret: boolean };

/** The authorities of this database that have a provider, by name. */
export async function providedAuthorities(database: Database): Promise<ProvidedAuthority[]> {
  const rows = await database.selectFrom('identity_provider').innerJoin('authority', 'authority.authority_id', 'identity_provider.authority_id')
    .select(['authority.authority_id', 'authority', 'name', 'has_secret']).orderBy('name').execute();
  return rows.map((row) => ({ authorityId: row.authority_id, authority: row.authority, name: row.name, hasSecret: row.has_secret }));
}

/** How many accounts of an authority are linked to somebody at its provider. */
export async function linkedAccounts(database: Database, authorityId: number): Promise<number> {
  const { linked } = await database.selectFrom('account_identity').select((expression) => expression.fn.count<number>('account_id').distinct().as('linked')).where('authority_id', '=', authorityId).executeTakeFirstOrThrow();
  return linked;
}

/** Who changes it: the holder of an account, or whoever runs `by` at the command line. */
export type ProviderChange = { readonly authorityId: number; readonly accountId?: number; readonly by?: string; readonly at: Date };

function whoIn({ accountId, by }: ProviderChange): { readonly accountId?: number; readonly detail: Readonly<Record<string, string>> } {
  return { ...(accountId === undefined ? {} : { accountId }), detail: { setting: 'identity provider', ...(by === undefined ? {} : { by }) } };
}

/** Everything that is set, as one line of the audit trail each. */
function inWords(provider: IdentityProvider): Readonly<Record<string, string>> {
  return {
    issuer: provider.issuer, client: provider.clientId, secret: provider.hasSecret ? 'yes' : 'no', claim: provider.accountClaim, passwords: provider.passwords, secondFactor: provider.secondFactor,
    acr: provider.acrValues.join(', '), rolesClaim: provider.rolesClaim ?? '', roles: Object.entries(provider.roleValues).map(([role, values]) => `${role}: ${values.join(', ')}`).join('; '),
  };
}

/** Sets an authority's provider. Where its address or our name there is another, nobody is linked any more: the same key may mean somebody else. */
export async function saveIdentityProvider(database: Database, change: ProviderChange, provider: IdentityProvider): Promise<void> {
  const { authorityId, at } = change;
  await database.transaction().execute(async (transaction) => {
    const before = await findIdentityProvider(transaction, authorityId);
    const values = {
      issuer: provider.issuer, client_id: provider.clientId, has_secret: provider.hasSecret, account_claim: provider.accountClaim, passwords: provider.passwords, second_factor: provider.secondFactor,
      acr_values: [...provider.acrValues], roles_claim: provider.rolesClaim ?? null, role_values: JSON.stringify(provider.roleValues),
    };
    await transaction.insertInto('identity_provider').values({ authority_id: authorityId, ...values }).onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values)).execute();
    const [old, set]: Readonly<Record<string, string>>[] = [before === undefined ? {} : inWords(before), inWords(provider)];
    const moved = before !== undefined && (before.issuer !== provider.issuer || before.clientId !== provider.clientId);
    const unlinked = moved ? await unlinkAll(transaction, authorityId) : 0;
    const differences = Object.entries(set ?? {}).filter(([key, value]) => value !== (old?.[key] ?? ''));
    if (differences.length === 0) return;
    const who = whoIn(change);
    const detail = Object.fromEntries(differences.flatMap(([key, value]) => [...(before === undefined ? [] : [[`${key}Before`, old?.[key] ?? '']]), [`${key}After`, value]]));
    await audit(transaction, authorityId, at, { what: 'settings changed', ...who, detail: { ...who.detail, ...detail, ...(moved ? { accountsUnlinked: unlinked } : {}) } });
  });
}

async function unlinkAll(database: Database, authorityId: number): Promise<number> {
  return Number((await database.deleteFrom('account_identity').where('authority_id', '=', authorityId).executeTakeFirst()).numDeletedRows);
}

/** Takes an authority's provider away: everybody signs in with a password again. Gives whether there was one. */
export async function removeIdentityProvider(database: Database, change: ProviderChange): Promise<boolean> {
  const { authorityId, at } = change;
  return database.transaction().execute(async (transaction) => {
    const result = await transaction.deleteFrom('identity_provider').where('authority_id', '=', authorityId).executeTakeFirst();
    if (result.numDeletedRows === 0n) return false;
    const accountsUnlinked = await unlinkAll(transaction, authorityId);
    const who = whoIn(change);
    await audit(transaction, authorityId, at, { what: 'settings changed', ...who, detail: { ...who.detail, off: true, accountsUnlinked } });
    return true;
  });
}

/** Whether an administrator of the authority could sign in with a password if its provider were out of reach. */
export async function administratorHasPassword(database: Database, authorityId: number, at: Date): Promise<boolean> {
  const rows = await database.selectFrom('account').select(['roles', 'one_time_until']).where('authority_id', '=', authorityId).where('disabled_at', 'is', null).where('password_hash', 'is not', null).execute();
  return rows.some((row) => row.roles.includes('administrator') && (row.one_time_until === null || row.one_time_until > at));
}
