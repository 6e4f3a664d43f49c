import { PlainError } from '../domain/plain-error.ts';
import { allAuthorities, type Authority } from '../store/authorities.ts';
import type { Recorder } from '../store/case-history.ts';
import type { Database } from '../store/database.ts';
import { importCases } from '../store/import-cases.ts';
import { authorityNameOf } from './authority-names.ts';
import { randomFrom } from './random.ts';
import { SIMULATED, simulateAuthority } from './simulate-authority.ts';
import { randomOfAuthority, type SimulationOptions, yearsSimulated } from './simulate-register.ts';

export type Simulation = Omit<SimulationOptions, 'number'> & { readonly authorities: number; readonly seed: number };
export type Simulated = { readonly authorities: number; readonly representations: number; readonly compliments: number; readonly events: number };

/** While the database writes one authority's cases, the next one's are made up. */
const AT_ONCE = 2;

/**
 * Makes up councils and takes their cases into the database, each wholly or not at all.
 * @throws PlainError where the database holds one of them, or a council that is not made up, or the years lie beyond the bank holidays known.
 */
export async function simulateAuthorities(database: Database, simulation: Simulation, recordedAt: Date, onProgress?: (casesDone: number, casesExpected: number) => void, stop?: AbortSignal): Promise<Simulated> {
  yearsSimulated(simulation.years, simulation.until);
  const held = await allAuthorities(database);
  await refuseBesideRealRecords(database, held);
  refuseThoseHeld(held, simulation.authorities);
  const recorder: Recorder = { at: recordedAt, by: 'simulation' };
  const random = randomFrom(String(simulation.seed));
  const sum = { authorities: 0, representations: 0, compliments: 0, events: 0 };
  let casesMade = 0;
  let casesDone = 0;
  let begun = 0;
  const simulateNext = async (): Promise<void> => {
    while (begun < simulation.authorities) {
      stop?.throwIfAborted();
      begun += 1;
      const { settings, facts, cases } = simulateAuthority(randomOfAuthority(random, begun), { ...simulation, number: begun });
      casesMade += cases.length;
      const expected = () => Math.round((casesMade * simulation.authorities) / begun);
      let ofThis = 0;
      const { events } = await importCases(database, settings, facts, cases, recorder, (done) => {
        casesDone += done - ofThis;
        ofThis = done;
        onProgress?.(casesDone, Math.max(casesDone, expected()));
      }, stop);
      sum.authorities += 1;
      sum.representations += cases.filter((one) => one.kind === 'representation').length;
      sum.compliments += cases.filter((one) => one.kind === 'compliment').length;
      sum.events += events;
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, simulation.authorities) }, simulateNext));
  return sum;
}

/** Figures of all authorities would count invented records among real ones, and nothing takes an authority out again. */
async function refuseBesideRealRecords(database: Database, held: readonly Authority[]): Promise<void> {
  const simulated = await database.selectFrom('coverage').select('authority_id').where('source', '=', SIMULATED).execute();
  const numbers = new Set(simulated.map((row) => row.authority_id));
  const real = held.filter((one) => !numbers.has(one.authorityId)).map((one) => one.authority);
  if (real.length === 0) return;
  throw new PlainError(`This database holds ${namesOf(real)}, and invented councils are put beside no real ones. Nothing was simulated. Name another folder: CANDOUR_DATABASE=./simulated`);
}

function namesOf(names: readonly string[]): string {
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} ${names.length === 3 ? 'other' : 'others'}` : names.join(' and ');
}

function refuseThoseHeld(all: readonly Authority[], authorities: number): void {
  const held = new Set(all.map((one) => one.authority.toLowerCase()));
  const taken = Array.from({ length: authorities }, (_, index) => authorityNameOf(index + 1)).filter((name) => held.has(name.toLowerCase()));
  if (taken.length === 0) return;
  throw new PlainError(`This database already holds ${namesOf(taken)}, so nothing was simulated. Simulate into another database: set CANDOUR_DATABASE to a new folder.`);
}
