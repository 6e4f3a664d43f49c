import type { Report, ReportBlock } from '../report-value.ts';
import { withoutNamingQuestions } from '../without-names.ts';

/** The whole report value, but for what leads to people: which records somebody picked, and questions that name somebody. */
export function jsonOf(report: Report): string {
  const { sections, ...rest } = withoutNamingQuestions(report);
  return `${JSON.stringify({ ...rest, sections: sections.map((section) => ({ ...section, blocks: section.blocks.map(withoutPicks) })) }, null, 2)}\n`;
}

function withoutPicks(block: ReportBlock): object {
  switch (block.kind) {
    case 'quotes': return { ...block, quotes: block.quotes.map(({ text, attribution }) => ({ text, attribution })) };
    case 'actions': return { ...block, actions: block.actions.map(({ text, service, standing }) => ({ text, service, standing })) };
    case 'picture': return { ...block, data: undefined };
    default: return block;
  }
}
