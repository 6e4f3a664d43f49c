import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccountChange } from '../../../store/account-changes.ts';
import { type Account, findAccount } from '../../../store/accounts.ts';
import type { Database } from '../../../store/database.ts';
import { type Clock, viewerOf } from '../../request-context.ts';
import type { Body } from './fields.ts';

export type OfAccount = { Params: { account: string }; Querystring: { done?: string }; Body: Body };
/** Who is asked about, and the change that the request makes of them where it makes one. */
export type Asking = { readonly account: Account; readonly change: AccountChange; readonly request: FastifyRequest<OfAccount>; readonly reply: FastifyReply };

/** A handler of one account: where the council has none of that number it answers that the page is not there. */
export function ofAccount(db: Database, clock: Clock, handle: (asking: Asking) => Promise<unknown>) {
  return async (request: FastifyRequest<OfAccount>, reply: FastifyReply): Promise<unknown> => {
    const { authorityId, accountId: by } = viewerOf(request);
    const { account: number } = request.params;
    const account = /^\d{1,9}$/.test(number) ? await findAccount(db, authorityId, Number(number)) : undefined;
    return account === undefined ? reply.callNotFound() : handle({ account, change: { authorityId, accountId: account.account_id, by, at: clock() }, request, reply });
  };
}

export function addressOfAccount(accountId: number): string {
  return `/administration/accounts/${accountId}`;
}

export const backToAccounts = { text: 'Accounts', href: '/administration/accounts' };
