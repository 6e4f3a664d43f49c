import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { inWords } from '../../../domain/day.ts';
import { may } from '../../../domain/viewer.ts';
import { checkLetter, mayBeSent } from '../../../letters/check-letter.ts';
import { draftLetter } from '../../../letters/draft-letter.ts';
import { isLetterKind, kinds, letterKinds } from '../../../letters/kinds.ts';
import { usualWording } from '../../../letters/letter-facts.ts';
import { type LetterText, wordings } from '../../../letters/letter-text.ts';
import { accountNames } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { addLetter, approveLetter, discardLetter, lettersOf, sendLetter, type SeenLetter, waysOfSending, writeLetter } from '../../../store/letters.ts';
import type { Store } from '../../../store/store.ts';
import { dayFrom, fieldsOf, readFields } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { addLetterAdministration } from './administration-routes.ts';
import { caseAsked, factsFor, hrefOf, letterAsked, type LetterInCase } from './case-letters.ts';
import { readLetter } from './edit-form.ts';
import { type Editing, editPage, sendingNames, sentPage, stateNames } from './letter-page.ts';
import { mayApprove, maySee, maySend, mayWrite } from './who-writes.ts';

type OfCase = { Params: { ref: string }; Querystring: Record<string, unknown> };
type OfLetter = { Params: { ref: string; letter: string }; Querystring: Record<string, unknown> };

const newForm = z.object({ kind: z.string(), wording: z.enum(wordings), form: z.uuid() });
const versionForm = z.object({ version: z.coerce.number().int().min(1).max(1_000_000) });
const LIMIT = { bodyLimit: 1_048_576 };

/** What writes Word and PDF is large, and read only once somebody takes a letter out. */
async function printed(text: LetterText, format: 'pdf' | 'docx'): Promise<Buffer> {
  if (format === 'pdf') return (await import('../../../letters/exporters/pdf.ts')).pdfOf(text);
  return await (await import('../../../letters/exporters/docx.ts')).docxOf(text);
}

/** The letters of a case: listed, drafted, edited, checked, approved, kept as sent, and given out as Word and PDF. */
export function addLetters(app: FastifyInstance, store: Store, clock: Clock): void {
  const { db } = store;

  app.get<OfCase>('/cases/:ref/letters', { config: { allow: 'signed in' } }, async (request, reply) => {
    const asked = await caseAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, file } = asked;
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: seen.caseId, detail: { part: 'letters' } });
    const letters = (await lettersOf(db, viewer.authorityId, seen.caseId)).flatMap((kept) => {
      if (!isLetterKind(kept.kind) || !maySee(viewer, file, kept.kind, kept)) return [];
      return [{ number: kept.letter, name: kinds[kept.kind].name, href: hrefOf(seen.ref, kept.letter), state: stateNames[kept.state], sent: kept.state === 'sent' ? `${inWords(kept.sentOn)}, ${sendingNames[kept.sentHow].toLowerCase()}` : '' }];
    });
    const writable = letterKinds.filter((kind) => mayWrite(viewer, file, kind) && kinds[kind].needs(file) === undefined).map((kind) => ({ text: kinds[kind].name, href: `${hrefOf(seen.ref)}/new?kind=${kind}` }));
    return sendPage(reply, renderPage('features/letters/letters.njk', {
      title: `Letters of ${seen.ref}`, chrome: chrome(request), backTo: { text: `Case ${seen.ref}`, href: `/cases/${encodeURIComponent(seen.ref)}` }, letters, writable, discarded: request.query['discarded'] === 'yes', errors: [],
    }));
  });

  app.get<OfCase>('/cases/:ref/letters/new', { config: { allow: 'signed in' } }, async (request, reply) => {
    const asked = await caseAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { kind } = request.query;
    if (!isLetterKind(kind) || !mayWrite(asked.viewer, asked.file, kind)) return reply.callNotFound();
    await audit(db, asked.viewer.authorityId, clock(), { what: 'viewed', accountId: asked.viewer.accountId, caseId: asked.seen.caseId, detail: { part: 'letters' } });
    const needs = kinds[kind].needs(asked.file);
    return sendPage(reply, renderPage('features/letters/new.njk', {
      title: kinds[kind].name, chrome: chrome(request), backTo: { text: `Letters of ${asked.seen.ref}`, href: hrefOf(asked.seen.ref) }, action: `${hrefOf(asked.seen.ref)}/new`, kind, form: randomUUID(), errors: [],
      wording: usualWording(asked.file), today: inWords(todayBy(clock)), contains: kinds[kind].contains.map((part) => part.what), ...(needs === undefined ? {} : { needs }),
    }), needs === undefined ? 200 : 409);
  });

  app.post<OfCase>('/cases/:ref/letters/new', { config: { allow: 'signed in' } }, async (request, reply) => {
    const asked = await caseAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, file } = asked;
    const form = newForm.safeParse(request.body);
    if (!form.success || !isLetterKind(form.data.kind) || !mayWrite(viewer, file, form.data.kind)) return notOurs(request, reply, seen.caseId, viewer);
    const { kind, wording } = form.data;
    if (kinds[kind].needs(file) !== undefined) return reply.redirect(`${hrefOf(seen.ref)}/new?kind=${kind}`, 303);
    const letter = draftLetter(kind, file, await factsFor(db, clock, asked, { wording, letterOn: todayBy(clock) }));
    const number = await addLetter(db, viewer, seen.caseId, form.data.form, kind, letter, clock());
    return reply.redirect(hrefOf(seen.ref, number), 303);
  });

  app.get<OfLetter>('/cases/:ref/letters/:letter', { config: { allow: 'signed in' } }, async (request, reply) => {
    const asked = await letterAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, kept } = asked;
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: seen.caseId, detail: { letter: kept.letter } });
    const saved = request.query['saved'] === 'yes' ? 'The letter is saved.' : request.query['saved'] === 'approved' ? 'The letter is approved.' : undefined;
    return show(request, reply, asked, saved === undefined ? {} : { saved });
  });

  app.post<OfLetter>('/cases/:ref/letters/:letter', { config: { allow: 'signed in' }, ...LIMIT }, async (request, reply) => {
    const asked = await letterAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, kept, text } = asked;
    if (kept.state === 'sent' || text === undefined) return alreadySent(request, reply, asked);
    const typed = readLetter(request.body as Readonly<Record<string, unknown>> | undefined, text);
    if (typed === undefined) return notOurs(request, reply, seen.caseId, viewer);
    const { letter, version, date, dateError, at } = typed;
    if (dateError !== undefined) return show(request, reply, asked, { letter, version, date, dateError, errors: [{ text: dateError, href: '#letterOn-day' }] }, 400);
    const written = await writeLetter(db, viewer, { caseId: seen.caseId, letter: kept.letter, version }, letter, clock());
    if (written.done === 'moved on') return movedOn(request, reply, letter);
    return reply.redirect(`${hrefOf(seen.ref, kept.letter)}?saved=yes${at === undefined ? '' : `#block-${at}`}`, 303);
  });

  app.post<OfLetter>('/cases/:ref/letters/:letter/approve', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const asked = await letterAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, kept } = asked;
    const form = versionForm.safeParse(request.body);
    if (!form.success) return notOurs(request, reply, seen.caseId, viewer);
    const ready = await readyToSend(asked);
    if (kept.state === 'sent') return alreadySent(request, reply, asked);
    if (!ready || !mayApprove(viewer, kept)) {
      const why = ready ? 'A letter is approved by a complaints manager who has not written in it' : 'This letter cannot be approved yet: mend what is listed under “To mend”';
      return show(request, reply, asked, { errors: [{ text: why, href: '#checks' }] }, 409);
    }
    const approved = await approveLetter(db, viewer, { caseId: seen.caseId, letter: kept.letter, version: form.data.version }, clock());
    return approved.done === 'moved on' ? movedOn(request, reply) : reply.redirect(`${hrefOf(seen.ref, kept.letter)}?saved=approved`, 303);
  });

  app.post<OfLetter>('/cases/:ref/letters/:letter/sent', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const asked = await letterAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const { viewer, seen, kept, file } = asked;
    const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const form = versionForm.safeParse(body);
    if (!form.success) return notOurs(request, reply, seen.caseId, viewer);
    if (kept.state === 'sent') return reply.redirect(hrefOf(seen.ref, kept.letter), 303);
    const facts = await factsOf(asked);
    if (!(await readyToSend(asked)) || (facts.settings.secondPerson && kept.state !== 'approved')) {
      return show(request, reply, asked, { errors: [{ text: kept.state === 'approved' || !facts.settings.secondPerson ? 'This letter cannot be sent yet: mend what is listed under “To mend”' : 'This letter is sent once it is approved', href: '#checks' }] }, 409);
    }
    const sentOn = readFields(body, 'sentOn');
    const read = dayFrom(sentOn, 'Day it was sent');
    const day = 'day' in read ? read.day : undefined;
    const how = waysOfSending.find((way) => way === body['how']);
    const today = todayBy(clock);
    const dateError = 'error' in read ? read.error : day === undefined ? 'Enter the day it was sent' : day > today ? 'Day it was sent must be today or in the past' : day < file.receivedOn ? `Day it was sent must be the same as or after ${inWords(file.receivedOn)}, when the complaint was received` : undefined;
    const sendErrors = { ...(dateError === undefined ? {} : { sentOn: dateError }), ...(how === undefined ? { how: 'Select how it was sent' } : {}) };
    if (day === undefined || how === undefined || dateError !== undefined) {
      return show(request, reply, asked, {
        sentOn, sentHow: how ?? '', sendErrors, errors: [...(dateError === undefined ? [] : [{ text: dateError, href: '#sentOn-day' }]), ...(how === undefined ? [{ text: 'Select how it was sent', href: '#how' }] : [])],
      }, 400);
    }
    const sent = await sendLetter(db, viewer, { caseId: seen.caseId, letter: kept.letter, version: form.data.version }, { on: day, how }, clock());
    return sent.done === 'moved on' ? movedOn(request, reply) : reply.redirect(hrefOf(seen.ref, kept.letter), 303);
  });

  app.post<OfLetter>('/cases/:ref/letters/:letter/discard', { config: { allow: 'signed in' } }, async (request, reply) => {
    const asked = await letterAsked(db, clock, request, reply);
    if (asked === undefined) return reply;
    const form = versionForm.safeParse(request.body);
    if (!form.success) return notOurs(request, reply, asked.seen.caseId, asked.viewer);
    if (asked.kept.state === 'sent') return alreadySent(request, reply, asked);
    const seenLetter: SeenLetter = { caseId: asked.seen.caseId, letter: asked.kept.letter, version: form.data.version };
    return await discardLetter(db, asked.viewer, seenLetter, clock()) ? reply.redirect(`${hrefOf(asked.seen.ref)}?discarded=yes`, 303) : movedOn(request, reply);
  });

  for (const format of ['docx', 'pdf'] as const) {
    app.get<OfLetter>(`/cases/:ref/letters/:letter/${format}`, { config: { allow: 'signed in' } }, async (request, reply) => {
      const asked = await letterAsked(db, clock, request, reply);
      if (asked === undefined) return reply;
      const { viewer, seen, kept, text } = asked;
      if (text === undefined) return reply.callNotFound();
      if (kept.state !== 'sent' && !(await readyToSend(asked) && (kept.state === 'approved' || !(await factsOf(asked)).settings.secondPerson))) {
        return sendPage(reply, renderPage('error.njk', { title: 'This letter cannot be downloaded yet', chrome: chrome(request), paragraphs: ['Mend what is listed beside it first, and have it approved where your council asks for that.'] }), 409);
      }
      await audit(db, viewer.authorityId, clock(), { what: 'exported', accountId: viewer.accountId, caseId: seen.caseId, detail: { letter: kept.letter, format } });
      const type = format === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
      return reply.type(type).header('content-disposition', `attachment; filename="letter-${kept.letter}.${format}"`).send(await printed(text, format));
    });
  }

  addLetterAdministration(app, store, clock);

  function factsOf(asked: LetterInCase, letter = asked.text) {
    if (letter === undefined) throw new Error(`letter ${asked.kept.letter} has no text`);
    return factsFor(db, clock, asked, { wording: letter.wording, letterOn: letter.letterOn, letter });
  }

  async function readyToSend(asked: LetterInCase): Promise<boolean> {
    return asked.text !== undefined && mayBeSent(checkLetter(asked.text, asked.file, await factsOf(asked)));
  }

  async function show(request: FastifyRequest, reply: FastifyReply, asked: LetterInCase, shown: Partial<Editing>, status = 200): Promise<FastifyReply> {
    const { viewer, kept, text } = asked;
    if (kept.state === 'sent' || text === undefined) {
      const names = await accountNames(db, viewer.authorityId);
      return sendPage(reply, renderPage('features/letters/sent.njk', { ...sentPage(asked, names, may(viewer, 'recordCases')), chrome: chrome(request) }), status);
    }
    const letter = shown.letter ?? text;
    const facts = await factsOf(asked, letter);
    return sendPage(reply, renderPage('features/letters/letter.njk', {
      ...editPage(asked, {
        version: kept.version, errors: [], sentOn: fieldsOf(todayBy(clock)), sentHow: '', sendErrors: {}, ...shown, letter, check: checkLetter(letter, asked.file, facts),
        mayApprove: mayApprove(viewer, kept), maySend: maySend(viewer), secondPerson: facts.settings.secondPerson,
      }), chrome: chrome(request),
    }), status);
  }

  /** Somebody else changed it: what was typed is shown again, with what they have made of it. */
  async function movedOn(request: FastifyRequest<OfLetter>, reply: FastifyReply, typed?: LetterInCase['text']): Promise<FastifyReply> {
    const now = await letterAsked(db, clock, request, reply);
    if (now === undefined) return reply;
    if (now.kept.state === 'sent') return alreadySent(request, reply, now);
    const errors = [{ text: typed === undefined ? 'Somebody changed this letter while you were looking at it. Look at it again first' : 'Somebody changed this letter while you were writing. What you typed is below and is not saved yet. What they have is under “The letter as it is saved now”', href: '#blocks' }];
    return show(request, reply, now, typed === undefined || now.text === undefined ? { errors } : { errors, letter: typed, theirs: now.text }, 409);
  }

  function alreadySent(request: FastifyRequest, reply: FastifyReply, asked: LetterInCase): FastifyReply {
    return sendPage(reply, renderPage('error.njk', { title: 'This letter was sent', chrome: chrome(request), paragraphs: ['It is kept as it was sent, and what you did was not saved. Write another letter to put something right.'], backTo: { text: `Letter ${asked.kept.letter}`, href: hrefOf(asked.seen.ref, asked.kept.letter) } }), 409);
  }

  async function notOurs(request: FastifyRequest, reply: FastifyReply, caseId: number, viewer: { authorityId: number; accountId: number }): Promise<FastifyReply> {
    await audit(db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, caseId, detail: { act: 'write a letter', why: 'form not of ours, or not theirs to send' } });
    return sendPage(reply, renderPage('error.njk', { title: 'This form cannot be used', chrome: chrome(request), paragraphs: ['It did not come from one of Candour’s pages, or it is for somebody else to send. Nothing was recorded.'] }), 400);
  }
}
