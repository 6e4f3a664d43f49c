import type { FigureAnswer } from '../../../domain/figure-query.ts';
import { composing } from '../../../reporting/composing.ts';
import { answerFigures } from '../../../reporting/figures.ts';
import type { BlockSpec, LayoutQuery } from '../../../reporting/layout.ts';
import { composeReport } from '../../../reporting/report.ts';
import type { ReportBlock } from '../../../reporting/report-value.ts';
import { authorityFacts } from '../../../store/authorities.ts';
import type { Database } from '../../../store/database.ts';
import type { OpenReport } from './open-report.ts';

/** What some parts of a report look like now, with every number. A part with nothing to say is not among them. */
export async function composeParts(database: Database, { kept, layout, authority, period }: OpenReport, blocks: readonly BlockSpec[]): Promise<readonly ReportBlock[]> {
  const report = await composeReport(database, authority, { ...layout, sections: [{ key: 'part', title: 'Part', blocks }] }, period, kept.asAt === undefined ? {} : { asAt: kept.asAt });
  return report.sections.flatMap((section) => section.blocks);
}

/** The answers to a layout's questions, in order. */
export async function answersOf(database: Database, { kept, authority, period }: OpenReport, questions: readonly LayoutQuery[]): Promise<readonly FigureAnswer[]> {
  if (questions.length === 0) return [];
  const { services } = await authorityFacts(database, authority.authorityId);
  const { query } = composing({
    authority: authority.authority, name: authority.name, yearStarts: authority.financialYearStarts, words: authority.words, themes: authority.themes, services: services.map(({ service, parent }) => ({ service, parent: parent ?? null })),
  }, period, { by: period.to, held: [], ...(kept.asAt === undefined ? {} : { asAt: kept.asAt }) });
  return answerFigures(database, authority.authorityId, questions.map(query));
}
