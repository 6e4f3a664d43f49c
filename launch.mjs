// Plain JavaScript for whatever Node is there (20 or later): finds the Node that Candour is made for, which npm installs with it, and runs Candour on that.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(fileURLToPath(import.meta.url));
const neededMajor = 26;
const isNewEnough = Number(process.versions.node.split('.')[0]) >= neededMajor;

/**
 * Runs src/cli.ts with these words, installing first what is missing.
 * On the right Node it goes on in this process; on another it starts the right one and passes everything through.
 * @param {string[]} words
 */
export async function runCandour(words) {
  await installIfNeeded();
  const cli = join(root, 'src', 'cli.ts');
  const node = nodeForCandour();
  if (node !== process.execPath) {
    endAs(await run(node, [cli, ...words]));
    return;
  }
  process.argv = [process.execPath, cli, ...words];
  await import(pathToFileURL(cli).href);
}

/** The program of the Node to run Candour on: this one if it is the very version, else the one npm installed, else this one if it is new enough. */
export function nodeForCandour() {
  const { name, version } = pinned();
  if (version === process.versions.node) return process.execPath;
  const program = name === undefined ? undefined : programOf(name);
  if (program !== undefined) return program;
  if (isNewEnough) return process.execPath;
  return stop(`Candour needs Node ${neededMajor}. npm has none that runs on this system (${process.platform} ${process.arch}${isMusl() ? ', musl' : ''}), and the one that is running is ${process.versions.node}.\nInstall Node ${neededMajor} or later from https://nodejs.org and run the command again.`);
}

/** The package that holds Node for this system, and its version, as package.json pins it; no name where there is none. */
function pinned() {
  if (isMusl()) return {};
  const { optionalDependencies } = readJson(join(root, 'package.json'));
  const ending = `-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const name = Object.keys(optionalDependencies).find((each) => each.endsWith(ending));
  return { name, version: optionalDependencies[name] };
}

function programOf(name) {
  const folder = join(root, 'node_modules', name);
  if (!existsSync(join(folder, 'package.json'))) return undefined;
  const program = join(folder, readJson(join(folder, 'package.json')).bin.node);
  return existsSync(program) ? program : undefined;
}

/** Alpine and its like: the Node in npm is made for systems with glibc. */
function isMusl() {
  return process.platform === 'linux' && !['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'].some((loader) => existsSync(loader)) && readdirSync('/lib').some((name) => name.startsWith('ld-musl'));
}

/** @param {{ withTools?: boolean }} [what] the tools are what only developers and tests need */
export async function installIfNeeded({ withTools = false } = {}) {
  if (isInstalled(withTools)) return;
  console.error('Installing what Candour needs with npm ci (about 700 MB, once). This takes half a minute or so …');
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const progress = setInterval(() => { console.error(`… still installing (${seconds()} seconds)`); }, 10_000);
  // No package's install script is needed, so none is run; and a person's own settings must not leave out what we need.
  const words = ['ci', '--ignore-scripts', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error', ...(withTools ? ['--include=dev'] : [])];
  const { code, failure } = await run(...npm(words));
  clearInterval(progress);
  if (failure !== undefined) stop(`npm could not be run (${failure.message}). Install Node.js with npm, then run the command again.`);
  if (code !== 0) stop('Candour could not be installed: npm ci failed, for the reason it gives above.\nIf this machine has no way to an npm registry, let it have one, or copy the folder node_modules from a machine of the same kind. Then run the command again.');
  if (!isInstalled(withTools)) stop('npm ci has run, and still something is missing in node_modules. Remove that folder and run the command again.');
  console.error(`Installed in ${seconds()} seconds.`);
}

/** npm as it runs us, or as the system finds it; never through a Node in node_modules, which npm is about to replace. */
function npm(words) {
  const { npm_execpath: itself, npm_node_execpath: node } = process.env;
  const inModules = (path) => path.startsWith(join(root, 'node_modules'));
  if (itself !== undefined && /npm-cli\.[cm]?js$/u.test(itself) && !inModules(itself)) return [node !== undefined && !inModules(node) ? node : process.execPath, [itself, ...words]];
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !inModules(folder)).join(delimiter);
  return ['npm', words, { env: { ...process.env, PATH: path }, shell: process.platform === 'win32' }];
}

/** Whether node_modules holds what package-lock.json asks for. Read closely only if the lockfile is newer than the installation. */
function isInstalled(withTools) {
  const installed = statSync(join(root, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false });
  if (installed === undefined || !(isNewEnough || hasPinnedNode())) return false;
  if (withTools && !Object.keys(readJson(join(root, 'package.json')).devDependencies).every((name) => existsSync(join(root, 'node_modules', name)))) return false;
  if (installed.mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return true;
  const held = readJson(join(root, 'node_modules', '.package-lock.json')).packages;
  const asked = readJson(join(root, 'package-lock.json')).packages;
  const isThere = ([path, { version, optional, dev }]) => (held[path] === undefined ? optional || dev : held[path].version === version);
  return Object.entries(asked).every((entry) => entry[0] === '' || isThere(entry));
}

/** True also where npm has none to install. */
function hasPinnedNode() {
  const { name } = pinned();
  return name === undefined || programOf(name) !== undefined;
}

/**
 * Runs a program with our terminal; signals sent to us go on to it.
 * @param {string} program
 * @param {string[]} words
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number | null, signal: string | null, failure?: Error }>}
 */
export function run(program, words, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: 'inherit', cwd: process.cwd(), ...options });
    // A terminal sends Ctrl-C to the child as well as to us: it must not come twice.
    const hears = { SIGINT: () => { if (!process.stdin.isTTY) child.kill('SIGINT'); }, SIGTERM: () => child.kill('SIGTERM'), SIGHUP: () => child.kill('SIGHUP') };
    for (const [signal, hear] of Object.entries(hears)) process.on(signal, hear);
    const done = (end) => {
      for (const [signal, hear] of Object.entries(hears)) process.off(signal, hear);
      resolve(end);
    };
    child.on('error', (failure) => done({ code: 1, signal: null, failure }));
    child.on('exit', (code, signal) => done({ code, signal }));
  });
}

/** Ends this process as a child ended: with its code, or as a shell puts an end by signal. */
export function endAs({ code, signal, failure }) {
  if (failure !== undefined) console.error(`Candour could not be started: ${failure.message}`);
  process.exitCode = signal === null ? code : 128 + constants.signals[signal];
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
