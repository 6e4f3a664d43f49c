import { type RawBuilder, sql } from 'kysely';
import type { CaseEvent } from '../domain/events.ts';
import { partGivenBy, type ReminderKind } from '../domain/reminders.ts';
import { accountOfKey, type Viewer, type ViewerRole } from '../domain/viewer.ts';
import type { Database } from './database.ts';

// Who is to be told of what just happened, written with it. What the mail says, and whether it may be sent at all, is worked out when it goes.

type Notice = { readonly kind: ReminderKind; readonly about: string; readonly caseId: number; readonly dueAt: Date };

/** Writes a mail for each account that `whom` picks, once for what it is about; one that is not yet under way is put off to the later time. */
async function tell(database: Database, { authorityId, accountId }: Viewer, { kind, about, caseId, dueAt }: Notice, whom: RawBuilder<boolean>, at: Date): Promise<void> {
  await sql`
    insert into reminder (authority_id, account_id, kind, about, case_id, made_at, due_at)
    select p.authority_id, p.account_id, ${kind}, ${about}, ${caseId}, ${at}, ${dueAt}
    from account p
    where p.authority_id = ${authorityId} and p.disabled_at is null and p.account_id <> ${accountId} and ${whom}
      and (${kind === 'glass broken'} or not exists (select from reminder_settings s where s.authority_id = p.authority_id and not s.notices))
    on conflict (authority_id, account_id, kind, about) do update set due_at = excluded.due_at where reminder.queued_at is null`.execute(database);
}

function withRole(role: ViewerRole): RawBuilder<boolean> {
  return sql<boolean>`${role} = any(p.roles)`;
}

/** Tells those whom events give a part in a case. `version`: of the case after them. */
export async function tellOfParts(transaction: Database, viewer: Viewer, caseId: number, version: number, events: readonly CaseEvent[], at: Date): Promise<void> {
  for (const event of events) {
    const given = partGivenBy(event);
    const told = given === undefined ? undefined : accountOfKey(given.person);
    if (given === undefined || told === undefined) continue;
    await tell(transaction, viewer, { kind: given.kind, about: `case ${caseId} version ${version} ${given.role}`, caseId, dueAt: at }, sql`p.account_id = ${told}`, at);
  }
}

/** Tells the other complaints managers that a decision on how a case is handled waits for one of them. */
export async function tellOfConfirmation(database: Database, viewer: Viewer, caseId: number, at: Date): Promise<void> {
  await tell(database, viewer, { kind: 'confirmation', about: `case ${caseId} handling decided ${at.toISOString()}`, caseId, dueAt: at }, withRole('complaints_manager'), at);
}

const LETTER_LEFT_MINUTES = 30;

/** Tells complaints managers of a letter that a second person approves, once its writer has left it in peace for half an hour; once a letter. */
export async function tellOfLetter(transaction: Database, viewer: Viewer, caseId: number, letter: number, at: Date): Promise<void> {
  const dueAt = new Date(at.getTime() + LETTER_LEFT_MINUTES * 60_000);
  await tell(transaction, viewer, { kind: 'approval', about: `case ${caseId} letter ${letter}`, caseId, dueAt },
    sql`'complaints_manager' = any(p.roles) and exists (select from letter_settings l where l.authority_id = p.authority_id and l.second_person)`, at);
}

/** Tells the other complaints managers that somebody had a case opened to them that was hidden from them. */
export async function tellOfGlassBroken(database: Database, viewer: Viewer, caseId: number, at: Date): Promise<void> {
  await tell(database, viewer, { kind: 'glass broken', about: `case ${caseId} by ${viewer.accountId} ${at.toISOString()}`, caseId, dueAt: at }, withRole('complaints_manager'), at);
}
