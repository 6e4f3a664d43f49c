import type { Command } from 'commander';
import { fileOf } from '../domain/evolve.ts';
import { registerOfCases } from '../register/register-of-cases.ts';
import { writeRegister } from '../register/write-register.ts';
import { audit } from '../store/audit.ts';
import { authorityFacts, authorityNamed } from '../store/authorities.ts';
import { loadEvents } from '../store/case-history.ts';
import { openHeldStore } from '../store/store.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';

export function addExport(program: Command): void {
  program.command('export')
    .description('write the register of an authority: a folder of CSV files with a Frictionless datapackage.json, or one .xlsx workbook')
    .requiredOption('--authority <name>', 'whose register')
    .requiredOption('--out <path>', 'a folder that is new or empty, or a file that ends in .xlsx; an earlier register there is replaced')
    .action(async (options: { authority: string; out: string }) => {
      const store = await openHeldStore(sayingRowsAreMadeAgain());
      try {
        const { authorityId, ...settings } = await authorityNamed(store.db, options.authority);
        const histories = await loadEvents(store.db, authorityId);
        const files = [...histories.values()].map((recorded) => fileOf(recorded.map((one) => one.event))).filter((file) => file !== undefined);
        const rows = registerOfCases(files, await authorityFacts(store.db, authorityId), settings.keptPeople);
        const { replaced } = await writeRegister(options.out, { settings, rows });
        await audit(store.db, authorityId, new Date(), { what: 'exported', detail: { register: options.out.endsWith('.xlsx') ? 'workbook' : 'folder', representations: rows.representations.length, compliments: rows.compliments.length, by: 'candour export' } });
        process.stdout.write(`Wrote ${rows.representations.length.toLocaleString('en-GB')} representations and ${rows.compliments.length.toLocaleString('en-GB')} compliments of ${settings.authority} to ${options.out}${replaced ? ', in the place of the register that was there' : ''}.\n`);
      } finally {
        await store.close();
      }
    });
}
