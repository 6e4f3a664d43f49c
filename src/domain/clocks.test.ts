import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage2WindowEndsOn } from './acts/limits.ts';
import { clocksOf, standingInWords, type Clock, type ClockContext } from './clocks.ts';
import { defaultConventions, type Conventions } from './conventions.ts';
import { day } from './day.ts';
import type { CaseEvent } from './events.ts';
import { fileOf } from './evolve.ts';
import { withJudgement } from './judgement.ts';
import { councilsProcedures, standardProcedures } from './procedures/standard.ts';
import { englandsBankHolidays, announcedBy, firstDayKnown, lastDayKnown } from './bank-holidays.ts';
import { englandsCalendar, makeCalendar } from './working-days.ts';

function onDay(today: string, conventions: Partial<Conventions> = {}): ClockContext {
  return { calendar: englandsCalendar, conventions: { ...defaultConventions, ...conventions }, procedures: standardProcedures, today: day(today) };
}

function clocks(history: readonly CaseEvent[], context: ClockContext): readonly Clock[] {
  const file = fileOf(history);
  assert.ok(file?.kind === 'representation');
  return clocksOf(file, context);
}

function clock(key: string, history: readonly CaseEvent[], context: ClockContext, reading?: Clock['reading']): Clock {
  const found = clocks(history, context).filter((each) => each.rule.key === key && (reading === undefined || each.reading === reading));
  assert.equal(found.length, 1, `${found.length} clocks ${key}`);
  return found[0]!;
}

function received(on: string, handledAs: 'statutory' | 'corporate' = 'statutory'): CaseEvent[] {
  return [{ type: 'RepresentationReceived', on: day(on), ref: 'A1' }, { type: 'HandlingDecided', on: day(on), handledAs }];
}

test('stage 1 runs, is due today, and is overdue', () => {
  const history = received('2024-02-05');
  assert.deepEqual(clock('T05', history, onDay('2024-02-12')).standing, { is: 'running', workingDaysLeft: 5 });
  assert.deepEqual(clock('T05', history, onDay('2024-02-19')).standing, { is: 'due today' });
  assert.deepEqual(clock('T05', history, onDay('2024-02-20')).standing, { is: 'overdue', workingDays: 1 });
  assert.equal(standingInWords(clock('T05', history, onDay('2024-02-20')).standing), 'overdue by 1 working day');
});

test('a complaint of which only one point was sent elsewhere runs on the statutory clock until the other is decided', () => {
  const elements = [1, 2].map((element): CaseEvent => ({ type: 'ElementAdded', on: day('2024-02-05'), element, theme: 'delay' }));
  const [receipt] = received('2024-02-05');
  assert.ok(receipt);
  const one: CaseEvent[] = [receipt, ...elements, { type: 'HandlingDecided', on: day('2024-02-06'), handledAs: 'redirected', elements: [1] }];
  assert.equal(clock('T05', one, onDay('2024-02-12')).dueOn, '2024-02-19');
  assert.deepEqual(clocks([...one, { type: 'HandlingDecided', on: day('2024-02-07'), handledAs: 'redirected', elements: [2] }], onDay('2024-02-12')), []);
});

test('a case whose handling is not decided runs on the statutory clock, an informal one on none', () => {
  assert.equal(clock('T05', received('2024-02-05').slice(0, 1), onDay('2024-02-12')).dueOn, '2024-02-19');
  assert.deepEqual(clocks([...received('2024-02-05').slice(0, 1), { type: 'HandlingDecided', on: day('2024-02-05'), handledAs: 'informal' }], onDay('2024-02-12')), []);
});

test('stage 1 that has ended is met or missed by so many working days, and a Saturday does not make it late', () => {
  const answered = (on: string): CaseEvent[] => [...received('2024-02-05'), { type: 'Stage1Responded', on: day(on) }];
  assert.deepEqual(clock('T05', answered('2024-02-19'), onDay('2024-06-03')).standing, { is: 'met', on: '2024-02-19' });
  assert.deepEqual(clock('T05', answered('2024-02-22'), onDay('2024-06-03')).standing, { is: 'missed', on: '2024-02-22', workingDays: 3 });
  const friday: CaseEvent[] = [...received('2024-02-02'), { type: 'Stage1Responded', on: day('2024-02-17') }];
  assert.equal(clock('T05', friday, onDay('2024-06-03')).dueOn, '2024-02-16');
  assert.deepEqual(clock('T05', friday, onDay('2024-06-03')).standing, { is: 'met', on: '2024-02-17' });
});

test('at the weekend after its last working day a clock has no working day left, and is not overdue by none; a window is still open', () => {
  assert.deepEqual(clock('T05', received('2024-02-02'), onDay('2024-02-17')).standing, { is: 'running', workingDaysLeft: 0 });
  assert.deepEqual(clock('T05', received('2024-02-02'), onDay('2024-02-19')).standing, { is: 'overdue', workingDays: 1 });
  const answered: CaseEvent[] = [...received('2024-01-15'), { type: 'Stage1Responded', on: day('2024-01-19') }];
  assert.deepEqual(clock('T10', answered, onDay('2024-02-17')).standing, { is: 'running', workingDaysLeft: 0 });
  assert.deepEqual(clock('T10', answered, onDay('2024-02-19')).standing, { is: 'closed' });
});

test('a year that ended on a Saturday was missed on the Sunday, by no working day that could be told', () => {
  const late: CaseEvent[] = [{ type: 'RepresentationReceived', on: day('2025-06-15'), ref: 'A1', groundsAroseOn: day('2024-06-14') }, { type: 'HandlingDecided', on: day('2025-06-16'), handledAs: 'statutory' }];
  const year = clock('T01', late, onDay('2025-06-16', { oneYearExpiry: 'same-day' }));
  assert.deepEqual([year.dueOn, standingInWords(year.standing)], ['2025-06-14', 'missed: 15 June 2025']);
});

test('the due day of an answered stage 1 stays where it was, whether an advocate was ever found or not', () => {
  const answered: CaseEvent[] = [...received('2024-03-18'), { type: 'AdvocateSought', on: day('2024-03-20') }, { type: 'Stage1Responded', on: day('2024-04-04') }];
  assert.deepEqual([clock('T05', answered, onDay('2024-04-05')).dueOn, clock('T05', answered, onDay('2024-06-03')).dueOn], ['2024-04-16', '2024-04-16']);
  assert.equal(clock('T05', [...answered, { type: 'AdvocateAppointed', on: day('2024-05-01') }], onDay('2024-06-03')).dueOn, '2024-04-16');
});

test('an answer keeps the day it was judged against, whatever holiday is proclaimed afterwards', () => {
  const knownThen = makeCalendar(announcedBy(englandsBankHolidays, day('2022-09-08')), firstDayKnown, lastDayKnown);
  const opened = fileOf(received('2022-09-08'));
  assert.ok(opened);
  const answer = withJudgement(opened, { type: 'Stage1Responded', on: day('2022-09-23') }, { ...onDay('2022-09-23'), calendar: knownThen });
  const ended = clock('T05', [...received('2022-09-08'), answer], onDay('2022-10-03'));
  assert.equal(ended.dueOn, '2022-09-23');
  assert.equal(ended.judgedAgainst, '2022-09-22');
  assert.equal(ended.explain().at(-1)?.text, 'Ended: the full written response is sent; missed by 1 working day, on 23 September 2022. It was judged against 22 September 2022, the due day as it was known when the clock ended');
});

test('a lawful extension gives a second due day, and one for staff absence does not', () => {
  const extended = (ground: string): CaseEvent[] => [...received('2024-02-05'), { type: 'Stage1Extended', on: day('2024-02-15'), extendedTo: day('2024-02-28'), ground }];
  const lawful = clock('T05', extended('complexity'), onDay('2024-02-21'));
  assert.deepEqual([lawful.dueOn, lawful.extendedDueOn, lawful.standing], ['2024-02-19', '2024-02-28', { is: 'running', workingDaysLeft: 5 }]);
  const unlawful = clock('T05', extended('staff_absence'), onDay('2024-02-21'));
  assert.deepEqual([unlawful.dueOn, unlawful.extendedDueOn, unlawful.standing], ['2024-02-19', undefined, { is: 'overdue', workingDays: 2 }]);
});

test('while an advocate is found stage 1 stands still, and runs on once one is appointed', () => {
  const sought: CaseEvent[] = [...received('2024-03-18'), { type: 'AdvocateSought', on: day('2024-03-20') }];
  const still = clock('T05', sought, onDay('2024-03-28'));
  assert.deepEqual(still.standing, { is: 'suspended', since: '2024-03-20' });
  assert.equal(still.dueOn, '2024-04-11');
  assert.match(still.explain().at(-1)?.text ?? '', /sought since 20 March 2024: the due day moves on/);
  const again = clock('T05', [...sought, { type: 'AdvocateAppointed', on: day('2024-04-04') }], onDay('2024-04-05'));
  assert.deepEqual([again.dueOn, again.standing], ['2024-04-16', { is: 'running', workingDaysLeft: 7 }]);
});

test('a deferred case has no due day until it is resubmitted, and then starts afresh', () => {
  const deferred: CaseEvent[] = [...received('2025-01-06'), { type: 'Deferred', on: day('2025-01-10'), proceedings: 'Care proceedings', prejudice: 'The same facts are before the court' }];
  const still = clock('T05', deferred, onDay('2025-02-03'));
  assert.deepEqual([still.standing, still.dueOn], [{ is: 'suspended', since: '2025-01-10' }, undefined]);
  assert.equal(still.explain().at(-1)?.kind, 'suspended');
  const ended: CaseEvent[] = [...deferred, { type: 'ProceedingsEnded', on: day('2025-03-28') }];
  const window = clock('T23', ended, onDay('2025-04-01'));
  assert.equal(window.dueOn, '2026-03-30');
  assert.deepEqual(clock('T23', ended, onDay('2026-04-01')).standing, { is: 'closed' });
  const resubmitted: CaseEvent[] = [...ended, { type: 'Resubmitted', on: day('2025-05-12') }];
  assert.deepEqual([clock('T05', resubmitted, onDay('2025-05-13')).startedOn, clock('T05', resubmitted, onDay('2025-05-13')).dueOn], ['2025-05-12', '2025-05-27']);
  assert.deepEqual(clock('T23', resubmitted, onDay('2025-05-13')).standing, { is: 'met', on: '2025-05-12' });
});

const putOff: CaseEvent = { type: 'Deferred', on: day('2025-01-10'), proceedings: 'Care proceedings', prejudice: 'The same facts are before the court' };

test('an element that is deferred by itself stops no clock, and starts none when it is resubmitted; all of them together are the case', () => {
  const elements = [1, 2].map((element): CaseEvent => ({ type: 'ElementAdded', on: day('2025-01-06'), element, theme: 'delay' }));
  const partly: CaseEvent[] = [...received('2025-01-06'), ...elements, { ...putOff, elements: [2] }];
  assert.deepEqual(clock('T05', partly, onDay('2025-01-17')).standing, { is: 'running', workingDaysLeft: 1 });
  const resubmitted: CaseEvent[] = [...partly, { type: 'ProceedingsEnded', on: day('2025-01-13') }, { type: 'Resubmitted', on: day('2025-01-14') }];
  assert.equal(clock('T05', resubmitted, onDay('2025-01-17')).startedOn, '2025-01-06');
  assert.equal(clock('T05', [...received('2025-01-06'), ...elements, { ...putOff, elements: [1, 2] }], onDay('2025-01-17')).standing.is, 'suspended');
});

test('what happens after stage 1 does not move the start that a resubmission gave it: stage 2, or another deferral', () => {
  const answered: CaseEvent[] = [...received('2025-01-06'), putOff, { type: 'ProceedingsEnded', on: day('2025-03-28') }, { type: 'Resubmitted', on: day('2025-05-12') }, { type: 'Stage1Responded', on: day('2025-05-23') }];
  const requested: CaseEvent[] = [...answered, { type: 'Stage2Requested', on: day('2025-06-02') }];
  const again: CaseEvent[] = [...requested, { ...putOff, on: day('2025-06-03') }];
  for (const history of [answered, requested, again]) assert.equal(clock('T05', history, onDay('2025-07-01')).startedOn, '2025-05-12');
  const resubmitted: CaseEvent[] = [...again, { type: 'ProceedingsEnded', on: day('2025-06-20') }, { type: 'Resubmitted', on: day('2025-06-30') }];
  assert.equal(clock('T05', resubmitted, onDay('2025-07-01')).startedOn, '2025-05-12');
  assert.deepEqual([clock('T11', resubmitted, onDay('2025-07-01')).startedOn, clock('T11', resubmitted, onDay('2025-07-01')).dueOn], ['2025-06-30', '2025-08-04']);
});

test('a deferral after the panel was asked for stops the clocks of stage 3; resubmitted on 12 May 2025, the panel is due by 24 June', () => {
  const history: CaseEvent[] = [...received('2024-09-02'), { type: 'Stage2Requested', on: day('2024-10-01') }, { type: 'Stage2Accepted', on: day('2024-10-01') }, { type: 'Stage2Adjudicated', on: day('2024-12-02') },
    { type: 'Stage3Requested', on: day('2025-01-06') }, putOff];
  assert.deepEqual(clock('T18', history, onDay('2025-03-03')).standing, { is: 'suspended', since: '2025-01-10' });
  const resubmitted: CaseEvent[] = [...history, { type: 'ProceedingsEnded', on: day('2025-03-28') }, { type: 'Resubmitted', on: day('2025-05-12') }];
  const panel = clock('T18', resubmitted, onDay('2025-05-13'));
  assert.deepEqual([panel.startedOn, panel.startedBecause, panel.dueOn], ['2025-05-12', 'the complaint was resubmitted after the other proceedings', '2025-06-24']);
  assert.equal(clock('T11', resubmitted, onDay('2025-05-13')).startedOn, '2024-10-01');
});

test('the year to complain is counted for each element, also from years before the calendar', () => {
  const history: CaseEvent[] = [
    { type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'A1', groundsAroseOn: day('2012-06-04') },
    { type: 'ElementAdded', on: day('2024-02-05'), element: 1, groundsAroseOn: day('2023-03-01') },
  ];
  const years = clocks(history, onDay('2024-02-06')).filter((each) => each.rule.key === 'T01');
  assert.deepEqual(years.map((year) => [year.about, year.dueOn, year.standing]), [
    [undefined, '2013-06-04', { is: 'missed', on: '2024-02-05' }],
    ['element 1', '2024-03-01', { is: 'met', on: '2024-02-05' }],
  ]);
});

test('the window for stage 2 runs from receipt of the response, or from sending where a council counts so', () => {
  const history: CaseEvent[] = [...received('2025-03-17'), { type: 'Stage1Responded', on: day('2025-04-01'), receivedByComplainantOn: day('2025-04-03') }];
  assert.equal(clock('T10', history, onDay('2025-04-07')).dueOn, '2025-05-06');
  assert.equal(clock('T10', history, onDay('2025-04-07', { responseWindow: 'from-sending' })).dueOn, '2025-05-01');
  assert.deepEqual(clock('T10', history, onDay('2025-05-07')).standing, { is: 'closed' });
  assert.deepEqual(clock('T10', [...history, { type: 'Stage2Requested', on: day('2025-05-08') }], onDay('2025-05-09')).standing, { is: 'missed', on: '2025-05-08', workingDays: 2 });
});

test('the window for stage 2 is by the rule in force when the response was sent, on the clock as in the act', () => {
  const own = councilsProcedures({ statutory: { from: '2025-04-01', rules: { T10: { working_days: 28 } } } });
  assert.ok('procedures' in own);
  const history: CaseEvent[] = [...received('2025-03-17'), { type: 'Stage1Responded', on: day('2025-04-01'), receivedByComplainantOn: day('2025-04-03') }];
  const context = { ...onDay('2025-05-15'), procedures: own.procedures };
  const file = fileOf(history);
  assert.ok(file?.kind === 'representation');
  // 28 working days after 3 April 2025, without 18 and 21 April and 5 May.
  assert.deepEqual([clock('T10', history, context).dueOn, stage2WindowEndsOn(file, context)], ['2025-05-16', '2025-05-16']);
});

test('every clock of stage 2 stands still while the complaint is deferred, also one asked for in the deferral, and starts afresh', () => {
  const since: CaseEvent = { type: 'Deferred', on: day('2025-09-01'), proceedings: 'Care proceedings', prejudice: 'The same facts' };
  const deferred: CaseEvent[] = [...received('2025-08-01'), { type: 'Stage1Responded', on: day('2025-08-15') }, since, { type: 'Stage2Requested', on: day('2025-09-10') }, { type: 'Stage2Accepted', on: day('2025-09-11') }];
  for (const key of ['T11', 'L01', 'T13', 'T14']) assert.deepEqual(clock(key, deferred, onDay('2025-12-01')).standing, { is: 'suspended', since: '2025-09-01' }, key);
  const again: CaseEvent[] = [...deferred, { type: 'ProceedingsEnded', on: day('2025-11-03') }, { type: 'Resubmitted', on: day('2025-11-10') }];
  // From Monday 10 November 2025: 10 working days to the 24th, 25 to 15 December.
  assert.deepEqual(['L01', 'T11', 'T13'].map((key) => clock(key, again, onDay('2025-11-12')).dueOn), ['2025-11-24', '2025-12-15', '2025-12-15']);
});

const atStage2: readonly CaseEvent[] = [
  ...received('2025-08-01'), { type: 'Stage1Responded', on: day('2025-08-15') }, { type: 'Stage2Requested', on: day('2025-09-15') }, { type: 'Stage2Accepted', on: day('2025-09-16') },
  { type: 'StatementOfComplaintRecorded', on: day('2025-10-13'), version: 1, state: 'agreed' },
];

test('stage 2 shows both readings of its start and says which counts', () => {
  const context = onDay('2025-10-22');
  const request = clock('T11', atStage2, context, 'request');
  const statement = clock('T11', atStage2, context, 'statement');
  assert.deepEqual([request.dueOn, request.counts, request.standing], ['2025-10-20', true, { is: 'overdue', workingDays: 2 }]);
  assert.deepEqual([statement.dueOn, statement.counts, statement.standing], ['2025-11-17', false, { is: 'running', workingDaysLeft: 18 }]);
  const otherwise = onDay('2025-10-22', { stage2Start: 'statement' });
  assert.deepEqual([clock('T11', atStage2, otherwise, 'request').counts, clock('T11', atStage2, otherwise, 'statement').counts], [false, true]);
  assert.equal(clock('T14', atStage2, otherwise).startedOn, '2025-10-13');
  assert.equal(clock('T11', atStage2.slice(0, -1), otherwise).counts, true);
});

test('an extended stage 2 runs to the day it was extended to, at most working day 65', () => {
  const history: CaseEvent[] = [...atStage2, { type: 'Stage2Extended', on: day('2025-10-17'), extendedTo: day('2026-01-30'), reason: 'several agencies' }];
  const request = clock('T11', history, onDay('2025-10-22'), 'request');
  assert.deepEqual([request.extendedDueOn, request.standing], ['2025-12-15', { is: 'running', workingDaysLeft: 38 }]);
  assert.deepEqual(clock('T13', history, onDay('2025-10-22')).standing, { is: 'met', on: '2025-10-17' });
});

test('milestones of stage 2 fall on working days 5, 15, 25, 45, 55 and 60', () => {
  const milestones = clock('T11', atStage2, onDay('2025-10-22'), 'request').milestones;
  assert.deepEqual(milestones?.map(({ workingDay, on, reached }) => [workingDay, on, reached]), [
    [5, '2025-09-22', true], [15, '2025-10-06', true], [25, '2025-10-20', true], [45, '2025-11-17', false], [55, '2025-12-01', false], [60, '2025-12-08', false],
  ]);
});

test('where the day of the request is day 1 the milestones are counted like the clock: from Saturday 13 September 2025, day 25 is Friday 17 October for both', () => {
  const stage2 = clock('T11', [...received('2025-08-01'), { type: 'Stage2Requested', on: day('2025-09-13') }], onDay('2025-10-01', { dayCount: 'include-start' }));
  assert.deepEqual([stage2.dueOn, stage2.milestones?.find((milestone) => milestone.workingDay === 25)?.on], ['2025-10-17', '2025-10-17']);
});

test('a statement that was slow to be agreed is seen on its own local clock', () => {
  assert.deepEqual(clock('L01', atStage2, onDay('2025-10-22')).standing, { is: 'missed', on: '2025-10-13', workingDays: 10 });
});

test('a refused stage 2 has closed clocks', () => {
  const history: CaseEvent[] = [...atStage2.slice(0, 4), { type: 'Stage2Refused', on: day('2025-09-18') }];
  assert.deepEqual(clock('T11', history, onDay('2025-10-22')).standing, { is: 'closed' });
});

test('stage 3: acknowledgement, chair, panel, papers, findings, response, and all of it', () => {
  const requested: CaseEvent[] = [...atStage2, { type: 'Stage2Adjudicated', on: day('2025-11-03'), receivedByComplainantOn: day('2025-11-04') }, { type: 'Stage3Requested', on: day('2025-11-24') }];
  const dueOn = (key: string, history: readonly CaseEvent[] = requested) => clock(key, history, onDay('2025-11-25')).dueOn;
  assert.deepEqual(['T15', 'T16', 'T17', 'T18', 'T22'].map((key) => dueOn(key)), ['2025-12-02', '2025-11-26', '2025-12-08', '2026-01-08', '2026-02-05']);
  const arranged: CaseEvent[] = [...requested, { type: 'PanelArranged', on: day('2025-12-01'), meetingOn: day('2026-01-08') }];
  assert.equal(dueOn('T19', arranged), '2025-12-22');
  assert.deepEqual(clock('T19', arranged, onDay('2025-12-23')).standing, { is: 'overdue', workingDays: 1 });
  const held: CaseEvent[] = [...arranged, { type: 'PanelHeld', on: day('2026-01-09') }, { type: 'PanelFindingsSent', on: day('2026-01-16'), receivedByAuthorityOn: day('2026-01-19') }];
  const after = onDay('2026-01-20');
  assert.deepEqual(clock('T18', held, after).standing, { is: 'missed', on: '2026-01-09', workingDays: 1 });
  assert.deepEqual(clock('T20', held, after).standing, { is: 'met', on: '2026-01-16' });
  assert.equal(clock('T21', held, after).dueOn, '2026-02-09');
  assert.deepEqual(clock('T19', held, after).standing, { is: 'closed' });
});

test('a corporate complaint counts from its acknowledgement, and its acknowledgement from receipt', () => {
  const history: CaseEvent[] = [...received('2026-04-01', 'corporate'), { type: 'Acknowledged', on: day('2026-04-07'), stage: 'stage1' }];
  assert.deepEqual([clock('C01', history, onDay('2026-04-08')).dueOn, clock('C02', history, onDay('2026-04-08')).dueOn], ['2026-04-10', '2026-04-21']);
  assert.equal(clock('C02', history, onDay('2026-04-08')).startedBecause, 'the complaint was acknowledged');
  const escalated: CaseEvent[] = [...history, { type: 'Stage2Requested', on: day('2026-05-12') }, { type: 'Stage2Accepted', on: day('2026-05-12') }, { type: 'Acknowledged', on: day('2026-05-15'), stage: 'stage2' }];
  assert.deepEqual([clock('C04', escalated, onDay('2026-05-18')).dueOn, clock('C05', escalated, onDay('2026-05-18')).dueOn], ['2026-05-19', '2026-06-15']);
});

test('an acknowledgement is a clock of the statutory procedure only where a council sets a standard', () => {
  assert.equal(clocks(received('2024-02-05'), onDay('2024-02-06')).some((each) => each.rule.key === 'T04'), false);
  const own = councilsProcedures({ statutory: { acknowledgement: { working_days: 2 } } });
  assert.ok('procedures' in own);
  assert.equal(clock('T04', received('2024-02-05'), { ...onDay('2024-02-06'), procedures: own.procedures }).dueOn, '2024-02-07');
});

test('a further enquiry runs from its own day, and an earlier day to reply by is not its own', () => {
  const asked: CaseEvent[] = [
    ...received('2026-01-05'),
    { type: 'OmbudsmanEnquiryReceived', on: day('2026-06-01'), ombudsmanRef: '26 001', kind: 'full', replyDueOn: day('2026-06-29') },
    { type: 'OmbudsmanReplied', on: day('2026-06-26'), ombudsmanRef: '26 001' },
    { type: 'OmbudsmanEnquiryReceived', on: day('2026-12-14'), ombudsmanRef: '26 001', kind: 'documents' },
  ];
  const documents = clock('T25', asked, onDay('2026-12-15'));
  assert.deepEqual([documents.startedOn, documents.dueOn, documents.standing.is], ['2026-12-14', '2026-12-30', 'running']);
});

test('what the Ombudsman asks is due when the Ombudsman says, and documents otherwise in ten working days', () => {
  const asked: CaseEvent[] = [
    ...received('2026-01-05'),
    { type: 'OmbudsmanEnquiryReceived', on: day('2026-12-14'), ombudsmanRef: '26 001', kind: 'documents' },
    { type: 'OmbudsmanEnquiryReceived', on: day('2026-12-14'), ombudsmanRef: '26 002', kind: 'full', replyDueOn: day('2027-01-20') },
    { type: 'OmbudsmanEnquiryReceived', on: day('2026-12-14'), ombudsmanRef: '26 003', kind: 'full' },
  ];
  const context = onDay('2026-12-15');
  assert.equal(clock('T25', asked, context).dueOn, '2026-12-30');
  assert.deepEqual(clocks(asked, context).filter((each) => each.rule.key === 'T26').map((each) => [each.about, each.dueOn, each.explain().length]), [['26 002', '2027-01-20', 2], ['26 003', undefined, 2]]);
  const decided: CaseEvent[] = [...asked, {
    type: 'OmbudsmanDecided', on: day('2027-02-01'), ombudsmanRef: '26 002', decision: 'upheld_fault_and_injustice', publicReport: true, remedies: [{ dueOn: day('2027-03-01') }], remedyTexts: ['Apology'],
  }];
  const later = onDay('2027-03-02');
  assert.deepEqual(clock('T28', decided, later).standing, { is: 'overdue', workingDays: 1 });
  assert.equal(clock('T29', decided, later).dueOn, '2027-05-01');
});

test('stage 1 is not overdue once the complaint has gone on: stage 2 asked for and not accepted yet, or only a panel on record', () => {
  const requested: CaseEvent[] = [...received('2024-02-05'), { type: 'Stage2Requested', on: day('2024-03-11') }];
  assert.deepEqual(clock('T05', requested, onDay('2024-04-02')).standing, { is: 'closed' });
  const panel: CaseEvent[] = [...received('2024-02-05'), { type: 'Stage3Requested', on: day('2024-05-07') }];
  assert.deepEqual(clock('T05', panel, onDay('2024-05-08')).standing, { is: 'closed' });
  const refused: CaseEvent[] = [...requested, { type: 'Stage2Refused', on: day('2024-03-12'), ground: 'already_considered' }];
  assert.equal(clock('T05', refused, onDay('2024-04-02')).standing.is, 'overdue', 'refused, it is still owed its first answer');
});

test('a corporate stage 1 acknowledged on Tuesday 7 April 2026, due on 21 April and extended at most to 6 May, runs to 20 May for a good reason alone', () => {
  const acknowledged: CaseEvent[] = [...received('2026-04-01', 'corporate'), { type: 'Acknowledged', on: day('2026-04-07'), stage: 'stage1' }];
  const extended = (goodReason?: string): CaseEvent[] => [...acknowledged, { type: 'Stage1Extended', on: day('2026-04-17'), extendedTo: day('2026-05-20'), ground: 'Records held elsewhere', ...(goodReason === undefined ? {} : { goodReason }) }];
  assert.equal(clock('C02', extended(), onDay('2026-04-20')).extendedDueOn, '2026-05-06');
  const longer = clock('C02', extended('The only witness is in hospital'), onDay('2026-04-20'));
  assert.deepEqual([longer.dueOn, longer.extendedDueOn], ['2026-04-21', '2026-05-20']);
  assert.match(longer.explain().map((step) => step.text).join('\n'), /Extended to 20 May 2026 \(reason: Records held elsewhere\); longer than 6 May 2026 for a good reason \(Ombudsman’s Complaint Handling Code 6\.4 and 6\.5\)/u);
});
