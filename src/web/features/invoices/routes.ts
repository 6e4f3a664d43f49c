import type { FastifyInstance } from 'fastify';
import { accountNames } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { listInvoices, sumInvoices, suppliersOf } from '../../../store/invoices.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { financialYear, financialYearOf, readFilters } from './invoice-filters.ts';
import { invoicesAsCsv } from './invoices-csv.ts';
import { filtersSet, INVOICES_A_PAGE, invoicesPage } from './invoices-page.ts';

/** More rows than a spreadsheet is good for, and than any council has. */
const MOST_EXPORTED = 100_000;

/** The invoices of all cases that one may see: what awaits approval, what is to be paid, and what was paid. */
export function addInvoices(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<{ Querystring: Record<string, unknown> }>('/invoices', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const authority = await authorityOf(db, viewer);
    const read = readFilters(request.query, authority.financialYearStarts);
    const { filters, after } = read;
    const { state: _, ...inAnyState } = filters;
    const ofYear = { ...inAnyState, ...financialYear(read.year ?? financialYearOf(today, authority.financialYearStarts), authority.financialYearStarts) };
    const [invoices, sums, sumsOfYear, suppliers, names] = await Promise.all([
      listInvoices(db, viewer, filters, today, at, { most: INVOICES_A_PAGE + 1, ...(after === undefined ? {} : { after }) }), sumInvoices(db, viewer, inAnyState, today, at),
      sumInvoices(db, viewer, ofYear, today, at), suppliersOf(db, viewer, today, at), accountNames(db, viewer.authorityId),
    ]);
    await audit(db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'invoices', filters: filtersSet(filters) } });
    const page = invoicesPage(viewer, { invoices, sums, sumsOfYear, suppliers, names, words: authority.words, financialYearStarts: authority.financialYearStarts }, read, today);
    return sendPage(reply, renderPage('features/invoices/invoices.njk', { ...page, chrome: chrome(request) }));
  });

  app.get<{ Querystring: Record<string, unknown> }>('/invoices.csv', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const { filters } = readFilters(request.query, (await authorityOf(db, viewer)).financialYearStarts);
    const invoices = await listInvoices(db, viewer, filters, today, at, { most: MOST_EXPORTED });
    await audit(db, viewer.authorityId, at, { what: 'exported', accountId: viewer.accountId, detail: { list: 'invoices', filters: filtersSet(filters), invoices: invoices.length } });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="invoices-${today}.csv"`).send(invoicesAsCsv(invoices));
  });
}
