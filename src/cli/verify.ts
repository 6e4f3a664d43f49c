import type { Command } from 'commander';
import { openHeldStore } from '../store/store.ts';
import { verify } from '../store/verify.ts';
import { progressBar } from './progress.ts';

const FAULTS_SHOWN = 20;

export function addVerify(program: Command): void {
  program.command('verify')
    .description('prove that no event on record was changed, taken away or put in, and that every publication is as it was published')
    .action(async () => {
      const store = await openHeldStore('left as they are');
      const bar = progressBar('Verifying', 'events');
      try {
        const verified = await verify(store.db, bar.update);
        bar.stop();
        for (const one of verified) {
          const erased = one.erasedTexts === 0 ? '' : `, ${one.erasedTexts} texts erased`;
          const published = one.publications === 0 ? '' : `, ${one.publications} ${one.publications === 1 ? 'publication' : 'publications'}`;
          process.stdout.write(`${one.authority}: ${one.faults.length === 0 ? 'holds' : 'DOES NOT HOLD'}, ${one.events.toLocaleString('en-GB')} events${erased}${published}, ends at ${one.head || 'nothing'}\n`);
          for (const fault of one.faults.slice(0, FAULTS_SHOWN)) process.stdout.write(`  ${fault}\n`);
          if (one.faults.length > FAULTS_SHOWN) process.stdout.write(`  … and ${one.faults.length - FAULTS_SHOWN} more\n`);
        }
        if (verified.length === 0) process.stdout.write('There is nothing on record yet.\n');
        if (verified.some((one) => one.faults.length > 0)) process.exitCode = 1;
      } finally {
        bar.stop();
        await store.close();
      }
    });
}
