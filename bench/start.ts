import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore } from '../src/store/store.ts';
import { compared, type Result } from './result.ts';
import { sampleOf, timed } from './sample.ts';

const candour = fileURLToPath(new URL('../candour.mjs', import.meta.url));
const PAGES = 12;
const REST_MS = 5000;

/** Resident memory of a process in megabytes; undefined where this system cannot say. */
function residentMb(pid: number): number | undefined {
  try {
    const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim());
    return kilobytes > 0 ? kilobytes / 1024 : undefined;
  } catch {
    return undefined;
  }
}

type Started = { readonly child: ChildProcess; readonly address: string; readonly ms: number };

async function startCandour(data: string): Promise<Started> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [candour, 'start', '--port', '0'], { env: { ...process.env, CANDOUR_DATABASE: data }, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /Candour is at (http:\S+)/.exec(line)?.[1];
    if (address !== undefined) return { child, address, ms: performance.now() - startedAt };
  }
  throw new Error('Candour ended before it listened');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Reads the first page and pages it links to, one after another, as somebody looking round would. */
async function lookRound(address: string): Promise<number> {
  const waiting = [address];
  const seen = new Set(waiting);
  let read = 0;
  for (let at = waiting.shift(); at !== undefined && read < PAGES; at = waiting.shift()) {
    const page = await fetch(at);
    const text = await page.text();
    if (!page.ok) throw new Error(`${at} answered ${page.status}`);
    read += 1;
    if (page.headers.get('content-type')?.includes('html') !== true) continue;
    for (const [, href] of text.matchAll(/<a[^>]+href="([^"#]+)"/g)) {
      const next = new URL(href!.replaceAll('&amp;', '&'), at).href;
      if (!next.startsWith(address) || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return read;
}

/** From the command to the line that says where Candour is, the database started with it; and its memory after some pages. Nothing else may have the database open. */
export async function benchStart(data: string, repeats: number): Promise<Result[]> {
  const listening: number[] = [];
  const databaseAlone: number[] = [];
  const resting: number[] = [];
  let pages = 0;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    databaseAlone.push(await timed(async () => (await openStore(data)).close()));
    const { child, address, ms } = await startCandour(data);
    try {
      listening.push(ms);
      pages = await lookRound(address);
      await sleep(REST_MS);
      const mb = residentMb(child.pid!);
      if (mb !== undefined) resting.push(mb);
    } finally {
      await stop(child);
    }
  }
  const idle = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await sleep(1000);
  const emptyNode = residentMb(idle.pid!);
  await stop(idle);
  const [start, alone] = [sampleOf(listening), sampleOf(databaseAlone)];
  const results: Result[] = [compared({
    what: 'Start to listening on existing data', reached: start.median / 1000, unit: 's', spread: inSeconds(start), aim: 2, compared: { with: 'opening and closing its database alone', reached: alone.median / 1000, spread: inSeconds(alone) },
  })];
  if (resting.length > 0 && emptyNode !== undefined) {
    const rest = sampleOf(resting);
    results.push(compared({ what: `Memory of Node at rest after ${pages} pages`, reached: rest.median, unit: 'MB', spread: rest, aim: 250, compared: { with: 'an empty Node process', reached: emptyNode } }));
  }
  return results;
}

function inSeconds(sample: ReturnType<typeof sampleOf>): ReturnType<typeof sampleOf> {
  return { ...sample, median: sample.median / 1000, p95: sample.p95 / 1000, least: sample.least / 1000, most: sample.most / 1000 };
}
