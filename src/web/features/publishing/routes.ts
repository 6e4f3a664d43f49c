import type { FastifyInstance } from 'fastify';
import type { Store } from '../../../store/store.ts';
import type { Clock } from '../../request-context.ts';
import { addChecks } from './checks-routes.ts';
import { addCutOff } from './cut-off-routes.ts';
import { addPublications } from './publication-routes.ts';
import { addPublish } from './publish-routes.ts';
import { addRedaction } from './redaction-routes.ts';
import { addPublishingSettings } from './settings-routes.ts';
import { addSmallNumbers } from './small-numbers-routes.ts';

/** A report on its way out, and what is out. */
export function addPublishing(app: FastifyInstance, store: Store, clock: Clock): void {
  addPublish(app, store, clock);
  addCutOff(app, store, clock);
  addChecks(app, store, clock);
  addSmallNumbers(app, store, clock);
  addRedaction(app, store, clock);
  addPublications(app, store, clock);
  addPublishingSettings(app, store, clock);
}
