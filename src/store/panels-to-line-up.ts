import { sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import type { Database } from './database.ts';

/** A case at stage 2 for which a panel may be asked soon. */
export type PanelToLineUp = { readonly ref: string; readonly service?: string; readonly startedOn: Day; readonly restricted: boolean };

/**
 * Cases of the viewer's whose stage 2 started on a day or before, by the start that counts, with no adjudication and no panel asked for: the
 * longest in stage 2 first, and how many there are. Read from the clocks that run, of which only open cases have any. `rule`: that of stage 2.
 */
export async function panelsToLineUp(database: Database, viewer: Viewer, rule: string, startedBy: Day, today: Day, at: Date, most: number): Promise<{ readonly count: number; readonly cases: readonly PanelToLineUp[] }> {
  const { rows } = await sql<{ ref: string; service: string | null; started_on: Day; restricted: boolean; count: number }>`
    select r.ref, r.service, k.started_on, coalesce(a.restricted, false) as restricted, count(*) over ()::int as count
    from open_clock k
    join representation r on r.authority_id = k.authority_id and r.case_id = k.case_id
    left join case_access a on a.authority_id = k.authority_id and a.case_id = k.case_id
    where k.authority_id = ${viewer.authorityId} and k.rule = ${rule} and k.started_on <= ${startedBy} and k.standing_still_since is null and r.handled_as = 'statutory'
      and not exists (select from stage3 s where s.authority_id = k.authority_id and s.case_id = k.case_id and s.outcome is distinct from 'refused')
      and ${visibleTo(viewer, today, at, 'k')}
    order by k.started_on, r.ref
    limit ${most}`.execute(database);
  return { count: rows[0]?.count ?? 0, cases: rows.map((row) => ({ ref: row.ref, startedOn: row.started_on, restricted: row.restricted, ...(row.service === null ? {} : { service: row.service }) })) };
}
