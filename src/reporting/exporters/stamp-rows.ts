import { inWords } from '../../domain/day.ts';
import { capitalised, count, counted, type Noun } from '../house-style.ts';
import type { Report } from '../report-value.ts';

export const stampTitle = 'How this report was made';

/** What a report says of how it was made, so that it can be made again: terms with their values. */
export function stampRows(report: Report): readonly { readonly term: string; readonly value: string }[] {
  const { stamp } = report;
  return [
    { term: 'Period', value: `${inWords(report.period.from)} to ${inWords(report.period.to)}` },
    { term: 'As at', value: report.asAt === undefined ? 'All that was on record when the report was made' : `What was on record at the end of ${inWords(report.asAt)}` },
    { term: 'Made on', value: inWords(report.madeOn) },
    ...referencesIn(report),
    ...(stamp.onRecord === undefined ? [] : [{ term: 'Records', value: recordsOf(stamp.representations, stamp.compliments, stamp.onRecord) }]),
    { term: 'Questions asked', value: `${count(stamp.questions)}, each answered from the records or from a figure published at the time` },
    { term: 'Proof', value: `SHA-256 ${stamp.hash}: the same records and words give the same proof` },
  ];
}

/** What the references below the tables are for. */
function referencesIn({ sections }: Report): readonly { readonly term: string; readonly value: string }[] {
  const first = sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'table' && block.reference !== undefined);
  return first?.kind !== 'table' || first.reference === undefined ? [] : [{ term: 'References', value: `${first.reference} and the others below the tables are for the council’s own staff: each leads those who may see them to the cases that its table counts` }];
}

/** `71 representations on record, 70 of them received in the period; …`. Of a period of which only figures were published, what is on record alone. */
function recordsOf(representations: number | null, compliments: number | null, onRecord: NonNullable<Report['stamp']['onRecord']>): string {
  const kind = (noun: Noun, all: number, received: number | null): string => `${counted(all, noun)} on record${received === null || all === 0 ? '' : `, ${received === all ? 'all' : count(received)} of them received in the period`}`;
  return `${capitalised(kind({ one: 'representation', many: 'representations' }, onRecord.representations, representations))}; ${kind({ one: 'compliment', many: 'compliments' }, onRecord.compliments, compliments)}`;
}
