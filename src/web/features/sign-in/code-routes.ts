import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkSecondFactor } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { chrome } from '../../guard.ts';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { codeForm } from './code-form.ts';
import { atStep, enter, type Entrance, type ThenQuery } from './entering.ts';
import { sendTooMany } from './send-too-many.ts';

/** A code of the second factor that somebody has, or one of their recovery codes. */
export function addCode(app: FastifyInstance, entrance: Entrance): void {
  const { db, clock, failures } = entrance;
  const config = { allow: 'half signed in' } as const;

  app.get<ThenQuery>('/sign-in/code', { config }, async (request, reply) => {
    if ((await atStep(entrance, request, reply, 'code', request.query.then)) === undefined) return reply;
    return sendCode(request, reply, request.query.then);
  });

  app.post('/sign-in/code', { config }, async (request, reply) => {
    const form = codeForm.safeParse(request.body);
    const goTo = form.data?.goTo;
    const entering = await atStep(entrance, request, reply, 'code', goTo);
    if (entering === undefined) return reply;
    if (!form.success || form.data.code.trim() === '') return sendCode(request, reply, goTo, 'Enter the code from your authenticator app', 400);
    if (failures.tooMany(request)) return sendTooMany(reply);
    const at = clock();
    const { viewer } = entering;
    const checked = await checkSecondFactor(db, viewer, form.data.code, at);
    if (checked === 'right') return reply.redirect(await enter(entrance, request, reply, entering, goTo));
    failures.count(request);
    await audit(db, viewer.authorityId, at, { what: 'sign-in refused', accountId: viewer.accountId, detail: { why: checked === 'locked' ? 'locked' : 'code' } });
    return sendCode(request, reply, goTo, checked === 'locked' ? 'Too many wrong codes. Wait 15 minutes, then try again' : 'The code is not right, or was used already. Wait for the next one, or use a recovery code', 401);
  });
}

function sendCode(request: FastifyRequest, reply: FastifyReply, goTo: string | undefined, fault?: string, status = 200): FastifyReply {
  const errors = fault === undefined ? [] : [{ text: fault, href: '#code' }];
  return sendPage(reply, renderPage('features/sign-in/code.njk', { title: 'Enter your code', chrome: chrome(request), goTo: goTo ?? '', errors }), status);
}
