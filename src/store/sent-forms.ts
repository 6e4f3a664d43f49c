import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Marks a form as sent, within the transaction that acts on it, and gives undefined; or, where it was sent before, what came
 * of it then: a second click waits for the first and learns its outcome.
 */
export async function formSentBefore(transaction: Database, authorityId: number, form: string, accountId: number): Promise<string | undefined> {
  if (!transaction.isTransaction) throw new Error('Transaction required');
  const { rows } = await sql<{ form: string }>`
    insert into sent_form (authority_id, form, account_id, outcome) values (${authorityId}, ${form}::uuid, ${accountId}, '')
    on conflict do nothing returning form`.execute(transaction);
  if (rows.length > 0) return undefined;
  const before = await transaction.selectFrom('sent_form').select('outcome').where('authority_id', '=', authorityId).where('form', '=', form).executeTakeFirstOrThrow();
  return before.outcome;
}

/** What came of a form that its sender sent before; undefined where they did not, or nothing has come of it yet. */
export async function outcomeOf(database: Database, authorityId: number, form: string, accountId: number): Promise<string | undefined> {
  const row = await database.selectFrom('sent_form').select('outcome').where('authority_id', '=', authorityId).where('form', '=', form).where('account_id', '=', accountId).executeTakeFirst();
  return row?.outcome === '' ? undefined : row?.outcome;
}

export async function keepOutcome(transaction: Database, authorityId: number, form: string, outcome: string): Promise<void> {
  await transaction.updateTable('sent_form').where('authority_id', '=', authorityId).where('form', '=', form).set({ outcome }).execute();
}
