import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { type Authority, authorityNamed, saveAuthority } from '../../src/store/authorities.ts';
import { append, loadEvents, StaleVersionError } from '../../src/store/case-history.ts';
import { eraseIdentifyingText } from '../../src/store/erase.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { rebuild } from '../../src/store/rebuild.ts';
import type { Store } from '../../src/store/store.ts';
import { verify } from '../../src/store/verify.ts';
import { eventInWords } from '../../src/web/event-in-words.ts';
import { withTestDatabase } from '../database.ts';

const recorder = { by: 'T. Ester', at: new Date('2024-02-20T10:00:00Z') };
const about = { kind: 'representation', ref: 'AM24-001' } as const;
const received: CaseEvent = { type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'AM24-001', complainant: 'P1', summary: 'Nobody rang back about the visit', service: 'Fostering' };
const handled: CaseEvent = { type: 'HandlingDecided', on: day('2024-02-06'), handledAs: 'statutory' };
const noted: CaseEvent = { type: 'NoteAdded', on: day('2024-02-07'), note: 'Rang the complainant' };

async function withAuthority(run: (store: Store, authority: Authority) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    await saveAuthority(store.db, { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} });
    await run(store, await authorityNamed(store.db, 'Ashmere'));
  });
}

const record = (store: Store, authority: Authority, version: number, ...events: CaseEvent[]) =>
  append(store.db, authority.authorityId, about, version, events, recorder, projectionContextOf(authority));

test('what is recorded in a case is read back as it was, by whom and when', async () => {
  await withAuthority(async (store, authority) => {
    await record(store, authority, 0, received, handled);
    const [events] = (await loadEvents(store.db, authority.authorityId)).values();
    assert.deepEqual(events?.map((one) => one.event), [received, handled]);
    assert.deepEqual(events?.map((one) => [one.version, one.recordedBy, one.recordedAt.toISOString(), one.knownOn, one.source]),
      [[1, 'T. Ester', '2024-02-20T10:00:00.000Z', '2024-02-20', 'casework'], [2, 'T. Ester', '2024-02-20T10:00:00.000Z', '2024-02-20', 'casework']]);
  });
});

test('a version that somebody else has gone past is refused, and nothing of it kept', async () => {
  await withAuthority(async (store, authority) => {
    await record(store, authority, 0, received);
    await record(store, authority, 1, handled);
    await assert.rejects(record(store, authority, 1, noted), (error) => error instanceof StaleVersionError && error.expected === 1 && error.found === 2);
    assert.equal((await loadEvents(store.db, authority.authorityId)).values().next().value?.length, 2);
  });
});

test('of two people who record at once on the same version, one is kept and the other told', async () => {
  await withAuthority(async (store, authority) => {
    await record(store, authority, 0, received);
    const outcomes = await Promise.allSettled([record(store, authority, 1, handled), record(store, authority, 1, noted)]);
    assert.deepEqual(outcomes.map((outcome) => outcome.status).toSorted(), ['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    assert.ok(lost?.status === 'rejected' && lost.reason instanceof StaleVersionError);
  });
});

test('what is recorded while the read tables are made again waits for it, and stands in them afterwards', async () => {
  await withAuthority(async (store, authority) => {
    await record(store, authority, 0, received);
    let recorded: Promise<unknown> | undefined;
    // Begun once the tables are empty and no event has been read yet.
    await rebuild(store.db, () => { recorded ??= record(store, authority, 1, handled); });
    await recorded;
    assert.deepEqual(await store.db.selectFrom('representation').select(['ref', 'handled_as']).execute(), [{ ref: 'AM24-001', handled_as: 'statutory' }]);
  });
});

test('the database itself refuses to change, delete or truncate what happened', async () => {
  await withAuthority(async (store, authority) => {
    await record(store, authority, 0, received);
    for (const attempt of [sql`update event set recorded_by = 'Nobody'`, sql`delete from event`, sql`truncate event cascade`]) {
      await assert.rejects(attempt.execute(store.db), /append-only/);
    }
  });
});

test('the read rows are written with the events, or neither is', async () => {
  await withAuthority(async (store, authority) => {
    await record(store, authority, 0, received, handled);
    const row = await store.db.selectFrom('representation').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([row.ref, row.received_on, row.handled_as, row.stage1_longest_days, row.status, row.summary], ['AM24-001', '2024-02-05', 'statutory', 20, 'stage1', 'Nobody rang back about the visit']);
    await sql`alter table representation add constraint refuses check (handled_as <> 'corporate')`.execute(store.db);
    await assert.rejects(record(store, authority, 2, { type: 'HandlingDecided', on: day('2024-02-08'), handledAs: 'corporate' }));
    assert.equal((await loadEvents(store.db, authority.authorityId)).values().next().value?.length, 2);
  });
});

test('text that can identify somebody is not in the log', async () => {
  await withAuthority(async (store, authority) => {
    await record(store, authority, 0, received, handled, noted);
    const { rows } = await sql<{ log: string }>`select string_agg(body::text, ' ') as log from event`.execute(store.db);
    assert.doesNotMatch(rows[0]!.log, /rang/i);
    assert.match(rows[0]!.log, /Fostering/);
  });
});

test('text that was erased is gone for good and the chain still holds', async () => {
  await withAuthority(async (store, authority) => {
    const { caseId } = await record(store, authority, 0, received, handled, noted);
    assert.deepEqual(await eraseIdentifyingText(store.db, authority, caseId), { texts: 2 });
    const [verified] = await verify(store.db);
    assert.deepEqual(verified?.faults, []);
    assert.equal(verified?.erasedTexts, 2);
    const [events] = (await loadEvents(store.db, authority.authorityId)).values();
    assert.deepEqual(events?.[0]?.event, { type: 'RepresentationReceived', on: '2024-02-05', ref: 'AM24-001', complainant: 'P1', service: 'Fostering' });
    assert.equal((await store.db.selectFrom('representation').select('summary').executeTakeFirstOrThrow()).summary, null);
  });
});

test('one of the usual reasons for lateness stays in the log; what somebody wrote instead is erased with the case', async () => {
  const answered = (lateReason: string): CaseEvent => ({ type: 'Stage1Responded', on: day('2024-03-08'), outcome: 'upheld', lateReason });
  const freely: readonly CaseEvent[] = [
    { type: 'Stage1Extended', on: day('2024-02-16'), extendedTo: day('2024-03-04'), ground: 'Waiting for Mrs Holm' },
    { type: 'LateReasonRecorded', on: day('2024-03-05'), stage: 'stage1', lateReason: 'Mrs Holm was ill' },
    answered('Mrs Holm was ill for longer'),
    { type: 'FactCorrected', on: day('2024-03-11'), fact: 'stage1LateReason', from: 'Mrs Holm was ill for longer', to: 'staff_absence', reason: 'A usual one' },
    { type: 'FactCorrected', on: day('2024-03-12'), fact: 'stage1LateReason', from: 'staff_absence', to: 'Mrs Holm', reason: 'Not so' },
  ];
  const log = async (store: Store) => (await sql<{ log: string }>`select string_agg(body::text, ' ') as log from event`.execute(store.db)).rows[0]?.log ?? '';
  await withAuthority(async (store, authority) => {
    await record(store, authority, 0, received, handled, answered('staff_absence'));
    const usual = await record(store, authority, 3, { type: 'Stage1Extended', on: day('2024-02-16'), extendedTo: day('2024-03-04'), ground: 'complexity' });
    assert.match(await log(store), /staff_absence.*complexity/);
    await eraseIdentifyingText(store.db, authority, usual.caseId);
    assert.deepEqual(await store.db.selectFrom('representation').select(['stage1_late_reason', 'stage1_extension_reason']).executeTakeFirst(), { stage1_late_reason: 'staff_absence', stage1_extension_reason: 'complexity' });
  });
  await withAuthority(async (store, authority) => {
    const { caseId } = await record(store, authority, 0, received, handled, ...freely);
    const reasons = () => store.db.selectFrom('representation').select(['stage1_late_reason', 'stage1_extension_reason', 'stage1_responded_on']).executeTakeFirst();
    assert.doesNotMatch(await log(store), /Holm/);
    assert.deepEqual(await reasons(), { stage1_late_reason: 'Mrs Holm', stage1_extension_reason: 'Waiting for Mrs Holm', stage1_responded_on: '2024-03-08' });
    await eraseIdentifyingText(store.db, authority, caseId);
    assert.deepEqual(await reasons(), { stage1_late_reason: null, stage1_extension_reason: null, stage1_responded_on: '2024-03-08' });
    assert.deepEqual((await verify(store.db))[0]?.faults, []);
    for (const { event } of (await loadEvents(store.db, authority.authorityId, [caseId])).get(caseId) ?? []) assert.doesNotMatch(JSON.stringify(eventInWords(event, new Map())), /Holm|undefined/);
  });
});

for (const [what, tamper] of [
  ['an event was changed', sql`update event set body = jsonb_set(body, '{handledAs}', '"corporate"') where version = 2`],
  ['who recorded an event was changed', sql`update event set recorded_by = 'Somebody else' where version = 2`],
  ['an event was taken away', sql`delete from event where version = 2`],
  ['the last event was taken away', sql`delete from event where version = 4`],
  ['a text was kept that no event has', sql`insert into identifying_text (authority_id, case_id, version, field, text) select authority_id, case_id, 99, 'summary', '"Put in"' from case_index`],
  ['a kept text was taken away', sql`delete from identifying_text where field = 'summary'`],
  ['a kept text was altered', sql`update identifying_text set text = '"All is well"' where field = 'summary'`],
] as const) {
  test(`verify finds out that ${what} behind Candour's back`, async () => {
    await withAuthority(async (store, authority) => {
      await record(store, authority, 0, received, handled, { type: 'Acknowledged', on: day('2024-02-07'), stage: 'stage1' }, { type: 'Acknowledged', on: day('2024-02-08'), stage: 'stage1' });
      assert.deepEqual((await verify(store.db))[0]?.faults, []);
      await store.db.connection().execute(async (connection) => {
        await sql`set session_replication_role = replica`.execute(connection);
        await tamper.execute(connection);
        await sql`set session_replication_role = default`.execute(connection);
      });
      assert.notDeepEqual((await verify(store.db))[0]?.faults, []);
    });
  });
}
