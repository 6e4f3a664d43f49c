import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { fileOf } from '../domain/evolve.ts';
import { casesOfRegister, factsOfRegister } from './events-of-register.ts';
import { faultInWords } from './fault.ts';
import { readRegister, type Register } from './read-register.ts';
import { inOrder, registerOfCases } from './register-of-cases.ts';

const demo = fileURLToPath(new URL('../../demo/registers/', import.meta.url));
const names = await readdir(demo);

async function read(name: string): Promise<Register> {
  const read = await readRegister(`${demo}${name}`);
  if ('faults' in read) assert.fail(read.faults.map(faultInWords).join('\n'));
  return read.register;
}

for (const name of names) {
  test(`the register ${name} is read without a fault, and every cell of it comes back out of its events`, async () => {
    const { rows } = await read(name);
    const files = casesOfRegister(rows).map((one) => fileOf(one.events)!);
    assert.deepEqual(registerOfCases(files, factsOfRegister(rows)), inOrder(rows));
  });
}

test('there are five demonstration registers', () => {
  assert.equal(names.length, 5);
});

test('Doncaster’s register has 310 representations, 295 compliments and four payments of two investigations', async () => {
  const { rows, settings } = await read('doncaster-2017-18');
  assert.deepEqual([rows.representations.length, rows.compliments.length, rows.payments.length], [310, 295, 4]);
  assert.deepEqual(rows.payments[0], { ref: 'DN16-0301', stage: 'stage2', role: 'investigating_officer', amount: 426_511, paid_on: '2017-04-28' });
  assert.equal(settings?.name, 'Doncaster Children’s Services Trust');
});

test('Worcestershire’s Ombudsman’s matters belong to no representation, so each is a case of its own', async () => {
  const { rows } = await read('worcestershire-2023-24');
  const unattached = casesOfRegister(rows).filter((one) => one.kind === 'unattached');
  assert.deepEqual(unattached.map((one) => one.ref), ['LG-W-1', 'LG-W-2', 'LG-W-3', 'LG-W-4', 'LG-W-5', 'LG-W-6', 'LG-W-7']);
});

test('the history of Halton’s stage 2 complaint stands in the order in which it happened', async () => {
  const { rows } = await read('halton-2023-24');
  const history = casesOfRegister(rows).find((one) => one.ref === 'HX22-058')!.events.map((event) => `${event.on} ${event.type}`);
  assert.deepEqual(history.slice(5), [
    '2023-03-20 HandlingDecided', '2023-04-17 Stage2Requested', '2023-04-19 Stage2Accepted', '2023-04-19 Stage2Extended', '2023-05-03 StatementOfComplaintRecorded',
    '2023-05-03 InvestigatingOfficerAppointed', '2023-05-03 IndependentPersonAppointed', '2023-07-14 ReportReceived', '2023-07-18 SentForAdjudication',
    '2023-07-18 ReportSentToComplainant', '2023-08-01 ElementAdjudicated', '2023-08-01 ElementAdjudicated', '2023-08-01 ElementAdjudicated', '2023-08-01 ElementAdjudicated',
    '2023-08-01 Stage2Adjudicated', '2023-08-04 Stage2Closed', '2023-08-04 Closed',
  ]);
});
