import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { may, type Viewer } from '../../../domain/viewer.ts';
import { accountNames } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { whoHasLooked } from '../../../store/audit-for-viewer.ts';
import type { CaseKeys } from '../../../store/case-keys.ts';
import { caseFor, type SeenCase } from '../../../store/case-for-viewer.ts';
import { allServices, partiesOf } from '../../../store/case-people.ts';
import { askForHiddenCase, auditUnseen } from '../../../store/hidden-case.ts';
import { type Person, personFor } from '../../../store/people.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import type { Store } from '../../../store/store.ts';
import type { CaseKind } from '../../../store/tables.ts';
import { documentsPanel, historyFor } from '../../documents-of-case.ts';
import { chrome } from '../../guard.ts';
import { possibleActs, possibleActsOn, recordedInWords } from '../../possible-acts.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { casePage } from './case-page.ts';
import { readSupposedDays } from './clock-panels.ts';
import { complimentPage } from './compliment-page.ts';

type WithRef = { Params: { ref: string }; Querystring: Record<string, unknown> };

const reasonForm = z.object({ reason: z.string().max(2000) });
const SHORTEST_REASON = 10;

/** The page of a case and of a compliment, and asking to see a case that is hidden. */
export function addCase(app: FastifyInstance, { db }: Store, clock: Clock, caseKeys: CaseKeys): void {
  const seenOrAudited = async (viewer: Viewer, kind: CaseKind, ref: string): Promise<SeenCase | undefined> => {
    const at = clock();
    const seen = await caseFor(db, viewer, kind, ref, todayBy(clock), at);
    if (seen === undefined) await auditUnseen(db, viewer, kind, ref, `view a ${kind}`, at);
    return seen;
  };

  app.get<WithRef>('/cases/:ref', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const seen = await seenOrAudited(viewer, 'representation', request.params.ref);
    if (seen?.file.kind !== 'representation') return reply.callNotFound();
    const { file, caseId, authority } = seen;
    const at = clock();
    const today = todayBy(clock);
    await audit(db, viewer.authorityId, at, { what: 'viewed', accountId: viewer.accountId, caseId });
    const keys = [...new Set([...(file.received.complainant === undefined ? [] : [file.received.complainant]), ...(file.received.children ?? [])])];
    const [names, parties, services, found, looked] = await Promise.all([
      accountNames(db, viewer.authorityId), partiesOf(db, viewer.authorityId, caseId), allServices(db, viewer.authorityId),
      Promise.all(keys.map((key) => personFor(db, viewer, key, today, at))), may(viewer, 'seeAudit') ? whoHasLooked(db, viewer.authorityId, caseId) : undefined,
    ]);
    // By the key that the events have, whatever it leads to.
    const people = new Map(found.flatMap((person, index): [string, Person][] => (person === undefined ? [] : [[keys[index]!, person]])));
    const recorded = recordedInWords(typeof request.query['done'] === 'string' ? request.query['done'] : undefined);
    const documents = await documentsPanel(db, caseKeys, viewer, { caseId, file, history: seen.history }, names, today);
    const page = casePage({ ...seen, file, history: historyFor(viewer, seen.history) }, {
      documents,
      names, parties, services, people, plans: may(viewer, 'recordCases'), steps: possibleActs(file, viewer), rules: rulesOf(authority), today, supposedDays: readSupposedDays(request.query['days']), keepsRecords: may(viewer, 'decideCases'),
      ...(looked === undefined ? {} : { looked }), ...(recorded === undefined ? {} : { recorded }),
    });
    return sendPage(reply, renderPage('features/case/case.njk', { ...page, chrome: chrome(request) }));
  });

  app.get<WithRef>('/compliments/:ref', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const seen = await seenOrAudited(viewer, 'compliment', request.params.ref);
    if (seen?.file.kind !== 'compliment') return reply.callNotFound();
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: seen.caseId });
    const [names, services, looked] = await Promise.all([
      accountNames(db, viewer.authorityId), allServices(db, viewer.authorityId), may(viewer, 'seeAudit') ? whoHasLooked(db, viewer.authorityId, seen.caseId) : undefined,
    ]);
    const recorded = recordedInWords(typeof request.query['done'] === 'string' ? request.query['done'] : undefined);
    const acts = possibleActsOn(seen.file, `/compliments/${encodeURIComponent(seen.ref)}`, viewer);
    const page = complimentPage({ ...seen, file: seen.file }, { names, services, acts, ...(recorded === undefined ? {} : { recorded }), ...(looked === undefined ? {} : { looked }) });
    return sendPage(reply, renderPage('features/case/compliment.njk', { ...page, chrome: chrome(request) }));
  });

  app.get<{ Querystring: Record<string, unknown> }>('/break-glass', { config: { allow: 'breakGlass' } }, async (request, reply) => {
    const ref = typeof request.query['ref'] === 'string' ? request.query['ref'].trim() : undefined;
    if (ref !== undefined && ref !== '') return reply.redirect(`/cases/${encodeURIComponent(ref)}/break-glass`);
    const errors = ref === undefined ? [] : [{ text: 'Enter the reference that you were given', href: '#ref' }];
    return sendPage(reply, renderPage('features/case/which-hidden-case.njk', { title: 'A reference that you cannot see', errors, backTo: { text: 'Back to cases', href: '/cases' }, chrome: chrome(request) }), ref === undefined ? 200 : 400);
  });

  const askPage = (request: FastifyRequest, reply: FastifyReply, ref: string, reason: string, error?: string) =>
    sendPage(reply, renderPage('features/case/break-glass.njk', {
      title: `Ask to see ${ref}`, ref, action: `/cases/${encodeURIComponent(ref)}/break-glass`, reason, error, errors: error === undefined ? [] : [{ text: error, href: '#reason' }],
      backTo: { text: 'Back to cases', href: '/cases' }, chrome: chrome(request),
    }), error === undefined ? 200 : 400);

  app.get<WithRef>('/cases/:ref/break-glass', { config: { allow: 'breakGlass' } }, async (request, reply) => {
    const { ref } = request.params;
    if (await caseFor(db, viewerOf(request), 'representation', ref, todayBy(clock), clock()) !== undefined) return reply.redirect(`/cases/${encodeURIComponent(ref)}`);
    return askPage(request, reply, ref, '');
  });

  app.post<WithRef>('/cases/:ref/break-glass', { config: { allow: 'breakGlass' } }, async (request, reply) => {
    const { ref } = request.params;
    const form = reasonForm.safeParse(request.body);
    const reason = form.success ? form.data.reason.replaceAll('\0', '').trim() : '';
    if (reason === '') return askPage(request, reply, ref, reason, form.success ? 'Enter why you need to see this case' : 'Reason must be 2,000 characters or fewer');
    if (reason.length < SHORTEST_REASON) return askPage(request, reply, ref, reason, 'Say in a few words why you need to see this case');
    const answer = await askForHiddenCase(db, viewerOf(request), ref, reason, todayBy(clock), clock());
    if (answer === 'too often') return askPage(request, reply, ref, reason, 'You have asked for five references within an hour. Wait, or speak to your complaints manager');
    return sendPage(reply, renderPage('features/case/asked-for-hidden-case.njk', { title: 'Your reason is on record', ref, href: `/cases/${encodeURIComponent(ref)}`, backTo: { text: 'Back to cases', href: '/cases' }, chrome: chrome(request) }));
  });
}
