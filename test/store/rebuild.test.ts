import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { rebuild, rebuildAfterUpgrade } from '../../src/store/rebuild.ts';
import type { Store } from '../../src/store/store.ts';
import { readTables } from '../../src/store/tables.ts';
import { verify } from '../../src/store/verify.ts';
import { demonstrationRegisters, withDemonstration } from '../demonstration.ts';

async function allReadRows(store: Store): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const table of readTables) {
    const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(table)} t order by t`.execute(store.db);
    all[table] = rows.map((one) => one.row);
  }
  return all;
}

test('the read tables of five councils, dropped and made again from what happened, are equal', async () => {
  await withDemonstration(demonstrationRegisters, async (store) => {
    const before = await allReadRows(store);
    assert.ok(before['representation']!.length > 800 && before['element']!.length > 450 && before['compliment']!.length > 500);
    await sql`update representation set theme = 'Altered' where case_id % 7 = 0`.execute(store.db);
    await sql`delete from stage2`.execute(store.db);
    const { cases } = await rebuild(store.db);
    assert.equal(cases, before['case_known']!.length);
    assert.deepEqual(await allReadRows(store), before);
    // Nothing is done for rows of this version, and those of another are made again, by one of two who ask at once.
    assert.equal(await rebuildAfterUpgrade(store.db), undefined);
    await sql`update representation set theme = 'Altered' where case_id % 7 = 0`.execute(store.db);
    await sql`update projection set version = version - 1 where authority_id = (select min(authority_id) from authority)`.execute(store.db);
    const done = await Promise.all([rebuildAfterUpgrade(store.db), rebuildAfterUpgrade(store.db)]);
    assert.deepEqual(done.filter((one) => one !== undefined), [{ cases }]);
    assert.deepEqual(await allReadRows(store), before);
  });
});

test('the chain of every imported authority verifies', async () => {
  await withDemonstration(demonstrationRegisters, async (store, authorities) => {
    const verified = await verify(store.db);
    assert.deepEqual(verified.map((one) => one.authority), authorities.toSorted());
    assert.deepEqual(verified.flatMap((one) => one.faults), []);
    assert.ok(verified.every((one) => one.events > 100));
  });
});
