import type { RepresentationFile } from './case-file.ts';
import { reviewOf } from './acts/review.ts';
import { clocksOf, type ClockContext } from './clocks.ts';
import { dayFromNumber, dayNumber, type Day } from './day.ts';
import { firstDayForPapersOn } from './panel-outlook.ts';
import { cannotSitBecause, type PoolMember, shortcomings } from './pool.ts';
import { addWorkingDays } from './working-days.ts';

/**
 * The working days on which a panel that was asked for may meet: from the first for which papers can still go out in time to the last by
 * law. `late`: the days after it, for where no panel can be had within; a panel on them is late all the same. `days` is empty where the
 * papers cannot go out in time any more.
 */
export type PanelWindow = { readonly requestedOn: Day; readonly earliestOn: Day; readonly lastOn: Day; readonly days: readonly Day[]; readonly late: readonly Day[] };

const LATE_DAYS = 10;

/** Undefined where no panel is to come, or the case is deferred. Papers that went out already count from the day they did. @throws CalendarEndError past the days known. */
export function panelWindow(file: RepresentationFile, context: ClockContext): PanelWindow | undefined {
  const review = reviewOf(file);
  if (review === undefined || review.panelOn !== undefined || file.closedOn !== undefined) return undefined;
  const lastOn = clocksOf(file, context).find((clock) => clock.rule.key === 'T18')?.dueOn;
  if (lastOn === undefined) return undefined;
  const earliest = firstDayForPapersOn(review.papersSentOn ?? context.today, review.requestedOn, context);
  const today = firstWorkingDayFrom(context.today, context);
  const earliestOn = earliest < today ? today : earliest;
  const { calendar } = context;
  const days: Day[] = [];
  for (let on = earliestOn; on <= lastOn; on = dayFromNumber(addWorkingDays(dayNumber(on), 1, calendar))) days.push(on);
  const late: Day[] = [];
  for (let on = earliestOn > lastOn ? earliestOn : dayFromNumber(addWorkingDays(dayNumber(lastOn), 1, calendar)); late.length < LATE_DAYS; on = dayFromNumber(addWorkingDays(dayNumber(on), 1, calendar))) late.push(on);
  return { requestedOn: review.requestedOn, earliestOn, lastOn, days, late };
}

function firstWorkingDayFrom(on: Day, { calendar }: ClockContext): Day {
  return dayFromNumber(addWorkingDays(dayNumber(on) - 1, 1, calendar));
}

/** How a member of the pool stands for a panel on a day. */
export type Sitting = 'can' | 'asked' | 'not asked' | 'cannot' | 'away' | 'another panel';
export type Candidate = { readonly member: PoolMember; readonly chairs: boolean; readonly sits: boolean; readonly appointedAs?: 'chair' | 'member' };

export function sittingOn(member: PoolMember, on: Day): Sitting {
  const against = cannotSitBecause(member, on);
  if (against !== undefined) return against === 'said so' ? 'cannot' : against;
  const answer = member.answers.find((one) => one.on === on)?.answer;
  return answer === 'can' || answer === 'asked' ? answer : 'not asked';
}

/** What can be had of a panel on a day. `agreed`: all three have said that they can. `proposed`: those who said so before the others, the least burdened first. */
export type PanelOnDay = {
  readonly on: Day; readonly late: boolean; readonly sitting: ReadonlyMap<string, Sitting>; /** Of the three. */ readonly seats: number; readonly whole: boolean; readonly agreed: boolean;
  readonly proposed: { readonly chair?: PoolMember; readonly members: readonly PoolMember[] };
};

/** Those who may sit on the panel of a case: the pool's chairs and members without a conflict or connection, and everything in order on a day; and those who are appointed already. */
export function candidatesFor(file: RepresentationFile, pool: readonly PoolMember[], barred: (member: PoolMember) => boolean, on: Day): readonly Candidate[] {
  const review = reviewOf(file);
  const isOne = (member: PoolMember, key: string | undefined) => key !== undefined && member.keys.includes(key);
  return pool.flatMap((member): Candidate[] => {
    if (isOne(member, review?.chair)) return [{ member, chairs: true, sits: false, appointedAs: 'chair' }];
    if (review?.members.some((one) => isOne(member, one)) === true) return [{ member, chairs: false, sits: true, appointedAs: 'member' }];
    if (member.endedOn !== undefined || member.connection !== undefined || member.conflicts.length > 0 || barred(member)) return [];
    const chairs = member.parts.includes('panel_chair') && shortcomings(member, 'panel_chair', on).length === 0;
    const sits = member.parts.includes('panel_member') && shortcomings(member, 'panel_member', on).length === 0;
    return chairs || sits ? [{ member, chairs, sits }] : [];
  });
}

const surest: Readonly<Record<Sitting, number>> = { can: 0, asked: 1, 'not asked': 2, away: 9, cannot: 9, 'another panel': 9 };

/** `seatsTaken`: places held by people who are not in the pool, of whose days nothing is known. */
export function panelOnDay(on: Day, late: boolean, candidates: readonly Candidate[], seatsTaken: { readonly chair: boolean; readonly members: number }): PanelOnDay {
  const sitting = new Map(candidates.map(({ member }) => [member.person, sittingOn(member, on)]));
  const how = (member: PoolMember) => surest[sitting.get(member.person) ?? 'not asked'];
  const free = candidates.filter(({ member }) => how(member) < 9).toSorted((a, b) => how(a.member) - how(b.member) || a.member.inHand - b.member.inHand || (a.member.name < b.member.name ? -1 : 1));
  const appointed = (as: 'chair' | 'member') => candidates.filter((one) => one.appointedAs === as);
  const chairs = seatsTaken.chair ? [] : appointed('chair').length > 0 ? free.filter((one) => one.appointedAs === 'chair') : free.filter((one) => one.chairs && one.appointedAs === undefined);
  const fixed = appointed('member').filter((one) => free.includes(one));
  const open = Math.max(0, 2 - seatsTaken.members - appointed('member').length);
  const members = free.filter((one) => one.sits && one.appointedAs === undefined);
  const withChair = (chair: Candidate | undefined) => {
    const others = members.filter((one) => one !== chair).slice(0, open);
    const chosen = [...fixed, ...others];
    return { chair, chosen, seats: (chair === undefined && !seatsTaken.chair ? 0 : 1) + Math.min(2, seatsTaken.members + chosen.length), doubt: [...(chair === undefined ? [] : [chair]), ...chosen].reduce((sum, one) => sum + how(one.member), 0) };
  };
  const best = [undefined, ...chairs].map(withChair).toSorted((a, b) => b.seats - a.seats || a.doubt - b.doubt)[0]!;
  return {
    on, late, sitting, seats: best.seats, whole: best.seats === 3, agreed: best.seats === 3 && best.doubt === 0 && !seatsTaken.chair && seatsTaken.members === 0,
    proposed: { ...(best.chair === undefined ? {} : { chair: best.chair.member }), members: best.chosen.map((one) => one.member) },
  };
}

/** The day to propose: the first on which all three have agreed, else the first on which three can be had; of late days only where there is none within the law. */
export function proposedDay(days: readonly PanelOnDay[]): PanelOnDay | undefined {
  const within = days.filter((one) => !one.late);
  return within.find((one) => one.agreed) ?? within.find((one) => one.whole) ?? days.find((one) => one.agreed) ?? days.find((one) => one.whole);
}
