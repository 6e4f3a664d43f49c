import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';
import { mergedAway, personVisibleTo } from './people.ts';

/** Two people who may be one. `alike`: of 1, how alike their names are. */
export type LikelyDouble = { readonly person: string; readonly other: string; readonly alike: number; readonly sameBirthDate: boolean };

/** Names of people who were born on the same day are alike from here on: Smyth and Smith, Liz and Elizabeth Brown. */
const ALIKE_BORN_ON_ONE_DAY = 0.35;
/** A name that is found within a longer one, so alike, is alike too. */
const ALIKE_WITHIN = 0.6;
/** Names the lock of those who compare; its second half is the authority. */
const COMPARING = 1_886_351_988;

/**
 * Pairs of people who are likely to be one, the likest first: born on the same day with names that are alike, or of exactly the same names where the date
 * of birth of one is not known. Left out are those of whom somebody has said that they are two, and whoever the viewer may not know of.
 */
export async function likelyDoubles(database: Database, viewer: Viewer, today: Day, at: Date, most: number): Promise<readonly LikelyDouble[]> {
  await compareWhoIsNew(database, viewer.authorityId);
  const { rows } = await sql<{ person: string; other: string; alike: number; same_birth_date: boolean }>`
    select w.person, w.other, w.alike::float8 as alike, w.same_birth_date
    from likely_double w
    join person one on one.authority_id = w.authority_id and one.person = w.person
    join person two on two.authority_id = w.authority_id and two.person = w.other
    where w.authority_id = ${viewer.authorityId}
      and not exists (select from person_apart s where s.authority_id = w.authority_id and s.person = w.person and s.other = w.other)
      and not ${mergedAway('one')} and not ${mergedAway('two')}
      and ${personVisibleTo(viewer, today, at, 'one')} and ${personVisibleTo(viewer, today, at, 'two')}
    order by w.same_birth_date desc, w.alike desc, w.person, w.other
    limit ${most}`.execute(database);
  return rows.map((row) => ({ person: row.person, other: row.other, alike: row.alike, sameBirthDate: row.same_birth_date }));
}

/**
 * Compares whoever was put on record or changed since the last time with everybody else: once a day, and when somebody asks for the likely doubles. Comparing
 * all the people of a large council at each look would take a fifth of a second; nobody waits for it while they record. A person who is being changed
 * meanwhile is compared the next time.
 */
export async function compareWhoIsNew(database: Database, authorityId: number): Promise<void> {
  const somebody = await database.selectFrom('person').select('person').where('authority_id', '=', authorityId).where('compared', '=', false).limit(1).executeTakeFirst();
  if (somebody === undefined) return;
  await database.transaction().execute(async (transaction) => {
    // Two who ask at once take turns: the second finds nobody left to compare. Whoever is being changed is left for the next look.
    await sql`select pg_advisory_xact_lock(${COMPARING}::int, ${authorityId}::int)`.execute(transaction);
    const { rows: fresh } = await sql<{ person: string }>`select person from person where authority_id = ${authorityId} and not compared for update skip locked`.execute(transaction);
    const keys = fresh.map((row) => row.person);
    await sql`delete from likely_double where authority_id = ${authorityId} and (person = any(${keys}::text[]) or other = any(${keys}::text[]))`.execute(transaction);
    await sql`
      insert into likely_double (authority_id, person, other, alike, same_birth_date)
      with new as materialized (
        select person, searched, born_on from person where authority_id = ${authorityId} and person = any(${keys}::text[]) and searched <> ''
      ), known as materialized (
        select person, searched, born_on, not compared as is_new from person where authority_id = ${authorityId} and searched <> ''
      )
      select ${authorityId}::int, least(a.person, b.person), greatest(a.person, b.person), similarity(a.searched, b.searched), true
      from new a join known b on b.born_on = a.born_on and (b.person > a.person or (b.person < a.person and not b.is_new))
      where similarity(a.searched, b.searched) >= ${ALIKE_BORN_ON_ONE_DAY} or word_similarity(a.searched, b.searched) >= ${ALIKE_WITHIN} or word_similarity(b.searched, a.searched) >= ${ALIKE_WITHIN}
      union all
      select ${authorityId}::int, least(a.person, b.person), greatest(a.person, b.person), 1, false
      from new a join known b on b.searched = a.searched and (b.person > a.person or (b.person < a.person and not b.is_new))
      where a.born_on is null or b.born_on is null
      on conflict do nothing`.execute(transaction);
    await sql`update person set compared = true where authority_id = ${authorityId} and person = any(${keys}::text[])`.execute(transaction);
  });
}

/** Keeps that two people who are alike are two, so that they are not proposed again. */
export async function sayApart(database: Database, viewer: Viewer, person: string, other: string, at: Date): Promise<void> {
  if (person === other) throw new Error('two people are needed');
  await database.transaction().execute(async (transaction) => {
    // Which of the two comes first is the database's to say: its order of letters need not be ours.
    await sql`
      insert into person_apart (authority_id, person, other, said_by, said_at)
      select one.authority_id, least(one.person, two.person), greatest(one.person, two.person), ${viewer.accountId}::int, ${at}::timestamptz
      from person one join person two on two.authority_id = one.authority_id and two.person = ${other}
      where one.authority_id = ${viewer.authorityId} and one.person = ${person}
      on conflict do nothing`.execute(transaction);
    await audit(transaction, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, detail: { act: 'say that two people are not one', person, other } });
  });
}
