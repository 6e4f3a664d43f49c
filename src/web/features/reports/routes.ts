import type { FastifyInstance } from 'fastify';
import { htmlOf } from '../../../reporting/exporters/html.ts';
import { findLayout } from '../../../reporting/layouts/all.ts';
import { composeReport } from '../../../reporting/report.ts';
import { allAuthorities, findAuthority } from '../../../store/authorities.ts';
import { recordCounts } from '../../../store/lists.ts';
import type { Store } from '../../../store/store.ts';
import { renderPage } from '../../views.ts';
import { authoritiesPage } from './authorities-page.ts';
import { emptyReportForm, readReportForm } from './report-form.ts';

/** The start page with the authorities on record, the form to ask for a report, and the report. */
export function addReports(app: FastifyInstance, store: Store): void {
  app.get('/', async (_request, reply) => reply.type('text/html')
    .send(renderPage('features/reports/authorities.njk', authoritiesPage(await allAuthorities(store.db), await recordCounts(store.db)))));

  app.get<{ Params: { authority: string }; Querystring: Record<string, unknown> }>('/authorities/:authority/report', async (request, reply) => {
    const authority = await findAuthority(store.db, request.params.authority);
    if (authority === undefined) return reply.callNotFound();
    if (Object.keys(request.query).length === 0) return reply.type('text/html').send(renderPage('features/reports/report-form.njk', emptyReportForm(authority)));
    const read = readReportForm(authority, request.query);
    if ('page' in read) return reply.code(400).type('text/html').send(renderPage('features/reports/report-form.njk', read.page));
    const { layout, from, to, asAt } = read.asked;
    const report = await composeReport(store.db, authority, findLayout(layout)!, { from, to }, asAt === undefined ? {} : { asAt });
    if (request.query['format'] === 'json') return reply.send(report);
    return reply.type('text/html').send(htmlOf(report));
  });
}
