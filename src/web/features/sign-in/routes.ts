import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { beginSecondFactor, beginSession, checkPassword, checkSecondFactor, confirmSecondFactor, endSession } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import type { Store } from '../../../store/store.ts';
import { chrome, clearSessionCookie, sessionToken, setSessionCookie } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';

const credentials = z.object({ email: z.string().max(320), password: z.string().max(1024), then: z.string().max(2000).optional() });
const codeForm = z.object({ code: z.string().max(40) });

/** Only a page of ours can be gone to after signing in. */
function placeToGo(then: string | undefined): string {
  return then !== undefined && /^\/(?![/\\])/.test(then) ? then : '/work';
}

type Field = { readonly text: string; readonly href: string };

/** Signing in with a password and, where it is set, a code; signing out; setting the second factor. */
export function addSignIn(app: FastifyInstance, store: Store, clock: Clock, secureCookies: boolean): void {
  const signInPage = (email: string, then: string | undefined, errors: readonly Field[]) =>
    renderPage('features/sign-in/sign-in.njk', { title: 'Sign in', email, then: then ?? '', errors });

  app.get<{ Querystring: { then?: string } }>('/sign-in', { config: { allow: 'anybody' } }, async (request, reply) => {
    if (request.viewer !== null) return reply.redirect(placeToGo(request.query.then));
    return sendPage(reply, signInPage('', request.query.then, []));
  });

  app.post('/sign-in', { config: { allow: 'anybody' } }, async (request, reply) => {
    const form = credentials.safeParse(request.body);
    if (!form.success) return sendPage(reply, signInPage('', undefined, [{ text: 'Enter your email address', href: '#email' }]), 400);
    const { email, password, then } = form.data;
    const missing = [...(email.trim() === '' ? [{ text: 'Enter your email address', href: '#email' }] : []), ...(password === '' ? [{ text: 'Enter your password', href: '#password' }] : [])];
    if (missing.length > 0) return sendPage(reply, signInPage(email, then, missing), 400);
    const at = clock();
    const checked = await checkPassword(store.db, email, password, at);
    if (checked.is !== 'right') {
      if (checked.authorityId !== undefined && checked.accountId !== undefined) await audit(store.db, checked.authorityId, at, { what: 'sign-in refused', accountId: checked.accountId, detail: { why: checked.is === 'locked' ? 'locked' : 'password' } });
      return sendPage(reply, signInPage(email, then, [{ text: 'The email address or password is not right, or the account is locked for 15 minutes after five wrong passwords', href: '#email' }]), 401);
    }
    const { viewer, secondFactor } = checked;
    setSessionCookie(reply, await beginSession(store.db, viewer, !secondFactor, at), secureCookies);
    if (secondFactor) return reply.redirect(`/sign-in/code?then=${encodeURIComponent(placeToGo(then))}`);
    await audit(store.db, viewer.authorityId, at, { what: 'signed in', accountId: viewer.accountId, detail: { secondFactor: false } });
    return reply.redirect(placeToGo(then));
  });

  const codePage = (formToken: string, then: string | undefined, errors: readonly Field[]) => renderPage('features/sign-in/code.njk', { title: 'Enter your code', chrome: { formToken, places: [] }, then: then ?? '', errors });
  app.get<{ Querystring: { then?: string } }>('/sign-in/code', { config: { allow: 'half signed in' } }, async (request, reply) =>
    (request.viewer === null ? sendPage(reply, codePage(request.formToken, request.query.then, [])) : reply.redirect(placeToGo(request.query.then))));

  app.post<{ Body: { then?: string } }>('/sign-in/code', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const viewer = request.halfSignedIn;
    if (viewer === null) return reply.redirect('/work');
    const form = codeForm.safeParse(request.body);
    const { then } = request.body;
    if (!form.success || form.data.code.trim() === '') return sendPage(reply, codePage(request.formToken, then, [{ text: 'Enter the code from your authenticator app', href: '#code' }]), 400);
    const at = clock();
    const checked = await checkSecondFactor(store.db, viewer, form.data.code, at);
    if (checked !== 'right') {
      await audit(store.db, viewer.authorityId, at, { what: 'sign-in refused', accountId: viewer.accountId, detail: { why: checked === 'locked' ? 'locked' : 'code' } });
      return sendPage(reply, codePage(request.formToken, then, [{ text: checked === 'locked' ? 'Too many wrong codes. Wait 15 minutes, then try again' : 'The code is not right, or was used already. Wait for the next one, or use a recovery code', href: '#code' }]), 401);
    }
    const half = sessionToken(request);
    if (half !== undefined) await endSession(store.db, half);
    setSessionCookie(reply, await beginSession(store.db, viewer, true, at), secureCookies);
    await audit(store.db, viewer.authorityId, at, { what: 'signed in', accountId: viewer.accountId, detail: { secondFactor: true } });
    return reply.redirect(placeToGo(then));
  });

  app.post('/sign-out', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const viewer = request.viewer ?? request.halfSignedIn;
    const token = sessionToken(request);
    if (token !== undefined) await endSession(store.db, token);
    if (viewer !== null) await audit(store.db, viewer.authorityId, clock(), { what: 'signed out', accountId: viewer.accountId });
    clearSessionCookie(reply);
    return reply.redirect('/sign-in');
  });

  app.get('/account', { config: { allow: 'signed in' } }, async (request, reply) => sendPage(reply, renderPage('features/sign-in/account.njk', { title: 'Your account', chrome: chrome(request), account: viewerOf(request) })));

  app.post('/account/second-factor', { config: { allow: 'signed in' } }, async (request, reply) => {
    const { secret, uri } = await beginSecondFactor(store.db, viewerOf(request));
    return sendPage(reply, renderPage('features/sign-in/second-factor.njk', { title: 'Set up a second factor', chrome: chrome(request), secret: secret.replaceAll(/(.{4})/g, '$1 ').trim(), uri, errors: [] }));
  });

  app.post('/account/second-factor/confirm', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const form = codeForm.safeParse(request.body);
    const codes = form.success ? await confirmSecondFactor(store.db, viewer, form.data.code, clock()) : undefined;
    if (codes === undefined) {
      return sendPage(reply, renderPage('features/sign-in/second-factor.njk', { title: 'Set up a second factor', chrome: chrome(request), secret: '', uri: '', errors: [{ text: 'The code is not right. Enter the newest one that your app shows', href: '#code' }] }), 400);
    }
    await audit(store.db, viewer.authorityId, clock(), { what: 'second factor set', accountId: viewer.accountId });
    return sendPage(reply, renderPage('features/sign-in/recovery-codes.njk', { title: 'Keep your recovery codes', chrome: chrome(request), codes }));
  });
}
