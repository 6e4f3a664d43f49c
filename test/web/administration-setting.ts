import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import { auditTrail, verifyAudit } from '../../src/store/audit.ts';
import { type Authority, authorityNamed, saveAuthority, saveAuthorityFacts } from '../../src/store/authorities.ts';
import { append, findCase, loadEvents } from '../../src/store/case-history.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import type { Store } from '../../src/store/store.ts';
import { makeApp } from '../../src/web/app.ts';
import { withTestDatabase } from '../database.ts';
import { addSomebody, type Somebody, Visitor } from './signed-in.ts';

export const settings = { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: ['Delay', 'Staff'], procedures: {}, conventions: {} };

type Setting = {
  readonly app: FastifyInstance; readonly store: Store; readonly authority: Authority; readonly clock: () => Date; readonly ada: Somebody;
  goTo(at: string): void;
  visitor(name: string, ...roles: ViewerRole[]): Promise<Visitor>;
  /** The administrator Ada Wren's own browser. */
  readonly administrator: Visitor;
  record(ref: string, ...events: CaseEvent[]): Promise<number>;
  trail(what: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
};

/** A council with an administrator who has signed in, on Monday 23 November 2026. */
export async function withAdministrator(run: (setting: Setting) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    const authorityId = await store.db.transaction().execute(async (transaction) => {
      const id = await saveAuthority(transaction, settings);
      await saveAuthorityFacts(transaction, id, { services: [{ service: 'Fostering' }, { service: 'Fostering/East', parent: 'Fostering' }], context: [], published: [], coverage: [] });
      return id;
    });
    let now = new Date('2026-11-23T09:00:00Z');
    const clock = () => now;
    const app = makeApp(store, { clock });
    const visitor = async (name: string, ...roles: ViewerRole[]) => {
      const { email } = await addSomebody(store.db, authorityId, name, roles);
      const one = new Visitor(app, store.db, clock);
      assert.equal((await one.signIn(email)).statusCode, 302);
      return one;
    };
    const administrator = await visitor('Ada Wren', 'administrator');
    const [ada] = await store.db.selectFrom('account').select(['account_id', 'email', 'name']).where('name', '=', 'Ada Wren').execute();
    await run({
      app, store, authority: await authorityNamed(store.db, 'Ashmere'), clock, administrator, visitor,
      ada: { accountId: ada?.account_id ?? 0, email: ada?.email ?? '', name: 'Ada Wren' },
      goTo(at) { now = new Date(at); },
      async record(ref, ...events) {
        const kind = events[0]?.type === 'ComplimentReceived' ? 'compliment' as const : 'representation' as const;
        const held = await findCase(store.db, authorityId, kind, ref);
        const version = held === undefined ? 0 : ((await loadEvents(store.db, authorityId, [held.caseId])).get(held.caseId)?.length ?? 0);
        return (await append(store.db, authorityId, { kind, ref }, version, events, { by: 'U1', at: clock() }, projectionContextOf(await authorityNamed(store.db, 'Ashmere')))).caseId;
      },
      trail: async (what) => (await auditTrail(store.db, authorityId, { most: 500 })).filter((row) => row.what === what).map((row) => row.detail).toReversed(),
    });
    assert.deepEqual(await verifyAudit(store.db, authorityId), []);
    await app.close();
  });
}

export const received = (ref: string, on: string, more: object = {}): CaseEvent => ({ type: 'RepresentationReceived', on: day(on), ref, summary: 'Nobody rang back', ...more });
export const handled = (on: string, handledAs: 'statutory' | 'corporate' = 'statutory'): CaseEvent => ({ type: 'HandlingDecided', on: day(on), handledAs });
export const closed = (on: string): CaseEvent => ({ type: 'Closed', on: day(on) });

/** Received on Thursday 19 November 2026: ten working days on is Thursday 3 December; a bank holiday on Monday 30 November makes it Friday 4 December. */
export const beforeTheHoliday = [received('AM26-001', '2026-11-19'), handled('2026-11-19')] as const;
export const holiday = { name: 'A royal wedding', 'on-day': '30', 'on-month': '11', 'on-year': '2026' };

/** A corporate complaint closed on 10 January 2020, to be kept until 10 January 2026. */
export const oldCase = [received('AM20-001', '2020-01-02', { complainant: 'P1', theme: 'Delay' }), handled('2020-01-02', 'corporate'), closed('2020-01-10')] as const;
export const why = { ground: 'kept_long_enough', reason: 'Six years are over' };
