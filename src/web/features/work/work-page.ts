import type { Day } from '../../../domain/day.ts';
import { inWords, inWordsWithWeekday } from '../../../domain/day.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import { type Awaited, awaited } from '../../../domain/waiting-on.ts';
import type { Calendar } from '../../../domain/working-days.ts';
import { capitalised, count } from '../../../reporting/house-style.ts';
import { lineUpPanelRule, panelOutlook } from '../../../domain/panel-outlook.ts';
import type { JudgedBy } from '../../../domain/judgement.ts';
import type { PanelToLineUp } from '../../../store/panels-to-line-up.ts';
import type { DueCount, DueGroup, DueItem, OverdueAction } from '../../../store/work-lists.ts';
import { dueTag, type Tag } from '../../standing-tag.ts';

export const MOST_IN_A_GROUP = 50;
/** Promised actions shown before the rest is folded away. */
const SHOWN_ACTIONS = 10;

type WorkRow = { readonly ref: string; readonly href: string; readonly what: string; readonly due: string; readonly tag: Tag; readonly waitingOn: string; readonly service: string; readonly restricted: boolean };
type WorkGroup = { readonly id: string; readonly heading: string; readonly empty: string; readonly rows: readonly WorkRow[]; readonly more?: string };
type Counted = { readonly text: string; readonly count: string; readonly href: string; readonly urgent: boolean };
type Choice = { readonly text: string; readonly href: string; readonly current: boolean };
type PanelRow = { readonly ref: string; readonly href: string; readonly plan: string; readonly service: string; readonly restricted: boolean; readonly stage2: string; readonly askedBy: string; readonly panel: string };
type ActionRow = { readonly ref: string; readonly href: string; readonly action: string; readonly owner: string; readonly due: string; readonly tag: Tag };

export type WorkPage = {
  readonly title: string; readonly today: string;
  /** Said in the place of lists to somebody who has nothing to do. */
  readonly nothing?: readonly string[];
  /** Whether this is somebody who confirms what others decided. */
  readonly confirms: boolean;
  /** For the complaints team: everybody's cases, or those that the viewer looks after. */
  readonly whose: readonly Choice[];
  readonly counts: readonly Counted[]; readonly waitingOn: readonly Choice[]; readonly groups: readonly WorkGroup[];
  /** Cases for which a panel may be asked soon. */
  readonly panels?: { readonly heading: string; readonly rows: readonly PanelRow[]; readonly more?: string; readonly source: string };
  readonly actions?: { readonly heading: string; readonly rows: readonly ActionRow[]; readonly others: readonly ActionRow[]; readonly more?: string };
};

const groupNames = {
  overdue: { id: 'overdue', heading: 'Overdue', empty: 'Nothing is overdue.' },
  today: { id: 'today', heading: 'Due today', empty: 'Nothing is due today.' },
  in5: { id: 'in-5', heading: 'Due in the next 5 working days', empty: 'Nothing more is due in the next 5 working days.' },
  in10: { id: 'in-10', heading: 'Due in 6 to 10 working days', empty: 'Nothing is due then.' },
  'standing still': { id: 'standing-still', heading: 'Standing still while an advocate is found', empty: 'No clock stands still.' },
} as const satisfies Partial<Record<DueGroup, object>>;
const shownGroups = ['overdue', 'today', 'in5', 'in10', 'standing still'] as const;

export function readWaitingOn(query: Readonly<Record<string, unknown>>): Awaited | undefined {
  return awaited.find((one) => one === query['waiting']);
}

function caseHref(ref: string): string {
  return `/cases/${encodeURIComponent(ref)}`;
}

type Found = { readonly counts: readonly DueCount[]; readonly due: readonly DueItem[]; readonly actions: { readonly count: number; readonly actions: readonly OverdueAction[] }; readonly names: ReadonlyMap<string, string>; readonly service: (of: string | undefined) => string; readonly panels: { readonly count: number; readonly cases: readonly PanelToLineUp[] } };

export function workPage(viewer: Viewer, { counts, due, actions, names, service, panels }: Found, { waitingOn, mine }: { readonly waitingOn?: Awaited; readonly mine: boolean }, today: Day, rules: JudgedBy): WorkPage {
  const at = (waiting?: Awaited) => {
    const asked = new URLSearchParams({ ...(mine ? { mine: 'yes' } : {}), ...(waiting === undefined ? {} : { waiting }) }).toString();
    return asked === '' ? '/work' : `/work?${asked}`;
  };
  const { calendar } = rules;
  const total = (group: DueGroup, whose = waitingOn) => counts.filter((one) => one.group === group && (whose === undefined || one.waitingOn === whose)).reduce((sum, one) => sum + one.count, 0);
  const seesCases = may(viewer, 'seeCases');
  const open = counts.reduce((sum, one) => sum + one.count, 0);
  const page = { title: seesCases ? 'Work' : 'Your work', today: inWordsWithWeekday(today), confirms: may(viewer, 'decideCases'), whose: may(viewer, 'recordCases') ? [{ text: 'The whole team’s cases', href: '/work', current: !mine }, { text: 'The cases that I look after', href: '/work?mine=yes', current: mine }] : [] };
  if (open === 0 && actions.count === 0) return { ...page, nothing: mine ? ['No clock is running in any case that you look after.'] : nothingFor(viewer), counts: [], waitingOn: [], groups: [] };
  const shown = shownGroups.filter((group) => group !== 'standing still' || total(group) > 0);
  return {
    ...page,
    counts: shown.map((group) => ({ text: groupNames[group].heading, count: count(total(group)), href: `#${groupNames[group].id}`, urgent: group === 'overdue' && total(group) > 0 })),
    waitingOn: [
      { text: `Everybody (${count(open)})`, href: at(), current: waitingOn === undefined },
      ...awaited.flatMap((one) => {
        const waits = counts.filter((each) => each.waitingOn === one).reduce((sum, each) => sum + each.count, 0);
        return waits === 0 && waitingOn !== one ? [] : [{ text: `${capitalised(one)} (${count(waits)})`, href: at(one), current: waitingOn === one }];
      }),
    ],
    groups: shown.map((group) => ({
      ...groupNames[group], rows: due.filter((item) => item.group === group).map((item) => workRow(item, service(item.service), today, calendar)),
      ...(total(group) > MOST_IN_A_GROUP ? { more: `These are the first ${MOST_IN_A_GROUP} of ${count(total(group))}.` } : {}),
    })),
    ...(panels.count === 0 ? {} : {
      panels: {
        heading: `A panel may be asked for: line up panel members (${count(panels.count)})`, source: lineUpPanelRule(today, rules).source, rows: panels.cases.map((one) => panelRow(one, service(one.service), today, rules)),
        ...(panels.count > panels.cases.length ? { more: `These are the first ${panels.cases.length} of ${count(panels.count)}.` } : {}),
      },
    }),
    ...(actions.count === 0 ? {} : {
      actions: {
        heading: `Promised actions that are overdue (${count(actions.count)})`,
        rows: actions.actions.slice(0, SHOWN_ACTIONS).map((action) => actionRow(action, names, today, calendar)),
        others: actions.actions.slice(SHOWN_ACTIONS).map((action) => actionRow(action, names, today, calendar)),
        ...(actions.count > actions.actions.length ? { more: `These are the first ${actions.actions.length} of ${count(actions.count)}.` } : {}),
      },
    }),
  };
}

function workRow(item: DueItem, service: string, today: Day, calendar: Calendar): WorkRow {
  return {
    ref: item.ref, href: item.kind === 'unattached' ? `/ombudsman/${encodeURIComponent(item.ref)}` : caseHref(item.ref), what: item.about === '' || item.about === item.ref ? item.name : `${item.name} (${item.about})`, due: inWords(item.dueOn), tag: dueTag(item.dueOn, today, calendar, item.standingStillSince),
    waitingOn: capitalised(item.waitingOn), service, restricted: item.restricted,
  };
}

function actionRow(action: OverdueAction, names: ReadonlyMap<string, string>, today: Day, calendar: Calendar): ActionRow {
  return {
    ref: action.ref, href: `${caseHref(action.ref)}#learning`, action: action.action ?? `Action ${action.learningAction}: its text has been erased`,
    owner: action.owner === undefined ? 'Nobody named' : names.get(action.owner) ?? action.owner, due: inWords(action.dueOn), tag: dueTag(action.dueOn, today, calendar),
  };
}

function panelRow({ ref, startedOn, restricted }: PanelToLineUp, service: string, today: Day, rules: JudgedBy): PanelRow {
  const outlook = panelOutlook(startedOn, today, rules);
  const row = { ref, href: caseHref(ref), plan: `${caseHref(ref)}/panel`, service, restricted };
  if (outlook === undefined) return { ...row, stage2: `Since ${inWords(startedOn)}`, askedBy: '', panel: 'The bank holidays of the days to come are not known yet' };
  return {
    ...row, stage2: `Working day ${outlook.workingDay}; ${outlook.overdue ? `its last day was ${inWords(outlook.stage2LastOn)}` : `last day ${inWords(outlook.stage2LastOn)}`}`,
    askedBy: inWords(outlook.askedBy), panel: `${inWords(outlook.panelFrom)} to ${inWords(outlook.panelBy)}`,
  };
}

function nothingFor(viewer: Viewer): readonly string[] {
  if (may(viewer, 'seeCases')) return ['No clock is running in any case that you can see.'];
  if (may(viewer, 'takePart')) return ['Nothing is waiting in the cases that you take part in.', 'When the complaints team gives you a case, it is shown here and under Cases.'];
  return ['Your role in Candour does not include single cases, so nothing is waiting for you here.'];
}
