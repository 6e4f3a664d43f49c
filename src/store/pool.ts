import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Connection } from '../domain/acts/independence.ts';
import type { Day } from '../domain/day.ts';
import { type CheckOnRecord, type PanelAnswer, type PoolCheck, type PoolPart, poolChecks, poolKey, poolParts } from '../domain/pool.ts';
import { type Viewer, viewerKey } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import { audit } from './audit.ts';
import { lockChain } from './case-history.ts';
import type { Database } from './database.ts';
import { asSearched } from './people.ts';
import type { PoolMemberTable } from './tables.ts';

export const organisationKinds = ['self_employed', 'agency', 'another_council', 'this_council'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** What is known of somebody whom the council may appoint from outside. */
export type PoolDetails = {
  readonly name: string; readonly parts: readonly PoolPart[]; readonly email?: string; readonly telephone?: string;
  readonly organisationKind: OrganisationKind; readonly organisation?: string;
  readonly connection?: Connection; readonly workedHereUntil?: Day; readonly notServices: readonly string[]; readonly notPeople: readonly string[];
  readonly termFrom?: Day; readonly termUntil?: Day; readonly mostAtOnce?: number; readonly ratePence?: number; readonly ratePer?: 'hour' | 'day'; readonly notes?: string;
  readonly accountId?: number; readonly checks: readonly CheckOnRecord[];
};
export type Away = { readonly away: number; readonly from: Day; readonly until: Day };
export type Answer = { readonly on: Day; readonly answer: PanelAnswer };
/** `inHand` and `done`: cases in which they have or had a part, as far as the viewer may see them. */
export type PoolPerson = PoolDetails & {
  readonly member: number; /** By what the events name them from now on. */ readonly person: string; readonly keys: readonly string[]; readonly version: number;
  readonly endedOn?: Day; readonly endedBecause?: string; readonly accountName?: string; readonly accountRoles?: readonly string[];
  readonly away: readonly Away[]; readonly answers: readonly Answer[]; readonly inHand: number; readonly done: number;
};

type Row = Selectable<PoolMemberTable> & {
  account_name: string | null; account_roles: string[] | null; account_open: boolean | null;
  checks: { kind: PoolCheck; done_on: Day; renew_by: Day | null }[]; away: { away: number; from_on: Day; until_on: Day }[]; answers: { day_on: Day; answer: PanelAnswer }[]; in_hand: number; done: number;
};

function optional<K extends string, V>(key: K, value: V | null): { readonly [N in K]?: V } {
  return (value === null ? {} : { [key]: value }) as { readonly [N in K]?: V };
}

function personOf(row: Row): PoolPerson {
  const account = row.account_id === null ? undefined : viewerKey(row.account_id);
  return {
    member: row.member, person: account !== undefined && row.account_open === true ? account : poolKey(row.member), keys: [poolKey(row.member), ...(account === undefined ? [] : [account])], version: row.version,
    name: row.name, parts: poolParts.filter((part) => row.parts.includes(part)), organisationKind: organisationKinds.find((one) => one === row.organisation_kind) ?? 'self_employed', notServices: row.not_services, notPeople: row.not_people,
    checks: poolChecks.flatMap((check) => row.checks.filter((one) => one.kind === check).map((one) => ({ check, doneOn: one.done_on, ...optional('renewBy', one.renew_by) }))),
    away: row.away.map((one) => ({ away: one.away, from: one.from_on, until: one.until_on })), answers: row.answers.map((one) => ({ on: one.day_on, answer: one.answer })), inHand: row.in_hand, done: row.done,
    ...optional('email', row.email), ...optional('telephone', row.telephone), ...optional('organisation', row.organisation), ...optional('connection', row.connection as Connection | null), ...optional('workedHereUntil', row.worked_here_until),
    ...optional('termFrom', row.term_from), ...optional('termUntil', row.term_until), ...optional('mostAtOnce', row.most_at_once), ...optional('ratePence', row.rate_pence), ...optional('ratePer', row.rate_per as 'hour' | 'day' | null),
    ...optional('notes', row.notes), ...optional('accountId', row.account_id), ...optional('endedOn', row.ended_on), ...optional('endedBecause', row.ended_because), ...optional('accountName', row.account_name),
    ...(row.account_open === true && row.account_roles !== null ? { accountRoles: row.account_roles } : {}),
  };
}

/** A part in a case that people of the pool take, as the parties of cases have it. */
const partiesOfPool = sql`array['investigating_officer', 'independent_person', 'panel_member']`;

/**
 * The people of an authority's pool by name, those who left it last, with the cases of theirs that the viewer may see. The cases are found by
 * their people, so that it takes no longer for an authority with many cases.
 */
async function readPool(database: Database, viewer: Viewer, today: Day, at: Date, only: RawBuilder<unknown> = sql`true`): Promise<PoolPerson[]> {
  const { rows } = await sql<Row>`
    with people as materialized (
      select m.*, a.name as account_name, a.roles as account_roles, a.disabled_at is null as account_open,
             array_remove(array['pool-' || m.member, 'U' || m.account_id], null) as keys
      from pool_member m
      left join account a on a.authority_id = m.authority_id and a.account_id = m.account_id
      where m.authority_id = ${viewer.authorityId} and m.removed_at is null and ${only}
    ), cases as (
      select people.member, p.case_id, bool_or(p.until_on is null and r.closed_on is null) as open
      from people
      join case_party p on p.authority_id = people.authority_id and p.person = any(people.keys) and p.role = any(${partiesOfPool})
      join representation r on r.authority_id = p.authority_id and r.case_id = p.case_id
      where ${visibleTo(viewer, today, at, 'p')}
      group by people.member, p.case_id
    )
    select people.*, coalesce(c.in_hand, 0)::int as in_hand, coalesce(c.done, 0)::int as done,
           (select coalesce(json_agg(json_build_object('kind', k.kind, 'done_on', k.done_on, 'renew_by', k.renew_by)), '[]') from pool_check k where k.authority_id = people.authority_id and k.member = people.member) as checks,
           (select coalesce(json_agg(json_build_object('away', w.away, 'from_on', w.from_on, 'until_on', w.until_on) order by w.from_on), '[]') from pool_away w where w.authority_id = people.authority_id and w.member = people.member and w.until_on >= ${today}) as away,
           (select coalesce(json_agg(json_build_object('day_on', n.day_on, 'answer', n.answer) order by n.day_on), '[]') from pool_answer n where n.authority_id = people.authority_id and n.member = people.member and n.day_on >= ${today}) as answers
    from people
    left join (select member, count(*) filter (where open) as in_hand, count(*) filter (where not open) as done from cases group by member) c on c.member = people.member
    order by people.ended_on is not null, lower(people.name), people.member`.execute(database);
  return rows.map(personOf);
}

export async function poolOf(database: Database, viewer: Viewer, today: Day, at: Date): Promise<readonly PoolPerson[]> {
  return readPool(database, viewer, today, at);
}

export async function poolPerson(database: Database, viewer: Viewer, member: number, today: Day, at: Date): Promise<PoolPerson | undefined> {
  return (await readPool(database, viewer, today, at, sql`m.member = ${member}`))[0];
}

/** Filters of the list of the pool. `runningOut`: a check or term that has run out, or does within 60 days. */
export type PoolFilters = { readonly find?: string; readonly part?: PoolPart; readonly runningOut?: boolean; readonly free?: boolean; readonly ended?: boolean };

/** Whether all that was looked for is in a name, an organisation or a note, however it was typed. */
export function isFound({ name, organisation }: Pick<PoolPerson, 'name' | 'organisation'>, find: string): boolean {
  const searched = asSearched([name, organisation]);
  return asSearched([find]).split(' ').every((word) => searched.includes(word));
}

export type PoolCase = { readonly ref: string; readonly role: string; readonly status: string; readonly closedOn?: Day; readonly until?: Day; readonly person: string };
const MOST_CASES = 200;

/** The cases of somebody in the pool that the viewer may see, those in hand first. */
export async function casesOfPoolPerson(database: Database, viewer: Viewer, keys: readonly string[], today: Day, at: Date): Promise<readonly PoolCase[]> {
  const { rows } = await sql<{ ref: string; role: string; status: string; closed_on: Day | null; until_on: Day | null; person: string }>`
    select r.ref, p.role, r.status, r.closed_on, p.until_on, p.person
    from case_party p
    join representation r on r.authority_id = p.authority_id and r.case_id = p.case_id
    where p.authority_id = ${viewer.authorityId} and p.person = any(${[...keys]}::text[]) and p.role = any(${partiesOfPool}) and ${visibleTo(viewer, today, at, 'p')}
    order by p.until_on is not null or r.closed_on is not null, r.received_on desc, r.ref
    limit ${MOST_CASES}`.execute(database);
  return rows.map((row) => ({ ref: row.ref, role: row.role, status: row.status, person: row.person, ...optional('closedOn', row.closed_on), ...optional('until', row.until_on) }));
}

/** Days of panels that somebody sits on, of cases that the viewer may see, from today; by the key that the events have of them. `but`: a case that is left out. */
export async function panelsToCome(database: Database, viewer: Viewer, today: Day, at: Date, but?: number): Promise<ReadonlyMap<string, readonly Day[]>> {
  const { rows } = await sql<{ person: string; days: Day[] }>`
    select p.person, json_agg(distinct s.meeting_on order by s.meeting_on) as days
    from stage3 s
    join case_party p on p.authority_id = s.authority_id and p.case_id = s.case_id and p.role = 'panel_member'
    where s.authority_id = ${viewer.authorityId} and s.meeting_on >= ${today} and s.panel_on is null and s.case_id is distinct from ${but ?? null}::int and ${visibleTo(viewer, today, at, 's')}
    group by p.person`.execute(database);
  return new Map(rows.map((row) => [row.person, row.days]));
}

function columnsOf(details: PoolDetails) {
  return {
    name: details.name, parts: [...details.parts], email: details.email ?? null, telephone: details.telephone ?? null, organisation_kind: details.organisationKind, organisation: details.organisation ?? null,
    connection: details.connection ?? null, worked_here_until: details.workedHereUntil ?? null, not_services: [...details.notServices], not_people: [...details.notPeople], term_from: details.termFrom ?? null, term_until: details.termUntil ?? null,
    most_at_once: details.mostAtOnce ?? null, rate_pence: details.ratePence ?? null, rate_per: details.ratePer ?? null, notes: details.notes ?? null, account_id: details.accountId ?? null,
  };
}

async function putChecks(transaction: Database, authorityId: number, member: number, checks: readonly CheckOnRecord[]): Promise<void> {
  await transaction.deleteFrom('pool_check').where('authority_id', '=', authorityId).where('member', '=', member).execute();
  if (checks.length > 0) await transaction.insertInto('pool_check').values(checks.map((one) => ({ authority_id: authorityId, member, kind: one.check, done_on: one.doneOn, renew_by: one.renewBy ?? null }))).execute();
}

/** Puts a change on record and on the audit trail: which details, never what they say. */
async function noteChange(transaction: Database, viewer: Viewer, member: number, details: readonly string[], at: Date): Promise<void> {
  await sql`
    insert into pool_change (authority_id, member, change, changed_at, account_id, details)
    select ${viewer.authorityId}, ${member}, coalesce(max(change), 0) + 1, ${at}, ${viewer.accountId}, ${[...details]}::text[] from pool_change where authority_id = ${viewer.authorityId} and member = ${member}`.execute(transaction);
  await audit(transaction, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, detail: { act: 'change the pool', member, details: details.join(', ') } });
}

async function accountTaken(transaction: Database, authorityId: number, accountId: number | undefined, but?: number): Promise<boolean> {
  if (accountId === undefined) return false;
  const held = await transaction.selectFrom('pool_member').select('member').where('authority_id', '=', authorityId).where('account_id', '=', accountId).executeTakeFirst();
  return held !== undefined && held.member !== but;
}

/** Puts somebody into the pool and gives their number; undefined where the account is somebody else's of the pool. */
export async function addToPool(database: Database, viewer: Viewer, details: PoolDetails, at: Date): Promise<number | undefined> {
  const { authorityId } = viewer;
  return database.transaction().execute(async (transaction) => {
    if (await accountTaken(transaction, authorityId, details.accountId)) return undefined;
    const { member } = await transaction.insertInto('pool_member').values({ authority_id: authorityId, ...columnsOf(details) }).returning('member').executeTakeFirstOrThrow();
    await putChecks(transaction, authorityId, member, details.checks);
    await noteChange(transaction, viewer, member, ['added'], at);
    return member;
  });
}

export type PoolChanged = 'changed' | 'nothing to change' | 'moved on' | 'account taken' | 'gone';

const detailNames = ['name', 'parts', 'email', 'telephone', 'organisationKind', 'organisation', 'connection', 'workedHereUntil', 'notServices', 'notPeople', 'termFrom', 'termUntil', 'mostAtOnce', 'ratePence', 'ratePer', 'notes', 'accountId', 'checks'] as const satisfies readonly (keyof PoolDetails)[];

/** Changes somebody of the pool. `version`: what the changer saw. */
export async function changeInPool(database: Database, viewer: Viewer, member: number, version: number, details: PoolDetails, today: Day, at: Date): Promise<PoolChanged> {
  return database.transaction().execute(async (transaction): Promise<PoolChanged> => {
    const held = await lockMember(transaction, viewer, member);
    const before = held === undefined ? undefined : await poolPerson(transaction, viewer, member, today, at);
    if (before === undefined) return 'gone';
    if (before.version !== version) return 'moved on';
    if (await accountTaken(transaction, viewer.authorityId, details.accountId, member)) return 'account taken';
    const changed = detailNames.filter((detail) => JSON.stringify(details[detail] ?? null) !== JSON.stringify(before[detail] ?? null));
    if (changed.length === 0) return 'nothing to change';
    await transaction.updateTable('pool_member').set({ ...columnsOf(details), version: version + 1 }).where('authority_id', '=', viewer.authorityId).where('member', '=', member).execute();
    await putChecks(transaction, viewer.authorityId, member, details.checks);
    await noteChange(transaction, viewer, member, changed, at);
    return 'changed';
  });
}

function lockMember(transaction: Database, { authorityId }: Viewer, member: number) {
  return transaction.selectFrom('pool_member').select(['member', 'parts', 'ended_on', 'account_id']).where('authority_id', '=', authorityId).where('member', '=', member).where('removed_at', 'is', null).forUpdate().executeTakeFirst();
}

/** Ends somebody's time in the pool from a day on, or takes them back where there is none. Cases that they have in hand stay theirs. */
export async function endInPool(database: Database, viewer: Viewer, member: number, ended: { readonly on: Day; readonly because?: string } | undefined, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    if (await lockMember(transaction, viewer, member) === undefined) return false;
    await transaction.updateTable('pool_member').set((expression) => ({ ended_on: ended?.on ?? null, ended_because: ended?.because ?? null, version: expression('version', '+', 1) })).where('authority_id', '=', viewer.authorityId).where('member', '=', member).execute();
    await noteChange(transaction, viewer, member, [ended === undefined ? 'taken back' : 'ended'], at);
    return true;
  });
}

/** Takes somebody out of the pool who was put in by mistake: never anybody whom the record of a case names, today or at any time before. */
export async function deleteFromPool(database: Database, viewer: Viewer, member: number, at: Date): Promise<'deleted' | 'named in a case' | 'gone'> {
  return database.transaction().execute(async (transaction) => {
    const held = await lockMember(transaction, viewer, member);
    if (held === undefined) return 'gone';
    const keys = [poolKey(member), ...(held.account_id === null ? [] : [viewerKey(held.account_id)])];
    const { rows } = await sql<{ named: boolean }>`
      select exists (
        select from event e
        where e.authority_id = ${viewer.authorityId} and e.type in ('InvestigatingOfficerAppointed', 'IndependentPersonAppointed', 'PanelMemberAppointed', 'PersonGivenAccount')
          and (e.body->>'officer' = any(${keys}::text[]) or e.body->>'person' = any(${keys}::text[]))
      ) as named`.execute(transaction);
    if (rows[0]?.named !== false) return 'named in a case';
    await transaction.deleteFrom('pool_member').where('authority_id', '=', viewer.authorityId).where('member', '=', member).execute();
    await audit(transaction, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, detail: { act: 'delete from the pool', member } });
    return 'deleted';
  });
}

export type LeftLongAgo = { readonly member: number; readonly name: string; readonly leftOn: Day; readonly keptUntil: Day };

/** Of the people who left the pool: kept longer than the council's schedule says, and with no part in a case that is open, whoever may see it. */
function leftLongAgo(authorityId: number, years: number, today: Day): RawBuilder<unknown> {
  return sql`(
    select m.*, (m.ended_on + make_interval(years => ${years}::int))::date as kept_until
    from pool_member m
    where m.authority_id = ${authorityId} and m.removed_at is null and (m.ended_on + make_interval(years => ${years}::int))::date < ${today}::date
      and not exists (
        select from case_party p
        join representation r on r.authority_id = p.authority_id and r.case_id = p.case_id
        where p.authority_id = m.authority_id and p.person = any(array_remove(array['pool-' || m.member, 'U' || m.account_id], null)) and p.role = any(${partiesOfPool}) and r.closed_on is null)
  )`;
}

/** The people who left the pool and are kept longer than `years` after, who left first. */
export async function poolKeptTooLong(database: Database, authorityId: number, years: number, today: Day): Promise<readonly LeftLongAgo[]> {
  const { rows } = await sql<{ member: number; name: string; ended_on: Day; kept_until: Day }>`
    select l.member, l.name, l.ended_on, l.kept_until
    from ${leftLongAgo(authorityId, years, today)} as l
    order by l.ended_on, l.member`.execute(database);
  return rows.map((row) => ({ member: row.member, name: row.name, leftOn: row.ended_on, keptUntil: row.kept_until }));
}

/** Removes what is kept of somebody who left the pool more than `years` ago; cases name them by the parts that they had from then on. Their account, if any, stays. */
export async function removeFromPool(database: Database, viewer: Viewer, member: number, years: number, today: Day, at: Date): Promise<'removed' | 'not yet' | 'gone'> {
  const { authorityId } = viewer;
  return database.transaction().execute(async (transaction) => {
    // Nobody appoints them meanwhile.
    await lockChain(transaction, authorityId);
    const held = await lockMember(transaction, viewer, member);
    if (held === undefined) return 'gone';
    if (!(await poolKeptTooLong(transaction, authorityId, years, today)).some((one) => one.member === member)) return 'not yet';
    for (const table of ['pool_check', 'pool_away', 'pool_answer', 'pool_change'] as const) await transaction.deleteFrom(table).where('authority_id', '=', authorityId).where('member', '=', member).execute();
    await transaction.updateTable('pool_member').set({
      name: formerly(held.parts), email: null, telephone: null, organisation_kind: 'self_employed', organisation: null, connection: null, worked_here_until: null, not_services: [], not_people: [], term_from: null, term_until: null,
      most_at_once: null, rate_pence: null, rate_per: null, notes: null, account_id: null, ended_because: null, removed_at: at,
    }).where('authority_id', '=', authorityId).where('member', '=', member).execute();
    await audit(transaction, authorityId, at, { what: 'recorded', accountId: viewer.accountId, detail: { act: 'remove from the pool', member } });
    return 'removed';
  });
}

/** `a former independent person`: what stands in the place of a name. */
function formerly(parts: readonly string[]): string {
  const names: Readonly<Record<string, string>> = { investigating_officer: 'investigating officer', independent_person: 'independent person', panel_chair: 'panel chair', panel_member: 'panel member' };
  return `a former ${poolParts.filter((part) => parts.includes(part)).map((part) => names[part]).join(' and ')} (removed from the pool)`;
}

export async function addAway(database: Database, viewer: Viewer, member: number, from: Day, until: Day, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    if (await lockMember(transaction, viewer, member) === undefined) return false;
    await sql`
      insert into pool_away (authority_id, member, away, from_on, until_on)
      select ${viewer.authorityId}, ${member}, coalesce(max(away), 0) + 1, ${from}, ${until} from pool_away where authority_id = ${viewer.authorityId} and member = ${member}`.execute(transaction);
    await noteChange(transaction, viewer, member, ['away'], at);
    return true;
  });
}

export async function removeAway(database: Database, viewer: Viewer, member: number, away: number, at: Date): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const result = await transaction.deleteFrom('pool_away').where('authority_id', '=', viewer.authorityId).where('member', '=', member).where('away', '=', away).executeTakeFirst();
    if (result.numDeletedRows === 0n) return false;
    await noteChange(transaction, viewer, member, ['away'], at);
    return true;
  });
}

/** What people of the pool said of days; `nothing` takes an answer back. */
export async function recordAnswers(database: Database, viewer: Viewer, answers: readonly { readonly member: number; readonly on: Day; readonly answer: PanelAnswer | 'nothing' }[], at: Date): Promise<void> {
  if (answers.length === 0) return;
  await database.transaction().execute(async (transaction) => {
    for (const { member, on, answer } of answers) {
      if (answer === 'nothing') await transaction.deleteFrom('pool_answer').where('authority_id', '=', viewer.authorityId).where('member', '=', member).where('day_on', '=', on).execute();
      else {
        const said = { answer, recorded_by: viewer.accountId, recorded_at: at };
        await transaction.insertInto('pool_answer').values({ authority_id: viewer.authorityId, member, day_on: on, ...said }).onConflict((conflict) => conflict.columns(['authority_id', 'member', 'day_on']).doUpdateSet(said)).execute();
      }
    }
    await audit(transaction, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, detail: { act: 'answers of panel members', answers: answers.length } });
  });
}

export type PoolChange = { readonly at: Date; readonly by: string; readonly details: readonly string[] };
const MOST_CHANGES = 50;

export async function changesInPool(database: Database, authorityId: number, member: number): Promise<readonly PoolChange[]> {
  const rows = await database.selectFrom('pool_change').innerJoin('account', (join) => join.onRef('account.authority_id', '=', 'pool_change.authority_id').onRef('account.account_id', '=', 'pool_change.account_id'))
    .select(['pool_change.changed_at', 'account.name', 'pool_change.details']).where('pool_change.authority_id', '=', authorityId).where('pool_change.member', '=', member).orderBy('pool_change.change', 'desc').limit(MOST_CHANGES).execute();
  return rows.map((row) => ({ at: row.changed_at, by: row.name, details: row.details }));
}

