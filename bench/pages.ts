import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { findLayout } from '../src/reporting/layouts/all.ts';
import { randomFrom, shuffled } from '../src/simulate/random.ts';
import { openStore } from '../src/store/store.ts';
import { furnish, type Furniture, makeByHand } from './furniture.ts';
import { type Office, type Offices, OFFICE_OPENS, openOffices, PASSWORD } from './office.ts';
import { openWire, type Reply, send, sendAtFixedTimes, type SignedIn, type Wire } from './open-loop.ts';
import { compared, type Result } from './result.ts';
import { type Sample, sampleOf, timed } from './sample.ts';
import { type Found, findIn, type Page, pagesOf, routesOfPages, routesWithoutPage, type Who } from './staff-pages.ts';

type Act = { readonly name: string; readonly who: Who; readonly act: string; readonly fields: Readonly<Record<string, string>> };

const today = { 'on-day': '31', 'on-month': '3', 'on-year': '2026' };
const acts: readonly Act[] = [
  { name: 'Add a note', who: 'manager', act: 'note', fields: { ...today, note: 'Rang the family, who will write.' } },
  { name: 'Acknowledge', who: 'manager', act: 'acknowledge', fields: { ...today, stage: 'stage1' } },
  { name: 'Extend stage 1', who: 'manager', act: 'extendStage1', fields: { ...today, 'extendedTo-day': '20', 'extendedTo-month': '4', 'extendedTo-year': '2026', ground: 'complexity' } },
  { name: 'Add a note, responding manager', who: 'respondingManager', act: 'note', fields: { ...today, note: 'Met the team, and shall answer next week.' } },
];

type AtWork = { readonly office: Office; readonly pages: readonly Page[]; /** Pages for which a whole report is composed. */ readonly wholeReports: readonly Page[]; readonly people: Readonly<Record<Who, SignedIn>>; readonly versions: Map<string, number>; turn: number; actsDone: number };
/** One request: what it is called, of which office, and how it is sent. */
type Planned = { readonly name: string; readonly of: 'usual' | 'large'; readonly kind: 'page' | 'act' | 'health'; run(): Promise<Reply>; readonly status: number };

async function signIn(wire: Wire, email: string): Promise<SignedIn> {
  const reply = await send(wire, { method: 'POST', path: '/sign-in', fields: { email, password: PASSWORD } });
  if (reply.status !== 302 || reply.cookie === undefined) throw new Error(`${email} could not sign in: ${reply.status}`);
  const page = await send(wire, { method: 'GET', path: '/account', cookie: reply.cookie });
  const formToken = /name="formToken" value="([^"]+)"/.exec(page.body)?.[1];
  if (formToken === undefined) throw new Error('the account page has no form');
  return { cookie: reply.cookie, formToken };
}

function pagePlanned(wire: Wire, at: AtWork, of: 'usual' | 'large', page: Page): Planned {
  const path = page.path(at.turn++);
  return { name: page.name, of, kind: 'page', status: 200, run: () => send(wire, { method: 'GET', path, cookie: at.people[page.who].cookie }) };
}

/** So many acts lie between two in the same case: the one before has been answered by then. */
const APART = 7;

/** One kind of act after another, each kind once in each fresh case. */
function actPlanned(wire: Wire, at: AtWork, of: 'usual' | 'large'): Planned {
  const { fresh } = at.office;
  const [kind, round] = [at.actsDone % acts.length, Math.floor(at.actsDone / acts.length)];
  if (round >= fresh.length) throw new Error('every fresh case has had every act');
  const act = acts[kind]!;
  const ref = fresh[(round + kind * APART) % fresh.length]!;
  at.actsDone += 1;
  const version = at.versions.get(ref) ?? at.office.freshVersion;
  at.versions.set(ref, version + 1);
  const { cookie, formToken } = at.people[act.who];
  return { name: act.name, of, kind: 'act', status: 303, run: () => send(wire, { method: 'POST', path: `/cases/${ref}/acts/${act.act}`, cookie, fields: { formToken, form: randomUUID(), version: String(version), ...act.fields } }) };
}

async function answered(planned: Planned): Promise<void> {
  const reply = await planned.run();
  if (reply.status !== planned.status && !(planned.status === 303 && reply.status === 302)) throw new Error(`${planned.name} (${planned.of}) answered ${reply.status}: ${reply.body.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 600)}`);
}

/** One request of ten records something; two pages of three are of the large authority, and each page has its turn before one comes again. */
function* mixOf(wire: Wire, atWork: Readonly<Record<'usual' | 'large', AtWork>>, seed: string): Generator<Planned, never> {
  const random = randomFrom(seed);
  for (;;) {
    const round = shuffled(random, (['large', 'large', 'usual'] as const).flatMap((of) => atWork[of].pages.map((page) => ({ of, page }))));
    for (const [index, { of, page }] of round.entries()) {
      if (index % 9 === 8) yield actPlanned(wire, atWork[index % 27 === 8 ? 'usual' : 'large'], index % 27 === 8 ? 'usual' : 'large');
      yield pagePlanned(wire, atWork[of], of, page);
    }
  }
}

/** In milliseconds, of an act, and of all pages taken together. */
const ACT = 100;

type Taken = Pick<Planned, 'name' | 'of' | 'kind'> & { readonly ms: number; readonly repeat: number };

const REPEATS = 3;
/** Requests a second, and for how many seconds each repeat lasts: at 20 a second so long that each page of the large authority comes some twenty times. */
const rates = [{ perSecond: 20, seconds: 80 }, { perSecond: 5, seconds: 8 }, { perSecond: 50, seconds: 7 }] as const;
const quickRates = [{ perSecond: 20, seconds: 6 }, { perSecond: 5, seconds: 2 }, { perSecond: 50, seconds: 2 }] as const;

async function startApp(data: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(fileURLToPath(new URL('pages-app.ts', import.meta.url)), [OFFICE_OPENS.toISOString()], { env: { ...process.env, CANDOUR_DATABASE: data } });
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => { throw new Error('the pages did not start'); })]) as [{ port: number }];
  return { child, port: said.port };
}

/**
 * Every page that staff open and what they record most, in an authority of usual size and a large one among all the others, by real
 * sessions over HTTP: sent at fixed times, 5, 20 and 50 a second, in three repeats each.
 */
export async function benchPages(data: string, folder: string, quick: boolean, say: (what: string) => void): Promise<Result[]> {
  const plan = quick ? quickRates : rates;
  const actsInAll = plan.reduce((sum, { perSecond, seconds }) => sum + REPEATS * perSecond * seconds, 0) / 10;
  const annual = findLayout('annual');
  if (annual === undefined) throw new Error('there is no annual layout');
  const store = await openStore(data);
  let offices: Offices;
  let found: Readonly<Record<'usual' | 'large', Found>>;
  let furniture: Readonly<Record<'usual' | 'large', Furniture>>;
  let routes: ReadonlySet<string>;
  try {
    routes = await routesOfPages(store);
    const { rows } = await sql<{ ids: number[] }>`select array_agg(authority_id order by authority_id) as ids from authority`.execute(store.db);
    offices = await openOffices(store.db, folder, rows[0]!.ids, Math.ceil(actsInAll / acts.length) + 5, quick, say);
    say('a report composed and one published, in both');
    furniture = { usual: await furnish(store.db, offices.usual, annual), large: await furnish(store.db, offices.large, annual) };
    found = { usual: await findIn(store.db, offices.usual.authorityId), large: await findIn(store.db, offices.large.authorityId) };
  } finally {
    await store.close();
  }
  const { child, port } = await startApp(data);
  const wire = openWire(port);
  try {
    const atWork = async (of: 'usual' | 'large'): Promise<AtWork> => {
      const office = offices[of];
      const people = { manager: await signIn(wire, office.manager.email), respondingManager: await signIn(wire, office.respondingManager.email) };
      const pages = pagesOf(office, found[of], furniture[of], await makeByHand(wire, people.manager, office, furniture[of]));
      const missing = routesWithoutPage(routes, pages);
      if (missing.length > 0) throw new Error(`pages that are not measured: ${missing.join(', ')}`);
      return { office, pages: pages.filter(({ alone }) => alone !== true), wholeReports: pages.filter(({ alone }) => alone === true), people, versions: new Map(), turn: 0, actsDone: 0 };
    };
    const both = { usual: await atWork('usual'), large: await atWork('large') };
    say('each page once, one after another');
    for (const size of ['usual', 'large'] as const) for (const page of [...both[size].pages, ...both[size].wholeReports]) await answered(pagePlanned(wire, both[size], size, page));
    const mix = mixOf(wire, both, 'pages');
    const health: Planned = { name: 'health', of: 'usual', kind: 'health', status: 200, run: () => send(wire, { method: 'GET', path: '/health' }) };
    const byRate = new Map<number, Taken[]>();
    for (const { perSecond, seconds } of plan) {
      say(`pages at ${perSecond} requests a second`);
      const taken: Taken[] = [];
      for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        const planned = Array.from({ length: perSecond * seconds }, (_, index) => ((repeat * perSecond * seconds + index) % 20 === 10 ? health : mix.next().value));
        const ms = await sendAtFixedTimes(perSecond, planned, answered);
        taken.push(...planned.map(({ name, of, kind }, index) => ({ name, of, kind, repeat, ms: ms[index]! })));
      }
      byRate.set(perSecond, taken);
    }
    say('pages for which a whole report is composed');
    return [...resultsOf(byRate, both), ...await wholeReports(wire, both)];
  } finally {
    wire.agent.destroy();
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  }
}

const TIMES_WHOLE = 5;

/** One at a time: whoever opens one waits for a report, and few do at once. */
async function wholeReports(wire: Wire, { usual, large }: Readonly<Record<'usual' | 'large', AtWork>>): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, page] of large.wholeReports.entries()) {
    const times: Readonly<Record<'usual' | 'large', number[]>> = { usual: [], large: [] };
    for (let turn = 0; turn < TIMES_WHOLE; turn += 1) {
      times.usual.push(await timed(() => answered(pagePlanned(wire, usual, 'usual', usual.wholeReports[index]!))));
      times.large.push(await timed(() => answered(pagePlanned(wire, large, 'large', page))));
    }
    const [inUsual, inLarge] = [sampleOf(times.usual), sampleOf(times.large)];
    results.push(compared({
      what: `${page.name} (authority of ${usual.office.complaints.toLocaleString('en-GB')} complaints), alone`, reached: inUsual.median, unit: 'ms', spread: inUsual, aim: page.aim,
      compared: { with: `an authority of ${large.office.complaints.toLocaleString('en-GB')} complaints`, reached: inLarge.median, spread: inLarge },
    }));
  }
  return results;
}

function percentile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.ceil(share * ordered.length) - 1)]!;
}

/** The p95 of each repeat: how far it moves from one to the next. */
function spreadOf(taken: readonly Taken[]): Sample {
  return sampleOf([...Map.groupBy(taken, (one) => one.repeat).values()].map((ofRepeat) => percentile(ofRepeat.map((one) => one.ms), 0.95)));
}

function line(what: string, taken: readonly Taken[], beside: readonly Taken[], besideName: string, aim?: number): Result {
  const ms = taken.map((one) => one.ms);
  return compared({
    what: `${what}, p95 of ${ms.length} (p50 ${percentile(ms, 0.5).toFixed(0)}, p99 ${percentile(ms, 0.99).toFixed(0)} ms)`, reached: percentile(ms, 0.95), unit: 'ms', spread: spreadOf(taken), ...(aim === undefined ? {} : { aim }),
    compared: { with: besideName, reached: percentile(beside.map((one) => one.ms), 0.95), spread: spreadOf(beside) },
  });
}

function resultsOf(byRate: ReadonlyMap<number, readonly Taken[]>, { usual, large }: Readonly<Record<'usual' | 'large', AtWork>>): Result[] {
  const results: Result[] = [];
  for (const [perSecond, taken] of [...byRate].toSorted(([a], [b]) => a - b)) {
    const health = taken.filter((one) => one.kind === 'health');
    const aim = perSecond === 20 ? ACT : undefined;
    results.push(line(`All pages at ${perSecond} requests/s`, taken.filter((one) => one.kind === 'page'), health, 'a page with nothing on it, p95', aim));
    results.push(line(`Recording an act at ${perSecond} requests/s`, taken.filter((one) => one.kind === 'act'), health, 'a page with nothing on it, p95', aim));
  }
  const at20 = byRate.get(20) ?? [];
  const usualName = `an authority of ${usual.office.complaints.toLocaleString('en-GB')} complaints, p95`;
  for (const { name, aim } of [...large.pages, ...acts.map((act) => ({ name: act.name, aim: ACT }))]) {
    const [inLarge, inUsual] = (['large', 'usual'] as const).map((of) => at20.filter((one) => one.name === name && one.of === of));
    if (inLarge!.length === 0) continue;
    results.push(line(`${name} (authority of ${large.office.complaints.toLocaleString('en-GB')} complaints)`, inLarge!, inUsual!.length === 0 ? inLarge! : inUsual!, usualName, aim));
  }
  return results;
}
