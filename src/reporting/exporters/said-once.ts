import type { ReportBlock, ReportSection } from '../report-value.ts';

/** A section without the sentences that the chart just above or below them has for its title: a finding is told once, where it can be seen. */
export function saidOnce({ blocks }: ReportSection): readonly ReportBlock[] {
  return blocks.flatMap((block, at): readonly ReportBlock[] => {
    if (block.kind !== 'sentences') return [block];
    const titles = new Set([blocks[at - 1], blocks[at + 1]].flatMap((beside) => (beside?.kind === 'table' && beside.chart !== undefined ? [`${beside.chart.title}.`] : [])));
    const sentences = block.sentences.filter(({ text }) => !titles.has(text));
    return sentences.length === 0 ? [] : [{ ...block, sentences }];
  });
}
