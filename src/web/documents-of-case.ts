import type { RepresentationFile } from '../domain/case-file.ts';
import { documentKindNames, knownTo, mayAddDocuments, mayRemoveDocuments, mediaTypes } from '../domain/documents.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { CaseKeys } from '../store/case-keys.ts';
import type { Database } from '../store/database.ts';
import { type CaseDocument, documentsFor, takesPartIn } from '../store/documents.ts';
import type { RecordedEvent } from '../store/recorded-event.ts';
import type { Day } from '../domain/day.ts';
import { viewerKey } from '../domain/viewer.ts';
import { instantInWords } from './instant-in-words.ts';

export type DocumentRow = {
  readonly number: number; readonly name: string; readonly named: boolean; readonly description?: string; readonly kind: string; readonly added: string; readonly size?: string;
  readonly href?: string; readonly removeHref?: string; /** To change who sees it. */ readonly markHref?: string; readonly staffOnly: boolean; readonly notScanned: boolean; readonly gone?: string;
};
/** The documents of a case as its page shows them: the latest first, older ones folded away. */
export type DocumentsPanel = { readonly shown: readonly DocumentRow[]; readonly earlier: readonly DocumentRow[]; readonly addHref?: string; readonly unreadable?: string };

const SHOWN = 15;

/** `340 kB`, `2.4 MB`: to the nearest thousand bytes, and never nothing; number and unit stay on one line. */
export function sizeInWords(bytes: number): string {
  if (bytes < 999_500) return `${Math.max(1, Math.round(bytes / 1000))}\u00A0kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/u, '')}\u00A0MB`;
}

export function documentsHref(ref: string, document?: number): string {
  return `/cases/${encodeURIComponent(ref)}/documents${document === undefined ? '' : `/${document}`}`;
}

/** What the page of a case shows of its documents, to somebody who sees the case. */
export async function documentsPanel(
  database: Database, keys: CaseKeys, viewer: Viewer, seen: { readonly caseId: number; readonly file: RepresentationFile; readonly history: readonly RecordedEvent[] }, names: ReadonlyMap<string, string>, today: Day,
): Promise<DocumentsPanel> {
  const [{ documents, unreadable }, takesPart] = await Promise.all([documentsFor(database, keys, viewer, seen.caseId), takesPartIn(database, viewer, seen.caseId, today)]);
  const reasons = new Map(seen.history.flatMap(({ event }): [number, string][] => (event.type === 'DocumentRemoved' && event.reason !== undefined ? [[event.document, event.reason]] : [])));
  const rows = documents.toReversed().map((one) => documentRow(one, seen.file.ref, names, reasons.get(one.document), mayRemoveDocuments(viewer)));
  return {
    shown: rows.slice(0, SHOWN), earlier: rows.slice(SHOWN), ...(mayAddDocuments(viewer, takesPart) ? { addHref: `${documentsHref(seen.file.ref)}/add` } : {}), ...(unreadable === undefined ? {} : { unreadable }),
  };
}

function documentRow(one: CaseDocument, ref: string, names: ReadonlyMap<string, string>, reason: string | undefined, mayRemove: boolean): DocumentRow {
  const who = (accountId: number) => names.get(viewerKey(accountId)) ?? `Account ${accountId}`;
  const kept = one.state === 'kept';
  return {
    number: one.document, name: one.details?.name ?? `Document ${one.document}`, named: one.details !== undefined, ...(one.details?.description === undefined ? {} : { description: one.details.description }),
    kind: documentKindNames[one.kind], added: `${who(one.addedBy)}, ${instantInWords(one.addedAt)}`, staffOnly: one.staffOnly, notScanned: kept && one.scan === 'not scanned',
    ...(kept ? { size: `${mediaTypes[one.mediaType].name}, ${sizeInWords(one.bytes)}`, href: documentsHref(ref, one.document), ...(mayRemove ? { removeHref: `${documentsHref(ref, one.document)}/remove`, markHref: `${documentsHref(ref, one.document)}/mark` } : {}) } : {}),
    ...(one.removed === undefined ? {} : { gone: `Removed by ${who(one.removed.by)}, ${instantInWords(one.removed.at)}${reason === undefined ? '' : `: ${reason}`}` }),
    ...(one.state === 'erased' ? { gone: 'Erased with the case' } : {}),
  };
}

/** What happened in a case, without what the viewer may not know of. */
export function historyFor(viewer: Viewer, history: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return knownTo(viewer, history);
}
