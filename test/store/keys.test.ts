import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { withTestDatabase } from '../database.ts';

test('every key and every foreign key starts with authority_id, so that authorities can share a database and be spread over several', async () => {
  await withTestDatabase(async ({ db }) => {
    const { rows } = await sql<{ name: string; first: string }>`
      select c.conrelid::regclass || ' ' || c.conname as name, a.attname as first
      from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype in ('p', 'f', 'u') and c.connamespace = 'public'::regnamespace
        and c.conrelid::regclass::text <> 'migration'`.execute(db);
    assert.ok(rows.length > 20);
    assert.deepEqual(rows.filter((row) => row.first !== 'authority_id').map((row) => row.name), ['authority authority_authority_key'],
      'only the short name of an authority is unique across them all');
  });
});
