import { sql } from 'kysely';
import type { FigureQuery } from '../../domain/figure-query.ts';
import type { Database } from '../../store/database.ts';
import { undeclared } from '../declared-values.ts';
import { type BaseTable, tablesWithOwnFields } from '../keys.ts';
import { baseOf } from '../measures.ts';
import { measureOf, ownFieldsIn } from './question.ts';

/**
 * What a question names that nothing has: a field of the council's own that no record holds, or a service or theme that the
 * council has not declared and no record was ever given. A slip, and not a count of nothing.
 */
export async function slipIn(database: Database, authorityId: number | 'all', query: FigureQuery): Promise<string | undefined> {
  const base = baseOf(measureOf(query.measure));
  if (base === undefined) return undefined;
  for (const key of ownFieldsIn(query)) if (!(await hasOwnField(database, authorityId, base, key))) return `no record has the field '${key}'`;
  for (const [key, value] of [...Object.entries(query.where ?? {}), ...Object.entries(query.share_within ?? {})]) {
    const why = await undeclared(database, authorityId, key, value);
    if (why !== undefined) return why;
  }
  return undefined;
}

async function hasOwnField(database: Database, authorityId: number | 'all', base: BaseTable, key: string): Promise<boolean> {
  const ofAuthority = authorityId === 'all' ? sql`true` : sql`authority_id = ${authorityId}::int`;
  const looked = tablesWithOwnFields(base).map((table) => sql`exists (select 1 from ${sql.table(table)} where ${ofAuthority} and own ? ${key}::text)`);
  const { rows } = await sql<{ has: boolean }>`-- Does any record have this field of the council's own?
select ${sql.join(looked, sql` or `)} as has`.execute(database);
  return rows[0]?.has ?? false;
}
