import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { audit } from '../../../store/audit.ts';
import { roundsOf } from '../../../store/job-rounds.ts';
import { askForTestMail, countReminders, failedReminders, reminderSettingsOf, saveReminderSettings, testMails, wantsDigest, setWantsDigest } from '../../../store/reminders.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { DAYS_SHOWN, type FieldError, type MailInUse, MOST_FAILURES, readSettings, remindersPage, type Typed, typedFrom } from './reminders-page.ts';

/** How mail goes out, and what has it looked at whether something is due. */
export type MailService = MailInUse & { wake(): void };

const TESTS_SHOWN = 3;
const text = z.string().max(200).default('');
const form = z.object({ digests: text, notices: text, digestAt: text, escalateAfter: text });
const wanted = z.object({ digest: z.enum(['yes', 'no']) });

const DONE: Readonly<Record<string, string>> = { saved: 'Saved.', test: 'A test mail to you is on its way. Reload this page in a moment to see whether it was sent.' };

/** What mails a council has sent, whether they go out, and each person's own choice about the digest. */
export function addReminders(app: FastifyInstance, { db }: Store, clock: Clock, mail: MailService | undefined): void {
  const config = { allow: 'keepRecords' } as const;
  const backTo = { text: 'Administration', href: '/administration' };

  const send = async (request: FastifyRequest, reply: FastifyReply, typed: Typed, errors: readonly FieldError[], done?: string): Promise<FastifyReply> => {
    const viewer = viewerOf(request);
    const since = new Date(clock().getTime() - DAYS_SHOWN * 86_400_000);
    const [rounds, counts, failures, tests] = await Promise.all([roundsOf(db, viewer.authorityId), countReminders(db, viewer.authorityId, since), failedReminders(db, viewer.authorityId, since, MOST_FAILURES), testMails(db, viewer, TESTS_SHOWN)]);
    const page = remindersPage(typed, { mail, rounds, counts, failures, tests }, errors, done);
    return sendPage(reply, renderPage('features/reminders/reminders.njk', { ...page, backTo, chrome: chrome(request) }), errors.length === 0 ? 200 : 400);
  };

  app.get<{ Querystring: { done?: string } }>('/administration/reminders', { config }, async (request, reply) =>
    send(request, reply, typedFrom(await reminderSettingsOf(db, viewerOf(request).authorityId)), [], request.query.done === undefined ? undefined : DONE[request.query.done]));

  app.post('/administration/reminders', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const sent = form.safeParse(request.body);
    const fields = sent.success ? sent.data : { digests: '', notices: '', digestAt: '', escalateAfter: '' };
    const typed = { digests: fields.digests === 'yes', notices: fields.notices === 'yes', digestAt: fields.digestAt.trim(), escalateAfter: fields.escalateAfter.trim() };
    const read = readSettings(typed);
    if ('errors' in read) return send(request, reply, typed, read.errors);
    await saveReminderSettings(db, viewer.authorityId, read.settings, { by: viewer.accountId, at: clock() });
    return reply.redirect('/administration/reminders?done=saved', 303);
  });

  app.post('/administration/reminders/test', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    if (mail === undefined) {
      await audit(db, viewer.authorityId, clock(), { what: 'refused', accountId: viewer.accountId, detail: { route: request.routeOptions.url ?? '', why: 'no mail server' } });
      return send(request, reply, typedFrom(await reminderSettingsOf(db, viewer.authorityId)), [{ text: 'No mail server is configured, so no mail can be sent', href: '#test' }]);
    }
    await askForTestMail(db, viewer, clock());
    mail.wake();
    return reply.redirect('/administration/reminders?done=test', 303);
  });

  const sendOwn = async (request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[], done?: string) => {
    const viewer = viewerOf(request);
    const [wants, settings] = await Promise.all([wantsDigest(db, viewer), reminderSettingsOf(db, viewer.authorityId)]);
    return sendPage(reply, renderPage('features/reminders/own.njk', {
      title: 'Mails to you', chrome: chrome(request), backTo: { text: 'Your account', href: '/account' }, errors, done, wants, email: viewer.email, digestAt: settings.digestAt, mailOn: mail !== undefined, digests: settings.digests, notices: settings.notices,
      manager: viewer.roles.includes('complaints_manager'),
    }), errors.length === 0 ? 200 : 400);
  };

  app.get<{ Querystring: { done?: string } }>('/account/reminders', { config: { allow: 'signed in' } }, async (request, reply) => sendOwn(request, reply, [], request.query.done === 'saved' ? 'Saved.' : undefined));

  app.post('/account/reminders', { config: { allow: 'signed in' } }, async (request, reply) => {
    const sent = wanted.safeParse(request.body);
    if (!sent.success) return sendOwn(request, reply, [{ text: 'Select whether you want the morning’s digest', href: '#digest' }]);
    await setWantsDigest(db, viewerOf(request), sent.data.digest === 'yes', clock());
    return reply.redirect('/account/reminders?done=saved', 303);
  });
}
