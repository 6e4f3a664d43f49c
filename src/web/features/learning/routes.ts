import type { FastifyInstance } from 'fastify';
import { accountNames } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { allServices } from '../../../store/case-people.ts';
import { type ActionFilters, actionOwners, countActions, listActions, listAnsweredFor } from '../../../store/learning.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { readFilters } from './action-filters.ts';
import { actionsAsCsv } from './actions-csv.ts';
import { ACTIONS_A_PAGE, learningPage } from './learning-page.ts';

/** More rows than a spreadsheet is good for, and than any council has. */
const MOST_EXPORTED = 100_000;

/** The promised actions of all cases that one may see, whether they are done, and whether what was complained about came back. */
export function addLearning(app: FastifyInstance, { db }: Store, clock: Clock): void {
  app.get<{ Querystring: Record<string, unknown> }>('/learning', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const read = readFilters(request.query);
    const { filters, after } = read;
    const { state: _, ...inAnyState } = filters;
    const [authority, actions, counts, owners, names, services, answered] = await Promise.all([
      authorityOf(db, viewer), listActions(db, viewer, filters, today, at, { most: ACTIONS_A_PAGE + 1, ...(after === undefined ? {} : { after }) }),
      countActions(db, viewer, inAnyState, today, at), actionOwners(db, viewer, today, at), accountNames(db, viewer.authorityId), allServices(db, viewer.authorityId),
      listAnsweredFor(db, viewer, today, at, ACTIONS_A_PAGE),
    ]);
    await audit(db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'learning', filters: filtersSet(filters) } });
    const page = learningPage(viewer, { actions, counts, owners, names, services, answered, words: authority.words }, read, today, rulesOf(authority).calendar);
    return sendPage(reply, renderPage('features/learning/learning.njk', { ...page, chrome: chrome(request) }), read.dueError === undefined ? 200 : 400);
  });

  app.get<{ Querystring: Record<string, unknown> }>('/learning.csv', { config: { allow: 'seeCases' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const today = todayBy(clock);
    const { filters } = readFilters(request.query);
    const actions = await listActions(db, viewer, filters, today, at, { most: MOST_EXPORTED });
    await audit(db, viewer.authorityId, at, { what: 'exported', accountId: viewer.accountId, detail: { list: 'learning', filters: filtersSet(filters), actions: actions.length } });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="learning-${today}.csv"`).send(actionsAsCsv(actions));
  });
}

/** The names of the filters that are set: for the audit trail, which holds nothing that was typed. */
function filtersSet(filters: ActionFilters): string {
  return Object.keys(filters).join(', ');
}
