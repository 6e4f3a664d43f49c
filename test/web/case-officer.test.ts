import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { boxes, hiddenOf } from './acts-setting.ts';
import { clock, errorsOf, record, textOf, withOffice } from './record-office.ts';

test('whoever records a case looks after it until somebody else is said to, and their work and cases can be shown alone', async () => withOffice(async ({ store, signedIn }) => {
  const olive = await signedIn('Olive Officer', 'complaints_officer');
  const otto = await signedIn('Otto Officer', 'complaints_officer');
  const first = await record(olive, { name: 'Mary Johnson' });
  const second = await record(otto, { name: 'Kit Lowe', summary: 'A bag was lost' });
  assert.match(textOf((await olive.get(`/cases/${first}`)).body), /Looked after by Olive Officer/u);
  const shown = async (path: string) => {
    const words = textOf((await olive.get(path)).body);
    return [first, second].filter((ref) => words.includes(ref));
  };
  assert.deepEqual(await shown('/work?mine=yes'), [first]);
  assert.deepEqual(await shown('/cases?mine=yes'), [first]);
  assert.deepEqual(await shown('/work'), [first, second]);
  const key = (await store.db.selectFrom('account').select('account_id').where('name', '=', 'Otto Officer').executeTakeFirstOrThrow()).account_id;
  const form = `/cases/${first}/acts/assignCaseOfficer`;
  assert.equal((await olive.send(form, { ...hiddenOf((await olive.get(form)).body), ...boxes('on', '2026-11-20'), officer: `U${key}`, reason: 'Knows the family' })).headers.location, `/cases/${first}?done=assignCaseOfficer`);
  assert.match(textOf((await olive.get(`/cases/${first}`)).body), /Looked after by Otto Officer/u);
  const ottos = textOf((await olive.get(`/cases?officer=U${key}`)).body);
  assert.match(ottos, new RegExp(`2 cases found.*Looked after by: Otto Officer|Looked after by: Otto Officer.*2 cases found`, 'u'));
  // Out of the register, which does not say who looks after a case.
  assert.doesNotMatch(textOf((await olive.get('/cases?officer=nobody')).body), new RegExp(`${first}|${second}`, 'u'));
}));

test('all the open cases of somebody who leaves are handed over at once, each with its reason; hidden ones stay hidden', async () => withOffice(async ({ store, authorityId, signedIn, eventsOf }) => {
  const olive = await signedIn('Olive Officer', 'complaints_officer');
  const manager = await signedIn('Mona Manager', 'complaints_manager');
  const refs = [await record(olive, { name: 'Mary Johnson' }), await record(olive, { name: 'Kit Lowe', summary: 'A bag was lost' }), await record(olive, { name: 'Robin Ashby', summary: 'Moved without being asked' })];
  const accounts = await store.db.selectFrom('account').select(['account_id', 'name']).execute();
  const key = (name: string) => `U${accounts.find((account) => account.name === name)?.account_id ?? 0}`;
  const [, closed, aboutManager] = refs;
  const context = projectionContextOf(await authorityNamed(store.db, 'Worcestershire'));
  const happens = async (ref: string, event: Parameters<typeof append>[4][number]) => append(store.db, authorityId, { kind: 'representation', ref }, (await eventsOf(ref)).length, [event], { by: 'U1', at: clock() }, context);
  await happens(closed ?? '', { type: 'Closed', on: day('2026-11-20') });
  await happens(aboutManager ?? '', { type: 'SubjectNamed', on: day('2026-11-20'), person: key('Mona Manager') });
  assert.equal((await olive.get('/hand-over')).statusCode, 403);
  assert.match(textOf((await manager.get('/hand-over')).body), /Olive Officer \(1 open case\)/u);
  assert.deepEqual(errorsOf((await manager.send('/hand-over', { from: '', to: '', reason: '' })).body), { from: 'Select whose cases are handed over', to: 'Select who looks after them from now on', reason: 'Enter why they are handed over' });
  assert.equal((await manager.send('/hand-over', { from: key('Olive Officer'), to: key('Mona Manager'), reason: 'Olive leaves' })).headers.location, '/hand-over?done=1&left=0');
  assert.deepEqual((await eventsOf(refs[0] ?? '')).at(-1)?.event, { type: 'CaseOfficerAssigned', on: '2026-11-20', officer: key('Mona Manager'), reason: 'Olive leaves' });
  for (const ref of [closed, aboutManager]) assert.equal((await eventsOf(ref ?? '')).some(({ event }) => event.type === 'CaseOfficerAssigned'), false);
}));
