import { sql } from 'kysely';
import type { Database } from './database.ts';

/** How many representations and compliments are on record of each authority, by its number. */
export async function recordCounts(database: Database): Promise<Map<number, { representations: number; compliments: number }>> {
  const { rows } = await sql<{ authority_id: number; representations: number; compliments: number }>`
    select authority_id,
           count(*) filter (where kind = 'representation')::int as representations,
           count(*) filter (where kind = 'compliment')::int     as compliments
    from case_index
    group by authority_id`.execute(database);
  return new Map(rows.map((row) => [row.authority_id, { representations: row.representations, compliments: row.compliments }]));
}
