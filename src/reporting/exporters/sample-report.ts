import type { Day } from '../../domain/day.ts';
import type { Report, ReportCell } from '../report-value.ts';

function number(value: number): ReportCell {
  return { text: String(value), value, numeric: true, asked: [] };
}

/** A short report of invented numbers that holds one of each thing, to see what a council's template makes of it. */
export function sampleReport(name: string, madeOn: Day): Report {
  const rows = [['Early Help', 4, 3], ['Fostering', 2, 5], ['Leaving care', 6, 1]] as const;
  const period = { from: '2024-04-01' as Day, to: '2025-03-31' as Day, label: '2024/25' };
  return {
    layout: 'sample', title: 'Sample report', authority: { authority: 'sample', name }, period, madeOn, audience: 'To see how reports look on your template. Its numbers are invented.', notes: [],
    sections: [
      {
        key: 'words', title: 'A section with words',
        blocks: [
          { kind: 'headlines', key: 'headlines', figures: [{ heading: 'Complaints received', text: '12', comparison: '9 in 2023/24', asked: [] }, { heading: 'Answered on time', text: '10 of 12', asked: [] }] },
          { kind: 'narrative', key: 'narrative', paragraphs: [{ as: 'paragraph', parts: [{ text: 'A paragraph of text is set in the style Normal, and sections in Heading 1.' }] }, { as: 'heading', parts: [{ text: 'A heading within a section' }] }, { as: 'point', parts: [{ text: 'A first point of a list' }] }, { as: 'point', parts: [{ text: 'A second point of a list' }] }] },
          { kind: 'quotes', key: 'quotes', quotes: [{ text: 'Words that somebody agreed to have quoted are set in the style Quote.', attribution: 'Who said them' }] },
        ],
      },
      {
        key: 'figures', title: 'A section with a chart and a table',
        blocks: [{
          kind: 'table', key: 'services', number: 1, caption: 'Complaints by service', rowHeading: 'Service', crossFooting: [], base: 'all complaints received in the period', notes: ['A note stands below its table.'],
          columns: [{ key: 'now', heading: 'Received', group: '2024/25', numeric: true }, { key: 'before', heading: 'Received', group: '2023/24', numeric: true }],
          rows: rows.map(([heading, now, before]) => ({ heading, value: heading, cells: [number(now), number(before)] })), total: { heading: 'All services', value: null, cells: [number(12), number(9)] },
          chart: {
            kind: 'bars', number: 1, title: 'Leaving care had the most complaints: 6 of 12', description: 'Early Help: 4; Fostering: 2; Leaving care: 6.', caption: '2024/25. Base: 12 complaints. The numbers are invented.',
            categories: rows.map(([heading]) => heading), series: [{ name: '2024/25', values: rows.map(([, now]) => now), texts: rows.map(([, now]) => String(now)) }],
          },
        }],
      },
    ],
    stamp: { questions: 0, representations: 12, compliments: 0, hash: '0'.repeat(64) },
  };
}
