import type { FastifyInstance } from 'fastify';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { complimentAspectsHeld, countCompliments, listCompliments } from '../../../store/case-lists.ts';
import { allServices } from '../../../store/case-people.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { withSearchWords } from '../../search-words.ts';
import { renderPage } from '../../views.ts';
import { filtersSet, readFilters } from './compliment-filters.ts';
import { complimentsAsCsv } from './compliments-csv.ts';
import { COMPLIMENTS_A_PAGE, complimentsPage, MOST_COUNTED } from './compliments-page.ts';

/** More rows than a spreadsheet is good for, and than any council has. */
const MOST_EXPORTED = 100_000;

/** The list of compliments, with filters kept in the address, and the same as a sheet. */
export function addComplimentList(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<{ Querystring: Record<string, unknown> }>('/compliments', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const asked = await withSearchWords(db, viewer, request.query, 'q');
    const read = readFilters(asked.query, asked.inAddress);
    const { filters, after } = read;
    const [authority, services, compliments, total, aspects] = await Promise.all([
      authorityOf(db, viewer), allServices(db, viewer.authorityId), listCompliments(db, viewer, filters, today, at, { most: COMPLIMENTS_A_PAGE + 1, ...(after === undefined ? {} : { after }) }),
      countCompliments(db, viewer, filters, today, at, MOST_COUNTED), complimentAspectsHeld(db, viewer, today, at),
    ]);
    await audit(db, viewer.authorityId, at, { what: filters.text === undefined ? 'listed' : 'searched', accountId: viewer.accountId, detail: { list: 'compliments', filters: filtersSet(filters) } });
    const page = complimentsPage(viewer, { compliments, total, aspects, services, words: authority.words }, read);
    return sendPage(reply, renderPage('features/compliments/compliments.njk', { ...page, chrome: chrome(request) }), read.errors.length > 0 ? 400 : 200);
  });

  app.get<{ Querystring: Record<string, unknown> }>('/compliments.csv', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const { filters } = readFilters((await withSearchWords(db, viewer, request.query, 'q')).query);
    const compliments = await listCompliments(db, viewer, filters, today, at, { most: MOST_EXPORTED });
    await audit(db, viewer.authorityId, at, { what: 'exported', accountId: viewer.accountId, detail: { list: 'compliments', filters: filtersSet(filters), compliments: compliments.length } });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="compliments-${today}.csv"`).send(complimentsAsCsv(compliments));
  });
}
