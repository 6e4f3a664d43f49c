import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { may, type Viewer } from '../domain/viewer.ts';
import type { Database } from './database.ts';

/**
 * Which cases somebody may see, as a condition on a table or alias that has `authority_id` and `case_id`. Every list, search,
 * count and export over cases goes through it, so that a hidden case leaves no trace.
 *
 * - Those who see cases by their role see all that are not restricted; complaints managers the restricted too.
 * - Those who take part in a case see it until their part is over.
 * - Nobody sees a case that is about them, or, unless they are a complaints manager, about a service they work in and do not answer for.
 * - Whoever broke the glass, with a reason, sees that case until it closes again, unless it is about them.
 *
 * Compliments and the Ombudsman's unattached matters are seen by those who see cases.
 */
export function visibleTo(viewer: Viewer, today: Day, at: Date, alias: string): RawBuilder<boolean> {
  const authority = sql.ref(`${alias}.authority_id`);
  const one = sql.ref(`${alias}.case_id`);
  const services = [...viewer.services];
  const takesPart = sql`exists (
      select from case_party p
      where p.authority_id = ${authority} and p.case_id = ${one} and p.person = ${viewer.key} and p.role = any(${[...viewer.roles]}::text[])
        and (p.until_on is null or p.until_on >= ${today}))`;
  const byRole = may(viewer, 'seeRestricted') ? sql`true` : may(viewer, 'seeCases') ? sql`not exists (
      select from case_access r where r.authority_id = ${authority} and r.case_id = ${one} and r.restricted)` : sql`false`;
  const brokeGlass = may(viewer, 'breakGlass') ? sql`exists (
      select from glass_broken g
      where g.authority_id = ${authority} and g.case_id = ${one} and g.account_id = ${viewer.accountId} and g.until > ${at})` : sql`false`;
  const aboutTheirService = services.length === 0 || may(viewer, 'seeRestricted') ? sql`false` : sql`exists (
      select from case_access s
      where s.authority_id = ${authority} and s.case_id = ${one} and s.about_services && ${services}::text[]
        and not exists (select from case_party q where q.authority_id = s.authority_id and q.case_id = s.case_id and q.person = ${viewer.key}))`;
  return sql<boolean>`(${authority} = ${viewer.authorityId}
    and not exists (select from case_access a where a.authority_id = ${authority} and a.case_id = ${one} and ${viewer.key} = any(a.about_people))
    and ((${byRole} and not ${aboutTheirService}) or (${takesPart} and not ${aboutTheirService}) or ${brokeGlass}))`;
}

export async function maySeeCase(database: Database, viewer: Viewer, caseId: number, today: Day, at: Date): Promise<boolean> {
  const { rows } = await sql<{ visible: boolean }>`
    select exists (
      select from case_index c
      where c.authority_id = ${viewer.authorityId} and c.case_id = ${caseId} and ${visibleTo(viewer, today, at, 'c')}
    ) as visible`.execute(database);
  return rows[0]?.visible === true;
}

const GLASS_HOURS = 8;

/** Lets somebody see a case that is hidden from them, for eight hours. What is about themselves stays hidden all the same. */
export async function breakGlass(database: Database, viewer: Viewer, caseId: number, reason: string, at: Date): Promise<void> {
  await database.insertInto('glass_broken').values({
    authority_id: viewer.authorityId, account_id: viewer.accountId, case_id: caseId, reason, broken_at: at, until: new Date(at.getTime() + GLASS_HOURS * 3_600_000),
  }).execute();
}
