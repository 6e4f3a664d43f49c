import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { PlainError } from '../domain/plain-error.ts';
import { fileOf } from '../domain/evolve.ts';
import { standardProcedures } from '../domain/procedures/standard.ts';
import { defaultConventions } from '../domain/conventions.ts';
import { makeCalendar, englandsCalendar } from '../domain/working-days.ts';
import { day } from '../domain/day.ts';
import { noRows } from './columns.ts';
import { casesOfRegister, factsOfRegister } from './events-of-register.ts';
import { faultInWords } from './fault.ts';
import { judgedEvents } from './judge-case.ts';
import { readRegister } from './read-register.ts';
import { anyRegister } from '../../test/register/any-register.ts';
import { inOrder, registerOfCases } from './register-of-cases.ts';
import { writeRejectedRows } from './rejected-rows.ts';
import { writeRegister } from './write-register.ts';

const settings = {
  authority: 'Northshire', name: 'Northshire County Council', financialYearStarts: '04-01', words: { element: 'Point' }, themes: ['Communication'], procedures: { corporate: { stage1: { working_days: 15 } } },
  conventions: {}, report: { layout: 'annual', from: day('2024-04-01'), to: day('2025-03-31') },
};
const rules = { calendar: englandsCalendar, conventions: defaultConventions, procedures: standardProcedures };

async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'candour-register-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('any register comes back out of its events, judged and evolved, as it went in', () => {
  fc.assert(fc.property(anyRegister, (rows) => {
    const files = casesOfRegister(rows).map((one) => fileOf(judgedEvents(one.ref, one.events, rules))!);
    assert.deepEqual(registerOfCases(files, factsOfRegister(rows)), inOrder(rows));
  }), { numRuns: 300, seed: 20_170_403 });
});

test('any register, written as a folder or a workbook and read again, is the same', async () => {
  await inFolder(async (folder) => {
    let number = 0;
    await fc.assert(fc.asyncProperty(anyRegister, async (rows) => {
      number += 1;
      for (const path of [join(folder, `register-${number}`), join(folder, `register-${number}.xlsx`)]) {
        await writeRegister(path, { settings, rows: inOrder(rows) });
        const read = await readRegister(path);
        if ('faults' in read) assert.fail(read.faults.map(faultInWords).join('\n'));
        assert.deepEqual(read.register.rows, inOrder(rows));
        assert.deepEqual(read.register.settings, settings);
      }
    }), { numRuns: 25, seed: 20_240_108 });
  });
});

test('a written register has no cell that a spreadsheet would take for a formula', async () => {
  const rows = noRows();
  rows.representations.push({ ref: '=HYPERLINK("http://example.org")', received_on: day('2024-01-08'), handled_as: 'statutory', summary: '-5 of us' });
  await inFolder(async (folder) => {
    await writeRegister(join(folder, 'out'), { settings, rows });
    const csv = await readFile(join(folder, 'out', 'representations.csv'), 'utf8');
    assert.match(csv, /^"'=HYPERLINK\(""http:\/\/example\.org""\)",2024-01-08,/m);
    assert.match(csv, /,'-5 of us,/);
    await writeRegister(join(folder, 'out.xlsx'), { settings, rows });
    const read = await readRegister(join(folder, 'out.xlsx'));
    assert.ok('register' in read);
    assert.equal(read.register.rows.representations[0]?.ref, '=HYPERLINK("http://example.org")');
  });
});

test('the data package describes every file that is there, and refers only to those', async () => {
  const rows = noRows();
  rows.representations.push({ ref: 'A1', received_on: day('2024-01-08'), handled_as: 'statutory', own: { x_ward: 'North' } });
  rows.elements.push({ ref: 'A1', element: 1, remedies: ['apology'] });
  await inFolder(async (folder) => {
    await writeRegister(join(folder, 'out'), { settings, rows });
    const { resources } = JSON.parse(await readFile(join(folder, 'out', 'datapackage.json'), 'utf8')) as { resources: { name: string; schema: { fields: { name: string; type: string; constraints?: object }[]; primaryKey: string[]; foreignKeys?: object[] } }[] };
    assert.deepEqual(resources.map((resource) => resource.name), ['representations', 'elements']);
    const [representations, elements] = resources.map((resource) => resource.schema);
    assert.deepEqual(representations?.primaryKey, ['ref']);
    assert.equal(representations?.foreignKeys, undefined);
    assert.equal(representations?.fields.at(-1)?.name, 'x_ward');
    assert.deepEqual(representations?.fields.find((field) => field.name === 'disability')?.constraints, { enum: ['yes', 'no'] });
    assert.deepEqual(elements?.primaryKey, ['ref', 'element']);
    assert.deepEqual(elements?.foreignKeys, [{ fields: 'ref', reference: { resource: 'representations', fields: 'ref' } }]);
  });
});

test('a folder that holds other things is not written into', async () => {
  await inFolder(async (folder) => {
    await writeRegister(join(folder, 'out'), { settings, rows: noRows() });
    await writeRegister(join(folder, 'out'), { settings, rows: noRows() });
    await assert.rejects(writeRegister(folder, { settings, rows: noRows() }), new PlainError(`The folder '${folder}' holds other things (out). Name one that is new, empty, or holds a register only.`));
  });
});

test('rows that were not kept are never written over those of before, which somebody may have put right', async () => {
  await inFolder(async (folder) => {
    const rejected = { rejectedRows: [{ file: 'representations', row: 2, cells: ['A1', '8/1/2024', 'statutory'], reasons: [] }], beside: [], headers: { representations: ['ref', 'received_on', 'handled_as'] } } as const;
    const first = await writeRejectedRows(join(folder, 'register'), settings, rejected);
    await writeFile(join(first, 'representations.csv'), 'put right');
    const second = await writeRejectedRows(join(folder, 'register'), settings, rejected);
    assert.deepEqual([first, second], [join(folder, 'register.rejected'), join(folder, 'register.rejected-2')]);
    assert.equal(await readFile(join(first, 'representations.csv'), 'utf8'), 'put right');
    assert.match(await readFile(join(second, 'representations.csv'), 'utf8'), /A1,8\/1\/2024/);
  });
});

test('an export that cannot be written leaves the register that was there', async () => {
  await inFolder(async (folder) => {
    const rows = noRows();
    rows.representations.push({ ref: 'A1', received_on: day('2024-01-08'), handled_as: 'statutory' });
    await writeRegister(folder, { settings, rows });
    const held = await readFile(join(folder, 'representations.csv'), 'utf8');
    const cannotBeWritten = { ...settings, words: { element: 1n as unknown as string } };
    await assert.rejects(writeRegister(folder, { settings: cannotBeWritten, rows: noRows() }), TypeError);
    assert.equal(await readFile(join(folder, 'representations.csv'), 'utf8'), held);
  });
});

test('a deadline beyond the bank holidays that are held is refused with the case that has it', () => {
  const rows = noRows();
  rows.representations.push({ ref: 'A1', received_on: day('2024-01-08'), handled_as: 'statutory', stage1_responded_on: day('2024-01-19') });
  const shortCalendar = makeCalendar(englandsCalendar.holidays, day('2015-01-01'), day('2024-01-20'));
  const [one] = casesOfRegister(rows);
  assert.throws(() => judgedEvents('A1', one!.events, { ...rules, calendar: shortCalendar }), /^PlainError: A1 cannot be taken in: Bank holidays are known from 1 January 2015 to 20 January 2024/);
});
