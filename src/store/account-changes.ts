import { randomInt } from 'node:crypto';
import type { ViewerRole } from '../domain/viewer.ts';
import { endSessions, hashPassword, isCouncilNameTaken, passwordMatches } from './accounts.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';

/** Whose account it is, and who changes it, when. */
export type AccountChange = { readonly authorityId: number; readonly accountId: number; readonly by: number; readonly at: Date };

export type AccountFields = {
  readonly name: string; readonly email: string; /** What the council's identity provider calls them, where that is not their email address. */ readonly councilName?: string;
  readonly roles: readonly ViewerRole[]; readonly services: readonly string[]; /** The services whose learning they answer for; as they were where absent. */ readonly answersFor?: readonly string[];
};
export type Changed = 'changed' | 'unchanged' | 'last administrator' | 'address taken' | 'council name taken' | 'no such account';

const ONE_TIME_DAYS = 7;
/** Without letters and digits that are easily taken for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password for one sign-in, to be read out or written down: 16 characters in fours, some 79 bits. */
export function oneTimePassword(at: Date): { readonly password: string; readonly until: Date } {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return { password: Array.from({ length: 4 }, group).join('-'), until: new Date(at.getTime() + ONE_TIME_DAYS * 86_400_000) };
}

function ofAccount(database: Database, { authorityId, accountId }: AccountChange) {
  return database.updateTable('account').where('authority_id', '=', authorityId).where('account_id', '=', accountId);
}

function auditChange(database: Database, change: AccountChange, detail: Readonly<Record<string, string | number | boolean>>): Promise<void> {
  return audit(database, change.authorityId, change.at, { what: 'account changed', accountId: change.by, detail: { account: change.accountId, ...detail } });
}

/** Whether an authority would have no administrator without this account. Holds the administrators until the transaction ends, so that two cannot go at once. */
export async function isLastAdministrator(transaction: Database, { authorityId, accountId }: AccountChange): Promise<boolean> {
  const rows = await transaction.selectFrom('account').select(['account_id', 'roles']).where('authority_id', '=', authorityId).where('disabled_at', 'is', null).orderBy('account_id').forUpdate().execute();
  const administrators = rows.filter((row) => row.roles.includes('administrator'));
  return administrators.length === 1 && administrators[0]?.account_id === accountId;
}

function inOrder(values: readonly string[]): string {
  return [...new Set(values)].toSorted((one, other) => one.localeCompare(other, 'en')).join('; ');
}

/** Changes who an account is, what it may do and the services it works in. The address and name stay out of the audit trail; roles and services are in it before and after. */
export async function changeAccount(database: Database, change: AccountChange, fields: AccountFields): Promise<Changed> {
  return database.transaction().execute(async (transaction): Promise<Changed> => {
    const last = await isLastAdministrator(transaction, change);
    const held = await transaction.selectFrom('account').selectAll().where('authority_id', '=', change.authorityId).where('account_id', '=', change.accountId).forUpdate().executeTakeFirst();
    if (held === undefined) return 'no such account';
    if (last && !fields.roles.includes('administrator')) return 'last administrator';
    const taken = await transaction.selectFrom('account').select('account_id').where('authority_id', '=', change.authorityId).where('account_id', '!=', change.accountId)
      .where((expression) => expression(expression.fn<string>('lower', ['email']), '=', fields.email.toLowerCase())).executeTakeFirst();
    if (taken !== undefined) return 'address taken';
    if (await isCouncilNameTaken(transaction, change.authorityId, fields, change.accountId)) return 'council name taken';
    const differences: Record<string, string | boolean> = {};
    const answersFor = fields.answersFor ?? held.answers_for;
    for (const [list, was, is] of [['roles', held.roles, fields.roles], ['services', held.services, fields.services], ['answersFor', held.answers_for, answersFor]] as const) {
      const [before, after] = [inOrder(was), inOrder(is)];
      if (before !== after) Object.assign(differences, { [`${list}Before`]: before, [`${list}After`]: after });
    }
    for (const text of ['name', 'email'] as const) if (held[text] !== fields[text]) differences[text] = true;
    const councilName = fields.councilName ?? null;
    if (held.council_name !== councilName) differences['councilName'] = true;
    if (Object.keys(differences).length === 0) return 'unchanged';
    await ofAccount(transaction, change).set({ name: fields.name, email: fields.email, council_name: councilName, roles: [...fields.roles], services: [...fields.services], answers_for: [...answersFor] }).execute();
    await auditChange(transaction, change, differences);
    return 'changed';
  });
}

/** Bars somebody from signing in and ends their sessions. What they did stays under their name. */
export async function disableAccount(database: Database, change: AccountChange): Promise<Changed> {
  return database.transaction().execute(async (transaction): Promise<Changed> => {
    if (await isLastAdministrator(transaction, change)) return 'last administrator';
    const result = await ofAccount(transaction, change).where('disabled_at', 'is', null).set({ disabled_at: change.at }).executeTakeFirst();
    if (result.numUpdatedRows === 0n) return 'unchanged';
    const sessions = await endSessions(transaction, change.authorityId, change.accountId);
    await auditChange(transaction, change, { disabled: true, sessionsEnded: sessions });
    return 'changed';
  });
}

export async function enableAccount(database: Database, change: AccountChange): Promise<Changed> {
  return database.transaction().execute(async (transaction): Promise<Changed> => {
    const result = await ofAccount(transaction, change).where('disabled_at', 'is not', null).set({ disabled_at: null, failed_sign_ins: 0, locked_until: null }).executeTakeFirst();
    if (result.numUpdatedRows === 0n) return 'unchanged';
    await auditChange(transaction, change, { disabled: false });
    return 'changed';
  });
}

/** Gives an account a password for one sign-in in the place of its own, lifts a lock and ends its sessions. The password is given back once and kept as a hash. */
export async function resetPassword(database: Database, change: AccountChange): Promise<{ readonly password: string; readonly until: Date }> {
  const { password, until } = oneTimePassword(change.at);
  const hash = await hashPassword(password);
  await database.transaction().execute(async (transaction) => {
    await ofAccount(transaction, change).set({ password_hash: hash, one_time_until: until, failed_sign_ins: 0, locked_until: null }).execute();
    await auditChange(transaction, change, { passwordReset: true, sessionsEnded: await endSessions(transaction, change.authorityId, change.accountId) });
  });
  return { password, until };
}

/** Takes the second factor away, for somebody who has lost it, and ends their sessions. */
export async function resetSecondFactor(database: Database, change: AccountChange): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await ofAccount(transaction, change).set({ totp_secret: null, totp_pending: null, totp_confirmed_at: null, totp_last_step: null, recovery_hashes: [], failed_sign_ins: 0, locked_until: null }).execute();
    await auditChange(transaction, change, { secondFactorReset: true, sessionsEnded: await endSessions(transaction, change.authorityId, change.accountId) });
  });
}

export async function endSessionsOf(database: Database, change: AccountChange): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const sessions = await endSessions(transaction, change.authorityId, change.accountId);
    await auditChange(transaction, change, { sessionsEnded: sessions });
    return sessions;
  });
}

/** Sets somebody's own password and ends their sessions but the one of `token`. Gives a sentence where it is the password they have already. */
export async function setOwnPassword(database: Database, who: Omit<AccountChange, 'by'>, password: string, token: string | undefined): Promise<string | undefined> {
  const change = { ...who, by: who.accountId };
  const hash = await hashPassword(password);
  return database.transaction().execute(async (transaction) => {
    const held = await transaction.selectFrom('account').select('password_hash').where('authority_id', '=', who.authorityId).where('account_id', '=', who.accountId).forUpdate().executeTakeFirstOrThrow();
    if (held.password_hash !== null && (await passwordMatches(held.password_hash, password))) return 'The new password must not be the one you have now';
    await ofAccount(transaction, change).set({ password_hash: hash, one_time_until: null }).execute();
    await auditChange(transaction, change, { password: true, sessionsEnded: await endSessions(transaction, change.authorityId, change.accountId, token) });
    return undefined;
  });
}
