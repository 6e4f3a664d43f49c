import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { type Viewer, viewerKey } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import type { Database } from './database.ts';
import type { TypedFields } from './drafts.ts';
import { tellOfConfirmation } from './notices.ts';

/** A decision that somebody has taken and somebody else has to confirm: until then it is a draft of the decider's, and nothing of it counts. */
export type AwaitingConfirmation = { readonly ref: string; readonly decidedBy: string; readonly decidedAt: Date; readonly fields: TypedFields };

/** What names a draft of a case: everything kept of a case that is not on record starts so. */
export function draftOfCase(caseId: number, of: string): string {
  return `case ${caseId} ${of}`;
}

/** What a decision is kept as that waits for a second person. */
export const AWAITING = 'handling awaiting confirmation';

/** Keeps a decision for a second person, in the place of any other that waits in the same case. */
export async function keepForConfirmation(database: Database, viewer: Viewer, caseId: number, fields: TypedFields, at: Date): Promise<void> {
  if (!database.isTransaction) return database.transaction().execute((transaction) => keepForConfirmation(transaction, viewer, caseId, fields, at));
  await forgetConfirmation(database, viewer.authorityId, caseId);
  await database.insertInto('draft').values({ authority_id: viewer.authorityId, account_id: viewer.accountId, form: draftOfCase(caseId, AWAITING), fields: JSON.stringify(fields), saved_at: at }).execute();
  await tellOfConfirmation(database, viewer, caseId, at);
}

/** @param decidedAt only the decision of that moment, where given: another may have been taken since */
export async function forgetConfirmation(database: Database, authorityId: number, caseId: number, decidedAt?: Date): Promise<void> {
  await database.deleteFrom('draft').where('authority_id', '=', authorityId).where('form', '=', draftOfCase(caseId, AWAITING))
    .$if(decidedAt !== undefined, (query) => query.where('saved_at', '=', decidedAt ?? new Date(0))).execute();
}

/** The decisions that wait for a second person in cases that the viewer may see, the oldest first; of one case where it is named. */
export async function awaitingConfirmation(database: Database, viewer: Viewer, today: Day, at: Date, caseId?: number): Promise<readonly AwaitingConfirmation[]> {
  const { rows } = await sql<{ ref: string; account_id: number; saved_at: Date; fields: TypedFields }>`
    select c.ref, d.account_id, d.saved_at, d.fields
    from draft d
    join case_index c on c.authority_id = d.authority_id and d.form = concat('case ', c.case_id, ' ', ${AWAITING}::text)
    where d.authority_id = ${viewer.authorityId}
      and d.form like ${`case % ${AWAITING}`}
      and ${visibleTo(viewer, today, at, 'c')}
      ${caseId === undefined ? sql`` : sql`and c.case_id = ${caseId}`}
    order by d.saved_at`.execute(database);
  return rows.map((row) => ({ ref: row.ref, decidedBy: viewerKey(row.account_id), decidedAt: row.saved_at, fields: row.fields }));
}
