import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import { boxes, type Fields, hiddenOf, type Person, points, received, record, REF, withActs, wordsOf } from './acts-setting.ts';

const QUESTIONS = `/cases/${REF}/handling`;
const PROPOSAL = `${QUESTIONS}/proposal`;
const CONFIRMATION = `${QUESTIONS}/confirmation`;

const noProceedings: Fields = { 'proceedings-1': 'none', 'proceedings-2': 'none' };

async function answer(person: Person, fields: Fields) {
  const page = await person.visitor.get(QUESTIONS);
  assert.equal(page.statusCode, 200);
  return person.visitor.send(QUESTIONS, { ...hiddenOf(page.body), ...fields });
}

/** Answers the questions and gives the page that says what the law makes of them. */
async function proposal(person: Person, fields: Fields): Promise<string> {
  const reply = await answer(person, fields);
  assert.equal(reply.headers.location, PROPOSAL, wordsOf(reply.body).slice(0, 500));
  const page = await person.visitor.get(PROPOSAL);
  assert.equal(page.statusCode, 200);
  return page.body;
}

test('a parent’s complaint about support is statutory, and is recorded as that by whoever decides', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    await happens(received, ...points);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    const page = await proposal(officer, { capacity: 'P2', onBehalf: 'self', awaiting: 'consent', 'matter-1': 'support_for_child_in_need', 'matter-2': 'staff_conduct', ...noProceedings });
    assert.match(wordsOf(page), /The person complains in their own right: the child’s consent is not needed, and waiting for it does not stop the clock/u);
    assert.match(wordsOf(page), /Proposed Under the statutory procedure Because Services and support for a child in need/u);
    assert.match(page, /name="handled-1" type="radio" value="statutory" checked/u);
    const sent = await officer.visitor.send(PROPOSAL, { ...hiddenOf(page), ...boxes('on', '2024-02-06'), 'handled-1': 'statutory', 'handled-2': 'statutory', regardless: 'yes' });
    assert.equal(sent.headers.location, `/cases/${REF}?done=decideHandling`, wordsOf(sent.body));
    assert.deepEqual((await events()).at(-1)?.event, { type: 'HandlingDecided', on: '2024-02-06', handledAs: 'statutory', decidedBy: officer.key });
  });
});

test('what is excluded from the statutory procedure counts once a second complaints manager has confirmed it', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    await happens(received, ...points);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    const manager = await somebody('Bee Dunne', 'complaints_manager');
    const page = await proposal(officer, { capacity: 'P2', onBehalf: 'self', 'matter-1': 'support_for_child_in_need', 'matter-2': 'early_help', ...noProceedings });
    assert.match(wordsOf(page), /A complaints manager other than you confirms it before it counts/u);
    const unreasoned = await officer.visitor.send(PROPOSAL, { ...hiddenOf(page), ...boxes('on', '2024-02-06'), 'handled-1': 'statutory', 'handled-2': 'corporate' });
    assert.equal(unreasoned.statusCode, 400);
    assert.match(unreasoned.body, /<a href="#reason-2">Enter the reasons for not using the statutory procedure<\/a>/u);
    const decided = await officer.visitor.send(PROPOSAL, { ...hiddenOf(unreasoned.body), ...boxes('on', '2024-02-06'), 'handled-1': 'statutory', 'handled-2': 'corporate', 'reason-2': 'Early help alone' });
    assert.equal(decided.headers.location, `/cases/${REF}?done=awaitingConfirmation`, wordsOf(decided.body));
    assert.deepEqual((await events()).at(-1)?.event, { type: 'HandlingDecided', on: '2024-02-06', handledAs: 'statutory', elements: [1], decidedBy: officer.key });

    assert.match(wordsOf((await officer.visitor.get(CONFIRMATION)).body), /You decided this yourself/u);
    assert.equal((await officer.visitor.send(CONFIRMATION, { ...hiddenOf((await manager.visitor.get(CONFIRMATION)).body), confirmed: 'yes' })).statusCode, 403, 'an officer confirms nothing');
    assert.match(wordsOf((await manager.visitor.get('/confirmations')).body), new RegExp(`${REF} Under the corporate procedure Ada Brook`, 'u'));
    const confirmation = await manager.visitor.get(CONFIRMATION);
    assert.match(wordsOf(confirmation.body), /Point 2: Staff .* Under the corporate procedure Reasons Early help alone/u);
    const sent = await manager.visitor.send(CONFIRMATION, { ...hiddenOf(confirmation.body), confirmed: 'yes' });
    assert.equal(sent.headers.location, `/cases/${REF}?done=decideHandling`, wordsOf(sent.body));
    assert.deepEqual((await events()).at(-1)?.event, { type: 'HandlingDecided', on: '2024-02-06', handledAs: 'corporate', elements: [2], reason: 'Early help alone', decidedBy: officer.key, confirmedBy: manager.key });
    assert.match(wordsOf((await manager.visitor.get('/confirmations')).body), /Nothing waits for a second person/u);
  });
});

test('nobody confirms a decision that was taken anew while they were reading the one before', async () => {
  await withActs(async ({ somebody, happens, events, on }) => {
    await happens(received, ...points);
    const [ada, bee] = [await somebody('Ada Brook', 'complaints_manager'), await somebody('Bee Dunne', 'complaints_manager')];
    const decide = async (reason: string) => {
      const page = await proposal(ada, { capacity: 'P2', onBehalf: 'self', 'matter-1': 'policy', 'matter-2': 'policy', ...noProceedings });
      assert.equal((await ada.visitor.send(PROPOSAL, { ...hiddenOf(page), ...boxes('on', '2024-02-06'), 'handled-1': 'corporate', 'handled-2': 'corporate', 'reason-1': reason, 'reason-2': reason, regardless: 'yes' })).statusCode, 303);
    };
    await decide('A policy as such');
    const read = hiddenOf((await bee.visitor.get(CONFIRMATION)).body);
    await on('2024-02-07');
    await decide('Something else altogether');
    const before = (await events()).length;
    const overtaken = await bee.visitor.send(CONFIRMATION, { ...read, confirmed: 'yes' });
    assert.equal(overtaken.statusCode, 400);
    assert.match(wordsOf(overtaken.body), /The decision was changed since you opened this page.*Something else altogether/u);
    assert.equal((await events()).length, before);
    assert.equal((await bee.visitor.send(CONFIRMATION, { ...hiddenOf(overtaken.body), confirmed: 'yes' })).headers.location, `/cases/${REF}?done=decideHandling`);
  });
});

test('a complaints manager does not confirm what they decided themselves; what is not confirmed leaves its reasons in the case', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    await happens(received, ...points);
    const [ada, bee] = [await somebody('Ada Brook', 'complaints_manager'), await somebody('Bee Dunne', 'complaints_manager')];
    const page = await proposal(ada, { capacity: 'P2', onBehalf: 'self', 'matter-1': 'policy', 'matter-2': 'policy', ...noProceedings });
    const reasons = { 'reason-1': 'A policy as such', 'reason-2': 'A policy as such' };
    assert.equal((await ada.visitor.send(PROPOSAL, { ...hiddenOf(page), ...boxes('on', '2024-02-06'), 'handled-1': 'corporate', 'handled-2': 'corporate', ...reasons })).statusCode, 303);
    const hidden = hiddenOf((await bee.visitor.get(CONFIRMATION)).body);
    const own = await ada.visitor.send(CONFIRMATION, { ...hidden, confirmed: 'yes' });
    assert.equal(own.statusCode, 400);
    assert.match(wordsOf(own.body), /Somebody other than the person who decided must confirm/u);
    assert.equal((await events()).some((one) => one.event.type === 'HandlingDecided'), false);
    assert.match(wordsOf((await bee.visitor.send(CONFIRMATION, { ...hidden, confirmed: 'no' })).body), /Enter why you do not confirm it/u);
    const refused = await bee.visitor.send(CONFIRMATION, { ...hidden, confirmed: 'no', reason: 'It is about one child’s plan' });
    assert.equal(refused.headers.location, `/cases/${REF}?done=note`);
    assert.deepEqual((await events()).at(-1)?.event, { type: 'NoteAdded', on: '2024-02-06', note: 'Not confirmed that the statutory procedure does not apply: It is about one child’s plan' });
    assert.equal((await bee.visitor.get(CONFIRMATION)).headers.location, QUESTIONS);
  });
});

test('the faults that the Ombudsman finds most are warned of: the wrong procedure, and stages that a family would lose', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    await happens(received, ...points);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    const page = await proposal(officer, { capacity: 'P2', onBehalf: 'self', 'matter-1': 'support_for_child_in_need', 'matter-2': 'support_for_child_in_need', ...noProceedings });
    const warned = await officer.visitor.send(PROPOSAL, { ...hiddenOf(page), ...boxes('on', '2024-02-06'), 'handled-1': 'corporate', 'reason-1': 'Quicker', 'handled-2': 'informal', 'reason-2': 'Settled by telephone' });
    assert.equal(warned.statusCode, 200);
    assert.match(wordsOf(warned.body), /Point 1 is about a function of the statutory procedure/u);
    assert.match(wordsOf(warned.body), /An informal answer to point 2 leaves the complainant without stages 2 and 3/u);
    assert.equal((await events()).length, 3);
  });
});

test('lateness is decided first: the day of the grounds goes on record, and the proposal links to both tests', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    await happens(received, ...points);
    const manager = await somebody('Bee Dunne', 'complaints_manager');
    const answers = { capacity: 'P5', onBehalf: 'self', 'matter-1': 'staff_conduct', 'matter-2': 'staff_conduct', ...noProceedings, ...boxes('grounds-1', '2022-12-01') };
    const page = await proposal(manager, answers);
    assert.deepEqual((await events()).slice(3).map((one) => one.event), [
      { type: 'FactCorrected', on: '2024-02-06', fact: 'capacity', from: 'P2', to: 'P5', reason: 'Answered in deciding how it is handled' },
      { type: 'ElementAdded', on: '2024-02-06', element: 1, groundsAroseOn: '2022-12-01', complaint: 'Calls were not returned for a month', theme: 'Delay' },
    ]);
    assert.match(page, /href="\/cases\/A24-1\/acts\/decideSufficientInterest"/u);
    await record(manager, 'decideSufficientInterest', { ...boxes('on', '2024-02-06'), sufficient: 'yes', reasons: 'Grandparent who cares for the child' });
    assert.match((await manager.visitor.get(PROPOSAL)).body, /href="\/cases\/A24-1\/acts\/decideLateComplaint"/u);
    const forced = await manager.visitor.send(PROPOSAL, { ...hiddenOf((await manager.visitor.get(PROPOSAL)).body), ...boxes('on', '2024-02-06'), 'handled-1': 'statutory', 'handled-2': 'statutory' });
    assert.match(wordsOf(forced.body), /made more than a year after the grounds arose. Decide first whether to consider it/u);
    await record(manager, 'decideLateComplaint', { ...boxes('on', '2024-02-06'), notReasonableToExpectEarlier: 'yes', canBeConsideredEffectivelyAndFairly: 'yes', considered: 'yes', reasons: 'Was ill' });
    const sent = await manager.visitor.send(PROPOSAL, { ...hiddenOf((await manager.visitor.get(PROPOSAL)).body), ...boxes('on', '2024-02-06'), 'handled-1': 'statutory', 'handled-2': 'statutory' });
    assert.equal(sent.statusCode, 303, wordsOf(sent.body));
  });
});

test('a point that might prejudice proceedings is put off with them named; the other goes on', async () => {
  await withActs(async ({ somebody, happens, events }) => {
    await happens(received, ...points);
    const manager = await somebody('Bee Dunne', 'complaints_manager');
    const page = await proposal(manager, { capacity: 'P2', onBehalf: 'self', 'matter-1': 'contact', 'proceedings-1': 'might prejudice', 'matter-2': 'staff_conduct', 'proceedings-2': 'would not prejudice' });
    const decision = { ...boxes('on', '2024-02-06'), 'handled-1': 'deferred', 'handled-2': 'statutory' };
    const bare = await manager.visitor.send(PROPOSAL, { ...hiddenOf(page), ...decision });
    assert.match(bare.body, /<a href="#proceedings">Enter which proceedings the complaint is deferred for<\/a>/u);
    const sent = await manager.visitor.send(PROPOSAL, { ...hiddenOf(bare.body), ...decision, proceedings: 'Care proceedings', prejudice: 'The same evidence is heard', ...boxes('reviewOn', '2024-05-07') });
    assert.equal(sent.statusCode, 303, wordsOf(sent.body));
    assert.deepEqual((await events()).slice(3).map((one) => one.event), [
      { type: 'HandlingDecided', on: '2024-02-06', handledAs: 'statutory', elements: [2], decidedBy: manager.key },
      { type: 'HandlingDecided', on: '2024-02-06', handledAs: 'statutory', elements: [1], decidedBy: manager.key },
      { type: 'Deferred', on: '2024-02-06', proceedings: 'Care proceedings', prejudice: 'The same evidence is heard', elements: [1], reviewOn: '2024-05-07' },
    ]);
  });
});

test('answers are kept on the server and come back; a closed or answered case is not decided again', async () => {
  await withActs(async ({ somebody, happens }) => {
    await happens(received, ...points);
    const officer = await somebody('Ada Brook', 'complaints_officer');
    const hidden = hiddenOf((await officer.visitor.get(QUESTIONS)).body);
    assert.equal((await officer.visitor.send(QUESTIONS, { ...hidden, intent: 'draft', 'matter-2': 'contact' }, { 'x-candour-draft': 'kept' })).statusCode, 204);
    const back = (await officer.visitor.get(QUESTIONS)).body;
    assert.match(back, /<option value="contact" selected>/u);
    assert.match(back, /These are your answers, saved on [^<]*\. Unless you save them again or decide, they are removed after \d+ \w+ \d{4}\./u);
    assert.equal((await officer.visitor.get(PROPOSAL)).headers.location, QUESTIONS, 'nothing is proposed on half the answers');
    assert.equal((await officer.visitor.send(QUESTIONS, { ...hidden, intent: 'forget' })).statusCode, 303);
    assert.doesNotMatch((await officer.visitor.get(QUESTIONS)).body, /<option value="contact" selected>|These are your answers/u);
    await happens({ type: 'NotProgressed', on: day('2024-02-06'), outcome: 'withdrawn' }, { type: 'Closed', on: day('2024-02-06') });
    assert.equal((await officer.visitor.get(QUESTIONS)).statusCode, 409);
  });
});
