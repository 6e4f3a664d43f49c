import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { signalsToEnd, Stopped, stopWork } from './cli/stopping.ts';
import { PlainError } from './domain/plain-error.ts';
import { fileError } from './store/file-error.ts';
import { isDatabaseLost } from './store/lost-database.ts';

type Add = (program: Command) => void;

/** Each command's file is read only when it is asked for, or when all are to be listed: most need little of what others do. */
const commands: Readonly<Record<string, () => Promise<Add>>> = {
  start: async () => (await import('./cli/start.ts')).addStart,
  import: async () => (await import('./cli/import.ts')).addImport,
  export: async () => (await import('./cli/export.ts')).addExport,
  figure: async () => (await import('./cli/figure.ts')).addFigure,
  figures: async () => (await import('./cli/figures.ts')).addFigures,
  report: async () => (await import('./cli/report.ts')).addReport,
  deadline: async () => {
    const { addDeadline } = await import('./cli/deadline.ts');
    return (program) => addDeadline(program, proceduresOf);
  },
  departures: async () => (await import('./cli/departures.ts')).addDepartures,
  simulate: async () => (await import('./cli/simulate.ts')).addSimulate,
  jobs: async () => (await import('./cli/jobs.ts')).addJobs,
  user: async () => (await import('./cli/user.ts')).addUser,
  'identity-provider': async () => (await import('./cli/identity-provider.ts')).addIdentityProviderCommand,
  verify: async () => (await import('./cli/verify.ts')).addVerify,
  rebuild: async () => (await import('./cli/rebuild.ts')).addRebuild,
};

/** A council's own procedures, as its settings have them. Most deadlines need no database, so it is opened only for this. */
async function proceduresOf(authority: string): Promise<unknown> {
  const [{ openHeldStore }, { authorityNamed }] = await Promise.all([import('./store/store.ts'), import('./store/authorities.ts')]);
  const store = await openHeldStore();
  try {
    return (await authorityNamed(store.db, authority)).procedures;
  } finally {
    await store.close();
  }
}

const program = new Command('candour')
  .description('Complaints and compliments in children’s social care: registers in, figures and reports out.')
  .helpCommand('help [command]', 'how to use a command')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '').replace(/^./, (first) => first.toUpperCase())) });

const asked = process.argv[2];
const needed = asked !== undefined && Object.hasOwn(commands, asked) ? [commands[asked]!] : Object.values(commands);
for (const command of needed) (await command())(program);
program.exitOverride().showHelpAfterError('See npx candour help COMMAND.');
for (const one of program.commands) for (const command of [one, ...one.commands]) command.exitOverride().showHelpAfterError(`See npx candour ${command === one ? '' : `${one.name()} `}help ${command.name()}.`);

if (asked !== 'start') {
  // Ended from outside: leave no database running behind us. `start` ends in its own order.
  for (const signal of signalsToEnd) {
    process.once(signal, async () => {
      if (stopWork(signal)) return;
      const { closeStores } = await import('./store/store.ts');
      await closeStores();
      process.kill(process.pid, signal);
    });
  }
}

// Whoever reads our output may stop reading (`| head`): the work is still finished and the database closed.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** With CANDOUR_DEBUG=1 every error is shown with where it came about and what caused it. */
const debugging = (process.env['CANDOUR_DEBUG'] ?? '') !== '';

try {
  const about = process.argv[3];
  if (asked === 'help' && about !== undefined && about !== 'help' && !about.startsWith('-') && !Object.hasOwn(commands, about)) {
    throw new PlainError(`There is no command '${about}'. The commands are ${Object.keys(commands).join(', ')}.`);
  }
  if (asked === undefined) program.outputHelp();
  else await program.parseAsync();
} catch (thrown) {
  const error = fileError(thrown);
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
  } else if (error instanceof Stopped) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  } else if (error instanceof PlainError) {
    process.stderr.write(`${debugging ? inspect(error) : error.message}\n`);
    process.exitCode = 1;
  } else {
    process.stderr.write(`${inOneLine(error)}\n`);
    process.exitCode = 70;
  }
}

/** A fault of our own, or of the database: one line for whoever is at the terminal, and with CANDOUR_DEBUG where it came about. */
function inOneLine(error: unknown): string {
  if (debugging) return inspect(error);
  return isDatabaseLost(error)
    ? 'The connection to the database was lost. What had been recorded is kept; run the command again.'
    : `Candour met a fault of its own (${error instanceof Error ? error.name : 'unknown'}) and stopped; what it had not finished was not kept. With CANDOUR_DEBUG=1 it says where.`;
}
