import type { ReportBlock, ReportChart, ReportSection } from './report-value.ts';

type NumberedBlock = Extract<ReportBlock, { number: number }>;
const isNumbered = (block: ReportBlock): block is NumberedBlock => block.kind === 'table' || block.kind === 'words table';
const chartOf = (block: ReportBlock): ReportChart | undefined => (block.kind === 'table' ? block.chart : undefined);

/**
 * Tables and charts are numbered in the order in which they stand.
 * @param whole the report with every number, of which these sections are to be printed. In print each keeps the number that it has there, so
 * that a reference leads to the same table in both: what is left out leaves a gap, and what stands in its place says of what.
 */
export function numbered(sections: readonly ReportSection[], reference: string | undefined, whole?: readonly ReportSection[]): ReportSection[] {
  const given = new Map(whole?.flatMap((section) => section.blocks.map((block) => [placeOf(section, block), block] as const)));
  const tables = counter([...given.values()].map((block) => (isNumbered(block) ? block.number : 0)));
  const charts = counter([...given.values()].map((block) => chartOf(block)?.number ?? 0));
  return sections.map((section) => ({ ...section, blocks: section.blocks.map((block) => {
    const before = given.get(placeOf(section, block));
    const numberBefore = before !== undefined && isNumbered(before) ? before.number : undefined;
    if (!isNumbered(block)) return numberBefore === undefined ? block : inPlaceOf(numberBefore, block);
    const number = numberBefore ?? tables();
    if (block.kind === 'words table') return { ...block, number };
    const named = { ...block, number, ...(reference === undefined ? {} : { reference: `${reference}-${number}` }) };
    const chartBefore = before === undefined ? undefined : chartOf(before);
    if (block.chart !== undefined) return { ...named, chart: { ...block.chart, number: chartBefore?.number ?? charts() } };
    return chartBefore === undefined ? named : { ...named, notes: [...named.notes, `Figure ${chartBefore.number} is left out of what is published: too many of its numbers are.`] };
  }) }));
}

const placeOf = (section: ReportSection, block: ReportBlock): string => `${section.key}\n${block.key}`;

/** Numbers from the one after those that are given. */
function counter(given: readonly number[]): () => number {
  let last = Math.max(0, ...given);
  return () => (last += 1);
}

/** `Table 3, Cases: left out …`: so that a reader knows why there is no table of the number. */
function inPlaceOf(number: number, block: ReportBlock): ReportBlock {
  if (block.kind !== 'text') return block;
  const [first, ...rest] = block.paragraphs;
  return first === undefined ? block : { ...block, paragraphs: [`Table ${number}, ${first}`, ...rest] };
}
