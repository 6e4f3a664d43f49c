import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import type { CaseKind } from './tables.ts';
import type { Database } from './database.ts';

export type ShownCase = { readonly caseId: number; readonly kind: CaseKind; readonly ref: string };

/** Which of some cases somebody may see, in order of their references. The others are not told apart: how many there are follows from those asked about. */
export async function casesShownTo(database: Database, viewer: Viewer, caseIds: readonly number[], today: Day, at: Date): Promise<ShownCase[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await sql<{ case_id: number; kind: CaseKind; ref: string }>`
    select c.case_id, c.kind, c.ref from case_index c
    where c.authority_id = ${viewer.authorityId} and c.case_id = any(${[...caseIds]}::int[]) and ${visibleTo(viewer, today, at, 'c')}
    order by c.ref`.execute(database);
  return rows.map((row) => ({ caseId: row.case_id, kind: row.kind, ref: row.ref }));
}
