import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IdentityProvider } from '../../../domain/identity-provider.ts';
import { audit } from '../../../store/audit.ts';
import { type Authority, findAuthority } from '../../../store/authorities.ts';
import { findIdentityProvider, providedAuthorities } from '../../../store/identity-provider.ts';
import { signInByProvider } from '../../../store/provider-sign-in.ts';
import { beginAttempt, takeAttempt } from '../../../store/sign-in-attempts.ts';
import { clientSecret } from '../../client-secret.ts';
import { beginAtProvider, endSessionAddress, finishAtProvider, reachProvider } from '../../openid-connect.ts';
import { publicAddress } from '../../public-address.ts';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { type CouncilRefusal, councilRefusalInWords } from './council-refusals.ts';
import { enter, type Entrance } from './entering.ts';
import { placeToGo } from './place-to-go.ts';
import { sendTooMany } from './send-too-many.ts';

const ATTEMPT_COOKIE = 'candour-attempt';
const ATTEMPT_PATH = '/sign-in/council';
const ATTEMPT_SECONDS = 600;

/** Where to begin with an authority's identity provider, or where to choose the authority. */
export function councilAddress(authority?: string, goTo?: string): string {
  const place = authority === undefined ? ATTEMPT_PATH : `${ATTEMPT_PATH}/${encodeURIComponent(authority)}`;
  return goTo === undefined || goTo === '' ? place : `${place}?then=${encodeURIComponent(placeToGo(goTo))}`;
}

type OfCouncil = { Params: { authority: string }; Querystring: { then?: string } };

/**
 * Signing in at the council's identity provider (OpenID Connect, authorization code flow with PKCE). What begins is a link and not a form,
 * and what ends is a page of ours that goes on by itself: our pages let forms lead nowhere else, and a browser that comes from another site
 * brings no cookie that is ours alone until a page of ours sends it on.
 */
export function addCouncilSignIn(app: FastifyInstance, entrance: Entrance): void {
  const { db, clock, reached, failures } = entrance;
  const config = { allow: 'anybody' } as const;

  const councilOf = async (request: FastifyRequest<OfCouncil>): Promise<{ authority: Authority; provider: IdentityProvider } | undefined> => {
    const { authority: name } = request.params;
    const authority = name.includes('\0') ? undefined : await findAuthority(db, name);
    const provider = authority === undefined ? undefined : await findIdentityProvider(db, authority.authorityId);
    return authority === undefined || provider === undefined ? undefined : { authority, provider };
  };

  const sendRefused = async (request: FastifyRequest, reply: FastifyReply, authority: Authority, why: CouncilRefusal, more: { goTo?: string; accountId?: number } = {}): Promise<FastifyReply> => {
    failures.count(request);
    await audit(db, authority.authorityId, clock(), { what: 'sign-in refused', ...(more.accountId === undefined ? {} : { accountId: more.accountId }), detail: { by: 'identity provider', why } });
    const { title, paragraphs, status, again } = councilRefusalInWords(why);
    return sendPage(reply, renderPage('features/sign-in/council-refused.njk', {
      title, paragraphs, again: again ? councilAddress(authority.authority, more.goTo) : undefined, password: more.goTo === undefined ? '/sign-in' : `/sign-in?then=${encodeURIComponent(more.goTo)}`,
    }), status);
  };

  /** The provider, ready to be talked with, or why it is not. */
  const reach = async (authority: Authority, provider: IdentityProvider) => {
    if (!provider.hasSecret) return reachProvider(provider, undefined);
    const using = (await providedAuthorities(db)).filter((one) => one.hasSecret).length;
    const secret = await clientSecret(authority.authority, using);
    return secret === undefined ? { fault: 'no secret' as const } : reachProvider(provider, secret);
  };

  app.get<OfCouncil>('/sign-in/council', { config }, async (request, reply) => {
    if (request.viewer !== null) return reply.redirect(placeToGo(request.query.then));
    const provided = await providedAuthorities(db);
    if (provided.length === 0) return reply.redirect('/sign-in');
    return sendPage(reply, renderPage('features/sign-in/council-choose.njk', {
      title: 'Choose your council', backTo: { text: 'Sign in', href: '/sign-in' }, councils: provided.map((one) => ({ text: one.name, href: councilAddress(one.authority, request.query.then) })),
    }));
  });

  app.get<OfCouncil>('/sign-in/council/:authority', { config }, async (request, reply) => {
    if (request.viewer !== null) return reply.redirect(placeToGo(request.query.then));
    const council = await councilOf(request);
    if (council === undefined) return reply.callNotFound();
    if (failures.tooMany(request)) return sendTooMany(reply);
    const { authority, provider } = council;
    const goTo = placeToGo(request.query.then);
    const reachable = await reach(authority, provider);
    if ('fault' in reachable) return sendRefused(request, reply, authority, reachable.fault, { goTo });
    const returnTo = publicAddress(request, reached, `${councilAddress(authority.authority)}/callback`);
    const { address, ...begun } = await beginAtProvider(reachable.configuration, provider, returnTo);
    const token = await beginAttempt(db, authority.authorityId, { ...begun, returnTo, goTo }, clock());
    // Lax: it comes back with the provider's redirect. It opens nothing but this one attempt.
    reply.setCookie(ATTEMPT_COOKIE, token, { path: ATTEMPT_PATH, httpOnly: true, sameSite: 'lax', secure: reached.secure, maxAge: ATTEMPT_SECONDS });
    return reply.redirect(address);
  });

  app.get<OfCouncil>('/sign-in/council/:authority/callback', { config }, async (request, reply) => {
    const council = await councilOf(request);
    if (council === undefined) return reply.callNotFound();
    const { authority, provider } = council;
    const { authorityId } = authority;
    const at = clock();
    const attempt = await takeAttempt(db, authorityId, request.cookies[ATTEMPT_COOKIE], at);
    if ((attempt === undefined || attempt === 'expired') && failures.tooMany(request)) return sendTooMany(reply);
    reply.clearCookie(ATTEMPT_COOKIE, { path: ATTEMPT_PATH });
    if (attempt === undefined) return sendRefused(request, reply, authority, 'not begun here');
    if (attempt === 'expired') return sendRefused(request, reply, authority, 'expired');
    const { goTo } = attempt;
    const reachable = await reach(authority, provider);
    if ('fault' in reachable) return sendRefused(request, reply, authority, reachable.fault, { goTo });
    const mark = request.url.indexOf('?');
    const proven = await finishAtProvider(reachable.configuration, provider, attempt, mark === -1 ? '' : request.url.slice(mark));
    if ('fault' in proven) return sendRefused(request, reply, authority, proven.fault, { goTo });
    const signedIn = await signInByProvider(db, authorityId, provider, proven.claims, at);
    if (signedIn.is === 'refused') return sendRefused(request, reply, authority, signedIn.why, { goTo, ...(signedIn.accountId === undefined ? {} : { accountId: signedIn.accountId }) });
    const next = await enter(entrance, request, reply, { viewer: signedIn.viewer, missing: signedIn.missing, byProvider: true }, goTo);
    return sendPage(reply, renderPage('features/sign-in/council-arrived.njk', { title: 'Signing in', next }));
  });

  app.get<OfCouncil>('/sign-in/council/:authority/signed-out', { config }, async (request, reply) => {
    const council = await councilOf(request);
    if (council === undefined) return reply.callNotFound();
    const reachable = await reach(council.authority, council.provider);
    const everywhere = 'fault' in reachable ? undefined : await endSessionAddress(reachable.configuration, publicAddress(request, reached, '/sign-in'));
    return sendPage(reply, renderPage('features/sign-in/council-signed-out.njk', { title: 'You have signed out of Candour', everywhere, again: councilAddress(council.authority.authority) }));
  });
}
