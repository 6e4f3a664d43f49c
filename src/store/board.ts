import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import { casePlace, type CasePlace, inPlaces } from './case-places.ts';
import type { Database } from './database.ts';

export type BoardCase = { readonly place: CasePlace; readonly ref: string; readonly receivedOn: Day; readonly service?: string; readonly theme?: string; readonly restricted: boolean; readonly due?: { readonly name: string; readonly on: Day; readonly standingStillSince?: Day } };
export type BoardCount = { readonly place: CasePlace; readonly count: number; readonly overdue: number };

/** The stage whose clocks count in a place: a case at stage 2 is not overdue by its stage 1. */
const stageOfPlace = sql`case
    when b.place in ('statement_pending', 'investigation', 'adjudication', 'report_with_complainant', 'stage2_requested') then 'stage2'
    when b.place in ('stage3', 'ombudsman') then b.place
    else 'stage1'
  end`;

/**
 * The viewer's cases in some places: the first `most` of each, those that are due first coming first, and how many there are.
 * What is due is the soonest clock of the stage that the case is at.
 */
export async function boardCases(database: Database, viewer: Viewer, places: readonly CasePlace[], today: Day, at: Date, most: number): Promise<{ readonly cases: readonly BoardCase[]; readonly counts: readonly BoardCount[] }> {
  const { rows } = await sql<{ place: CasePlace; ref: string; received_on: Day; service: string | null; theme: string | null; name: string | null; due_on: Day | null; standing_still_since: Day | null; restricted: boolean; count: number; overdue: number }>`
    with board as materialized (
      select r.authority_id, r.case_id, r.ref, r.received_on, r.service, r.theme, ${casePlace} as place
      from representation r
      left join stage2 s on s.authority_id = r.authority_id and s.case_id = r.case_id
      where r.authority_id = ${viewer.authorityId} and ${inPlaces(places)} and ${visibleTo(viewer, today, at, 'r')}
    ), dated as (
      select b.*, k.name, k.due_on, k.standing_still_since,
             row_number() over in_place as nth, count(*) over whole_place as cases,
             count(*) filter (where k.due_on < ${today} and k.standing_still_since is null) over whole_place as overdue
      from board b
      left join lateral (
        select o.name, o.due_on, o.standing_still_since
        from open_clock o
        where o.authority_id = b.authority_id and o.case_id = b.case_id and o.stage = ${stageOfPlace}
        order by o.standing_still_since is not null, o.due_on, o.rule
        limit 1
      ) k on true
      window whole_place as (partition by b.place),
             in_place as (partition by b.place order by k.standing_still_since is not null, k.due_on nulls last, b.received_on, b.ref)
    )
    select d.place, d.ref, d.received_on, d.service, d.theme, d.name, d.due_on, d.standing_still_since, coalesce(a.restricted, false) as restricted, d.cases::int as count, d.overdue::int
    from dated d
    left join case_access a on a.authority_id = d.authority_id and a.case_id = d.case_id
    where d.nth <= ${most}
    order by d.place, d.nth`.execute(database);
  const counts = new Map<CasePlace, BoardCount>(rows.map((row) => [row.place, { place: row.place, count: row.count, overdue: row.overdue }]));
  return {
    counts: [...counts.values()],
    cases: rows.map((row) => ({
      place: row.place, ref: row.ref, receivedOn: row.received_on, restricted: row.restricted, ...(row.service === null ? {} : { service: row.service }), ...(row.theme === null ? {} : { theme: row.theme }),
      ...(row.due_on === null || row.name === null ? {} : { due: { name: row.name, on: row.due_on, ...(row.standing_still_since === null ? {} : { standingStillSince: row.standing_still_since }) } }),
    })),
  };
}
