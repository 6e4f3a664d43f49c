import { sql } from 'kysely';
import type { Database } from './database.ts';

/** How many representations and compliments are on record of each authority, or of one alone, by its number. */
export async function recordCounts(database: Database, authorityId?: number): Promise<Map<number, { representations: number; compliments: number }>> {
  const { rows } = await sql<{ authority_id: number; representations: number; compliments: number }>`
    select authority_id,
           count(*) filter (where kind = 'representation')::int as representations,
           count(*) filter (where kind = 'compliment')::int     as compliments
    from case_index
    ${authorityId === undefined ? sql`` : sql`where authority_id = ${authorityId}`}
    group by authority_id`.execute(database);
  return new Map(rows.map((row) => [row.authority_id, { representations: row.representations, compliments: row.compliments }]));
}
