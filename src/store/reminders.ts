import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { type ReminderKind, type ReminderSettings, usualReminders } from '../domain/reminders.ts';
import type { Viewer } from '../domain/viewer.ts';
import { viewerOfAccount } from './accounts.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';

type Who = { readonly by: number; readonly at: Date };

export async function reminderSettingsOf(database: Database, authorityId: number): Promise<ReminderSettings> {
  const row = await database.selectFrom('reminder_settings').selectAll().where('authority_id', '=', authorityId).executeTakeFirst();
  return row === undefined ? usualReminders : { digests: row.digests, notices: row.notices, digestAt: row.digest_at, escalateAfter: row.escalate_after };
}

export async function saveReminderSettings(database: Database, authorityId: number, settings: ReminderSettings, { by, at }: Who): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction);
    const before = await reminderSettingsOf(transaction, authorityId);
    const detail = (['digests', 'notices', 'digestAt', 'escalateAfter'] as const).flatMap((name) => (before[name] === settings[name] ? [] : [[`${name}Before`, before[name]], [`${name}After`, settings[name]]]));
    if (detail.length === 0) return;
    const values = { digests: settings.digests, notices: settings.notices, digest_at: settings.digestAt, escalate_after: settings.escalateAfter };
    await transaction.insertInto('reminder_settings').values({ authority_id: authorityId, ...values }).onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values)).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId: by, detail: { setting: 'reminders', ...Object.fromEntries(detail) as Record<string, string | number | boolean> } });
  });
}

export async function wantsDigest(database: Database, viewer: Viewer): Promise<boolean> {
  return (await database.selectFrom('account').select('digests').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).executeTakeFirstOrThrow()).digests;
}

/** Whether somebody has the morning's digest sent to them: their own choice. */
export async function setWantsDigest(database: Database, viewer: Viewer, wanted: boolean, at: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const changed = await transaction.updateTable('account').set({ digests: wanted }).where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).where('digests', '!=', wanted).executeTakeFirst();
    if (changed.numUpdatedRows > 0n) await audit(transaction, viewer.authorityId, at, { what: 'account changed', accountId: viewer.accountId, detail: { account: viewer.accountId, digestsBefore: !wanted, digestsAfter: wanted } });
  });
}

/** Asks for a mail that says nothing but that mail arrives. */
export async function askForTestMail(database: Database, viewer: Viewer, at: Date): Promise<void> {
  await database.insertInto('reminder').values({ authority_id: viewer.authorityId, account_id: viewer.accountId, kind: 'test', about: at.toISOString(), case_id: null, made_at: at, due_at: at, queued_at: null, ended_at: null, last_tried_at: null, failure: null })
    .onConflict((conflict) => conflict.doNothing()).execute();
}

/** Writes the digests of a day, one for each account that wants one; nobody gets a second one however often it is asked for. Gives how many. */
export async function addDigests(transaction: Database, authorityId: number, on: Day, at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into reminder (authority_id, account_id, kind, about, made_at, due_at)
    select authority_id, account_id, 'digest', ${on}, ${at}, ${at}
    from account
    where authority_id = ${authorityId} and disabled_at is null and digests
    on conflict do nothing`.execute(transaction);
  return Number(numAffectedRows ?? 0);
}

export type Reminder = {
  readonly authorityId: number; readonly reminder: number; readonly kind: ReminderKind; readonly about: string; readonly caseId?: number; readonly madeAt: Date;
  readonly viewer: Viewer; readonly wanted: boolean;
};

/** A mail that is still to be sent, and whom it is for; undefined where it was sent, or there is no more reason to. */
export async function findWaiting(database: Database, authorityId: number, reminder: number): Promise<Reminder | undefined> {
  const row = await database.selectFrom('reminder as r').innerJoin('account as p', (join) => join.onRef('p.authority_id', '=', 'r.authority_id').onRef('p.account_id', '=', 'r.account_id'))
    .select(['r.kind', 'r.about', 'r.case_id', 'r.made_at', 'p.authority_id', 'p.account_id', 'p.name', 'p.email', 'p.roles', 'p.services', 'p.answers_for', 'p.disabled_at', 'p.digests'])
    .where('r.authority_id', '=', authorityId).where('r.reminder', '=', reminder).where('r.state', '=', 'waiting').executeTakeFirst();
  if (row === undefined) return undefined;
  const kind = row.kind as ReminderKind;
  return {
    authorityId, reminder, kind, about: row.about, madeAt: row.made_at, viewer: viewerOfAccount(row), wanted: row.disabled_at === null && (kind !== 'digest' || row.digests), ...(row.case_id === null ? {} : { caseId: row.case_id }),
  };
}

type Of = Pick<Reminder, 'authorityId' | 'reminder'>;

export async function endReminder(database: Database, { authorityId, reminder }: Of, state: 'sent' | 'nothing to say' | 'lapsed', at: Date): Promise<void> {
  await database.updateTable('reminder').set({ state, ended_at: at, last_tried_at: at, ...(state === 'sent' ? { failure: null } : {}) })
    .where('authority_id', '=', authorityId).where('reminder', '=', reminder).where('state', '=', 'waiting').execute();
}

/** Keeps why a mail was not sent, in words without an address. `last`: it is not tried again. */
export async function failReminder(database: Database, { authorityId, reminder }: Of, failure: string, last: boolean, at: Date): Promise<void> {
  await database.updateTable('reminder').set((row) => ({ attempts: row('attempts', '+', 1), last_tried_at: at, failure, ...(last ? { state: 'failed' as const, ended_at: at } : {}) }))
    .where('authority_id', '=', authorityId).where('reminder', '=', reminder).where('state', '=', 'waiting').execute();
}

export type FailedReminder = { readonly kind: ReminderKind; readonly name: string; readonly failure: string; readonly attempts: number; readonly triedAt: Date; readonly state: 'waiting' | 'sent' | 'nothing to say' | 'lapsed' | 'failed' };

/** The mails of the last days that could not be sent at their last attempt, the latest first. */
export async function failedReminders(database: Database, authorityId: number, since: Date, most: number): Promise<readonly FailedReminder[]> {
  const rows = await database.selectFrom('reminder as r').innerJoin('account as p', (join) => join.onRef('p.authority_id', '=', 'r.authority_id').onRef('p.account_id', '=', 'r.account_id'))
    .select(['r.kind', 'p.name', 'r.failure', 'r.attempts', 'r.last_tried_at', 'r.state']).where('r.authority_id', '=', authorityId).where('r.failure', 'is not', null).where('r.last_tried_at', '>=', since)
    .orderBy('r.last_tried_at', 'desc').limit(most).execute();
  return rows.flatMap((row) => (row.failure === null || row.last_tried_at === null ? [] : [{ kind: row.kind as ReminderKind, name: row.name, failure: row.failure, attempts: row.attempts, triedAt: row.last_tried_at, state: row.state }]));
}

export type ReminderCounts = { readonly sent: number; readonly waiting: number; readonly failed: number; readonly lastSentAt?: Date };

export async function countReminders(database: Database, authorityId: number, since: Date): Promise<ReminderCounts> {
  const { rows: [row] } = await sql<{ sent: number; waiting: number; failed: number; last_sent_at: Date | null }>`
    select count(*) filter (where state = 'sent' and ended_at >= ${since})::int as sent,
           count(*) filter (where state = 'waiting')::int as waiting,
           count(*) filter (where state = 'failed' and ended_at >= ${since})::int as failed,
           max(ended_at) filter (where state = 'sent') as last_sent_at
    from reminder
    where authority_id = ${authorityId}`.execute(database);
  return { sent: row?.sent ?? 0, waiting: row?.waiting ?? 0, failed: row?.failed ?? 0, ...(row === undefined || row.last_sent_at === null ? {} : { lastSentAt: row.last_sent_at }) };
}

/** The last mails that somebody asked for to try the mail server out, newest first. */
export async function testMails(database: Database, viewer: Viewer, most: number): Promise<readonly { readonly askedAt: Date; readonly state: string; readonly failure?: string }[]> {
  const rows = await database.selectFrom('reminder').select(['made_at', 'state', 'failure']).where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).where('kind', '=', 'test').orderBy('made_at', 'desc').limit(most).execute();
  return rows.map((row) => ({ askedAt: row.made_at, state: row.state, ...(row.failure === null ? {} : { failure: row.failure }) }));
}
