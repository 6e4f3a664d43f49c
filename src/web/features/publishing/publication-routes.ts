import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Viewer } from '../../../domain/viewer.ts';
import { exportChart, exportReport, findChartFormat, findFormat } from '../../../reporting/exporters/all.ts';
import { htmlOf } from '../../../reporting/exporters/html.ts';
import { layoutOf } from '../../../reporting/kept-layout.ts';
import { changedSince } from '../../../reporting/publishing/changed-since.ts';
import { withPictures } from '../../../reporting/pictures/pictures-of-report.ts';
import { composePublication, keptReport } from '../../../reporting/publishing/compose-publication.ts';
import { compareMadeAgain } from '../../../reporting/publishing/made-again.ts';
import { accountNames } from '../../../store/accounts.ts';
import { audit, auditTrail } from '../../../store/audit.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { loadEvents } from '../../../store/case-history.ts';
import { casesShownTo } from '../../../store/cases-shown.ts';
import { findPublication, type Publication, publicationsOf, withdrawPublication } from '../../../store/publications.ts';
import { findReportTemplate } from '../../../store/report-templates.ts';
import type { Store } from '../../../store/store.ts';
import { movedOn, type Since } from '../../changed-since.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { numberIn } from '../../number-in-address.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { type Body, textOf } from '../../typed-text.ts';
import { changesPage } from './changes-page.ts';
import { reasonFault } from './fields.ts';
import { sendPublishing } from './of-draft.ts';
import { publicationPage, publicationsPage } from './publication-page.ts';

type OfPublication = { Params: { publication: string }; Querystring: { done?: string }; Body: Body };
const SETTINGS_LOOKED_THROUGH = 2000;
const MOST_SETTINGS = 20;

/** What a council has published, for those inside: as it went out, its files and proof, made again, and what has changed since. */
export function addPublications(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'seeFigures' } as const;

  const opened = async (request: FastifyRequest<OfPublication>): Promise<{ viewer: Viewer; publication: Publication } | undefined> => {
    const viewer = viewerOf(request);
    const number = numberIn(request.params.publication);
    const publication = number === undefined ? undefined : await findPublication(db, viewer.authorityId, number);
    return publication && { viewer, publication };
  };

  const pageOf = async (viewer: Viewer, publication: Publication, said: Parameters<typeof publicationPage>[4]) => {
    const [all, names] = await Promise.all([publicationsOf(db, viewer.authorityId), accountNames(db, viewer.authorityId)]);
    return publicationPage(viewer, publication, all, names, said);
  };

  app.get('/publications', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const [publications, names] = await Promise.all([publicationsOf(db, viewer.authorityId), accountNames(db, viewer.authorityId)]);
    return sendPublishing(request, reply, 'publications', publicationsPage(viewer, publications, names));
  });

  app.get<OfPublication>('/publications/:publication', { config }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { done } = request.query;
    return sendPublishing(request, reply, 'publication', await pageOf(found.viewer, found.publication, { ...(done === 'published' || done === 'withdrawn' ? { done } : {}), withdraw: { reason: '' } }));
  });

  app.post<OfPublication>('/publications/:publication/withdraw', { config: { allow: 'publishReports' } }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { viewer, publication } = found;
    const reason = textOf(request.body, 'reason');
    const error = reasonFault(reason, 'why it is taken back');
    if (error !== undefined) return sendPublishing(request, reply, 'publication', await pageOf(viewer, publication, { withdraw: { reason, error } }), 400);
    const done = await withdrawPublication(db, viewer, publication.publication, reason, clock());
    const now = done ? undefined : await findPublication(db, viewer.authorityId, publication.publication);
    if (now?.withdrawn === undefined || (now.withdrawn.by === viewer.accountId && now.withdrawn.reason === reason)) return reply.redirect(`/publications/${publication.publication}?done=withdrawn`, 303);
    const since: Since = { changes: [], now: 'Somebody took it back already.', typed: [reason], next: 'A publication is taken back once: the reason that was given first stands below.' };
    return sendPublishing(request, reply, 'publication', { ...await pageOf(viewer, now, { withdraw: { reason } }), errors: [movedOn], since }, 409);
  });

  app.get<OfPublication>('/publications/:publication/report', { config }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { publication } = found;
    return sendPage(reply, htmlOf(await withPictures(db, found.viewer.authorityId, keptReport(publication.printed)), {
      title: `Publication P${publication.publication}`, says: publication.withdrawn === undefined ? ['As it went out.'] : [`As it went out. It was taken back: ${publication.withdrawn.reason}`],
      links: [{ text: 'Back to the publication', href: `/publications/${publication.publication}` }], casesBehind: (reference) => `/publications/${publication.publication}/tables/${reference.split('-').at(-1) ?? ''}`,
    }));
  });

  app.get<{ Params: { publication: string; format: string } } & OfPublication>('/publications/:publication/files/:format', { config }, async (request, reply) => {
    const found = await opened(request);
    const format = findFormat(request.params.format);
    if (found === undefined || format === undefined) return reply.callNotFound();
    const { viewer, publication } = found;
    const template = format.key === 'docx' ? await findReportTemplate(db, viewer.authorityId) : undefined;
    const options = template === undefined ? {} : { template: (await import('../../../reporting/exporters/word-template.ts')).keptTemplate(template.content) };
    const { content, mediaType, fileName } = await exportReport(await withPictures(db, viewer.authorityId, keptReport(publication.printed)), format, options);
    await audit(db, viewer.authorityId, clock(), { what: 'exported', accountId: viewer.accountId, detail: { publication: publication.publication, format: format.key } });
    return reply.type(mediaType).header('content-disposition', `attachment; filename="P${publication.publication}-${fileName}"`).send(content);
  });

  /** One chart as it went out, as a picture for a slide or a page of somebody's own. */
  app.get<{ Params: { publication: string; figure: string; format: string } } & OfPublication>('/publications/:publication/charts/:figure/:format', { config }, async (request, reply) => {
    const found = await opened(request);
    const format = findChartFormat(request.params.format);
    const figure = numberIn(request.params.figure);
    const made = found === undefined || format === undefined || figure === undefined ? undefined : await exportChart(keptReport(found.publication.printed), figure, format);
    if (found === undefined || made === undefined || figure === undefined) return reply.callNotFound();
    const { viewer, publication } = found;
    await audit(db, viewer.authorityId, clock(), { what: 'exported', accountId: viewer.accountId, detail: { publication: publication.publication, figure, format: request.params.format } });
    return reply.type(made.mediaType).header('content-disposition', `attachment; filename="P${publication.publication}-${made.fileName}"`).send(made.content);
  });

  app.get<OfPublication>('/publications/:publication/again', { config }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { viewer, publication } = found;
    const kept = { whole: keptReport(publication.whole), printed: keptReport(publication.printed) };
    const again = await composePublication(db, {
      authority: await authorityOf(db, viewer), layout: layoutOf(publication.layout), period: { from: publication.from, to: publication.to }, asAt: publication.asAt, madeOn: kept.printed.madeOn, reference: `P${publication.publication}`,
      beside: publication.beside, ...(publication.disclosure === undefined ? {} : { disclosure: publication.disclosure }),
    });
    const { same, differences } = compareMadeAgain(kept, again);
    const names = await accountNames(db, viewer.authorityId);
    const settings = same ? [] : (await auditTrail(db, viewer.authorityId, { most: SETTINGS_LOOKED_THROUGH })).filter(({ what, at }) => what === 'settings changed' && at > publication.publishedAt);
    return sendPublishing(request, reply, 'again', {
      title: `P${publication.publication} made again`, name: publication.title, backTo: { text: `Publication P${publication.publication}`, href: `/publications/${publication.publication}` }, same, proof: kept.printed.stamp.hash,
      groups: [...Map.groupBy(differences, ({ group }) => group)].map(([group, rows]) => ({ group, rows: rows.map(({ place, was, now }) => ({ place, was: was ?? 'Not there', now: now ?? 'Not there any more' })) })),
      settings: settings.slice(0, MOST_SETTINGS).map(({ at, accountId, detail }) => ({ what: settingInWords(detail), who: `${names.get(`U${accountId ?? 0}`) ?? 'somebody without an account'}, ${instantInWords(at)}` })),
    });
  });

  app.get<OfPublication>('/publications/:publication/changes', { config }, async (request, reply) => {
    const found = await opened(request);
    if (found === undefined) return reply.callNotFound();
    const { viewer, publication } = found;
    const at = clock();
    const authority = await authorityOf(db, viewer);
    const since = await changedSince(db, authority, { layout: layoutOf(publication.layout), whole: keptReport(publication.whole), asAt: publication.asAt, publishedAt: publication.publishedAt });
    const moving = [...new Set(since.moved.flatMap(({ cases }) => cases))];
    const shown = await casesShownTo(db, viewer, moving, todayBy(clock), at);
    const histories = shown.length === 0 ? new Map() : await loadEvents(db, viewer.authorityId, shown.map(({ caseId }) => caseId));
    await audit(db, viewer.authorityId, at, { what: 'listed', accountId: viewer.accountId, detail: { list: 'changes since a publication', publication: publication.publication, cases: shown.length } });
    return sendPublishing(request, reply, 'changes', changesPage(publication, since, shown, histories, await accountNames(db, viewer.authorityId), authority.words));
  });
}

/** The kind of setting that an entry of the audit trail names. */
function settingInWords(detail: Readonly<Record<string, unknown>>): string {
  const [name, value] = Object.entries(detail).find(([key]) => key !== 'change') ?? ['setting', ''];
  const plain = name === 'setting' ? String(value) : name;
  return plain.slice(0, 1).toUpperCase() + plain.slice(1).replaceAll(/(?=[A-Z])/gu, ' ').toLowerCase();
}
