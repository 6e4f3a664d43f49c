import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openStore } from '../../src/store/store.ts';
import { newFolder, program } from './candour.ts';

test('an import that is interrupted stops, keeps nothing, says so and ends as a shell expects', { skip: process.platform === 'win32', timeout: 120_000 }, async (context) => {
  const folder = newFolder(context);
  const [database, register] = [join(folder, 'data'), join(folder, 'register')];
  mkdirSync(register);
  const rows = Array.from({ length: 20_000 }, (_, at) => `A${at},2024-01-08,statutory`);
  writeFileSync(join(register, 'representations.csv'), `ref,received_on,handled_as\n${rows.join('\n')}\n`);
  const store = await openStore(database);
  try {
    for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
      const run = spawn(process.execPath, [program, 'import', register, '--authority', 'Northshire'], { env: { ...process.env, CANDOUR_DATABASE: database }, stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      run.stderr.on('data', (text) => { said += String(text); });
      const ended = once(run, 'exit');
      // Under way: its transaction has written its first events.
      while ((await sql`select 1 from pg_locks join pg_class on pg_class.oid = relation where relname = 'event' and mode = 'RowExclusiveLock'`.execute(store.db)).rows.length === 0 && run.exitCode === null) await sleep(5);
      run.kill(signal);
      assert.deepEqual(await ended, [code, null]);
      assert.equal(said, `Stopped (${signal}): nothing of it was kept.\n`);
      assert.deepEqual(await store.db.selectFrom('authority').selectAll().execute(), []);
    }
  } finally {
    await store.close();
  }
});
