// npm test: types, lint, unused code, then every test. All of them run, whatever fails; the code tells at the end whether anything did.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
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
const failed = [];
for (const { name, program, words } of checks) {
  console.log(`> ${name}`);
  const { code } = await run(node, [join(root, 'node_modules', program), ...words], { env });
  if (code !== 0) failed.push(name);
}

const wanted = process.argv.slice(2);
const files = wanted.length > 0 ? wanted : ['src', 'test'].flatMap(testsIn).sort((one, other) => one.localeCompare(other, 'en'));
console.log(`> node --test --test-isolation=none (${files.length} files)`);
if (failed.length > 0) console.log(`Failed so far, see above: ${failed.join(', ')}. The tests run all the same.`);
const end = await run(node, ['--test', '--test-isolation=none', ...files], { env });
endAs(end.code === 0 && failed.length > 0 ? { code: 1, signal: null } : end);

function testsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))).filter((file) => file.endsWith('.test.ts'));
}
