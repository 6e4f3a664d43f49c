import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { OmbudsmanDecision } from '../domain/terms.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import { servicesBelow } from './case-lists.ts';
import type { Database } from './database.ts';

/** `open`: not decided; `remedies`: decided, and not all that was agreed is accepted yet; `ended`: neither. */
export const matterStates = ['open', 'remedies', 'ended'] as const;
export type MatterState = (typeof matterStates)[number];

export type MatterFilters = {
  readonly text?: string; readonly state?: MatterState; readonly attached?: boolean; readonly decision?: OmbudsmanDecision;
  /** A service, with those below it: the matter's own, else its case's. */
  readonly service?: string;
  readonly from?: Day; readonly to?: Day; readonly overdue?: boolean;
};
export type MatterKey = { readonly receivedOn: Day; readonly caseId: number; readonly ombudsmanRef: string };
export type ListedMatter = MatterKey & {
  /** The reference of its case; absent where it has none. */
  readonly ref?: string; /** Where it is on record with no case, the reference that its page has. */ readonly unattached?: string;
  readonly restricted: boolean; readonly service?: string; readonly state: MatterState; readonly decision?: OmbudsmanDecision; readonly decidedOn?: Day; readonly closedOn?: Day;
  readonly publicReport: boolean; readonly remedies: number; readonly remediesOpen: number;
  /** What is due next in it. */
  readonly next?: { readonly name: string; readonly dueOn: Day };
};

const state = sql<MatterState>`case when m.closed_on is null and m.decision is null then 'open' when m.closed_on is null and m.remedies_open > 0 then 'remedies' else 'ended' end`;
const service = sql`coalesce(m.service, r.service)`;
/** Clocks of the matter itself and of its remedies. */
const ofMatter = sql`o.authority_id = m.authority_id and o.case_id = m.case_id and o.stage = 'ombudsman' and (o.about = m.ombudsman_ref or starts_with(o.about, m.ombudsman_ref || ', remedy '))`;
const matters = sql`ombudsman_matter m
    join case_index c on c.authority_id = m.authority_id and c.case_id = m.case_id
    left join representation r on r.authority_id = m.authority_id and r.case_id = m.case_id`;

function conditions(viewer: Viewer, filters: MatterFilters, today: Day, at: Date): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`m.authority_id = ${viewer.authorityId}`, visibleTo(viewer, today, at, 'm')];
  if (filters.text !== undefined) {
    const part = `%${filters.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    all.push(sql`(m.ombudsman_ref ilike ${part} or c.ref ilike ${part})`);
  }
  if (filters.state !== undefined) all.push(sql`${state} = ${filters.state}`);
  if (filters.attached !== undefined) all.push(filters.attached ? sql`c.kind = 'representation'` : sql`c.kind = 'unattached'`);
  if (filters.decision !== undefined) all.push(sql`m.decision = ${filters.decision}`);
  if (filters.service !== undefined) all.push(sql`${service} in (${servicesBelow(viewer.authorityId, filters.service)})`);
  if (filters.from !== undefined) all.push(sql`m.received_on >= ${filters.from}`);
  if (filters.to !== undefined) all.push(sql`m.received_on <= ${filters.to}`);
  if (filters.overdue === true) all.push(sql`exists (select from open_clock o where ${ofMatter} and o.due_on < ${today})`);
  return sql.join(all, sql` and `);
}

type Row = {
  case_id: number; ombudsman_ref: string; kind: 'representation' | 'unattached'; ref: string; restricted: boolean; service: string | null; received_on: Day; state: MatterState; decision: OmbudsmanDecision | null;
  decided_on: Day | null; closed_on: Day | null; public_report: boolean; remedies: number; remedies_open: number; next: string | null; due_on: Day | null;
};

/** Up to `most` of the Ombudsman's matters that the viewer may see, of cases and of none, the latest received first, after `after`. */
export async function listMatters(database: Database, viewer: Viewer, filters: MatterFilters, today: Day, at: Date, { after, most }: { readonly after?: MatterKey; readonly most: number }): Promise<ListedMatter[]> {
  const { rows } = await sql<Row>`
    select m.case_id, m.ombudsman_ref, c.kind, c.ref, coalesce(a.restricted, false) as restricted, ${service} as service, m.received_on, ${state} as state, m.decision, m.decided_on, m.closed_on,
           m.public_report, m.remedies, m.remedies_open, k.name as next, k.due_on
    from ${matters}
    left join case_access a on a.authority_id = m.authority_id and a.case_id = m.case_id
    left join lateral (select o.name, o.due_on from open_clock o where ${ofMatter} order by o.due_on, o.rule limit 1) k on true
    where ${conditions(viewer, filters, today, at)}
      ${after === undefined ? sql`` : sql`and (m.received_on, m.case_id, m.ombudsman_ref) < (${after.receivedOn}::date, ${after.caseId}::int, ${after.ombudsmanRef}::text)`}
    order by m.received_on desc, m.case_id desc, m.ombudsman_ref desc
    limit ${most}`.execute(database);
  return rows.map((row) => ({
    receivedOn: row.received_on, caseId: row.case_id, ombudsmanRef: row.ombudsman_ref, restricted: row.restricted, state: row.state, publicReport: row.public_report, remedies: row.remedies, remediesOpen: row.remedies_open,
    ...(row.kind === 'representation' ? { ref: row.ref } : { unattached: row.ref }), ...(row.service === null ? {} : { service: row.service }), ...(row.decision === null ? {} : { decision: row.decision }),
    ...(row.decided_on === null ? {} : { decidedOn: row.decided_on }), ...(row.closed_on === null ? {} : { closedOn: row.closed_on }),
    ...(row.next === null || row.due_on === null ? {} : { next: { name: row.next, dueOn: row.due_on } }),
  }));
}

/** How many matters there are in each state. */
export async function countMatters(database: Database, viewer: Viewer, filters: MatterFilters, today: Day, at: Date): Promise<ReadonlyMap<MatterState, number>> {
  const { rows } = await sql<{ state: MatterState; count: number }>`
    select ${state} as state, count(*)::int as count from ${matters} where ${conditions(viewer, filters, today, at)} group by 1`.execute(database);
  return new Map(rows.map((row) => [row.state, row.count]));
}

/** Where the viewer sees a matter of this reference: its case, or that it has none; undefined where they see none. */
export async function whereMatterIs(database: Database, viewer: Viewer, ombudsmanRef: string, today: Day, at: Date): Promise<{ readonly kind: 'representation' | 'unattached'; readonly ref: string } | undefined> {
  const { rows } = await sql<{ kind: 'representation' | 'unattached'; ref: string }>`
    select c.kind, c.ref from ${matters}
    where m.authority_id = ${viewer.authorityId} and lower(m.ombudsman_ref) = lower(${ombudsmanRef}) and ${visibleTo(viewer, today, at, 'm')}
    limit 1`.execute(database);
  return rows[0];
}
