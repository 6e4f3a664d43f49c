import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { readLayout } from '../../src/reporting/read-layout.ts';
import { findReport } from '../../src/store/reports.ts';
import { makeApp } from '../../src/web/app.ts';
import { usualPeriod } from '../../src/web/features/figures/explorer-page.ts';
import { pairOf } from '../../src/web/question-address.ts';
import { axe, openBrowser } from '../browser.ts';
import { withPublishingOffice } from '../reports/publishing-office.ts';
import { addCaseOf } from './hidden-office.ts';
import { clock, errorsOf, textOf, withOffice } from './record-office.ts';
import { addSomebody, PASSWORD, Visitor } from './signed-in.ts';

/** The register's own year. */
const YEAR = 'period=own&from-day=1&from-month=4&from-year=2023&to-day=31&to-month=3&to-year=2024';

function received(ref: string, on: string, ...more: CaseEvent[]): readonly CaseEvent[] {
  return [{ type: 'RepresentationReceived', on: day(on), ref, theme: 'Staff conduct', service: 'Fostering' }, { type: 'HandlingDecided', on: day(on), handledAs: 'statutory' }, ...more];
}

/** The addresses of lists that a page leads to, each with the number that stands in it. */
function listsOf(body: string): { readonly number: string; readonly href: string }[] {
  return [...body.matchAll(/<a class="govuk-link" href="(?<href>\/figures\/cases\?[^"]+)">(?<number>[^<]+)<\/a>/gu)].map(({ groups }) => ({ number: groups!['number']!, href: groups!['href']!.replaceAll('&amp;', '&') }));
}

const refsOf = (body: string): string[] => [...body.matchAll(/candour-ref" href="\/[^"]+">(?<ref>[^<]+)</gu)].map(({ groups }) => groups!['ref']!);

test('an answer has its sentence, its table and its chart, and every number of them leads to as many cases as it says', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const { body, statusCode } = await manager.get(`/figures?measure=complaints&${YEAR}&by=service&where=handled_as%3Dstatutory`);
    assert.equal(statusCode, 200);
    assert.match(textOf(body), /Statutory complaints, by service area 2023\/24 .* There were 327 statutory complaints in 2023\/24\./);
    assert.match(body, /<svg[^>]*role="img"/);
    const lists = [...new Map(listsOf(body).map((one) => [one.href, one])).values()];
    assert.ok(lists.length >= 9, `${lists.length} lists`);
    for (const { number, href } of lists) assert.match(textOf((await manager.get(href)).body), new RegExp(`${number} cases? (is|are) counted\\.`, 'i'), href);
  });
});

test('a number leads to its cases at once, though the value it is told apart by came on record since values were last looked up', async () => {
  await withPublishingOffice(async ({ store, authority, records }) => {
    const app = makeApp(store, { clock });
    const { email } = await addSomebody(store.db, authority.authorityId, 'Mona Manager', ['complaints_manager']);
    const manager = new Visitor(app, store.db, clock);
    await manager.signIn(email);
    await manager.get('/figures');
    await records('HA23-901', clock(), { type: 'RepresentationReceived', on: day('2023-06-01'), ref: 'HA23-901' }, { type: 'HandlingDecided', on: day('2023-06-01'), handledAs: 'corporate', reason: 'About a policy' });
    const { statusCode, body } = await manager.get(`/figures/cases?${new URLSearchParams({ measure: 'complaints', from: '2023-04-01', to: '2024-03-31', row: pairOf('handling_reason', 'About a policy') }).toString()}`);
    assert.equal(statusCode, 200, textOf(body));
    assert.deepEqual(refsOf(body), ['HA23-901']);
    await app.close();
  });
});

test('what cannot be answered says why beside its field, and keeps what was chosen', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const wrong = async (query: string) => { const reply = await manager.get(`/figures?${query}`); assert.equal(reply.statusCode, 400, query); return errorsOf(reply.body); };
    assert.deepEqual(await wrong('measure=&period=this-year'), { measure: 'Select what to count' });
    assert.deepEqual(await wrong('measure=complaints&period=own&from-day=1&from-month=4&from-year=2024&to-day=31&to-month=3&to-year=2024'), { 'to-day': 'Last day must be the same as or after 1 April 2024' });
    assert.deepEqual(await wrong(`measure=compliments&${YEAR}&by=stage1_outcome&within=10`), { by: 'Compliments cannot be broken down by ‘Stage 1 outcome’. Choose another, or nothing', within: 'A limit in working days goes with figures of what was on time. Leave it empty' });
    assert.deepEqual(await wrong(`measure=complaints&${YEAR}&by=theme&across=service&compared=years-1`), { compared: 'Earlier periods stand side by side, so that nothing else can go across. Choose one of the two' });
    assert.deepEqual(await wrong(`measure=complaints&${YEAR}&of=all`), { of: 'There is nothing to take a share of. Add a condition, or break it down' });
    assert.deepEqual(await wrong(`measure=complaints&${YEAR}&as-at-day=1&as-at-month=1&as-at-year=2030`), { 'as-at-day': 'As at must be today or an earlier day: what is on record later cannot be known' });
    assert.deepEqual(await wrong('measure=complaints&period=own&from-day=1&from-month=4&from-year=2011&to-day=31&to-month=3&to-year=2012'), { period: 'No records are held for 1 April 2011 to 31 March 2012, and no figure was published.' });
    const kept = (await manager.get(`/figures?measure=compliments&${YEAR}&by=stage1_outcome&within=10`)).body;
    assert.match(kept, /<option value="compliments" selected>/);
    assert.match(kept, /id="within"[^>]*value="10"/);
  });
});

const personal = ['complainant', 'ref', 'summary', 'text', 'note', 'owner', 'evidence', 'investigating_officer', 'independent_person', 'ombudsman_ref', 'complainant_age'];

test('no address asks for what says who somebody is: not as a condition, a row, a share or a breakdown, and none is offered', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    for (const key of personal) {
      for (const url of [`/figures?measure=complaints&${YEAR}&where=${key}%3DWP0001`, `/figures?measure=complaints&${YEAR}&by=${key}`, `/figures/cases?measure=complaints&from=2023-04-01&to=2024-03-31&where=${key}%3DWP0001`, `/figures/cases?measure=complaints&from=2023-04-01&to=2024-03-31&row=${key}%3DWP0001`, `/figures/cases.csv?measure=complaints&from=2023-04-01&to=2024-03-31&of=${key}%3DWP0001`]) {
        const reply = await manager.get(url);
        assert.equal(reply.statusCode, 400, url);
        assert.match(textOf(reply.body), /An address must not say who somebody is/, url);
      }
    }
    const { body } = await manager.get(`/figures?measure=complaints&${YEAR}`);
    for (const key of personal) assert.doesNotMatch(body, new RegExp(`<option value="${key}[="]`));
  });
});

test('a restricted case is counted and not listed: who may not see it is told how many there are, in the page and the sheet alike', async () => {
  await withOffice(async (office) => {
    await addCaseOf(office.store, 'F-1', received('F-1', '2026-11-02'));
    await addCaseOf(office.store, 'F-2', received('F-2', '2026-11-03', { type: 'CaseRestricted', on: day('2026-11-04'), reason: 'Senior manager named' }));
    const question = 'measure=complaints&from=2026-11-01&to=2026-11-30';
    const officer = await office.signedIn('Olive Officer', 'complaints_officer');
    const seen = await officer.get(`/figures/cases?${question}`);
    assert.match(textOf(seen.body), /2 cases are counted\. You may see 1 of them\./);
    assert.deepEqual(refsOf(seen.body), ['F-1']);
    assert.doesNotMatch((await officer.get(`/figures/cases.csv?${question}`)).body, /F-2/);
    assert.match((await officer.get(`/figures/cases.csv?${question}`)).body, /\nF-1,yes,1,2026-11-02,Fostering,Staff conduct,,/);
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const all = await manager.get(`/figures/cases?${question}`);
    assert.deepEqual(refsOf(all.body), ['F-1', 'F-2']);
    assert.doesNotMatch(textOf(all.body), /You may see/);
    const trail = await office.store.db.selectFrom('audit').select(['what', 'detail']).orderBy('position', 'desc').limit(2).execute();
    assert.deepEqual(trail.map(({ what }) => what), ['listed', 'signed in']);
    assert.deepEqual(trail[0]?.detail, { list: 'cases behind a figure', figure: 'complaints', from: '2026-11-01', to: '2026-11-30', conditions: '' });
  });
});

test('a senior leader sees figures without a way to cases, and is told why there is no list', async () => {
  await withOffice(async (office) => {
    const leader = await office.signedIn('Lena Leader', 'senior_leader');
    const { body } = await leader.get(`/figures?measure=complaints&${YEAR}&by=theme`);
    assert.deepEqual(listsOf(body), []);
    assert.match(textOf(body), /You may see figures and no cases/);
    assert.doesNotMatch(body, /Add it to a report/);
    const list = await leader.get('/figures/cases?measure=complaints&from=2023-04-01&to=2024-03-31');
    assert.equal(list.statusCode, 200);
    assert.match(textOf(list.body), /You may see figures and no cases .* your role in Candour does not include any/);
    assert.deepEqual(refsOf(list.body), []);
    assert.equal((await leader.get('/figures/cases.csv?measure=complaints&from=2023-04-01&to=2024-03-31')).statusCode, 403);
    const rita = await office.signedIn('Rita Responsible', 'senior_leader', 'responding_manager');
    assert.match(textOf((await rita.get('/figures/cases?measure=complaints&from=2023-04-01&to=2024-03-31')).body), /\d+ cases are counted\. You may see none of them\./);
  });
});

test('what was asked is kept for whoever asked it, once, the latest first, and for nobody else', async () => {
  await withOffice(async (office) => {
    let minutes = 0;
    const ticking = () => new Date(clock().getTime() + (minutes += 1) * 60_000);
    const app = makeApp(office.store, { clock: ticking });
    const asker = async (name: string) => {
      const visitor = new Visitor(app, office.store.db, clock);
      await visitor.signIn((await addSomebody(office.store.db, office.authorityId, name, ['complaints_officer'])).email);
      return visitor;
    };
    try {
      const recent = /What you asked last<\/h2>(?<list>[\s\S]*?)<\/ul>/u;
      const olive = await asker('Olive Officer');
      for (const measure of ['complaints', 'compliments', 'complaints']) await olive.get(`/figures?measure=${measure}&${YEAR}`);
      assert.equal(textOf(recent.exec((await olive.get('/figures')).body)?.groups?.['list'] ?? ''), 'Complaints, 2023/24 Compliments, 2023/24');
      assert.equal(recent.test((await (await asker('Oscar Officer')).get('/figures')).body), false);
    } finally {
      await app.close();
    }
  });
});

test('the sheet of an answer holds its numbers unrounded, and goes on record', async () => {
  await withOffice(async (office) => {
    const manager = await office.signedIn('Mona Manager', 'complaints_manager');
    const reply = await manager.get(`/figures.csv?measure=upheld_rate&${YEAR}&by=handled_as`);
    assert.match(reply.body, /^\uFEFFHandled as,2023\/24: Complaints,2023\/24: Upheld or partly upheld\nStatutory,327,22\.324\d+\nAll complaints,327,22\.324\d+\n$/);
    assert.equal((await office.store.db.selectFrom('audit').select('what').orderBy('position', 'desc').limit(1).executeTakeFirst())?.what, 'exported');
  });
});

test('an answer goes into a report as a chart, a sentence or a number in one step, counts the days that were asked about, and a number alone makes no table', async () => {
  await withPublishingOffice(async ({ store, viewer, begin }) => {
    const report = await begin();
    const app = makeApp(store, { clock });
    try {
      const manager = new Visitor(app, store.db, clock);
      await manager.signIn(viewer.email);
      const section = findLayout('annual')!.sections[1]!.key;
      const lastYear = 'period=own&from-day=1&from-month=4&from-year=2022&to-day=31&to-month=3&to-year=2023';
      const add = (question: string, as: string, place = `${report}:${section}`) => manager.send('/figures/add', { question, as, place });
      const reply = await add(`measure=complaints&${YEAR}&by=theme`, 'chart');
      assert.equal(reply.statusCode, 303, textOf(reply.body).slice(0, 400));
      assert.equal(reply.headers.location, `/reports/${report}?done=yes#part-complaints-theme-table`);
      await add(`measure=complaints&${lastYear}`, 'sentence');
      const read = readLayout((await findReport(store.db, viewer.authorityId, report))?.layout);
      assert.ok('layout' in read);
      const [chart, sentence] = read.layout.sections[1]!.blocks.slice(-2);
      assert.equal(chart?.kind === 'table' && chart.chart?.kind, 'bars');
      assert.deepEqual(sentence?.kind === 'sentences' && sentence.sentences[0], { rule: 'how many', figure: { measure: 'complaints', period: { yearsBefore: 1 } }, noun: { one: '{complaint}', many: '{complaints}' } });
      assert.deepEqual(errorsOf((await add(`measure=complaints&${YEAR}`, 'table')).body), { place: 'One number alone makes no table or chart. Add it as a sentence or a number, or break it down' });
      assert.deepEqual(errorsOf((await add(`measure=complaints&${YEAR}`, 'number', `${report}:gone`)).body), { place: 'That section is not in the report any more. Select another' });
      assert.equal((await manager.send('/figures/add', { question: `measure=complaints&${YEAR}&by=ref`, as: 'table', place: `${report}:${section}` })).statusCode, 400);
    } finally {
      await app.close();
    }
  });
});

test('a reference that is printed below a table leads to it, and its numbers to the cases as at the cut-off; hidden ones are whole for those inside alone', async () => {
  await withPublishingOffice(async ({ store, viewer, begin, publishes, somebody }) => {
    const report = await begin({ asAt: day('2026-11-20') });
    const publication = await publishes(report, { disclosure: { threshold: 5 } });
    const app = makeApp(store, { clock });
    try {
      const manager = new Visitor(app, store.db, clock);
      await manager.signIn(viewer.email);
      assert.equal((await manager.get(`/figures?reference=r${report}-4`)).headers.location, `/reports/${report}/tables/4`);
      assert.equal((await manager.get(`/figures?reference=+P${publication}+-+2+`)).headers.location, `/publications/${publication}/tables/2`);
      assert.deepEqual(errorsOf((await manager.get('/figures?reference=table+4')).body), { reference: 'A reference is a letter, a number, a hyphen and another number, such as R12-4 or P7-4' });
      const table = await manager.get(`/reports/${report}/tables/4`);
      const [first] = listsOf(table.body);
      assert.ok(first !== undefined);
      assert.match(first.href, /as_at=2026-11-20/);
      assert.match(textOf((await manager.get(first.href)).body), /As at The end of 20 November 2026\. Cases are shown as they stood then/);
      assert.equal((await manager.get(`/reports/${report}/tables/900`)).statusCode, 404);
      const leader = new Visitor(app, store.db, clock);
      await leader.signIn((await somebody('Lena Leader', 'senior_leader')).email);
      assert.equal((await leader.get(`/reports/${report}/tables/4`)).statusCode, 403);
      assert.deepEqual(errorsOf((await leader.get(`/figures?reference=r${report}-4`)).body), { reference: 'A table of a report that is being composed is for those who compose it. Once it is published its reference begins with P, such as P7-4' });
      let hidden = 0;
      for (let number = 1; number <= 12; number += 1) {
        const [inside, outside] = [await manager.get(`/publications/${publication}/tables/${number}`), await leader.get(`/publications/${publication}/tables/${number}`)];
        assert.deepEqual([inside.statusCode, outside.statusCode], [200, 200], `table ${number}`);
        assert.deepEqual(listsOf(outside.body), []);
        const marks = inside.body.match(/\d+(?:<\/a>)? \[c\]|>\d+ \[c\]</gu)?.length ?? 0;
        hidden += marks;
        if (marks > 0) assert.match(textOf(inside.body), /Numbers with \[c\] beside them are hidden in print/);
        assert.doesNotMatch(outside.body, />\d+ \[c\]/);
        if (marks > 0) assert.match(outside.body, />\[c\]</);
      }
      assert.ok(hidden > 3, `${hidden} numbers were hidden`);
    } finally {
      await app.close();
    }
  });
});

test('axe finds nothing wrong with the figures, an answer, its errors and its cases, on a desktop and on a telephone', { timeout: 300_000 }, async () => {
  await withOffice(async (office) => {
    const { email } = await addSomebody(office.store.db, office.authorityId, 'Mona Manager', ['complaints_manager']);
    await office.app.listen({ port: 0, host: '127.0.0.1' });
    const address = `http://127.0.0.1:${(office.app.server.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    try {
      for (const width of [1280, 320]) {
        const page = await (await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: true })).newPage();
        await page.goto(`${address}/sign-in`);
        await page.fill('#email', email);
        await page.fill('#password', PASSWORD);
        await page.click('form[action="/sign-in"] button[type=submit]');
        for (const path of ['/figures', `/figures?measure=complaints&${YEAR}&by=service&across=stage1_outcome&where=handled_as%3Dstatutory`, `/figures?measure=stage1_on_time_rate&${YEAR}&by=month&compared=years-1`, `/figures?measure=complaints&${YEAR}&by=ref&across=month&within=x`, '/figures/cases?measure=upheld_rate&from=2023-04-01&to=2024-03-31&where=handled_as%3Dstatutory']) {
          await page.goto(address + path);
          await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
          assert.deepEqual(await axe(page), [], `${path} at ${width}`);
          assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${path} at ${width} is wider than the window`);
        }
        await page.goto(`${address}/figures`);
        await page.selectOption('#measure', 'complaints');
        await page.selectOption('#by', 'handled_as');
        await page.click('form[aria-labelledby=ask] button');
        await page.click('.candour-answer tbody a');
        assert.equal(await page.textContent('h1'), 'Cases behind the figure');
      }
    } finally {
      await browser.close();
    }
  });
});

test('a council without a register, whose first case was recorded today, is offered the financial year to date', () => {
  const [today, ever] = [day('2026-11-20'), day('9999-12-31')];
  const register = { from: day('2023-04-01'), to: day('2024-03-31') };
  assert.equal(usualPeriod([], today, '04-01'), 'year-to-date');
  assert.equal(usualPeriod([{ from: today, to: ever }], today, '04-01'), 'year-to-date');
  assert.deepEqual(usualPeriod([register, { from: today, to: ever }], today, '04-01'), register);
  assert.equal(usualPeriod([register, { from: day('2025-06-01'), to: ever }], today, '04-01'), 'year-to-date');
});
