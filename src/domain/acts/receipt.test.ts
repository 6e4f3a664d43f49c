import assert from 'node:assert/strict';
import { test } from 'node:test';
import { context, corporate, answered, given, happened, requested, panelRequested, refused, soleRefusal, statutory, today, twoElements } from '../../../test/acts/given.ts';
import { day } from '../day.ts';
import type { CaseEvent } from '../events.ts';
import { clocksOf } from '../clocks.ts';
import { fileOf } from '../evolve.ts';
import { acknowledge } from './acknowledge.ts';
import { addElement } from './add-element.ts';
import { decideHandling } from './decide-handling.ts';
import { decideLateComplaint } from './decide-late-complaint.ts';
import { decideSufficientInterest } from './decide-sufficient-interest.ts';
import { receiveCompliment } from './receive-compliment.ts';
import { receive } from './receive.ts';

test('a representation is received with what is known of it, blanks left out', () => {
  assert.deepEqual(happened(receive(undefined, { on: day('2024-02-05'), ref: 'T24-1', channel: 'email', theme: '' }, context)), [
    { type: 'RepresentationReceived', on: '2024-02-05', ref: 'T24-1', channel: 'email' },
  ]);
});

test('nothing is received tomorrow, twice, without a reference, or at the age of 140', () => {
  assert.deepEqual(soleRefusal(receive(undefined, { on: day('2024-02-06'), ref: 'T24-1' }, today('2024-02-05'))), { because: 'in the future', message: 'Date received must be today or in the past', field: 'on' });
  assert.equal(soleRefusal(receive(given(), { on: day('2024-02-05'), ref: 'T24-1' }, context)).because, 'already received');
  assert.equal(soleRefusal(receive(undefined, { on: day('2024-02-05'), ref: ' ' }, context)).field, 'ref');
  assert.equal(soleRefusal(receive(undefined, { on: day('2024-02-05'), ref: 'T24-1', complainantAge: 140 }, context)).field, 'complainantAge');
});

test('grounds cannot arise after the complaint about them', () => {
  assert.equal(soleRefusal(receive(undefined, { on: day('2024-02-05'), ref: 'T24-1', groundsAroseOn: day('2024-02-06') }, context)).field, 'groundsAroseOn');
});

test('a compliment is received once', () => {
  assert.deepEqual(happened(receiveCompliment(undefined, { on: day('2024-02-05'), ref: 'C24-1', aspects: ['listening'] }, context)), [{ type: 'ComplimentReceived', on: '2024-02-05', ref: 'C24-1', aspects: ['listening'] }]);
  assert.equal(soleRefusal(receiveCompliment(given(), { on: day('2024-02-05'), ref: 'C24-1' }, context)).because, 'already received');
});

test('a point of complaint takes the next number', () => {
  assert.deepEqual(happened(addElement(given(...twoElements), { on: day('2024-02-07'), complaint: 'Nobody rang back' }, context)), [{ type: 'ElementAdded', on: '2024-02-07', complaint: 'Nobody rang back', element: 3 }]);
});

test('a new point joins stage 2 only by agreement, and never goes before a panel', () => {
  const point = { on: day('2024-05-08'), complaint: 'The minutes were wrong' };
  assert.equal(soleRefusal(addElement(given(...answered), point, context)).because, 'stage 1 ended');
  assert.equal(soleRefusal(addElement(given(...requested), point, context)).field, 'agreedForStage2');
  assert.equal(happened(addElement(given(...requested), { ...point, agreedForStage2: true }, context)).length, 1);
  assert.equal(soleRefusal(addElement(given(...panelRequested), { ...point, agreedForStage2: true }, context)).because, 'panel in hand');
  assert.equal(happened(addElement(given(...panelRequested), { ...point, element: 2 }, context)).length, 1, 'an element on record can still be put in better words');
});

test('a point needs words or a theme', () => {
  assert.equal(soleRefusal(addElement(given(), { on: day('2024-02-07') }, context)).field, 'complaint');
});

test('the statutory procedure needs no reasons; leaving it needs reasons and a second person', () => {
  const on = day('2024-02-06');
  assert.deepEqual(happened(decideHandling(given(), { on, handledAs: 'statutory', decidedBy: 'CM-1' }, context)), [{ type: 'HandlingDecided', on, handledAs: 'statutory', decidedBy: 'CM-1' }]);
  assert.deepEqual(refused(decideHandling(given(), { on, handledAs: 'corporate', decidedBy: 'CM-1' }, context)).map((refusal) => refusal.field), ['reason', 'confirmedBy']);
  assert.equal(soleRefusal(decideHandling(given(), { on, handledAs: 'corporate', decidedBy: 'CM-1', confirmedBy: 'CM-1', reason: 'Early help' }, context)).because, 'same person');
  assert.equal(happened(decideHandling(given(), { on, handledAs: 'corporate', decidedBy: 'CM-1', confirmedBy: 'CM-2', reason: 'Early help' }, context)).length, 1);
});

test('handling can be decided for some points, which have to be on record', () => {
  const command = { on: day('2024-02-06'), handledAs: 'statutory', decidedBy: 'CM-1' } as const;
  assert.equal(happened(decideHandling(given(...twoElements), { ...command, elements: [2] }, context)).length, 1);
  assert.equal(soleRefusal(decideHandling(given(...twoElements), { ...command, elements: [3] }, context)).message, 'Element 3 is not on record in this case');
  assert.equal(soleRefusal(decideHandling(given(...twoElements), { ...command, elements: [] }, context)).field, 'elements');
});

test('once stage 1 was answered under the statutory procedure, its other stages cannot be taken away', () => {
  const command = { on: day('2024-03-04'), handledAs: 'corporate', decidedBy: 'CM-1', confirmedBy: 'CM-2', reason: 'In court' } as const;
  assert.equal(soleRefusal(decideHandling(given(...answered), command, context)).because, 'entitled to all stages');
});

test('a statutory complaint does not leave its stages as withdrawn or a duplicate, nor once stage 2 was asked for because stage 1 is late', () => {
  const command = { on: day('2024-03-04'), decidedBy: 'CM-1', confirmedBy: 'CM-2', reason: 'The same as T24-7' };
  assert.equal(soleRefusal(decideHandling(given(statutory), { ...command, handledAs: 'withdrawn' }, context)).because, 'withdraw instead');
  assert.equal(soleRefusal(decideHandling(given(statutory), { ...command, handledAs: 'duplicate' }, context)).because, 'close instead');
  assert.equal(happened(decideHandling(given(), { ...command, handledAs: 'duplicate' }, context)).length, 1);
  assert.equal(soleRefusal(decideHandling(given(), { ...command, handledAs: 'duplicate', reason: '' }, context)).field, 'reason');
  const late = given(statutory, { type: 'Stage2Requested', on: day('2024-02-26') });
  assert.equal(soleRefusal(decideHandling(late, { ...command, handledAs: 'corporate' }, context)).message, 'Stage 2 was asked for under the statutory procedure, so the complainant is entitled to all its stages');
  assert.equal(soleRefusal(decideHandling(given(), { ...command, handledAs: 'corporate', confirmedBy: ' cm-1' }, context)).because, 'same person');
});

test('another person’s complaint is statutory once they have sufficient interest', () => {
  const grandparent = fileOf([{ type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'T24-2', capacity: 'P5' }]);
  assert.ok(grandparent?.kind === 'representation');
  const command = { on: day('2024-02-08'), handledAs: 'statutory', decidedBy: 'CM-1' } as const;
  assert.equal(soleRefusal(decideHandling(grandparent, command, context)).because, 'sufficient interest undecided');
  assert.equal(happened(decideHandling({ ...grandparent, sufficientInterest: { on: day('2024-02-07'), sufficient: true } }, command, context)).length, 1);
  assert.equal(soleRefusal(decideHandling({ ...grandparent, sufficientInterest: { on: day('2024-02-07'), sufficient: false } }, command, context)).because, 'no sufficient interest');
  const neighbour = { ...grandparent, received: { ...grandparent.received, capacity: 'X' } };
  assert.equal(soleRefusal(decideHandling(neighbour, command, context)).because, 'may not complain');
});

test('sufficient interest is decided with reasons, and only where it has to be shown', () => {
  const grandparent = { ...given(), received: { ...given().received, capacity: 'P5' } };
  const command = { on: day('2024-02-07'), sufficient: false, reasons: 'No contact with the child for six years' };
  assert.equal(happened(decideSufficientInterest(grandparent, command, context)).length, 1);
  assert.equal(soleRefusal(decideSufficientInterest(grandparent, { ...command, reasons: '' }, context)).field, 'reasons');
  assert.equal(soleRefusal(decideSufficientInterest(given(), command, context)).because, 'complains by right');
});

test('a complaint of 5 February 2024 is late where its grounds arose before 5 February 2023', () => {
  const late = { ...given(), received: { ...given().received, groundsAroseOn: day('2023-01-16') } };
  const inTime = { ...given(), received: { ...given().received, groundsAroseOn: day('2023-02-06') } };
  const statutoryNow = { on: day('2024-02-07'), handledAs: 'statutory', decidedBy: 'CM-1' } as const;
  const decision = { on: day('2024-02-07'), considered: false, notReasonableToExpectEarlier: false, canBeConsideredEffectivelyAndFairly: true, reasons: 'Advised of the time limit in 2023' };
  assert.equal(soleRefusal(decideHandling(late, statutoryNow, context)).because, 'lateness undecided');
  assert.equal(happened(decideHandling(inTime, statutoryNow, context)).length, 1);
  assert.equal(happened(decideLateComplaint(late, decision, context)).length, 1);
  assert.equal(soleRefusal(decideLateComplaint(inTime, decision, context)).because, 'not late');
  assert.equal(soleRefusal(decideLateComplaint(given(), decision, context)).because, 'grounds not dated');
  assert.equal(soleRefusal(decideHandling({ ...late, lateComplaint: { on: day('2024-02-07'), considered: false } }, statutoryNow, context)).because, 'too late');
});

test('a point that joins a complaint later is late by its own day: grounds of 1 March 2023, raised on 4 March 2024 after a complaint of 5 February', () => {
  const statutoryNow = { on: day('2024-03-05'), handledAs: 'statutory', decidedBy: 'CM-1' } as const;
  const joined = (on: string) => given(...twoElements, statutory, { type: 'ElementAdded', on: day(on), element: 3, theme: 'delay', groundsAroseOn: day('2023-03-01') });
  assert.equal(soleRefusal(decideHandling(joined('2024-03-04'), statutoryNow, context)).because, 'lateness undecided');
  assert.equal(happened(decideHandling(joined('2024-03-01'), statutoryNow, context)).length, 1);
  const year = clocksOf(joined('2024-03-04'), context).find((clock) => clock.rule.key === 'T01');
  assert.deepEqual([year?.about, year?.standing], ['element 3', { is: 'missed', on: '2024-03-04', workingDays: 1 }]);
});

test('a late complaint that meets both tests cannot be turned away', () => {
  const late = { ...given(), received: { ...given().received, groundsAroseOn: day('2023-01-16') } };
  const command = { on: day('2024-02-07'), considered: false, notReasonableToExpectEarlier: true, canBeConsideredEffectivelyAndFairly: true, reasons: 'Too old' };
  assert.deepEqual([soleRefusal(decideLateComplaint(late, command, context)).because, happened(decideLateComplaint(late, { ...command, considered: true }, context)).length], ['both tests met', 1]);
});

test('declining needs a ground that the law permits and the decision that bears it out', () => {
  const command = { on: day('2024-02-07'), handledAs: 'declined', decidedBy: 'CM-1', confirmedBy: 'CM-2', reason: 'See decision' } as const;
  assert.equal(soleRefusal(decideHandling(given(), command, context)).field, 'refusal');
  assert.equal(soleRefusal(decideHandling(given(), { ...command, refusal: 'out_of_time' }, context)).because, 'both tests first');
  assert.equal(soleRefusal(decideHandling(given(), { ...command, refusal: 'no_sufficient_interest' }, context)).because, 'interest first');
  assert.equal(soleRefusal(decideHandling(given(), { ...command, refusal: 'prejudice_to_proceedings' }, context)).because, 'defer instead');
  assert.equal(soleRefusal(decideHandling(given(), { ...command, refusal: 'withdrawn' }, context)).because, 'withdraw instead');
  assert.equal(happened(decideHandling(given(), { ...command, refusal: 'already_considered' }, context)).length, 1);
  assert.equal(soleRefusal(decideHandling(given(), { ...command, handledAs: 'corporate', refusal: 'already_considered' }, context)).because, 'not declined');
});

test('each stage is acknowledged once, after it was asked for', () => {
  assert.equal(happened(acknowledge(given(statutory), { on: day('2024-02-07'), stage: 'stage1' }, context)).length, 1);
  assert.equal(soleRefusal(acknowledge(given(corporate, { type: 'Acknowledged', on: day('2024-02-07'), stage: 'stage1' }), { on: day('2024-02-08'), stage: 'stage1' }, context)).because, 'already acknowledged');
  assert.equal(soleRefusal(acknowledge(given(...answered), { on: day('2024-03-12'), stage: 'stage2' }, context)).because, 'not requested');
  assert.equal(soleRefusal(acknowledge(given(...requested), { on: day('2024-03-08'), stage: 'stage2' }, context)).message, 'Date of acknowledgement must be the same as or after 11 March 2024, when the request was received');
  assert.equal(happened(acknowledge(given(...panelRequested), { on: day('2024-05-09'), stage: 'stage3' }, context)).length, 1);
});

test('a closed case says that it has to be reopened', () => {
  const closed = given(...answered, { type: 'Closed', on: day('2024-03-20') });
  assert.equal(soleRefusal(acknowledge(closed, { on: day('2024-03-21'), stage: 'stage1' }, context)).message, 'This case is closed. Reopen it to record an acknowledgement.');
});

test('of a complaint of 5 February 2024 one point arose on 16 January 2023 and one on 8 January 2024: only the first is late, and each is decided apart', () => {
  const points: readonly CaseEvent[] = [
    { type: 'ElementAdded', on: day('2024-02-05'), element: 1, groundsAroseOn: day('2023-01-16') }, { type: 'ElementAdded', on: day('2024-02-05'), element: 2, groundsAroseOn: day('2024-01-08') },
    { type: 'ElementAdded', on: day('2024-02-05'), element: 3, groundsAroseOn: day('2022-06-06') },
  ];
  const file = given(...points);
  const decision = { on: day('2024-02-07'), considered: true, notReasonableToExpectEarlier: true, canBeConsideredEffectivelyAndFairly: true, reasons: 'Only told in December' };
  assert.equal(soleRefusal(decideLateComplaint(file, { ...decision, elements: [2] }, context)).message, 'Element 2 was made within a year of its grounds, so it is not late');
  const first = happened(decideLateComplaint(file, { ...decision, elements: [1] }, context));
  assert.deepEqual(first, [{ type: 'LateComplaintDecided', ...decision, elements: [1] }]);
  const statutory = { on: day('2024-02-08'), handledAs: 'statutory', decidedBy: 'CM-1' } as const;
  assert.match(soleRefusal(decideHandling(given(...points, ...first), statutory, context)).message, /^Element 3 was made more than a year/u);
  const third: CaseEvent = { type: 'LateComplaintDecided', ...decision, considered: false, notReasonableToExpectEarlier: false, elements: [3] };
  const decided = given(...points, ...first, third);
  assert.equal(soleRefusal(decideHandling(decided, statutory, context)).message, 'It was decided not to consider element 3 because it was made too late. Decide how the other points are handled apart from it.');
  assert.equal(happened(decideHandling(decided, { ...statutory, elements: [1, 2] }, context)).length, 1);
  const decline = { on: day('2024-02-08'), handledAs: 'declined', refusal: 'out_of_time', reason: 'Too late', decidedBy: 'CM-1', confirmedBy: 'CM-2' } as const;
  assert.equal(happened(decideHandling(decided, { ...decline, elements: [3] }, context)).length, 1);
  assert.equal(soleRefusal(decideHandling(decided, { ...decline, elements: [1] }, context)).because, 'both tests first');
});
