import type { FastifyReply, FastifyRequest } from 'fastify';
import { comesFromHere } from './guard.ts';
import type { Reached } from './public-address.ts';
import { renderPage } from './views.ts';

const MOST_BYTES = 262_144;
/** Forms that hold a password or a code are not given back. */
const secret = /^\/(?:sign-in|account|administration\/accounts)/;

/**
 * The page while the database is away: plain, and with the form that was sent in it, so that nothing typed is lost. Sent again, it is the
 * same form with the same number: had the first arrived after all, it counts once.
 */
export async function sendLostDatabase(request: FastifyRequest, reply: FastifyReply, reached: Reached): Promise<FastifyReply> {
  // What another site sent is not made to look like ours.
  const fields = request.method !== 'POST' || !comesFromHere(request, reached) || secret.test(request.url) ? [] : await fieldsOf(request);
  return reply.code(503).header('retry-after', '10').type('text/html; charset=utf-8').send(renderPage('lost-database.njk', {
    title: 'Candour cannot reach its records at the moment', action: request.url, fields, sent: request.method !== 'GET' && request.method !== 'HEAD',
  }));
}

async function fieldsOf(request: FastifyRequest): Promise<readonly { readonly name: string; readonly value: string }[]> {
  const { body } = request;
  if (typeof body === 'object' && body !== null) return Object.entries(body).flatMap(([name, value]) => [value].flat().flatMap((one: unknown) => (typeof one === 'string' ? [{ name, value: one }] : [])));
  // Whoever asks is read before the form is: then the form has not been read yet.
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true || request.raw.readableEnded) return [];
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request.raw as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) return [];
    pieces.push(piece);
  }
  return [...new URLSearchParams(Buffer.concat(pieces).toString('utf8'))].map(([name, value]) => ({ name, value }));
}
