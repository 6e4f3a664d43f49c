import assert from 'node:assert/strict';
import { day } from '../../src/domain/day.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { authorityNamed, saveAuthority } from '../../src/store/authorities.ts';
import { append, findCase, loadEvents } from '../../src/store/case-history.ts';
import type { RecordedEvent } from '../../src/store/recorded-event.ts';
import { projectionContextOf } from '../../src/store/projection-context.ts';
import type { Store } from '../../src/store/store.ts';
import { makeApp } from '../../src/web/app.ts';
import { withTestDatabase } from '../database.ts';
import { addSomebody, Visitor } from './signed-in.ts';

const settings = { authority: 'Ashmere', name: 'Ashmere Council', financialYearStarts: '04-01', words: {}, themes: ['Delay', 'Staff'], procedures: {}, conventions: {} };
export const REF = 'A24-1';

export type Person = { readonly key: string; readonly name: string; readonly visitor: Visitor };
export type ActsSetting = {
  readonly store: Store; readonly app: ReturnType<typeof makeApp>; readonly authorityId: number; readonly clock: () => Date;
  /** It is noon in England on a day, from now on, and everybody has signed in again. */
  on(text: string): Promise<void>;
  /** Somebody with an account, signed in. */
  somebody(name: string, ...roles: readonly ViewerRole[]): Promise<Person>;
  /** What happened in the case, put on record outside the pages. */
  happens(...events: readonly CaseEvent[]): Promise<void>;
  events(): Promise<readonly RecordedEvent[]>;
};

export const received: CaseEvent = { type: 'RepresentationReceived', on: day('2024-02-05'), ref: REF, capacity: 'P2', summary: 'Calls are not returned' };
export const points: readonly CaseEvent[] = [
  { type: 'ElementAdded', on: day('2024-02-05'), element: 1, theme: 'Delay', complaint: 'Calls were not returned for a month' },
  { type: 'ElementAdded', on: day('2024-02-05'), element: 2, theme: 'Staff', complaint: 'The worker was late for each visit' },
];
export const statutory: CaseEvent = { type: 'HandlingDecided', on: day('2024-02-06'), handledAs: 'statutory' };

/** A council with one complaint, received on Monday 5 February 2024, and an application over it whose clock the test moves. */
export async function withActs(run: (setting: ActsSetting) => Promise<void>): Promise<void> {
  await withTestDatabase(async (store) => {
    const authorityId = await store.db.transaction().execute((transaction) => saveAuthority(transaction, settings));
    let now = new Date('2024-02-06T12:00:00Z');
    const clock = () => now;
    const app = makeApp(store, { clock });
    const caseId = async () => (await findCase(store.db, authorityId, 'representation', REF))?.caseId ?? 0;
    const events = async () => (await loadEvents(store.db, authorityId, [await caseId()])).get(await caseId()) ?? [];
    const everybody = new Map<string, Visitor>();
    await run({
      store, app, authorityId, clock, events,
      async on(text) {
        now = new Date(`${text}T12:00:00Z`);
        for (const [email, visitor] of everybody) await visitor.signIn(email);
      },
      async somebody(name, ...roles) {
        const { accountId, email } = await addSomebody(store.db, authorityId, name, roles);
        const visitor = new Visitor(app, store.db, clock);
        assert.equal((await visitor.signIn(email)).statusCode, 302);
        everybody.set(email, visitor);
        return { key: `U${accountId}`, name, visitor };
      },
      async happens(...happened) {
        const known = await caseId() === 0 ? [] : await events();
        await append(store.db, authorityId, { kind: 'representation', ref: REF }, known.length, happened, { by: 'test', at: now }, projectionContextOf(await authorityNamed(store.db, 'Ashmere')));
      },
    });
    assert.deepEqual(await verifyAudit(store.db, authorityId), []);
    await app.close();
  });
}

/** A form's address. */
export function formAt(act: string): string {
  return `/cases/${REF}/acts/${act}`;
}

/** A day in the three boxes of a field. */
export function boxes(name: string, text: string): Record<string, string> {
  const [year = '', month = '', date = ''] = text.split('-');
  return { [`${name}-day`]: String(Number(date)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year };
}

/** What a form of a page sends besides what is typed. */
export function hiddenOf(html: string): { version: string; form: string } & Readonly<Record<string, string>> {
  const all = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/gu)].map(([, name = '', value = '']) => [name, value] as const);
  // Whoever sends it brings the token of their own session, and presses a button of their own.
  const hidden = Object.fromEntries(all.filter(([name]) => name !== 'formToken' && name !== 'intent'));
  return { version: '', form: '', ...hidden };
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Opens an act's form, fills it in and sends it. Fails where it does not open. */
export async function fillIn(person: Person, act: string, fields: Fields) {
  const page = await person.visitor.get(formAt(act));
  assert.equal(page.statusCode, 200, `${person.name} opens ${act}: ${page.body.slice(0, 200)}`);
  return person.visitor.send(formAt(act), { ...hiddenOf(page.body), ...fields });
}

/** Fills in an act's form, which is to be recorded. */
export async function record(person: Person, act: string, fields: Fields): Promise<void> {
  const reply = await fillIn(person, act, fields);
  assert.equal(reply.statusCode, 303, `${act} by ${person.name}: ${wordsOf(reply.body).slice(0, 900)}`);
  assert.equal(reply.headers.location, `/cases/${REF}?done=${act}`);
}

/** The words of a page without its markup. */
export function wordsOf(html: string): string {
  return html.slice(html.indexOf('<main')).replaceAll(/<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' ').replaceAll('&#39;', '’').trim();
}
