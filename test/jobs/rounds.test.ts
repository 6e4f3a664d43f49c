import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { PlainError } from '../../src/domain/plain-error.ts';
import { mailSettings } from '../../src/jobs/mail-settings.ts';
import { runJobs } from '../../src/jobs/run-jobs.ts';
import { type JobsUnderWay, jobsAreDue, watchJobs } from '../../src/jobs/watch.ts';
import { beginSession, findSession } from '../../src/store/accounts.ts';
import { auditTrail } from '../../src/store/audit.ts';
import { roundsOf } from '../../src/store/job-rounds.ts';
import { beginAttempt, takeAttempt } from '../../src/store/sign-in-attempts.ts';
import { withMailingOffice } from './mailing-office.ts';

test('once a day sessions that are over old drafts and the numbers of old forms are cleaned away, and those in use are kept', async () => {
  await withMailingOffice(async ({ store, clock, goTo, somebody, authorityId }) => {
    const viewer = await somebody('Fay Coyle', ['complaints_officer']);
    goTo('2026-11-22T20:00:00Z');
    const idle = await beginSession(store.db, viewer, true, clock());
    goTo('2026-11-23T08:30:00Z');
    const inUse = await beginSession(store.db, viewer, true, clock());
    for (const [sentAt, outcome] of [['2026-10-20T00:00:00Z', 'old'], ['2026-11-01T00:00:00Z', 'new']] as const) await store.db.insertInto('sent_form').values({ authority_id: authorityId, form: randomUUID(), account_id: viewer.accountId, sent_at: new Date(sentAt), outcome }).execute();
    const attempt = { state: 's', nonce: 'n', codeVerifier: 'v', returnTo: 'https://candour.example/back', goTo: '/cases/A26-1' };
    await beginAttempt(store.db, authorityId, attempt, new Date('2026-11-23T08:19:00Z'));
    const underWay = await beginAttempt(store.db, authorityId, attempt, new Date('2026-11-23T08:21:00Z'));
    // Kept for 90 days from the day on which they were last saved: until 22 November for one of 24 August.
    for (const [savedAt, form] of [['2026-08-23T23:30:00Z', 'record:a'], ['2026-08-25T00:00:00Z', 'record:b'], ['2026-01-05T12:00:00Z', 'case 1 handling awaiting confirmation']] as const) {
      await store.db.insertInto('draft').values({ authority_id: authorityId, account_id: viewer.accountId, form, fields: '{}', saved_at: new Date(savedAt) }).execute();
    }
    assert.ok(await jobsAreDue(store.db, false, clock()));
    assert.deepEqual(await runJobs({ store, clock }), { is: 'done', sent: 0, failed: 0 });
    assert.deepEqual((await roundsOf(store.db, authorityId)).map(({ job, result }) => [job, result]), [['cleaning', { forms: 1, drafts: 1, sessions: 1, reminders: 0 }]]);
    assert.deepEqual([await findSession(store.db, idle, clock()), (await findSession(store.db, inUse, clock()))?.viewer.name], [undefined, 'Fay Coyle']);
    assert.deepEqual((await store.db.selectFrom('sent_form').select('outcome').execute()).map(({ outcome }) => outcome), ['new']);
    assert.deepEqual((await store.db.selectFrom('draft').select('form').orderBy('form').execute()).map(({ form }) => form), ['case 1 handling awaiting confirmation', 'record:b']);
    assert.deepEqual((await auditTrail(store.db, authorityId)).map(({ what, accountId, detail }) => [what, accountId, detail]), [['drafts removed', null, { drafts: 1, keptForDays: 90 }]]);
    assert.equal((await store.db.selectFrom('sign_in_attempt').select('state').execute()).length, 1, 'a sign-in that left eleven minutes ago does not come back');
    assert.deepEqual(await takeAttempt(store.db, authorityId, underWay, clock()), attempt);
    assert.equal(await jobsAreDue(store.db, false, clock()), false);
    goTo('2026-11-24T00:30:00Z');
    assert.ok(await jobsAreDue(store.db, false, clock()), 'the next day');
  });
});

test('the watch has jobs done when something is due, one at a time, and waits after a failure', async () => {
  await withMailingOffice(async ({ store, clock, goTo }) => {
    const begun: { readonly jobs: JobsUnderWay; end(well: boolean): void; stopped: boolean }[] = [];
    const begin = (): JobsUnderWay => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const jobs: JobsUnderWay = { ended: promise, stop: () => { one.stopped = true; resolve(true); } };
      const one = { jobs, end: resolve, stopped: false };
      begun.push(one);
      return jobs;
    };
    const watch = watchJobs({ database: store.db, clock, mail: true, begin });
    await Promise.all([watch.look(), watch.look()]);
    await watch.look();
    assert.equal(begun.length, 1, 'one at a time');
    begun[0]?.end(false);
    await begun[0]?.jobs.ended;
    await watch.look();
    assert.equal(begun.length, 1, 'not at once after a failure');
    goTo('2026-11-23T08:41:00Z');
    await watch.look();
    assert.equal(begun.length, 2);
    await watch.stop();
    assert.ok(begun[1]?.stopped);
    goTo('2026-11-24T08:00:00Z');
    await watch.look();
    assert.equal(begun.length, 2, 'a watch that was stopped begins nothing');
  });
});

test('without a mail server there is no mail; one that is half configured is refused in plain words', () => {
  assert.equal(mailSettings({}), undefined);
  assert.deepEqual(mailSettings({ CANDOUR_SMTP: 'smtp://mail.ashmere.example:25', CANDOUR_MAIL_FROM: 'Candour <candour@ashmere.example>', CANDOUR_ADDRESS: 'https://candour.ashmere.example/' }),
    { server: 'smtp://mail.ashmere.example:25', from: 'Candour <candour@ashmere.example>', address: 'https://candour.ashmere.example' });
  for (const [environment, message] of [
    [{ CANDOUR_SMTP: 'mail.ashmere.example' }, /CANDOUR_SMTP is not the address of a mail server/u],
    [{ CANDOUR_SMTP: 'smtp://mail.ashmere.example' }, /CANDOUR_MAIL_FROM does not say from whom/u],
    [{ CANDOUR_SMTP: 'smtp://mail.ashmere.example', CANDOUR_MAIL_FROM: 'a@b.example', CANDOUR_ADDRESS: 'candour' }, /CANDOUR_ADDRESS is not a web address/u],
    [{ CANDOUR_SMTP: 'smtp://mail.ashmere.example', CANDOUR_MAIL_FROM: 'a@b.example', CANDOUR_ADDRESS: 'ftp://candour.ashmere.example' }, /CANDOUR_ADDRESS is not a web address/u],
  ] as const) assert.throws(() => mailSettings(environment), (error) => error instanceof PlainError && message.test(error.message));
});
