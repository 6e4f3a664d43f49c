import assert from 'node:assert/strict';
import type { RepresentationFile } from '../../src/domain/case-file.ts';
import { defaultConventions } from '../../src/domain/conventions.ts';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fileOf } from '../../src/domain/evolve.ts';
import { standardProcedures } from '../../src/domain/procedures/standard.ts';
import type { Decision, Refusal } from '../../src/domain/refusal.ts';
import { englandsCalendar } from '../../src/domain/working-days.ts';
import type { ActContext } from '../../src/domain/acts/context.ts';

// For tests of the acts: given (events), when (act), then (events or refusals).

export function today(text: string): ActContext {
  return { today: day(text), calendar: englandsCalendar, conventions: defaultConventions, procedures: standardProcedures };
}

/** A day long after the cases in the tests. */
export const context = today('2026-11-20');

export const received: CaseEvent = { type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'T24-1', capacity: 'P2' };

/** A representation received on Monday 5 February 2024, and what happened to it. */
export function given(...events: readonly CaseEvent[]): RepresentationFile {
  const file = fileOf([received, ...events]);
  assert.equal(file?.kind, 'representation');
  return file;
}

export const statutory: CaseEvent = { type: 'HandlingDecided', on: day('2024-02-06'), handledAs: 'statutory' };
export const corporate: CaseEvent = { type: 'HandlingDecided', on: day('2024-02-06'), handledAs: 'corporate', reason: 'Early help' };
export const twoElements: readonly CaseEvent[] = [
  { type: 'ElementAdded', on: day('2024-02-05'), element: 1, theme: 'delay' },
  { type: 'ElementAdded', on: day('2024-02-05'), element: 2, theme: 'staff' },
];
/** Stage 1 of two elements, answered in time on Monday 19 February 2024 and received that day. */
export const answered: readonly CaseEvent[] = [
  ...twoElements, statutory, { type: 'Stage1Allocated', on: day('2024-02-06'), respondingManager: 'RM-1' },
  {
    type: 'Stage1Responded', on: day('2024-02-19'), receivedByComplainantOn: day('2024-02-19'), outcome: 'partially_upheld',
    findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'not_upheld' }], judged: { startedOn: day('2024-02-05'), dueOn: day('2024-02-19'), workingDays: 10 },
  },
];
/** Stage 2 asked for on Monday 11 March 2024: 25 working days end on 17 April, 65 on 14 June. */
export const requested: readonly CaseEvent[] = [...answered, { type: 'Stage2Requested', on: day('2024-03-11'), reason: 'dissatisfied_with_response' }];
export const accepted: readonly CaseEvent[] = [...requested, { type: 'Stage2Accepted', on: day('2024-03-12') }];
export const appointed: readonly CaseEvent[] = [
  ...accepted,
  { type: 'InvestigatingOfficerAppointed', on: day('2024-03-13'), officer: 'IO-1' },
  { type: 'IndependentPersonAppointed', on: day('2024-03-13'), person: 'IP-1' },
  { type: 'AdjudicatingOfficerAppointed', on: day('2024-03-13'), officer: 'AO-1' },
];
export const reported: readonly CaseEvent[] = [
  ...appointed,
  { type: 'ReportReceived', on: day('2024-04-08'), report: 'investigation', findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'upheld' }] },
  { type: 'ReportReceived', on: day('2024-04-09'), report: 'independent_person' },
  { type: 'SentForAdjudication', on: day('2024-04-10') },
];
/** The adjudication letter of 17 April 2024 reached the complainant on the 18th: 20 working days to ask for a panel end on 17 May. */
export const adjudicated: readonly CaseEvent[] = [
  ...reported,
  { type: 'ElementAdjudicated', on: day('2024-04-16'), element: 1, finding: 'upheld' },
  { type: 'ElementAdjudicated', on: day('2024-04-16'), element: 2, finding: 'upheld' },
  { type: 'Stage2Adjudicated', on: day('2024-04-17'), outcome: 'upheld', receivedByComplainantOn: day('2024-04-18'), judged: { startedOn: day('2024-03-11'), dueOn: day('2024-04-17'), workingDays: 25 } },
];
export const stage2Closed: readonly CaseEvent[] = [...adjudicated, { type: 'Stage2Closed', on: day('2024-04-22') }];
/** A panel asked for on Tuesday 7 May 2024: 30 working days end on 19 June. */
export const panelRequested: readonly CaseEvent[] = [...stage2Closed, { type: 'Stage3Requested', on: day('2024-05-07') }];
export const panelReady: readonly CaseEvent[] = [
  ...panelRequested,
  { type: 'PanelMemberAppointed', on: day('2024-05-13'), role: 'chair', person: 'PC-1' },
  { type: 'PanelMemberAppointed', on: day('2024-05-13'), role: 'member', person: 'PM-1' },
  { type: 'PanelMemberAppointed', on: day('2024-05-13'), role: 'member', person: 'PM-2' },
  { type: 'PanelArranged', on: day('2024-05-14'), meetingOn: day('2024-06-19') },
];
export const panelHeld: readonly CaseEvent[] = [...panelReady, { type: 'PanelHeld', on: day('2024-06-19') }];
export const panelFindings: readonly CaseEvent[] = [
  ...panelHeld,
  { type: 'PanelFindingsSent', on: day('2024-06-26'), receivedByAuthorityOn: day('2024-06-26'), findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'upheld' }] },
];

/** What happened. Fails where the act was refused, with what was said against it. */
export function happened(decision: Decision): readonly CaseEvent[] {
  if ('refusals' in decision) assert.fail(decision.refusals.map((refusal) => refusal.message).join('\n'));
  return decision.events;
}

/** Why it may not be done. Fails where the act was accepted. */
export function refused(decision: Decision): readonly Refusal[] {
  if ('events' in decision) assert.fail(`accepted: ${decision.events.map((event) => event.type).join(', ')}`);
  return decision.refusals;
}

/** The only thing said against an act. */
export function soleRefusal(decision: Decision): Refusal {
  const [refusal, ...others] = refused(decision);
  assert.deepEqual(others, []);
  assert.ok(refusal);
  return refusal;
}
