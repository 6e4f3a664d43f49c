import { sql } from 'kysely';
import type { CaseFile } from '../domain/case-file.ts';
import { type Day, dayInEngland } from '../domain/day.ts';
import type { CaseEvent } from '../domain/events.ts';
import { chainedHash, type LoggedEvent } from './chain.ts';
import { type Database, insertRows } from './database.ts';
import { joinIdentifyingText, partIdentifyingText } from './identifying-text.ts';
import { type ProjectionContext, projectCase } from './project.ts';
import type { RecordedEvent } from './recorded-event.ts';
import type { CaseKind } from './tables.ts';
import { replaceReadRows } from './read-rows.ts';

/** Somebody else recorded something in this case first: what they recorded must be seen before going on. */
export class StaleVersionError extends Error {
  override name = 'StaleVersionError';
  readonly expected: number;
  readonly found: number;
  constructor(expected: number, found: number) {
    super(`the case has moved on: expected version ${expected}, found ${found}`);
    this.expected = expected;
    this.found = found;
  }
}

type EventRow = {
  case_id: number; version: number; type: string; happened_on: Day; known_on: Day; recorded_at: Date; recorded_by: string;
  source: 'casework' | 'register'; body: Record<string, unknown>; texts: { field: string; text: string | null }[] | null;
};

/** The recorded events of some cases (all of the authority's where none are named), by case and version; only those known by the end of `knownBy` where given. */
export async function loadEvents(database: Database, authorityId: number, caseIds?: readonly number[], knownBy?: Day): Promise<Map<number, RecordedEvent[]>> {
  const { rows } = await sql<EventRow>`
    select e.case_id, e.version, e.type, e.happened_on, e.known_on, e.recorded_at, e.recorded_by, e.source, e.body, t.texts
    from event e
    left join lateral (
      select json_agg(json_build_object('field', i.field, 'text', i.text)) as texts
      from identifying_text i
      where i.authority_id = e.authority_id and i.case_id = e.case_id and i.version = e.version
    ) t on true
    where e.authority_id = ${authorityId}
      ${caseIds === undefined ? sql`` : sql`and e.case_id = any(${[...caseIds]}::int[])`}
      ${knownBy === undefined ? sql`` : sql`and e.known_on <= ${knownBy}`}
    order by e.case_id, e.version`.execute(database);
  const events = new Map<number, RecordedEvent[]>();
  for (const row of rows) {
    const body = row.texts === null ? row.body : joinIdentifyingText(row.body, row.texts);
    const recorded: RecordedEvent = {
      version: row.version, event: { type: row.type, on: row.happened_on, ...body } as CaseEvent,
      recordedAt: row.recorded_at, recordedBy: row.recorded_by, source: row.source, knownOn: row.known_on,
    };
    const already = events.get(row.case_id);
    if (already === undefined) events.set(row.case_id, [recorded]);
    else already.push(recorded);
  }
  return events;
}

export type HeldCase = { readonly caseId: number; readonly kind: CaseKind; readonly ref: string };

export async function findCase(database: Database, authorityId: number, kind: CaseKind, ref: string): Promise<HeldCase | undefined> {
  const row = await database.selectFrom('case_index').select(['case_id', 'kind', 'ref'])
    .where('authority_id', '=', authorityId).where('kind', '=', kind).where('ref', '=', ref).executeTakeFirst();
  return row && { caseId: row.case_id, kind: row.kind, ref: row.ref };
}

/** The authority's end of chain, locked until the transaction ends: appends of one authority follow one another. */
export async function lockChain(transaction: Database, authorityId: number): Promise<{ position: number; hash: Buffer; nextCase: number }> {
  if (!transaction.isTransaction) throw new Error('Transaction required');
  const row = await transaction.selectFrom('chain').selectAll().where('authority_id', '=', authorityId).forUpdate().executeTakeFirstOrThrow();
  return { position: row.position, hash: row.hash, nextCase: row.next_case };
}

/** An event as it is about to be logged: the rows of the log and of the texts beside it, and the hash to go on from. */
export function logRows(authorityId: number, position: number, last: Buffer, caseId: number, recorded: RecordedEvent): { event: object; texts: object[]; hash: Buffer } {
  const { body, texts } = partIdentifyingText(recorded.event);
  const logged: LoggedEvent = {
    caseId, version: recorded.version, type: recorded.event.type, happenedOn: recorded.event.on, knownOn: recorded.knownOn,
    recordedAt: recorded.recordedAt, recordedBy: recorded.recordedBy, source: recorded.source, body,
  };
  const hash = chainedHash(last, logged);
  return {
    hash,
    event: {
      authority_id: authorityId, case_id: caseId, version: recorded.version, position, type: logged.type, happened_on: logged.happenedOn, known_on: logged.knownOn,
      recorded_at: recorded.recordedAt.toISOString(), recorded_by: recorded.recordedBy, source: recorded.source, body, hash: `\\x${hash.toString('hex')}`,
    },
    texts: texts.map((text) => ({ authority_id: authorityId, case_id: caseId, version: recorded.version, field: text.field, salt: `\\x${text.salt.toString('hex')}`, text: text.text })),
  };
}

export type Recorder = { readonly by: string; readonly at: Date };

/**
 * Records what happened in a case and brings its read rows up to date, in one transaction: both or neither.
 * `expectedVersion` is the version that the deciding person saw (0 for a case that is new).
 * @throws StaleVersionError where the case has moved on since.
 */
export async function append(
  database: Database, authorityId: number, about: { kind: CaseKind; ref: string }, expectedVersion: number, events: readonly CaseEvent[], recorder: Recorder, context: ProjectionContext,
): Promise<{ caseId: number; version: number; file: CaseFile }> {
  if (events.length === 0) throw new Error('nothing to append');
  if (!database.isTransaction) return database.transaction().execute((transaction) => append(transaction, authorityId, about, expectedVersion, events, recorder, context));
  const transaction = database;
  const chain = await lockChain(transaction, authorityId);
  const held = await findCase(transaction, authorityId, about.kind, about.ref);
  const caseId = held?.caseId ?? chain.nextCase;
  const history = held === undefined ? [] : ((await loadEvents(transaction, authorityId, [caseId])).get(caseId) ?? []);
  if (history.length !== expectedVersion) throw new StaleVersionError(expectedVersion, history.length);
  if (held === undefined) await insertRows(transaction, 'case_index', [{ authority_id: authorityId, case_id: caseId, kind: about.kind, ref: about.ref }]);
  const recorded = events.map((event, index): RecordedEvent => ({
    version: expectedVersion + index + 1, event, recordedAt: recorder.at, recordedBy: recorder.by, source: 'casework', knownOn: dayInEngland(recorder.at),
  }));
  let hash = chain.hash;
  const rows = recorded.map((one, index) => {
    const row = logRows(authorityId, chain.position + index + 1, hash, caseId, one);
    hash = row.hash;
    return row;
  });
  await insertRows(transaction, 'event', rows.map((row) => row.event));
  await insertRows(transaction, 'identifying_text', rows.flatMap((row) => row.texts));
  await transaction.updateTable('chain').where('authority_id', '=', authorityId)
    .set({ position: chain.position + rows.length, hash, next_case: held === undefined ? caseId + 1 : chain.nextCase }).execute();
  const { file, rows: readRows } = projectCase(authorityId, caseId, [...history, ...recorded], context);
  await replaceReadRows(transaction, authorityId, caseId, readRows);
  return { caseId, version: expectedVersion + events.length, file };
}
