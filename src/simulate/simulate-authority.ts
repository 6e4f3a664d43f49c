import { casesOfRegister, factsOfRegister } from '../register/events-of-register.ts';
import { judgedEvents } from '../register/judge-case.ts';
import type { AuthorityFacts, AuthoritySettings } from '../store/authorities.ts';
import type { ImportedCase } from '../store/import-cases.ts';
import { rulesOf } from '../store/rules-of-authority.ts';
import type { Random } from './random.ts';
import { type SimulatedRegister, simulateRegister, type SimulationOptions } from './simulate-register.ts';

export type SimulatedAuthority = { readonly settings: AuthoritySettings; readonly facts: AuthorityFacts; readonly cases: readonly ImportedCase[] };

/** The source of an invented council's coverage, by which it is told from those of a register. */
export const SIMULATED = 'Simulated';

/** A made-up council with all its cases, by the way that a real register takes: rows, then events, then what each was judged against. */
export function simulateAuthority(random: Random, options: SimulationOptions): SimulatedAuthority {
  return casesOfSimulated(simulateRegister(random, options));
}

export function casesOfSimulated({ settings, rows, period }: SimulatedRegister): SimulatedAuthority {
  const rules = rulesOf(settings);
  const cases = casesOfRegister(rows).map(({ kind, ref, events }): ImportedCase => ({ kind, ref, events: judgedEvents(ref, events, rules), afterVersion: 0 }));
  return { settings, facts: { ...factsOfRegister(rows), coverage: [{ from: period.from, to: period.until, source: SIMULATED }] }, cases };
}
