import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../../../store/audit.ts';
import { decideErasure } from '../../../store/erase-case.ts';
import { type AskedErasure, askedErasures } from '../../../store/retention.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, textOf } from './fields.ts';
import { erasureHref, groundName, isKind, kindNames, onDay } from './retention-words.ts';

const BACK = { text: 'Retention and erasure', href: '/administration/retention' };

type OfErasure = { Params: { kind: string; ref: string }; Body: Body };

/** The second person's decision on a request to erase a case. */
export function addErasure(app: FastifyInstance, store: Store, clock: Clock): void {
  const config = { allow: 'keepRecords' } as const;

  const find = async (request: FastifyRequest<OfErasure>): Promise<AskedErasure | undefined> => {
    const { kind, ref } = request.params;
    return isKind(kind) ? (await askedErasures(store.db, viewerOf(request), todayBy(clock), clock(), { kind, ref }))[0] : undefined;
  };

  const sendForm = async (request: FastifyRequest<OfErasure>, reply: FastifyReply, asked: AskedErasure, errors: readonly FieldError[]) => {
    const viewer = viewerOf(request);
    return sendPage(reply, renderPage('features/administration/erasure.njk', {
      title: `Erase ${asked.ref}`, chrome: chrome(request), backTo: BACK, errors, beside: besideFields(errors), ref: asked.ref, action: erasureHref(asked.kind, asked.ref), own: asked.askedById === viewer.accountId,
      facts: [
        { key: { text: 'Case' }, value: { text: `${kindNames[asked.kind]} ${asked.ref}` } },
        { key: { text: 'Asked for by' }, value: { text: `${asked.askedBy}, ${onDay(asked.askedAt)}` } },
        { key: { text: 'Ground' }, value: { text: groundName(asked.ground) } },
        { key: { text: 'Reason' }, value: { text: asked.reason } },
      ],
    }), errors.length === 0 ? 200 : 400);
  };

  app.get<OfErasure>('/administration/erasures/:kind/:ref', { config }, async (request, reply) => {
    const asked = await find(request);
    if (asked === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    await audit(store.db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: asked.caseId, detail: { page: 'erasure' } });
    return sendForm(request, reply, asked, []);
  });

  app.post<OfErasure>('/administration/erasures/:kind/:ref', { config }, async (request, reply) => {
    const asked = await find(request);
    if (asked === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    const decision = textOf(request.body, 'decision');
    if (decision !== 'erased' && decision !== 'kept') return sendForm(request, reply, asked, [{ text: 'Select whether the case is erased', href: '#decision' }]);
    if (decision === 'erased' && textOf(request.body, 'typedRef') !== asked.ref) return sendForm(request, reply, asked, [{ text: `Enter ${asked.ref} to show that this is the case that you mean`, href: '#typedRef' }]);
    const decided = await decideErasure(store.db, viewer.authorityId, asked.caseId, decision, { by: viewer.accountId, at: clock() });
    if (decided.is === 'refused') {
      await audit(store.db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, caseId: asked.caseId, detail: { act: 'agree to an erasure', why: asked.askedById === viewer.accountId ? 'asked for it themselves' : 'not to be erased' } });
      return sendForm(request, reply, asked, [{ text: decided.message, href: '#decision' }]);
    }
    return sendPage(reply, renderPage('features/administration/erasure-done.njk', {
      title: decided.is === 'erased' ? `${asked.ref} has been erased` : `${asked.ref} has not been erased`, chrome: chrome(request), backTo: BACK,
      ...(decided.is === 'erased' ? { erased: true, texts: decided.texts, people: decided.people } : { erased: false }),
    }));
  });
}
