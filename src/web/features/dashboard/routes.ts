import type { FastifyInstance } from 'fastify';
import { composeDashboard, dashboardPeriods, type DashboardPeriod, lastFourQuarters } from '../../../reporting/dashboard.ts';
import { inCouncilWords } from '../../../reporting/council-words.ts';
import { heldOf, periodsHeld } from '../../../reporting/held.ts';
import { openClocks, pacesOf } from '../../../reporting/open-clocks.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { allServices } from '../../../store/case-people.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { allOf } from '../../question-address.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { dashboardPage } from './dashboard-page.ts';

/** How complaints stand now, of the council or one service: for heads of service and leaders. */
export function addDashboard(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<{ Querystring: Record<string, unknown> }>('/dashboard', { config: { allow: 'seeFigures' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const [authority, services] = await Promise.all([authorityOf(db, viewer), allServices(db, viewer.authorityId)]);
    const { calendar, conventions } = rulesOf(authority);
    const typed = allOf(request.query, 'service')[0];
    const service = typed === undefined ? viewer.answersFor?.find((one) => services.some((node) => node.service === one)) : services.find((node) => node.service === typed)?.service;
    const choice = periodFrom(allOf(request.query, 'period')[0]);
    const found = await db.transaction().setIsolationLevel('repeatable read').execute(async (state) => {
      const figures = await composeDashboard(state, authority, { ...(service === undefined ? {} : { service }), choice, today, words: (text) => inCouncilWords(text, authority.words) });
      const paces = await pacesOf(state, viewer.authorityId, lastFourQuarters(today, authority.financialYearStarts), calendar);
      const { coverage } = await heldOf(state, viewer.authorityId);
      return { figures, held: await periodsHeld(state, viewer.authorityId, coverage, today), clocks: await openClocks(state, viewer, service, paces, { calendar, conventions }, today, at) };
    });
    await audit(db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'dashboard', period: choice, ...(service === undefined ? {} : { service: 'one' }) } });
    const unknown = typed !== undefined && typed !== '' && service === undefined;
    const page = dashboardPage(viewer, authority, services, { ...found, choice, at, today, ...(service === undefined ? {} : { service }), unknown, allLate: allOf(request.query, 'late')[0] === 'all' });
    return sendPage(reply, renderPage('features/dashboard/dashboard.njk', { ...page, chrome: chrome(request) }), unknown ? 400 : 200);
  });
}

function periodFrom(typed: string | undefined): DashboardPeriod {
  return typed !== undefined && Object.hasOwn(dashboardPeriods, typed) ? (typed as DashboardPeriod) : 'this-quarter';
}
