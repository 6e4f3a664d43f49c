import { inWords } from '../../../domain/day.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { inCouncilWords } from '../../../reporting/council-words.ts';
import { isOverAYear } from '../../../reporting/explored-period.ts';
import { type Explored, specsOf } from '../../../reporting/explored.ts';
import { partsAsHtml, partStyle } from '../../../reporting/exporters/html.ts';
import { answerFigure } from '../../../reporting/figures.ts';
import { capitalised } from '../../../reporting/house-style.ts';
import { findMeasure } from '../../../reporting/measures.ts';
import { composeParts } from '../../../reporting/report.ts';
import { periodLabel } from '../../../reporting/report-period.ts';
import type { ReportBlock, ReportTable } from '../../../reporting/report-value.ts';
import type { Database } from '../../../store/database.ts';
import { linksFor, seesCases } from '../../question-address.ts';
import type { Council } from './council.ts';
import type { AskedOfFigures, FormError } from './explorer-form.ts';
import type { Answer } from './explorer-page.ts';

export type Answered = { readonly explored: Explored; readonly blocks: readonly ReportBlock[] };

/** The parts of a report that answer what was asked; or why nothing can, beside the field that it is about. */
export async function answered(database: Database, council: Council, { exploration, period, asAt }: AskedOfFigures): Promise<Answered | { readonly error: FormError }> {
  const { authority, naming } = council;
  const explored = specsOf(exploration, naming, { overAYear: isOverAYear(period, authority.financialYearStarts) });
  if (explored === undefined) throw new Error('a question of its own period can always be put');
  const blocks = await composeParts(database, authority, [explored.headlines, explored.sentences, ...(explored.table === undefined ? [] : [explored.table])], period, asAt);
  if (blocks.some((block) => block.kind === 'headlines')) return { explored, blocks };
  const { by: _, across: __, compared: ___, places: ____, shares: _____, of, ...question } = exploration;
  const why = (await answerFigure(database, authority.authorityId, { ...question, ...period, ...(of === undefined ? {} : of === 'all' ? { share: true } : { share_within: of }), ...(asAt === undefined ? {} : { as_at: asAt }) })).why;
  // A headcount of several kinds has rows and no number of its own.
  if (blocks.some((block) => block.kind === 'table')) return { explored, blocks };
  const said = why ?? 'nothing is on record that answers it';
  return { error: { text: `${capitalised(said)}.`.replace(/\.\.$/, '.'), href: said.startsWith('nothing was on record by') && asAt !== undefined ? '#as-at-day' : /records are held|the period begins|headcount|on record in the context/.test(said) ? '#period' : '#measure' } };
}

export function tableIn(blocks: readonly ReportBlock[]): ReportTable | undefined {
  return blocks.find((block): block is ReportTable => block.kind === 'table');
}

/** The answer as it stands on the page. */
export function answerOnPage(viewer: Viewer, council: Council, { exploration, period, asAt }: AskedOfFigures, { explored, blocks }: Answered, csv: string): Answer {
  const { authority } = council;
  const words = (text: string): string => inCouncilWords(text, authority.words);
  const links = linksFor(viewer);
  const first = blocks.flatMap((block) => (block.kind === 'headlines' ? block.figures.flatMap(({ asked }) => asked) : [])).at(0);
  const numbers = blocks.filter((block) => block.kind === 'headlines' || block.kind === 'sentences');
  // What is said in a table's place, where it would hold nothing, says what the number above says already.
  const table = tableIn(blocks) ?? (first === undefined ? blocks.find((block) => block.kind === 'text') : undefined);
  return {
    heading: words((explored.table?.caption ?? explored.headlines.figures[0]?.heading ?? '').replace(/,? over \{years\}/, '')), period: `${periodLabel(period, authority.financialYearStarts)}${asAt === undefined ? '' : `, as the records stood at the end of ${inWords(asAt)}`}`,
    number: partsAsHtml(numbers, links).text, ...(table === undefined ? {} : { table: partsAsHtml([table], links).text }), style: partStyle().text,
    definition: findMeasure(exploration.measure)?.definition ?? '',
    notes: [...(first?.part === undefined ? [] : [`Only a part of the period is counted: ${first.part}.`]), ...(first?.from === 'published' ? ['This was published at the time. No records of that period are held, so there is no list of cases behind it.'] : [])],
    csv, noCases: !seesCases(viewer),
  };
}
