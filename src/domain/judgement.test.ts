import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultConventions } from './conventions.ts';
import { day } from './day.ts';
import type { CaseEvent } from './events.ts';
import { fileOf } from './evolve.ts';
import { judgementOf, withJudgement, type JudgedBy } from './judgement.ts';
import { councilsProcedures, standardProcedures } from './procedures/standard.ts';
import { CalendarEndError, englandsCalendar } from './working-days.ts';

const by: JudgedBy = { calendar: englandsCalendar, conventions: defaultConventions, procedures: standardProcedures };

function received(on: string, handledAs: 'statutory' | 'corporate' | 'informal' = 'statutory'): CaseEvent[] {
  return [{ type: 'RepresentationReceived', on: day(on), ref: 'A1' }, { type: 'HandlingDecided', on: day(on), handledAs }];
}

function judged(history: readonly CaseEvent[], event: CaseEvent, with_: JudgedBy = by) {
  const file = fileOf(history);
  assert.ok(file);
  return judgementOf(file, event, with_);
}

function responded(on: string): CaseEvent {
  return { type: 'Stage1Responded', on: day(on) };
}

test('a stage 1 answer is judged against ten working days from receipt: 27 April 2023 to 15 May', () => {
  assert.deepEqual(judged(received('2023-04-27'), responded('2023-05-15')), { startedOn: '2023-04-27', dueOn: '2023-05-15', workingDays: 10 });
  assert.deepEqual(judged(received('2023-04-27'), responded('2023-05-16')), { startedOn: '2023-04-27', dueOn: '2023-05-15', workingDays: 11 });
});

test('an extension for complexity moves the due day, but never past 20 working days', () => {
  const extended = (extendedTo: string, ground: string) => [...received('2020-04-30'), { type: 'Stage1Extended', on: day('2020-05-12'), extendedTo: day(extendedTo), ground } as const];
  assert.equal(judged(extended('2020-05-22', 'complexity'), responded('2020-05-21'))?.dueOn, '2020-05-22');
  assert.equal(judged(extended('2020-06-30', 'advocate'), responded('2020-06-30'))?.dueOn, '2020-06-01');
});

test('an extension for staff absence leaves the due day where it was', () => {
  const history: CaseEvent[] = [...received('2020-04-30'), { type: 'Stage1Extended', on: day('2020-05-12'), extendedTo: day('2020-05-29'), ground: 'staff_absence' }];
  assert.equal(judged(history, responded('2020-05-28'))?.dueOn, '2020-05-15');
});

test('an extension to a day before the limit does not shorten it', () => {
  const history: CaseEvent[] = [...received('2020-04-30'), { type: 'Stage1Extended', on: day('2020-05-01'), extendedTo: day('2020-05-07'), ground: 'complexity' }];
  assert.equal(judged(history, responded('2020-05-14'))?.dueOn, '2020-05-15');
});

test('the days on which an advocate is found are left out: 18 March 2024, asked on the 20th, appointed on 4 April', () => {
  const history: CaseEvent[] = [...received('2024-03-18'), { type: 'AdvocateSought', on: day('2024-03-20') }, { type: 'AdvocateAppointed', on: day('2024-04-04') }];
  assert.deepEqual(judged(history, responded('2024-04-16')), { startedOn: '2024-03-18', dueOn: '2024-04-16', workingDays: 10 });
  const within: JudgedBy = { ...by, conventions: { ...defaultConventions, suspension: 'within-maximum' } };
  const late: CaseEvent[] = [...received('2024-03-18'), { type: 'AdvocateSought', on: day('2024-03-20') }, { type: 'AdvocateAppointed', on: day('2024-04-11') }];
  assert.equal(judged(late, responded('2024-04-16'))?.dueOn, '2024-04-23');
  assert.equal(judged(late, responded('2024-04-16'), within)?.dueOn, '2024-04-17');
});

test('an answer while an advocate is still being found has only the days before it counted', () => {
  const history: CaseEvent[] = [...received('2024-03-18'), { type: 'AdvocateSought', on: day('2024-03-20') }];
  assert.equal(judged(history, responded('2024-03-28'))?.workingDays, 2);
});

test('stage 1 starts when a sufficient interest was decided, and where a start is recorded, then', () => {
  const interest: CaseEvent = { type: 'SufficientInterestDecided', on: day('2024-02-09'), sufficient: true, reasons: 'Cares for the child at weekends' };
  assert.deepEqual(judged([...received('2024-02-05'), interest], responded('2024-02-23')), { startedOn: '2024-02-09', dueOn: '2024-02-23', workingDays: 10 });
  assert.equal(judged([...received('2024-02-05'), interest, { type: 'Stage1Started', on: day('2024-02-12') }], responded('2024-02-23'))?.startedOn, '2024-02-12');
});

test('a withdrawn complaint is judged like an answered one, an informal one not at all, nor one whose day is not known', () => {
  assert.equal(judged(received('2024-02-05'), { type: 'NotProgressed', on: day('2024-02-12'), outcome: 'withdrawn' })?.workingDays, 5);
  assert.equal(judged(received('2024-02-05', 'informal'), responded('2024-02-12')), undefined);
  assert.equal(judged(received('2024-02-05'), { type: 'Stage1Responded', on: day('2024-02-12'), undated: true }), undefined);
  assert.equal(judged(received('2024-02-05'), { type: 'NoteAdded', on: day('2024-02-12'), note: 'Telephoned' }), undefined);
});

test('a corporate answer counts from the acknowledgement by the Code, and from receipt by a council that says so', () => {
  const history: CaseEvent[] = [...received('2026-04-01', 'corporate'), { type: 'Acknowledged', on: day('2026-04-07'), stage: 'stage1' }];
  assert.deepEqual(judged(history, responded('2026-04-21')), { startedOn: '2026-04-07', dueOn: '2026-04-21', workingDays: 10 });
  assert.deepEqual(judged(received('2026-04-01', 'corporate'), responded('2026-04-21')), { startedOn: '2026-04-01', dueOn: '2026-04-17', workingDays: 12 });
  const own = councilsProcedures({ corporate: { stage1: { working_days: 15 } } });
  assert.ok('procedures' in own);
  assert.deepEqual(judged(history, responded('2026-04-21'), { ...by, procedures: own.procedures }), { startedOn: '2026-04-01', dueOn: '2026-04-24', workingDays: 12 });
});

const atStage2: readonly CaseEvent[] = [
  ...received('2025-08-01'), responded('2025-08-15'),
  { type: 'Stage2Requested', on: day('2025-09-15') }, { type: 'Stage2Accepted', on: day('2025-09-16') },
  { type: 'StatementOfComplaintRecorded', on: day('2025-10-13'), version: 1, state: 'agreed' },
];

test('the adjudication is judged from the request, and beside it from the agreed statement', () => {
  const file = fileOf(atStage2);
  assert.ok(file);
  const event = withJudgement(file, { type: 'Stage2Adjudicated', on: day('2025-11-17') }, by);
  assert.deepEqual(event.judged, { startedOn: '2025-09-15', dueOn: '2025-10-20', workingDays: 45 });
  assert.deepEqual(event.judgedFromStatement, { startedOn: '2025-10-13', dueOn: '2025-11-17', workingDays: 25 });
});

test('an extended stage 2 is judged against the day it was extended to, at most working day 65 of each reading', () => {
  const file = fileOf([...atStage2, { type: 'Stage2Extended', on: day('2025-10-15'), extendedTo: day('2026-02-27'), reason: 'several agencies' }]);
  assert.ok(file);
  const event = withJudgement(file, { type: 'Stage2Adjudicated', on: day('2025-12-12') }, by);
  assert.deepEqual(event.judged, { startedOn: '2025-09-15', dueOn: '2025-12-15', workingDays: 64 });
  assert.equal(event.judgedFromStatement?.dueOn, '2026-01-15');
});

test('the close of stage 2 is counted from the request: 23 December 2016 to 18 April 2017 is 77 working days', () => {
  const history: CaseEvent[] = [...received('2016-11-01'), { type: 'Stage2Requested', on: day('2016-12-23') }, { type: 'Stage2Accepted', on: day('2016-12-29') }];
  assert.deepEqual(judged(history, { type: 'Stage2Closed', on: day('2017-04-18') }), { startedOn: '2016-12-23', dueOn: '2017-02-01', workingDays: 77 });
});

test('panel, findings and response are judged against 30, 5 and 15 working days, each from its own start', () => {
  const requested: CaseEvent[] = [...atStage2, { type: 'Stage3Requested', on: day('2025-11-24') }];
  assert.deepEqual(judged(requested, { type: 'PanelHeld', on: day('2026-01-09') }), { startedOn: '2025-11-24', dueOn: '2026-01-08', workingDays: 31 });
  const held: CaseEvent[] = [...requested, { type: 'PanelHeld', on: day('2026-01-08') }];
  assert.deepEqual(judged(held, { type: 'PanelFindingsSent', on: day('2026-01-15') }), { startedOn: '2026-01-08', dueOn: '2026-01-15', workingDays: 5 });
  const found: CaseEvent[] = [...held, { type: 'PanelFindingsSent', on: day('2026-01-15'), receivedByAuthorityOn: day('2026-01-16') }];
  assert.deepEqual(judged(found, { type: 'Stage3Responded', on: day('2026-02-06') }), { startedOn: '2026-01-16', dueOn: '2026-02-06', workingDays: 15 });
});

test('an acknowledgement, or a decision on sufficient interest, after the answer did not start the clock that the answer ended', () => {
  const corporate: CaseEvent[] = [...received('2026-04-01', 'corporate'), { type: 'Acknowledged', on: day('2026-04-17'), stage: 'stage1' }];
  assert.deepEqual(judged(corporate, responded('2026-04-16')), { startedOn: '2026-04-01', dueOn: '2026-04-17', workingDays: 9 });
  const interest: CaseEvent[] = [...received('2024-02-05'), { type: 'SufficientInterestDecided', on: day('2024-02-20'), sufficient: true, reasons: 'Reasons' }];
  assert.equal(judged(interest, responded('2024-02-19'))?.startedOn, '2024-02-05');
  const review: CaseEvent[] = [...received('2026-04-01', 'corporate'), { type: 'Stage2Requested', on: day('2026-05-12') }, { type: 'Acknowledged', on: day('2026-06-11'), stage: 'stage2' }];
  assert.deepEqual(judged(review, { type: 'Stage2Adjudicated', on: day('2026-06-10') }), { startedOn: '2026-05-12', dueOn: '2026-06-10', workingDays: 20 });
});

test('an event that was judged keeps its judgement', () => {
  const file = fileOf(received('2023-04-27'));
  assert.ok(file);
  const before = { startedOn: day('2023-04-27'), dueOn: day('2023-05-12'), workingDays: 11 };
  assert.deepEqual(withJudgement(file, { type: 'Stage1Responded', on: day('2023-05-15'), judged: before }, by).judged, before);
});

test('a corrected day of answer is judged again from the start', () => {
  const file = fileOf([...received('2023-04-27'), responded('2023-05-16')]);
  assert.ok(file);
  const correct = (fact: 'stage1RespondedOn' | 'stage1StartedOn' | 'receivedOn', to: string) =>
    withJudgement(file, { type: 'FactCorrected', on: day('2023-06-01'), fact, from: '2023-05-16', to, reason: 'Typed wrongly' }, by).judged;
  assert.deepEqual(correct('stage1RespondedOn', '2023-05-10'), { startedOn: '2023-04-27', dueOn: '2023-05-15', workingDays: 7 });
  assert.deepEqual(correct('stage1StartedOn', '2023-05-02'), { startedOn: '2023-05-02', dueOn: '2023-05-17', workingDays: 9 });
  assert.equal(correct('receivedOn', '2023-04-28')?.workingDays, 10);
  assert.equal(correct('stage1RespondedOn', ''), undefined);
});

test('a judgement past the bank holidays known is an error, not a guess', () => {
  assert.throws(() => judged(received('2028-12-20'), responded('2028-12-27')), CalendarEndError);
});
