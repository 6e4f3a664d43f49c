import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { receiveCompliment } from '../../../domain/acts/receive-compliment.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import type { TypedFields } from '../../../store/drafts.ts';
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

export function addCompliments(app: FastifyInstance, { db }: Store, clock: Clock): void {
  async function page(request: FastifyRequest, reply: FastifyReply, typed: TypedFields, form: string, errors: readonly FieldError[], recorded?: string): Promise<FastifyReply> {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const of = { authority: await authorityOf(db, viewer), services: await servicesOn(db, viewer.authorityId, today), today, ...(recorded === undefined ? {} : { recorded }) };
    return sendPage(reply, renderPage('features/record/compliment.njk', { ...complimentPage(typed, form, errors, of), chrome: chrome(request) }), errors.length > 0 ? 400 : 200);
  }

  app.get<{ Querystring: { recorded?: string } }>('/record/compliment', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const { day, month, year } = fieldsOf(todayBy(clock));
    return page(request, reply, { 'received-day': day, 'received-month': month, 'received-year': year }, randomUUID(), [], request.query.recorded?.slice(0, 40));
  });

  app.post<{ Body: { form?: unknown } }>('/record/compliment', { config: { allow: 'recordCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const typed = typedFrom(request.body, isFieldOfCompliment);
    const sent = formNumber.safeParse(request.body.form);
    const services = await servicesOn(db, viewer.authorityId, today);
    const { receivedOn, compliment, errors: misread } = readCompliment(typed, new Set(services.map(({ service }) => service)));
    const context = { ...rulesOf(await authorityOf(db, viewer)), today };
    const errors = [...misread, ...(sent.success ? [] : [{ field: 'text', text: 'Check what you typed and send it again: the form had lost its number' }])];
    const before = receivedOn === undefined ? undefined : receiveCompliment(undefined, { ...compliment, ref: 'new', on: receivedOn }, context);
    if (before !== undefined && 'refusals' in before) errors.push(...before.refusals.map((refusal) => ({ field: refusal.field === 'on' ? 'received' : 'text', text: refusal.message })));
    if (errors.length > 0 || receivedOn === undefined || !sent.success) return page(request, reply, typed, sent.success ? sent.data : randomUUID(), inOrder(errors));
    const recorded = await receiveCase(db, viewer, 'compliment', receivedOn, sent.data, 'receive a compliment', at, async (_, ref) => receiveCompliment(undefined, { ...compliment, ref, on: receivedOn }, context));
    if (recorded.is === 'refused') return page(request, reply, typed, sent.data, recorded.refusals.map((refusal) => ({ field: 'text', text: refusal.message })));
    return reply.redirect(`/record/compliment?recorded=${encodeURIComponent(recorded.ref)}`);
  });
}

const order = ['source', 'text', 'publishConsent', 'credited', 'channel', 'received'];

function inOrder(errors: readonly FieldError[]): FieldError[] {
  return errors.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}
