import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fileOf } from '../../src/domain/evolve.ts';
import { rowsOfCase } from '../../src/register/register-of-cases.ts';
import { answerFigure } from '../../src/reporting/figures.ts';
import { rebuild } from '../../src/store/rebuild.ts';
import type { Store } from '../../src/store/store.ts';
import { readTables } from '../../src/store/tables.ts';
import { axe, openBrowser } from '../browser.ts';
import { boxes, hiddenOf } from './acts-setting.ts';
import { addCaseOf, addComplimentOf } from './hidden-office.ts';
import { errorsOf, type Office, textOf, withOffice } from './record-office.ts';
import { addSomebody, PASSWORD, type Visitor } from './signed-in.ts';

const atStage2 = (ref: string): readonly CaseEvent[] => [
  { type: 'RepresentationReceived', on: day('2026-09-01'), ref, service: 'Fostering', theme: 'Delay', summary: 'Nobody rang back' }, { type: 'HandlingDecided', on: day('2026-09-01'), handledAs: 'statutory' },
  { type: 'Stage2Requested', on: day('2026-10-01') }, { type: 'Stage2Accepted', on: day('2026-10-02') },
];
const invoice = { 'supplier-other': 'Moss Investigations', number: 'MI-17', ...boxes('datedOn', '2026-11-10'), ...boxes('on', '2026-11-12'), role: 'investigating_officer', stage: 'stage2', amountPence: '1,440.00', vatPence: '240', quantityHundredths: '30', ratePence: '40', per: 'hour' };

/** Opens an act's form and sends it filled in. */
async function act(visitor: Visitor, address: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const page = await visitor.get(address);
  assert.equal(page.statusCode, 200, `${address}: ${textOf(page.body).slice(0, 200)}`);
  return visitor.send(address, { ...hiddenOf(page.body), ...fields });
}

/** An act that is to be recorded. */
async function does(visitor: Visitor, address: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<void> {
  const reply = await act(visitor, address, fields);
  assert.equal(reply.statusCode, 303, `${address}: ${JSON.stringify(errorsOf(reply.body))} ${textOf(reply.body).slice(0, 600)}`);
}

const spent = async ({ store, authorityId }: Office, measure: 'spend' | 'ombudsman_enquiries' | 'ombudsman_open' | 'remedy_payments') =>
  (await answerFigure(store.db, authorityId, { measure, from: day('2026-04-01'), to: day('2027-03-31') })).answer;

async function allReadRows(store: Store): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const table of readTables) all[table] = (await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(table)} t order by t`.execute(store.db)).rows.map((one) => one.row);
  return all;
}

test('an invoice is recorded by an officer, approved by the manager and paid once: only then, and once, is it spend', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'I-1', atStage2('I-1'));
    const officer = await office.signedIn('Olga Officer', 'complaints_officer');
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    await does(officer, '/cases/I-1/acts/agreeCost', { ...boxes('on', '2026-10-05'), role: 'investigating_officer', stage: 'stage2', estimatePence: '2000' });
    const wrong = await act(officer, '/cases/I-1/acts/receiveInvoice', { ...invoice, number: '', amountPence: 'lots', quantityHundredths: '1.234' });
    assert.deepEqual(errorsOf(wrong.body), {
      amountPence: 'Amount to pay must be in pounds and whole pence, such as 150 or 75.50', quantityHundredths: 'How many hours or days must be a number above 0, with no more than two decimals, such as 7.5',
    });
    assert.match(wrong.body, /name="supplier-other"[^>]*value="Moss Investigations"/u);
    await does(officer, '/cases/I-1/acts/receiveInvoice', invoice);
    assert.equal(await spent(office, 'spend'), 0, 'what is only asked for is no spend');
    assert.equal((await officer.get('/cases/I-1/acts/approveInvoice')).statusCode, 403, 'an officer does not approve');
    await does(manager, '/cases/I-1/acts/approveInvoice', { ...boxes('on', '2026-11-13'), invoice: '1' });
    await does(officer, '/cases/I-1/acts/payInvoice', { ...boxes('on', '2026-11-16'), invoice: '1' });
    assert.equal(await spent(office, 'spend'), 1440);
    const page = textOf((await officer.get('/cases/I-1')).body);
    assert.match(page, /Costs and invoices Agreed £2,000\.00 Invoiced £1,440\.00 Paid £1,440\.00 Still to pay £0\.00/u);
    assert.match(page, /MI-17 Moss Investigations .*30 hours at £40\.00 an hour .*with VAT of £240\.00 .*Approved by Mona Manager on 13 November 2026 Paid on 16 November 2026/u);
    const more = await act(officer, '/cases/I-1/acts/receiveInvoice', { ...invoice, number: 'MI-18' });
    assert.match(textOf(more.body), /£2,000\.00 was agreed for this part\. With this invoice £2,880\.00 has been asked for\./u);
    assert.equal((await office.eventsOf('I-1')).length, 8, 'nothing is recorded before the warning is seen');
    const before = await allReadRows(office.store);
    await rebuild(office.store.db);
    assert.deepEqual(await allReadRows(office.store), before);
    assert.equal(before['invoice']?.length, 1);
  });
});

test('the same invoice in another case is refused, and the case is named only to somebody who may see it', async () => {
  await withOffice(async (office) => {
    const received: CaseEvent = { type: 'InvoiceReceived', on: day('2026-11-12'), invoice: 1, supplier: 'MOSS  investigations', number: 'mi-17', datedOn: day('2026-11-10'), stage: 'stage2', role: 'investigating_officer', amountPence: 144_000 };
    await addCaseOf(office.store, 'I-1', [...atStage2('I-1'), received, { type: 'CaseRestricted', on: day('2026-11-12'), reason: 'Senior manager named' }]);
    await addCaseOf(office.store, 'I-2', atStage2('I-2'));
    const officer = await office.signedIn('Olga Officer', 'complaints_officer');
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    assert.deepEqual(errorsOf((await act(officer, '/cases/I-2/acts/receiveInvoice', invoice)).body), { number: 'Invoice MI-17 from Moss Investigations is on record already. Ask your complaints manager before you record it' });
    assert.deepEqual(errorsOf((await act(manager, '/cases/I-2/acts/receiveInvoice', invoice)).body), { number: 'Invoice MI-17 from Moss Investigations is on record already. It is in case I-1' });
    assert.equal((await office.eventsOf('I-2')).length, 4);
    const seen = async (visitor: Visitor) => textOf((await visitor.get('/invoices')).body);
    assert.match(await seen(manager), /1 invoice: £1,440\.00 .*mi-17 MOSS investigations I-1 Restricted/iu);
    assert.match(await seen(officer), /No invoice is on record in any case that you can see/u);
    assert.equal((await officer.get('/invoices.csv')).body.trim().split('\n').length, 1);
    assert.doesNotMatch((await officer.get('/cases/I-2/acts/receiveInvoice')).body, /MOSS/u, 'nor is its supplier offered');
    const sheet = await manager.get('/invoices.csv?state=open');
    assert.match(sheet.body, /I-1,1,stage2,investigating_officer,2026-11-10,2026-11-12,1440\.00,,received,,/u);
    assert.doesNotMatch(sheet.body, /MOSS|mi-17/iu);
    const { rows } = await sql<{ detail: unknown }>`select detail from audit where what = 'exported' order by position desc limit 1`.execute(office.store.db);
    assert.deepEqual(rows[0]?.detail, { list: 'invoices', filters: 'state', invoices: 1 });
    assert.equal((await manager.get('/invoices?year=2026&stage=stage2&supplier=000000000000')).statusCode, 200);
  });
});

test('an enquiry about no case is recorded, due in the work, answered on its own page, and attached to the case when it is found: counted once before and after', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'O-1', [...atStage2('O-1').slice(0, 2), { type: 'Stage1Responded', on: day('2026-09-10'), outcome: 'upheld' }, { type: 'Closed', on: day('2026-10-20') }]);
    const officer = await office.signedIn('Olga Officer', 'complaints_officer');
    const leader = await office.signedIn('Lena Leader', 'senior_leader');
    const blank = await officer.send('/ombudsman/new', { form: randomUUID(), ...boxes('replyDueOn', '2026-02-31') });
    assert.equal(blank.statusCode, 400);
    assert.deepEqual(Object.keys(errorsOf(blank.body)), ['ombudsmanRef', 'on-day', 'replyDueOn-day']);
    const enquiry = { form: randomUUID(), ombudsmanRef: '26 004 117', kind: 'full', service: 'Safeguarding', ...boxes('on', '2026-10-19'), ...boxes('replyDueOn', '2026-11-23') };
    const made = await officer.send('/ombudsman/new', enquiry);
    assert.equal(made.headers.location, '/ombudsman/26%20004%20117?done=receiveOmbudsmanEnquiry');
    assert.equal((await officer.send('/ombudsman/new', enquiry)).headers.location, made.headers.location, 'a second click records nothing');
    assert.deepEqual(errorsOf((await officer.send('/ombudsman/new', { ...enquiry, form: randomUUID() })).body), { ombudsmanRef: 'Reference 26 004 117 is on record already, in no case. Find it in the list, and record a further enquiry there' });
    assert.equal((await office.eventsOf('26 004 117', 'unattached')).length, 1);
    assert.match(textOf((await officer.get('/work')).body), /26 004 117 Safeguarding Reply to the Ombudsman’s enquiries Due 23 November 2026 1 working day left/u);
    assert.equal((await leader.get('/ombudsman/26%20004%20117')).statusCode, 403);
    const counted = [await spent(office, 'ombudsman_enquiries'), await spent(office, 'ombudsman_open')];

    const at = '/ombudsman/26%20004%20117';
    await does(officer, `${at}/acts/replyToOmbudsman`, { ...boxes('on', '2026-11-17'), ombudsmanRef: '26 004 117' });
    await does(officer, `${at}/acts/recordOmbudsmanDecision`, {
      ...boxes('on', '2026-11-18'), ombudsmanRef: '26 004 117', decision: 'upheld_fault_and_injustice', 'remedies-rows': '2', 'remedies-0-remedy': 'Apologise', ...boxes('remedies-0-dueOn', '2026-11-19'),
      'remedies-1-remedy': 'Train the team', ...boxes('remedies-1-dueOn', '2026-11-24'),
    });
    await does(officer, `${at}/acts/note`, { ...boxes('on', '2026-11-19'), note: 'The complaint was made in September' });
    const page = textOf((await officer.get(at)).body);
    assert.match(page, /1\. Apologise To be done by Nobody named Due 19 November 2026 Not done: overdue by 1 working day/u);
    assert.match(page, /Attach it to a case/u);
    assert.equal((await officer.get(`${at}/acts/close`)).statusCode, 404, 'it has no acts of a case');
    const list = textOf((await officer.get('/ombudsman?attached=no&state=remedies')).body);
    assert.match(list, /26 004 117 Safeguarding Case In no case Received 19 October 2026 .*2 of 2 remedies not accepted yet Due next: Remedies agreed with the Ombudsman: 19 November 2026 Overdue by 1 working day/u);

    assert.deepEqual(errorsOf((await act(officer, `${at}/attach`, { ref: 'NO-SUCH' })).body), { ref: 'There is no case of this reference that you can see' });
    const lookedUp = await act(officer, `${at}/attach`, { ref: 'O-1' });
    assert.match(textOf(lookedUp.body), /Case O-1 Received 1 September 2026 Service Fostering What it is about Nobody rang back Attach it to this case/u);
    assert.equal((await office.eventsOf('O-1')).length, 4, 'looking it up records nothing');
    const attach = { ...hiddenOf(lookedUp.body), ref: 'O-1', checked: 'O-1' };
    assert.equal((await officer.send(`${at}/attach`, attach)).headers.location, '/cases/O-1?done=attached#ombudsman');
    assert.equal((await officer.get(at)).headers.location, '/cases/O-1#ombudsman');
    assert.equal((await officer.get(`${at}/acts/note`)).statusCode, 404, 'nothing more is recorded where it was');
    assert.deepEqual([await spent(office, 'ombudsman_enquiries'), await spent(office, 'ombudsman_open')], [counted[0], Number(counted[1]) - 1], 'one enquiry, and decided since');
    const matters = (await sql<{ n: number }>`select count(*)::int as n from ombudsman_matter where ombudsman_ref = '26 004 117'`.execute(office.store.db)).rows[0]?.n;
    assert.equal(matters, 1);
    const exported = async (ref: string, kind: 'representation' | 'unattached') => rowsOfCase(fileOf((await office.eventsOf(ref, kind)).map((one) => one.event))!).ombudsman.map((row) => [row.ref, row.ombudsman_ref]);
    assert.deepEqual([await exported('O-1', 'representation'), await exported('26 004 117', 'unattached')], [[['O-1', '26 004 117']], []], 'a register has it once');

    const onCase = textOf((await officer.get('/cases/O-1')).body);
    assert.match(onCase, /26 004 117 Received 19 October 2026 .*Replied 17 November 2026 .*1\. Apologise .*Not done: overdue by 1 working day/u);
    assert.match(textOf((await officer.get('/learning?state=overdue')).body), /O-1 .*Apologise/u, 'an overdue remedy is among the promised actions');
    assert.match(textOf((await officer.get('/work')).body), /O-1 Fostering Remedies agreed with the Ombudsman \(26 004 117, remedy 2\) Due 24 November 2026 2 working days left/u, 'in the work of a closed case');
    await does(officer, '/cases/O-1/acts/completeLearningAction', { ...boxes('on', '2026-11-20'), learningAction: '1', evidence: 'Letter of 20 November' });
    await does(officer, '/cases/O-1/acts/notifyOmbudsmanCompliance', { ...boxes('on', '2026-11-20'), remedies: ['1'] });
    await does(officer, '/cases/O-1/acts/recordOmbudsmanCompliance', { ...boxes('on', '2026-11-20'), remedies: ['1'], satisfied: 'yes' });
    assert.match(textOf((await officer.get('/cases/O-1')).body), /1\. Apologise Done on 20 November 2026: Letter of 20 November Evidence sent on 20 November 2026 Accepted on 20 November 2026 .*Accepted, late/u);

    const before = await allReadRows(office.store);
    assert.deepEqual(before['open_clock']?.filter((row) => (row as { rule: string }).rule === 'T28').map((row) => (row as { about: string }).about), ['26 004 117, remedy 2'], 'what the Ombudsman has is not due any more');
    await rebuild(office.store.db);
    assert.deepEqual(await allReadRows(office.store), before);
  });
});

test('a compliment is corrected, passed on, thanked for, noted on, not quoted any more and restricted, and the list finds it by all of that', async () => {
  await withOffice(async (office) => {
    const officer = await office.signedIn('Olga Officer', 'complaints_officer');
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const typed = { form: randomUUID(), source: 'care_leaver', text: 'She never gave up on me', credited: 'Nadia Holm', channel: 'card', service: 'Safeguarding', publishConsent: 'yes', aspects: ['communication'], ...boxes('received', '2026-11-18') };
    const kept = await officer.send('/record/compliment', { ...typed, source: '', do: 'save' }, { 'x-candour-draft': 'kept' });
    assert.equal(kept.statusCode, 204);
    const draft = await officer.get('/record/compliment');
    assert.match(textOf(draft.body), /Saved and not finished What is neither .* Nadia Holm, saved on 20 November 2026 .*kept until 18 February 2027 Continue .*Throw away/u);
    assert.match((await officer.get(`/record/compliment?draft=${typed.form}`)).body, /She never gave up on me<\/textarea>/u);
    assert.doesNotMatch((await manager.get('/record/compliment')).body, /Nadia Holm/u, 'nobody sees another’s draft');
    const ref = decodeURIComponent(String((await officer.send('/record/compliment', { ...typed, do: 'record' })).headers.location).split('recorded=')[1] ?? '');
    assert.doesNotMatch((await officer.get('/record/compliment')).body, /Saved and not finished/u, 'what is recorded is no draft any more');

    const at = `/compliments/${encodeURIComponent(ref)}`;
    await does(officer, `${at}/acts/passOnCompliment`, { ...boxes('on', '2026-11-19'), to: 'Nadia Holm' });
    await does(officer, `${at}/acts/thankForCompliment`, { ...boxes('on', '2026-11-19') });
    await does(officer, `${at}/acts/note`, { ...boxes('on', '2026-11-19'), note: 'Read out at the team meeting' });
    await does(officer, `${at}/acts/correctFact?choose=complimentAspects`, { ...boxes('on', '2026-11-19'), to: ['communication', 'expertise'], reason: 'Both were meant' });
    await does(officer, `${at}/acts/correctFact?choose=credited`, { ...boxes('on', '2026-11-19'), to: 'Nadia Holme', reason: 'Spelling' });
    const finds = async (visitor: Visitor, query: string) => (await visitor.get(`/compliments?${query}`)).body.includes(at);
    assert.deepEqual(await Promise.all(['q=never+gave', 'q=Holme', 'aspect=expertise', 'source=care_leaver&service=Safeguarding', 'consent=yes&passed-on=yes', 'from-day=18&from-month=11&from-year=2026', 'consent=no', 'source=parent', 'passed-on=no', 'q=Zanzibar'].map((query) => finds(officer, query))),
      [true, true, true, true, true, true, false, false, false, false]);
    await does(officer, `${at}/acts/withdrawPublishConsent`, { ...boxes('on', '2026-11-20') });
    const page = textOf((await officer.get(at)).body);
    assert.match(page, /Not to be quoted Passed on .*Who is praised Nadia Holme What is praised Communication and Expertise Consent to quote Withdrawn on 20 November 2026/iu);
    assert.match(page, /Passed on to Nadia Holm on 19 November 2026 Whoever gave it was thanked on 19 November 2026/u);
    assert.deepEqual([await finds(officer, 'consent=no'), (await officer.get(`${at}/acts/close`)).statusCode], [true, 404]);
    assert.doesNotMatch((await officer.get('/compliments.csv')).body, /Nadia|gave up/u);

    await does(officer, `${at}/acts/restrict`, { ...boxes('on', '2026-11-20'), reason: 'Names a child' });
    assert.deepEqual([(await officer.get(at)).statusCode, await finds(officer, 'q=never+gave'), (await officer.get('/compliments.csv')).body.includes(ref), (await manager.get(at)).statusCode, await finds(manager, 'q=never+gave')], [404, false, false, 200, true]);
    const before = await allReadRows(office.store);
    await rebuild(office.store.db);
    assert.deepEqual(await allReadRows(office.store), before);
  });
});

test('the pages of costs, of the Ombudsman and of compliments keep to WCAG 2.2 AA, wide and narrow', async () => {
  await withOffice(async (office) => {
    const ombudsmanRef = '26 004 117';
    await addCaseOf(office.store, 'I-1', [
      ...atStage2('I-1'), { type: 'CostAgreed', on: day('2026-10-05'), stage: 'stage2', role: 'investigating_officer', supplier: 'Moss Investigations', estimatePence: 150_000, ratePence: 4000, per: 'hour' },
      { type: 'InvoiceReceived', on: day('2026-11-12'), invoice: 1, supplier: 'Moss Investigations', number: 'MI-17', datedOn: day('2026-11-10'), stage: 'stage2', role: 'investigating_officer', amountPence: 144_000, vatPence: 24_000, per: 'hour', quantityHundredths: 3000, ratePence: 4000 },
      { type: 'InvoiceReceived', on: day('2026-11-13'), invoice: 2, supplier: 'Moss Investigations', number: 'MI-18', datedOn: day('2026-11-12'), stage: 'stage2', role: 'investigating_officer', amountPence: 40_000 }, { type: 'InvoiceQueried', on: day('2026-11-14'), invoice: 2, query: 'Which interviews?' },
      { type: 'OmbudsmanEnquiryReceived', on: day('2026-10-19'), ombudsmanRef, kind: 'full', replyDueOn: day('2026-11-16') }, { type: 'OmbudsmanReplied', on: day('2026-11-12'), ombudsmanRef },
      { type: 'OmbudsmanDecided', on: day('2026-11-18'), ombudsmanRef, decision: 'upheld_fault_and_injustice', publicReport: true, remedies: [{ dueOn: day('2026-11-19') }, { dueOn: day('2027-02-18') }], remedyTexts: ['Apologise in writing to the family', 'Train the team'] },
      { type: 'OmbudsmanRemedyCompleted', on: day('2026-11-19'), ombudsmanRef, remedy: 1, evidence: 'Letter of 19 November' },
    ]);
    await addComplimentOf(office.store, 'COMP-1', 'She answered the telephone every single time, and rang back when she said that she would');
    const { email } = await addSomebody(office.store.db, office.authorityId, 'Mona Manager', ['complaints_manager']);
    await office.app.listen({ port: 0, host: '127.0.0.1' });
    const address = `http://127.0.0.1:${(office.app.server.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    const paths = [
      '/invoices', '/cases/I-1', '/cases/I-1/acts/receiveInvoice', '/cases/I-1/acts/approveInvoice', '/cases/I-1/acts/notifyOmbudsmanCompliance', '/cases/I-1/acts/completeOmbudsmanRemedy', '/ombudsman', '/ombudsman?from-day=31&from-month=2&from-year=2026', '/ombudsman/new', '/ombudsman/LG-W-1',
      '/ombudsman/LG-W-1/attach', '/ombudsman/LG-W-1/acts/receiveOmbudsmanEnquiry', '/compliments', '/compliments/COMP-1', '/compliments/COMP-1/acts/correctFact?choose=complimentAspects', '/record/compliment',
    ];
    try {
      for (const width of [1280, 320]) {
        const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
        await page.goto(`${address}/sign-in`);
        await page.fill('#email', email);
        await page.fill('#password', PASSWORD);
        await page.click('form[action="/sign-in"] button[type=submit]');
        for (const path of paths) {
          assert.ok((await page.goto(address + path))?.status() !== 404, path);
          await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
          assert.deepEqual(await axe(page), [], `${path} at ${width}`);
          assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${path} is wider than ${width}`);
        }
        await page.context().close();
      }
    } finally {
      await browser.close();
    }
  });
});
