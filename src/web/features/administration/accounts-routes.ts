import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dayInEngland, inWords } from '../../../domain/day.ts';
import { mayUsePassword } from '../../../domain/identity-provider.ts';
import { type AccountChange, type Changed, changeAccount, disableAccount, enableAccount, endSessionsOf, oneTimePassword, resetPassword, resetSecondFactor } from '../../../store/account-changes.ts';
import { type Account, addAccount, allAccounts, findAccount, isCouncilNameTaken } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import { findIdentityProvider } from '../../../store/identity-provider.ts';
import { linkedSince, unlinkAccount } from '../../../store/provider-sign-in.ts';
import { servicesInUse } from '../../../store/service-changes.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { type AccountForm, accountForm, accountRows, readAccountForm, roleNames } from './accounts-page.ts';
import type { Body, FieldError } from './fields.ts';

const LIST = { text: 'Accounts', href: '/administration/accounts' };
const LAST_ADMINISTRATOR = 'This is the last administrator. Make somebody else an administrator first';
const ADDRESS_TAKEN = 'Somebody else has an account with this email address';

const COUNCIL_NAME_TAKEN = 'The council’s sign-in calls somebody else so, who has an account';

const DONE: Readonly<Record<string, string>> = {
  changed: 'The account has been changed.', disabled: 'The account has been disabled and its sessions have ended.', enabled: 'The account can be used again.',
  factor: 'The second factor has been taken away and the account’s sessions have ended.', sessions: 'The account’s sessions have ended.',
  added: 'The account has been added. They sign in with their council account.', unlinked: 'The account is linked afresh when its holder next signs in at the council. Its sessions have ended.',
};

function heldFields(account: Account) {
  return { name: account.name, email: account.email, councilName: account.council_name ?? undefined, roles: account.roles, services: account.services, answersFor: account.answers_for };
}

type OfAccount = { Params: { account: string }; Querystring: { done?: string }; Body: Body };

/** Who may sign in: adding, changing, disabling, and helping those who have lost a password or a phone. */
export function addAccounts(app: FastifyInstance, store: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;

  const accountOf = async (request: FastifyRequest<OfAccount>): Promise<Account | undefined> => {
    const { account } = request.params;
    return /^\d{1,9}$/.test(account) ? findAccount(store.db, viewerOf(request).authorityId, Number(account)) : undefined;
  };
  const changeOf = (request: FastifyRequest, account: Account): AccountChange => ({ authorityId: account.authority_id, accountId: account.account_id, by: viewerOf(request).accountId, at: clock() });

  const sendAddForm = async (request: FastifyRequest, reply: FastifyReply, form: AccountForm) =>
    sendPage(reply, renderPage('features/administration/account-add.njk', { title: 'Add an account', chrome: chrome(request), backTo: LIST, provided: await findIdentityProvider(store.db, viewerOf(request).authorityId), ...form }), form.errors.length === 0 ? 200 : 400);

  const sendAccount = async (request: FastifyRequest, reply: FastifyReply, account: Account, form: AccountForm, done?: string) => {
    const provided = await findIdentityProvider(store.db, account.authority_id);
    const linked = await linkedSince(store.db, account.authority_id, account.account_id);
    return sendPage(reply, renderPage('features/administration/account.njk', {
      title: account.name, chrome: chrome(request), backTo: LIST, ...form, done: done === undefined ? undefined : DONE[done], at: `/administration/accounts/${account.account_id}`,
      provided, linked: linked !== undefined, goesBy: account.council_name ?? account.email, mayUsePassword: mayUsePassword(provided?.passwords ?? 'everybody', account.roles),
      disabled: account.disabled_at !== null, hasSecondFactor: account.hasSecondFactor, facts: [
        { key: { text: 'Signs in as' }, value: { text: account.email } },
        { key: { text: 'Roles' }, value: { text: roleNames(account.roles) } },
        { key: { text: 'State' }, value: { text: accountRows([account], clock())[0]?.state.text ?? '' } },
        { key: { text: 'Second factor' }, value: { text: account.totp_confirmed_at === null ? 'Not set' : `Set on ${inWords(dayInEngland(account.totp_confirmed_at))}` } },
        ...(provided === undefined ? [] : [{ key: { text: 'Council account' }, value: { text: linked === undefined ? 'Linked when they first sign in with it' : `Linked on ${inWords(dayInEngland(linked))}` } }]),
        { key: { text: 'Last signed in' }, value: { text: account.signed_in_at === null ? 'Never' : inWords(dayInEngland(account.signed_in_at)) } },
      ],
    }), form.errors.length === 0 ? 200 : 400);
  };

  const sendPassword = (request: FastifyRequest, reply: FastifyReply, account: { readonly name: string; readonly href: string }, password: string, until: Date) =>
    sendPage(reply, renderPage('features/administration/one-time-password.njk', { title: 'One-time password', chrome: chrome(request), account, password, until: inWords(dayInEngland(until)) }));

  app.get('/administration/accounts', { config }, async (request, reply) => {
    const accounts = await allAccounts(store.db, viewerOf(request).authorityId);
    return sendPage(reply, renderPage('features/administration/accounts.njk', { title: 'Accounts', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, rows: accountRows(accounts, clock()) }));
  });

  app.get('/administration/accounts/add', { config }, async (request, reply) => {
    const services = await servicesInUse(store.db, viewerOf(request).authorityId);
    return sendAddForm(request, reply, accountForm({ name: '', email: '', roles: [], services: [] }, services, []));
  });

  app.post<{ Body: Body }>('/administration/accounts/add', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const services = await servicesInUse(store.db, viewer.authorityId);
    const { fields, errors } = readAccountForm(request.body, services);
    if (errors.length > 0) return sendAddForm(request, reply, accountForm(fields, services, errors));
    const at = clock();
    if (await isCouncilNameTaken(store.db, viewer.authorityId, fields)) return sendAddForm(request, reply, accountForm(fields, services, [fields.councilName === undefined ? { text: ADDRESS_TAKEN, href: '#email' } : { text: COUNCIL_NAME_TAKEN, href: '#councilName' }]));
    const withPassword = mayUsePassword((await findIdentityProvider(store.db, viewer.authorityId))?.passwords ?? 'everybody', fields.roles);
    const { password, until } = oneTimePassword(at);
    const accountId = await store.db.transaction().execute(async (transaction) => {
      const added = await addAccount(transaction, viewer.authorityId, { ...fields, ...(withPassword ? { password, oneTimeUntil: until } : {}) });
      if (added !== undefined) await audit(transaction, viewer.authorityId, at, { what: 'account added', accountId: viewer.accountId, detail: { account: added, roles: fields.roles.join('; '), services: fields.services.join('; '), ...((fields.answersFor ?? []).length === 0 ? {} : { answersFor: (fields.answersFor ?? []).join('; ') }) } });
      return added;
    });
    if (accountId === undefined) return sendAddForm(request, reply, accountForm(fields, services, [{ text: ADDRESS_TAKEN, href: '#email' }]));
    if (!withPassword) return reply.redirect(`/administration/accounts/${accountId}?done=added`);
    return sendPassword(request, reply, { name: fields.name, href: `/administration/accounts/${accountId}` }, password, until);
  });

  app.get<OfAccount>('/administration/accounts/:account', { config }, async (request, reply) => {
    const account = await accountOf(request);
    if (account === undefined) return reply.callNotFound();
    return sendAccount(request, reply, account, accountForm(heldFields(account), await servicesInUse(store.db, account.authority_id), []), request.query.done);
  });

  const sendRefused = async (request: FastifyRequest, reply: FastifyReply, account: Account, error: FieldError) => {
    await audit(store.db, account.authority_id, clock(), { what: 'refused', accountId: viewerOf(request).accountId, detail: { route: request.routeOptions.url ?? '', why: 'last administrator', account: account.account_id } });
    return sendAccount(request, reply, account, accountForm(heldFields(account), await servicesInUse(store.db, account.authority_id), [error]));
  };

  app.post<OfAccount>('/administration/accounts/:account', { config }, async (request, reply) => {
    const account = await accountOf(request);
    if (account === undefined) return reply.callNotFound();
    const services = await servicesInUse(store.db, account.authority_id);
    const { fields, errors } = readAccountForm(request.body, services, [...account.services, ...account.answers_for]);
    if (errors.length > 0) return sendAccount(request, reply, account, accountForm(fields, services, errors));
    const changed: Changed = await changeAccount(store.db, changeOf(request, account), fields);
    if (changed === 'last administrator') return sendRefused(request, reply, account, { text: LAST_ADMINISTRATOR, href: '#roles' });
    if (changed === 'address taken') return sendAccount(request, reply, account, accountForm(fields, services, [{ text: ADDRESS_TAKEN, href: '#email' }]));
    if (changed === 'council name taken') return sendAccount(request, reply, account, accountForm(fields, services, [{ text: COUNCIL_NAME_TAKEN, href: fields.councilName === undefined ? '#email' : '#councilName' }]));
    return reply.redirect(`/administration/accounts/${account.account_id}?done=changed`);
  });

  app.post<OfAccount>('/administration/accounts/:account/disable', { config }, async (request, reply) => {
    const account = await accountOf(request);
    if (account === undefined) return reply.callNotFound();
    const changed = await disableAccount(store.db, changeOf(request, account));
    if (changed === 'last administrator') return sendRefused(request, reply, account, { text: LAST_ADMINISTRATOR, href: '#disable' });
    return reply.redirect(`/administration/accounts/${account.account_id}?done=disabled`);
  });

  app.post<OfAccount>('/administration/accounts/:account/enable', { config }, async (request, reply) => {
    const account = await accountOf(request);
    if (account === undefined) return reply.callNotFound();
    await enableAccount(store.db, changeOf(request, account));
    return reply.redirect(`/administration/accounts/${account.account_id}?done=enabled`);
  });

  app.post<OfAccount>('/administration/accounts/:account/password', { config }, async (request, reply) => {
    const account = await accountOf(request);
    if (account === undefined) return reply.callNotFound();
    const { password, until } = await resetPassword(store.db, changeOf(request, account));
    return sendPassword(request, reply, { name: account.name, href: `/administration/accounts/${account.account_id}` }, password, until);
  });

  app.post<OfAccount>('/administration/accounts/:account/second-factor', { config }, async (request, reply) => {
    const account = await accountOf(request);
    if (account === undefined) return reply.callNotFound();
    await resetSecondFactor(store.db, changeOf(request, account));
    return reply.redirect(`/administration/accounts/${account.account_id}?done=factor`);
  });

  app.post<OfAccount>('/administration/accounts/:account/unlink', { config }, async (request, reply) => {
    const account = await accountOf(request);
    if (account === undefined) return reply.callNotFound();
    await unlinkAccount(store.db, changeOf(request, account));
    return reply.redirect(`/administration/accounts/${account.account_id}?done=unlinked`);
  });

  app.post<OfAccount>('/administration/accounts/:account/sessions', { config }, async (request, reply) => {
    const account = await accountOf(request);
    if (account === undefined) return reply.callNotFound();
    await endSessionsOf(store.db, changeOf(request, account));
    return reply.redirect(`/administration/accounts/${account.account_id}?done=sessions`);
  });
}
