import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { placeForDatabases } from '../place-for-databases.ts';

export const program = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export type Answer = { readonly status: number | null; readonly printed: string; readonly said: string };

/** What a command answers: its exit code, what it prints, and what it says of faults. */
export function candour(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Answer {
  const run = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', timeout: 120_000, env: { ...process.env, ...environment } });
  return { status: run.status, printed: run.stdout, said: run.stderr.trim() };
}

/** A folder of its own, gone when the test ends. */
export function newFolder(context: TestContext): string {
  const folder = mkdtempSync(join(placeForDatabases, 'candour-cli-'));
  context.after(() => { rmSync(folder, { recursive: true, force: true, maxRetries: 3 }); });
  return folder;
}
