import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import bundled, { inflate } from '@sparticuz/chromium';
import { type Browser, type Page, chromium } from 'playwright-core';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** Pages of the machine itself are all a test opens: nothing is fetched, looked up, reported or updated behind it. */
const withoutNetwork = [
  '--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--disable-sync', '--disable-default-apps', '--no-first-run', '--no-pings',
  '--disable-features=OptimizationHints,MediaRouter,DialMediaRouteProvider,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/**
 * A browser to open pages of this machine in: the Chromium that CANDOUR_TEST_CHROMIUM names, else one that is installed, else the one npm brought (Linux on x64).
 * Close it after use.
 */
export async function openBrowser(): Promise<Browser> {
  const installed = process.env['CANDOUR_TEST_CHROMIUM'] ?? usualPlaces.find((place) => existsSync(place));
  const args = ['--no-sandbox', '--disable-gpu', ...withoutNetwork];
  if (installed !== undefined) return await chromium.launch({ executablePath: installed, args });
  const folder = await unpackedChromium();
  // Its own list of arguments holds --single-process, with which it crashes on the first page as root.
  const options = { executablePath: join(folder, 'chromium'), args: ['--no-zygote', '--headless=shell', ...args] };
  try {
    return await chromium.launch(options);
  } catch (error) {
    if (!/error while loading shared libraries/u.test(String(error))) throw error;
    return await chromium.launch({ ...options, env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } });
  }
}

/**
 * The folder with npm's Chromium unpacked, about 210 MB, once for each user. Unpacked under another name first: what the package itself does, a file of a fixed name
 * in the temporary folder, is taken for whole by others while it is being written, and for theirs by other users.
 */
async function unpackedChromium(): Promise<string> {
  const packed = join(dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')))), 'bin');
  const version = /"version":\s*"(?<version>[^"]+)"/u.exec(readFileSync(join(packed, '../package.json'), 'utf8'))?.groups?.['version'] ?? '';
  const temporary = tmpdir();
  const folder = join(temporary, `candour-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) return folder;
  const making = mkdtempSync(`${folder}-`);
  try {
    process.env['TMPDIR'] = making;
    await bundled.executablePath(packed);
    await inflate(join(packed, 'al2023.tar.br'));
    if (!existsSync(folder)) renameSync(making, folder);
  } finally {
    process.env['TMPDIR'] = temporary;
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

export type Violation = { readonly rule: string; readonly impact: string; readonly help: string; readonly at: readonly string[] };

/** What axe-core finds wrong with a page: an empty list for one that keeps to WCAG 2.2 AA and axe's best practice. */
export async function axe(page: Page): Promise<Violation[]> {
  // A click waits until the next page begins, not until it is whole.
  await page.waitForLoadState();
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(await axeSource);
  const found: unknown = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, impact, help, nodes }) => ({ rule: id, impact: String(impact), help, at: nodes.map(({ target }) => target.join(' ')) })))`);
  return found as Violation[];
}

const axeSource = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
