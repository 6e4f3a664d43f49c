import { dayInEngland } from '../domain/day.ts';
import { authorityWith } from '../store/authorities.ts';
import type { Database } from '../store/database.ts';
import { endReminder, failReminder, findWaiting, type Reminder, reminderSettingsOf } from '../store/reminders.ts';
import { rulesOf } from '../store/rules-of-authority.ts';
import { digestFor } from './digest.ts';
import type { Address } from './mail-text.ts';
import { noticeFor } from './notice.ts';
import { MailFault, type Post } from './post.ts';

/** A notice that was late by three days tells nobody anything. */
const LAPSES_AFTER_MS = 3 * 86_400_000;

export type Sent = 'sent' | 'nothing to say' | 'lapsed' | 'ended before';

/**
 * Works out what one mail says, by what its reader may see now, and sends it. One that was sent is not sent again; between the mail server's yes and our
 * note of it lies a moment in which a process that is killed sends it a second time, under the same number. Rejects with why it was not sent, for the queue to try again.
 */
export async function sendReminder(database: Database, post: Post, address: Address, of: Pick<Reminder, 'authorityId' | 'reminder'>, at: Date, lastAttempt: boolean): Promise<Sent> {
  const reminder = await findWaiting(database, of.authorityId, of.reminder);
  if (reminder === undefined) return 'ended before';
  const end = async (state: Exclude<Sent, 'ended before'>) => {
    await endReminder(database, reminder, state, at);
    return state;
  };
  const today = dayInEngland(at);
  const isLate = reminder.kind === 'digest' ? reminder.about !== today : at.getTime() - reminder.madeAt.getTime() > LAPSES_AFTER_MS;
  if (!reminder.wanted || isLate) return end('lapsed');
  const written = reminder.kind === 'digest' ? await digestOf(database, reminder, address, at) : await noticeFor({ database, reminder, today, at, address });
  if (written === undefined) return end('nothing to say');
  try {
    await post.send({ ...written, to: reminder.viewer.email, id: `candour-${reminder.authorityId}-${reminder.reminder}-${reminder.madeAt.getTime()}` });
  } catch (error) {
    const fault = error instanceof MailFault ? error : new MailFault('Candour met a fault of its own', false);
    await failReminder(database, reminder, fault.message, lastAttempt, at);
    throw fault;
  }
  return end('sent');
}

async function digestOf(database: Database, { viewer }: Reminder, address: Address, at: Date) {
  const [authority, settings] = await Promise.all([authorityWith(database, viewer.authorityId), reminderSettingsOf(database, viewer.authorityId)]);
  return digestFor({ database, viewer, settings, calendar: rulesOf(authority).calendar, at, address }, dayInEngland(at), authority.name);
}
