import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { may, type Viewer } from '../domain/viewer.ts';
import { answeredFor, learningShownTo, visibleInMail } from './access.ts';
import type { Database } from './database.ts';
import type { DueDays } from './work-lists.ts';

// What of a viewer's work the morning's digest tells, besides the clocks of the work list: references and days, never a name or a word of a case.

export type OwedAction = { readonly ref: string; readonly learningAction: number; readonly dueOn: Day };
/** The first of them, and how many there are. */
export type Some<T> = { readonly count: number; readonly first: readonly T[] };

function some<T>(rows: readonly { readonly count: number }[], first: readonly T[]): Some<T> {
  return { count: rows[0]?.count ?? 0, first };
}

/**
 * Promised actions that are overdue or due within five working days and that the viewer is to do or to chase: their own, those of the cases that they
 * answer at stage 1 or adjudicate, and for the complaints team all.
 */
export async function listOwedActions(database: Database, viewer: Viewer, { today, in5 }: DueDays, at: Date, most: number): Promise<Some<OwedAction>> {
  const theirs: RawBuilder<boolean> = may(viewer, 'recordCases') ? sql`true` : sql`(l.owner = ${viewer.key} or exists (
      select from case_party own
      where own.authority_id = l.authority_id and own.case_id = l.case_id and own.person = ${viewer.key} and own.role in ('responding_manager', 'adjudicating_officer')
        and own.role = any(${[...viewer.roles]}::text[]) and (own.until_on is null or own.until_on >= ${today})))`;
  const { rows } = await sql<{ ref: string; learning_action: number; due_on: Day; count: number }>`
    select r.ref, l.learning_action, l.due_on, count(*) over ()::int as count
    from learning_action l
    join representation r on r.authority_id = l.authority_id and r.case_id = l.case_id
    where l.authority_id = ${viewer.authorityId} and l.completed_on is null and l.due_on <= ${in5} and ${theirs} and ${visibleInMail(viewer, today, at, 'l')}
    order by l.due_on, r.ref, l.learning_action
    limit ${most}`.execute(database);
  return some(rows, rows.map((row) => ({ ref: row.ref, learningAction: row.learning_action, dueOn: row.due_on })));
}

export type LongOverdue = { readonly ref: string; readonly dueOn: Day };

/** Cases of which a clock, on whomever it waits, ran out on `before` or earlier: for complaints managers. */
export async function listLongOverdue(database: Database, viewer: Viewer, before: Day, today: Day, at: Date, most: number): Promise<Some<LongOverdue>> {
  if (!may(viewer, 'decideCases')) return { count: 0, first: [] };
  const { rows } = await sql<{ ref: string; due_on: Day; count: number }>`
    select r.ref, min(k.due_on) as due_on, count(*) over ()::int as count
    from open_clock k
    join representation r on r.authority_id = k.authority_id and r.case_id = k.case_id
    where k.authority_id = ${viewer.authorityId} and k.due_on <= ${before} and k.standing_still_since is null and ${visibleInMail(viewer, today, at, 'k')}
    group by r.authority_id, r.case_id, r.ref
    order by min(k.due_on), r.ref
    limit ${most}`.execute(database);
  return some(rows, rows.map((row) => ({ ref: row.ref, dueOn: row.due_on })));
}

/** How many promised actions of the services that somebody answers for are overdue, and the day on which the first of them was due. */
export async function countAnsweredFor(database: Database, viewer: Viewer, today: Day, at: Date): Promise<{ readonly count: number; readonly earliest?: Day }> {
  if ((viewer.answersFor ?? []).length === 0) return { count: 0 };
  const service = sql`coalesce(e.service, r.service)`;
  const { rows: [row] } = await sql<{ count: number; earliest: Day | null }>`
    select count(*)::int as count, min(l.due_on) as earliest
    from learning_action l
    join representation r on r.authority_id = l.authority_id and r.case_id = l.case_id
    left join element e on e.authority_id = l.authority_id and e.case_id = l.case_id and e.element = l.element
    where l.authority_id = ${viewer.authorityId} and l.completed_on is null and l.due_on < ${today} and ${answeredFor(viewer, service)} and ${learningShownTo(viewer, today, at, 'l', service)}
      and not exists (select from case_access of_owed where of_owed.authority_id = l.authority_id and of_owed.case_id = l.case_id and of_owed.restricted)`.execute(database);
  return { count: row?.count ?? 0, ...(row === undefined || row.earliest === null ? {} : { earliest: row.earliest }) };
}

/** Requests to erase a case that wait for the viewer as a second person, of cases that are not restricted and not about them. */
export async function countErasuresAsked(database: Database, viewer: Viewer): Promise<number> {
  if (!may(viewer, 'keepRecords')) return 0;
  const { rows: [row] } = await sql<{ count: number }>`
    select count(*)::int as count
    from erasure e
    where e.authority_id = ${viewer.authorityId} and e.decided_at is null and e.asked_by <> ${viewer.accountId} and not exists (
      select from case_access a
      where a.authority_id = e.authority_id and a.case_id = e.case_id and (a.restricted or ${viewer.key} = any(a.about_people)))`.execute(database);
  return row?.count ?? 0;
}

/** Whether somebody may be told of a case in a mail. */
export async function mayBeMailedOf(database: Database, viewer: Viewer, caseId: number, today: Day, at: Date): Promise<string | undefined> {
  const { rows: [row] } = await sql<{ ref: string }>`
    select c.ref from case_index c
    where c.authority_id = ${viewer.authorityId} and c.case_id = ${caseId} and ${visibleInMail(viewer, today, at, 'c')}`.execute(database);
  return row?.ref;
}

/** Whether somebody still has a part in a case. */
export async function hasPart(database: Database, viewer: Viewer, caseId: number, today: Day): Promise<boolean> {
  const { rows: [row] } = await sql<{ has: boolean }>`
    select exists (
      select from case_party p
      where p.authority_id = ${viewer.authorityId} and p.case_id = ${caseId} and p.person = ${viewer.key} and p.role = any(${[...viewer.roles]}::text[]) and (p.until_on is null or p.until_on >= ${today})
    ) as has`.execute(database);
  return row?.has === true;
}
