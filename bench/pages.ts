import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { randomFrom, shuffled } from '../src/simulate/random.ts';
import type { Database } from '../src/store/database.ts';
import { openStore } from '../src/store/store.ts';
import { KNOWN_NAME, MISTYPED_NAME, type Office, type Offices, OFFICE_OPENS, openOffices, PASSWORD } from './office.ts';
import { openWire, type Reply, send, sendAtFixedTimes, type Wire } from './open-loop.ts';
import { compared, type Result } from './result.ts';
import { type Sample, sampleOf } from './sample.ts';

type Who = 'manager' | 'respondingManager';
/** A page as one of an office asks for it. `path` gives another address each time where there are many of a kind. */
type Page = { readonly name: string; readonly who: Who; readonly path: (turn: number) => string };
type Act = { readonly name: string; readonly who: Who; readonly act: string; readonly fields: Readonly<Record<string, string>> };

/** Addresses of an office that only its records can give. */
type Found = { readonly cases: readonly string[]; readonly openCases: readonly string[]; readonly people: readonly string[]; readonly compliments: readonly string[]; readonly letters: readonly string[]; readonly service: string; readonly theme: string; readonly middle: string };

async function findIn(db: Database, authorityId: number): Promise<Found> {
  const refs = async (of: ReturnType<typeof sql>) => (await sql<{ ref: string }>`${of}`.execute(db)).rows.map((row) => row.ref);
  const one = async (of: ReturnType<typeof sql>) => (await refs(of))[0]!;
  return {
    cases: await refs(sql`select ref from representation where authority_id = ${authorityId} and ref not like 'FRESH-%' and ref not like 'NEW-%' and closed_on is not null order by case_id desc limit 40`),
    openCases: await refs(sql`select ref from representation where authority_id = ${authorityId} and ref not like 'FRESH-%' and ref not like 'LONG-%' and ref not like 'NEW-%' and closed_on is null and handled_as = 'statutory' order by case_id desc limit 10`),
    people: await refs(sql`select person as ref from case_person where authority_id = ${authorityId} group by person order by count(*) desc, person limit 20`),
    compliments: await refs(sql`select ref from compliment where authority_id = ${authorityId} order by case_id desc limit 10`),
    letters: await refs(sql`select ref from representation where authority_id = ${authorityId} and ref like 'FRESH-%' order by case_id desc limit 5`),
    service: await one(sql`select service as ref from representation where authority_id = ${authorityId} and service is not null group by service order by count(*) desc limit 1`),
    theme: await one(sql`select theme as ref from representation where authority_id = ${authorityId} and theme is not null group by theme order by count(*) desc limit 1`),
    middle: await one(sql`select to_char(received_on, 'YYYY-MM-DD') || '_' || ref as ref from representation where authority_id = ${authorityId} order by received_on, ref offset (select count(*) / 2 from representation where authority_id = ${authorityId}) limit 1`),
  };
}

const lastYear = { period: 'own', 'from-day': '1', 'from-month': '4', 'from-year': '2024', 'to-day': '31', 'to-month': '3', 'to-year': '2025' };
const query = (path: string, asked: Readonly<Record<string, string>>) => `${path}?${new URLSearchParams(asked).toString()}`;

/** Every page that staff open, by its address. Of those of one case, another case each time. */
function pagesOf(office: Office, found: Found, letter: string): readonly Page[] {
  const at = (list: readonly string[], turn: number) => encodeURIComponent(list[turn % list.length]!);
  const manager = (name: string, path: string | ((turn: number) => string)): Page => ({ name, who: 'manager', path: typeof path === 'string' ? () => path : path });
  const responding = (name: string, path: string | ((turn: number) => string)): Page => ({ ...manager(name, path), name: `${name}, responding manager`, who: 'respondingManager' });
  return [
    manager('Work', '/work'), manager('Work that waits for us', '/work?waiting=us'), responding('Work', '/work'),
    manager('Cases', '/cases'), manager('Cases, half way down', query('/cases', { before: found.middle })), manager('Cases at stage 2', '/cases?stage=stage2'), manager('Cases that are overdue', '/cases?overdue=yes'),
    manager('Cases of a theme in a service', query('/cases', { theme: found.theme, service: found.service })), manager('Cases I take part in', '/cases?mine=yes'), responding('Cases', '/cases'),
    manager('Search: a reference', (turn) => query('/cases', { q: found.cases[turn % found.cases.length]! })), manager('Search: a name', query('/cases', { q: KNOWN_NAME })), manager('Search: a mistyped name', query('/cases', { q: MISTYPED_NAME })),
    manager('Search: words said', query('/cases', { q: 'social worker rung' })), manager('Search: a word often said', query('/cases', { q: 'school' })), manager('Search: what nobody said', query('/cases', { q: 'xylophone orchestra' })), responding('Search: words said', query('/cases', { q: 'social worker rung' })),
    manager('Compliments', '/compliments'), manager('Compliment', (turn) => `/compliments/${at(found.compliments, turn)}`),
    manager('Board', '/board'),
    manager('Case', (turn) => `/cases/${at(found.cases, turn)}`), manager('Open case', (turn) => `/cases/${at(found.openCases, turn)}`), manager('Case of 260 events', `/cases/${office.longCase}`), responding('Case', (turn) => `/cases/${at(office.fresh, turn)}`),
    manager('Form of an act', (turn) => `/cases/${at(found.openCases, turn)}/acts/note`), manager('Deciding the handling', `/cases/${office.undecided}/handling`), manager('Confirmations', '/confirmations'),
    manager('Letters of a case', (turn) => `/cases/${at(found.letters, turn)}/letters`), manager('Beginning a letter', (turn) => `/cases/${at(found.letters, turn)}/letters/new?kind=acknowledgement`), manager('Letter', letter), manager('Adding a document', (turn) => `/cases/${at(found.openCases, turn)}/documents/add`), manager('Who has seen a case', (turn) => `/cases/${at(found.cases, turn)}/audit`),
    manager('Person', (turn) => `/people/${at(found.people, turn)}`), manager('Changing a person', (turn) => `/people/${at(found.people, turn)}/change`), manager('Merging a person', (turn) => `/people/${at(found.people, turn)}/merge`), manager('People who may be one', '/people/doubles'),
    manager('Learning', '/learning'), manager('Learning, done', '/learning?state=done'), manager('Learning of a service', query('/learning', { service: found.service })), responding('Learning', '/learning'),
    manager('Record', '/record'), manager('Record a compliment', '/record/compliment'), manager('Reports', '/reports'), manager('Figures', '/figures'), manager('Dashboard', '/dashboard'), manager('An answer by theme', query('/figures', { ...lastYear, measure: 'upheld_rate', by: 'theme' })), manager('An answer over six years', query('/figures', { ...lastYear, measure: 'complaints', by: 'month', compared: 'years-5' })), manager('Cases behind a number', query('/figures/cases', { measure: 'complaints', from: '2024-04-01', to: '2025-03-31' })), manager('Audit', '/audit'), manager('Pool', '/pool'), manager('Adding to the pool', '/pool/add'), manager('Account', '/account'), manager('Own reminders', '/account/reminders'),
    manager('Administration', '/administration'), ...['accounts', 'services', 'themes', 'words', 'procedures', 'bank-holidays', 'conventions', 'retention', 'sign-in', 'letters', 'documents', 'reminders'].map((page) => manager(`Administration: ${page.replace('-', ' ')}`, `/administration/${page}`)),
  ];
}

const today = { 'on-day': '31', 'on-month': '3', 'on-year': '2026' };
const acts: readonly Act[] = [
  { name: 'Add a note', who: 'manager', act: 'note', fields: { ...today, note: 'Rang the family, who will write.' } },
  { name: 'Acknowledge', who: 'manager', act: 'acknowledge', fields: { ...today, stage: 'stage1' } },
  { name: 'Extend stage 1', who: 'manager', act: 'extendStage1', fields: { ...today, 'extendedTo-day': '20', 'extendedTo-month': '4', 'extendedTo-year': '2026', ground: 'complexity' } },
  { name: 'Add a note, responding manager', who: 'respondingManager', act: 'note', fields: { ...today, note: 'Met the team, and shall answer next week.' } },
];

type SignedIn = { readonly cookie: string; readonly formToken: string };
type AtWork = { readonly office: Office; readonly pages: readonly Page[]; readonly people: Readonly<Record<Who, SignedIn>>; readonly versions: Map<string, number>; turn: number; actsDone: number };
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

async function draftLetter(wire: Wire, { cookie, formToken }: SignedIn, ref: string): Promise<string> {
  const { status, location } = await send(wire, { method: 'POST', path: `/cases/${ref}/letters/new`, cookie, fields: { formToken, form: randomUUID(), kind: 'acknowledgement', wording: 'adult' } });
  if (location === undefined) throw new Error(`a letter of ${ref} could not be begun: ${status}`);
  return location;
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

type Taken = Pick<Planned, 'name' | 'of' | 'kind'> & { readonly ms: number; readonly repeat: number };

const REPEATS = 3;
/** Requests a second, and for how many seconds each repeat lasts. */
const rates = [{ perSecond: 20, seconds: 24 }, { perSecond: 5, seconds: 8 }, { perSecond: 50, seconds: 7 }] as const;
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
  const store = await openStore(data);
  let offices: Offices;
  let found: Readonly<Record<'usual' | 'large', Found>>;
  try {
    const { rows } = await sql<{ ids: number[] }>`select array_agg(authority_id order by authority_id) as ids from authority`.execute(store.db);
    offices = await openOffices(store.db, folder, rows[0]!.ids, Math.ceil(actsInAll / acts.length) + 5, quick, say);
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
      return { office, pages: pagesOf(office, found[of], await draftLetter(wire, people.manager, office.fresh[0]!)), people, versions: new Map(), turn: 0, actsDone: 0 };
    };
    const both = { usual: await atWork('usual'), large: await atWork('large') };
    say('each page once, one after another');
    for (const size of ['usual', 'large'] as const) for (const page of both[size].pages) await answered(pagePlanned(wire, both[size], size, page));
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
    return resultsOf(byRate, both);
  } finally {
    wire.agent.destroy();
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  }
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
    const aim = perSecond === 20 ? 100 : undefined;
    results.push(line(`All pages at ${perSecond} requests/s`, taken.filter((one) => one.kind === 'page'), health, 'a page with nothing on it, p95', aim));
    results.push(line(`Recording an act at ${perSecond} requests/s`, taken.filter((one) => one.kind === 'act'), health, 'a page with nothing on it, p95', aim));
  }
  const at20 = byRate.get(20) ?? [];
  const usualName = `an authority of ${usual.office.complaints.toLocaleString('en-GB')} complaints, p95`;
  for (const name of new Set([...large.pages.map((page) => page.name), ...acts.map((act) => act.name)])) {
    const [inLarge, inUsual] = (['large', 'usual'] as const).map((of) => at20.filter((one) => one.name === name && one.of === of));
    if (inLarge!.length === 0) continue;
    results.push(line(`${name} (authority of ${large.office.complaints.toLocaleString('en-GB')} complaints)`, inLarge!, inUsual!.length === 0 ? inLarge! : inUsual!, usualName, 100));
  }
  return results;
}
