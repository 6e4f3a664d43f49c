import { readdir } from 'node:fs/promises';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { PlainError } from '../domain/plain-error.ts';
import { readRegister } from '../register/read-register.ts';
import { takeInRegister } from '../register/take-in-register.ts';
import { faultInWords } from '../register/fault.ts';
import { candourAddress } from '../jobs/candour-address.ts';
import { mailSettings } from '../jobs/mail-settings.ts';
import { type Watch, watchJobs } from '../jobs/watch.ts';
import { allAuthorities } from '../store/authorities.ts';
import { scannerPlace } from '../store/document-content/clamd.ts';
import { whatIsWrongWith } from '../store/key-file.ts';
import { lockForServing } from '../store/server-lock.ts';
import { openStore, type Store, storeFolder } from '../store/store.ts';
import { makeApp } from '../web/app.ts';
import { madeAgainInWords } from './rows-made-again.ts';

const DEMONSTRATION = new URL('../../demo/registers/', import.meta.url);
const DEFAULT_PORT = 3000;
const CASES_BETWEEN_WORDS = 50_000;

function portFrom(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535; 0 takes a free one.');
  return port;
}

/** Takes in the demonstration registers, where nothing is on record yet. */
async function loadDemonstration(store: Store): Promise<void> {
  if ((await allAuthorities(store.db)).length > 0) return;
  process.stdout.write('Nothing is on record yet. Taking in five councils’ registers as demonstration data:\n');
  for (const name of (await readdir(DEMONSTRATION)).toSorted()) {
    const read = await readRegister(fileURLToPath(new URL(name, DEMONSTRATION)));
    if ('faults' in read) throw new PlainError(`The demonstration register ${name} cannot be read:\n${read.faults.map(faultInWords).join('\n')}`);
    const { settings, rows } = read.register;
    if (settings === undefined) throw new PlainError(`The demonstration register ${name} has no authority.json.`);
    await takeInRegister(store.db, settings, rows, { by: 'demonstration', at: new Date() });
    process.stdout.write(`  ${settings.name}: ${rows.representations.length} representations, ${rows.compliments.length} compliments\n`);
  }
}

/** Opens the database; where another version of Candour made its read tables, says that they are made again, which takes minutes where there are many cases. */
async function openBroughtUpToDate(): Promise<Store> {
  let told = 0;
  return openStore(undefined, (done, of) => {
    if (told === 0) process.stdout.write(madeAgainInWords(of));
    else if (done >= told && done < of) process.stdout.write(`  ${done.toLocaleString('en-GB')} done\n`);
    while (told <= done) told += CASES_BETWEEN_WORDS;
  });
}

export function addStart(program: Command): void {
  program.command('start')
    .description('serve the reports in a browser, from the database that CANDOUR_DATABASE names (without it, an embedded one in the folder data)')
    .option('--port <number>', 'where to listen; 0 takes a free port', portFrom, Number(process.env['PORT'] ?? DEFAULT_PORT))
    .option('--host <address>', 'the address to listen on', process.env['HOST'] ?? 'localhost')
    .option('--no-jobs', 'leave what falls due (reminders, cleaning) to `candour jobs run`')
    .option('--no-demonstration', 'leave an empty database empty')
    .action(async (options: { port: number; host: string; demonstration: boolean; jobs: boolean }) => {
      const scannerNamed = process.env['CANDOUR_CLAMAV'] ?? '';
      const clamav = scannerNamed === '' ? undefined : scannerPlace(scannerNamed);
      const mail = mailSettings(process.env);
      const opensAt = candourAddress(process.env);
      const folder = storeFolder();
      const lock = folder === undefined ? undefined : await lockForServing(folder);
      let store: Store | undefined;
      let watch: Watch | undefined;
      try {
        store = await openBroughtUpToDate();
        if (options.demonstration) await loadDemonstration(store);
        const keyFault = await whatIsWrongWith(store.keyFile);
        if (keyFault !== undefined) process.stdout.write(`Documents cannot be added or opened. ${keyFault}\n`);
        const app = makeApp(store, { secureCookies: process.env['CANDOUR_HTTPS'] === '1', ...(opensAt === undefined ? {} : { address: opensAt }), ...(clamav === undefined ? {} : { clamav }), ...(mail === undefined ? {} : { mail: { from: mail.from, hasAddress: mail.address !== undefined, wake: () => { void watch?.look(); } } }) });
        watch = options.jobs ? watchJobs({ database: store.db, clock: () => new Date(), mail: mail !== undefined }) : undefined;
        const address = await listen(app, options);
        lock?.announce(address);
        process.stdout.write(`Candour is at ${address}\nPress Ctrl+C to stop.\n`);
        const [signal] = (await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')])) as [string | undefined];
        process.stdout.write(`Stopping${signal === undefined ? '' : ` (${signal})`} …\n`);
        await app.close();
      } finally {
        await watch?.stop();
        await store?.close();
        lock?.release();
      }
    });
}

async function listen(app: ReturnType<typeof makeApp>, { port, host }: { port: number; host: string }): Promise<string> {
  try {
    await app.listen({ port, host });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new PlainError(`Port ${port} is in use by another program. Choose another: npm start -- --port ${port + 1}`, { cause: error });
    if (code === 'EACCES') throw new PlainError(`Port ${port} needs more rights than this user has. Choose one above 1023: npm start -- --port ${DEFAULT_PORT}`, { cause: error });
    if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') throw new PlainError(`'${host}' is not an address of this machine. Leave --host out to listen on this machine alone, or give 0.0.0.0 for all its addresses.`, { cause: error });
    throw error;
  }
  const address = app.server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${listening}/`;
}
