import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Viewer } from '../../../domain/viewer.ts';
import { beginSecondFactor, beginSession, checkPassword, checkSecondFactor, confirmSecondFactor, endSession, findPendingFactor, findSession, type MissingStep } from '../../../store/accounts.ts';
import { setOwnPassword } from '../../../store/account-changes.ts';
import { audit } from '../../../store/audit.ts';
import { faultOfPassword } from '../../../domain/password.ts';
import type { Store } from '../../../store/store.ts';
import { chrome, clearSessionCookie, sessionToken, setSessionCookie } from '../../guard.ts';
import { type Clock, sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { addAccountPage } from './account-routes.ts';
import type { FieldError } from './account-page.ts';
import { placeToGo } from './place-to-go.ts';
import { secondFactorPage } from './second-factor-page.ts';

const credentials = z.object({ email: z.string().max(320), password: z.string().max(1024), goTo: z.string().max(2000).optional() });
const codeForm = z.object({ code: z.string().max(40), goTo: z.string().max(2000).optional() });
const passwordForm = z.object({ newPassword: z.string().max(2000), goTo: z.string().max(2000).optional() });

const pageOf: Readonly<Record<MissingStep, string>> = { code: '/sign-in/code', password: '/sign-in/password', 'second factor': '/sign-in/second-factor' };

type ThenQuery = { Querystring: { then?: string } };

/**
 * Signing in: a password and, one after the other, whatever else is missing (a code, a password of one's own in the place of a
 * one-time one, a second factor where the authority asks for one); signing out; one's own account.
 */
export function addSignIn(app: FastifyInstance, store: Store, clock: Clock, secureCookies: boolean): void {
  const signInPage = (request: FastifyRequest, email: string, goTo: string | undefined, errors: readonly FieldError[]) =>
    renderPage('features/sign-in/sign-in.njk', { title: 'Sign in', formToken: request.formToken, email, goTo: goTo ?? '', errors, fieldErrors: Object.fromEntries(errors.map((error) => [error.href.slice(1), error.text])) });

  /** Begins a session in the place of the one before, and gives the page to go to: what is missing next, or, where nothing is, what was asked for. */
  const enter = async (request: FastifyRequest, reply: FastifyReply, viewer: Viewer, missing: readonly MissingStep[], goTo: string | undefined): Promise<string> => {
    const at = clock();
    const before = sessionToken(request);
    if (before !== undefined) await endSession(store.db, before);
    setSessionCookie(reply, await beginSession(store.db, viewer, missing, at), secureCookies);
    const [next] = missing;
    if (next !== undefined) return `${pageOf[next]}?then=${encodeURIComponent(placeToGo(goTo))}`;
    await audit(store.db, viewer.authorityId, at, { what: 'signed in', accountId: viewer.accountId });
    return placeToGo(goTo);
  };

  /** What a half signed in session waits for next. */
  const missingIn = async (request: FastifyRequest): Promise<readonly MissingStep[]> => {
    const token = sessionToken(request);
    return token === undefined ? [] : ((await findSession(store.db, token, clock()))?.missing ?? []);
  };

  /** The viewer and what is missing after `step`, where that is what the session waits for; otherwise the reply has been sent on to where it belongs. */
  const atStep = async (request: FastifyRequest, reply: FastifyReply, step: MissingStep, goTo: string | undefined): Promise<{ viewer: Viewer; after: readonly MissingStep[] } | undefined> => {
    const viewer = request.halfSignedIn;
    const [next, ...after] = viewer === null ? [] : await missingIn(request);
    if (viewer !== null && next === step) return { viewer, after };
    reply.redirect(next === undefined ? placeToGo(goTo) : `${pageOf[next]}?then=${encodeURIComponent(placeToGo(goTo))}`);
    return undefined;
  };

  app.get<ThenQuery>('/sign-in', { config: { allow: 'anybody' } }, async (request, reply) => {
    if (request.viewer !== null) return reply.redirect(placeToGo(request.query.then));
    return sendPage(reply, signInPage(request, '', request.query.then, []));
  });

  app.post('/sign-in', { config: { allow: 'anybody' } }, async (request, reply) => {
    const form = credentials.safeParse(request.body);
    if (!form.success) return sendPage(reply, signInPage(request, '', undefined, [{ text: 'Enter your email address', href: '#email' }]), 400);
    const { email, password, goTo } = form.data;
    const faults = [...(email.trim() === '' ? [{ text: 'Enter your email address', href: '#email' }] : []), ...(password === '' ? [{ text: 'Enter your password', href: '#password' }] : [])];
    if (faults.length > 0) return sendPage(reply, signInPage(request, email, goTo, faults), 400);
    const at = clock();
    const checked = await checkPassword(store.db, email, password, at);
    if (checked.is !== 'right') {
      if (checked.authorityId !== undefined && checked.accountId !== undefined) await audit(store.db, checked.authorityId, at, { what: 'sign-in refused', accountId: checked.accountId, detail: { why: checked.is === 'locked' ? 'locked' : 'password' } });
      return sendPage(reply, signInPage(request, email, goTo, [{ text: 'The email address or password is not right, or the account is locked for 15 minutes after five wrong passwords', href: '#email' }]), 401);
    }
    return reply.redirect(await enter(request, reply, checked.viewer, checked.missing, goTo));
  });

  const codePage = (request: FastifyRequest, goTo: string | undefined, errors: readonly FieldError[]) => renderPage('features/sign-in/code.njk', { title: 'Enter your code', chrome: chrome(request), goTo: goTo ?? '', errors });

  app.get<ThenQuery>('/sign-in/code', { config: { allow: 'half signed in' } }, async (request, reply) => {
    if ((await atStep(request, reply, 'code', request.query.then)) === undefined) return reply;
    return sendPage(reply, codePage(request, request.query.then, []));
  });

  app.post('/sign-in/code', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const form = codeForm.safeParse(request.body);
    const goTo = form.data?.goTo;
    const step = await atStep(request, reply, 'code', goTo);
    if (step === undefined) return reply;
    if (!form.success || form.data.code.trim() === '') return sendPage(reply, codePage(request, goTo, [{ text: 'Enter the code from your authenticator app', href: '#code' }]), 400);
    const at = clock();
    const { viewer, after } = step;
    const checked = await checkSecondFactor(store.db, viewer, form.data.code, at);
    if (checked === 'right') return reply.redirect(await enter(request, reply, viewer, after, goTo));
    await audit(store.db, viewer.authorityId, at, { what: 'sign-in refused', accountId: viewer.accountId, detail: { why: checked === 'locked' ? 'locked' : 'code' } });
    return sendPage(reply, codePage(request, goTo, [{ text: checked === 'locked' ? 'Too many wrong codes. Wait 15 minutes, then try again' : 'The code is not right, or was used already. Wait for the next one, or use a recovery code', href: '#code' }]), 401);
  });

  const passwordPage = (request: FastifyRequest, goTo: string | undefined, errors: readonly FieldError[]) => renderPage('features/sign-in/password.njk', { title: 'Choose your own password', chrome: chrome(request), goTo: goTo ?? '', errors });

  app.get<ThenQuery>('/sign-in/password', { config: { allow: 'half signed in' } }, async (request, reply) => {
    if ((await atStep(request, reply, 'password', request.query.then)) === undefined) return reply;
    return sendPage(reply, passwordPage(request, request.query.then, []));
  });

  app.post('/sign-in/password', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const form = passwordForm.safeParse(request.body);
    const goTo = form.data?.goTo;
    const step = await atStep(request, reply, 'password', goTo);
    if (step === undefined) return reply;
    const { viewer, after } = step;
    const password = form.success ? form.data.newPassword : '';
    const at = clock();
    const fault = faultOfPassword(password, viewer) ?? await setOwnPassword(store.db, { authorityId: viewer.authorityId, accountId: viewer.accountId, at }, password, sessionToken(request));
    if (fault !== undefined) return sendPage(reply, passwordPage(request, goTo, [{ text: fault, href: '#newPassword' }]), 400);
    return reply.redirect(await enter(request, reply, viewer, after, goTo));
  });

  const firstFactorPage = (request: FastifyRequest, factor: { secret: string; uri: string }, goTo: string | undefined, errors: readonly FieldError[]) =>
    renderPage('features/sign-in/second-factor.njk', secondFactorPage(factor, { chrome: chrome(request), action: '/sign-in/second-factor', goTo: goTo ?? '', errors, required: true }));

  app.get<ThenQuery>('/sign-in/second-factor', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const step = await atStep(request, reply, 'second factor', request.query.then);
    if (step === undefined) return reply;
    const factor = (await findPendingFactor(store.db, step.viewer)) ?? (await beginSecondFactor(store.db, step.viewer));
    return sendPage(reply, firstFactorPage(request, factor, request.query.then, []));
  });

  app.post('/sign-in/second-factor', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const form = codeForm.safeParse(request.body);
    const goTo = form.data?.goTo;
    const step = await atStep(request, reply, 'second factor', goTo);
    if (step === undefined) return reply;
    const { viewer, after } = step;
    const at = clock();
    const factor = await findPendingFactor(store.db, viewer);
    const codes = form.success ? await confirmSecondFactor(store.db, viewer, form.data.code, at) : undefined;
    if (codes === undefined) return sendPage(reply, firstFactorPage(request, factor ?? (await beginSecondFactor(store.db, viewer)), goTo, [{ text: 'The code is not right. Enter the newest one that your app shows', href: '#code' }]), 400);
    await audit(store.db, viewer.authorityId, at, { what: 'second factor set', accountId: viewer.accountId });
    return sendPage(reply, renderPage('features/sign-in/recovery-codes.njk', { title: 'Keep your recovery codes', codes, goOn: await enter(request, reply, viewer, after, goTo) }));
  });

  app.post('/sign-out', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const viewer = request.viewer ?? request.halfSignedIn;
    const token = sessionToken(request);
    if (token !== undefined) await endSession(store.db, token);
    if (viewer !== null) await audit(store.db, viewer.authorityId, clock(), { what: 'signed out', accountId: viewer.accountId });
    clearSessionCookie(reply);
    return reply.redirect('/sign-in');
  });

  addAccountPage(app, store, clock);
}
