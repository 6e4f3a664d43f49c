import type { Command } from 'commander';
import { type Day, dayInEngland, daysAfter, parseDay } from '../domain/day.ts';
import { PlainError } from '../domain/plain-error.ts';
import { usualVolume } from '../simulate/habits.ts';
import { simulateAuthorities } from '../simulate/simulate-authorities.ts';
import { lastYearEnd, yearsSimulated } from '../simulate/simulate-register.ts';
import { openStore } from '../store/store.ts';
import { progressBar } from './progress.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';
import { stoppable } from './stopping.ts';

type Options = { readonly authorities: string; readonly years: string; readonly perYear?: string; readonly seed: string; readonly until?: string };

const MOST_AUTHORITIES = 1000;
const MOST_YEARS = 20;
const MOST_A_YEAR = 20_000;
const MOST_SEED = 4_294_967_295;

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new PlainError(`${option} cannot be '${text}'. Allowed: a whole number from ${least.toLocaleString('en-GB')} to ${most.toLocaleString('en-GB')}.`);
}

function volume(text: string): { least: number; most: number } {
  const [least, most] = /^(\d+)(?:-(\d+))?$/.exec(text)?.slice(1) ?? [];
  if (least === undefined) throw new PlainError(`--per-year cannot be '${text}'. Allowed: a number such as 200, or a range such as 30-500.`);
  const range = { least: wholeNumber('--per-year', least, 1, MOST_A_YEAR), most: wholeNumber('--per-year', most ?? least, 1, MOST_A_YEAR) };
  if (range.least > range.most) throw new PlainError(`--per-year cannot be '${text}': ${range.least} is more than ${range.most}. Allowed: the smaller number first.`);
  return range;
}

function untilDay(text: string, today: Day): Day {
  const until = parseDay(text);
  if (until === undefined) throw new PlainError(`--until cannot be '${text}'. Allowed: a date written YYYY-MM-DD.`);
  if (until > today) throw new PlainError(`--until cannot be ${until}: nothing is simulated after today, ${today}.`);
  return until;
}

export function addSimulate(program: Command): void {
  program.command('simulate')
    .description('make up councils with plausible registers: only for demonstration, load and tests, never beside real records')
    .option('--authorities <n>', 'how many councils', '3')
    .option('--years <n>', 'how many years of records', '3')
    .option('--per-year <n or range>', `representations a year in each council (default: ${usualVolume.least}-${usualVolume.most})`)
    .option('--seed <n>', 'the same number makes the same councils', '1')
    .option('--until <day>', 'the last day on record (default: the last 31 March)')
    .addHelpText('after', '\nThe councils, their people and all that is said in their records are invented. Keep them in a database of their own:\n  CANDOUR_DATABASE=./simulated candour simulate --authorities 5 --years 4')
    .action(async (options: Options) => {
      const now = new Date();
      const today = dayInEngland(now);
      const simulation = {
        authorities: wholeNumber('--authorities', options.authorities, 1, MOST_AUTHORITIES), years: wholeNumber('--years', options.years, 1, MOST_YEARS),
        seed: wholeNumber('--seed', options.seed, 0, MOST_SEED), until: options.until === undefined ? lastYearEnd(daysAfter(today, -1)) : untilDay(options.until, today),
        ...(options.perYear === undefined ? {} : { perYear: volume(options.perYear) }),
      };
      const [first] = yearsSimulated(simulation.years, simulation.until);
      await stoppable('councils that were whole are kept, and nothing of the others', async (stop) => {
        const store = await openStore(undefined, sayingRowsAreMadeAgain());
        const bar = progressBar('Simulating', 'cases');
        try {
          const made = await simulateAuthorities(store.db, simulation, now, (done, of) => bar.update(done, of), stop);
          bar.stop();
          const number = (count: number) => count.toLocaleString('en-GB');
          process.stdout.write(`Simulated ${number(made.authorities)} ${made.authorities === 1 ? 'authority' : 'authorities'} from ${first.from} to ${simulation.until}, seed ${simulation.seed}: `
            + `${number(made.representations)} representations and ${number(made.compliments)} compliments (${number(made.events)} events).\n`);
        } finally {
          bar.stop();
          await store.close();
        }
      });
    });
}
