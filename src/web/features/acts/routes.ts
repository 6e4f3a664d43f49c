import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Store } from '../../../store/store.ts';
import type { Clock } from '../../request-context.ts';
import { addHandling } from './handling/routes.ts';
import { ofAct, type OfAct, places } from './of-act.ts';
import { openForm } from './show-form.ts';
import { takeForm } from './take-form.ts';

const keepDraft = readFileSync(new URL('../../assets/keep-draft.js', import.meta.url), 'utf8');

/** A form for every act, shown and recorded. */
export function addActs(app: FastifyInstance, store: Store, clock: Clock): void {
  const { db } = store;
  const config = { allow: 'signed in' } as const;
  addHandling(app, store, clock);
  app.get('/assets/keep-draft.js', { config: { allow: 'anybody' } }, async (_request, reply) => reply.header('cache-control', 'public, max-age=300').type('text/javascript; charset=utf-8').send(keepDraft));

  for (const kind of ['representation', 'unattached', 'compliment'] as const) {
    const address = `${places[kind].path}/:ref/acts/:act`;
    app.get<OfAct>(address, { config }, ofAct(db, clock, kind, async (asking) => openForm(db, asking)));
    app.post<OfAct>(address, { config }, ofAct(db, clock, kind, async (asking) => takeForm(db, asking)));
  }
}
