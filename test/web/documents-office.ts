import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { day } from '../../src/domain/day.ts';
import { viewerKey, type ViewerRole } from '../../src/domain/viewer.ts';
import { findSession } from '../../src/store/accounts.ts';
import { type Authority, authorityNamed, saveAuthority } from '../../src/store/authorities.ts';
import { append, loadEvents } from '../../src/store/case-history.ts';
import type { ScannerPlace } from '../../src/store/document-content/clamd.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import type { RecordedEvent } from '../../src/store/recorded-event.ts';
import type { Store } from '../../src/store/store.ts';
import { makeApp } from '../../src/web/app.ts';
import { withTestDatabase } from '../database.ts';
import { addSomebody, type Somebody, Visitor } from './signed-in.ts';

/** Friday 20 November 2026, ten in the morning. */
export const now = new Date('2026-11-20T10:00:00Z');
export const clock = () => now;
export const REF = 'AM26-700';

export type Upload = { readonly name: string; readonly content: Buffer };

export type DocumentsOffice = {
  readonly store: Store; readonly app: FastifyInstance; readonly authority: Authority; readonly caseId: number; readonly keyFile: string;
  readonly people: Readonly<Record<'officer' | 'manager' | 'auditor' | 'responding' | 'investigator' | 'advocate' | 'outsider', Visitor>>;
  readonly accounts: ReadonlyMap<string, Somebody>;
  history(): Promise<readonly RecordedEvent[]>;
  /** Everything of the documents that the database holds, as bytes one after another. */
  held(): Promise<Buffer>;
};

const somebodies = {
  officer: ['complaints_officer'], manager: ['complaints_manager'], auditor: ['auditor'], responding: ['responding_manager'], investigator: ['investigating_officer'], advocate: ['advocate'], outsider: ['advocate'],
} as const satisfies Readonly<Record<string, readonly ViewerRole[]>>;

/** A council with one case at stage 2, of which a responding manager, an investigating officer and an advocate are a part; the key file lies in a folder of its own. */
export async function withDocuments(run: (office: DocumentsOffice) => Promise<void>, options: { readonly clamav?: ScannerPlace } = {}): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'candour-test-key-'));
  const keyFile = join(folder, 'document-key');
  try {
    await withTestDatabase(async (bare) => {
      const store: Store = { ...bare, keyFile: { path: keyFile, ours: true } };
      const { db } = store;
      await db.transaction().execute((transaction) => saveAuthority(transaction, { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} }));
      const authority = await authorityNamed(db, 'Ashmere');
      const { authorityId } = authority;
      const accounts = new Map<string, Somebody>();
      for (const [name, roles] of Object.entries(somebodies)) accounts.set(name, await addSomebody(db, authorityId, `Somebody ${name}`, roles));
      const keyOf = (name: keyof typeof somebodies) => viewerKey(accounts.get(name)!.accountId);
      const { caseId } = await append(db, authorityId, { kind: 'representation', ref: REF }, 0, [
        { type: 'RepresentationReceived', on: day('2026-11-02'), ref: REF, summary: 'The taxi to school' }, { type: 'HandlingDecided', on: day('2026-11-02'), handledAs: 'statutory' },
        { type: 'Stage1Allocated', on: day('2026-11-03'), respondingManager: keyOf('responding') }, { type: 'AdvocateAppointed', on: day('2026-11-03'), advocate: keyOf('advocate') },
        { type: 'ConsentGiven', on: day('2026-11-03'), consent: 1, to: 'advocate', person: keyOf('advocate'), by: 'child', how: 'orally', covers: ['case'] },
        { type: 'Stage2Requested', on: day('2026-11-10') }, { type: 'Stage2Accepted', on: day('2026-11-10') }, { type: 'InvestigatingOfficerAppointed', on: day('2026-11-11'), officer: keyOf('investigator') },
      ], { by: 'U999', at: now }, projectionContextOf(authority));
      const app = makeApp(store, { clock, ...options });
      try {
        const people = Object.fromEntries(Object.keys(somebodies).map((name) => [name, new Visitor(app, db, clock)])) as DocumentsOffice['people'];
        for (const [name, visitor] of Object.entries(people)) await visitor.signIn(accounts.get(name)!.email);
        await run({
          store, app, authority, caseId, keyFile, people, accounts,
          async history() { return (await loadEvents(db, authorityId, [caseId])).get(caseId) ?? []; },
          async held() {
            const [chunks, rows, keys] = await Promise.all([db.selectFrom('document_chunk').selectAll().execute(), db.selectFrom('document').selectAll().execute(), db.selectFrom('case_key').selectAll().execute()]);
            return Buffer.concat([...chunks.map((row) => row.sealed), ...rows.map((row) => row.details ?? Buffer.alloc(0)), ...keys.map((row) => row.sealed), Buffer.from(JSON.stringify([rows, await db.selectFrom('event').selectAll().execute()]))]);
          },
        });
      } finally {
        await app.close();
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A form with files as a browser sends it: its fields in order, the files last. */
export function multipart(fields: Readonly<Record<string, string>>, files: readonly Upload[]): { readonly payload: Buffer; readonly headers: Record<string, string> } {
  const boundary = '----candour-test';
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  for (const { name, content } of files) parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`), content, Buffer.from('\r\n'));
  return { payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

/** Adds files to the case as somebody; `fields` come before the usual ones, an undefined one takes it away. */
export async function upload(visitor: Visitor, files: readonly Upload[], fields: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}, ref = REF) {
  const session = visitor.cookie === undefined ? undefined : await findSession(visitor.database, visitor.cookie, now);
  const form = multipart({ formToken: session?.formToken ?? '', form: randomUUID(), kind: 'evidence', description: '', ...fields }, files);
  return visitor.sendAsItIs(`/cases/${ref}/documents/add`, form.payload, { ...form.headers, ...headers });
}
