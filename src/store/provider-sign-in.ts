import { type Selectable, sql } from 'kysely';
import { type Claims, hadSecondFactor, type IdentityProvider, nameIn, type NameRefusal, rolesAfter } from '../domain/identity-provider.ts';
import type { Viewer } from '../domain/viewer.ts';
import { type AccountChange, isLastAdministrator } from './account-changes.ts';
import { type MissingStep, viewerOfAccount } from './accounts.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';
import type { AccountTable } from './tables.ts';

export type ProviderRefusal = NameRefusal | 'no account' | 'linked to another' | 'disabled' | 'locked' | 'no role';

export type ProviderSignIn =
  | { readonly is: 'right'; readonly viewer: Viewer; readonly missing: readonly MissingStep[] }
  | { readonly is: 'refused'; readonly why: ProviderRefusal; readonly accountId?: number };

/** Who somebody is at the provider: checked by whoever talked with it. */
export type ProvenClaims = Claims & { readonly iss: string; readonly sub: string };

/**
 * Lets in whom the authority's provider has proven. An account that is linked is found by the provider's own key; one that is not, by
 * what the chosen claim says, and is linked from then on: nobody who is given an address that was somebody's gets their account.
 */
export async function signInByProvider(database: Database, authorityId: number, provider: IdentityProvider, claims: ProvenClaims, at: Date): Promise<ProviderSignIn> {
  return database.transaction().execute(async (transaction): Promise<ProviderSignIn> => {
    const found = await accountIdOf(transaction, authorityId, provider, claims);
    if (typeof found !== 'number') return { is: 'refused', why: found.refusal };
    const change = { authorityId, accountId: found, by: found, at };
    // Holds the administrators before the account itself, as every change of accounts does.
    const last = provider.rolesClaim !== undefined && (await isLastAdministrator(transaction, change));
    const row = await transaction.selectFrom('account').innerJoin('authority', 'authority.authority_id', 'account.authority_id').selectAll('account').select('second_factor_required')
      .where('account.authority_id', '=', authorityId).where('account_id', '=', found).forUpdate('account').executeTakeFirstOrThrow();
    const refused = (why: ProviderRefusal): ProviderSignIn => ({ is: 'refused', why, accountId: found });
    if (row.disabled_at !== null) return refused('disabled');
    if (row.locked_until !== null && row.locked_until > at) return refused('locked');
    const claimed = rolesAfter(provider, row.roles, claims);
    if (claimed === undefined) return refused('no role');
    if (!(await link(transaction, change, claims))) return refused('linked to another');
    const roles = last && !claimed.includes('administrator') ? ['administrator', ...claimed] : claimed;
    await setRoles(transaction, change, row, roles);
    const trusted = hadSecondFactor(provider, claims);
    const hasFactor = row.totp_confirmed_at !== null;
    const missing: MissingStep[] = trusted ? [] : hasFactor ? ['code'] : row.second_factor_required ? ['second factor'] : [];
    return { is: 'right', viewer: viewerOfAccount({ ...row, roles: [...roles] }), missing };
  });
}

async function accountIdOf(transaction: Database, authorityId: number, provider: IdentityProvider, claims: ProvenClaims): Promise<number | { readonly refusal: ProviderRefusal }> {
  if (claims.sub.includes('\0')) return { refusal: 'no account' };
  const linked = await transaction.selectFrom('account_identity').select('account_id').where('authority_id', '=', authorityId).where('issuer', '=', claims.iss).where('subject', '=', claims.sub).executeTakeFirst();
  if (linked !== undefined) return linked.account_id;
  const named = nameIn(provider, claims);
  if ('refusal' in named) return named;
  const account = named.name.includes('\0') ? undefined : await transaction.selectFrom('account').select('account_id').where('authority_id', '=', authorityId)
    .where((expression) => expression(expression.fn<string>('lower', [expression.fn.coalesce('council_name', 'email')]), '=', named.name.toLowerCase())).executeTakeFirst();
  return account === undefined ? { refusal: 'no account' } : account.account_id;
}

/** Links the account to who this is at the provider, once. @returns whether it is linked to them, and to nobody else there. */
async function link(transaction: Database, change: AccountChange, { iss, sub }: ProvenClaims): Promise<boolean> {
  const { authorityId, accountId, at } = change;
  const held = await transaction.selectFrom('account_identity').select('subject').where('authority_id', '=', authorityId).where('account_id', '=', accountId).where('issuer', '=', iss).executeTakeFirst();
  if (held !== undefined) return held.subject === sub;
  const added = await transaction.insertInto('account_identity').values({ authority_id: authorityId, account_id: accountId, issuer: iss, subject: sub, linked_at: at }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 1n) return false;
  // A one-time password that lies about unused, of somebody who needs it no more. An administrator's stays, for when the provider is out of reach.
  await transaction.updateTable('account').set({ password_hash: null, one_time_until: null }).where('authority_id', '=', authorityId).where('account_id', '=', accountId)
    .where('one_time_until', 'is not', null).where((expression) => expression.not(expression('roles', '@>', sql<string[]>`array['administrator']`))).execute();
  await audit(transaction, authorityId, at, { what: 'account changed', accountId, detail: { account: accountId, linkedToCouncilAccount: true } });
  return true;
}

async function setRoles(transaction: Database, change: AccountChange, row: Selectable<AccountTable>, roles: readonly string[]): Promise<void> {
  const [rolesBefore, rolesNow] = [row.roles, roles].map((list) => list.toSorted().join('; ')) as [string, string];
  if (rolesBefore === rolesNow) return;
  const { authorityId, accountId, at } = change;
  await transaction.updateTable('account').set({ roles: [...roles] }).where('authority_id', '=', authorityId).where('account_id', '=', accountId).execute();
  await audit(transaction, authorityId, at, { what: 'account changed', accountId, detail: { account: accountId, by: 'identity provider', rolesBefore, rolesAfter: rolesNow } });
}

/** Forgets who an account is at the provider: the next one whom the chosen claim names is linked to it. Ends its sessions. */
export async function unlinkAccount(database: Database, change: AccountChange): Promise<boolean> {
  const { authorityId, accountId, by, at } = change;
  return database.transaction().execute(async (transaction) => {
    const result = await transaction.deleteFrom('account_identity').where('authority_id', '=', authorityId).where('account_id', '=', accountId).executeTakeFirst();
    if (result.numDeletedRows === 0n) return false;
    const ended = await transaction.deleteFrom('session').where('authority_id', '=', authorityId).where('account_id', '=', accountId).executeTakeFirst();
    await audit(transaction, authorityId, at, { what: 'account changed', accountId: by, detail: { account: accountId, linkedToCouncilAccount: false, sessionsEnded: Number(ended.numDeletedRows) } });
    return true;
  });
}

/** Since when an account is linked to somebody at the provider; undefined where it is not. */
export async function linkedSince(database: Database, authorityId: number, accountId: number): Promise<Date | undefined> {
  return (await database.selectFrom('account_identity').select('linked_at').where('authority_id', '=', authorityId).where('account_id', '=', accountId).orderBy('linked_at').executeTakeFirst())?.linked_at;
}
