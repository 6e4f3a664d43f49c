import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { answerFigures } from '../../src/reporting/figures.ts';
import { withTestDatabase } from '../database.ts';
import { demoRegisters, takeIn } from './register-files.ts';

type Printed = { at: string; printed: string; value: number } & Record<string, unknown>;

for (const folder of await demoRegisters()) {
  const expected = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')) as Printed[];
  test(`all ${expected.length} figures that the report of ${basename(folder)} printed come out of its register`, () => withTestDatabase(async (store) => {
    const authorityId = await takeIn(store, folder);
    const answers = await answerFigures(store.db, authorityId, expected.map(({ at: _at, printed: _printed, value: _value, ...query }) => query));
    const wrong = expected.flatMap((figure, index) => (answers[index]?.answer === figure.value ? [] : [{ figure, answered: answers[index] }]));
    assert.ok(expected.length > 0);
    assert.deepEqual(wrong, []);
  }));
}
