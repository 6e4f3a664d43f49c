import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { htmlOf } from '../../../reporting/exporters/html.ts';
import { publish } from '../../../store/publications.ts';
import { withPictures } from '../../../reporting/pictures/pictures-of-report.ts';
import type { Store } from '../../../store/store.ts';
import { sentMark } from '../../form-mark.ts';
import { type Clock, sendPage } from '../../request-context.ts';
import { textOf } from '../../typed-text.ts';
import { whatBlocks } from './draft.ts';
import { frozenIfSeen, NotAsSeen } from './frozen-if-seen.ts';
import { backToPublishing, ofDraft, type OfDraft, preparedNow, sendPublishing } from './of-draft.ts';
import { publishPage } from './publish-page.ts';

/** Everything that is decided before a report goes out, in order; what goes out; and publishing it. */
export function addPublish(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;

  app.get<OfDraft>('/reports/:report/publish', { config }, ofDraft(db, clock, async ({ viewer, draft, request, reply }) => sendPublishing(request, reply, 'publish', publishPage(viewer, draft, await preparedNow(db, draft), randomUUID()))));

  app.post<OfDraft>('/reports/:report/publish', { config: { allow: 'publishReports' } }, ofDraft(db, clock, async ({ viewer, at, draft: { kept, today }, request, reply }) => {
    const { form } = sentMark(request.body);
    try {
      const publication = await publish(db, viewer, form, kept.report, (number, records) => frozenIfSeen(records, viewer, kept.report, number, textOf(request.body, 'seal'), today), at);
      return await reply.redirect(`/publications/${publication}?done=published`, 303);
    } catch (error) {
      if (!(error instanceof NotAsSeen)) throw error;
      const { draft, prepared: now } = error;
      const blocks = 'nothing' in now ? [{ text: now.nothing, href: '#main-content' }] : whatBlocks(now).map(({ text }) => ({ text, href: '#before' }));
      const errors = blocks.length > 0 ? blocks : [{ text: 'The report is not the one that you looked at: something changed since. Look at it again, then publish it', href: '#before' }];
      return sendPublishing(request, reply, 'publish', publishPage(viewer, draft, now, randomUUID(), errors), 409);
    }
  }));

  app.get<OfDraft>('/reports/:report/publish/preview', { config }, ofDraft(db, clock, async ({ viewer, draft, request, reply }) => {
    const now = await preparedNow(db, draft);
    if ('nothing' in now) return sendPublishing(request, reply, 'publish', publishPage(viewer, draft, now, randomUUID()));
    return sendPage(reply, htmlOf(await withPictures(db, viewer.authorityId, now.editions.printed), {
      title: 'What goes out', says: [`To the letter as publication P${now.publication} would print it${draft.hasCutOff ? '' : ', but for the cut-off day, which is still to be chosen'}.`], links: [backToPublishing(draft)],
      casesBehind: (reference) => `/reports/${draft.kept.report}/tables/${reference.split('-').at(-1) ?? ''}`,
    }));
  }));
}
