import type { FastifyInstance } from 'fastify';
import { audit } from '../../../store/audit.ts';
import { poolOf } from '../../../store/pool.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { withSearchWords } from '../../search-words.ts';
import { renderPage } from '../../views.ts';
import { addPanels } from './case-routes.ts';
import { poolAsCsv } from './pool-csv.ts';
import { filtered, poolPage, readPoolFilters } from './pool-page.ts';
import { saidDone } from './pool-choices.ts';
import { addForm } from './form-routes.ts';
import { addPerson } from './person-routes.ts';

const config = { allow: 'recordCases' } as const;

/** Those whom the council appoints from outside: who they are, what they may take, and whether everything about them is in order. */
export function addPool(app: FastifyInstance, store: Store, clock: Clock): void {
  addPanels(app, store, clock);
  addList(app, store, clock);
  addForm(app, store, clock);
  addPerson(app, store, clock);
}

function addList(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<{ Querystring: Readonly<Record<string, unknown>> }>('/pool', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const asked = await withSearchWords(db, viewer, request.query, 'find');
    const filters = readPoolFilters(asked.query);
    const pool = await poolOf(db, viewer, today, clock());
    await audit(db, viewer.authorityId, clock(), { what: filters.find === undefined ? 'listed' : 'searched', accountId: viewer.accountId, detail: { list: 'pool', filters: Object.keys(filters).join(', ') } });
    return sendPage(reply, renderPage('features/pool/pool.njk', { ...poolPage(pool, filters, today, asked.inAddress), chrome: chrome(request), done: saidDone(request.query) }));
  });

  app.get<{ Querystring: Readonly<Record<string, unknown>> }>('/pool.csv', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const filters = readPoolFilters((await withSearchWords(db, viewer, request.query, 'find')).query);
    const rows = filtered(await poolOf(db, viewer, today, clock()), filters, today);
    await audit(db, viewer.authorityId, clock(), { what: 'exported', accountId: viewer.accountId, detail: { list: 'pool', filters: Object.keys(filters).join(', '), people: rows.length } });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="investigators-and-panels-${today}.csv"`).send(poolAsCsv(rows));
  });
}
