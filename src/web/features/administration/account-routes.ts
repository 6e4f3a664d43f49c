import type { FastifyInstance, FastifyReply } from 'fastify';
import { changeAccount, disableAccount, enableAccount, endSessionsOf, resetPassword, resetSecondFactor } from '../../../store/account-changes.ts';
import type { Account } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { findIdentityProvider } from '../../../store/identity-provider.ts';
import { linkedSince, unlinkAccount } from '../../../store/provider-sign-in.ts';
import { servicesInUse } from '../../../store/service-changes.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { accountPage } from './account-page.ts';
import { type AccountForm, accountForm, addressTaken, councilNameTaken, readAccountForm } from './accounts-page.ts';
import type { FieldError } from './fields.ts';
import { addressOfAccount, type Asking, ofAccount, type OfAccount } from './of-account.ts';
import { sendOneTimePassword } from './send-one-time-password.ts';

/** One account: who holds it and what they may do, whether it may be used, and help for who has lost a password or a phone. */
export function addOneAccount(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'administer' } as const;
  const on = (handle: (asking: Asking) => Promise<unknown>) => ofAccount(db, clock, handle);

  app.get<OfAccount>('/administration/accounts/:account', { config }, on(async (asking) => sendAccount(db, asking, await formAsHeld(db, asking.account), asking.request.query.done)));

  app.post<OfAccount>('/administration/accounts/:account', { config }, on(async (asking) => changeAsTyped(db, asking)));

  app.post<OfAccount>('/administration/accounts/:account/disable', { config }, on(async (asking) => {
    const changed = await disableAccount(db, asking.change);
    return changed === 'last administrator' ? sendLastAdministrator(db, asking, '#disable') : sendDone(asking, 'disabled');
  }));

  app.post<OfAccount>('/administration/accounts/:account/enable', { config }, on(async (asking) => {
    await enableAccount(db, asking.change);
    return sendDone(asking, 'enabled');
  }));

  app.post<OfAccount>('/administration/accounts/:account/password', { config }, on(async ({ account, change, request, reply }) =>
    sendOneTimePassword(request, reply, { accountId: account.account_id, name: account.name }, await resetPassword(db, change))));

  app.post<OfAccount>('/administration/accounts/:account/second-factor', { config }, on(async (asking) => {
    await resetSecondFactor(db, asking.change);
    return sendDone(asking, 'factor');
  }));

  app.post<OfAccount>('/administration/accounts/:account/unlink', { config }, on(async (asking) => {
    await unlinkAccount(db, asking.change);
    return sendDone(asking, 'unlinked');
  }));

  app.post<OfAccount>('/administration/accounts/:account/sessions', { config }, on(async (asking) => {
    await endSessionsOf(db, asking.change);
    return sendDone(asking, 'sessions');
  }));
}

async function changeAsTyped(db: Database, asking: Asking): Promise<FastifyReply> {
  const { account, request } = asking;
  const services = await servicesInUse(db, account.authority_id);
  const { fields, errors } = readAccountForm(request.body, services, [...account.services, ...account.answers_for]);
  const sendAgain = (faults: readonly FieldError[]) => sendAccount(db, asking, accountForm(fields, services, faults));
  if (errors.length > 0) return sendAgain(errors);
  const changed = await changeAccount(db, asking.change, fields);
  if (changed === 'last administrator') return sendLastAdministrator(db, asking, '#roles');
  if (changed === 'address taken') return sendAgain([addressTaken]);
  if (changed === 'council name taken') return sendAgain([councilNameTaken(fields.councilName === undefined ? '#email' : '#councilName')]);
  return sendDone(asking, 'changed');
}

function sendDone({ account, reply }: Asking, done: string): FastifyReply {
  return reply.redirect(`${addressOfAccount(account.account_id)}?done=${done}`);
}

async function sendLastAdministrator(db: Database, asking: Asking, href: string): Promise<FastifyReply> {
  const { account, change: { by, at }, request } = asking;
  await audit(db, account.authority_id, at, { what: 'refused', accountId: by, detail: { route: request.routeOptions.url ?? '', why: 'last administrator', account: account.account_id } });
  return sendAccount(db, asking, await formAsHeld(db, account, [{ text: 'This is the last administrator. Make somebody else an administrator first', href }]));
}

async function formAsHeld(db: Database, account: Account, errors: readonly FieldError[] = []): Promise<AccountForm> {
  const { name, email, council_name: councilName, roles, services, answers_for: answersFor } = account;
  return accountForm({ name, email, councilName: councilName ?? undefined, roles, services, answersFor }, await servicesInUse(db, account.authority_id), errors);
}

async function sendAccount(db: Database, { account, change: { at }, request, reply }: Asking, form: AccountForm, done?: string): Promise<FastifyReply> {
  const provided = await findIdentityProvider(db, account.authority_id);
  const linked = await linkedSince(db, account.authority_id, account.account_id);
  const page = accountPage(account, form, { provided, linked }, { chrome: chrome(request), at, done });
  return sendPage(reply, renderPage('features/administration/account.njk', page), form.errors.length === 0 ? 200 : 400);
}
