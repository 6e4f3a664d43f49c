import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../../domain/viewer.ts';
import type { Database } from '../../../store/database.ts';
import { nextPublication } from '../../../store/publications.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import type { Body } from '../../typed-text.ts';
import { renderPage } from '../../views.ts';
import { type Draft, openDraft, prepare, type Prepared } from './draft.ts';

export type OfDraft = { Params: { report: string }; Querystring: { done?: string }; Body: Body };
/** Who asks, when, and for which report on its way out: what every page of one begins with. */
export type Asking = { readonly viewer: Viewer; readonly at: Date; readonly draft: Draft; readonly request: FastifyRequest<OfDraft>; readonly reply: FastifyReply };

/** A handler of one draft: where there is no report of that number it answers that the page is not there. */
export function ofDraft(db: Database, clock: Clock, handle: (asking: Asking) => Promise<unknown>) {
  return async (request: FastifyRequest<OfDraft>, reply: FastifyReply): Promise<unknown> => {
    const viewer = viewerOf(request);
    const draft = await openDraft(db, viewer, request.params.report, todayBy(clock));
    return draft === undefined ? reply.callNotFound() : handle({ viewer, at: clock(), draft, request, reply });
  };
}

/** The draft as it would go out now. */
export async function preparedNow(db: Database, draft: Draft): Promise<Prepared | { readonly nothing: string }> {
  return prepare(db, draft, await nextPublication(db, draft.authority.authorityId));
}

export function addressOfDraft({ kept }: Draft): string {
  return `/reports/${kept.report}/publish`;
}

export function backToPublishing(draft: Draft) {
  return { text: 'Back to publishing', href: addressOfDraft(draft) };
}

export function sendPublishing(request: FastifyRequest, reply: FastifyReply, view: string, page: object, status = 200): FastifyReply {
  return sendPage(reply, renderPage(`features/publishing/${view}.njk`, { ...page, chrome: chrome(request) }), status);
}
