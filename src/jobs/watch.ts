import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { dayInEngland, timeInEngland } from '../domain/day.ts';
import type { Database } from '../store/database.ts';
import { mailWaits } from '../store/job-queue.ts';
import { roundToMake } from '../store/job-rounds.ts';

const LOOK_EVERY_MS = 30_000;
const AFTER_FAILURE_MS = 600_000;

/** The jobs under way: `ended` says whether they came to a good end. */
export type JobsUnderWay = { readonly ended: Promise<boolean>; stop(): void };

export type WatchSetting = {
  readonly database: Database; readonly clock: () => Date;
  /** Whether mail is sent at all. */
  readonly mail: boolean;
  /** Begins the jobs: in a process of their own where nothing else is said. */
  readonly begin?: () => JobsUnderWay;
};
export type Watch = { look(): Promise<void>; stop(): Promise<void> };

/** Whether something is due by now: a day's digests, cleaning, or a mail that waits. */
export async function jobsAreDue(database: Database, mail: boolean, at: Date): Promise<boolean> {
  const [on, time] = [dayInEngland(at), timeInEngland(at)];
  if ((await roundToMake(database, 'cleaning', on, time)).length > 0) return true;
  return mail && ((await roundToMake(database, 'digests', on, time)).length > 0 || await mailWaits(database, at));
}

/**
 * Looks every half minute whether something is due, and has it done in a process of its own, one at a time: what sends mail is not kept in the memory of
 * what serves pages, and cannot take it down.
 */
export function watchJobs({ database, clock, mail, begin = beginJobs }: WatchSetting): Watch {
  let underWay: JobsUnderWay | undefined;
  let looking = false;
  let notBefore = 0;
  let stopped = false;
  const look = async (): Promise<void> => {
    const at = clock();
    if (stopped || looking || underWay !== undefined || at.getTime() < notBefore) return;
    looking = true;
    try {
      // A database that is away for a moment is asked again the next time.
      if (!(await jobsAreDue(database, mail, at).catch(() => false)) || isStopped()) return;
      const jobs = begin();
      underWay = jobs;
      void endOf(jobs);
    } finally {
      looking = false;
    }
  };
  const endOf = async (jobs: JobsUnderWay): Promise<void> => {
    const well = await jobs.ended;
    underWay = undefined;
    if (!well) notBefore = clock().getTime() + AFTER_FAILURE_MS;
  };
  const isStopped = () => stopped;
  const timer = setInterval(() => { void look(); }, LOOK_EVERY_MS);
  timer.unref();
  return {
    look,
    async stop() {
      stopped = true;
      clearInterval(timer);
      underWay?.stop();
      await underWay?.ended;
    },
  };
}

const PROGRAM = fileURLToPath(new URL('../cli.ts', import.meta.url));

function beginJobs(): JobsUnderWay {
  const child = spawn(process.execPath, [...process.execArgv, PROGRAM, 'jobs', 'run', '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return {
    ended: new Promise((resolve) => {
      child.once('error', () => { resolve(false); });
      child.once('exit', (code) => { resolve(code === 0); });
    }),
    stop: () => { child.kill('SIGTERM'); },
  };
}
