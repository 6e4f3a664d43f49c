// npm test: types, lint, unused code, then every test. All of them run, whatever fails; the code tells at the end whether anything did.
import { createReadStream, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { endAs, installIfNeeded, nodeForCandour, root, run } from './launch.mjs';

await installIfNeeded({ withTools: true });
process.chdir(root);
const node = nodeForCandour();
const env = { ...process.env, PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) };
delete env.NODE_ENV;
delete env.NODE_OPTIONS;

const checks = [
  { name: 'tsc -p .', program: 'typescript/bin/tsc', words: ['-p', '.'] },
  { name: 'oxlint --type-aware', program: 'oxlint/bin/oxlint', words: ['--type-aware', '--quiet', ...['src', 'test', 'bench', 'launch.mjs', 'start.mjs', 'candour.mjs', 'test.mjs', 'bench.mjs'].filter((place) => existsSync(place))] },
  { name: 'knip', program: 'knip/bin/knip.js', words: ['--no-config-hints'] },
];
// Whatever runs hears of it by itself; nothing more is begun.
let isBrokenOff = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { isBrokenOff = true; });

const failed = [];
for (const { name, program, words } of checks) {
  if (isBrokenOff) break;
  console.log(`> ${name}`);
  const { code } = await run(node, [join(root, 'node_modules', program), ...words], { env });
  if (code !== 0) failed.push(name);
}
if (isBrokenOff) process.exit(1);

const wanted = process.argv.slice(2);
// Looks at the pages that all the others met, so that it comes after them.
const ofMetPages = join('test', 'web', 'met-pages.test.ts');
const files = wanted.length > 0 ? wanted : ['src', 'test'].flatMap(testsIn).filter((file) => file !== ofMetPages).sort((one, other) => one.localeCompare(other, 'en'));
// Most tests wait by turns for Node, PostgreSQL and a browser, so that two processes side by side take little more than half the time of one. About half of it goes to the pages.
const isPage = (file) => file.startsWith(join('test', 'web'));
const lanes = availableParallelism() < 2 ? [files] : [files.filter((file) => !isPage(file)), files.filter(isPage)];
// A test that waits for ever fails after five minutes.
const testing = ['--test', '--test-isolation=none', '--test-timeout=300000'];
console.log(`> node --test --test-isolation=none (${files.length} files${wanted.length === 0 && lanes.length > 1 ? `, ${lanes.length} processes side by side` : ''})`);
if (failed.length > 0) console.log(`Failed so far, see above: ${failed.join(', ')}. The tests run all the same.`);
const end = wanted.length > 0 ? await run(node, [...testing, ...files], { env }) : await sideBySide(lanes, [ofMetPages]);
endAs(end.code === 0 && failed.length > 0 ? { code: 1, signal: null } : end);

/**
 * Runs tests in a process for each lane: the first prints as it goes, each other once those before it have ended; then some more in a process of their own,
 * which find the pages that were met in the folder that CANDOUR_TEST_PAGES names. The counts of all come last, as Node prints them.
 */
async function sideBySide(lanes, afterwards) {
  const folder = mkdtempSync(join(tmpdir(), 'candour-lanes-'));
  try {
    const startedAt = performance.now();
    const words = [...testing, `--test-reporter=${pathToFileURL(join(root, 'test', 'lane-reporter.mjs'))}`, '--test-reporter-destination=stdout'];
    const pages = join(folder, 'pages');
    mkdirSync(pages);
    const begin = (lane, at, printsAsItGoes) => {
      const printed = join(folder, `printed-${at}`);
      const counted = join(folder, `counted-${at}`);
      const output = printsAsItGoes ? 'inherit' : openSync(printed, 'w');
      return { printed: printsAsItGoes ? undefined : printed, counted, end: run(node, [...words, ...lane], { env: { ...env, CANDOUR_TEST_COUNTS: counted, CANDOUR_TEST_PAGES: pages }, stdio: ['inherit', output, 'inherit'] }) };
    };
    const running = lanes.map((lane, at) => begin(lane, at, at === 0));
    const sum = { tests: 0, suites: 0, passed: 0, failed: 0, cancelled: 0, skipped: 0, todo: 0 };
    const ends = [];
    for (let at = 0; at <= lanes.length; at += 1) {
      if (at === lanes.length && isBrokenOff) break;
      const { printed, counted, end } = running[at] ?? begin(afterwards, at, true);
      ends.push(await end);
      if (printed !== undefined) await pipeline(createReadStream(printed), process.stdout, { end: false });
      if (existsSync(counted)) for (const [name, count] of Object.entries(JSON.parse(readFileSync(counted, 'utf8')))) if (name in sum) sum[name] += count;
      if (!existsSync(counted)) {
        console.log(`✖ process ${at + 1} ended before its tests did: ${JSON.stringify(await end)}`);
        sum.failed += 1;
      }
    }
    const { passed: pass, failed: fail, tests, suites, ...others } = sum;
    for (const [name, count] of Object.entries({ tests, suites, pass, fail, ...others, duration_ms: performance.now() - startedAt })) console.log(`ℹ ${name} ${count}`);
    return ends.find(({ code }) => code !== 0) ?? { code: sum.failed > 0 ? 1 : 0, signal: null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function testsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))).filter((file) => file.endsWith('.test.ts'));
}
