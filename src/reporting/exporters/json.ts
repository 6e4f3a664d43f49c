import { namesPeople } from '../askable-keys.ts';
import type { Asked, Report, ReportBlock } from '../report-value.ts';

/**
 * The whole report value, but for what leads to people: the references of the records that somebody picked, and questions that name
 * somebody. Outside the council's system nobody is to know whose words or faults they are.
 */
export function jsonOf(report: Report): string {
  return `${JSON.stringify({ ...report, sections: report.sections.map((section) => ({ ...section, blocks: section.blocks.map(withoutReferences) })) }, (key, value: unknown) => (key === 'asked' ? (value as readonly Asked[]).filter((one) => !namesPeople(one)) : value), 2)}\n`;
}

function withoutReferences(block: ReportBlock): object {
  switch (block.kind) {
    case 'quotes': return { ...block, quotes: block.quotes.map(({ text, attribution }) => ({ text, attribution })) };
    case 'actions': return { ...block, actions: block.actions.map(({ text, service, standing }) => ({ text, service, standing })) };
    default: return block;
  }
}
