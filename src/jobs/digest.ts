import { type Day, inWords, inWordsWithWeekday } from '../domain/day.ts';
import { beginsWeek, type ReminderSettings } from '../domain/reminders.ts';
import type { Viewer } from '../domain/viewer.ts';
import { type Calendar, CalendarEndError, workingDaysBefore } from '../domain/working-days.ts';
import { count, counted, type Noun } from '../reporting/house-style.ts';
import type { Database } from '../store/database.ts';
import { countAnsweredFor, countErasuresAsked, listLongOverdue, listOwedActions } from '../store/digest-lists.ts';
import { countKeptTooLong } from '../store/retention.ts';
import { countDue, type DueDays, dueDaysFrom, type DueGroup, listDue } from '../store/work-lists.ts';
import { type Address, casePath, inText, pageAt, type Part } from './mail-text.ts';

/** Whose digest, and by what it is made. */
export type DigestOf = { readonly database: Database; readonly viewer: Viewer; readonly settings: ReminderSettings; readonly calendar: Calendar; readonly days: DueDays; readonly at: Date; readonly address: Address };

/**
 * What a digest may hold: each adds its parts, or none. Whatever else falls due (a check or a term that runs out) is one more function here. None may
 * name a person or quote a case, and each reads its cases through `visibleInMail`.
 */
const sections: readonly ((of: DigestOf) => Promise<readonly Part[]>)[] = [dueWork, owedActions, answeredFor, longOverdue, records];

const MOST_LINES = 20;
const CASES: Noun = { one: 'case', many: 'cases' };
const ACTIONS: Noun = { one: 'promised action', many: 'promised actions' };
const groups: readonly { readonly group: DueGroup; readonly heading: string; readonly was: string; readonly inSubject: string }[] = [
  { group: 'overdue', heading: 'Overdue', was: 'was due on', inSubject: 'overdue' },
  { group: 'today', heading: 'Due today', was: 'due on', inSubject: 'due today' },
  { group: 'in5', heading: 'Due in the next 5 working days', was: 'due on', inSubject: 'due soon' },
];

/** The morning's digest of somebody; undefined where nothing waits. */
export async function digestFor(of: Omit<DigestOf, 'days'>, today: Day, council: string): Promise<{ readonly subject: string; readonly text: string } | undefined> {
  const days = dueDaysFrom(today, of.calendar);
  const parts: Part[] = [];
  for (const section of sections) parts.push(...await section({ ...of, days }));
  if (parts.length === 0) return undefined;
  const numbers = await howMany({ ...of, days });
  const said = groups.flatMap(({ group, inSubject }) => (numbers(group) === 0 ? [] : [`${count(numbers(group))} ${inSubject}`]));
  return {
    subject: said.length === 0 ? 'Candour: what waits for you' : `Candour: ${said.join(', ')}`,
    text: inText([inWordsWithWeekday(today), '', `What waits for you in Candour at ${council}.`], parts, [
      of.address === undefined ? 'Sign in to Candour to see it all.' : `All of it: ${of.address}/work`,
      'Restricted cases are never in a mail. Look at your work list for them too.',
      of.address === undefined ? 'To have no more of these mails, say so on your account page in Candour.' : `To have no more of these mails: ${of.address}/account`,
    ]),
  };
}

async function howMany({ database, viewer, days, at }: DigestOf): Promise<(group: DueGroup) => number> {
  const counts = await countDue(database, viewer, days, at, 'to be mailed');
  return (group) => counts.filter((one) => one.group === group).reduce((sum, one) => sum + one.count, 0);
}

function more(shown: number, all: number): readonly string[] {
  return all > shown ? [`… and ${count(all - shown)} more`] : [];
}

/** One thing a line, its address under it. */
function item(ref: string, what: string, address: Address): readonly string[] {
  return [`${ref}: ${what}`, ...(address === undefined ? [] : [`  ${address}${casePath(ref)}`])];
}

async function dueWork(of: DigestOf): Promise<readonly Part[]> {
  const { database, viewer, days, at, address } = of;
  const [numbers, due] = [await howMany(of), await listDue(database, viewer, days, at, { most: MOST_LINES, which: 'to be mailed' })];
  return groups.flatMap(({ group, heading, was }): Part[] => {
    const lines = due.filter((one) => one.group === group).slice(0, MOST_LINES);
    if (lines.length === 0) return [];
    return [{ heading: `${heading} (${count(numbers(group))})`, lines: [...lines.flatMap((one) => item(one.ref, `${one.name}, ${was} ${inWords(one.dueOn)}`, address)), ...more(lines.length, numbers(group))] }];
  });
}

async function owedActions({ database, viewer, days, at, address }: DigestOf): Promise<readonly Part[]> {
  const owed = await listOwedActions(database, viewer, days, at, MOST_LINES);
  if (owed.count === 0) return [];
  const lines = owed.first.flatMap(({ ref, learningAction, dueOn }) => item(ref, `promised action ${learningAction}, ${dueOn < days.today ? 'was due on' : 'due on'} ${inWords(dueOn)}`, address));
  return [{ heading: `Promised actions that are overdue or due in 5 working days (${count(owed.count)})`, lines: [...lines, ...more(owed.first.length, owed.count)] }];
}

async function answeredFor({ database, viewer, days, at, address }: DigestOf): Promise<readonly Part[]> {
  const { count: number, earliest } = await countAnsweredFor(database, viewer, days.today, at);
  if (number === 0 || earliest === undefined) return [];
  const many = number === 1 ? `1 promised action is overdue since ${inWords(earliest)}.` : `${counted(number, ACTIONS)} are overdue, the longest since ${inWords(earliest)}.`;
  return [{ heading: 'Learning of the services you answer for', lines: [many, pageAt(address, '/learning?state=overdue', 'They are listed under Learning in Candour.')] }];
}

async function longOverdue({ database, viewer, settings, calendar, days, at, address }: DigestOf): Promise<readonly Part[]> {
  const before = daysAgo(days.today, settings.escalateAfter, calendar);
  if (before === undefined) return [];
  const found = await listLongOverdue(database, viewer, before, days.today, at, MOST_LINES);
  if (found.count === 0) return [];
  const by = counted(settings.escalateAfter, { one: 'working day', many: 'working days' });
  return [{
    heading: `Overdue by ${by} or more, whoever has to act (${count(found.count)})`,
    lines: [...found.first.flatMap(({ ref, dueOn }) => item(ref, `overdue since ${inWords(dueOn)}`, address)), ...more(found.first.length, found.count)],
  }];
}

function daysAgo(today: Day, workingDays: number, calendar: Calendar): Day | undefined {
  try {
    return workingDaysBefore(today, workingDays, calendar);
  } catch (error) {
    if (error instanceof CalendarEndError) return undefined;
    throw error;
  }
}

/** What was kept long enough: a person decides, and it can wait a week; who agrees to an erasure as a second person is told each day. */
async function records({ database, viewer, calendar, days, at, address }: DigestOf): Promise<readonly Part[]> {
  const kept = beginsWeek(days.today, calendar) ? await countKeptTooLong(database, viewer, days.today, at) : 0;
  const asked = await countErasuresAsked(database, viewer);
  if (kept === 0 && asked === 0) return [];
  return [{
    heading: 'Records',
    lines: [
      ...(asked === 0 ? [] : [`${counted(asked, { one: 'request', many: 'requests' })} to erase a case ${asked === 1 ? 'waits' : 'wait'} for a second person to agree.`]),
      ...(kept === 0 ? [] : [`${counted(kept, CASES)} ${kept === 1 ? 'has' : 'have'} been kept longer than your schedule says. Nothing is erased by itself: somebody decides.`]),
      pageAt(address, '/administration/retention', 'They are listed under Administration, Retention and erasure.'),
    ],
  }];
}
