import type { CaseEvent } from '../../src/domain/events.ts';
import { day } from '../../src/domain/day.ts';
import { viewerKey, type ViewerRole } from '../../src/domain/viewer.ts';
import { audit } from '../../src/store/audit.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import { addPerson } from '../../src/store/people.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import type { Store } from '../../src/store/store.ts';
import { makeApp } from '../../src/web/app.ts';
import { withDemonstration } from '../demonstration.ts';
import { clock } from './record-office.ts';
import { addSomebody, Visitor } from './signed-in.ts';

/** Adds a case as casework would, by somebody of the name of Recorder. */
export async function addCaseOf(store: Store, ref: string, events: readonly CaseEvent[], by = 'U999', at = clock()): Promise<number> {
  const authority = await authorityNamed(store.db, 'Worcestershire');
  const { caseId } = await append(store.db, authority.authorityId, { kind: 'representation', ref }, 0, events, { by, at }, projectionContextOf(authority));
  return caseId;
}

export async function addComplimentOf(store: Store, ref: string, text: string): Promise<void> {
  const authority = await authorityNamed(store.db, 'Worcestershire');
  await append(store.db, authority.authorityId, { kind: 'compliment', ref }, 0, [{ type: 'ComplimentReceived', on: day('2026-11-19'), ref, text }], { by: 'U999', at: clock() }, projectionContextOf(authority));
}

/** How a case is hidden from somebody whose key it is told. */
export type Hiding = 'about them' | 'about their service' | 'restricted';

export const SECRET = { ref: 'QQX-77-0042', name: 'Zebedee Quillfeather', words: 'The marmalade kettle whistled all night', theme: 'Staff conduct', service: 'Fostering' } as const;

/** A case at stage 2 with everything that lists show: overdue clocks, an overdue action, a payment, a name, words of its own. */
export async function addSecret(store: Store, worker: number, hiding: Hiding): Promise<number> {
  const { authorityId } = await authorityNamed(store.db, 'Worcestershire');
  const complainant = await store.db.transaction().execute((transaction) => addPerson(transaction, authorityId, { name: SECRET.name }));
  const caseId = await addCaseOf(store, SECRET.ref, [
    { type: 'RepresentationReceived', on: day('2026-10-05'), ref: SECRET.ref, complainant, complainantType: 'parent', channel: 'telephone', service: SECRET.service, theme: SECRET.theme, summary: SECRET.words },
    { type: 'ElementAdded', on: day('2026-10-05'), element: 1, theme: SECRET.theme, service: SECRET.service, complaint: 'The quoits were never returned' },
    { type: 'HandlingDecided', on: day('2026-10-06'), handledAs: 'statutory' },
    { type: 'LearningActionPromised', on: day('2026-10-07'), learningAction: 1, action: 'Return the quoits', owner: 'Head of service', dueOn: day('2026-10-30') },
    { type: 'PaymentMade', on: day('2026-10-08'), stage: 'stage2', role: 'investigating_officer', amountPence: 12_345 },
    { type: 'Stage2Requested', on: day('2026-11-02'), reason: 'no_response_at_stage1' }, { type: 'Stage2Accepted', on: day('2026-11-03') },
    { type: 'NoteAdded', on: day('2026-11-04'), note: 'Zebedee rang about the kettle' },
    ...(hiding === 'restricted' ? [{ type: 'CaseRestricted', on: day('2026-11-04'), reason: 'Senior manager named' } as const] : []),
    ...(hiding === 'about them' ? [{ type: 'SubjectNamed', on: day('2026-11-04'), person: viewerKey(worker) } as const] : []),
    ...(hiding === 'about their service' ? [{ type: 'SubjectNamed', on: day('2026-11-04'), service: 'Family Front Door' } as const] : []),
  ]);
  await audit(store.db, authorityId, clock(), { what: 'viewed', accountId: worker + 1, caseId }, { what: 'recorded', accountId: worker + 1, caseId, detail: { act: 'note' } });
  return caseId;
}

export type Side = { readonly store: Store; readonly worker: Visitor; readonly other: Visitor };

/** The same office twice, once with a case that is hidden from a worker and once without, the worker and a complaints manager signed in to both. */
export async function withAndWithout(roles: readonly ViewerRole[], hiding: Hiding, run: (there: Side, without: Side) => Promise<void>): Promise<void> {
  const open = (hidden: boolean, then: (side: Side) => Promise<void>) => withDemonstration(['worcestershire-2023-24'], async (store) => {
    const { authorityId } = await authorityNamed(store.db, 'Worcestershire');
    const worker = await addSomebody(store.db, authorityId, 'Wilma Worker', roles, hiding === 'about their service' ? ['Family Front Door'] : []);
    const other = await addSomebody(store.db, authorityId, 'Mona Manager', ['complaints_manager']);
    if (hidden) await addSecret(store, worker.accountId, hiding);
    const app = makeApp(store, { clock });
    try {
      const side = { store, worker: new Visitor(app, store.db, clock), other: new Visitor(app, store.db, clock) };
      await side.worker.signIn(worker.email);
      await side.other.signIn(other.email);
      await then(side);
    } finally {
      await app.close();
    }
  });
  await open(true, (there) => open(false, (without) => run(there, without)));
}
