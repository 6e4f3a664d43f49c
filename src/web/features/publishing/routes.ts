import type { FastifyInstance } from 'fastify';
import type { Store } from '../../../store/store.ts';
import type { Clock } from '../../request-context.ts';
import { addDraftPages } from './draft-routes.ts';
import { addPublications } from './publication-routes.ts';
import { addPublishingSettings } from './settings-routes.ts';

/** A report on its way out, and what is out. */
export function addPublishing(app: FastifyInstance, store: Store, clock: Clock): void {
  addDraftPages(app, store, clock);
  addPublications(app, store, clock);
  addPublishingSettings(app, store, clock);
}
