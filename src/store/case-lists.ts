import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { ComplimentSource, Handling, YesNo } from '../domain/terms.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Awaited } from '../domain/waiting-on.ts';
import { visibleTo } from './access.ts';
import { atStage, casePlace, inPlaces, type CasePlace, type CaseStage } from './case-places.ts';
import type { Database } from './database.ts';
import { casesFound, searching } from './search.ts';

export type CaseFilters = {
  readonly text?: string; readonly place?: CasePlace; readonly stage?: CaseStage; readonly handledAs?: Handling;
  /** A service, with those below it. */
  readonly service?: string; readonly theme?: string;
  /** Received from and to, both days taken in. */
  readonly from?: Day; readonly to?: Day;
  readonly overdue?: boolean;
  /** Which the viewer looks after, or takes part in. */
  readonly mine?: boolean;
  /** Looked after by this account, by its key; by nobody where it is empty. */
  readonly caseOfficer?: string;
  /** Not closed yet. */
  readonly open?: boolean;
};

/** Where a page of a list begins: after this case. Lists are ordered by the day of receipt and the reference, the newest first. */
export type CaseKey = { readonly receivedOn: Day; readonly ref: string };

export type ListedClock = { readonly name: string; readonly dueOn: Day; readonly waitingOn: Awaited; readonly standingStillSince?: Day };
export type ListedCase = {
  readonly ref: string; readonly receivedOn: Day; readonly complainant?: string; readonly complainantName?: string; readonly complainantType?: string; readonly service?: string; readonly theme?: string;
  readonly handledAs?: Handling; readonly place: CasePlace; readonly restricted: boolean; readonly stage1Outcome?: string; readonly closedOn?: Day;
  /** The clock that runs out first. */
  readonly next?: ListedClock;
};

type ListedRow = {
  ref: string; received_on: Day; complainant: string | null; complainant_name: string | null; complainant_type: string | null; service: string | null; theme: string | null; handled_as: Handling | null;
  place: CasePlace; restricted: boolean; stage1_outcome: string | null; closed_on: Day | null; name: string | null; due_on: Day | null; waiting_on: Awaited | null; standing_still_since: Day | null;
};

function listed(row: ListedRow): ListedCase {
  return {
    ref: row.ref, receivedOn: row.received_on, place: row.place, restricted: row.restricted,
    ...(row.complainant === null ? {} : { complainant: row.complainant }), ...(row.complainant_name === null ? {} : { complainantName: row.complainant_name }),
    ...(row.complainant_type === null ? {} : { complainantType: row.complainant_type }),
    ...(row.service === null ? {} : { service: row.service }), ...(row.theme === null ? {} : { theme: row.theme }), ...(row.handled_as === null ? {} : { handledAs: row.handled_as }),
    ...(row.stage1_outcome === null ? {} : { stage1Outcome: row.stage1_outcome }), ...(row.closed_on === null ? {} : { closedOn: row.closed_on }),
    ...(row.name === null || row.due_on === null || row.waiting_on === null ? {} : {
      next: { name: row.name, dueOn: row.due_on, waitingOn: row.waiting_on, ...(row.standing_still_since === null ? {} : { standingStillSince: row.standing_still_since }) },
    }),
  };
}

/** A service and all below it, as a query of `service`. */
export function servicesBelow(authorityId: number, service: string): RawBuilder<unknown> {
  return sql`
    with recursive below as (
      select ${service}::text as service
      union
      select n.service from service n join below b on n.parent = b.service where n.authority_id = ${authorityId}
    )
    select service from below`;
}

/** The conditions on `representation r` and `stage2 s` that filters and the viewer make. */
function conditions(viewer: Viewer, filters: CaseFilters, today: Day, at: Date): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`r.authority_id = ${viewer.authorityId}`];
  if (filters.text !== undefined) all.push(sql`r.case_id in (${casesFound(viewer.authorityId, filters.text)})`);
  if (filters.place !== undefined) all.push(inPlaces([filters.place]));
  if (filters.stage !== undefined) all.push(atStage(filters.stage));
  if (filters.handledAs !== undefined) all.push(sql`r.handled_as = ${filters.handledAs}`);
  if (filters.service !== undefined) all.push(sql`r.service in (${servicesBelow(viewer.authorityId, filters.service)})`);
  if (filters.theme !== undefined) {
    all.push(sql`(r.theme = ${filters.theme} or r.case_id in (select e.case_id from element e where e.authority_id = ${viewer.authorityId} and e.theme = ${filters.theme}))`);
  }
  if (filters.from !== undefined) all.push(sql`r.received_on >= ${filters.from}`);
  if (filters.to !== undefined) all.push(sql`r.received_on <= ${filters.to}`);
  if (filters.overdue === true) {
    all.push(sql`exists (select from open_clock o where o.authority_id = r.authority_id and o.case_id = r.case_id and o.due_on < ${today} and o.standing_still_since is null)`);
  }
  if (filters.mine === true) {
    all.push(sql`r.case_id in (
      select o.case_id from representation o where o.authority_id = ${viewer.authorityId} and o.case_officer = ${viewer.key}
      union
      select m.case_id from case_party m where m.authority_id = ${viewer.authorityId} and m.person = ${viewer.key})`);
  }
  if (filters.open === true) all.push(sql`r.closed_on is null`);
  if (filters.caseOfficer !== undefined) all.push(filters.caseOfficer === '' ? sql`r.case_officer is null` : sql`r.case_officer = ${filters.caseOfficer}`);
  all.push(visibleTo(viewer, today, at, 'r'));
  return sql.join(all, sql` and `);
}

/**
 * The rows that a list is cut from. What a text finds is found whole before it is put in order: the newest cases, gone through in the hope of
 * meeting enough that match, would each be compared with all that was found.
 */
function matching(filters: Pick<CaseFilters, 'text'>, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return filters.text === undefined ? sql`(${rows})` : sql`(${rows}
        offset 0)`;
}

const stage2OfCase = sql`left join stage2 s on s.authority_id = r.authority_id and s.case_id = r.case_id`;

/** Up to `most` of the viewer's cases, after `after`. */
export async function listCases(database: Database, viewer: Viewer, filters: CaseFilters, today: Day, at: Date, { after, most }: { readonly after?: CaseKey; readonly most: number }): Promise<ListedCase[]> {
  if (filters.text !== undefined && !database.isTransaction) return searching(database, (transaction) => listCases(transaction, viewer, filters, today, at, { ...(after === undefined ? {} : { after }), most }));
  const { rows } = await sql<ListedRow>`
    with listed as materialized (
      select r.authority_id, r.case_id, r.ref, r.received_on, r.complainant, r.complainant_type, r.service, r.theme, r.handled_as, r.place, r.stage1_outcome, r.closed_on
      from ${matching(filters, sql`
        select r.*, ${casePlace} as place
        from representation r
        ${stage2OfCase}
        where ${conditions(viewer, filters, today, at)}
          ${after === undefined ? sql`` : sql`and (r.received_on, r.ref) < (${after.receivedOn}::date, ${after.ref}::text)`}`)} r
      order by r.received_on desc, r.ref desc
      limit ${most}
    )
    select l.ref, l.received_on, l.complainant, p.name as complainant_name, l.complainant_type, l.service, l.theme, l.handled_as, l.place, coalesce(a.restricted, false) as restricted,
           l.stage1_outcome, l.closed_on, k.name, k.due_on, k.waiting_on, k.standing_still_since
    from listed l
    left join person p on p.authority_id = l.authority_id and p.person = l.complainant
    left join case_access a on a.authority_id = l.authority_id and a.case_id = l.case_id
    left join lateral (
      select o.name, o.due_on, o.waiting_on, o.standing_still_since
      from open_clock o
      where o.authority_id = l.authority_id and o.case_id = l.case_id
      order by o.standing_still_since is not null, o.due_on, o.rule
      limit 1
    ) k on true
    order by l.received_on desc, l.ref desc`.execute(database);
  return rows.map(listed);
}

/** How many of the viewer's cases there are; of more than `most`, `most` and one. */
export async function countCases(database: Database, viewer: Viewer, filters: CaseFilters, today: Day, at: Date, most: number): Promise<number> {
  if (filters.text !== undefined && !database.isTransaction) return searching(database, (transaction) => countCases(transaction, viewer, filters, today, at, most));
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select from representation r ${stage2OfCase} where ${conditions(viewer, filters, today, at)} limit ${most + 1}) as counted`.execute(database);
  return rows[0]?.count ?? 0;
}

/** The keys of those who look after the open cases that the viewer may see. */
export async function officersOfCases(database: Database, viewer: Viewer, today: Day, at: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ case_officer: string }>`
    select distinct r.case_officer
    from representation r
    where r.authority_id = ${viewer.authorityId} and r.closed_on is null and r.case_officer is not null and ${visibleTo(viewer, today, at, 'r')}
    order by r.case_officer`.execute(database);
  return rows.map((row) => row.case_officer);
}

export type ListedCompliment = {
  readonly ref: string; readonly receivedOn: Day; readonly source?: string; readonly service?: string; readonly aspects: readonly string[];
  readonly text?: string; readonly credited?: string; readonly consent?: YesNo; readonly passedOnOn?: Day; readonly thankedOn?: Day; readonly restricted: boolean;
};
export type ComplimentFilters = Pick<CaseFilters, 'text' | 'service' | 'from' | 'to'> & {
  readonly aspect?: string; readonly source?: ComplimentSource;
  /** Whether it may be quoted; `not asked` where nothing is on record. */
  readonly consent?: YesNo | 'not asked';
  /** Whether it was passed on to whoever it praises. */
  readonly passedOn?: boolean;
};

function complimentConditions(viewer: Viewer, filters: ComplimentFilters, today: Day, at: Date): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`c.authority_id = ${viewer.authorityId}`];
  if (filters.text !== undefined) all.push(sql`c.case_id in (${casesFound(viewer.authorityId, filters.text)})`);
  if (filters.service !== undefined) all.push(sql`c.service in (${servicesBelow(viewer.authorityId, filters.service)})`);
  if (filters.from !== undefined) all.push(sql`c.received_on >= ${filters.from}`);
  if (filters.to !== undefined) all.push(sql`c.received_on <= ${filters.to}`);
  if (filters.aspect !== undefined) all.push(sql`${filters.aspect} = any(c.aspects)`);
  if (filters.source !== undefined) all.push(sql`c.source = ${filters.source}`);
  if (filters.consent !== undefined) all.push(filters.consent === 'not asked' ? sql`c.publish_consent is null` : sql`c.publish_consent = ${filters.consent}`);
  if (filters.passedOn !== undefined) all.push(filters.passedOn ? sql`c.passed_on_on is not null` : sql`c.passed_on_on is null`);
  all.push(visibleTo(viewer, today, at, 'c'));
  return sql.join(all, sql` and `);
}

/** The aspects that the viewer's compliments praise, a register's own among them. */
export async function complimentAspectsHeld(database: Database, viewer: Viewer, today: Day, at: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ aspect: string }>`
    select distinct unnest(c.aspects) as aspect from compliment c where c.authority_id = ${viewer.authorityId} and ${visibleTo(viewer, today, at, 'c')} order by 1`.execute(database);
  return rows.map(({ aspect }) => aspect);
}

export async function listCompliments(database: Database, viewer: Viewer, filters: ComplimentFilters, today: Day, at: Date, { after, most }: { readonly after?: CaseKey; readonly most: number }): Promise<ListedCompliment[]> {
  if (filters.text !== undefined && !database.isTransaction) return searching(database, (transaction) => listCompliments(transaction, viewer, filters, today, at, { ...(after === undefined ? {} : { after }), most }));
  const { rows } = await sql<{ ref: string; received_on: Day; source: string | null; service: string | null; aspects: string[]; text: string | null; credited: string | null; publish_consent: YesNo | null; passed_on_on: Day | null; thanked_on: Day | null; restricted: boolean }>`
    select c.ref, c.received_on, c.source, c.service, c.aspects, c.text, c.credited, c.publish_consent, c.passed_on_on, c.thanked_on,
           exists (select from case_access a where a.authority_id = c.authority_id and a.case_id = c.case_id and a.restricted) as restricted
    from ${matching(filters, sql`
      select c.*
      from compliment c
      where ${complimentConditions(viewer, filters, today, at)}
        ${after === undefined ? sql`` : sql`and (c.received_on, c.ref) < (${after.receivedOn}::date, ${after.ref}::text)`}`)} c
    order by c.received_on desc, c.ref desc
    limit ${most}`.execute(database);
  return rows.map((row) => ({
    ref: row.ref, receivedOn: row.received_on, aspects: row.aspects, restricted: row.restricted, ...(row.text === null ? {} : { text: row.text }), ...(row.credited === null ? {} : { credited: row.credited }),
    ...(row.publish_consent === null ? {} : { consent: row.publish_consent }), ...(row.passed_on_on === null ? {} : { passedOnOn: row.passed_on_on }), ...(row.thanked_on === null ? {} : { thankedOn: row.thanked_on }),
    ...(row.source === null ? {} : { source: row.source }), ...(row.service === null ? {} : { service: row.service }),
  }));
}

export async function countCompliments(database: Database, viewer: Viewer, filters: ComplimentFilters, today: Day, at: Date, most: number): Promise<number> {
  if (filters.text !== undefined && !database.isTransaction) return searching(database, (transaction) => countCompliments(transaction, viewer, filters, today, at, most));
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from compliment c where ${complimentConditions(viewer, filters, today, at)} limit ${most + 1}) as counted`.execute(database);
  return rows[0]?.count ?? 0;
}
