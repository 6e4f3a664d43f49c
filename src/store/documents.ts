import { type Selectable, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { documentKinds, type DocumentKind, isMediaType, maySeeDocument, type MediaType, USUAL_LARGEST_MEGABYTES } from '../domain/documents.ts';
import type { CaseEvent } from '../domain/events.ts';
import { PlainError } from '../domain/plain-error.ts';
import type { Viewer } from '../domain/viewer.ts';
import { maySeeCase } from './access.ts';
import { audit } from './audit.ts';
import { append, lockChain } from './case-history.ts';
import { authorityOf } from './case-for-viewer.ts';
import type { CaseKeys } from './case-keys.ts';
import type { Database } from './database.ts';
import { BrokenSealError, seal, unseal } from './document-content/sealed.ts';
import { chunkAbout, type SpooledFile } from './document-content/spooled-file.ts';
import { projectionContextOf } from './projection-context.ts';
import { formSentBefore, keepOutcome } from './sent-forms.ts';
import type { DocumentTable } from './tables.ts';

/** What is kept of a file encrypted: what it is called, what somebody said of it, and its sha256 in hexadecimal digits. */
type Details = { readonly name: string; readonly description?: string; readonly sha256: string };

/** A document of a case. `details`: undefined once it was removed or erased, and where they cannot be read for want of the key. */
export type CaseDocument = {
  readonly document: number; readonly kind: DocumentKind; readonly staffOnly: boolean; readonly mediaType: MediaType; readonly bytes: number; readonly scan: 'clean' | 'not scanned';
  readonly addedBy: number; readonly addedAt: Date; readonly details?: Details; readonly state: 'kept' | 'removed' | 'erased'; readonly removed?: { readonly by: number; readonly at: Date };
};
/** `unreadable`: why the names cannot be shown, in a sentence. */
export type CaseDocuments = { readonly documents: readonly CaseDocument[]; readonly unreadable?: string };

function aboutDetails(authorityId: number, caseId: number, document: number, content: string): string {
  return `document ${authorityId}/${caseId}/${document}/${content}`;
}

function documentOf(row: Selectable<DocumentTable>, key: Buffer | undefined): CaseDocument {
  if (!isMediaType(row.media_type)) throw new Error(`document ${row.document} of case ${row.case_id} is of an unknown kind`);
  const details = row.details === null || key === undefined ? undefined : (JSON.parse(unseal(key, aboutDetails(row.authority_id, row.case_id, row.document, row.content), row.details).toString('utf8')) as Details);
  return {
    document: row.document, kind: documentKinds.find((kind) => kind === row.kind) ?? 'other', staffOnly: row.staff_only, mediaType: row.media_type, bytes: row.bytes, scan: row.scan, addedBy: row.added_by, addedAt: row.added_at,
    ...(details === undefined ? {} : { details }), state: row.removed_at !== null ? 'removed' : row.details === null ? 'erased' : 'kept',
    ...(row.removed_by === null || row.removed_at === null ? {} : { removed: { by: row.removed_by, at: row.removed_at } }),
  };
}

/** The documents of a case that somebody sees, those of them that they may see, in the order in which they were added. */
export async function documentsFor(database: Database, keys: CaseKeys, viewer: Viewer, caseId: number): Promise<CaseDocuments> {
  const rows = (await database.selectFrom('document').selectAll().where('authority_id', '=', viewer.authorityId).where('case_id', '=', caseId).orderBy('document').execute())
    .filter((row) => maySeeDocument(viewer, { staffOnly: row.staff_only }));
  if (!rows.some((row) => row.details !== null)) return { documents: rows.map((row) => documentOf(row, undefined)) };
  try {
    const key = await keys.keyOf(database, viewer.authorityId, caseId);
    return { documents: rows.map((row) => documentOf(row, key)) };
  } catch (error) {
    const unreadable = error instanceof PlainError ? error.message : error instanceof BrokenSealError ? CHANGED : undefined;
    if (unreadable === undefined) throw error;
    return { documents: rows.map((row) => documentOf(row, undefined)), unreadable };
  }
}

const CHANGED = 'What is kept of a document is not what was added: somebody has changed the database, or it is damaged. Put it back from a copy.';

export type CheckedFile = { readonly file: SpooledFile; readonly name: string; readonly mediaType: MediaType; readonly scan: 'clean' | 'not scanned' };
export type AboutDocuments = { readonly kind: DocumentKind; readonly description?: string; readonly staffOnly: boolean };
export type DocumentsAdded = { readonly is: 'added'; readonly documents: readonly number[] } | { readonly is: 'sent before' } | { readonly is: 'gone' };

/** The case was hidden or erased while its files came in. */
class CaseGoneError extends Error {
  override name = 'CaseGoneError';
}

/**
 * Puts checked files on a case, all or none, once for each form: their encrypted content, their rows and an event each, in one transaction.
 * `key` is the key that they were spooled with; `gone` where the viewer no longer sees the case, or it was erased meanwhile.
 */
export async function addDocuments(
  database: Database, keys: CaseKeys, viewer: Viewer, about: { readonly caseId: number; readonly ref: string }, form: string, key: Buffer, files: readonly CheckedFile[], said: AboutDocuments, today: Day, at: Date,
): Promise<DocumentsAdded> {
  const { authorityId, accountId } = viewer;
  const { caseId, ref } = about;
  try {
    return await database.transaction().execute(async (transaction): Promise<DocumentsAdded> => {
      if (await formSentBefore(transaction, authorityId, form, accountId) !== undefined) return { is: 'sent before' };
      // Before the log is locked, so that others record meanwhile.
      for (const { file } of files) {
        for (let chunk = 0; chunk < file.chunks; chunk += 1) {
          await transaction.insertInto('document_chunk').values({ authority_id: authorityId, case_id: caseId, content: file.content, chunk, sealed: await file.sealedChunk(chunk) }).execute();
        }
      }
      await lockChain(transaction, authorityId);
      const keyNow = await keys.keyOf(transaction, authorityId, caseId);
      if (keyNow === undefined || !keyNow.equals(key) || !(await maySeeCase(transaction, viewer, caseId, today, at))) throw new CaseGoneError('no case to add documents to');
      const { last } = await transaction.selectFrom('document').select((select) => select.fn.max<number | null>('document').as('last')).where('authority_id', '=', authorityId).where('case_id', '=', caseId).executeTakeFirstOrThrow();
      const numbered = files.map((one, index) => ({ ...one, document: (last ?? 0) + index + 1 }));
      for (const { document, file, name, mediaType, scan } of numbered) {
        const details: Details = { name, sha256: file.sha256, ...(said.description === undefined ? {} : { description: said.description }) };
        await transaction.insertInto('document').values({
          authority_id: authorityId, case_id: caseId, document, kind: said.kind, staff_only: said.staffOnly, media_type: mediaType, bytes: file.bytes, content: file.content, scan, added_by: accountId, added_at: at,
          details: seal(key, aboutDetails(authorityId, caseId, document, file.content), Buffer.from(JSON.stringify(details))),
        }).execute();
      }
      await record(transaction, viewer, about, numbered.map(({ document }) => ({ type: 'DocumentAdded', on: today, document, documentKind: said.kind, ...(said.staffOnly ? { staffOnly: true } : {}) })), at);
      const documents = numbered.map(({ document }) => document);
      await audit(transaction, authorityId, at, { what: 'recorded', accountId, caseId, detail: { act: 'add documents', documents: documents.join(', ') } });
      await keepOutcome(transaction, authorityId, form, ref);
      return { is: 'added', documents };
    });
  } catch (error) {
    if (error instanceof CaseGoneError) return { is: 'gone' };
    throw error;
  }
}

/** Adds to the end of a case's history, wherever it stands: a document needs nobody to have seen what was recorded meanwhile. */
async function record(transaction: Database, viewer: Viewer, { caseId, ref }: { readonly caseId: number; readonly ref: string }, events: readonly CaseEvent[], at: Date): Promise<void> {
  const { version } = await transaction.selectFrom('event').select((select) => select.fn.max<number>('version').as('version')).where('authority_id', '=', viewer.authorityId).where('case_id', '=', caseId).executeTakeFirstOrThrow();
  await append(transaction, viewer.authorityId, { kind: 'representation', ref }, version, events, { by: viewer.key, at }, projectionContextOf(await authorityOf(transaction, viewer)));
}

/** A document that is kept, if the viewer may see it. The case they must see. */
export async function findDocument(database: Database, viewer: Viewer, caseId: number, document: number): Promise<CaseDocument | undefined> {
  const row = await database.selectFrom('document').selectAll().where('authority_id', '=', viewer.authorityId).where('case_id', '=', caseId).where('document', '=', document).executeTakeFirst();
  return row === undefined || !maySeeDocument(viewer, { staffOnly: row.staff_only }) ? undefined : documentOf(row, undefined);
}

/**
 * The content of a document that is kept, piece by piece. It is gone through to the end once before the first piece is given, so that what was changed
 * is told and not half given out. No more than one chunk stands in memory. @throws PlainError where it cannot be opened.
 */
export async function contentOf(database: Database, keys: CaseKeys, authorityId: number, caseId: number, document: number): Promise<AsyncGenerator<Buffer>> {
  const row = await database.selectFrom('document').select(['content', 'bytes']).where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('document', '=', document).executeTakeFirstOrThrow();
  const key = await keys.keyOf(database, authorityId, caseId);
  if (key === undefined) throw new PlainError(CHANGED);
  const about = { authorityId, caseId, content: row.content };
  const { chunks } = await database.selectFrom('document_chunk').select((select) => select.fn.countAll<number>().as('chunks')).where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('content', '=', row.content).executeTakeFirstOrThrow();
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const { sealed } = await database.selectFrom('document_chunk').select('sealed').where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('content', '=', row.content).where('chunk', '=', chunk).executeTakeFirstOrThrow();
      yield unseal(key, chunkAbout(about, chunk, chunk === chunks - 1), sealed);
    }
  };
  try {
    let bytes = 0;
    for await (const piece of pieces()) bytes += piece.length;
    if (bytes !== row.bytes) throw new BrokenSealError('not as long as it was');
  } catch (error) {
    if (error instanceof BrokenSealError) throw new PlainError(CHANGED, { cause: error });
    throw error;
  }
  return pieces();
}

/** A document that nobody changes meanwhile; undefined where it is not kept any more. */
async function keptToChange(transaction: Database, authorityId: number, caseId: number, document: number) {
  await lockChain(transaction, authorityId);
  const row = await transaction.selectFrom('document').selectAll().where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('document', '=', document).forUpdate().executeTakeFirst();
  const held = row === undefined ? undefined : documentOf(row, undefined);
  return row === undefined || held?.state !== 'kept' ? undefined : { ...held, content: row.content };
}

/** Drops what a document holds and is called; that it was there, when it was removed, by whom and why, stays. Once for each form. */
export async function removeDocument(
  database: Database, viewer: Viewer, about: { readonly caseId: number; readonly ref: string }, document: number, form: string, reason: string, today: Day, at: Date,
): Promise<'removed' | 'sent before' | 'not kept'> {
  const { authorityId, accountId } = viewer;
  return database.transaction().execute(async (transaction) => {
    if (await formSentBefore(transaction, authorityId, form, accountId) !== undefined) return 'sent before';
    const kept = await keptToChange(transaction, authorityId, about.caseId, document);
    if (kept === undefined) return 'not kept';
    await transaction.deleteFrom('document_chunk').where('authority_id', '=', authorityId).where('case_id', '=', about.caseId).where('content', '=', kept.content).execute();
    await transaction.updateTable('document').set({ details: null, removed_by: accountId, removed_at: at }).where('authority_id', '=', authorityId).where('case_id', '=', about.caseId).where('document', '=', document).execute();
    await record(transaction, viewer, about, [{ type: 'DocumentRemoved', on: today, document, documentKind: kept.kind, reason, ...(kept.staffOnly ? { staffOnly: true } : {}) }], at);
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, caseId: about.caseId, detail: { act: 'remove a document', document } });
    await keepOutcome(transaction, authorityId, form, about.ref);
    return 'removed';
  });
}

/** Changes whether a document is for the council's staff only, with a reason. Once for each form. */
export async function markDocument(
  database: Database, viewer: Viewer, about: { readonly caseId: number; readonly ref: string }, document: number, staffOnly: boolean, form: string, reason: string, today: Day, at: Date,
): Promise<'marked' | 'so already' | 'sent before' | 'not kept'> {
  const { authorityId, accountId } = viewer;
  return database.transaction().execute(async (transaction) => {
    if (await formSentBefore(transaction, authorityId, form, accountId) !== undefined) return 'sent before';
    const kept = await keptToChange(transaction, authorityId, about.caseId, document);
    if (kept === undefined) return 'not kept';
    if (kept.staffOnly === staffOnly) return 'so already';
    await transaction.updateTable('document').set({ staff_only: staffOnly }).where('authority_id', '=', authorityId).where('case_id', '=', about.caseId).where('document', '=', document).execute();
    await record(transaction, viewer, about, [{ type: 'DocumentMarked', on: today, document, documentKind: kept.kind, staffOnly, reason }], at);
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, caseId: about.caseId, detail: { act: 'change who sees a document', document, staffOnly } });
    await keepOutcome(transaction, authorityId, form, about.ref);
    return 'marked';
  });
}

/** Erases what the documents of a case hold and are called, and the key of the case. That there were any, of what kind and size, stays. Gives how many. */
export async function eraseDocuments(transaction: Database, authorityId: number, caseId: number): Promise<number> {
  await transaction.deleteFrom('document_chunk').where('authority_id', '=', authorityId).where('case_id', '=', caseId).execute();
  await transaction.deleteFrom('case_key').where('authority_id', '=', authorityId).where('case_id', '=', caseId).execute();
  const erased = await transaction.updateTable('document').set({ details: null }).where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('details', 'is not', null).executeTakeFirst();
  return Number(erased.numUpdatedRows);
}

/** How large a file of an authority's cases may be, in bytes. */
export async function largestDocument(database: Database, authorityId: number): Promise<{ readonly megabytes: number; readonly bytes: number }> {
  const row = await database.selectFrom('document_settings').select('largest_megabytes').where('authority_id', '=', authorityId).executeTakeFirst();
  const megabytes = row?.largest_megabytes ?? USUAL_LARGEST_MEGABYTES;
  return { megabytes, bytes: megabytes * 1_000_000 };
}

export async function saveLargestDocument(database: Database, viewer: Viewer, megabytes: number, at: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const values = { largest_megabytes: megabytes };
    await transaction.insertInto('document_settings').values({ authority_id: viewer.authorityId, ...values }).onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values)).execute();
    await audit(transaction, viewer.authorityId, at, { what: 'settings changed', accountId: viewer.accountId, detail: { settings: 'documents', megabytes } });
  });
}

/** Whether a part in the case is the viewer's, on a day. */
export async function takesPartIn(database: Database, viewer: Viewer, caseId: number, today: Day): Promise<boolean> {
  const { rows } = await sql<{ takes: boolean }>`
    select exists (
      select from case_party p
      where p.authority_id = ${viewer.authorityId} and p.case_id = ${caseId} and p.person = ${viewer.key} and p.role = any(${[...viewer.roles]}::text[])
        and (p.until_on is null or p.until_on >= ${today})
    ) as takes`.execute(database);
  return rows[0]?.takes === true;
}
