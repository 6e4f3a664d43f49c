import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { sql } from 'kysely';
import { PlainError } from '../src/domain/plain-error.ts';
import { benchComposed } from './composed.ts';
import { benchAllAuthorities, benchOneAuthority } from './figures.ts';
import { benchImport } from './import.ts';
import { benchPages } from './pages.ts';
import { benchReports } from './reports.ts';
import { asTable, isMet, type Result } from './result.ts';
import { openStore } from '../src/store/store.ts';
import { openScratch } from './scratch.ts';
import { benchStart } from './start.ts';
import { benchWorkingDays } from './working-days.ts';

type Options = { readonly complaints?: string; readonly quick?: boolean; readonly keep?: boolean; readonly folder: string; readonly out: string; readonly only?: string };
const parts = ['working-days', 'import', 'figures', 'reports', 'start', 'composed', 'pages'] as const;
type Part = (typeof parts)[number];

const startedAt = performance.now();
function say(what: string): void {
  process.stderr.write(`${`${Math.round((performance.now() - startedAt) / 1000)} s`.padStart(6)}  ${what}\n`);
}

function complaintsFrom({ complaints, quick }: Options): number {
  if (complaints === undefined) return quick === true ? 12_000 : 300_000;
  const number = Number(complaints);
  if (/^\d+$/.test(complaints) && number >= 4000 && number <= 2_000_000) return number;
  throw new PlainError(`--complaints cannot be '${complaints}'. Allowed: a whole number from 4,000 to 2,000,000.`);
}

function partsFrom(only: string | undefined): readonly Part[] {
  if (only === undefined) return parts;
  return only.split(',').map((name) => {
    const part = parts.find((one) => one === name);
    if (part === undefined) throw new PlainError(`--only cannot be '${name}'. Allowed: ${parts.join(', ')}.`);
    return part;
  });
}

async function bench(options: Options): Promise<void> {
  const complaints = complaintsFrom(options);
  const wanted = new Set(partsFrom(options.only));
  const quick = options.quick === true;
  const folder = resolve(options.folder);
  const results: Result[] = [];
  const about: Record<string, unknown> = { at: new Date().toISOString(), node: process.version, processors: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`, memoryGb: Math.round(totalmem() / 2 ** 30) };
  if (wanted.has('working-days')) {
    say('working days');
    results.push(...benchWorkingDays(quick ? 5 : 15));
  }
  if (wanted.has('import')) {
    say('import');
    results.push(await benchImport(quick ? 3000 : 20_000, quick ? 2 : 3, say));
  }
  if (wanted.has('figures') || wanted.has('reports') || wanted.has('start') || wanted.has('composed') || wanted.has('pages')) {
    const scratch = await openScratch(folder, complaints, say);
    try {
      const { rows } = await sql<{ version: string; size: string }>`select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`.execute(scratch.store.db);
      Object.assign(about, { complaints: scratch.complaints, authorities: scratch.authorityIds.length, postgresql: rows[0]!.version, database: rows[0]!.size, ...(scratch.simulatedInSeconds === undefined ? {} : { simulatedInSeconds: Math.round(scratch.simulatedInSeconds) }) });
      say(`${scratch.complaints.toLocaleString('en-GB')} complaints in ${scratch.authorityIds.length} authorities (${rows[0]!.size})`);
      if (wanted.has('figures')) {
        say('one authority’s figures');
        results.push(await benchOneAuthority(scratch.store.db, scratch.authorityIds, quick ? 4 : 25));
        say('figures over all authorities');
        results.push(...await benchAllAuthorities(scratch.store.db, quick ? 3 : 7));
      }
      if (wanted.has('reports')) {
        say('reports');
        results.push(...await benchReports(scratch.store.db, quick ? 5 : 15));
      }
    } finally {
      await scratch.store.close();
    }
    if (wanted.has('start')) {
      say('start and memory');
      results.push(...await benchStart(scratch.data, quick ? 2 : 5));
    }
    if (wanted.has('composed')) {
      // After the start, which looks round as it does where nobody has an account.
      say('composed reports');
      const store = await openStore(scratch.data);
      try {
        results.push(...await benchComposed(store, scratch.authorityIds, quick));
      } finally {
        await store.close();
      }
    }
    if (wanted.has('pages')) {
      // The last: it puts another authority and people at work into the database.
      say('pages');
      results.push(...await benchPages(scratch.data, folder, quick, say));
    }
    if (options.keep !== true) await rm(folder, { recursive: true, force: true });
  }
  const out = resolve(options.out);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, `${JSON.stringify({ ...about, seconds: Math.round((performance.now() - startedAt) / 1000), results: results.map((result) => ({ ...result, met: isMet(result) })) }, null, 2)}\n`);
  process.stdout.write(`\n${asTable(results)}\n\nMedians, save where p95 is named; spread is least–most (times). ${Object.entries(about).map(([name, value]) => `${name} ${String(value)}`).join(', ')}.\nWritten to ${out}\n`);
}

const program = new Command('bench')
  .description('measure Candour, each figure beside what it is compared to in the same run')
  .option('--complaints <n>', 'how many simulated complaints (default: 300,000 in 150 authorities)')
  .option('--quick', 'few repeats and 12,000 complaints: for work on Candour, not for its README')
  .option('--folder <folder>', 'where the simulated database is made', join(tmpdir(), 'candour-bench'))
  .option('--keep', 'leave the simulated database for the next run')
  .option('--only <parts>', `of ${parts.join(', ')}, with commas between`)
  .option('--out <file>', 'where the results are written as JSON', 'bench-results.json')
  .exitOverride()
  .action(bench);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else if (error instanceof PlainError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else throw error;
}
