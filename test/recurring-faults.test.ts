import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');

test('each of the fifteen faults that recur has a guard, and the test that proves it is there', () => {
  const rows = readFileSync(join(root, 'docs/recurring-faults.md'), 'utf8').split('\n').filter((line) => /^\| F\d+ /.test(line)).map((line) => line.split('|').map((cell) => cell.trim()));
  assert.deepEqual(rows.map((cells) => cells[1]), Array.from({ length: 15 }, (_, index) => `F${index + 1}`));
  for (const [, fault = '', , guard = '', where = '', proof = ''] of rows) {
    assert.ok(guard !== '' && where !== '', fault);
    const [, file, title] = /^`(.+?)`: (.+)$/.exec(proof) ?? [];
    assert.ok(file !== undefined && title !== undefined, fault);
    assert.ok(readFileSync(join(root, file), 'utf8').includes(`test('${title}'`), `${fault}: ${file} has no test '${title}'`);
  }
});
