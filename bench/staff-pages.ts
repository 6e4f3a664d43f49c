import { sql } from 'kysely';
import type { Database } from '../src/store/database.ts';
import type { Store } from '../src/store/store.ts';
import { makeApp } from '../src/web/app.ts';
import type { Furniture, MadeByHand } from './furniture.ts';
import { KNOWN_NAME, MISTYPED_NAME, type Office } from './office.ts';

export type Who = 'manager' | 'respondingManager';
/**
 * A page as one of an office asks for it. `path` gives another address each time where there are many of a kind. `aim` is in milliseconds. `alone`: a whole
 * report is composed for it, in an authority of usual size within the aim; it is asked for by itself.
 */
export type Page = { readonly name: string; readonly who: Who; readonly path: (turn: number) => string; readonly aim: number; readonly alone?: true };

/** Addresses of an office that only its records can give. */
export type Found = {
  readonly cases: readonly string[]; readonly openCases: readonly string[]; readonly people: readonly string[]; readonly compliments: readonly string[]; readonly letters: readonly string[]; readonly matters: readonly string[];
  readonly service: string; readonly theme: string; readonly middle: string; readonly account: number;
};

export async function findIn(db: Database, authorityId: number): Promise<Found> {
  const refs = async (of: ReturnType<typeof sql>) => (await sql<{ ref: string }>`${of}`.execute(db)).rows.map((row) => row.ref);
  const one = async (of: ReturnType<typeof sql>) => (await refs(of))[0]!;
  return {
    cases: await refs(sql`select ref from representation where authority_id = ${authorityId} and ref not like 'FRESH-%' and ref not like 'NEW-%' and closed_on is not null order by case_id desc limit 40`),
    openCases: await refs(sql`select ref from representation where authority_id = ${authorityId} and ref not like 'FRESH-%' and ref not like 'LONG-%' and ref not like 'NEW-%' and closed_on is null and handled_as = 'statutory' order by case_id desc limit 10`),
    people: await refs(sql`select person as ref from case_person where authority_id = ${authorityId} group by person order by count(*) desc, person limit 20`),
    compliments: await refs(sql`select ref from compliment where authority_id = ${authorityId} order by case_id desc limit 10`),
    letters: await refs(sql`select ref from representation where authority_id = ${authorityId} and ref like 'FRESH-%' order by case_id desc limit 5`),
    matters: await refs(sql`select ref from case_index where authority_id = ${authorityId} and kind = 'unattached' order by case_id limit 10`),
    service: await one(sql`select service as ref from representation where authority_id = ${authorityId} and service is not null group by service order by count(*) desc limit 1`),
    theme: await one(sql`select theme as ref from representation where authority_id = ${authorityId} and theme is not null group by theme order by count(*) desc limit 1`),
    middle: await one(sql`select to_char(received_on, 'YYYY-MM-DD') || '_' || ref as ref from representation where authority_id = ${authorityId} order by received_on, ref offset (select count(*) / 2 from representation where authority_id = ${authorityId}) limit 1`),
    account: (await db.selectFrom('account').select('account_id').where('authority_id', '=', authorityId).where('email', 'like', 'officer%').orderBy('account_id').limit(1).executeTakeFirstOrThrow()).account_id,
  };
}

const lastYear = { period: 'own', 'from-day': '1', 'from-month': '4', 'from-year': '2024', 'to-day': '31', 'to-month': '3', 'to-year': '2025' };
const query = (path: string, asked: Readonly<Record<string, string>>) => `${path}?${new URLSearchParams(asked).toString()}`;
/** In milliseconds: a page; what a report or a part of it looks like now, as the composer's preview; a report composed twice and checked. */
const PAGE = 100;
const PREVIEWED = 1000;
const CHECKED = 2000;

const manager = (name: string, path: string | ((turn: number) => string), aim: number = PAGE): Page => ({ name, who: 'manager', path: typeof path === 'string' ? () => path : path, aim });
const whole = (name: string, path: string, aim: number): Page => ({ ...manager(name, path, aim), alone: true });
const responding = (name: string, path: string | ((turn: number) => string)): Page => ({ ...manager(`${name}, responding manager`, path), who: 'respondingManager' });
const at = (list: readonly string[], turn: number) => encodeURIComponent(list[turn % list.length]!);

/** Every page that staff open, by its address. Of those of one case, another case each time. */
export function pagesOf(office: Office, found: Found, furniture: Furniture, made: MadeByHand): readonly Page[] {
  return [...workPages(found), ...casePages(office, found, furniture, made), ...peoplePages(found, furniture), ...figurePages(found), ...reportPages(furniture, made), ...administrationPages(found)];
}

function workPages(found: Found): readonly Page[] {
  return [
    manager('Work', '/work'), manager('Work that waits for us', '/work?waiting=us'), responding('Work', '/work'),
    manager('Cases', '/cases'), manager('Cases, half way down', query('/cases', { before: found.middle })), manager('Cases at stage 2', '/cases?stage=stage2'), manager('Cases that are overdue', '/cases?overdue=yes'),
    manager('Cases of a theme in a service', query('/cases', { theme: found.theme, service: found.service })), manager('Cases I take part in', '/cases?mine=yes'), responding('Cases', '/cases'),
    manager('Search: a reference', (turn) => query('/cases', { q: found.cases[turn % found.cases.length]! })), manager('Search: a name', query('/cases', { q: KNOWN_NAME })), manager('Search: a mistyped name', query('/cases', { q: MISTYPED_NAME })),
    manager('Search: words said', query('/cases', { q: 'social worker rung' })), manager('Search: a word often said', query('/cases', { q: 'school' })), manager('Search: what nobody said', query('/cases', { q: 'xylophone orchestra' })), responding('Search: words said', query('/cases', { q: 'social worker rung' })),
    manager('Compliments', '/compliments'), manager('Board', '/board'), manager('Handing cases over', '/hand-over'), manager('Confirmations', '/confirmations'), manager('Invoices', '/invoices'),
    manager('Ombudsman', '/ombudsman'), manager('An enquiry about no case', '/ombudsman/new'), manager('Record', '/record'), manager('Record a compliment', '/record/compliment'), manager('Audit', '/audit'), manager('Cases opened to people', '/break-glass'),
    manager('Learning', '/learning'), manager('Learning, done', '/learning?state=done'), manager('Learning of a service', query('/learning', { service: found.service })), responding('Learning', '/learning'),
    manager('Account', '/account'), manager('Own reminders', '/account/reminders'),
  ];
}

function casePages(office: Office, found: Found, { erasing }: Furniture, made: MadeByHand): readonly Page[] {
  return [
    manager('Compliment', (turn) => `/compliments/${at(found.compliments, turn)}`), manager('Form of an act of a compliment', (turn) => `/compliments/${at(found.compliments, turn)}/acts/note`),
    manager('Case', (turn) => `/cases/${at(found.cases, turn)}`), manager('Open case', (turn) => `/cases/${at(found.openCases, turn)}`), manager('Case of 260 events', `/cases/${office.longCase}`), responding('Case', (turn) => `/cases/${at(office.fresh, turn)}`),
    manager('Form of an act', (turn) => `/cases/${at(found.openCases, turn)}/acts/note`), manager('Deciding the handling', `/cases/${office.undecided}/handling`), manager('Asking for a hidden case', '/cases/HIDDEN-1/break-glass'),
    manager('Panel of a case', (turn) => `/cases/${at(found.openCases, turn)}/panel`), manager('Choosing an investigating officer', (turn) => `/cases/${at(found.openCases, turn)}/pool/investigating_officer`),
    manager('Letters of a case', (turn) => `/cases/${at(found.letters, turn)}/letters`), manager('Beginning a letter', (turn) => `/cases/${at(found.letters, turn)}/letters/new?kind=acknowledgement`), manager('Letter', made.letter),
    manager('Adding a document', (turn) => `/cases/${at(found.openCases, turn)}/documents/add`), manager('Marking a document', `${made.documents}/mark?staffOnly=yes`), manager('Removing a document', `${made.documents}/remove`),
    manager('Who has seen a case', (turn) => `/cases/${at(found.cases, turn)}/audit`), manager('A matter of no case', made.matter), manager('Attaching a matter', `${made.matter}/attach`), manager('Form of an act of a matter', `${made.matter}/acts/note`),
    manager('Retention of a case', (turn) => `/administration/retention/representation/${at(found.cases, turn)}`), manager('Deciding an erasure', `/administration/erasures/representation/${encodeURIComponent(erasing)}`),
  ];
}

function peoplePages(found: Found, { member, merge }: Furniture): readonly Page[] {
  const person = (turn: number) => `/people/${at(found.people, turn)}`;
  return [
    manager('Person', person), manager('Changing a person', (turn) => `${person(turn)}/change`), manager('Merging a person', (turn) => `${person(turn)}/merge`), manager('Two people side by side', (turn) => `${person(turn)}/merge/${at(found.people, turn + 1)}`),
    manager('Undoing a merge', `/people/${encodeURIComponent(merge.into)}/part/${merge.merge}`), manager('People who may be one', '/people/doubles'),
    manager('Pool', '/pool'), manager('Adding to the pool', '/pool/add'), manager('Somebody of the pool', `/pool/${member}`), manager('Changing somebody of the pool', `/pool/${member}/change`), manager('Somebody leaves the pool', `/pool/${member}/end`),
  ];
}

function figurePages(found: Found): readonly Page[] {
  const behind = { from: '2024-04-01', to: '2025-03-31' };
  return [
    manager('Figures', '/figures'), manager('Dashboard', '/dashboard'), manager('An answer by theme', query('/figures', { ...lastYear, measure: 'upheld_rate', by: 'theme' })), manager('An answer over six years', query('/figures', { ...lastYear, measure: 'complaints', by: 'month', compared: 'years-5' })),
    manager('An answer of two ways', query('/figures', { ...lastYear, measure: 'complaints', by: 'service', across: 'stage1_outcome' })), manager('Cases behind a number', query('/figures/cases', { measure: 'complaints', ...behind })),
    manager('Cases behind a row of a table', query('/figures/cases', { measure: 'elements', ...behind, where: `theme=${found.theme}`, on: 'completed', row: 'stage1_finding=' })),
  ];
}

function reportPages({ report, publication }: Furniture, { layout }: MadeByHand): readonly Page[] {
  const inReport = `/reports/${report}`;
  const part = `${inReport}/parts/months-by-procedure`;
  const out = `/publications/${publication}`;
  return [
    manager('Reports', '/reports'), manager('Starting a report', '/reports/start'), manager('Kept layouts', '/reports/layouts'), manager('A kept layout', layout), manager('Deleting a kept layout', `${layout}/delete`),
    manager('Outline of a report', inReport), manager('Adding to a report', `${inReport}/add?section=summary`), manager('Adding a section', `${inReport}/add-section`), manager('A section', `${inReport}/sections/summary`), manager('Settings of a report', `${inReport}/settings`),
    manager('Keeping its layout', `${inReport}/layout`), manager('Discarding a report', `${inReport}/discard`), manager('Versions of a report', `${inReport}/versions`), manager('A version of a report', `${inReport}/versions/1`),
    manager('A table of a report', part, PREVIEWED), manager('What a table counts', `${part}/counts`), manager('Rows of a table', `${part}/rows`), manager('A row of a table', `${inReport}/parts/effectiveness/rows/0`), manager('A column to add', `${part}/columns/add?kind=figure`), manager('Chart of a table', `${part}/chart`), manager('Headlines of a report', `${inReport}/parts/headlines`, PREVIEWED), manager('Words of a report', `${inReport}/parts/summary`, PREVIEWED),
    manager('The cut-off of a report', `${inReport}/publish/cut-off`), manager('Publications', '/publications'), manager('A publication', out), manager('A report that is out', `${out}/report`), manager('A table of a report that is out', `${out}/tables/1`),
    whole('A whole report, previewed', `${inReport}/preview`, PREVIEWED), whole('A table of a draft by its reference', `${inReport}/tables/1`, PREVIEWED), whole('A whole report, as it would go out', `${inReport}/publish/preview`, CHECKED), whole('Publishing a report', `${inReport}/publish`, CHECKED), whole('Checks of a report', `${inReport}/publish/checks`, CHECKED),
    whole('What may identify somebody in a report', `${inReport}/publish/redaction`, CHECKED), whole('Small numbers of a report', `${inReport}/publish/small-numbers`, CHECKED), whole('A report that is out, made again', `${out}/again`, CHECKED), whole('What changed since a report went out', `${out}/changes`, CHECKED),
  ];
}

function administrationPages(found: Found): readonly Page[] {
  const places = [
    'accounts', 'accounts/add', `accounts/${found.account}`, 'services', 'services/add', `services/change?service=${encodeURIComponent(found.service)}`, 'themes', 'words', 'references', 'procedures', 'procedures/statutory/add', 'bank-holidays', 'conventions', 'retention', 'retention/drafts', 'retention/schedule/statutory',
    'sign-in', 'identity-provider', 'letters', 'letters/acknowledgement', 'documents', 'reminders', 'report-template', 'publishing', 'open-data',
  ];
  return [manager('Administration', '/administration'), ...places.map((place) => manager(`Administration: ${place.split('?')[0]!.replace(`/${found.account}`, '/somebody').replaceAll(/[-/]/g, ' ')}`, `/administration/${place}`))];
}

/** Pages that nobody opens at work, files, what depends on a state that the office is not in, and the standing report, which is measured with the reports. */
const notMeasured = [
  /^\/(?:sign-in|assets|open-data|health)/, /\.csv$/, /\/files\/|\/charts\/|\/file$|\/(?:word|pdf|docx|sample)$/, /^\/$/, /^\/cases\/:ref\/documents\/:document$/, /^\/account\/second-factor/, /^\/administration\/identity-provider\/roles$/,
  /^\/cases\/:ref\/handling\/(?:proposal|confirmation)$/, /^\/authorities\/:authority\/report$/,
];

/** The routes of all pages, as the application itself has them. */
export async function routesOfPages(store: Store): Promise<ReadonlySet<string>> {
  const app = makeApp(store);
  const routes = new Set<string>();
  app.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes('GET')) routes.add(url);
  });
  await app.ready();
  await app.close();
  return routes;
}

/** The routes that none of these pages is of, and that nobody said to leave out. */
export function routesWithoutPage(routes: ReadonlySet<string>, pages: readonly Page[]): readonly string[] {
  const paths = pages.map((page) => page.path(0).split('?')[0]!);
  const isMet = (route: string) => paths.some((path) => new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`).test(path));
  return [...routes].filter((route) => !notMeasured.some((left) => left.test(route)) && !isMet(route));
}
