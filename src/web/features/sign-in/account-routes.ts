import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayUsePassword } from '../../../domain/identity-provider.ts';
import { faultOfPassword } from '../../../domain/password.ts';
import { setOwnPassword } from '../../../store/account-changes.ts';
import { type Account, beginSecondFactor, checkOwnPassword, checkSecondFactor, confirmSecondFactor, endSessions, findAccount, findPendingFactor, openSessions } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { findIdentityProvider } from '../../../store/identity-provider.ts';
import { secondFactorRequired } from '../../../store/sign-in-rules.ts';
import type { Store } from '../../../store/store.ts';
import { chrome, clearSessionCookie, sessionToken } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { accountPage, type FieldError } from './account-page.ts';
import { secondFactorPage } from './second-factor-page.ts';

const passwords = z.object({ oldPassword: z.string().max(2000).default(''), newPassword: z.string().max(2000).default('') });
const ownProof = z.object({ factorPassword: z.string().max(2000).default(''), factorCode: z.string().max(40).default('') });
const codeForm = z.object({ code: z.string().max(40) });

const backToAccount = { text: 'Your account', href: '/account' };

/** One's own account: the password, the second factor, and where one is signed in. */
export function addAccountPage(app: FastifyInstance, store: Store, clock: Clock): void {
  const sendAccount = async (request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[] = [], done?: string): Promise<FastifyReply> => {
    const viewer = viewerOf(request);
    const account = await findAccount(store.db, viewer.authorityId, viewer.accountId);
    if (account === undefined) throw new Error(`account ${viewer.accountId} is gone`);
    const sessions = await openSessions(store.db, viewer, sessionToken(request), clock());
    const page = accountPage({ ...account, usesPassword: await usesPassword(account) }, sessions, await secondFactorRequired(store.db, viewer.authorityId), { chrome: chrome(request), errors, done });
    return sendPage(reply, renderPage('features/sign-in/account.njk', page), errors.length === 0 ? 200 : 400);
  };

  /** Whether somebody may sign in with a password: one of theirs, where their authority allows it. */
  const usesPassword = async (account: Account): Promise<boolean> => {
    const provider = await findIdentityProvider(store.db, account.authority_id);
    return account.hasPassword && (provider === undefined || mayUsePassword(provider.passwords, account.roles));
  };

  /** What is wrong with what somebody without a password gave to prove that it is they: a code of the second factor that they have. */
  const faultOfCode = async (request: FastifyRequest, account: Account, code: string): Promise<FieldError | undefined> => {
    if (!account.hasSecondFactor) return undefined;
    const href = '#factorCode';
    if (code.trim() === '') return { text: 'Enter the code from your authenticator app', href };
    const viewer = viewerOf(request);
    const checked = await checkSecondFactor(store.db, viewer, code, clock());
    if (checked === 'right') return undefined;
    await audit(store.db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { route: request.routeOptions.url ?? '', why: checked === 'locked' ? 'locked' : 'code' } });
    return { text: checked === 'locked' ? 'Too many wrong codes. Wait 15 minutes, then try again' : 'The code is not right, or was used already. Wait for the next one, or use a recovery code', href };
  };

  /** What is wrong with the password that somebody gave again, beside its field; undefined where it is right. */
  const faultOfOld = async (request: FastifyRequest, password: string, field: string): Promise<FieldError | undefined> => {
    const viewer = viewerOf(request);
    const href = `#${field}`;
    if (password === '') return { text: 'Enter your current password', href };
    const checked = await checkOwnPassword(store.db, viewer, password, clock());
    if (checked === 'right') return undefined;
    await audit(store.db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { route: request.routeOptions.url ?? '', why: checked === 'locked' ? 'locked' : 'password' } });
    return { text: checked === 'locked' ? 'Too many wrong passwords. Wait 15 minutes, then try again' : 'Your current password is not right', href };
  };

  app.get<{ Querystring: { done?: string } }>('/account', { config: { allow: 'signed in' } }, async (request, reply) => sendAccount(request, reply, [], request.query.done));

  app.post('/account/password', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const form = passwords.safeParse(request.body);
    const given = form.success ? form.data : { oldPassword: '', newPassword: '' };
    const fault = faultOfPassword(given.newPassword, viewer);
    const errors: FieldError[] = [await faultOfOld(request, given.oldPassword, 'oldPassword'), fault === undefined ? undefined : { text: fault, href: '#newPassword' }].filter((error) => error !== undefined);
    if (errors.length > 0) return sendAccount(request, reply, errors);
    const refused = await setOwnPassword(store.db, { authorityId: viewer.authorityId, accountId: viewer.accountId, at: clock() }, given.newPassword, sessionToken(request));
    if (refused !== undefined) return sendAccount(request, reply, [{ text: refused, href: '#newPassword' }]);
    return reply.redirect('/account?done=password');
  });

  app.post('/account/second-factor', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const given = ownProof.safeParse(request.body).data ?? { factorPassword: '', factorCode: '' };
    const account = await findAccount(store.db, viewer.authorityId, viewer.accountId);
    if (account === undefined) throw new Error(`account ${viewer.accountId} is gone`);
    const fault = (await usesPassword(account)) ? await faultOfOld(request, given.factorPassword, 'factorPassword') : await faultOfCode(request, account, given.factorCode);
    if (fault !== undefined) return sendAccount(request, reply, [fault]);
    await beginSecondFactor(store.db, viewer);
    return reply.redirect('/account/second-factor');
  });

  app.get('/account/second-factor', { config: { allow: 'signed in' } }, async (request, reply) => {
    const factor = await findPendingFactor(store.db, viewerOf(request));
    if (factor === undefined) return reply.redirect('/account');
    return sendPage(reply, renderPage('features/sign-in/second-factor.njk', { ...await secondFactorPage(factor, { chrome: chrome(request), action: '/account/second-factor/confirm', goTo: '', errors: [], required: false }), backTo: backToAccount }));
  });

  app.post('/account/second-factor/confirm', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const form = codeForm.safeParse(request.body);
    const factor = await findPendingFactor(store.db, viewer);
    if (factor === undefined) return reply.redirect('/account');
    const at = clock();
    const codes = form.success ? await confirmSecondFactor(store.db, viewer, form.data.code, at) : undefined;
    if (codes === undefined) {
      const errors = [{ text: 'The code is not right. Enter the newest one that your app shows', href: '#code' }];
      return sendPage(reply, renderPage('features/sign-in/second-factor.njk', { ...await secondFactorPage(factor, { chrome: chrome(request), action: '/account/second-factor/confirm', goTo: '', errors, required: false }), backTo: backToAccount }), 400);
    }
    const sessionsEnded = await endSessions(store.db, viewer.authorityId, viewer.accountId, sessionToken(request));
    await audit(store.db, viewer.authorityId, at, { what: 'second factor set', accountId: viewer.accountId, detail: { sessionsEnded } });
    return sendPage(reply, renderPage('features/sign-in/recovery-codes.njk', { title: 'Keep your recovery codes', chrome: chrome(request), codes, goOn: '/account' }));
  });

  app.post('/account/sign-out-everywhere', { config: { allow: 'signed in' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const sessionsEnded = await endSessions(store.db, viewer.authorityId, viewer.accountId);
    await audit(store.db, viewer.authorityId, clock(), { what: 'signed out', accountId: viewer.accountId, detail: { sessionsEnded } });
    clearSessionCookie(reply);
    return reply.redirect('/sign-in');
  });
}
