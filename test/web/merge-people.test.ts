import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import { answerFigure } from '../../src/reporting/figures.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { likelyDoubles } from '../../src/store/likely-doubles.ts';
import { addPerson, changePerson, erasePerson, type PersonDetails } from '../../src/store/people.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { rebuild } from '../../src/store/rebuild.ts';
import type { Store } from '../../src/store/store.ts';
import { readTables } from '../../src/store/tables.ts';
import { clock, errorsOf, record, textOf, withOffice } from './record-office.ts';
import type { Visitor } from './signed-in.ts';

const mary = { name: 'Mary Johnson', 'born-day': '3', 'born-month': '5', 'born-year': '1985', telephone: '01632 960001' };
const mari = { ...mary, name: 'Mari Jonson', telephone: '01632 960002', person: 'new', duplicateOf: 'no', shown: 'C1 C2 C3 WO26-0001 WO26-0002 ' };

async function allReadRows({ db }: Store): Promise<unknown> {
  const all: Record<string, unknown> = {};
  for (const table of readTables) all[table] = (await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(table)} t order by t`.execute(db)).rows;
  return all;
}

/** How many complained in November 2026, and how many more than once. */
async function complained({ db }: Store, authorityId: number, asAt?: string): Promise<readonly [number | undefined, number | undefined]> {
  const month = { from: day('2026-11-01'), to: day('2026-11-30'), ...(asAt === undefined ? {} : { as_at: day(asAt) }) };
  return [(await answerFigure(db, authorityId, { measure: 'complainants', ...month })).answer ?? undefined, (await answerFigure(db, authorityId, { measure: 'repeat_complainants', ...month })).answer ?? undefined];
}

async function merge(manager: Visitor, kept: string, other: string, fields: Readonly<Record<string, string>> = {}) {
  const page = (await manager.get(`/people/${kept}/merge/${other}`)).body;
  const version = (name: string) => new RegExp(`name="${name}" value="(\\d+)"`, 'u').exec(page)?.[1] ?? '';
  return manager.send(`/people/${kept}/merge/${other}`, { version: version('version'), otherVersion: version('otherVersion'), names: 'yes', reason: 'The same telephone call', ...fields });
}

test('two records of one person are proposed, put side by side, and merged by a complaints manager with a reason', async () => withOffice(async ({ store, authorityId, signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  const first = await record(officer, mary);
  const second = await record(officer, mari);
  assert.match(textOf((await manager.get('/people/doubles')).body), /Mary Johnson \(C1\) and Mari Jonson \(C2\) Born on the same day, with names that are alike/u);
  assert.equal((await officer.get('/people/doubles')).statusCode, 403);
  const compared = textOf((await manager.get('/people/C1/merge/C2')).body);
  assert.match(compared, /C2 goes into C1 .* Name .* Mary Johnson .* Mari Jonson Date of birth .* 3 May 1985 Telephone number .* 01632 960001 .* 01632 960002/u);
  assert.deepEqual(errorsOf((await merge(manager, 'C1', 'C2', { reason: ' ' })).body), { reason: 'Enter why these two records are of one person' });
  assert.deepEqual(await complained(store, authorityId), [2, 0]);

  assert.equal((await merge(manager, 'C1', 'C2', { 'keep-telephone': 'other' })).headers.location, '/people/C1?done=merged');
  const page = textOf((await officer.get('/people/C1')).body);
  assert.match(page, /Mary Johnson Other names Mari Jonson .* Telephone number 01632 960002/u);
  assert.ok(page.includes(first) && page.includes(second), page);
  assert.match(page, /Records merged into this one C2, 20 November 2026, by Mona Manager\. The same telephone call/u);
  assert.equal((await officer.get('/people/C2')).headers.location, '/people/C1');
  assert.match(textOf((await officer.get(`/cases/${second}`)).body), /Complainant Mary Johnson/u);
  assert.match(textOf((await officer.get(`/cases?text=Mari+Jonson`)).body), new RegExp(second, 'u'));
  assert.doesNotMatch(textOf((await manager.get('/people/doubles')).body), /C2/u);
  assert.deepEqual(await complained(store, authorityId), [1, 1]);
  const before = await allReadRows(store);
  await rebuild(store.db);
  assert.deepEqual(await allReadRows(store), before);
  const events = await store.db.selectFrom('event').select('body').where('type', '=', 'RepresentationReceived').where('source', '=', 'casework').orderBy('position').execute();
  assert.deepEqual(events.map(({ body }) => body['complainant']), ['C1', 'C2'], 'what happened keeps its key');
  const audited = await store.db.selectFrom('audit').select('detail').where('what', '=', 'recorded').orderBy('position', 'desc').limit(1).executeTakeFirstOrThrow();
  assert.deepEqual(audited.detail, { act: 'merge two records of a person', person: 'C2', into: 'C1' });
  assert.deepEqual(await verifyAudit(store.db, authorityId), []);
}));

test('a merge is undone: both are counted apart again, and what was known is put back', async () => withOffice(async ({ store, authorityId, signedIn }) => {
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  await record(manager, mary);
  await record(manager, mari);
  const before = await allReadRows(store);
  await merge(manager, 'C1', 'C2', { 'keep-name': 'other' });
  assert.match(textOf((await manager.get('/people/C1')).body), /Name Mari Jonson Other names Mary Johnson/u);
  assert.deepEqual(errorsOf((await manager.send('/people/C1/part/1', { reason: '' })).body), { reason: 'Enter why they are two people after all' });
  assert.equal((await manager.send('/people/C1/part/1', { reason: 'They are cousins' })).headers.location, '/people/C1?done=parted');
  assert.match(textOf((await manager.get('/people/C1')).body), /Name Mary Johnson Other names Not on record/u);
  assert.match(textOf((await manager.get('/people/C2')).body), /Name Mari Jonson/u);
  assert.deepEqual(await allReadRows(store), before);
  assert.deepEqual(await complained(store, authorityId), [2, 0]);
  assert.equal((await manager.send('/people/C1/part/1', { reason: 'They are cousins' })).statusCode, 404);
}));

test('what was changed after a merge is left as it is when the merge is undone', async () => withOffice(async ({ signedIn }) => {
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  await record(manager, mary);
  await record(manager, mari);
  await merge(manager, 'C1', 'C2');
  const version = /name="version" value="(\d+)"/u.exec((await manager.get('/people/C1/change')).body)?.[1] ?? '';
  await manager.send('/people/C1/change', { ...mary, telephone: '01632 960003', version, otherNames: '', email: '', address: '', needs: '', reason: 'She rang' });
  assert.match(decodeURIComponent(String((await manager.send('/people/C1/part/1', { reason: 'They are cousins' })).headers.location)), /parted, not put back/u);
  assert.match(textOf((await manager.get('/people/C1')).body), /01632 960003/u);
}));

test('a figure as at a day before the merge counts two, as it was printed then', async () => withOffice(async ({ store, authorityId, signedIn }) => {
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  await record(manager, mary);
  await record(manager, mari);
  await merge(manager, 'C1', 'C2');
  await sql`update person_merge set merged_at = '2026-11-25T10:00:00Z'`.execute(store.db);
  assert.deepEqual(await complained(store, authorityId, '2026-11-24'), [2, 0]);
  assert.deepEqual(await complained(store, authorityId, '2026-11-25'), [1, 1]);
}));

test('one who was merged can be merged on, and nobody is merged twice or into themselves', async () => withOffice(async ({ store, authorityId, signedIn }) => {
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  await record(manager, mary);
  await record(manager, mari);
  await record(manager, { ...mari, name: 'M Johnston' });
  await merge(manager, 'C1', 'C2');
  await merge(manager, 'C3', 'C1');
  assert.equal((await manager.get('/people/C2')).headers.location, '/people/C3');
  assert.equal((await manager.get('/people/C3/merge/C1')).statusCode, 404);
  assert.deepEqual(await complained(store, authorityId), [1, 1]);
  await manager.send('/people/C3/part/2', { reason: 'Another family' });
  assert.equal((await manager.get('/people/C2')).headers.location, '/people/C1');
  assert.deepEqual(await complained(store, authorityId), [2, 1]);
}));

test('whoever was merged is erased with the one kept', async () => withOffice(async ({ store, authorityId, signedIn }) => {
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  await record(manager, mary);
  await record(manager, mari);
  await merge(manager, 'C1', 'C2');
  assert.equal(await erasePerson(store.db, authorityId, 'C1', clock()), true);
  const left = JSON.stringify([await store.db.selectFrom('person').selectAll().execute(), await store.db.selectFrom('person_merge').selectAll().execute(), await store.db.selectFrom('person_change').selectAll().execute()]);
  assert.doesNotMatch(left, /Johnson|Jonson|96000|telephone call/u);
}));

test('who is only in cases that are hidden from somebody stays as hidden after a merge', async () => withOffice(async ({ store, authorityId, signedIn }) => {
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await record(manager, mary);
  const hidden = await record(manager, mari);
  const { version } = await store.db.selectFrom('case_known').innerJoin('case_index', (join) => join.onRef('case_index.authority_id', '=', 'case_known.authority_id').onRef('case_index.case_id', '=', 'case_known.case_id')).select('version').where('ref', '=', hidden).where('case_known.authority_id', '=', authorityId).executeTakeFirstOrThrow();
  await append(store.db, authorityId, { kind: 'representation', ref: hidden }, version, [{ type: 'CaseRestricted', on: day('2026-11-20'), reason: 'About a colleague' }], { by: 'U1', at: clock() }, projectionContextOf(await authorityNamed(store.db, 'Worcestershire')));
  assert.equal((await officer.get('/people/C2')).statusCode, 404);
  assert.match(textOf((await manager.get('/people/C1/merge/C2')).body), /Some of these cases are hidden from some of the team/u);
  await merge(manager, 'C1', 'C2', { names: 'no' });
  assert.equal((await officer.get('/people/C2')).statusCode, 404, 'the key of the hidden record leads nowhere');
  const page = textOf((await officer.get('/people/C1')).body);
  assert.doesNotMatch(page, new RegExp(`${hidden}|C2|Jonson|960002`, 'u'));
  assert.match(textOf((await manager.get('/people/C1')).body), new RegExp(`${hidden}.*C2, 20 November`, 'u'));
}));

test('two who are alike and are two are not proposed again', async () => withOffice(async ({ signedIn }) => {
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  await record(manager, mary);
  await record(manager, mari);
  assert.equal((await manager.send('/people/C2/apart/C1', {})).headers.location, '/people/doubles?done=apart');
  assert.match(textOf((await manager.get('/people/doubles')).body), /Nobody is likely to be on record twice/u);
  assert.match(textOf((await manager.get('/people/C1/merge?who=c2')).body), /Compare with Mari Jonson \(C2\)/u);
}));

test('people put on record, changed, merged, parted and erased between two looks are proposed as if everybody were compared anew', async () => withOffice(async ({ store: { db }, authorityId, signedIn }) => {
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  const { account_id: accountId } = await db.selectFrom('account').select('account_id').where('name', '=', 'Mona Manager').executeTakeFirstOrThrow();
  const viewer: Viewer = { authorityId, accountId, key: 'U1', name: 'Mona Manager', email: 'mona@example.org', roles: ['complaints_manager'], services: [] };
  const look = async () => (await likelyDoubles(db, viewer, day('2026-11-20'), clock(), 100)).map(({ person, other }) => `${person} ${other}`);
  const add = (name: string, bornOn?: string) => db.transaction().execute((transaction) => addPerson(transaction, authorityId, { name, ...(bornOn === undefined ? {} : { bornOn: day(bornOn) }) }));
  const change = async (person: string, details: PersonDetails) => {
    const { version } = await db.selectFrom('person').select('version').where('authority_id', '=', authorityId).where('person', '=', person).executeTakeFirstOrThrow();
    assert.equal(await changePerson(db, person, version, details, { viewer, reason: 'Put right', at: clock() }), 'changed');
  };
  for (const name of ['Ann Smith', 'Anne Smyth', 'Zoe Quill', 'Ann Smith']) await add(name, '1990-02-01');
  assert.deepEqual(await look(), ['C1 C4', 'C1 C2', 'C2 C4']);
  await add('Zoe Quill');
  await add('Ann Smithe', '1990-02-02');
  assert.deepEqual(await look(), ['C1 C4', 'C1 C2', 'C2 C4', 'C3 C5']);
  await change('C6', { name: 'Ann Smithe', bornOn: day('1990-02-01') });
  await change('C2', { name: 'Una Byrd', bornOn: day('1990-02-01') });
  await change('C5', { name: 'Zoe Quill', bornOn: day('1991-03-04') });
  assert.deepEqual(await look(), ['C1 C4', 'C1 C6', 'C4 C6']);
  await merge(manager, 'C1', 'C4');
  assert.deepEqual(await look(), ['C1 C6']);
  await manager.send('/people/C1/part/1', { reason: 'Two after all' });
  await db.transaction().execute((transaction) => erasePerson(transaction, authorityId, 'C6', clock()));
  assert.deepEqual(await look(), ['C1 C4']);
  await change('C1', { name: 'Ann Smith', telephone: '01632 960003', bornOn: day('1990-02-01') });
  const [once, again] = await Promise.all([look(), look()]);
  assert.deepEqual([once, again], [['C1 C4'], ['C1 C4']]);
  // A database server may order as a dictionary does, `a1` before `C1`; keys of registers are as they were given.
  for (const [table, column] of [['person', 'person'], ['person_apart', 'person'], ['person_apart', 'other'], ['likely_double', 'person'], ['likely_double', 'other']] as const) await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} type text collate "en-x-icu"`.execute(db);
  await sql`insert into person (authority_id, person, name, contacts, searched, born_on) select authority_id, 'a1', name, contacts, searched, born_on from person where authority_id = ${authorityId} and person = 'C1'`.execute(db);
  assert.deepEqual(await look(), ['a1 C1', 'a1 C4', 'C1 C4']);
  assert.equal((await manager.send('/people/C1/apart/a1', {})).headers.location, '/people/doubles?done=apart');
  assert.deepEqual(await look(), ['a1 C4', 'C1 C4']);
}));
