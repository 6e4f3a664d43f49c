import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSession } from '../../src/store/accounts.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { authorityNamed, saveAuthority } from '../../src/store/authorities.ts';
import type { Store } from '../../src/store/store.ts';
import { makeApp } from '../../src/web/app.ts';
import { docm, pdf } from '../documents/sample-files.ts';
import { withTestDatabase } from '../database.ts';
import { councilTemplate } from '../reports/council-template.ts';
import { filesOf } from '../reports/office-files.ts';
import { addSomebody, Visitor } from './signed-in.ts';

const now = new Date('2026-11-20T10:00:00Z');
const clock = () => now;
const HOME = '/administration/report-template';

type Office = { readonly store: Store; readonly authorityId: number; readonly manager: Visitor; readonly officer: Visitor; upload(visitor: Visitor, content: Buffer | undefined, token?: string): Promise<{ statusCode: number; headers: Record<string, unknown>; body: string }> };

async function withOffice(run: (office: Office) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    const { db } = store;
    await db.transaction().execute((transaction) => saveAuthority(transaction, { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} }));
    const { authorityId } = await authorityNamed(db, 'Ashmere');
    const app = makeApp(store, { clock });
    try {
      const visitor = async (name: string, role: 'complaints_manager' | 'complaints_officer'): Promise<Visitor> => {
        const { email } = await addSomebody(db, authorityId, name, [role]);
        const somebody = new Visitor(app, db, clock);
        await somebody.signIn(email);
        return somebody;
      };
      await run({
        store, authorityId, manager: await visitor('Morwenna Tull', 'complaints_manager'), officer: await visitor('Piers Lamb', 'complaints_officer'),
        async upload(sender, content, token) {
          const session = await findSession(db, sender.cookie ?? '', now);
          const boundary = '----candour-test';
          const file = content === undefined ? Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n`)
            : Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="Penhaligon.dotx"\r\nContent-Type: application/octet-stream\r\n\r\n`), content, Buffer.from('\r\n')]);
          const payload = Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="formToken"\r\n\r\n${token ?? session?.formToken ?? ''}\r\n`), file, Buffer.from(`--${boundary}--\r\n`)]);
          return sender.sendAsItIs(HOME, payload, { 'content-type': `multipart/form-data; boundary=${boundary}` });
        },
      });
    } finally {
      await app.close();
    }
  });
}

test('a template is uploaded, told on its page, tried in a sample, replaced and removed; each change is on the audit trail', async () => {
  await withOffice(async ({ store, authorityId, manager, upload }) => {
    assert.match((await manager.get('/administration')).body, /Report template/);
    assert.match((await manager.get(HOME)).body, /No template is uploaded/);
    assert.equal((await manager.get(`${HOME}/sample`)).statusCode, 404);
    const sent = await upload(manager, await councilTemplate());
    assert.equal(sent.statusCode, 303);
    assert.equal(sent.headers['location'], `${HOME}?done=uploaded`);
    const page = (await manager.get(`${HOME}?done=uploaded`)).body;
    for (const said of ['Morwenna Tull, 20 November 2026 at 10:00am', 'Times New Roman', 'left 3.0\u00A0cm', 'Ashmere Council, Castle Street', 'and a picture', 'ashmere.example']) assert.ok(page.includes(said), said);
    const sample = await manager.get(`${HOME}/sample`);
    assert.equal(sample.headers['content-disposition'], 'attachment; filename="report-template-sample.docx"');
    assert.match(filesOf(sample.rawPayload).get('word/document.xml') ?? '', /Sample report/);
    assert.match([...filesOf(sample.rawPayload)].map(([, xml]) => xml).join(), /Castle Street/);
    const rows = await store.db.selectFrom('report_template').selectAll().execute();
    assert.equal(rows.length, 1);
    assert.doesNotMatch(JSON.stringify(rows), /Penhaligon/);
    assert.equal((await upload(manager, await councilTemplate({ numbered: false }))).statusCode, 303);
    assert.equal((await manager.send(`${HOME}/remove`, {})).headers.location, `${HOME}?done=removed`);
    assert.match((await manager.get(HOME)).body, /No template is uploaded/);
    const audited = await store.db.selectFrom('audit').select(['what', 'detail']).where('what', '=', 'settings changed').orderBy('position').execute();
    assert.deepEqual(audited.map(({ detail }) => (detail as { change: string }).change), ['uploaded', 'uploaded', 'removed']);
    assert.deepEqual(await verifyAudit(store.db, authorityId), []);
  });
});

test('a file that cannot be a template is refused beside the field, on record, and the template in use stays', async () => {
  await withOffice(async ({ store, manager, upload }) => {
    await upload(manager, await councilTemplate());
    for (const [content, message] of [[undefined, 'Choose a Word file'], [pdf, 'must be a Word document or template'], [docm, 'must be a Word document or template'], [Buffer.alloc(10_000_001, 65), 'must be smaller than 10 MB']] as const) {
      const refused = await upload(manager, content);
      assert.equal(refused.statusCode, 400);
      assert.match(refused.body, /There is a problem/);
      assert.match(refused.body, new RegExp(`id="file-error"[^]*${message}`));
      assert.match(refused.body, /Castle Street/);
    }
    assert.equal((await manager.send(HOME, {})).statusCode, 400);
    const refusals = await store.db.selectFrom('audit').select('detail').where('what', '=', 'refused').execute();
    assert.deepEqual(refusals.map(({ detail }) => (detail as { because?: string }).because).filter((because) => because !== undefined), ['no Word file', 'no Word file', 'too large']);
  });
});

test('an officer cannot upload a template, and a form from elsewhere changes nothing', async () => {
  await withOffice(async ({ store, manager, officer, upload }) => {
    assert.equal((await upload(officer, await councilTemplate())).statusCode, 403);
    assert.equal((await upload(manager, await councilTemplate(), 'x')).statusCode, 403);
    assert.deepEqual(await store.db.selectFrom('report_template').selectAll().execute(), []);
  });
});
