import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { hash as argon2, verify as argon2Verify } from '@node-rs/argon2';
import { generateSecret, generateURI, verify as verifyCode } from 'otplib';
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
const NOBODYS_HASH = await argon2(randomUUID(), ARGON2);

export type NewAccount = { readonly email: string; readonly name: string; readonly roles: readonly ViewerRole[]; readonly services?: readonly string[]; readonly password: string };
export type Account = Omit<Selectable<AccountTable>, 'password_hash' | 'totp_secret' | 'recovery_hashes'> & { readonly hasSecondFactor: boolean; readonly key: string };

function accountOf(row: Selectable<AccountTable>): Account {
  const { password_hash: _, totp_secret: __, recovery_hashes: ___, ...rest } = row;
  return { ...rest, hasSecondFactor: row.totp_confirmed_at !== null, key: viewerKey(row.account_id) };
}

function viewerOf(row: Pick<Selectable<AccountTable>, 'authority_id' | 'account_id' | 'name' | 'email' | 'roles' | 'services'>): Viewer {
  const roles = row.roles.filter((role): role is ViewerRole => (viewerRoles as readonly string[]).includes(role));
  return { authorityId: row.authority_id, accountId: row.account_id, key: viewerKey(row.account_id), name: row.name, email: row.email, roles, services: row.services };
}

/** @returns undefined where the address has an account already. */
export async function addAccount(database: Database, authorityId: number, account: NewAccount): Promise<number | undefined> {
  const row = await database.insertInto('account').values({
    authority_id: authorityId, email: account.email.trim(), name: account.name.trim(), roles: [...account.roles], services: [...(account.services ?? [])],
    password_hash: await argon2(account.password, ARGON2),
  }).onConflict((conflict) => conflict.doNothing()).returning('account_id').executeTakeFirst();
  return row?.account_id;
}

export async function allAccounts(database: Database, authorityId: number): Promise<Account[]> {
  return (await database.selectFrom('account').selectAll().where('authority_id', '=', authorityId).orderBy('name').execute()).map(accountOf);
}

/** The names of the holders of accounts, by the key that the events have of them. */
export async function accountNames(database: Database, authorityId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await database.selectFrom('account').select(['account_id', 'name']).where('authority_id', '=', authorityId).execute();
  return new Map(rows.map((row) => [viewerKey(row.account_id), row.name]));
}

export async function hasAccounts(database: Database): Promise<boolean> {
  return (await database.selectFrom('account').select('account_id').limit(1).executeTakeFirst()) !== undefined;
}

export type PasswordCheck =
  | { readonly is: 'right'; readonly viewer: Viewer; readonly secondFactor: boolean }
  | { readonly is: 'wrong'; readonly authorityId?: number; readonly accountId?: number }
  | { readonly is: 'locked'; readonly until: Date; readonly authorityId: number; readonly accountId: number };

/** Checks an address and password. After five wrong ones in a row an account is locked for 15 minutes; a locked one is not checked. */
export async function checkPassword(database: Database, email: string, password: string, at: Date): Promise<PasswordCheck> {
  const row = await database.selectFrom('account').selectAll().where((expression) => expression(expression.fn<string>('lower', ['email']), '=', email.trim().toLowerCase()))
    .where('disabled_at', 'is', null).executeTakeFirst();
  if (row === undefined || row.password_hash === null) {
    await argon2Verify(NOBODYS_HASH, password);
    return { is: 'wrong' };
  }
  const who = { authorityId: row.authority_id, accountId: row.account_id };
  if (row.locked_until !== null && row.locked_until > at) return { is: 'locked', until: row.locked_until, ...who };
  if (!(await argon2Verify(row.password_hash, password))) {
    await countFailure(database, row, at);
    return { is: 'wrong', ...who };
  }
  if (row.totp_confirmed_at === null) await clearFailures(database, row);
  return { is: 'right', viewer: viewerOf(row), secondFactor: row.totp_confirmed_at !== null };
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

/** A new secret for a person's authenticator app, not in force until a code of it is confirmed. `uri`: what a QR code of it says. */
export async function beginSecondFactor(database: Database, viewer: Viewer): Promise<{ secret: string; uri: string }> {
  const secret = generateSecret();
  await database.updateTable('account').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId)
    .set({ totp_secret: secret, totp_confirmed_at: null, totp_last_step: null }).execute();
  return { secret, uri: generateURI({ issuer: 'Candour', label: viewer.email, secret }) };
}

/** Confirms a second factor by its first code, and gives the recovery codes: shown once, kept as hashes. Undefined where the code is wrong. */
export async function confirmSecondFactor(database: Database, viewer: Viewer, code: string, at: Date): Promise<readonly string[] | undefined> {
  if (!(await codeIsRight(database, viewer, code, at, false))) return undefined;
  const codes = Array.from({ length: RECOVERY_CODES }, () => randomBytes(5).toString('hex').replace(/(.{5})/, '$1-'));
  await database.updateTable('account').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId)
    .set({ totp_confirmed_at: at, recovery_hashes: codes.map(hashOf) }).execute();
  return codes;
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
    } else if (!(await codeIsRight(transaction, viewer, typed, at, true))) {
      await countFailure(transaction, row, at);
      return 'wrong';
    }
    await clearFailures(transaction, row);
    return 'right';
  });
}

const SECONDS_A_STEP = 30;

async function codeIsRight(database: Database, viewer: Viewer, code: string, at: Date, confirmed: boolean): Promise<boolean> {
  const row = await database.selectFrom('account').selectAll().where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).executeTakeFirstOrThrow();
  if (row.totp_secret === null || (confirmed && row.totp_confirmed_at === null) || !/^\d{6}$/.test(code.replaceAll(' ', ''))) return false;
  const epoch = Math.floor(at.getTime() / 1000);
  const result = await verifyCode({ secret: row.totp_secret, token: code.replaceAll(' ', ''), epoch, epochTolerance: SECONDS_A_STEP });
  if (!result.valid) return false;
  const step = Math.floor(epoch / SECONDS_A_STEP) + (result.delta ?? 0);
  if (row.totp_last_step !== null && step <= row.totp_last_step) return false;
  await database.updateTable('account').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).set({ totp_last_step: step }).execute();
  return true;
}

export type Session = { readonly viewer: Viewer; readonly whole: boolean; readonly formToken: string };

function sessionHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Begins a session and gives the token for its cookie. `whole`: no second factor is missing. */
export async function beginSession(database: Database, viewer: Viewer, whole: boolean, at: Date): Promise<string> {
  const token = `${viewer.authorityId}.${randomBytes(32).toString('base64url')}`;
  await database.insertInto('session').values({
    authority_id: viewer.authorityId, session_hash: sessionHash(token), account_id: viewer.accountId, created_at: at, seen_at: at, whole, form_token: randomBytes(24).toString('base64url'),
  }).execute();
  return token;
}

/** The session of a cookie's token; undefined where there is none, it was idle for an hour, is 12 hours old, or its account is disabled. */
export async function findSession(database: Database, token: string, at: Date): Promise<Session | undefined> {
  const authorityId = Number(token.slice(0, token.indexOf('.')));
  if (!Number.isInteger(authorityId)) return undefined;
  const row = await database.selectFrom('session')
    .innerJoin('account', (join) => join.onRef('account.authority_id', '=', 'session.authority_id').onRef('account.account_id', '=', 'session.account_id'))
    .select(['session.seen_at', 'session.created_at', 'session.whole', 'session.form_token', 'account.authority_id', 'account.account_id', 'account.name', 'account.email', 'account.roles', 'account.services'])
    .where('session.authority_id', '=', authorityId).where('session_hash', '=', sessionHash(token)).where('account.disabled_at', 'is', null).executeTakeFirst();
  if (row === undefined) return undefined;
  if (at.getTime() - row.seen_at.getTime() > IDLE_MINUTES * 60_000 || at.getTime() - row.created_at.getTime() > LONGEST_HOURS * 3_600_000) {
    await endSession(database, token);
    return undefined;
  }
  if (at.getTime() - row.seen_at.getTime() > 60_000) {
    await database.updateTable('session').where('authority_id', '=', authorityId).where('session_hash', '=', sessionHash(token)).set({ seen_at: at }).execute();
  }
  return { viewer: viewerOf(row), whole: row.whole, formToken: row.form_token };
}

export async function endSession(database: Database, token: string): Promise<void> {
  await database.deleteFrom('session').where('session_hash', '=', sessionHash(token)).where('authority_id', '=', Number(token.slice(0, token.indexOf('.')))).execute();
}
