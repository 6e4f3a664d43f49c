import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { usualReminders } from '../../src/domain/reminders.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { breakGlass } from '../../src/store/access.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { keepForConfirmation } from '../../src/store/awaiting-confirmation.ts';
import { recordActs } from '../../src/store/case-for-viewer.ts';
import { addLetter, approveLetter, saveLetterSettings, writeLetter } from '../../src/store/letters.ts';
import { countReminders, failedReminders, saveReminderSettings } from '../../src/store/reminders.ts';
import { jobsAreDue } from '../../src/jobs/watch.ts';
import { type MailingOffice, received, withMailingOffice } from './mailing-office.ts';

/** Half past five in the evening: no digest is written any more, so that what is sent is what was told at once. */
const EVENING = '2026-11-23T17:30:00Z';

async function act(office: MailingOffice, by: Viewer, ref: string, version: number, ...events: readonly CaseEvent[]): Promise<void> {
  const done = await recordActs(office.store.db, by, { kind: 'representation', ref }, { form: randomUUID(), version }, 'note', { events }, office.clock());
  assert.equal(done.is, 'recorded');
}

const allocated = (to: Viewer): CaseEvent => ({ type: 'Stage1Allocated', on: day('2026-11-23'), respondingManager: to.key });

test('whoever is given a case is told at once by its reference, once, and not whoever gave it to themselves', async () => {
  await withMailingOffice(async (office) => {
    office.goTo(EVENING);
    const [officer, manager] = [await office.somebody('Fay Coyle', ['complaints_officer', 'responding_manager']), await office.somebody('Rhoda Byrne', ['responding_manager'])];
    await office.record('N-1', ...received('N-1', '2026-11-20'));
    await office.record('N-2', ...received('N-2', '2026-11-20'));
    await act(office, officer, 'N-1', 2, allocated(manager));
    await act(office, officer, 'N-2', 2, allocated(officer));
    assert.ok(await jobsAreDue(office.store.db, true, office.clock()));
    assert.deepEqual(await office.run(), { is: 'done', sent: 1, failed: 0 });
    assert.deepEqual(await office.run(), { is: 'done', sent: 0, failed: 0 });
    assert.equal(await jobsAreDue(office.store.db, true, office.clock()), false, 'nothing is left to do');
    assert.deepEqual(office.sentTo(manager).map(({ subject, text }) => [subject, text.split('\n')]), [['Candour: a case has been given to you', [
      'Case N-1 has been given to you to answer.', '', 'https://candour.ashmere.example/cases/N-1', '', 'What the case is about is in Candour alone, and never in a mail.', '',
    ]]]);
    assert.deepEqual(office.sentTo(officer), []);
    assert.deepEqual(await verifyAudit(office.store.db, office.authorityId), []);
  });
});

test('nobody is told of a restricted case that they are given, nor of one that went to somebody else before the mail did', async () => {
  await withMailingOffice(async (office) => {
    office.goTo(EVENING);
    const [boss, manager, other] = [await office.somebody('Mona Ashby', ['complaints_manager']), await office.somebody('Rhoda Byrne', ['responding_manager']), await office.somebody('Otto Vance', ['responding_manager'])];
    await office.record('N-HIDDEN', ...received('N-HIDDEN', '2026-11-20'), { type: 'CaseRestricted', on: day('2026-11-20'), reason: 'Senior manager named' });
    await office.record('N-MOVED', ...received('N-MOVED', '2026-11-20'));
    await act(office, boss, 'N-HIDDEN', 3, allocated(manager));
    await act(office, boss, 'N-MOVED', 2, allocated(manager));
    await act(office, boss, 'N-MOVED', 3, allocated(other));
    assert.deepEqual(await office.run(), { is: 'done', sent: 1, failed: 0 });
    assert.deepEqual(office.sentTo(manager), []);
    assert.match(office.sentTo(other)[0]?.text ?? '', /N-MOVED/u);
  });
});

test('the other complaints managers are told of a decision that waits for one of them, unless it was confirmed meanwhile or the case is about them', async () => {
  await withMailingOffice(async (office) => {
    office.goTo(EVENING);
    const [first, second, third] = [await office.somebody('Mona Ashby', ['complaints_manager']), await office.somebody('Milo Dane', ['complaints_manager']), await office.somebody('Mae Ives', ['complaints_manager'])];
    const caseId = await office.record('N-1', ...received('N-1', '2026-11-20'), { type: 'SubjectNamed', on: day('2026-11-20'), person: third.key });
    await keepForConfirmation(office.store.db, first, caseId, { exclusions: '[]', version: '2' }, office.clock());
    await office.run();
    assert.match(office.sentTo(second)[0]?.text ?? '', /^How case N-1 is handled has been decided, and waits for a second person to confirm it\.\n\nhttps:\/\/candour\.ashmere\.example\/cases\/N-1\/handling\/confirmation\n/u);
    assert.deepEqual([office.sentTo(first), office.sentTo(third)], [[], []]);
  });
});

test('a letter is told of once its writer has left it for half an hour, and not once it is approved', async () => {
  await withMailingOffice(async (office) => {
    office.goTo('2026-11-23T17:00:00Z');
    const { store: { db } } = office;
    const [writer, manager] = [await office.somebody('Fay Coyle', ['complaints_officer']), await office.somebody('Mona Ashby', ['complaints_manager'])];
    await saveLetterSettings(db, manager, { letterhead: '', team: '', contact: '', ombudsman: '', advocacy: '', secondPerson: true }, office.clock());
    const caseId = await office.record('N-1', ...received('N-1', '2026-11-20'));
    const one = await addLetter(db, writer, caseId, randomUUID(), 'stage1-response', {}, office.clock());
    const two = await addLetter(db, writer, caseId, randomUUID(), 'stage1-response', {}, office.clock());
    office.goTo('2026-11-23T17:20:00Z');
    await writeLetter(db, writer, { caseId, letter: one, version: 1 }, {}, office.clock());
    await approveLetter(db, manager, { caseId, letter: two, version: 1 }, office.clock());
    office.goTo('2026-11-23T17:49:00Z');
    await office.run();
    assert.deepEqual(office.sentTo(manager), []);
    office.goTo('2026-11-23T17:50:00Z');
    await office.run();
    assert.deepEqual(office.sentTo(manager).map(({ subject }) => subject), ['Candour: a letter waits for you']);
    await writeLetter(db, writer, { caseId, letter: one, version: 2 }, {}, office.clock());
    office.goTo('2026-11-23T19:00:00Z');
    await office.run();
    assert.deepEqual(office.sentTo(manager), [], 'once a letter');
  });
});

test('that a hidden case was opened is told to the other complaints managers whatever is turned off, with neither its reference nor a name', async () => {
  await withMailingOffice(async (office) => {
    office.goTo(EVENING);
    const { store: { db }, authorityId } = office;
    const [officer, manager, subject] = [await office.somebody('Fay Coyle', ['complaints_officer']), await office.somebody('Mona Ashby', ['complaints_manager']), await office.somebody('Milo Dane', ['complaints_manager'])];
    const caseId = await office.record('N-HIDDEN', ...received('N-HIDDEN', '2026-11-20'), { type: 'CaseRestricted', on: day('2026-11-20'), reason: 'Senior manager named' }, { type: 'SubjectNamed', on: day('2026-11-20'), person: subject.key });
    await saveReminderSettings(db, authorityId, { ...usualReminders, digests: false, notices: false }, { by: manager.accountId, at: office.clock() });
    await breakGlass(db, officer, caseId, 'The child is at risk tonight', office.clock());
    assert.deepEqual(await office.run(), { is: 'done', sent: 1, failed: 0 });
    const [mail] = office.sentTo(manager);
    assert.match(mail?.text ?? '', /^At 17:30 somebody gave a reason and opened a case that is hidden from them\..*\n\nhttps:\/\/candour\.ashmere\.example\/audit\n/u);
    assert.doesNotMatch(`${mail?.subject} ${mail?.text}`, /HIDDEN|Coyle|risk/u);
    assert.deepEqual(office.sentTo(subject), [], 'whom the case is about learns nothing of it');
  });
});

test('a mail that the server does not take is tried again later, and what is kept of why has no address', async () => {
  await withMailingOffice(async (office) => {
    office.goTo(EVENING);
    const { store: { db }, authorityId, mails } = office;
    const [officer, manager] = [await office.somebody('Fay Coyle', ['complaints_officer']), await office.somebody('Rhoda Byrne', ['responding_manager'])];
    await office.record('N-1', ...received('N-1', '2026-11-20'));
    await act(office, officer, 'N-1', 2, allocated(manager));
    mails.refuse = () => 550;
    assert.deepEqual(await office.run(), { is: 'done', sent: 0, failed: 1 });
    assert.deepEqual(await office.run(), { is: 'done', sent: 0, failed: 0 }, 'not before its time');
    const [failed] = await failedReminders(db, authorityId, new Date(0), 10);
    assert.deepEqual([failed?.name, failed?.failure, failed?.attempts, failed?.state], ['Rhoda Byrne', 'The mail server refused it (550)', 1, 'waiting']);
    const queue = db.selectFrom('graphile_worker._private_jobs' as never).selectAll() as unknown as { execute(): Promise<readonly { run_at: Date; last_error: string; payload: unknown }[]> };
    const [job] = await queue.execute();
    assert.ok(job !== undefined && job.run_at.getTime() > Date.now(), 'it waits');
    assert.doesNotMatch(JSON.stringify(job), /@|Byrne|N-1/u);
    mails.refuse = undefined;
    await db.updateTable('graphile_worker._private_jobs' as never).set({ run_at: new Date(0) } as never).execute();
    assert.deepEqual(await office.run(), { is: 'done', sent: 1, failed: 0 });
    assert.deepEqual(await countReminders(db, authorityId, new Date(0)), { sent: 1, waiting: 0, failed: 0, lastSentAt: office.clock() });
    assert.deepEqual(await failedReminders(db, authorityId, new Date(0), 10), [], 'it went in the end');
  });
});

test('with the mail server away only the first mail waits for it; a notice that is three days late is not sent', async () => {
  await withMailingOffice(async (office) => {
    office.goTo(EVENING);
    const { store: { db }, authorityId, mails } = office;
    const officer = await office.somebody('Fay Coyle', ['complaints_officer']);
    for (const ref of ['N-1', 'N-2', 'N-3']) {
      await office.record(ref, ...received(ref, '2026-11-20'));
      await act(office, officer, ref, 2, allocated(await office.somebody(`Manager ${ref}`, ['responding_manager'])));
    }
    await mails.close();
    const before = performance.now();
    assert.deepEqual(await office.run(), { is: 'done', sent: 0, failed: 3 });
    assert.ok(performance.now() - before < 10_000);
    assert.deepEqual((await failedReminders(db, authorityId, new Date(0), 10)).map(({ failure }) => failure), Array.from({ length: 3 }, () => 'The mail server could not be reached (ECONNREFUSED)'));
    office.goTo('2026-11-26T17:31:00Z');
    await db.updateTable('graphile_worker._private_jobs' as never).set({ run_at: new Date(0) } as never).execute();
    assert.deepEqual(await office.run(), { is: 'done', sent: 0, failed: 0 });
    assert.deepEqual(await countReminders(db, authorityId, new Date(0)), { sent: 0, waiting: 0, failed: 0 });
  });
});
