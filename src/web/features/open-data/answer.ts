import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from './shapes.ts';

/** Time for a council to take something back: nobody keeps an answer for longer without asking again. */
const SECONDS_KEPT = 300;
const CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

const titles: Readonly<Record<number, string>> = { 400: 'Bad Request', 404: 'Not Found', 410: 'Gone', 429: 'Too Many Requests', 500: 'Internal Server Error', 503: 'Service Unavailable' };

/** Says what is wrong as RFC 9457 has it. */
export function sendProblem(reply: FastifyReply, status: number, detail: string, more: Pick<Problem, 'errors' | 'available'> = {}): FastifyReply {
  const problem: Problem = { type: 'about:blank', title: titles[status] ?? 'Error', status, detail, ...more };
  return reply.code(status).header('content-security-policy', CONTENT_SECURITY_POLICY).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

export type Content = { readonly mediaType: string; readonly body: string | Buffer; readonly fileName?: string };

export function json(value: object): Content {
  return { mediaType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/**
 * Sends an answer that may be kept for a while, or says that the one that the asker has is still right.
 * @param of the hash of what was printed, where it is of one publication. The answer's own stands beside it: a newer Candour may say more of the same
 */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, { mediaType, body, fileName }: Content, of?: string): FastifyReply {
  const own = createHash('sha256').update(body).digest('hex');
  const quoted = of === undefined ? `"${own}"` : `"${of}-${own.slice(0, 16)}"`;
  reply.header('etag', quoted).header('cache-control', `public, max-age=${SECONDS_KEPT}`).header('content-security-policy', CONTENT_SECURITY_POLICY);
  const known = new Set((request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//u, '')));
  if (known.has(quoted) || known.has('*')) return reply.code(304).send();
  if (fileName !== undefined) reply.header('content-disposition', `attachment; filename="${fileName}"`);
  return reply.type(mediaType).send(body);
}
