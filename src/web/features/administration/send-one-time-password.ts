import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayInEngland, inWords } from '../../../domain/day.ts';
import { chrome } from '../../guard.ts';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { addressOfAccount } from './of-account.ts';

/** Shows a one-time password to whoever is to pass it on: this once, for only its hash is kept. */
export function sendOneTimePassword(request: FastifyRequest, reply: FastifyReply, who: { readonly accountId: number; readonly name: string }, { password, until }: { readonly password: string; readonly until: Date }): FastifyReply {
  const account = { name: who.name, href: addressOfAccount(who.accountId) };
  return sendPage(reply, renderPage('features/administration/one-time-password.njk', { title: 'One-time password', chrome: chrome(request), account, password, until: inWords(dayInEngland(until)) }));
}
