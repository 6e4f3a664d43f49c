import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { fileOf } from '../../src/domain/evolve.ts';
import { noRows } from '../../src/register/columns.ts';
import { inOrder, registerOfCases } from '../../src/register/register-of-cases.ts';
import { takeInRegister } from '../../src/register/take-in-register.ts';
import { addAccount } from '../../src/store/accounts.ts';
import { authorityFacts, authorityNamed } from '../../src/store/authorities.ts';
import { loadEvents } from '../../src/store/case-history.ts';
import { decideErasure } from '../../src/store/erase-case.ts';
import { askForErasure } from '../../src/store/retention.ts';
import type { Store } from '../../src/store/store.ts';
import { saveThemes, saveWord } from '../../src/store/vocabulary.ts';
import { withTestDatabase } from '../database.ts';
import { demonstrationRegisters, readDemonstration } from '../demonstration.ts';

const recorder = { by: 'test', at: new Date('2026-11-20T09:00:00Z') };

async function registerOf(store: Store, authority: string) {
  const { authorityId } = await authorityNamed(store.db, authority);
  const files = [...(await loadEvents(store.db, authorityId)).values()].map((recorded) => fileOf(recorded.map((one) => one.event))!);
  return registerOfCases(files, await authorityFacts(store.db, authorityId));
}

test('each demonstration register comes out of the database as it went in, and taken in again changes nothing', async () => {
  await withTestDatabase(async (store) => {
    for (const name of demonstrationRegisters) {
      const { settings, rows } = await readDemonstration(name);
      const first = await takeInRegister(store.db, settings, rows, recorder);
      assert.ok('takenIn' in first && first.takenIn.newCases > 0);
      assert.deepEqual(await registerOf(store, settings.authority), inOrder(rows));
      const again = await takeInRegister(store.db, settings, rows, recorder);
      assert.deepEqual(again, { takenIn: { newCases: 0, addedTo: 0, unchanged: first.takenIn.newCases, events: 0, recounted: 0, newAuthority: false, changes: [] } });
    }
  });
});

test('a later register adds to what is held, and one that contradicts it is refused whole', async () => {
  await withTestDatabase(async (store) => {
    const settings = { authority: 'Northshire', name: 'Northshire', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} };
    const open = { ref: 'A1', received_on: day('2024-01-08'), handled_as: 'statutory' } as const;
    const answered = { ...open, stage1_responded_on: day('2024-01-19'), stage1_outcome: 'upheld' } as const;
    const other = { ref: 'A2', received_on: day('2024-02-05'), handled_as: 'corporate' } as const;
    const takeIn = (representations: readonly (typeof open | typeof answered | typeof other)[]) => takeInRegister(store.db, settings, { ...noRows(), representations }, recorder);
    await takeIn([open]);
    assert.deepEqual(await takeIn([answered]), { takenIn: { newCases: 0, addedTo: 1, unchanged: 0, events: 1, recounted: 0, newAuthority: false, changes: [] } });

    const { authorityId } = await authorityNamed(store.db, 'Northshire');
    const [events] = (await loadEvents(store.db, authorityId)).values();
    // 10 working days from Monday 8 January 2024 end on Monday 22 January; the answer came on the ninth.
    assert.deepEqual(events?.at(-1)?.event, { type: 'Stage1Responded', on: '2024-01-19', outcome: 'upheld', judged: { startedOn: '2024-01-08', dueOn: '2024-01-22', workingDays: 9 } });

    const contradicting = await takeIn([{ ...answered, stage1_outcome: 'upheld', stage1_responded_on: day('2024-01-18') }, other]);
    assert.deepEqual(contradicting, { contradictions: [{ file: 'representations', ref: 'A1', row: 'A1 / 1', column: 'stage1_responded_on', held: '2024-01-19', now: '2024-01-18' }] });
    assert.deepEqual((await registerOf(store, 'Northshire')).representations, [answered]);
  });
});

test('a register that is taken in after a case of it was erased brings nothing of it back, and is not refused for what it says of it', async () => {
  await withTestDatabase(async (store) => {
    const settings = { authority: 'Northshire', name: 'Northshire', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} };
    const erased = { ref: 'A1', received_on: day('2016-01-11'), handled_as: 'corporate', summary: 'Mrs Holm was not rung back', stage1_responded_on: day('2016-01-22'), stage1_outcome: 'upheld', closed_on: day('2016-01-22') } as const;
    const other = { ref: 'A2', received_on: day('2024-02-05'), handled_as: 'corporate' } as const;
    const register = { ...noRows(), representations: [erased], actions: [{ ref: 'A1', action: 'Ring Mrs Holm', completed_on: day('2016-02-01') }] };
    await takeInRegister(store.db, settings, register, recorder);
    const { authorityId } = await authorityNamed(store.db, 'Northshire');
    const account = async (name: string) => (await addAccount(store.db, authorityId, { email: `${name}@example.org`, name, roles: ['complaints_manager'], password: 'seven slow otters' })) ?? 0;
    const [ada, bea] = [await account('ada'), await account('bea')];
    const { case_id: caseId } = await store.db.selectFrom('case_index').select('case_id').executeTakeFirstOrThrow();
    await askForErasure(store.db, authorityId, caseId, { ground: 'kept_long_enough', reason: 'Ten years' }, { by: ada, at: recorder.at });
    assert.equal((await decideErasure(store.db, authorityId, caseId, 'erased', { by: bea, at: recorder.at })).is, 'erased');

    const later = await takeInRegister(store.db, settings, { ...register, representations: [erased, other] }, recorder);
    assert.ok('takenIn' in later);
    assert.deepEqual([later.takenIn.newCases, later.takenIn.addedTo, later.takenIn.unchanged], [1, 0, 1]);
    assert.doesNotMatch(JSON.stringify(await store.db.selectFrom('identifying_text').select('text').execute()), /Holm/);
    assert.doesNotMatch(JSON.stringify(await store.db.selectFrom('representation').selectAll().execute()), /Holm/);
  });
});

test('a register that would change settings or facts that are held is refused with each of them, was and is; new ones are added', async () => {
  await withTestDatabase(async (store) => {
    const settings = {
      authority: 'Northshire', name: 'Northshire Council', financialYearStarts: '04-01', words: { complaint: 'Complaint' }, themes: ['Delay', 'Money'],
      procedures: { corporate: { stage1: { working_days: 10 } } }, conventions: {}, report: { layout: 'annual', from: day('2023-04-01'), to: day('2024-03-31') },
    };
    const figures = { context: [{ measure: 'contacts', from: day('2023-04-01'), to: day('2024-03-31'), value: 100 }], published: [{ measure: 'complaints', from: day('2022-04-01'), to: day('2023-03-31'), value: 40 }] };
    const register = { ...noRows(), representations: [{ ref: 'A1', received_on: day('2024-01-08'), handled_as: 'statutory' } as const], ...figures };
    await takeInRegister(store.db, settings, register, recorder);

    const otherwise = {
      ...settings, name: 'Northshire', financialYearStarts: '09-01', words: { service: 'Team' }, themes: ['Money'], procedures: { corporate: { stage1: { working_days: 20 } } },
      report: { layout: 'annual', from: day('2024-04-01'), to: day('2025-03-31') },
    };
    const changed = { ...register, context: [{ ...figures.context[0]!, value: 120 }, { measure: 'referrals', from: day('2023-04-01'), to: day('2024-03-31'), value: 9 }], published: [{ ...figures.published[0]!, value: 41 }] };
    const overwritten = [
      { what: 'name', was: 'Northshire Council', is: 'Northshire' }, { what: 'financial_year_starts', was: '04-01', is: '09-01' }, { what: 'words.complaint', was: 'Complaint' },
      { what: 'procedures.corporate.stage1.working_days', was: '10', is: '20' }, { what: 'themes', was: 'Delay; Money', is: 'Money' },
      { what: 'context contacts, 2023-04-01 to 2024-03-31', was: '100', is: '120' }, { what: 'published complaints, 2022-04-01 to 2023-03-31', was: '40', is: '41' },
    ];
    assert.deepEqual(await takeInRegister(store.db, otherwise, changed, recorder), { overwritten });
    const { authorityId, ...held } = await authorityNamed(store.db, 'Northshire');
    assert.deepEqual(held, settings);
    assert.deepEqual((await authorityFacts(store.db, authorityId)).context.map((figure) => figure.value), [100]);

    const added = await takeInRegister(store.db, { ...settings, authority: 'northshire', report: otherwise.report }, { ...register, context: [changed.context[1]!] }, recorder);
    assert.ok('takenIn' in added);
    assert.deepEqual(added.takenIn.changes, [
      { what: 'report', was: 'annual, 2023-04-01 to 2024-03-31', is: 'annual, 2024-04-01 to 2025-03-31' }, { what: 'context referrals, 2023-04-01 to 2024-03-31', is: '9' },
      { what: 'records of 2024-04-01 to 2025-03-31 (register)', is: 'held' },
    ]);
    const updated = await takeInRegister(store.db, otherwise, changed, recorder, { updateSettings: true });
    assert.ok('takenIn' in updated);
    assert.equal(updated.takenIn.changes.length, overwritten.length + 1);
    assert.equal((await authorityNamed(store.db, 'Northshire')).financialYearStarts, '09-01');
  });
});

test('what the council changed in Candour itself is not undone by a register, not even with --update-settings, but by an explicit word', async () => {
  await withTestDatabase(async (store) => {
    const settings = { authority: 'Northshire', name: 'Northshire', financialYearStarts: '04-01', words: { complaint: 'Complaint' }, themes: ['Delay', 'Money'], procedures: {}, conventions: {} };
    const register = { ...noRows(), representations: [{ ref: 'A1', received_on: day('2024-01-08'), handled_as: 'statutory' } as const] };
    await takeInRegister(store.db, settings, register, recorder);
    const { authorityId } = await authorityNamed(store.db, 'Northshire');
    const by = (await addAccount(store.db, authorityId, { email: 'ada@example.org', name: 'Ada', roles: ['administrator'], password: 'no one types this' })) ?? 0;
    await saveWord(store.db, authorityId, 'complaint', undefined, { by, at: recorder.at });
    await saveThemes(store.db, authorityId, ['Money', 'Staff'], { by, at: recorder.at });
    const undone = [{ what: 'words.complaint', is: 'Complaint', setHere: true as const }, { what: 'themes', was: 'Money; Staff', is: 'Delay; Money', setHere: true as const }];
    for (const updateSettings of [false, true]) assert.deepEqual(await takeInRegister(store.db, settings, register, recorder, { updateSettings }), { overwritten: undone });
    assert.deepEqual((await authorityNamed(store.db, 'Northshire')).themes, ['Money', 'Staff']);
    // What a register alone has set is brought up to date as before.
    const renamed = { ...settings, name: 'Northshire Council', words: {}, themes: ['Money', 'Staff'] };
    assert.ok('takenIn' in await takeInRegister(store.db, renamed, register, recorder, { updateSettings: true }));
    assert.ok('takenIn' in await takeInRegister(store.db, settings, register, recorder, { updateSettings: true, overwriteOwn: true }));
    assert.deepEqual((await authorityNamed(store.db, 'Northshire')).themes, ['Delay', 'Money']);
  });
});

test('an import that is told to stop keeps nothing', async () => {
  await withTestDatabase(async (store) => {
    const settings = { authority: 'Northshire', name: 'Northshire', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} };
    const representations = Array.from({ length: 2500 }, (_, at) => ({ ref: `A${at}`, received_on: day('2024-01-08'), handled_as: 'statutory' as const }));
    const controller = new AbortController();
    const reason = new Error('stopped');
    // Told once the first thousand are written, so that something is there to be rolled back.
    await assert.rejects(takeInRegister(store.db, settings, { ...noRows(), representations }, recorder, { stop: controller.signal, onProgress: () => { controller.abort(reason); } }), reason);
    assert.deepEqual(await store.db.selectFrom('authority').selectAll().execute(), []);
    assert.deepEqual(await store.db.selectFrom('event').selectAll().execute(), []);
  });
});
