import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { may } from '../domain/viewer.ts';
import { findSession, hasAccounts } from '../store/accounts.ts';
import { audit } from '../store/audit.ts';
import type { Store } from '../store/store.ts';
import { type Places, placesFor } from './places.ts';
import type { Reached } from './public-address.ts';
import { type Allowed, type Clock, sendPage } from './request-context.ts';
import { dropUpload, takeUploads, tokenOfUpload } from './uploads.ts';
import { renderPage } from './views.ts';

const COOKIE = 'candour';
const LARGEST_FORM_BYTES = 262_144;

/** Reads who asks, and refuses whoever may not: every route states whom it allows, and one that does not allows nobody. */
export function addGuard(app: FastifyInstance, store: Store, clock: Clock, reached: Reached): void {
  app.register(cookie);
  app.register(formbody, { bodyLimit: LARGEST_FORM_BYTES });
  takeUploads(app);
  app.decorateRequest('viewer', null);
  app.decorateRequest('halfSignedIn', null);
  app.decorateRequest('formToken', '');
  app.addHook('onRoute', (route) => {
    if (route.config?.allow === undefined && route.method !== 'HEAD') throw new Error(`${String(route.method)} ${route.url} does not say whom it allows`);
  });
  app.addHook('onRequest', async (request, reply) => {
    const token = request.cookies[COOKIE];
    const session = token === undefined ? undefined : await findSession(store.db, token, clock());
    if (session !== undefined) {
      request.formToken = session.formToken;
      if (session.whole) request.viewer = session.viewer;
      else request.halfSignedIn = session.viewer;
    }
    const { allow } = request.routeOptions.config;
    if (request.is404 || allow === 'anybody') return;
    if (allow === 'figures' && request.viewer === null && !(await hasAccounts(store.db))) return;
    if (!allows(allow, request)) await turnAway(request, reply);
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.is404 || (await sentFromHere(request, reached))) return undefined;
    const viewer = request.viewer ?? request.halfSignedIn;
    if (request.isMultipart()) dropUpload(request);
    if (viewer !== null) await audit(store.db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { route: request.routeOptions.url ?? '', why: 'form from elsewhere' } });
    return sendPage(reply, renderPage('error.njk', {
      title: 'This form cannot be used any more', paragraphs: ['It was open for too long, or you have signed in again since. Go back, reload the page and send it again. Nothing was recorded.'],
    }), 403);
  });

  async function turnAway(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const viewer = request.viewer;
    if (viewer === null) {
      if (request.method !== 'GET') return sendPage(reply, renderPage('error.njk', { title: 'You have been signed out', paragraphs: ['Sign in again, then send the form again. Nothing was recorded.'] }), 401);
      return reply.redirect(request.halfSignedIn === null ? `/sign-in?then=${encodeURIComponent(request.url)}` : '/sign-in/code');
    }
    await audit(store.db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { route: request.routeOptions.url ?? '', why: 'role' } });
    return sendPage(reply, renderPage('error.njk', { chrome: chrome(request), title: 'You cannot use this page', paragraphs: ['Your role in Candour does not include it. If you need it, ask your complaints manager or administrator.'] }), 403);
  }
}

function allows(allow: Allowed | undefined, request: FastifyRequest): boolean {
  if (allow === 'half signed in') return request.halfSignedIn !== null || request.viewer !== null;
  if (request.viewer === null || allow === undefined) return false;
  return allow === 'signed in' || allow === 'anybody' || may(request.viewer, allow === 'figures' ? 'seeFigures' : allow);
}

/** A form counts only if it brings its session's token, and a browser that says where it comes from says here. Signing in has no session yet. */
async function sentFromHere(request: FastifyRequest, reached: Reached): Promise<boolean> {
  if (!comesFromHere(request, reached)) return false;
  if (request.viewer === null && request.halfSignedIn === null) return request.routeOptions.config.allow === 'anybody';
  const sent = request.isMultipart() ? await tokenOfUpload(request) : (request.body as Readonly<Record<string, unknown>> | undefined)?.['formToken'];
  return sent === request.formToken;
}

/**
 * Whether a browser says that a request comes from a page of ours. Older ones, and all by plain HTTP, say so by Origin or Referer alone; our
 * pages ask for both between themselves (`referrer-policy`). What is no browser says nothing.
 */
export function comesFromHere({ headers }: FastifyRequest, { address }: Reached): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const from = headers.origin ?? headers.referer;
  if (from === undefined) return true;
  if (!URL.canParse(from)) return false;
  // A proxy may ask us by another name than the browser asked it; no page can set what it adds.
  const own = [headers.host, headers['x-forwarded-host'], address === undefined ? undefined : new URL(address).host];
  return own.includes(new URL(from).host);
}

export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'strict', secure });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(COOKIE, { path: '/' });
}

export function sessionToken(request: FastifyRequest): string | undefined {
  return request.cookies[COOKIE];
}

/** What every page of somebody signed in prints around its content. */
export type Chrome = Places & { readonly formToken: string; readonly viewer?: { readonly name: string } };

export function chrome(request: FastifyRequest): Chrome {
  const { viewer, formToken, url } = request;
  return viewer === null ? { formToken, places: [] } : { formToken, viewer: { name: viewer.name }, ...placesFor(viewer, url) };
}
