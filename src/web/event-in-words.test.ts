import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import type { CaseEvent } from '../domain/events.ts';
import { eventInWords, factInWords } from './event-in-words.ts';

const names = new Map([['U12', 'Ada Brook']]);
const on = day('2024-02-19');

test('people are told by the name of their account; a name out of a register is printed as it is', () => {
  const allocated = (respondingManager: string) => eventInWords({ type: 'Stage1Allocated', on, respondingManager }, names).lines;
  assert.deepEqual(['U12', 'U99', 'Fostering team'].map(allocated), [['Responding manager: Ada Brook'], ['Responding manager: somebody without an account'], ['Responding manager: Fostering team']]);
});

test('text that was erased leaves no line', () => {
  // What the store gives back of an event whose text is gone.
  const erased = { type: 'Reopened', on } as unknown as CaseEvent;
  assert.deepEqual(eventInWords(erased, names), { title: 'Case reopened', lines: [] });
  assert.deepEqual(eventInWords({ type: 'NoteAdded', on } as unknown as CaseEvent, names), { title: 'Note', lines: [] });
});

test('a response tells each point with its remedies and reasons, in the council’s words', () => {
  const event: CaseEvent = {
    type: 'Stage1Responded', on, outcome: 'partially_upheld', findings: [{ element: 1, finding: 'upheld', remedies: ['apology', 'training'] }, { element: 2, finding: 'partially_upheld' }], reasons: { 2: 'The log shows some of it' },
  };
  assert.deepEqual(eventInWords(event, names, { partially_upheld: 'Partly upheld' }), {
    title: 'Stage 1 response sent', lines: ['Outcome: Partly upheld', 'Point 1: upheld, with apology and training', 'Point 2: partly upheld', 'Reasons on point 2: The log shows some of it'],
  });
});

test('money is in pounds, days in words, corrections from and to', () => {
  assert.equal(eventInWords({ type: 'PaymentMade', on, stage: 'stage2', role: 'complainant', amountPence: 15_050 }, names).title, '£150.50 paid to the complainant');
  assert.equal(eventInWords({ type: 'Stage1Extended', on, extendedTo: day('2024-03-04') }, names).title, 'Stage 1 extended to 4 March 2024');
  const corrected: CaseEvent = { type: 'FactCorrected', on, fact: 'stage1RespondedOn', from: '2024-02-19', to: '', reason: 'Sent to nobody' };
  assert.deepEqual(eventInWords(corrected, names), { title: 'Date of the stage 1 response corrected', lines: ['From 19 February 2024 to nothing on record', 'Reason: Sent to nobody'] });
  assert.equal(factInWords('childProtectionPlan'), 'Child protection plan');
});
