import { accountNames } from '../../../store/accounts.ts';
import { canonicalJson } from '../../../store/canonical-json.ts';
import type { Database } from '../../../store/database.ts';
import { onceForReport } from '../../../store/report-decisions.ts';
import { changeReport, type ReportContent, versionsOf } from '../../../store/reports.ts';
import type { Since } from '../../changed-since.ts';
import { type SentMark, sentMark } from '../../form-mark.ts';
import type { Body } from '../../typed-text.ts';
import { whoAndWhen } from './checks-page.ts';
import { type Draft, openDraft } from './draft.ts';
import type { Asking } from './of-draft.ts';

/** What is to be decided of a report. */
export type Decision = {
  /** For the audit trail: names nothing that was typed. */
  readonly act: string;
  /** For those who look at earlier versions. */
  readonly what: string;
  /** What it is decided on: where that is not what its sender saw, nothing is recorded. */
  readonly about: (draft: Draft) => unknown;
  readonly to: (content: ReportContent) => ReportContent;
};
/** `moved on`: somebody was quicker; the draft is as they left it. */
export type Decided = { readonly is: 'recorded' } | { readonly is: 'gone' } | { readonly is: 'moved on'; readonly draft: Draft };

/** Records a decision that was made on a form, once, and on what its sender saw. What others changed elsewhere in the report stays. */
export async function decideOnce(db: Database, asking: Asking, decision: Decision): Promise<Decided> {
  const { viewer, at, draft: { kept: { report } } } = asking;
  return whileLocked(db, asking, async (records, draft, sent) => {
    const content = decision.to(draft.kept);
    if (canonicalJson(content) === canonicalJson(draft.kept)) return true;
    return sent.isAsSeen(decision.about(draft)) && changeReport(records, viewer, { report, version: draft.kept.version }, content, decision.act, at, { what: decision.what });
  });
}

/** Decides on the draft as it is while nobody else can change it. `decide` gives false where it is not as its sender saw it. */
export async function whileLocked(db: Database, { viewer, draft: { kept, today }, request }: Asking, decide: (records: Database, draft: Draft, sent: SentMark) => Promise<boolean>): Promise<Decided> {
  const sent = sentMark(request.body);
  const done = await onceForReport(db, viewer, kept.report, sent, async (records) => {
    const draft = await openDraft(records, viewer, String(kept.report), today);
    return draft !== undefined && decide(records, draft, sent);
  });
  if (done) return { is: 'recorded' };
  const draft = await openDraft(db, viewer, String(kept.report), today);
  return draft === undefined ? { is: 'gone' } : { is: 'moved on', draft };
}

const MOST_CHANGES = 10;

export async function sinceThen(db: Database, { kept, authority: { authorityId } }: Draft, body: Body | undefined, say: Omit<Since, 'changes'>): Promise<Since> {
  const { version } = sentMark(body);
  const [versions, names] = await Promise.all([version === undefined ? [] : versionsOf(db, authorityId, kept.report, version), accountNames(db, authorityId)]);
  return { ...say, changes: versions.slice(0, MOST_CHANGES).map(({ what, changedBy: by, changedAt: at }) => ({ what, who: whoAndWhen({ by, at }, names) })) };
}
