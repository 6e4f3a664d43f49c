import type { Finding } from '../../../reporting/checks/finding.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import type { OverruledFinding } from '../../../store/tables.ts';
import { type FormMark, formMark, markAgain } from '../../form-mark.ts';
import { instantInWords } from '../../instant-in-words.ts';
import type { Body } from '../../typed-text.ts';
import type { Prepared } from './draft.ts';

export type FindingRow = {
  readonly id: string; readonly number: number; readonly kind: string; readonly place: string; readonly typed?: string; readonly wrong: string; readonly says: string; readonly mend: string; readonly source?: string; readonly href: string;
  readonly overruled?: { readonly reason: string; readonly who: string }; readonly reason: string; readonly error?: string; readonly mark: FormMark;
};
export type ChecksPage = { readonly must: readonly FindingRow[]; readonly look: readonly FindingRow[]; readonly overruled: readonly FindingRow[] };

/** The reason that somebody typed for overruling a finding, and why it was not taken. */
export type TypedReason = { readonly id: string; readonly reason: string; readonly error: string };

/** @param sent the form that is shown again: it still rests on what its sender saw */
export function checksPage({ kept, findings, overruled }: Prepared, names: ReadonlyMap<string, string>, typed?: TypedReason, sent?: Body): ChecksPage {
  const row = (finding: Finding): FindingRow => {
    const over = overruled.get(finding.id);
    return {
      id: finding.id, number: findings.indexOf(finding) + 1, kind: capitalised(finding.kind), place: finding.where.part === 'report' ? 'The report as a whole' : finding.where.title, ...quoteOf(finding), wrong: finding.wrong, says: finding.says, mend: finding.mend, ...(finding.source === undefined ? {} : { source: finding.source }),
      href: placeToMend(kept.report, finding), reason: typed?.id === finding.id ? typed.reason : '', ...(typed?.id === finding.id ? { error: typed.error } : {}), ...(over === undefined ? {} : { overruled: { reason: over.reason, who: whoAndWhen(over, names) } }),
      mark: (typed?.id === finding.id ? markAgain(sent) : undefined) ?? formMark(kept.version, over),
    };
  };
  const open = findings.filter(({ id }) => !overruled.has(id));
  return {
    must: open.filter(({ severity }) => severity === 'must').map(row), look: open.filter(({ severity }) => severity === 'look').map(row), overruled: findings.filter(({ id }) => overruled.has(id)).map(row),
  };
}

/** The sentence with the words in question, or those alone. */
function quoteOf({ where, typed }: Finding): { readonly typed?: string } {
  const quote = where.sentence ?? typed;
  return quote === undefined ? {} : { typed: quote };
}

export function whoAndWhen({ by, at }: Pick<OverruledFinding, 'by'> & { readonly at: string | Date }, names: ReadonlyMap<string, string>): string {
  return `${names.get(`U${by}`) ?? 'somebody without an account'}, ${instantInWords(new Date(at))}`;
}

function placeToMend(report: number, { where }: Finding): string {
  if (where.part === 'report') return `/reports/${report}`;
  return where.block === undefined ? `/reports/${report}/sections/${encodeURIComponent(where.section)}` : `/reports/${report}/parts/${encodeURIComponent(where.block)}`;
}
