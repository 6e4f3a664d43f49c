import type { CaseEvent } from '../../src/domain/events.ts';
import { day } from '../../src/domain/day.ts';
import { type Viewer, viewerKey, type ViewerRole } from '../../src/domain/viewer.ts';
import { type JobsDone, runJobs } from '../../src/jobs/run-jobs.ts';
import { viewerOfAccount } from '../../src/store/accounts.ts';
import { authorityNamed, saveAuthority, saveAuthorityFacts } from '../../src/store/authorities.ts';
import { append, findCase, loadEvents } from '../../src/store/case-history.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import type { Store } from '../../src/store/store.ts';
import { withTestDatabase } from '../database.ts';
import { addSomebody } from '../web/signed-in.ts';
import { type MailServer, openMailServer } from './mail-server.ts';

export const FROM = 'candour@ashmere.example';
export const ADDRESS = 'https://candour.ashmere.example';

export type MailingOffice = {
  readonly store: Store; readonly mails: MailServer; readonly authorityId: number; readonly clock: () => Date;
  goTo(at: string): void;
  somebody(name: string, roles: readonly ViewerRole[], more?: { readonly services?: readonly string[]; readonly answersFor?: readonly string[] }): Promise<Viewer>;
  record(ref: string, ...events: readonly CaseEvent[]): Promise<number>;
  /** Does what is due, as `candour jobs run` does. */
  run(): Promise<JobsDone>;
  /** What somebody was sent since this was last asked. */
  sentTo(viewer: Viewer): readonly { readonly subject: string; readonly text: string }[];
};

/** Ashmere's office with a mail server, at half past eight on Monday 23 November 2026. */
export async function withMailingOffice(run: (office: MailingOffice) => Promise<void>): Promise<void> {
  const mails = await openMailServer();
  try {
    await withTestDatabase(async (store) => {
      const authorityId = await store.db.transaction().execute(async (transaction) => {
        const id = await saveAuthority(transaction, { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: ['Delay', 'Staff'], procedures: {}, conventions: {} });
        await saveAuthorityFacts(transaction, id, { services: [{ service: 'Fostering' }, { service: 'Fostering/East', parent: 'Fostering' }, { service: 'Adoption' }], context: [], published: [], coverage: [] });
        return id;
      });
      let now = new Date('2026-11-23T08:30:00Z');
      const clock = () => now;
      const told = new Map<string, number>();
      await run({
        store, mails, authorityId, clock,
        goTo(at) { now = new Date(at); },
        async somebody(name, roles, { services = [], answersFor = [] } = {}) {
          const { accountId } = await addSomebody(store.db, authorityId, name, roles, services);
          await store.db.updateTable('account').set({ answers_for: [...answersFor] }).where('account_id', '=', accountId).execute();
          return viewerOfAccount(await store.db.selectFrom('account').selectAll().where('account_id', '=', accountId).executeTakeFirstOrThrow());
        },
        async record(ref, ...events) {
          const held = await findCase(store.db, authorityId, 'representation', ref);
          const appended = await append(store.db, authorityId, { kind: 'representation', ref }, held === undefined ? 0 : ((await loadEvents(store.db, authorityId, [held.caseId])).get(held.caseId)?.length ?? 0), events, { by: 'U999', at: clock() }, projectionContextOf(await authorityNamed(store.db, 'Ashmere')));
          return appended.caseId;
        },
        run: () => runJobs({ store, clock, mail: { server: mails.url, from: FROM, address: ADDRESS } }),
        sentTo({ email }) {
          const all = mails.received.filter(({ to }) => to.includes(email));
          const since = all.slice(told.get(email) ?? 0);
          told.set(email, all.length);
          return since;
        },
      });
    });
  } finally {
    await mails.close();
  }
}

/** Statutory, received on a day, with a name and words that no mail may hold; given to a manager where one is named. */
export function received(ref: string, on: string, manager?: Viewer): readonly CaseEvent[] {
  return [
    { type: 'RepresentationReceived', on: day(on), ref, summary: 'The marmalade kettle whistled', complainant: 'P-Quillfeather', service: 'Fostering/East', theme: 'Delay' },
    { type: 'HandlingDecided', on: day(on), handledAs: 'statutory' },
    ...(manager === undefined ? [] : [{ type: 'Stage1Allocated', on: day(on), respondingManager: viewerKey(manager.accountId) } as const]),
  ];
}

export function promised(learningAction: number, dueOn: string, owner = 'Head of service'): CaseEvent {
  return { type: 'LearningActionPromised', on: day('2026-11-02'), learningAction, action: 'Return the quoits', owner, dueOn: day(dueOn) };
}
