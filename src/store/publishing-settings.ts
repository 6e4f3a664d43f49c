import { sql } from 'kysely';
import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import { canonicalJson } from './canonical-json.ts';
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

/** Says by which rule a council publishes. False, and nothing is saved, where `isAsSeen` does not hold of the rule that it takes the place of. */
export async function savePublishingSettings(database: Database, viewer: Viewer, { disclosure }: PublishingSettings, isAsSeen: (now: PublishingSettings) => boolean, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    await sql`lock table publishing_settings in share row exclusive mode`.execute(transaction);
    const now = await publishingSettingsOf(transaction, authorityId);
    if (canonicalJson(now) === canonicalJson({ disclosure })) return true;
    if (!isAsSeen(now)) return false;
    const values = { threshold: disclosure?.threshold ?? null, rounded_to: disclosure?.roundedTo ?? null, changed_by: accountId, changed_at: at };
    await transaction.insertInto('publishing_settings').values({ authority_id: authorityId, ...values }).onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values)).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId, detail: { setting: 'publishing', threshold: disclosure?.threshold ?? 'inside', roundedTo: disclosure?.roundedTo ?? 'not' } });
    return true;
  });
}
