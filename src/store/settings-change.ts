import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { BankHoliday } from '../domain/bank-holidays.ts';
import type { RepresentationFile } from '../domain/case-file.ts';
import { clocksOf } from '../domain/clocks.ts';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { CalendarEndError } from '../domain/working-days.ts';
import { visibleTo } from './access.ts';
import { audit } from './audit.ts';
import { type Authority, authorityWith } from './authorities.ts';
import { canonicalJson } from './canonical-json.ts';
import { loadEvents, lockChain } from './case-history.ts';
import type { Database } from './database.ts';
import { projectCase } from './project.ts';
import { projectionContextOf } from './projection-context.ts';
import { addReadRows, insertReadRows, noReadRows, type ReadRows } from './read-rows.ts';
import { type AuthorityRules, rulesOf } from './rules-of-authority.ts';
import { readTables } from './tables.ts';

/** The settings that due days rest on. */
export type CountingSettings = { readonly procedures: unknown; readonly conventions: Readonly<Record<string, unknown>>; readonly bankHolidays: readonly BankHoliday[] };

export function countingSettingsOf(authority: Authority): CountingSettings {
  return { procedures: authority.procedures ?? {}, conventions: authority.conventions, bankHolidays: authority.bankHolidays ?? [] };
}

/** Stands for the settings as somebody saw them: where it has changed, somebody else has changed them since. */
export function fingerprintOf({ procedures, conventions, bankHolidays }: CountingSettings): string {
  return createHash('sha256').update(canonicalJson([procedures, conventions, bankHolidays.map(({ on, name }) => [on, name])])).digest('base64url').slice(0, 22);
}

/** A clock of an open case that a change would move. A day is absent where the rule gives none. */
export type MovedClock = { readonly caseId: number; readonly rule: string; readonly name: string; readonly from?: Day; readonly to?: Day };
/** `recounted`: of how many cases, closed or open, the figures would be measured otherwise (the longest time allowed, which start counts). */
export type WhatMoves = { readonly openCases: number; readonly moved: readonly MovedClock[]; readonly recounted: number };

const CASES_A_BATCH = 500;

type Compared = { readonly caseId: number; readonly file: RepresentationFile; readonly before: ReadRows; readonly after: ReadRows };

/** Every representation of an authority as its read rows are by the rules it has and by those it would have, some at a time. */
async function* compared(database: Database, before: Authority, after: Authority): AsyncGenerator<readonly Compared[]> {
  const [old, proposed] = [projectionContextOf(before), projectionContextOf(after)];
  let last = 0;
  for (;;) {
    const rows = await database.selectFrom('case_index').select('case_id').where('authority_id', '=', before.authorityId).where('kind', '=', 'representation')
      .where('case_id', '>', last).orderBy('case_id').limit(CASES_A_BATCH).execute();
    if (rows.length === 0) return;
    last = rows.at(-1)!.case_id;
    const batch: Compared[] = [];
    for (const [caseId, recorded] of await loadEvents(database, before.authorityId, rows.map((row) => row.case_id))) {
      const was = projectCase(before.authorityId, caseId, recorded, old);
      if (was.file.kind !== 'representation') continue;
      batch.push({ caseId, file: was.file, before: was.rows, after: projectCase(before.authorityId, caseId, recorded, proposed).rows });
    }
    yield batch;
  }
}

type DueDay = { readonly rule: string; readonly name: string; readonly dueOn?: Day; readonly open: boolean };

/** The due days of a case by some rules, each by its rule and what it is about. None where a day lies past the calendar. */
function dueDaysOf(file: RepresentationFile, rules: AuthorityRules, today: Day): ReadonlyMap<string, DueDay> {
  const days = new Map<string, DueDay>();
  try {
    for (const clock of clocksOf(file, { ...rules, today })) {
      if (!clock.counts || clock.endedOn !== undefined) continue;
      const dueOn = clock.extendedDueOn ?? clock.dueOn;
      const name = clock.about === undefined ? clock.rule.name : `${clock.rule.name} (${clock.about})`;
      days.set(`${clock.rule.key} ${clock.about ?? ''}`, { rule: clock.rule.key, name, ...(dueOn === undefined ? {} : { dueOn }), open: clock.standing.is !== 'closed' });
    }
  } catch (error) {
    if (!(error instanceof CalendarEndError)) throw error;
  }
  return days;
}

function movedClocks(caseId: number, file: RepresentationFile, before: AuthorityRules, after: AuthorityRules, today: Day): MovedClock[] {
  if (file.closedOn !== undefined) return [];
  const [was, willBe] = [dueDaysOf(file, before, today), dueDaysOf(file, after, today)];
  return [...new Set([...was.keys(), ...willBe.keys()])].flatMap((key): MovedClock[] => {
    const [from, to] = [was.get(key), willBe.get(key)];
    const named = to ?? from;
    if (named === undefined || from?.dueOn === to?.dueOn || !(from?.open === true || to?.open === true)) return [];
    return [{ caseId, rule: named.rule, name: named.name, ...(from?.dueOn === undefined ? {} : { from: from.dueOn }), ...(to?.dueOn === undefined ? {} : { to: to.dueOn }) }];
  });
}

function measuredOtherwise(before: ReadRows, after: ReadRows): boolean {
  return readTables.some((table) => table !== 'open_clock' && !isDeepStrictEqual(before[table], after[table]));
}

/**
 * What a change of the rules would do: the due day of every clock that runs, as it is and as it would be.
 * @throws PlainError where the proposed settings are none.
 */
export async function whatMoves(database: Database, authority: Authority, proposed: Partial<CountingSettings>, today: Day): Promise<WhatMoves> {
  const changed = { ...authority, ...proposed };
  const [before, after] = [rulesOf(authority), rulesOf(changed)];
  const moved: MovedClock[] = [];
  let openCases = 0;
  let recounted = 0;
  for await (const batch of compared(database, authority, changed)) {
    for (const one of batch) {
      if (one.file.closedOn === undefined) openCases += 1;
      moved.push(...movedClocks(one.caseId, one.file, before, after, today));
      if (measuredOtherwise(one.before, one.after)) recounted += 1;
    }
  }
  return { openCases, moved, recounted };
}

/** What the audit trail says of a change: codes, before and after. */
export type SettingChange = { readonly setting: string; readonly before: string; readonly after: string };

/**
 * Puts a change of the rules into force: the settings, the read rows of every case that they touch, and the audit entries, in one
 * transaction. `seen`: the fingerprint of the settings that the change was decided on.
 */
export async function applyCountingSettings(
  database: Database, authorityId: number, seen: string, proposed: Partial<CountingSettings>, changes: readonly SettingChange[], who: { readonly by: number; readonly at: Date },
): Promise<'applied' | 'changed meanwhile'> {
  return database.transaction().execute(async (transaction) => {
    // Whoever records in a case waits for it, so that no case is left by the rules that were.
    await lockChain(transaction, authorityId);
    await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction);
    const authority = await authorityWith(transaction, authorityId);
    if (fingerprintOf(countingSettingsOf(authority)) !== seen) return 'changed meanwhile';
    const settings = { ...countingSettingsOf(authority), ...proposed };
    await transaction.updateTable('authority').where('authority_id', '=', authorityId)
      .set({ procedures: JSON.stringify(settings.procedures), conventions: JSON.stringify(settings.conventions) }).execute();
    const kept = new Set(settings.bankHolidays.map((holiday) => holiday.on));
    const held = new Set(authority.bankHolidays?.map((holiday) => holiday.on));
    for (const on of held) if (!kept.has(on)) await transaction.deleteFrom('bank_holiday').where('authority_id', '=', authorityId).where('holiday_on', '=', on).execute();
    for (const { on, name } of settings.bankHolidays) {
      if (!held.has(on)) await transaction.insertInto('bank_holiday').values({ authority_id: authorityId, holiday_on: on, name, added_by: who.by, added_at: who.at }).execute();
    }
    const reprojected = await projectByNewRules(transaction, authority, { ...authority, ...settings });
    await audit(transaction, authorityId, who.at, ...changes.map((change) => ({ what: 'settings changed', accountId: who.by, detail: { ...change, casesTouched: reprojected } }) as const));
    return 'applied';
  });
}

/** Makes the read rows again of every case held that other rules touch, and gives how many there were. Call it holding the lock on the chain. */
export async function projectByNewRules(transaction: Database, before: Authority, after: Authority, stop?: AbortSignal): Promise<number> {
  let reprojected = 0;
  for await (const batch of compared(transaction, before, after)) {
    stop?.throwIfAborted();
    const touched = batch.filter((one) => !isDeepStrictEqual(one.before, one.after));
    await replaceAll(transaction, before.authorityId, touched);
    reprojected += touched.length;
  }
  return reprojected;
}

async function replaceAll(transaction: Database, authorityId: number, cases: readonly Compared[]): Promise<void> {
  if (cases.length === 0) return;
  const rows = noReadRows();
  for (const one of cases) addReadRows(rows, one.after);
  const ids = cases.map((one) => one.caseId);
  for (const table of readTables) await transaction.deleteFrom(table).where('authority_id', '=', authorityId).where('case_id', 'in', ids).execute();
  await insertReadRows(transaction, rows);
}

/**
 * Which of some cases somebody may open, with their references, and which they may not know of at all: those that are restricted, or
 * about them or their service. Of the others they may know that there are such cases, as an administrator must who sees none by role.
 */
export async function casesAsKnownTo(database: Database, viewer: Viewer, caseIds: readonly number[], today: Day, at: Date): Promise<{ readonly refs: ReadonlyMap<number, string>; readonly unknown: ReadonlySet<number> }> {
  if (caseIds.length === 0) return { refs: new Map(), unknown: new Set() };
  const { rows } = await sql<{ case_id: number; ref: string; visible: boolean; known: boolean }>`
    select c.case_id, c.ref,
           ${visibleTo(viewer, today, at, 'c')} as visible,
           ${visibleTo({ ...viewer, roles: [...viewer.roles, 'complaints_officer'] }, today, at, 'c')} as known
    from case_index c
    where c.authority_id = ${viewer.authorityId} and c.case_id = any(${[...caseIds]}::int[])`.execute(database);
  return { refs: new Map(rows.filter((row) => row.visible).map((row) => [row.case_id, row.ref])), unknown: new Set(rows.filter((row) => !row.visible && !row.known).map((row) => row.case_id)) };
}
