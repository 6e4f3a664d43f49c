import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Status } from '../domain/status.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';
import { keptPeople } from './kept-people.ts';
import { nextPersonKey } from './references.ts';
import type { PersonTable } from './tables.ts';

export const waysOfContact = ['telephone', 'text', 'email', 'letter', 'through_somebody_else'] as const;
export type WayOfContact = (typeof waysOfContact)[number];

/** What is known of a person apart from the cases: the only place where names and contacts stand. */
export type PersonDetails = {
  readonly name?: string; readonly formerNames?: readonly string[]; readonly bornOn?: Day; readonly telephone?: string; readonly email?: string; readonly address?: string;
  readonly preferredContact?: WayOfContact; readonly communicationNeeds?: string;
};
export type Person = PersonDetails & { readonly person: string; readonly formerNames: readonly string[]; readonly version: number; readonly erasedAt?: Date };

/** Letters and figures of names as they are compared: without case, accents and apostrophes. */
export function asSearched(names: readonly (string | undefined)[]): string {
  return names.filter((name) => name !== undefined).join(' ').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
    .replaceAll(/['’`]/gu, '').replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

export function personOf(row: Selectable<PersonTable>): Person {
  const { telephone, email, address, preferred } = row.contacts;
  const way = waysOfContact.find((one) => one === preferred);
  return {
    person: row.person, formerNames: row.former_names, version: row.version,
    ...(row.name === null ? {} : { name: row.name }), ...(row.born_on === null ? {} : { bornOn: row.born_on }),
    ...(telephone === undefined ? {} : { telephone }), ...(email === undefined ? {} : { email }), ...(address === undefined ? {} : { address }),
    ...(way === undefined ? {} : { preferredContact: way }), ...(row.communication_needs === null ? {} : { communicationNeeds: row.communication_needs }),
    ...(row.erased_at === null ? {} : { erasedAt: row.erased_at }),
  };
}

/** What is known of a person, without the key and what Candour keeps of the record itself. */
export function detailsOf(known: Person): PersonDetails {
  const { person: _, version: __, erasedAt: ___, ...details } = known;
  return details;
}

function columnsOf(details: PersonDetails) {
  const contacts = Object.fromEntries(Object.entries({ telephone: details.telephone, email: details.email, address: details.address, preferred: details.preferredContact }).filter(([, value]) => value !== undefined && value !== ''));
  const formerNames = [...(details.formerNames ?? [])];
  return {
    name: details.name ?? null, former_names: formerNames, born_on: details.bornOn ?? null, contacts: JSON.stringify(contacts), communication_needs: details.communicationNeeds ?? null,
    searched: asSearched([details.name, ...formerNames]), compared: false,
  };
}

/** Puts a person on record and gives the key by which the events name them. */
export async function addPerson(transaction: Database, authorityId: number, details: PersonDetails): Promise<string> {
  const person = await nextPersonKey(transaction, authorityId);
  await transaction.insertInto('person').values({ authority_id: authorityId, person, ...columnsOf(details), erased_at: null }).execute();
  return person;
}

export type WhoChanged = { readonly viewer: Viewer; readonly reason: string; readonly at: Date };
const detailNames = ['name', 'formerNames', 'bornOn', 'telephone', 'email', 'address', 'preferredContact', 'communicationNeeds'] as const satisfies readonly (keyof PersonDetails)[];
export type DetailName = (typeof detailNames)[number];

/**
 * Changes what is known of a person, with who did it and why, and puts it on the audit trail. A person whom a register named by a key alone is
 * put on record by it. `version`: what the changer saw, 0 where there was nothing.
 */
export async function changePerson(transaction: Database, person: string, version: number, details: PersonDetails, { viewer, reason, at }: WhoChanged): Promise<'changed' | 'nothing to change' | 'moved on' | 'erased'> {
  if (!transaction.isTransaction) return transaction.transaction().execute((inner) => changePerson(inner, person, version, details, { viewer, reason, at }));
  const { authorityId, accountId } = viewer;
  const row = await transaction.selectFrom('person').selectAll().where('authority_id', '=', authorityId).where('person', '=', person).forUpdate().executeTakeFirst();
  if (row !== undefined && row.erased_at !== null) return 'erased';
  if ((row?.version ?? 0) !== version) return 'moved on';
  const before: PersonDetails = row === undefined ? {} : personOf(row);
  const changed = detailNames.filter((detail) => JSON.stringify(details[detail] ?? '') !== JSON.stringify(before[detail] ?? '') && !(detail === 'formerNames' && (details.formerNames ?? []).length === 0 && (before.formerNames ?? []).length === 0));
  if (changed.length === 0) return 'nothing to change';
  const next = version + 1;
  if (row === undefined) await transaction.insertInto('person').values({ authority_id: authorityId, person, ...columnsOf(details), version: next, erased_at: null }).execute();
  else await transaction.updateTable('person').set({ ...columnsOf(details), version: next }).where('authority_id', '=', authorityId).where('person', '=', person).execute();
  await transaction.insertInto('person_change').values({ authority_id: authorityId, person, version: next, changed_at: at, account_id: accountId, details: changed, reason }).execute();
  await audit(transaction, authorityId, at, { what: 'recorded', accountId, detail: { act: 'change a person', person, details: changed.join(', ') } });
  return 'changed';
}

/** Adds to what is known of a person what they said of themselves; what they did not say stays, and so do the name and date of birth on record. Other names are kept beside those there are. */
export async function addToPerson(transaction: Database, viewer: Viewer, person: string, said: PersonDetails, reason: string, at: Date): Promise<void> {
  const row = await transaction.selectFrom('person').selectAll().where('authority_id', '=', viewer.authorityId).where('person', '=', person).forUpdate().executeTakeFirst();
  const before: PersonDetails = row === undefined ? {} : personOf(row);
  const { name = said.name } = before;
  const formerNames = [...new Set([...(before.formerNames ?? []), ...(said.formerNames ?? [])])];
  await changePerson(transaction, person, row?.version ?? 0, { ...before, ...said, ...(name === undefined ? {} : { name }), formerNames, ...(before.bornOn === undefined ? {} : { bornOn: before.bornOn }) }, { viewer, reason, at });
}

/**
 * Whether the viewer may know of a person, as a condition on an alias with `authority_id` and `person`: they see a case that the person is in, or the
 * person is in none. Of a record that was merged into another, only the cases that name it by its own key are asked.
 * Somebody who is only in cases that are hidden is hidden with them.
 */
export function personVisibleTo(viewer: Viewer, today: Day, at: Date, alias: string): RawBuilder<boolean> {
  const theirs = sql`select from case_person theirs where theirs.authority_id = ${sql.ref(`${alias}.authority_id`)} and (theirs.person = ${sql.ref(`${alias}.person`)} or (theirs.named_as <> theirs.person and theirs.named_as = ${sql.ref(`${alias}.person`)}))`;
  return sql<boolean>`(exists (${theirs} and ${visibleTo(viewer, today, at, 'theirs')}) or not exists (${theirs}))`;
}

/** A case as a person's history tells it. */
export type PersonsCase = {
  readonly ref: string; readonly receivedOn: Day; readonly status: Status; readonly closedOn?: Day; readonly theme?: string; readonly service?: string; readonly summary?: string;
  readonly complainant?: string; readonly complainantName?: string; readonly children: readonly { readonly person: string; readonly name?: string }[];
};
type CaseRow = {
  ref: string; received_on: Day; status: Status; closed_on: Day | null; theme: string | null; service: string | null; summary: string | null; complainant: string | null; complainant_name: string | null;
  children: { person: string; name: string | null }[];
};
const caseColumns = sql`
  r.ref, r.received_on, r.status, r.closed_on, r.theme, r.service, r.summary, r.complainant, c.name as complainant_name,
  (select coalesce(json_agg(json_build_object('person', k.person, 'name', n.name) order by n.name), '[]')
   from case_person k
   left join person n on n.authority_id = k.authority_id and n.person = k.person
   where k.authority_id = r.authority_id and k.case_id = r.case_id and k.part = 'child') as children`;

function caseOf(row: CaseRow): PersonsCase {
  return {
    ref: row.ref, receivedOn: row.received_on, status: row.status, children: row.children.map(({ person, name }) => (name === null ? { person } : { person, name })),
    ...(row.closed_on === null ? {} : { closedOn: row.closed_on }), ...(row.theme === null ? {} : { theme: row.theme }), ...(row.service === null ? {} : { service: row.service }),
    ...(row.summary === null ? {} : { summary: row.summary }), ...(row.complainant === null ? {} : { complainant: row.complainant }), ...(row.complainant_name === null ? {} : { complainantName: row.complainant_name }),
  };
}

/** The cases that any of some people are in, newest first, as far as the viewer may see them. */
export async function casesOfPeople(database: Database, viewer: Viewer, people: readonly string[], today: Day, at: Date): Promise<PersonsCase[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<CaseRow>`
    select ${caseColumns}
    from representation r
    left join person c on c.authority_id = r.authority_id and c.person = r.complainant
    where r.authority_id = ${viewer.authorityId}
      and r.case_id = any(array(select theirs.case_id from case_person theirs where theirs.authority_id = ${viewer.authorityId} and theirs.person = any(${[...people]}::text[])))
      and ${visibleTo(viewer, today, at, 'r')}
    order by r.received_on desc, r.ref desc
    limit 500`.execute(database);
  return rows.map(caseOf);
}

export type PersonFound = Person & { readonly cases: readonly PersonsCase[] };

/** Whether a record was merged into another, under which the person is found. */
export function mergedAway(alias: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from person_merge away where away.authority_id = ${sql.ref(`${alias}.authority_id`)} and away.person = ${sql.ref(`${alias}.person`)} and away.undone_at is null)`;
}

/** How much of a name must be alike, of 1: of a single name little, so that Smith finds Smyth; of a whole one more, or every Mary is found. The likest come first. */
const ALIKE = { name: 0.3, names: 0.45 } as const;
/** So many of the likest are looked at more closely. */
const MOST_COMPARED = 80;

/** The people whose names, former names or date of birth are like those given, the likest first, with the cases that the viewer may see. */
export async function peopleLike(database: Database, viewer: Viewer, like: { readonly name: string; readonly bornOn?: Day }, today: Day, at: Date, most = 6): Promise<PersonFound[]> {
  const name = asSearched([like.name]);
  if (name === '') return [];
  const bornOn = like.bornOn ?? null;
  const people = await database.transaction().execute(async (transaction) => {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(name.includes(' ') ? ALIKE.names : ALIKE.name)}, true)`.execute(transaction);
    const { rows } = await sql<Selectable<PersonTable>>`
      select *
      from (
        select p.*, word_similarity(${name}, p.searched) + similarity(${name}, p.searched) + case when p.born_on = ${bornOn}::date then 1 else 0 end as how_much
        from person p
        where p.authority_id = ${viewer.authorityId} and p.erased_at is null and not ${mergedAway('p')} and (p.searched %> ${name} or p.born_on = ${bornOn}::date)
        order by how_much desc, p.person
        limit ${MOST_COMPARED}
      ) alike
      where ${personVisibleTo(viewer, today, at, 'alike')}
      order by how_much desc, person
      limit ${most}`.execute(transaction);
    return rows;
  });
  return withTheirCases(database, viewer, people, today, at);
}

async function withTheirCases(database: Database, viewer: Viewer, people: readonly Selectable<PersonTable>[], today: Day, at: Date): Promise<PersonFound[]> {
  const cases = await casesOfPeople(database, viewer, people.map((row) => row.person), today, at);
  return people.map((row) => ({ ...personOf(row), cases: cases.filter((one) => one.complainant === row.person || one.children.some((child) => child.person === row.person)) }));
}

/** The people on record by some keys of which none was merged into another, as far as the viewer may know of them, by key. */
export async function peopleFor(database: Database, viewer: Viewer, keys: readonly string[], today: Day, at: Date): Promise<ReadonlyMap<string, PersonFound>> {
  const { rows } = await sql<Selectable<PersonTable>>`
    select p.* from person p
    where p.authority_id = ${viewer.authorityId} and p.person = any(${[...keys]}::text[]) and ${personVisibleTo(viewer, today, at, 'p')}`.execute(database);
  return new Map((await withTheirCases(database, viewer, rows, today, at)).map((one) => [one.person, one]));
}

export type OpenCaseLike = PersonsCase & { readonly because: 'same person' | 'same child' | 'like words' };
const LIKE_WORDS = 0.4;
const WORDS_COMPARED = 600;

/** Open cases that something being recorded may repeat: of the same people, or said in like words, as far as the viewer may see them. */
export async function openCasesLike(
  database: Database, viewer: Viewer, like: { readonly complainants: readonly string[]; readonly children: readonly string[]; readonly words: string }, today: Day, at: Date, most = 8,
): Promise<OpenCaseLike[]> {
  const words = like.words.slice(0, WORDS_COMPARED).toLowerCase();
  const everybody = [...like.complainants, ...like.children];
  if (everybody.length === 0 && words.trim() === '') return [];
  const { rows } = await sql<CaseRow & { because: OpenCaseLike['because'] }>`
    select * from (
      select ${caseColumns},
             case when r.complainant = any(${everybody}::text[]) then 'same person'
                  when r.case_id = any(array(select theirs.case_id from case_person theirs where theirs.authority_id = ${viewer.authorityId} and theirs.person = any(${everybody}::text[]))) then 'same child'
                  when ${words} <> '' and similarity(lower(left(r.summary, ${WORDS_COMPARED}::int)), ${words}) >= ${LIKE_WORDS} then 'like words' end as because
      from representation r
      left join person c on c.authority_id = r.authority_id and c.person = r.complainant
      where r.authority_id = ${viewer.authorityId} and r.closed_on is null and ${visibleTo(viewer, today, at, 'r')}
    ) open
    where because is not null
    order by because = 'like words', received_on desc, ref desc
    limit ${most}`.execute(database);
  return rows.map((row) => ({ ...caseOf(row), because: row.because }));
}

/**
 * Undefined where there is no such person, or they are hidden from the viewer. `known`: whether anything but the key is on record. Of a record that was
 * merged into another, that other: its key is then not the one that was asked for.
 */
export async function personFor(database: Database, viewer: Viewer, key: string, today: Day, at: Date): Promise<(PersonFound & { readonly known: boolean }) | undefined> {
  const kept = (await keptPeople(database, undefined, viewer.authorityId)).get(viewer.authorityId)?.get(key);
  if (kept !== undefined) return (await mayKnowOf(database, viewer, key, today, at)) ? personFor(database, viewer, kept, today, at) : undefined;
  const { rows } = await sql<Selectable<PersonTable>>`
    select p.* from person p
    where p.authority_id = ${viewer.authorityId} and p.person = ${key} and ${personVisibleTo(viewer, today, at, 'p')}`.execute(database);
  const row = rows[0];
  const cases = row !== undefined || !(await isOnRecord(database, viewer, key)) ? await casesOfPeople(database, viewer, [key], today, at) : [];
  if (row === undefined) return cases.length === 0 ? undefined : { person: key, formerNames: [], version: 0, known: false, cases };
  return { ...personOf(row), known: true, cases };
}

async function mayKnowOf(database: Database, viewer: Viewer, key: string, today: Day, at: Date): Promise<boolean> {
  const { rows } = await sql`select from person p where p.authority_id = ${viewer.authorityId} and p.person = ${key} and ${personVisibleTo(viewer, today, at, 'p')}`.execute(database);
  return rows.length > 0;
}

async function isOnRecord(database: Database, viewer: Viewer, key: string): Promise<boolean> {
  return (await database.selectFrom('person').select('person').where('authority_id', '=', viewer.authorityId).where('person', '=', key).executeTakeFirst()) !== undefined;
}

export type PersonChange = { readonly at: Date; readonly by: string; readonly details: readonly DetailName[]; readonly reason?: string };

/** Who changed what is known of a person, newest first. */
export async function changesOfPerson(database: Database, authorityId: number, person: string): Promise<PersonChange[]> {
  const rows = await database.selectFrom('person_change').innerJoin('account', (join) => join.onRef('account.authority_id', '=', 'person_change.authority_id').onRef('account.account_id', '=', 'person_change.account_id'))
    .select(['changed_at', 'account.name', 'details', 'reason']).where('person_change.authority_id', '=', authorityId).where('person', '=', person).orderBy('version', 'desc').execute();
  return rows.map((row) => ({ at: row.changed_at, by: row.name, details: row.details.filter((detail): detail is DetailName => (detailNames as readonly string[]).includes(detail)), ...(row.reason === null ? {} : { reason: row.reason }) }));
}

/** Erases a person: everything but the key, by which the cases still count them, also of the records that were merged into theirs. It cannot be undone. Gives false where there is nothing on record. */
export async function erasePerson(transaction: Database, authorityId: number, person: string, at: Date): Promise<boolean> {
  const merged = [...((await keptPeople(transaction, undefined, authorityId)).get(authorityId) ?? [])].filter(([, kept]) => kept === person).map(([key]) => key);
  const keys = [person, ...merged];
  const erased = await transaction.updateTable('person').set({ ...columnsOf({}), erased_at: at }).where('authority_id', '=', authorityId).where('person', 'in', keys).executeTakeFirst();
  await transaction.updateTable('person_change').set({ reason: null }).where('authority_id', '=', authorityId).where('person', 'in', keys).execute();
  await transaction.updateTable('person_merge').set({ reason: null, undone_reason: null, details_before: null }).where('authority_id', '=', authorityId)
    .where((any) => any.or([any('person', 'in', keys), any('into_person', 'in', keys)])).execute();
  return erased.numUpdatedRows > 0n;
}
