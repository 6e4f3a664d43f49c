import type { Task } from 'graphile-worker';
import { makeCleaning, makeDigests } from './daily-rounds.ts';
import type { MailSettings } from './mail-settings.ts';
import { openPost } from './post.ts';
import { sendReminder } from './send-reminder.ts';
import { freeAbandonedJobs, queueReminders, queuePool, SEND_REMINDER, workAlone } from '../store/job-queue.ts';
import type { Store } from '../store/store.ts';

export type JobsSetting = {
  readonly store: Store; readonly clock: () => Date;
  /** Without it no mail is written or sent. */
  readonly mail?: MailSettings;
  /** Ends the work after the mail that is being sent; the rest waits for the next time. */
  readonly stop?: AbortSignal;
};
export type JobsDone = { readonly is: 'done'; readonly sent: number; readonly failed: number } | { readonly is: 'another process works' };

type Payload = { readonly authorityId: number; readonly reminder: number };

/**
 * Does what is due by now, once, and ends: cleaning, the day's digests, and every mail that waits. One process at a time does it. What goes wrong in one council's
 * round is thrown once the others have had theirs and the mail is out.
 */
export async function runJobs({ store, clock, mail, stop }: JobsSetting): Promise<JobsDone> {
  const pool = queuePool(store);
  try {
    const alone = await workAlone(pool);
    if (alone === undefined) return { is: 'another process works' };
    try {
      const faults: unknown[] = [];
      const kept = (error: unknown) => { faults.push(error); };
      await makeCleaning(store.db, clock()).catch(kept);
      if (mail === undefined || stop?.aborted === true) {
        if (faults.length > 0) throw faults[0];
        return { is: 'done', sent: 0, failed: 0 };
      }
      const { Logger, runMigrations, runTaskListOnce } = await import('graphile-worker');
      // What it would log quotes payloads and errors; what came of each mail is kept with the mail.
      const quiet = { logger: new Logger(() => () => undefined) };
      await runMigrations({ ...quiet, pgPool: pool });
      await freeAbandonedJobs(store.db);
      await makeDigests(store.db, clock()).catch(kept);
      await queueReminders(store.db, clock());
      const post = await openPost(mail);
      const done = { sent: 0, failed: 0 };
      const task: Task = async (payload, { job }) => {
        try {
          const came = await sendReminder(store.db, post, mail.address, payload as Payload, clock(), job.attempts >= job.max_attempts);
          if (came === 'sent') done.sent += 1;
        } catch (error) {
          done.failed += 1;
          throw error;
        }
      };
      const work = runTaskListOnce({ ...quiet, noHandleSignals: true, pgPool: pool }, { [SEND_REMINDER]: task }, alone.client);
      const end = () => { void work.gracefulShutdown('told to stop'); };
      stop?.addEventListener('abort', end, { once: true });
      try {
        await work.promise;
      } finally {
        stop?.removeEventListener('abort', end);
        post.close();
      }
      if (faults.length > 0) throw faults[0];
      return { is: 'done', ...done };
    } finally {
      await alone.letGo();
    }
  } finally {
    await pool.end();
  }
}
