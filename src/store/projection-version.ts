import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Counts the changes of what the same events become in the read tables (`projectCase`): a test holds it to what they become. */
export const projectionVersion = 1;

/** Whether any authority's read tables were made by another version of the projection than this Candour's. */
export async function readRowsAreOfAnotherVersion(database: Database): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from authority a
      left join projection p on p.authority_id = a.authority_id
      where p.version is distinct from ${projectionVersion}
    ) as found`.execute(database);
  return rows[0]?.found === true;
}

/** Notes that the read tables of these authorities are of this version. */
export async function noteProjection(transaction: Database, authorityIds: readonly number[]): Promise<void> {
  await sql`
    insert into projection (authority_id, version)
    select authority_id, ${projectionVersion}::int
    from unnest(${authorityIds}::int[]) as made (authority_id)
    on conflict (authority_id) do update set version = excluded.version`.execute(transaction);
}
