import type { FastifyInstance } from 'fastify';
import { valueInWords } from '../../../reporting/council-words.ts';
import { audit } from '../../../store/audit.ts';
import { boardCases } from '../../../store/board.ts';
import { allServices } from '../../../store/case-people.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { boardPage, boardPlaces, MOST_IN_A_COLUMN } from './board-page.ts';

/** Open cases by where they stand, with the days that are left. */
export function addBoard(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get('/board', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const authority = await authorityOf(db, viewer);
    const [found, services] = await Promise.all([boardCases(db, viewer, boardPlaces, today, at, MOST_IN_A_COLUMN), allServices(db, viewer.authorityId)]);
    const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
    await audit(db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'board' } });
    const page = boardPage(found, (service) => valueInWords('service', service ?? null, authority.words, parents), today, rulesOf(authority).calendar);
    return sendPage(reply, renderPage('features/board/board.njk', { ...page, chrome: chrome(request) }));
  });
}
