import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { fileOf } from '../../src/domain/evolve.ts';
import { noRows } from '../../src/register/columns.ts';
import { inOrder, registerOfCases } from '../../src/register/register-of-cases.ts';
import { takeInRegister } from '../../src/register/take-in-register.ts';
import { authorityFacts, authorityNamed } from '../../src/store/authorities.ts';
import { loadEvents } from '../../src/store/case-history.ts';
import type { Store } from '../../src/store/store.ts';
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
      assert.deepEqual(again, { takenIn: { newCases: 0, addedTo: 0, unchanged: first.takenIn.newCases, events: 0, settingsChanged: false } });
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
    assert.deepEqual(await takeIn([answered]), { takenIn: { newCases: 0, addedTo: 1, unchanged: 0, events: 1, settingsChanged: false } });

    const { authorityId } = await authorityNamed(store.db, 'Northshire');
    const [events] = (await loadEvents(store.db, authorityId)).values();
    // 10 working days from Monday 8 January 2024 end on Monday 22 January; the answer came on the ninth.
    assert.deepEqual(events?.at(-1)?.event, { type: 'Stage1Responded', on: '2024-01-19', outcome: 'upheld', judged: { startedOn: '2024-01-08', dueOn: '2024-01-22', workingDays: 9 } });

    const contradicting = await takeIn([{ ...answered, stage1_outcome: 'upheld', stage1_responded_on: day('2024-01-18') }, other]);
    assert.deepEqual(contradicting, { contradictions: [{ file: 'representations', ref: 'A1', row: 'A1 / 1', column: 'stage1_responded_on', held: '2024-01-19', now: '2024-01-18' }] });
    assert.deepEqual((await registerOf(store, 'Northshire')).representations, [answered]);
  });
});
