import fastify, { type FastifyInstance } from 'fastify';
import { PlainError } from '../domain/plain-error.ts';
import type { Store } from '../store/store.ts';
import { addAssets } from './assets.ts';
import { addReports } from './features/reports/routes.ts';
import { renderPage } from './views.ts';

/** What every page may load: its own styles and pictures, and nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The web application over a store. Nothing is heard until the caller lets it listen. */
export function makeApp(store: Store): FastifyInstance {
  const app = fastify({
    logger: false,
    routerOptions: {
      ignoreTrailingSlash: true,
      onBadUrl: (_path, _request, response) => {
        response.writeHead(404, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CONTENT_SECURITY_POLICY });
        response.end(notFoundPage());
      },
    },
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY)
      .header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer').header('x-frame-options', 'DENY');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  addAssets(app);
  addReports(app, store);
  app.get('/health', async () => ({ ok: true }));
  app.setNotFoundHandler((_request, reply) => reply.code(404).type('text/html').send(notFoundPage()));
  app.setErrorHandler((error, _request, reply) => {
    const plain = error instanceof PlainError;
    if (!plain) process.stderr.write(`${whereItHappened(error)}\n`);
    return reply.code(plain ? 400 : 500).type('text/html').send(renderPage('error.njk', plain
      ? { title: 'That cannot be shown', paragraphs: [error.message] }
      : { title: 'Sorry, there is a problem with Candour', paragraphs: ['Nothing that was saved has been lost. Try again in a few minutes.', 'If it goes on, tell whoever looks after Candour, with the time that it happened.'] }));
  });
  return app;
}

function notFoundPage(): string {
  return renderPage('error.njk', { title: 'Page not found', paragraphs: ['If you typed the web address, check it is correct.', 'If you pasted the web address, check you copied the whole of it.'] });
}

/** The kind of an error and where it came about. Its message is left out: it can quote what somebody wrote. */
function whereItHappened(error: unknown): string {
  if (!(error instanceof Error)) return 'Something that is not an error was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [`${new Date().toISOString()} ${error.name}`, ...frames].join('\n');
}
