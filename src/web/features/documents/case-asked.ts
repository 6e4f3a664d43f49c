import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RepresentationFile } from '../../../domain/case-file.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { caseFor, type SeenCase } from '../../../store/case-for-viewer.ts';
import type { Database } from '../../../store/database.ts';
import { type CaseDocument, findDocument } from '../../../store/documents.ts';
import { auditUnseen } from '../../../store/hidden-case.ts';
import { type Clock, todayBy, viewerOf } from '../../request-context.ts';

export type CaseAsked = { readonly viewer: Viewer; readonly seen: SeenCase & { readonly file: RepresentationFile } };

const LONGEST_REFERENCE = 100;

/** The case asked for; undefined, once answered as for one that does not exist, where the viewer may not see it. */
export async function caseAsked(database: Database, clock: Clock, request: FastifyRequest<{ Params: { ref: string } }>, reply: FastifyReply): Promise<CaseAsked | undefined> {
  const viewer = viewerOf(request);
  const { ref } = request.params;
  const seen = ref.length > LONGEST_REFERENCE ? undefined : await caseFor(database, viewer, 'representation', ref, todayBy(clock), clock());
  if (seen?.file.kind === 'representation') return { viewer, seen: { ...seen, file: seen.file } };
  if (seen === undefined && ref.length <= LONGEST_REFERENCE) await auditUnseen(database, viewer, 'representation', ref, 'see the documents of a case', clock());
  reply.callNotFound();
  return undefined;
}

/** A document of a case that is kept, under the same rule. */
export async function documentAsked(database: Database, clock: Clock, request: FastifyRequest<{ Params: { ref: string; document: string } }>, reply: FastifyReply): Promise<(CaseAsked & { readonly document: CaseDocument }) | undefined> {
  const asked = await caseAsked(database, clock, request, reply);
  if (asked === undefined) return undefined;
  const number = /^[1-9]\d{0,5}$/.test(request.params.document) ? Number(request.params.document) : undefined;
  const document = number === undefined ? undefined : await findDocument(database, asked.viewer, asked.seen.caseId, number);
  if (document?.state === 'kept') return { ...asked, document };
  reply.callNotFound();
  return undefined;
}
