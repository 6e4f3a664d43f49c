import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Day, inWords } from '../../../domain/day.ts';
import { authorityWith } from '../../../store/authorities.ts';
import { applyCountingSettings, casesAsKnownTo, type CountingSettings, countingSettingsOf, fingerprintOf, type MovedClock, type SettingChange, whatMoves } from '../../../store/settings-change.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, todayBy, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import type { Body } from './fields.ts';

const MOST_ROWS = 200;

/** A change of what due days rest on, as a form proposes it. */
export type ProposedChange = {
  readonly proposed: Partial<CountingSettings>;
  readonly changes: readonly SettingChange[];
  /** What changes, in words: its name, how it is, how it would be. */
  readonly inWords: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  /** Where the form is sent to, and the page to go back to. */
  readonly action: string; readonly back: string;
};

/**
 * Shows which due days a change would move, and, once it is confirmed on what is still so, puts it into force. The form's fields go
 * along on the page, so that what is confirmed is worked out again from what was typed.
 */
export async function showOrApply(store: Store, clock: Clock, request: FastifyRequest<{ Body: Body }>, reply: FastifyReply, change: ProposedChange): Promise<FastifyReply> {
  const viewer = viewerOf(request);
  const at = clock();
  const seen = request.body['seen'];
  let meanwhile = false;
  if (typeof seen === 'string') {
    const applied = await applyCountingSettings(store.db, viewer.authorityId, seen, change.proposed, change.changes, { by: viewer.accountId, at });
    if (applied === 'applied') return reply.redirect(`${change.back}?done=applied`);
    meanwhile = true;
  }
  const authority = await authorityWith(store.db, viewer.authorityId);
  const today = todayBy(clock);
  const { openCases, moved, recounted } = await whatMoves(store.db, authority, change.proposed, today);
  const known = await casesAsKnownTo(store.db, viewer, [...new Set(moved.map((one) => one.caseId))], today, at);
  const shown = moved.filter((one) => !known.unknown.has(one.caseId)).toSorted((one, other) => ((one.from ?? one.to ?? '') < (other.from ?? other.to ?? '') ? -1 : 1));
  return sendPage(reply, renderPage('features/administration/what-moves.njk', {
    title: 'What this change moves', chrome: chrome(request), backTo: { text: 'Back', href: change.back }, action: change.action, back: change.back, meanwhile,
    changes: change.inWords, fields: fieldsToSendAgain(request.body), seen: fingerprintOf(countingSettingsOf(authority)),
    openCases, clocks: shown.length, cases: new Set(shown.map((one) => one.caseId)).size, recounted,
    rows: shown.slice(0, MOST_ROWS).map((one) => rowOf(one, known.refs)), more: Math.max(shown.length - MOST_ROWS, 0),
  }), meanwhile ? 409 : 200);
}

function rowOf(moved: MovedClock, refs: ReadonlyMap<number, string>) {
  const ref = refs.get(moved.caseId);
  return { ...(ref === undefined ? {} : { ref, href: `/cases/${encodeURIComponent(ref)}` }), clock: moved.name, from: dayOrNone(moved.from), to: dayOrNone(moved.to) };
}

function dayOrNone(day: Day | undefined): string {
  return day === undefined ? 'No due day' : inWords(day);
}

function fieldsToSendAgain(body: Body): { readonly name: string; readonly value: string }[] {
  return Object.entries(body).filter(([name]) => name !== 'formToken' && name !== 'seen')
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string').map((one) => ({ name, value: one })));
}
