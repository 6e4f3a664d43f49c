import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { may, type Viewer } from '../domain/viewer.ts';
import type { Database } from './database.ts';
import { tellOfGlassBroken } from './notices.ts';

/**
 * Which cases somebody may see, as a condition on a table or alias that has `authority_id` and `case_id`. Every list, search,
 * count and export over cases goes through it, so that a hidden case leaves no trace.
 *
 * - Those who see cases by their role see all that are not restricted; complaints managers the restricted too.
 * - Those who take part in a case see it until their part is over.
 * - Nobody sees a case that is about them, or, unless they are a complaints manager, about a service they work in and do not answer for.
 * - Whoever broke the glass, with a reason, sees that case until it closes again, unless it is about them.
 *
 * Compliments and the Ombudsman's unattached matters are seen by those who see cases. The tables it looks into have names (`of_…`) that no
 * caller's alias may have: an inner table of the same name would be compared with itself.
 */
export function visibleTo(viewer: Viewer, today: Day, at: Date, alias: string): RawBuilder<boolean> {
  const authority = sql.ref(`${alias}.authority_id`);
  const one = sql.ref(`${alias}.case_id`);
  const services = [...viewer.services];
  // Asked once for the viewer, and not again for each case: somebody may take part in many.
  const takesPart = sql`${one} in (
      select of_party.case_id from case_party of_party
      where of_party.authority_id = ${viewer.authorityId} and of_party.person = ${viewer.key} and of_party.role = any(${[...viewer.roles]}::text[])
        and (of_party.until_on is null or of_party.until_on >= ${today}))`;
  const brokeGlass = sql`exists (
      select from glass_broken of_glass
      where of_glass.authority_id = ${authority} and of_glass.case_id = ${one} and of_glass.account_id = ${viewer.accountId} and of_glass.until > ${at})`;
  const aboutTheirService = sql`exists (
      select from case_access of_subject
      where of_subject.authority_id = ${authority} and of_subject.case_id = ${one} and of_subject.about_services && ${services}::text[]
        and not exists (select from case_party of_own_party where of_own_party.authority_id = of_subject.authority_id and of_own_party.case_id = of_subject.case_id and of_own_party.person = ${viewer.key}))`;
  const unlessAboutTheirService = (way: RawBuilder<unknown>) => (services.length === 0 ? way : sql`(${way} and not ${aboutTheirService})`);
  // Ways that are not this viewer's are left out and not written as false: the database would then not see that one alone is left, and join by it.
  const ways = [
    ...(may(viewer, 'seeCases') ? [unlessAboutTheirService(sql`not ${restricted(alias)}`)] : []), unlessAboutTheirService(takesPart), ...(may(viewer, 'breakGlass') ? [brokeGlass] : []),
  ];
  return sql<boolean>`(${authority} = ${viewer.authorityId}
    and not exists (select from case_access of_access where of_access.authority_id = ${authority} and of_access.case_id = ${one} and ${viewer.key} = any(of_access.about_people))
    and ${may(viewer, 'seeRestricted') ? sql`true` : ways.length === 1 ? ways[0] : sql`(${sql.join(ways, sql` or `)})`})`;
}

/** Which cases somebody may be told of in a mail: of those they see, the ones that are not restricted. Mail leaves the council's walls. */
export function visibleInMail(viewer: Viewer, today: Day, at: Date, alias: string): RawBuilder<boolean> {
  return sql<boolean>`(${visibleTo(viewer, today, at, alias)} and not ${restricted(alias)})`;
}

/**
 * Whether somebody may read a learning action of a case although the case itself may be hidden from them: one of a service that they answer for
 * (`service`: an expression). Nothing of a restricted case, of one about themselves, or of one marked as about a service that they work in or answer for.
 */
export function learningShownTo(viewer: Viewer, today: Day, at: Date, alias: string, service: RawBuilder<unknown>): RawBuilder<boolean> {
  const answersFor = viewer.answersFor ?? [];
  if (answersFor.length === 0) return visibleTo(viewer, today, at, alias);
  const authority = sql.ref(`${alias}.authority_id`);
  return sql<boolean>`(${visibleTo(viewer, today, at, alias)} or (${authority} = ${viewer.authorityId} and ${answeredFor(viewer, service)} and not exists (
      select from case_access of_owed
      where of_owed.authority_id = ${authority} and of_owed.case_id = ${sql.ref(`${alias}.case_id`)}
        and (of_owed.restricted or ${viewer.key} = any(of_owed.about_people) or of_owed.about_services && ${[...viewer.services, ...answersFor]}::text[]))))`;
}

/** Whether a service is one that somebody answers for, or below one. */
export function answeredFor(viewer: Viewer, service: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`${service} in (
    with recursive of_below as (
      select unnest(${[...(viewer.answersFor ?? [])]}::text[]) as service
      union
      select of_service.service from service of_service join of_below on of_service.parent = of_below.service where of_service.authority_id = ${viewer.authorityId}
    )
    select of_below.service from of_below)`;
}

function restricted(alias: string): RawBuilder<boolean> {
  return sql<boolean>`exists (
      select from case_access of_restriction where of_restriction.authority_id = ${sql.ref(`${alias}.authority_id`)} and of_restriction.case_id = ${sql.ref(`${alias}.case_id`)} and of_restriction.restricted)`;
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
  await tellOfGlassBroken(database, viewer, caseId, at);
}
