import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { documentKindNames, documentKinds, mayAddDocuments, mayMarkForStaff, mediaTypes, MOST_FILES } from '../../../domain/documents.ts';
import { PlainError } from '../../../domain/plain-error.ts';
import { audit } from '../../../store/audit.ts';
import type { CaseKeys } from '../../../store/case-keys.ts';
import type { ScannerPlace } from '../../../store/document-content/clamd.ts';
import { addDocuments as keepDocuments, type CheckedFile, contentOf, documentsFor, largestDocument, markDocument, removeDocument, takesPartIn } from '../../../store/documents.ts';
import { outcomeOf } from '../../../store/sent-forms.ts';
import type { Store } from '../../../store/store.ts';
import { documentsHref, sizeInWords } from '../../documents-of-case.ts';
import { chrome } from '../../guard.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { type Clock, sendPage, todayBy } from '../../request-context.ts';
import { dropUpload, isBrokenForm } from '../../uploads.ts';
import { renderPage } from '../../views.ts';
import { type CaseAsked, caseAsked, documentAsked } from './case-asked.ts';
import { addDocumentSettings } from './settings-routes.ts';
import { acceptedFiles, refusedInWords, takeIn, type TakenIn } from './take-in.ts';

type OfCase = { Params: { ref: string }; Querystring: Record<string, unknown> };
type OfDocument = { Params: { ref: string; document: string } };
type Typed = { readonly kind: string; readonly description: string; readonly staffOnly: boolean };
type FieldError = { readonly text: string; readonly href: string };

const LONGEST_DESCRIPTION = 200;
const LONGEST_REASON = 500;
const addForm = z.object({ form: z.uuid(), kind: z.enum(documentKinds), description: z.string().max(LONGEST_DESCRIPTION) });
const removeForm = z.object({ form: z.uuid(), reason: z.string() });
const markForm = removeForm.extend({ staffOnly: z.enum(['yes', 'no']) });
const nothingTyped: Typed = { kind: '', description: '', staffOnly: false };
const showProgress = readFileSync(new URL('../../assets/show-upload.js', import.meta.url), 'utf8');
/** What is downloaded is shown by nobody: neither run, nor framed, nor guessed to be something else. */
const DOWNLOAD_POLICY = "default-src 'none'; sandbox";

/** The documents of a case: added, downloaded and removed. */
export function addDocuments(app: FastifyInstance, store: Store, clock: Clock, { keys, clamav }: { readonly keys: CaseKeys; readonly clamav?: ScannerPlace }): void {
  const { db } = store;

  app.get('/assets/show-upload.js', { config: { allow: 'anybody' } }, async (_request, reply) => reply.header('cache-control', 'public, max-age=300').type('text/javascript; charset=utf-8').send(showProgress));

  app.get<OfCase>('/cases/:ref/documents/add', { config: { allow: 'signed in' } }, async (request, reply) => {
    const asked = await mayAdd(request, reply);
    if (asked === undefined) return reply;
    const why = await inPlainWords(() => keys.prepare(db, asked.viewer.authorityId));
    return why === undefined ? showAdd(request, reply, asked, nothingTyped, []) : cannotKeep(request, reply, asked.seen.ref, why);
  });

  app.post<OfCase>('/cases/:ref/documents/add', { config: { allow: 'signed in', takesFiles: true } }, async (request, reply) => {
    const asked = await mayAdd(request, reply);
    const parts = request.laterParts;
    if (asked === undefined || parts === null) {
      if (parts !== null) dropUpload(request);
      return asked === undefined ? reply : notOurs(request, reply, asked.seen.ref);
    }
    const { viewer, seen } = asked;
    const { authorityId } = viewer;
    const { caseId, ref } = seen;
    let key: Buffer;
    try {
      key = await keys.keyToAddWith(db, authorityId, caseId);
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      dropUpload(request);
      return cannotKeep(request, reply, ref, error.message);
    }
    const largest = await largestDocument(db, authorityId);
    const files: CheckedFile[] = [];
    try {
      const taken = await takeIn(parts, { key, authorityId, caseId, largestBytes: largest.bytes, ...(clamav === undefined ? {} : { clamav }) }, files);
      const { typed, form, description, kind, errors } = read(taken, largest.megabytes);
      if (form === undefined) return await notOurs(request, reply, ref);
      for (const { because } of taken.refused) await audit(db, authorityId, clock(), { what: 'refused', accountId: viewer.accountId, caseId, detail: { act: 'add documents', because } });
      if (errors.length > 0 || kind === undefined) {
        // A second click on what was kept already is told so, whatever it brings.
        if (await outcomeOf(db, authorityId, form, viewer.accountId) !== undefined) return await added(request, reply, ref);
        return await showAdd(request, reply, asked, typed, errors, form);
      }
      const staffOnly = typed.staffOnly && mayMarkForStaff(viewer);
      const kept = await keepDocuments(db, keys, viewer, { caseId, ref }, form, key, files, { kind, staffOnly, ...(description === '' ? {} : { description }) }, todayBy(clock), clock());
      return kept.is === 'gone' ? reply.callNotFound() : await added(request, reply, ref);
    } catch (error) {
      if (!isBrokenForm(error)) throw error;
      dropUpload(request);
      return await notOurs(request, reply, ref);
    } finally {
      for (const { file } of files) await file.discard();
    }
  });

  app.get<OfDocument>('/cases/:ref/documents/:document', { config: { allow: 'signed in' } }, async (request, reply) => {
    const asked = await documentAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, document } = asked;
    let content: AsyncGenerator<Buffer>;
    try {
      content = await contentOf(db, keys, viewer.authorityId, seen.caseId, document.document);
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      return sendPage(reply, renderPage('error.njk', { title: 'This document cannot be opened', chrome: chrome(request), paragraphs: [error.message], backTo: backToCase(seen.ref) }), 500);
    }
    await audit(db, viewer.authorityId, clock(), { what: 'exported', accountId: viewer.accountId, caseId: seen.caseId, detail: { document: document.document } });
    const name = `${seen.ref.replaceAll(/[^A-Za-z0-9-]+/gu, '-')}-document-${document.document}.${mediaTypes[document.mediaType].endings[0]}`;
    return reply.type(document.mediaType).header('content-length', document.bytes).header('content-disposition', `attachment; filename="${name}"`)
      .header('content-security-policy', DOWNLOAD_POLICY).header('cross-origin-resource-policy', 'same-origin').send(Readable.from(content, { objectMode: false }));
  });

  app.get<OfDocument>('/cases/:ref/documents/:document/remove', { config: { allow: 'recordCases' } }, async (request, reply) => showRemove(request, reply, randomUUID(), ''));

  app.post<OfDocument>('/cases/:ref/documents/:document/remove', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const asked = await caseAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen } = asked;
    const form = removeForm.safeParse(request.body);
    if (!form.success) return notOurs(request, reply, seen.ref);
    const done = `${caseHref(seen.ref)}?done=documentRemoved#documents`;
    // What was removed is not found any more: a second click is answered like the first.
    if (await outcomeOf(db, viewer.authorityId, form.data.form, viewer.accountId) !== undefined) return reply.redirect(done, 303);
    const reason = form.data.reason.replaceAll('\0', '').trim();
    const error = reason === '' ? 'Enter why the document is removed' : reason.length > LONGEST_REASON ? `Reason must be ${LONGEST_REASON} characters or fewer` : undefined;
    if (error !== undefined) return showRemove(request, reply, form.data.form, reason, error);
    const found = await documentAsked(db, clock, request, reply);
    if (found === undefined) return reply;
    const removed = await removeDocument(db, viewer, { caseId: seen.caseId, ref: seen.ref }, found.document.document, form.data.form, reason, todayBy(clock), clock());
    return removed === 'not kept' ? reply.callNotFound() : reply.redirect(done, 303);
  });

  app.get<OfDocument>('/cases/:ref/documents/:document/mark', { config: { allow: 'recordCases' } }, async (request, reply) => showMark(request, reply, randomUUID(), ''));

  app.post<OfDocument>('/cases/:ref/documents/:document/mark', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const asked = await documentAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, document } = asked;
    const form = markForm.safeParse(request.body);
    if (!form.success) return notOurs(request, reply, seen.ref);
    const reason = form.data.reason.replaceAll('\0', '').trim();
    const error = reason === '' ? 'Enter why who sees the document is changed' : reason.length > LONGEST_REASON ? `Reason must be ${LONGEST_REASON} characters or fewer` : undefined;
    if (error !== undefined) return showMark(request, reply, form.data.form, reason, error);
    const marked = await markDocument(db, viewer, { caseId: seen.caseId, ref: seen.ref }, document.document, form.data.staffOnly === 'yes', form.data.form, reason, todayBy(clock), clock());
    return marked === 'not kept' ? reply.callNotFound() : reply.redirect(`${caseHref(seen.ref)}?done=documentMarked#documents`, 303);
  });

  addDocumentSettings(app, store, clock, clamav !== undefined);

  async function mayAdd(request: FastifyRequest<OfCase>, reply: FastifyReply): Promise<CaseAsked | undefined> {
    const asked = await caseAsked(db, clock, request, reply);
    if (asked === undefined) return undefined;
    const { viewer, seen } = asked;
    if (mayAddDocuments(viewer, await takesPartIn(db, viewer, seen.caseId, todayBy(clock)))) return asked;
    await audit(db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, caseId: seen.caseId, detail: { act: 'add documents', why: 'role' } });
    sendPage(reply, renderPage('error.njk', { title: 'You cannot add documents to this case', chrome: chrome(request), paragraphs: ['The complaints team adds them, and whoever takes part in the case.'], backTo: backToCase(seen.ref) }), 403);
    return undefined;
  }

  function read({ fields, files, refused, tooMany }: TakenIn, megabytes: number) {
    const field = (name: string) => (fields.get(name) ?? '').replaceAll('\0', '').trim();
    const typed: Typed = { kind: field('kind'), description: field('description').replaceAll(/\s+/gu, ' '), staffOnly: field('staffOnly') === 'yes' };
    const form = addForm.shape.form.safeParse(field('form'));
    const kind = addForm.shape.kind.safeParse(typed.kind);
    const errors: FieldError[] = [
      ...(tooMany ? [{ text: `You can add up to ${MOST_FILES} files at a time. Add the others afterwards`, href: '#files' }] : []),
      ...refused.map((one) => ({ text: refusedInWords(one, megabytes), href: '#files' })),
      ...(files.length === 0 && refused.length === 0 && !tooMany ? [{ text: 'Choose one or more files', href: '#files' }] : []),
      ...(kind.success ? [] : [{ text: 'Select what the documents are', href: '#kind' }]),
      ...(addForm.shape.description.safeParse(typed.description).success ? [] : [{ text: `Description must be ${LONGEST_DESCRIPTION} characters or fewer`, href: '#description' }]),
    ];
    return { typed, description: typed.description, errors, ...(form.success ? { form: form.data } : {}), ...(kind.success ? { kind: kind.data } : {}) };
  }

  /** Everything on record already is said by the page of the case. A script that showed how far it is gets the address to go to. */
  async function added(request: FastifyRequest, reply: FastifyReply, ref: string): Promise<FastifyReply> {
    const goTo = `${caseHref(ref)}?done=documentsAdded#documents`;
    return request.headers['x-candour-upload'] === undefined ? reply.redirect(goTo, 303) : reply.send({ goTo });
  }

  async function showAdd(request: FastifyRequest, reply: FastifyReply, { viewer, seen }: CaseAsked, typed: Typed, errors: readonly FieldError[], form: string = randomUUID()): Promise<FastifyReply> {
    const { megabytes } = await largestDocument(db, viewer.authorityId);
    const errorOf = (field: string) => errors.filter((error) => error.href === `#${field}`).map((error) => error.text);
    return sendPage(reply, renderPage('features/documents/add.njk', {
      title: 'Add documents', chrome: chrome(request), backTo: backToCase(seen.ref), ref: seen.ref, action: `${documentsHref(seen.ref)}/add`, form, errors, ...typed, megabytes, mostFiles: MOST_FILES, accept: acceptedFiles,
      mayMark: mayMarkForStaff(viewer), scanned: clamav !== undefined, kinds: documentKinds.map((value) => ({ value, text: documentKindNames[value] })),
      filesErrors: errorOf('files'), kindError: errorOf('kind')[0], descriptionError: errorOf('description')[0],
    }), errors.length === 0 ? 200 : 400);
  }

  async function showRemove(request: FastifyRequest<OfDocument>, reply: FastifyReply, form: string, reason: string, error?: string): Promise<FastifyReply> {
    const asked = await documentAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, document } = asked;
    const { documents } = await documentsFor(db, keys, viewer, seen.caseId);
    const name = documents.find((one) => one.document === document.document)?.details?.name ?? `Document ${document.document}`;
    return sendPage(reply, renderPage('features/documents/remove.njk', {
      title: `Remove document ${document.document}`, chrome: chrome(request), backTo: backToCase(seen.ref), ref: seen.ref, action: `${documentsHref(seen.ref, document.document)}/remove`, form, reason, error,
      errors: error === undefined ? [] : [{ text: error, href: '#reason' }],
      facts: [{ key: 'File', value: name }, { key: 'Kind', value: documentKindNames[document.kind] }, { key: 'Added', value: instantInWords(document.addedAt) }, { key: 'Size', value: sizeInWords(document.bytes) }],
    }), error === undefined ? 200 : 400);
  }

  async function showMark(request: FastifyRequest<OfDocument>, reply: FastifyReply, form: string, reason: string, error?: string): Promise<FastifyReply> {
    const asked = await documentAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, document } = asked;
    const { documents } = await documentsFor(db, keys, viewer, seen.caseId);
    const name = documents.find((one) => one.document === document.document)?.details?.name ?? `Document ${document.document}`;
    return sendPage(reply, renderPage('features/documents/mark.njk', {
      title: `Change who sees document ${document.document}`, chrome: chrome(request), backTo: backToCase(seen.ref), ref: seen.ref, action: `${documentsHref(seen.ref, document.document)}/mark`, form, reason, error,
      errors: error === undefined ? [] : [{ text: error, href: '#reason' }], wanted: document.staffOnly ? 'no' : 'yes', submit: document.staffOnly ? 'Open it to those who take part' : 'Make it for staff only',
      what: document.staffOnly ? 'It is for the council’s staff only. Opened, the case’s advocate, investigating officer, independent person and panel members see it too and may download it.'
        : 'Everybody who takes part in the case sees it. For staff only, advocates, investigating officers, independent persons and panel members do not see it any more, or that it was there. What they downloaded before stays with them.',
      facts: [{ key: 'File', value: name }, { key: 'Kind', value: documentKindNames[document.kind] }, { key: 'Added', value: instantInWords(document.addedAt) }],
    }), error === undefined ? 200 : 400);
  }

  function cannotKeep(request: FastifyRequest, reply: FastifyReply, ref: string, why: string): FastifyReply {
    return sendPage(reply, renderPage('error.njk', { title: 'Documents cannot be added now', chrome: chrome(request), paragraphs: [why, 'Tell whoever looks after Candour.'], backTo: backToCase(ref) }), 503);
  }

  async function notOurs(request: FastifyRequest, reply: FastifyReply, ref: string): Promise<FastifyReply> {
    return sendPage(reply, renderPage('error.njk', { title: 'This form cannot be used', chrome: chrome(request), paragraphs: ['It did not come from one of Candour’s pages. Nothing was recorded.'], backTo: backToCase(ref) }), 400);
  }
}

async function inPlainWords(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof PlainError) return error.message;
    throw error;
  }
}

function caseHref(ref: string): string {
  return `/cases/${encodeURIComponent(ref)}`;
}

function backToCase(ref: string): { readonly text: string; readonly href: string } {
  return { text: `Case ${ref}`, href: caseHref(ref) };
}
