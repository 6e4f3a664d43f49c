import type { FastifyInstance } from 'fastify';
import { allAccounts } from '../../../store/accounts.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { addAccountAdding } from './account-add-routes.ts';
import { addOneAccount } from './account-routes.ts';
import { accountRows } from './accounts-page.ts';

/** Who may sign in: adding, changing, disabling, and helping those who have lost a password or a phone. */
export function addAccounts(app: FastifyInstance, store: Store, clock: Clock): void {
  app.get('/administration/accounts', { config: { allow: 'administer' } }, async (request, reply) => {
    const accounts = await allAccounts(store.db, viewerOf(request).authorityId);
    return sendPage(reply, renderPage('features/administration/accounts.njk', { title: 'Accounts', chrome: chrome(request), backTo: { text: 'Administration', href: '/administration' }, rows: accountRows(accounts, clock()) }));
  });
  addAccountAdding(app, store, clock);
  addOneAccount(app, store, clock);
}
