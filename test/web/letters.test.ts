import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import { auditTrail } from '../../src/store/audit.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { append, findCase } from '../../src/store/case-history.ts';
import { eraseIdentifyingText } from '../../src/store/erase.ts';
import { findLetter, possibleNames } from '../../src/store/letters.ts';
import { addPerson, type PersonDetails } from '../../src/store/people.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import type { Store } from '../../src/store/store.ts';
import { type ActsSetting, type Person, points, received, REF, statutory, withActs } from './acts-setting.ts';

const LETTERS = `/cases/${REF}/letters`;
const filled = { letterhead: 'Ashmere Council\nThe Shire Hall', team: 'the complaints team', contact: 'Call 01632 960 001.', ombudsman: 'Go to lgo.org.uk.', advocacy: 'Call 01632 960 002.' };

/** The fields of a letter's form as its page shows them, without the token of the session. */
function fieldsOf(html: string): Record<string, string> {
  const form = /<form action="[^"]*" method="post" novalidate class="candour-letter__text"[^]*?<\/form>/.exec(html)?.[0] ?? '';
  const decoded = (text: string) => text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const fields: Record<string, string> = {};
  for (const [, attributes = ''] of form.matchAll(/<input([^>]*)>/g)) fields[/name="([^"]+)"/.exec(attributes)?.[1] ?? ''] = decoded(/value="([^"]*)"/.exec(attributes)?.[1] ?? '');
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^]*?)<\/textarea>/g)) fields[name] = decoded(text);
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([^]*?)<\/select>/g)) fields[name] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  delete fields['formToken'];
  return fields;
}

async function begin(writer: Person, kind: string, wording = 'adult'): Promise<string> {
  const made = await writer.visitor.send(`${LETTERS}/new`, { kind, wording, form: randomUUID() });
  assert.equal(made.statusCode, 303, made.body);
  return String(made.headers.location);
}

/** Fills what is left to write and saves. */
async function finish(writer: Person, href: string): Promise<string> {
  const fields = fieldsOf((await writer.visitor.get(href)).body);
  for (const [name, text] of Object.entries(fields)) {
    fields[name] = text.replaceAll(/\[\[[^\]]*\]\]/g, 'We have looked at it');
    if (name.endsWith('-finding') && text === '') fields[name] = 'upheld';
  }
  const saved = await writer.visitor.send(href, { ...fields, do: 'save' });
  assert.equal(saved.statusCode, 303, saved.body);
  return (await writer.visitor.get(href)).body;
}

async function send(writer: Person, href: string) {
  const version = /name="version" value="(\d+)"/.exec((await writer.visitor.get(href)).body)?.[1] ?? '';
  return writer.visitor.send(`${href}/sent`, { version, 'sentOn-day': '7', 'sentOn-month': '2', 'sentOn-year': '2024', how: 'post' });
}

function person({ db }: Store, authorityId: number, details: PersonDetails): Promise<string> {
  return db.transaction().execute((transaction) => addPerson(transaction, authorityId, details));
}

/** A statutory complaint of two points with a manager to answer it, on 7 February 2024, and a council that has set its contacts. */
async function withLetters(run: (setting: ActsSetting & { readonly officer: Person; readonly manager: Person; readonly responder: Person }) => Promise<void>): Promise<void> {
  await withActs(async (setting) => {
    const { store, authorityId } = setting;
    const complainant = await person(store, authorityId, { name: 'Alex Farrow', address: '3 Mill Lane\nAshmere' });
    const responder = await setting.somebody('Ruth Amadi', 'responding_manager');
    await setting.happens({ ...received, complainant } as typeof received, ...points, statutory, { type: 'Stage1Allocated', on: day('2024-02-06'), respondingManager: responder.key });
    const officer = await setting.somebody('Olive Officer', 'complaints_officer');
    const manager = await setting.somebody('Max Manager', 'complaints_manager');
    await setting.on('2024-02-07');
    assert.equal((await manager.visitor.send('/administration/letters', filled)).statusCode, 303);
    await run({ ...setting, officer, manager, responder });
  });
}

test('an acknowledgement is drafted, finished, sent, and then kept as it was sent', async () => {
  await withLetters(async ({ officer, store, authorityId }) => {
    const href = await begin(officer, 'acknowledgement');
    assert.equal(href, `${LETTERS}/1`);
    const page = await officer.visitor.get(href);
    assert.match(page.body, /Nothing to mend/);
    assert.match(page.body, /Ruth Amadi will look into it and answer you in writing by 19 February 2024/);
    assert.match(page.body, /Dear Alex Farrow/);
    const sent = await send(officer, href);
    assert.equal(sent.statusCode, 303, sent.body);
    const kept = await officer.visitor.get(href);
    assert.match(kept.body, /The letter as it was sent/);
    assert.match(kept.body, /7 February 2024, by post/);
    assert.match(kept.body, new RegExp(`href="/cases/${REF}/acts/acknowledge"`));
    assert.equal((await officer.visitor.send(href, { version: '2', blocks: '0', do: 'save' })).statusCode, 409);
    assert.equal((await officer.visitor.send(`${href}/discard`, { version: '2' })).statusCode, 409);
    await assert.rejects(sql`update letter set text = '{}'`.execute(store.db), /kept as it was sent/);
    await assert.rejects(sql`update letter set sent_on = '2024-02-08'`.execute(store.db), /kept as it was sent/);
    await assert.rejects(sql`delete from letter`.execute(store.db), /kept as it was sent/);
    await assert.rejects(sql`truncate letter`.execute(store.db), /kept as it was sent/);
    const trail = await auditTrail(store.db, authorityId);
    assert.deepEqual(trail.filter((row) => row.what === 'recorded' && String(row.detail['act']).startsWith('letter')).map((row) => row.detail['act']), ['letter sent', 'letter begun']);
  });
});

test('a stage 1 response with something left to write is neither sent nor given out, and says what is left', async () => {
  await withLetters(async ({ officer }) => {
    const href = await begin(officer, 'stage1-response');
    const page = await officer.visitor.get(href);
    assert.match(page.body, /To mend \(\d+\)/);
    assert.match(page.body, /To write: the reasons for the finding on point 1/);
    assert.doesNotMatch(page.body, /Keep it as sent/);
    assert.equal((await send(officer, href)).statusCode, 409);
    assert.equal((await officer.visitor.get(`${href}/pdf`)).statusCode, 409);
    assert.match(await finish(officer, href), /Nothing to mend/);
    const pdf = await officer.visitor.get(`${href}/pdf`);
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    assert.equal(pdf.headers['content-disposition'], 'attachment; filename="letter-1.pdf"');
    const docx = await officer.visitor.get(`${href}/docx`);
    assert.equal(docx.headers['content-disposition'], 'attachment; filename="letter-1.docx"');
    assert.equal(docx.rawPayload.subarray(0, 2).toString('latin1'), 'PK');
  });
});

test('blocks are added and taken out without a script, and what is typed is kept', async () => {
  await withLetters(async ({ officer }) => {
    const href = await begin(officer, 'acknowledgement');
    const before = fieldsOf((await officer.visitor.get(href)).body);
    const added = await officer.visitor.send(href, { ...before, 'block-0-text': 'We begin <b>thus</b> & so.', do: 'after-0' });
    assert.equal(added.headers.location, `${href}?saved=yes#block-1`);
    const after = fieldsOf((await officer.visitor.get(href)).body);
    assert.equal(after['block-0-text'], 'We begin <b>thus</b> & so.');
    assert.equal(after['block-1-text'], '[[your text]]');
    assert.equal(Number(after['blocks']), Number(before['blocks']) + 1);
    await officer.visitor.send(href, { ...after, do: 'remove-1' });
    assert.equal(fieldsOf((await officer.visitor.get(href)).body)['blocks'], before['blocks']);
    const now = fieldsOf((await officer.visitor.get(href)).body);
    await officer.visitor.send(href, { ...now, 'add-kind': 'list', do: 'add' });
    assert.equal(fieldsOf((await officer.visitor.get(href)).body)[`block-${before['blocks']}-kind`], 'list');
  });
});

test('of two who write one letter at once, the second is shown what the first has and keeps what they typed', async () => {
  await withLetters(async ({ officer, manager }) => {
    const href = await begin(officer, 'acknowledgement');
    const fields = fieldsOf((await officer.visitor.get(href)).body);
    assert.equal((await manager.visitor.send(href, { ...fields, 'block-0-text': 'The manager wrote this.', do: 'save' })).statusCode, 303);
    const late = await officer.visitor.send(href, { ...fields, 'block-0-text': 'The officer wrote that.', do: 'save' });
    assert.equal(late.statusCode, 409);
    assert.match(late.body, /Somebody changed this letter while you were writing/);
    assert.match(late.body, /The manager wrote this\./);
    assert.equal(fieldsOf(late.body)['block-0-text'], 'The officer wrote that.');
    assert.equal((await officer.visitor.send(href, { ...fieldsOf(late.body), do: 'save' })).statusCode, 303);
  });
});

test('a double click begins one letter, and sends it once', async () => {
  await withLetters(async ({ officer }) => {
    const form = randomUUID();
    const clicks = await Promise.all([1, 2].map(() => officer.visitor.send(`${LETTERS}/new`, { kind: 'acknowledgement', wording: 'adult', form })));
    assert.deepEqual(clicks.map((click) => click.headers.location), [`${LETTERS}/1`, `${LETTERS}/1`]);
    await send(officer, `${LETTERS}/1`);
    assert.equal((await officer.visitor.send(`${LETTERS}/1/sent`, { version: '1', 'sentOn-day': '7', 'sentOn-month': '2', 'sentOn-year': '2024', how: 'email' })).statusCode, 303);
    assert.match((await officer.visitor.get(`${LETTERS}/1`)).body, /by post/);
  });
});

test('where the council wants a second person, a complaints manager who has not written in a letter approves it before it is sent', async () => {
  await withLetters(async ({ officer, manager, somebody }) => {
    await manager.visitor.send('/administration/letters', { ...filled, secondPerson: 'yes' });
    const other = await somebody('Mona Manager', 'complaints_manager');
    const href = await begin(manager, 'acknowledgement');
    assert.equal((await send(officer, href)).statusCode, 409);
    assert.equal((await officer.visitor.get(`${href}/pdf`)).statusCode, 409);
    assert.equal((await officer.visitor.send(`${href}/approve`, { version: '1' })).statusCode, 403);
    assert.equal((await manager.visitor.send(`${href}/approve`, { version: '1' })).statusCode, 409);
    assert.equal((await other.visitor.send(`${href}/approve`, { version: '1' })).statusCode, 303);
    // Whoever writes in it again has it approved again.
    await officer.visitor.send(href, { ...fieldsOf((await officer.visitor.get(href)).body), do: 'save' });
    assert.equal((await send(officer, href)).statusCode, 409);
    assert.equal((await other.visitor.send(`${href}/approve`, { version: '3' })).statusCode, 303);
    assert.equal((await send(officer, href)).statusCode, 303);
  });
});

test('a responding manager drafts the stage 1 response of their case, and nothing else, and sends nothing', async () => {
  await withLetters(async ({ store, somebody, officer, responder, authorityId }) => {
    const { visitor } = responder;
    const acknowledgement = await begin(officer, 'acknowledgement');
    assert.equal((await visitor.get(acknowledgement)).statusCode, 404);
    assert.equal((await visitor.get(`${LETTERS}/new?kind=acknowledgement`)).statusCode, 404);
    const href = await begin(responder, 'stage1-response');
    await finish(responder, href);
    const list = await visitor.get(LETTERS);
    assert.match(list.body, /Stage 1 response/);
    assert.doesNotMatch(list.body, /Acknowledgement/);
    assert.doesNotMatch((await visitor.get(href)).body, /Record that it was sent/);
    assert.equal((await send(responder, href)).statusCode, 403);
    const stranger = await somebody('Sam Stranger', 'responding_manager');
    const investigator = await somebody('Ivy Investigator', 'investigating_officer');
    for (const { visitor: hidden } of [stranger, investigator]) {
      for (const url of [LETTERS, `${LETTERS}/new?kind=stage1-response`, href, `${href}/pdf`, `${href}/docx`]) assert.equal((await hidden.get(url)).statusCode, 404, url);
      for (const url of [`${LETTERS}/new`, href, `${href}/discard`]) assert.equal((await hidden.send(url, { version: '1', blocks: '0' })).statusCode, 404, url);
      for (const url of [`${href}/approve`, `${href}/sent`, '/administration/letters', '/administration/letters/any']) assert.equal((await hidden.send(url, { version: '1' })).statusCode, 403, url);
      assert.equal((await hidden.get('/administration/letters')).statusCode, 403);
    }
    const caseId = (await findCase(store.db, authorityId, 'representation', REF))?.caseId ?? 0;
    assert.equal((await findLetter(store.db, authorityId, caseId, 2))?.state, 'draft');
  });
});

test('a letter of a restricted case is as if it did not exist to an officer, and stays with the complaints manager', async () => {
  await withLetters(async ({ officer, manager, happens }) => {
    const href = await begin(officer, 'acknowledgement');
    await happens({ type: 'CaseRestricted', on: day('2024-02-07'), reason: 'A worker is named' });
    const hidden = await officer.visitor.get(href);
    const none = await officer.visitor.get('/cases/A24-999/letters/1');
    assert.equal(hidden.statusCode, 404);
    assert.equal(hidden.body, none.body);
    assert.equal((await officer.visitor.get(`${href}/pdf`)).statusCode, 404);
    assert.equal((await manager.visitor.get(href)).statusCode, 200);
  });
});

test('a letter that names a child of another case is not sent, and a sibling of another case is known by the first name', async () => {
  await withLetters(async ({ officer, store, authorityId, events }) => {
    const complainant = (await events())[0]?.event;
    assert.ok(complainant?.type === 'RepresentationReceived' && complainant.complainant !== undefined);
    const sibling = await person(store, authorityId, { name: 'Robin Farrow' });
    const stranger = await person(store, authorityId, { name: 'Kit Barlow' });
    const context = projectionContextOf(await authorityNamed(store.db, 'Ashmere'));
    await append(store.db, authorityId, { kind: 'representation', ref: 'A24-2' }, 0, [{ ...received, ref: 'A24-2', complainant: complainant.complainant, children: [sibling] } as typeof received], { by: 'test', at: new Date('2024-02-06T12:00:00Z') }, context);
    await append(store.db, authorityId, { kind: 'representation', ref: 'A24-3' }, 0, [{ ...received, ref: 'A24-3', children: [stranger] } as typeof received], { by: 'test', at: new Date('2024-02-06T12:00:00Z') }, context);
    const href = await begin(officer, 'acknowledgement');
    const fields = fieldsOf((await officer.visitor.get(href)).body);
    await officer.visitor.send(href, { ...fields, 'block-0-text': 'We received it on 5 February 2024, with what Kit Barlow’s mother and Robin said.', do: 'save' });
    const page = (await officer.visitor.get(href)).body;
    assert.match(page, /It names Kit Barlow, a child who is not of this case/);
    assert.match(page, /It names Robin, a child who is not of this case/);
    assert.equal((await send(officer, href)).statusCode, 409);
  });
});

test('names are looked for among runs of capitalised words', () => {
  assert.deepEqual(possibleNames('Yesterday Kit Barlow’s mother rang. The rest is small.'), ['yesterday kit', 'yesterday kit barlow', 'kit barlow']);
});

test('erasing a case takes its drafts out and empties what was sent', async () => {
  await withLetters(async ({ officer, store, authorityId }) => {
    const sent = await begin(officer, 'acknowledgement');
    await send(officer, sent);
    const draft = await begin(officer, 'stage1-response');
    const authority = await authorityNamed(store.db, 'Ashmere');
    const caseId = (await findCase(store.db, authorityId, 'representation', REF))?.caseId ?? 0;
    await eraseIdentifyingText(store.db, authority, caseId);
    assert.match((await officer.visitor.get(sent)).body, /What it said was erased with the case/);
    assert.equal((await officer.visitor.get(`${sent}/pdf`)).statusCode, 404);
    assert.equal((await officer.visitor.get(draft)).statusCode, 404);
    assert.equal(JSON.stringify(await findLetter(store.db, authorityId, caseId, 1)).includes('Farrow'), false);
  });
});

test('the council’s own wording goes into new letters, and a name in braces that is nothing is refused beside its field', async () => {
  await withLetters(async ({ officer, manager }) => {
    const wrong = await manager.visitor.send('/administration/letters/acknowledgement', { 'acknowledgement-opening-adult': 'We had your letter on {recieved}.' });
    assert.equal(wrong.statusCode, 400);
    assert.match(wrong.body, /names \{recieved\}, which is nothing that can be filled in/);
    assert.match(wrong.body, /We had your letter on \{recieved\}\./);
    await manager.visitor.send('/administration/letters/acknowledgement', { 'acknowledgement-opening-adult': 'We had your letter on {received}.' });
    const href = await begin(officer, 'acknowledgement');
    assert.equal(fieldsOf((await officer.visitor.get(href)).body)['block-0-text'], 'We had your letter on 5 February 2024.');
    assert.equal((await officer.visitor.get('/administration/letters')).statusCode, 403);
  });
});

test('a letter that the case has no use for is not begun, and a wrong day is said beside its field', async () => {
  await withLetters(async ({ officer }) => {
    assert.equal((await officer.visitor.get(`${LETTERS}/new?kind=adjudication`)).statusCode, 409);
    assert.equal((await officer.visitor.get(`${LETTERS}/new?kind=love-letter`)).statusCode, 404);
    const href = await begin(officer, 'acknowledgement');
    const fields = fieldsOf((await officer.visitor.get(href)).body);
    const wrong = await officer.visitor.send(href, { ...fields, 'letterOn-day': '31', 'block-0-text': 'Typed and kept', do: 'save' });
    assert.equal(wrong.statusCode, 400);
    assert.match(wrong.body, /Date of the letter must be a real date/);
    assert.equal(fieldsOf(wrong.body)['block-0-text'], 'Typed and kept');
    const future = await officer.visitor.send(`${href}/sent`, { version: '1', 'sentOn-day': '8', 'sentOn-month': '2', 'sentOn-year': '2024' });
    assert.equal(future.statusCode, 400);
    assert.match(future.body, /Day it was sent must be today or in the past/);
    assert.match(future.body, /Select how it was sent/);
  });
});
