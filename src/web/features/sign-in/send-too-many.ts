import type { FastifyReply } from 'fastify';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';

export function sendTooMany(reply: FastifyReply): FastifyReply {
  return sendPage(reply, renderPage('error.njk', {
    title: 'Too many failed attempts to sign in', paragraphs: ['They came from your network in the last 15 minutes. Wait 15 minutes, then try again. If it goes on, tell whoever looks after Candour.'],
  }), 429);
}
