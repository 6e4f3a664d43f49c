import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { day } from '../src/domain/day.ts';
import { faultInWords } from '../src/register/fault.ts';
import { readRegister } from '../src/register/read-register.ts';
import { takeInRegister } from '../src/register/take-in-register.ts';
import { writeRegister } from '../src/register/write-register.ts';
import { randomFrom } from '../src/simulate/random.ts';
import { simulateRegister } from '../src/simulate/simulate-register.ts';
import type { Database } from '../src/store/database.ts';
import { openStore } from '../src/store/store.ts';
import { readTables } from '../src/store/tables.ts';
import { compared, type Result } from './result.ts';
import { sampleOf, timed } from './sample.ts';

/** The rows that an import writes, copied from one table to another by the database alone: what it cannot do without. */
async function copyByTheDatabase(db: Database): Promise<void> {
  const tables = ['case_index', 'event', 'identifying_text', ...readTables];
  await db.transaction().execute(async (transaction) => {
    await sql`create schema copied`.execute(transaction);
    for (const table of tables) await sql`create table ${sql.table(`copied.${table}`)} (like ${sql.table(`public.${table}`)} including all)`.execute(transaction);
    for (const table of tables) await sql`insert into ${sql.table(`copied.${table}`)} select * from ${sql.table(`public.${table}`)}`.execute(transaction);
  });
  await sql`drop schema copied cascade`.execute(db);
}

/** A register of a large council, from its files on disk to the last commit, each time into a new database. */
export async function benchImport(representations: number, repeats: number, say: (what: string) => void): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'candour-bench-import-'));
  const years = 10;
  const each = Math.round(representations / years);
  try {
    const { settings, rows } = simulateRegister(randomFrom('import'), { number: 1, years, until: day('2026-03-31'), perYear: { least: each, most: each } });
    await writeRegister(join(folder, 'register'), { settings, rows });
    const taken: number[] = [];
    const copied: number[] = [];
    let reading = 0;
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const store = await openStore(join(folder, `data ${repeat}`));
      try {
        taken.push(await timed(async () => {
          const startedAt = performance.now();
          const read = await readRegister(join(folder, 'register'));
          if ('faults' in read) throw new Error(read.faults.slice(0, 3).map(faultInWords).join('\n'));
          reading = performance.now() - startedAt;
          const result = await takeInRegister(store.db, read.register.settings ?? settings, read.register.rows, { by: 'bench', at: new Date() });
          if (!('takenIn' in result) || result.takenIn.newCases < rows.representations.length) throw new Error('the register was not taken in');
        }));
        copied.push(await timed(() => copyByTheDatabase(store.db)));
      } finally {
        await store.close();
      }
      await rm(join(folder, `data ${repeat}`), { recursive: true, force: true });
      say(`import ${repeat + 1} of ${repeats}: ${(taken.at(-1)! / 1000).toFixed(1)} s`);
    }
    const count = rows.representations.length;
    const aSecond = (ms: readonly number[]) => sampleOf(ms.map((one) => count / (one / 1000)));
    const [importing, copying] = [aSecond(taken), aSecond(copied)];
    return compared({
      what: `Import of a register of ${count.toLocaleString('en-GB')} representations and ${rows.compliments.length.toLocaleString('en-GB')} compliments`, reached: importing.median, unit: 'representations/s', spread: importing, aim: 3000,
      compared: { with: 'the same rows copied by the database alone', reached: copying.median, spread: copying }, note: `reading and checking the files took ${Math.round(reading)} ms of the last import`,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
