import type { FastifyRequest } from 'fastify';
import type { Viewer, ViewerRole } from '../../../domain/viewer.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import { allAccounts } from '../../../store/accounts.ts';
import { authorityOf } from '../../../store/case-for-viewer.ts';
import { allServices } from '../../../store/case-people.ts';
import { type PoolPerson, poolOf, poolPerson } from '../../../store/pool.ts';
import { numberIn } from '../../number-in-address.ts';
import { type Clock, todayBy, viewerOf } from '../../request-context.ts';
import type { Database } from '../../../store/database.ts';

export type Body = Readonly<Record<string, unknown>> | undefined;
export type OfMember = { Params: { member: string }; Querystring: Readonly<Record<string, unknown>>; Body: Body };

const outsideRoles: readonly ViewerRole[] = ['investigating_officer', 'independent_person', 'panel_member'];
const done = {
  added: 'They are in the pool.', changed: 'The changes are saved.', ended: 'They take no more cases.', back: 'They are in the pool again.', away: 'When they are away is on record.', deleted: 'They were deleted from the pool.', removed: 'What was kept of them was removed.',
} as const;

/** What was done a moment ago, as the page that follows says it. */
export const saidDone = (query: Readonly<Record<string, unknown>>) => Object.entries(done).find(([key]) => key === query['done'])?.[1];

export async function findMember(db: Database, clock: Clock, request: FastifyRequest<OfMember>): Promise<PoolPerson | undefined> {
  const member = numberIn(request.params.member);
  return member === undefined ? undefined : poolPerson(db, viewerOf(request), member, todayBy(clock), clock());
}

/** Services and accounts to choose from, as the form names them. */
export async function choicesFor(db: Database, clock: Clock, viewer: Viewer, own?: number) {
  const [authority, services, accounts, pool] = await Promise.all([authorityOf(db, viewer), allServices(db, viewer.authorityId), allAccounts(db, viewer.authorityId), poolOf(db, viewer, todayBy(clock), clock())]);
  const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const taken = new Set(pool.flatMap((one) => (one.accountId === undefined || one.accountId === own ? [] : [one.accountId])));
  const free = accounts.filter((account) => account.account_id === own || (account.disabled_at === null && !taken.has(account.account_id) && outsideRoles.some((role) => account.roles.includes(role))));
  return {
    services: services.map((node) => ({ value: node.service, text: valueInWords('service', node.service, authority.words, parents) })), accounts: free.map((account) => ({ value: String(account.account_id), text: account.name })), accountIds: free.map((account) => account.account_id),
    say: (service: string) => valueInWords('service', service, authority.words, parents),
  };
}
