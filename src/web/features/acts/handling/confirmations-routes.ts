import type { FastifyInstance } from 'fastify';
import { accountNames } from '../../../../store/accounts.ts';
import { audit } from '../../../../store/audit.ts';
import { awaitingConfirmation } from '../../../../store/awaiting-confirmation.ts';
import type { Store } from '../../../../store/store.ts';
import { personInWords } from '../../../event-in-words.ts';
import { chrome } from '../../../guard.ts';
import { instantInWords } from '../../../instant-in-words.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../../request-context.ts';
import { renderPage } from '../../../views.ts';
import { choices, exclusionsFrom } from './decisions.ts';
import { placeOf } from './pages.ts';

/** The decisions of all cases that wait for a second person. */
export function addConfirmations(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get('/confirmations', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const names = await accountNames(db, viewer.authorityId);
    const waiting = await awaitingConfirmation(db, viewer, todayBy(clock), clock());
    await audit(db, viewer.authorityId, clock(), { what: 'listed', accountId: viewer.accountId, detail: { list: 'handling awaiting confirmation', cases: waiting.length } });
    return sendPage(reply, renderPage('features/acts/handling/confirmations.njk', {
      title: 'Decisions that wait for a second person', chrome: chrome(request),
      rows: waiting.map((one) => ({ ref: one.ref, href: `${placeOf(one.ref)}/confirmation`, decidedBy: personInWords(one.decidedBy, names), decidedAt: instantInWords(one.decidedAt), own: one.decidedBy === viewer.key, what: exclusionsFrom(one.fields['exclusions']).map(({ handledAs }) => choices[handledAs]) })),
    }));
  });
}
