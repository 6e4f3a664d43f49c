import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import { may, type Viewer } from '../domain/viewer.ts';
import { type Awaited, awaitedParts } from '../domain/waiting-on.ts';
import { type Calendar, CalendarEndError, workingDaysAfter } from '../domain/working-days.ts';
import { visibleInMail, visibleTo } from './access.ts';
import type { Database } from './database.ts';
import type { CaseKind } from './tables.ts';

/** When something is due, as work is sorted: `in5` and `in10` are within so many working days, today left out. */
export const dueGroups = ['overdue', 'today', 'in5', 'in10', 'later', 'standing still'] as const;
export type DueGroup = (typeof dueGroups)[number];

export type DueDays = { readonly today: Day; readonly in5: Day; readonly in10: Day };

/** The days up to which work is shown. Past the end of the calendar, nothing is known to be due. */
export function dueDaysFrom(today: Day, calendar: Calendar): DueDays {
  try {
    return { today, in5: workingDaysAfter(today, 5, calendar), in10: workingDaysAfter(today, 10, calendar) };
  } catch (error) {
    if (error instanceof CalendarEndError) return { today, in5: today, in10: today };
    throw error;
  }
}

/** `about`: which of the Ombudsman's matters or remedies, where it is one. An `unattached` item is of an Ombudsman's matter of no case. */
export type DueItem = { readonly group: DueGroup; readonly kind: CaseKind; readonly ref: string; readonly about: string; readonly name: string; readonly stage: string; readonly dueOn: Day; readonly waitingOn: Awaited; readonly service?: string; readonly standingStillSince?: Day; readonly restricted: boolean };
export type DueCount = { readonly group: DueGroup; readonly waitingOn: Awaited; readonly count: number };

/** Of which clocks: `seen`, all in the viewer's cases; `to be mailed`, those that wait on the viewer, in cases that a mail may tell of. */
export type Which = 'seen' | 'to be mailed';

function chosen(which: Which, viewer: Viewer, today: Day, at: Date): RawBuilder<boolean> {
  return which === 'seen' ? visibleTo(viewer, today, at, 'k') : sql<boolean>`(${visibleInMail(viewer, today, at, 'k')} and ${waitsOn(viewer, today)})`;
}

/** Whether a clock waits on the viewer: on the complaints team that they are of, or on the part that they have in the case now. */
function waitsOn(viewer: Viewer, today: Day): RawBuilder<boolean> {
  const parts = Object.entries(awaitedParts).filter(([, role]) => viewer.roles.includes(role));
  return sql<boolean>`((${may(viewer, 'recordCases')} and k.waiting_on = 'complaints team') or exists (
      select from case_party own
      join unnest(${parts.map(([awaited]) => awaited)}::text[], ${parts.map(([, role]) => role)}::text[]) as part (waiting_on, role) on part.role = own.role
      where own.authority_id = k.authority_id and own.case_id = k.case_id and own.person = ${viewer.key} and part.waiting_on = k.waiting_on and (own.until_on is null or own.until_on >= ${today})))`;
}

/** Of the cases that somebody looks after alone; of all where nobody is named. */
function lookedAfterBy(caseOfficer: string | undefined): RawBuilder<boolean> {
  return caseOfficer === undefined ? sql`true` : sql`k.case_id in (select o.case_id from representation o where o.authority_id = k.authority_id and o.case_officer = ${caseOfficer})`;
}

function dueGroup({ today, in5, in10 }: DueDays) {
  return sql<DueGroup>`case
      when k.standing_still_since is not null then 'standing still'
      when k.due_on < ${today} then 'overdue'
      when k.due_on = ${today} then 'today'
      when k.due_on <= ${in5} then 'in5'
      when k.due_on <= ${in10} then 'in10'
      else 'later'
    end`;
}

/** How many clocks run in the viewer's cases, by when they run out and on whom they wait. */
export async function countDue(database: Database, viewer: Viewer, days: DueDays, at: Date, which: Which = 'seen', caseOfficer?: string): Promise<readonly DueCount[]> {
  const { rows } = await sql<{ group: DueGroup; waiting_on: Awaited; count: number }>`
    select ${dueGroup(days)} as group, k.waiting_on, count(*)::int as count
    from open_clock k
    where k.authority_id = ${viewer.authorityId} and ${lookedAfterBy(caseOfficer)} and ${chosen(which, viewer, days.today, at)}
    group by 1, 2`.execute(database);
  return rows.map((row) => ({ group: row.group, waitingOn: row.waiting_on, count: row.count }));
}

/** The first `most` of each group of what is due in the viewer's cases, the earliest first; of one party's alone where `waitingOn` says so. */
export async function listDue(database: Database, viewer: Viewer, days: DueDays, at: Date, { waitingOn, most, which = 'seen', caseOfficer }: { readonly waitingOn?: Awaited; readonly most: number; readonly which?: Which; readonly caseOfficer?: string }): Promise<readonly DueItem[]> {
  const { rows } = await sql<{ group: DueGroup; kind: CaseKind; ref: string; about: string; name: string; stage: string; due_on: Day; waiting_on: Awaited; service: string | null; standing_still_since: Day | null; restricted: boolean }>`
    with due as materialized (
      select ${dueGroup(days)} as "group", k.authority_id, k.case_id, k.rule, k.name, k.stage, k.due_on, k.waiting_on, k.standing_still_since, k.about
      from open_clock k
      where k.authority_id = ${viewer.authorityId} and ${lookedAfterBy(caseOfficer)} and ${chosen(which, viewer, days.today, at)}
        ${waitingOn === undefined ? sql`` : sql`and k.waiting_on = ${waitingOn}`}
    ), numbered as (
      select due.*, row_number() over (partition by "group" order by due_on, case_id, rule, about) as place from due
    )
    select n.group, c.kind, c.ref, n.about, n.name, n.stage, n.due_on, n.waiting_on, coalesce(r.service, m.service) as service, n.standing_still_since, coalesce(a.restricted, false) as restricted
    from numbered n
    join case_index c on c.authority_id = n.authority_id and c.case_id = n.case_id
    left join representation r on r.authority_id = n.authority_id and r.case_id = n.case_id
    left join lateral (select min(o.service) as service from ombudsman_matter o where o.authority_id = n.authority_id and o.case_id = n.case_id and c.kind = 'unattached') m on true
    left join case_access a on a.authority_id = n.authority_id and a.case_id = n.case_id
    where n.place <= ${most} and n.group <> 'later'
    order by n.due_on, c.ref, n.rule, n.about`.execute(database);
  return rows.map((row) => ({
    group: row.group, kind: row.kind, ref: row.ref, about: row.about, name: row.name, stage: row.stage, dueOn: row.due_on, waitingOn: row.waiting_on, restricted: row.restricted,
    ...(row.service === null ? {} : { service: row.service }), ...(row.standing_still_since === null ? {} : { standingStillSince: row.standing_still_since }),
  }));
}

export type OverdueAction = { readonly ref: string; readonly learningAction: number; readonly action?: string; readonly owner?: string; readonly dueOn: Day; readonly service?: string };

/**
 * Learning actions of the viewer's cases that were due before today and are not done, the longest overdue first, and how many there are. A remedy
 * agreed with the Ombudsman is left out while its own clock runs: it is listed with the clocks.
 */
export async function listOverdueActions(database: Database, viewer: Viewer, today: Day, at: Date, most: number): Promise<{ readonly count: number; readonly actions: readonly OverdueAction[] }> {
  const { rows } = await sql<{ ref: string; learning_action: number; action: string | null; owner: string | null; due_on: Day; service: string | null; count: number }>`
    select r.ref, l.learning_action, l.action, l.owner, l.due_on, r.service, count(*) over ()::int as count
    from learning_action l
    join representation r on r.authority_id = l.authority_id and r.case_id = l.case_id
    where l.authority_id = ${viewer.authorityId} and l.completed_on is null and l.due_on < ${today} and ${visibleTo(viewer, today, at, 'l')}
      and not (l.kind is not distinct from 'ombudsman_remedy' and exists (
        select from open_clock o where o.authority_id = l.authority_id and o.case_id = l.case_id and o.rule = 'T28' and o.due_on = l.due_on))
    order by l.due_on, r.ref, l.learning_action
    limit ${most}`.execute(database);
  return {
    count: rows[0]?.count ?? 0,
    actions: rows.map((row) => ({
      ref: row.ref, learningAction: row.learning_action, dueOn: row.due_on, ...(row.action === null ? {} : { action: row.action }), ...(row.owner === null ? {} : { owner: row.owner }),
      ...(row.service === null ? {} : { service: row.service }),
    })),
  };
}
