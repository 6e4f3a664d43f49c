import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayUsePassword } from '../../../domain/identity-provider.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type AccountFields, oneTimePassword } from '../../../store/account-changes.ts';
import { addAccount, isCouncilNameTaken, type NewAccount } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { findIdentityProvider } from '../../../store/identity-provider.ts';
import { servicesInUse } from '../../../store/service-changes.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { type AccountForm, accountForm, addressTaken, councilNameTaken, readAccountForm } from './accounts-page.ts';
import type { Body } from './fields.ts';
import { addressOfAccount, backToAccounts } from './of-account.ts';
import { sendOneTimePassword } from './send-one-time-password.ts';

/** Adding somebody, who signs in with a one-time password first, or with their council account alone. */
export function addAccountAdding(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;

  app.get('/administration/accounts/add', { config }, async (request, reply) => {
    const services = await servicesInUse(db, viewerOf(request).authorityId);
    return sendAddForm(db, request, reply, accountForm({ name: '', email: '', roles: [], services: [] }, services, []));
  });

  app.post<{ Body: Body }>('/administration/accounts/add', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const services = await servicesInUse(db, viewer.authorityId);
    const { fields, errors } = readAccountForm(request.body, services);
    if (errors.length > 0) return sendAddForm(db, request, reply, accountForm(fields, services, errors));
    const at = clock();
    if (await isCouncilNameTaken(db, viewer.authorityId, fields)) return sendAddForm(db, request, reply, accountForm(fields, services, [fields.councilName === undefined ? addressTaken : councilNameTaken('#councilName')]));
    const withPassword = mayUsePassword((await findIdentityProvider(db, viewer.authorityId))?.passwords ?? 'everybody', fields.roles);
    const given = oneTimePassword(at);
    const accountId = await addAudited(db, viewer, at, fields, withPassword ? { password: given.password, oneTimeUntil: given.until } : {});
    if (accountId === undefined) return sendAddForm(db, request, reply, accountForm(fields, services, [addressTaken]));
    if (!withPassword) return reply.redirect(`${addressOfAccount(accountId)}?done=added`);
    return sendOneTimePassword(request, reply, { accountId, name: fields.name }, given);
  });
}

async function sendAddForm(db: Database, request: FastifyRequest, reply: FastifyReply, form: AccountForm): Promise<FastifyReply> {
  const provided = await findIdentityProvider(db, viewerOf(request).authorityId);
  return sendPage(reply, renderPage('features/administration/account-add.njk', { title: 'Add an account', chrome: chrome(request), backTo: backToAccounts, provided, ...form }), form.errors.length === 0 ? 200 : 400);
}

/** The number of the account that was added; undefined where its address was taken meanwhile. */
async function addAudited(db: Database, viewer: Viewer, at: Date, fields: AccountFields, password: Pick<NewAccount, 'password' | 'oneTimeUntil'>): Promise<number | undefined> {
  return db.transaction().execute(async (transaction) => {
    const added = await addAccount(transaction, viewer.authorityId, { ...fields, ...password });
    if (added === undefined) return undefined;
    const { roles, services, answersFor = [] } = fields;
    await audit(transaction, viewer.authorityId, at, { what: 'account added', accountId: viewer.accountId, detail: { account: added, roles: roles.join('; '), services: services.join('; '), ...(answersFor.length === 0 ? {} : { answersFor: answersFor.join('; ') }) } });
    return added;
  });
}
