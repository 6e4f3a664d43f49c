import type { FastifyInstance } from 'fastify';
import type { ScannerPlace } from '../../../store/document-content/clamd.ts';
import type { Store } from '../../../store/store.ts';
import type { Clock } from '../../request-context.ts';
import { addAdding } from './add-routes.ts';
import { addLayouts } from './layout-routes.ts';
import { addOutline } from './outline-routes.ts';
import { addParts } from './part-routes.ts';
import { addPreview } from './preview-routes.ts';
import { addSettings } from './settings-routes.ts';
import { addStart } from './start-routes.ts';
import { addTables } from './table-routes.ts';

/** Composing a report: what it begins from, what it is made of, and what it looks like. */
export function addComposer(app: FastifyInstance, store: Store, clock: Clock, clamav?: ScannerPlace): void {
  addStart(app, store, clock);
  addLayouts(app, store, clock);
  addOutline(app, store, clock);
  addAdding(app, store, clock);
  addParts(app, store, clock, clamav);
  addTables(app, store, clock);
  addSettings(app, store, clock);
  addPreview(app, store, clock);
}
