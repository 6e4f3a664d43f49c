import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IdentityProvider } from '../../../domain/identity-provider.ts';
import { audit } from '../../../store/audit.ts';
import { authorityWith } from '../../../store/authorities.ts';
import { administratorHasPassword, findIdentityProvider, linkedAccounts, providedAuthorities, removeIdentityProvider, saveIdentityProvider } from '../../../store/identity-provider.ts';
import type { Store } from '../../../store/store.ts';
import { clientSecret, hasOneSecretForAll } from '../../client-secret.ts';
import { chrome } from '../../guard.ts';
import { reachProvider } from '../../openid-connect.ts';
import { publicAddress, type Reached } from '../../public-address.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError } from './fields.ts';
import { emptyFields, fieldsOf, type ProviderFields, providerFaultInWords, readProviderForm, readRolesForm, rolesForm, type RolesForm } from './identity-provider-form.ts';

const AT = '/administration/identity-provider';
const NO_PASSWORD = 'No administrator has a password. Give one a one-time password first, under Accounts: without it nobody could get in if your council’s sign-in were out of reach';
const DONE: Readonly<Record<string, string>> = {
  saved: 'Saved. Try it in another browser before you sign out here.', off: 'Turned off. Everybody signs in with a password again.', roles: 'Saved. Roles change when somebody next signs in.',
};

type Asked = { Querystring: { done?: string }; Body: Body };

/** The council's own identity provider: where it is, whom it lets in, and what it may say of them. */
export function addIdentityProvider(app: FastifyInstance, store: Store, clock: Clock, reached: Reached): void {
  const config = { allow: 'administer' } as const;

  const sendForm = async (request: FastifyRequest, reply: FastifyReply, held: IdentityProvider | undefined, fields: ProviderFields, errors: readonly FieldError[], done?: string): Promise<FastifyReply> => {
    const { authorityId } = viewerOf(request);
    const { authority } = await authorityWith(store.db, authorityId);
    const using = (await providedAuthorities(store.db)).filter((one) => one.hasSecret && one.authorityId !== authorityId).length + 1;
    return sendPage(reply, renderPage('features/administration/identity-provider.njk', {
      title: 'The council’s sign-in', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, done: done === undefined ? undefined : DONE[done], errors, beside: besideFields(errors), fields, on: held !== undefined,
      redirectTo: publicAddress(request, reached, `/sign-in/council/${encodeURIComponent(authority)}/callback`), signOutTo: publicAddress(request, reached, '/sign-in'), beginAt: publicAddress(request, reached, `/sign-in/council/${encodeURIComponent(authority)}`),
      secretFound: (await clientSecret(authority, using)) !== undefined, linked: await linkedAccounts(store.db, authorityId), rolesGiven: held?.rolesClaim,
    }), errors.length === 0 ? 200 : 400);
  };

  app.get<Asked>(AT, { config }, async (request, reply) => {
    const held = await findIdentityProvider(store.db, viewerOf(request).authorityId);
    return sendForm(request, reply, held, held === undefined ? emptyFields : fieldsOf(held), [], request.query.done);
  });

  /** What stands in the way of these settings, once each field is well in itself. */
  const faultOf = async (authorityId: number, provider: Omit<IdentityProvider, 'rolesClaim' | 'roleValues'>, at: Date): Promise<FieldError | undefined> => {
    if (provider.passwords !== 'everybody' && !(await administratorHasPassword(store.db, authorityId, at))) return { text: NO_PASSWORD, href: '#passwords' };
    const others = (await providedAuthorities(store.db)).filter((one) => one.hasSecret && one.authorityId !== authorityId).length;
    if (provider.hasSecret && others > 0 && (await hasOneSecretForAll())) {
      return { text: 'This Candour has one secret, which another council uses. Ask whoever runs Candour to keep a secret for each council, or register Candour as a public client', href: '#proof' };
    }
    const reachable = await reachProvider(provider, undefined);
    return 'fault' in reachable ? providerFaultInWords(reachable.fault) : undefined;
  };

  app.post<Asked>(AT, { config }, async (request, reply) => {
    const { authorityId, accountId } = viewerOf(request);
    const at = clock();
    const { fields, errors, provider } = readProviderForm(request.body);
    const held = await findIdentityProvider(store.db, authorityId);
    const fault = errors.length > 0 ? undefined : await faultOf(authorityId, provider, at);
    if (errors.length > 0 || fault !== undefined) return sendForm(request, reply, held, fields, fault === undefined ? errors : [fault]);
    await saveIdentityProvider(store.db, { authorityId, accountId, at }, { ...provider, ...(held?.rolesClaim === undefined ? {} : { rolesClaim: held.rolesClaim }), roleValues: held?.roleValues ?? {} });
    return reply.redirect(`${AT}?done=saved`);
  });

  app.post<Asked>(`${AT}/off`, { config }, async (request, reply) => {
    const { authorityId, accountId } = viewerOf(request);
    const at = clock();
    const held = await findIdentityProvider(store.db, authorityId);
    if (held === undefined) return reply.redirect(AT);
    if (!(await administratorHasPassword(store.db, authorityId, at))) {
      await audit(store.db, authorityId, at, { what: 'refused', accountId, detail: { route: request.routeOptions.url ?? '', why: 'last administrator' } });
      return sendForm(request, reply, held, fieldsOf(held), [{ text: NO_PASSWORD, href: '#off' }]);
    }
    await removeIdentityProvider(store.db, { authorityId, accountId, at });
    return reply.redirect(`${AT}?done=off`);
  });

  const sendRoles = (request: FastifyRequest, reply: FastifyReply, form: RolesForm) => sendPage(reply, renderPage('features/administration/identity-provider-roles.njk', {
    title: 'Roles from the council’s sign-in', chrome: chrome(request), backTo: { text: 'The council’s sign-in', href: AT }, ...form,
  }), form.errors.length === 0 ? 200 : 400);

  app.get(`${AT}/roles`, { config }, async (request, reply) => {
    const held = await findIdentityProvider(store.db, viewerOf(request).authorityId);
    return held === undefined ? reply.redirect(AT) : sendRoles(request, reply, rolesForm(held));
  });

  app.post<Asked>(`${AT}/roles`, { config }, async (request, reply) => {
    const { authorityId, accountId } = viewerOf(request);
    const held = await findIdentityProvider(store.db, authorityId);
    if (held === undefined) return reply.redirect(AT);
    const { form, ...given } = readRolesForm(request.body);
    if (form.errors.length > 0) return sendRoles(request, reply, form);
    const { rolesClaim: _, ...rest } = held;
    await saveIdentityProvider(store.db, { authorityId, accountId, at: clock() }, { ...rest, ...given });
    return reply.redirect(`${AT}?done=roles`);
  });
}
