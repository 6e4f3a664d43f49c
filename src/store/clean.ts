import { sql } from 'kysely';
import { dayInEngland } from '../domain/day.ts';
import { sessionsOverBefore } from './accounts.ts';
import type { Database } from './database.ts';
import { removeOldDrafts } from './draft-retention.ts';
import { forgetAttempts } from './sign-in-attempts.ts';
import { forgetSearchWords } from './search-words.ts';

const DAYS_FORM_KEPT = 30;
const DAYS_SEARCH_KEPT = 30;
const DAYS_REMINDER_KEPT = 90;

export type Cleaned = { readonly sessions: number; readonly forms: number; readonly drafts: number; readonly reminders: number };

function daysBefore(at: Date, days: number): Date {
  return new Date(at.getTime() - days * 86_400_000);
}

/**
 * Takes away what is over: sessions that nobody can use any more, the numbers of forms sent more than 30 days ago (by which a second click is known),
 * drafts that the council keeps no longer, the words of searches as old as a form, sign-ins at the council's provider that never came back, and what is kept of mails made more than 90 days ago. Cases and the audit trail are not touched.
 */
export async function cleanAway(database: Database, authorityId: number, at: Date): Promise<Cleaned> {
  const over = sessionsOverBefore(at);
  const sessions = await sql`delete from session where authority_id = ${authorityId} and (seen_at < ${over.idle} or created_at < ${over.begun})`.execute(database);
  const forms = await sql`delete from sent_form where authority_id = ${authorityId} and sent_at < ${daysBefore(at, DAYS_FORM_KEPT)}`.execute(database);
  const drafts = await removeOldDrafts(database, authorityId, dayInEngland(at), at);
  await forgetSearchWords(database, authorityId, daysBefore(at, DAYS_SEARCH_KEPT));
  await forgetAttempts(database, authorityId, at);
  const reminders = await sql`delete from reminder where authority_id = ${authorityId} and made_at < ${daysBefore(at, DAYS_REMINDER_KEPT)}`.execute(database);
  return { sessions: Number(sessions.numAffectedRows ?? 0), forms: Number(forms.numAffectedRows ?? 0), drafts, reminders: Number(reminders.numAffectedRows ?? 0) };
}
