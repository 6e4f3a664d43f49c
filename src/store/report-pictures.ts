import type { Viewer } from '../domain/viewer.ts';
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from './audit.ts';
import type { Database } from './database.ts';

/** A picture of a report as it is kept; `hash`: SHA-256 of its content, in hexadecimal. */
export type KeptPicture = { readonly hash: string; readonly kind: 'png' | 'jpeg'; readonly content: Buffer };

const bytesOf = (hash: string): Buffer => Buffer.from(hash, 'hex');

/** Keeps a picture with its report, and gives the hash by which the report names it. The same one sent twice is kept once. */
export async function keepPicture(database: Database, { authorityId, accountId }: Viewer, report: number, picture: Omit<KeptPicture, 'hash'>, at: Date): Promise<string> {
  return database.transaction().execute(async (transaction) => {
    const hash = createHash('sha256').update(picture.content).digest();
    const kept = await transaction.insertInto('report_picture').values({ authority_id: authorityId, report, picture: hash, kind: picture.kind, content: picture.content, added_by: accountId, added_at: at }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
    if (kept.numInsertedOrUpdatedRows !== 0n) await audit(transaction, authorityId, at, { what: 'recorded', accountId, detail: { act: 'report picture kept', report } });
    return hash.toString('hex');
  });
}

/** Which of some pictures are kept, by their hashes. */
export async function picturesHeld(database: Database, authorityId: number, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await database.selectFrom('report_picture').select('picture').where('authority_id', '=', authorityId).where('picture', 'in', hashes.map(bytesOf)).execute();
  return new Set(rows.map(({ picture }) => picture.toString('hex')));
}

/** Some pictures with what they show, by their hashes. */
export async function picturesNamed(database: Database, authorityId: number, hashes: readonly string[]): Promise<ReadonlyMap<string, KeptPicture>> {
  if (hashes.length === 0) return new Map();
  const rows = await database.selectFrom('report_picture').distinctOn('picture').select(['picture', 'kind', 'content']).where('authority_id', '=', authorityId).where('picture', 'in', hashes.map(bytesOf)).execute();
  return new Map(rows.map(({ picture, kind, content }) => [picture.toString('hex'), { hash: picture.toString('hex'), kind, content }]));
}

/** Deletes a picture with all its uses in earlier versions of the report. False where a publication has it: it is kept with that. */
export async function deletePicture(database: Database, { authorityId, accountId }: Viewer, report: number, hash: string, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    // Whoever publishes the report at this moment has it first.
    await transaction.selectFrom('report').select('report').where('authority_id', '=', authorityId).where('report', '=', report).forUpdate().executeTakeFirst();
    const published = await transaction.selectFrom('publication').select('publication').where('authority_id', '=', authorityId).where('report', '=', report).where(sql<boolean>`position(${hash} in layout::text) > 0`).limit(1).executeTakeFirst();
    if (published !== undefined) return false;
    const gone = await transaction.deleteFrom('report_picture').where('authority_id', '=', authorityId).where('report', '=', report).where('picture', '=', bytesOf(hash)).executeTakeFirst();
    if (gone.numDeletedRows > 0n) await audit(transaction, authorityId, at, { what: 'recorded', accountId, detail: { act: 'report picture deleted', report } });
    return true;
  });
}

/** Published pictures that are not there, and pictures that are not what was kept; each fault is a sentence. */
export async function pictureFaults(database: Database, authorityId: number): Promise<string[]> {
  const { rows } = await sql<{ publication: number; is_there: boolean }>`-- Is every picture that was published kept as it was?
select publication.publication, bool_or(kept.content is not null) as is_there
from publication
cross join lateral jsonb_path_query(publication.layout, '$.sections[*].blocks[*] ? (@.kind == "picture").picture.hash') as named(hash)
left join report_picture as kept on kept.authority_id = publication.authority_id and kept.report = publication.report
  and kept.picture = decode(named.hash #>> '{}', 'hex') and sha256(kept.content) = kept.picture
where publication.authority_id = ${authorityId}::int
group by publication.publication, named.hash
order by publication.publication`.execute(database);
  return rows.filter((row) => !row.is_there).map(({ publication }) => `A picture of publication P${publication} is missing, or is not what was published.`);
}
