import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { Viewer } from '../domain/viewer.ts';
import { answeredFor, learningShownTo, visibleTo } from './access.ts';
import { servicesBelow } from './case-lists.ts';
import type { Database } from './database.ts';

/** How a promised action stands: `open` is what is neither done nor overdue, whether or not a day is set for it. Listed in this order. */
export const actionStates = ['overdue', 'open', 'done'] as const;
export type ActionState = (typeof actionStates)[number];

export type ActionFilters = {
  readonly state?: ActionState;
  /** A service, with those below it. */
  readonly service?: string;
  /** The code of an owner (`ActionOwner`), never what the owner is called. */
  readonly owner?: string;
  /** Due earlier than this day. */
  readonly dueBefore?: Day;
};

/** An overdue action of a service that the viewer answers for. `ref` only where they may see the case; nothing else of the case is told. */
export type AnsweredAction = { readonly ref?: string; readonly action?: string; readonly owner?: string; readonly dueOn: Day; readonly service: string };

/** The overdue actions of the services that somebody answers for and those below them, the longest overdue first, and how many there are. */
export async function listAnsweredFor(database: Database, viewer: Viewer, today: Day, at: Date, most: number): Promise<{ readonly count: number; readonly actions: readonly AnsweredAction[] }> {
  if ((viewer.answersFor ?? []).length === 0) return { count: 0, actions: [] };
  const { rows } = await sql<{ ref: string | null; action: string | null; owner: string | null; due_on: Day; service: string; count: number }>`
    select case when ${visibleTo(viewer, today, at, 'l')} then r.ref end as ref, l.action, l.owner, l.due_on, ${service} as service, count(*) over ()::int as count
    from ${actions}
    where l.authority_id = ${viewer.authorityId} and l.completed_on is null and l.due_on < ${today} and ${answeredFor(viewer, service)} and ${learningShownTo(viewer, today, at, 'l', service)}
    order by l.due_on, l.case_id, l.learning_action
    limit ${most}`.execute(database);
  return {
    count: rows[0]?.count ?? 0,
    actions: rows.map((row) => ({ dueOn: row.due_on, service: row.service, ...(row.ref === null ? {} : { ref: row.ref }), ...(row.action === null ? {} : { action: row.action }), ...(row.owner === null ? {} : { owner: row.owner }) })),
  };
}

/** Where a page of the list begins: after this action. `sort` is the number of days by which its state is ordered. */
export type ActionKey = { readonly state: ActionState; readonly sort: number; readonly ref: string; readonly learningAction: number };

/** Complaints of the action's theme and service received after the day it was done: those the viewer may see, and the reference of the latest. */
export type CameBack = { readonly times: number; readonly latestRef?: string };
export type ListedAction = ActionKey & {
  readonly action?: string; readonly owner?: string; readonly promisedOn: Day; readonly dueOn?: Day; readonly completedOn?: Day; readonly evidence?: string;
  /** Those of the element it comes from, else of the case. */
  readonly service?: string; readonly theme?: string;
  readonly restricted: boolean; readonly caseOpen: boolean;
  /** Whether the viewer has a part in the case that lets them promise and complete actions. */
  readonly ownPart: boolean;
  /** Of an action that is done and has both a theme and a service. */
  readonly cameBack?: CameBack;
};

/** Somebody who is to do actions: an account's key or what a register says, and a code for it that an address may hold. */
export type ActionOwner = { readonly code: string; readonly owner: string };
export type ActionCount = { readonly service?: string; readonly state: ActionState; readonly count: number };

const ownerCode = sql`case when l.owner ~ '^U[0-9]+$' then l.owner else 'x' || left(md5(l.owner), 12) end`;

function stateOn(today: Day): RawBuilder<ActionState> {
  return sql<ActionState>`case when l.completed_on is not null then 'done' when l.due_on < ${today} then 'overdue' else 'open' end`;
}

/** What is due first, first; what was done last, first; what has no day after all that have. */
const sort = sql`case when l.completed_on is not null then date '9999-12-31' - l.completed_on else coalesce(l.due_on, date '9999-12-31') - date '0001-01-01' end`;

const besideActions = sql`join representation r on r.authority_id = l.authority_id and r.case_id = l.case_id
    left join element e on e.authority_id = l.authority_id and e.case_id = l.case_id and e.element = l.element`;
const actions = sql`learning_action l
    ${besideActions}`;
const service = sql`coalesce(e.service, r.service)`;
const theme = sql`coalesce(e.theme, r.theme)`;

function conditions(viewer: Viewer, filters: ActionFilters, today: Day, at: Date): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`l.authority_id = ${viewer.authorityId}`];
  if (filters.state !== undefined) all.push(sql`${stateOn(today)} = ${filters.state}`);
  if (filters.service !== undefined) all.push(sql`${service} in (${servicesBelow(viewer.authorityId, filters.service)})`);
  if (filters.owner !== undefined) all.push(sql`${ownerCode} = ${filters.owner}`);
  if (filters.dueBefore !== undefined) all.push(sql`l.due_on < ${filters.dueBefore}`);
  all.push(visibleTo(viewer, today, at, 'l'));
  return sql.join(all, sql` and `);
}

type ActionRow = {
  ref: string; learning_action: number; state: ActionState; sort: number; action: string | null; owner: string | null; promised_on: Day; due_on: Day | null; completed_on: Day | null; evidence: string | null;
  service: string | null; theme: string | null; restricted: boolean; case_open: boolean; own_part: boolean; times: number; latest_ref: string | null;
};

/**
 * Up to `most` promised actions of the viewer's cases, after `after`: overdue first, then open, then done; and whether what was complained
 * about came back after they were done. The first so many of each state and day are found before anything is looked up beside them. For what
 * came back, the complaints received since the earliest of the days on which they were done are put in one order with those days, the latest
 * first, and counted up to each action: once over them all, however many actions there are.
 */
export async function listActions(database: Database, viewer: Viewer, filters: ActionFilters, today: Day, at: Date, { after, most }: { readonly after?: ActionKey; readonly most: number }): Promise<ListedAction[]> {
  const place = after === undefined ? undefined : actionStates.indexOf(after.state) + 1;
  const { rows } = await sql<ActionRow>`
    with ranked as (
      select l.*, array_position(${[...actionStates]}::text[], ${stateOn(today)}) as place, ${sort} as sort
      from ${filters.service === undefined ? sql`learning_action l` : actions}
      where ${conditions(viewer, filters, today, at)}
    ), first as materialized (
      (select * from ranked ${after === undefined ? sql`` : sql`where (place, sort) > (${place}::int, ${after.sort}::int)`} order by place, sort fetch first ${most} rows with ties)
      ${after === undefined ? sql`` : sql`union all select * from ranked where place = ${place}::int and sort = ${after.sort}::int`}
    ), page as materialized (
      select l.authority_id, l.case_id, l.learning_action, r.ref, l.action, l.owner, l.promised_on, l.due_on, l.completed_on, l.evidence, r.closed_on is null as case_open,
             ${service} as service, ${theme} as theme, (${[...actionStates]}::text[])[l.place] as state, l.place, l.sort
      from first l
      ${besideActions}
      ${after === undefined ? sql`` : sql`where (l.place, l.sort, r.ref, l.learning_action) > (${place}::int, ${after.sort}::int, ${after.ref}::text, ${after.learningAction}::int)`}
      order by l.place, l.sort, r.ref, l.learning_action
      limit ${most}
    ), asked as materialized (
      select service, theme, min(completed_on) as since
      from page
      where completed_on is not null and service is not null and theme is not null
      group by service, theme
    ), since as materialized (
      select r.authority_id, r.case_id, r.service, r.theme, r.received_on, r.ref
      from representation r
      where r.authority_id = ${viewer.authorityId} and r.received_on > (select min(since) from asked) and r.handled_as in ('statutory', 'corporate') and ${visibleTo(viewer, today, at, 'r')}
    ), again as (
      select r.service, r.theme, r.received_on, r.ref
      from since r
      join asked a on a.service = r.service and a.theme = r.theme and r.received_on > a.since
      union
      select a.service, a.theme, r.received_on, r.ref
      from since r
      join element e on e.authority_id = r.authority_id and e.case_id = r.case_id
      join asked a on a.service = coalesce(e.service, r.service) and a.theme = e.theme and r.received_on > a.since
    ), in_order as (
      select service, theme, received_on as on_day, ref, null::int as case_id, null::int as learning_action from again
      union all
      select service, theme, completed_on, null, case_id, learning_action from page where completed_on is not null
    ), counted as (
      select * from (
        select case_id, learning_action, count(ref) over up_to_here as times, max(to_char(on_day, 'YYYY-MM-DD') || ref) over up_to_here as latest
        from in_order
        window up_to_here as (partition by service, theme order by on_day desc, ref is not null rows between unbounded preceding and current row)
      ) up_to_each
      where learning_action is not null
    )
    select p.ref, p.learning_action, p.state, p.sort, p.action, p.owner, p.promised_on, p.due_on, p.completed_on, p.evidence, p.service, p.theme, p.case_open,
           coalesce(a.restricted, false) as restricted, coalesce(c.times, 0)::int as times, substr(c.latest, 11) as latest_ref,
           exists (
             select from case_party own
             where own.authority_id = p.authority_id and own.case_id = p.case_id and own.person = ${viewer.key} and own.role = any(${[...viewer.roles]}::text[])
               and own.role in ('responding_manager', 'adjudicating_officer') and (own.until_on is null or own.until_on >= ${today})
           ) as own_part
    from page p
    left join case_access a on a.authority_id = p.authority_id and a.case_id = p.case_id
    left join counted c on c.case_id = p.case_id and c.learning_action = p.learning_action
    order by p.place, p.sort, p.ref, p.learning_action`.execute(database);
  return rows.map((row) => ({
    ref: row.ref, learningAction: row.learning_action, state: row.state, sort: row.sort, promisedOn: row.promised_on, restricted: row.restricted, caseOpen: row.case_open, ownPart: row.own_part,
    ...(row.action === null ? {} : { action: row.action }), ...(row.owner === null ? {} : { owner: row.owner }), ...(row.due_on === null ? {} : { dueOn: row.due_on }),
    ...(row.completed_on === null ? {} : { completedOn: row.completed_on }), ...(row.evidence === null ? {} : { evidence: row.evidence }),
    ...(row.service === null ? {} : { service: row.service }), ...(row.theme === null ? {} : { theme: row.theme }),
    ...(row.completed_on === null || row.service === null || row.theme === null ? {} : { cameBack: { times: row.times, ...(row.latest_ref === null ? {} : { latestRef: row.latest_ref }) } }),
  }));
}

/** How many promised actions the viewer's cases have, by service and state. */
export async function countActions(database: Database, viewer: Viewer, filters: ActionFilters, today: Day, at: Date): Promise<readonly ActionCount[]> {
  const { rows } = await sql<{ service: string | null; state: ActionState; count: number }>`
    select ${service} as service, ${stateOn(today)} as state, count(*)::int as count
    from ${actions}
    where ${conditions(viewer, filters, today, at)}
    group by 1, 2`.execute(database);
  return rows.map((row) => ({ state: row.state, count: row.count, ...(row.service === null ? {} : { service: row.service }) }));
}

const MOST_OWNERS = 500;

/** Who is to do the promised actions of the viewer's cases. */
export async function actionOwners(database: Database, viewer: Viewer, today: Day, at: Date): Promise<readonly ActionOwner[]> {
  const { rows } = await sql<ActionOwner>`
    select ${ownerCode} as code, l.owner
    from (
      select distinct l.owner
      from learning_action l
      where l.authority_id = ${viewer.authorityId} and l.owner is not null and ${visibleTo(viewer, today, at, 'l')}
    ) l
    order by l.owner
    limit ${MOST_OWNERS}`.execute(database);
  return rows;
}
