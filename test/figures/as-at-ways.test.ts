import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Day, day, dayFromNumber, dayNumber } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import type { FigureAnswer, FigureQuery } from '../../src/domain/figure-query.ts';
import { casesOfRegister, factsOfRegister } from '../../src/register/events-of-register.ts';
import { judgedEvents } from '../../src/register/judge-case.ts';
import { asAt, type Way } from '../../src/reporting/as-at.ts';
import { answerFigure, answerFigures } from '../../src/reporting/figures.ts';
import { casesBehind } from '../../src/reporting/figures/listed-cases.ts';
import { keysOfMeasure, measures } from '../../src/reporting/measures.ts';
import { pick, type Random, randomFrom, whole } from '../../src/simulate/random.ts';
import { authorityWith } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import type { Database } from '../../src/store/database.ts';
import { importCases } from '../../src/store/import-cases.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { rulesOf } from '../../src/store/rules-of-authority.ts';
import type { Store } from '../../src/store/store.ts';
import { withTestDatabase } from '../database.ts';
import { demonstrationRegisters, readDemonstration } from '../demonstration.ts';

type Demonstration = Awaited<ReturnType<typeof readDemonstration>>;
const recorder = { by: 'import', at: new Date('2026-01-05T09:00:00Z') };

/** Takes a register in as it would have been at the end of a day: of each case what had happened by then. */
async function takeInKnownBy(store: Store, { settings, rows }: Demonstration, knownBy: Day | undefined): Promise<number> {
  const rules = rulesOf(settings);
  const cases = casesOfRegister(rows).map((one) => ({ ...one, events: judgedEvents(one.ref, one.events, rules), afterVersion: 0 }))
    .filter(({ events: [first] }) => knownBy === undefined || (first !== undefined && first.on <= knownBy))
    .map((one) => ({ ...one, events: one.events.filter(({ on }) => knownBy === undefined || on <= knownBy) }));
  const coverage = settings.report === undefined ? [] : [{ from: settings.report.from, to: settings.report.to, source: 'register' }];
  return (await importCases(store.db, settings, { ...factsOfRegister(rows), coverage }, cases, recorder)).authorityId;
}

/** Every measure as a number and by a key of its own, of the report's period or of some of its days. */
function questionsOf({ settings }: Demonstration, random: Random, onRecord: Day): FigureQuery[] {
  const report = settings.report!;
  const days = dayNumber(report.to) - dayNumber(report.from);
  return measures.flatMap(({ key }, at): FigureQuery[] => {
    const keys = keysOfMeasure(measures[at]!).filter((one) => one !== 'contacts');
    const from = dayFromNumber(dayNumber(report.from) + whole(random, 0, days));
    const period = at % 2 === 0 ? { from: report.from, to: report.to } : { from, to: dayFromNumber(dayNumber(from) + whole(random, 0, days)) };
    const within = /on_time/.test(key) ? { within: 20 } : {};
    return [{ measure: key, ...period, ...within, as_at: onRecord }, ...(keys.length === 0 ? [] : [{ measure: key, ...period, ...within, by: pick(random, keys), as_at: onRecord }])];
  });
}

/** What a question has in it and which cases are behind the first numbers, made in one way. */
async function answered(db: Database, authorityId: number, onRecord: Day, queries: readonly FigureQuery[], way?: Way): Promise<{ answers: readonly FigureAnswer[]; refs: readonly (readonly string[])[] }> {
  return asAt(db, authorityId, onRecord, async (records) => {
    const answers = await answerFigures(records, authorityId, queries);
    const refs: string[][] = [];
    for (const query of queries.slice(0, 4)) refs.push((await casesBehind(records, authorityId, { ...query, by: [] })).map(({ ref }) => ref));
    return { answers, refs };
  }, way);
}

test('on early, middle and last days, putting right, copying and a database that knows no more give the same answers', async () => {
  const random = randomFrom('as at a day');
  await withTestDatabase(async (all) => {
    const registers: { demonstration: Demonstration; authorityId: number }[] = [];
    for (const name of demonstrationRegisters) {
      const demonstration = await readDemonstration(name);
      registers.push({ demonstration, authorityId: await takeInKnownBy(all, demonstration, undefined) });
    }
    let counted = 0;
    for (const [earliest, latest] of [[0, 0.3], [0.35, 0.7], [0.8, 1.3]] as const) await withTestDatabase(async (then) => {
      for (const { demonstration, authorityId } of registers) {
        const { from, to } = demonstration.settings.report!;
        const length = dayNumber(to) - dayNumber(from);
        const onRecord = dayFromNumber(dayNumber(from) + whole(random, Math.round(earliest * length), Math.round(latest * length)));
        const queries = questionsOf(demonstration, random, onRecord);
        const thenId = await takeInKnownBy(then, demonstration, onRecord);
        const expected = await answered(then.db, thenId, onRecord, queries);
        assert.deepEqual(await answered(all.db, authorityId, onRecord, queries, 'put right'), expected, `${demonstration.settings.name}, put right as at ${onRecord}`);
        assert.deepEqual(await answered(all.db, authorityId, onRecord, queries, 'copied'), expected, `${demonstration.settings.name}, copied as at ${onRecord}`);
        counted += expected.answers.filter(({ answer, rows }) => (answer ?? 0) > 0 || (rows?.length ?? 0) > 0).length;
      }
      const onRecord = day('2018-02-01');
      const ofAll: FigureQuery[] = ['complaints', 'elements', 'spend', 'compliments', 'stage2_open'].map((measure) => ({ measure, from: day('2016-04-01'), to: day('2025-03-31'), as_at: onRecord }));
      const ways = [];
      for (const way of ['put right', 'copied', undefined] as const) ways.push(await asAt(all.db, 'all', onRecord, (records) => answerFigures(records, 'all', ofAll), way));
      assert.deepEqual(ways[0], ways[1]);
      assert.deepEqual(ways[2], ways[1]);
    });
    assert.ok(counted > 300, `only ${counted} answers were more than nothing`);
  });
});

const year = { from: day('2017-04-01'), to: day('2018-03-31') };
const received = (ref: string): CaseEvent => ({ type: 'RepresentationReceived', on: day('2018-03-12'), ref, theme: 'Delay', complainant: 'DP024' });

async function withDoncaster(run: (db: Database, authorityId: number, enter: (db: Database, ref: string, on: string) => Promise<unknown>) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    const authorityId = await takeInKnownBy(store, await readDemonstration('doncaster-2017-18'), undefined);
    const context = projectionContextOf(await authorityWith(store.db, authorityId));
    await run(store.db, authorityId, (db, ref, on) => append(db, authorityId, { kind: 'representation', ref }, 0, [received(ref), { type: 'HandlingDecided', on: day('2018-03-12'), handledAs: 'statutory' }], { by: 'officer', at: new Date(`${on}T12:00:00Z`) }, context));
  });
}

const temporaryTables = async (db: Database) => (await sql<{ name: string }>`select relname as name from pg_class where relnamespace = pg_my_temp_schema() and relkind in ('r', 'v') order by relname`.execute(db)).rows.map(({ name }) => name);
const complaintsIn = async (db: Database) => (await sql<{ count: number }>`select count(*) from representation`.execute(db)).rows[0]?.count;
/** On one connection, which the next question finds as the last one left it. */
const onOneConnection = (db: Database, run: (one: Database) => Promise<void>) => db.connection().execute(run);

test('of tables without a changed case those of today are read, and where nothing changed no table is made', () => withDoncaster(async (db, authorityId, enter) => {
  const made = (on: string) => asAt(db, authorityId, day(on), temporaryTables);
  assert.deepEqual(await made('2026-01-04'), []);
  await enter(db, 'LATE-1', '2026-01-06');
  assert.deepEqual(await made('2026-01-05'), ['case_known', 'changed_case', 'representation']);
  // At the beginning of the register nearly every case was still to come.
  assert.ok((await made('2017-05-01')).includes('payment'));
}));

test('a connection is left as it was found, also where a question or a statement of it fails', () => withDoncaster(async (db, authorityId, enter) => {
  await enter(db, 'LATE-1', '2026-01-06');
  const today = await complaintsIn(db);
  for (const on of [day('2026-01-05'), day('2017-05-01')]) await onOneConnection(db, async (one) => {
    const untouched = async () => {
      assert.deepEqual(await temporaryTables(one), []);
      assert.deepEqual((await sql`select current_setting('search_path') as path`.execute(one)).rows, [{ path: '"$user", public' }]);
      assert.equal(await complaintsIn(one), today);
    };
    assert.notEqual(await asAt(one, authorityId, on, complaintsIn), today);
    await untouched();
    await assert.rejects(asAt(one, authorityId, on, () => Promise.reject(new Error('asked wrongly'))), /asked wrongly/);
    await untouched();
    await assert.rejects(asAt(one, authorityId, on, (records) => sql`select no_such_column from representation`.execute(records)), /no_such_column/);
    await untouched();
  });
}));

test('in one transaction, questions of today and as at several days each have their own records, and what is recorded between them counts', () => withDoncaster(async (db, authorityId, enter) => {
  const count = async (transaction: Database, on?: string) => (await answerFigure(transaction, authorityId, { measure: 'complaints', ...year, ...(on !== undefined && { as_at: day(on) }) })).answer ?? 0;
  await enter(db, 'LATE-1', '2026-01-06');
  await db.transaction().execute(async (transaction) => {
    const [today, before] = [await count(transaction), await count(transaction, '2026-01-05')];
    assert.equal(before, today - 1);
    const early = await count(transaction, '2017-09-01');
    assert.ok(early > 0 && early < before);
    assert.deepEqual([await count(transaction), await count(transaction, '2026-01-05'), await count(transaction, '2026-01-05'), await count(transaction, '2017-09-01')], [today, before, before, early]);

    await enter(transaction, 'LATE-2', '2026-01-05');
    assert.deepEqual([await count(transaction), await count(transaction, '2026-01-05')], [today + 1, before + 1]);
    // One made while a question fails is not left in the way of the next.
    await assert.rejects(asAt(transaction, authorityId, day('2026-01-05'), () => Promise.reject(new Error('asked wrongly'))), /asked wrongly/);
    assert.deepEqual([await count(transaction), await count(transaction, '2026-01-05')], [today + 1, before + 1]);
    assert.equal(await asAt(transaction, authorityId, day('2026-01-05'), () => count(transaction, '2026-01-05')), before + 1);
    await assert.rejects(asAt(transaction, authorityId, day('2026-01-05'), () => count(transaction, '2017-09-01')), /inside those as at another/);
  });
}));

test('whoever was merged since counts as two people as at the day before, in either way', () => withDoncaster(async (db, authorityId) => {
  const people = async (way?: Way) => asAt(db, authorityId, day('2026-01-10'), async (records) => (await answerFigure(records, authorityId, { measure: 'complainants', ...year, as_at: day('2026-01-10') })).answer, way);
  const before = await people();
  const { rows } = await sql<{ kept: string; person: string }>`select min(complainant) as kept, max(complainant) as person from representation where complainant is not null and received_on between ${year.from} and ${year.to}`.execute(db);
  const { kept, person } = rows[0]!;
  await sql`insert into person (authority_id, person, contacts, version) select ${authorityId}::int, key, '{}', 0 from unnest(${[person, kept]}::text[]) as key on conflict do nothing`.execute(db);
  await sql`insert into account (authority_id, account_id, email, name, roles) overriding system value values (${authorityId}::int, 1, 'm@example.org', 'Marian Oakden', '{complaints_manager}')`.execute(db);
  await sql`insert into person_merge (authority_id, merge, person, into_person, reason, merged_by, merged_at, details_before, version_after) values (${authorityId}::int, 1, ${person}, ${kept}, 'one person', 1, '2026-01-11T09:00:00Z', '{}', 0)`.execute(db);
  await sql`update representation set complainant = ${kept} where complainant = ${person}`.execute(db);
  const today = await answerFigure(db, authorityId, { measure: 'complainants', ...year });
  assert.equal(today.answer, (before ?? 0) - 1);
  assert.deepEqual([await people(), await people('put right'), await people('copied')], [before, before, before]);
}));
