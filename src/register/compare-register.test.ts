import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import { fileOf } from '../domain/evolve.ts';
import { noRows, type RegisterRows } from './columns.ts';
import { compareCase } from './compare-register.ts';
import { casesOfRegister, type RegisterCase } from './events-of-register.ts';
import { rowsOfCase } from './register-of-cases.ts';

type Rows = Partial<RegisterRows>;
const A1 = { ref: 'A1', received_on: day('2024-01-08'), handled_as: 'statutory' } as const;

function caseOf(rows: Rows): RegisterCase {
  return casesOfRegister({ ...noRows(), ...rows })[0]!;
}

function compare(held: Rows, now: Rows) {
  return compareCase(caseOf(held).events, caseOf(now));
}

/** What the register says of the case once the events that a comparison gives are appended. */
function rowsAfter(held: Rows, now: Rows): RegisterRows {
  const comparison = compare(held, now);
  assert.equal(comparison.is, 'added to');
  return rowsOfCase(fileOf([...caseOf(held).events, ...(comparison.is === 'added to' ? comparison.events : [])])!);
}

test('the same rows again change nothing, whatever they were judged against', () => {
  const rows = { representations: [{ ...A1, stage1_responded_on: day('2024-01-19') }] };
  const judged = caseOf(rows).events.map((event) => (event.type === 'Stage1Responded' ? { ...event, judged: { startedOn: day('2024-01-08'), dueOn: day('2024-01-22'), workingDays: 9 } } : event));
  assert.deepEqual(compareCase(judged, caseOf(rows)), { is: 'unchanged' });
});

test('a case of which nothing is held is new', () => {
  assert.deepEqual(compareCase([], caseOf({ representations: [A1] })), { is: 'new' });
});

test('an answer and a close that were not there yet are added', () => {
  const answered = { ...A1, stage1_responded_on: day('2024-01-19'), stage1_outcome: 'upheld', closed_on: day('2024-01-19') } as const;
  assert.deepEqual(compare({ representations: [A1] }, { representations: [answered] }), {
    is: 'added to', events: [{ type: 'Stage1Responded', on: '2024-01-19', outcome: 'upheld' }, { type: 'Closed', on: '2024-01-19' }],
  });
});

test('cells of receipt that were empty are filled in by corrections', () => {
  const fuller = { ...A1, channel: 'email', theme: 'Communication' } as const;
  assert.deepEqual(rowsAfter({ representations: [A1] }, { representations: [fuller] }).representations, [fuller]);
});

test('a request for stage 2, a payment and an action that were not there yet are added', () => {
  const more: Rows = {
    representations: [A1], stage2: [{ ref: 'A1', requested_on: day('2024-02-05') }],
    payments: [{ ref: 'A1', stage: 'stage2', role: 'advocate', amount: 500, paid_on: day('2024-03-04') }, { ref: 'A1', stage: 'stage2', role: 'advocate', amount: 500, paid_on: day('2024-03-04') }],
    actions: [{ ref: 'A1', action: 'Write a guide' }],
  };
  const after = rowsAfter({ representations: [A1], payments: more.payments!.slice(0, 1) }, more);
  assert.equal(after.payments.length, 2);
  assert.equal(after.stage2.length, 1);
  assert.equal(after.actions.length, 1);
});

test('an action promised on the day of an answer that came later is the same action', () => {
  const actions = [{ ref: 'A1', action: 'Write a guide' }];
  const comparison = compare({ representations: [A1], actions }, { representations: [{ ...A1, stage1_responded_on: day('2024-01-19') }], actions });
  assert.deepEqual(comparison, { is: 'added to', events: [{ type: 'Stage1Responded', on: '2024-01-19' }] });
});

test('a decision whose day becomes known is given its day', () => {
  const ombudsman = { ref: 'A1', ombudsman_ref: 'L1', received_on: day('2024-02-05'), decision: 'not_upheld' } as const;
  const dated = { ...ombudsman, decided_on: day('2024-03-04') };
  assert.deepEqual(rowsAfter({ representations: [A1], ombudsman: [ombudsman] }, { representations: [A1], ombudsman: [dated] }).ombudsman, [dated]);
});

test('an outcome told otherwise contradicts what is held, and is shown with both', () => {
  const held = { ...A1, stage1_responded_on: day('2024-01-19'), stage1_outcome: 'upheld' } as const;
  assert.deepEqual(compare({ representations: [held] }, { representations: [{ ...held, stage1_outcome: 'not_upheld' }] }), {
    is: 'contradicting', differences: [{ file: 'representations', ref: 'A1', row: 'A1 / 1', column: 'stage1_outcome', held: 'upheld', now: 'not_upheld' }],
  });
});

test('a row that has gone contradicts what is held', () => {
  const comparison = compare({ representations: [A1], elements: [{ ref: 'A1', element: 1 }] }, { representations: [A1] });
  assert.deepEqual(comparison, { is: 'contradicting', differences: [{ file: 'elements', ref: 'A1', row: 'A1 / 1 / 1', held: 'a row', now: '' }] });
});

test('what the case can take in by no event is refused rather than half taken in', () => {
  const comparison = compare({ representations: [A1] }, { representations: [{ ...A1, own: { x_ward: 'North' } }] });
  assert.deepEqual(comparison, { is: 'contradicting', differences: [{ file: 'representations', ref: 'A1', row: 'A1 / 1', column: 'x_ward', held: '', now: 'North' }] });
});
