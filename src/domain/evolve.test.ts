import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RepresentationFile } from './case-file.ts';
import { day } from './day.ts';
import type { CaseEvent } from './events.ts';
import { evolve, fileOf, ImpossibleHistoryError } from './evolve.ts';

const received: CaseEvent = { type: 'RepresentationReceived', on: day('2024-02-05'), ref: 'T24-1' };

function representation(...events: readonly CaseEvent[]): RepresentationFile {
  const file = fileOf([received, ...events]);
  assert.equal(file?.kind, 'representation');
  return file;
}

test('no events, no file', () => {
  assert.equal(fileOf([]), undefined);
});

test('a stage 2 asked for while stage 1 has no answer is taken in as it was', () => {
  const file = representation(
    { type: 'HandlingDecided', on: day('2024-02-05'), handledAs: 'statutory' },
    { type: 'Stage2Requested', on: day('2024-03-11'), reason: 'no_response_at_stage1' },
  );
  assert.deepEqual(file.stage1, { state: 'running' });
  assert.deepEqual(file.stage2, { state: 'requested', requestedOn: '2024-03-11', reason: 'no_response_at_stage1' });
});

test('a statement agreed before anybody accepted stage 2 is kept, and belongs to the investigation once it is accepted', () => {
  const requested = representation(
    { type: 'Stage2Requested', on: day('2024-03-11') },
    { type: 'StatementOfComplaintRecorded', on: day('2024-03-20'), version: 1, state: 'agreed' },
  );
  assert.equal(requested.stage2.state, 'requested');
  assert.ok('beforeAcceptance' in requested.stage2);
  assert.equal(requested.stage2.beforeAcceptance?.statementAgreedOn, '2024-03-20');
  const accepted = evolve(requested, { type: 'Stage2Accepted', on: day('2024-03-22') });
  assert.ok(accepted.kind === 'representation' && accepted.stage2.state === 'accepted');
  assert.equal(accepted.stage2.acceptedOn, '2024-03-22');
  assert.equal(accepted.stage2.statementAgreedOn, '2024-03-20');
  assert.equal('beforeAcceptance' in accepted.stage2, false);
});

test('an Ombudsman\'s enquiry that belongs to no representation begins a case of its own', () => {
  const file = fileOf([
    { type: 'OmbudsmanEnquiryReceived', on: day('2024-05-01'), ombudsmanRef: '24 000 001' },
    { type: 'OmbudsmanDecided', on: day('2024-06-03'), ombudsmanRef: '24 000 001', decision: 'premature' },
  ]);
  assert.deepEqual(file, {
    kind: 'unattached', lastOn: '2024-06-03', notes: [], payments: [],
    ombudsman: [{ ombudsmanRef: '24 000 001', receivedOn: '2024-05-01', remedies: [], decision: 'premature', decidedOn: '2024-06-03' }],
  });
});

test('an element said again is put in place of what was said of it, and keeps its finding', () => {
  const file = representation(
    { type: 'ElementAdded', on: day('2024-02-05'), element: 2, theme: 'delay' },
    { type: 'ElementAdded', on: day('2024-02-05'), element: 1, theme: 'staff' },
    { type: 'Stage1Responded', on: day('2024-02-19'), outcome: 'partially_upheld', findings: [{ element: 1, finding: 'upheld', remedies: ['apology'] }, { element: 2, finding: 'not_upheld' }] },
    { type: 'ElementAdded', on: day('2024-02-20'), element: 1, theme: 'communication' },
  );
  assert.deepEqual(file.elements, [
    { element: 1, theme: 'communication', remedies: ['apology'], stage1Finding: 'upheld' },
    { element: 2, theme: 'delay', remedies: [], stage1Finding: 'not_upheld' },
  ]);
  assert.equal(file.lastOn, '2024-02-20');
});

test('a stage 2 closed after the case was closed is taken in as it was', () => {
  const file = representation(
    { type: 'Stage2Requested', on: day('2024-03-11') },
    { type: 'Stage2Accepted', on: day('2024-03-12') },
    { type: 'Closed', on: day('2024-04-02') },
    { type: 'Stage2Closed', on: day('2024-04-15') },
  );
  assert.equal(file.closedOn, '2024-04-02');
  assert.equal(file.stage2.state === 'accepted' && file.stage2.closedOn, '2024-04-15');
  assert.equal(file.lastOn, '2024-04-15');
});

test('a case is statutory if any of its elements is, else corporate if any is, else what was decided last', () => {
  const elements: CaseEvent[] = [1, 2, 3].map((element) => ({ type: 'ElementAdded', on: day('2024-02-05'), element }));
  const decide = (handledAs: 'statutory' | 'corporate' | 'redirected', ...about: number[]): CaseEvent => ({ type: 'HandlingDecided', on: day('2024-02-06'), handledAs, elements: about });
  assert.equal(representation(...elements, decide('statutory', 1), decide('corporate', 2), decide('redirected', 3)).handledAs, 'statutory');
  assert.equal(representation(...elements, decide('corporate', 1), decide('redirected', 2, 3)).handledAs, 'corporate');
  assert.equal(representation(...elements, decide('redirected', 1, 2, 3)).handledAs, 'redirected');
  assert.deepEqual(representation(...elements, decide('statutory', 1), decide('corporate', 2, 3)).elements.map((each) => each.handledAs), ['statutory', 'corporate', 'corporate']);
});

test('a corrected day of response takes the correction\'s own judgement', () => {
  const file = representation(
    { type: 'Stage1Responded', on: day('2024-02-26'), outcome: 'upheld', judged: { startedOn: day('2024-02-05'), dueOn: day('2024-02-19'), workingDays: 15 } },
    {
      type: 'FactCorrected', on: day('2024-03-01'), fact: 'stage1RespondedOn', from: '2024-02-26', to: '2024-02-16', reason: 'The letter is dated 16 February',
      judged: { startedOn: day('2024-02-05'), dueOn: day('2024-02-19'), workingDays: 9 },
    },
  );
  assert.deepEqual(file.stage1, { state: 'answered', on: '2024-02-16', outcome: 'upheld', judged: { startedOn: '2024-02-05', dueOn: '2024-02-19', workingDays: 9 } });
});

test('an outcome corrected to withdrawn says that stage 1 was not progressed, and the other way round', () => {
  const file = representation(
    { type: 'Stage1Responded', on: day('2024-02-16'), outcome: 'upheld' },
    { type: 'FactCorrected', on: day('2024-03-01'), fact: 'stage1Outcome', from: 'upheld', to: 'withdrawn', reason: 'The letter confirms a withdrawal' },
  );
  assert.deepEqual(file.stage1, { state: 'not progressed', on: '2024-02-16', outcome: 'withdrawn' });
  assert.deepEqual(representation(
    { type: 'NotProgressed', on: day('2024-02-16'), outcome: 'withdrawn' },
    { type: 'FactCorrected', on: day('2024-03-01'), fact: 'stage1Outcome', from: 'withdrawn', to: 'upheld', reason: 'An answer was sent' },
  ).stage1, { state: 'answered', on: '2024-02-16', outcome: 'upheld' });
});

test('a withdrawal after the answer leaves the answer standing', () => {
  const file = representation(
    { type: 'Stage1Responded', on: day('2024-02-16'), outcome: 'upheld' },
    { type: 'NotProgressed', on: day('2024-03-20'), outcome: 'withdrawn' },
  );
  assert.deepEqual(file.stage1, { state: 'answered', on: '2024-02-16', outcome: 'upheld' });
});

test('the clock stands still from the day an advocate is sought to the day one is appointed, in stage 1 only', () => {
  const file = representation(
    { type: 'AdvocateSought', on: day('2024-02-07') },
    { type: 'AdvocateAppointed', on: day('2024-02-14'), advocate: 'ADV-1' },
    { type: 'Stage1Responded', on: day('2024-02-26') },
    { type: 'AdvocateSought', on: day('2024-03-20') },
  );
  assert.deepEqual(file.suspensions, [{ from: '2024-02-07', to: '2024-02-14' }]);
  assert.equal(file.advocate, 'ADV-1');
});

test('a fact corrected to nothing is not known', () => {
  const file = fileOf([
    { ...received, type: 'RepresentationReceived', complainantAge: 14, gender: 'female' },
    { type: 'FactCorrected', on: day('2024-02-08'), fact: 'complainantAge', from: '14', to: '15', reason: 'A birthday' },
    { type: 'FactCorrected', on: day('2024-02-08'), fact: 'gender', from: 'female', to: '', reason: 'Never asked' },
  ]);
  assert.ok(file?.kind === 'representation');
  assert.equal(file.received.complainantAge, 15);
  assert.equal('gender' in file.received, false);
});

test('a case event on a compliment, and a first event that cannot be first, are our own bugs', () => {
  const compliment: CaseEvent = { type: 'ComplimentReceived', on: day('2024-02-05'), ref: 'C1' };
  assert.throws(() => fileOf([compliment, { type: 'Stage1Responded', on: day('2024-02-06') }]), ImpossibleHistoryError);
  assert.throws(() => fileOf([{ type: 'Stage1Responded', on: day('2024-02-06') }]), ImpossibleHistoryError);
  assert.throws(() => fileOf([received, received]), ImpossibleHistoryError);
});

test('an answer that a register does not date is an answer, its day a stand-in, until a correction dates it', () => {
  const undated = representation({ type: 'Stage1Responded', on: day('2024-02-05'), undated: true, outcome: 'upheld' });
  assert.deepEqual(undated.stage1, { state: 'answered', on: '2024-02-05', undated: true, outcome: 'upheld' });
  const dated = evolve(undated, { type: 'FactCorrected', on: day('2024-04-02'), fact: 'stage1RespondedOn', from: '2024-02-05', to: '2024-02-16', reason: 'The letter was found' });
  assert.deepEqual(dated.kind === 'representation' && dated.stage1, { state: 'answered', on: '2024-02-16', outcome: 'upheld' });
});

test('why a stage is late can be noted before the stage ends, and stays unless its end says otherwise', () => {
  const late: CaseEvent = { type: 'LateReasonRecorded', on: day('2024-02-20'), stage: 'stage1', lateReason: 'staff_absence' };
  assert.deepEqual(representation(late).stage1, { state: 'not started', lateReason: 'staff_absence' });
  assert.equal(representation(late, { type: 'Stage1Responded', on: day('2024-02-26') }).stage1.lateReason, 'staff_absence');
  assert.equal(representation(late, { type: 'Stage1Responded', on: day('2024-02-26'), lateReason: 'reallocated' }).stage1.lateReason, 'reallocated');
});

test('a panel held with no request on record is kept until the request is', () => {
  const file = representation({ type: 'PanelHeld', on: day('2024-04-19') }, { type: 'Stage3Requested', on: day('2024-03-11') });
  assert.deepEqual(file.stage3, { state: 'requested', requestedOn: '2024-03-11', members: [], panelOn: '2024-04-19' });
});
