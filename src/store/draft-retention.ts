import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { draftDays } from '../domain/retention.ts';
import { audit } from './audit.ts';
import { AWAITING } from './awaiting-confirmation.ts';
import type { Database } from './database.ts';

export type DraftRule = { readonly days: number; readonly source: string; /** Set by the council, and not as it is proposed. */ readonly own: boolean };

/** How long an authority keeps drafts that are never sent. */
export async function draftRule(database: Database, authorityId: number): Promise<DraftRule> {
  const row = await database.selectFrom('draft_settings').select(['days', 'source']).where('authority_id', '=', authorityId).executeTakeFirst();
  return row === undefined ? { days: draftDays.proposed, source: draftDays.source, own: false } : { ...row, own: true };
}

export async function saveDraftRule(database: Database, authorityId: number, rule: { readonly days: number; readonly source: string }, { by, at }: { readonly by: number; readonly at: Date }): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction);
    const before = await draftRule(transaction, authorityId);
    if (before.days === rule.days && before.source === rule.source) return;
    await transaction.insertInto('draft_settings').values({ authority_id: authorityId, ...rule }).onConflict((conflict) => conflict.column('authority_id').doUpdateSet(rule)).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId: by, detail: { setting: 'retention of drafts', before: before.days, after: rule.days } });
  });
}

/**
 * Removes the drafts that nobody saved again for as long as the council keeps them, whoever's they are. A decision that waits for a second person is
 * none: it was sent. Gives how many.
 */
export async function removeOldDrafts(database: Database, authorityId: number, today: Day, at: Date): Promise<number> {
  if (!database.isTransaction) return database.transaction().execute((transaction) => removeOldDrafts(transaction, authorityId, today, at));
  const { days } = await draftRule(database, authorityId);
  const gone = await sql`
    delete from draft
    where authority_id = ${authorityId} and (saved_at at time zone 'Europe/London')::date + ${days}::int < ${today}::date and form not like ${`case % ${AWAITING}`}`.execute(database);
  const drafts = Number(gone.numAffectedRows ?? 0);
  if (drafts > 0) await audit(database, authorityId, at, { what: 'drafts removed', detail: { drafts, keptForDays: days } });
  return drafts;
}
