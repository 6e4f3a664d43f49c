import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Database } from './database.ts';
import { publicationsOf, type ListedPublication } from './publications.ts';
import { publishingSettingsOf, usualDisclosure } from './publishing-settings.ts';

/** What of a council's publications is given to anybody as data. */
export type OpenDataSettings = {
  readonly given: boolean;
  /** A publication that hides small numbers below less than this is not given. */
  readonly threshold: number;
  /** Publications of periods that begin before this day are not given. */
  readonly since?: Day;
};

/** Until a council says otherwise nothing is given; the threshold follows that of its publications. */
export async function openDataSettingsOf(database: Database, authorityId: number): Promise<OpenDataSettings> {
  const row = await database.selectFrom('open_data_settings').select(['given', 'threshold', 'since_on']).where('authority_id', '=', authorityId).executeTakeFirst();
  const threshold = row?.threshold ?? (await publishingSettingsOf(database, authorityId)).disclosure?.threshold ?? usualDisclosure.threshold;
  return { given: row?.given ?? false, threshold, ...(row?.since_on == null ? {} : { since: row.since_on }) };
}

/** Says what a council gives. False, and nothing is saved, where `isAsSeen` does not hold of what it takes the place of. */
export async function saveOpenDataSettings(database: Database, viewer: Viewer, settings: OpenDataSettings, isAsSeen: (now: OpenDataSettings) => boolean, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    await sql`lock table open_data_settings in share row exclusive mode`.execute(transaction);
    const now = await openDataSettingsOf(transaction, authorityId);
    const { given, threshold, since } = settings;
    // Sent twice, it is saved once.
    const isSame = canonicalJson(now) === canonicalJson(settings);
    if (isSame && (await transaction.selectFrom('open_data_settings').select('given').where('authority_id', '=', authorityId).executeTakeFirst()) !== undefined) return true;
    if (!isSame && !isAsSeen(now)) return false;
    const values = { given, threshold, since_on: since ?? null, changed_by: accountId, changed_at: at };
    await transaction.insertInto('open_data_settings').values({ authority_id: authorityId, ...values }).onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values)).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId, detail: { setting: 'open data', given, threshold, since: since ?? 'always' } });
    return true;
  });
}

export type OpenDataCouncil = { readonly authorityId: number; readonly authority: string; readonly name: string };

/** The councils that give their data, in order of their names. */
export async function openDataCouncils(database: Database): Promise<OpenDataCouncil[]> {
  const rows = await database.selectFrom('authority as a').innerJoin('open_data_settings as o', 'o.authority_id', 'a.authority_id').select(['a.authority_id', 'a.authority', 'a.name']).where('o.given', '=', true).orderBy('a.name').execute();
  return rows.map((row) => ({ authorityId: row.authority_id, authority: row.authority, name: row.name }));
}

/** Why a publication is not given as data; undefined where it is, or was until it was taken back. */
export type NotGiven = 'inside' | 'threshold' | 'period';

export function whyNotGiven({ disclosure, from }: Pick<ListedPublication, 'disclosure' | 'from'>, { threshold, since }: OpenDataSettings): NotGiven | undefined {
  if (disclosure === undefined) return 'inside';
  if (disclosure.threshold < threshold) return 'threshold';
  return since !== undefined && from < since ? 'period' : undefined;
}

/** The publications of a council that its settings let out, newest first, those that were taken back among them. */
export async function openPublications(database: Database, authorityId: number): Promise<ListedPublication[]> {
  const settings = await openDataSettingsOf(database, authorityId);
  return settings.given ? (await publicationsOf(database, authorityId)).filter((publication) => whyNotGiven(publication, settings) === undefined) : [];
}

/** What a publication printed, without the numbers that are hidden in it. */
export async function printedBy(database: Database, authorityId: number, publication: number): Promise<unknown> {
  return (await database.selectFrom('publication').select('printed').where('authority_id', '=', authorityId).where('publication', '=', publication).executeTakeFirst())?.printed;
}
