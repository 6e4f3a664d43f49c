import type { Viewer } from '../domain/viewer.ts';
import type { Database } from './database.ts';
import { formSentBefore, keepOutcome } from './sent-forms.ts';

/** Nothing is recorded, and the form counts as one that was never sent. */
class NotDecided extends Error { override name = 'NotDecided'; }

/** A form as it was sent: its number, and a fingerprint of what was typed, which is another where somebody went back and typed anew. */
export type SentForm = { readonly form: string; readonly typed: string };

/**
 * Does what a form asks of a report, once however often the form is sent, while nobody else changes that report. `decide` gives false
 * where it cannot be done: then nothing is. True where it was done, now or by the same form before.
 */
export async function onceForReport(database: Database, { authorityId, accountId }: Viewer, report: number, { form, typed }: SentForm, decide: (transaction: Database) => Promise<boolean>): Promise<boolean> {
  try {
    await database.transaction().execute(async (transaction) => {
      if ((await formSentBefore(transaction, authorityId, form, accountId)) === typed) return;
      await transaction.selectFrom('report').select('report').where('authority_id', '=', authorityId).where('report', '=', report).forUpdate().executeTakeFirst();
      if (!(await decide(transaction))) throw new NotDecided();
      await keepOutcome(transaction, authorityId, form, typed);
    });
    return true;
  } catch (error) {
    if (error instanceof NotDecided) return false;
    throw error;
  }
}
