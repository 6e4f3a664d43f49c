import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, context, given, happened, panelFindings, panelRequested, refused, requested, soleRefusal, stage2Closed, statutory, twoElements } from '../../../test/acts/given.ts';
import { day } from '../day.ts';
import type { CaseEvent } from '../events.ts';
import { fileOf } from '../evolve.ts';
import { close } from './close.ts';
import { completeLearningAction } from './complete-learning-action.ts';
import { presentValueOf } from '../facts.ts';
import { correctFact } from './correct-fact.ts';
import { note } from './note.ts';
import { promiseLearningAction } from './promise-learning-action.ts';
import { recordPayment } from './record-payment.ts';
import { reopen } from './reopen.ts';

test('an action is promised with who does it and by when, numbered on from the last', () => {
  const command = { on: day('2024-02-19'), action: 'Ring back the same day', owner: 'RM-1', dueOn: day('2024-04-19') };
  assert.deepEqual(happened(promiseLearningAction(given(...answered), command, context)), [{ type: 'LearningActionPromised', ...command, learningAction: 1 }]);
  const { owner: _, dueOn: __, ...bare } = command;
  assert.deepEqual(refused(promiseLearningAction(given(...answered), bare, context)).map((refusal) => refusal.field), ['owner', 'dueOn']);
  assert.equal(soleRefusal(promiseLearningAction(given(...answered), { ...command, element: 9 }, context)).because, 'no such element');
});

test('an action is completed with evidence, on a closed case too', () => {
  const promised: CaseEvent = { type: 'LearningActionPromised', on: day('2024-02-19'), learningAction: 1, action: 'Ring back the same day' };
  const command = { on: day('2024-04-19'), learningAction: 1, evidence: 'Call log of April' };
  assert.equal(happened(completeLearningAction(given(...answered, promised, { type: 'Closed', on: day('2024-03-20') }), command, context)).length, 1);
  assert.equal(soleRefusal(completeLearningAction(given(...answered, promised), { ...command, evidence: '' }, context)).field, 'evidence');
  assert.equal(soleRefusal(completeLearningAction(given(...answered), command, context)).because, 'no such action');
  assert.equal(soleRefusal(completeLearningAction(given(...answered, promised), { ...command, on: day('2024-02-16') }, context)).because, 'too early');
});

test('a payment to the complainant is a remedy for something upheld', () => {
  const command = { on: day('2024-03-04'), stage: 'stage1', role: 'complainant', amountPence: 15_000 } as const;
  assert.deepEqual(happened(recordPayment(given(...answered), command, context)), [{ type: 'PaymentMade', ...command }]);
  assert.equal(soleRefusal(recordPayment(given(statutory), command, context)).because, 'nothing upheld');
  assert.equal(happened(recordPayment(given(statutory), { ...command, role: 'investigating_officer', stage: 'stage2' }, context)).length, 1, 'spend needs nothing upheld');
  assert.equal(soleRefusal(recordPayment(given(...answered), { ...command, amountPence: 0.5 }, context)).field, 'amountPence');
});

test('a case closes once no stage is open; promised actions do not keep it open', () => {
  const promised: CaseEvent = { type: 'LearningActionPromised', on: day('2024-02-19'), learningAction: 1, action: 'Ring back the same day' };
  const closeIt = (on: string, ...events: readonly CaseEvent[]) => close(given(...events), { on: day(on) }, context);
  assert.deepEqual(happened(closeIt('2024-03-20', ...answered, promised)), [{ type: 'Closed', on: '2024-03-20' }]);
  assert.equal(soleRefusal(closeIt('2024-03-20')).message, 'This case cannot be closed: how it is handled has not been decided');
  assert.equal(soleRefusal(closeIt('2024-03-20', statutory)).message, 'This case cannot be closed: stage 1 has no response');
  assert.equal(soleRefusal(closeIt('2024-03-20', ...requested)).message, 'This case cannot be closed: the request for stage 2 has not been decided');
  assert.equal(soleRefusal(closeIt('2024-07-20', ...panelRequested)).message, 'This case cannot be closed: stage 3 has no response');
  assert.equal(happened(closeIt('2024-05-20', ...stage2Closed)).length, 1);
  assert.equal(soleRefusal(closeIt('2024-07-20', ...panelFindings)).because, 'still open');
});

test('a case does not close before its last stage ended', () => {
  assert.equal(soleRefusal(close(given(...stage2Closed), { on: day('2024-04-19') }, context)).message, 'Date of closing must be the same as or after 22 April 2024, when stage 2 ended');
});

test('a case that was opened again closes no earlier than that', () => {
  const reopened = given(...answered, { type: 'Closed', on: day('2024-03-20') }, { type: 'Reopened', on: day('2024-05-01'), reason: 'An element was overlooked' });
  assert.equal(soleRefusal(close(reopened, { on: day('2024-04-30') }, context)).message, 'Date of closing must be the same as or after 1 May 2024, when the case was reopened');
  assert.equal(happened(close(reopened, { on: day('2024-05-01') }, context)).length, 1);
});

test('a complaint that is withdrawn while it is deferred can be closed', () => {
  const withdrawn = given(statutory, { type: 'Deferred', on: day('2024-02-12'), proceedings: 'Care proceedings', prejudice: 'The same evidence' }, { type: 'NotProgressed', on: day('2024-03-04'), outcome: 'withdrawn' });
  assert.equal(happened(close(withdrawn, { on: day('2024-03-04') }, context)).length, 1);
});

test('a deferred case closes when the year to resubmit it, to Tuesday 2 September 2025, has passed', () => {
  const deferred = given(statutory, { type: 'Deferred', on: day('2024-02-12'), proceedings: 'Care proceedings', prejudice: 'The same evidence' }, { type: 'ProceedingsEnded', on: day('2024-09-02') });
  assert.equal(refused(close(deferred, { on: day('2025-09-02') }, context)).length, 2);
  assert.equal(happened(close(deferred, { on: day('2025-09-03') }, context)).length, 1);
});

test('a closed case is reopened with a reason', () => {
  const closed = given(...answered, { type: 'Closed', on: day('2024-03-20') });
  assert.equal(happened(reopen(closed, { on: day('2024-03-21'), reason: 'A late request for stage 2' }, context)).length, 1);
  assert.equal(soleRefusal(reopen(closed, { on: day('2024-03-21'), reason: '' }, context)).field, 'reason');
  assert.equal(soleRefusal(reopen(closed, { on: day('2024-03-19'), reason: 'Late' }, context)).because, 'too early');
  assert.equal(soleRefusal(reopen(given(), { on: day('2024-03-19'), reason: 'Late' }, context)).because, 'not closed');
  assert.equal(soleRefusal(close(closed, { on: day('2024-03-21') }, context)).because, 'case closed');
});

test('a note has words', () => {
  assert.equal(happened(note(given(), { on: day('2024-02-06'), note: 'Rang; no answer' }, context)).length, 1);
  assert.equal(soleRefusal(note(given(), { on: day('2024-02-06'), note: ' ' }, context)).field, 'note');
});

test('a corrected day of response is judged anew: 16 February 2024 is the ninth working day', () => {
  const command = { on: day('2024-03-01'), fact: 'stage1RespondedOn', from: '2024-02-19', to: '2024-02-16', reason: 'Date of the letter' } as const;
  assert.deepEqual(happened(correctFact(given(...answered), command, context)), [{ type: 'FactCorrected', ...command, judged: { startedOn: '2024-02-05', dueOn: '2024-02-19', workingDays: 9 } }]);
});

test('a correction starts from what is on record, changes it, and gives the reason', () => {
  const command = { on: day('2024-03-01'), fact: 'elementTheme', element: 1, from: 'delay', to: 'communication', reason: 'Read again' } as const;
  assert.equal(happened(correctFact(given(...answered), command, context)).length, 1);
  assert.equal(soleRefusal(correctFact(given(...answered), { ...command, from: 'staff' }, context)).message, 'This is now on record as delay. Look at the case again.');
  assert.equal(soleRefusal(correctFact(given(...answered), { ...command, to: 'delay' }, context)).because, 'no change');
  assert.equal(soleRefusal(correctFact(given(...answered), { ...command, reason: '' }, context)).field, 'reason');
  assert.equal(presentValueOf(given(...answered), 'elementStage1Finding', 2), 'not_upheld');
});

test('a corrected value is one that the fact can have', () => {
  const correct = (fact: 'channel' | 'complainantAge' | 'receivedOn' | 'stage1Outcome', from: string, to: string) => correctFact(given(...answered), { on: day('2024-03-01'), fact, from, to, reason: 'Typing slip' }, context);
  assert.equal(soleRefusal(correct('channel', '', 'pigeon')).because, 'not in the list');
  assert.equal(soleRefusal(correct('complainantAge', '', '12.5')).because, 'age');
  assert.equal(soleRefusal(correct('receivedOn', '2024-02-05', '2024-02-30')).message, 'Date must be a real date');
  assert.equal(soleRefusal(correct('receivedOn', '2024-02-05', '2024-02-08')).message, 'Date received must be the same as or before 6 February 2024, when its handling was decided');
  assert.equal(happened(correct('receivedOn', '2024-02-05', '2024-02-02')).length, 1);
});

test('a corrected finding takes the outcome with it, unless the outcome had been overruled', () => {
  const command = { on: day('2024-03-01'), fact: 'elementStage1Finding', element: 2, from: 'not_upheld', to: 'upheld', reason: 'The letter upholds it' } as const;
  assert.deepEqual(happened(correctFact(given(...answered), command, context)), [
    { type: 'FactCorrected', ...command },
    { type: 'FactCorrected', on: '2024-03-01', fact: 'stage1Outcome', from: 'partially_upheld', to: 'upheld', reason: 'The letter upholds it' },
  ]);
  const overruled = given(...twoElements, statutory, { type: 'Stage1Responded', on: day('2024-02-19'), outcome: 'not_upheld', outcomeOverruledBecause: 'Minor', findings: [{ element: 1, finding: 'upheld' }, { element: 2, finding: 'not_upheld' }] });
  assert.equal(happened(correctFact(overruled, command, context)).length, 1);
});

test('a response cannot be corrected away from under a stage 2, nor made up by a correction', () => {
  const correct = (from: string, to: string, ...events: readonly CaseEvent[]) => correctFact(given(...events), { on: day('2024-03-15'), fact: 'stage1RespondedOn', from, to, reason: 'Not sent' }, context);
  assert.equal(soleRefusal(correct('2024-02-19', '', ...requested)).because, 'stage 2 follows');
  assert.equal(happened(correct('2024-02-19', '', ...answered)).length, 1);
  assert.equal(soleRefusal(correct('', '2024-02-19', statutory)).because, 'stage 1 not ended');
});

test('a compliment’s facts can be put right, and only those it has', () => {
  const compliment = fileOf([{ type: 'ComplimentReceived', on: day('2024-02-05'), ref: 'C24-1', channel: 'card' }]);
  assert.ok(compliment?.kind === 'compliment');
  const command = { on: day('2024-03-01'), fact: 'channel', from: 'card', to: 'email', reason: 'Typing slip' } as const;
  assert.equal(happened(correctFact(compliment, command, context)).length, 1);
  assert.equal(soleRefusal(correctFact(compliment, { ...command, fact: 'gender', from: '', to: 'female' }, context)).because, 'no such fact');
});

test('a corrected day of receipt or answer stays in order with what came before and after it', () => {
  const correct = (file: ReturnType<typeof given>, fact: 'receivedOn' | 'stage1RespondedOn', to: string) => correctFact(file, { on: day('2024-06-03'), fact, from: presentValueOf(file, fact), to, reason: 'Typed wrongly' }, context);
  assert.equal(soleRefusal(correct(given(...requested), 'stage1RespondedOn', '2024-03-12')).message, 'Date of response must be the same as or before 19 February 2024, when the complainant received it');
  const sent: readonly CaseEvent[] = [statutory, { type: 'Stage1Responded', on: day('2024-02-19'), outcome: 'upheld' }];
  assert.equal(soleRefusal(correct(given(...sent, { type: 'Stage2Requested', on: day('2024-03-11') }), 'stage1RespondedOn', '2024-03-12')).message, 'Date of response must be the same as or before 11 March 2024, when stage 2 was asked for');
  assert.equal(soleRefusal(correct(given(...sent, { type: 'Closed', on: day('2024-03-20') }), 'stage1RespondedOn', '2024-03-21')).because, 'too late');
  const answeredAfterRequest = given(statutory, { type: 'Stage2Requested', on: day('2024-03-11'), reason: 'no_response_at_stage1' }, { type: 'Stage1Responded', on: day('2024-03-14'), outcome: 'upheld' });
  assert.equal(happened(correct(answeredAfterRequest, 'stage1RespondedOn', '2024-03-15')).length, 1);
  assert.equal(soleRefusal(correct(given({ type: 'AdvocateSought', on: day('2024-02-06') }), 'receivedOn', '2024-02-07')).message, 'Date received must be the same as or before 6 February 2024, when an advocate was asked for');
  const dated = { ...given(), received: { ...given().received, groundsAroseOn: day('2024-01-29') } };
  assert.equal(soleRefusal(correct(dated, 'receivedOn', '2024-01-26')).because, 'too early');
});
