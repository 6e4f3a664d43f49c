import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CaseFile } from '../../../domain/case-file.ts';
import { fileOf } from '../../../domain/evolve.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { audit } from '../../../store/audit.ts';
import type { SeenCase, SentForm } from '../../../store/case-for-viewer.ts';
import type { Database } from '../../../store/database.ts';
import type { TypedFields } from '../../../store/drafts.ts';
import { chrome } from '../../guard.ts';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { typedFrom } from './read-form.ts';

/** What a form about a case brought. `intent`: the button that was pressed, where it was not the one that records; `regardless`: warnings were read. */
export type Brought = { readonly typed: TypedFields; readonly sent: SentForm; readonly intent: string | undefined; readonly regardless: boolean };

const sentShape = z.object({ form: z.uuid(), version: z.coerce.number().int().min(0).max(100_000) });
const ownFields = new Set(['formToken', 'version', 'form', 'intent', 'regardless']);

/** What a form brought; nothing where it is none of ours. */
export function broughtBy(body: unknown, seen: SeenCase): Brought | undefined {
  const brought = typedFrom(body);
  const sent = sentShape.safeParse(brought);
  if (brought === undefined || !sent.success || sent.data.version > seen.version) return undefined;
  return { typed: Object.fromEntries(Object.entries(brought).filter(([name]) => !ownFields.has(name))), sent: sent.data, intent: brought['intent'], regardless: brought['regardless'] === 'yes' };
}

/** The case as it stood when the sender of a form opened it. */
export function fileAt({ history }: SeenCase, version: number): CaseFile | undefined {
  return fileOf(history.slice(0, version).map((one) => one.event));
}

type Sender = { readonly viewer: Viewer; readonly at: Date; readonly seen: SeenCase; readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Answers a form that is none of ours. `openAgain`: how to come by one that is. */
export async function turnBack(db: Database, { viewer, at, seen, request, reply }: Sender, openAgain: string): Promise<FastifyReply> {
  await audit(db, viewer.authorityId, at, { what: 'refused', accountId: viewer.accountId, caseId: seen.caseId, detail: { route: request.routeOptions.url ?? '', why: 'form not of ours' } });
  return sendPage(reply, renderPage('error.njk', { chrome: chrome(request), title: 'This form cannot be used', paragraphs: [`Something in it is not as our page made it. ${openAgain} Nothing was recorded.`] }), 400);
}

/** Answers a draft that was kept: the script that keeps them while somebody types needs no page. */
export function answerDraft({ request, reply }: Pick<Sender, 'request' | 'reply'>): FastifyReply {
  return request.headers['x-candour-draft'] === undefined ? reply.redirect(request.url, 303) : reply.code(204).send();
}
