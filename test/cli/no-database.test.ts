import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { candour, newFolder } from './candour.ts';

const readers: readonly (readonly string[])[] = [
  ['figure', 'complaints', '--authority', 'Northshire', '--from', '2023-04-01', '--to', '2024-03-31'], ['report', 'annual', '--authority', 'Northshire'],
  ['export', '--authority', 'Northshire', '--out', 'never-written'], ['departures'], ['verify'], ['rebuild'], ['deadline', 'T11', '--from', '2022-11-01', '--authority', 'Northshire'],
];

test('a command that only reads makes no database where there is none', (context) => {
  const folder = newFolder(context);
  const [missing, empty] = [join(folder, 'missing'), join(folder, 'empty')];
  mkdirSync(empty);
  for (const [words, database] of [...readers.map((each) => [each, missing] as const), [readers[0]!, empty] as const]) {
    const { status, said } = candour(words, { CANDOUR_DATABASE: database });
    assert.equal(said, `There is no database in ${database}. \`candour import\` or \`npm start\` makes one; to read another, set CANDOUR_DATABASE.`);
    assert.equal(status, 1);
  }
  assert.equal(existsSync(missing), false);
  assert.deepEqual(readdirSync(empty), []);
});
