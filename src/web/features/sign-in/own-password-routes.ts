import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { faultOfPassword } from '../../../domain/password.ts';
import { setOwnPassword } from '../../../store/account-changes.ts';
import { chrome, sessionToken } from '../../guard.ts';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { atStep, enter, type Entrance, type ThenQuery } from './entering.ts';

const passwordForm = z.object({ newPassword: z.string().max(2000), goTo: z.string().max(2000).optional() });

/** A password of one's own in the place of a one-time one. */
export function addOwnPassword(app: FastifyInstance, entrance: Entrance): void {
  const { db, clock } = entrance;
  const config = { allow: 'half signed in' } as const;

  app.get<ThenQuery>('/sign-in/password', { config }, async (request, reply) => {
    if ((await atStep(entrance, request, reply, 'password', request.query.then)) === undefined) return reply;
    return sendOwnPassword(request, reply, request.query.then);
  });

  app.post('/sign-in/password', { config }, async (request, reply) => {
    const form = passwordForm.safeParse(request.body);
    const goTo = form.data?.goTo;
    const entering = await atStep(entrance, request, reply, 'password', goTo);
    if (entering === undefined) return reply;
    const { viewer } = entering;
    const password = form.success ? form.data.newPassword : '';
    const at = clock();
    const fault = faultOfPassword(password, viewer) ?? await setOwnPassword(db, { authorityId: viewer.authorityId, accountId: viewer.accountId, at }, password, sessionToken(request));
    if (fault !== undefined) return sendOwnPassword(request, reply, goTo, fault);
    return reply.redirect(await enter(entrance, request, reply, entering, goTo));
  });
}

function sendOwnPassword(request: FastifyRequest, reply: FastifyReply, goTo: string | undefined, fault?: string): FastifyReply {
  const errors = fault === undefined ? [] : [{ text: fault, href: '#newPassword' }];
  return sendPage(reply, renderPage('features/sign-in/password.njk', { title: 'Choose your own password', chrome: chrome(request), goTo: goTo ?? '', errors }), fault === undefined ? 200 : 400);
}
