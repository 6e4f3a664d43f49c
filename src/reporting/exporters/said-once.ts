import type { ReportBlock, ReportSection } from '../report-value.ts';

/** A section without the sentences that one of its charts has for its title: a finding is told once, where it can be seen. */
export function saidOnce({ blocks }: ReportSection): readonly ReportBlock[] {
  const titles = new Set(blocks.flatMap((block) => (block.kind === 'table' && block.chart !== undefined ? [`${block.chart.title}.`] : [])));
  return blocks.flatMap((block): readonly ReportBlock[] => {
    if (block.kind !== 'sentences') return [block];
    const sentences = block.sentences.filter(({ text }) => !titles.has(text));
    return sentences.length === 0 ? [] : [{ ...block, sentences }];
  });
}
