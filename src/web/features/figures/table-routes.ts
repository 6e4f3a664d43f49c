import type { FastifyInstance } from 'fastify';
import { layoutOf } from '../../../reporting/kept-layout.ts';
import { composeReport } from '../../../reporting/report.ts';
import type { Report } from '../../../reporting/report-value.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { findPublication } from '../../../store/publications.ts';
import { findReport } from '../../../store/reports.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { numberIn } from '../../number-in-address.ts';
import { linksFor, seesCases } from '../../question-address.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { findTable, marked, tablePage, wholeTable } from './table-page.ts';

type WithTable<K extends string> = { Params: Record<K | 'number', string> };

const noLists = 'You may see figures and no cases, so that no list stands behind these numbers for you.';

/** The address that a reference printed beside a table leads to: `R12-4` is table 4 of the report 12, `P7-4` of the publication 7. */
export function addressOfReference(typed: string): string | undefined {
  const found = /^\s*(?<kind>[rp])\s*(?<report>[1-9]\d{0,8})\s*[-–—. ]\s*(?<table>[1-9]\d{0,4})\s*$/iu.exec(typed)?.groups;
  return found === undefined ? undefined : `/${found['kind']?.toLowerCase() === 'r' ? 'reports' : 'publications'}/${found['report']}/tables/${found['table']}`;
}

/** The tables of kept reports, for those who compose them, and of publications, for those who have a reference in their hands. */
export function addTables(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<WithTable<'report'>>('/reports/:report/tables/:number', { config: { allow: 'composeReports' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const [number, table] = [numberIn(request.params.report), numberIn(request.params.number)];
    const kept = number === undefined ? undefined : await findReport(db, viewer.authorityId, number);
    if (kept === undefined || table === undefined) return reply.callNotFound();
    const report = await composeReport(db, await authorityOf(db, viewer), layoutOf(kept.layout), { from: kept.from, to: kept.to }, { reference: `R${kept.report}`, ...(kept.asAt === undefined ? {} : { asAt: kept.asAt }) });
    const found = findTable(report, table);
    const back = { text: kept.title, href: `/reports/${kept.report}` };
    if (found === undefined) return sendPage(reply, renderPage('error.njk', { title: `The report has no table ${table} now`, chrome: chrome(request), backTo: back, paragraphs: [`‘${kept.title}’ is still being composed, and its tables are numbered anew whenever one comes or goes. Look the table up in the report itself.`] }), 404);
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, detail: { report: kept.report, table } });
    const page = tablePage(found, report, { reference: `R${kept.report}-${table}`, number: table, backTo: back, says: ['It is being composed: what it counts may still change.'], links: linksFor(viewer) });
    return sendPage(reply, renderPage('features/figures/table.njk', { ...page, chrome: chrome(request) }));
  });

  app.get<WithTable<'publication'>>('/publications/:publication/tables/:number', { config: { allow: 'seeFigures' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const [number, table] = [numberIn(request.params.publication), numberIn(request.params.number)];
    const publication = number === undefined ? undefined : await findPublication(db, viewer.authorityId, number);
    if (publication === undefined || table === undefined) return reply.callNotFound();
    // Kept as they were made by the report's own code, and hashed.
    const [printedReport, wholeReport] = [publication.printed as Report, publication.whole as Report];
    const printed = findTable(printedReport, table);
    if (printed === undefined) return reply.callNotFound();
    const sees = seesCases(viewer);
    const whole = sees ? wholeTable(wholeReport, printed) : undefined;
    const inside = whole === undefined ? undefined : marked(whole, printed);
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, detail: { publication: publication.publication, table } });
    const page = tablePage(inside?.table ?? printed, printedReport, {
      reference: `P${publication.publication}-${table}`, number: table, backTo: { text: 'Figures', href: '/figures' }, links: inside === undefined ? {} : linksFor(viewer),
      says: [
        ...(publication.withdrawn === undefined ? [] : ['This publication was withdrawn.']),
        ...(inside === undefined ? [noLists] : []),
        ...(inside !== undefined && inside.hidden > 0 ? ['Numbers with [c] beside them are hidden in print, so that nobody can be recognised. Do not pass them on.'] : []),
        ...(inside !== undefined && publication.disclosure?.roundedTo !== undefined ? [`In print, numbers are rounded to the nearest ${publication.disclosure.roundedTo}. Here they are whole.`] : []),
      ],
    });
    return sendPage(reply, renderPage('features/figures/table.njk', { ...page, chrome: chrome(request) }));
  });
}
