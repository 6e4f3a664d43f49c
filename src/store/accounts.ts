import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { hash as argon2, verify as argon2Verify } from '@node-rs/argon2';
import { generateSecret, generateURI, verify as verifyCode } from 'otplib';
import { poolKey } from '../domain/pool.ts';
import { mayUsePassword, type PasswordRule } from '../domain/identity-provider.ts';
import { type Viewer, type ViewerRole, viewerKey, viewerRoles } from '../domain/viewer.ts';
import { type Database } from './database.ts';
import type { AccountTable } from './tables.ts';
import type { Selectable } from 'kysely';

const ATTEMPTS_BEFORE_LOCK = 5;
const LOCKED_MINUTES = 15;
const RECOVERY_CODES = 8;
const IDLE_MINUTES = 60;
const LONGEST_HOURS = 12;

/** Argon2id with at least the memory and time that OWASP recommends. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Checked where an address is not known, so that the answer takes as long as for one that is. */
let nobodysHash: Promise<string> | undefined;

export type NewAccount = { readonly email: string; readonly name: string; readonly roles: readonly ViewerRole[]; readonly services?: readonly string[]; readonly answersFor?: readonly string[]; /** What the council's identity provider calls them, where that is not their email address. */ readonly councilName?: string; /** Absent for somebody who signs in at the council's identity provider alone. */ readonly password?: string; /** Set where the password must be changed at the first sign-in, and serves no longer than this. */ readonly oneTimeUntil?: Date };
export type Account = Omit<Selectable<AccountTable>, 'password_hash' | 'totp_secret' | 'totp_pending' | 'recovery_hashes'> & { readonly hasPassword: boolean; readonly hasSecondFactor: boolean; readonly recoveryCodesLeft: number; readonly key: string };

function accountOf(row: Selectable<AccountTable>): Account {
  const { password_hash, totp_secret: _, totp_pending: __, recovery_hashes, ...rest } = row;
  return { ...rest, hasPassword: password_hash !== null, hasSecondFactor: row.totp_confirmed_at !== null, recoveryCodesLeft: recovery_hashes.length, key: viewerKey(row.account_id) };
}

export function hashPassword(password: string): Promise<string> {
  return argon2(password, ARGON2);
}

/** Somebody as what they may see is worked out for them: also while they are not signed in. */
export function viewerOfAccount(row: Pick<Selectable<AccountTable>, 'authority_id' | 'account_id' | 'name' | 'email' | 'roles' | 'services' | 'answers_for'>): Viewer {
  const roles = row.roles.filter((role): role is ViewerRole => (viewerRoles as readonly string[]).includes(role));
  return { authorityId: row.authority_id, accountId: row.account_id, key: viewerKey(row.account_id), name: row.name, email: row.email, roles, services: row.services, answersFor: row.answers_for };
}

export function passwordMatches(hash: string, password: string): Promise<boolean> {
  return argon2Verify(hash, password);
}

/** Whether somebody else of the authority goes by the name by which its identity provider would name this account. */
export async function isCouncilNameTaken(database: Database, authorityId: number, fields: { readonly email: string; readonly councilName?: string }, exceptId = 0): Promise<boolean> {
  const name = (fields.councilName ?? fields.email).trim().toLowerCase();
  const taken = await database.selectFrom('account').select('account_id').where('authority_id', '=', authorityId).where('account_id', '!=', exceptId)
    .where((expression) => expression(expression.fn<string>('lower', [expression.fn.coalesce('council_name', 'email')]), '=', name)).executeTakeFirst();
  return taken !== undefined;
}

/** @returns undefined where the address has an account already. */
export async function addAccount(database: Database, authorityId: number, account: NewAccount): Promise<number | undefined> {
  const row = await database.insertInto('account').values({
    authority_id: authorityId, email: account.email.trim(), name: account.name.trim(), roles: [...account.roles], services: [...(account.services ?? [])], answers_for: [...(account.answersFor ?? [])],
    council_name: account.councilName ?? null, password_hash: account.password === undefined ? null : await hashPassword(account.password), one_time_until: account.oneTimeUntil ?? null,
  }).onConflict((conflict) => conflict.doNothing()).returning('account_id').executeTakeFirst();
  return row?.account_id;
}

export async function allAccounts(database: Database, authorityId: number): Promise<Account[]> {
  return (await database.selectFrom('account').selectAll().where('authority_id', '=', authorityId).orderBy('name').execute()).map(accountOf);
}

/** The complaints team, by key, in order of their names: those who can still sign in. */
export async function complaintsTeam(database: Database, authorityId: number): Promise<ReadonlyMap<string, string>> {
  const accounts = (await allAccounts(database, authorityId)).filter((account) => account.disabled_at === null && (account.roles.includes('complaints_manager') || account.roles.includes('complaints_officer')));
  return new Map(accounts.toSorted((one, other) => one.name.localeCompare(other.name, 'en')).map(({ key, name }) => [key, name]));
}

export async function findAccount(database: Database, authorityId: number, accountId: number): Promise<Account | undefined> {
  const row = await database.selectFrom('account').selectAll().where('authority_id', '=', authorityId).where('account_id', '=', accountId).executeTakeFirst();
  return row && accountOf(row);
}

/** The names of those whom the events name by a key: the holders of accounts, and the people of the pool who have none. */
export async function accountNames(database: Database, authorityId: number): Promise<ReadonlyMap<string, string>> {
  const [accounts, pool] = await Promise.all([
    database.selectFrom('account').select(['account_id', 'name']).where('authority_id', '=', authorityId).execute(),
    database.selectFrom('pool_member').select(['member', 'name']).where('authority_id', '=', authorityId).execute(),
  ]);
  return new Map([...pool.map((row) => [poolKey(row.member), row.name] as const), ...accounts.map((row) => [viewerKey(row.account_id), row.name] as const)]);
}

export async function hasAccounts(database: Database): Promise<boolean> {
  return (await database.selectFrom('account').select('account_id').limit(1).executeTakeFirst()) !== undefined;
}

/** What a session waits for before it is whole, in the order in which it is asked for: a code, a password of one's own, a second factor where the authority asks for one. */
export const missingSteps = ['code', 'password', 'second factor'] as const;
export type MissingStep = (typeof missingSteps)[number];

export type PasswordCheck =
  | { readonly is: 'right'; readonly viewer: Viewer; readonly missing: readonly MissingStep[] }
  /** Right, of somebody whose authority lets them in by its own identity provider alone. */
  | { readonly is: 'barred'; readonly authorityId: number; readonly accountId: number }
  | { readonly is: 'wrong'; readonly authorityId?: number; readonly accountId?: number }
  | { readonly is: 'locked'; readonly until: Date; readonly authorityId: number; readonly accountId: number };

/** Checks an address and password. After five wrong ones in a row an account is locked for 15 minutes; a locked one is not checked. */
export async function checkPassword(database: Database, email: string, password: string, at: Date): Promise<PasswordCheck> {
  const held = await database.selectFrom('account').select(['authority_id', 'account_id']).where((expression) => expression(expression.fn<string>('lower', ['email']), '=', email.trim().toLowerCase()))
    .where('disabled_at', 'is', null).where('password_hash', 'is not', null).orderBy('authority_id').execute();
  let answer: PasswordCheck = { is: 'wrong' };
  // One address may have an account with several authorities, each with a password of its own.
  for (const account of held) {
    const checked = await checkPasswordOf(database, account, password, at);
    if (checked.is === 'right') return checked;
    if (answer.is === 'wrong' || checked.is === 'barred') answer = checked;
  }
  if (held.length === 0) await argon2Verify(await (nobodysHash ??= argon2(randomUUID(), ARGON2)), password);
  return answer;
}

/** Checks the password of somebody who has signed in, asked of them again. Wrong ones lock the account as at sign-in. */
export async function checkOwnPassword(database: Database, viewer: Viewer, password: string, at: Date): Promise<'right' | 'wrong' | 'locked'> {
  const { is } = await checkPasswordOf(database, { authority_id: viewer.authorityId, account_id: viewer.accountId }, password, at);
  return is === 'barred' ? 'wrong' : is;
}

/** The account is held while its password is checked: of many guesses sent at once, no more than five are checked. */
async function checkPasswordOf(database: Database, account: { authority_id: number; account_id: number }, password: string, at: Date): Promise<PasswordCheck> {
  return database.transaction().execute(async (transaction): Promise<PasswordCheck> => {
    const row = await transaction.selectFrom('account').innerJoin('authority', 'authority.authority_id', 'account.authority_id').leftJoin('identity_provider', 'identity_provider.authority_id', 'account.authority_id')
      .selectAll('account').select(['second_factor_required', 'passwords']).where('account.authority_id', '=', account.authority_id).where('account_id', '=', account.account_id).forUpdate('account').executeTakeFirstOrThrow();
    const who = { authorityId: row.authority_id, accountId: row.account_id };
    if (row.locked_until !== null && row.locked_until > at) return { is: 'locked', until: row.locked_until, ...who };
    const expired = row.one_time_until !== null && row.one_time_until <= at;
    if (row.password_hash === null || !(await argon2Verify(row.password_hash, password)) || expired) {
      await countFailure(transaction, row, at);
      return { is: 'wrong', ...who };
    }
    const hasFactor = row.totp_confirmed_at !== null;
    if (!hasFactor) await clearFailures(transaction, row);
    if (!mayUsePassword((row.passwords ?? 'everybody') as PasswordRule, row.roles)) return { is: 'barred', ...who };
    const missing = { code: hasFactor, password: row.one_time_until !== null, 'second factor': !hasFactor && row.second_factor_required };
    return { is: 'right', viewer: viewerOfAccount(row), missing: missingSteps.filter((step) => missing[step]) };
  });
}

async function countFailure(database: Database, row: Pick<Selectable<AccountTable>, 'authority_id' | 'account_id' | 'failed_sign_ins'>, at: Date): Promise<void> {
  const failed = row.failed_sign_ins + 1;
  const locks = failed >= ATTEMPTS_BEFORE_LOCK;
  await database.updateTable('account').where('authority_id', '=', row.authority_id).where('account_id', '=', row.account_id)
    .set({ failed_sign_ins: locks ? 0 : failed, locked_until: locks ? new Date(at.getTime() + LOCKED_MINUTES * 60_000) : null }).execute();
}

async function clearFailures(database: Database, row: { authority_id: number; account_id: number }): Promise<void> {
  await database.updateTable('account').where('authority_id', '=', row.authority_id).where('account_id', '=', row.account_id).set({ failed_sign_ins: 0, locked_until: null }).execute();
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A new secret for a person's authenticator app. The second factor there was stays in force until a code of the new one is confirmed. */
export async function beginSecondFactor(database: Database, viewer: Viewer): Promise<PendingFactor> {
  const secret = generateSecret();
  await database.updateTable('account').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).set({ totp_pending: secret }).execute();
  return pendingFactor(viewer, secret);
}

/** `uri`: what opens the secret in an authenticator app on the same device. */
export type PendingFactor = { readonly secret: string; readonly uri: string };

function pendingFactor(viewer: Viewer, secret: string): PendingFactor {
  return { secret, uri: generateURI({ issuer: 'Candour', label: viewer.email, secret }) };
}

/** The second factor that is being set up, as it was begun; undefined where none is. */
export async function findPendingFactor(database: Database, viewer: Viewer): Promise<PendingFactor | undefined> {
  const row = await database.selectFrom('account').select('totp_pending').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).executeTakeFirst();
  return row === undefined || row.totp_pending === null ? undefined : pendingFactor(viewer, row.totp_pending);
}

/** Confirms a second factor by its first code, and gives the recovery codes: shown once, kept as hashes. Undefined where the code is wrong. */
export async function confirmSecondFactor(database: Database, viewer: Viewer, code: string, at: Date): Promise<readonly string[] | undefined> {
  return database.transaction().execute(async (transaction) => {
    const row = await transaction.selectFrom('account').selectAll().where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).forUpdate().executeTakeFirstOrThrow();
    if (row.totp_pending === null) return undefined;
    const step = await stepOfCode(row.totp_pending, code, at);
    if (step === undefined) return undefined;
    const codes = Array.from({ length: RECOVERY_CODES }, () => randomBytes(5).toString('hex').replace(/(.{5})/, '$1-'));
    await transaction.updateTable('account').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId)
      .set({ totp_secret: row.totp_pending, totp_pending: null, totp_last_step: step, totp_confirmed_at: at, recovery_hashes: codes.map(hashOf) }).execute();
    return codes;
  });
}

/** Whether a code of the authenticator app, or a recovery code that was not used yet, is right. Each serves once; wrong ones lock as passwords do. */
export async function checkSecondFactor(database: Database, viewer: Viewer, code: string, at: Date): Promise<'right' | 'wrong' | 'locked'> {
  return database.transaction().execute(async (transaction) => {
    const row = await transaction.selectFrom('account').selectAll().where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).forUpdate().executeTakeFirstOrThrow();
    if (row.locked_until !== null && row.locked_until > at) return 'locked';
    const typed = code.trim().toLowerCase();
    const recovery = hashOf(typed);
    if (row.recovery_hashes.includes(recovery)) {
      await transaction.updateTable('account').where('authority_id', '=', row.authority_id).where('account_id', '=', row.account_id)
        .set({ recovery_hashes: row.recovery_hashes.filter((hash) => hash !== recovery) }).execute();
    } else {
      const step = row.totp_secret === null || row.totp_confirmed_at === null ? undefined : await stepOfCode(row.totp_secret, typed, at);
      if (step === undefined || (row.totp_last_step !== null && step <= row.totp_last_step)) {
        await countFailure(transaction, row, at);
        return 'wrong';
      }
      await transaction.updateTable('account').where('authority_id', '=', row.authority_id).where('account_id', '=', row.account_id).set({ totp_last_step: step }).execute();
    }
    await clearFailures(transaction, row);
    return 'right';
  });
}

const SECONDS_A_STEP = 30;

/** Which step of the clock a code is of, the last and the next taken too; undefined where it is of none of them. */
async function stepOfCode(secret: string, code: string, at: Date): Promise<number | undefined> {
  const token = code.replaceAll(' ', '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const epoch = Math.floor(at.getTime() / 1000);
  const result = await verifyCode({ secret, token, epoch, epochTolerance: SECONDS_A_STEP });
  return result.valid ? Math.floor(epoch / SECONDS_A_STEP) + (result.delta ?? 0) : undefined;
}

/** `whole`: nothing is `missing` any more. */
export type Session = { readonly viewer: Viewer; readonly whole: boolean; readonly missing: readonly MissingStep[]; readonly formToken: string; /** Whether the council's identity provider let it in. */ readonly byProvider: boolean };

function sessionHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Begins a session and gives the token for its cookie. `missing`: what is still to come before it is whole; `true` where nothing is. `byProvider`: the council's identity provider let it in. */
export async function beginSession(database: Database, viewer: Viewer, missing: true | readonly MissingStep[], at: Date, byProvider = false): Promise<string> {
  const token = `${viewer.authorityId}.${randomBytes(32).toString('base64url')}`;
  const steps = missing === true ? [] : [...missing];
  await database.insertInto('session').values({
    authority_id: viewer.authorityId, session_hash: sessionHash(token), account_id: viewer.accountId, created_at: at, seen_at: at, whole: steps.length === 0, missing: steps, form_token: randomBytes(24).toString('base64url'), by_provider: byProvider,
  }).execute();
  if (steps.length === 0) await database.updateTable('account').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).set({ signed_in_at: at }).execute();
  return token;
}

/** A session is over that was last seen before `idle`, or begun before `begun`. */
export function sessionsOverBefore(at: Date): { readonly idle: Date; readonly begun: Date } {
  return { idle: new Date(at.getTime() - IDLE_MINUTES * 60_000), begun: new Date(at.getTime() - LONGEST_HOURS * 3_600_000) };
}

/** The session of a cookie's token; undefined where there is none, it was idle for an hour, is 12 hours old, or its account is disabled. */
export async function findSession(database: Database, token: string, at: Date): Promise<Session | undefined> {
  const authorityId = Number(token.slice(0, token.indexOf('.')));
  if (!Number.isInteger(authorityId)) return undefined;
  const row = await database.selectFrom('session')
    .innerJoin('account', (join) => join.onRef('account.authority_id', '=', 'session.authority_id').onRef('account.account_id', '=', 'session.account_id'))
    .select(['session.seen_at', 'session.created_at', 'session.whole', 'session.missing', 'session.form_token', 'session.by_provider', 'account.authority_id', 'account.account_id', 'account.name', 'account.email', 'account.roles', 'account.services', 'account.answers_for'])
    .where('session.authority_id', '=', authorityId).where('session_hash', '=', sessionHash(token)).where('account.disabled_at', 'is', null).executeTakeFirst();
  if (row === undefined) return undefined;
  const over = sessionsOverBefore(at);
  if (row.seen_at < over.idle || row.created_at < over.begun) {
    await endSession(database, token);
    return undefined;
  }
  if (at.getTime() - row.seen_at.getTime() > 60_000) {
    await database.updateTable('session').where('authority_id', '=', authorityId).where('session_hash', '=', sessionHash(token)).set({ seen_at: at }).execute();
  }
  return { viewer: viewerOfAccount(row), whole: row.whole, missing: missingSteps.filter((step) => row.missing.includes(step)), formToken: row.form_token, byProvider: row.by_provider };
}

export type OpenSession = { readonly began: Date; readonly seen: Date; readonly thisOne: boolean };

/** The sessions that somebody has open, newest first. `token`: of the one that asks. */
export async function openSessions(database: Database, viewer: Viewer, token: string | undefined, at: Date): Promise<OpenSession[]> {
  const rows = await database.selectFrom('session').select(['session_hash', 'created_at', 'seen_at']).where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId)
    .where('seen_at', '>=', sessionsOverBefore(at).idle).where('created_at', '>=', sessionsOverBefore(at).begun).orderBy('created_at', 'desc').execute();
  const own = token === undefined ? undefined : sessionHash(token);
  return rows.map((row) => ({ began: row.created_at, seen: row.seen_at, thisOne: own !== undefined && row.session_hash.equals(own) }));
}

/** Ends every session of an account, but the one of `exceptToken` where given; gives how many. */
export async function endSessions(database: Database, authorityId: number, accountId: number, exceptToken?: string): Promise<number> {
  const result = await database.deleteFrom('session').where('authority_id', '=', authorityId).where('account_id', '=', accountId)
    .$if(exceptToken !== undefined, (query) => query.where('session_hash', '!=', sessionHash(exceptToken ?? ''))).executeTakeFirst();
  return Number(result.numDeletedRows);
}

export async function endSession(database: Database, token: string): Promise<void> {
  await database.deleteFrom('session').where('session_hash', '=', sessionHash(token)).where('authority_id', '=', Number(token.slice(0, token.indexOf('.')))).execute();
}
