import type { FastifyInstance } from 'fastify';
import { htmlOf } from '../../../reporting/exporters/html.ts';
import { nothingHeld } from '../../../reporting/held.ts';
import { findLayout } from '../../../reporting/layouts/all.ts';
import { composeReport } from '../../../reporting/report.ts';
import { allAuthorities, authorityWith, findAuthority } from '../../../store/authorities.ts';
import { recordCounts } from '../../../store/lists.ts';
import type { Store } from '../../../store/store.ts';
import { accountNames, hasAccounts } from '../../../store/accounts.ts';
import { publicationsOf } from '../../../store/publications.ts';
import { reportsOf } from '../../../store/reports.ts';
import { chrome } from '../../guard.ts';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { authoritiesPage } from './authorities-page.ts';
import { reportsPage } from './reports-page.ts';
import { emptyReportForm, readReportForm, refusedReportForm } from './report-form.ts';

/** The start page with the authorities on record, the form to ask for a report, and the report. */
export function addReports(app: FastifyInstance, store: Store): void {
  const startPage = async () => authoritiesPage(await allAuthorities(store.db), await recordCounts(store.db));

  app.get('/', { config: { allow: 'anybody' } }, async (request, reply) => {
    if (request.viewer !== null || (await hasAccounts(store.db))) return reply.redirect('/work');
    return sendPage(reply, renderPage('features/reports/authorities.njk', { ...await startPage(), chrome: chrome(request) }));
  });

  app.get<{ Querystring: { done?: string } }>('/reports', { config: { allow: 'figures' } }, async (request, reply) => {
    const { viewer } = request;
    if (viewer === null) return sendPage(reply, renderPage('features/reports/authorities.njk', { ...await startPage(), chrome: chrome(request) }));
    const { authorityId } = viewer;
    const [authority, reports, publications, names] = await Promise.all([authorityWith(store.db, authorityId), reportsOf(store.db, authorityId), publicationsOf(store.db, authorityId), accountNames(store.db, authorityId)]);
    return sendPage(reply, renderPage('features/reports/reports.njk', { ...reportsPage(viewer, authority, reports, publications, names, request.query.done === 'discarded'), chrome: chrome(request) }));
  });

  app.get<{ Params: { authority: string }; Querystring: Record<string, unknown> }>('/authorities/:authority/report', { config: { allow: 'figures' } }, async (request, reply) => {
    const authority = await findAuthority(store.db, request.params.authority);
    if (authority === undefined || (request.viewer !== null && request.viewer.authorityId !== authority.authorityId)) return reply.callNotFound();
    if (Object.keys(request.query).length === 0) return sendPage(reply, renderPage('features/reports/report-form.njk', { ...emptyReportForm(authority), chrome: chrome(request) }));
    const read = readReportForm(authority, request.query);
    if ('page' in read) return sendPage(reply, renderPage('features/reports/report-form.njk', { ...read.page, chrome: chrome(request) }), 400);
    const { layout, from, to, asAt } = read.asked;
    const nothing = await nothingHeld(store.db, authority, { from, to }, asAt);
    if (nothing !== undefined) return sendPage(reply, renderPage('features/reports/report-form.njk', { ...refusedReportForm(authority, read.asked, nothing), chrome: chrome(request) }), 400);
    const report = await composeReport(store.db, authority, findLayout(layout)!, { from, to }, asAt === undefined ? {} : { asAt });
    if (request.query['format'] === 'json') return reply.send(report);
    return sendPage(reply, htmlOf(report));
  });
}
