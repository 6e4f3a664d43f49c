import type { AuthoritySettings } from './authorities.ts';
import { loadEvents } from './case-history.ts';
import type { Database } from './database.ts';
import { eraseDocuments } from './documents.ts';
import { eraseLetters } from './letters.ts';
import { projectCase } from './project.ts';
import { projectionContextOf } from './projection-context.ts';
import { replaceReadRows } from './read-rows.ts';

/**
 * Erases every text of a case that can identify somebody, from beside the log and from the read rows, and what its documents hold. Dates, codes and
 * findings stay, so the figures and the chain of events hold. It cannot be undone.
 */
export async function eraseIdentifyingText(database: Database, authority: AuthoritySettings & { authorityId: number }, caseId: number): Promise<{ texts: number }> {
  if (!database.isTransaction) return database.transaction().execute((transaction) => eraseIdentifyingText(transaction, authority, caseId));
  const transaction = database;
  const erased = await transaction.updateTable('identifying_text').set({ text: null, salt: null })
    .where('authority_id', '=', authority.authorityId).where('case_id', '=', caseId).where('text', 'is not', null).executeTakeFirst();
  const history = (await loadEvents(transaction, authority.authorityId, [caseId])).get(caseId);
  if (history !== undefined) await replaceReadRows(transaction, authority.authorityId, caseId, projectCase(authority.authorityId, caseId, history, projectionContextOf(authority)).rows);
  const letters = await eraseLetters(transaction, authority.authorityId, caseId);
  const documents = await eraseDocuments(transaction, authority.authorityId, caseId);
  return { texts: Number(erased.numUpdatedRows) + letters + documents };
}
