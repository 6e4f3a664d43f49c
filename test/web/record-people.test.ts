import assert from 'node:assert/strict';
import { test } from 'node:test';
import { erasePerson } from '../../src/store/people.ts';
import { clock, errorsOf, foundIn, call, record, textOf, withOffice } from './record-office.ts';

const details = { name: 'Mary Johnson', otherNames: 'Mary Brown', 'born-day': '3', 'born-month': '5', 'born-year': '1985', telephone: '01632 960001', email: '', address: '1 High Street\nWorcester', preferred: 'telephone', needs: '' };

test('a person’s page shows what is known and the cases, and each view of it is on the audit trail', async () => withOffice(async ({ store, signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await record(officer, { ...details, 'child-1-name': 'Tom Johnson' });
  const { statusCode, body } = await officer.get('/people/C1');
  assert.equal(statusCode, 200);
  assert.match(textOf(body), /Person C1 Mary Johnson Name Mary Johnson Other names Mary Brown Date of birth 3 May 1985 Telephone number 01632 960001 Email address Not on record .* Cases WO26-0001 , received 20 November 2026, open, handling not decided yet\. Complains\. About Tom Johnson/u);
  assert.match(textOf((await officer.get('/people/C2')).body), /WO26-0001 .* Child it is about\. From Mary Johnson/u);
  const viewed = await store.db.selectFrom('audit').select('detail').where('what', '=', 'viewed').orderBy('position').execute();
  assert.deepEqual(viewed.map(({ detail }) => detail), [{ person: 'C1' }, { person: 'C2' }]);
}));

test('what is known of a person is changed with a reason, and who changed which detail is on record', async () => withOffice(async ({ store, signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await record(officer, details);
  const typed = { ...details, version: '1', telephone: '01632 960002', needs: 'Large print' };
  const without = await officer.send('/people/C1/change', { ...typed, name: ' ', email: 'nowhere', 'born-month': '13', reason: '' });
  assert.equal(without.statusCode, 400);
  assert.deepEqual(errorsOf(without.body), { name: 'Enter the person’s name', 'born-day': 'Date of birth must be a real date, such as 31 March 2024', email: 'Enter an email address in the correct format, like name@example.com', reason: 'Enter why you change it' });
  assert.ok(without.body.includes('Large print</textarea>') && without.body.includes('value="01632 960002"'));
  assert.equal((await officer.send('/people/C1/change', { ...typed, reason: 'She rang with her new number' })).headers.location, '/people/C1?changed=1');
  assert.match(textOf((await officer.get('/people/C1')).body), /01632 960002 .* Large print .* What was changed 20 November 2026, Olive Officer: telephone number, communication needs\. She rang with her new number/u);
  const changed = await store.db.selectFrom('audit').select('detail').where('what', '=', 'recorded').where('case_id', 'is', null).execute();
  assert.deepEqual(changed.map(({ detail }) => detail), [{ act: 'change a person', person: 'C1', details: 'telephone, communicationNeeds' }]);
}));

test('of two who change a person at once the second is told, and keeps what was typed', async () => withOffice(async ({ signedIn }) => {
  const olive = await signedIn('Olive Officer', 'complaints_officer');
  const otto = await signedIn('Otto Officer', 'complaints_officer');
  await record(olive, details);
  const change = { ...details, version: '1', reason: 'She rang' };
  assert.equal((await olive.send('/people/C1/change', { ...change, telephone: '01632 960002' })).statusCode, 302);
  const second = await otto.send('/people/C1/change', { ...change, email: 'mary@example.org' });
  assert.equal(second.statusCode, 409);
  assert.match(textOf(second.body), /Somebody else has changed this person/u);
  assert.ok(second.body.includes('value="mary@example.org"') && second.body.includes('name="version" value="2"'));
  assert.match(textOf((await otto.get('/people/C1')).body), /01632 960002 Email address Not on record/u);
}));

test('somebody erased shows as such, is found by no name and cannot be changed', async () => withOffice(async ({ store, authorityId, signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await record(officer, details);
  await officer.send('/people/C1/change', { ...details, version: '1', needs: 'Large print', reason: 'Mary Johnson asked for it' });
  assert.equal(await erasePerson(store.db, authorityId, 'C1', clock()), true);
  const { body } = await officer.get('/people/C1');
  assert.match(textOf(body), /Person C1, erased .* was erased on 20 November 2026\. .* Cases WO26-0001/u);
  assert.ok(!body.includes('Mary') && !body.includes('960001') && !body.includes('Large print'));
  assert.equal((await officer.get('/people/C1/change')).statusCode, 404);
  assert.equal((await officer.send('/people/C1/change', { ...details, version: '2', reason: 'Back' })).statusCode, 404);
  assert.doesNotMatch(foundIn((await officer.send('/record', { ...call({ summary: '' }), do: 'look' })).body), /Mary|C1/u);
}));

test('somebody whom a register named by a key alone has a page, and is given a name there', async () => withOffice(async ({ store, authorityId, signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const row = await store.db.selectFrom('representation').select(['complainant', 'ref']).where('authority_id', '=', authorityId).where('complainant', 'is not', null).orderBy('ref').executeTakeFirstOrThrow();
  const at = `/people/${row.complainant}`;
  assert.match(textOf((await officer.get(at)).body), new RegExp(`Person ${row.complainant} .*no name is on record.*${row.ref}`, 'u'));
  assert.equal((await officer.send(`${at}/change`, { ...details, version: '0', reason: 'From the paper file' })).headers.location, `${at}?changed=1`);
  assert.match(foundIn((await officer.send('/record', { ...call({ name: 'Jonson', summary: '' }), do: 'look' })).body), new RegExp(`Mary Johnson .*${row.ref}`, 'u'));
}));

test('an auditor sees a person and changes nothing; a responding manager does neither', async () => withOffice(async ({ signedIn }) => {
  await record(await signedIn('Olive Officer', 'complaints_officer'), details);
  const auditor = await signedIn('Ada Auditor', 'auditor');
  assert.equal((await auditor.get('/people/C1')).statusCode, 200);
  assert.equal((await auditor.get('/people/C1/change')).statusCode, 403);
  const manager = await signedIn('Rita Responder', 'responding_manager');
  for (const url of ['/people/C1', '/people/C1/change', '/record', '/record/compliment']) assert.equal((await manager.get(url)).statusCode, 403, url);
}));
