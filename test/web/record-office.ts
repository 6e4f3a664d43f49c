import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ViewerRole } from '../../src/domain/viewer.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { findCase, loadEvents } from '../../src/store/case-history.ts';
import type { RecordedEvent } from '../../src/store/recorded-event.ts';
import type { CaseKind } from '../../src/store/tables.ts';
import type { Store } from '../../src/store/store.ts';
import { makeApp } from '../../src/web/app.ts';
import { withDemonstration } from '../demonstration.ts';
import { addSomebody, Visitor } from './signed-in.ts';

/** Friday 20 November 2026, ten in the morning. */
export const clock = () => new Date('2026-11-20T10:00:00Z');

export type Office = {
  readonly store: Store; readonly app: FastifyInstance; readonly authorityId: number;
  signedIn(name: string, ...roles: readonly ViewerRole[]): Promise<Visitor>;
  eventsOf(ref: string, kind?: CaseKind): Promise<readonly RecordedEvent[]>;
};

/** Worcestershire's complaints office, with its register of 2023-24, until `run` ends. */
export async function withOffice(run: (office: Office) => Promise<void>): Promise<void> {
  await withDemonstration(['worcestershire-2023-24'], async (store) => {
    const { authorityId } = await authorityNamed(store.db, 'Worcestershire');
    const app = makeApp(store, { clock });
    try {
      await run({
        store, app, authorityId,
        async signedIn(name, ...roles) {
          const { email } = await addSomebody(store.db, authorityId, name, roles);
          const visitor = new Visitor(app, store.db, clock);
          await visitor.signIn(email);
          return visitor;
        },
        async eventsOf(ref, kind = 'representation') {
          const held = await findCase(store.db, authorityId, kind, ref);
          return held === undefined ? [] : ((await loadEvents(store.db, authorityId, [held.caseId])).get(held.caseId) ?? []);
        },
      });
    } finally {
      await app.close();
    }
  });
}

/** A call from somebody new, as typed: the least that a form must say. */
export function call(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    form: randomUUID(), do: 'record', name: 'Mary Johnson', capacity: 'P2', channel: 'telephone', summary: 'Nobody rang back about the contact plan',
    'received-day': '20', 'received-month': '11', 'received-year': '2026', ...more,
  };
}

/** Records a call and gives its reference. */
export async function record(visitor: Visitor, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const reply = await visitor.send('/record', call(more));
  const ref = /^\/cases\/(?<ref>[^?]+)\?done=receive$/u.exec(String(reply.headers.location))?.groups?.['ref'];
  if (ref === undefined) throw new Error(`not recorded: ${reply.statusCode} ${textOf(reply.body).slice(0, 3000)}`);
  return ref;
}

/** What a page says, without its markup. */
export function textOf(html: string): string {
  return html.replaceAll(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/gu, '').replaceAll(/<[^>]+>/gu, ' ').replaceAll(/&#(?<code>\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code))).replaceAll('&amp;', '&').replaceAll(/\s+/gu, ' ').trim();
}

/** The messages of the error summary, with the fields that they lead to. */
export function errorsOf(html: string): Record<string, string> {
  const list = /govuk-error-summary__list">(?<list>[\s\S]*?)<\/ul>/u.exec(html)?.groups?.['list'] ?? '';
  return Object.fromEntries([...list.matchAll(/href="#(?<field>[^"]+)">(?<text>[^<]+)</gu)].map(({ groups }) => [groups?.['field'] ?? '', textOf(groups?.['text'] ?? '')]));
}

/** The part of a page that shows what was found. */
export function foundIn(html: string): string {
  return textOf(/<section class="record-found"[\s\S]*?<\/section>/u.exec(html)?.[0] ?? '');
}

/** The people offered for choosing, by key. */
export function peopleOffered(html: string, field = 'person'): Record<string, string> {
  const section = new RegExp(`<input class="govuk-radios__input" id="${field}(?:-\\d+)?" name="${field}" type="radio" value="(?<key>[^"]+)"[^>]*>\\s*<label[^>]*>(?<name>[^<]+)<`, 'gu');
  return Object.fromEntries([...html.matchAll(section)].map(({ groups }) => [groups?.['key'] ?? '', textOf(groups?.['name'] ?? '')]));
}
