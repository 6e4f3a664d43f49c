import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { govukStyle } from '../reporting/exporters/html-style.ts';

const styles = `${govukStyle()}\n${readFileSync(new URL('candour.css', import.meta.url), 'utf8')}`;
const etag = `"${createHash('sha256').update(styles).digest('base64url').slice(0, 22)}"`;

/** The one style sheet of every page. */
export function addAssets(app: FastifyInstance): void {
  app.get('/assets/candour.css', { config: { allow: 'anybody' } }, async (request, reply) => {
    reply.header('cache-control', 'public, max-age=300').header('etag', etag);
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.type('text/css; charset=utf-8').send(styles);
  });
}
