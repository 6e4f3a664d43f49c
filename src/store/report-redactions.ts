import type { Viewer } from '../domain/viewer.ts';
import type { Database } from './database.ts';
import { changeReport, type ReportContent } from './reports.ts';
import type { PublishedRedaction } from './tables.ts';

/** What was decided of one find in the words of a report. `find` is its fingerprint; the words themselves are not kept. */
export type RedactionDecision = { readonly find: string; readonly kind: string; readonly place: string } & (
  | { readonly decision: 'replaced'; readonly replacement: string }
  | { readonly decision: 'left'; readonly reason: string }
);
export type KeptRedaction = RedactionDecision & { readonly by: number; readonly at: Date };

/** What was decided in a report, the oldest first. */
export async function redactionsOf(database: Database, authorityId: number, report: number): Promise<KeptRedaction[]> {
  const rows = await database.selectFrom('report_redaction').selectAll().where('authority_id', '=', authorityId).where('report', '=', report).orderBy('decided_at').orderBy('find').execute();
  return rows.map(({ find, kind, place, decision, replacement, reason, decided_by: by, decided_at: at }) => (decision === 'replaced'
    ? { find, kind, place, decision, replacement: replacement ?? '', by, at } : { find, kind, place, decision, reason: reason ?? '', by, at }));
}

type Seen = { readonly report: number; readonly version: number };

/**
 * Keeps what was decided, and the report with the words that were approved, where they are others, within the transaction that both belong
 * to. False where somebody changed the report since it was seen.
 */
export async function decideRedactions(transaction: Database, viewer: Viewer, seen: Seen, decisions: readonly RedactionDecision[], content: ReportContent, at: Date, what = 'Names and places decided'): Promise<boolean> {
  const { authorityId, accountId } = viewer;
  if (!(await changeReport(transaction, viewer, seen, content, 'names and places decided', at, { what }))) return false;
  for (const one of decisions) {
    const values = {
      kind: one.kind, place: one.place, decision: one.decision, replacement: one.decision === 'replaced' ? one.replacement : null, reason: one.decision === 'left' ? one.reason : null, decided_by: accountId, decided_at: at,
    };
    await transaction.insertInto('report_redaction').values({ authority_id: authorityId, report: seen.report, find: one.find, ...values }).onConflict((conflict) => conflict.columns(['authority_id', 'report', 'find']).doUpdateSet(values)).execute();
  }
  return true;
}

/** Takes back that a find was left as it is: it waits to be decided again. */
export async function takeBackRedaction(transaction: Database, viewer: Viewer, seen: Seen, find: string, content: ReportContent, at: Date): Promise<boolean> {
  if (!(await changeReport(transaction, viewer, seen, content, 'names and places undecided', at))) return false;
  await transaction.deleteFrom('report_redaction').where('authority_id', '=', viewer.authorityId).where('report', '=', seen.report).where('find', '=', find).execute();
  return true;
}

/** As a publication keeps it: without the fingerprints, by which words that were taken out could be guessed at. */
export function asPublished(decisions: readonly KeptRedaction[]): PublishedRedaction[] {
  return decisions.map((decision) => {
    const { find: _, at, ...one } = decision;
    return { ...one, at: at.toISOString() };
  });
}
