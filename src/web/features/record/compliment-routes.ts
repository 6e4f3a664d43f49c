import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { receiveCompliment } from '../../../domain/acts/receive-compliment.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { draftsOf, forgetDraft, saveDraft, type TypedFields } from '../../../store/drafts.ts';
import { receiveCase } from '../../../store/receive-case.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import { servicesOn } from '../../../store/services.ts';
import type { Store } from '../../../store/store.ts';
import { fieldsOf } from '../../date-fields.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { complimentPage, isFieldOfCompliment, readCompliment } from './compliment-form.ts';
import { type FieldError, typedFrom } from './typed.ts';

const formNumber = z.uuid();
const DRAFTS = 'record-compliment:';

export function addCompliments(app: FastifyInstance, { db }: Store, clock: Clock): void {
  async function page(request: FastifyRequest, reply: FastifyReply, typed: TypedFields, form: string, errors: readonly FieldError[], shown: { readonly recorded?: string; readonly saved?: boolean } = {}): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const of = { authority: await authorityOf(db, viewer), services: await servicesOn(db, viewer.authorityId, today), today, drafts: await draftsOf(db, viewer, DRAFTS), saved: shown.saved === true, ...(shown.recorded === undefined ? {} : { recorded: shown.recorded }) };
    return sendPage(reply, renderPage('features/record/compliment.njk', { ...complimentPage(typed, form, errors, of), chrome: chrome(request) }), errors.length > 0 ? 400 : 200);
  }

  app.get<{ Querystring: { recorded?: string; draft?: string; saved?: string } }>('/record/compliment', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const { draft, saved, recorded } = request.query;
    if (typeof draft === 'string') {
      const kept = (await draftsOf(db, viewerOf(request), DRAFTS)).find((one) => one.form === `${DRAFTS}${draft}`);
      return kept === undefined ? reply.redirect('/record/compliment') : page(request, reply, kept.fields, draft, []);
    }
    const { day, month, year } = fieldsOf(todayBy(clock));
    return page(request, reply, { 'received-day': day, 'received-month': month, 'received-year': year }, randomUUID(), [], { saved: saved !== undefined, ...(typeof recorded === 'string' ? { recorded: recorded.slice(0, 40) } : {}) });
  });

  app.post('/record/compliment/drafts/forget', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const sent = formNumber.safeParse((request.body as { form?: unknown }).form);
    if (sent.success) await forgetDraft(db, viewerOf(request), `${DRAFTS}${sent.data}`);
    return reply.redirect('/record/compliment');
  });

  app.post<{ Body: { form?: unknown; do?: unknown } }>('/record/compliment', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const typed = typedFrom(request.body, isFieldOfCompliment);
    const sent = formNumber.safeParse(request.body.form);
    if (request.body.do === 'save' && sent.success) {
      await saveDraft(db, viewer, `${DRAFTS}${sent.data}`, typed, at);
      await audit(db, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, detail: { act: 'save a draft' } });
      return request.headers['x-candour-draft'] === undefined ? reply.redirect('/record/compliment?saved=1', 303) : reply.code(204).send();
    }
    const services = await servicesOn(db, viewer.authorityId, today);
    const { receivedOn, compliment, errors: misread } = readCompliment(typed, new Set(services.map(({ service }) => service)));
    const context = { ...rulesOf(await authorityOf(db, viewer)), today };
    const errors = [...misread, ...(sent.success ? [] : [{ field: 'text', text: 'Check what you typed and send it again: the form had lost its number' }])];
    const before = receivedOn === undefined ? undefined : receiveCompliment(undefined, { ...compliment, ref: 'new', on: receivedOn }, context);
    if (before !== undefined && 'refusals' in before) errors.push(...before.refusals.map((refusal) => ({ field: refusal.field === 'on' ? 'received' : 'text', text: refusal.message })));
    if (errors.length > 0 || receivedOn === undefined || !sent.success) return page(request, reply, typed, sent.success ? sent.data : randomUUID(), inOrder(errors));
    const recorded = await receiveCase(db, viewer, 'compliment', receivedOn, sent.data, 'receive a compliment', at, async (transaction, ref) => {
      await forgetDraft(transaction, viewer, `${DRAFTS}${sent.data}`);
      return receiveCompliment(undefined, { ...compliment, ref, on: receivedOn }, context);
    });
    if (recorded.is === 'refused') return page(request, reply, typed, sent.data, recorded.refusals.map((refusal) => ({ field: 'text', text: refusal.message })));
    return reply.redirect(`/record/compliment?recorded=${encodeURIComponent(recorded.ref)}`);
  });
}

const order = ['source', 'text', 'publishConsent', 'credited', 'channel', 'received'];

function inOrder(errors: readonly FieldError[]): FieldError[] {
  return errors.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}
