import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import { canonicalJson } from './canonical-json.ts';
import { lockChain } from './case-history.ts';
import type { Database } from './database.ts';
import { pictureFaults } from './report-pictures.ts';
import { formSentBefore, keepOutcome } from './sent-forms.ts';
import type { DisclosureRule, OverruledFinding, PublicationTable, PublishedRedaction } from './tables.ts';

/** What is frozen when a report is published. `whole` holds every number, for those inside; `printed` is what goes out. */
export type PublicationContent = {
  readonly title: string; readonly layout: unknown; readonly from: Day; readonly to: Day; readonly asAt: Day;
  readonly disclosure?: DisclosureRule; readonly overruled: readonly OverruledFinding[]; readonly whole: unknown; readonly printed: unknown;
  /** The editions that were out, beside which small numbers were hidden. */
  readonly beside: readonly number[];
  readonly redactions: readonly PublishedRedaction[];
};
export type Publication = PublicationContent & {
  readonly publication: number; readonly report: number; readonly hash: string; readonly publishedBy: number; readonly publishedAt: Date;
  readonly withdrawn?: { readonly reason: string; readonly by: number; readonly at: Date };
};
/** Of a list: without what it printed. */
export type ListedPublication = Omit<Publication, 'layout' | 'whole' | 'printed' | 'overruled' | 'redactions'>;

function hashOf({ layout, whole, printed }: Pick<PublicationContent, 'layout' | 'whole' | 'printed'>): Buffer {
  return createHash('sha256').update(canonicalJson([layout, whole, printed])).digest();
}

type Row = Selectable<PublicationTable> & { readonly reason: string | null; readonly withdrawn_by: number | null; readonly withdrawn_at: Date | null };

function listed(row: Omit<Row, 'layout' | 'whole' | 'printed' | 'overruled' | 'redactions'>): ListedPublication {
  return {
    publication: row.publication, report: row.report, title: row.title, from: row.from_on, to: row.to_on, asAt: row.as_at, hash: row.hash.toString('hex'), publishedBy: row.published_by, publishedAt: row.published_at, beside: row.beside,
    ...(row.disclosure === null ? {} : { disclosure: row.disclosure }),
    ...(row.reason === null || row.withdrawn_by === null || row.withdrawn_at === null ? {} : { withdrawn: { reason: row.reason, by: row.withdrawn_by, at: row.withdrawn_at } }),
  };
}

/** What a council has published, newest first. */
export async function publicationsOf(database: Database, authorityId: number): Promise<ListedPublication[]> {
  const rows = await database.selectFrom('publication as p').leftJoin('publication_withdrawn as w', (join) => join.onRef('w.authority_id', '=', 'p.authority_id').onRef('w.publication', '=', 'p.publication'))
    .select(['p.authority_id', 'p.publication', 'p.report', 'p.title', 'p.from_on', 'p.to_on', 'p.as_at', 'p.disclosure', 'p.hash', 'p.published_by', 'p.published_at', 'p.beside', 'w.reason', 'w.withdrawn_by', 'w.withdrawn_at'])
    .where('p.authority_id', '=', authorityId).orderBy('p.publication', 'desc').execute();
  return rows.map(listed);
}

export async function findPublication(database: Database, authorityId: number, publication: number): Promise<Publication | undefined> {
  const row = await database.selectFrom('publication as p').leftJoin('publication_withdrawn as w', (join) => join.onRef('w.authority_id', '=', 'p.authority_id').onRef('w.publication', '=', 'p.publication'))
    .selectAll('p').select(['w.reason', 'w.withdrawn_by', 'w.withdrawn_at']).where('p.authority_id', '=', authorityId).where('p.publication', '=', publication).executeTakeFirst();
  return row && { ...listed(row), layout: row.layout, whole: row.whole, printed: row.printed, overruled: row.overruled, redactions: row.redactions };
}

/** Whether a publication is still what was published. */
export function publicationIsWhole(publication: Publication): boolean {
  return hashOf(publication).toString('hex') === publication.hash;
}

/** Goes along what an authority published; each fault is a sentence. The numbers run on: one that is missing was taken away. */
export async function verifyPublications(database: Database, authorityId: number): Promise<{ readonly publications: number; readonly faults: readonly string[] }> {
  const numbers = (await publicationsOf(database, authorityId)).map(({ publication }) => publication).toSorted((a, b) => a - b);
  const faults: string[] = [];
  let last = 0;
  for (const number of numbers) {
    for (let missing = last + 1; missing < number; missing += 1) faults.push(`Publication P${missing} is missing.`);
    last = number;
    // One at a time: each holds a whole report.
    const publication = await findPublication(database, authorityId, number);
    if (publication !== undefined && !publicationIsWhole(publication)) faults.push(`Publication P${number} is not what was published: its hash does not follow from what is kept of it.`);
  }
  return { publications: numbers.length, faults: [...faults, ...await pictureFaults(database, authorityId)] };
}

/** The number that the next publication is given, if nobody else publishes first. */
export async function nextPublication(database: Database, authorityId: number): Promise<number> {
  const { last } = await database.selectFrom('publication').select((select) => select.fn.max<number | null>('publication').as('last')).where('authority_id', '=', authorityId).executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/**
 * Publishes, once for each form, and gives the publication's number. From here on it cannot change. `make` is given the number, by
 * which its tables are referred to (`P7-4`), and makes the report from the records as this transaction sees them.
 */
export async function publish(database: Database, viewer: Viewer, form: string, report: number, make: (publication: number, records: Database) => Promise<PublicationContent>, at: Date): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    const before = await formSentBefore(transaction, authorityId, form, accountId);
    if (before !== undefined) return Number(before);
    await transaction.selectFrom('report').select('report').where('authority_id', '=', authorityId).where('report', '=', report).forUpdate().executeTakeFirstOrThrow();
    await sql`lock table publication in share row exclusive mode`.execute(transaction);
    // Nothing is recorded or taken in while the report is made: all its numbers are of one state of the records.
    await lockChain(transaction, authorityId);
    const publication = await nextPublication(transaction, authorityId);
    const content = await make(publication, transaction);
    // As the database gives them back, so that the hash holds for what is read.
    const kept = JSON.parse(JSON.stringify({ layout: content.layout, whole: content.whole, printed: content.printed })) as Pick<PublicationContent, 'layout' | 'whole' | 'printed'>;
    await transaction.insertInto('publication').values({
      authority_id: authorityId, publication, report, title: content.title, layout: JSON.stringify(kept.layout), from_on: content.from, to_on: content.to, as_at: content.asAt,
      disclosure: content.disclosure === undefined ? null : JSON.stringify(content.disclosure), overruled: JSON.stringify(content.overruled), whole: JSON.stringify(kept.whole), printed: JSON.stringify(kept.printed),
      hash: hashOf(kept), published_by: accountId, published_at: at, beside: [...content.beside], redactions: JSON.stringify(content.redactions),
    }).execute();
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, detail: { act: 'report published', report, publication } });
    await keepOutcome(transaction, authorityId, form, String(publication));
    return publication;
  });
}

/** Takes a publication back, with the reason; it stays on record. False where it was taken back before, or there is none. */
export async function withdrawPublication(database: Database, viewer: Viewer, publication: number, reason: string, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { authorityId, accountId } = viewer;
    const there = await transaction.selectFrom('publication').select('publication').where('authority_id', '=', authorityId).where('publication', '=', publication).executeTakeFirst();
    if (there === undefined) return false;
    const done = await transaction.insertInto('publication_withdrawn').values({ authority_id: authorityId, publication, reason, withdrawn_by: accountId, withdrawn_at: at }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
    if (done.numInsertedOrUpdatedRows === 0n) return false;
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, detail: { act: 'publication withdrawn', publication } });
    return true;
  });
}
