import { Command, CommanderError } from 'commander';
import { PlainError } from './domain/plain-error.ts';
import { addDepartures } from './cli/departures.ts';
import { addDeadline } from './cli/deadline.ts';
import { addExport } from './cli/export.ts';
import { addFigure } from './cli/figure.ts';
import { addFigures } from './cli/figures.ts';
import { addImport } from './cli/import.ts';
import { addRebuild } from './cli/rebuild.ts';
import { addReport } from './cli/report.ts';
import { addSimulate } from './cli/simulate.ts';
import { addStart } from './cli/start.ts';
import { addVerify } from './cli/verify.ts';

const program = new Command('candour')
  .description('Complaints and compliments in children\'s social care: registers in, figures and reports out.')
  .helpCommand('help [command]', 'how to use a command')
  .showHelpAfterError('(see `candour help`, or `candour help COMMAND`)')
  .exitOverride()
  .enablePositionalOptions();

for (const add of [addStart, addImport, addExport, addFigure, addFigures, addReport, addDeadline, addDepartures, addSimulate, addVerify, addRebuild]) add(program);
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
  } else if (error instanceof PlainError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
