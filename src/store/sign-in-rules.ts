import { audit } from './audit.ts';
import type { Database } from './database.ts';

/** Whether everybody of an authority must have a second factor. */
export async function secondFactorRequired(database: Database, authorityId: number): Promise<boolean> {
  return (await database.selectFrom('authority').select('second_factor_required').where('authority_id', '=', authorityId).executeTakeFirstOrThrow()).second_factor_required;
}

/** Sets it: whoever has none is asked to set one up when they next sign in. */
export async function requireSecondFactor(database: Database, authorityId: number, required: boolean, by: number, at: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const result = await transaction.updateTable('authority').set({ second_factor_required: required }).where('authority_id', '=', authorityId).where('second_factor_required', '!=', required).executeTakeFirst();
    if (result.numUpdatedRows > 0n) await audit(transaction, authorityId, at, { what: 'settings changed', accountId: by, detail: { setting: 'second factor', before: !required, after: required } });
  });
}
