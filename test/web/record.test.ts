import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import { addAccount } from '../../src/store/accounts.ts';
import { append } from '../../src/store/case-history.ts';
import { allAuthorities } from '../../src/store/authorities.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { call, clock, errorsOf, foundIn, type Office, peopleOffered, record, textOf, withOffice } from './record-office.ts';

async function restrict({ store, authorityId, eventsOf }: Office, ref: string): Promise<void> {
  const authority = (await allAuthorities(store.db)).find((one) => one.authorityId === authorityId)!;
  await append(store.db, authorityId, { kind: 'representation', ref }, (await eventsOf(ref)).length, [{ type: 'CaseRestricted', on: day('2026-11-20'), reason: 'About a colleague' }], { by: 'U1', at: clock() }, projectionContextOf(authority));
}

test('a telephone call is recorded with what was said, its points, and people known by a key alone', async () => withOffice(async (office) => {
  const { store, authorityId, eventsOf, signedIn } = office;
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const ref = await record(officer, {
    otherNames: 'Mary Brown, Mary Green', 'born-day': '3', 'born-month': '5', 'born-year': '1985', 'child-1-name': 'Tom Johnson', 'child-2-name': 'Ann Johnson', onBehalf: 'self', childStatus: 'child_in_need',
    telephone: '01632 960001', preferred: 'telephone', needs: 'Calls after three o’clock', via: 'contact_centre', desiredOutcome: 'A call each week', court: 'no', plan: 'yes', advocate: 'no', ethnicity: 'white_british',
    'arose-day': '1', 'arose-month': '11', 'arose-year': '2026',
    'point-1-complaint': 'Calls were not returned', 'point-1-theme': 'Communication', 'point-1-service': 'Safeguarding', 'point-2-complaint': 'The plan was changed without a word', 'point-2-theme': '', 'point-2-service': 'Fostering & Kinship',
  });
  assert.equal(ref, 'WO26-0001');
  const events = (await eventsOf(ref)).map((one) => one.event);
  const themes = (await allAuthorities(store.db)).find((one) => one.authorityId === authorityId)?.themes ?? [];
  const theme = themes.includes('Communication') ? { theme: 'Communication' } : {};
  assert.deepEqual(events, [
    {
      type: 'RepresentationReceived', on: '2026-11-20', ref, complainant: 'C1', children: ['C2', 'C3'], complainantAge: 41, complainantType: 'parent', capacity: 'P2', onBehalfOfChild: false, childStatus: 'child_in_need',
      channel: 'telephone', receivedVia: 'contact_centre', madeOrally: true, summary: 'Nobody rang back about the contact plan', desiredOutcome: 'A call each week', groundsAroseOn: '2026-11-01',
      courtProceedings: 'no', childProtectionPlan: 'yes', advocate: 'no', ethnicity: 'white_british', ...theme, service: 'Safeguarding',
    },
    { type: 'ElementAdded', on: '2026-11-20', element: 1, complaint: 'Calls were not returned', ...theme, service: 'Safeguarding' },
    { type: 'ElementAdded', on: '2026-11-20', element: 2, complaint: 'The plan was changed without a word', service: 'Fostering & Kinship' },
  ]);
  const people = await store.db.selectFrom('person').selectAll().where('authority_id', '=', authorityId).orderBy('person').execute();
  assert.deepEqual(people.map(({ person, name, former_names, born_on, contacts, communication_needs }) => ({ person, name, former_names, born_on, contacts, communication_needs })), [
    { person: 'C1', name: 'Mary Johnson', former_names: ['Mary Brown', 'Mary Green'], born_on: '1985-05-03', contacts: { telephone: '01632 960001', preferred: 'telephone' }, communication_needs: 'Calls after three o’clock' },
    { person: 'C2', name: 'Tom Johnson', former_names: [], born_on: null, contacts: {}, communication_needs: null },
    { person: 'C3', name: 'Ann Johnson', former_names: [], born_on: null, contacts: {}, communication_needs: null },
  ]);
  const { rows } = await sql<{ where: string }>`
    select 'event' as where from event where body::text like '%Johnson%'
    union all select 'text' from identifying_text where text like '%Johnson%'
    union all select 'audit' from audit where detail::text like '%Johnson%'`.execute(store.db);
  assert.deepEqual(rows, []);
  const audited = await store.db.selectFrom('audit').select(['what', 'detail']).where('case_id', 'is not', null).execute();
  assert.deepEqual(audited.map(({ what, detail }) => ({ what, detail })), [{ what: 'recorded', detail: { act: 'receive' } }]);
}));

test('a single point without words of its own is what the whole complaint is about', async () => withOffice(async ({ signedIn, eventsOf }) => {
  const ref = await record(await signedIn('Olive Officer', 'complaints_officer'), { 'point-1-complaint': '', 'point-1-service': 'Safeguarding' });
  assert.deepEqual((await eventsOf(ref)).map((one) => one.event).slice(1), [{ type: 'ElementAdded', on: '2026-11-20', element: 1, complaint: 'Nobody rang back about the contact plan', service: 'Safeguarding' }]);
}));

test('somebody who gives no name is recorded without a person', async () => withOffice(async ({ store, signedIn, eventsOf }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const ref = await record(officer, { name: '', anonymous: 'yes' });
  const [received] = (await eventsOf(ref)).map((one) => one.event);
  assert.equal(received?.type === 'RepresentationReceived' ? received.complainant : 'none', undefined);
  assert.deepEqual(await store.db.selectFrom('person').select('person').execute(), []);
  assert.deepEqual(errorsOf((await officer.send('/record', call({ anonymous: 'yes', summary: 'Quite another matter' }))).body), { anonymous: 'Untick this, or leave the name empty' });
}));

test('a form that is sent twice, even at once, is recorded once', async () => withOffice(async ({ store, signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const form = call();
  const replies = await Promise.all([officer.send('/record', form), officer.send('/record', form), officer.send('/record', form)]);
  const after = await officer.send('/record', form);
  assert.deepEqual([...replies, after].map((reply) => reply.headers.location), Array.from({ length: 4 }, () => '/cases/WO26-0001?done=receive'));
  assert.deepEqual(await store.db.selectFrom('person').select('person').execute(), [{ person: 'C1' }]);
  assert.deepEqual(await store.db.selectFrom('case_index').select('ref').where('ref', 'like', 'WO26-%').execute(), [{ ref: 'WO26-0001' }]);
}));

test('a form that was recorded and says something else now is not taken for its second click', async () => withOffice(async ({ signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const form = call();
  await record(officer, form);
  const changed = await officer.send('/record', { ...form, summary: 'Quite another matter: the allowance was stopped', person: 'new', shown: 'C1 WO26-0001 ', duplicateOf: 'no' });
  assert.equal(changed.statusCode, 400);
  assert.match(errorsOf(changed.body)['summary'] ?? '', /recorded as WO26-0001/u);
  assert.ok(!changed.body.includes(form['form'] ?? 'none'), 'it has a number of its own now');
}));

test('people who record at once get references of their own, without gaps', async () => withOffice(async ({ signedIn }) => {
  const officers = await Promise.all(['Olive Officer', 'Otto Officer', 'Odile Officer', 'Omar Officer'].map((name) => signedIn(name, 'complaints_officer')));
  const names = ['Ada Quill', 'Bert Vos', 'Cato Wyn', 'Dido Xan'];
  // Nothing alike: who comes later would be asked whether it is the same complaint.
  const summaries = ['The taxi to school was late', 'No reply about fostering money', 'A review met without them', 'Toys went missing in the move'];
  const refs = await Promise.all(officers.map((officer, index) => record(officer, { name: names[index] ?? '', summary: summaries[index] ?? '' })));
  assert.deepEqual(refs.toSorted(), ['WO26-0001', 'WO26-0002', 'WO26-0003', 'WO26-0004']);
}));

test('the reference is of the financial year of receipt, in the council’s own pattern where it has one, and passes over those that a register brought', async () => withOffice(async ({ store, signedIn, authorityId }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const received = (year: string, month: string, on: string, name: string) => record(officer, { 'received-year': year, 'received-month': month, 'received-day': on, name, summary: `${name} ${name}` });
  assert.equal(await received('2026', '3', '31', 'Ada Quill'), 'WO25-0001');
  assert.equal(await received('2026', '4', '1', 'Bert Vos'), 'WO26-0001');
  await store.db.insertInto('case_index').values({ authority_id: authorityId, case_id: 900_000, kind: 'representation', ref: 'WO26-0002' }).execute();
  assert.equal(await received('2026', '4', '2', 'Cato Wyn'), 'WO26-0003');
  await store.db.updateTable('authority').where('authority_id', '=', authorityId).set({ reference_patterns: JSON.stringify({ representation: 'CSC/{calendar_year}/{number}' }) }).execute();
  assert.equal(decodeURIComponent(await received('2026', '3', '31', 'Dido Xan')), 'CSC/26/0001');
}));

test('somebody is found although the name is misspelt, was another once, or is not known, and with the cases they had', async () => withOffice(async ({ signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await record(officer, { name: 'Mary Johnson', otherNames: 'Mary Brown', 'born-day': '3', 'born-month': '5', 'born-year': '1985', 'child-1-name': 'Zoë O’Neill' });
  const look = async (typed: Record<string, string>) => (await officer.send('/record', { ...call({ summary: '' }), do: 'look', ...typed })).body;
  for (const name of ['Jonson', 'Johnsen', 'mary jonson', 'Marie Johnston', 'Mary Brown', 'Browne']) assert.equal(peopleOffered(await look({ name }))['C1'], 'Mary Johnson', name);
  assert.deepEqual(peopleOffered(await look({ name: 'Xaver Quill' })), {});
  assert.deepEqual(peopleOffered(await look({ name: 'Xaver Quill', 'born-day': '3', 'born-month': '5', 'born-year': '1985' })), { C1: 'Mary Johnson' });
  assert.deepEqual(peopleOffered(await look({ name: 'Xaver Quill', 'child-1-name': 'zoe oneil' }), 'child-1-person'), { C2: 'Zoë O’Neill' });
  const found = foundIn(await look({ name: 'Jonson' }));
  assert.match(found, /Mary Johnson Born 3 May 1985; also known as Mary Brown WO26-0001 \(opens in a new tab\) , received 20 November 2026, open, handling not decided yet About Zoë O’Neill. Nobody rang back about the contact plan/u);
  assert.match(found, /Is it the same complaint as one of these open cases\? .* No, it is a new one Yes, it repeats WO26-0001/u);
}));

test('nobody is put on record a second time before those of a like name were seen', async () => withOffice(async ({ store, signedIn, eventsOf }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await record(officer, { telephone: '01632 960001' });
  const again = call({ name: 'Mary Jonson', summary: 'The allowance was stopped', email: 'mary@example.org' });
  const asked = await officer.send('/record', again);
  assert.equal(asked.statusCode, 400);
  assert.deepEqual(errorsOf(asked.body), { person: 'Select the person from those found, or ‘Somebody new’', duplicateOf: 'Select whether it repeats one of the open cases like it' });
  const ref = await record(officer, { ...again, person: 'C1', duplicateOf: 'no', shown: 'C1 WO26-0001 ' });
  const [received] = (await eventsOf(ref)).map((one) => one.event);
  assert.equal(received?.type === 'RepresentationReceived' ? received.complainant : '', 'C1');
  const people = await store.db.selectFrom('person').select(['person', 'name', 'contacts', 'version']).execute();
  assert.deepEqual(people, [{ person: 'C1', name: 'Mary Johnson', contacts: { telephone: '01632 960001', email: 'mary@example.org' }, version: 2 }]);
  assert.equal((await eventsOf(await record(officer, { name: 'Mary Jonson', summary: 'Something else', person: 'new', duplicateOf: 'no', shown: `C1 WO26-0001 ${ref} ` }))).length, 2);
  assert.equal((await store.db.selectFrom('person').select('person').execute()).length, 2);
}));

test('a key that was not offered cannot be chosen', async () => withOffice(async ({ signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await record(officer);
  const forged = await officer.send('/record', call({ name: 'Mary Johnson', person: 'C999', duplicateOf: 'no', shown: 'C1 WO26-0001 ' }));
  assert.deepEqual(errorsOf(forged.body), { person: 'Select the person from those found, or ‘Somebody new’' });
}));

test('a complaint that repeats an open one is received as its duplicate and closed, and the other goes on', async () => withOffice(async ({ store, signedIn, eventsOf }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const first = await record(officer);
  const ref = await record(officer, { name: 'Mary Jonson', person: 'C1', duplicateOf: first, shown: `C1 ${first} ` });
  const events = (await eventsOf(ref)).map((one) => one.event);
  assert.deepEqual(events.map((event) => event.type), ['RepresentationReceived', 'ElementAdded', 'HandlingDecided', 'NotProgressed', 'Closed']);
  const [, , handling, ended] = events;
  assert.ok(handling?.type === 'HandlingDecided' && ended?.type === 'NotProgressed');
  assert.deepEqual([handling.handledAs, ended.outcome, ended.duplicateOf], ['duplicate', 'duplicate', first]);
  const rows = await store.db.selectFrom('representation').select(['ref', 'handled_as', 'status']).where('complainant', '=', 'C1').orderBy('ref').execute();
  assert.deepEqual(rows, [{ ref: first, handled_as: null, status: 'received' }, { ref, handled_as: 'duplicate', status: 'closed' }]);
  const unknown = await officer.send('/record', call({ name: 'Xaver Quill', summary: 'New', duplicateOf: 'WO23-9999' }));
  assert.match(Object.values(errorsOf(unknown.body)).join(), /not among the open cases/u);
}));

test('open cases that say something alike are shown, whoever they are from', async () => withOffice(async ({ signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  await record(officer, { summary: 'The taxi to school for Tom was stopped without notice in October' });
  const looked = await officer.send('/record', { ...call({ name: 'Xaver Quill', summary: 'The school taxi was stopped without notice since October' }), do: 'look' });
  assert.match(foundIn(looked.body), /Yes, it repeats WO26-0001 Says something alike WO26-0001/u);
}));

test('a case that is hidden leaves no trace in what is found, nor does somebody who is only in hidden cases', async () => withOffice(async (office) => {
  const manager = await office.signedIn('Maud Manager', 'complaints_manager');
  const officer = await office.signedIn('Olive Officer', 'complaints_officer');
  const open = await record(manager, { name: 'Mary Johnson', summary: 'The allowance was stopped' });
  const look = async () => (await officer.send('/record', { ...call({ name: 'Johnson', summary: 'Nobody rang back about the plan for contact', 'child-1-name': 'Tom Johnson' }), form: '11111111-1111-4111-8111-111111111111', do: 'look' })).body;
  const without = await look();
  const hidden = await record(manager, { name: 'Mary Johnson', person: 'C1', duplicateOf: 'no', shown: `C1 ${open} `, 'child-1-name': 'Tom Johnson', 'child-1-person': 'new', summary: 'Nobody rang back about the contact plan' });
  assert.match(foundIn(await look()), new RegExp(hidden, 'u'));
  await restrict(office, hidden);
  assert.equal(await look(), without);
  assert.equal((await officer.get('/people/C2')).statusCode, 404);
  assert.equal((await officer.get('/people/C2')).body, (await officer.get('/people/C777')).body);
  assert.equal((await officer.send('/record', call({ name: 'Xaver Quill', duplicateOf: hidden, summary: 'New' }))).statusCode, 400);
  const seen = await manager.send('/record', { ...call({ name: 'Johnson' }), do: 'look' });
  assert.match(foundIn(seen.body), new RegExp(hidden, 'u'));
  assert.equal((await manager.get('/people/C2')).statusCode, 200);
}));

test('what is wrong is said beside each field, and everything typed stays, points and children too', async () => withOffice(async ({ signedIn, store }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const typed = {
    name: '', capacity: '', channel: '', summary: '', email: 'nowhere', 'received-day': '31', 'received-month': '2', 'received-year': '2026', 'born-day': '5', 'born-month': '', 'born-year': '', onBehalf: 'child',
    'point-1-complaint': 'First <b>point</b>', 'point-1-service': 'Safeguarding', 'point-2-complaint': '', 'point-2-service': 'Safeguarding', 'point-3-complaint': 'Third', 'child-1-name': '', 'child-2-name': '', needs: 'Large print', address: '1 High Street\nWorcester', preferred: 'letter',
  };
  const { statusCode, body } = await officer.send('/record', call(typed));
  assert.equal(statusCode, 400);
  assert.deepEqual(errorsOf(body), {
    name: 'Enter the person’s name, or tick that they gave none', 'born-day': 'Date of birth must include a month and year', 'child-1-name': 'Enter the name of the child for whom they complain', capacity: 'Select in what capacity they complain',
    email: 'Enter an email address in the correct format, like name@example.com', 'received-day': 'Date received must be a real date, such as 31 March 2024', channel: 'Select how it came', summary: 'Enter what it is about',
  });
  assert.match(body, /<title>\s*Error: Record a representation/u);
  for (const [value, what] of [['First &lt;b&gt;point&lt;/b&gt;</textarea>', 'first point'], ['Third</textarea>', 'third point'], ['Large print</textarea>', 'needs'], ['1 High Street\nWorcester</textarea>', 'address'], ['value="nowhere"', 'email'], ['name="child-2-name"', 'second child']] as const) assert.ok(body.includes(value), what);
  assert.equal([...body.matchAll(/<option value="Safeguarding" selected>/gu)].length, 2);
  const future = await officer.send('/record', call({ 'received-day': '21', 'arose-day': '22', 'arose-month': '11', 'arose-year': '2026', 'point-2-complaint': '', 'point-2-service': 'Safeguarding', 'born-day': '1', 'born-month': '1', 'born-year': '2027' }));
  assert.deepEqual(errorsOf(future.body), {
    'born-day': 'Date of birth must be before the date it was received', 'received-day': 'Date received must be today or in the past', 'arose-day': 'Date the grounds for the complaint arose must be the same as or before the day it was received',
  });
  const points = await officer.send('/record', call({ 'point-1-complaint': 'One', 'point-2-complaint': '', 'point-2-service': 'Safeguarding' }));
  assert.deepEqual(errorsOf(points.body), { 'point-2-complaint': 'Enter the point of complaint or choose its theme' });
  assert.deepEqual(errorsOf((await officer.send('/record', call({ summary: 'x'.repeat(10_001), name: 'y'.repeat(201) }))).body), { name: 'Name must be 200 characters or fewer. It has 201', summary: 'What it is about must be 10,000 characters or fewer. It has 10,001' });
  assert.equal(await store.db.selectFrom('case_index').select('ref').where('ref', 'like', 'WO26-%').executeTakeFirst(), undefined);
}));

test('points and children are added and taken away without losing what was typed', async () => withOffice(async ({ signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const typed = { ...call({ 'point-1-complaint': 'First', 'point-2-complaint': 'Second', 'point-3-complaint': 'Third', 'child-1-name': 'Tom', 'child-2-name': 'Ann' }), address: 'A house' };
  const added = await officer.send('/record', { ...typed, do: 'add-point' });
  assert.equal(added.statusCode, 200);
  for (const words of ['First</textarea>', 'Second</textarea>', 'Third</textarea>', 'name="point-4-complaint"', 'A house</textarea>', 'value="Tom"']) assert.ok(added.body.includes(words), words);
  const removed = await officer.send('/record', { ...typed, do: 'remove-point-2' });
  assert.match(removed.body, /name="point-2-complaint"[^>]*>Third<\/textarea>/u);
  assert.ok(!removed.body.includes('Second') && !removed.body.includes('point-3-complaint'));
  assert.match((await officer.send('/record', { ...typed, do: 'remove-child-1' })).body, /name="child-1-name"[^>]*value="Ann"/u);
  assert.ok((await officer.send('/record', { ...typed, do: 'add-child' })).body.includes('name="child-3-name"'));
}));

test('a draft is kept as typed, belongs to its writer, is taken up again, and is gone once it is recorded', async () => withOffice(async ({ store, signedIn }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  const other = await signedIn('Otto Officer', 'complaints_officer');
  const typed = call({ do: 'save', capacity: '', 'received-day': '', 'point-2-complaint': 'Half a sent' });
  assert.equal((await officer.send('/record', typed)).headers.location, '/record?saved=1');
  const list = await officer.get('/record?saved=1');
  assert.match(textOf(list.body), /What you typed is kept.* Saved and not finished What is neither .* Mary Johnson, saved on 20 November 2026 at 10:00am, kept until 18 February 2027 Continue/u);
  assert.ok(!(await other.get('/record')).body.includes('Mary Johnson'));
  assert.equal((await other.get(`/record?draft=${typed['form']}`)).headers.location, '/record');
  const resumed = await officer.get(`/record?draft=${typed['form']}`);
  for (const words of ['value="Mary Johnson"', 'Half a sent</textarea>', `value="${typed['form']}"`]) assert.ok(resumed.body.includes(words), words);
  await record(officer, { ...typed, do: 'record', capacity: 'P2', 'received-day': '19' });
  assert.deepEqual(await store.db.selectFrom('draft').select('form').execute(), []);
  await officer.send('/record', { ...typed, form: randomUUID() });
  const kept = await store.db.selectFrom('draft').select('form').executeTakeFirstOrThrow();
  await other.send('/record/drafts/forget', { form: kept.form.slice('record:'.length) });
  assert.equal((await store.db.selectFrom('draft').select('form').execute()).length, 1);
  await officer.send('/record/drafts/forget', { form: kept.form.slice('record:'.length) });
  assert.deepEqual(await store.db.selectFrom('draft').select('form').execute(), []);
}));

test('a form without a number, or with fields that it does not have, is no way in', async () => withOffice(async ({ signedIn, eventsOf }) => {
  const officer = await signedIn('Olive Officer', 'complaints_officer');
  assert.match(errorsOf((await officer.send('/record', call({ form: 'x' }))).body)['name'] ?? '', /lost its number/u);
  const ref = await record(officer, { handledAs: 'declined', 'point-1-element': '7', capacity: 'P2', 'point-1-theme': 'A theme that the council has not', 'point-1-service': 'No such service' });
  assert.deepEqual((await eventsOf(ref)).map((one) => one.event.type), ['RepresentationReceived', 'ElementAdded']);
  assert.ok(!JSON.stringify(await eventsOf(ref)).match(/No such service|has not|declined/u));
}));

test('an account of another authority finds and sees nobody', async () => withOffice(async ({ store, app, signedIn }) => {
  await record(await signedIn('Olive Officer', 'complaints_officer'));
  const { authority_id: elsewhere } = await store.db.insertInto('authority').values({ authority: 'North Yonder', name: 'North Yonder', financial_year_starts: '04-01', words: '{}', themes: '[]', procedures: '{}', conventions: '{}', report: 'null' }).returning('authority_id').executeTakeFirstOrThrow();
  await store.db.insertInto('chain').values({ authority_id: elsewhere, hash: Buffer.alloc(0), position: 0, next_case: 1 }).execute();
  await addAccount(store.db, elsewhere, { email: 'nell@example.org', name: 'Nell', roles: ['complaints_manager'], password: 'a spoon under the tram' });
  const { Visitor } = await import('./signed-in.ts');
  const nell = new Visitor(app, store.db, clock);
  await nell.signIn('nell@example.org');
  assert.match(foundIn((await nell.send('/record', { ...call(), do: 'look' })).body), /Nobody of a like name/u);
  assert.equal((await nell.get('/people/C1')).statusCode, 404);
  assert.equal(await record(nell), 'NY26-0001');
}));
