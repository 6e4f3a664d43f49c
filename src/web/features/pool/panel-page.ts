import type { ActContext } from '../../../domain/acts/context.ts';
import { keysOf } from '../../../domain/acts/fit-to-appoint.ts';
import { reviewOf } from '../../../domain/acts/review.ts';
import { rolesOf } from '../../../domain/acts/roles.ts';
import type { RepresentationFile } from '../../../domain/case-file.ts';
import { deferredSince } from '../../../domain/deferral.ts';
import { type Day, dayFromNumber, dayNumber, inWords, inWordsWithWeekday } from '../../../domain/day.ts';
import { dueOnOf } from '../../../domain/deadline.ts';
import { lineUpPanelRule, panelOutlookOf } from '../../../domain/panel-outlook.ts';
import { type Candidate, candidatesFor, type PanelOnDay, panelOnDay, panelWindow, proposedDay, type Sitting } from '../../../domain/panel-window.ts';
import type { PoolMember } from '../../../domain/pool.ts';
import { procedureInForce, ruleOf } from '../../../domain/procedure.ts';
import { addWorkingDays, CalendarEndError } from '../../../domain/working-days.ts';
import { counted, listed } from '../../../reporting/house-style.ts';
import type { PoolMemberForCase } from '../../../store/pool-for-case.ts';
import type { RecordedEvent } from '../../../store/recorded-event.ts';
import { personInWords } from '../../event-in-words.ts';
import type { Tag } from '../../standing-tag.ts';
import { appointHref } from './choose-page.ts';

const sittingNames: Readonly<Record<Sitting, string>> = { can: 'can', asked: 'asked', 'not asked': 'not asked', cannot: 'cannot', away: 'away', 'another panel': 'on another panel' };

type DayRow = { readonly on: Day; readonly day: string; readonly href: string; readonly chosen: boolean; readonly tag: Tag; readonly free: string; readonly against: string };
type Step = { readonly text: string; readonly href?: string; readonly done: boolean };
type AnswerRow = { readonly name: string; readonly as: string; readonly fixed?: string; readonly field: string; readonly items: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[] };
type Fact = { readonly name: string; readonly value: string };

export type PanelPage = {
  readonly title: string; readonly ref: string; readonly backTo: { readonly text: string; readonly href: string };
  /** Said where there is nothing to plan. */ readonly nothing?: string;
  readonly supposed: boolean; readonly facts: readonly Fact[]; readonly source?: string; readonly notices: readonly string[];
  readonly days: readonly DayRow[]; readonly noDay?: string;
  readonly chosen?: { readonly on: Day; readonly day: string; readonly tag: Tag; readonly papersBy: string; readonly steps: readonly Step[]; readonly answers: readonly AnswerRow[]; readonly action: string };
  readonly history: readonly { readonly on: string; readonly what: string }[]; readonly poolEmpty: boolean;
};

function dayTag(one: PanelOnDay): Tag {
  const late = one.late ? ', after the last day' : '';
  if (one.agreed) return { text: `All three can${late}`, colour: one.late ? 'orange' : 'green' };
  if (one.whole) return { text: `Whole panel possible${late}`, colour: one.late ? 'orange' : 'blue' };
  return { text: `${one.seats === 0 ? 'Nobody' : `${one.seats} of 3`}${late}`, colour: one.late ? 'orange' : 'grey' };
}

/** Whom the days are worked out for, as they stand on a day: the same people each day, but for terms and checks that run out. */
function dayOf(on: Day, late: boolean, file: RepresentationFile, pool: readonly PoolMember[]): { readonly day: PanelOnDay; readonly candidates: readonly Candidate[]; readonly notInOrder: readonly string[] } {
  const review = reviewOf(file);
  const inPool = (key: string) => pool.some((member) => member.keys.includes(key));
  const barred = (member: PoolMember) => keysOf(member.person, { pool }).some((key) => rolesOf(file, key).length > 0);
  const candidates = candidatesFor(file, pool, barred, on);
  const others = pool.filter((member) => !candidates.some((one) => one.member === member) && member.endedOn === undefined && member.connection === undefined && member.conflicts.length === 0 && !barred(member));
  const notInOrder = others.filter(({ parts }) => parts.includes('panel_chair') || parts.includes('panel_member')).map((member) => `${member.name}, check or term not in order`);
  return { day: panelOnDay(on, late, candidates, { chair: review?.chair !== undefined && !inPool(review.chair), members: (review?.members ?? []).filter((key) => !inPool(key)).length }), candidates, notInOrder };
}

type Plan = { readonly days: readonly Day[]; readonly late: readonly Day[]; readonly facts: readonly Fact[]; readonly supposed: boolean; readonly notices: readonly string[]; readonly source?: string };

/** Which days there are to plan for: those of the window, or those that would be were a panel asked for on the last day. */
function planFor(file: RepresentationFile, context: ActContext): Plan | { readonly nothing: string } {
  try {
    const window = panelWindow(file, context);
    if (window !== undefined) {
      return {
        days: window.days, late: window.late, supposed: false,
        facts: [
          { name: 'Panel asked for', value: inWordsWithWeekday(window.requestedOn) }, { name: 'Panel meets by (T18)', value: inWordsWithWeekday(window.lastOn) }, { name: 'First day for which the papers can go out in time (T19)', value: inWordsWithWeekday(window.earliestOn) },
        ],
        notices: window.days.length > 0 ? [] : [`No day is left on which the papers can go out ten working days before and the panel meet by ${inWords(window.lastOn)}. Arrange the first day that can be had, and record why it is late.`],
      };
    }
    const outlook = panelOutlookOf(file, context);
    if (outlook !== undefined) {
      const days: Day[] = [];
      for (let on = outlook.panelFrom; on <= outlook.panelBy; on = dayFromNumber(addWorkingDays(dayNumber(on), 1, context.calendar))) days.push(on);
      return {
        days, late: [], supposed: true, source: lineUpPanelRule(context.today, context).source, notices: [`Nobody has asked for a panel yet. These are the days if the adjudication goes out on ${outlook.overdue ? 'today' : 'the last day of stage 2'} and the panel is asked for on the last day for it.`],
        facts: [
          { name: 'Stage 2', value: `Working day ${outlook.workingDay}, since ${inWords(outlook.startedOn)}` },
          { name: 'Last day of stage 2', value: `${inWordsWithWeekday(outlook.stage2LastOn)}${outlook.overdue ? ', which has passed' : ''}` },
          { name: 'Last day to ask for a panel', value: inWordsWithWeekday(outlook.askedBy) }, { name: 'Panel would meet', value: `${inWords(outlook.panelFrom)} to ${inWords(outlook.panelBy)}` },
        ],
      };
    }
  } catch (error) {
    if (!(error instanceof CalendarEndError)) throw error;
    return { nothing: error.message };
  }
  const review = reviewOf(file);
  return {
    nothing: file.closedOn !== undefined ? 'This case is closed.' : review?.panelOn !== undefined ? `The panel met on ${inWords(review.panelOn)}.` : deferredSince(file) !== undefined ? 'This case is put off because of other proceedings. Panels are planned once it is resubmitted.'
      : `There is no panel to plan: nobody has asked for one, and stage 2 has not come to working day ${lineUpPanelRule(context.today, context).limit?.count ?? ''}.`,
  };
}

/** When a panel can meet, who can sit on it, and what is left to do for the day that is chosen. */
export function panelPage(file: RepresentationFile, history: readonly RecordedEvent[], pool: readonly PoolMemberForCase[], names: ReadonlyMap<string, string>, context: ActContext, asked: Day | undefined): PanelPage {
  const at = `/cases/${encodeURIComponent(file.ref)}/panel`;
  const page = {
    title: 'Plan the review panel', ref: file.ref, backTo: { text: `Back to case ${file.ref}`, href: `/cases/${encodeURIComponent(file.ref)}` }, history: panelHistory(history, names), poolEmpty: pool.length === 0,
  };
  const plan = planFor(file, context);
  if ('nothing' in plan) return { ...page, nothing: plan.nothing, supposed: false, facts: [], notices: [], days: [] };
  const within = plan.days.map((on) => dayOf(on, false, file, pool));
  const late = within.some(({ day }) => day.whole) ? [] : plan.late.map((on) => dayOf(on, true, file, pool));
  const all = [...within, ...late];
  const review = reviewOf(file);
  const chosenOn = [asked, review?.meetingOn, proposedDay(all.map(({ day }) => day))?.on].find((on) => on !== undefined && all.some(({ day }) => day.on === on));
  const chosen = all.find(({ day }) => day.on === chosenOn);
  const member = (key: string) => names.get(key) ?? key;
  const whole = all.filter(({ day }) => day.whole).length;
  return {
    ...page, supposed: plan.supposed, notices: [...plan.notices, ...(plan.supposed || review?.meetingOn === undefined ? [] : [`The panel is arranged for ${inWordsWithWeekday(review.meetingOn)}. For another day it is postponed first.`])],
    ...(plan.source === undefined ? {} : { source: plan.source }),
    facts: [
      ...plan.facts,
      ...(review === undefined ? [] : [{ name: 'Chair', value: review.chair === undefined ? 'Nobody appointed' : member(review.chair) }, { name: 'Members', value: review.members.length === 0 ? 'Nobody appointed' : listed(review.members.map(member)) }]),
      { name: 'Days with a whole panel', value: `${whole} of ${counted(all.length, { one: 'working day', many: 'working days' })}` },
    ],
    days: all.map(({ day, candidates, notInOrder }) => dayRow(day, candidates, notInOrder, at, day.on === chosenOn)),
    ...(whole > 0 ? {} : { noDay: pool.length === 0 ? 'Nobody is in the pool yet, so nobody can be proposed.' : 'On none of these days can a chair and two members be had from the pool. Ask those who have not answered, or add people to the pool.' }),
    ...(chosen === undefined ? {} : { chosen: chosenDay(file, chosen.day, chosen.candidates, names, context, plan.supposed) }),
  };
}

/** So many names on one day; a pool of more is told by number. */
const MOST_NAMED = 8;

function named(names: readonly string[]): string {
  return names.length <= MOST_NAMED ? names.join('; ') : `${names.slice(0, MOST_NAMED).join('; ')}; and ${names.length - MOST_NAMED} more`;
}

function dayRow(day: PanelOnDay, candidates: readonly Candidate[], notInOrder: readonly string[], at: string, chosen: boolean): DayRow {
  const how = (one: Candidate) => day.sitting.get(one.member.person) ?? 'not asked';
  const asked = (one: Candidate) => `${one.member.name}${one.chairs ? ' (chair)' : ''}${how(one) === 'not asked' ? '' : `, ${sittingNames[how(one)]}`}`;
  const isFree = (one: Candidate) => ['can', 'asked', 'not asked'].includes(how(one));
  return {
    on: day.on, day: inWordsWithWeekday(day.on), href: `${at}?day=${day.on}#chosen`, chosen, tag: dayTag(day),
    free: named(candidates.filter(isFree).toSorted((a, b) => Number(how(a) === 'not asked') - Number(how(b) === 'not asked')).map(asked)), against: named([...candidates.filter((one) => !isFree(one)).map(asked), ...notInOrder]),
  };
}

function chosenDay(file: RepresentationFile, day: PanelOnDay, candidates: readonly Candidate[], names: ReadonlyMap<string, string>, context: ActContext, supposed: boolean): NonNullable<PanelPage['chosen']> {
  const { on } = day;
  const review = reviewOf(file);
  const ref = encodeURIComponent(file.ref);
  const member = (key: string) => names.get(key) ?? key;
  const proposedMembers = day.proposed.members.filter((one) => !(review?.members ?? []).some((key) => one.keys.includes(key)));
  const open = 2 - (review?.members.length ?? 0);
  const papersBy = dueOnOf(ruleOf(procedureInForce('statutory', review?.requestedOn ?? context.today, context.procedures) ?? context.procedures.statutory.standard, 'T19'), on, context.calendar, context.conventions);
  const steps: readonly Step[] = supposed ? [] : [
    review?.chair !== undefined ? { text: `${member(review.chair)} is appointed to chair`, done: true }
      : day.proposed.chair === undefined ? { text: 'Nobody in the pool can chair on this day', done: false, href: `/cases/${ref}/pool/panel_chair` } : { text: `Appoint ${day.proposed.chair.name} as chair`, done: false, href: appointHref(file.ref, 'panel_chair', { person: day.proposed.chair.person, from: 'panel' }) },
    ...(review?.members ?? []).map((key) => ({ text: `${member(key)} is appointed as a member`, done: true })),
    ...Array.from({ length: Math.max(0, open) }, (_, index): Step => {
      const one = proposedMembers[index];
      return one === undefined ? { text: 'Nobody else in the pool can sit on this day', done: false, href: `/cases/${ref}/pool/panel_member` } : { text: `Appoint ${one.name} as a member`, done: false, href: appointHref(file.ref, 'panel_member', { person: one.person, from: 'panel' }) };
    }),
    review?.meetingOn === on ? { text: `The panel is arranged for ${inWords(on)}`, done: true }
      : review?.meetingOn !== undefined ? { text: `Postpone the panel arranged for ${inWords(review.meetingOn)} first`, done: false, href: `/cases/${ref}/acts/postponePanel?from=panel` }
      : { text: `Arrange the panel for ${inWords(on)}`, done: false, href: `/cases/${ref}/acts/arrangePanel?meetingOn=${on}&from=panel` },
    ...(review?.meetingOn === on ? [{ text: review.papersSentOn === undefined ? `Send the papers by ${inWords(papersBy)}` : `The papers went out on ${inWords(review.papersSentOn)}`, done: review.papersSentOn !== undefined, ...(review.papersSentOn === undefined ? { href: `/cases/${ref}/acts/sendPanelPapers` } : {}) }] : []),
  ];
  return {
    on, day: inWordsWithWeekday(on), tag: dayTag(day), papersBy: inWordsWithWeekday(papersBy), steps, action: `/cases/${ref}/panel/answers`,
    answers: candidates.map((one): AnswerRow => {
      const how = day.sitting.get(one.member.person) ?? 'not asked';
      const answer = one.member.answers.find((each) => each.on === on)?.answer ?? 'nothing';
      const number = one.member.keys[0]?.replace('pool-', '') ?? '';
      return {
        name: one.member.name, as: one.appointedAs === 'chair' ? 'appointed to chair' : one.appointedAs === 'member' ? 'appointed as a member' : one.chairs && one.sits ? 'chair or member' : one.chairs ? 'chair' : 'member',
        ...(how === 'away' ? { fixed: 'Away on this day' } : how === 'another panel' ? { fixed: 'Sits on another panel on this day' } : {}), field: `answer-${number}`,
        items: ([['nothing', 'Not asked'], ['asked', 'Asked, no answer yet'], ['can', 'Can'], ['cannot', 'Cannot']] as const).map(([value, text]) => ({ value, text, checked: value === answer })),
      };
    }),
  };
}

/** Every panel that was arranged and what became of it, and who stood down, the latest first. */
function panelHistory(history: readonly RecordedEvent[], names: ReadonlyMap<string, string>): readonly { readonly on: string; readonly what: string }[] {
  return history.flatMap(({ event }) => {
    switch (event.type) {
      case 'PanelArranged': return [{ on: inWords(event.on), what: `Arranged for ${inWords(event.meetingOn)}` }];
      case 'PanelPostponed': return [{ on: inWords(event.on), what: event.reason === undefined ? 'Postponed' : `Postponed: ${event.reason}` }];
      case 'PanelMemberStoodDown': return [{ on: inWords(event.on), what: `${personInWords(event.person, names)} stood down${event.reason === undefined ? '' : `: ${event.reason}`}` }];
      case 'PanelHeld': return [{ on: inWords(event.on), what: 'Met' }];
      default: return [];
    }
  }).toReversed();
}
