import { isDeepStrictEqual } from 'node:util';
import { type AuthorityFacts, type AuthoritySettings, authorityFacts, conditionsAsText, type Coverage, findAuthority } from '../store/authorities.ts';
import { loadEvents, type Recorder, type RecordedEvent } from '../store/case-history.ts';
import type { Database } from '../store/database.ts';
import { type ImportedCase, importCases } from '../store/import-cases.ts';
import { rulesOf } from '../store/rules-of-authority.ts';
import { fileOf } from '../domain/evolve.ts';
import { authorityJson } from './authority-file.ts';
import type { RegisterRows } from './columns.ts';
import { type CellDifference, compareCase } from './compare-register.ts';
import { casesOfRegister, factsOfRegister, type RegisterCase } from './events-of-register.ts';
import { judgedEvents } from './judge-case.ts';

/** What taking in a register came to. `settingsChanged`: settings, services, context or published figures that were not held so. */
export type TakenIn = {
  readonly newCases: number; readonly addedTo: number; readonly unchanged: number; readonly events: number; readonly settingsChanged: boolean;
};

/**
 * Takes a register into the database, all of it or nothing. Cases that are held already are left as they are, or added to;
 * where any of them contradicts what is held nothing is taken in, and every difference is given.
 * @throws PlainError where the authority's settings or a deadline cannot be worked with.
 */
export async function takeInRegister(
  database: Database, settings: AuthoritySettings, rows: RegisterRows, recorder: Recorder, onProgress?: (casesDone: number, casesInAll: number) => void,
): Promise<{ readonly takenIn: TakenIn } | { readonly contradictions: readonly CellDifference[] }> {
  const cases = casesOfRegister(rows);
  const held = await heldCases(database, settings.authority);
  const rules = rulesOf({ ...settings, bankHolidays: held.settings?.bankHolidays ?? [] });
  const contradictions: CellDifference[] = [];
  const imported: ImportedCase[] = [];
  let addedTo = 0;
  for (const one of cases) {
    const history = held.cases.get(keyOf(one)) ?? [];
    if (history.length === 0) {
      imported.push({ kind: one.kind, ref: one.ref, events: judgedEvents(one.ref, one.events, rules), afterVersion: 0 });
      continue;
    }
    const comparison = compareCase(history.filter((recorded) => recorded.source === 'register').map((recorded) => recorded.event), one);
    if (comparison.is === 'contradicting') contradictions.push(...comparison.differences);
    if (comparison.is !== 'added to') continue;
    addedTo += 1;
    const events = judgedEvents(one.ref, comparison.events, rules, fileOf(history.map((recorded) => recorded.event)));
    imported.push({ kind: one.kind, ref: one.ref, events, afterVersion: history.length });
  }
  if (contradictions.length > 0) return { contradictions };
  const facts: AuthorityFacts = { ...factsOfRegister(rows), coverage: coverageOf(settings, rows) };
  const settingsChanged = !isDeepStrictEqual(held.settings === undefined ? undefined : authorityJson(held.settings), authorityJson(settings)) || !holdsFacts(held.facts, facts);
  const counts = { newCases: imported.length - addedTo, addedTo, unchanged: cases.length - imported.length, settingsChanged };
  if (imported.length === 0 && !settingsChanged) return { takenIn: { ...counts, events: 0 } };
  const { events } = await importCases(database, settings, facts, imported, recorder, onProgress && ((done) => onProgress(done, imported.length)));
  return { takenIn: { ...counts, events } };
}

function keyOf(one: Pick<RegisterCase, 'kind' | 'ref'>): string {
  return `${one.kind} ${one.ref}`;
}

type Held = { readonly settings?: AuthoritySettings; readonly facts?: AuthorityFacts; readonly cases: ReadonlyMap<string, readonly RecordedEvent[]> };

async function heldCases(database: Database, name: string): Promise<Held> {
  const authority = await findAuthority(database, name);
  if (authority === undefined) return { cases: new Map() };
  const { authorityId, ...settings } = authority;
  const index = await database.selectFrom('case_index').select(['case_id', 'kind', 'ref']).where('authority_id', '=', authorityId).execute();
  const events = index.length === 0 ? new Map<number, RecordedEvent[]>() : await loadEvents(database, authorityId);
  const cases = new Map(index.map((row) => [keyOf({ kind: row.kind, ref: row.ref }), events.get(row.case_id) ?? []]));
  return { settings, facts: await authorityFacts(database, authorityId), cases };
}

/**
 * The period of which a register holds all records: that of the report it was made for, or, where it says none, from the
 * first receipt to the last.
 */
function coverageOf(settings: AuthoritySettings, rows: RegisterRows): Coverage[] {
  if (settings.report !== undefined) return [{ from: settings.report.from, to: settings.report.to, source: 'register' }];
  const days = [...rows.representations, ...rows.compliments].map((row) => row.received_on).toSorted();
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? [] : [{ from, to, source: 'register' }];
}

/** Whether every fact of the register is held already, with the same value. */
function holdsFacts(held: AuthorityFacts | undefined, facts: AuthorityFacts): boolean {
  if (held === undefined) return false;
  const says = (all: AuthorityFacts) => [
    ...all.services.map((node) => ['service', node.service, node.parent ?? '']),
    ...all.context.map((figure) => ['context', figure.measure, figure.service ?? '', figure.from, figure.to, figure.value]),
    ...all.published.map((figure) => ['published', figure.measure, figure.from, figure.to, conditionsAsText(figure.where), figure.value, figure.source ?? '']),
    ...all.coverage.map((period) => ['coverage', period.from, period.to, period.source]),
  ].map((fact) => JSON.stringify(fact));
  const known = new Set(says(held));
  return says(facts).every((fact) => known.has(fact));
}
