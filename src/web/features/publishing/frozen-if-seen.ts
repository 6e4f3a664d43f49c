import type { Day } from '../../../domain/day.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import type { Database } from '../../../store/database.ts';
import type { PublicationContent } from '../../../store/publications.ts';
import { asPublished } from '../../../store/report-redactions.ts';
import { type Draft, openDraft, prepare, type Prepared, sealOf, whatBlocks } from './draft.ts';

/** Nothing was published: the report cannot go out, or is not the one that was looked at. */
export class NotAsSeen extends Error {
  override name = 'NotAsSeen';
  readonly prepared: Prepared | { readonly nothing: string };
  readonly draft: Draft;
  constructor(draft: Draft, prepared: Prepared | { readonly nothing: string }) {
    super('the report is not as it was seen, or not ready');
    this.draft = draft;
    this.prepared = prepared;
  }
}

/**
 * What is frozen, made within the transaction that publishes it, and only if it is what its publisher looked at.
 * @param number of the publication
 * @throws NotAsSeen
 */
export async function frozenIfSeen(records: Database, viewer: Viewer, report: number, number: number, seal: string, today: Day): Promise<PublicationContent> {
  const draft = await openDraft(records, viewer, String(report), today);
  if (draft === undefined) throw new Error('the report is gone, although it is locked');
  const ready = await prepare(records, draft, number);
  if ('nothing' in ready || whatBlocks(ready).length > 0 || sealOf(ready) !== seal) throw new NotAsSeen(draft, ready);
  const { editions: { whole, printed }, disclosure } = ready;
  const stillOpen = new Set(ready.findings.map(({ id }) => id));
  const stillThere = new Set(ready.texts.flatMap(({ finds }) => finds.map(({ id }) => id)));
  return {
    title: printed.title, layout: draft.layout, from: draft.kept.from, to: draft.kept.to, asAt: draft.asAt, whole, printed, beside: ready.beside, ...(disclosure === undefined ? {} : { disclosure }),
    overruled: draft.kept.overruled.filter(({ finding }) => stillOpen.has(finding)).map((one) => ({ ...one, says: saysOf(ready, one.finding) })),
    redactions: asPublished(ready.redactions.filter(({ decision, find }) => decision === 'replaced' || stillThere.has(find))),
  };
}

function saysOf(prepared: Prepared, finding: string): string {
  const found = prepared.findings.find(({ id }) => id === finding);
  return found === undefined ? '' : `${found.where.title}: ${found.wrong} ${found.says}`;
}
