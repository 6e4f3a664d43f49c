import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { homedir, hostname, tmpdir } from 'node:os';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '../../src/domain/day.ts';
import { chartsOf, exportReport, findFormat, reportFormats } from '../../src/reporting/exporters/all.ts';
import type { Layout } from '../../src/reporting/layout.ts';
import { printedValues } from '../../src/reporting/publishing/printed-values.ts';
import { auditTrail, verifyAudit } from '../../src/store/audit.ts';
import { authorityNamed, saveAuthority } from '../../src/store/authorities.ts';
import { saveOpenDataSettings } from '../../src/store/open-data-settings.ts';
import { findPublication, withdrawPublication } from '../../src/store/publications.ts';
import { printedFigures } from '../../src/reporting/open-data/printed-figures.ts';
import { keptReport } from '../../src/reporting/publishing/compose-publication.ts';
import { sampleReport } from '../../src/reporting/exporters/sample-report.ts';
import type { Asked, Report, ReportTable } from '../../src/reporting/report-value.ts';
import { makeApp } from '../../src/web/app.ts';
import * as shapes from '../../src/web/features/open-data/shapes.ts';
import { axe, openBrowser } from '../browser.ts';
import { isInstalled, structureOf } from '../reports/office-files.ts';
import { annual, publishedAt, type PublishingOffice, withPublishingOffice } from '../reports/publishing-office.ts';
import { chunksOf, type FilePart, partsOf } from '../reports/words-in-files.ts';
import { addSomebody, Visitor } from './signed-in.ts';

const root = '/open-data/v1';

type Web = PublishingOffice & {
  readonly app: ReturnType<typeof makeApp>; readonly council: string; readonly clock: () => Date; later(milliseconds: number): void;
  get(path: string, headers?: Record<string, string>): ReturnType<ReturnType<typeof makeApp>['inject']>; give(threshold?: number, given?: boolean): Promise<void>;
};

/** The council of the demonstration with its annual report of 2023/24 published, small numbers below 5 hidden, and nothing given yet. */
async function withWeb(run: (web: Web) => Promise<void>): Promise<void> {
  await withPublishingOffice(async (office) => {
    let now = new Date('2026-11-24T09:00:00Z').getTime();
    const clock = () => new Date(now);
    const app = makeApp(office.store, { clock });
    try {
      await office.publishes(await office.begin(), { disclosure: { threshold: 5 } });
      await run({
        ...office, app, clock, council: `${root}/${office.authority.authority}`, later: (milliseconds) => { now += milliseconds; },
        get: (path, headers = {}) => app.inject({ method: 'GET', url: path, headers }) as ReturnType<Web['get']>,
        give: async (threshold = 5, given = true) => { await saveOpenDataSettings(office.store.db, office.viewer, { given, threshold }, () => true, publishedAt); },
      });
    } finally {
      await app.close();
    }
  });
}

const tablesOf = (report: Report): ReportTable[] => report.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));

test('a council that has not switched it on answers like one that does not exist; switched off again it does so again', async () => {
  await withWeb(async ({ get, council, give, app }) => {
    const paths = ['/publications', '/publications/1', '/publications/1?format=csv', '/measures', '/figures?measure=complaints&from=2023-04-01&to=2024-03-31', '/figures?nonsense=1'];
    const alike = async () => {
      for (const path of paths) {
        const [off, none] = [await get(council + path), await get(`${root}/Nowhere${path}`)];
        assert.equal(off.statusCode, 404, path);
        assert.deepEqual([off.body, off.headers['content-type'], off.headers['cache-control']], [none.body, none.headers['content-type'], none.headers['cache-control']]);
        shapes.problem.parse(off.json());
      }
      assert.deepEqual((await get(`${root}/councils`)).json().councils, []);
    };
    await alike();
    await give();
    assert.equal((await get(`${council}/publications`)).statusCode, 200);
    assert.equal((await get(`${council.toLowerCase()}/publications`)).statusCode, 200);
    await give(5, false);
    await alike();
    assert.equal((await app.inject({ method: 'POST', url: `${council}/publications` })).statusCode, 404, 'it is read only');
  });
});

test('tables and CSV are those that were printed: every hidden number is empty, and what is whole is nowhere', async () => {
  await withWeb(async ({ get, council, give, store, authority }) => {
    await give();
    const kept = (await findPublication(store.db, authority.authorityId, 1))!;
    const [whole, printed] = [keptReport(kept.whole), keptReport(kept.printed)];
    const hidden = tablesOf(printed).flatMap((table) => table.rows.flatMap(({ cells }) => cells.filter((cell) => cell.hidden === true)));
    assert.ok(hidden.length > 10, `${hidden.length} hidden cells`);
    const reply = await get(`${council}/publications/1`);
    const { tables } = shapes.publication.parse(reply.json());
    assert.deepEqual(tables.map(({ table }) => table), tablesOf(printed).map(({ number }) => number));
    assert.equal(tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.filter((cell) => cell.hidden))).length, hidden.length);
    for (const cell of tables.flatMap(({ rows, total }) => [...rows, ...(total === undefined ? [] : [total])].flatMap(({ cells }) => cells))) if (cell.hidden) assert.deepEqual([cell.value, cell.text], [null, '[c]']);
    const csv = (await get(`${council}/publications/1?format=csv`)).body;
    assert.equal(csv.split('\r\n').filter((line) => line.includes(',[c],')).length, tablesOf(printed).flatMap((table) => [...table.rows, ...(table.total === undefined ? [] : [table.total])].flatMap(({ cells }) => cells.filter((cell) => cell.hidden === true))).length);
    const secrets = [kept.hash, whole.stamp.hash];
    for (const text of [reply.body, csv, JSON.stringify(reply.headers), (await get(`${council}/publications`)).body]) for (const secret of secrets) assert.ok(!text.includes(secret), 'a hash of what is hidden would let numbers be tried');
    assert.match(String(reply.headers['etag']), new RegExp(`^"${printed.stamp.hash}-[0-9a-f]{16}"$`));
  });
});

test('a question is answered by the printed number alone; each hidden one asked for by itself stays hidden, and those hidden cannot be counted', async () => {
  await withWeb(async ({ get, council, give, later, store, authority }) => {
    await give();
    const period = 'from=2023-04-01&to=2024-03-31';
    const kept = (await findPublication(store.db, authority.authorityId, 1))!;
    const inside = new Map(printedFigures(keptReport(kept.whole)).map(({ question, value }) => [JSON.stringify(question), value]));
    const hidden = printedFigures(keptReport(kept.printed)).filter((figure) => figure.hidden);
    assert.ok(hidden.length > 5, `${hidden.length} hidden`);
    assert.ok(hidden.some(({ question }) => [1, 2, 3, 4].includes(inside.get(JSON.stringify(question)) ?? 0)), 'small numbers are among them');
    for (const { question: { measure, from, to, where, on, share, within, shareWithin } } of hidden) {
      later(1000);
      const search = new URLSearchParams({ measure, from, to });
      for (const [key, value] of Object.entries(where)) search.set(`where.${key}`, value);
      for (const [key, value] of Object.entries(shareWithin ?? {})) search.set(`share_within.${key}`, value);
      if (on !== undefined) search.set('on', on);
      if (share === true) search.set('share', 'true');
      if (within !== undefined) search.set('within', String(within));
      const { figures: [figure, ...others] } = shapes.figures.parse((await get(`${council}/figures?${search.toString()}`)).json());
      assert.deepEqual([figure?.value, figure?.text, figure?.hidden, others.length], [null, '[c]', true, 0]);
    }
    const all = shapes.figures.parse((await get(`${council}/figures?measure=representations&${period}`)).json());
    assert.equal(all.figures[0]?.value, printedFigures(keptReport(kept.printed)).find(({ question }) => question.measure === 'representations' && question.from === '2023-04-01' && question.to === '2024-03-31' && Object.keys(question.where).length === 0)?.value);
    // What is not printed is not counted: neither a day, nor a month less a day, nor a narrower condition.
    for (const narrower of ['measure=representations&from=2023-04-01&to=2024-03-30', 'measure=representations&from=2023-05-02&to=2023-05-02', `measure=representations&${period}&where.theme=Delay&where.gender=female`]) {
      const reply = await get(`${council}/figures?${narrower}`);
      assert.equal(reply.statusCode, 404, narrower);
      const { available = [], detail } = shapes.problem.parse(reply.json());
      assert.match(detail, /only printed numbers are given/);
      assert.ok(available.length > 0);
      assert.equal((await get(available[0]!)).statusCode, 200);
    }
    for (const asking of ['hidden=true', 'where.hidden=yes', 'by=hidden', 'where.value=', 'where.complainant=P1', 'by=complainant', 'where.x_secret=1']) assert.equal((await get(`${council}/figures?measure=representations&${period}&${asking}`)).statusCode, 400, asking);
  });
});

test('asked by a key, each printed value has its row, in JSON and CSV', async () => {
  await withWeb(async ({ get, council, give }) => {
    await give();
    const measures = shapes.measures.parse((await get(`${council}/measures`)).json());
    const address = measures.measures.flatMap(({ figures }) => figures).find((one) => (new URL(one, 'http://x').searchParams.getAll('by')).length === 1)!;
    const [key = ''] = new URL(address, 'http://x').searchParams.getAll('by');
    const { figures } = shapes.figures.parse((await get(address)).json());
    assert.ok(figures.length > 0);
    for (const { question } of figures) assert.ok(Object.hasOwn(question.where, key));
    const csv = await get(`${address}&format=csv`);
    assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8');
    assert.equal(csv.body.trim().split('\r\n').length, figures.length + 1);
    assert.ok(csv.body.slice(1).startsWith(`measure,from,to,${key},value,text`), csv.body.slice(0, 80));
  });
});

test('a service with all below it and what stands under it alone are two questions, and each is answered by its own number', async () => {
  const report = sampleReport('Anytown', day('2026-04-01'));
  const query = { measure: 'complaints', from: day('2023-04-01'), to: day('2024-03-31') };
  const table = report.sections[1]!.blocks[0] as ReportTable;
  const printing = (asked: Asked): ReportTable => ({ ...table, rows: [{ heading: '', value: '', cells: [{ text: String(asked.answer), value: asked.answer, numeric: true, asked: [asked] }] }], total: { heading: '', value: null, cells: [] } });
  const printed = printedFigures({ ...report, sections: [{ key: 'a', title: 'A', blocks: [
    printing({ query: { ...query, where: { service: 'Social Care' } }, answer: 12 }), printing({ query: { ...query, by: 'service' }, answer: 5, keys: { service: 'Social Care' } }),
    printing({ query: { ...query, by: 'service', where: { service: 'Fostering' } }, answer: 2, keys: { service: 'Fostering' } }),
    printing({ query: { ...query, by: 'service', where: { service: 'Social Care' } }, answer: 7, keys: { service: 'Fostering' } }),
    printing({ query: { ...query, by: 'theme', where: { theme: 'Delay' } }, answer: 3, keys: { theme: 'Money' } }),
  ] }] });
  assert.deepEqual(printed.map(({ question: { where }, value }) => [where, value]), [[{ service: 'Social Care' }, 12], [{ service_alone: 'Social Care' }, 5], [{ service_alone: 'Fostering' }, 2], [{ service: 'Social Care', service_alone: 'Fostering' }, 7]]);

  await withWeb(async ({ get, council, give, store, authority }) => {
    await give();
    const kept = (await findPublication(store.db, authority.authorityId, 1))!;
    const { question: { measure, from, to, where }, text } = printedFigures(keptReport(kept.printed)).find(({ question }) => Object.hasOwn(question.where, 'service_alone') && !Object.hasOwn(question.where, 'service') && question.share === undefined && question.within === undefined && question.on === undefined)!;
    const { service_alone: service = '', ...others } = where;
    const asking = `${council}/figures?${new URLSearchParams({ measure, from, to, ...Object.fromEntries(Object.entries(others).map(([key, value]) => [`where.${key}`, value])) }).toString()}`;
    const { figures: alone } = shapes.figures.parse((await get(`${asking}&where.service_alone=${encodeURIComponent(service)}`)).json());
    assert.deepEqual(alone.map((figure) => figure.text), [text]);
    assert.ok(shapes.figures.parse((await get(`${asking}&by=service_alone`)).json()).figures.some((figure) => figure.question.where['service_alone'] === service && figure.text === text));
    assert.equal((await get(`${asking}&where.service=${encodeURIComponent(service)}`)).statusCode, 404, 'with all below it, it was not printed');
    assert.equal((await get(`${asking}&share_within.service_alone=A`)).statusCode, 400);
    assert.match((await get(`${root}/openapi.json`)).body, /service is a service with all below it; service_alone is what stands under that service itself/);
  });
});

test('one withdrawn answers 410 and no question; one for use inside, hidden less or of an earlier period was never there', async () => {
  await withWeb(async ({ get, council, give, publishes, begin, store, viewer }) => {
    await publishes(await begin());
    await publishes(await begin(), { disclosure: { threshold: 3 } });
    await give();
    assert.deepEqual(shapes.publications.parse((await get(`${council}/publications`)).json()).publications.map(({ publication }) => publication), [1]);
    for (const number of ['2', '3', '4', '0', '01', 'x']) assert.equal((await get(`${council}/publications/${number}`)).statusCode, 404, number);
    await give(3);
    assert.equal((await get(`${council}/publications/3`)).statusCode, 200);
    assert.equal((await get(`${council}/publications/2`)).statusCode, 404, 'one with every number is never given');
    await withdrawPublication(store.db, viewer, 1, 'A table was wrong: Alex Farrow', publishedAt);
    await withdrawPublication(store.db, viewer, 3, 'That too', publishedAt);
    for (const path of ['/publications/1', '/publications/3?format=csv']) {
      const gone = await get(council + path);
      assert.equal(gone.statusCode, 410);
      assert.match(gone.json().detail, /withdrawn/);
      assert.ok(!gone.body.includes('Farrow'), 'the reason is for those inside');
    }
    const asked = await get(`${council}/figures?measure=representations&from=2023-04-01&to=2024-03-31`);
    assert.equal(asked.statusCode, 404);
    assert.match(asked.json().detail, /has not published anything yet/);
    await saveOpenDataSettings(store.db, viewer, { given: true, threshold: 5, since: day('2023-04-02') }, () => true, publishedAt);
    assert.deepEqual((await get(`${council}/publications`)).json().publications, []);
  });
});

test('every wrong parameter is named, as RFC 9457 has it; headers let any page ask, keep and ask again', async () => {
  await withWeb(async ({ get, council, give }) => {
    await give();
    const reply = await get(`${council}/figures?measure=nonsense&from=2024-13-01&format=xml&sort=up&by=theme&by=theme`);
    assert.equal(reply.statusCode, 400);
    assert.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8');
    assert.equal(reply.headers['cache-control'], 'no-store');
    assert.deepEqual(shapes.problem.parse(reply.json()).errors?.map(({ parameter }) => parameter).toSorted(), ['by', 'format', 'from', 'measure', 'sort', 'to']);
    assert.deepEqual((await get(`${council}/figures?measure=complaints&from=2024-03-31&to=2023-04-01`)).json().errors.map(({ parameter }: { parameter: string }) => parameter), ['to']);
    for (const path of ['/councils?a=1', '/openapi.json?a=1', `${council.slice(root.length)}/publications?a=1`, `${council.slice(root.length)}/publications/1?format=pdf`]) assert.equal((await get(root + path)).statusCode, 400, path);
    for (const path of [`${root}/councils`, `${root}/openapi.json`, `${council}/publications`, `${council}/publications/1`, `${council}/publications/1?format=csv`, `${council}/measures`]) {
      const given = await get(path, { cookie: 'candour=somebody' });
      assert.equal(given.headers['access-control-allow-origin'], '*');
      assert.equal(given.headers['cache-control'], 'public, max-age=300');
      assert.equal(given.headers['set-cookie'], undefined);
      assert.match(String(given.headers['content-security-policy']), /^default-src 'none'/);
      const again = await get(path, { 'if-none-match': `W/${String(given.headers['etag'])}` });
      assert.deepEqual([again.statusCode, again.body], [304, '']);
    }
    const missing = await get(`${root}/nothing/here/at/all`);
    assert.deepEqual([missing.statusCode, missing.headers['content-type']], [404, 'application/problem+json; charset=utf-8']);
  });
});

test('120 requests a minute from one network are answered, and others are not held up', async () => {
  await withWeb(async ({ get, later }) => {
    for (let request = 0; request < 120; request += 1) assert.equal((await get(`${root}/councils`, { 'x-forwarded-for': '203.0.113.7' })).statusCode, 200);
    const refused = await get(`${root}/councils`, { 'x-forwarded-for': '203.0.113.7' });
    assert.deepEqual([refused.statusCode, refused.headers['retry-after'], refused.headers['access-control-allow-origin']], [429, '60', '*']);
    assert.equal((await get(`${root}/councils`, { 'x-forwarded-for': '203.0.113.8' })).statusCode, 200);
    later(60_000);
    assert.equal((await get(`${root}/councils`, { 'x-forwarded-for': '203.0.113.7' })).statusCode, 200);
  });
});

test('the description is OpenAPI 3.1: every reference leads somewhere, every path declares its parameters, and every path is answered', async () => {
  await withWeb(async ({ get, give, app }) => {
    await give();
    type Operation = { operationId: string; parameters: { name: string; in: string; required: boolean; schema: object }[]; responses: Record<string, { description: string; content?: Record<string, { schema: object }> }> };
    const document = (await get(`${root}/openapi.json`)).json<{ openapi: string; info: { title: string; version: string; license: { url: string } }; servers: { url: string }[]; paths: Record<string, { get: Operation }>; components: { schemas: Record<string, object> } }>();
    assert.match(document.openapi, /^3\.1\.\d$/);
    assert.ok(document.info.title !== '' && document.info.version !== '');
    for (const [, reference = ''] of JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/gu)) {
      assert.match(reference, /^#\/components\/schemas\/[A-Za-z]+$/);
      assert.ok(Object.hasOwn(document.components.schemas, reference.split('/').at(-1) ?? ''), reference);
    }
    for (const name of Object.keys(document.components.schemas)) assert.ok(JSON.stringify(document).includes(`"#/components/schemas/${name}"`), `${name} is of no use`);
    assert.doesNotMatch(JSON.stringify(document), /"additionalProperties":false/, 'parts may be added');
    assert.doesNotMatch(JSON.stringify(document), /"\$id"|"id":"[A-Z]/);
    const ids = Object.values(document.paths).map(({ get: operation }) => operation.operationId);
    assert.equal(new Set(ids).size, ids.length);
    for (const [path, { get: operation }] of Object.entries(document.paths)) {
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name, required }) => `${name} ${required}`);
      assert.deepEqual(declared, [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => `${name} true`), path);
      for (const [status, { description }] of Object.entries(operation.responses)) assert.ok(/^[1-5]\d\d$/.test(status) && description !== '');
      assert.ok(operation.responses['200']?.content?.['application/json'] !== undefined);
      assert.ok(app.hasRoute({ method: 'GET', url: root + path.replaceAll(/\{(\w+)\}/gu, ':$1') }), path);
    }
  });
});

test('the complaints manager switches it on, sees what is given and why what is not, and the audit trail says so', async () => {
  await withWeb(async ({ app, store, authority, somebody, clock, publishes, begin, get }) => {
    await publishes(await begin());
    const { email } = await somebody('Mo Manager', 'complaints_manager');
    const visitor = new Visitor(app, store.db, clock);
    await visitor.signIn(email);
    const page = (await visitor.get('/administration/open-data')).body;
    assert.match(page, /value="no" checked/);
    assert.match(page, /name="threshold"[^>]*value="5"/);
    assert.match(page, /Given: Once you switch it on\./);
    assert.match(page, /Given: No: every number is printed, for use inside the council\./);
    const wrong = await visitor.send('/administration/open-data', { given: '', threshold: '1', 'since-day': '31', 'since-month': '2', 'since-year': '2023' });
    assert.equal(wrong.statusCode, 400);
    for (const message of [/Select whether anybody may have/, /must be a whole number from 2 to 100/, /First day must be a real date/]) assert.match(wrong.body, message);
    assert.match(wrong.body, /name="since-day"[^>]*value="31"/);
    assert.equal((await visitor.send('/administration/open-data', { given: 'yes', threshold: '5', 'since-day': '', 'since-month': '', 'since-year': '' })).statusCode, 303);
    assert.match((await visitor.get('/administration/open-data')).body, /Given: Yes\./);
    // Somebody else had the page open since before: what they saw holds no longer, and what they typed is kept.
    const seenIn = (html: string) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const late = await visitor.send('/administration/open-data', { given: 'yes', threshold: '7', seen: seenIn(page) });
    assert.equal(late.statusCode, 409);
    assert.match(late.body, /Publications that hide numbers below 5 or more are given: so it is now\./);
    assert.match(late.body, /name="threshold"[^>]*value="7"/);
    assert.match((await visitor.get('/administration/open-data')).body, /name="threshold"[^>]*value="5"/);
    assert.equal((await visitor.send('/administration/open-data', { given: 'yes', threshold: '5', seen: seenIn(page) })).statusCode, 303, 'the same sent twice is saved once');
    assert.equal((await visitor.send('/administration/open-data', { given: 'yes', threshold: '7', seen: seenIn(late.body) })).statusCode, 303);
    assert.match((await visitor.get('/administration/open-data')).body, /name="threshold"[^>]*value="7"/);
    assert.match((await get(root)).body, new RegExp(authority.name));
    const [last] = await auditTrail(store.db, authority.authorityId, { most: 50 }).then((rows) => rows.filter(({ what }) => what === 'settings changed'));
    assert.deepEqual(last?.detail, { setting: 'open data', given: true, threshold: 7, since: 'always' });
    assert.deepEqual(await verifyAudit(store.db, authority.authorityId), []);
  });
});

test('both pages keep to WCAG 2.2 AA on a wide and a narrow screen', async () => {
  await withWeb(async ({ app, store, somebody, clock, give }) => {
    await give();
    const { email } = await somebody('Mo Manager', 'complaints_manager');
    const visitor = new Visitor(app, store.db, clock);
    await visitor.signIn(email);
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const browser = await openBrowser();
    try {
      const context = await browser.newContext();
      await context.addCookies([{ name: 'candour', value: visitor.cookie!, url: address }]);
      const page = await context.newPage();
      for (const width of [1280, 320]) for (const path of [root, '/administration/open-data']) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(address + path);
        assert.equal(await page.locator('h1').innerText(), 'Open data');
        assert.deepEqual(await axe(page), []);
        assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${path} is wider than ${width}`);
        const shots = process.env['CANDOUR_SHOTS'];
        if (shots !== undefined) await page.screenshot({ path: `${shots}/${width}${path.replaceAll('/', '-')}.png`, fullPage: true });
      }
    } finally {
      await browser.close();
    }
  });
});

/** The numbers of a report that its printed form leaves out, as they would read, those that nothing else could be taken for. */
function leftOut(whole: Report, printed: Report): string[] {
  const values = (report: Report) => new Map(printedValues(report).map((value) => [value.path, value]));
  const [inside, outside] = [values(whole), values(printed)];
  const numbersIn = (text: string): string[] => (text.match(/\d[\d,]*(?:\.\d+)?%?/gu) ?? []).flatMap((one) => [one, one.replace('%', '')]);
  const shown = new Set([...outside.values()].filter(({ path, text, asked }) => inside.get(path)?.text === text || asked.some(({ answer }) => answer !== null)).flatMap(({ text, asked }) => [...numbersIn(text), ...asked.map(({ answer }) => String(answer))]));
  const secret = [...inside.values()].filter(({ path, text }) => outside.get(path)?.text !== text).flatMap(({ text, asked }) => [...numbersIn(text), ...asked.flatMap(({ answer }) => (answer === null ? [] : [String(answer).slice(0, 7)]))]);
  return [...new Set(secret)].filter((one) => !shown.has(one) && (/[.%]/u.test(one) || Number(one) > 60) && !/^(?:19|20)\d\d$/u.test(one));
}

test('no file of a publication holds a number that is hidden, a reference of a record, or who made it and where', async (t) => {
  await withWeb(async ({ get, council, give, store, authority, viewer, app, clock, begin, publishes, records, somebody }) => {
    const { authorityId } = authority;
    await records('HX23-C900', new Date('2026-11-20T09:00:00Z'), { type: 'ComplimentReceived', on: day('2024-01-09'), ref: 'HX23-C900', source: 'parent', text: 'Ruth Amadi at Larkhill Academy was kind.', credited: 'Ruth Amadi', publishConsent: 'yes' });
    await records('HX23-001', new Date('2026-11-20T09:00:00Z'), { type: 'LearningActionPromised', on: day('2024-03-01'), learningAction: 1, action: 'Ask Ruth Amadi to ring back the same day', owner: 'Ruth Amadi' });
    const layout: Layout = { ...annual, sections: [{ key: 'own', title: 'Own', blocks: [
      { kind: 'headlines', key: 'first', figures: [{ heading: 'Complaints', figure: { measure: 'complaints' }, as: 'count' }, { heading: 'Upheld', figure: { measure: 'upheld_rate' }, as: 'percent', places: 1 }] },
      { kind: 'narrative', key: 'words', text: 'Of {{all}} complaints {{upheld}} were upheld, in {{days}} days.', figures: { all: { figure: { measure: 'complaints' }, as: 'count' }, upheld: { figure: { measure: 'upheld_rate' }, as: 'percent', places: 1 }, days: { figure: { measure: 'stage1_days' }, as: 'days', places: 2 } } },
      { kind: 'picked compliments', key: 'praise', picked: [{ ref: 'HX23-C900', words: 'A worker was kind.' }] }, { kind: 'picked actions', key: 'learned', picked: [{ ref: 'HX23-001', action: 1, words: 'Ring back the same day.' }] },
    ] }, ...annual.sections.map((section) => ({ ...section, blocks: section.blocks.filter(({ kind }) => kind !== 'quotes') }))] };
    // So high that every count is hidden: those too that no day, table or page has for a number.
    const report = await begin({ layout });
    const number = await publishes(report, { layout, disclosure: { threshold: 1000 } });
    const kept = (await findPublication(store.db, authorityId, number))!;
    const [whole, printed] = [keptReport(kept.whole), keptReport(kept.printed)];
    const secrets = leftOut(whole, printed);
    assert.ok(secrets.length > 60, `${secrets.length} numbers to look for`);
    assert.deepEqual(chartsOf(printed).flatMap(({ series }) => series.flatMap(({ values, texts }) => texts.filter((text, at) => text === '[c]' && values[at] !== null))), [], 'no bar is drawn of a hidden number');
    await give(5);
    const leader = await somebody('Lee Leader', 'senior_leader');
    const visitor = new Visitor(app, store.db, clock);
    await visitor.signIn(leader.email);

    const files: { readonly format: string; readonly content: Buffer }[] = [];
    const take = async (format: string, path: string, reply: Awaited<ReturnType<typeof get>>): Promise<void> => {
      assert.equal(reply.statusCode, 200, path);
      files.push({ format, content: reply.rawPayload });
    };
    for (const { key } of reportFormats) await take(key, key, await visitor.get(`/publications/${number}/files/${key}`));
    for (const chart of chartsOf(printed)) for (const key of ['svg', 'png']) await take(key, key, await visitor.get(`/publications/${number}/charts/${chart.number}/${key}`));
    for (const path of [`/publications/${number}`, `/publications/${number}?format=csv`, '/measures', '/figures?measure=complaints&from=2023-04-01&to=2024-03-31', '/figures?measure=complaints&from=2023-04-01&to=2024-03-31&by=service_alone&format=csv', '/publications']) await take('data', path, await get(council + path));
    await take('html', 'as it went out', await visitor.get(`/publications/${number}/report`));

    const pdfWords = isInstalled('pdftotext', '-v') ? (pdf: Buffer) => spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1e8 }).stdout : (pdf: Buffer) => structureOf(pdf).text;
    const parts = files.flatMap(({ format, content }) => partsOf(format, content, pdfWords).map((part) => ({ ...part, name: `${format}: ${part.name}` })));
    assert.ok(parts.filter(({ words }) => words.includes('[c]')).length > 8, 'what is hidden is there to be read as hidden');
    const numbers = new RegExp(`(?<![\\d.,/#-])(?:${secrets.map((one) => RegExp.escape(one)).join('|')})(?![\\d%]|[.,]\\d)`, 'gu');
    const foundIn = ({ name, words }: FilePart): string[] => [...words.matchAll(numbers)].map((match) => `${name}: …${words.slice(Math.max(0, match.index - 40), match.index + 30)}…`);
    for (const format of ['html', 'xlsx']) assert.ok(partsOf(format, (await exportReport(whole, findFormat(format)!)).content, pdfWords).flatMap(foundIn).length > 30, `they are found where they are not hidden: ${format}`);
    assert.deepEqual(parts.flatMap(foundIn), []);
    // Too short a name would be found in the letters of a picture by chance.
    const names = ['HX23-0', 'HX23-C', 'Ruth Amadi', 'Larkhill', viewer.name, leader.name, viewer.email, '@example', `${process.cwd()}/`, `${homedir()}/`, `${tmpdir()}/`, hostname(), 'file://', kept.hash, whole.stamp.hash].filter((one) => one.length > 4);
    for (const { name, raw, words } of parts) for (const one of names) assert.ok(!raw.includes(one) && !words.includes(one), `${name} has ${one}`);
    for (const { name, raw } of parts.filter((part) => /^(?:docx|xlsx)/u.test(part.name))) assert.doesNotMatch(raw, /<w:(?:ins|del|moveFrom|moveTo|comment\w*)\b|<(?:dc:creator|cp:lastModifiedBy|Company|Manager)>[^<]|state="(?:hidden|veryHidden)"|\shidden="(?:1|true)"|w:vanish|w:rsid/u, name);
    assert.deepEqual(parts.map(({ name }) => name).filter((name) => /comments|people|persons|externalLink|vbaProject|embeddings|printerSettings|customXml/iu.test(name)), []);
    for (const { raw, name } of parts.filter((part) => /^(?:pdf|slides)/u.test(part.name))) assert.doesNotMatch(raw, /\/(?:Author|EmbeddedFiles?|Filespec|JavaScript|Launch)\b|<dc:creator>/u, name);
    for (const { format, content } of files) if (format === 'png') assert.deepEqual(chunksOf(content).filter((kind) => !['IHDR', 'pHYs', 'IDAT', 'IEND'].includes(kind)), []);
    t.diagnostic(`${secrets.length} numbers in ${parts.length} parts`);

    const tells = (body: string): string[] => [...foundIn({ name: 'page', raw: body, words: body.replaceAll(/<[^>]*>/gu, ' ') }), ...['Ruth', 'Larkhill', 'HX23-'].filter((one) => body.includes(one))];
    const drafts = ['', '/preview', '/preview?as=published', '/preview?version=1', '/publish', '/publish/checks', '/publish/redaction', '/publish/small-numbers', '/publish/preview', '/settings', '/versions', '/tables/1'].map((path) => `/reports/${report}${path}`);
    const published = ['', '/report', '/again', '/changes', '/tables/1', '/files/docx', '/charts/1/svg'].map((path) => `/publications/${number}${path}`);

    await t.test('a report that is not out is shown to nobody who does not compose, and nothing of either to another council', async () => {
      for (const role of ['senior_leader', 'auditor', 'responding_manager', 'administrator'] as const) {
        const one = new Visitor(app, store.db, clock);
        await one.signIn((await somebody(`Some ${role.replace('_', ' ')}`, role)).email);
        for (const path of drafts) {
          const reply = await one.get(path);
          assert.ok(reply.statusCode === 403, `${role} ${path} ${reply.statusCode}`);
          assert.deepEqual(tells(reply.body), [], `${role} ${path}`);
        }
      }
      const { themes, authorityId: _, ...settings } = await authorityNamed(store.db, authority.authority);
      const elsewhere = await store.db.transaction().execute((transaction) => saveAuthority(transaction, { ...settings, authority: 'Elsewhere', name: 'Elsewhere Council', themes }));
      const other = new Visitor(app, store.db, clock);
      await other.signIn((await addSomebody(store.db, elsewhere, 'Ona Other', ['complaints_manager'])).email);
      for (const path of [...drafts, ...published]) {
        const reply = await other.get(path);
        assert.equal(reply.statusCode, 404, path);
        assert.deepEqual(tells(reply.body), [], path);
      }
      for (const path of [`/reports/${report}/publish`, `/publications/${number}/withdraw`]) assert.equal((await other.send(path, { reason: 'Mine', form: '00000000-0000-4000-8000-0000000000aa', seal: 'x' })).statusCode, 404, path);
    });

    await t.test('no reply is kept by a browser or names more than council, layout and period, whether the report is out or not', async () => {
      const manager = new Visitor(app, store.db, clock);
      await manager.signIn(viewer.email);
      for (const path of [`/reports/${report}/preview`, ...['', '/report', '/files/csv', '/files/json'].map((one) => `/publications/${number}${one}`)]) {
        const { statusCode, headers } = await manager.get(path);
        assert.equal(statusCode, 200, path);
        assert.deepEqual([headers.etag, headers['last-modified'], headers['cache-control']], [undefined, undefined, 'no-store'], path);
        assert.match(headers['content-disposition'] ?? '', /^$|^attachment; filename="P\d+-halton-annual-2023-04-01-to-2024-03-31(?:-figure-\d+)?\.\w+"$/u);
      }
    });

    await t.test('a page that breaks tells neither its reader nor the log what it would have shown', async (inner) => {
      await sql`alter table publication disable trigger publication_is_kept`.execute(store.db);
      await sql`update publication set printed = jsonb_set(whole, '{sections,0,blocks}', '[null, {"kind": "quotes", "quotes": "Ruth Amadi at Larkhill Academy was kind."}]') where publication = ${number}`.execute(store.db);
      const log: string[] = [];
      inner.mock.method(process.stderr, 'write', (text: string) => log.push(text) > 0);
      const broken = await Promise.all(['/report', '/files/docx', '/files/pdf', '/tables/1'].map((path) => visitor.get(`/publications/${number}${path}`)));
      const data = await get(`${council}/publications/${number}`);
      inner.mock.restoreAll();
      assert.deepEqual(broken.map(({ statusCode }) => statusCode), [500, 500, 500, 500]);
      assert.equal(data.statusCode, 500);
      assert.ok(log.length >= 5, 'each is written down');
      for (const text of [...broken.map(({ body }) => body), data.body, ...log.map((text) => text.replaceAll(/:\d+:\d+\b/gu, ''))]) assert.deepEqual(tells(text), []);
    });
  });
});
