import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { day } from '../src/domain/day.ts';
import { simulateAuthorities } from '../src/simulate/simulate-authorities.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { timed } from './sample.ts';

/** How many complaints of a simulated council's ten years there are to be, and how many representations a year make about so many. */
const COMPLAINTS_OF_ONE = 2000;
const YEARS = 10;
const REPRESENTATIONS_A_YEAR = 256;
const SEED = 1;

export type Scratch = { readonly store: Store; readonly data: string; readonly complaints: number; readonly authorityIds: readonly number[]; readonly simulatedInSeconds?: number };

/** A database with about so many simulated complaints: the one kept in the folder where it is of that size, else a new one. */
export async function openScratch(folder: string, complaints: number, say: (what: string) => void): Promise<Scratch> {
  const authorities = Math.max(2, Math.round(complaints / COMPLAINTS_OF_ONE));
  const data = join(folder, 'data');
  const stamp = join(folder, 'simulated.json');
  const said = JSON.stringify({ authorities, years: YEARS, perYear: REPRESENTATIONS_A_YEAR, seed: SEED });
  const kept = existsSync(stamp) && (await readFile(stamp, 'utf8')) === said;
  if (!kept) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const store = await openStore(data);
  let simulatedInSeconds: number | undefined;
  if (kept) say(`using the ${authorities} simulated authorities kept in ${folder}`);
  else {
    say(`simulating ${authorities} authorities of about ${COMPLAINTS_OF_ONE.toLocaleString('en-GB')} complaints each into ${folder}`);
    const perYear = { least: REPRESENTATIONS_A_YEAR, most: REPRESENTATIONS_A_YEAR };
    let tenths = 0;
    const onProgress = (done: number, of: number) => {
      if (Math.floor((10 * done) / of) <= tenths) return;
      tenths = Math.floor((10 * done) / of);
      say(`simulated ${tenths * 10} %`);
    };
    const simulation = { authorities, years: YEARS, until: day('2026-03-31'), perYear, seed: SEED };
    const ms = await timed(() => simulateAuthorities(store.db, simulation, new Date('2026-04-01T09:00:00Z'), onProgress));
    simulatedInSeconds = ms / 1000;
    say('tidying the database, as it does by itself within minutes (vacuum, analyze)');
    await sql`vacuum (analyze)`.execute(store.db);
    await sql`checkpoint`.execute(store.db);
    await writeFile(stamp, said);
  }
  const { rows } = await sql<{ complaints: number; ids: number[] }>`
    select (select count(*)::int from representation where handled_as in ('statutory', 'corporate')) as complaints, (select array_agg(authority_id order by authority_id) from authority) as ids`.execute(store.db);
  const { complaints: held, ids } = rows[0]!;
  return { store, data, complaints: held, authorityIds: ids, ...(simulatedInSeconds === undefined ? {} : { simulatedInSeconds }) };
}
