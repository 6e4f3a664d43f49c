import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultConventions } from './conventions.ts';
import { day } from './day.ts';
import { departuresOf, type Departure } from './departures.ts';
import type { CaseEvent, PermittedRefusal } from './events.ts';
import { fileOf } from './evolve.ts';
import type { JudgedBy } from './judgement.ts';
import { councilsProcedures, standardProcedures } from './procedures/standard.ts';
import { englandsCalendar } from './working-days.ts';

const by: JudgedBy = { calendar: englandsCalendar, conventions: defaultConventions, procedures: standardProcedures };

function found(history: readonly CaseEvent[], with_: Parameters<typeof departuresOf>[1] = by): readonly Departure[] {
  const file = fileOf(history);
  assert.ok(file?.kind === 'representation');
  return departuresOf(file, with_);
}

function departures(history: readonly CaseEvent[], with_: Parameters<typeof departuresOf>[1] = by): [string, string, string][] {
  return found(history, with_).map(({ rule, on, what }) => [rule, on, what]);
}

function received(on: string, handledAs: 'statutory' | 'corporate' = 'statutory'): CaseEvent[] {
  return [{ type: 'RepresentationReceived', on: day(on), ref: 'A1' }, { type: 'HandlingDecided', on: day(on), handledAs }];
}

function responded(on: string, lateReason?: string): CaseEvent {
  return { type: 'Stage1Responded', on: day(on), ...(lateReason === undefined ? {} : { lateReason }) };
}

test('a case that kept to the procedure has no departures', () => {
  assert.deepEqual(departures([...received('2024-02-05'), responded('2024-02-19'), { type: 'Closed', on: day('2024-02-19') }]), []);
});

test('an answer three working days after the limit is a departure, with the reason that was recorded', () => {
  assert.deepEqual(departures([...received('2024-02-05'), responded('2024-02-22', 'staff_absence')]), [
    ['T05', '2024-02-22', 'Answered at stage 1 on 22 February 2024, 3 working days late: due by 19 February 2024. Reason recorded: staff absence.'],
  ]);
});

test('an extension for staff absence is a departure whether or not the answer was late', () => {
  const put = (ground?: string): CaseEvent => ({ type: 'Stage1Extended', on: day('2024-02-12'), extendedTo: day('2024-02-26'), ...(ground === undefined ? {} : { ground }) });
  assert.deepEqual(departures([...received('2024-02-05'), put('staff_absence'), responded('2024-02-19')]), [
    ['T06', '2024-02-12', 'Stage 1 was put off to 26 February 2024 for “staff absence”, which is not a ground for extending. The grounds are complexity and advocate.'],
  ]);
  assert.deepEqual(departures([...received('2024-02-05'), put(), responded('2024-02-19')]).map(([rule]) => rule), ['T06']);
  assert.deepEqual(departures([...received('2024-02-05'), put('staff_absence'), responded('2024-02-23')]).map(([rule]) => rule), ['T06', 'T05']);
  assert.deepEqual(departures([...received('2024-02-05'), put('advocate'), responded('2024-02-23')]), []);
});

test('an extension past working day 20 is a departure', () => {
  const history: CaseEvent[] = [...received('2024-02-05'), { type: 'Stage1Extended', on: day('2024-02-12'), extendedTo: day('2024-03-05'), ground: 'complexity' }, responded('2024-03-04')];
  assert.deepEqual(departures(history), [['T06', '2024-02-12', 'Stage 1 was extended to 5 March 2024, past 4 March 2024, the last of 20 working days.']]);
});

test('days on which an advocate was found move the last day of an extension too: to 29 April 2024 is no departure, to 2 May is', () => {
  const history = (extendedTo: string): CaseEvent[] => [...received('2024-03-18'), { type: 'AdvocateSought', on: day('2024-03-20') }, { type: 'AdvocateAppointed', on: day('2024-04-04') },
    { type: 'Stage1Extended', on: day('2024-04-05'), extendedTo: day(extendedTo), ground: 'advocate' }, { type: 'Stage1Responded', on: day('2024-04-16') }];
  assert.deepEqual(departures(history('2024-04-29')), []);
  assert.deepEqual(departures(history('2024-05-02')), [['T06', '2024-04-05', 'Stage 1 was extended to 2 May 2024, past 30 April 2024, the last of 20 working days.']]);
});

test('stage 1 that was never answered is a departure once stage 2 is asked for, or the case closed', () => {
  assert.deepEqual(departures([...received('2024-02-05'), { type: 'Stage2Requested', on: day('2024-02-26'), reason: 'no_response_at_stage1' }]), [
    ['T05', '2024-02-26', 'Never answered at stage 1: due by 19 February 2024, and stage 2 asked for on 26 February 2024 without an answer on record.'],
  ]);
  assert.deepEqual(departures([...received('2024-02-05'), { type: 'Closed', on: day('2024-02-26') }]).map(([rule]) => rule), ['T05']);
  assert.deepEqual(departures([...received('2024-02-05'), { type: 'Stage2Requested', on: day('2024-02-16') }]), []);
  assert.deepEqual(departures([...received('2024-02-05'), { type: 'Stage1Skipped', on: day('2024-02-06'), agreedBecause: 'Both sides want an investigation' }, { type: 'Stage2Requested', on: day('2024-02-26') }]), []);
});

test('a late withdrawal says that there had been no answer; what was a duplicate was owed none', () => {
  const ended = (outcome: 'withdrawn' | 'duplicate'): CaseEvent[] => [...received('2024-02-05'), { type: 'NotProgressed', on: day('2024-02-21'), outcome }];
  assert.deepEqual(departures(ended('withdrawn')), [['T05', '2024-02-21', 'Not answered at stage 1 by the time it was withdrawn on 21 February 2024, 2 working days late: due by 19 February 2024.']]);
  assert.deepEqual(departures(ended('duplicate')), []);
});

test('stage 2 refused because stage 1 was thorough is a departure; refused because the same was considered before it is not', () => {
  const refused = (ground?: PermittedRefusal): CaseEvent[] => [
    ...received('2017-05-02'), responded('2017-05-10'), { type: 'Stage2Requested', on: day('2017-05-16') },
    { type: 'Stage2Refused', on: day('2017-05-22'), ...(ground === undefined ? { reason: 'The first answer was thorough' } : { ground }) },
  ];
  assert.deepEqual(found(refused()), [{
    rule: 'D01', on: '2017-05-22', what: 'Stage 2 was refused because “The first answer was thorough”, which is not a permitted reason.',
    source: 'SI 2006/1738; Ombudsman decisions 22-008-976 and 24-006-716', certainty: 'RECALLED(h)',
  }]);
  assert.deepEqual(departures(refused('already_considered')), []);
});

test('a refusal as out of time of what was asked for in time is a departure: answered 5 February 2024, open until 4 March', () => {
  const refused = (requestedOn: string): CaseEvent[] => [...received('2024-01-22'), responded('2024-02-05'), { type: 'Stage2Requested', on: day(requestedOn) }, { type: 'Stage2Refused', on: day('2024-03-11'), ground: 'out_of_time' }];
  assert.deepEqual(departures(refused('2024-03-04')), [['D01', '2024-03-11', 'Stage 2 was refused as out of time, although it was asked for on 4 March 2024, in the time that ended on 4 March 2024.']]);
  assert.deepEqual(departures(refused('2024-03-05')), []);
});

test('a request for stage 2 after its 20 working days is told, unless it was refused', () => {
  const late: CaseEvent[] = [...received('2025-03-17'), { type: 'Stage1Responded', on: day('2025-03-31'), receivedByComplainantOn: day('2025-04-03') }, { type: 'Stage2Requested', on: day('2025-05-08') }];
  assert.deepEqual(departures([...late, { type: 'Stage2Accepted', on: day('2025-05-09') }]), [
    ['T10', '2025-05-08', 'Stage 2 was asked for on 8 May 2025, 2 working days late: due by 6 May 2025, counted from 3 April 2025 (the complainant received the stage 1 response).'],
  ]);
  assert.deepEqual(departures([...late, { type: 'Stage2Refused', on: day('2025-05-09'), ground: 'out_of_time' }]), []);
});

const accepted: readonly CaseEvent[] = [
  ...received('2025-08-18'), responded('2025-09-01'), { type: 'Stage2Requested', on: day('2025-09-15') }, { type: 'Stage2Accepted', on: day('2025-09-16') },
];
const investigated: readonly CaseEvent[] = [
  ...accepted, { type: 'InvestigatingOfficerAppointed', on: day('2025-09-17'), officer: 'IO-1' }, { type: 'IndependentPersonAppointed', on: day('2025-09-17'), person: 'IP-1' },
  { type: 'ReportReceived', on: day('2025-10-08'), report: 'investigation' },
];
const extendedTo = (on: string, to: string, reason?: string): CaseEvent => ({ type: 'Stage2Extended', on: day(on), extendedTo: day(to), ...(reason === undefined ? {} : { reason }) });
const adjudicated = (on: string): CaseEvent => ({ type: 'Stage2Adjudicated', on: day(on) });

test('stage 2 answered after day 25 without an extension departs from T11, and after day 65 from T12', () => {
  assert.deepEqual(departures([...investigated, adjudicated('2025-10-20')]), []);
  assert.deepEqual(departures([...investigated, adjudicated('2025-10-22')]), [['T11', '2025-10-22', 'Stage 2 was answered on 22 October 2025, 2 working days late: due by 20 October 2025, and not extended.']]);
  assert.deepEqual(departures([...investigated, extendedTo('2025-10-15', '2025-12-15', 'complexity'), adjudicated('2025-12-16')]), [
    ['T12', '2025-12-16', 'Stage 2 was answered on 16 December 2025, after 15 December 2025, the last of 65 working days.'],
  ]);
});

test('an extension of stage 2 must come by day 25, with a reason, and not reach past day 65', () => {
  assert.deepEqual(departures([...investigated, extendedTo('2025-10-21', '2025-12-16')]), [
    ['T13', '2025-10-21', 'Stage 2 was extended on 21 October 2025, when it had been due by 20 October 2025.'],
    ['T13', '2025-10-21', 'Stage 2 was extended to 16 December 2025 with no reason recorded.'],
    ['T12', '2025-10-21', 'Stage 2 was extended to 16 December 2025, past 15 December 2025, the last of 65 working days.'],
  ]);
});

test('an adjudication with nobody independent and no report is told', () => {
  assert.deepEqual(departures([...accepted, adjudicated('2025-10-20')]), [
    ['D02', '2025-10-20', 'Stage 2 was adjudicated with no investigating officer and no independent person on record.'],
    ['D03', '2025-10-20', 'Stage 2 was adjudicated before any investigation report is recorded as received.'],
  ]);
  const corporate: CaseEvent[] = [...received('2025-08-18', 'corporate'), responded('2025-09-01'), { type: 'Stage2Requested', on: day('2025-09-15') }, { type: 'Stage2Accepted', on: day('2025-09-16') }, adjudicated('2025-10-13')];
  assert.deepEqual(departures(corporate), []);
});

test('by the other reading of its start the same stage 2 was in time', () => {
  const history: CaseEvent[] = [...investigated, { type: 'StatementOfComplaintRecorded', on: day('2025-10-13'), version: 1, state: 'agreed' }, adjudicated('2025-11-17')];
  assert.deepEqual(departures(history).map(([rule]) => rule), ['T11']);
  assert.deepEqual(departures(history, { ...by, conventions: { ...defaultConventions, stage2Start: 'statement' } }), []);
});

test('a panel on day 31, findings on day 6 and a response on day 16 are departures, each from its own rule', () => {
  const panel: CaseEvent[] = [
    ...investigated, adjudicated('2025-10-20'), { type: 'Stage3Requested', on: day('2025-11-17') }, { type: 'Acknowledged', on: day('2025-11-20'), stage: 'stage3' },
    { type: 'PanelPapersSent', on: day('2025-12-16') }, { type: 'PanelHeld', on: day('2026-01-02') }, { type: 'PanelFindingsSent', on: day('2026-01-12') }, { type: 'Stage3Responded', on: day('2026-02-03') },
  ];
  assert.deepEqual(departures(panel), [
    ['T16', '2025-11-20', 'Acknowledgement of the request for a panel: done on 20 November 2025, 1 working day late: due by 19 November 2025.'],
    ['T18', '2026-01-02', 'Review panel meets: done on 2 January 2026, 1 working day late: due by 31 December 2025.'],
    ['T20', '2026-01-12', 'Findings of the panel sent: done on 12 January 2026, 1 working day late: due by 9 January 2026.'],
    ['T21', '2026-02-03', 'Response to the panel: done on 3 February 2026, 1 working day late: due by 2 February 2026.'],
  ]);
});

test('a late acknowledgement departs only from a standard that the council set', () => {
  const history: CaseEvent[] = [...received('2024-02-05'), { type: 'Acknowledged', on: day('2024-02-09'), stage: 'stage1' }, responded('2024-02-19')];
  assert.deepEqual(departures(history), []);
  const own = councilsProcedures({ statutory: { acknowledgement: { working_days: 3 } } });
  assert.ok('procedures' in own);
  assert.deepEqual(departures(history, { ...by, procedures: own.procedures }), [['T04', '2024-02-09', 'Acknowledgement of a complaint: done on 9 February 2024, 1 working day late: due by 8 February 2024.']]);
});

test('a complaint taken up after a year needs a decision to consider it', () => {
  const old: CaseEvent[] = [{ type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'A1', groundsAroseOn: day('2022-11-01') }, { type: 'HandlingDecided', on: day('2024-02-05'), handledAs: 'statutory' }];
  assert.deepEqual(departures(old).map(([rule, on]) => [rule, on]), [['T01', '2024-02-05']]);
  const decided: CaseEvent = { type: 'LateComplaintDecided', on: day('2024-02-06'), considered: true, notReasonableToExpectEarlier: true, canBeConsideredEffectivelyAndFairly: true, reasons: 'In hospital' };
  assert.deepEqual(departures([...old, decided]), []);
});

test('nothing departs from the Code before it was issued in February 2024, but it does from a council’s own procedure', () => {
  const late = (year: string): CaseEvent[] => [...received(`${year}-02-05`, 'corporate'), responded(`${year}-04-02`)];
  assert.deepEqual([departures(late('2018')).length, departures(late('2024')).map(([rule]) => rule)], [0, ['C02']]);
  const own = councilsProcedures({ corporate: { stage1: { working_days: 15 } } });
  assert.ok('procedures' in own);
  assert.deepEqual(departures(late('2018'), { ...by, procedures: own.procedures }).map(([rule]) => rule), ['C02']);
});

test('an early referral that met four of five criteria names the fifth', () => {
  const history: CaseEvent[] = [...investigated, adjudicated('2025-10-20'), {
    type: 'EarlyReferralMade', on: day('2025-10-27'), complainantConsentedOn: day('2025-10-24'),
    criteriaMet: ['robust_report', 'complete_adjudication', 'significant_complaints_upheld', 'clear_action_plan'],
  }];
  assert.deepEqual(departures(history), [['D04', '2025-10-27', 'Referred to the Ombudsman without a panel although not all criteria were met: desired outcomes met.']]);
});

test('what is overdue is told only when a day is asked about', () => {
  assert.deepEqual(departures(received('2024-02-05')), []);
  assert.deepEqual(departures(received('2024-02-05'), { ...by, today: day('2024-02-21') }), [['T05', '2024-02-21', 'Stage 1 response: not done by 21 February 2024, 2 working days late: due by 19 February 2024.']]);
});
