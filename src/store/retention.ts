import { type RawBuilder, sql } from 'kysely';
import type { CaseFile } from '../domain/case-file.ts';
import type { Day } from '../domain/day.ts';
import { type ErasureFacts, type ErasureGround, keepUntil, proposedRetention, type RecordClass, recordClasses, recordClassOf, type RetentionRule, unfinishedIn } from '../domain/retention.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleInMail, visibleTo } from './access.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';
import type { CaseKind } from './tables.ts';

type Who = { readonly by: number; readonly at: Date };
/** `own`: set by the council, and not as it is proposed. */
export type RuleInForce = RetentionRule & { readonly own: boolean };

/** How long each class of record is kept: as the council has set it, else as it is proposed. */
export async function retentionSchedule(database: Database, authorityId: number): Promise<RuleInForce[]> {
  const rows = await database.selectFrom('retention_rule').selectAll().where('authority_id', '=', authorityId).execute();
  return recordClasses.map((recordClass): RuleInForce => {
    const own = rows.find((row) => row.record_class === recordClass);
    const { years, source } = own ?? proposedRetention[recordClass];
    return { recordClass, years, source, own: own !== undefined };
  });
}

export async function saveRetentionRule(database: Database, authorityId: number, rule: RetentionRule, { by, at }: Who): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction);
    const before = (await retentionSchedule(transaction, authorityId)).find((one) => one.recordClass === rule.recordClass);
    if (before?.years === rule.years && before.source === rule.source) return;
    const values = { years: rule.years, source: rule.source };
    await transaction.insertInto('retention_rule').values({ authority_id: authorityId, record_class: rule.recordClass, ...values })
      .onConflict((conflict) => conflict.columns(['authority_id', 'record_class']).doUpdateSet(values)).execute();
    await audit(transaction, authorityId, at, { what: 'settings changed', accountId: by, detail: { setting: 'retention', recordClass: rule.recordClass, before: before?.years ?? '', after: rule.years } });
  });
}

/** Closed representations and compliments with their class, and the day from which the time they are kept is counted. */
const countedRecords = (authorityId: number): RawBuilder<unknown> => sql`
    select r.authority_id, r.case_id, 'representation' as kind, r.ref, r.closed_on as counted_from,
           case when r.child_status in ('child_in_care', 'leaving_care', 'care_leaver') then 'in_care'
                when r.handled_as in ('statutory', 'corporate') then r.handled_as
                else 'other' end as record_class
    from representation r
    where r.authority_id = ${authorityId} and r.closed_on is not null
    union all
    select c.authority_id, c.case_id, 'compliment', c.ref, c.received_on, 'compliment'
    from compliment c
    where c.authority_id = ${authorityId}`;

const erasedWhole = (alias: string): RawBuilder<boolean> => sql<boolean>`exists (
        select from erasure e
        where e.authority_id = ${sql.ref(`${alias}.authority_id`)} and e.case_id = ${sql.ref(`${alias}.case_id`)} and e.decision = 'erased'
          and not exists (select from identifying_text t where t.authority_id = e.authority_id and t.case_id = e.case_id and t.text is not null))`;

export type KeptTooLong = { readonly kind: 'representation' | 'compliment'; readonly ref: string; readonly recordClass: RecordClass; readonly countedFrom: Day; readonly keptUntil: Day; readonly onHold: boolean; readonly asked: boolean };
/** Where a page of the list ended. */
export type RetentionKey = { readonly countedFrom: Day; readonly ref: string };

/** The records kept longer than the schedule says, of those that are `seen`: a condition on `k`. */
function keptPast(authorityId: number, schedule: readonly RuleInForce[], today: Day, seen: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`(
    select k.*, (k.counted_from + make_interval(years => s.years))::date as kept_until
    from (${countedRecords(authorityId)}) as k
    join jsonb_to_recordset(${JSON.stringify(schedule)}::jsonb) as s ("recordClass" text, years integer) on s."recordClass" = k.record_class
    where (k.counted_from + make_interval(years => s.years))::date < ${today}::date and not ${erasedWhole('k')} and ${seen}
  )`;
}

/** How many of the cases that a mail may tell somebody of have been kept longer than the schedule says, are on no hold and are not asked about yet. */
export async function countKeptTooLong(database: Database, viewer: Viewer, today: Day, at: Date): Promise<number> {
  const { rows } = await sql<{ cases: number }>`
    select count(*)::int as cases
    from ${keptPast(viewer.authorityId, await retentionSchedule(database, viewer.authorityId), today, visibleInMail(viewer, today, at, 'k'))} as p
    where not exists (select from legal_hold h where h.authority_id = p.authority_id and h.case_id = p.case_id and h.lifted_at is null)
      and not exists (select from erasure e where e.authority_id = p.authority_id and e.case_id = p.case_id and e.decided_at is null)`.execute(database);
  return rows[0]?.cases ?? 0;
}

/** The cases that somebody may see that have been kept longer than the schedule says, those waiting longest first, by page; and how many there are in all. */
export async function keptTooLong(database: Database, viewer: Viewer, today: Day, at: Date, after?: RetentionKey, most = 50): Promise<{ readonly cases: readonly KeptTooLong[]; readonly inAll: number }> {
  const schedule = await retentionSchedule(database, viewer.authorityId);
  const past = keptPast(viewer.authorityId, schedule, today, visibleTo(viewer, today, at, 'k'));
  const { rows } = await sql<{ in_all: number; kind: KeptTooLong['kind'] | null; ref: string; record_class: RecordClass; counted_from: Day; kept_until: Day; on_hold: boolean; asked: boolean }>`
    with past as materialized (
      select * from ${past} as p
    ), page as (
      select p.*
      from past p
      where ${after === undefined ? sql`true` : sql`(p.counted_from, p.ref) > (${after.countedFrom}::date, ${after.ref})`}
      order by p.counted_from, p.ref
      limit ${most}
    )
    select counted.in_all, page.kind, page.ref, page.record_class, page.counted_from, page.kept_until,
           exists (select from legal_hold h where h.authority_id = page.authority_id and h.case_id = page.case_id and h.lifted_at is null) as on_hold,
           exists (select from erasure e where e.authority_id = page.authority_id and e.case_id = page.case_id and e.decided_at is null) as asked
    from (select count(*)::int as in_all from past) counted
    left join page on true
    order by page.counted_from, page.ref`.execute(database);
  return {
    inAll: rows[0]?.in_all ?? 0,
    cases: rows.flatMap((row): KeptTooLong[] => (row.kind === null ? [] : [{ kind: row.kind, ref: row.ref, recordClass: row.record_class, countedFrom: row.counted_from, keptUntil: row.kept_until, onHold: row.on_hold, asked: row.asked }])),
  };
}

export type Hold = { readonly reason: string; readonly placedBy: string; readonly placedAt: Date; readonly liftedBy?: string; readonly liftedAt?: Date };
export type Erasure = { readonly ground: string; readonly reason: string; readonly askedBy: string; readonly askedById: number; readonly askedAt: Date; readonly decision?: 'erased' | 'kept'; readonly decidedBy?: string; readonly decidedAt?: Date };
/** What the schedule, holds and requests say of one case. */
export type Retention = { readonly recordClass: RecordClass; readonly facts: ErasureFacts; readonly holds: readonly Hold[]; readonly erasures: readonly Erasure[] };

export async function retentionOf(database: Database, authorityId: number, caseId: number, file: CaseFile): Promise<Retention> {
  const recordClass: RecordClass = file.kind === 'representation' ? recordClassOf({ handledAs: file.handledAs, childStatus: file.received.childStatus }) : file.kind === 'compliment' ? 'compliment' : 'other';
  const closedOn = file.kind === 'representation' ? file.closedOn : file.kind === 'compliment' ? file.receivedOn : file.lastOn;
  const years = (await retentionSchedule(database, authorityId)).find((rule) => rule.recordClass === recordClass)?.years ?? proposedRetention[recordClass].years;
  const { rows: holds } = await sql<{ reason: string; placed_by: string; placed_at: Date; lifted_by: string | null; lifted_at: Date | null }>`
    select h.reason, p.name as placed_by, h.placed_at, l.name as lifted_by, h.lifted_at
    from legal_hold h
    join account p on p.authority_id = h.authority_id and p.account_id = h.placed_by
    left join account l on l.authority_id = h.authority_id and l.account_id = h.lifted_by
    where h.authority_id = ${authorityId} and h.case_id = ${caseId}
    order by h.hold desc`.execute(database);
  const { rows: erasures } = await sql<{ ground: string; reason: string; asked_by: string; asked_by_id: number; asked_at: Date; decision: 'erased' | 'kept' | null; decided_by: string | null; decided_at: Date | null }>`
    select e.ground, e.reason, a.name as asked_by, e.asked_by as asked_by_id, e.asked_at, e.decision, d.name as decided_by, e.decided_at
    from erasure e
    join account a on a.authority_id = e.authority_id and a.account_id = e.asked_by
    left join account d on d.authority_id = e.authority_id and d.account_id = e.decided_by
    where e.authority_id = ${authorityId} and e.case_id = ${caseId}
    order by e.erasure desc`.execute(database);
  const { rows: [whole] } = await sql<{ erased: boolean }>`select ${erasedWhole('c')} as erased from case_index c where c.authority_id = ${authorityId} and c.case_id = ${caseId}`.execute(database);
  return {
    recordClass,
    facts: {
      closedOn, keepUntil: closedOn === undefined ? undefined : keepUntil(closedOn, years), onHold: holds.some((hold) => hold.lifted_at === null),
      erased: whole?.erased === true, asked: erasures.some((one) => one.decision === null), unfinished: unfinishedIn(file),
    },
    holds: holds.map((row) => ({ reason: row.reason, placedBy: row.placed_by, placedAt: row.placed_at, ...(row.lifted_by === null || row.lifted_at === null ? {} : { liftedBy: row.lifted_by, liftedAt: row.lifted_at }) })),
    erasures: erasures.map((row) => ({
      ground: row.ground, reason: row.reason, askedBy: row.asked_by, askedById: row.asked_by_id, askedAt: row.asked_at,
      ...(row.decision === null || row.decided_by === null || row.decided_at === null ? {} : { decision: row.decision, decidedBy: row.decided_by, decidedAt: row.decided_at }),
    })),
  };
}

/** Keeps a case from being erased until the hold is lifted. False where it is on hold already. */
export async function placeHold(database: Database, authorityId: number, caseId: number, reason: string, { by, at }: Who): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ hold: number }>`
      insert into legal_hold (authority_id, case_id, hold, reason, placed_by, placed_at)
      select ${authorityId}::int, ${caseId}::int, coalesce(max(hold), 0) + 1, ${reason}, ${by}::int, ${at}
      from legal_hold
      where authority_id = ${authorityId} and case_id = ${caseId}
      on conflict do nothing
      returning hold`.execute(transaction);
    if (rows.length === 0) return false;
    await audit(transaction, authorityId, at, { what: 'hold placed', accountId: by, caseId });
    return true;
  });
}

/** False where it was not on hold. */
export async function liftHold(database: Database, authorityId: number, caseId: number, { by, at }: Who): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const lifted = await transaction.updateTable('legal_hold').set({ lifted_by: by, lifted_at: at }).where('authority_id', '=', authorityId).where('case_id', '=', caseId).where('lifted_at', 'is', null).executeTakeFirst();
    if (lifted.numUpdatedRows === 0n) return false;
    await audit(transaction, authorityId, at, { what: 'hold lifted', accountId: by, caseId });
    return true;
  });
}

/** Asks that a case be erased. False where somebody has asked already. Nothing is erased until a second person agrees. */
export async function askForErasure(database: Database, authorityId: number, caseId: number, asked: { readonly ground: ErasureGround; readonly reason: string }, { by, at }: Who): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ erasure: number }>`
      insert into erasure (authority_id, case_id, erasure, ground, reason, asked_by, asked_at)
      select ${authorityId}::int, ${caseId}::int, coalesce(max(erasure), 0) + 1, ${asked.ground}, ${asked.reason}, ${by}::int, ${at}
      from erasure
      where authority_id = ${authorityId} and case_id = ${caseId}
      on conflict do nothing
      returning erasure`.execute(transaction);
    if (rows.length === 0) return false;
    await audit(transaction, authorityId, at, { what: 'erasure asked for', accountId: by, caseId, detail: { ground: asked.ground } });
    return true;
  });
}

export type AskedErasure = { readonly caseId: number; readonly kind: CaseKind; readonly ref: string; readonly ground: string; readonly reason: string; readonly askedBy: string; readonly askedById: number; readonly askedAt: Date };

/**
 * The requests to erase a case that wait for a second person: all but of cases that are about the viewer. Who asked trusts them with
 * its reference and what they wrote, though not with the case.
 */
export async function askedErasures(database: Database, viewer: Viewer, today: Day, at: Date, of?: { readonly kind: CaseKind; readonly ref: string }): Promise<AskedErasure[]> {
  const trusted: Viewer = { ...viewer, roles: [...viewer.roles, 'complaints_manager'] };
  const { rows } = await sql<{ case_id: number; kind: CaseKind; ref: string; ground: string; reason: string; asked_by: string; asked_by_id: number; asked_at: Date }>`
    select c.case_id, c.kind, c.ref, e.ground, e.reason, a.name as asked_by, e.asked_by as asked_by_id, e.asked_at
    from erasure e
    join case_index c on c.authority_id = e.authority_id and c.case_id = e.case_id
    join account a on a.authority_id = e.authority_id and a.account_id = e.asked_by
    where e.authority_id = ${viewer.authorityId} and e.decided_at is null and ${visibleTo(trusted, today, at, 'c')}
      ${of === undefined ? sql`` : sql`and c.kind = ${of.kind} and c.ref = ${of.ref}`}
    order by e.asked_at`.execute(database);
  return rows.map((row) => ({ caseId: row.case_id, kind: row.kind, ref: row.ref, ground: row.ground, reason: row.reason, askedBy: row.asked_by, askedById: row.asked_by_id, askedAt: row.asked_at }));
}
