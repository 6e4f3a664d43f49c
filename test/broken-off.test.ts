import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const begins = (name: string) => `import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
writeFileSync('begun-${name}', '');
test('waits', () => sleep(60_000));
`;

test('of tests that are broken off no more begin: the pages that were met are not looked at', { skip: process.platform === 'win32' && 'its processes hear no signals' }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candour-broken-off-'));
  try {
    for (const file of ['package.json', 'package-lock.json', 'launch.mjs', 'test.mjs', join('test', 'lane-reporter.mjs')]) cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, 'test', 'web'));
    for (const [file, name] of [['one', 'one'], ['web/page', 'page'], ['web/met-pages', 'met-pages']] as const) writeFileSync(join(folder, 'test', `${file}.test.ts`), begins(name));
    const child = spawn(process.execPath, ['test.mjs'], { cwd: folder, stdio: 'ignore' });
    const ended = once(child, 'exit');
    const begun = () => readdirSync(folder).filter((name) => name.startsWith('begun-'));
    while (begun().length === 0 && child.exitCode === null) await sleep(20);
    child.kill('SIGTERM');
    const [code] = await ended;
    assert.notEqual(code, 0);
    assert.ok(begun().length > 0, 'the tests began');
    assert.ok(!existsSync(join(folder, 'begun-met-pages')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
