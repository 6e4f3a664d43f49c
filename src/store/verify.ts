import { allAuthorities } from './authorities.ts';
import { chainedHash } from './chain.ts';
import type { Database } from './database.ts';
import { verifyPublications } from './publications.ts';
import { verifyDocuments } from './verify-documents.ts';
import { fieldsWithProof, textMatchesProof } from './identifying-text.ts';

export type VerifiedAuthority = {
  readonly authority: string; readonly events: number; readonly erasedTexts: number; readonly publications: number;
  /** The end of the chain, to be kept elsewhere: as long as it comes up again, nothing before it was changed or taken away. */
  readonly head: string;
  /** Each a sentence; empty where the chain holds. */
  readonly faults: readonly string[];
};

const EVENTS_A_BATCH = 5000;

/** Goes along every authority's chain of events and tells whether any was changed, taken away or put in, or a kept text, a document or a publication altered or taken away. */
export async function verify(database: Database, onProgress?: (done: number, of: number) => void): Promise<VerifiedAuthority[]> {
  const { count } = await database.selectFrom('event').select((expression) => expression.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const verified: VerifiedAuthority[] = [];
  let done = 0;
  for (const { authorityId, authority } of await allAuthorities(database)) {
    const chain = await database.selectFrom('chain').selectAll().where('authority_id', '=', authorityId).executeTakeFirstOrThrow();
    const faults: string[] = [];
    const versions = new Map<number, number>();
    let hash: Buffer = Buffer.alloc(0);
    let position = 0;
    let erasedTexts = 0;
    for (;;) {
      const rows = await database.selectFrom('event').selectAll().where('authority_id', '=', authorityId).where('position', '>', position).orderBy('position').limit(EVENTS_A_BATCH).execute();
      if (rows.length === 0) break;
      const texts = new Map<string, { field: string; salt: Buffer | null; text: string | null }[]>();
      const kept = await database.selectFrom('identifying_text').innerJoin('event', (join) => join
        .onRef('event.authority_id', '=', 'identifying_text.authority_id').onRef('event.case_id', '=', 'identifying_text.case_id').onRef('event.version', '=', 'identifying_text.version'))
        .select(['event.position', 'field', 'salt', 'text']).where('event.authority_id', '=', authorityId)
        .where('event.position', '>=', rows[0]!.position).where('event.position', '<=', rows.at(-1)!.position).execute();
      for (const text of kept) {
        const key = String(text.position);
        texts.set(key, [...(texts.get(key) ?? []), text]);
      }
      for (const row of rows) {
        const where = `event ${row.position} (case ${row.case_id}, version ${row.version})`;
        if (row.position !== position + 1) faults.push(`Between events ${position} and ${row.position}, ${row.position - position - 1} are missing.`);
        if (row.version !== (versions.get(row.case_id) ?? 0) + 1) faults.push(`${where} does not follow version ${versions.get(row.case_id) ?? 0} of its case.`);
        versions.set(row.case_id, row.version);
        hash = chainedHash(hash, {
          caseId: row.case_id, version: row.version, type: row.type, happenedOn: row.happened_on, knownOn: row.known_on,
          recordedAt: row.recorded_at, recordedBy: row.recorded_by, source: row.source, body: row.body,
        });
        if (!hash.equals(row.hash)) {
          faults.push(`${where} is not what was recorded: its hash does not follow from the one before it.`);
          hash = row.hash;
        }
        const keptTexts = texts.get(String(row.position)) ?? [];
        for (const field of fieldsWithProof(row.body)) {
          if (!keptTexts.some((text) => text.field === field)) faults.push(`The text kept for '${field}' of ${where} was taken away, and not erased by Candour.`);
        }
        for (const text of keptTexts) {
          if (text.text === null) erasedTexts += 1;
          if (!textMatchesProof(row.body, text)) faults.push(`The text kept for '${text.field}' of ${where} is not the one that was recorded.`);
        }
        position = row.position;
      }
      done += rows.length;
      onProgress?.(done, count);
    }
    const stray = await database.selectFrom('identifying_text as kept').select(['kept.case_id', 'kept.version', 'kept.field']).where('kept.authority_id', '=', authorityId)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('event').select('event.version').where('event.authority_id', '=', authorityId)
        .whereRef('event.case_id', '=', 'kept.case_id').whereRef('event.version', '=', 'kept.version')))).limit(1).executeTakeFirst();
    if (stray !== undefined) faults.push(`A text is kept for '${stray.field}' of case ${stray.case_id}, version ${stray.version}, and no such event is on record.`);
    faults.push(...await verifyDocuments(database, authorityId));
    const published = await verifyPublications(database, authorityId);
    faults.push(...published.faults);
    if (position !== chain.position) faults.push(`The chain should end at event ${chain.position} and ends at ${position}.`);
    else if (!hash.equals(chain.hash)) faults.push('The end of the chain is not the one that was recorded.');
    verified.push({ authority, events: position, erasedTexts, publications: published.publications, head: hash.toString('hex'), faults });
  }
  return verified;
}
