import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acts } from '../../src/domain/acts/index.ts';
import { day } from '../../src/domain/day.ts';
import { auditTrail } from '../../src/store/audit.ts';
import { formKeys } from '../../src/web/features/acts/all-forms.ts';
import { penceFrom } from '../../src/web/features/acts/read-form.ts';
import { boxes, fillIn, formAt, hiddenOf, points, received, record, REF, statutory, withActs, wordsOf } from './acts-setting.ts';

test('every act but receipt and the guided handling has a form, and every form opens on a case in which anything may have happened', async () => {
  assert.deepEqual(Object.keys(acts).filter((key) => !formKeys.some((each) => each === key)), ['receive', 'receiveCompliment', 'decideHandling']);
  await withActs(async ({ somebody, happens }) => {
    await happens(received);
    const manager = await somebody('Ada Brook', 'complaints_manager');
    const openAll = async () => {
      for (const key of formKeys) {
        const page = await manager.visitor.get(formAt(key));
        assert.equal(page.statusCode, 200, `${key}: ${wordsOf(page.body).slice(0, 300)}`);
        assert.match(page.body, new RegExp(`<h1[^>]*>${acts[key].name}</h1>`, 'u'));
        const sent = await manager.visitor.send(formAt(key), hiddenOf(page.body));
        if (key !== 'correctFact') assert.ok([200, 400].includes(sent.statusCode), `${key} blank: ${sent.statusCode} ${String(sent.headers.location)}`);
      }
    };
    await openAll();
    await happens(...points, statutory, { type: 'Stage1Responded', on: day('2024-02-06'), outcome: 'upheld', findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'upheld' }] },
      { type: 'Stage2Requested', on: day('2024-02-06') }, { type: 'Stage2Accepted', on: day('2024-02-06') }, { type: 'OmbudsmanEnquiryReceived', on: day('2024-02-06'), ombudsmanRef: '24 000 001' },
      { type: 'LearningActionPromised', on: day('2024-02-06'), learningAction: 1, action: 'Ring back the same day' });
    await openAll();
  });
});

test('an amount is pounds, with pence or without', () => {
  assert.deepEqual(['150', '£1,250.50', '75.5', '0.05', '1,2', '12.345', 'ten', '-5'].map(penceFrom), [15_000, 125_050, 7_550, 5, undefined, undefined, undefined, undefined]);
});

test('what is refused stands beside its field, with what was typed, and people by name', async () => {
  await withActs(async ({ somebody, happens, events, on }) => {
    await happens(received, ...points, statutory);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    const respondent = await somebody('Rhys Cole', 'responding_manager', 'investigating_officer');
    await on('2024-02-07');
    const before = (await events()).length;
    const late = await fillIn(officer, 'allocate', { ...boxes('on', '2024-02-08'), respondingManager: respondent.key, subjectOfComplaint: 'yes' });
    assert.equal(late.statusCode, 400);
    assert.match(late.body, /<a href="#on">Date given to the manager must be today or in the past<\/a>/u);
    assert.match(wordsOf(late.body), /Rhys Cole is the subject of the complaint and cannot answer it/u);
    assert.doesNotMatch(wordsOf(late.body), /U\d/u);
    assert.match(late.body, /name="on-day"[^>]*value="8"/u);
    assert.match(late.body, new RegExp(`value="${respondent.key}" checked`, 'u'));

    const typed = await fillIn(officer, 'allocate', { 'on-day': '31', 'on-month': '2', 'on-year': '2024', subjectOfComplaint: 'no' });
    assert.match(wordsOf(typed.body), /Date given to the manager must be a real date/u);
    assert.match(wordsOf(typed.body), /Select the manager who is to answer/u);

    const forged = await fillIn(officer, 'allocate', { ...boxes('on', '2024-02-07'), respondingManager: 'U9999', subjectOfComplaint: 'no' });
    assert.equal(forged.statusCode, 400, 'nobody but those the form offers');
    assert.equal((await events()).length, before);
  });
});

test('a response has a finding for each point; what is upheld and not put right is warned of once', async () => {
  await withActs(async ({ somebody, happens, events, on }) => {
    await happens(received, ...points, statutory);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    await on('2024-02-19');
    const missing = await fillIn(officer, 'respondAtStage1', { ...boxes('on', '2024-02-19'), 'findings-1': 'upheld', 'reasons-1': 'The log shows it' });
    assert.equal(missing.statusCode, 400);
    assert.match(missing.body, /<a href="#findings-2">Select the finding for point 2 \(Staff\)<\/a>/u);
    assert.match(missing.body, /The log shows it<\/textarea>/u);
    assert.doesNotMatch(missing.body, /Select the outcome/u, 'the findings give it');

    const answer = { ...boxes('on', '2024-02-19'), 'findings-1': 'upheld', 'reasons-1': 'The log shows it', 'findings-2': 'not_upheld' };
    const warned = await fillIn(officer, 'respondAtStage1', answer);
    assert.equal(warned.statusCode, 200);
    assert.match(wordsOf(warned.body), /Point 1 is upheld, and nothing is chosen to put it right/u);
    const sent = await officer.visitor.send(formAt('respondAtStage1'), { ...hiddenOf(warned.body), ...answer, regardless: 'yes' });
    assert.equal(sent.headers.location, `/cases/${REF}?done=respondAtStage1`);
    assert.deepEqual((await events()).at(-1)?.event, {
      type: 'Stage1Responded', on: '2024-02-19', outcome: 'partially_upheld', findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'not_upheld' }], reasons: { 1: 'The log shows it' },
      judged: { startedOn: '2024-02-05', dueOn: '2024-02-19', workingDays: 10 },
    });
    const [last] = await events().then((all) => all.slice(-1));
    assert.equal(last?.recordedBy, officer.key);
  });
});

test('a double click records once', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    await happens(received, ...points, statutory);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    const page = await officer.visitor.get(formAt('note'));
    const fields = { ...hiddenOf(page.body), ...boxes('on', '2024-02-06'), note: 'Rang; no answer' };
    const replies = await Promise.all([officer.visitor.send(formAt('note'), fields), officer.visitor.send(formAt('note'), fields)]);
    replies.push(await officer.visitor.send(formAt('note'), fields));
    assert.deepEqual(replies.map((reply) => reply.headers.location), Array.from({ length: 3 }, () => `/cases/${REF}?done=note`));
    assert.equal((await events()).filter((one) => one.event.type === 'NoteAdded').length, 1);
  });
});

test('the second of two editors is shown what changed, keeps what was typed, and records it then', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    await happens(received, ...points, statutory);
    const [ada, bee] = [await somebody('Ada Brook', 'complaints_officer'), await somebody('Bee Dunne', 'complaints_manager')];
    const opened = await ada.visitor.get(formAt('note'));
    await record(bee, 'seekAdvocate', boxes('on', '2024-02-06'));
    const overtaken = await ada.visitor.send(formAt('note'), { ...hiddenOf(opened.body), ...boxes('on', '2024-02-06'), note: 'Wants to be rung in the evening' });
    assert.equal(overtaken.statusCode, 409);
    assert.match(wordsOf(overtaken.body), /The case has changed since you opened this form .* Advocate asked for – Bee Dunne, 6 February 2024 at 12:00pm/u);
    assert.match(overtaken.body, /Wants to be rung in the evening<\/textarea>/u);
    assert.equal((await events()).some((one) => one.event.type === 'NoteAdded'), false);
    const again = await ada.visitor.send(formAt('note'), { ...hiddenOf(overtaken.body), ...boxes('on', '2024-02-06'), note: 'Wants to be rung in the evening' });
    assert.equal(again.statusCode, 303);
    assert.equal((await events()).at(-1)?.event.type, 'NoteAdded');
  });
});

test('a draft is kept on the server, by its button or by the script, comes back, and goes when the act is recorded', async () => {
  await withActs(async ({ somebody, happens }) => {
    await happens(received, ...points, statutory);
    const [ada, bee] = [await somebody('Ada Brook', 'complaints_officer'), await somebody('Bee Dunne', 'complaints_manager')];
    const hidden = hiddenOf((await ada.visitor.get(formAt('note'))).body);
    assert.equal((await ada.visitor.send(formAt('note'), { ...hidden, intent: 'draft', ...boxes('on', '2024-02-06'), note: 'Half a' })).headers.location, formAt('note'));
    assert.equal((await ada.visitor.send(formAt('note'), { ...hidden, intent: 'draft', ...boxes('on', '2024-02-06'), note: 'Half a thought' }, { 'x-candour-draft': 'kept' })).statusCode, 204);
    const back = await ada.visitor.get(formAt('note'));
    assert.match(back.body, /Half a thought<\/textarea>/u);
    assert.match(wordsOf(back.body), /your draft, saved on 6 February 2024 at 12:00pm\. Unless you save or send it, it is removed after 6 May 2024/u);
    assert.doesNotMatch((await bee.visitor.get(formAt('note'))).body, /Half a thought/u);
    await record(ada, 'note', { ...boxes('on', '2024-02-06'), note: 'A whole thought' });
    assert.doesNotMatch((await ada.visitor.get(formAt('note'))).body, /Half a thought/u);
  });
});

test('a role that may not is turned away, a hidden case answers like none, and both are kept on the trail', async () => {
  await withActs(async ({ store, authorityId, somebody, happens, events }) => {
    const respondent = await somebody('Rhys Cole', 'responding_manager');
    const worker = await somebody('Wen Abara', 'responding_manager');
    const advocate = await somebody('Ife Okoro', 'advocate');
    const auditor = await somebody('Una Vale', 'auditor');
    await happens(received, ...points, statutory, { type: 'Stage1Allocated', on: day('2024-02-06'), respondingManager: respondent.key }, { type: 'AdvocateAppointed', on: day('2024-02-06'), advocate: advocate.key },
      { type: 'ConsentGiven', on: day('2024-02-06'), consent: 1, to: 'advocate', person: advocate.key, by: 'child', how: 'orally', covers: ['case'] });
    const known = (await events()).length;
    const statuses = async (person: typeof respondent, ...keys: readonly string[]) => Promise.all(keys.map(async (key) => (await person.visitor.get(formAt(key))).statusCode));
    assert.deepEqual(await statuses(respondent, 'respondAtStage1', 'extendStage1', 'note', 'close', 'refuseStage2'), [200, 200, 200, 403, 403]);
    assert.deepEqual(await statuses(advocate, 'note', 'respondAtStage1'), [200, 403]);
    assert.deepEqual(await statuses(auditor, 'note', 'close'), [403, 403]);
    const hidden = await worker.visitor.get(formAt('note'));
    const none = await worker.visitor.get('/cases/NONE/acts/note');
    assert.deepEqual([hidden.statusCode, hidden.body], [404, none.body]);
    assert.equal((await auditor.visitor.send(formAt('note'), { version: String(known), form: '6f6f0d3e-1111-4222-8333-444455556666', ...boxes('on', '2024-02-06'), note: 'No' })).statusCode, 403);
    assert.equal((await events()).length, known);
    const refused = (await auditTrail(store.db, authorityId)).filter((row) => row.what === 'refused');
    assert.equal(refused.filter((row) => row.detail['why'] === 'role').length, 6);
    assert.ok(refused.some((row) => row.accountId === Number(worker.key.slice(1)) && row.detail['act'] === 'note'));
  });
});

test('a responding manager asks to extend: the request is a note, and the day stays', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    const respondent = await somebody('Rhys Cole', 'responding_manager');
    await happens(received, ...points, statutory, { type: 'Stage1Allocated', on: day('2024-02-06'), respondingManager: respondent.key });
    const tooFar = await fillIn(respondent, 'extendStage1', { ...boxes('on', '2024-02-06'), ...boxes('extendedTo', '2024-03-05'), ground: 'complexity' });
    assert.match(wordsOf(tooFar.body), /New date must be the same as or before 4 March 2024/u);
    assert.match(wordsOf(tooFar.body), /At the latest 4 March 2024 Stage 1 response 19 February 2024 \(9 working days left\)/u);
    const asked = await fillIn(respondent, 'extendStage1', { ...boxes('on', '2024-02-06'), ...boxes('extendedTo', '2024-03-04'), ground: 'complexity' });
    assert.equal(asked.headers.location, `/cases/${REF}?done=asked`);
    assert.deepEqual((await events()).at(-1)?.event, { type: 'NoteAdded', on: '2024-02-06', note: 'Asks to extend stage 1 to 4 March 2024. Ground: complexity' });
  });
});

test('a form that is not as the page made it is refused and logged', async () => {
  await withActs(async ({ store, authorityId, somebody, happens, events }) => {
    await happens(received);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    const hidden = hiddenOf((await officer.visitor.get(formAt('note'))).body);
    const note = { ...boxes('on', '2024-02-06'), note: 'Rang' };
    const statuses = [];
    for (const forged of [{ ...hidden, form: 'x' }, { ...hidden, version: '99' }, { ...hidden, version: '-1' }, { form: hidden.form }, { ...hidden, ['y'.repeat(90)]: 'z' }]) {
      statuses.push((await officer.visitor.send(formAt('note'), { ...forged, ...note })).statusCode);
    }
    assert.deepEqual(statuses, [400, 400, 400, 400, 400]);
    assert.equal((await officer.visitor.send(formAt('note'), { ...hidden, ...note, formToken: 'another' })).statusCode, 403);
    assert.equal((await events()).length, 1);
    assert.equal((await auditTrail(store.db, authorityId)).filter((row) => row.what === 'refused' && row.detail['why'] === 'form not of ours').length, 5);
  });
});

test('a fact is chosen, then put right from what is on record', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    await happens(received, ...points);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    assert.match((await officer.visitor.get(formAt('correctFact'))).body, /<option value="elementTheme.2">Point 2: Staff – theme<\/option>/u);
    const at = `${formAt('correctFact')}?choose=elementTheme.2`;
    const page = await officer.visitor.get(at);
    assert.match(wordsOf(page.body), /Theme of point 2, on record Staff/u);
    const sent = await officer.visitor.send(at, { ...hiddenOf(page.body), ...boxes('on', '2024-02-06'), to: 'Delay', reason: 'Read again' });
    assert.equal(sent.statusCode, 303, wordsOf(sent.body));
    assert.deepEqual((await events()).at(-1)?.event, { type: 'FactCorrected', on: '2024-02-06', fact: 'elementTheme', element: 2, from: 'Staff', to: 'Delay', reason: 'Read again' });
  });
});
