import type { Command } from 'commander';
import { mailSettings } from '../jobs/mail-settings.ts';
import { type JobsDone, runJobs } from '../jobs/run-jobs.ts';
import { openHeldStore } from '../store/store.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';
import { stoppable } from './stopping.ts';

export function addJobs(program: Command): void {
  const jobs = program.command('jobs').description('what falls due: reminders by mail, and cleaning away what is over');
  jobs.command('run')
    .description('do what is due now, once, and stop. `candour start` does it by itself; start it with --no-jobs to have this run by your own scheduler, every few minutes')
    .option('--quiet', 'say nothing but what goes wrong')
    .action(async (options: { quiet?: true }) => {
      const mail = mailSettings(process.env);
      const store = await openHeldStore(sayingRowsAreMadeAgain());
      try {
        const done = await stoppable('what was not sent waits for the next time', async (stop) => {
          const came = await runJobs({ store, clock: () => new Date(), stop, ...(mail === undefined ? {} : { mail }) });
          stop.throwIfAborted();
          return came;
        });
        if (options.quiet !== true) process.stdout.write(`${inWords(done, mail !== undefined)}\n`);
      } finally {
        await store.close();
      }
    });
}

function inWords(done: JobsDone, mail: boolean): string {
  if (done.is === 'another process works') return 'Another Candour is doing what is due. Nothing was done twice.';
  if (!mail) return 'What is over was cleaned away. No mail is sent: CANDOUR_SMTP names no mail server.';
  const sent = done.sent === 1 ? '1 mail was sent' : `${done.sent} mails were sent`;
  return done.failed === 0 ? `${sent}.` : `${sent}, ${done.failed} could not be sent and will be tried again.`;
}
