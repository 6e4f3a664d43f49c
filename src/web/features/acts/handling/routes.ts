import type { FastifyInstance } from 'fastify';
import type { Store } from '../../../../store/store.ts';
import type { Clock } from '../../../request-context.ts';
import { addConfirmation } from './confirmation-routes.ts';
import { addConfirmations } from './confirmations-routes.ts';
import { addProposal } from './proposal-routes.ts';
import { addQuestions } from './questions-routes.ts';

/** How a complaint is handled: questions, what the law makes of the answers, the decision, and a second person's confirmation where it is excluded. */
export function addHandling(app: FastifyInstance, store: Store, clock: Clock): void {
  addQuestions(app, store, clock);
  addProposal(app, store, clock);
  addConfirmation(app, store, clock);
  addConfirmations(app, store, clock);
}
