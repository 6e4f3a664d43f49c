import { setImmediate as immediate } from 'node:timers/promises';
import type { CaseEvent } from '../domain/events.ts';
import { type AuthorityFacts, type AuthoritySettings, authorityWith, findAuthority, saveAuthority, saveAuthorityFacts } from './authorities.ts';
import { findCase, loadEvents, lockChain, logRows, type Recorder, StaleVersionError } from './case-history.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { type Database, insertRows } from './database.ts';
import { projectCase } from './project.ts';
import { addReadRows, insertReadRows, noReadRows, type ReadRows, replaceReadRows } from './read-rows.ts';
import { projectionContextOf } from './projection-context.ts';
import { countingSettingsOf, fingerprintOf, projectByNewRules } from './settings-change.ts';
import type { CaseKind } from './tables.ts';

/** A case as a register tells it. `afterVersion`: how much of it is on record already; 0 where none is. */
export type ImportedCase = { readonly kind: CaseKind; readonly ref: string; readonly events: readonly CaseEvent[]; readonly afterVersion: number };

const CASES_A_BATCH = 1000;
/** How many cases are made ready before others (the database's replies, a reader's request) have their turn. */
const CASES_AT_A_STRETCH = 25;

/**
 * Takes history in as it was, all of it or (where anything fails) none: settings, facts and the events of many cases, with
 * their read rows; where the rules are others now, also those of the cases held before. Each fact counts as known from the day it happened. Once `stop` is aborted it ends with the signal's reason, and nothing is kept.
 * @returns `recounted`: of how many cases held before the read rows are others by the rules given.
 * @throws StaleVersionError where a case is not at the version that the register was compared with.
 */
export async function importCases(
  database: Database, settings: AuthoritySettings, facts: AuthorityFacts, cases: readonly ImportedCase[], recorder: Recorder, onProgress?: (done: number) => void, stop?: AbortSignal,
): Promise<{ authorityId: number; events: number; recounted: number }> {
  return database.transaction().execute(async (transaction) => {
    const held = await findAuthority(transaction, settings.authority);
    // Before the settings, as whoever changes them or records in a case does; and they are read again once nobody else can change them.
    if (held !== undefined) await lockChain(transaction, held.authorityId);
    const before = held && await authorityWith(transaction, held.authorityId);
    const authorityId = await saveAuthority(transaction, settings);
    await saveAuthorityFacts(transaction, authorityId, facts);
    const authority = await authorityWith(transaction, authorityId);
    const context = projectionContextOf(authority);
    const chain = await lockChain(transaction, authorityId);
    const isByOtherRules = before !== undefined && fingerprintOf(countingSettingsOf(before)) !== fingerprintOf(countingSettingsOf(authority));
    const recounted = isByOtherRules ? await projectByNewRules(transaction, before, authority, stop) : 0;
    let { position, hash, nextCase } = chain;
    // While the database writes one batch, the next is made ready.
    let written = Promise.resolve();
    for (let start = 0; start < cases.length; start += CASES_A_BATCH) {
      const batch: Batch = { cases: [], events: [], texts: [], readRows: noReadRows(), replaced: [] };
      for (const [index, one] of cases.slice(start, start + CASES_A_BATCH).entries()) {
        let caseId = nextCase;
        let history: RecordedEvent[] = [];
        if (one.afterVersion === 0) {
          nextCase += 1;
          batch.cases.push({ authority_id: authorityId, case_id: caseId, kind: one.kind, ref: one.ref });
        } else {
          await written;
          const held = await findCase(transaction, authorityId, one.kind, one.ref);
          if (held === undefined) throw new StaleVersionError(one.afterVersion, 0);
          caseId = held.caseId;
          history = (await loadEvents(transaction, authorityId, [caseId])).get(caseId) ?? [];
          if (history.length !== one.afterVersion) throw new StaleVersionError(one.afterVersion, history.length);
        }
        const recorded = one.events.map((event, index): RecordedEvent => ({
          version: one.afterVersion + index + 1, event, recordedAt: recorder.at, recordedBy: recorder.by, source: 'register', knownOn: event.on,
        }));
        for (const event of recorded) {
          position += 1;
          const rows = logRows(authorityId, position, hash, caseId, event);
          hash = rows.hash;
          batch.events.push(rows.event);
          batch.texts.push(...rows.texts);
        }
        const { rows } = projectCase(authorityId, caseId, [...history, ...recorded], context);
        if (one.afterVersion === 0) addReadRows(batch.readRows, rows);
        else batch.replaced.push(() => replaceReadRows(transaction, authorityId, caseId, rows));
        if (index % CASES_AT_A_STRETCH === CASES_AT_A_STRETCH - 1) await immediate();
        stop?.throwIfAborted();
      }
      await written;
      const done = Math.min(start + CASES_A_BATCH, cases.length);
      written = write(transaction, batch).then(() => onProgress?.(done));
      // It is awaited before the next batch is written, and until then its failure is nobody's to hear.
      written.catch(() => {});
    }
    await written;
    stop?.throwIfAborted();
    await transaction.updateTable('chain').where('authority_id', '=', authorityId).set({ position, hash, next_case: nextCase }).execute();
    return { authorityId, events: position - chain.position, recounted };
  });
}

type Batch = { readonly cases: object[]; readonly events: object[]; readonly texts: object[]; readonly readRows: ReadRows; readonly replaced: (() => Promise<void>)[] };

async function write(transaction: Database, batch: Batch): Promise<void> {
  await insertRows(transaction, 'case_index', batch.cases);
  await insertRows(transaction, 'event', batch.events);
  await insertRows(transaction, 'identifying_text', batch.texts);
  await insertReadRows(transaction, batch.readRows);
  for (const replace of batch.replaced) await replace();
}
