import { fileOf } from '../domain/evolve.ts';
import type { CaseFile } from '../domain/case-file.ts';
import { documentEvents } from '../domain/documents.ts';
import type { Day } from '../domain/day.ts';
import type { CaseEvent } from '../domain/events.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Viewer } from '../domain/viewer.ts';
import { maySeeCase } from './access.ts';
import { audit } from './audit.ts';
import { type Authority, authorityWith } from './authorities.ts';
import { append, findCase, loadEvents, lockChain, StaleVersionError } from './case-history.ts';
import type { RecordedEvent } from './recorded-event.ts';
import type { Database } from './database.ts';
import { tellOfParts } from './notices.ts';
import { projectionContextOf } from './projection-context.ts';
import { formSentBefore, keepOutcome } from './sent-forms.ts';
import type { CaseKind } from './tables.ts';

/** A case as somebody who may see it finds it. */
export type SeenCase = { readonly authority: Authority; readonly caseId: number; readonly kind: CaseKind; readonly ref: string; readonly file: CaseFile; readonly history: readonly RecordedEvent[]; readonly version: number };

export function authorityOf(database: Database, viewer: Viewer): Promise<Authority> {
  return authorityWith(database, viewer.authorityId);
}

/** Undefined where there is no such case, or it is hidden from the viewer: they cannot tell which. */
export async function caseFor(database: Database, viewer: Viewer, kind: CaseKind, ref: string, today: Day, at: Date): Promise<SeenCase | undefined> {
  const held = await findCase(database, viewer.authorityId, kind, ref);
  if (held === undefined || !(await maySeeCase(database, viewer, held.caseId, today, at))) return undefined;
  const history = (await loadEvents(database, viewer.authorityId, [held.caseId])).get(held.caseId) ?? [];
  const file = fileOf(history.map((one) => one.event));
  if (file === undefined) return undefined;
  return { authority: await authorityOf(database, viewer), ...held, file, history, version: history.length };
}

/** A form as it was sent: `form` is its own number, by which a second click is known; `version` is the case as its sender saw it. */
export type SentForm = { readonly form: string; readonly version: number };

export type Recorded =
  | { readonly is: 'recorded'; readonly ref: string; readonly version: number }
  /** The same form was sent before, and this is what came of it: the case's reference. */
  | { readonly is: 'sent before'; readonly ref: string }
  | { readonly is: 'refused'; readonly refusals: readonly Refusal[] }
  /** Somebody else recorded something since the sender looked. */
  | { readonly is: 'moved on'; readonly since: readonly RecordedEvent[] };

/** The version to append at for somebody who saw `seen`: documents that came or went since change nothing in where a case stands, and overtake nobody. */
async function versionBesideDocuments(transaction: Database, authorityId: number, about: { kind: CaseKind; ref: string }, seen: number): Promise<number> {
  const since = await transaction.selectFrom('event as e').innerJoin('case_index as c', (join) => join.onRef('c.authority_id', '=', 'e.authority_id').onRef('c.case_id', '=', 'e.case_id')).select('e.type')
    .where('c.authority_id', '=', authorityId).where('c.kind', '=', about.kind).where('c.ref', '=', about.ref).where('e.version', '>', seen).execute();
  return since.every(({ type }) => documentEvents.some((one) => one === type)) ? seen + since.length : seen;
}

/**
 * Records what an act decided, once for each form: the events, the read rows, the audit entry and the form's outcome in one
 * transaction. `alsoRefused` is what other cases have against it, asked while nobody else can record.
 */
export async function recordActs(
  database: Database, viewer: Viewer, about: { kind: CaseKind; ref: string }, sent: SentForm, act: string, decided: { readonly events: readonly CaseEvent[] } | { readonly refusals: readonly Refusal[] }, at: Date,
  alsoRefused: (transaction: Database) => Promise<readonly Refusal[]> = async () => [],
): Promise<Recorded> {
  if ('refusals' in decided) {
    await audit(database, viewer.authorityId, at, { what: 'refused', accountId: viewer.accountId, detail: { act, because: decided.refusals[0]?.because ?? '' } });
    return { is: 'refused', refusals: decided.refusals };
  }
  try {
    return await database.transaction().execute(async (transaction): Promise<Recorded> => {
      const before = await formSentBefore(transaction, viewer.authorityId, sent.form, viewer.accountId);
      if (before !== undefined) return { is: 'sent before', ref: before };
      // Before the rules are read: whoever changes them holds it too, and re-projects every case that they touch.
      await lockChain(transaction, viewer.authorityId);
      const refusals = await alsoRefused(transaction);
      if (refusals.length > 0) {
        await audit(transaction, viewer.authorityId, at, { what: 'refused', accountId: viewer.accountId, detail: { act, because: refusals[0]?.because ?? '' } });
        return { is: 'refused', refusals };
      }
      const context = projectionContextOf(await authorityOf(transaction, viewer));
      const { caseId, version } = await append(transaction, viewer.authorityId, about, await versionBesideDocuments(transaction, viewer.authorityId, about, sent.version), decided.events, { by: viewer.key, at }, context);
      await audit(transaction, viewer.authorityId, at, { what: 'recorded', accountId: viewer.accountId, caseId, detail: { act } });
      await tellOfParts(transaction, viewer, caseId, version, decided.events, at);
      await keepOutcome(transaction, viewer.authorityId, sent.form, about.ref);
      return { is: 'recorded', ref: about.ref, version };
    });
  } catch (error) {
    if (!(error instanceof StaleVersionError)) throw error;
    const held = await findCase(database, viewer.authorityId, about.kind, about.ref);
    const history = held === undefined ? [] : ((await loadEvents(database, viewer.authorityId, [held.caseId])).get(held.caseId) ?? []);
    return { is: 'moved on', since: history.slice(sent.version) };
  }
}
