import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Viewer } from '../../../domain/viewer.ts';
import { beginSecondFactor, beginSession, checkPassword, checkSecondFactor, confirmSecondFactor, endSession, findPendingFactor, findSession, type MissingStep, type Session } from '../../../store/accounts.ts';
import { setOwnPassword } from '../../../store/account-changes.ts';
import { audit } from '../../../store/audit.ts';
import { authorityWith } from '../../../store/authorities.ts';
import { faultOfPassword } from '../../../domain/password.ts';
import { providedAuthorities } from '../../../store/identity-provider.ts';
import type { Store } from '../../../store/store.ts';
import { failedSignIns } from '../../failed-sign-ins.ts';
import { chrome, clearSessionCookie, sessionToken, setSessionCookie } from '../../guard.ts';
import type { Reached } from '../../public-address.ts';
import { type Clock, sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { addAccountPage } from './account-routes.ts';
import type { FieldError } from './account-page.ts';
import { addCouncilSignIn, councilAddress } from './council-routes.ts';
import { placeToGo } from './place-to-go.ts';
import { secondFactorPage } from './second-factor-page.ts';

const credentials = z.object({ email: z.string().max(320), password: z.string().max(1024), goTo: z.string().max(2000).optional() });
const codeForm = z.object({ code: z.string().max(40), goTo: z.string().max(2000).optional() });
const passwordForm = z.object({ newPassword: z.string().max(2000), goTo: z.string().max(2000).optional() });

const pageOf: Readonly<Record<MissingStep, string>> = { code: '/sign-in/code', password: '/sign-in/password', 'second factor': '/sign-in/second-factor' };

type ThenQuery = { Querystring: { then?: string } };

/**
 * Signing in: a password and, one after the other, whatever else is missing (a code, a password of one's own in the place of a
 * one-time one, a second factor where the authority asks for one), or the council's identity provider; signing out; one's own account.
 */
export function addSignIn(app: FastifyInstance, store: Store, clock: Clock, reached: Reached): void {
  const failures = failedSignIns(clock);

  const signInPage = async (request: FastifyRequest, email: string, goTo: string | undefined, errors: readonly FieldError[]) => {
    const provided = await providedAuthorities(store.db);
    const council = provided.length === 0 ? undefined : councilAddress(provided.length === 1 ? provided[0]?.authority : undefined, goTo);
    return renderPage('features/sign-in/sign-in.njk', { title: 'Sign in', formToken: request.formToken, council, email, goTo: goTo ?? '', errors, fieldErrors: Object.fromEntries(errors.map((error) => [error.href.slice(1), error.text])) });
  };

  const tooMany = (reply: FastifyReply) => sendPage(reply, renderPage('error.njk', {
    title: 'Too many failed attempts to sign in', paragraphs: ['They came from your network in the last 15 minutes. Wait 15 minutes, then try again. If it goes on, tell whoever looks after Candour.'],
  }), 429);

  /** Begins a session in the place of the one before, and gives the page to go to: what is missing next, or, where nothing is, what was asked for. */
  const enter = async (request: FastifyRequest, reply: FastifyReply, viewer: Viewer, missing: readonly MissingStep[], goTo: string | undefined, byProvider = false): Promise<string> => {
    const at = clock();
    const before = sessionToken(request);
    if (before !== undefined) await endSession(store.db, before);
    setSessionCookie(reply, await beginSession(store.db, viewer, missing, at, byProvider), reached.secure);
    const [next] = missing;
    if (next !== undefined) return `${pageOf[next]}?then=${encodeURIComponent(placeToGo(goTo))}`;
    await audit(store.db, viewer.authorityId, at, { what: 'signed in', accountId: viewer.accountId, ...(byProvider ? { detail: { by: 'identity provider' } } : {}) });
    return placeToGo(goTo);
  };

  const sessionOf = async (request: FastifyRequest): Promise<Session | undefined> => {
    const token = sessionToken(request);
    return token === undefined ? undefined : findSession(store.db, token, clock());
  };

  /** The viewer and what is missing after `step`, where that is what the session waits for; otherwise the reply has been sent on to where it belongs. */
  const atStep = async (request: FastifyRequest, reply: FastifyReply, step: MissingStep, goTo: string | undefined): Promise<{ viewer: Viewer; after: readonly MissingStep[]; byProvider: boolean } | undefined> => {
    const viewer = request.halfSignedIn;
    const session = viewer === null ? undefined : await sessionOf(request);
    const [next, ...after] = session?.missing ?? [];
    if (viewer !== null && session !== undefined && next === step) return { viewer, after, byProvider: session.byProvider };
    reply.redirect(next === undefined ? placeToGo(goTo) : `${pageOf[next]}?then=${encodeURIComponent(placeToGo(goTo))}`);
    return undefined;
  };

  app.get<ThenQuery>('/sign-in', { config: { allow: 'anybody' } }, async (request, reply) => {
    if (request.viewer !== null) return reply.redirect(placeToGo(request.query.then));
    return sendPage(reply, await signInPage(request, '', request.query.then, []));
  });

  app.post('/sign-in', { config: { allow: 'anybody' } }, async (request, reply) => {
    if (failures.tooMany(request)) return tooMany(reply);
    const form = credentials.safeParse(request.body);
    if (!form.success) return sendPage(reply, await signInPage(request, '', undefined, [{ text: 'Enter your email address', href: '#email' }]), 400);
    const { email, password, goTo } = form.data;
    const faults = [...(email.trim() === '' ? [{ text: 'Enter your email address', href: '#email' }] : []), ...(password === '' ? [{ text: 'Enter your password', href: '#password' }] : [])];
    if (faults.length > 0) return sendPage(reply, await signInPage(request, email, goTo, faults), 400);
    const at = clock();
    const checked = await checkPassword(store.db, email, password, at);
    if (checked.is === 'barred') {
      await audit(store.db, checked.authorityId, at, { what: 'sign-in refused', accountId: checked.accountId, detail: { why: 'password not allowed' } });
      return sendPage(reply, await signInPage(request, email, goTo, [{ text: 'Your council does not let you sign in with a password. Use your council account instead', href: '#council' }]), 401);
    }
    if (checked.is !== 'right') {
      failures.count(request);
      if (checked.authorityId !== undefined && checked.accountId !== undefined) await audit(store.db, checked.authorityId, at, { what: 'sign-in refused', accountId: checked.accountId, detail: { why: checked.is === 'locked' ? 'locked' : 'password' } });
      return sendPage(reply, await signInPage(request, email, goTo, [{ text: 'The email address or password is not right, or the account is locked for 15 minutes after five wrong passwords', href: '#email' }]), 401);
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
    if (failures.tooMany(request)) return tooMany(reply);
    const at = clock();
    const { viewer, after, byProvider } = step;
    const checked = await checkSecondFactor(store.db, viewer, form.data.code, at);
    if (checked === 'right') return reply.redirect(await enter(request, reply, viewer, after, goTo, byProvider));
    failures.count(request);
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
    const { viewer, after, byProvider } = step;
    const password = form.success ? form.data.newPassword : '';
    const at = clock();
    const fault = faultOfPassword(password, viewer) ?? await setOwnPassword(store.db, { authorityId: viewer.authorityId, accountId: viewer.accountId, at }, password, sessionToken(request));
    if (fault !== undefined) return sendPage(reply, passwordPage(request, goTo, [{ text: fault, href: '#newPassword' }]), 400);
    return reply.redirect(await enter(request, reply, viewer, after, goTo, byProvider));
  });

  const firstFactorPage = async (request: FastifyRequest, factor: { secret: string; uri: string }, goTo: string | undefined, errors: readonly FieldError[]) =>
    renderPage('features/sign-in/second-factor.njk', await secondFactorPage(factor, { chrome: chrome(request), action: '/sign-in/second-factor', goTo: goTo ?? '', errors, required: true }));

  app.get<ThenQuery>('/sign-in/second-factor', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const step = await atStep(request, reply, 'second factor', request.query.then);
    if (step === undefined) return reply;
    const factor = (await findPendingFactor(store.db, step.viewer)) ?? (await beginSecondFactor(store.db, step.viewer));
    return sendPage(reply, await firstFactorPage(request, factor, request.query.then, []));
  });

  app.post('/sign-in/second-factor', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const form = codeForm.safeParse(request.body);
    const goTo = form.data?.goTo;
    const step = await atStep(request, reply, 'second factor', goTo);
    if (step === undefined) return reply;
    const { viewer, after, byProvider } = step;
    const at = clock();
    const factor = await findPendingFactor(store.db, viewer);
    const codes = form.success ? await confirmSecondFactor(store.db, viewer, form.data.code, at) : undefined;
    if (codes === undefined) return sendPage(reply, await firstFactorPage(request, factor ?? (await beginSecondFactor(store.db, viewer)), goTo, [{ text: 'The code is not right. Enter the newest one that your app shows', href: '#code' }]), 400);
    await audit(store.db, viewer.authorityId, at, { what: 'second factor set', accountId: viewer.accountId });
    return sendPage(reply, renderPage('features/sign-in/recovery-codes.njk', { title: 'Keep your recovery codes', codes, goOn: await enter(request, reply, viewer, after, goTo, byProvider) }));
  });

  app.post('/sign-out', { config: { allow: 'half signed in' } }, async (request, reply) => {
    const viewer = request.viewer ?? request.halfSignedIn;
    const token = sessionToken(request);
    const byProvider = (await sessionOf(request))?.byProvider === true;
    if (token !== undefined) await endSession(store.db, token);
    if (viewer !== null) await audit(store.db, viewer.authorityId, clock(), { what: 'signed out', accountId: viewer.accountId });
    clearSessionCookie(reply);
    return reply.redirect(viewer !== null && byProvider ? `${councilAddress((await authorityWith(store.db, viewer.authorityId)).authority)}/signed-out` : '/sign-in');
  });

  addCouncilSignIn(app, store, { clock, reached, failures, tooMany, enter });
  addAccountPage(app, store, clock);
}
