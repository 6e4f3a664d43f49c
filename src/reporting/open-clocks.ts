import { sql, type RawBuilder } from 'kysely';
import type { Conventions } from '../domain/conventions.ts';
import { type Day, dayFromNumber } from '../domain/day.ts';
import { zeroOf } from '../domain/deadline.ts';
import type { FigurePeriod } from '../domain/figure-query.ts';
import { type Expected, expectedEnd, type Milestone, type Pace, paceFrom, type Passed } from '../domain/present-progress.ts';
import { corporate } from '../domain/procedures/corporate.ts';
import { statutory } from '../domain/procedures/statutory.ts';
import type { ProcedureKey } from '../domain/procedure.ts';
import type { Viewer } from '../domain/viewer.ts';
import { addWorkingDays, type Calendar, CalendarEndError, workingDaysBetween } from '../domain/working-days.ts';
import { visibleTo } from '../store/access.ts';
import type { Database } from '../store/database.ts';

/** The clocks by which the stages are judged, of both procedures: stage 1, the stage 2 adjudication, the review panel. */
const judged = [statutory, corporate].flatMap(({ measures }) => [measures.stage1, measures.stage2, ...(measures.panel === undefined ? [] : [measures.panel])]);
export type JudgedStage = 'stage1' | 'stage2' | 'stage3';

/** An open clock of a case and when it is expected to end. `visible`: whether the viewer may see which case it is. */
export type OpenClock = {
  readonly ref: string; readonly visible: boolean; readonly restricted: boolean; readonly stage: JudgedStage; readonly name: string; readonly procedure: ProcedureKey; readonly service?: string;
  readonly dueOn: Day; readonly standingStill: boolean; readonly passed: readonly Passed[]; readonly expected?: Expected;
  /** Of stage 1: whether somebody is to answer it. */
  readonly allocated: boolean;
  /** The day for which the review panel is arranged. */
  readonly arrangedOn?: Day;
  /** Of stage 1 of a complaint: the last day on which an answer counts as on time in the figures. */
  readonly lastDay?: Day;
};

export type Paces = Readonly<Record<ProcedureKey, ReadonlyMap<Milestone, Pace>>>;
type Rules = { readonly calendar: Calendar; readonly conventions: Conventions };

/** How long each stage usually took from each of its milestones to its end, of what ended in a period, all services together. */
export async function pacesOf(database: Database, authorityId: number, period: FigurePeriod, calendar: Calendar): Promise<Paces> {
  const ended = (on: string) => sql`${sql.ref(on)} between ${period.from}::date and ${period.to}::date`;
  const [stage1, allocated, later] = [
    await sql<{ procedure: ProcedureKey; took: number; cases: number }>`-- How many working days did the stage 1 answers of the period take from the start?
select handled_as as procedure, stage1_days as took, count(*)::int as cases
from representation
where authority_id = ${authorityId}::int and ${ended('stage1_ended_on')} and handled_as in ('statutory', 'corporate') and stage1_responded_on is not null and stage1_days is not null
group by handled_as, stage1_days`.execute(database),
    await sql<Span>`-- When were the cases that were answered in the period given to somebody to answer?
select r.handled_as as procedure, 'stage 1 allocated' as milestone, max(e.happened_on) as from_on, r.stage1_responded_on as to_on
from representation r
join event e on e.authority_id = r.authority_id and e.case_id = r.case_id and e.type = 'Stage1Allocated' and e.happened_on <= r.stage1_responded_on
where r.authority_id = ${authorityId}::int and ${ended('r.stage1_ended_on')} and r.handled_as in ('statutory', 'corporate') and r.stage1_responded_on is not null
group by r.case_id, r.handled_as, r.stage1_responded_on`.execute(database),
    await sql<Span>`-- When did the stage 2 investigations and review panels that ended in the period pass their milestones?
select r.handled_as as procedure, passed.milestone, passed.from_on, passed.to_on
from (
  select s.authority_id, s.case_id, step.milestone, step.from_on, s.adjudicated_on as to_on
  from stage2 s
  cross join lateral (values ('stage 2 requested', s.requested_on), ('statement agreed', s.statement_agreed_on), ('investigation reported', s.investigation_report_on), ('sent for adjudication', s.sent_for_adjudication_on)) as step (milestone, from_on)
  where s.authority_id = ${authorityId}::int and ${ended('s.adjudicated_on')} and s.decision = 'accepted'
  union all
  select p.authority_id, p.case_id, 'panel requested', p.requested_on, p.panel_on
  from stage3 p
  where p.authority_id = ${authorityId}::int and ${ended('p.panel_on')}
) as passed
join representation r on r.authority_id = passed.authority_id and r.case_id = passed.case_id
where passed.from_on <= passed.to_on and r.handled_as in ('statutory', 'corporate')`.execute(database),
  ];
  const took = new Map<string, number[]>();
  const add = (procedure: ProcedureKey, milestone: Milestone, days: number, cases = 1): void => {
    const key = `${procedure} ${milestone}`;
    const all = took.get(key) ?? [];
    for (let index = 0; index < cases; index += 1) all.push(days);
    took.set(key, all);
  };
  for (const row of stage1.rows) add(row.procedure, 'stage 1 started', row.took, row.cases);
  for (const { procedure, milestone, from_on, to_on } of [...allocated.rows, ...later.rows]) {
    if (from_on >= calendar.knownFrom && to_on <= calendar.knownUntil) add(procedure, milestone, workingDaysBetween(from_on, to_on, calendar));
  }
  const of = (procedure: ProcedureKey): ReadonlyMap<Milestone, Pace> => new Map([...took].flatMap(([key, days]) => {
    if (!key.startsWith(procedure)) return [];
    const milestone = key.slice(procedure.length + 1) as Milestone;
    const pace = paceFrom(milestone, days);
    return pace === undefined ? [] : [[milestone, pace] as const];
  }));
  return { statutory: of('statutory'), corporate: of('corporate') };
}

type Span = { readonly procedure: ProcedureKey; readonly milestone: Milestone; readonly from_on: Day; readonly to_on: Day };

type ClockRow = {
  readonly ref: string; readonly visible: boolean; readonly restricted: boolean; readonly stage: JudgedStage; readonly name: string; readonly handled_as: string | null; readonly service: string | null;
  readonly started_on: Day; readonly due_on: Day; readonly standing_still_since: Day | null; readonly stage1_longest_days: number | null; readonly allocated_on: Day | null;
  readonly stage2_requested_on: Day | null; readonly statement_agreed_on: Day | null; readonly investigation_report_on: Day | null; readonly sent_for_adjudication_on: Day | null;
  readonly panel_requested_on: Day | null; readonly meeting_on: Day | null;
};

/** Every open clock by which a stage is judged, of all services or of one with those below it: those of hidden cases too, which the viewer may count and not see. */
export async function openClocks(database: Database, viewer: Viewer, service: string | undefined, paces: Paces, { calendar, conventions }: Rules, today: Day, at: Date): Promise<readonly OpenClock[]> {
  const ofService: RawBuilder<unknown> = service === undefined ? sql`` : sql` and (r.service = ${service}::text or starts_with(r.service, ${`${service}/`}::text))`;
  const { rows } = await sql<ClockRow>`-- Which clocks run by which a stage is judged, and what has each behind it?
select r.ref, ${visibleTo(viewer, today, at, 'k')} as visible, coalesce(a.restricted, false) as restricted, k.stage, k.name, r.handled_as, r.service, k.started_on, k.due_on, k.standing_still_since,
       r.stage1_longest_days, g.allocated_on, s.requested_on as stage2_requested_on, s.statement_agreed_on, s.investigation_report_on, s.sent_for_adjudication_on,
       p.requested_on as panel_requested_on, p.meeting_on
from open_clock k
join representation r on r.authority_id = k.authority_id and r.case_id = k.case_id
left join case_access a on a.authority_id = k.authority_id and a.case_id = k.case_id
left join stage2 s on s.authority_id = k.authority_id and s.case_id = k.case_id
left join stage3 p on p.authority_id = k.authority_id and p.case_id = k.case_id
left join lateral (
  select max(e.happened_on) as allocated_on from event e
  where k.stage = 'stage1' and e.authority_id = k.authority_id and e.case_id = k.case_id and e.type = 'Stage1Allocated'
) g on true
where k.authority_id = ${viewer.authorityId}::int and k.rule = any(${judged}::text[])${ofService}
order by k.due_on, r.ref, k.rule`.execute(database);
  return rows.map((row): OpenClock => {
    const procedure: ProcedureKey = row.handled_as === 'corporate' ? 'corporate' : 'statutory';
    const passed = passedBy(row, paces[procedure], today);
    const expected = row.stage === 'stage3' && row.meeting_on !== null ? undefined : unlessPastTheCalendar(() => expectedEnd(passed, paces[procedure], today, calendar));
    const longest = row.stage1_longest_days;
    const lastDay = row.stage !== 'stage1' || longest === null || row.handled_as === null ? undefined : unlessPastTheCalendar(() => dayFromNumber(addWorkingDays(zeroOf(row.started_on, calendar, conventions), longest, calendar)));
    return {
      ref: row.ref, visible: row.visible, restricted: row.restricted, stage: row.stage, name: row.name, procedure, dueOn: row.due_on, standingStill: row.standing_still_since !== null, passed, allocated: row.allocated_on !== null,
      ...(row.service === null ? {} : { service: row.service }), ...(expected === undefined ? {} : { expected }), ...(row.stage === 'stage3' && row.meeting_on !== null ? { arrangedOn: row.meeting_on } : {}),
      ...(lastDay === undefined ? {} : { lastDay: lastDay < row.due_on ? row.due_on : lastDay }),
    };
  });
}

function passedBy(row: ClockRow, paces: ReadonlyMap<Milestone, Pace>, today: Day): readonly Passed[] {
  const steps: readonly (readonly [Milestone, Day | null])[] = row.stage === 'stage1' ? [['stage 1 started', row.started_on], ['stage 1 allocated', row.allocated_on]]
    : row.stage === 'stage2' ? [['stage 2 requested', row.stage2_requested_on], ['statement agreed', row.statement_agreed_on], ['investigation reported', row.investigation_report_on], ['sent for adjudication', row.sent_for_adjudication_on]]
      : [['panel requested', row.panel_requested_on]];
  const passed = steps.flatMap(([milestone, on]): Passed[] => (on === null ? [] : [{ milestone, on }]));
  // Nobody answers before somebody is given it to answer, and that is today at the soonest.
  return row.stage === 'stage1' && row.allocated_on === null && paces.has('stage 1 allocated') ? [...passed, { milestone: 'stage 1 allocated', on: today, assumed: true }] : passed;
}

/** What lies past the bank holidays that are known cannot be worked out. */
function unlessPastTheCalendar<T>(workOut: () => T): T | undefined {
  try {
    return workOut();
  } catch (error) {
    if (error instanceof CalendarEndError) return undefined;
    throw error;
  }
}

/** The day on which a clock is expected to end: the one arranged, or as earlier cases went. Undefined where neither tells. */
export function expectedOn({ arrangedOn, expected }: OpenClock): Day | undefined {
  return arrangedOn ?? expected?.on;
}

export type BreachOutlook = {
  /** Still running after their due day; the first due first. */
  readonly overdue: readonly OpenClock[];
  /** Expected to end after their due day, which has not come yet; the first due first. */
  readonly expected: readonly OpenClock[];
  readonly standingStill: number;
  /** Neither overdue nor standing still, and too few earlier cases went the same way. */
  readonly unknown: readonly OpenClock[];
  readonly running: number;
};

/** Which clocks have run out, and which will before what they wait for is expected. */
export function breachOutlook(clocks: readonly OpenClock[], today: Day): BreachOutlook {
  const moving = clocks.filter((clock) => !clock.standingStill);
  const inTime = moving.filter(({ dueOn }) => dueOn >= today);
  return {
    expected: inTime.filter((clock) => (expectedOn(clock) ?? clock.dueOn) > clock.dueOn), unknown: inTime.filter((clock) => expectedOn(clock) === undefined),
    overdue: moving.filter(({ dueOn }) => dueOn < today), standingStill: clocks.length - moving.length, running: clocks.length,
  };
}
