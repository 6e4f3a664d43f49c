import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { day } from '../../src/domain/day.ts';
import { findSession } from '../../src/store/accounts.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { append } from '../../src/store/case-history.ts';
import { decideErasure } from '../../src/store/erase-case.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { rebuild } from '../../src/store/rebuild.ts';
import { askForErasure } from '../../src/store/retention.ts';
import { verify } from '../../src/store/verify.ts';
import { verifyDocuments } from '../../src/store/verify-documents.ts';
import { makeApp } from '../../src/web/app.ts';
import { docm, exe, html, jpeg, m4a, pdf, png } from '../documents/sample-files.ts';
import { clock, multipart, now, REF, upload, withDocuments } from './documents-office.ts';
import { Visitor } from './signed-in.ts';

const SECRET = 'Zebedee Quillfeather rang about the kettle';
const letter = Buffer.concat([pdf, Buffer.from(SECRET)]);
const HOME = `/cases/${REF}`;

test('a file is kept encrypted, shown on the case’s page and its timeline, and given back to the letter', async () => {
  await withDocuments(async ({ people, store, authority, history, held, keyFile }) => {
    assert.match((await people.officer.get(HOME)).body, /No document has been added to this case/);
    const added = await upload(people.officer, [{ name: 'Quillfeather.jpg', content: letter }], { kind: 'letter_received', description: 'The kettle letter' });
    assert.equal(added.statusCode, 303);
    assert.equal(added.headers.location, `${HOME}?done=documentsAdded#documents`);
    const page = (await people.officer.get(`${HOME}?done=documentsAdded`)).body;
    for (const shown of ['Quillfeather.pdf', 'The kettle letter', 'Letter or email received', 'Somebody officer, 20 November 2026 at 10:00am', 'PDF, 1\u00A0kB', 'Not scanned', 'Document 1 added', 'Added to the documents of the case']) assert.ok(page.includes(shown), shown);
    const bytes = await held();
    for (const secret of [SECRET, 'Quillfeather', 'kettle', '%PDF', letter.toString('base64').slice(0, 40)]) assert.equal(bytes.includes(secret), false, secret);
    const given = await people.officer.get(`${HOME}/documents/1`);
    assert.deepEqual(given.rawPayload, letter);
    assert.deepEqual((await history()).at(-1)?.event, { type: 'DocumentAdded', on: '2026-11-20', document: 1, documentKind: 'letter_received' });
    assert.ok(existsSync(keyFile));
    assert.deepEqual((await verify(store.db)).flatMap((one) => one.faults), []);
    assert.deepEqual(await verifyAudit(store.db, authority.authorityId), []);
    await rebuild(store.db);
    assert.deepEqual((await people.officer.get(`${HOME}/documents/1`)).rawPayload, letter);
  });
});

test('a document is only ever downloaded, under a name that tells of nobody, and every download is on the audit trail', async () => {
  await withDocuments(async ({ people, store, accounts }) => {
    await upload(people.officer, [{ name: 'Ada Quill.png', content: png }]);
    const { headers } = await people.advocate.get(`${HOME}/documents/1`);
    assert.equal(headers['content-disposition'], `attachment; filename="${REF}-document-1.png"`);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
    assert.equal(headers['content-type'], 'image/png');
    assert.equal(headers['content-length'], String(png.length));
    assert.equal(headers['cache-control'], 'no-store');
    const row = await store.db.selectFrom('audit').select(['what', 'account_id', 'detail']).orderBy('position', 'desc').limit(1).executeTakeFirstOrThrow();
    assert.deepEqual(row, { what: 'exported', account_id: accounts.get('advocate')?.accountId, detail: { document: 1 } });
    const trail = JSON.stringify(await store.db.selectFrom('audit').select('detail').execute());
    assert.doesNotMatch(trail, /Quill/);
  });
});

test('what is not what may be kept is refused in plain words, nothing of the form is kept, and the trail names no file', async () => {
  await withDocuments(async ({ people, store }) => {
    const { db } = store;
    const refused = await upload(people.officer, [{ name: 'letter.pdf', content: html }, { name: 'good.pdf', content: letter }, { name: 'plan.docx', content: exe }, { name: 'notes.docx', content: docm }, { name: 'nothing.pdf', content: Buffer.alloc(0) }], { description: 'Kept as typed' });
    assert.equal(refused.statusCode, 400);
    for (const message of ['letter.pdf holds a web page or drawing that can run programs', 'plan.docx is a program or a script', 'notes.docx holds macros', 'nothing.pdf is empty', 'Kept as typed', 'value="evidence" checked']) assert.ok(refused.body.includes(message), message);
    assert.equal(refused.body.includes('good.pdf '), false);
    assert.equal((await db.selectFrom('document_chunk').select('chunk').execute()).length, 0);
    assert.equal((await db.selectFrom('document').select('document').execute()).length, 0);
    const trail = await db.selectFrom('audit').select('detail').where('what', '=', 'refused').execute();
    assert.deepEqual(trail.map((row) => row.detail['because']), ['web page', 'program', 'macros', 'empty']);
    const none = await upload(people.officer, [{ name: '', content: Buffer.alloc(0) }], { kind: 'nonsense', description: 'x'.repeat(201) });
    for (const message of ['Choose one or more files', 'Select what the documents are', 'Description must be 200 characters or fewer']) assert.ok(none.body.includes(message), message);
    assert.deepEqual((await readdir(tmpdir())).filter((name) => /^candour-[0-9a-f]{8}-[0-9a-f]{4}-/.test(name)), [], 'nothing is left on the disk');
  });
});

test('a council says how large a file may be; what is larger is refused while it comes in, and up to ten come at once', async () => {
  await withDocuments(async ({ people, store }) => {
    assert.match((await people.manager.send('/administration/documents', { megabytes: '101' })).body, /whole number of megabytes from 1 to 100/);
    assert.equal((await people.manager.send('/administration/documents', { megabytes: '1' })).statusCode, 303);
    assert.match((await people.manager.get('/administration/documents?saved=yes')).body, /value="1"/);
    const exactly = Buffer.concat([pdf, Buffer.alloc(1_000_000 - pdf.length, 0x20)]);
    assert.equal((await upload(people.officer, [{ name: 'a.pdf', content: exactly }])).statusCode, 303);
    const over = await upload(people.officer, [{ name: 'b.pdf', content: Buffer.concat([exactly, Buffer.from(' ')]) }, { name: 'c.pdf', content: Buffer.concat([exactly, exactly, exactly]) }]);
    assert.equal(over.statusCode, 400);
    for (const name of ['b.pdf', 'c.pdf']) assert.ok(over.body.includes(`${name} must be smaller than 1 MB`));
    const eleven = await upload(people.officer, Array.from({ length: 11 }, (_, index) => ({ name: `${index}.png`, content: png })));
    assert.equal(eleven.statusCode, 400);
    assert.match(eleven.body, /up to 10 files at a time/);
    assert.equal((await upload(people.officer, Array.from({ length: 10 }, (_, index) => ({ name: `${index}.png`, content: png })))).statusCode, 303);
    assert.equal((await store.db.selectFrom('document').select('document').execute()).length, 11);
  });
});

test('a file of several chunks comes back as it was; one that was changed, cut short or put in another’s place is told, and nothing of it given out', async () => {
  await withDocuments(async ({ people, store, caseId }) => {
    const { db } = store;
    const large = Buffer.concat([pdf, randomBytes(3_500_000)]);
    await upload(people.officer, [{ name: 'large.pdf', content: large }, { name: 'small.pdf', content: letter }]);
    assert.deepEqual((await people.officer.get(`${HOME}/documents/1`)).rawPayload, large);
    const chunks = await db.selectFrom('document_chunk').selectAll().where('chunk', '>=', 0).orderBy('content').orderBy('chunk').execute();
    assert.equal(chunks.length, 5);
    const content = chunks.find((one) => one.chunk === 3)!.content;
    const faults = async () => (await verify(db)).flatMap((one) => one.faults);
    assert.deepEqual(await faults(), []);
    const cannot = async (what: string) => {
      const given = await people.officer.get(`${HOME}/documents/1`);
      assert.equal(given.statusCode, 500, what);
      assert.match(given.body, /What is kept of a document is not what was added/, what);
    };
    const put = (chunk: number, sealed: Buffer) => db.updateTable('document_chunk').set({ sealed }).where('content', '=', content).where('chunk', '=', chunk).execute();
    const sealedOf = (chunk: number) => chunks.find((one) => one.content === content && one.chunk === chunk)!.sealed;
    const changed = Buffer.from(sealedOf(2));
    changed[1000] = changed[1000]! ^ 1;
    await put(2, changed);
    await cannot('one bit changed');
    await put(2, sealedOf(1));
    await put(1, sealedOf(2));
    await cannot('two chunks in each other’s place');
    await put(2, sealedOf(2));
    await put(1, sealedOf(1));
    await db.deleteFrom('document_chunk').where('content', '=', content).where('chunk', '=', 3).execute();
    await cannot('the end cut off');
    assert.deepEqual(await faults(), [`Document 1 of case ${caseId} is not as long as it was.`]);
    await db.updateTable('document_chunk').set({ content: chunks.find((one) => one.content !== content)!.content, chunk: 1 }).where('content', '=', content).where('chunk', '=', 2).execute();
    await db.deleteFrom('document_chunk').where('content', '=', content).where('chunk', '=', 1).execute();
    await cannot('all but the beginning cut off');
    await db.deleteFrom('document').where('document', '=', 2).execute();
    assert.deepEqual((await faults()).at(-1), `Document 2 of case ${caseId} is on record as added, and is gone.`);
  });
});

test('a form with files from elsewhere is refused and audited before anything of it is read', async () => {
  await withDocuments(async ({ people, store, accounts }) => {
    const { db } = store;
    const refused = async (what: string, reply: Awaited<ReturnType<typeof upload>>) => {
      assert.equal(reply.statusCode, 403, what);
      const row = await db.selectFrom('audit').select(['what', 'account_id', 'detail']).orderBy('position', 'desc').limit(1).executeTakeFirstOrThrow();
      assert.deepEqual(row, { what: 'refused', account_id: accounts.get('officer')?.accountId, detail: { route: '/cases/:ref/documents/add', why: 'form from elsewhere' } }, what);
      assert.equal((await db.selectFrom('document').select('document').execute()).length, 0, what);
      assert.equal((await db.selectFrom('case_key').select('case_id').execute()).length, 0, what);
    };
    const files = [{ name: 'a.pdf', content: Buffer.concat([letter, randomBytes(2_000_000)]) }];
    await refused('another token', await upload(people.officer, files, { formToken: randomUUID() }));
    await refused('from another site', await upload(people.officer, files, {}, { 'sec-fetch-site': 'cross-site' }));
    const late = multipart({ form: randomUUID(), kind: 'evidence' }, files);
    await refused('no token before the files', await people.officer.app.inject({ method: 'POST', url: `${HOME}/documents/add`, cookies: { candour: people.officer.cookie! }, headers: late.headers, payload: late.payload }));
    const elsewhere = multipart({ formToken: 'x' }, files);
    assert.equal((await people.officer.app.inject({ method: 'POST', url: `${HOME}/documents/1/remove`, cookies: { candour: people.officer.cookie! }, headers: elsewhere.headers, payload: elsewhere.payload })).statusCode, 403, 'a form that has no files');
    assert.equal((await people.officer.app.inject({ method: 'POST', url: `${HOME}/documents/add`, headers: elsewhere.headers, payload: elsewhere.payload })).statusCode, 401, 'nobody signed in');
  });
});

test('a double click adds once', async () => {
  await withDocuments(async ({ people, store }) => {
    const form = randomUUID();
    const both = await Promise.all([upload(people.officer, [{ name: 'a.pdf', content: letter }], { form }), upload(people.officer, [{ name: 'a.pdf', content: letter }], { form })]);
    assert.deepEqual(both.map((one) => [one.statusCode, one.headers.location]), [[303, `${HOME}?done=documentsAdded#documents`], [303, `${HOME}?done=documentsAdded#documents`]]);
    assert.equal((await store.db.selectFrom('document').select('document').execute()).length, 1);
    assert.equal((await store.db.selectFrom('document_chunk').select('chunk').execute()).length, 1);
  });
});

test('who takes part in a case adds to it and sees what is there; who does not finds nothing; an auditor adds nothing', async () => {
  await withDocuments(async ({ people, store }) => {
    for (const name of ['officer', 'responding', 'investigator', 'advocate'] as const) assert.equal((await upload(people[name], [{ name: `${name}.m4a`, content: m4a }])).statusCode, 303, name);
    assert.equal((await upload(people.outsider, [{ name: 'a.pdf', content: letter }])).statusCode, 404);
    assert.equal((await upload(people.auditor, [{ name: 'a.pdf', content: letter }])).statusCode, 403);
    assert.equal((await store.db.selectFrom('document').select('document').execute()).length, 4);
    for (const name of ['officer', 'responding', 'investigator', 'advocate', 'auditor'] as const) {
      assert.equal((await people[name].get(`${HOME}/documents/4`)).statusCode, 200, name);
      assert.equal((await people[name].get(HOME)).body.includes('investigator.m4a'), true, name);
    }
    assert.equal((await people.outsider.get(`${HOME}/documents/4`)).statusCode, 404);
    assert.doesNotMatch((await people.auditor.get(HOME)).body, /Add documents/);
    for (const name of ['advocate', 'responding', 'auditor'] as const) assert.equal((await people[name].get(`${HOME}/documents/1/remove`)).statusCode, 403, name);
  });
});

test('a document for staff only leaves no trace for those from outside, who cannot mark one themselves; it is opened and closed afterwards with a reason', async () => {
  await withDocuments(async ({ people, store, authority, history }) => {
    const before = (await people.advocate.get(HOME)).body;
    await upload(people.officer, [{ name: 'Counsel.pdf', content: letter }], { kind: 'legal_advice', staffOnly: 'yes' });
    assert.equal((await people.advocate.get(HOME)).body, before);
    for (const name of ['advocate', 'investigator'] as const) assert.equal((await people[name].get(`${HOME}/documents/1`)).statusCode, 404, name);
    for (const name of ['responding', 'auditor'] as const) assert.equal((await people[name].get(`${HOME}/documents/1`)).statusCode, 200, name);
    assert.match((await people.responding.get(HOME)).body, /Staff only/);
    assert.doesNotMatch((await people.advocate.get(`${HOME}/documents/add`)).body, /staff only/i);
    await upload(people.advocate, [{ name: 'ours.pdf', content: letter }], { staffOnly: 'yes' });
    // Changed afterwards, with a reason that those from outside do not see.
    const mark = (document: number, staffOnly: string, reason: string, form = randomUUID()) => people.officer.send(`${HOME}/documents/${document}/mark`, { form, staffOnly, reason });
    assert.match((await people.officer.get(`${HOME}/documents/1/mark`)).body, /Counsel\.pdf[^]*Open it to those who take part/);
    assert.match((await mark(1, 'no', ' ')).body, /Enter why who sees the document is changed/);
    assert.equal((await people.responding.send(`${HOME}/documents/1/mark`, { form: randomUUID(), staffOnly: 'no', reason: 'x' })).statusCode, 403);
    const form = randomUUID();
    for (const click of [1, 2]) assert.equal((await mark(1, 'no', 'Counsel agrees to it', form)).headers.location, `${HOME}?done=documentMarked#documents`, `click ${click}`);
    const open = (await people.advocate.get(HOME)).body;
    assert.match(open, /Counsel\.pdf/);
    assert.doesNotMatch(open, /Counsel agrees|staff only/i);
    assert.equal((await people.investigator.get(`${HOME}/documents/1`)).statusCode, 200);
    assert.match((await people.officer.get(HOME)).body, /Document 1 is open to everybody who takes part[^]*Counsel agrees to it/);
    assert.equal((await mark(2, 'yes', 'It names another child')).statusCode, 303);
    assert.equal((await people.advocate.get(`${HOME}/documents/2`)).statusCode, 404);
    assert.doesNotMatch((await people.advocate.get(HOME)).body, /ours\.pdf|Document 2|another child/);
    assert.deepEqual((await history()).flatMap(({ event }) => (event.type === 'DocumentMarked' ? [[event.document, event.staffOnly]] : [])), [[1, false], [2, true]]);
    assert.doesNotMatch(JSON.stringify(await store.db.selectFrom('event').select('body').where('type', '=', 'DocumentMarked').execute()), /Counsel agrees|another child/, 'the reason stands beside the log');
    assert.deepEqual((await store.db.selectFrom('audit').select('detail').where('what', '=', 'recorded').execute()).map(({ detail }) => detail).filter((detail) => JSON.stringify(detail).includes('who sees')), [{ act: 'change who sees a document', document: 1, staffOnly: false }, { act: 'change who sees a document', document: 2, staffOnly: true }]);
    assert.deepEqual(await verifyDocuments(store.db, authority.authorityId), []);
    await store.db.updateTable('document').set({ staff_only: false }).where('document', '=', 2).execute();
    assert.match((await verifyDocuments(store.db, authority.authorityId)).join(), /is for staff only by the one of its row and the log/);
    await store.db.updateTable('document').set({ staff_only: true }).where('document', '=', 2).execute();
    assert.deepEqual((await store.db.selectFrom('document').select(['document', 'staff_only']).orderBy('document').execute()).map((row) => row.staff_only), [false, true]);
  });
});

test('a removed document is gone with its name; who removed it, when and why, stays', async () => {
  await withDocuments(async ({ people, store, history }) => {
    await upload(people.officer, [{ name: 'Wrong child.jpg', content: jpeg }]);
    assert.match((await people.officer.get(`${HOME}/documents/1/remove`)).body, /Wrong child\.jpg/);
    assert.match((await people.officer.send(`${HOME}/documents/1/remove`, { form: randomUUID(), reason: ' ' })).body, /Enter why the document is removed/);
    const form = randomUUID();
    for (const click of [1, 2]) assert.equal((await people.officer.send(`${HOME}/documents/1/remove`, { form, reason: 'It is of another case' })).headers.location, `${HOME}?done=documentRemoved#documents`, `click ${click}`);
    assert.equal((await people.officer.get(`${HOME}/documents/1`)).statusCode, 404);
    const page = (await people.advocate.get(HOME)).body;
    assert.ok(page.includes('Removed by Somebody officer, 20 November 2026 at 10:00am: It is of another case'));
    assert.equal(page.includes('Wrong child'), false);
    assert.equal((await store.db.selectFrom('document_chunk').select('chunk').execute()).length, 0);
    assert.equal((await history()).filter((one) => one.event.type === 'DocumentRemoved').length, 1);
    const body = JSON.stringify(await store.db.selectFrom('event').select('body').where('type', '=', 'DocumentRemoved').execute());
    assert.doesNotMatch(body, /another case/, 'the reason stands beside the log');
  });
});

test('a document that came or went overtakes nobody who fills in a form', async () => {
  await withDocuments(async ({ people, history }) => {
    const version = (await history()).length;
    await upload(people.advocate, [{ name: 'a.pdf', content: letter }]);
    const noted = await people.officer.send(`${HOME}/acts/note`, { form: randomUUID(), version: String(version), 'on-day': '20', 'on-month': '11', 'on-year': '2026', note: 'Rang' });
    assert.equal(noted.statusCode, 303);
    assert.deepEqual((await history()).slice(version).map((one) => [one.version, one.event.type]), [[version + 1, 'DocumentAdded'], [version + 2, 'NoteAdded']]);
    const stale = await people.officer.send(`${HOME}/acts/note`, { form: randomUUID(), version: String(version), 'on-day': '20', 'on-month': '11', 'on-year': '2026', note: 'Rang again' });
    assert.equal(stale.statusCode, 409);
    assert.equal((await history()).length, version + 2);
    assert.equal(stale.body.includes('Document 1 added'), false, 'only what matters is told');
  });
});

test('erasing a case erases its documents, their names and its key; that they were there stays, and the log still verifies', async () => {
  await withDocuments(async ({ people, store, authority, caseId, accounts, held, history }) => {
    const { db } = store;
    await upload(people.officer, [{ name: 'Quillfeather.pdf', content: letter }]);
    await upload(people.officer, [{ name: 'Wrong.pdf', content: letter }]);
    await people.officer.send(`${HOME}/documents/2/remove`, { form: randomUUID(), reason: 'About Zebedee' });
    await append(db, authority.authorityId, { kind: 'representation', ref: REF }, (await history()).length, [{ type: 'Closed', on: day('2026-11-20') }], { by: 'U999', at: now }, projectionContextOf(authority));
    await askForErasure(db, authority.authorityId, caseId, { ground: 'recorded_by_mistake', reason: 'Twice' }, { by: accounts.get('officer')!.accountId, at: now });
    const decided = await decideErasure(db, authority.authorityId, caseId, 'erased', { by: accounts.get('manager')!.accountId, at: now });
    assert.equal(decided.is, 'erased');
    assert.deepEqual(await db.selectFrom('case_key').selectAll().execute(), []);
    assert.deepEqual(await db.selectFrom('document_chunk').selectAll().execute(), []);
    assert.equal((await held()).includes('Zebedee'), false);
    assert.deepEqual((await db.selectFrom('document').select(['document', 'kind', 'bytes', 'details']).orderBy('document').execute()), [{ document: 1, kind: 'evidence', bytes: letter.length, details: null }, { document: 2, kind: 'evidence', bytes: letter.length, details: null }]);
    const page = await people.manager.get(HOME);
    assert.match(page.body, /Erased with the case/);
    assert.equal((await people.manager.get(`${HOME}/documents/1`)).statusCode, 404);
    assert.deepEqual((await verify(db)).flatMap((one) => one.faults), []);
    assert.equal((await history()).filter((one) => one.event.type === 'DocumentAdded').length, 2);
  });
});

test('with no key to be had the case is shown all the same, and says why its documents are not', async () => {
  await withDocuments(async ({ people, store, keyFile }) => {
    await upload(people.officer, [{ name: 'Quillfeather.pdf', content: letter }]);
    await rm(keyFile);
    const app = makeApp(store, { clock });
    try {
      const officer = new Visitor(app, store.db, clock);
      officer.cookie = people.officer.cookie;
      const page = await officer.get(HOME);
      assert.equal(page.statusCode, 200);
      assert.match(page.body, /names cannot be shown\. The key file .* is gone/);
      assert.match(page.body, /Document 1/);
      assert.equal((await officer.get(`${HOME}/documents/add`)).statusCode, 503);
      assert.equal((await upload(officer, [{ name: 'a.pdf', content: letter }])).statusCode, 503);
      assert.match((await officer.get(`${HOME}/documents/1`)).body, /This document cannot be opened/);
      assert.equal(existsSync(keyFile), false);
    } finally {
      await app.close();
    }
  });
});

test('an upload that breaks off leaves nothing behind, whether its sender went or the form was cut short', async () => {
  await withDocuments(async ({ app, people, store }) => {
    const { db } = store;
    const session = await findSession(db, people.officer.cookie!, now);
    const form = multipart({ formToken: session!.formToken, form: randomUUID(), kind: 'evidence' }, [{ name: 'a.pdf', content: letter }, { name: 'b.pdf', content: Buffer.concat([pdf, randomBytes(3_000_000)]) }]);
    const cut = await app.inject({ method: 'POST', url: `${HOME}/documents/add`, cookies: { candour: people.officer.cookie! }, headers: form.headers, payload: form.payload.subarray(0, -2_000_000) });
    assert.equal(cut.statusCode, 400);
    assert.match(cut.body, /Nothing was recorded/);
    const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
    const socket = connect(Number(address.port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST ${HOME}/documents/add HTTP/1.1\r\nhost: ${address.host}\r\ncookie: candour=${people.officer.cookie}\r\ncontent-type: ${form.headers['content-type']}\r\ncontent-length: ${form.payload.length}\r\n\r\n`);
    socket.write(form.payload.subarray(0, 2_500_000));
    const spooled = () => readdirSync('/proc/self/fd').map((fd) => readlink(`/proc/self/fd/${fd}`)).filter((path) => /candour-[0-9a-f]{8}-/u.test(path));
    const readlink = (path: string) => { try { return readlinkSync(path); } catch { return ''; } };
    if (process.platform === 'linux') while (spooled().length < 2) await setTimeout(5);
    socket.destroy();
    if (process.platform === 'linux') while (spooled().length > 0) await setTimeout(5);
    assert.equal((await people.officer.get(HOME)).statusCode, 200);
    assert.deepEqual(await db.selectFrom('document').select('document').execute(), []);
    assert.deepEqual(await db.selectFrom('document_chunk').select('chunk').execute(), []);
    assert.equal((await upload(people.officer, [{ name: 'a.pdf', content: letter }])).statusCode, 303);
  });
});
