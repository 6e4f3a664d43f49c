import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActContext } from '../../../domain/acts/context.ts';
import type { RepresentationFile } from '../../../domain/case-file.ts';
import { type Day, parseDay } from '../../../domain/day.ts';
import { type PanelAnswer, panelAnswers } from '../../../domain/pool.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import { accountNames } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { caseFor, type SeenCase } from '../../../store/case-for-viewer.ts';
import { allServices } from '../../../store/case-people.ts';
import { auditUnseen } from '../../../store/hidden-case.ts';
import { recordAnswers } from '../../../store/pool.ts';
import { type PoolMemberForCase, poolForCase } from '../../../store/pool-for-case.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { recordedInWords } from '../../possible-acts.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { withSearchWords } from '../../search-words.ts';
import { renderPage } from '../../views.ts';
import { choosePage, isPart } from './choose-page.ts';
import { panelPage } from './panel-page.ts';

type OfCase = { Params: { ref: string }; Querystring: Readonly<Record<string, unknown>>; Body: Readonly<Record<string, unknown>> | undefined };
type Admitted = { readonly seen: SeenCase; readonly file: RepresentationFile; readonly pool: readonly PoolMemberForCase[]; readonly context: ActContext };

const LONGEST_REFERENCE = 100;
const MOST_TYPED = 100;
const config = { allow: 'recordCases' } as const;

/** The pool against one case: whom to appoint, and when a panel can meet. */
export function addPanels(app: FastifyInstance, { db }: Store, clock: Clock): void {
  async function admit(request: FastifyRequest, ref: string, act: string): Promise<Admitted | undefined> {
    const viewer = viewerOf(request);
    const today = todayBy(clock);
    const at = clock();
    const seen = ref.length > LONGEST_REFERENCE ? undefined : await caseFor(db, viewer, 'representation', ref, today, at);
    if (seen?.file.kind !== 'representation') {
      await auditUnseen(db, viewer, 'representation', ref.slice(0, LONGEST_REFERENCE), act, at);
      return undefined;
    }
    const services = await allServices(db, viewer.authorityId);
    const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
    const pool = await poolForCase(db, viewer, seen.file, today, at, (service) => valueInWords('service', service, seen.authority.words, parents));
    return { seen, file: seen.file, pool, context: { ...rulesOf(seen.authority), today, pool } };
  }

  app.get<OfCase & { Params: { part: string } }>('/cases/:ref/pool/:part', { config }, async (request, reply) => {
    const { ref, part } = request.params;
    const admitted = isPart(part) ? await admit(request, ref, 'choose from the pool') : undefined;
    if (admitted === undefined || !isPart(part)) return reply.callNotFound();
    const viewer = viewerOf(request);
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: admitted.seen.caseId, detail: { list: 'pool', part } });
    const given = (await withSearchWords(db, viewer, request.query, 'find')).query['find'];
    const find = typeof given === 'string' ? given.trim().slice(0, MOST_TYPED).replaceAll('\0', '') : '';
    return sendPage(reply, renderPage('features/pool/choose.njk', { ...choosePage(admitted.file, part, admitted.pool, find, admitted.context), chrome: chrome(request) }));
  });

  app.get<OfCase>('/cases/:ref/panel', { config }, async (request, reply) => {
    const admitted = await admit(request, request.params.ref, 'plan the panel');
    if (admitted === undefined) return reply.callNotFound();
    const viewer = viewerOf(request);
    await audit(db, viewer.authorityId, clock(), { what: 'viewed', accountId: viewer.accountId, caseId: admitted.seen.caseId, detail: { page: 'panel' } });
    return showPanel(request, reply, admitted);
  });

  async function showPanel(request: FastifyRequest<OfCase>, reply: FastifyReply, { seen, file, pool, context }: Admitted): Promise<FastifyReply> {
    const { day, done } = request.query;
    const page = panelPage(file, seen.history, pool, await accountNames(db, viewerOf(request).authorityId), context, typeof day === 'string' ? parseDay(day) : undefined);
    const recorded = done === 'answers' ? 'What they said of this day is on record.' : recordedInWords(typeof done === 'string' ? done : undefined);
    return sendPage(reply, renderPage('features/pool/panel.njk', { ...page, chrome: chrome(request), recorded, answersOpen: done === 'answers' || typeof day === 'string' }));
  }

  app.post<OfCase>('/cases/:ref/panel/answers', { config }, async (request, reply) => {
    const admitted = await admit(request, request.params.ref, 'plan the panel');
    if (admitted === undefined) return reply.callNotFound();
    const given = request.body?.['day'];
    const on = typeof given === 'string' ? parseDay(given) : undefined;
    if (on === undefined || on < admitted.context.today) return sendPage(reply, renderPage('error.njk', { chrome: chrome(request), title: 'This form cannot be used', paragraphs: ['The day that it is about has passed or is none. Open the page of the panel again. Nothing was recorded.'] }), 400);
    const changed = admitted.pool.flatMap((member): { readonly member: number; readonly on: Day; readonly answer: PanelAnswer | 'nothing' }[] => {
      const said = request.body?.[`answer-${member.of.member}`];
      const answer = said === 'nothing' ? said : panelAnswers.find((one) => one === said);
      const before = member.answers.find((one) => one.on === on)?.answer ?? 'nothing';
      return answer === undefined || answer === before ? [] : [{ member: member.of.member, on, answer }];
    });
    await recordAnswers(db, viewerOf(request), changed, clock());
    return reply.redirect(`/cases/${encodeURIComponent(admitted.seen.ref)}/panel?day=${on}&done=answers#chosen`, 303);
  });
}
