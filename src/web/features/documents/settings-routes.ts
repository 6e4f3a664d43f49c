import type { FastifyInstance } from 'fastify';
import { MOST_LARGEST_MEGABYTES } from '../../../domain/documents.ts';
import { largestDocument, saveLargestDocument } from '../../../store/documents.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';

/** How large a file may be, for a council. */
export function addDocumentSettings(app: FastifyInstance, { db }: Store, clock: Clock, scanned: boolean): void {
  const page = (around: object, megabytes: string, saved: boolean, error?: string) => renderPage('features/documents/settings.njk', {
    title: 'Documents', chrome: around, backTo: { text: 'Administration', href: '/administration' }, megabytes, saved, most: MOST_LARGEST_MEGABYTES, scanned, error, errors: error === undefined ? [] : [{ text: error, href: '#megabytes' }],
  });

  app.get<{ Querystring: { saved?: string } }>('/administration/documents', { config: { allow: 'keepRecords' } }, async (request, reply) => {
    const { megabytes } = await largestDocument(db, viewerOf(request).authorityId);
    return sendPage(reply, page(chrome(request), String(megabytes), request.query.saved === 'yes'));
  });

  app.post('/administration/documents', { config: { allow: 'keepRecords' } }, async (request, reply) => {
    const sent = (request.body as Readonly<Record<string, unknown>> | undefined)?.['megabytes'];
    const typed = typeof sent === 'string' ? sent.trim().slice(0, 20) : '';
    const megabytes = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
    if (megabytes < 1 || megabytes > MOST_LARGEST_MEGABYTES) return sendPage(reply, page(chrome(request), typed, false, `Largest file must be a whole number of megabytes from 1 to ${MOST_LARGEST_MEGABYTES}`), 400);
    await saveLargestDocument(db, viewerOf(request), megabytes, clock());
    return reply.redirect('/administration/documents?saved=yes', 303);
  });
}
