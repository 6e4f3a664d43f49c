import type { Command } from 'commander';
import { openHeldStore } from '../store/store.ts';
import { rebuild } from '../store/rebuild.ts';
import { progressBar } from './progress.ts';

export function addRebuild(program: Command): void {
  program.command('rebuild')
    .description('drop what is worked out for lists, search and figures, and work it out again from what happened')
    .action(async () => {
      const store = await openHeldStore('left as they are');
      const bar = progressBar('Rebuilding', 'cases');
      try {
        const { cases } = await rebuild(store.db, bar.update);
        bar.stop();
        process.stdout.write(`Rebuilt ${cases.toLocaleString('en-GB')} cases.\n`);
      } finally {
        bar.stop();
        await store.close();
      }
    });
}
