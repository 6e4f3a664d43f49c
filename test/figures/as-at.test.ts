import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Day, day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import type { FigureQuery } from '../../src/domain/figure-query.ts';
import { asAt } from '../../src/reporting/as-at.ts';
import { answerFigure, answerFigures } from '../../src/reporting/figures.ts';
import { casesBehind } from '../../src/reporting/figures/listed-cases.ts';
import { allAuthorities } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import type { Database } from '../../src/store/database.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { withTestDatabase } from '../database.ts';
import { demoRegisters, takeIn } from './register-files.ts';

const year = { from: day('2017-04-01'), to: day('2018-03-31') };
const asked: readonly FigureQuery[] = [
  { measure: 'complaints', ...year }, { measure: 'complaints', ...year, where: { handled_as: 'statutory' }, by: 'theme' }, { measure: 'stage1_responses', ...year }, { measure: 'upheld_rate', ...year },
  { measure: 'stage2_open', ...year }, { measure: 'spend', ...year }, { measure: 'compliments', ...year, by: 'month' }, { measure: 'ombudsman_open', ...year }, { measure: 'repeat_complainants', ...year, by: 'times' },
];
const asAtDay = (on: string) => asked.map((query): FigureQuery => ({ ...query, as_at: day(on) }));

async function withDoncaster(run: (db: Database, authorityId: number, enter: (kind: 'representation' | 'compliment', ref: string, version: number, on: string, events: readonly CaseEvent[]) => Promise<unknown>) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    const [doncaster] = await demoRegisters();
    const authorityId = await takeIn(store, doncaster ?? '');
    const settings = (await allAuthorities(store.db)).find((one) => one.authorityId === authorityId);
    assert.ok(settings !== undefined);
    const context = projectionContextOf(settings);
    await run(store.db, authorityId, (kind, ref, version, on, events) => append(store.db, authorityId, { kind, ref }, version, events, { by: 'officer', at: new Date(`${on}T12:00:00Z`) }, context));
  });
}

const received = (ref: string, on: Day): CaseEvent => ({ type: 'RepresentationReceived', on, ref, theme: 'Decision making', complainant: 'DP024' });

test('as at a day after everything was known, every answer is today\'s', () => withDoncaster(async (db, authorityId) => {
  assert.deepEqual(await answerFigures(db, authorityId, asAtDay('2026-06-01')), await answerFigures(db, authorityId, asked));
}));

test('what was entered later does not count, though it happened before', () => withDoncaster(async (db, authorityId, enter) => {
  const before = await answerFigures(db, authorityId, asAtDay('2018-04-30'));
  const [complaints] = await answerFigures(db, authorityId, asked);
  // Received on 12 March 2018, entered on 2 May; answered on 20 March, entered on 3 May.
  await enter('representation', 'LATE-1', 0, '2018-05-02', [received('LATE-1', day('2018-03-12')), { type: 'HandlingDecided', on: day('2018-03-12'), handledAs: 'statutory' }]);
  await enter('representation', 'LATE-1', 2, '2018-05-03', [{ type: 'Stage1Responded', on: day('2018-03-20'), outcome: 'upheld' }]);
  await enter('compliment', 'LATE-C', 0, '2018-05-02', [{ type: 'ComplimentReceived', on: day('2018-03-01'), ref: 'LATE-C' }]);
  assert.deepEqual(await answerFigures(db, authorityId, asAtDay('2018-04-30')), before);

  const today = await answerFigure(db, authorityId, { measure: 'complaints', ...year });
  assert.equal(today.answer, (complaints?.answer ?? 0) + 1);
  // At the end of 2 May it is on record, and not yet its answer.
  const onSecond = { ...year, where: { ref: 'LATE-1' }, as_at: day('2018-05-02') };
  assert.equal((await answerFigure(db, authorityId, { measure: 'complaints', ...onSecond })).answer, 1);
  assert.equal((await answerFigure(db, authorityId, { measure: 'stage1_responses', ...onSecond })).answer, 0);
  assert.equal((await answerFigure(db, authorityId, { measure: 'stage1_responses', ...onSecond, as_at: day('2018-05-03') })).answer, 1);
  assert.deepEqual((await casesBehind(db, authorityId, { measure: 'complaints', ...onSecond })).map((one) => one.ref), ['LATE-1']);
  assert.deepEqual(await casesBehind(db, authorityId, { measure: 'complaints', ...onSecond, as_at: day('2018-05-01') }), []);
}));

test('a fact put right later still stands as it was recorded then', () => withDoncaster(async (db, authorityId, enter) => {
  await enter('representation', 'PUT-1', 0, '2018-03-12', [received('PUT-1', day('2018-03-12')), { type: 'HandlingDecided', on: day('2018-03-12'), handledAs: 'statutory' }]);
  await enter('representation', 'PUT-1', 2, '2018-06-04', [{ type: 'FactCorrected', on: day('2018-06-04'), fact: 'theme', from: 'Decision making', to: 'Poor communication', reason: 'Read again' }]);
  const theme = async (on?: string) => (await answerFigure(db, authorityId, { measure: 'complaints', ...year, where: { ref: 'PUT-1' }, by: 'theme', ...(on !== undefined && { as_at: day(on) }) })).rows?.map((row) => row.keys['theme']);
  assert.deepEqual(await theme(), ['Poor communication']);
  assert.deepEqual(await theme('2018-06-04'), ['Poor communication']);
  assert.deepEqual(await theme('2018-06-03'), ['Decision making']);
  assert.deepEqual(await theme('2018-03-11'), []);
}));

test('an imported fact counts as known from the day it happened', () => withDoncaster(async (db, authorityId) => {
  // DN17-0001 came in on 3 April 2017 and was answered on 19 May.
  const one = { ...year, where: { ref: 'DN17-0001' } };
  assert.equal((await answerFigure(db, authorityId, { measure: 'complaints', ...one, as_at: day('2017-04-02') })).answer, 0);
  assert.equal((await answerFigure(db, authorityId, { measure: 'complaints', ...one, as_at: day('2017-04-03') })).answer, 1);
  assert.equal((await answerFigure(db, authorityId, { measure: 'stage1_responses', ...one, as_at: day('2017-05-18') })).answer, 0);
  assert.equal((await answerFigure(db, authorityId, { measure: 'stage1_responses', ...one, as_at: day('2017-05-19') })).answer, 1);
}));

test('questions as at different days and of today are answered together, each from its own records', () => withDoncaster(async (db, authorityId) => {
  const count = (asAtOn?: string): FigureQuery => ({ measure: 'complaints', ...year, ...(asAtOn !== undefined && { as_at: day(asAtOn) }) });
  const [today, july, december, againToday] = await answerFigures(db, authorityId, [count(), count('2017-07-01'), count('2017-12-31'), count()]);
  assert.deepEqual(today, againToday);
  assert.ok((july?.answer ?? 0) > 0 && (july?.answer ?? 0) < (december?.answer ?? 0) && (december?.answer ?? 0) < (today?.answer ?? 0));
}));

test('the records themselves are untouched, also where the question fails', () => withDoncaster(async (db, authorityId) => {
  const count = async (database: Database) => (await sql<{ count: number }>`select count(*) from representation`.execute(database)).rows[0]?.count;
  const before = await count(db);
  assert.notEqual(await asAt(db, authorityId, day('2017-06-01'), count), before);
  await assert.rejects(asAt(db, authorityId, day('2017-06-01'), () => Promise.reject(new Error('asked wrongly'))), /asked wrongly/);
  await assert.rejects(asAt(db, authorityId, day('2017-06-01'), (database) => sql`select no_such_column from representation`.execute(database)), /no_such_column/);
  assert.equal(await count(db), before);
  assert.equal(await db.transaction().execute(async (transaction) => {
    await asAt(transaction, authorityId, day('2017-06-01'), count);
    return count(transaction);
  }), before);
}));
