import type { FastifyInstance } from 'fastify';
import type { Viewer } from '../../../domain/viewer.ts';
import { maySeeCase } from '../../../store/access.ts';
import { allAccounts } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { auditFor } from '../../../store/audit-for-viewer.ts';
import { findCase } from '../../../store/case-history.ts';
import { auditUnseen, glassBrokenOn } from '../../../store/hidden-case.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { auditPage, ENTRIES_A_PAGE, filtersOf, readAudit } from './audit-page.ts';

type Query = { Querystring: Record<string, unknown> };

/** Who did what, as far as the reader may see the cases it is about. */
export function addAudit(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const seenCase = async (viewer: Viewer, ref: string): Promise<number | undefined> => {
    for (const kind of ['representation', 'compliment'] as const) {
      const held = await findCase(db, viewer.authorityId, kind, ref);
      if (held !== undefined && await maySeeCase(db, viewer, held.caseId, todayBy(clock), clock())) return held.caseId;
    }
    return undefined;
  };
  const page = (after: ReturnType<typeof readAudit>['after']) => ({ most: ENTRIES_A_PAGE + 1, ...(after === undefined ? {} : { after }) });

  app.get<Query>('/audit', { config: { allow: 'seeAudit' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const asked = readAudit(request.query);
    const caseId = asked.ref === '' ? undefined : await seenCase(viewer, asked.ref);
    const unknown = asked.ref !== '' && caseId === undefined;
    const [lines, accounts] = await Promise.all([unknown ? [] : auditFor(db, viewer, filtersOf(asked, caseId), todayBy(clock), at, page(asked.after)), allAccounts(db, viewer.authorityId)]);
    await audit(db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'audit' } });
    const made = auditPage(asked, { lines, accounts }, '/audit', unknown ? { error: 'Enter the reference of a case that you can see' } : undefined);
    return sendPage(reply, renderPage('features/audit/audit.njk', { ...made, chrome: chrome(request) }), unknown ? 400 : 200);
  });

  app.get<Query & { Params: { ref: string } }>('/cases/:ref/audit', { config: { allow: 'seeAudit' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const at = clock();
    const { ref } = request.params;
    const held = await findCase(db, viewer.authorityId, 'representation', ref);
    if (held === undefined || !(await maySeeCase(db, viewer, held.caseId, todayBy(clock), at))) {
      await auditUnseen(db, viewer, 'representation', ref, 'see who has seen a case', at);
      return reply.callNotFound();
    }
    const asked = readAudit(request.query);
    const [lines, accounts, glassBroken] = await Promise.all([
      auditFor(db, viewer, filtersOf(asked, held.caseId), todayBy(clock), at, page(asked.after)), allAccounts(db, viewer.authorityId), glassBrokenOn(db, viewer.authorityId, held.caseId),
    ]);
    await audit(db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, caseId: held.caseId, detail: { list: 'audit of a case' } });
    const path = `/cases/${encodeURIComponent(ref)}`;
    const made = auditPage(asked, { lines, accounts, glassBroken }, `${path}/audit`, { caseRef: ref });
    return sendPage(reply, renderPage('features/audit/audit.njk', { ...made, backTo: { text: `Back to ${ref}`, href: path }, chrome: chrome(request) }));
  });
}
