import type { FastifyInstance } from 'fastify';
import { allAccounts } from '../../../store/accounts.ts';
import { requireSecondFactor, secondFactorRequired } from '../../../store/sign-in-rules.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { type Body, textOf } from './fields.ts';

/** What signing in asks of everybody. */
export function addSignInRules(app: FastifyInstance, store: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;

  app.get<{ Querystring: { done?: string } }>('/administration/sign-in', { config }, async (request, reply) => {
    const { authorityId } = viewerOf(request);
    const accounts = (await allAccounts(store.db, authorityId)).filter((account) => account.disabled_at === null);
    const without = accounts.filter((account) => !account.hasSecondFactor).length;
    return sendPage(reply, renderPage('features/administration/sign-in-rules.njk', {
      title: 'Signing in', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, done: request.query.done === undefined ? undefined : 'Saved.',
      required: await secondFactorRequired(store.db, authorityId), without, accounts: accounts.length,
    }));
  });

  app.post<{ Body: Body }>('/administration/sign-in', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const answer = textOf(request.body, 'secondFactor');
    if (answer === 'yes' || answer === 'no') await requireSecondFactor(store.db, viewer.authorityId, answer === 'yes', viewer.accountId, clock());
    return reply.redirect('/administration/sign-in?done=saved');
  });
}
