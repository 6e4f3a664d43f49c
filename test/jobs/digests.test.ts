import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import { setWantsDigest, saveReminderSettings } from '../../src/store/reminders.ts';
import { usualReminders } from '../../src/domain/reminders.ts';
import { promised, received, withMailingOffice } from './mailing-office.ts';

// Ten working days for stage 1, the day of receipt being day 0: 6 November + 10 = Friday 20 November; 9 + 10 = Monday 23; 16 + 10 = Monday 30; 17 + 10 = Tuesday 1 December.
const OVERDUE = '2026-11-06';
const TODAY = '2026-11-09';
const IN_FIVE = '2026-11-16';
const LATER = '2026-11-17';

test('the digest tells a responding manager what is overdue, due today and due in five working days in their own cases, by reference and day alone', async () => {
  await withMailingOffice(async ({ somebody, record, run, sentTo }) => {
    const manager = await somebody('Rhoda Byrne', ['responding_manager']);
    const other = await somebody('Otto Vance', ['responding_manager']);
    await record('D-LATE', ...received('D-LATE', OVERDUE, manager));
    await record('D-TODAY', ...received('D-TODAY', TODAY, manager));
    await record('D-FIVE', ...received('D-FIVE', IN_FIVE, manager));
    await record('D-LATER', ...received('D-LATER', LATER, manager));
    await record('D-OTHER', ...received('D-OTHER', OVERDUE, other));
    assert.deepEqual(await run(), { is: 'done', sent: 2, failed: 0 });
    const [mail, ...rest] = sentTo(manager);
    assert.deepEqual(rest, []);
    assert.equal(mail?.subject, 'Candour: 1 overdue, 1 due today, 1 due soon');
    assert.match(mail.text, /Overdue \(1\)\n-+\nD-LATE: Stage 1 response, was due on 20 November 2026\n {2}https:\/\/candour\.ashmere\.example\/cases\/D-LATE\n\nDue today \(1\)\n-+\nD-TODAY: .*\n.*\n\nDue in the next 5 working days \(1\)\n-+\nD-FIVE: Stage 1 response, due on 30 November 2026\n/u);
    assert.doesNotMatch(mail.text, /D-LATER|D-OTHER|Quillfeather|marmalade|Fostering|Delay|Rhoda|Byrne/u);
    assert.equal(sentTo(other).length, 1);
  });
});

test('a council whose settings cannot be used keeps no other from its digests, and is told of once they are out', async () => {
  await withMailingOffice(async ({ store, somebody, record, run, sentTo }) => {
    await sql`insert into authority (authority_id, authority, name, financial_year_starts, words, themes, procedures, conventions, report) overriding system value values (0, 'Brackwater', 'Brackwater', '04-01', '{}', '[]', '{"statutory": 5}', '{}', 'null')`.execute(store.db);
    const manager = await somebody('Rhoda Byrne', ['responding_manager']);
    await record('D-LATE', ...received('D-LATE', OVERDUE, manager));
    await assert.rejects(run(), /The settings of Brackwater cannot be used/u);
    assert.equal(sentTo(manager).length, 1);
  });
});

test('nobody gets a second digest on one day, however often the jobs run, and everybody the next on the next working day', async () => {
  await withMailingOffice(async ({ somebody, record, run, sentTo, goTo }) => {
    const manager = await somebody('Rhoda Byrne', ['responding_manager']);
    await record('D-LATE', ...received('D-LATE', OVERDUE, manager));
    await run();
    goTo('2026-11-23T10:00:00Z');
    assert.deepEqual(await run(), { is: 'done', sent: 0, failed: 0 });
    assert.equal(sentTo(manager).length, 1);
    for (const [at, mails] of [['2026-11-24T07:29:00Z', 0], ['2026-11-24T07:30:00Z', 1], ['2026-11-28T09:00:00Z', 0], ['2026-11-29T09:00:00Z', 0], ['2026-12-25T09:00:00Z', 0], ['2026-12-28T09:00:00Z', 0], ['2026-12-29T12:00:00Z', 0], ['2026-12-30T11:00:00Z', 1]] as const) {
      goTo(at);
      await run();
      assert.equal(sentTo(manager).length, mails, at);
    }
  });
});

test('a restricted case is in no digest, and neither is one that is about its reader or about a service that they work in', async () => {
  await withMailingOffice(async ({ somebody, record, run, sentTo }) => {
    const manager = await somebody('Mona Ashby', ['complaints_manager']);
    const officer = await somebody('Fay Coyle', ['complaints_officer'], { services: ['Adoption'] });
    await record('D-SEEN', ...received('D-SEEN', OVERDUE));
    await record('D-RESTRICTED', ...received('D-RESTRICTED', OVERDUE), promised(1, '2026-11-05'), { type: 'CaseRestricted', on: day('2026-11-10'), reason: 'Senior manager named' });
    await record('D-ABOUT', ...received('D-ABOUT', OVERDUE), { type: 'SubjectNamed', on: day('2026-11-10'), person: officer.key });
    await record('D-SERVICE', ...received('D-SERVICE', OVERDUE), { type: 'SubjectNamed', on: day('2026-11-10'), service: 'Adoption' });
    await run();
    const [toManager] = sentTo(manager);
    const [toOfficer] = sentTo(officer);
    assert.match(toManager?.text ?? '', /D-SEEN/u);
    assert.match(toManager?.text ?? '', /D-ABOUT/u);
    assert.match(toOfficer?.text ?? '', /D-SEEN/u);
    assert.doesNotMatch(`${toManager?.subject} ${toManager?.text}`, /D-RESTRICTED|romised action/u);
    assert.doesNotMatch(toOfficer?.text ?? '', /D-RESTRICTED|D-ABOUT|D-SERVICE/u);
    assert.match(toManager?.subject ?? '', /^Candour: 3 overdue/u);
    assert.match(toOfficer?.subject ?? '', /^Candour: 1 overdue/u);
  });
});

test('a case hidden after the digest was written and before it is sent is not in it', async () => {
  await withMailingOffice(async ({ somebody, record, run, sentTo, store, mails, goTo }) => {
    const manager = await somebody('Rhoda Byrne', ['responding_manager']);
    await record('D-LATE', ...received('D-LATE', OVERDUE, manager));
    await record('D-TODAY', ...received('D-TODAY', TODAY, manager));
    mails.refuse = () => 451;
    assert.deepEqual(await run(), { is: 'done', sent: 0, failed: 1 });
    await record('D-LATE', { type: 'CaseRestricted', on: day('2026-11-23'), reason: 'Senior manager named' });
    mails.refuse = undefined;
    goTo('2026-11-23T09:00:00Z');
    await store.db.updateTable('graphile_worker._private_jobs' as never).set({ run_at: new Date(0) } as never).execute();
    assert.deepEqual(await run(), { is: 'done', sent: 1, failed: 0 });
    const [mail] = sentTo(manager);
    assert.match(mail?.text ?? '', /D-TODAY/u);
    assert.doesNotMatch(mail?.text ?? '', /D-LATE/u);
  });
});

test('whoever has nothing to do gets no mail, whoever turned digests off gets none, and none goes where the council turned them off', async () => {
  await withMailingOffice(async ({ somebody, record, run, mails, store, authorityId, clock, goTo }) => {
    const manager = await somebody('Rhoda Byrne', ['responding_manager']);
    await somebody('Idle Ives', ['responding_manager']);
    await somebody('Ann Auditor', ['auditor', 'senior_leader', 'administrator']);
    await record('D-LATE', ...received('D-LATE', OVERDUE, manager));
    await setWantsDigest(store.db, manager, false, clock());
    await run();
    assert.deepEqual(mails.received, []);
    await setWantsDigest(store.db, manager, true, clock());
    await saveReminderSettings(store.db, authorityId, { ...usualReminders, digests: false }, { by: manager.accountId, at: clock() });
    goTo('2026-11-24T08:00:00Z');
    await run();
    assert.deepEqual(mails.received, []);
    await saveReminderSettings(store.db, authorityId, { ...usualReminders, digestAt: '06:15' }, { by: manager.accountId, at: clock() });
    goTo('2026-11-25T06:15:00Z');
    await run();
    assert.equal(mails.received.length, 1);
  });
});

test('five working days after it was due a case is in the complaints manager’s digest whoever has to act, and not in an officer’s', async () => {
  await withMailingOffice(async ({ somebody, record, run, sentTo, goTo }) => {
    const [manager, officer] = [await somebody('Mona Ashby', ['complaints_manager']), await somebody('Fay Coyle', ['complaints_officer'])];
    await record('D-LATE', ...received('D-LATE', OVERDUE, await somebody('Rhoda Byrne', ['responding_manager'])));
    goTo('2026-11-26T08:00:00Z');
    await run();
    assert.doesNotMatch(sentTo(manager)[0]?.text ?? '', /D-LATE/u, 'overdue by four');
    goTo('2026-11-27T08:00:00Z');
    await run();
    assert.match(sentTo(manager)[0]?.text ?? '', /Overdue by 5 working days or more, whoever has to act \(1\)\n-+\nD-LATE: overdue since 20 November 2026\n/u);
    assert.doesNotMatch(sentTo(officer)[0]?.text ?? '', /D-LATE/u);
  });
});

test('promised actions, the review of a deferral, an Ombudsman’s day and the papers of a panel are told as the work list has them', async () => {
  await withMailingOffice(async ({ somebody, record, run, sentTo }) => {
    const manager = await somebody('Mona Ashby', ['complaints_manager']);
    await record('D-ACTION', ...received('D-ACTION', LATER), promised(1, '2026-11-12'), promised(2, '2026-11-30'), promised(3, '2026-12-01'));
    await record('D-DEFERRED', ...received('D-DEFERRED', LATER), { type: 'Deferred', on: day('2026-11-18'), proceedings: 'Care proceedings', prejudice: 'A witness', reviewOn: day('2026-11-23') });
    await record('D-OMBUDSMAN', ...received('D-OMBUDSMAN', LATER), { type: 'OmbudsmanEnquiryReceived', on: day('2026-11-18'), ombudsmanRef: '26 001 234', kind: 'full', replyDueOn: day('2026-11-27') });
    // Papers go ten working days before the panel: 8 December − 10 = Tuesday 24 November.
    await record('D-PANEL', ...received('D-PANEL', '2026-09-01'), { type: 'Stage1Responded', on: day('2026-09-08'), outcome: 'not_upheld' }, { type: 'Stage2Requested', on: day('2026-09-10') }, { type: 'Stage3Requested', on: day('2026-11-12') }, { type: 'PanelArranged', on: day('2026-11-16'), meetingOn: day('2026-12-08') });
    await run();
    const text = sentTo(manager)[0]?.text ?? '';
    assert.match(text, /Promised actions that are overdue or due in 5 working days \(2\)\n-+\nD-ACTION: promised action 1, was due on 12 November 2026\n.*\nD-ACTION: promised action 2, due on 30 November 2026\n/u);
    assert.match(text, /Due today \(1\)\n-+\nD-DEFERRED: Review of what was deferred, due on 23 November 2026\n/u);
    assert.match(text, /D-OMBUDSMAN: .*, due on 27 November 2026\n/u);
    assert.match(text, /D-PANEL: Papers to the panel and those who attend, due on 24 November 2026\n/u);
    assert.doesNotMatch(text, /quoits|witness|Care proceedings|26 001/u);
  });
});

test('a head of service is told how many actions of the services they answer for are overdue, and nothing of a restricted case', async () => {
  await withMailingOffice(async ({ somebody, record, run, sentTo }) => {
    const head = await somebody('Hari Stone', ['senior_leader'], { answersFor: ['Fostering'] });
    await record('D-ACTION', ...received('D-ACTION', LATER), promised(1, '2026-11-12'), promised(2, '2026-11-30'));
    await record('D-RESTRICTED', ...received('D-RESTRICTED', LATER), promised(1, '2026-10-01'), { type: 'CaseRestricted', on: day('2026-11-18'), reason: 'Senior manager named' });
    await run();
    const [mail] = sentTo(head);
    assert.equal(mail?.subject, 'Candour: what waits for you');
    assert.match(mail.text, /Learning of the services you answer for\n-+\n1 promised action is overdue since 12 November 2026\.\nhttps:\/\/candour\.ashmere\.example\/learning\?state=overdue\n/u);
    assert.doesNotMatch(mail.text, /D-ACTION|D-RESTRICTED|quoits|October/u);
  });
});

test('on the first working day of a week the complaints manager is told how many cases were kept longer than the schedule says', async () => {
  await withMailingOffice(async ({ somebody, record, run, sentTo, goTo }) => {
    const manager = await somebody('Mona Ashby', ['complaints_manager']);
    const old = (ref: string) => [{ type: 'RepresentationReceived', on: day('2010-01-02'), ref }, { type: 'HandlingDecided', on: day('2010-01-02'), handledAs: 'corporate' }, { type: 'Closed', on: day('2010-01-10') }] as const;
    await record('OLD-1', ...old('OLD-1'));
    await record('OLD-2', ...old('OLD-2'), { type: 'CaseRestricted', on: day('2010-01-10'), reason: 'Senior manager named' });
    await run();
    assert.match(sentTo(manager)[0]?.text ?? '', /1 case has been kept longer than your schedule says\. Nothing is erased by itself/u);
    goTo('2026-11-24T08:00:00Z');
    await run();
    assert.deepEqual(sentTo(manager), []);
  });
});
