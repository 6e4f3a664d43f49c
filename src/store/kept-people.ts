import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Database } from './database.ts';

/** By the key of each record of a person that was merged into another, the key of the one kept in the end. */
export type KeptPeople = ReadonlyMap<string, string>;

/** The merges in force, of each authority that has merged people; `onRecord`: those in force at the end of an earlier day, in England; `only`: of one authority alone. */
export async function keptPeople(database: Database, onRecord?: Day, only?: number): Promise<ReadonlyMap<number, KeptPeople>> {
  const asAt = (column: 'merged_at' | 'undone_at') => sql`(m.${sql.ref(column)} at time zone 'Europe/London')::date`;
  const { rows } = await sql<{ authority_id: number; person: string; into_person: string }>`
    select m.authority_id, m.person, m.into_person
    from person_merge m
    where ${onRecord === undefined ? sql`m.undone_at is null` : sql`${asAt('merged_at')} <= ${onRecord}::date and (m.undone_at is null or ${asAt('undone_at')} > ${onRecord}::date)`}
      ${only === undefined ? sql`` : sql`and m.authority_id = ${only}`}
    order by m.merge`.execute(database);
  return new Map([...Map.groupBy(rows, (row) => row.authority_id)].map(([authorityId, merges]) => [authorityId, resolved(new Map(merges.map((row) => [row.person, row.into_person])))]));
}

/** What was merged into somebody who was merged in turn goes with them. None goes round in a circle: whoever was merged is not merged into. */
function resolved(into: ReadonlyMap<string, string>): KeptPeople {
  const last = (person: string): string => {
    const next = into.get(person);
    return next === undefined ? person : last(next);
  };
  return new Map([...into.keys()].map((person) => [person, last(person)]));
}
