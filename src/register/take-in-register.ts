import { setImmediate as immediate } from 'node:timers/promises';
import { type AuthorityFacts, type AuthoritySettings, authorityFacts, type Coverage, findAuthority } from '../store/authorities.ts';
import { loadEvents, type Recorder } from '../store/case-history.ts';
import type { RecordedEvent } from '../store/recorded-event.ts';
import type { Database } from '../store/database.ts';
import { erasedCases } from '../store/erase-case.ts';
import { settingsSetHere } from '../store/settings-set-here.ts';
import { type ImportedCase, importCases } from '../store/import-cases.ts';
import { rulesOf } from '../store/rules-of-authority.ts';
import { fileOf } from '../domain/evolve.ts';
import type { RegisterRows } from './columns.ts';
import { type CellDifference, compareCase } from './compare-register.ts';
import { compareSettings, type FactChange, overwrites } from './compare-settings.ts';
import { casesOfRegister, factsOfRegister, type RegisterCase } from './events-of-register.ts';
import { judgedEvents } from './judge-case.ts';

/** How many cases are compared before others (a signal to stop, a reader's request) have their turn. */
const CASES_AT_A_STRETCH = 100;

/** What taking in a register came to. `recounted`: cases held before whose days and figures are others by changed rules. `changes`: settings and facts that were not held so; none are listed of an authority that is new. */
export type TakenIn = {
  readonly newCases: number; readonly addedTo: number; readonly unchanged: number; readonly events: number; readonly recounted: number; readonly newAuthority: boolean; readonly changes: readonly FactChange[];
};

export type TakingIn = {
  readonly onProgress?: (casesDone: number, casesInAll: number) => void;
  /** Once it is aborted the work ends with its reason, and nothing is kept. */
  readonly stop?: AbortSignal;
  /** Whether settings and facts that are held may be told otherwise; new ones may be added in any case. */
  readonly updateSettings?: boolean;
  /** Whether that goes for what the council set in Candour itself too. */
  readonly overwriteOwn?: boolean;
};

/**
 * Takes a register into the database, all of it or nothing. Cases that are held already are left as they are, or added to; one that was erased is left as
 * it is whatever the register says of it, which may be older than the erasure, or come from where it was not erased.
 * Where any of them contradicts what is held, or a setting or fact would be overwritten, nothing is taken in, and every difference is given.
 * @throws PlainError where the authority's settings or a deadline cannot be worked with.
 */
export async function takeInRegister(
  database: Database, given: AuthoritySettings, rows: RegisterRows, recorder: Recorder, { onProgress, stop, updateSettings = false, overwriteOwn = false }: TakingIn = {},
): Promise<{ readonly takenIn: TakenIn } | { readonly contradictions: readonly CellDifference[] } | { readonly overwritten: readonly FactChange[] }> {
  const held = await heldCases(database, given.authority);
  // A name in other letters, `halton`, is the same authority.
  const settings = held.settings === undefined ? given : { ...given, authority: held.settings.authority };
  const rules = rulesOf({ ...settings, bankHolidays: held.settings?.bankHolidays ?? [] });
  const cases = casesOfRegister(rows);
  const contradictions: CellDifference[] = [];
  const imported: ImportedCase[] = [];
  let addedTo = 0;
  for (const [index, one] of cases.entries()) {
    if (index % CASES_AT_A_STRETCH === 0) await immediate();
    stop?.throwIfAborted();
    if (held.erased.has(keyOf(one))) continue;
    const history = held.cases.get(keyOf(one)) ?? [];
    if (history.length === 0) {
      imported.push({ kind: one.kind, ref: one.ref, events: judgedEvents(one.ref, one.events, rules), afterVersion: 0 });
      continue;
    }
    const comparison = compareCase(history.filter((recorded) => recorded.source === 'register').map((recorded) => recorded.event), one, held.settings?.keptPeople);
    if (comparison.is === 'contradicting') contradictions.push(...comparison.differences);
    if (comparison.is !== 'added to') continue;
    addedTo += 1;
    const events = judgedEvents(one.ref, comparison.events, rules, fileOf(history.map((recorded) => recorded.event)));
    imported.push({ kind: one.kind, ref: one.ref, events, afterVersion: history.length });
  }
  if (contradictions.length > 0) return { contradictions };
  const facts: AuthorityFacts = { ...factsOfRegister(rows), coverage: coverageOf(settings, rows) };
  const changes = held.settings === undefined || held.facts === undefined ? [] : compareSettings({ settings: held.settings, facts: held.facts }, { settings, facts });
  const own = held.settings === undefined ? new Set<string>() : await settingsSetHere(database, held.settings.authority);
  // A word that the council took back, and the register has still, would come back too.
  const overwritten = changes.map((change): FactChange => (own.has(rootOf(change.what)) ? { ...change, setHere: true } : change)).filter((change) => change.setHere === true || overwrites(change));
  if (overwritten.length > 0 && !(updateSettings && (overwriteOwn || overwritten.every((change) => change.setHere !== true)))) return { overwritten };
  const newAuthority = held.settings === undefined;
  const takenIn = { newCases: imported.length - addedTo, addedTo, unchanged: cases.length - imported.length, newAuthority, changes };
  if (imported.length === 0 && changes.length === 0 && !newAuthority) return { takenIn: { ...takenIn, events: 0, recounted: 0 } };
  const { events, recounted } = await importCases(database, settings, facts, imported, recorder, onProgress && ((done) => onProgress(done, imported.length)), stop);
  return { takenIn: { ...takenIn, events, recounted } };
}

/** What a setting is set as, whole: a word by its term, the procedures and conventions each by their name. */
function rootOf(what: string): string {
  const [first, second] = what.split('.');
  return first === 'words' || first === 'conventions' || first === 'procedures' ? `${first}.${second ?? ''}` : what;
}

function keyOf(one: Pick<RegisterCase, 'kind' | 'ref'>): string {
  return `${one.kind} ${one.ref}`;
}

type Held = { readonly settings?: AuthoritySettings; readonly facts?: AuthorityFacts; readonly cases: ReadonlyMap<string, readonly RecordedEvent[]>; readonly erased: ReadonlySet<string> };

async function heldCases(database: Database, name: string): Promise<Held> {
  const authority = await findAuthority(database, name);
  if (authority === undefined) return { cases: new Map(), erased: new Set() };
  const { authorityId, ...settings } = authority;
  const index = await database.selectFrom('case_index').select(['case_id', 'kind', 'ref']).where('authority_id', '=', authorityId).execute();
  const events = index.length === 0 ? new Map<number, RecordedEvent[]>() : await loadEvents(database, authorityId);
  const cases = new Map(index.map((row) => [keyOf({ kind: row.kind, ref: row.ref }), events.get(row.case_id) ?? []]));
  const erased = await erasedCases(database, authorityId);
  return { settings, facts: await authorityFacts(database, authorityId), cases, erased: new Set(index.filter((row) => erased.has(row.case_id)).map((row) => keyOf({ kind: row.kind, ref: row.ref }))) };
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
