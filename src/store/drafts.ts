import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { draftKeptUntil } from '../domain/retention.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Database } from './database.ts';
import { draftRule } from './draft-retention.ts';

/** The fields of a form as they were typed, by name. */
export type TypedFields = Readonly<Record<string, string>>;
/** `keptUntil`: the last day before it is removed, unless it is saved again. */
export type Draft = { readonly form: string; readonly fields: TypedFields; readonly savedAt: Date; readonly keptUntil: Day };

/** Keeps a form as typed, in the place of what was kept of it before. `form` names which form it is, and which of several of its kind. */
export async function saveDraft(database: Database, viewer: Viewer, form: string, fields: TypedFields, at: Date): Promise<void> {
  const kept = { fields: JSON.stringify(fields), saved_at: at };
  await database.insertInto('draft').values({ authority_id: viewer.authorityId, account_id: viewer.accountId, form, ...kept })
    .onConflict((conflict) => conflict.columns(['authority_id', 'account_id', 'form']).doUpdateSet(kept)).execute();
}

/** The viewer's own drafts of forms whose names start so, newest first. Nobody sees another's. */
export async function draftsOf(database: Database, viewer: Viewer, formsFrom: string): Promise<Draft[]> {
  const rows = await database.selectFrom('draft').select(['form', 'fields', 'saved_at']).where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId)
    .where(sql<boolean>`starts_with(form, ${formsFrom})`).orderBy('saved_at', 'desc').execute();
  if (rows.length === 0) return [];
  const { days } = await draftRule(database, viewer.authorityId);
  return rows.map((row) => ({ form: row.form, fields: row.fields as TypedFields, savedAt: row.saved_at, keptUntil: draftKeptUntil(row.saved_at, days) }));
}

export async function forgetDraft(database: Database, viewer: Viewer, form: string): Promise<void> {
  await database.deleteFrom('draft').where('authority_id', '=', viewer.authorityId).where('account_id', '=', viewer.accountId).where('form', '=', form).execute();
}
