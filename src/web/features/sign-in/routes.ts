import type { FastifyInstance } from 'fastify';
import type { Store } from '../../../store/store.ts';
import { failedSignIns } from '../../failed-sign-ins.ts';
import type { Reached } from '../../public-address.ts';
import type { Clock } from '../../request-context.ts';
import { addAccountPage } from './account-routes.ts';
import { addCode } from './code-routes.ts';
import { addCouncilSignIn } from './council-routes.ts';
import { addCredentials } from './credentials-routes.ts';
import type { Entrance } from './entering.ts';
import { addOwnPassword } from './own-password-routes.ts';
import { addSecondFactor } from './second-factor-routes.ts';
import { addSignOut } from './sign-out-routes.ts';

/**
 * Signing in: a password and, one after the other, whatever else is missing (a code, a password of one's own in the place of a
 * one-time one, a second factor where the authority asks for one), or the council's identity provider; signing out; one's own account.
 */
export function addSignIn(app: FastifyInstance, store: Store, clock: Clock, reached: Reached): void {
  const entrance: Entrance = { db: store.db, clock, reached, failures: failedSignIns(clock) };
  addCredentials(app, entrance);
  addCode(app, entrance);
  addOwnPassword(app, entrance);
  addSecondFactor(app, entrance);
  addSignOut(app, entrance);
  addCouncilSignIn(app, entrance);
  addAccountPage(app, store, clock);
}
