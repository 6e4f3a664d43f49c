import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import { axe, openBrowser } from '../browser.ts';
import { addCaseOf } from './hidden-office.ts';
import { clock, errorsOf, type Office, textOf, withOffice } from './record-office.ts';
import { addSomebody, Visitor } from './signed-in.ts';

const received = (ref: string, on: string, service = 'Fostering'): readonly CaseEvent[] => [{ type: 'RepresentationReceived', on: day(on), ref, theme: 'Staff conduct', service }, { type: 'HandlingDecided', on: day(on), handledAs: 'statutory' }];
const allocated = (on: string, respondingManager = 'U998'): CaseEvent => ({ type: 'Stage1Allocated', on: day(on), respondingManager });
/** As the act of answering would have it judged. */
const answered = (startedOn: string, on: string, workingDays = 13, outcome: 'upheld' | 'not_upheld' = 'upheld'): CaseEvent => ({ type: 'Stage1Responded', on: day(on), outcome, judged: { startedOn: day(startedOn), dueOn: day(on), workingDays } });
const sectionOf = (body: string, id: string): string => textOf(new RegExp(`<section[^>]*aria-labelledby="${id}">[^]*?</section>`, 'u').exec(body)?.[0] ?? '');
const refsOf = (body: string): string[] => [...body.matchAll(/candour-ref" href="\/cases\/[^"]+">(?<ref>[^<]+)</gu)].map(({ groups }) => groups!['ref']!);

async function signIn({ app, store, authorityId }: Office, name: string, roles: readonly ViewerRole[]): Promise<{ readonly visitor: Visitor; readonly accountId: number }> {
  const { email, accountId } = await addSomebody(store.db, authorityId, name, roles);
  const visitor = new Visitor(app, store.db, clock);
  await visitor.signIn(email);
  return { visitor, accountId };
}

/**
 * Seven earlier answers, each given 12 working days after allocation, six of them on time; one of this quarter, on time. Open on Friday 20 November 2026:
 * D-1 and D-3 (restricted), given to nobody; D-2, allocated on 12 November to `manager`; D-4, past its 10 working days and not its 20; D-6, past both.
 */
async function withCases(office: Office, manager: string): Promise<void> {
  const { store } = office;
  await store.db.insertInto('service').values({ authority_id: office.authorityId, service: 'Fostering', parent: null, opens_on: null, closes_on: null }).execute();
  await addCaseOf(store, 'OLD-1', [...received('OLD-1', '2025-10-01'), allocated('2025-10-01'), answered('2025-10-01', '2025-10-17')], 'U999', new Date('2025-10-20T10:00:00Z'));
  for (const ref of ['E-1', 'E-2', 'E-3', 'E-4']) await addCaseOf(store, ref, [...received(ref, '2026-06-01'), allocated('2026-06-02'), answered('2026-06-01', '2026-06-18')]);
  await addCaseOf(store, 'E-5', [...received('E-5', '2026-05-20'), allocated('2026-06-02'), answered('2026-05-20', '2026-06-18', 20, 'not_upheld')]);
  await addCaseOf(store, 'E-6', [...received('E-6', '2026-05-11'), allocated('2026-06-02'), answered('2026-05-11', '2026-06-18', 27)]);
  await addCaseOf(store, 'Q-1', [...received('Q-1', '2026-10-05'), allocated('2026-10-05'), answered('2026-10-05', '2026-10-16')]);
  await addCaseOf(store, 'D-1', received('D-1', '2026-11-09'));
  await addCaseOf(store, 'D-2', [...received('D-2', '2026-11-11'), allocated('2026-11-12', manager)]);
  await addCaseOf(store, 'D-3', [...received('D-3', '2026-11-09'), { type: 'CaseRestricted', on: day('2026-11-10'), reason: 'Senior manager named' }]);
  await addCaseOf(store, 'D-4', [...received('D-4', '2026-11-03'), allocated('2026-11-03')]);
  await addCaseOf(store, 'D-6', received('D-6', '2026-10-01'));
}

test('the forecast is a range of what can still be, and each clock that will run out is listed with why, to those who may see the case', async () => {
  await withOffice(async (office) => {
    const { visitor: rita, accountId } = await signIn(office, 'Rita Responsible', ['senior_leader', 'responding_manager']);
    await withCases(office, `U${accountId}`);
    const { visitor: mona } = await signIn(office, 'Mona Manager', ['complaints_manager']);
    const { body, statusCode } = await mona.get('/dashboard?service=Fostering');
    assert.equal(statusCode, 200);
    // D-1, D-2, D-3 and D-4 can still be on time, and 6/7 of 4 is 3; D-1 and D-3 are expected on 8 December, a day after their 20 working days.
    assert.match(sectionOf(body, 'outlook'), /So far in the quarter: the one stage 1 answer was given on time\. 5 open complaints fall due by 31 December 2026\. 1 of them is overdue already.*Best: every one that still can be on time is 5 of 6 On present progress: 2 more are expected to be late 3 of 6 At the rate of the last four quarters: 6 of 7 on time 4 of 6 Worst: none more is on time 1 of 6/u);
    const late = sectionOf(body, 'breaches');
    assert.match(late, /Of 5 clocks of stage 1, stage 2 and review panels that run, 2 are overdue already\. Overdue already 2 clocks have run out, and what they wait for is not done\./u);
    // D-6 was due 10 working days after 1 October, D-4 after 3 November; D-4 is expected 12 working days after it was allocated.
    assert.match(late, /D-6 Fostering Stage 1 response Was due 15 October 2026 Expected 8 December 2026 No responding manager yet; .* D-4 Fostering Stage 1 response Was due 17 November 2026 Expected 20 November 2026 Allocated on 3 November 2026; .* Expected to be late 3 clocks are expected to run out before what they wait for is done\./u);
    assert.match(late, /D-1 Fostering Stage 1 response Due 23 November 2026 Expected 8 December 2026 No responding manager yet; answers took 12 working days from allocation \(median of 7\)/u);
    assert.match(late, /D-2 Fostering Stage 1 response Due 25 November 2026 Expected 30 November 2026 Allocated on 12 November 2026; answers took 12 working days from allocation \(median of 7\)/u);
    assert.deepEqual(refsOf(body), ['D-6', 'D-4', 'D-1', 'D-3', 'D-2']);

    const { visitor: olive } = await signIn(office, 'Olive Officer', ['complaints_officer']);
    const officer = (await olive.get('/dashboard?service=Fostering')).body;
    assert.deepEqual(refsOf(officer), ['D-6', 'D-4', 'D-1', 'D-2'], 'a restricted case is counted and not listed');
    assert.match(sectionOf(officer, 'breaches'), /3 clocks are expected to run out .* You may see 2 of them\./u);
    assert.doesNotMatch(officer, /D-3/u);

    const responsible = (await rita.get('/dashboard?service=Fostering')).body;
    assert.deepEqual(refsOf(responsible), ['D-2'], 'who takes part in one case sees that one');
    assert.match(sectionOf(responsible, 'breaches'), /2 clocks have run out, and what they wait for is not done\. You may see none of them\. .* You may see 1 of them\./u);
  });
});

test('a senior leader sees how many and not which, with no way to a list; a responding manager alone has no dashboard', async () => {
  await withOffice(async (office) => {
    await withCases(office, 'U997');
    const { visitor: lena } = await signIn(office, 'Lena Leader', ['senior_leader']);
    const { body } = await lena.get('/dashboard');
    assert.match(sectionOf(body, 'breaches'), /3 clocks are expected to run out before what they wait for is done\. You may see figures and no cases, so they are counted and not listed\./u);
    assert.deepEqual(refsOf(body), []);
    assert.doesNotMatch(body, /D-\d|E-\d|\/figures\/cases|href="\/cases\//u);
    assert.match(textOf(body), /Complaints received 6 .*Stage 1 answers given on time 1 of 1/u, 'small bases are counted');
    const { visitor: rob } = await signIn(office, 'Rob Responding', ['responding_manager']);
    assert.equal((await rob.get('/dashboard')).statusCode, 403);
    assert.doesNotMatch((await rob.get('/work')).body, /href="\/dashboard"/u);
    const listed = await office.store.db.selectFrom('audit').select('detail').where('what', '=', 'listed').orderBy('position').execute();
    assert.deepEqual(listed.map(({ detail }) => detail).filter((detail) => detail['list'] === 'dashboard'), [{ list: 'dashboard', period: 'this-quarter' }]);
  });
});

test('every number of the dashboard leads to as many cases as it says', async () => {
  await withOffice(async (office) => {
    await withCases(office, 'U997');
    const { visitor: mona } = await signIn(office, 'Mona Manager', ['complaints_manager']);
    const { body } = await mona.get('/dashboard?service=Fostering&period=last-four-quarters');
    assert.doesNotMatch(body, /Of this period records are held/u);
    const lists = [...body.matchAll(/<a class="govuk-link" href="(?<href>\/figures\/cases\?[^"]+)">(?<number>[^<]+)<\/a>/gu)].map(({ groups }) => ({ number: groups!['number']!, href: groups!['href']!.replaceAll('&amp;', '&') }));
    assert.ok(lists.length >= 6, `${lists.length} lists`);
    for (const { number, href } of lists) {
      const said = textOf((await mona.get(href)).body);
      const [part, base] = number.split(' of ');
      assert.match(said, base === undefined ? new RegExp(`${number} cases? (is|are) counted\\.`, 'iu') : new RegExp(`${base} cases? (is|are) what this is of\\. The number counts ${part} of`, 'u'), href);
    }
  });
});

test('a head of service begins with a service they answer for; one that the council has not is refused beside its field', async () => {
  await withOffice(async (office) => {
    await withCases(office, 'U997');
    const { visitor: hari, accountId } = await signIn(office, 'Hari Stone', ['senior_leader']);
    await office.store.db.updateTable('account').set({ answers_for: ['Fostering'] }).where('account_id', '=', accountId).execute();
    const { body } = await hari.get('/dashboard');
    assert.match(body, /<option value="Fostering" selected>/u);
    assert.match(textOf(body), /You answer for Fostering, with what is below\..* Fostering, Quarter 3 2026\/27/u);
    assert.match((await hari.get('/dashboard?service=')).body, /<option value="" selected>/u, 'they may look at all');
    const wrong = await hari.get('/dashboard?service=Nowhere');
    assert.equal(wrong.statusCode, 400);
    assert.deepEqual(Object.keys(errorsOf(wrong.body)), ['service']);
  });
});

test('where nothing is on record it says so: no number, no forecast, no expectation', async () => {
  await withOffice(async (office) => {
    const { visitor: lena } = await signIn(office, 'Lena Leader', ['senior_leader']);
    await office.store.db.insertInto('service').values({ authority_id: office.authorityId, service: 'Fostering', parent: null, opens_on: null, closes_on: null }).execute();
    const { body, statusCode } = await lena.get('/dashboard?service=Fostering');
    assert.equal(statusCode, 200);
    assert.match(sectionOf(body, 'numbers'), /Nothing is on record of Fostering in Quarter 3 2026\/27 so far\. Choose another period/u);
    assert.match(sectionOf(body, 'outlook'), /No open complaints fall due for a stage 1 answer by 31 December 2026\. A forecast is made from 5 on\./u);
    assert.match(sectionOf(body, 'breaches'), /No clock of stage 1, stage 2 or a review panel is running\./u);
    assert.match(sectionOf(body, 'open'), /No complaint is open\./u);
    assert.match(sectionOf(body, 'trend'), /No complaints are on record in the eight quarters before this one\./u);
    assert.doesNotMatch(body, /report-headline"/u);
    await addCaseOf(office.store, 'N-1', received('N-1', '2026-11-09'), 'U999', new Date('2026-11-09T10:00:00Z'));
    const { visitor: mona } = await signIn(office, 'Mona Manager', ['complaints_manager']);
    assert.match(sectionOf((await mona.get('/dashboard')).body, 'numbers'), /Of this period records are held from 9 November 2026 on: the numbers count no more than that\./u, 'a quarter of which a part is held is not taken for whole');
  });
});

test('the dashboard keeps to WCAG 2.2 AA and fits 320 pixels', async () => {
  await withOffice(async (office) => {
    await withCases(office, 'U997');
    const { visitor: mona } = await signIn(office, 'Mona Manager', ['complaints_manager']);
    await office.app.listen({ port: 0 });
    const url = `http://127.0.0.1:${(office.app.server.address() as AddressInfo).port}/dashboard`;
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ bypassCSP: true });
      await context.addCookies([{ name: 'candour', value: mona.cookie ?? '', url }]);
      const page = await context.newPage();
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 });
        for (const query of ['', '?service=Nowhere&period=last-four-quarters']) {
          await page.goto(`${url}${query}`);
          assert.deepEqual(await axe(page), [], `${query} at ${width}`);
          assert.ok(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), `${query} fits ${width} pixels`);
        }
      }
    } finally {
      await browser.close();
    }
  });
});
