import type { ReportTable } from '../report-value.ts';

/** What stands below a table, to be read one after another: what its percentages are of, its notes, and last the reference under which those inside the council find its cases. */
export function belowTable({ base, notes, reference }: Pick<ReportTable, 'base' | 'notes' | 'reference'>): readonly string[] {
  return [...(base === undefined ? [] : [`Base: ${base}`]), ...notes, ...(reference === undefined ? [] : [`Reference: ${reference}`])].map(ended);
}

function ended(sentence: string): string {
  return /[.!?]$/u.test(sentence) ? sentence : `${sentence}.`;
}
