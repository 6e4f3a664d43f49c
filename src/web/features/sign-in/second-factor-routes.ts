import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { beginSecondFactor, confirmSecondFactor, findPendingFactor, type PendingFactor } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { chrome } from '../../guard.ts';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { codeForm } from './code-form.ts';
import { atStep, enter, type Entrance, type ThenQuery } from './entering.ts';
import { secondFactorPage } from './second-factor-page.ts';

/** A second factor, set on the way in by those who have none, where the authority asks for one. */
export function addSecondFactor(app: FastifyInstance, entrance: Entrance): void {
  const { db, clock } = entrance;
  const config = { allow: 'half signed in' } as const;

  app.get<ThenQuery>('/sign-in/second-factor', { config }, async (request, reply) => {
    const entering = await atStep(entrance, request, reply, 'second factor', request.query.then);
    if (entering === undefined) return reply;
    const factor = (await findPendingFactor(db, entering.viewer)) ?? (await beginSecondFactor(db, entering.viewer));
    return sendFactor(request, reply, factor, request.query.then);
  });

  app.post('/sign-in/second-factor', { config }, async (request, reply) => {
    const form = codeForm.safeParse(request.body);
    const goTo = form.data?.goTo;
    const entering = await atStep(entrance, request, reply, 'second factor', goTo);
    if (entering === undefined) return reply;
    const { viewer } = entering;
    const at = clock();
    const factor = await findPendingFactor(db, viewer);
    const codes = form.success ? await confirmSecondFactor(db, viewer, form.data.code, at) : undefined;
    if (codes === undefined) return sendFactor(request, reply, factor ?? (await beginSecondFactor(db, viewer)), goTo, 'The code is not right. Enter the newest one that your app shows');
    await audit(db, viewer.authorityId, at, { what: 'second factor set', accountId: viewer.accountId });
    return sendPage(reply, renderPage('features/sign-in/recovery-codes.njk', { title: 'Keep your recovery codes', codes, goOn: await enter(entrance, request, reply, entering, goTo) }));
  });
}

async function sendFactor(request: FastifyRequest, reply: FastifyReply, factor: PendingFactor, goTo: string | undefined, fault?: string): Promise<FastifyReply> {
  const errors = fault === undefined ? [] : [{ text: fault, href: '#code' }];
  const page = await secondFactorPage(factor, { chrome: chrome(request), action: '/sign-in/second-factor', goTo: goTo ?? '', errors, required: true });
  return sendPage(reply, renderPage('features/sign-in/second-factor.njk', page), fault === undefined ? 200 : 400);
}
