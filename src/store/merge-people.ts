import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import { authorityWith } from './authorities.ts';
import { loadEvents, lockChain } from './case-history.ts';
import type { Database } from './database.ts';
import { changePerson, detailsOf, type PersonDetails, personOf, personVisibleTo } from './people.ts';
import { projectCase } from './project.ts';
import { projectionContextOf } from './projection-context.ts';
import { replaceReadRows } from './read-rows.ts';

// Why it is as it is: decisions/0016-merged-people.md.

export type Merging = {
  /** The record that goes into the other, and the one that is kept, each with its version as whoever merges them saw it: 0 where nothing but the key was on record. */
  readonly person: string; readonly personVersion: number; readonly into: string; readonly intoVersion: number;
  /** What is known of the one kept from now on. */
  readonly details: PersonDetails;
  readonly reason: string;
};
export type Merged = 'merged' | 'moved on' | 'erased' | 'merged before';

/**
 * Says that two records are of one person. What happened keeps the key it was recorded with; wherever people are looked up, counted, searched or
 * erased, the key merged leads to the one kept. Both records are to be visible to the viewer: that is for the caller to see to.
 */
export async function mergePeople(database: Database, viewer: Viewer, { person, personVersion, into, intoVersion, details, reason }: Merging, at: Date): Promise<Merged> {
  const { authorityId, accountId } = viewer;
  return database.transaction().execute(async (transaction): Promise<Merged> => {
    // No case of either is recorded in meanwhile, and nobody merges another pair.
    await lockChain(transaction, authorityId);
    const merged = await transaction.selectFrom('person_merge').select(['person']).where('authority_id', '=', authorityId).where('undone_at', 'is', null).where('person', 'in', [person, into]).execute();
    if (merged.length > 0) return 'merged before';
    await sql`
      insert into person (authority_id, person, contacts, version) select ${authorityId}, key, '{}', 0 from unnest(${[person, into]}::text[]) as key
      on conflict do nothing`.execute(transaction);
    const rows = await transaction.selectFrom('person').selectAll().where('authority_id', '=', authorityId).where('person', 'in', [person, into]).orderBy('person').forUpdate().execute();
    const [mergedRow, keptRow] = [person, into].map((key) => rows.find((row) => row.person === key));
    if (mergedRow === undefined || keptRow === undefined) throw new Error('a person is gone');
    if (mergedRow.erased_at !== null || keptRow.erased_at !== null) return 'erased';
    if (mergedRow.version !== personVersion || keptRow.version !== intoVersion) return 'moved on';
    const before = detailsOf(personOf(keptRow));
    const changed = await changePerson(transaction, into, intoVersion, details, { viewer, reason, at });
    if (changed !== 'changed' && changed !== 'nothing to change') throw new Error(`the person kept could not be changed: ${changed}`);
    const { last } = await transaction.selectFrom('person_merge').select((expression) => expression.fn.max<number | null>('merge').as('last')).where('authority_id', '=', authorityId).executeTakeFirstOrThrow();
    await transaction.insertInto('person_merge').values({
      authority_id: authorityId, merge: (last ?? 0) + 1, person, into_person: into, reason, merged_by: accountId, merged_at: at, details_before: JSON.stringify(before), version_after: changed === 'changed' ? intoVersion + 1 : intoVersion,
    }).execute();
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, detail: { act: 'merge two records of a person', person, into } });
    await projectAgain(transaction, authorityId, await casesWith(transaction, authorityId, person));
    return 'merged';
  });
}

export type Parted = { readonly is: 'parted'; /** Whether what was known of the person kept is as it was before the merge. */ readonly putBack: boolean } | { readonly is: 'not merged' } | { readonly is: 'erased' };

/** Undoes a merge: both are people of their own again, with their own cases. What was known of the one kept is put back, unless somebody has changed it since. */
export async function partPeople(database: Database, viewer: Viewer, merge: number, reason: string, at: Date): Promise<Parted> {
  const { authorityId, accountId } = viewer;
  return database.transaction().execute(async (transaction): Promise<Parted> => {
    await lockChain(transaction, authorityId);
    const held = await transaction.selectFrom('person_merge').selectAll().where('authority_id', '=', authorityId).where('merge', '=', merge).where('undone_at', 'is', null).forUpdate().executeTakeFirst();
    if (held === undefined) return { is: 'not merged' };
    const kept = await transaction.selectFrom('person').selectAll().where('authority_id', '=', authorityId).where('person', '=', held.into_person).forUpdate().executeTakeFirstOrThrow();
    if (kept.erased_at !== null) return { is: 'erased' };
    const cases = await casesWith(transaction, authorityId, await keyInForce(transaction, authorityId, held.into_person));
    const putBack = kept.version === held.version_after && held.details_before !== null;
    if (putBack) await changePerson(transaction, held.into_person, kept.version, held.details_before as PersonDetails, { viewer, reason, at });
    await transaction.updateTable('person_merge').set({ undone_by: accountId, undone_at: at, undone_reason: reason, details_before: null }).where('authority_id', '=', authorityId).where('merge', '=', merge).execute();
    await audit(transaction, authorityId, at, { what: 'recorded', accountId, detail: { act: 'undo a merge of two records of a person', person: held.person, from: held.into_person } });
    await projectAgain(transaction, authorityId, cases);
    return { is: 'parted', putBack };
  });
}

async function keyInForce(transaction: Database, authorityId: number, person: string): Promise<string> {
  return (await authorityWith(transaction, authorityId)).keptPeople?.get(person) ?? person;
}

async function casesWith(transaction: Database, authorityId: number, person: string): Promise<readonly number[]> {
  return (await transaction.selectFrom('case_person').select('case_id').where('authority_id', '=', authorityId).where('person', '=', person).execute()).map((row) => row.case_id);
}

/** Makes the read rows of some cases again, by the merges now in force. */
async function projectAgain(transaction: Database, authorityId: number, cases: readonly number[]): Promise<void> {
  if (cases.length === 0) return;
  const context = projectionContextOf(await authorityWith(transaction, authorityId));
  for (const [caseId, history] of await loadEvents(transaction, authorityId, cases)) {
    await replaceReadRows(transaction, authorityId, caseId, projectCase(authorityId, caseId, history, context).rows);
  }
}

/** A record that was merged into another, for that other's page. */
export type MergedRecord = { readonly merge: number; readonly person: string; readonly by: string; readonly at: Date; readonly reason?: string };

/** The records merged into a person, the latest first, as far as the viewer may know of them: those that some case which they see names. */
export async function mergedInto(database: Database, viewer: Viewer, person: string, today: Day, at: Date): Promise<readonly MergedRecord[]> {
  const { rows } = await sql<{ merge: number; person: string; name: string; merged_at: Date; reason: string | null }>`
    select m.merge, m.person, a.name, m.merged_at, m.reason
    from person_merge m
    join account a on a.authority_id = m.authority_id and a.account_id = m.merged_by
    where m.authority_id = ${viewer.authorityId} and m.into_person = ${person} and m.undone_at is null and ${personVisibleTo(viewer, today, at, 'm')}
    order by m.merge desc`.execute(database);
  return rows.map((row) => ({ merge: row.merge, person: row.person, by: row.name, at: row.merged_at, ...(row.reason === null ? {} : { reason: row.reason }) }));
}

/** Whether some of a person's cases are hidden from some of those who see cases. What is kept of them is seen by whoever sees any other case of the person. */
export async function hasHiddenCases(database: Database, authorityId: number, person: string): Promise<boolean> {
  const { rows } = await sql<{ hidden: boolean }>`
    select exists (
      select from case_person k
      join case_access a on a.authority_id = k.authority_id and a.case_id = k.case_id
      where k.authority_id = ${authorityId} and k.person = ${person}
    ) as hidden`.execute(database);
  return rows[0]?.hidden === true;
}
