import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../domain/day.ts';
import { fileOf } from '../domain/evolve.ts';
import { noRows } from './columns.ts';
import { casesOfRegister } from './events-of-register.ts';
import { rowsOfCase } from './register-of-cases.ts';

function declined(reason: string) {
  const rows = noRows();
  rows.representations.push({ ref: 'A1', received_on: day('2024-02-05'), handled_as: 'statutory' });
  rows.stage2.push({ ref: 'A1', requested_on: day('2024-05-07'), decision: 'declined', decided_on: day('2024-05-09'), decline_reason: reason });
  const file = fileOf(casesOfRegister(rows)[0]!.events);
  assert.ok(file?.kind === 'representation' && file.stage2.state === 'refused');
  return { ground: file.stage2.ground, cell: rowsOfCase(file).stage2[0]?.decline_reason };
}

test('a reason for declining stage 2 is a ground as its code or in the code’s words, and its cell stays as it was written', () => {
  assert.deepEqual(declined('out_of_time'), { ground: 'out_of_time', cell: 'out_of_time' });
  assert.deepEqual(declined('Out of time'), { ground: 'out_of_time', cell: 'Out of time' });
  assert.deepEqual(declined('out of time'), { ground: 'out_of_time', cell: 'out of time' });
  assert.deepEqual(declined('ALREADY CONSIDERED'), { ground: 'already_considered', cell: 'ALREADY CONSIDERED' });
  assert.deepEqual(declined('Nothing to add'), { ground: undefined, cell: 'Nothing to add' });
});
