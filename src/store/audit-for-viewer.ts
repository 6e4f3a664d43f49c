import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import type { AuditedAct } from './audit.ts';
import type { Database } from './database.ts';

export type AuditLine = {
  readonly at: Date; readonly accountId?: number; readonly name?: string; readonly what: AuditedAct; readonly ref?: string; readonly kind?: string; readonly detail: Readonly<Record<string, unknown>>;
};
/**
 * Where a page of the trail begins: before this instant, or at it and after so many entries of it. Not the place in the chain: a gap
 * in those would tell that something is hidden.
 */
export type AuditKey = { readonly at: Date; readonly skip: number };
export type AuditFilters = { readonly caseId?: number; readonly accountId?: number; readonly what?: AuditedAct };

/** The audit trail, newest first, without what is about cases that are hidden from the viewer. */
export async function auditFor(database: Database, viewer: Viewer, filters: AuditFilters, today: Day, at: Date, { after, most }: { readonly after?: AuditKey; readonly most: number }): Promise<readonly AuditLine[]> {
  const { rows } = await sql<{ at: Date; account_id: number | null; name: string | null; what: AuditedAct; ref: string | null; kind: string | null; detail: Record<string, unknown> }>`
    select a.at, a.account_id, p.name, a.what, c.ref, c.kind, a.detail
    from audit a
    left join account p on p.authority_id = a.authority_id and p.account_id = a.account_id
    left join case_index c on c.authority_id = a.authority_id and c.case_id = a.case_id
    where a.authority_id = ${viewer.authorityId}
      ${filters.caseId === undefined ? sql`` : sql`and a.case_id = ${filters.caseId}`}
      ${filters.accountId === undefined ? sql`` : sql`and a.account_id = ${filters.accountId}`}
      ${filters.what === undefined ? sql`` : sql`and a.what = ${filters.what}`}
      ${after === undefined ? sql`` : sql`and a.at <= ${after.at}`}
      and (a.case_id is null or ${visibleTo(viewer, today, at, 'a')})
    order by a.at desc, a.position desc
    limit ${most} offset ${after?.skip ?? 0}`.execute(database);
  return rows.map((row) => ({
    at: row.at, what: row.what, detail: row.detail, ...(row.account_id === null ? {} : { accountId: row.account_id }), ...(row.name === null ? {} : { name: row.name }),
    ...(row.ref === null ? {} : { ref: row.ref }), ...(row.kind === null ? {} : { kind: row.kind }),
  }));
}

export type Looked = { readonly name?: string; readonly accountId: number; readonly times: number; readonly lastAt: Date };

/** Who has looked at a case, and when last. For those who may see the audit trail and the case. */
export async function whoHasLooked(database: Database, authorityId: number, caseId: number): Promise<readonly Looked[]> {
  const { rows } = await sql<{ account_id: number; name: string | null; times: number; last_at: Date }>`
    select a.account_id, p.name, count(*)::int as times, max(a.at) as last_at
    from audit a
    left join account p on p.authority_id = a.authority_id and p.account_id = a.account_id
    where a.authority_id = ${authorityId} and a.case_id = ${caseId} and a.what = 'viewed' and a.account_id is not null
    group by a.account_id, p.name
    order by last_at desc`.execute(database);
  return rows.map((row) => ({ accountId: row.account_id, times: row.times, lastAt: row.last_at, ...(row.name === null ? {} : { name: row.name }) }));
}
