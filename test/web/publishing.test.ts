import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../src/domain/day.ts';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import type { Layout } from '../../src/reporting/layout.ts';
import { auditTrail, verifyAudit } from '../../src/store/audit.ts';
import { addPerson } from '../../src/store/people.ts';
import { findPublication, publicationsOf } from '../../src/store/publications.ts';
import { findReport } from '../../src/store/reports.ts';
import { makeApp } from '../../src/web/app.ts';
import { axe, openBrowser } from '../browser.ts';
import { annual, freshForm, type PublishingOffice, withPublishingOffice } from '../reports/publishing-office.ts';
import { addSomebody, Visitor } from './signed-in.ts';

/** What the figures and the register say otherwise: 71 complaints were received, and Alex Farrow is on one of the cases. */
const narrative = 'There were 75 complaints in 2023/24.\n\nAlex Farrow’s mother was glad of Grace. The team met on 3 May 2023.';
const layout: Layout = {
  ...annual, sections: [{ key: 'in-brief', title: 'In brief', blocks: [
    { kind: 'narrative', key: 'words', text: narrative, figures: {} }, { kind: 'picked compliments', key: 'praise', picked: [{ ref: 'HX23-C900' }] },
  ] }, ...annual.sections.slice(1, 4)],
};

type Web = PublishingOffice & { readonly app: ReturnType<typeof makeApp>; readonly at: string; readonly report: number; visitor(name: string, ...roles: ViewerRole[]): Promise<Visitor>; goTo(at: string): void };

/** The council with a report of the year, in whose words a wrong number and the names of two people stand. */
async function withWeb(run: (web: Web) => Promise<void>): Promise<void> {
  await withPublishingOffice(async (office) => {
    const { store, authority: { authorityId } } = office;
    let now = new Date('2026-11-23T09:00:00Z');
    const clock = () => now;
    const people = await store.db.transaction().execute(async (transaction) => [await addPerson(transaction, authorityId, { name: 'Alex Farrow', address: '3 Mill Lane\nAshmere' }), await addPerson(transaction, authorityId, { name: 'Grace Pell' })]);
    const long = new Date('2026-11-20T09:00:00Z');
    await office.records('HX23-801', long, { type: 'RepresentationReceived', on: day('2024-03-01'), ref: 'HX23-801', channel: 'email', theme: 'Service provision', complainant: people[0]!, children: [people[1]!] }, { type: 'HandlingDecided', on: day('2024-03-02'), handledAs: 'statutory' });
    await office.records('HX23-C900', long, { type: 'ComplimentReceived', on: day('2024-01-09'), ref: 'HX23-C900', source: 'parent', text: 'Ruth Amadi at Larkhill Academy was kind to my 9-year-old son.', credited: 'Ruth Amadi', publishConsent: 'yes' });
    const app = makeApp(store, { clock });
    const report = await office.begin({ layout, title: 'Annual report' });
    await run({
      ...office, app, report, at: `/reports/${report}/publish`, goTo(to) { now = new Date(to); },
      async visitor(name, ...roles) {
        const { email } = await addSomebody(store.db, authorityId, name, roles);
        const one = new Visitor(app, store.db, clock);
        assert.equal((await one.signIn(email)).statusCode, 302);
        return one;
      },
    });
    assert.deepEqual(await verifyAudit(store.db, authorityId), []);
    await app.close();
  });
}

const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(html)?.[1] ?? '';
const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
const boxes = (text: string) => ({ 'cutOff-day': String(Number(text.slice(8))), 'cutOff-month': String(Number(text.slice(5, 7))), 'cutOff-year': text.slice(0, 4) });

/** Decides everything that stops the report, as somebody would who reads it. */
async function decideAll({ at }: Web, visitor: Visitor): Promise<void> {
  assert.equal((await visitor.send(`${at}/cut-off`, boxes('2026-11-22'))).statusCode, 303);
  for (let round = 0; ; round += 1) {
    assert.ok(round < 40, 'findings go on for ever');
    const { body } = await visitor.get(`${at}/checks`);
    const stops = body.split('<h2 class="govuk-heading-m">To look at')[0]?.split('<h2 class="govuk-heading-m">Overruled')[0] ?? '';
    const [finding] = all(stops, /name="finding" value="(\w+)"/gu);
    if (finding === undefined) break;
    assert.equal((await visitor.send(`${at}/checks`, { finding, reason: 'The committee asked for it' })).statusCode, 303);
  }
  for (let round = 0; ; round += 1) {
    assert.ok(round < 20, 'finds go on for ever');
    const { body } = await visitor.get(`${at}/redaction`);
    const text = hidden(body, 'text');
    if (text === '') break;
    const form = body.slice(body.indexOf('name="text"'), body.indexOf('Save what is decided here'));
    const fields = Object.fromEntries(all(form, /name="decision-(\w+)" value="leave"/gu).flatMap((id) => {
      const replacement = hidden(form, `replacement-${id}`) || (new RegExp(`id="replacement-${id}"[^>]*value="([^"]*)"`, 'u').exec(form)?.[1] ?? '');
      return form.includes(`id="replace-${id}"`) ? [[`decision-${id}`, 'replace'], [`replacement-${id}`, replacement]] : [[`decision-${id}`, 'leave'], [`reason-${id}`, 'Nobody is meant']];
    }));
    assert.equal((await visitor.send(`${at}/redaction`, { text, ...fields })).statusCode, 303);
  }
}

/** The mark of one form of a page: its number, and what it was decided on; of the form that holds `within`, or the first. */
function markIn(html: string, within = ''): { form: string; seen: string } {
  const form = html.split('<form ').slice(1).map((one) => one.split('</form>')[0] ?? '').find((one) => one.includes('name="seen"') && one.includes(within)) ?? '';
  return { form: hidden(form, 'form'), seen: hidden(form, 'seen') };
}

test('a cut-off must be a day that is over, and yesterday is offered', async () => {
  await withWeb(async (web) => {
    const visitor = await web.visitor('Olive Officer', 'complaints_officer');
    assert.match((await visitor.get(`${web.at}/cut-off`)).body, /name="cutOff-day"[^>]*value="22"/);
    for (const [text, error] of [['2026-11-23', /must be a day that is over: 22 November 2026 or before/], ['2022-01-01', /must be the same as or after 1 April 2023/]] as const) {
      const reply = await visitor.send(`${web.at}/cut-off`, boxes(text));
      assert.equal(reply.statusCode, 400);
      assert.match(reply.body, error);
    }
    assert.equal((await visitor.send(`${web.at}/cut-off`, boxes('2026-11-21'))).statusCode, 303);
    assert.equal((await findReport(web.store.db, web.authority.authorityId, web.report))?.asAt, '2026-11-21');
    assert.equal((await visitor.send(web.at, {})).statusCode, 403, 'an officer prepares, and does not publish');
    const manager = await web.visitor('Mo Manager', 'complaints_manager');
    const held = async () => (await findReport(web.store.db, web.authority.authorityId, web.report))!;
    const [hers, theirs] = [markIn((await visitor.get(`${web.at}/cut-off`)).body), markIn((await manager.get(`${web.at}/cut-off`)).body)];
    const { version } = await held();
    const twice = await Promise.all([visitor.send(`${web.at}/cut-off`, { ...boxes('2026-11-20'), ...hers }), visitor.send(`${web.at}/cut-off`, { ...boxes('2026-11-20'), ...hers })]);
    assert.deepEqual([twice.map(({ statusCode }) => statusCode), (await held()).version], [[303, 303], version + 1], 'two clicks choose it once');
    const second = await manager.send(`${web.at}/cut-off`, { ...boxes('2026-11-19'), ...theirs });
    assert.deepEqual([second.statusCode, (await held()).asAt], [409, '2026-11-20']);
    for (const said of [/Cut-off 20 November 2026<span class="candour-beside">Olive Officer/, /The cut-off day is 20 November 2026 now/, /name="cutOff-day"[^>]*value="19"/]) assert.match(second.body, said);
    assert.equal((await visitor.send(`${web.at}/cut-off`, { ...boxes('2026-11-18'), ...hers })).statusCode, 409, 'who goes back and types another day is told that there is one');
    assert.equal((await manager.send(`${web.at}/cut-off`, { ...boxes('2026-11-19'), ...markIn(second.body) })).statusCode, 303);
    assert.equal((await held()).asAt, '2026-11-19', 'once they have seen it, theirs is taken');
    const rule = { audience: 'public', rounded: 'no', roundedTo: '' };
    const [hersNow, theirsNow] = [markIn((await visitor.get(`${web.at}/small-numbers`)).body), markIn((await manager.get(`${web.at}/small-numbers`)).body)];
    assert.equal((await visitor.send(`${web.at}/small-numbers`, { ...rule, threshold: '10', ...hersNow })).statusCode, 303);
    const wrong = await manager.send(`${web.at}/small-numbers`, { ...rule, threshold: '1', ...theirsNow });
    assert.equal(wrong.statusCode, 400, 'what is wrong in it is said first, and it still rests on what was seen');
    const late = await manager.send(`${web.at}/small-numbers`, { ...rule, threshold: '7', ...markIn(wrong.body) });
    assert.deepEqual([late.statusCode, (await held()).disclosure], [409, { threshold: 10 }]);
    assert.match(late.body, /Numbers below 10 are hidden, none is rounded: so it is now/);
    assert.match(late.body, /id="threshold"[^>]*value="7"/);
    assert.equal((await visitor.send(`${web.at}/cut-off`, { ...boxes('2026-11-21'), ...markIn((await visitor.get(`${web.at}/cut-off`)).body) })).statusCode, 303, 'who decides something else is not in the way');
    assert.equal((await manager.send(`${web.at}/small-numbers`, { ...rule, threshold: '7', ...markIn(late.body) })).statusCode, 303);
    assert.deepEqual([(await held()).disclosure, (await held()).asAt], [{ threshold: 7 }, '2026-11-21']);
  });
});

test('what stops a report is named; overruled with a reason it stops no more, and the overruling can be taken back', async () => {
  await withWeb(async (web) => {
    const visitor = await web.visitor('Mo Manager', 'complaints_manager');
    const refused = await visitor.send(web.at, { form: freshForm(), seal: 'anything' });
    assert.equal(refused.statusCode, 409);
    for (const reason of [/Choose a cut-off day that is over/, /Mend or overrule/, /names, places and ages that were found/]) assert.match(refused.body, reason);
    const { body } = await visitor.get(`${web.at}/checks`);
    assert.match(body, /75/, 'the number that no figure gives');
    const [finding = ''] = all(body, /name="finding" value="(\w+)"/gu);
    assert.match((await visitor.send(`${web.at}/checks`, { finding, reason: '' })).body, /Enter why it may stand as it is/);
    await visitor.send(`${web.at}/checks`, { finding, reason: 'Counted by hand' });
    const after = await visitor.get(`${web.at}/checks`);
    assert.match(after.body, /Counted by hand<span class="candour-beside">Mo Manager, 23 November 2026 at 9:00am/);
    await visitor.send(`${web.at}/checks`, { takeBack: finding });
    const reasons = async () => (await findReport(web.store.db, web.authority.authorityId, web.report))?.overruled.map(({ reason }) => reason);
    assert.deepEqual(await reasons(), []);
    const officer = await web.visitor('Olive Officer', 'complaints_officer');
    const page = (await visitor.get(`${web.at}/checks`)).body;
    const [mine, hers] = [markIn(page, finding), markIn((await officer.get(`${web.at}/checks`)).body, finding)];
    assert.notEqual(mine.form, hers.form);
    const clicks = await Promise.all([officer.send(`${web.at}/checks`, { finding, reason: 'Counted twice', ...hers }), officer.send(`${web.at}/checks`, { finding, reason: 'Counted twice', ...hers })]);
    assert.deepEqual([clicks.map(({ statusCode }) => statusCode), await reasons()], [[303, 303], ['Counted twice']]);
    const second = await visitor.send(`${web.at}/checks`, { finding, reason: 'Counted by hand', ...mine });
    assert.deepEqual([second.statusCode, await reasons()], [409, ['Counted twice']]);
    for (const said of [/Overruled a finding<span class="candour-beside">Olive Officer/, /It is overruled now, because: Counted twice/, /<textarea[^>]*>Counted by hand</]) assert.match(second.body, said);
    const other = all(page, /name="finding" value="(\w+)"/gu).find((one) => one !== finding) ?? '';
    assert.equal((await visitor.send(`${web.at}/checks`, { finding: other, reason: 'So it was agreed', ...markIn(page, other) })).statusCode, 303, 'another finding is nobody’s business but its own');
    assert.equal((await visitor.send(`${web.at}/checks`, { finding, reason: 'Counted by hand', ...markIn(second.body, finding) })).statusCode, 303);
    assert.deepEqual(await reasons(), ['So it was agreed', 'Counted by hand']);
    const stale = await officer.send(`${web.at}/checks`, { takeBack: finding, seen: markIn(second.body, finding).seen });
    assert.deepEqual([stale.statusCode, await reasons()], [409, ['So it was agreed', 'Counted by hand']], 'nobody takes back a reason that they have not read');
    assert.equal((await officer.send(`${web.at}/checks`, { takeBack: finding, ...markIn(stale.body, finding) })).statusCode, 303);
    assert.deepEqual(await reasons(), ['So it was agreed']);
  });
});

test('names, schools and ages are replaced in the report’s own copy of the words; the record stays, and what is left has its reason', async () => {
  await withWeb(async (web) => {
    const visitor = await web.visitor('Mo Manager', 'complaints_manager');
    const { body } = await visitor.get(`${web.at}/redaction`);
    for (const found of ['Alex Farrow', 'Grace', 'Ruth Amadi', 'Larkhill Academy', '9-year-old']) assert.ok(body.includes(`“${found}”`), found);
    const text = hidden(body, 'text');
    assert.match((await visitor.send(`${web.at}/redaction`, { text })).body, /Select whether it is replaced or left/);
    const ids = new Map([...body.matchAll(/id="decision-(\w+)" tabindex="-1">\s*<legend[^>]*>\d+\. “([^”]+)”/gu)].map((match) => [match[2] ?? '', match[1] ?? '']));
    const refused = await visitor.send(`${web.at}/redaction`, { text: 'words', [`decision-${ids.get('Grace')}`]: 'leave', [`reason-${ids.get('Grace')}`]: '' });
    assert.match(refused.body, /Enter why it is left as it is/);
    const officer = await web.visitor('Olive Officer', 'complaints_officer');
    const hers = markIn((await officer.get(`${web.at}/redaction`)).body, 'value="words"');
    const decided = { text: 'words', [`decision-${ids.get('Grace')}`]: 'leave', [`reason-${ids.get('Grace')}`]: 'The name of a horse', [`decision-${ids.get('Alex Farrow')}`]: 'replace', [`replacement-${ids.get('Alex Farrow')}`]: 'A child' };
    const mark = markIn(refused.body, 'value="words"');
    const { version } = (await findReport(web.store.db, web.authority.authorityId, web.report))!;
    const clicks = await Promise.all([visitor.send(`${web.at}/redaction`, { ...decided, ...mark }), visitor.send(`${web.at}/redaction`, { ...decided, ...mark })]);
    assert.deepEqual([clicks.map(({ statusCode }) => statusCode), (await findReport(web.store.db, web.authority.authorityId, web.report))?.version], [[303, 303], version + 1], 'two clicks replace it once');
    const second = await officer.send(`${web.at}/redaction`, { text: 'words', [`decision-${ids.get('Alex Farrow')}`]: 'replace', [`replacement-${ids.get('Alex Farrow')}`]: 'A young person', [`decision-${ids.get('Grace')}`]: 'leave', [`reason-${ids.get('Grace')}`]: 'A month of grace', ...hers });
    assert.equal(second.statusCode, 409);
    for (const said of [/Names and places: 1 replaced, 1 left as it is<span class="candour-beside">Mo Manager/, /<p class="govuk-body candour-lines">A young person</, /<p class="govuk-body candour-lines">A month of grace</, /A child’s mother was glad of/]) assert.match(second.body, said);
    await visitor.send(`${web.at}/redaction`, { text: 'praise HX23-C900', ...Object.fromEntries(['Ruth Amadi', 'Larkhill Academy', '9-year-old'].flatMap((one) => [[`decision-${ids.get(one)}`, 'replace'], [`replacement-${ids.get(one)}`, one === '9-year-old' ? 'young' : one === 'Ruth Amadi' ? 'A worker' : 'a school']])) });
    const kept = (await findReport(web.store.db, web.authority.authorityId, web.report))!;
    const [words, praise] = (kept.layout as Layout).sections[0]?.blocks ?? [];
    assert.ok(words?.kind === 'narrative' && words.text.includes('A child’s mother was glad of Grace'));
    assert.ok(praise?.kind === 'picked compliments');
    assert.deepEqual(praise.picked, [{ ref: 'HX23-C900', words: 'A worker at a school was kind to my young son.' }]);
    const record = await web.store.db.selectFrom('compliment').select('text').where('ref', '=', 'HX23-C900').executeTakeFirstOrThrow();
    assert.equal(record.text, 'Ruth Amadi at Larkhill Academy was kind to my 9-year-old son.');
    const after = (await visitor.get(`${web.at}/redaction`)).body;
    assert.match(after, /“Grace” is left: The name of a horse/);
    assert.match(after, /Replaced so far/);
    for (const gone of ['Alex Farrow', 'Ruth Amadi', 'Larkhill']) assert.ok(!after.includes(gone), gone);
    const trail = JSON.stringify(await auditTrail(web.store.db, web.authority.authorityId, { most: 200 }));
    for (const gone of ['Farrow', 'Larkhill', 'Grace']) assert.ok(!trail.includes(gone), `${gone} is not on the audit trail`);
  });
});

test('a report is published as it was looked at and not otherwise; two clicks publish it once; its files, proof and reasons are on its page', async () => {
  await withWeb(async (web) => {
    const visitor = await web.visitor('Mo Manager', 'complaints_manager');
    await decideAll(web, visitor);
    const page = (await visitor.get(web.at)).body;
    const [form, seal] = [hidden(page, 'form'), hidden(page, 'seal')];
    assert.ok(seal !== '', page.slice(page.indexOf('Before it can go out')).slice(0, 600));
    await visitor.send('/administration/publishing', { audience: 'public', threshold: '10', rounded: 'no', roundedTo: '' });
    const changed = await visitor.send(web.at, { form, seal });
    assert.equal(changed.statusCode, 409);
    assert.match(changed.body, /not the one that you looked at/);
    await visitor.send('/administration/publishing', { audience: 'public', threshold: '5', rounded: 'no', roundedTo: '' });
    const [once, twice] = await Promise.all([visitor.send(web.at, { form, seal }), visitor.send(web.at, { form, seal })]);
    assert.deepEqual([once.statusCode, twice.statusCode, once.headers.location, twice.headers.location], [303, 303, '/publications/1?done=published', '/publications/1?done=published']);
    assert.equal((await publicationsOf(web.store.db, web.authority.authorityId)).length, 1);
    const kept = (await findPublication(web.store.db, web.authority.authorityId, 1))!;
    assert.equal(JSON.stringify([kept.printed, kept.redactions]).includes('Farrow'), false);
    assert.equal(kept.asAt, '2026-11-22');
    const leader = await web.visitor('Lee Leader', 'senior_leader');
    const shown = (await leader.get('/publications/1')).body;
    for (const said of [kept.hash, 'The committee asked for it', 'replaced before it went out', '/publications/1/files/docx']) assert.ok(shown.includes(said), said);
    assert.ok(!shown.includes('Take it back'));
    assert.equal((await leader.get('/publications/1/files/docx')).statusCode, 200);
    const file = await leader.get('/publications/1/files/html');
    assert.equal(file.statusCode, 200);
    assert.match(String(file.headers['content-disposition']), /^attachment; filename="P1-[a-z0-9-]+\.html"$/);
    const [exported] = await auditTrail(web.store.db, web.authority.authorityId, { most: 1 });
    assert.deepEqual([exported?.what, exported?.detail], ['exported', { publication: 1, format: 'html' }]);
    assert.match((await leader.get('/publications/1/again')).body, /the same to the letter/);
    assert.match((await visitor.send('/publications/1/withdraw', { reason: '' })).body, /Enter why it is taken back/);
    assert.equal((await visitor.send('/publications/1/withdraw', { reason: 'A wrong total' })).statusCode, 303);
    assert.equal((await visitor.send('/publications/1/withdraw', { reason: 'A wrong total' })).statusCode, 303, 'a second click is the first');
    const other = await web.visitor('Maya Manager', 'complaints_manager');
    const late = await other.send('/publications/1/withdraw', { reason: 'A name was left in' });
    assert.equal(late.statusCode, 409);
    for (const said of ['Somebody took it back already', 'A name was left in', 'Taken back:</strong> A wrong total']) assert.ok(late.body.includes(said), said);
    const usual = markIn((await other.get('/administration/publishing')).body);
    await visitor.send('/administration/publishing', { audience: 'public', threshold: '6', rounded: 'no', roundedTo: '' });
    const over = await other.send('/administration/publishing', { audience: 'public', threshold: '8', rounded: 'no', roundedTo: '', ...usual });
    assert.equal(over.statusCode, 409);
    assert.match(over.body, /Numbers below 6 are hidden, none is rounded: so it is now/);
    assert.match(over.body, /id="threshold"[^>]*value="8"/);
    assert.equal((await other.send('/administration/publishing', { audience: 'public', threshold: '8', rounded: 'no', roundedTo: '', ...markIn(over.body) })).statusCode, 303);
    assert.match((await leader.get('/publications/1')).body, /Taken back:<\/strong> A wrong total/);
    const anew = (await visitor.get(web.at)).body;
    assert.match(anew, /Went out before<\/dt><dd[^>]*>P1, 23 November 2026, taken back</);
    assert.ok(!anew.includes('It is out as'), 'what was taken back is not out');
    assert.equal((await visitor.send(web.at, { form: hidden(anew, 'form'), seal: hidden(anew, 'seal') })).headers.location, '/publications/2?done=published');
    assert.match((await visitor.get(web.at)).body, /It is out as <a class="govuk-link" href="\/publications\/2">P2/);
    assert.match((await leader.get('/publications/1')).body, /href="\/publications\/2">P2<\/a> \(later, 23 November 2026\)/);
    assert.match((await leader.get('/publications/2')).body, /href="\/publications\/1">P1<\/a> \(earlier, 23 November 2026, taken back\)/);
  });
});

test('what has changed since tells the events to those who may see the case, and to others that there are some', async () => {
  await withWeb(async (web) => {
    const publication = await web.publishes(web.report, { layout, disclosure: { threshold: 5 } });
    web.goTo('2026-11-24T09:00:00Z');
    await web.records('HX23-900', new Date('2026-11-24T08:00:00Z'), { type: 'RepresentationReceived', on: day('2024-02-01'), ref: 'HX23-900', channel: 'email', theme: 'Service provision', summary: 'Nobody rang back' }, { type: 'HandlingDecided', on: day('2024-02-02'), handledAs: 'statutory' });
    const manager = (await (await web.visitor('Mo Manager', 'complaints_manager')).get(`/publications/${publication}/changes`)).body;
    assert.match(manager, /id="case-\d+"[^>]*><a class="govuk-link" href="\/cases\/HX23-900">/);
    for (const said of ['Complaint received', 'Nobody rang back', 'Recorded by Max Manager later than it happened, on 24 November 2026']) assert.ok(manager.includes(said), said);
    const leader = (await (await web.visitor('Lee Leader', 'senior_leader')).get(`/publications/${publication}/changes`)).body;
    assert.ok(leader.includes('that you may not see'));
    for (const untold of ['HX23-900', 'Nobody rang back']) assert.ok(!leader.includes(untold), untold);
    assert.equal(leader.match(/<td class="govuk-table__cell"/gu)?.length, manager.match(/<td class="govuk-table__cell"/gu)?.length, 'every number is told to both');
  });
});

test('a report that is decided on and published in a browser, at desk and telephone width, has no fault that axe finds', async () => {
  await withWeb(async (web) => {
    const visitor = await web.visitor('Mo Manager', 'complaints_manager');
    const address = await web.app.listen({ port: 0, host: '127.0.0.1' });
    const browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, acceptDownloads: true });
    try {
      await context.addCookies([{ name: 'candour', value: visitor.cookie ?? '', url: address }]);
      const page = await context.newPage();
      const look = async (state: string): Promise<void> => {
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: 900 });
          assert.deepEqual(await axe(page), [], `${state} at ${width}`);
          assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${state} at ${width} goes out of the side`);
          assert.equal(await page.locator('h1').count(), 1, state);
        }
      };
      const open = async (path: string): Promise<void> => { await page.goto(address + path); };
      await open('/publications');
      await look('no publication');
      await open(web.at);
      await look('publish');
      await page.getByRole('link', { name: 'Cut-off day', exact: true }).click();
      await page.getByLabel('Year').fill('2027');
      await page.getByRole('button', { name: 'Save' }).click();
      await look('a wrong cut-off');
      await page.getByLabel('Year').fill('2026');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('link', { name: 'Checks', exact: true }).click();
      await look('checks');
      await page.getByText('Overrule it').first().click();
      await page.getByRole('button', { name: 'Overrule', exact: true }).first().click();
      await look('an overruling without a reason');
      await open(`${web.at}/small-numbers`);
      await look('small numbers');
      await page.getByLabel('Hide numbers below').fill('1');
      await page.getByRole('button', { name: 'Save' }).click();
      await look('a wrong threshold');
      await open(`${web.at}/redaction`);
      await look('redaction');
      // What is likely is chosen already; the ordinary word is left to be decided.
      await page.getByRole('button', { name: 'Save what is decided here' }).first().click();
      await page.getByText('Replaced so far').waitFor();
      await page.getByRole('button', { name: 'Save what is decided here' }).last().click();
      await page.getByRole('button', { name: 'Save what is decided here' }).first().click();
      await page.getByText('Select whether it is replaced or left').first().waitFor();
      await look('nothing decided');
      await decideAll(web, visitor);
      await open(`${web.at}/redaction`);
      await look('everything decided');
      await open(`${web.at}/checks`);
      await look('findings overruled');
      await open(web.at);
      await look('ready');
      await page.getByRole('link', { name: 'Look at what goes out' }).click();
      await look('what goes out');
      await page.goBack();
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByText('It is frozen as publication P1').waitFor();
      await look('published');
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as Web page' }).click()]);
      assert.match(download.suggestedFilename(), /^P1-.*\.html$/);
      await open('/publications/1/again');
      await look('made again');
      await open('/publications/1/changes');
      await page.getByText('Nothing: all').waitFor();
      await look('nothing has changed');
      await web.records('HX23-900', new Date('2026-11-23T09:30:00Z'), { type: 'RepresentationReceived', on: day('2024-02-01'), ref: 'HX23-900', channel: 'email', theme: 'Service provision', summary: 'Nobody rang back' }, { type: 'HandlingDecided', on: day('2024-02-02'), handledAs: 'statutory' });
      await open('/publications/1/changes');
      await page.getByRole('link', { name: 'HX23-900' }).first().waitFor();
      await look('what has changed');
      await open('/publications/1/report');
      await look('as it went out');
      await open('/publications/1');
      await page.getByLabel('Why is it taken back?').fill('A wrong total');
      await page.getByRole('button', { name: 'Take it back' }).click();
      await page.getByText('It stays on record as it was published.').waitFor();
      await look('taken back');
      await open('/publications');
      await look('publications');
      await open('/administration/publishing');
      await look('settings');
    } finally {
      await context.close();
      await browser.close();
    }
  });
});
