import type { ReportChart } from '../report-value.ts';

/** What stands below a chart: what a reader must know of its gaps, its base and its source. */
export function belowChart({ note, caption }: ReportChart): string {
  return [note, caption].filter((part) => part !== undefined).join(' ');
}
