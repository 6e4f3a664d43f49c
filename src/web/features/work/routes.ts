import type { FastifyInstance } from 'fastify';
import { latestStartToLineUp } from '../../../domain/panel-outlook.ts';
import { may } from '../../../domain/viewer.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import { accountNames } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { allServices } from '../../../store/case-people.ts';
import { panelsToLineUp } from '../../../store/panels-to-line-up.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import type { Store } from '../../../store/store.ts';
import { countDue, dueDaysFrom, listDue, listOverdueActions } from '../../../store/work-lists.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { MOST_IN_A_GROUP, readWaitingOn, workPage } from './work-page.ts';

/** What is due, and on whom it waits. */
export function addWork(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<{ Querystring: Record<string, unknown> }>('/work', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const authority = await authorityOf(db, viewer);
    const rules = rulesOf(authority);
    const days = dueDaysFrom(today, rules.calendar);
    const startedBy = may(viewer, 'recordCases') ? latestStartToLineUp(today, rules) : undefined;
    const waitingOn = readWaitingOn(request.query);
    const mine = request.query['mine'] === 'yes' && may(viewer, 'recordCases');
    const ofOfficer = mine ? { caseOfficer: viewer.key } : {};
    const [counts, due, actions, names, services, panels] = await Promise.all([
      countDue(db, viewer, days, at, 'seen', ofOfficer.caseOfficer),
      listDue(db, viewer, days, at, { most: MOST_IN_A_GROUP, ...ofOfficer, ...(waitingOn === undefined ? {} : { waitingOn }) }),
      listOverdueActions(db, viewer, today, at, MOST_IN_A_GROUP),
      accountNames(db, viewer.authorityId),
      allServices(db, viewer.authorityId),
      startedBy === undefined ? { count: 0, cases: [] } : panelsToLineUp(db, viewer, rules.procedures.statutory.standard.measures.stage2, startedBy, today, at, MOST_IN_A_GROUP),
    ]);
    const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
    const service = (of: string | undefined) => valueInWords('service', of ?? null, authority.words, parents);
    await audit(db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'work' } });
    return sendPage(reply, renderPage('features/work/work.njk', { ...workPage(viewer, { counts, due, actions, names, service, panels }, { mine, ...(waitingOn === undefined ? {} : { waitingOn }) }, today, rules), chrome: chrome(request) }));
  });
}
