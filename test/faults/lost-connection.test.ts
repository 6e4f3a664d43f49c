import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStore } from '../../src/store/store.ts';
import { kill, newFolder, postmasterOf } from './folders.ts';

test('a transaction whose database is killed under it fails where it runs, keeps nothing, and the next one goes on', { timeout: 120_000 }, async (context) => {
  const folder = newFolder(context);
  const store = await openStore(folder);
  try {
    await assert.rejects(store.db.transaction().execute(async (transaction) => {
      await sql`insert into authority (authority, name) values ('Ashmere', 'Ashmere Council')`.execute(transaction);
      kill(postmasterOf(folder));
      await sql`select pg_sleep(5)`.execute(transaction);
    }));
    let held: unknown;
    for (let tries = 0; held === undefined && tries < 100; tries += 1) {
      held = await store.db.selectFrom('authority').select('authority').execute().catch(() => undefined);
      if (held === undefined) await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    assert.deepEqual(held, []);
  } finally {
    await store.close();
  }
});
