import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { viewerKey } from '../../src/domain/viewer.ts';
import { addPerson } from '../../src/store/people.ts';
import { addCaseOf, addComplimentOf } from './hidden-office.ts';
import { type Office, textOf, withOffice } from './record-office.ts';
import { addSomebody } from './signed-in.ts';

const statutory: CaseEvent = { type: 'HandlingDecided', on: day('2026-11-09'), handledAs: 'statutory' };

function section(body: string, id: string): string {
  return textOf(new RegExp(`<section aria-labelledby="${id}"[^]*?</section>`, 'u').exec(body)?.[0] ?? '');
}

/** A stage 1 received on Monday 9 November 2026 by somebody of the name of Mary Johnson. */
async function addStage1(office: Office, ref: string, more: readonly CaseEvent[] = []): Promise<number> {
  const complainant = await office.store.db.transaction().execute((transaction) => addPerson(transaction, office.authorityId, { name: 'Mary Johnson', telephone: '01632 960 001' }));
  return addCaseOf(office.store, ref, [{ type: 'RepresentationReceived', on: day('2026-11-09'), ref, complainant, complainantType: 'parent', service: 'Fostering', theme: 'Delay', summary: 'Nobody rang back', courtProceedings: 'yes' }, statutory, ...more]);
}

test('a clock opens into its days: ten working days from Monday 9 November 2026 end on Monday 23 November, and no day between goes untold', async () => {
  await withOffice(async (office) => {
    await addStage1(office, 'C-1');
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const clocks = section((await manager.get('/cases/C-1')).body, 'clocks');
    assert.match(clocks, /Stage 1 response Due 23 November 2026 1 working day left/);
    assert.match(clocks, /Rule T05: 10 working days.*SI 2006\/1738 regulation 14 \(read in a reliable second source\)/);
    for (const line of [
      'Monday 9 November 2026 The clock starts', 'Tuesday 10 to Friday 13 November 2026 Working days 1 to 4', 'Saturday 14 to Sunday 15 November 2026 Not counted: weekend', 'Monday 16 to Friday 20 November 2026 Working days 5 to 9',
      'Saturday 21 to Sunday 22 November 2026 Not counted: weekend', 'Monday 23 November 2026 Working day 10 of 10: due by the end of this day',
    ]) assert.ok(clocks.includes(line), line);
  });
});

test('what if: extended lawfully, 20 working days end on Monday 7 December 2026; an advocate sought on Friday 20 November and found 3 working days later moves the day to Thursday 26 November', async () => {
  await withOffice(async (office) => {
    await addStage1(office, 'C-1');
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const clocks = section((await manager.get('/cases/C-1?days=3')).body, 'clocks');
    assert.match(clocks, /If it is lawfully extended \(because of complexity or an advocate being asked for\), it may be due 7 December 2026 at the latest: 20 working days from the same start \(T06\)/);
    assert.match(clocks, /If an advocate is sought today and appointed 3 working days later, on 25 November 2026, it is due 26 November 2026 instead of 23 November 2026 \(T07\)/);
    for (const nonsense of ['0', '61', '-1', 'five', '']) assert.match(section((await manager.get(`/cases/C-1?days=${nonsense}`)).body, 'clocks'), /appointed 5 working days later/, nonsense);
  });
});

test('the page says who, what and where it stands, with flags, findings by stage, people and their access, payments, actions, the Ombudsman and notes', async () => {
  await withOffice(async (office) => {
    const { accountId } = await addSomebody(office.store.db, office.authorityId, 'Ivor Investigator', ['investigating_officer']);
    await addStage1(office, 'C-2', [
      { type: 'ElementAdded', on: day('2026-11-09'), element: 1, theme: 'Delay', complaint: 'Calls were not returned' },
      { type: 'Stage1Responded', on: day('2026-11-10'), outcome: 'not_upheld', findings: [{ element: 1, finding: 'not_upheld', remedies: ['apology'] }] },
      { type: 'Stage2Requested', on: day('2026-11-11') }, { type: 'Stage2Accepted', on: day('2026-11-11') },
      { type: 'InvestigatingOfficerAppointed', on: day('2026-11-12'), officer: viewerKey(accountId) }, { type: 'IndependentPersonAppointed', on: day('2026-11-12'), person: 'IP-7' },
      { type: 'ElementAdjudicated', on: day('2026-11-16'), element: 1, finding: 'partially_upheld' }, { type: 'Stage2Adjudicated', on: day('2026-11-16'), outcome: 'partially_upheld' }, { type: 'Stage2Closed', on: day('2026-11-17') },
      { type: 'PaymentMade', on: day('2026-11-17'), stage: 'stage2', role: 'investigating_officer', amountPence: 123_450 }, { type: 'PaymentMade', on: day('2026-11-17'), stage: 'stage2', role: 'complainant', amountPence: 20_000 },
      { type: 'LearningActionPromised', on: day('2026-11-17'), learningAction: 1, action: 'Ring back within a day', owner: viewerKey(accountId), dueOn: day('2026-11-18') },
      { type: 'OmbudsmanEnquiryReceived', on: day('2026-11-18'), ombudsmanRef: '26 002 003', kind: 'full', replyDueOn: day('2026-12-16') },
      { type: 'NoteAdded', on: day('2026-11-19'), note: 'Mary prefers the morning' },
    ]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const { body } = await manager.get('/cases/C-2');
    const page = textOf(body);
    assert.match(page, /Mary Johnson C-2 With the Ombudsman Court proceedings/);
    assert.match(section(body, 'about'), /Nobody rang back.*Complainant Mary Johnson Telephone 01632 960 001/);
    assert.match(section(body, 'points'), /Point Complaint Stage 1 Stage 2 Put right by Point 1 Calls were not returned Delay.*Not upheld.*Partially upheld.*Apology/);
    assert.match(section(body, 'people'), /Ivor Investigator Investigating officer Saw this case until 17 November 2026/);
    assert.match(section(body, 'people'), /IP-7 Independent person Has no account in Candour/);
    assert.match(section(body, 'payments'), /Cost so far: £1,234\.50 \. Paid to the complainant: £200\.00/);
    assert.match(section(body, 'learning'), /Ring back within a day Ivor Investigator 18 November 2026 Overdue by 2 working days/);
    assert.match(section(body, 'ombudsman'), /26 002 003 Received 18 November 2026.*Reply due 16 December 2026/);
    assert.match(section(body, 'notes'), /19 November 2026 Mary prefers the morning/);
    assert.match(section(body, 'timeline'), /^What happened Note[^0-9]* 19 November 2026.* Complaint received 9 November 2026/, 'newest first');
  });
});

test('what was recorded later than it happened says so, with who recorded it and when', async () => {
  await withOffice(async (office) => {
    const { accountId } = await addSomebody(office.store.db, office.authorityId, 'Olga Officer', ['complaints_officer']);
    await addCaseOf(office.store, 'C-3', [{ type: 'RepresentationReceived', on: day('2026-11-09'), ref: 'C-3' }], viewerKey(accountId), new Date('2026-11-12T15:07:00Z'));
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    assert.match(section((await manager.get('/cases/C-3')).body, 'timeline'), /Complaint received 9 November 2026 .*Recorded by Olga Officer later than it happened, on 12 November 2026 at 3:07pm/);
  });
});

test('the timeline goes by the day on which things happened, not by that on which somebody wrote them down', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'C-9', [
      { type: 'RepresentationReceived', on: day('2026-11-09'), ref: 'C-9' }, { type: 'NoteAdded', on: day('2026-11-18'), note: 'The later call' }, { type: 'NoteAdded', on: day('2026-11-12'), note: 'The earlier call' },
    ]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    assert.match(section((await manager.get('/cases/C-9')).body, 'timeline'), /The later call.*The earlier call.*Complaint received/);
  });
});

test('a departure from the procedure is a warning with its source', async () => {
  await withOffice(async (office) => {
    await addStage1(office, 'C-4', [{ type: 'Stage1Extended', on: day('2026-11-16'), extendedTo: day('2026-12-01'), ground: 'staff absence' }]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    assert.match(section((await manager.get('/cases/C-4')).body, 'departures'), /Warning Stage 1 was put off to 1 December 2026 for “staff absence”, which is not a ground for extending.*T06, .*SI 2006\/1738 regulation 14/);
  });
});

test('a case of hundreds of happenings folds all but the latest away, and text of users is text', async () => {
  await withOffice(async (office) => {
    await addStage1(office, 'C-5', Array.from({ length: 200 }, (_, index): CaseEvent => ({ type: 'NoteAdded', on: day('2026-11-10'), note: `Call ${index}: <script>alert(1)</script> {{ 7 * 7 }}` })));
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const { body } = await manager.get('/cases/C-5');
    assert.match(textOf(body), /What happened before \(177 more\)/);
    assert.doesNotMatch(body, /<script>alert/);
    assert.match(body, /&lt;script&gt;alert\(1\)&lt;\/script&gt; \{\{ 7 \* 7 \}\}/);
  });
});

test('every view of a case is on record, and who has looked is shown to those who may see it', async () => {
  await withOffice(async (office) => {
    const caseId = await addStage1(office, 'C-6');
    const officer = await office.signedIn('Olga Officer', 'complaints_officer');
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    await officer.get('/cases/C-6');
    assert.doesNotMatch((await officer.get('/cases/C-6')).body, /Who has looked/);
    const looked = section((await manager.get('/cases/C-6')).body, 'looked');
    assert.match(looked, /Olga Officer, 2 times, last on 20 November 2026 at 10:00am/);
    assert.match(looked, /Mona Manager, once/);
    const views = await office.store.db.selectFrom('audit').select('account_id').where('what', '=', 'viewed').where('case_id', '=', caseId).execute();
    assert.equal(views.length, 3);
  });
});

test('a compliment has its page, and a view of it is on record', async () => {
  await withOffice(async (office) => {
    await addComplimentOf(office.store, 'COMP-1', 'She answered like a bassoon');
    const officer = await office.signedIn('Olga Officer', 'complaints_officer');
    assert.match(textOf((await officer.get('/compliments/COMP-1')).body), /Compliment COMP-1 Quoting not asked Not passed on yet .*She answered like a bassoon/);
    const views = await office.store.db.selectFrom('audit').select('case_id').where('what', '=', 'viewed').execute();
    assert.equal(views.length, 1);
    assert.equal((await officer.get('/compliments/NONE')).statusCode, 404);
  });
});

test('a restricted case says so to those who see it', async () => {
  await withOffice(async (office) => {
    await addStage1(office, 'C-7', [{ type: 'CaseRestricted', on: day('2026-11-10'), reason: 'Senior manager named' }]);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    assert.match(textOf((await manager.get('/cases/C-7')).body), /Restricted.*This case is restricted: complaints managers and those who take part in it see it, and nobody else/);
    assert.match(textOf((await manager.get('/cases?q=C-7')).body), /C-7 Restricted/);
  });
});

test('asking for a hidden case needs a reason, keeps what was typed, and brings a case that one sees already straight away', async () => {
  await withOffice(async (office) => {
    await addStage1(office, 'C-8', [{ type: 'CaseRestricted', on: day('2026-11-10'), reason: 'Senior manager named' }]);
    const officer = await office.signedIn('Olga Officer', 'complaints_officer');
    const link = await officer.get('/break-glass?ref=C-8');
    assert.equal(link.headers.location, '/cases/C-8/break-glass');
    assert.equal((await officer.get('/break-glass?ref=')).statusCode, 400);
    for (const [reason, message] of [['', /Enter why you need to see this case/], ['why', /Say in a few words/], ['x'.repeat(2001), /2,000 characters or fewer/]] as const) {
      const reply = await officer.send('/cases/C-8/break-glass', { reason });
      assert.equal(reply.statusCode, 400);
      assert.match(textOf(reply.body), message);
    }
    assert.match((await officer.send('/cases/C-8/break-glass', { reason: 'why' })).body, />why<\/textarea>/);
    assert.equal((await officer.send('/cases/C-8/break-glass', { reason: 'A child may be at risk' })).statusCode, 200);
    assert.equal((await officer.get('/cases/C-8/break-glass')).headers.location, '/cases/C-8');
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    assert.match(textOf((await manager.get('/cases/C-8/audit')).body), /Olga Officer, from 20 November 2026 at 10:00am until 20 November 2026 at 6:00pm, because: A child may be at risk/);
  });
});
