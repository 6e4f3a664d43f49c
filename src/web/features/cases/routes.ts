import type { FastifyInstance } from 'fastify';
import { audit } from '../../../store/audit.ts';
import { complaintsTeam } from '../../../store/accounts.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { allServices } from '../../../store/case-people.ts';
import { countCases, listCases } from '../../../store/case-lists.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import { referencesLike } from '../../../store/search.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { withSearchWords } from '../../search-words.ts';
import { renderPage } from '../../views.ts';
import { filtersSet, readFilters } from './case-filters.ts';
import { casesAsCsv } from './cases-csv.ts';
import { CASES_A_PAGE, casesPage, MOST_COUNTED } from './cases-page.ts';

/** More rows than a spreadsheet is good for, and than any council has. */
const MOST_EXPORTED = 100_000;

/** A reference as somebody types it: letters and figures in one piece, with a figure among them. */
const likeAReference = /^(?=\S*\d)[\w./-]{3,40}$/;

/** The list of cases, with filters kept in the address, and the same as a sheet. */
export function addCases(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<{ Querystring: Record<string, unknown> }>('/cases', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const asked = await withSearchWords(db, viewer, request.query, 'q');
    const read = readFilters(asked.query, asked.inAddress);
    const { filters, after } = read;
    const page = { most: CASES_A_PAGE + 1, ...(after === undefined ? {} : { after }) };
    const authority = await authorityOf(db, viewer);
    const services = await allServices(db, viewer.authorityId);
    const [cases, total] = await Promise.all([listCases(db, viewer, filters, today, at, page), countCases(db, viewer, filters, today, at, MOST_COUNTED)]);
    const alike = total === 0 && filters.text !== undefined && likeAReference.test(filters.text) ? await referencesLike(db, viewer, filters.text, today, at) : [];
    await audit(db, viewer.authorityId, at, {
      what: filters.text === undefined ? 'listed' : 'searched', accountId: viewer.accountId, detail: { list: 'cases', filters: filtersSet(filters) },
    });
    const made = casesPage(viewer, authority, services, read, { cases, total, alike }, today, rulesOf(authority).calendar, await complaintsTeam(db, viewer.authorityId));
    return sendPage(reply, renderPage('features/cases/cases.njk', { ...made, chrome: chrome(request) }), read.errors.length > 0 ? 400 : 200);
  });

  app.get<{ Querystring: Record<string, unknown> }>('/cases.csv', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const { filters } = readFilters((await withSearchWords(db, viewer, request.query, 'q')).query);
    const cases = await listCases(db, viewer, filters, today, at, { most: MOST_EXPORTED });
    await audit(db, viewer.authorityId, at, { what: 'exported', accountId: viewer.accountId, detail: { list: 'cases', filters: filtersSet(filters), cases: cases.length } });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="cases-${today}.csv"`).send(casesAsCsv(cases, today));
  });
}
