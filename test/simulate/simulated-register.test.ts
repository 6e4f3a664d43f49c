import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Command } from 'commander';
import { addSimulate } from '../../src/cli/simulate.ts';
import { day } from '../../src/domain/day.ts';
import { PlainError } from '../../src/domain/plain-error.ts';
import { fileNames, noRows } from '../../src/register/columns.ts';
import { faultInWords } from '../../src/register/fault.ts';
import { readRegister } from '../../src/register/read-register.ts';
import { takeInRegister } from '../../src/register/take-in-register.ts';
import { writeRegister } from '../../src/register/write-register.ts';
import { randomFrom } from '../../src/simulate/random.ts';
import { simulateAuthorities } from '../../src/simulate/simulate-authorities.ts';
import { randomOfAuthority, simulateRegister } from '../../src/simulate/simulate-register.ts';
import { allAuthorities } from '../../src/store/authorities.ts';
import { verify } from '../../src/store/verify.ts';
import { withTestDatabase } from '../database.ts';

test('simulated registers, written to files, are read back row for row with no fault', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'candour-simulated-'));
  try {
    for (const number of [1, 2, 3, 4]) {
      const { settings, rows } = simulateRegister(randomOfAuthority(randomFrom('11'), number), { number, years: 3, until: day('2025-03-31'), perYear: { least: 150, most: 150 } });
      await writeRegister(join(folder, String(number)), { settings, rows });
      const read = await readRegister(join(folder, String(number)));
      assert.deepEqual('faults' in read ? read.faults.map(faultInWords) : [], []);
      if ('faults' in read) return;
      assert.deepEqual(read.register.settings, settings);
      for (const name of fileNames) assert.equal(read.register.rows[name].length, rows[name].length, name);
      assert.deepEqual(byRef(read.register.rows.representations), byRef(rows.representations));
      assert.deepEqual(byRef(read.register.rows.stage2), byRef(rows.stage2));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Rows in order of their references, the keys of each in order. */
function byRef(rows: readonly { readonly ref: string }[]): unknown[] {
  return rows.toSorted((a, b) => (a.ref < b.ref ? -1 : 1)).map((row) => Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

test('simulated councils are taken into the database whole, and refused a second time', async () => {
  await withTestDatabase(async ({ db }) => {
    const simulation = { authorities: 3, years: 2, seed: 5, until: day('2024-03-31'), perYear: { least: 40, most: 40 } };
    const heard: (readonly [number, number])[] = [];
    const made = await simulateAuthorities(db, simulation, new Date('2024-05-01T09:00:00Z'), (done, of) => heard.push([done, of]));
    assert.equal(made.authorities, 3);
    assert.equal(made.representations, 3 * 2 * 40);
    const { count } = await db.selectFrom('representation').select((expression) => expression.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    assert.equal(count, made.representations);
    const events = await db.selectFrom('event').select((expression) => expression.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    assert.equal(events.count, made.events);
    assert.deepEqual((await allAuthorities(db)).map((one) => one.name), ['Ashmere Council (simulated)', 'Brackwater Council (simulated)', 'Coldenmoor Council (simulated)']);
    assert.deepEqual((await db.selectFrom('coverage').select(['from_on', 'to_on']).distinct().execute()), [{ from_on: '2022-04-01', to_on: '2024-03-31' }]);
    assert.deepEqual((await verify(db)).flatMap((one) => one.faults), []);
    assert.ok(heard.length > 0 && heard.every(([done, of]) => done <= of));
    assert.equal(heard.at(-1)![0], heard.at(-1)![1]);
    await assert.rejects(simulateAuthorities(db, { ...simulation, authorities: 1 }, new Date()), (error) => error instanceof PlainError && /already holds Ashmere, so nothing was simulated.*CANDOUR_DATABASE/.test(error.message));
  });
});

test('invented councils are put beside no real one, and nothing of them is kept', async () => {
  await withTestDatabase(async ({ db }) => {
    const settings = { authority: 'Northshire', name: 'Northshire', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} };
    await takeInRegister(db, settings, { ...noRows(), representations: [{ ref: 'A1', received_on: day('2024-01-08'), handled_as: 'statutory' }] }, { by: 'test', at: new Date('2024-05-01T09:00:00Z') });
    const simulation = { authorities: 1, years: 1, seed: 5, until: day('2024-03-31'), perYear: { least: 5, most: 5 } };
    await assert.rejects(simulateAuthorities(db, simulation, new Date('2024-05-01T09:00:00Z')),
      new PlainError('This database holds Northshire, and invented councils are put beside no real ones. Nothing was simulated. Name another folder: CANDOUR_DATABASE=./simulated'));
    assert.deepEqual((await allAuthorities(db)).map((one) => one.authority), ['Northshire']);
  });
});

test('numbers and days that cannot be are refused before any database is opened, with what is allowed', async () => {
  const refusals: readonly (readonly [readonly string[], RegExp])[] = [
    [['--authorities', '0'], /^--authorities cannot be '0'\. Allowed: a whole number from 1 to 1,000\.$/],
    [['--authorities', 'many'], /^--authorities cannot be 'many'/],
    [['--years', '2.5'], /^--years cannot be '2\.5'/],
    [['--per-year', '500-30'], /500 is more than 30\. Allowed: the smaller number first\.$/],
    [['--per-year', 'lots'], /a number such as 200, or a range such as 30-500\.$/],
    [['--seed', '-1'], /^--seed cannot be '-1'/],
    [['--until', '2023-02-29'], /^--until cannot be '2023-02-29'\. Allowed: a date written YYYY-MM-DD\.$/],
    [['--until', '2099-01-01'], /^--until cannot be 2099-01-01: nothing is simulated after today/],
    [['--years', '20', '--until', '2024-03-31'], /^20 years to 31 March 2024 cannot be simulated: bank holidays are known from 1 January 2015/],
  ];
  for (const [words, message] of refusals) {
    const program = new Command('candour').exitOverride();
    addSimulate(program);
    await assert.rejects(program.parseAsync(['simulate', ...words], { from: 'user' }), (error) => error instanceof PlainError && message.test(error.message), words.join(' '));
  }
});
