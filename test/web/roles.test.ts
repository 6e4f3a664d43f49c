import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { day } from '../../src/domain/day.ts';
import { may, type Viewer, viewerKey, type ViewerRole, viewerRoles } from '../../src/domain/viewer.ts';
import { addAccount, beginSession, findSession } from '../../src/store/accounts.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { type Authority, authorityNamed, saveAuthority } from '../../src/store/authorities.ts';
import { append } from '../../src/store/case-history.ts';
import type { Database } from '../../src/store/database.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import { askForErasure } from '../../src/store/retention.ts';
import { makeApp } from '../../src/web/app.ts';
import type { Allowed } from '../../src/web/request-context.ts';
import { withTestDatabase } from '../database.ts';

const now = new Date('2026-11-23T09:00:00Z');
const clock = () => now;

type Method = Extract<HTTPMethods, 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>;
type Route = { readonly method: Method; readonly url: string; readonly allow: Allowed | undefined };
/** Everybody who can ask for a page: each role alone, somebody whose second factor is still to come, and nobody. */
const askers = [...viewerRoles, 'half signed in', 'nobody'] as const;
type Asker = (typeof askers)[number];

const HIDDEN = 'AM26-700';
const MISSING = 'AM26-701';

type Office = { readonly app: FastifyInstance; readonly routes: readonly Route[]; readonly db: Database; readonly authority: Authority; readonly viewers: ReadonlyMap<ViewerRole, Viewer> };

/** An authority with one account for each role, and a case that is about them all: hidden from everybody. */
async function withOffice(run: (office: Office) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    const { db } = store;
    await db.transaction().execute((transaction) => saveAuthority(transaction, { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} }));
    const authority = await authorityNamed(db, 'Ashmere');
    const viewers = new Map<ViewerRole, Viewer>();
    for (const role of viewerRoles) {
      const email = `${role}@example.org`;
      const accountId = await addAccount(db, authority.authorityId, { email, name: `Somebody ${role}`, roles: [role], password: 'no one types this' });
      assert.ok(accountId !== undefined);
      viewers.set(role, { authorityId: authority.authorityId, accountId, key: viewerKey(accountId), name: `Somebody ${role}`, email, roles: [role], services: [] });
    }
    const everybody = [...viewers.values()];
    const { caseId } = await append(db, authority.authorityId, { kind: 'representation', ref: HIDDEN }, 0, [
      { type: 'RepresentationReceived', on: day('2026-11-02'), ref: HIDDEN, summary: 'All of them together' }, { type: 'HandlingDecided', on: day('2026-11-02'), handledAs: 'statutory' },
      ...everybody.map(({ key }) => ({ type: 'SubjectNamed', on: day('2026-11-03'), person: key }) as const),
    ], { by: 'U999', at: now }, projectionContextOf(authority));
    await askForErasure(db, authority.authorityId, caseId, { ground: 'recorded_by_mistake', reason: 'Twice' }, { by: everybody[0]!.accountId, at: now });
    const app = makeApp(store, { clock });
    const routes: Route[] = [];
    app.addHook('onRoute', (route) => {
      for (const method of [route.method].flat()) routes.push({ method: method as Method, url: route.url, allow: route.config?.allow });
    });
    await app.ready();
    try {
      await run({ app, routes, db, authority, viewers });
    } finally {
      await app.close();
    }
  });
}

/** What a route's address says where it has a parameter. */
function addressOf(url: string, ref: string): string {
  const given: Readonly<Record<string, string>> = { ref, authority: 'Ashmere', kind: 'representation', act: 'note', procedure: 'statutory', place: 'add', recordClass: 'statutory' };
  return url.replaceAll(/:(\w+)/g, (_, name: string) => given[name] ?? '999999');
}

async function ask({ app, db, viewers }: Office, asker: Asker, route: Route, ref: string) {
  const viewer = asker === 'nobody' ? undefined : viewers.get(asker === 'half signed in' ? 'complaints_manager' : asker);
  const token = viewer === undefined ? undefined : await beginSession(db, viewer, asker === 'half signed in' ? ['code'] : true, now);
  const session = token === undefined ? undefined : await findSession(db, token, now);
  const body = new URLSearchParams(session === undefined ? {} : { formToken: session.formToken });
  return app.inject({
    method: route.method, url: addressOf(route.url, ref), ...(token === undefined ? {} : { cookies: { candour: token } }),
    ...(route.method === 'GET' || route.method === 'HEAD' ? {} : { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: body.toString() }),
  });
}

/** Said apart from the guard's own words, so that one is held against the other. */
function isAllowed(allow: Allowed | undefined, asker: Asker): boolean {
  if (allow === 'anybody') return true;
  if (asker === 'nobody') return false;
  if (allow === 'half signed in') return true;
  if (asker === 'half signed in' || allow === undefined) return false;
  if (allow === 'signed in') return true;
  return may({ authorityId: 0, accountId: 0, key: '', name: '', email: '', roles: [asker], services: [] }, allow === 'figures' ? 'seeFigures' : allow);
}

async function lastAudited(db: Database): Promise<{ readonly position: number; readonly said: string }> {
  const row = await db.selectFrom('audit').select(['position', 'what', 'account_id', 'detail']).orderBy('position', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? { position: 0, said: '' } : { position: row.position, said: `${row.what} ${row.account_id ?? ''} ${JSON.stringify(row.detail)}` };
}

test('every route says whom it allows', async () => {
  await withOffice(async ({ routes }) => {
    assert.ok(routes.length > 60, `only ${routes.length} routes found`);
    assert.deepEqual(routes.filter((route) => route.allow === undefined).map(({ method, url }) => `${method} ${url}`), []);
    assert.deepEqual(routes.filter((route) => route.allow === 'anybody').map(({ method, url }) => `${method} ${url}`).filter((one) => !/^(?:GET|HEAD) \/(?:assets\/[\w.-]+|health|open-data\/v1(?:\/(?:openapi\.json|councils|:council\/(?:publications(?:\/:publication)?|measures|figures)))?|sign-in(?:\/council(?:\/:authority(?:\/(?:callback|signed-out))?)?)?)?$|^POST \/sign-in$/.test(one)), [],
      'anybody sees the start page, styles and scripts, whether it is up, what is given as open data, and how to sign in');
  });
});

test('every route answers or refuses each role as it says, and what it refuses is on the audit trail', async (context) => {
  await withOffice(async (office) => {
    const { routes, db, authority, viewers } = office;
    for (const asker of askers) await context.test(asker.replaceAll('_', ' '), async () => {
      const wrong: string[] = [];
      for (const route of routes) {
        const before = await lastAudited(db);
        const { statusCode, headers, body } = await ask(office, asker, route, MISSING);
        const went = headers.location ?? '';
        const at = `${route.method} ${route.url}: ${statusCode} ${went}`;
        if (isAllowed(route.allow, asker)) {
          if (statusCode === 200 && body.includes('class="candour-places__link"') && !body.includes('aria-current=') && !route.url.startsWith('/account')) wrong.push(`${at}, and it says nowhere where one is`);
          if (statusCode === 401 || statusCode === 403 || statusCode >= 500 || went.startsWith('/sign-in?')) wrong.push(`${at}, though it is allowed`);
          continue;
        }
        const reads = route.method === 'GET' || route.method === 'HEAD';
        const turnedAway = asker === 'nobody' ? (reads && route.method === 'GET' ? statusCode === 302 && went === `/sign-in?then=${encodeURIComponent(addressOf(route.url, MISSING))}` : statusCode === 401)
          : asker === 'half signed in' ? (route.method === 'GET' ? statusCode === 302 && went === '/sign-in/code' : statusCode === 401) : statusCode === 403;
        if (!turnedAway) wrong.push(`${at}, though it is not allowed`);
        const after = await lastAudited(db);
        if (asker === 'nobody' || asker === 'half signed in') {
          if (after.position !== before.position) wrong.push(`${at}, and something was recorded: ${after.said}`);
        } else if (after.position !== before.position + 1 || after.said !== `refused ${viewers.get(asker)?.accountId ?? ''} ${JSON.stringify({ why: 'role', route: route.url })}`) wrong.push(`${at}, and the audit trail says: ${after.said}`);
      }
      assert.deepEqual(wrong, []);
    });
    assert.deepEqual(await verifyAudit(db, authority.authorityId), []);
  });
});

/** A page without what differs from one request to the next, and without the reference that was asked for. */
function alike(body: string): string {
  return body.replaceAll(HIDDEN, 'REF').replaceAll(MISSING, 'REF').replaceAll(/name="formToken" value="[^"]*"/g, '').replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '');
}

test('a case that is hidden answers on every route exactly like one that does not exist', async (context) => {
  await withOffice(async (office) => {
    for (const asker of viewerRoles) await context.test(asker.replaceAll('_', ' '), async () => {
      const ofCases = office.routes.filter((route) => route.url.includes(':ref') && isAllowed(route.allow, asker));
      const wrong: string[] = [];
      for (const route of ofCases) {
        const [hidden, missing] = [await ask(office, asker, route, HIDDEN), await ask(office, asker, route, MISSING)];
        const at = `${route.method} ${route.url}: ${hidden.statusCode}`;
        if (hidden.statusCode !== missing.statusCode || alike(hidden.body) !== alike(missing.body) || alike(String(hidden.headers.location)) !== alike(String(missing.headers.location))) wrong.push(`${at}, and ${missing.statusCode} where there is none`);
        if (route.method === 'GET' && !route.url.endsWith('/break-glass') && hidden.statusCode !== 404) wrong.push(`${at}, not 404`);
        if (hidden.body.includes('All of them together')) wrong.push(`${at}, with its words`);
      }
      assert.deepEqual(wrong, []);
    });
  });
});
