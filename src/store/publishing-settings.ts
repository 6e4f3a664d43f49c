import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';
import type { DisclosureRule } from './tables.ts';

/** How a council usually hides small numbers in what it publishes; absent where its reports are for use inside the council. */
export type PublishingSettings = { readonly disclosure?: DisclosureRule };

/** What a council publishes by until it says otherwise: numbers from 1 to 4 are hidden, none is rounded. */
export const usualDisclosure: DisclosureRule = { threshold: 5 };

export async function publishingSettingsOf(database: Database, authorityId: number): Promise<PublishingSettings> {
  const row = await database.selectFrom('publishing_settings').select(['threshold', 'rounded_to']).where('authority_id', '=', authorityId).executeTakeFirst();
  if (row === undefined) return { disclosure: usualDisclosure };
  return row.threshold === null ? {} : { disclosure: { threshold: row.threshold, ...(row.rounded_to === null ? {} : { roundedTo: row.rounded_to }) } };
}

export async function savePublishingSettings(database: Database, viewer: Viewer, { disclosure }: PublishingSettings, at: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    const values = { threshold: disclosure?.threshold ?? null, rounded_to: disclosure?.roundedTo ?? null, changed_by: accountId, changed_at: at };
    await transaction.insertInto('publishing_settings').values({ authority_id: authorityId, ...values }).onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values)).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId, detail: { setting: 'publishing', threshold: disclosure?.threshold ?? 'inside', roundedTo: disclosure?.roundedTo ?? 'not' } });
  });
}
