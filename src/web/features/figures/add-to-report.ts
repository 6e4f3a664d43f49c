import type { FigurePeriod } from '../../../domain/figure-query.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type Explored, specsOf } from '../../../reporting/explored.ts';
import { isOverAYear, placeOf } from '../../../reporting/explored-period.ts';
import { addBlock, findSection } from '../../../reporting/layout-edits.ts';
import type { BlockSpec } from '../../../reporting/layout.ts';
import { readLayout } from '../../../reporting/read-layout.ts';
import type { Database } from '../../../store/database.ts';
import { changeReport, findReport } from '../../../store/reports.ts';
import type { Council } from './council.ts';
import type { AskedOfFigures } from './explorer-form.ts';

/** As what an answer is put into a report. A chart comes with its table. */
export const partKinds = ['table', 'chart', 'sentence', 'number'] as const;
export type PartKind = (typeof partKinds)[number];

/** The part that an answer becomes; undefined where it is one number alone, which makes no table. */
export function partOf({ headlines, sentences, table }: Explored, kind: PartKind): BlockSpec | undefined {
  switch (kind) {
    case 'number': return headlines;
    case 'sentence': return sentences;
    case 'chart': return table?.chart === undefined ? undefined : table;
    case 'table': {
      if (table === undefined) return undefined;
      const { chart: _, ...without } = table;
      return without;
    }
    default: return kind satisfies never;
  }
}

/** The answer as it stands in a report of some days: it counts those that were asked about where the report can name them, else its own. */
export function exploredFor({ exploration, period }: AskedOfFigures, report: FigurePeriod, { authority, naming }: Council): Explored | undefined {
  const at = placeOf(period, report, authority.financialYearStarts) ?? 'this';
  return specsOf(exploration, naming, { at, overAYear: isOverAYear(report, authority.financialYearStarts) }) ?? specsOf(exploration, naming, { overAYear: isOverAYear(report, authority.financialYearStarts) });
}

export type Added = { readonly is: 'added'; readonly report: number; readonly key: string } | { readonly is: 'gone' } | { readonly is: 'refused'; readonly why: string };
const ATTEMPTS = 4;

/** Puts an answer at the end of a section of a report, as it is now: whatever others changed in it meanwhile stays. */
export async function addToReport(database: Database, viewer: Viewer, council: Council, asked: AskedOfFigures, to: { readonly report: number; readonly section: string; readonly kind: PartKind }, at: Date): Promise<Added> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const kept = await findReport(database, viewer.authorityId, to.report);
    const read = kept === undefined ? undefined : readLayout(kept.layout);
    if (kept === undefined || read === undefined || 'faults' in read) return { is: 'gone' };
    const explored = exploredFor(asked, { from: kept.from, to: kept.to }, council);
    const block = explored && partOf(explored, to.kind);
    if (block === undefined) return { is: 'refused', why: explored?.table === undefined ? 'One number alone makes no table or chart. Add it as a sentence or a number, or break it down' : 'No chart is drawn of rows and columns at once. Add it as a table' };
    const changed = addBlock(read.layout, to.section, block);
    if (changed === undefined) return { is: 'gone' };
    const checked = readLayout(JSON.parse(JSON.stringify(changed)));
    if ('faults' in checked) return { is: 'refused', why: `It cannot stand in a report: ${checked.faults[0]?.problem ?? ''}` };
    const key = findSection(checked.layout, to.section)?.blocks.at(-1)?.key ?? '';
    if (await changeReport(database, viewer, kept, { ...kept, layout: checked.layout }, 'report part added', at, { what: `Added from the figures: ${to.kind}` })) return { is: 'added', report: kept.report, key };
  }
  return { is: 'refused', why: 'The report is being changed by somebody else at this moment. Try again' };
}
