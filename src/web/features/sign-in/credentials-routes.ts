import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkPassword } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { providedAuthorities } from '../../../store/identity-provider.ts';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import type { FieldError } from './account-page.ts';
import { councilAddress } from './council-routes.ts';
import { enter, type Entrance, type ThenQuery } from './entering.ts';
import { placeToGo } from './place-to-go.ts';
import { sendTooMany } from './send-too-many.ts';

const credentials = z.object({ email: z.string().max(320), password: z.string().max(1024), goTo: z.string().max(2000).optional() });

/** An email address and a password, or the way to the council's identity provider. */
export function addCredentials(app: FastifyInstance, entrance: Entrance): void {
  const { db, clock, failures } = entrance;
  const config = { allow: 'anybody' } as const;

  const sendSignIn = async (request: FastifyRequest, reply: FastifyReply, email: string, goTo: string | undefined, errors: readonly FieldError[] = [], status = 200) => {
    const provided = await providedAuthorities(db);
    const council = provided.length === 0 ? undefined : councilAddress(provided.length === 1 ? provided[0]?.authority : undefined, goTo);
    const fieldErrors = Object.fromEntries(errors.map((error) => [error.href.slice(1), error.text]));
    return sendPage(reply, renderPage('features/sign-in/sign-in.njk', { title: 'Sign in', formToken: request.formToken, council, email, goTo: goTo ?? '', errors, fieldErrors }), status);
  };

  app.get<ThenQuery>('/sign-in', { config }, async (request, reply) => {
    if (request.viewer !== null) return reply.redirect(placeToGo(request.query.then));
    return sendSignIn(request, reply, '', request.query.then);
  });

  app.post('/sign-in', { config }, async (request, reply) => {
    if (failures.tooMany(request)) return sendTooMany(reply);
    const form = credentials.safeParse(request.body);
    if (!form.success) return sendSignIn(request, reply, '', undefined, [{ text: 'Enter your email address', href: '#email' }], 400);
    const { email, password, goTo } = form.data;
    const faults = [...(email.trim() === '' ? [{ text: 'Enter your email address', href: '#email' }] : []), ...(password === '' ? [{ text: 'Enter your password', href: '#password' }] : [])];
    if (faults.length > 0) return sendSignIn(request, reply, email, goTo, faults, 400);
    const at = clock();
    const checked = await checkPassword(db, email, password, at);
    if (checked.is === 'barred') {
      await audit(db, checked.authorityId, at, { what: 'sign-in refused', accountId: checked.accountId, detail: { why: 'password not allowed' } });
      return sendSignIn(request, reply, email, goTo, [{ text: 'Your council does not let you sign in with a password. Use your council account instead', href: '#council' }], 401);
    }
    if (checked.is !== 'right') {
      failures.count(request);
      if (checked.authorityId !== undefined && checked.accountId !== undefined) await audit(db, checked.authorityId, at, { what: 'sign-in refused', accountId: checked.accountId, detail: { why: checked.is === 'locked' ? 'locked' : 'password' } });
      return sendSignIn(request, reply, email, goTo, [{ text: 'The email address or password is not right, or the account is locked for 15 minutes after five wrong passwords', href: '#email' }], 401);
    }
    return reply.redirect(await enter(entrance, request, reply, { viewer: checked.viewer, missing: checked.missing, byProvider: false }, goTo));
  });
}
